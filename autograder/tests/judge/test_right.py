"""Is whatever is recognised as right by its bytes right for the full comparison, too?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.authoring import case
from autograder.authoring.unit import Unit, find_units
from autograder.authoring.vocabulary import Case
from autograder.judge.cases import draw, find_problem
from autograder.judge.right import Right, right_of
from npml.core import wire
from npml.core.program import Outcome, run
from npml.core.steps import Call
from npml.core.values import view

SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"
X = np.array([[1.0, -2.0], [0.0, 1e-12]])
VALUES: tuple[Any, ...] = (
    X, X[0], np.float64(2.5), 2.5, 7, True, None, "text", np.arange(3), np.array([True, False]), X.astype(np.float32),
    np.zeros((0, 2)), (X, np.arange(2)), [X[0], 1.5, (np.float64(0.25), X)], {"W": X, "b": 0.5, 3: np.ones(2)},
    (np.array([1e300, -1e300]), np.int64(4)),
)  # fmt: skip
LOOKS = ("", "pure", "fresh", "no_warning", "quiet", "pure fresh no_warning quiet")


def spoil(value: Any, how: str, size: float) -> Any:
    """A value with all its numbers changed a little, or of another form."""
    if isinstance(value, (tuple, list)):
        return type(value)(spoil(item, how, size) for item in value)
    if isinstance(value, dict):
        return {key: spoil(item, how, size) for key, item in value.items()}
    if value is None or isinstance(value, (bool, str)):
        return value
    if how == "nudged":
        return value * (1 + size) + size * 1e-3
    if how == "first":
        array = np.array(value, dtype=float)
        array.reshape(-1)[:1] += size
        return array if isinstance(value, np.ndarray) else array[()]
    forms: dict[str, Callable[[], Any]] = {
        "NaN": lambda: np.full(np.shape(value), np.nan), "infinite": lambda: np.full(np.shape(value), np.inf),
        "flat": lambda: np.ravel(value), "single": lambda: np.clip(value, -9.0, 9.0).astype(np.float32), "list": lambda: [value],
        "integer": lambda: np.zeros(np.shape(value), dtype=int), "scalar": lambda: np.asarray(value).reshape(-1)[:1].sum(),
        "the same": lambda: value,
    }  # fmt: skip
    return forms[how]()


def accepts(right: Right, got: tuple[bytes, bytes]) -> bool:
    """Whether an answer is accepted; no warning of NumPy's reaches the judge's log there either."""
    with np.errstate(all="ignore"):
        return right.accepts(*got)


def answer(outcomes: list[Outcome], item: Case) -> tuple[bytes, bytes]:
    """Header behind the number of the case, and body, as the runner sends them."""
    tree, buffers = wire.pack_outcomes(outcomes, item.steps)
    frame = wire.pack_frame({"outcomes": tree}, buffers)
    header, _ = wire.frame_lengths(frame[: wire.PREFIX.size])
    start = wire.PREFIX.size
    return b"," + frame[start + len(b'{"t":{') : start + header], frame[start + header :]


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.sampled_from(VALUES), min_size=1, max_size=3),
    st.sampled_from(["nudged", "first", "NaN", "infinite", "flat", "single", "integer", "scalar", "list", "the same"]),
    st.sampled_from([0.0, 1e-16, 1e-12, 1e-10, 9e-10, 1e-9, 5e-7, 1e-6, 2e-6, 1e-3, 1.0]),
    st.sampled_from(LOOKS),
    st.sampled_from(["", "error", "warned", "args", "aliased", "changed", "rng_used", "fewer"]),
    st.booleans(),
)
def test_what_is_accepted_is_right(values: list[Any], how: str, size: float, look: str, flag: str, loose: bool) -> None:
    given_ = np.array([3.0, 4.0])
    item = case(*(Call("f", given_) for _ in values), look=look, loose=loose)
    want = [Outcome(value=view(value), args=(given_.copy(),)) for value in values]
    got = [replace(outcome, value=view(spoil(outcome.value, how, size))) for outcome in want]
    changes: dict[str, Any] = {
        "error": "ValueError", "warned": ("overflow",), "args": (given_ + 1e-15,), "aliased": True, "changed": True,
        "rng_used": True,
    }  # fmt: skip
    if flag in changes:
        got[-1] = replace(got[-1], **{flag: changes[flag]})
    elif flag == "fewer":
        got = got[:-1]
    right = right_of(item, want)
    if right is None:  # float32: the course's results are float64
        assert find_problem(item, want, want) is not None
        return
    if accepts(right, answer(got, item)):
        assert find_problem(item, got, want) is None
    assert accepts(right, answer(want, item))


@pytest.mark.parametrize("place", range(12))
def test_numbers_beyond_the_tolerance_are_not_accepted(place: int) -> None:
    """The control of the test above, one number at a time."""
    item = case(Call("f", X), rtol=1e-6, atol=1e-9)
    want = [Outcome(value=(np.arange(1.0, 7.0), np.arange(6.0).reshape(2, 3)), args=(X,))]
    right = right_of(item, want)
    assert right is not None
    for step, accepted in ((1e-12, True), (1e-4, False), (-1e-4, False), (np.nan, False), (np.inf, False)):
        pair = tuple(np.array(part) for part in want[0].value)
        pair[place // 6].reshape(-1)[place % 6] += step
        got = [replace(want[0], value=pair)]
        assert accepts(right, answer(got, item)) is accepted is (find_problem(item, got, want) is None)


def test_an_infinite_number_is_not_reached_by_any_other() -> None:
    item = case(Call("f", X))
    want = [Outcome(value=np.array([1.0, np.inf]), args=(X,))]
    right = right_of(item, want)
    assert right is not None and accepts(right, answer(want, item))
    assert not accepts(right, answer([replace(want[0], value=np.array([1.0 + 1e-15, np.inf]))], item))
    problem = find_problem(item, [replace(want[0], value=np.array([1.0, 5.0]))], want)
    assert problem is not None and problem.kind == "value" and problem.where == (1,)


def test_where_a_property_decides_only_the_references_own_answer_is_recognised() -> None:
    item = case(Call("f", X), verify=lambda got, want: None if got[0].value.sum() == 3.0 else "sum")
    want = [Outcome(value=np.array([1.0, 2.0]), args=(X,))]
    right = right_of(item, want)
    assert right is not None and accepts(right, answer(want, item))
    other = [replace(want[0], value=np.array([2.0, 1.0]))]
    assert find_problem(item, other, want) is None and not accepts(right, answer(other, item))
    picky = case(Call("f", X), verify=lambda got, want: None if got[0] is want[0] else "another")
    assert find_problem(picky, want, want) is None and right_of(picky, want) is None


def test_a_reference_that_is_not_right_itself_recognises_nothing() -> None:
    item = case(Call("f", X), look="fresh")
    assert right_of(item, [Outcome(value=X, args=(X,), aliased=True)]) is None


@pytest.mark.parametrize("unit", find_units(SOLUTIONS), ids=lambda unit: unit.name)
def test_most_of_what_the_references_give_is_recognised(unit: Unit) -> None:
    found = known = 0
    for exercise in unit.exercises:
        for category in exercise.categories:
            for drawn in draw(unit, exercise, category, b"a seed of the tests, long enough"):
                if drawn.case.alone:
                    continue
                right = right_of(drawn.case, drawn.want)
                found += 1
                got = run(drawn.case.steps, unit.reference)
                known += right is not None and accepts(right, answer(got, drawn.case))
    assert known >= 0.6 * found
