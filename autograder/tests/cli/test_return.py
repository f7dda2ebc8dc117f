"""`autograder return`: what is in the gradebook reaches the file that came from the LMS."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.cli import main
from autograder.course.registrar import write_class_roster
from autograder.course.roster import Person, Roster
from autograder.gradebook.classroom import prepare
from autograder.gradebook.record import Recorder
from autograder.grading.results import Graded
from autograder.judge.verdict import LocalSession, judge_unit
from autograder.release.project import Project
from autograder.returning import messages

UNIT = "01_linear_regression"
EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
SHEET = "식별자,전체 이름,id 번호,성적,최대 성적,마지막 수정됨(성적)\r\n참가자1,한가람,20261234,,100.00,-\r\n"


def test_a_score_reaches_moodle_s_worksheet(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Is the final score, after the penalty, in the row of its student, in a new file?"""
    folder = tmp_path / "class"
    assert main(["class", "init", "--class-dir", str(folder), UNIT]) == 0
    unit = Unit(Project(root).solutions / UNIT)
    answers = {number: question.answer for number, question in enumerate(unit.quiz, 1)}
    verdict = judge_unit(unit, LocalSession({**unit.namespace(), "quiz_answers": answers}), b"returns-a-score!")
    room = prepare(folder, [unit])
    paper = tmp_path / "paper.ipynb"
    paper.write_text("{}", encoding="utf-8")
    with Recorder(room.root) as recorder:
        recorder.write(Graded(str(paper), "20261234", UNIT, "graded", "", verdict, EMPTY, "d"))
    sheet = tmp_path / "성적-ML-01.csv"
    sheet.write_text(SHEET, encoding="utf-8-sig", newline="")
    capsys.readouterr()
    command = ["return", UNIT, "--to", "moodle", "--sheet", str(sheet), "--class-dir", str(folder)]
    assert main([*command, "--grades-only"]) == 0
    made = folder / "returned" / UNIT / sheet.name
    assert made.read_text(encoding="utf-8-sig").splitlines()[1] == "참가자1,한가람,20261234,100.00,100.00,-"
    assert str(made) in capsys.readouterr().out
    assert sheet.read_text(encoding="utf-8-sig").splitlines()[1] == "참가자1,한가람,20261234,,100.00,-"
    assert main(["return", UNIT, "--to", "moodle", "--sheet", str(made), "--class-dir", str(folder)]) == 2
    assert main(["return", "--to", "moodle", "--sheet", str(sheet), "--class-dir", str(folder)]) == 2
    write_class_roster(folder, Roster((Person("20261234", "한가람", dropped=True),)))
    assert main(command) == 0, "who left the course is not in the LMS"
    assert "수강을 철회한 학생 1명" in capsys.readouterr().out
    write_class_roster(folder, Roster())
    assert main(command) == 1, "the paper did not come from Moodle, so its page cannot go back there"
    assert messages.NOT_FROM.format(student="20261234", lms="무들") in capsys.readouterr().out
    assert main(["return", UNIT, "--to", "folder", "--class-dir", str(folder)]) == 0
    assert main(["return", UNIT, "--log", "--class-dir", str(folder)]) == 0
    assert "20261234" in capsys.readouterr().out
    assert main(["return", UNIT, "--class-dir", str(folder)]) == 2
    assert main(["return", UNIT, "--to", "folder", "--grades-only", "--class-dir", str(folder)]) == 2
    assert main(["return", "--to", "xlsx", "--class-dir", str(folder)]) == 0
