"""Writes a batch of results into nbgrader's own tables, with a few statements for the whole batch.

With nbgrader's objects each result takes about thirty statements, which kept the coordinator as busy as a
worker.  The rows are the same that ``Gradebook.add_submission`` and ``SaveAutoGrades`` make; the tests
compare them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Assignment, Comment, Grade, Student, SubmittedAssignment, SubmittedNotebook, new_uuid
from sqlalchemy import bindparam, func, null, or_, select, update
from sqlalchemy.orm import Session

from npml.errors import UsageError

from . import messages

_student: Any = Student.__table__
_submission: Any = SubmittedAssignment.__table__
_notebook: Any = SubmittedNotebook.__table__
_grade: Any = Grade.__table__
_comment: Any = Comment.__table__

#: A new automatic score.  A teacher's manual score stays, and is marked for another look if the automatic one changed.
_SCORE = (
    update(_grade)
    .where(_grade.c.notebook_id == bindparam("of_notebook"), _grade.c.cell_id == bindparam("of_cell"))
    .where(_grade.c.auto_score.is_distinct_from(bindparam("score")))
    .values(auto_score=bindparam("score"), needs_manual_grade=_grade.c.manual_score.is_not(None))
)
#: No automatic score, so a person has to decide; one who has decided need not do so again.
_NO_SCORE = (
    update(_grade)
    .where(_grade.c.notebook_id == bindparam("of_notebook"), _grade.c.cell_id == bindparam("of_cell"))
    .where(or_(_grade.c.auto_score.is_not(None), _grade.c.manual_score.is_(None)))
    .values(auto_score=null(), needs_manual_grade=True)
)
_TIME = (
    update(_submission)
    .where(_submission.c.id == bindparam("of_submission"))
    .values(timestamp=func.coalesce(bindparam("arrived"), _submission.c.timestamp))
)


@dataclass(frozen=True)
class GradeRow:
    """A graded cell of a registered unit."""

    id: str
    name: str
    max_score: float
    source: str


@dataclass(frozen=True)
class UnitRows:
    """A registered unit: nbgrader's ids of assignment, notebook and solution cells (``comments``), and its graded cells."""

    assignment: str
    notebook: str
    grades: tuple[GradeRow, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Scores:
    """What to write for one submission.

    Attributes:
        scores: the score by the name of the graded cell; None where a person decides.
        arrived: the time of submission in UTC without a time zone; None when it is not known.
    """

    student: str
    unit: str
    scores: dict[str, float | None]
    arrived: datetime | None


def registered(db: Session, unit: str) -> UnitRows:
    """The rows that are registered for a unit.

    Raises:
        UsageError: the unit is not registered.
    """
    assignment = db.query(Assignment).filter(Assignment.name == unit).one_or_none()
    book = next((item for item in assignment.notebooks if item.name == unit), None) if assignment else None
    if assignment is None or book is None:
        raise UsageError(messages.UNKNOWN_UNIT.format(unit=unit))
    sources = {cell.name: cell.source or "" for cell in book.source_cells}
    grades = [GradeRow(cell.id, cell.name, float(cell.max_score), sources.get(cell.name, "")) for cell in book.grade_cells]
    return UnitRows(assignment.id, book.id, tuple(grades), tuple(cell.id for cell in book.solution_cells))


def write_scores(db: Session, units: dict[str, UnitRows], batch: Sequence[Scores]) -> None:
    """Write a batch in the session's transaction; no (student, unit) may occur twice in it."""
    _add_students(db, {item.student for item in batch})
    notebooks = _add_submissions(db, units, batch)
    _write_grades(db, units, [(notebooks[item.student, item.unit], item) for item in batch])


def _run(db: Session, statement: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.connection().execute(statement, rows)


def _add_students(db: Session, students: Iterable[str]) -> None:
    wanted = sorted(students)
    known = set(db.connection().execute(select(_student.c.id).where(_student.c.id.in_(wanted))).scalars())
    _run(db, _student.insert(), [{"id": student} for student in wanted if student not in known])


def _find(
    db: Session, units: dict[str, UnitRows], batch: Sequence[Scores]
) -> dict[tuple[str, str], tuple[str, str | None]]:
    """The ids of existing submitted assignments and of their notebooks (or None), by (student, unit)."""
    names = {units[item.unit].assignment: item.unit for item in batch}
    found = db.connection().execute(
        select(_submission.c.student_id, _submission.c.assignment_id, _submission.c.id, _notebook.c.id)
        .outerjoin(_notebook, _notebook.c.assignment_id == _submission.c.id)
        .where(_submission.c.student_id.in_(sorted({item.student for item in batch})))
        .where(_submission.c.assignment_id.in_(sorted(names)))
    )
    return {(student, names[assignment]): (submission, own) for student, assignment, submission, own in found}


def _add_submissions(db: Session, units: dict[str, UnitRows], batch: Sequence[Scores]) -> dict[tuple[str, str], str]:
    """Make the missing rows of submissions; return the id of each submitted notebook, by (student, unit)."""
    found = _find(db, units, batch)
    notebooks, times, new_submissions, new_notebooks = {}, [], [], []
    for item in batch:
        submission, own = found.get((item.student, item.unit), (None, None))
        rows = units[item.unit]
        if submission is None:
            submission = new_uuid()
            ids = {"id": submission, "assignment_id": rows.assignment, "student_id": item.student}
            new_submissions.append({**ids, "timestamp": item.arrived})
        else:
            times.append({"of_submission": submission, "arrived": item.arrived})
        if own is None:
            own = new_uuid()
            ids = {"id": own, "assignment_id": submission, "notebook_id": rows.notebook}
            new_notebooks.append({**ids, "flagged": False})
        notebooks[item.student, item.unit] = own
    _run(db, _TIME, times)
    _run(db, _submission.insert(), new_submissions)
    _run(db, _notebook.insert(), new_notebooks)
    return notebooks


def _write_grades(db: Session, units: dict[str, UnitRows], items: Sequence[tuple[str, Scores]]) -> None:
    wanted = [notebook for notebook, _ in items]
    grades, comments = _cells_of(db, _grade, wanted), _cells_of(db, _comment, wanted)
    new_grades, new_comments, scored, unscored = [], [], [], []
    for notebook, item in items:
        for row in units[item.unit].grades:
            score = item.scores.get(row.name)
            if (notebook, row.id) not in grades:
                values = {"id": new_uuid(), "notebook_id": notebook, "cell_id": row.id, "auto_score": score}
                new_grades.append({**values, "needs_manual_grade": score is None})
            elif score is None:
                unscored.append({"of_notebook": notebook, "of_cell": row.id})
            else:
                scored.append({"of_notebook": notebook, "of_cell": row.id, "score": score})
        for cell in units[item.unit].comments:
            if (notebook, cell) not in comments:
                new_comments.append({"id": new_uuid(), "notebook_id": notebook, "cell_id": cell})
    _run(db, _SCORE, scored)
    _run(db, _NO_SCORE, unscored)
    _run(db, _grade.insert(), new_grades)
    _run(db, _comment.insert(), new_comments)
    if comments:
        db.connection().execute(update(_comment).where(_comment.c.notebook_id.in_(wanted)).values(auto_comment=null()))


def _cells_of(db: Session, table: Any, notebooks: Sequence[str]) -> set[tuple[str, str]]:
    statement = select(table.c.notebook_id, table.c.cell_id).where(table.c.notebook_id.in_(notebooks))
    return {(notebook, cell) for notebook, cell in db.connection().execute(statement)}


__all__ = ["GradeRow", "Scores", "UnitRows", "registered", "write_scores"]
