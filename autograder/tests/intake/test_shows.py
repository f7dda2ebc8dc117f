"""Does grading leave out what only shows something, and nothing else?"""

from collections.abc import Sequence

import pytest
from nbformat import NotebookNode, v4

from npml.intake.sanitise import CodeCell
from npml.intake.shows import shows_of, without_shows

DEMO = "@demo\ndef picture():\n    figure(fig)"
DATA = "from sklearn.datasets import load_iris\n\ntable = load_iris().data"
SHOWN = [
    DEMO,
    "explore(draw, f)",
    'hint("f", 1)',
    'hint("f")',
    "progress()",
    "review()",
    "review({1: 2})",
    '# 먼저\ncheck("f", "훈련 모드")',
    "def once():\n    pass\n\n\n@demo\ndef a():\n    once()",
]
KEPT = ["print(f(1))", "np.seterr(all='warn')", "from tools import *", "explore("]


def released(*sources: str) -> NotebookNode:
    made: NotebookNode = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    return made


def left(*sources: str, of: Sequence[str] = (*SHOWN, *KEPT, DATA)) -> list[str]:
    pieces = tuple(CodeCell(index, source) for index, source in enumerate(sources))
    return [piece.source for piece in without_shows(pieces, shows_of(released(*of)))]


def test_is_what_only_shows_left_out_and_the_rest_kept() -> None:
    assert left(*SHOWN, *KEPT) == KEPT


@pytest.mark.parametrize("source", SHOWN)
def test_is_a_changed_cell_run(source: str) -> None:
    assert left(source + "\nseen = True") == [source + "\nseen = True"]


def test_is_a_show_of_the_students_own_run() -> None:
    assert left(DEMO, of=KEPT) == [DEMO]


def test_is_a_show_run_whose_result_another_cell_uses() -> None:
    assert left(DEMO, "print(picture)") == [DEMO, "print(picture)"]


def test_is_a_graded_cell_never_a_show() -> None:
    cell = v4.new_code_cell("explore(draw, f)", metadata={"nbgrader": {"grade_id": "f", "solution": True}})
    assert shows_of(v4.new_notebook(cells=[cell])) == {}


def test_do_cells_run_on_whose_names_the_students_code_relies() -> None:
    written = "def f(x):\n    return helper(x)"
    helper = "def helper(x):\n    return scale * x"
    scale = "scale = 3"
    assert left(scale, helper, DATA, written, of=[scale, helper, DATA]) == [scale, helper, written]


def test_is_data_left_out_that_only_shows_use() -> None:
    assert left(DATA, "@demo\ndef b():\n    print(table)", of=[DATA, "@demo\ndef b():\n    print(table)"]) == []


SETUP = "import numpy as np\nfrom autograder import (\n    check,\n    demo,\n)\nfrom public.widgets import draw"
SLIM = "import numpy as np" + 5 * "\n"


def test_only_imports_whose_names_appear_are_run() -> None:
    written = "def f(x):\n    return np.sum(x)"
    assert left(SETUP, DEMO, written, of=[SETUP, DEMO]) == [SLIM, written]


@pytest.mark.parametrize("used", ["check('f')", "x = draw", "@demo\ndef mine():\n    pass"])
def test_an_import_that_the_student_uses_is_run(used: str) -> None:
    slim = left(SETUP, used, "np", of=[SETUP])[0]
    assert ("draw" in slim, "demo" in slim) == ("draw" in used, "draw" not in used)
    assert slim.startswith("import numpy as np\n")


def test_a_cell_that_the_student_changed_keeps_all_imports() -> None:
    assert left(SETUP + "\nimport os", "np", of=[SETUP]) == [SETUP + "\nimport os", "np"]


@pytest.mark.parametrize(
    "setup",
    [
        "from __future__ import annotations\nscale = 1",
        "%matplotlib inline\nimport os\nscale = 1",
        "import os; scale = 1",
        "import os\nscale = os.sep",
        "from math import *\nscale = 1",
    ],
)
def test_what_cannot_be_told_apart_is_kept_whole(setup: str) -> None:
    assert left(setup, "scale", of=[setup]) == [setup, "scale"]


@pytest.mark.parametrize(
    "source",
    [
        "submit()",
        'from npml.unit09 import submit\n\nsubmit("20231234", "김하늘")',
        "submit(file='a.ipynb', also=[b])\nsubmit()",
    ],
)
def test_a_cell_that_only_hands_in_is_never_run_whatever_it_hands_in(source: str) -> None:
    assert left(source, of=KEPT) == []


@pytest.mark.parametrize("source", ["submit = f\nsubmit(1)", "import submit", "x = submit()", "def submit():\n    pass"])
def test_a_cell_that_does_more_with_the_name_is_run(source: str) -> None:
    assert left(source, of=KEPT) == [source]


def test_do_the_units_own_functions_stay_that_cases_call() -> None:
    given = "import numpy as np\nimport matplotlib.pyplot as plt\n\n\ndef output(model, x):\n    return np.array(model(x))"
    pieces = tuple(CodeCell(index, source) for index, source in enumerate((given, "def f(x):\n    return x")))
    kept = without_shows(pieces, shows_of(released(given)), ["output"])
    assert kept[0].source.splitlines()[:2] == ["import numpy as np", ""]
    assert without_shows(pieces, shows_of(released(given))) == pieces[1:]


def test_a_parameter_called_like_a_cell_s_name_keeps_nothing() -> None:
    """Only of released cells: what a student's text means is not ours to guess."""
    helper = "def scale(table, size):\n    folds = size\n    return table / folds"
    uses = "def f(x):\n    return scale(x, 2)"
    assert left("table = load()", "folds = 3", helper, uses, of=("table = load()", "folds = 3", helper)) == [helper, uses]
    for needs in ("return table / size", "return globals()['table']", "class A:\n        table = table"):
        helper = f"def scale(size):\n    {needs}"
        assert left("table = load()", helper, uses, of=("table = load()", helper)) == ["table = load()", helper, uses]
