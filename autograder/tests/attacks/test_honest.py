"""Does honest work keep its points, however it looks?"""

from __future__ import annotations

import builtins
import copy
import keyword
import re

import nbformat
import pytest

from .conftest import LIMITS, REST, TARGET, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")

CELLS = {
    "prints": "print('한글 출력'); import sys; print('경고', file=sys.stderr)",
    "warns": "import warnings; warnings.warn('조심'); import numpy as np; np.log(np.zeros(1))",
    "demo fails": "1 / 0",
    "syntax error": "def (:",
    "helper": "def 도우미(가, 나=1):\n    return 가 + 나\n도우미(1)",
    "random state": "import numpy as np; np.random.seed(0); np.random.rand(3)",
    "thread": "import threading; t = threading.Thread(target=lambda: None); t.start(); t.join()",
    "magic": "%matplotlib inline\n!true\n%time x = 1",
    "library": "from scipy.special import softmax as scipy_softmax\nprint(scipy_softmax([1.0, 2.0]))",
    "plot": "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
    "own check": "check('softmax')",
    "input": "try:\n    input()\nexcept Exception:\n    pass",
    "exit": "import os; os._exit(0)",
    "endless": "while True:\n    pass",
}


@pytest.mark.parametrize("where", ["first", "last"])
@pytest.mark.parametrize("name", CELLS)
def test_an_extra_cell_costs_nothing(site: Site, name: str, where: str) -> None:
    paper = site.paper().solve(*ALL)
    getattr(paper, where)(CELLS[name])
    assert site.score(paper) == 100


@pytest.mark.parametrize("where", ["first", "last"])
def test_shadowed_builtins_cost_nothing_where_the_functions_do_not_use_them(site: Site, where: str) -> None:
    paper = site.paper().solve(*ALL)
    used = set(re.findall(r"(?<!\.)\b\w+", " ".join(paper.cell(name).source for name in ALL)))
    needed_by_cells = {"print", "__import__", "__build_class__", "ImportError", "Exception", "open"}
    names = [name for name in dir(builtins) if name.isidentifier() and not keyword.iskeyword(name)]
    shadowed = [name for name in names if name not in used | needed_by_cells and not name.startswith("__")]
    getattr(paper, where)(" = ".join(shadowed) + " = None")
    assert {"list", "max", "isinstance", "getattr", "BaseException"} <= set(shadowed)
    assert site.score(paper) == 100


def test_the_untouched_notebook_earns_nothing(site: Site) -> None:
    assert site.score(site.paper()) == 0


def test_a_shadowed_np_in_another_cell_costs_only_what_uses_it(site: Site) -> None:
    # The last binding counts in the student's own kernel too; here the functions bind their own.
    paper = (
        site.paper()
        .solve(*ALL)
        .write(TARGET, site.paper().solution(TARGET).replace("np.", "numpy_.") + "\nimport numpy as numpy_")
    )
    for name in (*REST, "softmax_cross_entropy_grad"):
        paper.write(name, site.paper().solution(name).replace("np.", "numpy_."))
    assert site.score(paper.last("np = None")) == 100


def test_a_function_that_prints_and_warns_earns_its_points(site: Site) -> None:
    body = site.paper().solution(TARGET)
    noisy = body.replace(
        "### BEGIN SOLUTION",
        "print('x', x.shape); import sys, warnings; print('!', file=sys.stderr); warnings.warn('x')",
    )
    paper = site.paper().solve(*ALL).write(TARGET, noisy)
    assert site.score(paper) == 100


def test_variants_of_the_unit_earn_their_points(site: Site) -> None:
    text = (site.unit.folder / "variants.py").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("from autograder", "from __future__"))]
    plain = "\n".join(["def variant(*names):", "    return lambda function: function", *lines])
    found = [item for item in site.unit.variants if item.exercise == TARGET]
    assert len(found) >= 3
    for item in found:
        source = f"{plain}\n{TARGET} = {item.code.__name__}"
        assert site.score(site.paper().solve(*ALL).write(TARGET, source)) == 100, item.key


def test_a_hang_in_one_exercise_leaves_the_others(site: Site, honest: float) -> None:
    paper = (
        site.paper()
        .solve(*REST)
        .write(
            TARGET,
            "def softmax(x):\n    while True:\n        try:\n            pass\n        except BaseException:\n            pass\n",
        )
    )
    assert site.score(paper) == honest


@pytest.mark.parametrize(
    "end",
    ["os._exit(0)", "os.kill(os.getpid(), 9)", "os.kill(os.getppid(), 9)", "ctypes.string_at(0)", "os.kill(-1, 19)"],
)
def test_a_crash_in_one_exercise_leaves_the_others(site: Site, honest: float, end: str) -> None:
    paper = site.paper().solve(*REST).write(TARGET, f"import os, ctypes\ndef softmax(x):\n    {end}\n")
    assert site.score(paper) == honest


def test_a_solution_in_a_new_cell_counts_when_the_stub_was_deleted(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    source = paper.cell(TARGET).source
    at = paper.at(TARGET)
    paper.nb.cells[at] = nbformat.v4.new_code_cell(source)
    assert site.score(paper) == 100


def test_code_in_a_locked_cell_counts(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    helper = paper.cell(f"{TARGET}_check")
    helper.source = paper.cell(TARGET).source + "\n" + helper.source
    paper.write(TARGET, "def softmax(x):\n    return None")
    assert site.score(paper) == 100


def test_a_copy_of_the_stub_costs_nothing(site: Site) -> None:
    paper = site.paper()
    stub = copy.deepcopy(paper.cell(TARGET))
    paper.solve(*ALL).nb.cells.append(stub)
    assert site.score(paper) == 100


def test_a_slow_but_legal_cell_costs_nothing(site: Site) -> None:
    # Two cells that take half of a cell's limit each.
    slow = f"import time\ntime.sleep({LIMITS.cell_seconds / 2})"
    assert site.score(site.paper().solve(*ALL).first(slow).last(slow)) == 100
