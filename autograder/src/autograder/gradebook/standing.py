"""Where a course stands: who has handed in what, how late, and what waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from ..course.roster import Person, Roster
from ..course.settings import Course
from .database import DIGESTS, open_book

#: Load in one statement what nbgrader would query for each submission.
_TOGETHER = (
    joinedload(SubmittedAssignment.assignment), undefer(SubmittedAssignment.score), undefer(SubmittedAssignment.max_score),
    undefer(SubmittedAssignment.needs_manual_grade), undefer(SubmittedAssignment.late_submission_penalty),
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """One student and one unit.

    Attributes:
        person: as in the roster; one who is not in it has a student number only.
        listed: whether the roster has the person.
        unit: the unit's name.
        handed_in: the time of submission in UTC; None if nothing was handed in or the time is not known.
        there: whether something was handed in.
        graded: whether it has been graded.
        late: how long after the student's due time it came; zero if in time.
        lost: points lost by it.
        score, max_score: the final score, after the penalty.
        waits: whether a person must look at it.
        decided: whether there is a score: a submission that could not be graded has none until a person gives it.
    """

    person: Person
    listed: bool
    unit: str
    handed_in: datetime | None = None
    there: bool = False
    graded: bool = False
    late: timedelta = timedelta(0)
    lost: float = 0.0
    score: float = 0.0
    max_score: float = 0.0
    waits: bool = False
    decided: bool = False


def mean_score(rows: Iterable[Standing]) -> float | None:
    """The mean of the final scores of what was handed in and has a score; None without any.

    What waits for a person's points has none yet: as a zero it would make the class look worse than it is.
    """
    scores = [row.score for row in rows if row.decided]
    return sum(scores) / len(scores) if scores else None


def standings(
    db_url: str, course: Course, roster: Roster, units: Collection[str], found: Iterable[tuple[str, str]] = ()
) -> list[Standing]:
    """Everybody who is in the roster or has handed in, for each unit, by unit and student number.

    Args:
        db_url: the gradebook's URL.
        course, roster: of the class; without a roster everybody who handed in is shown.
        units: the units' names, in the order in which to show them.
        found: (student, unit) of what lies in the folder of submissions, graded or not.

    Raises:
        UsageError: the gradebook cannot be used.
    """
    graded = _graded(db_url, set(units))
    lying = {(student, unit) for student, unit in found if unit in units}
    people = {person.student: person for person in roster.people}
    rows = []
    for unit in units:
        here = {student for student, of in {*graded, *lying} if of == unit}
        expected = {person.student for person in roster.people if not person.dropped}
        for student in sorted(here | expected):
            person, listed = people.get(student, Person(student)), student in people
            row = graded.get((student, unit))
            if row is None:
                rows.append(Standing(person, listed, unit, there=(student, unit) in lying))
            else:
                rows.append(_standing(person, listed, unit, course, *row))
    return rows


def _standing(person: Person, listed: bool, unit: str, course: Course, submission: Any, status: str) -> Standing:
    handed_in = submission.timestamp.replace(tzinfo=UTC) if submission.timestamp is not None else None
    due = course.due(person.student, unit)
    late = max(handed_in - due, timedelta(0)) if handed_in is not None and due is not None else timedelta(0)
    lost = float(submission.late_submission_penalty or 0.0)
    score = max(float(submission.score or 0.0) - lost, 0.0)
    open_cells = bool(submission.needs_manual_grade)
    waits, decided = open_cells or status != "graded", status == "graded" or not open_cells
    return Standing(
        person, listed, unit, handed_in, True, True, late, lost, score, float(submission.max_score or 0.0), waits, decided
    )


def _graded(db_url: str, units: Collection[str]) -> dict[tuple[str, str], tuple[Any, str]]:
    with open_book(db_url) as book:
        with book.engine.connect() as connection:
            rows = connection.execute(select(DIGESTS.c.student, DIGESTS.c.unit, DIGESTS.c.status))
            status = {(row.student, row.unit): row.status for row in rows}
        query = book.db.query(SubmittedAssignment).join(Assignment).options(*_TOGETHER)
        found = query.filter(Assignment.name.in_(sorted(units)))
        book.db.expire_on_commit = False
        return {
            (key := (item.student_id, item.assignment.name)): (item, status[key])
            for item in found
            if (item.student_id, item.assignment.name) in status
        }
