"""Reads the shapes that a docstring names, ``x: shape (m, C)``, and binds the letters to an actual call.

The lessons' docstrings are meant for people.  Where one cannot be read for certain, nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..messages.tracing import ALTERNATIVE, NUMBERS, PARTICLES, RESULT, SAME_SHAPE, TUPLE
from .shapes import Dim, Shape
from .snapshots import is_a

Letters = tuple[str, ...]
_TUPLE = r"\(\s*[A-Za-z]\w*\s*(?:,\s*[A-Za-z]\w*\s*)*,?\s*\)"
_SHAPES = re.compile(rf"{_TUPLE}(?:\s*{ALTERNATIVE}\s*{_TUPLE})*")
_ONE = re.compile(r"\(([^()]*,[^()]*)\)")


@dataclass(frozen=True)
class Promise:
    """What a docstring says, bound to one call.

    Attributes:
        letters: the size of each letter.
        args: the shapes of the documented arguments, with letters, by name.
        result: the shapes that the result may have, as (letters, sizes); empty when nothing is known.
        scalar: the result is a single number.
    """

    letters: dict[str, int]
    args: dict[str, Shape]
    result: tuple[tuple[str, tuple[int, ...]], ...] = ()
    doubled: frozenset[str] = frozenset()

    def broken_by(self, shape: tuple[int, ...]) -> str:
        """The documented shape, as it is written, when a result of this shape does not have it; else ""."""
        if not self.result or any(shape == wanted for _, wanted in self.result):
            return ""
        return f" {ALTERNATIVE} ".join(dict.fromkeys(written for written, _ in self.result))

    def sizes_of(self) -> tuple[int, ...]:
        """The sizes of the documented shape, when there is only one."""
        return self.result[0][1]


def promise(doc: str | None, arguments: Mapping[str, Any]) -> Promise | None:
    """What a docstring says about a call; None if it names no shapes, or the arguments do not have them.

    Args:
        doc: the docstring.
        arguments: the parameters' values.
    """
    if not doc:
        return None
    head, _, tail = doc.partition(RESULT)
    named = {name: found for name in arguments if (found := _shapes_of(name, head, arguments))}
    letters: dict[str, int] = {}
    args: dict[str, Shape] = {}
    for name, options in named.items():
        value = arguments[name]
        if not is_a(value, np.ndarray):
            return None
        fitting = [option for option in options if len(option) == value.ndim]
        if len(fitting) != 1:
            return None
        for letter, size in zip(fitting[0], value.shape, strict=True):
            if letters.setdefault(letter, size) != size:
                return None
        args[name] = tuple(Dim(size, letter) for letter, size in zip(fitting[0], value.shape, strict=True))
    options = [option for found in named.values() for option in found]
    result = _result(tail, letters, arguments)
    doubled = frozenset(letter for option in options + _tuples(tail) for letter in option if option.count(letter) > 1)
    return Promise(letters, args, result, doubled) if letters or result else None


def _shapes_of(name: str, text: str, others: Mapping[str, Any]) -> list[Letters]:
    """The shapes that the text gives for a parameter, as alternatives."""
    for start in re.finditer(rf"(?<![\w.]){re.escape(name)}(?:\s*:|{PARTICLES})", text):
        rest = text[start.end() :]
        found = _SHAPES.search(rest)
        if found is None:
            continue
        between = rest[: found.start()]
        if "\n" in between.strip() or re.search(r"[.:=]\s", between) or TUPLE in between:
            continue
        if any(re.search(rf"(?<!\w){re.escape(other)}(?!\w)", between) for other in others):
            continue
        after = rest[found.end() : found.end() + 2]
        if re.match(r"\s*[(\[→]", after) or "->" in between:
            continue
        return _tuples(found.group())
    return []


def _tuples(text: str) -> list[Letters]:
    """All shapes of letters in a text."""
    found = []
    for match in _ONE.finditer(text):
        letters = tuple(part.strip() for part in match.group(1).split(",") if part.strip())
        if letters and all(re.fullmatch(r"[A-Za-z]\w?", letter) for letter in letters):
            found.append(letters)
    return found


def _result(text: str, letters: Mapping[str, int], arguments: Mapping[str, Any]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    sentence = re.split(r"[.]\s|\n\s*\n|\n\s*\w+\s*:", text.lstrip(" :\n"), maxsplit=1)[0]
    if TUPLE in sentence:
        return ()
    if match := re.match(SAME_SHAPE, sentence):
        value = arguments.get(match.group(1))
        shape: Any = getattr(value, "shape", None) if is_a(value, np.ndarray) else None
        return () if shape is None else ((str(shape), shape),)
    if re.match(NUMBERS, sentence):
        return (("()", ()),)
    found = re.match(rf"\s*(?:shape\s*)?({_SHAPES.pattern})", sentence)
    if found is None:
        return ()
    options = [option for option in _tuples(found.group(1)) if all(letter in letters for letter in option)]
    return tuple((_written(option), tuple(letters[letter] for letter in option)) for option in options)


def _written(letters: Letters) -> str:
    return f"({letters[0]},)" if len(letters) == 1 else f"({', '.join(letters)})"
