"""A submission's points as the gradebook has them: automatic, by hand, lost for lateness, final.

Every place that shows a score takes it from here: the tables and the JSON of ``grade``, ``class status``, the report, the
feedback pages and what goes back to an LMS.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from nbgrader.api import Assignment, BaseCell, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Connection, and_, case, func, select

from npml.core.marks import check_id

from .database import DIGESTS

_submission: Any = SubmittedAssignment.__table__
_notebook: Any = SubmittedNotebook.__table__
_assignment: Any = Assignment.__table__
_grade: Any = Grade.__table__
_cell: Any = BaseCell.__table__
_points: Any = GradeCell.__table__

_OPEN = and_(_grade.c.manual_score.is_(None), _grade.c.auto_score.is_(None))
#: A manual score that stands although the automatic one has changed since.
_OVERTAKEN = and_(_grade.c.manual_score.is_not(None), _grade.c.auto_score.is_not(None), _grade.c.needs_manual_grade)
_GIVEN = func.coalesce(_grade.c.manual_score, _grade.c.auto_score, 0.0) + func.coalesce(_grade.c.extra_credit, 0.0)
_ALL = (
    select(
        _assignment.c.name.label("unit"), _submission.c.student_id.label("student"), DIGESTS.c.status,
        _notebook.c.late_submission_penalty.label("penalty"),
        func.coalesce(func.sum(_grade.c.auto_score), 0.0).label("automatic"),
        func.coalesce(func.sum(_GIVEN), 0.0).label("given"),
        func.coalesce(func.sum(_points.c.max_score), 0.0).label("most"),
        func.sum(case((_OPEN, 1), else_=0)).label("open"),
        func.sum(case((_grade.c.needs_manual_grade, 1), else_=0)).label("flagged"),
        func.aggregate_strings(case((_OVERTAKEN, _cell.c.name)), ",").label("overtaken"),
    )
    .join(_submission, _submission.c.assignment_id == _assignment.c.id)
    .join(_notebook, _notebook.c.assignment_id == _submission.c.id)
    .join(DIGESTS, and_(DIGESTS.c.student == _submission.c.student_id, DIGESTS.c.unit == _assignment.c.name))
    .outerjoin(_grade, _grade.c.notebook_id == _notebook.c.id)
    .outerjoin(_cell, _cell.c.id == _grade.c.cell_id)
    .outerjoin(_points, _points.c.id == _grade.c.cell_id)
    .group_by(_assignment.c.name, _submission.c.student_id, DIGESTS.c.status, _notebook.c.late_submission_penalty)
)  # fmt: skip


@dataclass(frozen=True)
class Points:
    """The points of one submission.

    Attributes:
        student, unit: whose, of what.
        status: of the grading: graded, rejected or needs_review.
        automatic: what the grader gave.
        by_hand: what a person changed of it, extra credit included; it may be negative.
        late: what was lost for lateness.
        max_score: the points to be had.
        decided: whether every graded cell has points, given by the grader or by a person.
        waits: whether a person must look at it.
        overtaken: the exercises with a manual score that a new automatic one has overtaken.
    """

    student: str
    unit: str
    status: str
    automatic: float = 0.0
    by_hand: float = 0.0
    late: float = 0.0
    max_score: float = 0.0
    decided: bool = True
    waits: bool = False
    overtaken: tuple[str, ...] = ()

    @property
    def final(self) -> float:
        """What counts."""
        return final_score(self.automatic + self.by_hand, self.late)


def final_score(given: float, late: float) -> float:
    """What counts of the points that were given, after what was lost for lateness; never less than nothing."""
    return max(_tidy(given - late), 0.0)


def read_points(connection: Connection, units: Collection[str], students: Collection[str] = ()) -> Iterator[Points]:
    """The recorded submissions of some units, one by one, so that a large class need not be held in memory.

    Args:
        connection: to the gradebook.
        units: the units' names.
        students: only these; empty for all.
    """
    query = _ALL.where(_assignment.c.name.in_(sorted(units)))
    if students:
        query = query.where(_submission.c.student_id.in_(sorted(students)))
    for row in connection.execute(query.execution_options(yield_per=500)):
        yield _points_of(row)


def _points_of(row: Any) -> Points:
    automatic, given = _tidy(row.automatic), _tidy(row.given)
    names = sorted(name.removesuffix(check_id("")) for name in (row.overtaken or "").split(",") if name)
    return Points(
        row.student, row.unit, row.status, automatic, _tidy(given - automatic), _tidy(row.penalty or 0.0), _tidy(row.most),
        not row.open, bool(row.open or row.flagged), tuple(names),
    )  # fmt: skip


def _tidy(points: float) -> float:
    """Without what adding thirds leaves behind."""
    return round(float(points), 9)
