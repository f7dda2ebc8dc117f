"""What nbgrader's exchange puts beside a submission, and needs beside its feedback to bring that back to the student.

Both files were written where a student can write, so they are read as a submission is: no link, no pipe, bounded.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from npml.errors import SubmissionRejected

from ..course.files import write_atomically
from ..grading.read import read_submission
from .arrival import submitted_at, waits_for_grading
from .classroom import Classroom

STAMP, SECRET = "timestamp.txt", "submission_secret.txt"
_LONGEST = 200
_SECRET = re.compile(r"[0-9A-Za-z_+/=.-]{8,200}")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?( [A-Za-z0-9_/:+-]{1,40})?")


def keep_beside(submission: Path, graded: Path) -> None:
    """Copy the exchange's files beside a submission to its graded notebook; what another version left there goes.

    Args:
        submission: the submitted notebook.
        graded: the graded notebook.
    """
    secret = _read(submission.with_name(SECRET))
    if not _SECRET.fullmatch(secret):
        for name in (STAMP, SECRET):
            graded.with_name(name).unlink(missing_ok=True)
        return
    write_atomically(graded.with_name(SECRET), secret)
    write_atomically(graded.with_name(STAMP), _stamp(submission))


def carry(room: Classroom, student: str, unit: str) -> None:
    """Put the exchange's files of the graded version beside its feedback.

    What was graded before they were kept is looked up where it was handed in, as long as it is the same version.
    """
    submission = room.notebook(room.submitted, student, unit)
    graded = room.notebook(room.autograded, student, unit)
    page = room.notebook(room.feedback, student, unit)
    if not graded.with_name(SECRET).is_file() and not waits_for_grading(submission.parent, graded.parent):
        keep_beside(submission, graded)
    for name in (STAMP, SECRET):
        there, wanted = page.with_name(name), _read(graded.with_name(name))
        if not wanted:
            there.unlink(missing_ok=True)
        elif _read(there) != wanted:
            write_atomically(there, wanted)


def has_secret(folder: Path) -> bool:
    """Whether a folder of feedback has what the exchange needs."""
    return bool(_SECRET.fullmatch(_read(folder / SECRET))) and (folder / STAMP).is_file()


def _stamp(submission: Path) -> str:
    """The exchange's time if it is one; else when the submission came, so that the release does not stop at it."""
    text = _read(submission.with_name(STAMP))
    arrived = submitted_at(submission) or datetime.fromtimestamp(0, UTC)
    return text if _STAMP.fullmatch(text) else f"{arrived:%Y-%m-%d %H:%M:%S.%f} UTC"


def _read(path: Path) -> str:
    try:
        return read_submission(path)[: _LONGEST + 1].decode("utf-8", "replace").strip()
    except SubmissionRejected:
        return ""
