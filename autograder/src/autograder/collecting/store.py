"""The class folder's side: every version once, its receipts, the version that counts in its place, and the inbox.

    class/versions/STUDENT/UNIT/SHA256.ipynb    a version, once, however often it was handed in
    class/versions/STUDENT/UNIT/receipts.jsonl  `receipts`
    class/versions/STUDENT/UNIT/scores.jsonl    what versions were graded with, where the best counts
    class/versions/answers.jsonl                what a person answered
    class/inbox/ITEM/                           what waits for an answer: item.json and the file
    class/inbox/dismissed/ITEM/                 what is nobody's
    class/submitted/STUDENT/UNIT/UNIT.ipynb     the version that counts, a copy of its bytes

First the content is written, then the receipt, then the copy.  After a crash in between, collecting the same file
again does the rest.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from npml.core.josa import korean
from npml.errors import UsageError
from npml.intake.names import one_form, shown

from ..course.files import write_bytes_atomically
from ..course.roster import fits_a_folder
from . import messages
from .receipts import (
    BEST,
    FOLDER,
    LOG,
    Receipt,
    append_lines,
    append_receipts,
    counting,
    folder_of,
    from_json,
    make_folder,
    read_receipts,
    standing,
    to_json,
)

SCORES = "scores.jsonl"
INBOX, DISMISSED, ITEM, CONTENT, ANSWERS = "inbox", "dismissed", "item.json", "notebook.ipynb", "answers.jsonl"
_ITEM_ID = re.compile(r"[0-9a-f]{10}")
#: What nbgrader's exchange puts beside a submission, and needs there to bring feedback back.
STAMP, _SECRET = "timestamp.txt", "submission_secret.txt"


class Store:
    """What was handed in to one class."""

    def __init__(self, class_dir: Path) -> None:
        self.class_dir = class_dir

    # --- versions -------------------------------------------------------------------------------

    def version(self, student: str, unit: str, sha256: str) -> Path:
        """Where a version lies."""
        return folder_of(self.class_dir, student, unit) / f"{sha256}.ipynb"

    def keep(self, raw: bytes, receipt: Receipt) -> None:
        """Keep a version and its receipt."""
        check_student(receipt.student)
        write(self.version(receipt.student, receipt.unit, receipt.sha256), raw)
        append_receipts(self.class_dir, [receipt])

    def submitted(self, student: str, unit: str) -> Path:
        """Where the version that counts lies for the grader."""
        return self.class_dir / "submitted" / check_student(student) / unit / f"{unit}.ipynb"

    def keep_what_lies_there(self, student: str, unit: str, now: datetime) -> Receipt | None:
        """Keep the file in submitted/ as a version, if somebody else than we put it there; its receipt if so."""
        path = self.submitted(student, unit)
        try:
            found = path.lstat()
            raw = path.read_bytes() if not path.is_symlink() else b""
        except OSError:
            return None
        digest = hashlib.sha256(raw).hexdigest()
        if not raw or any(item.sha256 == digest for item in read_receipts(self.class_dir, student, unit)):
            return None
        when = datetime.fromtimestamp(found.st_mtime, UTC)
        receipt = Receipt(
            student, unit, digest, len(raw), "submitted", "", f"{student}/{unit}/{path.name}", path.name, "hand",
            submitted=when, collected=now, why="hand",
        )  # fmt: skip
        self.keep(raw, receipt)
        return receipt

    def place(self, receipt: Receipt) -> bool:
        """Copy the version that counts to where the grader reads it; whether anything changed."""
        path = self.submitted(receipt.student, receipt.unit)
        for folder in (path.parent, path.parent.parent):
            if folder.is_symlink():
                raise UsageError(messages.LINKED_PLACE.format(path=shown(folder)))
        raw = self.version(receipt.student, receipt.unit, receipt.sha256).read_bytes()
        changed = not path.is_file() or path.is_symlink() or path.read_bytes() != raw
        if changed:
            write(path, raw, replace_other=True)
        for name, text in ((STAMP, receipt.stamp), (_SECRET, receipt.secret)):
            beside = path.with_name(name)
            if text and (not beside.is_file() or beside.read_text(errors="replace") != text):
                write(beside, text.encode(), replace_other=True)
            elif changed and not text and receipt.lms != "hand":
                beside.unlink(missing_ok=True)  # of another version
        return changed

    def note_score(self, receipt: Receipt, score: float, digest: str = "") -> None:
        """Note what a version was graded with, for the rule "best"; a later note counts.

        Args:
            receipt: of the version.
            score: its automatic score.
            digest: `Engine.digest`, so that it is not graded again as long as this is the same.
        """
        path = folder_of(self.class_dir, receipt.student, receipt.unit) / SCORES
        append_lines(path, [json.dumps({"sha256": receipt.sha256, "score": score, "digest": digest})])

    def score(self, receipt: Receipt) -> float | None:
        """What a version was graded with; None as long as nobody noted it."""
        return self.noted(receipt)[0]

    def noted(self, receipt: Receipt) -> tuple[float | None, str]:
        """What a version was graded with, and the digest of that grading."""
        found: tuple[float | None, str] = (None, "")
        try:
            lines = (folder_of(self.class_dir, receipt.student, receipt.unit) / SCORES).read_text("utf-8").splitlines()
        except OSError:
            return found
        for line in lines:
            with contextlib.suppress(ValueError, LookupError, TypeError):
                facts = json.loads(line)
                if facts["sha256"] == receipt.sha256:
                    found = float(facts["score"]), str(facts.get("digest", ""))
        return found

    # --- inbox ----------------------------------------------------------------------------------

    def item_id(self, receipt: Receipt) -> str:
        """The name of a question: the same entry with the same content is asked about once."""
        key = "\0".join((receipt.lms, receipt.owner, receipt.entry, receipt.sha256))
        return hashlib.sha256(key.encode()).hexdigest()[:10]

    def ask(self, raw: bytes, receipt: Receipt, candidates: Sequence[str]) -> str:
        """Put something into the inbox; its id."""
        item = self.item_id(receipt)
        place = self.class_dir / INBOX / item
        if not (place / ITEM).is_file():
            aside = place.with_name(f".{item}.{os.getpid()}.tmp")
            shutil.rmtree(aside, ignore_errors=True)
            write(aside / CONTENT, raw)
            facts = {"id": item, "candidates": list(candidates), "receipt": json.loads(to_json(receipt))}
            write(aside / ITEM, (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode())
            shutil.rmtree(place, ignore_errors=True)
            os.replace(aside, place)
        return item

    def waiting(self) -> list[tuple[str, Receipt, list[str]]]:
        """What waits: id, receipt, student numbers of who it may be."""
        found = []
        folder = self.class_dir / INBOX
        for path in sorted(folder.iterdir()) if folder.is_dir() else []:
            if _ITEM_ID.fullmatch(path.name) and (facts := _item(path / ITEM)) is not None:
                found.append((path.name, *facts))
        return found

    def waits(self, item: str) -> tuple[Receipt, list[str], bytes]:
        """One thing that waits or is nobody's, with its content.

        Raises:
            UsageError: there is no such thing.
        """
        for place in (self.class_dir / INBOX / item, self.class_dir / INBOX / DISMISSED / item):
            if _ITEM_ID.fullmatch(item) and (facts := _item(place / ITEM)) is not None:
                return (*facts, (place / CONTENT).read_bytes())
        known = ", ".join(name for name, _, _ in self.waiting()[:10]) or messages.NONE
        raise UsageError(korean(messages.NO_ITEM, item=shown(item), known=known))

    def places(self) -> list[tuple[str, str]]:
        """(student, unit) of all that was ever collected."""
        logs = sorted((self.class_dir / FOLDER).glob(f"*/*/{LOG}"))
        return [(path.parent.parent.name, path.parent.name) for path in logs]

    def misplaced(
        self, units: Collection[str], rule: str, due: Callable[[str, str], datetime | None]
    ) -> list[tuple[str, str]]:  # fmt: skip
        """(student, unit) where another version counts than the one that lies in submitted/.

        The rule or a due time has changed since it was put there.  Of "best" only grading knows.

        Args:
            units: the units to look at.
            rule: which version counts.
            due: a student's due time for a unit.
        """
        found = []
        for student, unit in self.places() if rule != BEST else []:
            receipts = read_receipts(self.class_dir, student, unit) if unit in units else []
            if len({item.sha256 for item in standing(receipts)}) < 2:
                continue
            chosen = counting(receipts, rule, due(student, unit))
            with contextlib.suppress(OSError):
                digest = hashlib.sha256(self.submitted(student, unit).read_bytes()).hexdigest()
                # What somebody put there by hand is theirs.
                if chosen and digest != chosen.sha256 and digest in {item.sha256 for item in receipts}:
                    found.append((student, unit))
        return found

    def kept(self, item: str) -> list[Receipt]:
        """The standing receipts of an entry that somebody was taken for; each version's newest."""
        found: dict[tuple[str, str], Receipt] = {}
        for student, unit in self.places():
            for receipt in standing(read_receipts(self.class_dir, student, unit)):
                if self.item_id(receipt) == item:
                    found[receipt.student, receipt.unit] = receipt
        return list(found.values())

    def withdraw(self, receipt: Receipt, now: datetime) -> Receipt:
        """Take a receipt back; the line that says so."""
        line = replace(receipt, withdrawn=True, collected=now)
        append_receipts(self.class_dir, [line])
        return line

    def take_away(self, student: str, unit: str) -> bool:
        """Take what lies in submitted/ away, if it is a version that is kept; whether anything changed."""
        path = self.submitted(student, unit)
        if path.is_symlink() or not path.is_file():
            return False
        if not self.version(student, unit, hashlib.sha256(path.read_bytes()).hexdigest()).is_file():
            return False
        for name in (path.name, STAMP, _SECRET):
            path.with_name(name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # whatever else lies there stays
            path.parent.rmdir()
            path.parent.parent.rmdir()
        return True

    def answer(self, item: str, receipt: Receipt, students: Sequence[str], unit: str, now: datetime) -> None:
        """Note an answer, and take the thing out of the inbox; no students: it is nobody's."""
        facts = {"item": item, "owner": receipt.owner, "students": list(students), "unit": unit, "when": now.isoformat()}
        facts["receipt"] = json.loads(to_json(receipt))
        append_lines(self.class_dir / FOLDER / ANSWERS, [json.dumps(facts)])
        if not students:  # the content is kept nowhere else
            place = self.class_dir / INBOX / DISMISSED / item
            make_folder(place.parent)
            with contextlib.suppress(FileNotFoundError):  # it was kept as somebody's, or is there already
                os.replace(self.class_dir / INBOX / item, place)
        else:
            shutil.rmtree(self.class_dir / INBOX / DISMISSED / item, ignore_errors=True)
        self.remove(item)

    def remove(self, item: str) -> None:
        """Take something out of the inbox."""
        shutil.rmtree(self.class_dir / INBOX / item, ignore_errors=True)

    def answers(self) -> tuple[dict[str, list[str]], dict[str, tuple[list[str], str]]]:
        """What was answered: students by the owner's id in the LMS; students and unit by the question's id."""
        owners: dict[str, list[str]] = {}
        items: dict[str, tuple[list[str], str]] = {}
        try:
            lines = (self.class_dir / FOLDER / ANSWERS).read_text(encoding="utf-8").splitlines()
        except OSError:
            return owners, items
        for line in lines:
            try:
                facts = json.loads(line)
                item, owner, students = str(facts["item"]), str(facts["owner"]), [str(who) for who in facts["students"]]
                items[item] = students, str(facts["unit"])
            except (ValueError, LookupError, TypeError):
                continue
            if owner and len(students) < 2:  # several are a group
                owners[owner] = students
        return owners, items


def _item(path: Path) -> tuple[Receipt, list[str]] | None:
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        receipt = from_json(json.dumps(facts["receipt"]))
        return None if receipt is None else (receipt, [str(who) for who in facts["candidates"]])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def check_student(student: str) -> str:
    """A student number that can be a folder's name and a key of the gradebook.

    Raises:
        UsageError: it cannot.
    """
    student = one_form(student)
    if not fits_a_folder(student):
        raise UsageError(korean(messages.BAD_STUDENT, student=shown(student)))
    return student


def write(path: Path, raw: bytes, *, replace_other: bool = False) -> None:
    """Write a file for its owner only, whole or not at all; one of this size stays unless it is to be replaced."""
    if path.is_file() and not path.is_symlink() and not replace_other and path.stat().st_size == len(raw):
        return
    make_folder(path.parent)
    write_bytes_atomically(path, raw, mode=0o600)


def for_student(receipt: Receipt, student: str, unit: str, why: str, said: str = "") -> Receipt:
    """A receipt with its student and unit decided."""
    return replace(receipt, student=student, unit=unit, why=why, said=said or receipt.said)


__all__ = ["Store", "check_student", "for_student", "write"]
