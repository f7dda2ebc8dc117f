"""Does the judge survive, and give nothing for, whatever a hostile zone answers?

Every hidden case of every unit is answered with drawn outcomes, or with what the reference gives, spoilt.
The judge, its properties and its diagnosis are real.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.authoring import Exercise
from autograder.authoring.unit import Unit, find_units
from autograder.inside.borrowed import Exchange
from autograder.judge.cases import Drawn, draw, find_problem
from autograder.judge.cases import bounded as bounded_outcomes
from autograder.judge.causes import likely_causes, named_ratio
from autograder.judge.model import CaseRecord, Steps
from autograder.judge.verdict import judge_quiz
from npml.core import wire
from npml.core.program import Outcome
from npml.core.values import Opaque
from npml.errors import ProtocolError

from .conftest import bounded
from .strategies import OUTCOME, VALUE

SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
SEED = b"a seed of the fuzzer, long enough"


@cache
def units() -> tuple[Unit, ...]:
    """The complete units."""
    return tuple(unit for unit in find_units(SOLUTIONS) if (unit.folder / "hidden.py").is_file())


PAIRS = [(unit, exercise) for unit in units() for exercise in unit.exercises]
IDS = [f"{unit.name}-{exercise.name}" for unit, exercise in PAIRS]


@cache
def drawn(unit: Unit, exercise: Exercise) -> tuple[tuple[bool, Drawn], ...]:
    """All hidden cases of an exercise for one seed, each with whether it belongs to the core."""
    found = [(category.core, item) for category in exercise.categories for item in draw(unit, exercise, category, SEED)]
    return tuple(found)


def core_is_right(unit: Unit, exercise: Exercise, answer: Callable[[Drawn], list[Outcome]]) -> bool:
    """Judge all cases, as `judge_exercise` does; points need all of the core."""
    right = [(core, find_problem(item.case, answer(item), item.want) is None) for core, item in drawn(unit, exercise)]
    return all(good for core, good in right if core)


def decoded(outcomes: list[dict[str, Any]], buffers: list[bytes]) -> list[Outcome]:
    """As the sandbox's client decodes them."""
    return wire.unpack_outcomes(outcomes, buffers)


@pytest.mark.parametrize(("unit", "exercise"), PAIRS, ids=IDS)
def test_drawn_outcomes_earn_nothing_and_break_nothing(unit: Unit, exercise: Exercise) -> None:
    @bounded(10, costly=30)
    @given(st.lists(OUTCOME, min_size=1, max_size=3), st.lists(st.binary(max_size=64), max_size=3))
    def check(outcomes: list[dict[str, Any]], buffers: list[bytes]) -> None:
        try:
            got = decoded(outcomes, buffers)
        except ProtocolError:
            return
        assert not core_is_right(unit, exercise, lambda item: (got * len(item.want))[: len(item.want)])

    check()


HUGE = 10**18
HOLLOW: dict[str, Callable[[Any], Any]] = {
    "NaN": lambda value: np.full(np.shape(value), np.nan),
    "infinity": lambda value: np.full(np.shape(value), np.inf),
    "minus infinity": lambda value: np.full(np.shape(value), -np.inf),
    "nothing": lambda value: np.zeros((0,)),
    "no rows": lambda value: np.zeros((0, *np.shape(value)[1:])) if np.ndim(value) else np.zeros(0),
    "another axis": lambda value: np.asarray(value)[..., None],
    "complex": lambda value: np.asarray(value, dtype=complex),
    "text": lambda value: np.full(np.shape(value), "1.0"),
    "bool": lambda value: np.zeros(np.shape(value), dtype=bool),
    "a huge integer": lambda value: np.full(np.shape(value), HUGE),
    "a huge negative integer": lambda value: np.full(np.shape(value), -HUGE),
    "a huge Python integer": lambda value: 2**4000,
    "a huge float": lambda value: np.full(np.shape(value), 1e308),
    "an object": lambda value: Opaque("object"),
    "None": lambda value: None,
    "a list of it": lambda value: [value] * 3,
    "a dict": lambda value: {1: value, "x": 2},
    "uint64": lambda value: np.full(np.shape(value), 2**64 - 1, dtype=np.uint64),
    "float16": lambda value: np.full(np.shape(value), 6e4, dtype=np.float16),
    "nested tuples": lambda value: ((((value,),),),),
}  # fmt: skip


