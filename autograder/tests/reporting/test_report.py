"""The pages: their numbers are right, nobody is found on the one to project, and neither can do anything."""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from sqlalchemy import Engine, event, text

from autograder.authoring.unit import Unit
from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.course.registrar import read_class_roster
from autograder.course.settings import read_course
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.standing import mean_of, standings
from autograder.judge.verdict import UnitVerdict
from autograder.reporting import CLASS_PAGE, FOR_CLASS, FOR_ME, MY_PAGE, messages, report
from autograder.reporting.entries import read_entries
from autograder.reporting.report import write_report
from npml.core.josa import korean

from .conftest import NAME, UNITS, enrol, record, verdict

NOW = datetime(2026, 12, 1, tzinfo=UTC)
EVIL = "<script>alert(1)</script>&\x1b[2J\u202e"


class Page(HTMLParser):
    """A page's tables, and what could act or could not be read out."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[list[list[str]]] = []
        self.in_cell = False
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        self.in_cell = tag in ("td", "th") or (self.in_cell and tag not in ("table", "tr"))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.tables[-1][-1][-1] += data

    def row(self, first: str) -> list[str]:
        """The first row of a table that begins with this text."""
        rows = (row for table in self.tables for row in table if row and row[0].strip().startswith(first))
        return [cell.strip() for cell in next(rows)]


def write(room: Classroom, units: list[Unit], **more: object) -> tuple[Page, Page]:
    write_report(room.root, units, now=NOW, **more)  # type: ignore[arg-type]
    return Page(room.report / CLASS_PAGE), Page(room.report / MY_PAGE)


def fill(room: Classroom, units: list[Unit], ids: list[str]) -> None:
    """Thirty students: 12 right, 7 made one mistake, 3 another, 2 did not try, 1 is rejected, 5 handed in nothing."""
    unit = units[0]
    made: dict[str, UnitVerdict | str] = {}
    made |= {student: verdict(unit) for student in ids[:12]}
    made |= {student: verdict(unit, {NAME: "rows"}) for student in ids[12:19]}
    made |= {student: verdict(unit, {NAME: "sum"}) for student in ids[19:22]}
    made |= {student: verdict(unit, untried=[NAME], quiz=0) for student in ids[22:24]}
    record(room, unit, made | {ids[24]: "rejected"})  # type: ignore[arg-type]
    enrol(room, {student: f"이름{number}" for number, student in enumerate(ids)})


IDS = [f"2026{number:04}" for number in range(30)]


def test_the_page_to_work_with_has_the_right_numbers(room: Classroom, units: list[Unit]) -> None:
    """24 scores: 12 of 100, 10 of 10, 2 of 0, and 5 who handed in nothing: (1200 + 100) / 24 and / 29."""
    fill(room, units, IDS)
    _, page = write(room, units)
    row = page.row(units[0].title)
    assert row[1:8] == ["30", "25", "5", "0", "1", "54.2", "44.8"]
    assert "12/24 (50%)" in row
    exercise = next(row for table in page.tables for row in table if row[0].strip() == NAME and len(row) == 6)
    assert [cell.strip() for cell in exercise[1:]] == ["90", "24", "12/24 (50%)", "2", "55%"]  # 1080 / (22 · 90)
    assert "7/24 (29%)" in page.text
    says = next(item.says for item in units[0].mistakes if item.key == "rows")
    count = korean(messages.MINE["next_count"], whole=24, count=7)
    assert count in page.text
    assert page.text.index(count) < page.text.index(says)
    assert messages.STATUS["rejected"] in page.text
    assert all(f"{student} 이름" in page.text for student in IDS[25:])


def test_the_mean_is_the_terminals(room: Classroom, units: list[Unit]) -> None:
    fill(room, units, IDS)
    with open_book(room.db_url) as book:  # a manual score and an extra point count, too
        grade = book.find_grade(f"{NAME}_check", UNITS[0], UNITS[0], IDS[13])
        grade.manual_score, grade.extra_credit = 40.0, 3.0
        book.db.commit()
    rows = standings(room.db_url, read_course(room.root), read_class_roster(room.root), [UNITS[0]])
    _, page = write(room, units)
    assert mean_of(rows) == pytest.approx((1200 + 100 + 43) / 24)
    assert page.row(units[0].title)[6] == f"{mean_of(rows):.1f}"


def test_the_page_to_project_has_no_small_group(room: Classroom, units: list[Unit]) -> None:
    """12 right and 7 with one mistake of 24 are shown; 3 and 2 are put together to 5.  5 without, 1 rejected: not hidden."""
    fill(room, units, IDS)
    page, _ = write(room, units)
    shown = [(row[-2].strip(), row[-1].strip()) for row in page.tables[0][1:]]
    assert shown[:3] == [("12", "50%"), ("7", "29%"), ("5", "21%")]
    assert len(shown) == 4, "the quiz is one line"
    assert messages.CLASS["of_judged"].format(count=24) in page.text
    assert messages.CLASS["next_count"].format(whole=24, count=7) in page.text
    says = {item.key: item.says for item in units[0].mistakes}
    assert says["rows"] in page.text
    assert says["sum"] not in page.text, "the mistake of three"
    assert messages.CLASS["not_split"].format(few=5) in page.text, "22 of the quiz are right, 2 are not"


def test_who_is_missing_cannot_be_counted_on_the_page_to_project(room: Classroom, units: list[Unit]) -> None:
    """Of 30 two are missing: is there 28 anywhere, or 2?"""
    unit = units[0]
    made = {student: verdict(unit) for student in IDS[:20]} | {
        student: verdict(unit, {NAME: "rows"}) for student in IDS[20:28]
    }
    record(room, unit, made)
    enrol(room, dict.fromkeys(IDS, "이름"))
    page, _ = write(room, units)
    assert messages.CLASS["of_all"].format(count=30) in page.text
    numbers = {
        int(number) for table in page.tables for row in table for number in re.findall(r"\b\d+\b(?!%)", " ".join(row[-2:]))
    }
    assert not numbers & {2, 28, 8}, numbers  # 8 beside 20 of 30 would give 2
    assert 20 in numbers


def test_nobody_is_on_the_page_to_project(room: Classroom, units: list[Unit], tmp_path: Path) -> None:
    """Is it the same page, byte for byte, whoever the students are and in whatever order?"""
    other = Classroom(tmp_path / "other")
    prepare(other.root, units)
    names = [f"z{number:03}" for number in range(30)]
    random.Random(3).shuffle(names)
    fill(room, units, IDS)
    fill(other, units, names)
    first, _ = write(room, units)
    second, _ = write(other, units)
    assert first.text == second.text
    assert not any(student in first.text for student in IDS)
    assert "이름1" not in first.text


def test_four_are_shown_nothing(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {student: verdict(units[0]) for student in IDS[:4]})
    page, _ = write(room, units)
    assert messages.CLASS["few"].format(few=5) in page.text
    assert not page.tables
    assert "<svg" not in page.text
    assert "100" not in page.text.partition("</style>")[2]


def test_the_wrong_line_waits_for_the_last_due_time(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {student: verdict(units[0], {NAME: "sum"}) for student in IDS[:12]})
    plan = f'[[unit]]\nname = "{UNITS[0]}"\ndue = "2026-11-30 23:59"\n'
    later = f'[[extension]]\nstudent = "x"\nunit = "{UNITS[0]}"\nuntil = "2026-12-05 23:59"\n'
    (room.root / "course.toml").write_text(plan, encoding="utf-8")
    page, _ = write(room, units[:1])
    assert "return total" in page.text
    (room.root / "course.toml").write_text(plan + later, encoding="utf-8")
    page, _ = write(room, units[:1])
    assert "return total" not in page.text
    assert messages.CLASS["lines_later"] in page.text


def test_the_pages_are_inert_and_can_be_read_out(room: Classroom, units: list[Unit]) -> None:
    fill(room, units, IDS)
    enrol(room, {**dict.fromkeys(IDS, "이름"), "evil": EVIL})
    for page in write(room, units):
        assert "<script" not in page.text
        assert not {"\x1b", "\u202e"} & set(page.text)
        assert "default-src 'none'" in unescape(page.text)
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", page.text)
        tags = [tag for tag, _ in page.tags]
        assert not {"script", "link", "iframe", "form", "object", "embed", "base"} & set(tags)
        assert not [attrs for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert tags.count("caption") == tags.count("table")
        pictures = [attrs for tag, attrs in page.tags if attrs.get("role") == "img"]
        assert pictures
        assert all(attrs.get("aria-label") for attrs in pictures)
        scrolling = [attrs for _, attrs in page.tags if attrs.get("class") == "wide"]
        assert all(attrs.get("tabindex") == "0" and attrs.get("aria-label") for attrs in scrolling)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in page.text


def test_links_lead_to_what_is_there(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {"김 하늘": verdict(units[0]), "b": verdict(units[0])})
    for step, ending in ((room.feedback, "html"), (room.autograded, "ipynb")):
        path = step / "김 하늘" / UNITS[0] / f"{UNITS[0]}.{ending}"
        path.parent.mkdir(parents=True)
        path.write_text("{}")
    _, page = write(room, units)
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a" and "href" in attrs]
    outside = [link for link in links if link and link.startswith("../")]
    assert len(outside) == 2
    assert all((room.report / unquote(link)).resolve().is_file() for link in outside)


def test_a_large_class_is_shown_in_bands_and_pages(
    room: Classroom, units: list[Unit], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(room, units, IDS)
    monkeypatch.setattr(report, "ROWS", 12)
    _, page = write(room, units)
    files = sorted(path.name for path in room.report.glob("students-*.html"))
    assert files == ["students-001.html", "students-002.html", "students-003.html"]
    rows = [row for file in files for row in Page(room.report / file).tables[0][2:]]
    assert [row[0].split()[0] for row in rows] == IDS
    assert rows[0][1:5] == ["100.0", "100", "100", "100"]
    assert rows[12][1:5] == ["10.0", "10", "0", "100"]
    assert rows[-1][2] == messages.MINE["cell_missing"]
    assert page.row(messages.MINE["band"].format(number=1, count=1))[1:4] == ["100", "100", "100"]
    monkeypatch.setattr(report, "ROWS", 30)
    write(room, units)
    assert not list(room.report.glob("students-*.html")), "what is no longer so is gone"


def test_only_one_page(room: Classroom, units: list[Unit]) -> None:
    assert write_report(room.root, units, pages=[FOR_CLASS], now=NOW).name == CLASS_PAGE
    assert not (room.report / MY_PAGE).exists()
    assert write_report(room.root, units, pages=[FOR_ME], now=NOW).name == MY_PAGE
    assert (room.report / MY_PAGE).stat().st_mode & 0o077 == 0


def test_without_a_roster_whoever_handed_in_once_is_expected(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {"a": verdict(units[0]), "b": verdict(units[0])})
    record(room, units[1], {"a": verdict(units[1])})
    with open_book(room.db_url) as book:
        book.update_or_create_student("b", last_name="남궁", first_name="민")
    _, page = write(room, units)
    assert messages.MINE["no_roster"] in page.text
    assert page.row(units[1].title)[1:4] == ["2", "1", "1"]
    assert "남궁민" in page.text


def test_resubmissions_are_counted_and_what_is_not_known_is_said(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {"a": verdict(units[0])})
    store = Store(room.root)
    for at, content in enumerate(("1", "2")):
        receipt = Receipt("a", UNITS[0], content * 64, 1, collected=datetime(2026, 9, 1 + at, tzinfo=UTC))
        store.keep(content.encode(), receipt)
    _, page = write(room, units)
    assert messages.MINE["again_unknown"] in page.text
    store.note_score(Receipt("a", UNITS[0], "1" * 64, 1), 60.0)
    _, page = write(room, units)
    assert "+40.0" in page.text


def test_an_empty_class_has_pages_too(tmp_path: Path, units: list[Unit]) -> None:
    room = prepare(tmp_path / "empty", units)
    projected, mine = write(room, units)
    assert messages.MINE["nothing"] in mine.text
    assert messages.CLASS["nothing"].format(few=5) in projected.text


def test_a_class_is_read_in_one_statement(room: Classroom, units: list[Unit]) -> None:
    record(room, units[0], {name: verdict(units[0]) for name in "abcdefg"})
    statements = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        entries = read_entries(room.db_url)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(entries[UNITS[0]]) == 7
    assert len([statement for statement in statements if "FROM submitted_assignment" in statement]) == 1
    assert not [statement for statement in statements if "FROM student" in statement]


@pytest.mark.parametrize(
    ("table", "column"), [("grade", "notebook_id"), ("comment", "notebook_id"), ("submitted_notebook", "assignment_id")]
)
def test_what_nbgrader_looks_up_has_an_index(room: Classroom, table: str, column: str) -> None:
    for _ in range(2):  # a gradebook from before, and one that has it
        with open_book(room.db_url) as book, book.engine.begin() as connection:
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN SELECT id FROM {table} WHERE {column} = 'x'")).all()
            assert f"USING INDEX autograder_{table}_{column}" in str(plan)
            connection.execute(text(f"DROP INDEX autograder_{table}_{column}"))
