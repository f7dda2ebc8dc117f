"""The unit of work (`Job`), and which work is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from ..grading.basis import AGAIN, FORCED, differences
from ..grading.engine import Engine
from ..grading.results import Graded
from ..grading.submission import Submission
from .scan import Found


@dataclass(frozen=True)
class Job:
    """A submission to grade.

    ``note`` says what is odd about it.  ``untouched`` says why a person must look if no exercise in it was attempted.
    ``reasons`` say why it is graded: `basis.PARTS` that changed, or `basis.NEW`, `AGAIN`, `FORCED`, `OTHER`.
    """

    submission: Submission
    note: str = ""
    untouched: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Result:
    """What came of a submission; ``graded`` is None if the recorded grade is still valid.

    ``note`` says what is odd about the submission although it could be graded.  ``reasons`` are those of the `Job`.
    """

    student: str
    unit: str
    graded: Graded | None
    path: str = ""
    note: str = ""
    reasons: tuple[str, ...] = ()


def pending(
    found: Iterable[Found], engine: Engine, known: Callable[[str, str], str | None] = lambda student, unit: None,
    *, force: bool = False,
) -> Iterator[Job | Result]:  # fmt: skip
    """A `Job` for what must be graded, a `Result` for what needs no grading (for a person to look at, or recorded).

    Files are read one by one, as the caller takes the items, so that the class is never in memory as a whole.

    Args:
        found: from `scan.scan`.
        engine: computes digests, and rejects what could not be read.
        known: (student, unit) -> the digest recorded with the grade, "" if it does not stand, None if there is none.
        force: also grade what is recorded.

    Raises:
        UnitError: a unit is broken, not there or not released.
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
            yield grade_job(engine, Job(submission, item.note, reasons=(AGAIN,)))
            continue
        submission = replace(submission, digest=engine.digest(submission))
        reasons = differences(known(item.student, item.unit), submission.digest) or ((FORCED,) if force else ())
        if reasons:
            yield Job(submission, item.note, item.untouched, reasons)
        else:
            yield Result(item.student, item.unit, None, path, item.note)


def grade_job(engine: Engine, job: Job) -> Result:
    """Grade one submission."""
    submission = job.submission
    graded = engine.grade(submission)
    if job.untouched and graded.verdict is not None and not any(item.attempted for item in graded.verdict.exercises):
        # The student's work is probably in another file, so this one must not decide the points.
        graded = Graded(submission.path, submission.student, submission.unit, "needs_review", job.untouched)
    elif job.note:
        graded = replace(graded, message=f"{job.note}. {graded.message}".strip())
    return Result(submission.student, submission.unit, graded, submission.path, job.note, job.reasons)
