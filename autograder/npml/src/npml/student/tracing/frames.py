"""What the recorder asks of a running frame; none of it calls anything of the student's."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from types import FrameType
from typing import Any

import numpy as np

from .documented import Promise
from .folds import Folder
from .records import CallRecord, Executed
from .shapes import Dim, Shape, sizes
from .snapshots import Snapshot, is_a
from .source import Source, Statement

MISSING = object()


class Frame:
    """A running frame of the student's code."""

    def __init__(self, frame: FrameType, source: Source, call: CallRecord | None, folder: Folder | None) -> None:
        self.frame, self.source, self.call, self.folder = frame, source, call, folder
        self.statement: Statement | None = None
        self.executed: Executed | None = None
        self.start = -1
        self.before: dict[str, Any] = {}
        self.marks: dict[str, Any] = {}
        self.unwinding = False
        self.promise: Promise | None = None
        self.letters: dict[str, Shape] = {}
        self.results: dict[str, list[Any]] = {}
        self.seen: dict[str, tuple[Any, Snapshot]] = {}  # name -> (signature, what it was)


def value_of(frame: FrameType, name: str) -> Any:
    """What a name or ``self.m`` is bound to; reads no property and calls nothing."""
    start, _, attr = name.partition(".")
    own = frame.f_locals
    if start in own:
        found = own[start]
    elif start in frame.f_globals:
        found = frame.f_globals[start]
    else:
        found = _builtins.get(start, MISSING)
    if not attr or found is MISSING:
        return found
    try:
        return object.__getattribute__(found, "__dict__").get(attr, MISSING)
    except Exception:
        return MISSING


_builtins: dict[str, Any] = {"len": len, "float": float, "int": int}


def parameters(code: Any) -> tuple[str, ...]:
    count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
    names: tuple[str, ...] = code.co_varnames[:count]
    return names


def given_of(arguments: Mapping[str, Any], given: list[Any]) -> dict[str, Any]:
    """Those of a function's parameters that the caller gave: a default belongs to the function, which may change it."""
    ids = {id(value) for value in given}
    found = {}
    for name, value in arguments.items():
        if id(value) in ids:
            found[name] = value
        elif type(value) in (tuple, dict):  # *args and **kwargs
            items = value.items() if isinstance(value, dict) else enumerate(value)
            found.update({f"{name}[{key!r}]": item for key, item in items if id(item) in ids})
    return found


def text_of(error: Any) -> str:
    try:
        return str(error)[:400]
    except Exception:  # a broken __str__
        return ""


def is_readable(value: Any) -> bool:
    """Whether a value is worth showing among those that a line read: no function, module or object."""
    return is_a(value, bool, int, float, str, np.ndarray, np.generic, list, tuple, dict)


def is_hidden(name: str, others: Mapping[str, Any]) -> bool:
    return any(other.startswith(f"{name}.") and others[other] is not MISSING for other in others)


def is_container_of(name: str, values: Mapping[str, Any], statement: Statement) -> bool:
    """Whether ``name`` is the ``self`` of a ``self.m`` that is shown."""
    return (
        "." not in name
        and not is_a(values[name], np.ndarray, list, dict)
        and any(other.startswith(f"{name}.") for other in statement.names)
    )


def truth(statement: Statement, following: Statement | None) -> bool | None:
    """Whether the condition held, seen by where the code went on."""
    node = statement.node
    if not isinstance(node, (ast.If, ast.While)) or following is None or following is statement:
        return None
    if node.body[0].lineno <= statement.last:
        return None  # the body stands on the same line
    return node.body[0].lineno <= following.first <= (node.body[-1].end_lineno or node.body[-1].lineno)


def letters_of(state: Frame, name: str, value: Any) -> Shape | None:
    shape = state.letters.get(name)
    return shape if shape is not None and sizes(shape) == value.shape else None


def result_of(state: Frame, node: Any) -> Shape | None:
    """The shape of what a helper gave, when the statement called it only once."""
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    given = state.results.get(name, [])
    if len(given) != 1 or not is_a(given[0], np.ndarray):
        return () if len(given) == 1 and is_a(given[0], float, int, np.generic) else None
    return tuple(Dim(size) for size in given[0].shape)
