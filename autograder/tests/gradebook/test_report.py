"""The report counts right and can do nothing to whoever opens it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from autograder.authoring.unit import Unit
from autograder.gradebook import messages
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.record import Recorder
from autograder.gradebook.report import read_entries, write_report
from autograder.grading.results import Graded

from .conftest import NAME, UNIT


@pytest.fixture
def room(room: Classroom, graded: Callable[..., Graded]) -> Classroom:
    with Recorder(room.root) as recorder:
        for student, key in (("a", ""), ("b", "rows"), ("c", "rows"), ("d", "in_place")):
            recorder.write(graded(student, key))
        recorder.write(replace(graded("e"), status="needs_review", verdict=None, notebook=None, digest=""))
        recorder.write(replace(graded("f"), status="rejected", verdict=None, notebook=None))
        recorder.write(replace(graded("g"), status="rejected", verdict=None, notebook=None, message="<b>PDF</b> 문서예요."))
    with open_book(room.db_url) as book:
        book.update_or_create_student("e", last_name="<script>alert(1)</script>", first_name="&")
    return room


def test_what_was_got_wrong_is_counted(room: Classroom, unit: Unit) -> None:
    start = write_report(room.root, [unit])
    page = (room.report / f"{UNIT}.html").read_text(encoding="utf-8")
    assert "25% (1/4)" in page, "one of four judged has full points"
    says = next(item.says for item in unit.mistakes if item.key == "rows")
    row = next(line for line in page.split("<tr>") if says in line)
    assert re.search(r"<td class=number>2</td>", row)
    assert 'alt="' in page
    # 100 + 10 + 10 + 80, without those that a person has yet to judge
    assert messages.REPORT["line"].format(count=7, mean="50.0") in page
    assert f'<a href="{UNIT}.html">' in start.read_text(encoding="utf-8")


def test_those_that_need_a_look_are_listed(room: Classroom, unit: Unit) -> None:
    write_report(room.root, [unit])
    page = (room.report / f"{UNIT}.html").read_text(encoding="utf-8")
    assert messages.REPORT_STATUS["rejected"] in page
    assert messages.REPORT_STATUS["needs_review"] in page
    assert "&lt;b&gt;PDF&lt;/b&gt; 문서예요." in page, "the reason, where there is one"
    assert {item.student for item in read_entries(room.db_url)[UNIT] if item.needs_look} == {"e", "f", "g"}


def test_a_class_is_read_in_one_statement(room: Classroom) -> None:
    statements = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        entries = read_entries(room.db_url)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(entries[UNIT]) == 7
    assert len([text for text in statements if "FROM submitted_assignment" in text]) == 1
    assert not [text for text in statements if "FROM student" in text]


@pytest.mark.parametrize(
    ("table", "column"), [("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id")]
)
def test_what_nbgrader_looks_up_has_an_index(room: Classroom, table: str, column: str) -> None:
    for _ in range(2):  # a gradebook from before, and one that has it
        with open_book(room.db_url) as book, book.engine.begin() as connection:
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {column} = 'x'")).all()
            assert f"USING INDEX autograder_{table}_{column}" in str(plan)
            connection.execute(text(f"DROP INDEX autograder_{table}_{column}"))


def test_the_pages_are_inert(room: Classroom, unit: Unit) -> None:
    write_report(room.root, [unit])
    for page in room.report.glob("*.html"):
        content = page.read_text(encoding="utf-8")
        assert "<script" not in content
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in content, "a student's name"
        assert "default-src 'none'" in unescape(content)
        assert "http://" not in content.replace("http-equiv", "")
        assert "https://" not in content


def test_an_empty_class_has_a_report_too(tmp_path: Path, unit: Unit) -> None:
    room = prepare(tmp_path / "empty", [])
    assert messages.REPORT["nothing"] in write_report(room.root, [unit]).read_text(encoding="utf-8")
    assert NAME not in (room.report / "index.html").read_text(encoding="utf-8")
