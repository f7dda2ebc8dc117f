"""Does ``progress()`` count all that was done, name what comes next, and go from one computer to another?"""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest

from npml.student import overview, records, unitfile
from npml.student.overview import State, course_card, progress_card
from npml.student.unitfile import UnitFile


def all_passed(unit: UnitFile) -> None:
    for name in unit.exercises:
        records.record_check(unit, name, "passed")


def on_another_computer(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("AUTOGRADER_STATE", str(folder / "progress.json"))
    records._session.clear()


def test_what_is_not_done_appears(visible: UnitFile) -> None:
    text = progress_card(visible).text()
    assert "descend · 배점 30점 · 확인 ○ 아직이에요" in text
    assert "퀴즈 · 배점 10점 · 확인 ○ 아직이에요" in text
    assert "기울기의 크기 · 상태 ○ 아직이에요" in text
    assert "더하면 100점 중 0점이에요. 채점은 다른 값으로 하므로" in text


def test_points_are_those_of_what_passed(visible: UnitFile) -> None:
    records.record_check(visible, "descend", "passed")
    records.record_check(visible, "Total", "failed")
    records.record_quiz(visible, right=1, answered=1)
    state = State(visible)
    assert (state.points, state.total) == (35, 100)
    text = progress_card(visible).text()
    assert "100점 중 35점" in text
    assert "✗ 2문제 중 1문제, 1문제 남음" in text


def test_the_next_thing_is_named(visible: UnitFile) -> None:
    def following() -> str:
        return progress_card(visible).text().rpartition("이어서 하기: ")[2].splitlines()[0]

    assert following() == 'mean_gradient를 채우고 check("mean_gradient")를 실행해 보세요.'
    records.record_check(visible, "mean_gradient", "passed")
    assert following().startswith("descend를")
    all_passed(visible)
    assert following() == "퀴즈에서 아직 고르지 않은 문제의 답을 골라 보세요."
    records.record_quiz(visible, right=1, answered=2)
    assert "다시 골라" in following()
    records.record_quiz(visible, right=2, answered=2)
    assert following() == "‘기울기의 크기’ 그림의 미션에 도전해 보세요."
    records.record_mission(visible, "draw_gradient")
    assert following() == "모든 단원을 마쳤어요."


def test_a_mission_stays_reached(visible: UnitFile) -> None:
    records.record_mission(visible, "draw_gradient")
    records.record_check(visible, "descend", "passed")
    records._session.clear()
    assert State(visible).reached == ["draw_gradient"]
    assert "기울기의 크기 · 상태 ✓ 달성했어요" in progress_card(visible).text()


def test_the_map_links_to_notebooks_that_are_there(
    visible: UnitFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(overview, "start_folder", lambda: tmp_path)
    assert "<a " not in course_card([visible]).html()
    (tmp_path / visible.unit).mkdir()
    (tmp_path / visible.unit / f"{visible.unit}.ipynb").touch()
    html = course_card([visible]).html()
    assert html.count(f'<a href="{visible.unit}/{visible.unit}.ipynb"') == 2  # in the table, and as what comes next


def test_the_unit_that_was_begun_last_comes_next(visible: UnitFile) -> None:
    units = [
        unitfile.UnitFile(visible.path, f"{n}_x", f"{n}. 단원", visible.points, visible.exercises, visible.quiz)
        for n in (15, 16, 17)
    ]
    assert "이어서 하기: 15. 단원" in course_card(units).text()
    records.record_check(units[1], "descend", "passed")
    assert "이어서 하기: 16. 단원" in course_card(units).text()
    all_passed(units[1])
    records.record_quiz(units[1], right=2, answered=2)
    assert "이어서 하기: 15. 단원" in course_card(units).text()


def test_units_beyond_the_course_are_counted_apart(visible: UnitFile) -> None:
    """Has the course as many units as it has, whatever lies beside it, and is it done without the others?"""
    titles = {"14_x": "14. 단원", "15_x": "15. 단원", "16_x": "16. (심화) 더", "17_x": "17. (심화) 더더"}
    units = {
        name: unitfile.UnitFile(visible.path, name, title, visible.points, visible.exercises, visible.quiz)
        for name, title in titles.items()
    }

    def done(name: str) -> None:
        all_passed(units[name])
        records.record_quiz(units[name], right=2, answered=2)

    def following() -> str:
        return course_card(units.values()).text().rpartition("이어서 하기: ")[2].splitlines()[0]

    done("14_x")
    records.record_check(units["17_x"], "descend", "passed")
    text = course_card(units.values()).text()
    assert "마친 단원: 2단원 중 1단원이에요." in text
    assert "더하면 200점 중 100점이에요." in text
    assert "심화 단원: 0단원을 마쳤고, 배점은 200점 중 30점이에요." in text
    assert following() == "17. (심화) 더더"  # begun
    done("17_x")
    assert following() == "15. 단원"
    done("15_x")
    assert following().startswith("강의의 단원을 모두 마쳤어요.")
    done("16_x")
    assert following() == "모든 단원을 마쳤어요."


def test_two_computers_become_one(visible: UnitFile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Does what passed or was reached on either computer count, and the better quiz?"""
    records.record_check(visible, "descend", "passed")
    records.record_check(visible, "Total", "failed")
    records.record_mission(visible, "draw_gradient")
    records.record_quiz(visible, right=2, answered=2, clicked={1: 2, 2: 1})
    overview.progress(save=tmp_path / "내진도.json")
    on_another_computer(monkeypatch, tmp_path / "other")
    records.record_check(visible, "descend", "failed")
    records.record_check(visible, "Total", "passed")
    records.record_hint(visible, "Total", 3)
    records.record_quiz(visible, right=0, answered=1, clicked={1: 1})
    overview.progress(load=str(tmp_path / "내진도.json"))
    records._session.clear()
    state = State(visible)
    assert state.passed == ["descend", "Total"]
    assert state.reached == ["draw_gradient"]
    assert (state.right, state.answered) == (2, 2)
    assert state.record["hints"] == {"Total": 3}
    assert records.clicked_answers(visible) == {1: 1, 2: 1}


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"npml_progress": 2, "units": {}}', '{"npml_progress": 1, "units": 3}', "\udcff", " " * 1_000_001],
    ids=["empty", "list", "version", "units", "bytes", "long"],
)
def test_another_file_is_refused(visible: UnitFile, tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert "x.json에서 학습 기록을 읽지 못했어요" in overview.joined(file).text()
    assert "읽지 못했어요" in overview.joined(tmp_path / "none.json").text()
    assert "쓰지 못했어요" in overview.exported(tmp_path / "none" / "x.json").text()


@pytest.mark.parametrize("other", ["../../evil", "a/b", "", "..", "C:x", "가"])
def test_a_name_from_a_file_stays_in_its_folder(visible: UnitFile, tmp_path: Path, other: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(json.dumps({"npml_progress": 1, "units": {other: {"quiz": 1}}}), encoding="utf-8")
    before = set(tmp_path.parent.rglob("*"))
    assert records.join_from(file) == 0
    assert set(tmp_path.parent.rglob("*")) == before


def test_kept_code_is_never_written_over(visible: UnitFile, monkeypatch: pytest.MonkeyPatch) -> None:
    for source in ("one", "two", "three"):
        records.keep_code(visible, "descend", source)
    folder = records._code_folder(visible)
    assert folder is not None
    (folder / "descend-1.py").unlink()
    (folder / "descend-conflict.py").write_text("of another program")
    records.keep_code(visible, "descend", "four")
    assert {path.name: path.read_text() for path in folder.glob("descend-[0-9]*.py")} == {
        "descend-2.py": "two", "descend-3.py": "three", "descend-4.py": "four",
    }  # fmt: skip
    records._code.clear()
    assert records.kept_code(visible, "descend") == "four"


def test_a_full_disk_loses_no_record_and_leaves_no_litter(visible: UnitFile, monkeypatch: pytest.MonkeyPatch) -> None:
    records.record_check(visible, "descend", "passed")
    base = records._base()
    assert base is not None
    folder = records._path(base, visible.unit).parent
    before = sorted(path.name for path in folder.iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(Path, "write_text", full)
        context.setattr(json, "dump", full)
        records.record_check(visible, "Total", "passed")
        assert sorted(path.name for path in folder.iterdir()) == before
    records.record_hint(visible, "Total", 1)
    assert json.loads(records._path(base, visible.unit).read_text(encoding="utf-8"))["checks"] == {
        "descend": "passed", "Total": "passed",
    }  # fmt: skip
