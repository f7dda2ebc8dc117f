"""Does every value get the particle that a Korean reader would say?"""

from __future__ import annotations

import ast
import re
import unicodedata
from pathlib import Path

import pytest

import autograder
from npml.core.formatting import number, typeset
from npml.core.josa import josa, josa_of, korean


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
        ("x²", "이에요", "x²이에요"), ("x²", "으로", "x²으로"), ("x³", "을/를", "x³을"), ("10⁻⁹", "으로", "10⁻⁹으로"), ("x^2", "을", "x^2을"),
        ("10**3", "은", "10**3은"), ("x₁", "으로", "x₁로"), ("x₂", "은", "x₂는"), ("xₙ", "은", "xₙ은"), ("Xᵀ", "은", "Xᵀ는"),
        ("x", "은", "x는"), (-1, "으로", "-1로"), (-1, "이에요", "-1이에요"), (1.0, "으로", "1.0으로"), (100, "으로", "100으로"),
        ("1" + "0" * 12, "은", "1000000000000는"), ("`X`", "은", "`X`는"), ("「표」", "을", "「표」를"), ("“값”", "을", "“값”을"),
        ("ε", "은", "ε은"), ("Σ", "은", "Σ는"), ("50 %", "이", "50 %가"), ("MSE", "은", "MSE는"), ("CNN", "은", "CNN은"), ("MLP", "은", "MLP는"),
        ("URL", "으로", "URL로"), ("scale", "으로", "scale로"), ("scale", "은", "scale은"), ("rank", "은", "rank는"), ("stack", "은", "stack은"),
        ("loop", "은", "loop는"), ("step", "은", "step은"), ("name", "은", "name은"), ("line", "은", "line은"), ("set", "은", "set은"),
        ("float", "은", "float는"), ("list", "은", "list는"), ("rng", "은", "rng는"), ("string", "은", "string은"), ("weight", "은", "weight는"),
        ("running_mean", "은", "running_mean은"), ("max_norm", "은", "max_norm은"), ("목록", "이어야", "목록이어야"), ("객체({…})", "이어야", "객체({…})여야"),
        (unicodedata.normalize("NFD", "가을"), "은", unicodedata.normalize("NFD", "가을") + "은"), ("12_gradient_cliping", "은", "12_gradient_cliping은"),
    ],
)  # fmt: skip
def test_particle_fits_the_last_sound(value: object, particle: str, expected: str) -> None:
    assert josa(value, particle) == expected


def test_either_form_names_the_pair() -> None:
    assert josa_of("값", "는") == josa_of("값", "은") == josa_of("값", "은/는") == "은"


def test_a_field_of_a_sentence_may_end_in_its_particle() -> None:
    assert korean("{a:은/는} {b:.1f}, {{{c!r:을/를}}}", a="목록", b=2.0, c="x") == "목록은 2.0, {'x'를}"


def test_unknown_particle_is_an_error() -> None:
    with pytest.raises(ValueError, match="particle"):
        josa("값", "에서")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.49731, "0.4973"), (2869.2, "2,869"), (1.2e63, "1.2×10⁶³"), (float("nan"), "NaN"), (float("-inf"), "−∞"), (0.0, "0"),
        (7, "7"), (1234567, "1,234,567"), (-0.25, "−0.25"), (-3, "−3"), (1e-9, "1×10⁻⁹"), (100.0, "100"), (99999.96, "100,000"), (True, "True"),
    ],
)  # fmt: skip
def test_numbers_read_well(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(
    ("computed", "printed"),
    [
        ("기울기는 -0.993, 로짓은 -1", "기울기는 −0.993, 로짓은 −1"), ("손실은 7e-05입니다", "손실은 7×10⁻⁵입니다"),
        ("(-2, 3)에서 1e+10까지", "(−2, 3)에서 1×10¹⁰까지"), ("2023-06의 7-10단원, x[-1]", "2023-06의 7-10단원, x[−1]"),
        ("`x[-1]`과 `1e-5`", "`x[-1]`과 `1e-5`"),
    ],
)  # fmt: skip
def test_numbers_of_a_sentence_are_printed_well(computed: str, printed: str) -> None:
    assert typeset(computed) == printed


PACKAGE = Path(autograder.__file__).parent
_ENDINGS = "은|는|이|가|을|를|과|와|으로|로|이에요|예요|이었어요|였어요|이어야|여야|이라|라|이나|이고|이며"
#: A field, what may close it, and a particle that is right for some values only.
FIXED = re.compile(
    rf"(?<!\{{)\{{(?!\{{)[^{{}}]*\}}[`'\"\]]*(?:{_ENDINGS})(?![가-힣])|[가-힣]\([가-힣]{{1,2}}\)(?=[ ,.:])|\([가-힣]{{1,2}}\)로\b"
)


@pytest.mark.parametrize(
    "path",
    sorted(PACKAGE.rglob("messages*.py")) + sorted(PACKAGE.rglob("messages/*.py")),
    ids=lambda path: str(path.relative_to(PACKAGE)),
)
def test_no_sentence_has_a_particle_that_its_value_may_not_fit(path: Path) -> None:
    """A particle after a field is written in it, ``{name:은/는}``, or put there by `josa`."""
    found = [
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FIXED.search(node.value)
    ]
    assert [text for text in found if text not in FITTING] == []


#: The value is of one kind, so that the particle fits.
FITTING: set[str] = set()
