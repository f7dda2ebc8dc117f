"""What a submission had before: the verdicts that another one has replaced, the newest few of each submission."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ..grading.results import Graded, Status
from ..grading.verdict_json import from_stored
from ..judge.verdict import CategoryVerdict
from .database import DIGESTS, HISTORY
from .points import Points, read_points

#: So many earlier verdicts of a submission are kept.
KEPT = 10
#: The status of a row that holds what a removed cell had (`migrate`).
CELLS = "cells"
_DROP = HISTORY.delete().where(HISTORY.c.id == bindparam("row"))


@dataclass(frozen=True)
class Change:
    """A submission that was graded before and has another result now.

    Attributes:
        student, unit: whose, of what.
        reasons: why it was graded again (`grading.basis`).
        before, after: the automatic score; None where there was no verdict.
        final: the final score that it had, by hand and after the penalty.
    """

    student: str
    unit: str
    reasons: tuple[str, ...]
    before: float | None
    after: float | None
    final: float


@dataclass(frozen=True)
class Earlier:
    """One row of the history; ``graded`` has no path and no notebook.

    For what cells had that a unit no longer has, ``removed`` holds it, by cell.
    """

    replaced: datetime
    reasons: tuple[str, ...]
    score: float
    max_score: float
    final: float
    graded: Graded | None
    removed: str = ""


def keep(connection: Connection, batch: Sequence[tuple[Graded, tuple[str, ...]]]) -> list[Change]:
    """Put the recorded verdicts that a batch is about to replace into the history, in the caller's transaction.

    A verdict that says the same as the new one is not kept.

    Args:
        connection: to the gradebook, before the batch is written.
        batch: the new results, each with the reasons why it was graded.

    Returns:
        What has another score or status now.
    """
    new = {(graded.student, graded.unit): (graded, reasons) for graded, reasons in batch}
    query = select(DIGESTS).where(DIGESTS.c.student.in_(sorted({student for student, _ in new})))
    found = {(row.student, row.unit): row for row in connection.execute(query) if (row.student, row.unit) in new}
    if not found:
        return []
    own = {(item.student, item.unit): item for item in read_points(connection, {unit for _, unit in found}, _people(found))}
    rows, changes = [], []
    for key, row in found.items():
        graded, reasons = new[key]
        before = from_stored("", *key, row.status, row.verdict)
        if _says(before) == _says(graded):
            continue
        marked = own.get(key) or Points(*key, row.status)
        score = before.verdict.score if before.verdict else 0.0
        most = before.verdict.max_score if before.verdict else marked.max_score
        rows.append(_row(key, reasons, row.status, score, most, marked.final, row.verdict))
        change = Change(*key, reasons, _score(before), _score(graded), marked.final)
        if change.before != change.after or row.status != graded.status:
            changes.append(change)
    add(connection, rows)
    return changes


def _row(
    key: tuple[str, str], reasons: Iterable[str], status: str, score: float, most: float, final: float, verdict: str
) -> dict[str, Any]:
    return {
        "student": key[0], "unit": key[1], "replaced": datetime.now(UTC).isoformat(timespec="seconds"),
        "reasons": ",".join(reasons), "status": status, "score": score, "max_score": most, "final": final,
        "verdict": verdict,
    }  # fmt: skip


def removed_row(own: Points, text: str) -> dict[str, Any]:
    """The row that keeps what a submission had in cells that are about to be removed."""
    return _row((own.student, own.unit), ("hidden",), CELLS, own.automatic, own.max_score, own.final, text)


def withdrawn_row(own: Points, verdict: str) -> dict[str, Any]:
    """The row that keeps the verdict on a submission that turned out to be another student's."""
    reasons, status = ("withdrawn",), own.status
    return _row((own.student, own.unit), reasons, status, own.automatic, own.max_score, own.final, verdict)


def add(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, and drop the oldest of each submission beyond `KEPT`."""
    if not rows:
        return
    connection.execute(HISTORY.insert(), list(rows))
    mine = {(row["student"], row["unit"]) for row in rows}
    query = select(HISTORY.c.id, HISTORY.c.student, HISTORY.c.unit).where(HISTORY.c.student.in_(_people(mine)))
    ids: dict[tuple[str, str], list[int]] = {}
    for row in connection.execute(query.order_by(HISTORY.c.id)):
        ids.setdefault((row.student, row.unit), []).append(row.id)
    if old := [{"row": item} for key in mine for item in ids[key][:-KEPT]]:
        connection.execute(_DROP, old)


def _people(keys: Iterable[tuple[str, str]]) -> list[str]:
    return sorted({student for student, _ in keys})


def _score(graded: Graded) -> float | None:
    return round(graded.verdict.score, 9) if graded.verdict is not None else None


def _says(graded: Graded) -> object:
    """What a result says, to be compared; a message about the file is no part of it."""
    exercises = graded.verdict.exercises if graded.verdict is not None else ()
    return graded.status, [
        (item.name, item.attempted, item.diagnoses, [_part(category) for category in item.categories])
        for item in exercises
    ]  # fmt: skip


def _part(category: CategoryVerdict) -> tuple[str, float, float, bool]:
    return category.name, round(category.points, 9), category.max_points, category.passed


def earlier(connection: Connection, student: str, unit: str) -> list[Earlier]:
    """The history of a submission, the newest first."""
    query = select(HISTORY).where(HISTORY.c.student == student, HISTORY.c.unit == unit).order_by(HISTORY.c.id.desc())
    return [_earlier(row) for row in connection.execute(query)]


def _earlier(row: Any) -> Earlier:
    removed = row.verdict if row.status == CELLS else ""
    status: Status = row.status
    graded = None if removed else from_stored("", row.student, row.unit, status, row.verdict)
    return Earlier(
        datetime.fromisoformat(row.replaced), tuple(filter(None, row.reasons.split(","))), row.score, row.max_score,
        row.final, graded, removed,
    )  # fmt: skip
