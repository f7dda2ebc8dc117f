"""The unit of work, and which work is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..engine import Engine
from ..errors import SubmissionRejected
from ..intake import read_submission
from ..results import Graded
from .scan import Found


@dataclass(frozen=True)
class Job:
    """A submission to grade: bytes, so that it needs no shared file system."""

    raw: bytes
    path: str
    student: str
    unit: str
    digest: str
    note: str = ""


@dataclass(frozen=True)
class Result:
    """A grade and the digest to record with it; ``graded`` is None where what is recorded holds."""

    student: str
    unit: str
    digest: str
    graded: Graded | None
    path: str = ""


def pending(
    found: Iterable[Found], engine: Engine, known: Callable[[str, str], str] = lambda student, unit: ""
) -> Iterator[Job | Result]:
    """A `Job` for what must be graded, a `Result` for what needs no grading (rejected, or recorded already).

    ``known`` tells the digest that is recorded of a student's unit, "" when there is none.
    Reads one file at a time, so that a caller that waits holds no more than it has taken.
    """
    for item in found:
        if item.skipped:
            continue
        try:
            if item.problem:
                raise SubmissionRejected(item.problem)
            raw = read_submission(item.path)
        except SubmissionRejected as error:
            graded = Graded(str(item.path), item.student, item.unit, "rejected", str(error))
            yield Result(item.student, item.unit, "", graded)
            continue
        digest = engine.digest(raw, student=item.student, unit=item.unit)
        if known(item.student, item.unit) == digest:
            yield Result(item.student, item.unit, digest, None, str(item.path))
        else:
            yield Job(raw, str(item.path), item.student, item.unit, digest, item.note)


def grade_job(engine: Engine, job: Job) -> Result:
    """Grade one submission; what a person must look at is graded anew by the next run."""
    graded = engine.grade(job.raw, path=job.path, student=job.student, unit=job.unit)
    if job.note:
        graded = replace(graded, message=f"{job.note}. {graded.message}".strip())
    return Result(job.student, job.unit, "" if graded.status == "needs_review" else job.digest, graded)
