"""Is a gradebook in PostgreSQL the same as one in SQLite, through nbgrader's own model?"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook.backup import back_up, bring_back
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book, recorded_digests
from autograder.gradebook.history import earlier
from autograder.gradebook.points import read_points
from autograder.gradebook.record import Recorder
from autograder.grading.results import Graded
from autograder.reporting.entries import read_entries
from autograder.reporting.report import write_report
from npml.errors import UsageError

from . import postgres
from .conftest import NAME, UNIT, nbgrader

_names = count(1)
Both = list[tuple[Classroom, str]]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A real server, one for all tests."""
    if postgres.newest() is None:
        pytest.skip("PostgreSQL is not installed (Debian: apt install postgresql): nothing to test against")
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def template(server: str, unit: Unit, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database in which the unit is registered; copied for each test."""
    url = postgres.create(server, "template")
    prepare(tmp_path_factory.mktemp("template"), [unit], url)
    return url


@pytest.fixture
def both(room: Classroom, unit: Unit, server: str, template: str, tmp_path: Path) -> Both:
    """The same class twice: in SQLite, in PostgreSQL."""
    url = postgres.create(server, f"class{next(_names)}", template="template")
    return [(room, ""), (prepare(tmp_path / "postgres", [unit], url), url)]


def seen(room: Classroom, url: str) -> dict[str, Any]:
    """What nbgrader says of a class, without what is each database's own (ids)."""
    with open_book(url or room.db_url) as book:
        rows = [{key: item[key] for key in item if key != "id"} for item in book.submission_dicts(UNIT)]
        books = [{key: item[key] for key in item if key != "id"} for item in book.notebook_submission_dicts(UNIT, UNIT)]
        grades, comments = [], []
        for submission in book.assignment_submissions(UNIT):
            for notebook in submission.notebooks:
                grades += [{key: value for key, value in item.to_dict().items() if key != "id"} for item in notebook.grades]
                comments += [
                    {key: value for key, value in item.to_dict().items() if key != "id"} for item in notebook.comments
                ]
        students = sorted(student.id for student in book.students)
        average = book.average_assignment_score(UNIT)
    order: Callable[[list[Any]], list[Any]] = lambda items: sorted(items, key=repr)  # noqa: E731
    return {"submissions": order(rows), "notebooks": order(books), "grades": order(grades), "comments": order(comments),
            "students": students, "average": average}  # fmt: skip


def record(room: Classroom, url: str, graded: Callable[..., Graded]) -> None:
    """One of each kind."""
    review = replace(graded("han"), status="needs_review", verdict=None, notebook=None)
    rejected = replace(graded("go"), status="rejected", verdict=None, notebook=None, message="노트북이 아니에요")
    items = [graded("kim"), graded("lee", "in_place"), graded("김하늘", "rows"), rejected, review]
    with Recorder(room.root, url) as recorder:
        for number, item in enumerate(items):
            recorder.write(replace(item, digest="" if item is review else f"d{number}"))


@pytest.fixture(autouse=True)
def _same_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both databases get the same submissions, whose files the fixtures make anew: at the same time."""
    monkeypatch.setattr("autograder.gradebook.record.submitted_at", lambda path: datetime(2026, 3, 2, 9, 30))


def test_the_grades_are_the_same(both: Both, graded: Callable[..., Graded]) -> None:
    for room, url in both:
        record(room, url, graded)
    sqlite, other = (seen(room, url) for room, url in both)
    assert sqlite == other
    assert {item["student"] for item in other["submissions"]} == {"go", "han", "kim", "lee", "김하늘"}
    assert {item["student"]: item["score"] for item in other["submissions"]}["lee"] == 80.0
    for room, url in both:
        record(room, url, graded)
    assert seen(*both[0]) == sqlite
    assert seen(*both[1]) == other, "grading again changes nothing"


def test_what_is_known_and_reported_is_the_same(both: Both, unit: Unit, graded: Callable[..., Graded]) -> None:
    known, entries = [], []
    for room, url in both:
        record(room, url, graded)
        with Recorder(room.root, url) as recorder:
            known.append(recorder.known())
            assert {key: recorder.digest(*key) for key in known[-1]} == known[-1]
            assert recorder.digest("nobody", UNIT) == ""
        entries.append(read_entries(url or room.db_url))
        assert write_report(room.root, [unit], url).is_file()
    assert known[0] == known[1]
    assert entries[0] == entries[1]
    assert not (both[1][0].root / "gradebook.db").exists(), "nothing of it is in SQLite"


def test_a_teachers_score_is_kept(both: Both, graded: Callable[..., Graded]) -> None:
    for room, url in both:
        with Recorder(room.root, url) as recorder:
            recorder.write(graded("kim", "rows", digest="d1"))
        with open_book(url or room.db_url) as book:
            grade = book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim")
            grade.manual_score, grade.extra_credit = 33.0, 2.0
            book.db.commit()
        with Recorder(room.root, url) as recorder:
            recorder.write(graded("kim", digest="d2"))
    assert seen(*both[0]) == seen(*both[1])
    found = next(item for item in seen(*both[1])["grades"] if item["name"] == f"{NAME}_check")
    assert (found["auto_score"], found["manual_score"], found["needs_manual_grade"]) == (90.0, 33.0, True)


def test_points_and_history_are_the_same(both: Both, unit: Unit, graded: Callable[..., Graded]) -> None:
    found = []
    for room, url in both:
        for key in ("rows", ""):
            with Recorder(room.root, url) as recorder:
                recorder.write(graded("kim", key), ("submission",))
            if key:
                with open_book(url or room.db_url) as book:
                    grade = book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim")
                    grade.manual_score, grade.needs_manual_grade = 15.0, False
                    book.db.commit()
        with open_book(url or room.db_url) as book, book.engine.connect() as connection:
            [old] = earlier(connection, "kim", UNIT)
            found.append((list(read_points(connection, [UNIT])), old.score, old.final, old.reasons))
        assert recorded_digests(url or room.db_url) == {("kim", UNIT): "d"}
    assert found[0] == found[1]
    [own] = found[0][0]
    assert (own.automatic, own.by_hand, own.final, own.overtaken) == (100.0, -75.0, 25.0, (NAME,))
    assert found[0][1:] == (10.0, 25.0, ("submission",))


def test_a_crash_before_the_commit_leaves_nothing(
    both: Both, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    room, url = both[1]
    with pytest.raises(KeyboardInterrupt), Recorder(room.root, url) as recorder:
        recorder.write(graded("kim"))
        monkeypatch.setattr(recorder._book.db, "commit", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with Recorder(room.root, url) as recorder:
        assert recorder.known() == {}
    assert seen(room, url)["students"] == []


def test_nbgraders_own_commands_find_it(both: Both, graded: Callable[..., Graded]) -> None:
    tables = []
    for room, url in both:
        record(room, url, graded)
        nbgrader(room.root, "export", "--to", "grades.csv")
        tables.append((room.root / "grades.csv").read_text(encoding="utf-8-sig"))
    assert tables[0] == tables[1]
    assert "김하늘" in tables[1]


def test_a_server_that_is_not_there_is_an_error_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="연결하지 못했어요") as error:
        open_book(f"postgresql://teacher:secret@/none?host={tmp_path}")
    assert "secret" not in str(error.value)
    with pytest.raises(UsageError, match="URL"):
        open_book("gradebook.db")
    with pytest.raises(UsageError, match="드라이버"):
        open_book("postgresql+psycopg2://teacher:secret@/none")


def test_no_server_is_left() -> None:
    if postgres.newest() is None:
        pytest.skip("PostgreSQL is not installed")
    with pytest.raises(ZeroDivisionError), postgres.server() as url:
        raise ZeroDivisionError
    folder = url.partition("host=")[2]
    assert not Path(folder).exists()
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert folder not in listed


def test_a_backup_comes_back(
    both: Both, server: str, graded: Callable[..., Graded], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With PostgreSQL's own programs, into an empty database only, and never into the other kind."""
    monkeypatch.setenv("PATH", f"{postgres.newest()}{os.pathsep}{os.environ['PATH']}")
    room, url = both[1]
    record(room, url, graded)
    target, again, empty = tmp_path / "kept.tar.gz", tmp_path / "again", postgres.create(server, f"class{next(_names)}")
    back_up(room, room.gradebook(url), target)
    for other, words in ((url, "덮어쓰지 않았어요"), (f"sqlite:///{tmp_path / 'x.db'}", "넣을 수 없는 종류")):
        with pytest.raises(UsageError, match=words):
            bring_back(target, again, other)
        assert not again.exists()
    bring_back(target, again, empty)
    assert seen(Classroom(again), Classroom(again).gradebook()) == seen(room, url)
    assert Classroom(again).gradebook() == Classroom(again).gradebook(empty)
