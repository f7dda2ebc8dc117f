"""The recorded submissions, one by one, for who looks at single ones: the demo and the benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import SubmittedAssignment
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from ..gradebook.database import DIGESTS, open_book
from ..grading.verdict_json import from_stored
from ..judge.verdict import ExerciseVerdict


@dataclass(frozen=True)
class Entry:
    """One recorded submission; ``exercises`` are its verdicts by name, ``why`` is the reason if it was not graded."""

    student: str
    name: str
    status: str
    score: float
    max_score: float
    needs_look: bool
    exercises: Mapping[str, ExerciseVerdict] = field(default_factory=dict)
    why: str = ""


#: Load in one statement what nbgrader would query for each submission separately.
_TOGETHER = (
    joinedload(SubmittedAssignment.student), joinedload(SubmittedAssignment.assignment),
    undefer(SubmittedAssignment.score), undefer(SubmittedAssignment.max_score),
    undefer(SubmittedAssignment.needs_manual_grade), undefer(SubmittedAssignment.late_submission_penalty),
)  # fmt: skip


def read_entries(db_url: str) -> dict[str, list[Entry]]:
    """The recorded submissions by unit, sorted by the student's id.

    Raises:
        UsageError: the database cannot be used.
    """
    found: dict[str, list[Entry]] = {}
    with open_book(db_url) as book:
        with book.engine.connect() as connection:
            rows = {(row.student, row.unit): row for row in connection.execute(select(DIGESTS))}
        for submission in book.db.query(SubmittedAssignment).options(*_TOGETHER):
            row = rows.get((submission.student.id, submission.assignment.name))
            if row is not None:
                found.setdefault(submission.assignment.name, []).append(_entry(submission, row))
    return {unit: sorted(items, key=lambda item: item.student) for unit, items in found.items()}


def _entry(submission: SubmittedAssignment, row: Any) -> Entry:
    person = submission.student
    name = f"{person.last_name or ''}{person.first_name or ''}"
    kept = from_stored("", person.id, submission.assignment.name, row.status, row.verdict)
    score = max(float(submission.score) - float(submission.late_submission_penalty or 0.0), 0.0)
    return Entry(
        person.id, name, row.status, score, float(submission.max_score),
        bool(submission.needs_manual_grade) or row.status != "graded",
        {item.name: item for item in kept.verdict.exercises} if kept.verdict is not None else {},
        kept.message if row.status != "graded" else "",
    )  # fmt: skip
