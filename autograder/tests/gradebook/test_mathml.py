"""Formulas are readable without a script, and LaTeX is no way into the page."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from autograder.gradebook.mathml import MAX_LATEX, to_mathml
from autograder.gradebook.pages import markdown_page


def test_a_formula_becomes_mathml():
    made = ElementTree.fromstring(to_mathml(r"\frac{1}{m}\sum_{i=1}^{m}(x_i\theta - y_i)^2", display=True))
    assert made.tag == "math"
    assert made.get("display") == "block"
    assert {"mfrac", "msup"} <= {part.tag for part in made.iter()}


@pytest.mark.parametrize("latex", [r"\href{javascript:alert(1)}{x}", r"\text{<script>alert(1)</script>}", r"\style{x:y}{z}", "a<b", r"\frac{", "\\" * 50])
def test_latex_is_no_way_in(latex):
    made = to_mathml(latex, display=False)
    assert "<script" not in made
    assert "href" not in made or made.startswith("<code>")
    ElementTree.fromstring(made)


def test_what_is_too_long_is_shown_as_text():
    assert to_mathml("x" * (MAX_LATEX + 1), display=False).startswith("<code>")


def test_formulas_stand_in_markdown_beside_text_that_looks_like_them():
    made = markdown_page(r"값 $x_1$과 $x_{12}$, 그리고 `$x$`" + "\n\n" + r"$$\sigma(z) = \frac{1}{1+e^{-z}}$$")
    assert made.count("<math") == 3
    assert "<code>$x$</code>" in made
    assert "formula" not in made


def test_more_than_ten_formulas_keep_their_places():
    made = markdown_page(" ".join(f"${number}$" for number in range(25)))
    assert [part.partition("<")[0] for part in made.split("<mn>")[1:]] == [str(number) for number in range(25)]


def test_brackets_grow_with_their_matrix_in_the_middle_of_a_formula():
    made = ElementTree.fromstring(to_mathml(r"X = \begin{bmatrix} 1 & 0 \\ 1 & 3 \end{bmatrix}, y", display=True))
    assert [part.get("form") for part in made.iter("mo") if part.text in "[]"] == ["prefix", "postfix"]
