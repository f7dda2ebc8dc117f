"""Grading again: what was there before is kept, exercises come and go, and all places show the same score."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from autograder.authoring.unit import Unit
from autograder.cli.jsonout import points_public
from autograder.course.roster import Roster
from autograder.course.settings import read_course
from autograder.gradebook import history, messages
from autograder.gradebook.classroom import Classroom, Prepared, prepare
from autograder.gradebook.database import HISTORY, open_book, recorded_digests
from autograder.gradebook.feedback import write_feedback
from autograder.gradebook.history import Change, earlier
from autograder.gradebook.marks import read_marks
from autograder.gradebook.points import Points, read_points
from autograder.gradebook.record import Recorder
from autograder.gradebook.standing import mean_of, standings
from autograder.grading.results import Graded
from npml.core.marks import check_id
from npml.errors import UnitError

from .conftest import NAME, UNIT
from .test_course import DUE, hand_in, settle, write

MORE = "column_sum"


def grown(unit: Unit, folder: Path) -> Unit:
    """The unit with one exercise more."""
    shutil.copytree(unit.folder, folder / UNIT)
    edits = {
        "lesson.py": [
            ('# %% [markdown]\nr"""\n## 6.', f'# %% tags=["solution:{MORE}"]\ndef {MORE}(X):\n    """합."""\n    ### BEGIN SOLUTION\n    return np.sum(X, axis=0)\n'
             f'    ### END SOLUTION\n\n# %% tags=["grade:{MORE}"]\ncheck("{MORE}")\n\n# %% [markdown]\nr"""\n## 6.')
        ],
        "hidden.py": [
            ('"값", 50', '"값", 30'),
            ("    )),\n)", f'    )),\n    Exercise("{MORE}", (Category("값", 20, values, core=True),)),\n)'),
        ],
        "checks.py": [("    ),\n)\n\nDISCOVERIES", f'    ),\n    Check("{MORE}", ("X",), example=(), hints=("", "", "")),\n)\n\nDISCOVERIES')],
    }  # fmt: skip
    for name, pairs in edits.items():
        text = (folder / UNIT / name).read_text(encoding="utf-8")
        for old, new in pairs:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        (folder / UNIT / name).write_text(text, encoding="utf-8")
    made = Unit(folder / UNIT)
    made.validate()
    return made


def points(room: Classroom, student: str = "kim") -> Points:
    with open_book(room.db_url) as book, book.engine.connect() as connection:
        return next(iter(read_points(connection, [UNIT], [student])))


def by_hand(room: Classroom, score: float, extra: float | None = None, cell: str = NAME) -> None:
    with open_book(room.db_url) as book:
        grade = book.find_grade(check_id(cell), UNIT, UNIT, "kim")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, extra, False
        book.db.commit()


def record(room: Classroom, *items: Graded, why: tuple[str, ...] = ("hidden",)) -> list[Change]:
    changes: list[Change] = []
    for item in items:
        with Recorder(room.root, on_change=changes.append) as recorder:
            recorder.write(item, why)
    return changes


def test_the_old_verdict_is_kept_with_the_reason(room: Classroom, graded: Callable[..., Graded]) -> None:
    assert record(room, graded("kim", "in_place", digest="d1"), why=("new",)) == []
    by_hand(room, 75.0)
    assert record(room, graded("kim", "in_place", digest="d2"), why=("engine",)) == [], "it says the same"
    [change] = record(room, graded("kim", digest="d3"))
    assert change == Change("kim", UNIT, ("hidden",), 80.0, 100.0, 85.0)
    with open_book(room.db_url) as book, book.engine.connect() as connection:
        [old] = earlier(connection, "kim", UNIT)
    assert (old.score, old.max_score, old.final, old.reasons) == (80.0, 100.0, 85.0, ("hidden",))
    assert old.graded is not None
    assert old.graded.verdict is not None
    assert old.graded.verdict.exercises[0].diagnoses == ("in_place",)
    failed = replace(graded("kim"), status="needs_review", verdict=None, digest="")
    assert [(item.before, item.after) for item in record(room, failed)] == [(100.0, None)]


def test_the_history_is_bounded_and_of_each_submission_its_own(
    room: Classroom, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT", 2)
    record(room, graded("lee", "rows"), graded("lee"))
    record(room, *(graded("kim", key) for key in ("", "rows", "", "in_place", "")))
    with open_book(room.db_url) as book, book.engine.connect() as connection:
        assert [item.score for item in earlier(connection, "kim", UNIT)] == [80.0, 100.0]
        assert len(earlier(connection, "lee", UNIT)) == 1
        assert connection.execute(select(func.count()).select_from(HISTORY)).scalar_one() == 3


def test_an_exercise_more_moves_the_unit_and_what_a_person_gave_stays(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], tmp_path: Path
) -> None:
    """Fault 8: added, then removed again in the middle of a term."""
    record(room, graded("kim"), graded("lee"))
    by_hand(room, 40.0, 3.0)
    with open_book(room.db_url) as book:
        book.find_comment(NAME, UNIT, UNIT, "kim").manual_comment = "좋아요"
        book.db.commit()
    told = Prepared()
    bigger = grown(unit, tmp_path)
    prepare(room.root, [bigger], told=told)
    assert (told.failed, told.moved[UNIT].added, told.moved[UNIT].removed) == ({}, (MORE,), ())
    assert told.moved[UNIT].submissions == 2
    record(room, graded("kim"))  # as good as a new verdict: it says nothing of the new exercise, which is left to a person
    with open_book(room.db_url) as book:
        notebook = book.find_submission_notebook(UNIT, UNIT, "kim")
        found = {item.name: (item.auto_score, item.manual_score, item.extra_credit) for item in notebook.grades}
        assert found == {
            check_id(NAME): (70.0, 40.0, 3.0),
            check_id(MORE): (None, None, None),
            "quiz_check": (10.0, None, None),
        }
        assert {item.name: item.max_score for item in book.find_notebook(UNIT, UNIT).grade_cells}[check_id(NAME)] == 70.0
        assert book.find_comment(NAME, UNIT, UNIT, "kim").manual_comment == "좋아요"
        assert {item.name for item in notebook.comments} == {NAME, MORE, "quiz"}
    by_hand(room, 11.0, cell=MORE)
    told = Prepared()
    prepare(room.root, [unit], told=told)
    assert told.moved[UNIT].removed == (MORE,)
    with open_book(room.db_url) as book, book.engine.connect() as connection:
        names = {item.name for item in book.find_submission_notebook(UNIT, UNIT, "kim").grades}
        assert names == {check_id(NAME), "quiz_check"}
        [old] = [item for item in earlier(connection, "kim", UNIT) if item.removed]
        assert f'"{check_id(MORE)}": {{"manual_score": 11.0}}' in old.removed
    told = Prepared()
    prepare(room.root, [unit], told=told)
    assert (told.moved, told.retold) == ({}, {}), "nothing is left to do"


