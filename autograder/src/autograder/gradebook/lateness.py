"""Late penalties and extensions of course.toml, as nbgrader keeps them: points on the submitted notebook.

They follow from the due time, the time of submission and the score, which all may change after grading: a due time is
moved, an extension given, a manual score set.  So they are computed anew for all submissions, not when one is graded.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, timedelta
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import bindparam, func, select, update

from ..course.settings import Course

_submission: Any = SubmittedAssignment.__table__
_notebook: Any = SubmittedNotebook.__table__
_assignment: Any = Assignment.__table__
_grade: Any = Grade.__table__

#: A cell's score as nbgrader counts it: the manual score if there is one, else the automatic one, and extra credit.
_SCORE = func.coalesce(_grade.c.manual_score, _grade.c.auto_score, 0.0) + func.coalesce(_grade.c.extra_credit, 0.0)
_ALL = (
    select(
        _assignment.c.name, _assignment.c.duedate, _submission.c.id, _submission.c.student_id, _submission.c.timestamp,
        _submission.c.extension, _notebook.c.id.label("notebook"), _notebook.c.late_submission_penalty.label("penalty"),
        func.coalesce(func.sum(_SCORE), 0.0).label("score"),
    )
    .join(_submission, _submission.c.assignment_id == _assignment.c.id)
    .join(_notebook, _notebook.c.assignment_id == _submission.c.id)
    .outerjoin(_grade, _grade.c.notebook_id == _notebook.c.id)
    .group_by(
        _assignment.c.name, _assignment.c.duedate, _submission.c.id, _submission.c.student_id, _submission.c.timestamp,
        _submission.c.extension, _notebook.c.id, _notebook.c.late_submission_penalty,
    )
)  # fmt: skip
_PENALTY = (
    update(_notebook).where(_notebook.c.id == bindparam("of_notebook")).values(late_submission_penalty=bindparam("points"))
)
_EXTENSION = update(_submission).where(_submission.c.id == bindparam("of_submission")).values(extension=bindparam("longer"))


def settle(book: Gradebook, course: Course, units: Collection[str], student: str = "") -> int:
    """Write the penalties and extensions that are not as course.toml wants them; return how many submissions changed.

    Args:
        book: the gradebook; the change is committed.
        course: the settings; without a course.toml nothing is touched, because penalties are then nbgrader's business.
        units: the units to look at.
        student: only this student's submissions.
    """
    if not course.path.is_file():
        return 0
    query = _ALL.where(_assignment.c.name.in_(sorted(units)))
    if student:
        query = query.where(_submission.c.student_id == student)
    connection = book.db.connection()
    penalties, extensions, changed = [], [], set()
    for row in connection.execute(query):
        arrived = row.timestamp.replace(tzinfo=UTC) if row.timestamp is not None else None
        points = course.lost(row.student_id, row.name, arrived) * row.score
        if abs(points - (row.penalty or 0.0)) > 1e-9:
            penalties.append({"of_notebook": row.notebook, "points": points})
            changed.add(row.id)
        if (longer := _extension(course, row)) != row.extension:
            extensions.append({"of_submission": row.id, "longer": longer})
            changed.add(row.id)
    for statement, rows in ((_PENALTY, penalties), (_EXTENSION, extensions)):
        if rows:
            connection.execute(statement, rows)
    book.db.commit()
    return len(changed)


def _extension(course: Course, row: Any) -> timedelta | None:
    """How much longer a student has than the others; None if not at all."""
    until = course.extensions.get((row.student_id, row.name))
    if until is None or row.duedate is None:
        return None
    return until.astimezone(UTC).replace(tzinfo=None) - row.duedate  # type: ignore[no-any-return]
