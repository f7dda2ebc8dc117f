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


def notebook(*cells: str, checks: dict[int, list[str]] | None = None) -> tuple[Bindings, dict[str, Any]]:
    """Cells that have run, the first of which is the solution cell of ``f``."""
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f"}, {0: ["f"]}, checks or {})
    for number, source in enumerate(cells):
        exec(source, names)  # noqa: S102 - the test's own code
        bindings.after(number)
    return bindings, names


def test_the_names_of_a_solution_cell_come_back_and_others_stay() -> None:
    solution = "scale = 2\ndef g(x): return x * scale\ndef f(x): return g(x)"
    assert notebook(solution)[0].report() == {"rebound": {}, "states": {}}
    bindings, names = notebook(solution, "other = 1\nscale = 5", "pass", "f = None\nscale = 6")
    assert bindings.report() == {"rebound": {"f": [["scale", 3], ["f", 3]]}, "states": {"f": ["f", ""]}}
    bindings.restore("f")
    assert (names["f"](1), names["other"]) == (2, 1)


def test_where_the_solution_cell_binds_nothing_the_first_that_does_is_the_solution_cell() -> None:
    bindings, names = notebook("pass", "f = 1", "f = 2")
    assert bindings.report() == {"rebound": {"f": [["f", 2]]}, "states": {"f": ["f", ""]}}
    bindings.restore("f")
    assert names["f"] == 1


def test_what_the_check_cell_finds_is_a_state_of_its_own() -> None:
    bindings, names = notebook("f = 1", "f = 2", "f = 3", checks={1: ["f"]})
    assert bindings.report()["states"] == {"f": ["f", "", "f@check"]}
    bindings.restore("f@check")
    assert names["f"] == 2
    assert notebook("f = 1", "f = 2", checks={0: ["f"]})[0].report()["states"] == {"f": ["f", ""]}


def test_what_was_there_when_a_line_failed_is_a_state_of_its_own_of_later_exercises_too() -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f", "g": "g"}, {0: ["f"], 1: ["g"]}, {})
    names["f"] = 1
    bindings.after_failure()
    names["f"] = 2
    bindings.after_failure()  # the first failure is where a notebook stops at home
    bindings.after(0)
    exec("def g(): return f", names)  # noqa: S102
    bindings.after(1)
    assert bindings.report()["states"] == {"f": ["f", "f@failure"], "g": ["g", "g@failure"]}
    bindings.restore("g@failure")
    assert (names["g"](), names["f"]) == (1, 1)


def test_what_a_function_counts_itself_is_no_change() -> None:
    bindings, _ = notebook("n = 0\ndef f():\n    global n\n    n += 1", "f()")
    assert bindings.report()["rebound"] == {}
    changed, _ = notebook("n = {'a': 1}\ndef f(): return n['a']", "n['a'] = 2")
    assert changed.report() == {"rebound": {"f": [["n", 1]]}, "states": {"f": ["f", ""]}}
