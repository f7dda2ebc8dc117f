"""The CSV opens right in a spreadsheet and holds no formulas."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.gradebook.classroom import Classroom
from autograder.gradebook.database import open_book
from autograder.gradebook.export import FIELDS, SafeCsvExportPlugin, safe_cell
from autograder.gradebook.record import Recorder
from autograder.grading.results import Graded

from .conftest import UNIT


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "\tx", "\r=1", "\n=1", "  =1", "＝1"])
def test_what_a_spreadsheet_takes_for_a_formula_is_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize(
    ("value", "shown"), [("김민준", "김민준"), (None, ""), (70.0, "70"), (-1.5, "-1.5"), ('a,b"c', 'a,b"c')]
)
def test_ordinary_values_stay(value: object, shown: str) -> None:
    assert safe_cell(value) == shown


def test_the_file_is_utf8_with_a_mark_and_parses_whatever_the_names(
    tmp_path: Path, room: Classroom, graded: Callable[..., Graded]
) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim", "in_place"))
    with open_book(room.db_url) as book:
        book.update_or_create_student("kim", last_name='=cmd|"/c calc"!A1', first_name='민준, "반장"', email="a\nb")
        book.update_or_create_student("lee", last_name="이")
        plugin = SafeCsvExportPlugin()
        plugin.to = str(tmp_path / "grades.csv")
        plugin.export(book)
    assert (tmp_path / "grades.csv").read_bytes().startswith(b'\xef\xbb\xbf"assignment"')
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(FIELDS)
    kim = next(row for row in rows if row["student_id"] == "kim")
    assert (kim["assignment"], kim["score"], kim["max_score"]) == (UNIT, "80", "100")
    assert kim["last_name"].startswith("'=")
    assert kim["first_name"] == '민준, "반장"'
    assert next(row for row in rows if row["student_id"] == "lee")["score"] == "0"
