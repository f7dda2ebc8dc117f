"""What the gradebook says of graded submissions, read for a whole unit with a few statements.

nbgrader's own way takes a dozen queries for each submission, which was most of the time of a feedback page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from nbgrader.api import Assignment, BaseCell, Comment, Grade, GradeCell, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import Select, func, select

from .database import open_book
from .points import final_score

_assignment: Any = Assignment.__table__
_submission: Any = SubmittedAssignment.__table__
_notebook: Any = SubmittedNotebook.__table__
_grade: Any = Grade.__table__
_comment: Any = Comment.__table__
_cell: Any = BaseCell.__table__
_points: Any = GradeCell.__table__


@dataclass(frozen=True)
class CellMark:
    """A graded cell.

    Attributes:
        score: None while a person has to decide, also when a new automatic score has overtaken a manual one.
        points: to be had.
        manual: whether a person set the score.
        overtaken: the new automatic score where a person has to decide again.
    """

    score: float | None
    points: float
    manual: bool = False
    overtaken: float | None = None


@dataclass(frozen=True)
class Marks:
    """A graded submission.

    Attributes:
        student, unit: whose, of what.
        cells: by the cell's name.
        comments: a person's remarks, by the name of the answer's cell.
        lost: points lost for being late.
        waits: whether a person has to look at a score again.
    """

    student: str
    unit: str
    cells: Mapping[str, CellMark] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    lost: float = 0.0
    waits: bool = False

    @property
    def score(self) -> float | None:
        """The final score; None while a person has to decide about a cell."""
        scores = [cell.score for cell in self.cells.values()]
        return final_score(sum(filter(None, scores)), self.lost) if None not in scores else None

    @property
    def max_score(self) -> float:
        """The points of all cells."""
        return sum(cell.points for cell in self.cells.values())


def read_marks(db_url: str, unit: str, student: str = "") -> dict[str, Marks]:
    """The marks of a unit's graded submissions by student.

    Args:
        db_url: the gradebook's URL.
        unit: the unit's name.
        student: only this student's.

    Raises:
        UsageError: the gradebook cannot be used.
    """
    cells: dict[str, dict[str, CellMark]] = {}
    lost: dict[str, float] = {}
    waiting: set[str] = set()
    comments: dict[str, dict[str, str]] = {}
    with open_book(db_url) as book, book.engine.connect() as connection:
        for row in connection.execute(_of_unit(_GRADES, unit, student)):
            decided = row.auto_score if row.manual_score is None else row.manual_score
            score = None if decided is None else decided + (row.extra_credit or 0.0)
            cell = CellMark(score, float(row.max_score or 0.0), row.manual_score is not None)
            if cell.manual and row.auto_score is not None and row.needs_manual_grade:
                cell = CellMark(None, cell.points, overtaken=row.auto_score)
            cells.setdefault(row.student_id, {})[row.name] = cell
            lost[row.student_id] = row.late_submission_penalty or 0.0
            waiting |= {row.student_id} if row.needs_manual_grade else set()
        for row in connection.execute(_of_unit(_COMMENTS, unit, student)):
            if row.text:
                comments.setdefault(row.student_id, {})[row.name] = row.text
    return {
        name: Marks(name, unit, found, comments.get(name, {}), lost[name], name in waiting)
        for name, found in sorted(cells.items())
    }


_GRADES = (
    select(
        _submission.c.student_id, _cell.c.name, _grade.c.auto_score, _grade.c.manual_score, _grade.c.extra_credit,
        _grade.c.needs_manual_grade, _points.c.max_score, _notebook.c.late_submission_penalty,
    )
    .select_from(_grade)
    .join(_notebook, _notebook.c.id == _grade.c.notebook_id)
    .join(_cell, _cell.c.id == _grade.c.cell_id)
    .join(_points, _points.c.id == _cell.c.id)
)  # fmt: skip
_COMMENTS = (
    select(
        _submission.c.student_id, _cell.c.name,
        func.coalesce(_comment.c.manual_comment, _comment.c.auto_comment).label("text"),
    )
    .select_from(_comment)
    .join(_notebook, _notebook.c.id == _comment.c.notebook_id)
    .join(_cell, _cell.c.id == _comment.c.cell_id)
)  # fmt: skip


def _of_unit(query: Select[Any], unit: str, student: str) -> Select[Any]:
    query = query.join(_submission, _submission.c.id == _notebook.c.assignment_id)
    query = query.join(_assignment, _assignment.c.id == _submission.c.assignment_id).where(_assignment.c.name == unit)
    return query.where(_submission.c.student_id == student) if student else query