def test_a_unit_that_cannot_be_registered_stops_no_other(room: Classroom, unit: Unit, tmp_path: Path) -> None:
    shutil.copytree(unit.folder, tmp_path / "14_broken")
    (tmp_path / "14_broken" / "hidden.py").write_text("raise RuntimeError", encoding="utf-8")
    shutil.copytree(unit.folder, tmp_path / "15_good")
    units = [Unit(tmp_path / "14_broken"), Unit(tmp_path / "15_good")]
    told = Prepared()
    prepare(room.root, units, told=told)
    assert list(told.failed) == ["14_broken"]
    assert "hidden.py" in told.failed["14_broken"]
    with open_book(room.db_url) as book:
        assert book.find_notebook("15_good", "15_good").grade_cells
    with pytest.raises(UnitError):
        prepare(room.root, units)


def test_new_texts_reach_the_graded_notebooks_without_grading(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], tmp_path: Path
) -> None:
    record(room, graded("kim", "sum"), graded("lee"))
    shutil.copytree(unit.folder, tmp_path / UNIT)
    path = tmp_path / UNIT / "mistakes.py"
    path.write_text(path.read_text(encoding="utf-8").replace("더하기만 하고", "새 글: 더하고"), encoding="utf-8")
    told = Prepared()
    prepare(room.root, [Unit(tmp_path / UNIT)], told=told)
    assert told.retold == {UNIT: 1}
    text = room.notebook(room.autograded, "kim", UNIT).read_text(encoding="utf-8")
    assert "새 글: 더하고" in text
    assert "더하기만 하고" not in text
    assert points(room).automatic == 10.0
    assert set(recorded_digests(room.db_url).values()) == {"d"}


def test_all_places_show_the_same_score(room: Classroom, unit: Unit, graded: Callable[..., Graded]) -> None:
    """Faults 9 and 14: automatic, by hand, late, final; and one mean, of those whose points are decided."""
    write(room)
    prepare(room.root, [unit])
    hand_in(room, graded("kim", "rows"), DUE.replace(day=15))  # a day late
    hand_in(room, graded("lee"), DUE)
    hand_in(room, replace(graded("park"), status="rejected", verdict=None, notebook=None), DUE)
    by_hand(room, 15.0, 5.0)
    settle(room)
    own = points(room)
    assert (own.automatic, own.by_hand, own.late, own.final, own.max_score) == (10.0, 20.0, 3.0, 27.0, 100.0)
    rows = standings(room.db_url, read_course(room.root), Roster(()), [UNIT])
    assert [row.score for row in rows] == [27.0, 100.0, 0.0]
    assert [row.decided for row in rows] == [True, True, False]
    assert mean_of(rows) == 63.5
    assert points_public(own)["score"] == 27.0
    assert read_marks(room.db_url, UNIT)["kim"].score == 27.0
    by_hand(room, 0.0)
    settle(room)
    assert (points(room).by_hand, points(room).final) == (0.0, 9.0)


def test_a_manual_score_that_a_better_answer_overtakes_waits_for_a_person(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    """Fault 9: and the page shows neither the old points nor a total until a person has decided."""
    record(room, graded("kim", "rows"))
    by_hand(room, 15.0)
    assert not points(room).waits
    record(room, graded("kim"), why=("submission",))
    assert (points(room).waits, points(room).overtaken, points(room).decided) == (True, (NAME,), True)
    write_feedback(room.root, [unit])
    page = room.feedback / "kim" / UNIT / f"{UNIT}.html"
    text = page.read_text(encoding="utf-8")
    assert messages.PAGE["overtaken"] in text
    assert messages.PAGE["undecided"] in text
    assert "15 / 90" not in text
    by_hand(room, 85.0)
    assert not points(room).waits
    write_feedback(room.root, [unit])
    text = page.read_text(encoding="utf-8")
    assert messages.PAGE["overtaken"] not in text
    assert "95 / 100점" in text


def test_who_has_decided_need_not_decide_again(room: Classroom, graded: Callable[..., Graded]) -> None:
    """A file that cannot be read is looked at once; the next grading asks no more."""
    broken = replace(graded("kim"), status="rejected", verdict=None, notebook=None)
    record(room, broken)
    assert (points(room).waits, points(room).decided) == (True, False)
    by_hand(room, 50.0)
    by_hand(room, 5.0, cell="quiz")
    record(room, broken)
    assert (points(room).waits, points(room).decided, points(room).final) == (False, True, 55.0)


def test_a_plan_makes_no_gradebook(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    assert recorded_digests(url) == {}
    assert list(tmp_path.iterdir()) == []
