"""The report counts right and can do nothing to whoever opens it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from autograder.gradebook import messages
from autograder.gradebook.classroom import open_book, prepare
from autograder.gradebook.record import Recorder
from autograder.gradebook.report import read_entries, write_report

from .conftest import NAME, UNIT


@pytest.fixture
def room(room, graded):
    with Recorder(room.root) as recorder:
        for student, key in (("a", ""), ("b", "rows"), ("c", "rows"), ("d", "in_place")):
            recorder.write(graded(student, key), "d")
        recorder.write(replace(graded("e"), status="needs_review", verdict=None, notebook=None), "")
        recorder.write(replace(graded("f"), status="rejected", verdict=None, notebook=None), "d")
    with open_book(room.db_url) as book:
        book.update_or_create_student("e", last_name="<script>alert(1)</script>", first_name="&")
    return room


def test_what_was_got_wrong_is_counted(room, unit):
    start = write_report(room.root, [unit])
    page = (room.report / f"{UNIT}.html").read_text(encoding="utf-8")
    assert "25% (1/4)" in page, "one of four judged has full points"
    says = next(item.says for item in unit.mistakes if item.key == "rows")
    row = next(line for line in page.split("<tr>") if says in line)
    assert re.search(r"<td class=number>2</td>", row)
    assert 'alt="' in page
    # 100 + 10 + 10 + 80 and the rejected 0, without the one that a person has yet to judge
    assert messages.REPORT["line"].format(count=6, mean="40.0") in page
    assert f'<a href="{UNIT}.html">' in start.read_text(encoding="utf-8")


def test_those_that_need_a_look_are_listed(room, unit):
    write_report(room.root, [unit])
    page = (room.report / f"{UNIT}.html").read_text(encoding="utf-8")
    assert messages.REPORT_STATUS["rejected"] in page
    assert messages.REPORT_STATUS["needs_review"] in page
    assert {item.student for item in read_entries(room.db_url)[UNIT] if item.needs_look} == {"e", "f"}


def test_the_pages_are_inert(room, unit):
    write_report(room.root, [unit])
    for page in room.report.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "default-src 'none'" in text.replace("&#x27;", "'")
        assert "http://" not in text.replace("http-equiv", "")
        assert "https://" not in text


def test_an_empty_class_has_a_report_too(tmp_path, unit):
    room = prepare(tmp_path / "empty", [])
    assert messages.REPORT["nothing"] in write_report(room.root, [unit]).read_text(encoding="utf-8")
    assert NAME not in (room.report / "index.html").read_text(encoding="utf-8")
