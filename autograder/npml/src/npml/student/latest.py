"""Remembers in which call the last check stopped, for ``trace``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .stages import Report
from .unitfile import VisibleCase


@dataclass(frozen=True)
class Stop:
    """Where a check of an exercise stopped.

    Attributes:
        name: the exercise.
        function: the object that was checked; a newer one may behave differently.
        case: the failing case, None if all passed.
        at: the index of the step that failed.
        kind: the kind of its `core.compare.Problem`; "limit" when it did not end.
    """

    name: str
    function: Any
    case: VisibleCase | None
    at: int = 0
    kind: str = ""


_stops: dict[str, Stop] = {}


def remember(stop: Stop) -> None:
    """A check has ended."""
    _stops.pop(stop.name, None)
    _stops[stop.name] = stop


def last(name: str = "") -> Stop | None:
    """The last check of this exercise, or of any; None if there was none."""
    return _stops.get(name) if name else next(reversed(_stops.values()), None)


def of_report(report: Report, function: Any) -> Stop:
    """Where a check stopped, from its report."""
    failing = report.failing
    if failing is None or failing.problem is None:
        return Stop(report.name, function, None)
    return Stop(report.name, function, failing.case, failing.problem.step, failing.problem.kind)
