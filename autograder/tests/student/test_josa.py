"""Does every value get the particle that a Korean reader would say?"""

from __future__ import annotations

import pytest

from autograder.core.josa import josa, josa_of
from autograder.core.numbers import number


@pytest.mark.parametrize(
    ("value", "particle", "expected"),
    [
        ("학습률", "은/는", "학습률은"), ("함수", "은/는", "함수는"), ("값", "으로", "값으로"), ("손실", "으로", "손실로"),
        ("함수", "으로", "함수로"), (3, "이/가", "3이"), (2, "이/가", "2가"), (10, "을/를", "10을"), (0.5, "이에요", "0.5예요"),
        ("37.000", "으로", "37.000으로"), (1, "으로", "1로"), (7, "으로", "7로"), (6, "과/와", "6과"), ("1,000", "은", "1,000은"),
        ("(3, 5)", "이어야", "(3, 5)여야"), ("(3, 1)", "이어야", "(3, 1)이어야"), ("`softmax`", "을/를", "`softmax`를"),
        ("Adam", "은/는", "Adam은"), ("m", "과/와", "m과"), ("n", "으로", "n으로"), ("lr", "은/는", "lr은"), ("L2", "은/는", "L2는"),
        ("NaN", "이/가", "NaN이"), ("IndexError", "이/가", "IndexError가"), ("1e-05", "이라", "1e-05라"), ("", "은/는", "는"),
        ("90%", "은/는", "90%는"), ("∞", "으로", "∞로"), ("float64", "이에요", "float64예요"), ("θ", "을/를", "θ를"),
        ("(training)", "이에요", "(training)이에요"),
    ],
)  # fmt: skip
def test_particle_fits_the_last_sound(value: object, particle: str, expected: str) -> None:
    assert josa(value, particle) == expected


def test_either_form_names_the_pair() -> None:
    assert josa_of("값", "는") == josa_of("값", "은") == josa_of("값", "은/는") == "은"


def test_unknown_particle_is_an_error() -> None:
    with pytest.raises(ValueError, match="particle"):
        josa("값", "에서")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.49731, "0.4973"), (2869.2, "2,869"), (1.2e63, "1.2×10⁶³"), (float("nan"), "NaN"), (float("-inf"), "-∞"), (0.0, "0"),
        (7, "7"), (1234567, "1,234,567"), (-0.25, "-0.25"), (1e-9, "1×10⁻⁹"), (100.0, "100"), (99999.96, "100,000"), (True, "True"),
    ],
)  # fmt: skip
def test_numbers_read_well(value: float, text: str) -> None:
    assert number(value) == text
