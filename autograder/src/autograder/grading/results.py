"""What comes out of grading one submission, for every consumer: CLI, JSON, gradebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..judge.verdict import UnitVerdict

Status = Literal["graded", "rejected", "needs_review"]


@dataclass(frozen=True)
class Graded:
    """One submission's result.

    Attributes:
        status: graded; rejected (the file is no readable notebook); needs_review (the judge or the host
            failed, or which file is meant is unclear).  Without a verdict no points are decided: a person must look.
        message: Korean, for the instructor; "" when there is nothing to say.
        verdict: None unless graded.
        notebook: JSON text of the executed notebook with the verdicts in its graded cells, safe to
            open; None when there is none.
        digest: what the grade depends on (`Engine.digest`), to be recorded with it: as long as it is the same the
            submission is not graded again.  "" when it should be: only the engine sets it, for what it decided.
    """

    path: str
    student: str
    unit: str
    status: Status
    message: str = ""
    verdict: UnitVerdict | None = None
    notebook: str | None = None
    digest: str = ""
