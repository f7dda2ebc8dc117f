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
from autograder.gradebook.feedback import FEW, Written, write_feedback
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
    assert write_feedback(room.root, [unit], force=True) == Written(1, 1)
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


def ordered(page: str, *texts: str) -> bool:
    """Whether the texts stand in the page in this order."""
    places = [page.find(text) for text in texts]
    return -1 not in places and places == sorted(places)


def test_a_page_begins_with_what_to_repair_and_folds_the_rest(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    page = page_of(room, unit, graded("kim", "in_place"))
    says = next(item.says for item in unit.mistakes if item.key == "in_place")
    to_fix, right = messages.PAGE["to_fix"].format(count=1), messages.PAGE["right"].format(count=1)
    assert ordered(
        page, "80 / 100점", to_fix, says, messages.PAGE["answer"], right, '<details class="lesson">', messages.PAGE["there"]
    )
    assert page.count(says) == 1
    assert page.count(f'id="{NAME}_check"') == 1
    everything = page_of(room, unit, graded("kim"))
    assert messages.PAGE["nothing"] in everything
    assert "고칠 것 " not in everything


def test_what_a_person_decided_stands_where_it_is_needed(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    """A comment, a manual score, a penalty: also for an exercise that is otherwise right."""
    page_of(room, unit, graded("kim"))
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim").manual_score = 70.0
        book.find_comment(NAME, UNIT, UNIT, "kim").manual_comment = "말로 **설명**해 보세요. <script>x</script>"
        book.find_submission_notebook(UNIT, UNIT, "kim").late_submission_penalty = 8.0
        book.db.commit()
    assert write_feedback(room.root, [unit]) == Written(1, 1)
    page = (room.feedback / "kim" / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")
    assert "72 / 100점" in page
    assert messages.PAGE["penalty"].format(points="8") in page
    assert ordered(
        page,
        messages.PAGE["to_fix"].format(count=1),
        "<strong>설명</strong>",
        messages.PAGE["manual"].format(score="70 / 90점"),
    )
    assert "<script" not in page


def test_a_page_is_made_once_and_again_when_something_changed(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A changed mark of one student makes one page; a page in which something was left out is made again."""
    with Recorder(room.root) as recorder:
        for student in ("kim", "lee"):
            recorder.write(graded(student))
    assert write_feedback(room.root, [unit]) == Written(2, 2)
    path = room.feedback / "lee" / UNIT / f"{UNIT}.html"
    before = path.stat().st_mtime_ns
    assert write_feedback(room.root, [UNIT]) == Written(2, 0)
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim").manual_score = 1.0
        book.db.commit()
    assert write_feedback(room.root, [unit]) == Written(2, 1)
    assert path.stat().st_mtime_ns == before
    monkeypatch.setattr(pages, "work", lambda pieces: [pages._LEFT_OUT] * len(pieces))
    assert write_feedback(room.root, [unit], force=True) == Written(2, 2)
    monkeypatch.undo()
    assert write_feedback(room.root, [unit]) == Written(2, 2)


def test_processes_make_the_same_pages_and_one_that_fails_costs_itself(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    students = [f"s{number}" for number in range(FEW + 2)]
    with Recorder(room.root) as recorder:
        for student in students:
            recorder.write(graded(student))
    assert write_feedback(room.root, [unit]) == Written(len(students), len(students))
    alone = [(room.feedback / student / UNIT / f"{UNIT}.html").read_bytes() for student in students]
    room.notebook(room.autograded, "s3", UNIT).write_text("{", encoding="utf-8")
    done = write_feedback(room.root, [unit], force=True, workers=2)
    assert (done.pages, done.made, len(done.problems)) == (len(students) - 1, len(students) - 1, 1)
    assert "s3" in done.problems[0]
    pages_now = [room.feedback / student / UNIT / f"{UNIT}.html" for student in students]
    assert not pages_now.pop(3).exists(), "the old page would say what is no longer so"
    alone.pop(3)
    assert [path.read_bytes() for path in pages_now] == alone
