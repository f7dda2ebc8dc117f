"""Writes results into the class folder and nbgrader's database, as the only writer and in batches.

For each submission the graded notebook is written first (atomically).  Then the scores and the digest
of what was graded go into the database in one transaction.  After a crash in between, only that
submission is graded again.  A result that cannot be recorded concerns only its own submission: the
others of its batch are recorded without it.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType

from nbgrader.api import Assignment, SubmittedAssignment
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError

from npml.core.marks import check_id
from npml.errors import AutograderError

from ..course.files import write_atomically
from ..grading import messages as grading_messages
from ..grading.nodes import to_text
from ..grading.render import cell_points, notice
from ..grading.results import Graded
from ..grading.verdict_json import from_stored, to_stored
from . import messages
from .arrival import submitted_at
from .classroom import Classroom, check_student, check_unit
from .database import DIGESTS, open_book
from .exchange_files import keep_beside
from .history import Change, keep
from .points import Points, read_points
from .rows import Scores, UnitRows, registered, write_scores
from .upkeep import Upkeep, keep_up

#: Batches are small, because a transaction holds SQLite's lock, for which formgrader waits only 5 seconds.
BATCH = 16
BATCH_SECONDS = 2.0
#: The digests of submissions that are in nbgrader's tables, too; a teacher may have removed some there.
_KNOWN = (
    select(DIGESTS.c.student, DIGESTS.c.unit, DIGESTS.c.digest)
    .join(SubmittedAssignment, SubmittedAssignment.student_id == DIGESTS.c.student)
    .join(Assignment, (Assignment.id == SubmittedAssignment.assignment_id) & (Assignment.name == DIGESTS.c.unit))
)
_LOG = logging.getLogger(__name__)
#: Errors of the disk or the process, for which no submission is to blame.
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENFILE}
_FORGET = DIGESTS.delete().where(
    DIGESTS.c.student == bindparam("of_student"), DIGESTS.c.unit == bindparam("of_unit")
)  # fmt: skip


class Recorder:
    """Records the results of a class; a context manager, of which there must be only one at a time.

    Args:
        class_dir: the class folder.
        db_url: the gradebook; by default the class's own.
        on_change: told of each submission that has another score or status than before.

    Raises:
        UsageError: the database cannot be used.
    """

    def __init__(
        self, class_dir: Path, db_url: str = "", on_change: Callable[[Change], None] = lambda change: None
    ) -> None:
        self.room = Classroom(Path(class_dir))
        self._book = open_book(self.room.gradebook(db_url))
        self._on_change = on_change
        self._waiting: list[Graded] = []
        self._reasons: dict[tuple[str, str], tuple[str, ...]] = {}
        self._units: dict[str, UnitRows] = {}
        self._since = time.monotonic()

    def __enter__(self) -> Recorder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        try:
            self.flush()  # so that results are kept even if the grading run is interrupted
        finally:
            self._book.close()

    def known(self) -> dict[tuple[str, str], str]:
        """The digests of recorded submissions whose graded notebook is still there, by (student, unit)."""
        with self._book.engine.connect() as connection:
            rows = connection.execute(_KNOWN).all()
        return {(row.student, row.unit): row.digest for row in rows if self._is_there(row.student, row.unit)}

    def recorded(self, student: str, unit: str) -> str | None:
        """The digest that `known` has for one submission; with it a large class need not be held in memory.

        Returns:
            "" if what is recorded does not stand, or its notebook is gone; None if nothing is recorded.
        """
        query = _KNOWN.where(DIGESTS.c.student == student, DIGESTS.c.unit == unit)
        with self._book.engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return str(row.digest) if self._is_there(student, unit) else ""

    def digest(self, student: str, unit: str) -> str:
        """As `recorded`, "" also when nothing is recorded."""
        return self.recorded(student, unit) or ""

    def marks(self, units: Iterable[str], students: Collection[str] = ()) -> Iterator[Points]:
        """The points of the recorded submissions (`points.read_points`)."""
        with self._book.engine.connect() as connection:
            yield from read_points(connection, set(units), students)

    def _is_there(self, student: str, unit: str) -> bool:
        return self.room.notebook(self.room.autograded, student, unit).is_file()

    def recall(self, student: str, unit: str, path: str) -> Graded | None:
        """The recorded result of a submission, with this path and without its notebook; None when there is none."""
        key = (DIGESTS.c.student == student) & (DIGESTS.c.unit == unit)
        with self._book.engine.connect() as connection:
            row = connection.execute(select(DIGESTS).where(key)).one_or_none()
        return None if row is None else from_stored(path, student, unit, row.status, row.verdict)

    def write(self, graded: Graded, reasons: tuple[str, ...] = ()) -> list[Graded]:
        """Queue one result; it is written with its batch, at the latest when the context ends.

        Args:
            graded: the result; the file at ``graded.path`` gives the time of submission, and `known` will return
                ``graded.digest``.
            reasons: why it was graded (`grading.basis`).

        Returns:
            What `flush` returns if the batch was written now, else an empty list.

        Raises:
            UsageError: the student's id or the unit's name cannot be a folder, or the unit is not registered.
            Exception: the database or the disk failed.
        """
        check_student(graded.student)
        check_unit(graded.unit)
        self._waiting.append(graded)
        self._reasons[graded.student, graded.unit] = reasons
        due = len(self._waiting) >= BATCH or time.monotonic() - self._since > BATCH_SECONDS
        return self.flush() if due else []

    def flush(self) -> list[Graded]:
        """Write all waiting results.

        Returns:
            The results that are recorded now; one that could not be recorded is replaced by one with the status
            "needs_review".

        Raises:
            UsageError: the unit is not registered.
            Exception: the database or the disk failed, for which no submission is to blame.
        """
        waiting, self._waiting = self._waiting, []
        self._since = time.monotonic()
        if not waiting:
            return []
        reasons, self._reasons = self._reasons, {}
        # If a submission is twice in the batch, only the later result is written.
        batch = list({(graded.student, graded.unit): graded for graded in waiting}.values())
        whole = [(graded, reasons.get((graded.student, graded.unit), ())) for graded in batch]
        try:
            self._commit(whole)
        except Exception as error:
            if _is_ours(error):
                raise
            return [self._alone(*item) for item in whole]
        return batch

    def settle(self, units: Iterable[str], student: str = "") -> Upkeep:
        """Bring times, late penalties and extensions up to date, and take out what was withdrawn (`upkeep`).

        Args:
            units: the units to look at.
            student: only this student's submissions.
        """
        return keep_up(self._book, self.room, set(units), student)

    def _alone(self, graded: Graded, reasons: tuple[str, ...]) -> Graded:
        """Record one result by itself; if that fails, record instead that a person must look at the submission."""
        try:
            self._commit([(graded, reasons)])
        except Exception as error:
            if _is_ours(error):
                raise
            text = messages.NOT_RECORDED.format(error=f"{type(error).__name__}: {error}"[:200])
            failed = Graded(graded.path, graded.student, graded.unit, "needs_review", storable(text))
            _LOG.warning("%s/%s: %s", failed.student, failed.unit, failed.message)
        else:
            return graded
        with contextlib.suppress(Exception):  # so that the gradebook asks for a person, too
            self._commit([(failed, reasons)])
        return failed

    def _commit(self, batch: list[tuple[Graded, tuple[str, ...]]]) -> None:
        try:
            changes = self._record(batch)
            self._book.db.commit()
        except BaseException:
            self._book.db.rollback()
            raise
        for change in changes:
            self._on_change(change)

    def _record(self, whole: list[tuple[Graded, tuple[str, ...]]]) -> list[Change]:
        db = self._book.db
        changes = keep(db.connection(), whole)
        batch = [graded for graded, _ in whole]
        scores = []
        for graded in batch:
            rows = self._registered(graded.unit)
            path = self.room.notebook(self.room.autograded, graded.student, graded.unit)
            write_atomically(path, _notebook_text(graded, rows))
            keep_beside(Path(graded.path), path)
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
        return changes

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
    """The title and text that a student reads when the submission has no verdict."""
    if graded.status == "rejected":
        return messages.REJECTED_TITLE, messages.REJECTED
    return messages.REVIEW_TITLE, grading_messages.NEEDS_REVIEW


def auto_score(graded: Graded, cell: str, max_score: float) -> float | None:
    """The score of a graded cell; None, so that a person decides, when there is no verdict on it."""
    if graded.status != "graded" or graded.verdict is None:
        return None
    for item in graded.verdict.exercises:
        if check_id(item.name) == cell:
            return float(cell_points(item.score, float(max_score)))
    return None


def storable(text: str) -> str:
    """The text without what files and databases refuse: NULs, and lone surrogates (from names that are not UTF-8)."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _is_ours(error: Exception) -> bool:
    """Whether an error comes from the database, the disk or wrong use, so that no submission is to blame for it."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    return lost or isinstance(error, (AutograderError, OperationalError, InternalError, MemoryError))
