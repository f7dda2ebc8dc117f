"""Are definitions kept and everything that could take long dropped?"""

from __future__ import annotations

import pytest

from autograder.intake.definitions import definitions


def names_after(source: str, *, solution: bool = False) -> set[str]:
    space: dict[str, object] = {}
    exec(definitions(source, solution=solution), space)
    return set(space) - {"__builtins__"}


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def f(x):\n    return x\nf(3); while_ = 0", "f"),
        ("class A:\n    b = list(range(3))\nA().b", "A"),
        ("import numpy as np", "np"),
        ("from math import (pi,\n  e)", "pi"),
        ("x = 3", "x"),
        ("x: float = 1e-12", "x"),
        ("a, (b, c) = 1, (2, 3)", "c"),
        ("import numpy as np\nI = np.eye(3)", "I"),
        ("f = lambda x: slow(x)", "f"),
        ("try:\n    import no_such_module\nexcept ImportError:\n    fallback = 1", "fallback"),
        ("if True:\n    y = 2\nelse:\n    y = 3", "y"),
        ("%%time\ndef g():\n    pass", "g"),
        ("%matplotlib inline\n!ls\nz = 5", "z"),
        ("한글 = {'값': [1, 2]}", "한글"),
        ("w = undefined\nafter = 1", "after"),
        ("import no_such_module\nafter = 1", "after"),
    ],
)
def test_definitions_are_kept(source: str, name: str) -> None:
    assert name in names_after(source)


@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    x = 1", "for i in range(3):\n    x = 1", "print(1)", "x = train(3)", "x = [slow(i) for i in y]",
        "from autograder import demo\n@demo\ndef show():\n    1 / 0", "with open('f') as f:\n    x = f.read()",
        "x = (y := slow())", "assert False", "raise SystemExit", "def f(:", "", "# nur ein Kommentar", "x = np.random.rand(3).dot(big())",
    ],
)  # fmt: skip
def test_what_acts_is_dropped(source: str) -> None:
    assert names_after(source) <= {"demo"}


def test_a_solution_cell_keeps_assignments_that_call() -> None:
    source = "def make():\n    return 7\nf = make()\nprint(f)"
    assert "f" in names_after(source, solution=True)
    assert "f" not in names_after(source)


@pytest.mark.parametrize(
    "source", ["-" * 50_000 + "1", "(" * 5_000 + ")" * 5_000, "x = " + "1 + " * 20_000 + "1", "a" + ".b" * 20_000]
)
def test_deeply_nested_sources_do_no_harm(source: str) -> None:
    assert isinstance(definitions(source, solution=True), str)
