"""When a submission was handed in: what the receipt says, else the file's own time.

A receipt has the LMS's time, which no student can set.  A receipt without a time means that nobody knows; then nothing is
late.  A file that was put into ``submitted/`` by hand has nothing but its own time, and one that ``nbgrader collect`` put
there also the time that nbgrader's exchange wrote beside it.  A student could write that one, too, so it is believed only
where it makes the submission later.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy import bindparam, select, update

from ..collecting.receipts import folder_of, receipt_of
from ..collecting.store import STAMP
from .classroom import Classroom

#: A time has some thirty characters.
_MOST_STAMP = 100
#: nbgrader's default, and what a Korean course may have told it to write.
_ZONES = {"UTC": timedelta(0), "KST": timedelta(hours=9)}
_submission: Any = SubmittedAssignment.__table__
_assignment: Any = Assignment.__table__
_ALL = select(_submission.c.id, _submission.c.student_id, _submission.c.timestamp, _assignment.c.name).join(
    _assignment, _assignment.c.id == _submission.c.assignment_id
)
_SET = update(_submission).where(_submission.c.id == bindparam("of_submission")).values(timestamp=bindparam("arrived"))


def submitted_at(path: Path) -> datetime | None:
    """The time of submission (never an earlier one that the submission claims), in UTC without a zone, as nbgrader has it.

    Args:
        path: of the submitted notebook.
    """
    receipt = receipt_of(path)
    if receipt is not None:
        return receipt.submitted.astimezone(UTC).replace(tzinfo=None) if receipt.submitted is not None else None
    try:
        stamp = os.lstat(path).st_mtime
    except (OSError, ValueError):
        return None
    own = datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None)
    claimed = _exchange_stamp(path.with_name(STAMP))
    return claimed if claimed is not None and own < claimed <= datetime.now(UTC).replace(tzinfo=None) else own


def _exchange_stamp(path: Path) -> datetime | None:
    """The time that nbgrader's exchange writes beside a submission, in UTC without a zone; None for anything else.

    Read here and not by nbgrader's `parse_utc`, which would open a file that the text names as a time zone.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(_MOST_STAMP) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
        time, _, zone = raw.decode("ascii").strip().rpartition(" ")
        return datetime.strptime(time, "%Y-%m-%d %H:%M:%S.%f") - _ZONES[zone]
    except (OSError, ValueError, KeyError, OverflowError):  # not there, or nonsense
        return None


def timed_by_files(room: Classroom, units: Iterable[str]) -> bool:
    """Whether there are submissions that did not come through ``autograder collect``: only their files tell a time."""
    places = (place for unit in units for place in room.submitted.glob(f"*/{unit}"))
    return any(not folder_of(room.root, place.parent.name, place.name).is_dir() for place in places)


def waits_for_grading(submitted: Path, autograded: Path) -> bool:
    """Whether a submission was put into its folder after what is in the other one was graded.

    These are the times of our own writing on this machine, so they say nothing of when it was handed in.
    """
    there, graded = _written(submitted), _written(autograded)
    return there is not None and (graded is None or there > graded)


def _written(folder: Path) -> int | None:
    try:
        found = [entry.stat(follow_symlinks=False) for entry in os.scandir(folder) if entry.name.endswith(".ipynb")]
    except OSError:
        return None
    return max((item.st_mtime_ns for item in found), default=None)


def bring_up_to_date(book: Gradebook, room: Classroom, units: Collection[str], student: str = "") -> None:
    """Write the receipts' times where the gradebook has others.

    A receipt may come to know the time after the grading, when the LMS's table is collected, too.

    Args:
        book: the gradebook; the change is committed.
        room: the class folder.
        units: the units to look at.
        student: only this student's submissions.
    """
    query = _ALL.where(_assignment.c.name.in_(sorted(units)))
    if student:
        query = query.where(_submission.c.student_id == student)
    connection = book.db.connection()
    changed = []
    for row in connection.execute(query).all():
        if not folder_of(room.root, row.student_id, row.name).is_dir():
            continue
        path = room.notebook(room.submitted, row.student_id, row.name)
        graded = room.notebook(room.autograded, row.student_id, row.name)
        if receipt_of(path) is None or waits_for_grading(path.parent, graded.parent):
            continue
        if (arrived := submitted_at(path)) != row.timestamp:
            changed.append({"of_submission": row.id, "arrived": arrived})
    if changed:
        connection.execute(_SET, changed)
    book.db.commit()
