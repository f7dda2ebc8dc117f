"""Tells the student when ``check`` looks at another function than the grade will.

Grading runs the cells as they are saved in the file and judges the function that the solution cell defines.  The kernel
may hold another one, from an earlier run of that cell or from another cell.  A notice is given only when that is certain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import cells
from .card import Card
from .cells import Run, newest
from .messages import notices as text
from .place import notebook_path
from .stages import Report, examine
from .unitfile import UnitFile

FAILED, GONE, EDITED, REBOUND = "failed", "gone", "edited", "rebound"
#: A notebook file with more bytes is not read.
MAX_BYTES = 20_000_000


@dataclass(frozen=True)
class Notice:
    """How the function in the kernel differs from the one that will be graded.

    Attributes:
        kind: failed (the newest run of the definition ended with an error before it); gone (the solution cell no longer
            contains the name); edited (the saved solution cell was not run); rebound (another cell bound the name).
        run: the run that failed, or the run that bound the name.
        solution: the function that the solution cell defined, or None if it is not known.
        above: whether the cell that bound the name stands above the solution cell, which will then bind it again.
    """

    kind: str
    run: Run | None = None
    solution: Any = None
    above: bool = False


def notice(name: str, unit: UnitFile, names: Mapping[str, Any]) -> Notice | None:
    """The notice that the function about to be checked deserves, or None."""
    runs = cells.runs()
    if not runs:
        return None
    mine = [run for run in runs if run.cell == name]
    binder = newest([run for run in runs if name in run.bound and run.bound[name] is names.get(name)])
    if (run := _failed(name, runs, mine, binder)) is not None:
        return Notice(FAILED, run)
    if mine and binder in mine and not mine[-1].speaks_of(name):
        return Notice(GONE)
    stored, order = _stored(name, unit, names)
    if stored is not None and _edited(stored, runs, newest(mine) or binder, cells.saved(names, unit), known=bool(mine)):
        return Notice(EDITED)
    found = _rebound(name, runs, mine or _alike(runs, stored), binder)
    if found is None or found.run is None or found.run.cell not in order:
        return found
    return replace(found, above=order[found.run.cell] < order[name])


def _failed(name: str, runs: list[Run], mine: list[Run], binder: Run | None) -> Run | None:
    """The newest run of the name's definition, if it ended with an error before it defined the name."""
    if mine:
        return mine[-1] if mine[-1].failed_to_bind(name) else None
    # The frontend did not send cell ids, so the cell that bound the name is taken for the solution cell.
    last = newest([run for run in runs if run.defines(name)])
    if last is None or not last.failed_to_bind(name):
        return None
    later = binder is None or (runs.index(last) > runs.index(binder) and last.cell == binder.cell)
    return last if later else None


def _edited(stored: str, runs: list[Run], last: Run | None, saved: Any, *, known: bool) -> bool:
    """Whether the file was saved after the newest run with a solution cell whose source was not run.

    Args:
        stored: the source of the solution cell in the file.
        runs: all runs of this kernel.
        last: the newest run of the solution cell, or else the run that bound the name.
        saved: when the file was saved last, as `cells.saved` tells it.
        known: whether ``last`` certainly is a run of the solution cell.
    """
    if last is None or last.saved is None or saved is None or saved == last.saved:
        return False  # the file was not saved since that run, so it may be older than the code that ran
    return not _same(last.source, stored) and (known or not _alike(runs, stored))


def _alike(runs: list[Run], stored: str | None) -> list[Run]:
    return [run for run in runs if stored is not None and _same(run.source, stored)]


def _same(one: str, other: str) -> bool:
    return [line.rstrip() for line in one.strip().splitlines()] == [line.rstrip() for line in other.strip().splitlines()]


def _rebound(name: str, runs: list[Run], mine: list[Run], binder: Run | None) -> Notice | None:
    if binder is None:
        return None
    left = newest([run for run in mine if name in run.bound and mine[-1].speaks_of(name)])
    if left is not None:
        return None if binder in mine else Notice(REBOUND, binder, left.bound[name])
    defined = newest([run for run in runs if name in run.bound and run.defines(name)])
    if defined is not None and not binder.defines(name) and defined.cell != binder.cell:
        return Notice(REBOUND, binder)
    return None


def _stored(name: str, unit: UnitFile, names: Mapping[str, Any]) -> tuple[str | None, dict[str, int]]:
    """From the notebook's file: the solution cell's source (None if it is not found), and cells' positions by their ids."""
    path = notebook_path(names, unit.unit)
    if path is None:
        return None, {}
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, {}
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        (at,) = [index for index, cell in enumerate(cells) if _grade_id(cell) == name]
        order = {str(cell["id"]): index for index, cell in enumerate(cells) if "id" in cell}
        source = cells[at]["source"]
        return "".join(source) if isinstance(source, list) else str(source), {**order, name: at}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None, {}


def _grade_id(cell: Any) -> Any:
    marks = cell.get("metadata", {}).get("nbgrader", {})
    return marks.get("grade_id") if marks.get("solution") else None


def stored_solution(name: str, unit: UnitFile, names: Mapping[str, Any]) -> str | None:
    """The source of the solution cell in the notebook's file, or None if it is not found."""
    return _stored(name, unit, names)[0]


def add(card: Card, report: Report, found: Notice, unit: UnitFile, names: Mapping[str, Any]) -> str:
    """Put a notice at the head of a check's panel, and return the state to record for the check."""
    name = report.name
    if found.kind == REBOUND:
        return _add_rebound(card, report, found, unit, names)
    if found.kind in (EDITED, GONE):
        card.first(text.edited(name) if found.kind == EDITED else text.gone(name))
    elif found.run is not None:
        run = found.run
        card.first(text.failed(name, run.number, run.error, run.line, older=report.state != "missing"))
    if report.state != "passed":
        return report.state
    card.state, card.title = "warn", text.title_not_run(name)
    return "failed"


def _add_rebound(card: Card, report: Report, found: Notice, unit: UnitFile, names: Mapping[str, Any]) -> str:
    name, passed = report.name, report.state == "passed"
    also = ""
    if found.solution is not None:
        right = examine(unit.checked[name], {**names, name: found.solution}).state == "passed"
        if passed:
            also = text.ALSO_PASSES if right else text.ONLY_OTHER_PASSES
        elif right:
            also = text.ONLY_SOLUTION_PASSES
    number = found.run.number if found.run is not None else 0
    card.first(f"{text.rebound(name, number)} {also}".rstrip())
    if also != text.ONLY_OTHER_PASSES:
        return report.state
    # The grade takes the better of two functions: the solution cell's and the last one in the notebook.
    card.state = "warn"
    card.title = text.title_rebound(name) if found.above else text.title_passed_elsewhere(name)
    return "failed" if found.above else "passed"
