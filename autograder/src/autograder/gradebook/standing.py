"""Where a course stands: who has handed in what, how late, and what waits for a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import select

from ..course.roster import Person, Roster
from ..course.settings import Course
from .database import open_book
from .points import Points, read_points

_submission: Any = SubmittedAssignment.__table__
_assignment: Any = Assignment.__table__
_TIMES = select(_submission.c.student_id, _assignment.c.name, _submission.c.timestamp).join(
    _assignment, _assignment.c.id == _submission.c.assignment_id
)


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
        automatic, by_hand, decided, overtaken: as of its `Points`.
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
    automatic: float = 0.0
    by_hand: float = 0.0
    decided: bool = True
    overtaken: tuple[str, ...] = ()


def mean_of(rows: Iterable[Standing]) -> float | None:
    """The mean final score of what was graded and is decided, the one mean that is shown anywhere; None of nothing."""
    scores = [row.score for row in rows if row.graded and row.decided]
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


def _standing(
    person: Person, listed: bool, unit: str, course: Course, own: Points, stamp: datetime | None
) -> Standing:  # fmt: skip
    handed_in = stamp.replace(tzinfo=UTC) if stamp is not None else None
    due = course.due(person.student, unit)
    late = max(handed_in - due, timedelta(0)) if handed_in is not None and due is not None else timedelta(0)
    return Standing(
        person, listed, unit, handed_in, True, True, late, own.late, own.final, own.max_score, own.waits, own.automatic,
        own.by_hand, own.decided, own.overtaken,
    )  # fmt: skip


def _graded(db_url: str, units: Collection[str]) -> dict[tuple[str, str], tuple[Points, datetime | None]]:
    with open_book(db_url) as book, book.engine.connect() as connection:
        times = {(row.student_id, row.name): row.timestamp for row in connection.execute(_TIMES)}
        return {
            (own.student, own.unit): (own, times.get((own.student, own.unit))) for own in read_points(connection, units)
        }
