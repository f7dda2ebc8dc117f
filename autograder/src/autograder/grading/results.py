"""The result of grading one submission, as the command line, JSON and the gradebook use it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..judge.verdict import UnitVerdict

Status = Literal["graded", "rejected", "needs_review"]


@dataclass(frozen=True)
class Graded:
    """One submission's result.

    Attributes:
        path, student, unit: of the submission; ``student`` is "" for a loose file.
        status: graded; rejected (the file is no readable notebook); needs_review (the judge or the host
            failed, or it is unclear which file is meant).  Without a verdict no points are decided: a person must look.
        message: Korean, for the instructor; "" when there is nothing to say.
        verdict: None unless graded.
        notebook: JSON text of the executed notebook with the verdicts in its graded cells, safe to
            open; None when there is none.
        digest: `Engine.digest`, to be recorded with the grade: while it is the same, the submission is not graded
            again.  "" if it should be graded again; only the engine sets it, for what it has decided.
    """

    path: str
    student: str
    unit: str
    status: Status
    message: str = ""
    verdict: UnitVerdict | None = None
    notebook: str | None = None
    digest: str = ""
