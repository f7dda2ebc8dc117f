"""The rule ``counts = "best"``: every version is graded once, and the best one is put where the others are graded.

A version that is not the one in ``submitted/`` is graded by itself: only its score is noted with it, and the gradebook does
not hear of it until it wins.  What is compared is what a student would get: the automatic score after what lateness costs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from npml.errors import UsageError

from ..collecting.receipts import BEST, Receipt, counting, read_receipts, versions, worth
from ..collecting.store import Store
from ..course.settings import Course
from ..grading.basis import NEW, differences
from ..grading.engine import Engine
from ..grading.results import Graded
from ..grading.submission import Submission
from . import messages
from .work import Job, Result

#: The score of a version that could be no notebook at all; one that got no points comes before it.
_NOTHING = -1.0


@dataclass
class _Group:
    """The versions of one submission that are being graded."""

    receipts: list[Receipt]
    waiting: dict[str, Receipt] = field(default_factory=dict)
    graded: dict[str, Graded] = field(default_factory=dict)


class Best:
    """Chooses among the versions of a class.

    Args:
        class_dir: the class folder, which the caller has locked.
        course: says what lateness costs.
        engine: gives the digests.
        recorded: the digest that is recorded for (student, unit), as `Recorder.recorded`.
        recall: the recorded result of (student, unit).
    """

    def __init__(
        self, class_dir: Path, course: Course, engine: Engine, recorded: Callable[[str, str], str | None],
        recall: Callable[[str, str], Graded | None],
    ) -> None:  # fmt: skip
        self._store = Store(class_dir)
        self._course = course
        self._engine = engine
        self._recorded = recorded
        self._recall = recall
        self._groups: dict[tuple[str, str], _Group] = {}
        self.notes: list[tuple[str, str, str]] = []

    def jobs(self, units: Collection[str], students: Collection[str] = (), *, write: bool = True) -> Iterator[Job]:
        """The versions that are left to grade; where there are none, the best one is put in its place at once.

        Args:
            units, students: those asked for; without students all.
            write: False only says what would be graded.
        """
        for student, unit in self._store.places():
            if unit not in units or (students and student not in students):
                continue
            if write:  # a file that somebody put there is a version, too
                self._store.keep_what_lies_there(student, unit, datetime.now(UTC))
            receipts = read_receipts(self._store.class_dir, student, unit)
            usable = {item.sha256: item for item in versions(receipts) if not item.problem}
            if len(usable) < 2:
                continue
            group = _Group(receipts)
            jobs = [job for item in usable.values() if (job := self._job(item, group, write=write)) is not None]
            if write:
                self._groups[student, unit] = group
                if not jobs:
                    self._choose(student, unit)
            yield from jobs

    def _job(self, receipt: Receipt, group: _Group, *, write: bool) -> Job | None:
        student, unit = receipt.student, receipt.unit
        path = self._store.version(student, unit, receipt.sha256)
        submission = Submission.from_file(path, student, unit)
        if submission.refused:
            return None
        submission = replace(submission, digest=self._engine.digest(submission))
        score, digest = self._store.noted(receipt)
        if score is not None and digest == submission.digest:
            return None
        if self._recorded(student, unit) == submission.digest and (known := self._recall(student, unit)) is not None:
            if write:
                self._note(receipt, known, submission.digest)
            return None
        group.waiting[receipt.sha256] = receipt
        return Job(submission, reasons=differences(digest or None, submission.digest) or (NEW,))

    def _note(self, receipt: Receipt, graded: Graded, digest: str) -> None:
        score = graded.verdict.score if graded.verdict is not None else _NOTHING
        self._store.note_score(receipt, score, digest)

    def _worth(self, receipt: Receipt) -> float | None:
        lost = self._course.lost(receipt.student, receipt.unit, receipt.submitted)
        return worth(self._store.score(receipt), lost)

    def take(self, result: Result) -> tuple[Graded, tuple[str, ...]] | None:
        """Note what a version was graded with.

        Returns:
            After the last version of a submission: the result of the best one with the reasons to record it, if it was
            graded now and is not what is recorded already.
        """
        key = result.student, result.unit
        group, graded = self._groups[key], result.graded
        assert graded is not None
        receipt = group.waiting.pop(Path(result.path).stem)
        if graded.status == "needs_review":  # nothing is noted, so the next run tries again
            self.notes.append((*key, messages.VERSION_FAILED.format(version=receipt.sha256[:8], message=graded.message)))
        else:
            self._note(receipt, graded, graded.digest)
            group.graded[receipt.sha256] = graded
        return None if group.waiting else self._choose(*key)

    def _choose(self, student: str, unit: str) -> tuple[Graded, tuple[str, ...]] | None:
        group = self._groups.pop((student, unit))
        chosen = counting(group.receipts, BEST, self._course.due(student, unit), self._worth)
        if chosen is None:
            return None
        try:
            self._store.place(chosen)
        except (UsageError, OSError) as error:
            self.notes.append((student, unit, str(error)))
            return None
        graded = group.graded.get(chosen.sha256)
        reasons = differences(self._recorded(student, unit), graded.digest) if graded is not None else ()
        if graded is None or not reasons:
            return None
        return replace(graded, path=str(self._store.submitted(student, unit))), reasons
