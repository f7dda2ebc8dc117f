"""What of a failed statement is still run, and what does a later cell's binding change?"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from autograder.inside.bindings import Bindings
from autograder.sandbox import Execution
from npml.core.libraries import Absent
from npml.core.steps import Value
from npml.intake.statements import Apart, absent_names, names_of, only_binds, take_apart

Run = Callable[..., Execution]
#: What a notebook might hold before the statement that fails.
SPACE = """
from dataclasses import dataclass
from functools import lru_cache
from contextlib import nullcontext as inside
torch = Absent("torch")
Module = Absent("torch")
def own(f): return f
"""


def statement(source: str) -> Any:
    return ast.parse(source).body[0]


def apart(source: str) -> Apart:
    """A statement as it is taken apart after it failed."""
    space: dict[str, Any] = {"Absent": Absent, "__name__": "__main__"}
    exec(SPACE, space)  # noqa: S102 - the test's own code
    with pytest.raises(BaseException) as raised:
        exec(compile(source, "cell", "exec", dont_inherit=True), space)  # noqa: S102
    return take_apart(statement(source), raised.value, "cell", space)


@pytest.mark.parametrize(
    ("source", "smaller"),
    [
        ("import no_such_a, no_such_b as c", ["import no_such_a", "import no_such_b as c"]),
        ("from no_such_a import b, c", ["from no_such_a import b", "from no_such_a import c"]),
        ("import no_such_a", []),
        ("x = f()", []),
        ("for i in g():\n    import a\n    x = 1\n    def f(): pass", ["import a", "def f():\n    pass"]),
        ("def f(x: Tensor, *a: Tensor) -> int:\n    y: int = 1\n    return x", ["def f(x, *a):\n    y: int = 1\n    return x"]),
        ("@timer\ndef f(x): pass", ["def f(x):\n    pass"]),
        ("@own\n@timer(3)\n@lru_cache\ndef f(x: int): pass", ["@own\n@lru_cache\ndef f(x: int):\n    pass"]),
        ("@own\n@torch.compile\n@lru_cache\ndef f(x): pass", ["@own\n@lru_cache\ndef f(x):\n    pass"]),
        ("@Module\n@own\ndef f(x): pass", ["@own\ndef f(x):\n    pass"]),
        ("@beartype\n@dataclass\nclass A:\n    x: int = 1", ["@dataclass\nclass A:\n    x: int = 1"]),
        ("def f(x, d=torch.device('cpu'), *, e=home): pass", ["def f(x, d=torch, *, e=home):\n    pass"]),
        ("def f(x, d=1, *, e=home): pass", ["def f(x, d=1, *, e=None):\n    pass"]),
        ("class A(dict, torch.nn.Module): pass", ["class A(dict):\n    pass"]),
        ("class A(dict, Module): pass", ["class A(dict):\n    pass"]),
        ("class A(dict, metaclass=home.Meta): pass", ["class A(dict):\n    pass"]),
        ("class A(home.Base): pass", ["class A:\n    pass"]),
        ("class A:\n    size: Size\n    def f(self, x: int): pass", ["class A:\n    size: object\n\n    def f(self, x: int):\n        pass"]),
        ("class A:\n    a = 1\n    def f(self, x: T): pass", ["class A:\n    a = 1\n\n    def f(self, x):\n        pass"]),
        ("class A:\n    @checked\n    @property\n    def f(self): pass", ["class A:\n\n    @property\n    def f(self):\n        pass"]),
        ("class A:\n    a = home()", ["class A:\n    pass"]),
        ("class A:\n    if torch.x():\n        a = 1\n    else:\n        a = 2", ["class A:\n    if False:\n        a = 1\n    else:\n        a = 2"]),
        ("class A:\n    class B:\n        a = 1\n        b = home", ["class A:\n\n    class B:\n        a = 1"]),
        ("d = 'cuda' if torch.cuda.is_available() else 'cpu'", ["d = 'cuda' if False else 'cpu'"]),
    ],
)  # fmt: skip
def test_a_failed_statement_is_tried_without_what_failed(source: str, smaller: list[str]) -> None:
    assert [ast.unparse(part) for part in apart(source).smaller] == smaller


@pytest.mark.parametrize(
    ("source", "piece", "rest"),
    [
        ("with home() as d:\n    a = 1\n    b = 2", "with home() as d:", ["a = 1", "b = 2"]),
        ("with inside(1) as a, home() as b, inside(2):\n    c = 3", "with", ["with inside(1) as a, inside(2):\n    c = 3"]),
        ("with inside(1):\n    a = 1\n    b = home()\n    c = 3\n    d = 4", "b = home()", ["c = 3", "d = 4"]),
        ("if True:\n    a = home()\n    b = 2\nelse:\n    c = 3", "a = home()", ["b = 2"]),
        ("if True:\n    with inside(1):\n        a = home()\n        b = 2\n    c = 3", "a = home()", ["b = 2", "c = 3"]),
        ("try:\n    a = home()\n    b = 2\nfinally:\n    c = 3", "a = home()", ["b = 2"]),
        ("try:\n    a = home()\n    b = 2\nexcept OSError:\n    c = 3\nelse:\n    d = 4\nfinally:\n    e = 5", "a = home()",
         ["try:\n    b = 2\nexcept OSError:\n    c = 3\nelse:\n    d = 4"]),
        ("try:\n    a = home()\nexcept OSError:\n    c = 3\nelse:\n    d = 4", "a = home()", ["d = 4"]),
        ("try:\n    1 / 0\nexcept ZeroDivisionError:\n    a = home()\n    b = 2\nelse:\n    c = 3", "a = home()", ["b = 2"]),
        ("try:\n    a = 1\nexcept OSError:\n    b = 2\nelse:\n    c = home()\n    d = 4", "c = home()", ["d = 4"]),
        ("try:\n    a = 1\nfinally:\n    b = home()\n    c = 3", "b = home()", ["c = 3"]),
        ("try:\n    a = home()\n    b = 2\nexcept Exception as e:\n    print(e)\n    raise", "a = home()", None),
        ("try:\n    a = home()\n    b = 2\nexcept Exception as e:\n    print(e)\n    raise e", "a = home()", None),
        ("try:\n    1 / 0\nexcept home.Error:\n    a = 1\n    b = 2", "try:", ["a = 1", "b = 2"]),
        ("for i in range(3):\n    a = home()\n    b = i", "a = home()", ["b = i"]),
        ("for i in range(3):\n    a = home()\n    b = i\n    if b:\n        break\n    c = 3\n    def f(): pass", "a = home()", ["b = i", "def f():\n    pass"]),
        ("while True:\n    if home():\n        break\n    a = 1", "if home():", []),
        ("match 1:\n    case 1:\n        a = home()\n        b = 2", "a = home()", ["b = 2"]),
        ("if home():\n    a = 1", "if home():", ["if False:\n    a = 1"]),
        ("if not home():\n    a = 1", "if", ["if not False:\n    a = 1"]),
        ("if 1 and home() and x:\n    a = 1", "if", ["if False and x:\n    a = 1"]),
        ("if 0 or home() or x:\n    a = 1", "if", ["if False or x:\n    a = 1"]),
        ("if home != 3:\n    a = 1", "if", ["if True:\n    a = 1"]),
        ("x: home = 3", "x: home", []),
    ],
)  # fmt: skip
def test_what_comes_after_the_line_that_failed_is_still_run(source: str, piece: str, rest: list[str] | None) -> None:
    found = apart(source)
    assert ast.unparse(found.piece).startswith(piece)
    if rest is not None:
        assert [ast.unparse(part) for part in found.rest] == rest


def test_where_nothing_is_known_of_the_error_the_definitions_remain() -> None:
    node = statement("if here:\n    import a\n    x = 1\n    def f(): pass\nelse:\n    class A: pass")
    found = take_apart(node, None, "cell", {})
    assert [ast.unparse(part) for part in found.smaller] == ["import a", "def f():\n    pass", "class A:\n    pass"]
    assert (found.rest, found.spare) == ([], [])


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("def f(): run()", ["def f():\n    run()"]),
        ("x = np.array([1, 2])", ["x = np.array([1, 2])"]),
        ("x = -3", ["x = -3"]),
        ("f = lambda x: run(x)", ["f = lambda x: run(x)"]),
        ("x = run()", []),
        ("x = svd(big)", []),
        ("x: int", []),
        ("print(1)", []),
        ("x = await run(1)", []),
        ("if here:\n    import a\n    run()\nelse:\n    a = 3", ["import a", "a = 3"]),
    ],
)
def test_what_only_binds_names_can_do_no_harm(source: str, left: list[str]) -> None:
    assert [ast.unparse(part) for part in only_binds(statement(source))] == left


def test_the_names_that_a_statement_would_have_bound_are_known() -> None:
    assert names_of(statement("a, (b, *c) = f()")) == ["a", "b", "c"]
    assert names_of(statement("import a.b, c as d")) == ["a", "d"]
    assert names_of(statement("for i in g():\n    def f(): pass")) == ["i", "f"]


COUNT = "runs = []\ndef count(name):\n    runs.append(name)\n    return len(runs)\n"
#: A cell, and what its names hold when it has run; `None` for a name that is not there.
CELLS: dict[str, tuple[str, dict[str, Any]]] = {
    "context": ("with home() as h:\n    a = count('a')\n    b = home()\n    c = count('c')", {"a": 1, "b": None, "c": 2}),
    "inside a context": (
        "import contextlib\nwith contextlib.suppress(OSError):\n    a = count('a')\n    b = home()\n    c = count('c')", {"a": 1, "b": None, "c": 2},
    ),
    "end of a context": (
        "class Bad:\n    def __enter__(self): return count('in')\n    def __exit__(self, *_): home()\n"
        "with Bad() as a:\n    b = count('b')\nc = 3",
        {"a": 1, "b": 2, "c": 3, "runs": ["in", "b"]},
    ),
    "end without a beginning": (
        "try:\n    table = open('grades.csv')\n    a = count('a')\nfinally:\n    table.close()\n    b = count('b')", {"runs": ["a", "b"]},
    ),
    "deep": (
        "try:\n    if True:\n        a = count('a')\n        with home():\n            b = count('b')\n        c = count('c')\n"
        "    d = count('d')\nfinally:\n    e = count('e')\nf = count('f')",
        {"runs": ["a", "e", "b", "c", "d", "f"]},
    ),
    "handled later": (
        "try:\n    a = open(home)\n    b = open('nothing')\n    c = 3\nexcept OSError:\n    d = 4\nfinally:\n    e = count('e')",
        {"a": None, "b": None, "c": None, "d": 4, "runs": ["e"]},
    ),
    "else": ("import torch\nif torch.cuda.is_available():\n    eps = 1e-3\n    def f(): pass\n    g = 7\nelse:\n    eps = 1e-8\nh = callable(f)", {"eps": 1e-8, "g": 7, "h": True}),
    "the branch of a home without it": (
        "import torch\ndef f(): return 1\nif torch.cuda.is_available():\n    def f(): return 2\n    cfg = {'a': 1}\n    cfg['a'] = 2\na = f()", {"a": 1, "cfg": {"a": 1}},
    ),
    "not": ("import torch\nif not torch.cuda.is_available():\n    eps = 1e-8\nelse:\n    eps = 1e-3", {"eps": 1e-8}),
    "one of two": ("import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'", {"device": "cpu"}),
    "turn of a loop": ("for i in range(5):\n    a = count('a')\n    b = home()\n    c = count('c')", {"i": 0, "c": 2, "runs": ["a", "c"]}),
    "branch in a loop": (
        "for i in range(5):\n    if home():\n        eps = 1e-3\n    else:\n        eps = 1e-8\n    a = 1", {"eps": 1e-8, "a": 1},
    ),
    "left loop": ("for i in range(5):\n    b = home()\n    if i == 0:\n        break\n    c = count('c')", {"c": None, "runs": []}),
    "awaited": ("import asyncio\nasync def g(): return 3\ntry:\n    a = await home()\n    b = await g()\nfinally:\n    c = count('c')", {"b": 3, "runs": ["c"]}),
    "class": (
        "import torch\nfrom torch.nn import Module\nclass A(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.x = 3\n"
        "class B(Module):\n    y = 4\na, b = A().x, B.y",
        {"a": 3, "b": 4},
    ),
    "default": ("import torch\ndef f(x, dev=torch.device('cpu')): return x\na = f(3)", {"a": 3}),
    "decorators": (
        "import functools\n@numba_of_home.njit(cache=True)\n@functools.lru_cache\n@jit_of_home\ndef f(x): return count(x)\na = [f(0), f(0)]", {"a": [1, 1]},
    ),
    "field": (
        "from dataclasses import dataclass\nimport torch\n@dataclass\nclass A:\n    x: int = 1\n    d: torch.device = torch.device('cpu')\n    y: int = 2\n"
        "a, b = A(3, None, 5), A().y\nc = a.y",
        {"b": 2, "c": 5},
    ),
    "annotated": ("x: Home = count('x')", {"x": 1, "runs": ["x"]}),
}  # fmt: skip


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_does_what_it_would_have_done_without_the_line_that_failed(run: Run, name: str) -> None:
    source, wanted = CELLS[name]
    execution = run(COUNT, source)
    for key, value in wanted.items():
        with execution.snapshot("", 5.0) as snapshot:
            (outcome,) = snapshot.ask((Value(key),))
        assert (outcome.error is not None) == (value is None), (key, outcome)
        assert outcome.value == value, key


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("\n\nif True:\n    a = 1\n    b = (\n        home())\n    c = 2", [(5, "b = (", ("b",))]),
        ("@own\n@timer\ndef f(): pass\nx = home", [(1, "@own", ()), (2, "@timer", ()), (4, "x = home", ("x",))]),
        ("with home() as h:\n    a = h.x\n    b = 1", [(1, "with home() as h:", ("h",)), (2, "a = h.x", ("a",))]),
        ("get_ipython().run_cell('\\n\\n\\nx = home')", [(1, "get_ipython().run_cell('\\n\\n\\nx = home')", ("x",))]),
        ("try:\n    a = open('x')\nfinally:\n    a.close()", [(2, "a = open('x')", ("a",))]),
        ("for i in home():\n    a = 1\n    def f(): pass", [(1, "for i in home():", ("i", "a"))]),
    ],
)
def test_the_line_that_failed_is_told_with_what_it_cost(run: Run, source: str, told: list[Any]) -> None:
    failed = run(source).failed
    assert [(item.line, item.text, item.names) for item in failed] == told
    assert {item.error for item in failed} <= ({"OSError"} if "open" in source else {"NameError", "AttributeError"})


def test_a_missing_library_is_bound_as_absent_and_any_other_module_not() -> None:
    assert list(absent_names(statement("import torch.nn as nn, seaborn"))) == ["nn"]
    assert isinstance(absent_names(statement("from torch import *, x".replace("*, ", "")))["x"], Absent)
    assert absent_names(statement("from torch import *")) == {}
    assert absent_names(statement("from . import torch")) == {}


def notebook(*cells: str, checks: dict[int, list[str]] | None = None) -> tuple[Bindings, dict[str, Any]]:
    """Cells that have run, the first of which is the solution cell of ``f``."""
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f"}, {0: "f"}, checks or {})
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
    bindings = Bindings(names, {"f": "f", "g": "g"}, {0: "f", 1: "g"}, {})
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


def test_without_a_failure_there_is_no_state_of_one() -> None:
    """A setting that is changed in place afterwards makes none either: that state never was."""
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f", "g": "g"}, {0: "f", 1: "g"}, {})
    exec("n = {'a': 1}\ndef f(): return n['a']", names)  # noqa: S102
    bindings.after(0)
    exec("def g(): return f() + n['a']", names)  # noqa: S102
    bindings.after(1)
    exec("n['a'] = 2\nf = None", names)  # noqa: S102
    bindings.after(2)
    assert bindings.report()["states"] == {"f": ["f", ""], "g": ["g", ""]}


def test_what_a_setting_held_at_the_failure_comes_back_for_a_later_exercise() -> None:
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f", "g": "g"}, {0: "f", 1: "g"}, {})
    exec("n = {'a': 1}\ndef f(): return n['a']", names)  # noqa: S102
    bindings.after_failure()
    exec("n['a'] = 2\ndef f(): return -n['a']", names)  # noqa: S102
    bindings.after(0)
    exec("def g(): return f()", names)  # noqa: S102
    bindings.after(1)
    exec("n['a'] = 3", names)  # noqa: S102
    bindings.after(2)
    assert bindings.report()["states"]["g"] == ["g", "", "g@failure"]
    bindings.restore("g@failure")
    assert names["g"]() == 1


def with_given(*cells: str) -> tuple[Bindings, dict[str, Any]]:
    """The unit's own `apply` and `LIMIT` in the first cell, which a case calls on `f`; then f, then other cells."""
    names: dict[str, Any] = {"__name__": "__main__"}
    bindings = Bindings(names, {"f": "f"}, {1: "f"}, {}, ["apply", "scale"])
    first = "LIMIT = [3]\ndef scale(x): return 2 * x\ndef apply(x): return min(f(x), LIMIT[0])"
    for index, source in enumerate((first, *cells)):
        exec(source, names)  # noqa: S102
        bindings.after(index)
    return bindings, names


@pytest.mark.parametrize("later", ["apply = 0", "LIMIT = []", "LIMIT[0] = 0", "del apply", "def apply(x): return 0"])
@pytest.mark.parametrize("state", ["f", ""])
def test_the_units_own_functions_are_called_as_they_were_given(later: str, state: str) -> None:
    """A student's `output = …` after a green check must not take the function of this name from the judge."""
    bindings, names = with_given("def f(x): return x", later)
    bindings.restore(state)
    assert (names["apply"](1), names["apply"](9)) == (1, 3)


def test_the_units_own_function_calls_the_one_that_is_judged() -> None:
    bindings, names = with_given("def f(x): return x", "def f(x): return x - 1")
    bindings.restore("f")
    assert names["apply"](1) == 1
    names["f"] = lambda x: x - 1  # the end of the notebook
    bindings.restore("")
    assert names["apply"](1) == 0


def test_a_given_function_that_the_student_uses_is_the_students() -> None:
    bindings, names = with_given("def scale(x): return 5 * x\ndef f(x): return scale(x)", "def scale(x): return 7 * x")
    bindings.restore("f")
    assert names["f"](0.1) == 0.5
    names["scale"] = lambda x: 7 * x
    bindings.restore("")
    assert names["f"](1) == 7
