"""Grading in this process, one submission after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..grading.engine import Engine
from .work import Job, Result, grade_job


def grade_here(jobs: Iterable[Job | Result], engine: Engine) -> Iterator[Result]:
    """Results in the order of the jobs.

    Raises:
        HostError: this host cannot run the sandbox; raised before anything is graded.
    """
    engine.start()
    for job in jobs:
        yield job if isinstance(job, Result) else grade_job(engine, job)
