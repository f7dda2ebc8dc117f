"""One spreadsheet: a row per student, right totals, and no formula from a name."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook

from autograder.course.roster import Person
from autograder.course.settings import Course, UnitPlan
from autograder.gradebook.standing import Standing
from autograder.returning.spreadsheet import totals, workbook

UNITS = ("01_a", "02_b", "03_c")
COURSE = Course(
    Path("x"),
    units=(UnitPlan("01_a", weight=1), UnitPlan("02_b", weight=3), UnitPlan("03_c", weight=0.4, extra_credit=True)),
)


def standing(student: str, unit: str, score: float, **more: Any) -> Standing:
    person = more.pop("person", Person(student, "한가람", "AI", "01"))
    return Standing(person, True, unit, graded=True, there=True, score=score, max_score=100.0, **more)


def test_a_total_is_the_weighted_mean_and_extra_credit_on_top() -> None:
    """Is a unit that was not handed in zero, and extra credit no part of the weights?"""
    rows = {"01_a": standing("1", "01_a", 80), "02_b": standing("1", "02_b", 60)}
    assert totals(COURSE, UNITS, rows) == pytest.approx((80 + 3 * 60) / 4)
    rows["03_c"] = standing("1", "03_c", 100)
    assert totals(COURSE, UNITS, rows) == pytest.approx((80 + 3 * 60) / 4 + 10)
    assert totals(COURSE, UNITS, {}) == 0.0


def test_the_workbook_has_a_row_per_student_and_no_formulas() -> None:
    """Are names text, whatever they begin with, leading zeros kept, and lateness and doubts said?"""
    evil = Person("00261239", '=HYPERLINK("http://x")', "AI", "01", dropped=True)
    rows = [
        standing("1", "01_a", 80, late=timedelta(days=1, hours=12)),
        standing("1", "02_b", 60, waits=True),
        standing("00261239", "01_a", 50, person=evil),
    ]
    content = workbook(COURSE, UNITS, rows)
    table = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert table[0][:8] == ["학번", "이름", "학과", "분반", "01_a", "02_b", "03_c (가산)", "합계"]
    assert table[1][:8] == ["00261239", '=HYPERLINK("http://x")', "AI", "01", 50.0, "", "", 12.5]
    assert table[1][-1] == "수강 철회"
    assert table[2][4:9] == [80.0, 60.0, "", 65.0, "1.5"]
    assert table[2][-1] == "확인 필요: 02_b"
    assert b"<f>" not in content
