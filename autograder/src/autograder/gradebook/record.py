"""Results into the class folder and nbgrader's database: one writer, in batches.

For each submission the graded notebook is written first (atomically); then the scores and the
digest of what was graded go into the database in one transaction.  A crash in between grades
that submission again, nothing else.  A result that cannot be recorded is that submission's failure:
the others of its batch are recorded without it.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

from ..core.marks import check_id
from ..errors import AutograderError
from ..grading import messages as grading_messages
from ..grading.nodes import to_text
from ..grading.render import cell_points, notice
from ..grading.results import Graded
from ..grading.verdict_json import from_stored, to_stored
from . import messages
from .classroom import Classroom, check_student, check_unit, write_atomically
from .database import DIGESTS, open_book
from .rows import Scores, UnitRows, registered, write_scores

#: A transaction holds SQLite's lock, and formgrader waits for it only 5 s: batches are short.
BATCH = 16
BATCH_SECONDS = 2.0
#: Digests, only of what is in nbgrader's tables too: a teacher may have removed it there.
_KNOWN = (
    select(DIGESTS.c.student, DIGESTS.c.unit, DIGESTS.c.digest)
    .join(SubmittedAssignment, SubmittedAssignment.student_id == DIGESTS.c.student)
    .join(Assignment, (Assignment.id == SubmittedAssignment.assignment_id) & (Assignment.name == DIGESTS.c.unit))
)
_LOG = logging.getLogger(__name__)
#: The disk's trouble, not a submission's.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
_FORGET = DIGESTS.delete().where(
    DIGESTS.c.student == bindparam("of_student"), DIGESTS.c.unit == bindparam("of_unit")
)  # fmt: skip


class Recorder:
    """Context manager; the one writer of a class's results."""

    def __init__(self, class_dir: Path, db_url: str = "") -> None:
        self.room = Classroom(Path(class_dir))
        self._book = open_book(db_url or self.room.db_url)
        self._waiting: list[Graded] = []
        self._units: dict[str, UnitRows] = {}
        self._since = time.monotonic()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self.flush()  # what is judged is kept, also when the run is interrupted
        finally:
            self._book.close()

    def known(self) -> dict[tuple[str, str], str]:
        """Digest of what is recorded, by (student, unit); only where the graded notebook is still there."""
        with self._book.engine.connect() as connection:
            rows = connection.execute(_KNOWN).all()
        return {(row.student, row.unit): row.digest for row in rows if self._is_there(row.student, row.unit)}

    def digest(self, student: str, unit: str) -> str:
        """What `known` has of one submission, "" when it has nothing: a large class need not be held in memory."""
        query = _KNOWN.where(DIGESTS.c.student == student, DIGESTS.c.unit == unit)
        with self._book.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return row.digest if row is not None and self._is_there(student, unit) else ""

    def _is_there(self, student: str, unit: str) -> bool:
        return self.room.notebook(self.room.autograded, student, unit).is_file()

    def recall(self, student: str, unit: str, path: str) -> Graded | None:
        """What was recorded of a submission, without its notebook."""
        key = (DIGESTS.c.student == student) & (DIGESTS.c.unit == unit)
        with self._book.engine.connect() as connection:
            row = connection.execute(select(DIGESTS).where(key)).one_or_none()
        return None if row is None else from_stored(path, student, unit, row.status, row.verdict)

    def write(self, graded: Graded) -> list[Graded]:
        """Record one result, soon: at the latest when the context ends.

        Args:
            graded: the result; ``graded.path`` gives the time of submission, ``graded.digest`` is what `known` returns.

        Returns:
            See `flush`; nothing while it waits.

        Raises:
            UsageError: the student's id or the unit's name cannot be a folder, or the unit is not registered.
        """
        check_student(graded.student)
        check_unit(graded.unit)
        self._waiting.append(graded)
        due = len(self._waiting) >= BATCH or time.monotonic() - self._since > BATCH_SECONDS
        return self.flush() if due else []

    def flush(self) -> list[Graded]:
        """Write what is waiting.

        Returns:
            What is recorded now; a result that could not be recorded comes back as one that needs a look.
        """
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if not waiting:
            return []
        # Handed in twice within a batch: the later result is the one that stays.
        batch = list({(graded.student, graded.unit): graded for graded in waiting}.values())
        try:
            self._commit(batch)
        except Exception as error:
            if _is_ours(error):
                raise
            return [self._alone(graded) for graded in batch]
        return batch

    def _alone(self, graded: Graded) -> Graded:
        """Record one result by itself; what cannot be recorded is left to a person."""
        try:
            self._commit([graded])
        except Exception as error:
            if _is_ours(error):
                raise
            text = messages.NOT_RECORDED.format(error=f"{type(error).__name__}: {error}"[:200])
            failed = Graded(graded.path, graded.student, graded.unit, "needs_review", storable(text))
            _LOG.warning("%s/%s: %s", failed.student, failed.unit, failed.message)
        else:
            return graded
        with contextlib.suppress(Exception):  # so that the gradebook, too, asks for a person
            self._commit([failed])
        return failed

    def _commit(self, batch: list[Graded]) -> None:
        try:
            self._record(batch)
            self._book.db.commit()
        except BaseException:
            self._book.db.rollback()
            raise

    def _record(self, batch: list[Graded]) -> None:
        db = self._book.db
        scores = []
        for graded in batch:
            rows = self._registered(graded.unit)
            path = self.room.notebook(self.room.autograded, graded.student, graded.unit)
            write_atomically(path, _notebook_text(graded, rows))
            points = {row.name: auto_score(graded, row.name, row.max_score) for row in rows.grades}
            scores.append(Scores(graded.student, graded.unit, points, submitted_at(Path(graded.path))))
        write_scores(db, self._units, scores)
        connection = db.connection()
        keys = [{"of_student": graded.student, "of_unit": graded.unit} for graded in batch]
        connection.execute(_FORGET, keys)
        values = [
            {"student": graded.student, "unit": graded.unit, "digest": graded.digest, "status": graded.status,
             "verdict": storable(to_stored(graded))}
            for graded in batch
        ]  # fmt: skip
        connection.execute(DIGESTS.insert(), values)

    def _registered(self, unit: str) -> UnitRows:
        if unit not in self._units:
            self._units[unit] = registered(self._book.db, unit)
        return self._units[unit]


