"""Does every unit say which exercises build on which, and does a slip in one then cost only that one?"""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.deadline import Deadline
from autograder.judge.following import follow_through
from autograder.judge.lend import answer
from autograder.judge.model import UnitVerdict
from autograder.judge.verdict import LocalSession, judge_exercise
from npml.core.reach import reach

SEED = b"follow-through seed"


class Here:
    """Answers calls in this process."""

    def answer(self, unit: Unit, call: Any, buffers: list[bytes], deadline: Deadline) -> tuple[Any, list[bytes]]:
        return answer(unit.reference, call, buffers)


def test_what_builds_on_what_is_what_the_reference_calls(unit: Unit) -> None:
    for name in unit.solution_names:
        called = reach(name, unit.reference)
        assert unit.built_on(name) == tuple(other for other in unit.solution_names if other in called and other != name)
        for other in unit.built_on(name):
            assert not inspect.isclass(unit.reference[other]), f"{name}: an object cannot be lent ({other})"


def test_a_slip_costs_only_its_own_exercise(unit: Unit) -> None:
    """Of each exercise on which others build, the first mistake of the bank that costs those points, too."""
    for name in sorted({other for above in unit.solution_names for other in unit.built_on(above)}):
        on_top = [above for above in unit.solution_names if name in unit.built_on(above)]
        for mistake in (item for item in unit.mistakes if item.exercise == name):
            session = LocalSession(unit.namespace({name: mistake.code}))
            judged = [
                judge_exercise(unit, unit.exercise(other), session, SEED, name_causes=False) for other in (name, *on_top)
            ]
            if all(item.score < item.max_score for item in judged):
                break
        else:
            pytest.fail(f"{unit.name}: no mistake of {name} costs points in {on_top}")
        slip, *others = follow_through(unit, session, SEED, UnitVerdict(unit.name, tuple(judged)), 1.0, Here()).exercises
        assert slip == judged[0]
        for item in others:
            assert (item.score, bool(item.lent)) == (item.max_score, True), (mistake.key, item)
