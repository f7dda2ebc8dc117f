"""Hints one at a time, quiz with an explanation for every option, and the record of it."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from npml.core.clicked import carried
from npml.core.marks import QUIZ, check_id
from npml.student import answers, records
from npml.student.answers import sheet
from npml.student.hints import hint_card
from npml.student.quizzes import answers_problem, question_card, static_quiz
from npml.student.unitfile import UnitFile

Cell = Callable[[str], None]
SETUP = "from npml import check, hint, progress, quiz\n"


def record_file() -> Path:
    """Where the sample unit's record is kept."""
    return Path(os.environ["AUTOGRADER_STATE"]).with_suffix("") / "94_sample.json"


def test_a_hint_shows_its_level_only(visible: UnitFile) -> None:
    for level in (1, 2, 3):
        text = hint_card(visible, "mean_gradient", level).text()
        hints = [hint.replace("`", "") for hint in visible.exercises["mean_gradient"].hints]
        assert [hint in text for hint in hints] == [level == 1, level == 2, level == 3]


def test_wrong_requests_say_what_there_is(visible: UnitFile) -> None:
    for level in (0, 4, "1", True, None):
        assert "1단계부터 3단계까지" in hint_card(visible, "descend", level).text()  # type: ignore[arg-type]
    assert "있는 문제는 mean_gradient, descend, Total이에요" in hint_card(visible, "descent", 1).text()


