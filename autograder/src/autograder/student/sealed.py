"""The quiz's key as it is released: not to be read at a glance, neither by eye nor with a search.

What this protects: whoever opens checks.json sees for each option a hash and letters without meaning, all of one length;
nothing there says "right".  What it does not protect: the kernel must be able to tell a right answer from a wrong one and
to explain it, so whoever runs these functions over all options reads everything.  It costs a student more to do so than to
answer four questions, and no more is meant.  The grade does not depend on it: it is given elsewhere, and one answer counts.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence


def salt_of(unit: str, number: int, text: str) -> str:
    """A question's salt: the same on every build, another for every question."""
    return hashlib.sha256(f"{unit}\0{number}\0{text}".encode()).hexdigest()[:16]


def mark(salt: str, option: str, right: bool) -> str:
    """An option's hash, which looks the same whether it is right or not."""
    return _digest(salt, option, "right" if right else "wrong").hex()[:24]


def is_right(salt: str, option: str, stored: str) -> bool:
    """Whether a stored hash is that of a right option."""
    return mark(salt, option, True) == stored


def close(salt: str, options: Sequence[str], whys: Sequence[str]) -> list[str]:
    """The explanations of a question's options, one length for all: the right one's is often the longest."""
    raw = [why.encode() for why in whys]
    length = max(map(len, raw))
    padded = [item + b" " * (length - len(item)) for item in raw]
    return [base64.b64encode(_mixed(salt, option, item)).decode() for option, item in zip(options, padded, strict=True)]


def opened(salt: str, option: str, stored: str) -> str:
    """An option's explanation."""
    return _mixed(salt, option, base64.b64decode(stored)).decode().rstrip(" ")


def _mixed(salt: str, option: str, data: bytes) -> bytes:
    """XOR with a stream made of salt and option: twice gives the same again."""
    stream = b"".join(_digest(salt, option, f"why {block}") for block in range(len(data) // 32 + 1))
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))


def _digest(salt: str, option: str, purpose: str) -> bytes:
    return hashlib.sha256(f"{salt}\0{purpose}\0{option}".encode()).digest()
