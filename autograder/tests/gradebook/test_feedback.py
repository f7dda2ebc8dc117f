"""Is there a page for everybody, whatever the submission holds, and does it say no more than is decided?"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook import messages, pages
from autograder.gradebook.classroom import Classroom
from autograder.gradebook.database import open_book
from autograder.gradebook.feedback import write_feedback
from autograder.gradebook.record import Recorder
from autograder.grading import messages as grading_messages
from autograder.grading.nodes import from_text, to_text
from autograder.grading.results import Graded

from .conftest import NAME, UNIT

GIF = "R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
PNG = "iVBORw0KGgo="


def page_of(room: Classroom, unit: Unit, item: Graded) -> str:
    with Recorder(room.root) as recorder:
        recorder.write(item)
    assert write_feedback(room.root, [unit]) == (1, [])
    return (room.feedback / item.student / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")


def with_cells(item: Graded, *cells: dict[str, Any]) -> Graded:
    assert item.notebook is not None
    nb = json.loads(item.notebook)
    nb["cells"] += [{"id": f"x{number}", "metadata": {}, **cell} for number, cell in enumerate(cells)]
    return replace(item, notebook=to_text(from_text(json.dumps(nb))))


def markdown(source: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "source": source, **more}


def test_pasted_pictures_are_shown_and_missing_ones_are_no_reason_for_no_page(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    page = page_of(room, unit, with_cells(
        graded("kim"), markdown("![없음](attachment:none.png)"), markdown("![g](attachment:g.gif)", attachments={"g.gif": {"image/gif": GIF}}),
        markdown("![p](attachment:p.png)", attachments={"p.png": {"image/png": PNG}}),
        {"cell_type": "code", "source": "1", "execution_count": None,
         "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"image/gif": GIF}}]},
    ))  # fmt: skip
    assert grading_messages.NO_ATTACHMENT.format(name="none.png") in page
    assert f'<img alt="g" src="data:image/gif;base64,{GIF}">' in page
    assert f'<img alt="p" src="data:image/png;base64,{PNG}">' in page
    assert page.count(GIF) == 2


def test_what_takes_too_much_is_left_out_and_the_rest_of_the_page_stands(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it was recorded before grading left it out."""
    item = with_cells(graded("kim"), markdown("$x$ " * 20_000), markdown("끝 $y^2$"))
    page = page_of(room, unit, item)
    assert page.count("$x$ ") == 20_000, "shown as text"
    assert "끝 <math" in page
    assert "100 / 100점" in page

    def fail(pieces: Sequence[object]) -> list[str]:
        return [pages._LEFT_OUT if "끝" in str(piece) else f"<p>{number}</p>" for number, piece in enumerate(pieces)]

    monkeypatch.setattr(pages, "work", fail)
    page = page_of(room, unit, item)
    assert page.count(grading_messages.LEFT_OUT) == 1


def test_a_page_says_no_points_before_they_are_decided(room: Classroom, unit: Unit, graded: Callable[..., Graded]) -> None:
    item = replace(graded("kim"), status="rejected", verdict=None, notebook=None, message="x")
    page = page_of(room, unit, item)
    assert messages.PAGE["undecided"] in page
    assert "0 / " not in page
    assert "– / 90점" in page
    assert messages.REJECTED in page
    with open_book(room.db_url) as book:
        for grade in book.find_submission_notebook(UNIT, UNIT, "kim").grades:
            grade.manual_score = 7.0 if grade.name == f"{NAME}_check" else 0.0
        book.db.commit()
    page = page_of(room, unit, item)
    assert messages.PAGE["undecided"] not in page
    assert "7 / 100점" in page
    assert "7 / 90점" in page


@pytest.mark.parametrize("student", ["가" * 85, "a b", "김.하늘@uni.ac.kr"])
def test_names_that_are_allowed_get_their_page(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], student: str
) -> None:
    assert "100 / 100점" in page_of(room, unit, replace(graded("kim"), student=student))
