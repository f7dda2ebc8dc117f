"""Formulas are readable without a script, and LaTeX is no way into the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from autograder.gradebook.pages import markdown_page
from autograder.grading.mathml import MAX_LATEX, to_mathml


def test_a_formula_becomes_mathml() -> None:
    made = ElementTree.fromstring(to_mathml(r"\frac{1}{m}\sum_{i=1}^{m}(x_i\theta - y_i)^2", display=True))
    assert made.tag == "math"
    assert made.get("display") == "block"
    assert {"mfrac", "msup"} <= {part.tag for part in made.iter()}


@pytest.mark.parametrize(
    "latex",
    [r"\href{javascript:alert(1)}{x}", r"\text{<script>alert(1)</script>}", r"\style{x:y}{z}", "a<b", r"\frac{", "\\" * 50],
)
def test_latex_is_no_way_in(latex: str) -> None:
    made = to_mathml(latex, display=False)
    assert "<script" not in made
    assert "href" not in made or made.startswith("<code>")
    ElementTree.fromstring(made)


def test_what_is_too_long_is_shown_as_text() -> None:
    assert to_mathml("x" * (MAX_LATEX + 1), display=False).startswith("<code>")


def test_formulas_stand_in_markdown_beside_text_that_looks_like_them() -> None:
    made = markdown_page(r"값 $x_1$과 $x_{12}$, 그리고 `$x$`" + "\n\n" + r"$$\sigma(z) = \frac{1}{1+e^{-z}}$$")
    assert made.count("<math") == 3
    assert "<code>$x$</code>" in made
    assert "formula" not in made


def test_more_than_ten_formulas_keep_their_places() -> None:
    made = markdown_page(" ".join(f"${number}$" for number in range(25)))
    assert [part.partition("<")[0] for part in made.split("<mn>")[1:]] == [str(number) for number in range(25)]


COURSE = Path(__file__).resolve().parents[3] / "course"


@pytest.mark.parametrize("path", sorted(COURSE.glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_every_formula_of_every_lesson_is_rendered(path: Path) -> None:
    """No raw command in a formula, and no formula shown as its source."""
    count = 0
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "markdown":
            continue
        made = markdown_page("".join(cell["source"]))
        formulas = re.findall(r"<math.*?</math>", made, re.S)
        count += len(formulas)
        for formula in formulas:
            assert "\\" not in "".join(ElementTree.fromstring(formula).itertext()), formula
        rest = re.sub(r"<(math|pre)\b.*?</\1>", "", made, flags=re.S)
        assert not re.search(r"\\[A-Za-z]{2,}|\$", re.sub(r"<code>\\?[\w.%$]*</code>", "", rest)), rest
    assert count


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\arg\min_j x", "argminjx"), (r"\argmax_k", "arg maxk"), (r"\operatorname*{arg\,min}_j", "arg minj"), (r"\begin{aligned} a &= b \\ c &= d \end{aligned}", "a=bc=d"),
        (r"\begin{split}a&=b\end{split}", "a=b"), (r"\begin{gathered}a\\b\end{gathered}", "ab"), (r"a \label{eq:1} \nonumber", "a"), (r"\E[x]", "𝔼[x]"), (r"a\ b", "ab"),
        (r"x \in \R^n", "x∈ℝn"), (r"a<b", "a<b"), (r"\begin{cases}a\newline b\\arg\end{cases}", "{abarg"), (r"\begin{align*}a&=b\end{align*}", "a=b"),
    ],
)  # fmt: skip
def test_what_the_converter_does_not_know_is_said_in_its_words(latex: str, text: str) -> None:
    made = to_mathml(latex, display=True)
    assert made.startswith("<math"), made
    assert "".join("".join(ElementTree.fromstring(made).itertext()).replace("\xa0", " ").split("\u2003")).replace(
        "\u2009", " "
    ).replace(" ", "") == text.replace(" ", "")


def test_a_command_that_nobody_knows_is_shown_as_it_was_written() -> None:
    assert to_mathml(r"\nosuchthing{x}", display=False) == r"<code>\nosuchthing{x}</code>"


def test_a_formula_in_a_tag_is_text() -> None:
    made = markdown_page('![$x<1$](https://e.invalid/a.png) <abbr title="$y$">z</abbr>')
    assert "<math" not in made
    assert "x&lt;1" in made


def test_brackets_grow_with_their_matrix_in_the_middle_of_a_formula() -> None:
    made = ElementTree.fromstring(to_mathml(r"X = \begin{bmatrix} 1 & 0 \\ 1 & 3 \end{bmatrix}, y", display=True))
    assert [part.get("form") for part in made.iter("mo") if part.text in ("[", "]")] == ["prefix", "postfix"]
