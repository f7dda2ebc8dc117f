"""Does grading leave out what only shows something, and nothing else?"""

import pytest
from nbformat import v4

from autograder.intake.sanitise import Piece
from autograder.intake.shows import shows_of, without_shows

DEMO = "@demo\ndef picture():\n    figure(fig)"
SHOWN = [DEMO, "explore(draw, f)", 'hint("f", 1)', "progress()", "@demo\ndef a():\n    pass\n\n\nexplore(draw, f)"]
KEPT = ["import numpy as np", "x = 1", "print(f(1))", "def g():\n    pass", "@demo\n@other\ndef h():\n    pass", "explore(", "", "@demo(1)\ndef i():\n    pass"]


def released(*sources):
    return v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])


def left(*sources, of=(*SHOWN, *KEPT)):
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
