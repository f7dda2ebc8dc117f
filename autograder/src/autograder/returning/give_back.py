"""Gives feedback back: who gets a page now, who got another one before, and where it goes."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from npml.core.josa import korean
from npml.core.marks import check_id
from npml.errors import SubmissionRejected, UsageError

from ..collecting.receipts import read_receipts, standing
from ..course.files import write_bytes_atomically
from ..course.registrar import read_class_roster
from ..gradebook.arrival import waits_for_grading
from ..gradebook.classroom import Classroom
from ..gradebook.exchange_files import has_secret
from ..gradebook.feedback import write_feedback
from ..gradebook.formgrader import environment
from ..gradebook.marks import read_marks
from ..grading.read import read_submission
from . import ledger, messages
from .parcels import CANVAS, EACH, EXCHANGE, MOODLE, Addressed, Parcel, canvas_name, content, moodle_name, write_zips

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Change:
    """A student whose page is another than the one that was returned last.

    Attributes:
        before: what was returned last, anywhere.
        resubmitted: whether another version is graded now.
        score: the final score now.
    """

    before: ledger.Entry
    resubmitted: bool
    score: float


@dataclass
class Returned:
    """What went back.

    Attributes:
        files: zips or folders that were written.
        first, changed: how many students got their first page to this place, how many another one.
        same: how many have the newest page already and were left out.
        dropped: how many were left out because they are no longer in the course, nor in the LMS.
        changes: who changed since the last page, anywhere.
        notes: Korean; what a person should look at.
    """

    files: list[Path] = field(default_factory=list)
    first: int = 0
    changed: int = 0
    same: int = 0
    dropped: int = 0
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class GiveBack:
    """Returns one unit of one class."""

    def __init__(self, class_dir: Path, unit: str, db_url: str = "", *, workers: int = 1) -> None:
        self.room = Classroom(class_dir.resolve())
        self.unit = unit
        self.url = self.room.gradebook(db_url)
        self.workers = workers
        self.done = Returned()
        self._held: list[str] = []  # whose pages do not go back, though they exist

    def to(self, target: str, *, now: datetime, most: int, everybody: bool = False) -> Returned:
        """Bring the pages up to date and write what goes to a target.

        Args:
            target: `MOODLE`, `CANVAS`, `EXCHANGE` or `EACH`.
            now: the time for the log, with a zone.
            most: bytes that a zip may have.
            everybody: also those who have the newest page already.

        Raises:
            UsageError: the gradebook cannot be used, or nbgrader refused to release.
        """
        written = write_feedback(self.room.root, [self.unit], self.url, workers=self.workers)
        self.done.notes += written.problems
        log = ledger.read(self.room.root, self.unit)
        there, anywhere = ledger.last(log, target), ledger.last(log)
        gone = _dropped(self.room.root) if target in (MOODLE, CANVAS) else frozenset()
        self._say_withdrawn(anywhere.values(), now)
        chosen: list[tuple[Parcel, ledger.Entry, str]] = []
        for parcel in self._parcels():
            if parcel.student in gone:
                self.done.dropped += 1
                continue
            entry = self._entry(parcel, target, now)
            before = anywhere.get(parcel.student)
            if before is not None and (before.sha256, before.score) != (entry.sha256, entry.score):
                self.done.changes.append(Change(before, before.sha256 != entry.sha256, entry.score))
            name = self._address(parcel, target)
            if not name:
                continue
            earlier = there.get(parcel.student)
            if earlier is not None and earlier.page == entry.page and not everybody:
                self.done.same += 1
                continue
            self.done.first += earlier is None
            self.done.changed += earlier is not None
            chosen.append((parcel, entry, name))
            self._say_odd(parcel)
        if chosen:
            self._deliver(target, [(parcel, name) for parcel, _, name in chosen], now, most)
            ledger.append(self.room.root, [replace(entry, when=now.astimezone(UTC)) for _, entry, _ in chosen])
        return self.done

    def _parcels(self) -> Iterator[Parcel]:
        """Everybody whose page is decided and up to date; the others are noted."""
        for student, marks in read_marks(self.url, self.unit).items():
            page = self.room.notebook(self.room.feedback, student, self.unit).with_suffix(".html")
            graded = self.room.notebook(self.room.autograded, student, self.unit)
            submitted = self.room.notebook(self.room.submitted, student, self.unit)
            if not page.is_file() or not graded.is_file():
                continue
            if waits_for_grading(submitted.parent, graded.parent):
                self._held.append(student)
                self.done.notes.append(messages.NEWER.format(student=student))
            elif marks.score is None or marks.waits:
                self._held.append(student)
                self.done.notes.append(messages.PAGE_WAITS.format(student=student))
            else:
                receipts = standing(read_receipts(self.room.root, student, self.unit))
                yield Parcel(student, self.unit, page, graded, marks, sha256_of(submitted), receipts)

    def _say_odd(self, parcel: Parcel) -> None:
        """Note a person's score that no cell has: a slip of a key goes to the student and into the mean."""
        for name, cell in parcel.marks.cells.items():
            if cell.manual and cell.score is not None and not 0.0 <= cell.score <= cell.points:
                said = {"name": name.removesuffix(check_id("")), "score": f"{cell.score:g}", "points": f"{cell.points:g}"}
                self.done.notes.append(messages.ODD_SCORE.format(student=parcel.student, **said))

    def _say_withdrawn(self, returned: Iterable[ledger.Entry], now: datetime) -> None:
        """Note whose page went back although it turned out to be another's; its copy here is taken away."""
        known = read_marks(self.url, self.unit)
        for entry in returned:
            submitted = self.room.notebook(self.room.submitted, entry.student, self.unit)
            if entry.student not in known and not submitted.exists():
                when = f"{entry.when.astimezone(now.tzinfo):%m-%d %H:%M}"
                text = messages.WITHDRAWN.format(student=entry.student, when=when, score=f"{entry.score:g}")
                self.done.notes.append(text)
                copy = self.room.root / ledger.FOLDER / self.unit / messages.EACH_FOLDER / entry.student
                (copy / f"{self.unit}.html").unlink(missing_ok=True)

    def _entry(self, parcel: Parcel, target: str, now: datetime) -> ledger.Entry:
        # What comes before, styles and policy, may change with our own next version.
        page = hashlib.sha256(parcel.page.read_bytes().partition(b"<body>")[2]).hexdigest()
        score = parcel.marks.score or 0.0
        return ledger.Entry(parcel.student, self.unit, target, now, parcel.sha256, score, parcel.marks.max_score, page)

    def _address(self, parcel: Parcel, target: str) -> str:
        """The name of a student's file for a target; "" if it cannot go there, which is noted."""
        if target == EXCHANGE:
            found = Addressed(parcel.student) if has_secret(parcel.page.parent) else Addressed(
                note=messages.NOT_FROM.format(student=parcel.student, lms=messages.TARGETS[EXCHANGE])
            )  # fmt: skip
        else:
            found = {MOODLE: moodle_name, CANVAS: canvas_name, EACH: _own_folder}[target](parcel)
        if found.note:
            self.done.notes.append(found.note)
        return found.name

    def _deliver(self, target: str, chosen: Sequence[tuple[Parcel, str]], now: datetime, most: int) -> None:
        folder = self.room.root / ledger.FOLDER / self.unit
        if target == EXCHANGE:
            release_feedback(self.room.root, self.unit, self._held)
        elif target == EACH:
            for parcel, name in chosen:
                write_bytes_atomically(folder / messages.EACH_FOLDER / name, parcel.page.read_bytes(), mode=0o600)
            self.done.files = [folder / messages.EACH_FOLDER]
        else:
            stem = f"{messages.ZIP_NAME.format(lms=messages.TARGETS[target])}-{now:%Y%m%d-%H%M%S}"
            files = ((name, content(parcel, name)) for parcel, name in chosen)
            self.done.files = write_zips(folder, stem, files, most)


