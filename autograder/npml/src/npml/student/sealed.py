"""Encodes the quiz's answer key in checks.json, so that nobody reads it at a glance or finds it with a search.

What this protects: in checks.json each option has a hash and an unreadable text, all of one length; nothing there says
"right".  What it does not protect: the kernel must be able to recognise and to explain right answers, so whoever runs
these functions over all options can read everything.  That is more work than answering four questions, and no more is
intended.  The grade does not depend on it: it is computed elsewhere, and counts only one answer to each question.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence


def salt_of(unit: str, number: int, text: str) -> str:
    """A question's salt (16 hex digits): the same in every build, but different for every question."""
    return hashlib.sha256(f"{unit}\0{number}\0{text}".encode()).hexdigest()[:16]


def mark(salt: str, option: str, right: bool) -> str:
    """An option's hash (24 hex digits), which does not show whether the option is right."""
    return _digest(salt, option, "right" if right else "wrong").hex()[:24]


def is_right(salt: str, option: str, stored: str) -> bool:
    """Whether a stored hash marks this option as right."""
    return mark(salt, option, True) == stored


def close(salt: str, options: Sequence[str], whys: Sequence[str]) -> list[str]:
    """Encode a question's explanations, padded to one length, because the right option's is often the longest."""
    raw = [why.encode() for why in whys]
    length = max(map(len, raw))
    padded = [item + b" " * (length - len(item)) for item in raw]
    return [base64.b64encode(_mixed(salt, option, item)).decode() for option, item in zip(options, padded, strict=True)]


def opened(salt: str, option: str, stored: str) -> str:
    """Decode an option's explanation."""
    return _mixed(salt, option, base64.b64decode(stored)).decode().rstrip(" ")


def _mixed(salt: str, option: str, data: bytes) -> bytes:
    """XOR the data with a stream derived from salt and option; doing it twice gives the data back."""
    stream = b"".join(_digest(salt, option, f"why {block}") for block in range(len(data) // 32 + 1))
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))


def _digest(salt: str, option: str, purpose: str) -> bytes:
    return hashlib.sha256(f"{salt}\0{purpose}\0{option}".encode()).digest()
