"""The unit of work, and which work is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..grading.engine import Engine
from ..grading.results import Graded
from ..grading.submission import Submission
from .scan import Found


@dataclass(frozen=True)
class Job:
    """A submission to grade.

    ``note`` says what is odd about it; ``untouched`` why a person must look if nothing in it was worked on.
    """

    submission: Submission
    note: str = ""
    untouched: str = ""


@dataclass(frozen=True)
class Result:
    """A grade; ``graded`` is None where what is recorded holds.

    ``note``: what is odd about the submission although it was graded.
    """

    student: str
    unit: str
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
            yield Result(item.student, item.unit, graded, path)
            continue
        submission = Submission.from_file(item.path, item.student, item.unit)
        if submission.refused:
            yield grade_job(engine, Job(submission, item.note))
            continue
        submission = replace(submission, digest=engine.digest(submission))
        if known(item.student, item.unit) == submission.digest:
            yield Result(item.student, item.unit, None, path, item.note)
        else:
            yield Job(submission, item.note, item.untouched)


def grade_job(engine: Engine, job: Job) -> Result:
    """Grade one submission."""
    submission = job.submission
    graded = engine.grade(submission)
    if job.untouched and graded.verdict is not None and not any(item.attempted for item in graded.verdict.exercises):
        # The work lies in another file: no points are decided by this one.
        graded = Graded(submission.path, submission.student, submission.unit, "needs_review", job.untouched)
    elif job.note:
        graded = replace(graded, message=f"{job.note}. {graded.message}".strip())
    return Result(submission.student, submission.unit, graded, submission.path, job.note)
