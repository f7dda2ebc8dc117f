"""Is a mistake named on evidence only, by values and never by an exception's class alone?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from npml.core.compare import Problem, compare_case
from npml.core.diagnose import Diagnosis
from npml.core.evidence import Run, Seen, same_run, strength
from npml.core.program import Outcome
from npml.core.steps import Call

RIGHT, WRONG = [Outcome(value=np.array([1.5, 2.0]))], [Outcome(value=np.array([2.5, 4.0]))]
OTHER = [Outcome(value=np.array([9.5, 4.0]))]
NAN = [Outcome(value=np.array([np.nan, np.nan]))]
BROKEN, KNOWN = (
    [Outcome(error="IndexError")],
    [Outcome(error="IndexError", text="index 5 is out of bounds for axis 0 with size 3")],
)
REFUSED, NAMELESS = [Outcome(error="ValueError", text="x")], [Outcome(error="ValueError", text="no")]
NONE = [Outcome()]


def problem_of(got: Run, want: Run) -> Problem | None:
    return compare_case(
        got, want, rtol=1e-6, atol=1e-9, look=frozenset({"message", "fresh"}), blame=("x",), skip=frozenset(), loose=False
    )


class Shelf:
    """A bank whose mistakes give these outcomes on the cases, in order."""

    def __init__(self, wants: list[Run], runs: dict[str, list[Any]]) -> None:
        self._wants, self._runs = wants, runs

    @property
    def keys(self) -> list[str]:
        return list(self._runs)

    def run(self, key: str, index: int) -> Run | None:
        outcomes: Run | None = self._runs[key][index]
        return outcomes

    def problem(self, key: str, index: int) -> Problem | None:
        return problem_of(self._runs[key][index], self._wants[index])


def diagnosis(cases: Sequence[tuple[Run, Run]], bank: dict[str, list[Any]], groups: str = "") -> Diagnosis:
    seen = [Seen(groups[i : i + 1], (Call("f"),), got, want, problem_of(got, want)) for i, (got, want) in enumerate(cases)]
    return Diagnosis(seen, Shelf([want for _, want in cases], bank))


def test_is_the_mistake_named_that_gives_the_same_on_every_case() -> None:
    bank = {"partly": [WRONG, WRONG], "wholly": [WRONG, RIGHT], "never": [RIGHT, RIGHT]}
    assert diagnosis([(WRONG, RIGHT), (RIGHT, RIGHT)], bank).causes() == ["wholly"]


def test_is_a_mistake_ruled_out_that_fails_where_the_student_is_right() -> None:
    assert diagnosis([(WRONG, RIGHT), (RIGHT, RIGHT)], {"partly": [WRONG, WRONG]}).causes() == []


def test_is_nothing_named_when_nothing_failed_or_nothing_fits() -> None:
    assert diagnosis([(RIGHT, RIGHT)], {"a": [WRONG]}).causes() == []
    assert diagnosis([(WRONG, RIGHT)], {"a": [NAN], "b": [None]}).causes() == []


def test_does_the_class_of_an_exception_prove_nothing() -> None:
    """With every case broken, with a right case that has no numbers, and where another mistake raises the same."""
    assert diagnosis([(BROKEN, RIGHT), (BROKEN, RIGHT)], {"a": [BROKEN, BROKEN]}).causes() == []
    assert diagnosis([(BROKEN, RIGHT), (REFUSED, REFUSED)], {"a": [BROKEN, REFUSED]}).causes() == []
    assert diagnosis([(BROKEN, RIGHT), (RIGHT, RIGHT)], {"a": [BROKEN, WRONG]}).causes() == []
    bank = {"a": [BROKEN, RIGHT, REFUSED], "b": [BROKEN, RIGHT, NAMELESS]}
    assert diagnosis([(BROKEN, RIGHT), (RIGHT, RIGHT), (REFUSED, REFUSED)], bank).causes() == []


def test_does_an_exception_count_at_a_place_that_only_one_mistake_has() -> None:
    cases = [(BROKEN, RIGHT), (RIGHT, RIGHT)]
    assert diagnosis(cases, {"a": [BROKEN, RIGHT], "b": [WRONG, RIGHT], "c": [BROKEN, WRONG]}).causes() == ["a"]


def test_are_two_exceptions_of_one_class_told_apart_by_what_they_say() -> None:
    assert not same_run(KNOWN, [Outcome(error="IndexError", text="too many indices for array")])
    assert not same_run(KNOWN, [Outcome(error="IndexError", text="the student's own words")])
    assert same_run(KNOWN, [Outcome(error="IndexError", text="[BOUNDS]")])
    assert same_run(KNOWN, BROKEN)  # a text that was not kept


def test_is_a_message_explained_only_by_mistakes_about_messages() -> None:
    cases = [(NAMELESS, REFUSED), (RIGHT, RIGHT)]
    assert diagnosis(cases, {"value": [REFUSED, WRONG], "unchecked": [RIGHT, RIGHT]}).causes() == []
    assert diagnosis(cases, {"value": [WRONG, RIGHT], "nameless": [NAMELESS, RIGHT]}).causes() == ["nameless"]
    # One of two messages lacks the name: that both do is another mistake.
    assert diagnosis([*cases, (REFUSED, REFUSED)], {"nameless": [NAMELESS, RIGHT, NAMELESS]}).causes() == []


def test_does_a_mistake_that_passes_explain_no_failure() -> None:
    """Values may agree where a dtype is the failure."""
    integers = [Outcome(value=np.array([1, 2]))]
    want = [Outcome(value=np.array([1.0, 2.0]))]
    assert diagnosis([(integers, want), (RIGHT, RIGHT)], {"right": [want, RIGHT], "int": [integers, RIGHT]}).causes() == [
        "int"
    ]


def test_does_a_second_name_explain_what_the_first_does_not() -> None:
    cases = [(WRONG, RIGHT), (OTHER, RIGHT), (RIGHT, RIGHT)]
    both = {"one": [WRONG, RIGHT, RIGHT], "two": [RIGHT, OTHER, RIGHT]}
    assert diagnosis(cases, both, "abc").causes() == ["one", "two"]
    assert diagnosis(cases[::2], {"one": [WRONG, RIGHT], "same": [WRONG, RIGHT]}, "ab").causes() == ["one"]


def test_of_several_slips_is_the_one_in_front_named() -> None:
    cases = [(WRONG, RIGHT), (OTHER, RIGHT)]
    bank = {"one": [WRONG, RIGHT], "two": [RIGHT, OTHER]}
    assert diagnosis(cases, bank, "ab").causes(1) == ["two", "one"]


def test_is_a_mistake_ruled_out_that_is_wrong_in_another_way_in_most_places() -> None:
    cases = [(WRONG, RIGHT), (OTHER, RIGHT), (OTHER, RIGHT)]
    assert diagnosis(cases, {"example": [WRONG, WRONG, WRONG]}, "abb").causes() == []


def test_is_a_property_that_names_a_mistake_believed_unless_the_mistake_is_right_there() -> None:
    failed = Problem("property", detail="a")
    for other, named in ((WRONG, ["a"]), (RIGHT, [])):
        seen = [
            Seen("", (), OTHER, RIGHT, failed, "a", compared=False), Seen("", (), NONE, RIGHT, Problem("type")),
        ]  # fmt: skip
        assert Diagnosis(seen, Shelf([RIGHT, RIGHT], {"a": [WRONG, other]})).causes() == named


def test_are_results_that_miss_by_less_than_the_tolerance_not_all_the_same() -> None:
    """Where exactly 0.0 is asked for, 1e-12 too much and 1e-12 too little are two mistakes."""
    failed = Problem("property", detail="zero")

    class Zero(Shelf):
        def problem(self, key: str, index: int) -> Problem | None:
            return failed if index == 0 else None

    zero, above, below = ([Outcome(value=x)] for x in (0.0, 1e-12, -1e-12))
    seen = [Seen("", (), above, zero, failed), Seen("", (), RIGHT, RIGHT, None)]
    assert Diagnosis(seen, Zero([zero, RIGHT], {"below": [below, RIGHT], "above": [above, RIGHT]})).causes() == ["above"]


def test_do_side_effects_count_as_evidence() -> None:
    aliased = [Outcome(value=np.array([1.5, 2.0]), aliased=True)]
    assert diagnosis([(aliased, RIGHT), (RIGHT, RIGHT)], {"a": [aliased, RIGHT]}).causes() == ["a"]


def test_do_warnings_beside_nan_not_tell_mistakes_apart() -> None:
    mean_of_nothing = [Outcome(value=np.array([np.nan, np.nan]), warned=("divide", "invalid"))]
    assert same_run(mean_of_nothing, NAN)
    assert not same_run([Outcome(value=np.array([2.0, 4.0]), warned=("overflow",))], [Outcome(value=np.array([2.0, 4.0]))])


@pytest.mark.parametrize(
    ("value", "enough"),
    [
        (np.array([1.0, 5.5]), True), (5.5, True), ([np.array([7.5])], True), (np.array([4, 5, 6]), True), ((1, 2), False),
        (0.0, False), (np.zeros(9), False), (None, False), ("text", False), (np.array([np.nan, 3.0]), False), (True, False),
    ],
)  # fmt: skip
def test_how_many_numbers_are_evidence(value: Any, enough: bool) -> None:
    item = Seen("", (), [Outcome(value=value)], RIGHT, Problem("value"))
    assert (strength(item) >= 3) is enough
