"""Brings the gradebook up to date with what was decided since the grading, without grading anything.

A due time is moved, an extension given, a manual score set, the LMS's table of times collected; or a person says of a
file that it is another student's, or nobody's.  Such a file has left ``submitted/``, but its score and its page would go
on to be the first student's.  They go into the history.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from npml.errors import UsageError

from ..collecting.receipts import read_receipts, standing
from ..course.lock import locked
from .arrival import bring_up_to_date
from .classroom import Classroom
from .database import DIGESTS, open_book
from .history import add, withdrawn_row
from .lateness import settle
from .migrate import keep_what_was_given
from .points import Points, read_points


@dataclass(frozen=True)
class Upkeep:
    """What was brought up to date.

    Attributes:
        settled: how many submissions have another penalty or extension.
        withdrawn: (student, unit) of what was taken out, because all that was collected there was taken back.
    """

    settled: int = 0
    withdrawn: tuple[tuple[str, str], ...] = ()


def keep_up(book: Gradebook, room: Classroom, units: Collection[str], student: str = "") -> Upkeep:
    """Bring some units up to date; the caller holds the class's lock.

    Args:
        book: the gradebook; the change is committed.
        room: the class folder.
        units: the units to look at.
        student: only this student's submissions.
    """
    withdrawn = _take_out(book, room, units, student)
    bring_up_to_date(book, room, units, student)
    return Upkeep(settle(book, room.course, units, student), tuple(withdrawn))


def before_showing(class_dir: Path, db_url: str, units: Collection[str]) -> Upkeep:
    """Bring a class up to date before its scores are shown; nothing while another command holds it or it cannot be written.

    Args:
        class_dir: the class folder.
        db_url: the gradebook; by default the class's own.
        units: the units that are shown.
    """
    room = Classroom(class_dir)
    if not class_dir.is_dir():  # the lock would make it
        return Upkeep()
    with (
        contextlib.suppress(UsageError, OSError, OperationalError),
        locked(class_dir),
        open_book(room.gradebook(db_url)) as book,
    ):
        return keep_up(book, room, units)
    return Upkeep()


def _take_out(book: Gradebook, room: Classroom, units: Collection[str], student: str) -> list[tuple[str, str]]:
    """Take out what is withdrawn, with the graded notebook and the feedback page; (student, unit) of each."""
    query = select(DIGESTS).where(DIGESTS.c.unit.in_(sorted(units)))
    if student:
        query = query.where(DIGESTS.c.student == student)
    rows = book.db.connection().execute(query).all()
    gone = [row for row in rows if _is_withdrawn(room, row.student, row.unit)]
    for row in gone:
        with contextlib.suppress(MissingEntry):
            registered = book.find_notebook(row.unit, row.unit)
            cells = [cell.id for cell in (*registered.grade_cells, *registered.solution_cells)]
            keep_what_was_given(book, row.unit, registered, cells, row.student)
        connection = book.db.connection()
        own = next(read_points(connection, {row.unit}, [row.student]), Points(row.student, row.unit, row.status))
        add(connection, [withdrawn_row(own, row.verdict)])
        connection.execute(DIGESTS.delete().where(DIGESTS.c.student == row.student, DIGESTS.c.unit == row.unit))
        with contextlib.suppress(MissingEntry):
            book.remove_submission(row.unit, row.student)
        book.db.commit()
        for made in (room.autograded, room.feedback):
            shutil.rmtree(room.notebook(made, row.student, row.unit).parent, ignore_errors=True)
    return [(row.student, row.unit) for row in gone]


def _is_withdrawn(room: Classroom, student: str, unit: str) -> bool:
    """Whether all that was collected was taken back, and nothing was put there by hand."""
    if room.notebook(room.submitted, student, unit).exists():
        return False
    receipts = read_receipts(room.root, student, unit)
    return bool(receipts) and not standing(receipts)
