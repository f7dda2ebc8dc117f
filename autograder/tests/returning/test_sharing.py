"""What may be shown is chosen among fresh inputs; what every draw has stays hidden."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.authoring.vocabulary import Call, Case, case
from autograder.grading.engine import seed_of
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.judge.cases import case_rng
from autograder.judge.model import CaseRecord, CategoryVerdict, ExerciseVerdict, UnitVerdict
from autograder.judge.pool import set_seed, which
from autograder.returning.sharing import DRAWS, Findings, find
from npml.core.compare import Problem

UNIT, SECRET = "13_x", b"s" * 32


def drawn(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("f", np.arange(6.0)))
    yield case(Call("f", rng.normal(size=4)))


def fixed(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("f", np.zeros(0)))


CATEGORIES = {"값": drawn, "빈 배열": fixed}


class Grader:
    """Stands in for the engine: every case of every category fails.

    Args:
        heeds: it draws apart from the pool when it is told to.
    """

    def __init__(self, heeds: bool = True) -> None:
        self.seeds: list[str] = []
        self._heeds = heeds

    def unit(self, name: str) -> Any:
        categories = [SimpleNamespace(name=key, cases=cases) for key, cases in CATEGORIES.items()]
        return SimpleNamespace(name=UNIT, exercises=[SimpleNamespace(name="f", categories=categories)])

    def grade(self, submission: Submission, *, keep_records: bool = False, apart: bool = False) -> Graded:
        self.seeds.append(submission.seed_name or submission.student)
        own = seed_of(SECRET, self.seeds[-1], UNIT)

        def seed(key: str) -> bytes:
            return own if apart and self._heeds else set_seed(SECRET, which(own, "f", key))

        records = tuple(
            CaseRecord(key, item, [], [], Problem("value", 0))
            for key, cases in CATEGORIES.items()
            for item in cases(case_rng(seed(key), UNIT, "f", key))
        )
        parts = tuple(CategoryVerdict(key, 0.0, 5.0, passed=False, problem="value") for key in CATEGORIES)
        item = ExerciseVerdict("f", parts, records=records if keep_records else ())
        return Graded("p", submission.student, UNIT, "graded", "", UnitVerdict(UNIT, (item,)))


def test_only_cases_that_nobody_is_graded_with_are_shown() -> None:
    engine = Grader()
    found = find(engine, Submission(b"", "p", "kim", UNIT), SECRET)  # type: ignore[arg-type]
    assert isinstance(found, Findings)
    [record] = found.examples["f", "값"]
    assert record.case.steps[0].given[0].shape == (4,)
    assert ("f", "빈 배열") not in found.examples
    first, *fresh = engine.seeds
    assert first == "kim"
    assert len(set(fresh)) == DRAWS
    assert all(":" in seed for seed in fresh), "a seed that no student can have"


def test_no_students_inputs_are_shown_even_if_they_were_drawn() -> None:
    """All sets of the pool are hidden, not only those that this student got."""
    found = find(Grader(heeds=False), Submission(b"", "p", "kim", UNIT), SECRET)  # type: ignore[arg-type]
    assert isinstance(found, Findings)
    assert not found.examples