def spoilt(value: Any, spoil: Callable[[Any], Any], depth: int = 0) -> Any:
    """The value with every array and number in it replaced."""
    if isinstance(value, tuple) and depth < 3:
        return tuple(spoilt(item, spoil, depth + 1) for item in value)
    if isinstance(value, list) and depth < 3:
        return [spoilt(item, spoil, depth + 1) for item in value]
    try:
        return spoil(value)
    except (ValueError, TypeError):
        return None


def hollow(name: str) -> Callable[[Drawn], list[Outcome]]:
    """Flags, errors and arguments as they should be; only the values are empty of truth."""

    def answer(item: Drawn) -> list[Outcome]:
        return [
            outcome if outcome.error else replace(outcome, value=spoilt(outcome.value, HOLLOW[name]))
            for outcome in item.want
        ]

    return answer


@pytest.mark.parametrize("name", HOLLOW)
@pytest.mark.parametrize("unit", units(), ids=[unit.name for unit in units()])
def test_a_hollow_answer_of_the_right_form_earns_nothing(unit: Unit, name: str) -> None:
    for exercise in unit.exercises:
        assert not core_is_right(unit, exercise, hollow(name)), exercise.name


@pytest.mark.parametrize("name", ["NaN", "a huge Python integer", "text", "nested tuples"])
@pytest.mark.parametrize("unit", units()[:4], ids=[unit.name for unit in units()[:4]])
def test_the_diagnosis_survives_hollow_answers(unit: Unit, name: str, caplog: pytest.LogCaptureFixture) -> None:
    exercise = unit.exercises[0]
    answer = hollow(name)
    records = []
    for _, item in drawn(unit, exercise)[:5]:
        got = answer(item)
        records.append(
            CaseRecord(
                "값", item.case, bounded_outcomes(got, item.want), item.want, find_problem(item.case, got, item.want)
            )
        )
    likely_causes(unit, exercise, records)
    named_ratio(records)
    assert "diagnosis failed" not in caplog.text


@pytest.mark.parametrize(("unit", "exercise"), PAIRS, ids=IDS)
def test_the_right_values_earn_everything(unit: Unit, exercise: Exercise) -> None:
    """The control: the same judge, told the truth."""
    assert core_is_right(unit, exercise, lambda item: list(item.want))


class Mouth:
    """A session that says the same whatever it is asked."""

    rebound: dict[str, dict[str, int]] = {}
    states: dict[str, list[str]] = {}

    def __init__(self, outcomes: list[Outcome]) -> None:
        self._outcomes = outcomes

    def allow(self, seconds: float) -> None:
        """It has all the time."""

    def use(self, exercise: str) -> None:
        """It has one state of the names."""

    def lend(self, names: Collection[str], answer: Exchange, note: object) -> None:
        """It calls nothing."""

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Mouth]:
        """Itself."""
        yield self

    def ask(self, steps: Steps) -> list[Outcome]:
        """What it always says."""
        return self._outcomes

    def ask_all(self, programs: Sequence[Steps], packed: object = None) -> Iterator[list[Outcome]]:
        """The same for each."""
        return map(self.ask, programs)

    def ask_together(self, request: wire.Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """Nothing that could be read."""
        raise ProtocolError("silent")


ANSWERS = st.dictionaries(
    st.integers(0, 5) | st.text(max_size=2),
    st.integers(0, 5) | st.booleans() | st.floats().map(lambda x: {"f": x.hex()}),
    max_size=5,
).map(lambda answers: {"dict": [list(pair) for pair in answers.items()]})


@bounded(100)
@given(VALUE | ANSWERS)
def test_answers_to_the_quiz(tree: Any) -> None:
    try:
        outcomes = decoded([{"value": tree}], [b"\0" * 8])
    except ProtocolError:
        return
    verdict = judge_quiz(units()[0], Mouth(outcomes))
    assert 0 <= verdict.score <= verdict.max_score
