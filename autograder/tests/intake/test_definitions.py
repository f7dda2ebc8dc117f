"""Are definitions kept and everything that could take long dropped?"""

from __future__ import annotations

import ast
import contextlib

import pytest

from npml.intake.definitions import definitions


def names_after(source: str, *, solution: bool = False) -> set[str]:
    """The names that the definitions bind when each statement is run by itself, as the sandbox does."""
    space: dict[str, object] = {}
    for node in ast.parse(definitions(source, solution=solution)).body:
        with contextlib.suppress(Exception):
            exec(compile(ast.Module([node], []), "cell", "exec"), space)
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
        ("import numpy as np\nwith np.errstate(all='ignore'):\n    def f(): pass\n    f()", "f"),
    ],
)
def test_definitions_are_kept(source: str, name: str) -> None:
    assert name in names_after(source)


@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    x = 1", "for i in range(3):\n    x = 1", "print(1)", "x = train(3)", "x = [slow(i) for i in y]",
        "from npml import demo\n@demo\ndef show():\n    1 / 0", "with open('f') as f:\n    x = f.read()",
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
    ("source", "text"),
    [
        ("x = 1\n\n\ndef f( x ):  # mine\n    return x", "x = 1\n\n\ndef f( x ):  # mine\n    return x"),
        ("x = 1  # 한글\nprint(x)\ny =( 2 )", "x = 1  # 한글\n0\ny =( 2 )"),
        ("a = '가'; print(a); b = '나'", "a = '가'; 0       ; b = '나'"),
        ("for i in x:\n    f(\n  i)\ny = 2", "0\n\n\ny = 2"),
        ("%%time\nx = 1\n%matplotlib inline\ny = 2", "\nx = 1\n0\ny = 2"),
        ("\n\n!ls\ny = 2", "\n\n0\ny = 2"),
        ("if x:\n    print(1)\nelif y:\n    print(2)\nelse:\n    z = 3", "if x:\n    0\nelif y:\n    0\nelse:\n    z = 3"),
        ("if x:\n    z = 3\nelif y:\n    print(2)\nw = 1", "if x:\n    z = 3\n\n\nw = 1"),
        ("if x:\n    if y: print(1)\n    z = 3", "if x:\n    0\n    z = 3"),
        ("if slow():\n    if y:\n        print(1)\n    z = 3\nw = 1", "0\n\n\n\nw = 1"),
        ("try:\n    import a\n    a.run()\nexcept ImportError:\n    print(1)\nfinally:\n    end()", "try:\n    import a\n    0\nexcept ImportError:\n    0\nfinally:\n    0"),
        ("@demo\n@other\ndef f(): pass\nx = 1", "0\n\n\nx = 1"),
        ("x = 1\r\nf()\r\ny = 2", "x = 1\n0\ny = 2"),
    ],
)  # fmt: skip
def test_what_is_kept_stays_what_and_where_it_was(source: str, text: str) -> None:
    found = definitions(source, solution=False).rstrip("\n").split("\n")
    assert [line.rstrip() for line in found] == text.split("\n")


def test_a_text_over_several_lines_keeps_its_spaces() -> None:
    assert definitions('x = """a  \n """\nf()', solution=False) == 'x = """a  \n """\n0  '


def test_statements_that_share_lines_in_an_odd_way_are_kept_all_the_same() -> None:
    assert "y" in names_after("print(1,\n  2); y = 2")


@pytest.mark.parametrize(
    "source", ["-" * 50_000 + "1", "(" * 5_000 + ")" * 5_000, "x = " + "1 + " * 20_000 + "1", "a" + ".b" * 20_000]
)
def test_deeply_nested_sources_do_no_harm(source: str) -> None:
    assert isinstance(definitions(source, solution=True), str)