def _notebook_text(graded: Graded, rows: UnitRows) -> str:
    if graded.notebook is not None:
        return storable(graded.notebook)
    title, text = explanation(graded)
    cells = [(row.name, row.max_score, row.source) for row in rows.grades]
    return to_text(notice(graded.unit, title, text, cells))


def explanation(graded: Graded) -> tuple[str, str]:
    """Title and text for a student whose submission has no verdict."""
    if graded.status == "rejected":
        return messages.REJECTED_TITLE, messages.REJECTED
    return messages.REVIEW_TITLE, grading_messages.NEEDS_REVIEW


def auto_score(graded: Graded, cell: str, max_score: float) -> float | None:
    """The score of a graded cell; None (a person decides) when there is no verdict on it."""
    if graded.status != "graded" or graded.verdict is None:
        return None
    for item in graded.verdict.exercises:
        if check_id(item.name) == cell:
            return float(cell_points(item.score, float(max_score)))
    return None


def submitted_at(path: Path) -> datetime | None:
    """When a file arrived by the file system, never from inside the submission; UTC without zone, as nbgrader."""
    try:
        stamp = os.lstat(path).st_mtime
    except (OSError, ValueError):
        return None
    return datetime.fromtimestamp(stamp, UTC).replace(tzinfo=None)


def storable(text: str) -> str:
    """Text that files and databases take: no lone surrogates (of names that are no UTF-8), no NULs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _is_ours(error: Exception) -> bool:
    """Whether an error in recording is the database's, the disk's or a wrong use, so that no submission is to blame."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return lost or isinstance(error, (AutograderError, OperationalError, InternalError, MemoryError))
