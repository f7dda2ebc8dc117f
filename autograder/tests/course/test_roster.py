"""The registrar's list: is everybody read from every format, nobody invented, and nobody lost?"""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import pytest

from autograder.course.registrar import changes, read_class_roster, read_registrar, write_class_roster
from autograder.course.roster import Person, Roster
from npml.errors import UsageError

PEOPLE = (
    ("20261234", "한가람", "garam@example.ac.kr"),
    ("20261235", "남궁솔", "sol@example.ac.kr"),
    ("20261238", "한가람", "garam2@example.ac.kr"),
    ("00261239", "박믜", "mui@example.ac.kr"),
    ("A20261240", "Nguyen Van Minh", "minh@example.ac.kr"),
    ("2026-31241", "황보이슬", "iseul@example.ac.kr"),
)
HEAD = ("순번", "학번", "성명", "소속", "분반", "이메일")


def rows() -> list[list[str]]:
    """The registrar's rows with their header."""
    body = [[str(at), number, name, "인공지능학과", "01", email] for at, (number, name, email) in enumerate(PEOPLE, 1)]
    return [list(HEAD), *body]


def as_csv(path: Path, encoding: str, separator: str = ",") -> Path:
    path.write_bytes("\r\n".join(separator.join(row) for row in rows()).encode(encoding))
    return path


def as_page(path: Path) -> Path:
    cells = "".join("<tr>" + "".join(f"<td> {cell}\n</td>" for cell in row) + "</tr>" for row in rows())
    path.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    return path


def as_workbook(path: Path) -> Path:
    """A sheet with a title above the header, numbers as numbers where they have no leading zero, and a total below."""
    body = [["2026학년도 2학기 출석부"], [], *rows(), ["합계", str(len(PEOPLE))]]
    sheet = "".join(f"<row>{''.join(map(_cell, row))}</row>" for row in body)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="1" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def _cell(text: str) -> str:
    if text.isdigit() and not text.startswith("0"):
        return f"<c><v>{text}</v></c>"
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize("kind", ["cp949", "utf-8-sig", "utf-8", "utf-16", "tabs", "page", "workbook"])
def test_everybody_is_read_from_every_format(tmp_path: Path, kind: str) -> None:
    """Is the list the same, whatever the file is, however it is named?"""
    path = tmp_path / "명단.xls"
    if kind == "page":
        as_page(path)
    elif kind == "workbook":
        as_workbook(path)
    elif kind == "tabs":
        as_csv(path, "utf-8-sig", "\t")
    else:
        as_csv(path, "cp949" if kind == "cp949" else kind)
    reading = read_registrar(path)
    if kind == "cp949":
        reading = read_registrar(as_csv(path, "cp949"))
    assert [(person.student, person.name, person.email) for person in reading.people] == list(PEOPLE)
    assert {(person.department, person.section) for person in reading.people} == {("인공지능학과", "01")}
    assert reading.notes == ()


def test_names_are_never_split_and_decomposed_hangul_is_composed(tmp_path: Path) -> None:
    """Is 남궁솔 one name, also from a Mac?"""
    path = tmp_path / "list.csv"
    path.write_text("학번,이름\n20261235,남궁솔\n", encoding="utf-8")
    assert read_registrar(path).people == (Person("20261235", "남궁솔"),)


def test_eaten_zeros_are_found_by_value_and_said(tmp_path: Path) -> None:
    """Is 261239 the known 00261239, and a new short number something to look at?"""
    roster = Roster.of(Person(number, name) for number, name, _ in PEOPLE)
    path = tmp_path / "list.csv"
    path.write_text("학번,이름\n20261234,한가람\n20261235,남궁솔\n20261238,한가람\n261239,박믜\n", encoding="utf-8")
    made = changes(roster, read_registrar(path))
    assert made.added == ()
    assert [note for note in made.notes if "00261239" in note]
    assert [note for note in changes(Roster(), read_registrar(path)).notes if "261239" in note and "0을" in note]


def test_who_is_missing_is_dropped_and_never_deleted(tmp_path: Path) -> None:
    """Does a new list add, drop, bring back and correct, and does an empty cell say nothing?"""
    old = Roster.of(
        [Person("1001", "김하나", email="a@x.kr"), Person("1002", "이둘"), Person("1003", "박셋", dropped=True)]
    )
    path = tmp_path / "list.csv"
    path.write_text("학번,이름,이메일\n1001,김하나,\n1003,박셋,c@x.kr\n1004,최넷,\n", encoding="utf-8")
    made = changes(old, read_registrar(path))
    assert [person.student for person in made.added] == ["1004"]
    assert [person.student for person in made.dropped] == ["1002"]
    assert [person.student for person in made.returned] == ["1003"]
    assert made.changed == ()
    assert made.roster.by_student("1001") == Person("1001", "김하나", email="a@x.kr")
    dropped = made.roster.by_student("1002")
    assert dropped is not None
    assert dropped.dropped


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("이름,과목\n한가람,수학\n", "학번이 적힌 열"),
        ("학번,이름\n합계,2\n", "학번이 하나도"),
        ("학번,이름\n20261234,한가람\n20261234,남궁솔\n", "3번째 줄에 다시"),
    ],
)
def test_a_list_that_cannot_be_right_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Does the error name the file and what is wrong?"""
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        read_registrar(path)
    assert str(path) in str(caught.value)


def test_a_row_without_a_number_is_no_student_and_is_said(tmp_path: Path) -> None:
    """Is a stranger in the list passed over aloud?"""
    path = tmp_path / "list.csv"
    path.write_text("학번,이름,학과\n20261234,한가람,AI\n,청강생,AI,1\n", encoding="utf-8")
    reading = read_registrar(path)
    assert len(reading.people) == 1
    assert "3번째 줄" in reading.notes[0]
    path.write_text("학번,이름\n20261234,한가람\n2026_1235,남궁솔\n합계,2\n", encoding="utf-8")
    [note] = read_registrar(path).notes
    assert "2026_1235" in note, "a number in another form is no reason to lose a student without a word"


def test_the_course_s_own_roster_survives_a_round_trip(tmp_path: Path) -> None:
    """Does the roster keep leading zeros and who dropped, readable for its owner only?"""
    evil = Person("2", '=HYPERLINK("http://x")', "-", "'=1", email="@x")
    roster = Roster.of(
        [*(Person(number, name, email=email) for number, name, email in PEOPLE), Person("1", "나", dropped=True), evil]
    )
    path = write_class_roster(tmp_path, roster)
    assert read_class_roster(tmp_path) == roster
    cells = [cell for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "-"))], "a spreadsheet must not calculate a name"
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert read_class_roster(tmp_path / "elsewhere") == Roster()


def test_a_name_that_two_have_names_nobody() -> None:
    """Are namesakes both found, and an e-mail that two share nobody's?"""
    roster = Roster.of([Person("1", "한 가람", email="a@x.kr"), Person("2", "한가람", email="A@x.kr")])
    assert len(roster.by_name("한가람")) == 2
    assert roster.by_email("a@x.kr") is None