def test_the_highest_level_is_recorded(visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell(SETUP + 'hint("descend", 3)\nhint("descend")\nprogress()')
    text = capsys.readouterr().out
    assert "점수는 그대로예요" in text
    assert "익힐 것 descend · 배점 30점 · 확인 ○ 아직이에요 · 연 힌트 3단계까지" in text


def test_progress_remembers_across_kernels(visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str]) -> None:
    run_cell(SETUP + "def mean_gradient(X, y, theta): return X.T @ (X @ theta - y) / len(y)\ncheck('mean_gradient')")
    run_cell("quiz({1: 2, 2: 2})")
    records._session.clear()
    run_cell("def mean_gradient(X, y, theta): return theta\ncheck('mean_gradient')\nprogress()")
    text = capsys.readouterr().out.rpartition("학습 기록")[2]
    assert "mean_gradient · 배점 30점 · 확인 ✓ 통과했어요" in text
    assert "퀴즈 · 배점 10점 · 확인 ✗ 2문제 중 1문제" in text
    assert json.loads(record_file().read_text(encoding="utf-8"))["checks"] == {"mean_gradient": "passed"}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"94_sample": 3}', '{"94_sample": {"checks": 1, "hints": {"descend": "x"}}}']
)
def test_a_damaged_record_breaks_nothing(
    visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    Path(os.environ["AUTOGRADER_STATE"]).write_text(content, encoding="utf-8")
    run_cell(SETUP + 'hint("descend", 2)\nprogress()')
    assert "2단계까지" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", "3", '{"checks": 1, "hints": {"descend": "x"}, "quiz": "y"}'])
def test_a_damaged_record_of_a_unit_breaks_nothing(
    visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    record_file().parent.mkdir()
    record_file().write_text(content, encoding="utf-8")
    run_cell(SETUP + 'hint("descend", 2)\nprogress()')
    assert "2단계까지" in capsys.readouterr().out


def test_what_the_old_common_file_holds_is_kept(
    visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is the record of a time with one file for all units still shown, and added to?"""
    old = {"94_sample": {"checks": {"descend": "passed"}, "hints": {"descend": 1}, "quiz": 1}, "other": {"quiz": 3}}
    Path(os.environ["AUTOGRADER_STATE"]).write_text(json.dumps(old), encoding="utf-8")
    run_cell(SETUP + 'hint("Total", 2)\nprogress()')
    text = capsys.readouterr().out.rpartition("학습 기록")[2]
    assert "descend · 배점 30점 · 확인 ✓ 통과했어요 · 연 힌트 1단계까지" in text
    assert "Total · 배점 30점 · 확인 ○ 아직이에요 · 연 힌트 2단계까지" in text
    assert json.loads(Path(os.environ["AUTOGRADER_STATE"]).read_text(encoding="utf-8")) == old


WRITER = """
import sys
from pathlib import Path
from npml.student import records, unitfile
unit = unitfile.load(Path("checks.json"))
for number in range(40):
    records.record_hint(unit, f"{sys.argv[1]}{number}", number + 1)
"""


def test_kernels_that_write_at_once_lose_nothing(visible: UnitFile) -> None:
    """Do four processes with one record each find all that they wrote in it?"""
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in "abcd"]
    assert [writer.wait(60) for writer in writers] == [0] * 4
    stored = json.loads(record_file().read_text(encoding="utf-8"))["hints"]
    assert stored == {f"{name}{number}": number + 1 for name in "abcd" for number in range(40)}


def test_units_do_not_share_a_file(visible: UnitFile) -> None:
    """Does a kernel that has long been open leave the other units' records alone?"""
    records.record_hint(visible, "descend", 1)
    other = dataclasses.replace(visible, unit="15_other")
    records.record_hint(other, "descend", 2)
    records.record_hint(visible, "Total", 3)
    assert records.record_of("15_other")["hints"] == {"descend": 2}
    assert records.record_of("94_sample")["hints"] == {"descend": 1, "Total": 3}


def test_a_record_that_cannot_be_written_breaks_nothing(
    visible: UnitFile, run_cell: Cell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AUTOGRADER_STATE", os.devnull + "/progress.json")
    run_cell(SETUP + 'hint("descend", 1)\nprogress()')
    assert "1단계까지" in capsys.readouterr().out


def test_a_strict_build_neither_reads_nor_writes_a_record(
    visible: UnitFile, run_cell: Cell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUTOGRADER_STRICT", "1")
    run_cell(SETUP + 'hint("descend", 1)')
    assert not Path(os.environ["AUTOGRADER_STATE"]).exists()


def test_every_option_has_its_explanation(visible: UnitFile) -> None:
    for number, question in enumerate(visible.quiz, 1):
        for option, (_, why, right) in enumerate(question.options, 1):
            card = question_card(visible, number, option)
            assert why in card.text()
            assert ("맞았어요" in card.text()) is right


def test_a_question_alone_gives_nothing_away(visible: UnitFile) -> None:
    text = question_card(visible, 1, None).text()
    assert "① 하나" in text
    assert "아니에요" not in text
    assert "맞" not in text.replace("무엇이 맞을까요?", "")


def test_the_static_quiz_shows_choices_explanations_and_the_line_to_keep(visible: UnitFile) -> None:
    html, text = static_quiz(sheet(visible, {1: 2, 2: 2}))
    assert "quiz_answers = {1: 2, 2: 2}" in text
    assert "2문제 중 1문제를 맞혔어요." in text
    assert "둘이 맞아요." in html
    assert "하나가 아니에요." not in html
    assert static_quiz(sheet(visible, {1: 2, 2: 2})) == (html, text)
    assert "맞혔어요" not in static_quiz(sheet(visible, {1: 2, 2: None}))[1]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([1], "딕셔너리"),
        ({3: 1}, "2번까지"),
        ({1: 3}, "1부터 2까지"),
        ({1: "둘"}, "'둘'"),
        ({1: "3"}, "1부터 2까지"),
        ({"1": 2}, "없어요"),
        ({1: True}, "True"),
    ],
)
def test_odd_answers_are_explained(visible: UnitFile, answers: Any, said: str) -> None:
    assert said in answers_problem(visible, answers)


@pytest.mark.parametrize("answer", ["2", " 2", np.int64(2), 2])
def test_a_digit_is_its_number(visible: UnitFile, run_cell: Cell, capsys: pytest.CaptureFixture[str], answer: Any) -> None:
    run_cell(SETUP + f"import numpy as np\nquiz({{1: {answer!r}, 2: '1'}})\nquiz(1, {answer!r})")
    text = capsys.readouterr().out
    assert "2문제를 모두 맞혔어요" in text
    assert "② 맞았어요" in text


def test_the_released_answers_are_fine(visible: UnitFile) -> None:
    assert answers_problem(visible, {1: None, 2: None}) == ""
    assert answers_problem(visible, None) == ""


def test_on_a_shared_computer_only_the_notebook_s_own_clicks_come_back(
    visible: UnitFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record holds what whoever sat there before has clicked: would it count in another student's notebook?"""
    records.record_quiz(visible, right=1, answered=1, clicked={1: 2})
    path = tmp_path / "mine.ipynb"
    cell: dict[str, Any] = {"metadata": {"nbgrader": {"grade_id": check_id(QUIZ)}}, "outputs": []}
    monkeypatch.setattr(answers, "notebook_path", lambda names, unit: path)
    monkeypatch.setattr(answers, "_here", {})
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert answers.sheet(visible, {1: None, 2: None}).clicked == {}
    cell["outputs"] = [{"data": {"text/html": f"<div{carried({2: 1})}>"}}]
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")
    assert answers.sheet(visible, {1: None, 2: None}).clicked == {2: 1}
    monkeypatch.setattr(answers, "notebook_path", lambda names, unit: None)  # two copies: which one is running?
    assert answers.sheet(visible, {1: None, 2: None}).clicked == {}
    monkeypatch.setitem(sys.modules, "google.colab", ModuleType("google.colab"))
    assert answers.sheet(visible, {1: None, 2: None}).clicked == {1: 2}


def test_clicks_survive_a_restart_of_the_same_kernel_only(
    visible: UnitFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook that was not saved since the click has no answer in its file."""
    path = tmp_path / "mine.ipynb"
    path.write_text('{"cells": []}', encoding="utf-8")
    monkeypatch.setattr(answers, "notebook_path", lambda names, unit: path)
    for kernel, found in (("kernel-a", {}), ("kernel-a", {1: 2}), ("kernel-b", {}), ("", {})):
        monkeypatch.setattr(answers, "_here", {})
        monkeypatch.setattr(answers, "kernel_id", lambda kernel=kernel: kernel)
        sheet = answers.sheet(visible, {1: None, 2: None})
        assert sheet.clicked == found
        if kernel == "kernel-a":
            sheet.click(1, 2)


def test_the_answers_of_a_copied_quiz_cell_are_found_as_the_grade_finds_them(tmp_path: Path) -> None:
    cells: list[dict[str, Any]] = [
        {"metadata": {"nbgrader": {"grade_id": check_id(QUIZ)}}, "outputs": []} for _ in range(2)
    ]
    cells[1]["outputs"] = [{"data": {"text/html": f"<div{carried({2: 1})}>"}}]
    path = tmp_path / "mine.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8-sig")
    assert answers._in_file(path) == {2: 1}


@pytest.mark.parametrize("call", ["check({})", "hint({}, 1)", "trace({})", "reset({})"])
def test_a_name_may_be_given_without_quotes(
    run_cell: Callable[[str], None], capsys: pytest.CaptureFixture[str], call: str
) -> None:
    run_cell("import numpy as np\nfrom npml import check, hint, reset, trace\ndef descend(X):\n    return X")
    for given in ("descend", "'descend'"):
        run_cell(call.format(given))
        shown = capsys.readouterr().out
        assert "문제가 없어요" not in shown
        assert "descend" in shown
    for odd in ("[1]", "np.ones(3)", "{}", "np.exp"):
        run_cell(call.format(odd))
        shown = capsys.readouterr().out
        assert "문제가 없어요" in shown
        assert " at 0x" not in shown
