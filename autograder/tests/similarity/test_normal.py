"""Does normalising take out what a disguise changes, and keep what makes code one's own?"""

from __future__ import annotations

import ast
from typing import Any

import pytest

from autograder.similarity.normal import Names, lines_of
from autograder.similarity.shapes import MOST_LINES, plain_marks, shapes

PLAIN = """
def kmeans(X, k):
    centers = X[:k].copy()
    out = []
    for row in X:
        out.append(np.sum((row - centers) ** 2, axis=1))
    if k > len(X) + 1:
        centers += np.ones_like(centers) * 3
    return np.array(out), centers
"""


def marks(source: str) -> set[int]:
    """The marks of single statements and their parts."""
    body = ast.parse(source).body
    found = lines_of(body, Names.of(body, ["kmeans"]))
    return {mark for line in found for mark, size in line.marks if size > 0}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("row", "zeile"),
        ("centers", "c"),
        ("    out = []\n", "    # 여기서 모은다\n    out  =  [ ]\n"),
        ("k > len(X) + 1", "len(X) + 1 < k"),
        ("centers += np.ones_like(centers) * 3", "centers = centers + np.ones_like(centers) * 3"),
        ("def kmeans(X, k)", "def kmeans(X: np.ndarray, k: int) -> tuple"),
        ("np.sum((row - centers) ** 2, axis=1)", "np.sum(\n            (row - centers)\n            ** 2, axis=1)"),
        ("def kmeans(X, k):\n", "import numpy as xp\ndef kmeans(X, k):\n"),
    ],
)
def test_a_disguise_changes_no_mark(old: str, new: str) -> None:
    assert old in PLAIN
    text = PLAIN.replace(old, new)
    assert marks(text.replace("np.", "xp.") if "as xp" in new else text) == marks(PLAIN)


def test_a_comprehension_has_the_marks_of_its_loop() -> None:
    loop = "def kmeans(X, c):\n    out = []\n    for row in np.atleast_2d(X[1:]):\n        out.append(np.sum((row - c) ** 2, axis=1))\n"
    other = "def kmeans(X, c):\n    out = [np.sum((row - c) ** 2, axis=1) for row in np.atleast_2d(X[1:])]\n"
    assert marks(loop) == marks(other) != set()


@pytest.mark.parametrize("new", ["(row - row) ** 2", "(row + centers) ** 2", "(row - centers) ** 3"])
def test_what_code_does_is_kept(new: str) -> None:
    assert marks(PLAIN.replace("(row - centers) ** 2", new)) != marks(PLAIN)


def test_marks_are_the_same_in_every_run() -> None:
    assert min(marks("y = np.exp(x - x.max()) + 1")) == 46068999350560253


def test_short_statements_have_no_marks() -> None:
    assert marks("a = 1\nb = a + a\n") == set()


def taken_apart(*cells: tuple[str, str], names: tuple[str, ...] = ("f", "g")) -> dict[str, dict[str, object]]:
    found = shapes({"cells": [list(cell) for cell in cells], "names": list(names), "attributes": []})
    return {str(item["exercise"]): item for item in found}


F = "def f(x):\n    return _help(x) + np.exp(x - x.max())\n"
HELP = "def _help(x):\n    # 이 줄에서 한참 헤맸다\n    return np.log(x * 3 - x.min())\n"
G = "def g(y):\n    return np.cumsum(y[::-1] * 7 - y.mean())\n"


def test_helpers_and_merged_cells_belong_to_the_exercise_that_uses_them() -> None:
    apart = taken_apart((HELP, ""), (F, "f"), (G, "g"))
    merged = taken_apart((G + HELP + F, "g"))
    for name in ("f", "g"):
        assert {line[2] for line in apart[name]["lines"]} == {line[2] for line in merged[name]["lines"]}  # type: ignore[attr-defined]
        assert apart[name]["text"] == merged[name]["text"]
    assert "_help(x):" in str(merged["f"]["text"])
    assert "_help" not in str(merged["g"]["text"])
    assert len(merged["f"]["comments"]) == 1  # type: ignore[arg-type]


def test_docstrings_are_folded_and_lines_still_point_to_their_code() -> None:
    text = 'def f(x):\n    """One.\n\n    Two.\n    """\n    return np.exp(x - x.max() + 1)\n'
    item = taken_apart((text, "f"))["f"]
    lines: Any = item["lines"]
    ((first, last, *_),) = lines
    assert str(item["text"]).split("\n")[first - 1 : last] == ["    return np.exp(x - x.max() + 1)"]


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("def f(x:\n    return ((", "syntax"),
        ("def f(x):\n    return " + "-".join(["x"] * 1500), "deep"),
        ("def f(x):\n" + "    x = x + x * 2 - 1\n" * (MOST_LINES + 1), "long"),
    ],
)
def test_what_cannot_be_read_is_said_and_costs_its_exercise_only(source: str, problem: str) -> None:
    found = taken_apart((source, "f"), (G, "g"))
    assert found["f"]["problem"] == problem
    assert found["f"]["lines"] == []
    assert len(found["g"]["lines"]) == 1  # type: ignore[arg-type]


def test_what_everybody_has_is_taken_from_all_texts() -> None:
    found = plain_marks({"texts": [F, HELP, "broken ("], "names": ["f"], "attributes": []})
    assert set(found["marks"]) >= marks("def kmeans(x):\n    return np.log(x * 3 - x.min())")
    assert len(found["comments"]) == 1
