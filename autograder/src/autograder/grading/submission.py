"""One file that was handed in: what every way to a grade starts from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..core.josa import korean
from ..core.marks import check_id
from ..errors import SubmissionRejected
from . import messages
from .names import guess, one_form, shown
from .read import read_submission

_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"(\w{1,100})"')


@dataclass(frozen=True)
class Submission:
    """A file by its bytes, so that it can be graded on a machine without access to the file.

    Attributes:
        raw: the file's content; empty when it could not be read.
        path: for messages, and for the time of submission.
        student: "" for a loose file.
        refused: Korean; why the file could not be read or is of no known unit.  It is not graded, but rejected.
        seed_name: what draws the hidden inputs of a loose file, which has no student; otherwise the student does.
        digest: `Engine.digest`, where it was asked for before the grade: what is recorded is compared with it.
    """

    raw: bytes = field(repr=False)
    path: str
    student: str
    unit: str
    refused: str = ""
    seed_name: str = ""
    digest: str = ""

    @classmethod
    def from_file(cls, path: Path, student: str, unit: str) -> Submission:
        """Read a file; one that cannot be read is `refused`, never an exception."""
        try:
            return cls(read_submission(path), str(path), student, unit)
        except SubmissionRejected as error:
            return cls(b"", str(path), student, unit, refused=str(error))


def loose_file(path: Path, exercises: Mapping[str, Collection[str]], unit: str = "") -> Submission:
    """A file that lies in no class folder; its own content draws the hidden inputs.

    Args:
        path: the notebook.
        exercises: names of exercises by unit.
        unit: the unit, where it is known; otherwise it is found out (`detect_unit`).
    """
    found = Submission.from_file(path, student="", unit="")
    if found.refused:
        return found
    try:
        unit = unit or detect_unit(path, found.raw, exercises)
    except SubmissionRejected as error:
        return replace(found, refused=str(error))
    return replace(found, unit=unit, seed_name=f"file:{hashlib.sha256(found.raw).hexdigest()}")


def detect_unit(path: Path | str, raw: bytes, exercises: Mapping[str, Collection[str]]) -> str:
    """The unit of a loose notebook: by its file's or folder's name, else by nbgrader's marks in it.

    Args:
        path, raw: the file and its content.
        exercises: names of exercises by unit.

    Raises:
        SubmissionRejected: none or several units fit.
    """
    path = Path(path)
    for text in (one_form(path.stem), one_form(path.parent.name)):
        named = [name for name in exercises if name in text]
        if len(named) == 1:
            return named[0]
    marks = {found.decode() for found in _GRADE_ID.findall(raw)}
    shared = {unit: len(marks & {*names, *map(check_id, names)}) for unit, names in exercises.items()}
    best = [unit for unit, count in shared.items() if count and count == max(shared.values())]
    if len(best) == 1:
        return best[0]
    likely = guess(path.name, exercises) or guess(path.parent.name, exercises)
    slip = korean(messages.SLIP, name=shown(path.name), unit=likely) if likely else ""
    raise SubmissionRejected(messages.WHICH_UNIT.format(path=shown(path), known=", ".join(exercises), slip=slip))
