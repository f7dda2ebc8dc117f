"""Does grading leave out what only shows something, and nothing else?"""

import pytest
from nbformat import v4

from autograder.intake.sanitise import Piece
from autograder.intake.shows import shows_of, without_shows

DEMO = "@demo\ndef picture():\n    figure(fig)"
DATA = "from sklearn.datasets import load_iris\n\ntable = load_iris().data"
SHOWN = [DEMO, "explore(draw, f)", 'hint("f", 1)', "progress()", "def once():\n    pass\n\n\n@demo\ndef a():\n    once()"]
KEPT = ["print(f(1))", "np.seterr(all='warn')", "from tools import *", "explore("]


def released(*sources):
    return v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])


def left(*sources, of=(*SHOWN, *KEPT, DATA)):
    pieces = tuple(Piece(index, source) for index, source in enumerate(sources))
    return [piece.source for piece in without_shows(pieces, shows_of(released(*of)))]


def test_is_what_only_shows_left_out_and_the_rest_kept():
    assert left(*SHOWN, *KEPT) == KEPT


@pytest.mark.parametrize("source", SHOWN)
def test_is_a_changed_cell_run(source):
    assert left(source + "\nseen = True") == [source + "\nseen = True"]


def test_is_a_show_of_the_students_own_run():
    assert left(DEMO, of=KEPT) == [DEMO]


def test_is_a_show_run_whose_result_another_cell_uses():
    assert left(DEMO, "print(picture)") == [DEMO, "print(picture)"]


def test_is_a_graded_cell_never_a_show():
    cell = v4.new_code_cell("explore(draw, f)", metadata={"nbgrader": {"grade_id": "f", "solution": True}})
    assert shows_of(v4.new_notebook(cells=[cell])) == {}


def test_do_cells_run_on_whose_names_the_students_code_relies():
    written = "def f(x):\n    return helper(x)"
    helper = "def helper(x):\n    return scale * x"
    scale = "scale = 3"
    assert left(scale, helper, DATA, written, of=[scale, helper, DATA]) == [scale, helper, written]


def test_is_data_left_out_that_only_shows_use():
    assert left(DATA, "@demo\ndef b():\n    print(table)", of=[DATA, "@demo\ndef b():\n    print(table)"]) == []
