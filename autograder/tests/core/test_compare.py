"""Is the comparison strict: type, shape, dtype, finiteness, every element?"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from npml.core.compare import alike, compare_case, compare_values, names_one
from npml.core.program import Outcome


def kind(got: object, want: object, **options: Any) -> str | None:
    problem = compare_values(got, want, 1e-6, 1e-9, **options)
    return problem.kind if problem else None


@pytest.mark.parametrize(
    ("got", "want", "expected"),
    [
        (np.ones(3), np.ones(3), None),
        (np.ones(3, np.float32), np.ones(3), "dtype"),
        (np.ones(3, int), np.ones(3), "dtype"),
        ([1.0, 1.0, 1.0], np.ones(3), "type"),
        (np.ones((3, 1)), np.ones(3), "shape"),
        (np.ones(()), np.ones(3), "shape"),
        (np.array([1.0, np.nan, 1.0]), np.ones(3), "nonfinite"),
        (np.array([1.0, np.nan]), np.array([1.0, np.nan]), "nonfinite"),
        (np.array([np.inf, 1]), np.array([np.inf, 1]), None),
        (np.array([-np.inf, 1]), np.array([np.inf, 1]), "nonfinite"),
        (np.ones(3) + 1e-4, np.ones(3), "value"),
        (np.ones(3) + 1e-8, np.ones(3), None),
        (np.array([], float), np.array([], float), None),
        (np.array([1, 2], np.int8), np.array([1, 2]), None),
        (np.array([1.0, 2.0]), np.array([1, 2]), "dtype"),
        (np.array([True, False]), np.array([1, 0]), "dtype"),
        (0, 0.0, None),
        (np.float32(1.0), 1.0, None),
        (np.array(1.0), 1.0, None),
        (np.array([1.0]), 1.0, "shape"),
        (True, 1.0, "type"),
        (1.0 + 0j, 1.0, "type"),
        (float("nan"), 1.0, "nonfinite"),
        (10**400, 1.0, "nonfinite"),
        (float(Fraction(1, 2)), 0.5, None),
        (3.0, 3, "dtype"),
        (np.int16(3), 3, None),
        (None, None, None),
        (0, None, "type"),
        ((1.0, 2), (1.0, 2), None),
        ([1.0, 2], (1.0, 2), "type"),
        ((1.0,), (1.0, 2), "length"),
        ((1.0, 3), (1.0, 2), "value"),
    ],
)
def test_what_does_the_comparison_say(got: object, want: object, expected: str | None) -> None:
    assert kind(got, want) == expected


def test_does_loose_accept_a_mask_of_any_dtype_but_no_text() -> None:
    assert kind(np.array([True, False]), np.array([1.0, 0.0]), loose=True) is None
    assert kind(np.array(["1"]), np.array([1.0]), loose=True) == "dtype"


def test_does_the_worst_element_get_named() -> None:
    problem = compare_values(np.array([[0, 1.0], [0, 9.0]]), np.zeros((2, 2)), 1e-6, 1e-9)
    assert problem is not None
    assert problem.where == (1, 1)


@pytest.mark.parametrize(
    ("text", "found"), [("lr must be > 0", True), ("lr은 양수", True), ("lrs", False), ("my_lr", False), ("", False)]
)
def test_is_an_identifier_found_before_hangul_but_not_inside_a_word(text: str, found: bool) -> None:
    assert names_one(text, ("lr",)) is found


def case(got: Sequence[Outcome], want: Sequence[Outcome], look: Sequence[str] = ()) -> str | None:
    problem = compare_case(
        got, want, rtol=1e-6, atol=1e-9, look=frozenset(look), blame=("x",), skip=frozenset(), loose=False
    )
    return problem.kind if problem else None


def test_are_errors_judged_by_kind_and_messages_only_where_asked() -> None:
    wanted = [Outcome(error="ValueError", text="x")]
    assert case([Outcome(error="ValueError", text="")], wanted) is None
    assert case([Outcome(error="ValueError", text="")], wanted, ["message"]) == "message"
    assert case([Outcome(error="TypeError", text="x")], wanted) == "other_error"
    assert case([Outcome(value=1.0)], wanted) == "no_error"
    assert case([Outcome(error="ValueError")], [Outcome(value=1.0)]) == "error"
    assert case([], wanted) == "missing"


def test_do_observations_count_only_where_looked_at() -> None:
    want = [Outcome(value=1.0, args=(np.ones(2),))]
    got = [Outcome(value=1.0, args=(np.zeros(2),), aliased=True, warned=("overflow",), rng_used=True)]
    assert case(got, want) is None
    assert case(got, want, ["pure"]) == "mutated"
    assert case(got, want, ["fresh"]) == "aliased"
    assert case(got, want, ["no_warning"]) == "warning"
    assert case(got, want, ["quiet"]) == "rng"


def test_pairs_of_arrays_with_other_lengths_are_just_not_alike() -> None:
    """A cache with one array too many once broke the check: == on tuples of arrays raises."""
    five, six = (np.ones(3),) * 5, (np.ones(3),) * 6
    assert alike(five, five)
    assert not alike(six, five)
    assert not alike((np.ones(3), six), (np.ones(3), five))
    assert not alike(list(five), five)


def test_dicts_of_arrays_are_compared_by_their_keys() -> None:
    """A student's dict beside a mistake's: == on them compares arrays, and raises."""
    report = {"recall": np.array([0.5, np.nan]), "accuracy": 0.5}
    assert alike(report, {"accuracy": 0.5, "recall": np.array([0.5, np.nan])})
    assert not alike(report, {**report, "recall": np.array([0.5, 0.0])})
    assert not alike(report, {**report, "recall": np.array([0.5])})
    assert not alike(report, {"recall": report["recall"]})
    assert not alike(report, (report["recall"], 0.5))
    assert not alike(0.5, report)


def test_text_beside_numbers_is_just_not_alike() -> None:
    """NumPy 2.0 raises when an array of text is compared with one of numbers."""
    assert not alike(np.array(["1", "2"]), np.array([1, 2]))
    assert not alike(np.array([1.0, 2.0]), np.array(["1.0", "2.0"]))
    assert alike(np.array(["1", "2"]), np.array(["1", "2"]))


def test_alike_is_as_numpy_says_where_there_is_nan_or_infinity() -> None:
    numbers = (0.0, -0.0, 1.0, 1 + 5e-7, 1 + 3e-6, 5e-10, 1e-8, np.inf, -np.inf, np.nan, 1e308, -1e308)
    for a in numbers:
        for b in numbers:
            with np.errstate(all="ignore"):
                want = bool(np.isclose(a, b, rtol=1e-6, atol=1e-9, equal_nan=True))
            assert alike(a, b) == want, (a, b)
            assert alike(np.array([1.0, a]), np.array([1.0, b])) == want, (a, b)