def _dropped(class_dir: Path) -> frozenset[str]:
    return frozenset(person.student for person in read_class_roster(class_dir).people if person.dropped)


def _own_folder(parcel: Parcel) -> Addressed:
    return Addressed(f"{parcel.student}/{parcel.unit}.html")


def sha256_of(path: Path) -> str:
    """The hash of a submitted file, by which `collecting` knows a version; "" if it cannot be read."""
    try:
        return hashlib.sha256(read_submission(path)).hexdigest()
    except SubmissionRejected:
        return ""


def release_feedback(class_dir: Path, unit: str, held: Sequence[str] = ()) -> None:
    """Run nbgrader's own ``release_feedback``, so that the professor's configuration of the exchange holds.

    Args:
        class_dir: the class folder.
        unit: the unit's name.
        held: students whose pages must not go out.

    Raises:
        UsageError: it failed; the end of what it said is in the message.
    """
    program = shutil.which("nbgrader", path=str(Path(sys.executable).parent)) or "nbgrader"
    command = [program, "release_feedback", unit, f"--CourseDirectory.student_id_exclude={','.join(held)}"]
    done = subprocess.run(command, cwd=class_dir, env=environment(class_dir), capture_output=True, text=True, check=False)
    if done.returncode:
        said = "\n".join(done.stderr.strip().splitlines()[-3:])
        raise UsageError(korean(messages.EXCHANGE_FAILED, unit=unit, said=said))
