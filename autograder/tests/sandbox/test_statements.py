"""What of a failed statement is still run, and what does a later cell's binding change?"""

from __future__ import annotations

import ast
from typing import Any

import pytest

from autograder.core.libraries import Absent
from autograder.inside.bindings import Bindings
from autograder.inside.statements import absent_names, names_of, parts_of


def statement(source: str) -> Any:
    return ast.parse(source).body[0]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("import a, b as c", ["import a", "import b as c"]),
        ("from a import b, c", ["from a import b", "from a import c"]),
        ("import a", []),
        ("x = f()", []),
        ("if here:\n    import a\n    x = 1\n    def f(): pass\nelse:\n    class A: pass", ["import a", "def f():\n    pass", "class A:\n    pass"]),
        ("with drive() as d:\n    try:\n        def f(): pass\n    finally:\n        g()", ["def f():\n    pass"]),
        ("def f(x: Tensor) -> Tensor:\n    y: int = 1\n    return x", ["def f(x):\n    y: object = 1\n    return x"]),
        ("@timer\ndef f(x): pass", ["def f(x):\n    pass"]),
        ("def f(x): pass", []),
        ("class A:\n    size: Size\n    def f(self, x: T): pass", ["class A:\n    size: object\n\n    def f(self, x):\n        pass"]),
        ("class A:\n    @checked\n    @property\n    def f(self): pass", ["class A:\n\n    @property\n    def f(self):\n        pass"]),
    ],
)  # fmt: skip
def test_a_failed_statement_is_tried_in_parts(source: str, parts: list[str]) -> None:
    assert [ast.unparse(part) for part in parts_of(statement(source))] == parts


def test_annotations_go_first_and_decorators_only_if_that_was_not_enough() -> None:
    (first,) = parts_of(statement("@timer\ndef f(x: T): pass"))
    assert ast.unparse(first) == "@timer\ndef f(x):\n    pass"
    (second,) = parts_of(first)
    assert ast.unparse(second) == "def f(x):\n    pass"
    assert parts_of(second) == []


def test_the_names_that_a_statement_would_have_bound_are_known() -> None:
    assert names_of(statement("a, (b, *c) = f()")) == ["a", "b", "c"]
    assert names_of(statement("import a.b, c as d")) == ["a", "d"]
    assert names_of(statement("for i in g():\n    def f(): pass")) == ["i", "f"]


def test_a_missing_library_is_bound_as_absent_and_any_other_module_not() -> None:
    assert list(absent_names(statement("import torch.nn as nn, seaborn"))) == ["nn"]
    assert isinstance(absent_names(statement("from torch import *, x".replace("*, ", "")))["x"], Absent)
    assert absent_names(statement("from torch import *")) == {}
    assert absent_names(statement("from . import torch")) == {}


def test_the_names_of_a_solution_cell_come_back_and_others_stay() -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {3: ("f", "f")})
    exec("scale = 2\ndef g(x): return x * scale\ndef f(x): return g(x)", names)  # noqa: S102 - the test's own code
    bindings.after(3)
    assert bindings.report() == {}
    exec("other = 1\nscale = 5", names)  # noqa: S102
    bindings.after(4)
    exec("f = None\nscale = 6", names)  # noqa: S102
    bindings.after(7)
    assert bindings.report() == {"f": [["scale", 4], ["f", 7]]}
    bindings.restore("f")
    assert (names["f"](1), names["other"]) == (2, 1)


def test_a_solution_cell_that_binds_nothing_leaves_the_end_alone() -> None:
    names: dict[str, Any] = {}
    bindings = Bindings(names, {0: ("f", "f")})
    bindings.after(0)
    names["f"] = 1
    bindings.after(1)
    bindings.restore("f")
    assert (bindings.report(), names) == ({}, {"f": 1})
