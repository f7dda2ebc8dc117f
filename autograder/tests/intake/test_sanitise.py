"""Is the mended notebook the released one where it must be, and does honest work survive?"""

from __future__ import annotations

import copy
import json
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from npml.intake.parse import parse
from npml.intake.sanitise import Sane, sanitise

STUB = "def softmax(x):\n    raise NotImplementedError"
DONE = "def softmax(x):\n    return x"


def cell(source: str, name: str = "", *, kind: str = "code", **marks: Any) -> NotebookNode:
    made: NotebookNode = getattr(nbformat.v4, f"new_{kind}_cell")(source)
    if name:
        made.metadata["nbgrader"] = {"grade_id": name, "grade": False, "solution": False, "locked": False, **marks}
        made.id = name
    return made


@pytest.fixture
def released() -> NotebookNode:
    nb: NotebookNode = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    nb.cells = [
        cell("# 제목", kind="markdown"), cell("import numpy as np"), cell(STUB, "softmax", solution=True),
        cell('check("softmax")', "softmax_check", grade=True, locked=True, points=90),
        cell("quiz_answers = {1: None}", "quiz", solution=True),
        cell("quiz(quiz_answers)", "quiz_check", grade=True, locked=True, points=10),
    ]  # fmt: skip
    return nb


@pytest.fixture
def mine(released: NotebookNode) -> NotebookNode:
    return copy.deepcopy(released)


def mend(mine: NotebookNode, released: NotebookNode) -> Sane:
    return sanitise(parse(json.dumps(mine).encode()), released)


def book(sane: Sane) -> NotebookNode:
    """The mended notebook with its items as attributes, and valid for nbformat."""
    made: NotebookNode = nbformat.from_dict(sane.notebook)
    nbformat.validate(made)
    return made


def ids(sane: Sane) -> list[str]:
    return [c.metadata.get("nbgrader", {}).get("grade_id", "-") for c in book(sane).cells]


def ran(sane: Sane) -> list[str]:
    return [piece.source for piece in sane.cells]


def test_an_untouched_notebook_stays_as_it_is(mine: NotebookNode, released: NotebookNode) -> None:
    sane = mend(mine, released)
    assert [c.source for c in book(sane).cells] == [c.source for c in released.cells]
    assert ran(sane) == ["import numpy as np", STUB, "quiz_answers = {1: None}"]
    assert sane.notes == ()


def test_metadata_points_and_ids_come_from_the_released_notebook(mine: NotebookNode, released: NotebookNode) -> None:
    for each in mine.cells:
        each.metadata.update(tags=["skip-execution"], trusted=True, id="same")
        each.id = "same"
        if "nbgrader" in each.metadata:
            each.metadata.nbgrader.update(points=999, solution=True, locked=False)
    sane = mend(mine, released)
    for got, want in zip(book(sane).cells, released.cells, strict=True):
        assert got.metadata == want.metadata
    assert len({c.id for c in book(sane).cells}) == len(book(sane).cells)
    assert book(sane).metadata == released.metadata


