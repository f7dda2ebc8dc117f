"""Inputs for a page that a student sees: never a hidden one, nor what is the same in every draw."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.authoring.unit import Unit
from autograder.authoring.vocabulary import Call, Case, Layout, case
from autograder.judge.cases import case_rng
from autograder.judge.fresh import hidden_inputs, inputs_of

MINE, FRESH = b"m" * 32, b"f" * 32
FIXED = np.arange(6.0)


def cases(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("f", rng.normal(size=4)))
    yield case(Call("f", FIXED))
    yield case(Call("f", Layout(FIXED, "strided"), rng.normal()))
    yield case(Call("f", [1, 2, 3, 4, 5], rng.normal(size=3)))
    yield case(Call("f", int(rng.integers(1, 10**9)), (3, 4)))


def unit_of() -> Any:
    category = SimpleNamespace(name="값", cases=cases)
    return SimpleNamespace(name="13_x", exercises=[SimpleNamespace(name="f", categories=[category])])


def test_only_what_was_drawn_anew_may_be_shown() -> None:
    """A fixed case, a fixed array beside a number that was drawn, and a fixed list stay hidden."""
    hidden = hidden_inputs(unit_of(), MINE)
    fresh = list(cases(case_rng(FRESH, "13_x", "f", "값")))
    assert [hidden.isdisjoint(inputs_of(item)) for item in fresh] == [True, False, False, False, True]
    mine = cases(case_rng(MINE, "13_x", "f", "값"))
    assert not any(hidden.isdisjoint(inputs_of(item)) for item in mine)


def test_a_unit_s_own_hidden_cases_are_never_shown(toy_project: Any) -> None:
    unit = Unit(toy_project / "solutions" / "13_toy")
    hidden = hidden_inputs(unit, MINE)
    shown = 0
    for exercise in unit.exercises:
        for category in exercise.categories:
            names = (unit.name, exercise.name, category.name)
            assert not any(hidden.isdisjoint(inputs_of(item)) for item in category.cases(case_rng(MINE, *names)))
            shown += sum(hidden.isdisjoint(inputs_of(item)) for item in category.cases(case_rng(FRESH, *names)))
    assert shown > 0
