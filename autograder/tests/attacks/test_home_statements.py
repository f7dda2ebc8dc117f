"""Is a student who is right at home right here, when a line or a cell of a right notebook fails here?  On whole notebooks."""

from __future__ import annotations

import nbformat
import pytest

from autograder.grading.results import Graded

from .conftest import REST, TARGET, Paper, Site

ALL = (TARGET, *REST, "softmax_cross_entropy_grad", "quiz")
KILL = "import os\nos._exit(0)"


def indented(source: str) -> str:
    return "\n".join(f"    {line}" for line in source.split("\n"))


def asserting(paper: Paper, fact: str) -> str:
    """The instructor's solution of the target, which first makes sure of something."""
    return paper.solution(TARGET).replace("### BEGIN SOLUTION", f"assert {fact}")


def first_cell(graded: Graded) -> str:
    assert graded.notebook is not None
    return str(nbformat.reads(graded.notebook, 4).cells[0].source)


def score(graded: Graded) -> float:
    assert graded.verdict is not None, graded.message
    return graded.verdict.score


#: A cell above the solution, and what the solution relies on.
ABOVE = {
    "assignment in a context": ("with drive_of_home() as drive:\n    AXIS = -1\n    drive.open('x')\n    EPS = 1", "(AXIS, EPS) == (-1, 1)"),
    "assignment after a failing line": ("if True:\n    AXIS = -1\n    table = open('grades.csv')\n    EPS = 1", "(AXIS, EPS) == (-1, 1)"),
    "once only": (
        "n = []\ndef count(): n.append(1)\ntry:\n    count()\n    open('grades.csv')\n    count()\nfinally:\n    count()", "len(n) == 3",
    ),
    "the branch without the library": (
        "import torch\nif torch.cuda.is_available():\n    EPS = 1e-3\n    def only(): return 1\nelse:\n    EPS = 1e-8", "EPS == 1e-8 and only() == 1",
    ),
    "conditional": ("import torch\ndevice = 'cuda' if torch.cuda.is_available() else 'cpu'", "device == 'cpu'"),
    "default": ("import torch\ndef helper(x, device=torch.device('cpu')): return x", "helper(3) == 3"),
    "base": ("import torch.nn as nn\nclass Net(nn.Module):\n    def one(self): return 1", "Net().one() == 1"),
    "attribute of a class": ("import torch\nclass Net:\n    device = torch.device('cpu')\n    def one(self): return 1", "Net().one() == 1"),
    "data class": (
        "from dataclasses import dataclass\nfrom beartype_of_home import beartype\n@beartype\n@dataclass\nclass Options:\n    axis: int = -1",
        "Options(axis=3).axis == 3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ABOVE)
def test_what_does_not_depend_on_the_line_that_failed_still_happens(site: Site, name: str) -> None:
    cell, fact = ABOVE[name]
    paper = site.paper().solve(*ALL).first(cell)
    graded = site.grade(paper.write(TARGET, asserting(paper, fact)))
    assert score(graded) == 100, first_cell(graded)


def test_a_functions_own_decorator_stays_beside_one_that_is_missing(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    own = (
        "import functools\ndef as_array(f):\n    @functools.wraps(f)\n    def inner(x):\n        inner.used = True\n        return f(x)\n"
        "    return inner"
    )
    solution = asserting(paper, "softmax.used").replace(
        "def softmax", "@numba_of_home.njit(cache=True)\n@as_array\n@timer_of_home\ndef softmax"
    )
    graded = site.grade(paper.write(TARGET, f"{own}\n{solution}"))
    assert score(graded) == 100, first_cell(graded)
    assert "`@numba_of_home.njit(cache=True)`" in first_cell(graded)


@pytest.mark.parametrize("head", ["with timer_of_home():", "if 1:\n    open('grades.csv')", "try:\n    open('grades.csv')"])
def test_a_solution_inside_a_block_that_fails_is_found(site: Site, head: str) -> None:
    paper = site.paper().solve(*ALL)
    end = "\nfinally:\n    print('끝')" if head.startswith("try") else ""
    graded = site.grade(paper.write(TARGET, f"{head}\n    AXIS = -1\n{indented(asserting(paper, 'AXIS == -1'))}{end}"))
    assert score(graded) == 100, first_cell(graded)


def test_a_cell_that_ends_the_process_costs_nothing_but_itself(site: Site) -> None:
    paper = (
        site.paper()
        .solve(*ALL)
        .first("AXES = []\nfor _ in range(2):\n    AXES.append(-1)")
        .last("__import__('os')._exit(0)")
    )
    graded = site.grade(paper.write(TARGET, asserting(paper, "AXES[1] == -1")))
    assert score(graded) == 100
    assert f"{len(paper.nb.cells)}번째 셀에서 끝나 버려서, 그 셀은 빼고 노트북을 처음부터 다시 실행했어요" in first_cell(
        graded
    )


def test_the_solution_cell_that_ends_the_process_keeps_its_function(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    graded = site.grade(paper.write(TARGET, f"{paper.solution(TARGET)}\nopen( 'grades.csv' )\ny = open( 'x' )\n{KILL}"))
    assert score(graded) == 100
    assert "그 셀은 정의만 남기고" in first_cell(graded)
    assert "번째 줄 `y = open( 'x' )`" in first_cell(graded)


def test_a_solution_bound_in_a_loop_survives_a_notebook_that_dies_everywhere(site: Site) -> None:
    paper = site.paper().solve(*ALL)
    paper.write(
        TARGET,
        f"for AXIS in (1, -1):\n    pass\nwith __import__('contextlib').nullcontext():\n{indented(asserting(paper, 'AXIS == -1'))}",
    )
    for _ in range(3):
        paper.first(KILL)
    graded = site.grade(paper)
    assert score(graded) == 100, first_cell(graded)
    assert "풀이 셀은 그대로, 나머지 셀은 정의만 다시 실행했어요" in first_cell(graded)
