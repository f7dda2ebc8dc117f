"""Scores into Moodle's and Canvas's own files: is every score in its row, and nothing else changed?"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from autograder.course.roster import Person, Roster
from autograder.returning.lms_sheets import Mark, fill_canvas, fill_moodle
from npml.errors import UsageError

ROSTER = Roster.of(
    [
        Person("20261234", "한가람", email="garam@example.ac.kr"),
        Person("20261238", "한가람", email="garam2@example.ac.kr"),
        Person("00261239", "박믜", email="mui@example.ac.kr"),
        Person("A20261240", "Nguyen Van Minh", email="minh@example.ac.kr"),
        Person("20261235", "남궁솔", email="sol@example.ac.kr"),
    ]
)
MARKS = {
    "20261234": Mark(87.5, 100.0),
    "20261238": Mark(0.0, 100.0),
    "00261239": Mark(100.0, 100.0),
    "A20261240": Mark(50.0, 100.0, waits=True),
    "20260000": Mark(10.0, 100.0),
}
MOODLE = (
    "식별자,전체 이름,id 번호,이메일 주소,상태,성적,최대 성적,Grade can be changed,마지막 수정됨(제출),마지막 수정됨(성적),피드백 코멘트\r\n"
    '참가자1,한 가람,20261234,garam@example.ac.kr,제출됨,,50.00,예,"일요일, 4 10월 2026, 9:26 오후",-,\r\n'
    "참가자2,한 가람,,garam2@example.ac.kr,제출됨,,50.00,예,-,-,\r\n"
    '참가자3,박 믜,261239,,제출됨,10.00,50.00,예,-,"월요일, 5 10월 2026, 9:26 오후","잘했어요, 다음에"\r\n'
    "참가자4,Nguyen Van Minh,A20261240,,제출됨,7.00,50.00,예,-,-,\r\n"
    "참가자5,청강생,99999999,x@example.ac.kr,제출됨,3.00,50.00,예,-,-,\r\n"
    "참가자6,남궁 솔,20261235,,미제출,,50.00,예,-,-,\r\n"
)
CANVAS = (
    "Student,ID,SIS Login ID,Section,HW 01 (7001),HW 02 (7002),Final Score\n"
    ",,,,Manual Posting,,\n"
    "    Points Possible,,,,10.00,20.00,(read only)\n"
    "한가람,4101,20261234,01,9.50,,95.00\n"
    "한가람,4105,20261238,01,9.50,,95.00\n"
    "박믜,4106,00261239,01,,EX,95.00\n"
    "Nguyen Van Minh,4107,A20261240,01,9.50,,95.00\n"
    "남궁솔,4102,20261235,01,4.00,7.00,95.00\n"
    '"Student, Test",4999,a1b2c3,01,,,\n'
)


def put(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return path


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_moodle_s_worksheet_is_filled_and_otherwise_the_same(tmp_path: Path) -> None:
    """Are scores scaled to its maximum, found by number, value and e-mail, and is every other cell as it was?"""
    path = put(tmp_path, MOODLE, "utf-8-sig")
    filled = fill_moodle(path, MARKS, ROSTER)
    assert filled.content.startswith(b"\xef\xbb\xbf")
    before, after = cells(path.read_bytes()), cells(filled.content)
    assert [row[5] for row in after[1:]] == ["43.75", "0.00", "50.00", "7.00", "3.00", ""]
    assert [[*row[:5], *row[6:]] for row in before] == [[*row[:5], *row[6:]] for row in after]
    assert filled.written == 3
    notes = "\n".join(filled.notes)
    for said in ("A20261240: 사람이 정할", "6번째 줄(청강생)", "20260000: 점수가 있는데", "1명에게는 이미 성적이"):
        assert said in notes
    assert len(filled.notes) == 4


def test_an_english_worksheet_is_read_as_well(tmp_path: Path) -> None:
    """Are the English headers known, and a person found by name where that is one person only?"""
    text = (
        "Identifier,Full name,Status,Grade,Maximum grade,Last modified (grade)\r\n"
        "Participant 1,믜 박,Submitted,,100.00,-\r\nParticipant 2,가람 한,Submitted,,100.00,-\r\n"
    )
    filled = fill_moodle(put(tmp_path, text), MARKS, ROSTER)
    assert [row[3] for row in cells(filled.content)[1:]] == ["100.00", ""]
    notes = "\n".join(filled.notes)
    assert "이름으로 00261239에" in notes
    assert "3번째 줄(가람 한)" in notes  # two have this name


def test_canvas_s_column_is_filled_and_otherwise_the_same(tmp_path: Path) -> None:
    """Is the column found by the unit's number, scaled, and are Points Possible, EX and the test student left alone?"""
    path = put(tmp_path, CANVAS)
    filled = fill_canvas(path, MARKS, ROSTER, unit="02_logistic_regression")
    before, after = cells(path.read_bytes()), cells(filled.content)
    assert [row[5] for row in after] == ["HW 02 (7002)", "", "20.00", "17.50", "0.00", "EX", "", "7.00", ""]
    assert [[*row[:5], *row[6:]] for row in before] == [[*row[:5], *row[6:]] for row in after]
    assert not filled.content.startswith(b"\xef\xbb\xbf")
    assert any("EX" in note for note in filled.notes)
    assert not any("00261239" in note for note in filled.notes)


