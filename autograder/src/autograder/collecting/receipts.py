"""Receipts: when, from where and by whom a version was handed in, and which of several versions counts.

``class/versions/STUDENT/UNIT/receipts.jsonl`` has one line for each time that a version was seen; lines are added, never
changed.  A line that a crash cut short is passed over, and the next one begins on a line of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from npml.intake.names import one_form

FOLDER, LOG = "versions", "receipts.jsonl"
#: A file in the folder of submissions that is larger than this is not compared with receipts.
_MAX_BYTES = 64 << 20
LAST, BEST, BEFORE_DUE = "last", "best", "last before due"


@dataclass(frozen=True)
class Receipt:
    """One time that a version was seen.

    Attributes:
        student, unit, sha256, size: whose, of what, and the content.
        source, source_sha256: the archive that it came in; the hash is "" for a folder.
        entry: its name in the archive; of a zip in a zip both names, with " > " between.
        file: the file's own name.
        lms: the key of the LMS in `messages.LMS`; "" if none was recognised, "hand" for what lay in submitted/ already.
        owner: the LMS's own id of the student.
        submitted: the time of submission, where the LMS gives one; with a zone.
        collected: when this line was written, in UTC.
        source_time: when the archive was written on this machine: no later was what is in it handed in.
        late: whether the LMS calls it late; None if it does not say.
        order: the LMS's number of the file, newer ones have higher ones.
        why, said: why this student: the key in `messages.WHY` and the text that decided.
        problem, text: `units.Looked`.
        secret, stamp: what nbgrader's exchange needs to bring feedback back.
        withdrawn: a person said that it is not this student's after all; it takes back what was written before.
    """

    student: str
    unit: str
    sha256: str
    size: int
    source: str = ""
    source_sha256: str = ""
    entry: str = ""
    file: str = ""
    lms: str = ""
    owner: str = ""
    submitted: datetime | None = None
    collected: datetime | None = None
    source_time: datetime | None = None
    late: bool | None = None
    order: int = 0
    why: str = ""
    said: str = ""
    problem: str = ""
    text: str = ""
    secret: str = ""
    stamp: str = ""
    withdrawn: bool = False

    def says_nothing_new(self, earlier: Receipt) -> bool:
        """Whether an earlier receipt says it all: of the same place with the same content, and the time if this has one.

        A time that was known stays: a table of the LMS that was downloaded later speaks of a later submission.
        """
        place, before = ((item.source_sha256, item.entry, item.sha256) for item in (self, earlier))
        told = (self.submitted is None or earlier.submitted is not None) and (self.late is None or earlier.late is not None)
        return place == before and told

    @property
    def latest(self) -> datetime:
        """No later than this it was handed in."""
        known = [time for time in (self.collected, self.source_time) if time is not None]
        return self.submitted or min(known, default=datetime.max.replace(tzinfo=UTC))


_TIMES = ("submitted", "collected", "source_time")


def to_json(receipt: Receipt) -> str:
    """A receipt as one line of JSON."""
    facts = asdict(receipt)
    for key in _TIMES:
        facts[key] = facts[key].isoformat() if facts[key] is not None else None
    return json.dumps(facts, ensure_ascii=True, sort_keys=False)


def from_json(line: str) -> Receipt | None:
    """The receipt in a line; None if it is no whole receipt.  Fields that a later version adds are passed over."""
    try:
        facts: dict[str, Any] = json.loads(line)
        known = {item.name: facts[item.name] for item in fields(Receipt) if item.name in facts}
        for key in _TIMES:
            if known.get(key):
                known[key] = datetime.fromisoformat(known[key])
        receipt = Receipt(**known)
    except (ValueError, TypeError, AttributeError):
        return None
    return receipt if receipt.sha256 else None


def folder_of(class_dir: Path, student: str, unit: str) -> Path:
    """Where the versions of a submission lie."""
    return class_dir / FOLDER / one_form(student) / unit


def read_receipts(class_dir: Path, student: str, unit: str) -> list[Receipt]:
    """All receipts of a submission, in the order in which they were written."""
    try:
        lines = (folder_of(class_dir, student, unit) / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [receipt for line in lines if (receipt := from_json(line)) is not None]


def append_receipts(class_dir: Path, receipts: Sequence[Receipt]) -> None:
    """Add receipts of one submission, in one write that is on the disk when this returns."""
    path = folder_of(class_dir, receipts[0].student, receipts[0].unit) / LOG
    append_lines(path, [to_json(receipt) for receipt in receipts])


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are missing, for their owner only."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True, mode=0o700)


def append_lines(path: Path, lines: Sequence[str]) -> None:
    """Add lines to a file that only its owner may read."""
    text = "".join(line + "\n" for line in lines).encode()
    make_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            text = b"\n" + text  # the last line was cut short
        while text:
            text = text[os.write(descriptor, text) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def standing(receipts: Iterable[Receipt]) -> list[Receipt]:
    """The receipts that were not taken back."""
    kept: list[Receipt] = []
    for receipt in receipts:
        if receipt.withdrawn:
            place = receipt.entry, receipt.sha256
            kept = [item for item in kept if (item.entry, item.sha256) != place]
        else:
            kept.append(receipt)
    return kept


def versions(receipts: Iterable[Receipt]) -> list[Receipt]:
    """What was handed in, the newest last: a version that was seen several times in a row is one, at its earliest time."""
    kept: list[Receipt] = []
    for receipt in sorted(
        standing(receipts), key=lambda item: (item.latest, item.order)
    ):  # stable: then as they were written
        before = kept[-1] if kept else None
        if before is None or before.sha256 != receipt.sha256:
            kept.append(receipt)
        elif before.submitted is None and receipt.submitted is not None:
            kept[-1] = receipt
        elif before.late is None and receipt.late is not None:
            kept[-1] = replace(before, late=receipt.late)
    return kept


def counting(
    receipts: Iterable[Receipt], rule: str = LAST, due: datetime | None = None,
    score: Callable[[Receipt], float | None] = lambda receipt: None,
) -> Receipt | None:  # fmt: skip
    """The version that counts; None if there is none.

    A version that cannot be graded, or that has no answers, counts only if there is no other.  A version whose time is not
    known was in time, unless the LMS calls it late.

    Args:
        receipts: of one submission.
        rule: "last", "best", or "last before due".
        due: the student's due time.
        score: for "best", the score of a version; None as long as it is not graded.  As long as no version has one,
            the last counts; of equal ones the earliest.
    """
    found = versions(receipts)
    usable = [item for item in found if not item.problem] or found
    if not usable:
        return None
    if rule == BEST:
        scores = [(points, -at) for at, item in enumerate(usable) if (points := score(item)) is not None]
        return usable[-max(scores)[1]] if scores else usable[-1]
    if rule == BEFORE_DUE and due is not None:
        in_time = [item for item in usable if _in_time(item, due)]
        return in_time[-1] if in_time else usable[-1]
    return usable[-1]


def worth(score: float | None, lost: float) -> float | None:
    """What a version's automatic score is worth after a share of it is lost for lateness; for the rule "best"."""
    return score * (1.0 - lost) if score is not None and score > 0.0 else score


def _in_time(receipt: Receipt, due: datetime) -> bool:
    if receipt.submitted is not None:
        return receipt.submitted <= due
    return receipt.latest <= due or not receipt.late


def receipt_of(path: Path) -> Receipt | None:
    """The receipt of a file ``…/submitted/STUDENT/UNIT/FILE``, if that very content was collected."""
    try:
        folder, student, unit = path.absolute().parents[2], path.parent.parent.name, path.parent.name
        if folder.name != "submitted" or not (receipts := read_receipts(folder.parent, student, unit)):
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            raw = file.read(_MAX_BYTES)
    except (OSError, ValueError, IndexError):
        return None
    digest = hashlib.sha256(raw).hexdigest()
    # The same content may have been handed in twice, with others between: the first time is the student's.
    return next((item for item in versions(receipts) if item.sha256 == digest), None)
