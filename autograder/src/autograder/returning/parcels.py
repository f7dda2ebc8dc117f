"""Feedback in the form in which each learning management system takes it back, with the names that came from there.

Moodle ``mod/assign/feedback/file/importziplib.php`` finds a participant by the second part of
``NAME_ID_assignsubmission_file`` in a path and keeps what follows as the file's name.  Canvas ``abstract_assignment.rb``
takes the first two parts of a name that are all digits for the user and the attachment, and shows the file under the
attachment's old name, so its content must suit that name.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from npml.core.josa import korean
from npml.core.marks import QUIZ, check_id

from ..collecting.receipts import Receipt
from ..gradebook.marks import Marks
from ..grading.messages import QUIZ_NAME
from ..grading.nodes import from_text, new_markdown_cell, to_text
from ..release.notebooks import METADATA
from . import messages

MOODLE, CANVAS, EXCHANGE, EACH, XLSX = "moodle", "canvas", "exchange", "folder", "xlsx"
_MOODLE = re.compile(r"(?P<who>[^/]*_\d+_assignsubmission_)[a-z]+(?P<end>_/|/|_)")
_WHEN = (2020, 2, 2, 0, 0, 0)
#: Between the names of zips in zips, in a receipt.
_INSIDE = " > "


@dataclass(frozen=True)
class Parcel:
    """What goes back to one student: the page, the graded notebook, the receipts of what was handed in."""

    student: str
    unit: str
    page: Path
    graded: Path
    marks: Marks
    sha256: str
    receipts: Sequence[Receipt] = ()

    def receipt(self, lms: str) -> Receipt | None:
        """The receipt by which an LMS knows the student: of the graded version, else the newest that came from there."""
        mine = [item for item in self.receipts if item.lms == lms]
        return next((item for item in reversed(mine) if item.sha256 == self.sha256), mine[-1] if mine else None)


@dataclass(frozen=True)
class Addressed:
    """A file's name for an LMS, "" if it cannot go back this way; and a note if a person should look at it."""

    name: str = ""
    note: str = ""


def moodle_name(parcel: Parcel) -> Addressed:
    """The name in a zip of feedback files for Moodle."""
    receipt = parcel.receipt(MOODLE)
    if receipt is None:
        return Addressed(note=messages.NOT_FROM.format(student=parcel.student, lms=messages.TARGETS[MOODLE]))
    match = _MOODLE.search(receipt.entry.split(_INSIDE)[0])
    if match is None:
        return Addressed(note=messages.NO_PARTICIPANT.format(student=parcel.student, entry=receipt.entry))
    # Of a group the number is the group's, which Moodle would take for a participant.
    by_hand = receipt.why in ("assigned", "answered")
    note = korean(messages.BY_HAND, student=parcel.student, entry=match["who"]) if by_hand else ""
    return Addressed(f"{match['who']}file{match['end']}{parcel.unit}.html", note)


def canvas_name(parcel: Parcel) -> Addressed:
    """The name in a zip for Canvas, which is the one that came from there."""
    receipt = parcel.receipt(CANVAS)
    if receipt is None:
        return Addressed(note=messages.NOT_FROM.format(student=parcel.student, lms=messages.TARGETS[CANVAS]))
    name = receipt.entry.split(_INSIDE)[0].rpartition("/")[2]
    user = receipt.owner.removeprefix(f"{CANVAS}:")
    numbers = [part for part in name.removeprefix("LATE_").split("_") if part.isascii() and part.isdigit()]
    if len(numbers) < 2 or numbers[0] != user:
        return Addressed(note=messages.NOT_BY_CANVAS.format(student=parcel.student, entry=name))
    return Addressed(name)


def content(parcel: Parcel, name: str) -> bytes:
    """What goes back under a name: the page, for a zip a zip with the page, for a notebook the graded notebook."""
    kind = name.rpartition(".")[2].lower()
    if kind == "ipynb":
        return _notebook(parcel)
    page = parcel.page.read_bytes()
    if kind != "zip":
        return page
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, f"{parcel.unit}.html", page)
    return out.getvalue()


def _notebook(parcel: Parcel) -> bytes:
    """The graded notebook, with the score and a person's remarks in front and a kernel that the student has."""
    book = from_text(parcel.graded.read_text(encoding="utf-8"))
    marks, points = parcel.marks, messages.POINTS
    score = marks.score if marks.score is not None else 0.0
    lines = [f"# {messages.RESULT}: {points.format(score=f'{score:g}', points=f'{marks.max_score:g}')}", ""]
    for name, cell in marks.cells.items():
        exercise = name.removesuffix(check_id(""))
        shown = QUIZ_NAME if exercise == QUIZ else f"`{exercise}`"
        lines.append(f"- {shown}: {points.format(score=f'{cell.score or 0.0:g}', points=f'{cell.points:g}')}")
    if marks.lost:
        lines.append(f"- {messages.LOST.format(points=f'{marks.lost:g}')}")
    for name, text in marks.comments.items():
        lines += ["", f"**{messages.REMARK}: {name}**", "", text]
    book.cells.insert(0, new_markdown_cell("\n".join(lines), id="score"))
    book.metadata["kernelspec"] = METADATA["kernelspec"]
    return to_text(book).encode()


def write_zips(folder: Path, stem: str, files: Iterable[tuple[str, bytes]], most: int) -> list[Path]:
    """Write files into as many zips as are needed to keep each within a size.

    Args:
        folder: where the zips go.
        stem: their name without the number and the suffix.
        files: name and content of each; one is read at a time.
        most: bytes that a zip may have, unless a single file has more.
    """
    made: list[Path] = []
    archive: zipfile.ZipFile | None = None
    size = 0
    try:
        for name, raw in files:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as alone:  # to know how large it will be
                _add(alone, name, raw)
            if archive is None or size + packed.tell() > most:
                if archive is not None:
                    archive.close()
                made.append(folder / f"{stem}-{len(made) + 1}.zip")
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                archive, size = zipfile.ZipFile(made[-1], "w"), 0
            _add(archive, name, raw)
            size += packed.tell()
    finally:
        if archive is not None:
            archive.close()
    if len(made) == 1:
        made = [made[0].replace(folder / f"{stem}.zip")]
    return made


def _add(archive: zipfile.ZipFile, name: str, raw: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)  # a name that is not ASCII is marked as UTF-8
    entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
    archive.writestr(entry, raw)
