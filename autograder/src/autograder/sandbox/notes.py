"""What a run reports about its cells: lines that failed, names that were changed, states that are worth judging.

The report comes from the student's zone, so all of it is checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from npml.core.marks import AT_CHECK, AT_END, AT_FAILURE
from npml.core.program import ERROR_KINDS
from npml.errors import ProtocolError

MAX_FAILED = 20
MAX_NAMES = 50
MAX_SHOWN = 80
MAX_STATES = 4


@dataclass(frozen=True)
class FailedLine:
    """A statement that failed; the other statements of its cell ran all the same.

    Attributes:
        cell: place of the cell in the student's own notebook, from 0.
        line: line in the cell, from 1.
        text: that line of the student's source, shortened.
        error: name of the exception's builtin class (`core.program.error_kind`).
        names: names that the statement would have bound.
    """

    cell: int
    line: int
    text: str
    error: str
    names: tuple[str, ...]


def read_failed(found: Any, cell: int, source: str) -> list[FailedLine]:
    """The failed statements of a cell.

    Args:
        found: from the student's zone.
        cell: place of the cell in the student's own notebook, from 0.
        source: its text.

    Raises:
        ProtocolError: it is not what the runner sends.
    """
    if not isinstance(found, list) or len(found) > MAX_FAILED:
        raise ProtocolError("not a list of failed statements")
    lines = source.split("\n")
    failed = []
    for item in found:
        if not (isinstance(item, list) and len(item) == 3 and type(item[0]) is int and item[1] in ERROR_KINDS):
            raise ProtocolError("not a failed statement")
        line, error, names = item
        if not 1 <= line <= len(lines) or not isinstance(names, list):
            raise ProtocolError("a failed statement outside its cell")
        text = lines[line - 1].strip()
        shown = text if len(text) <= MAX_SHOWN else f"{text[: MAX_SHOWN - 1]}…"
        failed.append(FailedLine(cell, line, shown, error, _names(names, source)))
    return failed


def _names(names: list[Any], source: str) -> tuple[str, ...]:
    """The names that are identifiers in the source, so that students read only words of their own."""
    return tuple(name for name in names[:MAX_NAMES] if isinstance(name, str) and name.isidentifier() and name in source)


def read_rebound(found: Any, places: Mapping[int, int]) -> dict[str, dict[str, int]]:
    """For each exercise the names that later cells changed, and the last such cell.

    Args:
        found: from the student's zone.
        places: index of each cell that ran -> its place in the student's own notebook, from 0.

    Raises:
        ProtocolError: it is not what the runner sends.
    """
    if not isinstance(found, dict):
        raise ProtocolError("not a table of names")
    rebound: dict[str, dict[str, int]] = {}
    for exercise, pairs in found.items():
        if not isinstance(pairs, list) or len(pairs) > MAX_NAMES:
            raise ProtocolError("not a list of names")
        names = {}
        for pair in pairs:
            if not (isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and type(pair[1]) is int):
                raise ProtocolError("not a name and its cell")
            if pair[1] not in places:
                raise ProtocolError("not a name and its cell")
            if pair[0].isidentifier() and len(pair[0]) <= MAX_SHOWN:
                names[pair[0]] = places[pair[1]]
        rebound[exercise] = names
    return rebound


def read_states(found: Any, wanted: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """For each exercise the keys of the states in which it is to be judged.

    Args:
        found: from the student's zone.
        wanted: exercise -> the name that is judged.

    Raises:
        ProtocolError: it is not what the runner sends.
    """
    if not isinstance(found, dict):
        raise ProtocolError("not a table of states")
    states: dict[str, tuple[str, ...]] = {}
    for exercise, keys in found.items():
        known = (AT_END, exercise, exercise + AT_CHECK, exercise + AT_FAILURE)
        if exercise not in wanted or not isinstance(keys, list) or len(keys) > MAX_STATES:
            raise ProtocolError("not the states of an exercise")
        if not all(isinstance(key, str) and key in known for key in keys) or len(set(keys)) < len(keys):
            raise ProtocolError("a state that nobody knows, or one twice")
        states[exercise] = tuple(keys)
    return states
