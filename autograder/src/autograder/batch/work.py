"""The unit of work, and which work is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..errors import SubmissionRejected
from ..grading import read_submission
from ..grading.engine import Engine
from ..grading.results import Graded
from .scan import Found


@dataclass(frozen=True)
class Job:
    """A submission to grade: bytes, so that it needs no shared file system.

    ``note`` says what is odd about it; ``untouched`` why a person must look if nothing in it was worked on.
    """

    raw: bytes
    path: str
    student: str
    unit: str
    digest: str
    note: str = ""
    untouched: str = ""


@dataclass(frozen=True)
class Result:
    """A grade and the digest to record with it; ``graded`` is None where what is recorded holds.

    ``note``: what is odd about the submission although it was graded.
    """

    student: str
    unit: str
    digest: str
    graded: Graded | None
    path: str = ""
    note: str = ""


def pending(
    found: Iterable[Found], engine: Engine, known: Callable[[str, str], str] = lambda student, unit: ""
) -> Iterator[Job | Result]:
    """A `Job` for what must be graded, a `Result` for what needs no grading (for a person to look at, or recorded).

    ``known`` tells the digest that is recorded of a student's unit, "" when there is none.
    Reads one file at a time, so that a caller that waits holds no more than it has taken.
    """
    for item in found:
        if item.skipped:
            continue
        path = str(item.path)
        if item.problem:
            graded = Graded(path, item.student, item.unit, "needs_review", item.problem)
            yield Result(item.student, item.unit, "", graded)
            continue
        try:
            raw = read_submission(item.path)
        except SubmissionRejected as error:
            graded = _noted(Graded(path, item.student, item.unit, "rejected", str(error)), item.note)
            yield Result(item.student, item.unit, "", graded)
            continue
        digest = engine.digest(raw, student=item.student, unit=item.unit)
        if known(item.student, item.unit) == digest:
            yield Result(item.student, item.unit, digest, None, path, item.note)
        else:
            yield Job(raw, path, item.student, item.unit, digest, item.note, item.untouched)


def grade_job(engine: Engine, job: Job) -> Result:
    """Grade one submission; what a person must look at is graded anew by the next run."""
    graded = engine.grade(job.raw, path=job.path, student=job.student, unit=job.unit)
    if job.untouched and graded.verdict is not None and not any(item.attempted for item in graded.verdict.exercises):
        # The work lies in another file: no points are decided by this one.
        graded = Graded(job.path, job.student, job.unit, "needs_review", job.untouched)
    else:
        graded = _noted(graded, job.note)
    digest = "" if graded.status == "needs_review" else job.digest
    return Result(job.student, job.unit, digest, graded, job.path, job.note)


def _noted(graded: Graded, note: str) -> Graded:
    return replace(graded, message=f"{note}. {graded.message}".strip()) if note else graded