def test_a_column_that_cannot_be_told_is_asked_for(tmp_path: Path) -> None:
    """Are the assignments named when none or several fit, and is one that is given found by title and header?"""
    path = put(tmp_path, CANVAS)
    with pytest.raises(UsageError, match=r"HW 01 \(7001\), HW 02 \(7002\)"):
        fill_canvas(path, MARKS, ROSTER, unit="09_softmax_cross_entropy")
    with pytest.raises(UsageError, match="HW 09이라는|HW 09라는"):
        fill_canvas(path, MARKS, ROSTER, column="HW 09")
    for column in ("HW 01", "HW 01 (7001)"):
        assert cells(fill_canvas(path, MARKS, ROSTER, column=column).content)[3][4] == "8.75"


def test_a_file_that_excel_saved_again_is_written_as_utf8(tmp_path: Path) -> None:
    """Is CP949, which Canvas cannot read, read here and written as UTF-8, and a semicolon kept?"""
    path = put(
        tmp_path, CANVAS.replace("박믜", "박미").replace(",", ";").replace('"Student; Test"', '"Student, Test"'), "cp949"
    )
    filled = fill_canvas(path, MARKS, ROSTER, column="HW 01")
    assert "한가람;4101;20261234;01;8.75" in filled.content.decode("utf-8")
    assert any("CP949" in note for note in filled.notes)


@pytest.mark.parametrize("fill", [fill_moodle, fill_canvas])
def test_another_file_is_refused_with_what_it_lacks(tmp_path: Path, fill: object) -> None:
    """Does the error name the file, the missing column and those that are there?"""
    path = put(tmp_path, "학번,점수\n1,2\n")
    with pytest.raises(UsageError, match="학번, 점수") as caught:
        fill(path, MARKS, ROSTER)  # type: ignore[operator]
    assert str(path) in str(caught.value)


def test_a_namesake_who_is_not_in_the_roster_gets_nobodys_score(tmp_path: Path) -> None:
    """Somebody who only has the name of a student, where that student has a row."""
    sheet = put(tmp_path, MOODLE.replace("청강생,99999999,x@", "박믜,99999999,x@"))
    done = fill_moodle(sheet, MARKS, ROSTER)
    assert [row[5] for row in cells(done.content)[1:]] == ["43.75", "0.00", "50.00", "7.00", "3.00", ""]
    assert any("00261239" in note and "박믜" in note for note in done.notes)


def test_a_score_that_moodle_would_skip_is_noted(tmp_path: Path) -> None:
    """Moodle passes over a grade above the maximum without a word; Canvas takes it."""
    marks = {"20261234": Mark(120.0, 100.0)}
    done = fill_moodle(put(tmp_path, MOODLE), marks, ROSTER)
    assert (done.written, cells(done.content)[1][5]) == (0, "")
    assert any("20261234" in note and "60.00" in note for note in done.notes)
    assert fill_canvas(put(tmp_path, CANVAS), marks, ROSTER, "HW 01").written == 1