def test_an_edited_locked_cell_is_restored_and_its_code_still_runs(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[3].source = "helper = 3"
    sane = mend(mine, released)
    assert ids(sane) == ["-", "-", "softmax", "-", "softmax_check", "quiz", "quiz_check"]
    assert book(sane).cells[4].source == 'check("softmax")'
    assert "helper = 3" in ran(sane)
    assert 'check("softmax")' not in ran(sane)


def test_deleted_cells_are_put_back_at_their_place(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells = mine.cells[:2]
    sane = mend(mine, released)
    assert ids(sane) == ["-", "-", "softmax", "softmax_check", "quiz", "quiz_check"]
    assert book(sane).cells[2].source == STUB


def test_nothing_but_released_cells_from_an_empty_notebook(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells = []
    assert ids(mend(mine, released)) == ["softmax", "softmax_check", "quiz", "quiz_check"]


def test_duplicates_of_locked_cells_are_dropped(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells.insert(0, copy.deepcopy(mine.cells[3]))
    mine.cells.append(copy.deepcopy(mine.cells[4]))
    assert sorted(ids(mend(mine, released))) == sorted(["-", "-", "softmax", "softmax_check", "quiz", "quiz_check"])


def test_of_two_solutions_both_run_and_the_first_is_the_graded_one(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[2].source = "def helper():\n    pass\n" + DONE
    mine.cells.insert(3, cell(DONE, "softmax", solution=True))
    sane = mend(mine, released)
    assert ids(sane)[2:4] == ["softmax", "-"]  # what the second makes of the name is judged as a later cell's work
    assert len(ran(sane)) == 4
    assert [piece.solution for piece in sane.cells] == ["", "softmax", "", "quiz"]


def test_an_untouched_copy_of_the_stub_does_not_undo_the_solution(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells.append(copy.deepcopy(mine.cells[2]))
    mine.cells[2].source = DONE
    sane = mend(mine, released)
    assert STUB not in ran(sane)
    assert DONE in ran(sane)


def test_a_stub_with_another_docstring_is_a_stub(mine: NotebookNode, released: NotebookNode) -> None:
    """Someone who has an older release has not answered only because its docstring was another one."""
    mine.cells.insert(1, cell(DONE))
    mine.cells[3].source = STUB.replace(":\n", ':\n    """옛 설명"""\n')
    released.cells[2].source = STUB.replace(":\n", ':\n    """새 설명"""\n')
    assert DONE in ran(mend(mine, released))
    assert not any("NotImplementedError" in source for source in ran(mend(mine, released)))


def test_an_untouched_stub_does_not_undo_a_definition_elsewhere(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells.insert(1, cell(DONE))
    mine.cells[3].source = STUB + "  # 나중에"
    sane = mend(mine, released)
    assert DONE in ran(sane)
    assert not any("NotImplementedError" in source for source in ran(sane))


def test_a_solution_whose_marks_were_lost_is_found(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[2].source = DONE
    for each in mine.cells:
        each.metadata = NotebookNode()
    sane = mend(mine, released)
    assert ids(sane) == ["-", "-", "softmax", "softmax_check", "quiz", "quiz_check"]
    assert ran(sane) == ["import numpy as np", DONE, "quiz_answers = {1: None}"]


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_a_solution_whose_type_was_changed_runs(mine: NotebookNode, released: NotebookNode, kind: str) -> None:
    mine.cells[2] = cell(DONE, "softmax", kind=kind)
    mine.cells[3] = cell(mine.cells[3].source, "softmax_check", kind=kind)
    sane = mend(mine, released)
    assert DONE in ran(sane)
    assert [c.cell_type for c in book(sane).cells] == ["markdown", "code", "code", "code", "code", "code"]


def test_marks_that_were_never_given_out_are_forgotten(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells.append(cell("1", "bonus_check", grade=True, locked=True, points=100))
    sane = mend(mine, released)
    assert "bonus_check" not in ids(sane)
    assert sane.cells[-1].source == "1"


def test_cells_run_in_the_students_order(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[2].source = DONE
    mine.cells.append(cell("softmax = None"))
    assert ran(mend(mine, released))[-1] == "softmax = None"


def test_indices_point_into_the_mended_notebook(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[3].source = "y = 1"
    sane = mend(mine, released)
    for piece in sane.cells:
        assert book(sane).cells[piece.index].source == piece.source


def clicked_output(html: object) -> NotebookNode:
    made: NotebookNode = nbformat.from_dict({"output_type": "display_data", "data": {"text/html": html}, "metadata": {}})
    return made


MARK = '<div role="group" data-npml-quiz="1:2,3:4" aria-label="퀴즈">'


@pytest.mark.parametrize("marks", [True, False])
def test_clicked_answers_come_from_the_output_of_the_quiz_cell(
    mine: NotebookNode, released: NotebookNode, marks: bool
) -> None:
    mine.cells[5].outputs = [clicked_output("<p>그림</p>"), clicked_output(MARK)]
    if not marks:
        del mine.cells[5].metadata["nbgrader"]
    sane = mend(mine, released)
    assert sane.clicked == ((1, 2), (3, 4))
    assert [cell.metadata for cell in book(sane).cells] == [cell.metadata for cell in released.cells]


def test_an_output_elsewhere_answers_nothing(mine: NotebookNode, released: NotebookNode) -> None:
    mine.cells[1].outputs = [clicked_output(MARK)]
    mine.cells[2].outputs = [clicked_output(MARK)]
    assert mend(mine, released).clicked == ()


@pytest.mark.parametrize(
    "html",
    [
        "1:2", 'data-npml-quiz=""', 'data-npml-quiz="1"', 'data-npml-quiz="1:2,"', 'data-npml-quiz="1:2;2:1"', 'data-npml-quiz="1:x"',
        'data-npml-quiz="100:2"', 'data-npml-quiz="1:22"', 'data-npml-quiz="01:2"', 'data-npml-quiz="1:-1"', None, 3, ["a", 3],
        "&lt;div data-npml-quiz=&quot;1:2&quot;&gt;", " " * 300_000 + MARK, 'data-npml-quiz="' + "1:2," * 200 + '1:2"',
    ],
)  # fmt: skip
def test_a_malformed_mark_answers_nothing(mine: NotebookNode, released: NotebookNode, html: object) -> None:
    mine.cells[5].outputs = [clicked_output(html)]
    assert mend(mine, released).clicked == ()
