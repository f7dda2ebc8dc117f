"""One file that was handed in, the starting point of all grading."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from npml.core.josa import korean
from npml.core.marks import check_id
from npml.errors import SubmissionRejected
from npml.intake.names import guess, one_form, shown

from . import messages
from .read import read_submission

_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"(\w{1,100})"')


@dataclass(frozen=True)
class Submission:
    """A file with its content, so that it can be graded on a machine that cannot read the file.

    Attributes:
        raw: the file's content; empty if it could not be read.
        path: for messages, and for the time of submission.
        student: "" for a loose file.
        unit: "" for a loose file that was refused.
        refused: Korean; why the file could not be read or its unit is unknown.  Then it is rejected, not graded.
        seed_name: takes the student's place in the seed of the hidden inputs, for a loose file, which has no student.
        digest: `Engine.digest` if it was computed before grading, to compare it with the recorded one; else "".
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
        """Read a file; if it cannot be read, ``refused`` says why, and no exception is raised."""
        try:
            return cls(read_submission(path), str(path), student, unit)
        except SubmissionRejected as error:
            return cls(b"", str(path), student, unit, refused=str(error))


def loose_file(path: Path, exercises: Mapping[str, Collection[str]], unit: str = "") -> Submission:
    """A file that lies in no class folder; the seed of its hidden inputs comes from its content.

    Args:
        path: the notebook.
        exercises: unit -> names of its exercises.
        unit: the unit if it is known, otherwise `detect_unit` finds it out.
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
    """The unit of a loose notebook, from the file's or folder's name, else from nbgrader's ids in it.

    Args:
        path, raw: the file and its content.
        exercises: unit -> names of its exercises.

    Raises:
        SubmissionRejected: no unit fits, or several do.
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
