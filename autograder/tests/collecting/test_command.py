"""``autograder collect`` as a professor runs it, up to the grade."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.cli import main

from .conftest import UNIT
from .zips import PEOPLE, SKY, SOL, Book, examples, moodle_folder, pack, utf8, worksheet

Run = Callable[..., int]


@pytest.fixture
def run(project: Path, class_dir: Path) -> Run:
    """The command in the project, on the class."""

    def command(*arguments: object) -> int:
        return main(["collect", *map(str, arguments), "--root", str(project), "--class-dir", str(class_dir)])

    return command


@pytest.fixture
def archive(tmp_path: Path, book: Book) -> Path:
    """Moodle's archive with nothing beside it."""
    path = tmp_path / "과제1.zip"
    path.write_bytes(examples(book)["moodle_without_table"].raw)
    return path


def test_what_a_professor_sees(run: Run, archive: Path, class_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(archive, "--dry-run") == 1
    dry = capsys.readouterr().out
    assert "아무것도 쓰지 않았어요" in dry
    assert not (class_dir / "versions").exists()
    assert run(archive) == 1, "two of one name wait"
    said = capsys.readouterr().out
    for words in (
        "과제1.zip: 무들, 노트북 8개", "20261235 남궁솔", "이름만 같음(남궁 솔)", "같은 이름의 학생이 여럿이에요(한 가람)",
        "20261234 한가람, 20261238 한가람", "새로 모음 6개", "기다림 2개", "이름만으로 정한 6개", "낸 시각을 알 수 없는 것이 6개",
        "13_toy: 명단의 8명 가운데 2명이 아직",
    ):  # fmt: skip
        assert words in said, said
    assert run() == 1
    waiting = capsys.readouterr().out
    command = next(line for line in waiting.splitlines() if "--assign" in line)
    item = command.split("--assign ")[1].split()[0]
    assert run("--assign", item, "20261238") == 0
    assert "20261238 한가람" in capsys.readouterr().out
    (archive.parent / "성적.csv").write_bytes(worksheet(PEOPLE))
    assert run(archive) == 1, "the table now says that the answer was wrong"
    capsys.readouterr()


def test_the_table_finds_all(
    run: Run, archive: Path, class_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "elsewhere" / "성적.csv"
    table.parent.mkdir()
    table.write_bytes(worksheet(PEOPLE))
    target = tmp_path / "rows.json"
    assert run(archive, table, "--json", target) == 0
    rows = json.loads(target.read_text(encoding="utf-8"))
    assert {row["student"] for row in rows if row["state"] == "new"} == {who.number for who in PEOPLE}
    assert rows[0]["submitted"] == "2026-10-04T21:26:00+09:00"
    assert run() == 0
    assert "기다리는 것이 없어요" in capsys.readouterr().out
    assert run(archive, table) == 0
    assert "이미 있음 8개" in capsys.readouterr().out


def test_wrong_use(run: Run, archive: Path, class_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "x.csv"
    table.write_text("a")
    for arguments, words in (
        ((tmp_path / "no.zip",), "no.zip"), ((archive, "--assign", "a", "b"), "함께 쓸 수 없어요"), (("--assign", "a"), "학번을 적어"),
        ((table,), "모을 것이 없어요"), ((archive, "--unit", "99"), "99"), ((archive, "--pattern", "("), "정규식"), (("--dismiss", "x"), "inbox"),
    ):  # fmt: skip
        assert run(*arguments) == 2, arguments
        assert words in capsys.readouterr().err
    (class_dir / "roster.csv").unlink()
    assert run(archive) == 2
    assert "class roster" in capsys.readouterr().err


def test_patterns_are_kept_with_the_class(run: Run, class_dir: Path, tmp_path: Path, book: Book) -> None:
    path = tmp_path / "hw.zip"
    path.write_bytes(
        pack([utf8("A-0001 @20261235@ hw.ipynb", book(SOL.number, 1)), utf8("A-0002 @x@ hw.ipynb", book("", 1))])
    )
    (class_dir / "patterns.txt").write_text("# 학교\n(?P<id>A-\\d+) @(?P<number>[^@]+)@ (?P<file>.+)\n", encoding="utf-8")
    assert run(path) == 1
    receipts = (class_dir / "versions" / SOL.number / UNIT / "receipts.jsonl").read_text()
    assert json.loads(receipts)["owner"] == "own:A-0001"


def test_the_course_decides(run: Run, project: Path, class_dir: Path, tmp_path: Path, book: Book) -> None:
    """The rule, the due time and its zone come from course.toml."""
    toml = f'id = "ml"\ncounts = "last before due"\n[[unit]]\nname = "{UNIT}"\ndue = "2026-10-04 23:59"\n'
    (class_dir / "course.toml").write_text(toml, encoding="utf-8")
    path = tmp_path / "hw.zip"
    files = [f"HW_{SOL.number}_attempt_2026-10-{day}-23-59-00_hw.ipynb" for day in ("04", "05")]
    path.write_bytes(pack([utf8(name, book(SOL.number, at)) for at, name in enumerate(files)]))
    assert run(path) == 0
    assert (class_dir / "submitted" / SOL.number / UNIT / f"{UNIT}.ipynb").read_bytes() == book(SOL.number, 0)


def test_collected_and_graded(
    run: Run,
    project: Path,
    class_dir: Path,
    tmp_path: Path,
    book: Book,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The time in the gradebook is the LMS's; a version that comes to count is graded though it is older."""
    from datetime import UTC

    from autograder.collecting.receipts import read_receipts
    from autograder.gradebook.database import open_book

    course = ["--root", str(project), "--class-dir", str(class_dir), "--workers", "1"]
    path = tmp_path / "hw.zip"
    path.write_bytes(pack([utf8(f"{moodle_folder(who)}/hw.ipynb", book(who.number, 1)) for who in (SOL, SKY)]))
    assert run(path) == 0
    assert main(["grade", *course]) == 0

    def stamps() -> dict[str, object]:
        with open_book(f"sqlite:///{class_dir / 'gradebook.db'}") as gradebook:
            return {item.student.id: (item.timestamp, item.score) for item in gradebook.assignment_submissions(UNIT)}

    assert stamps() == {SOL.number: (None, 100.0), SKY.number: (None, 100.0)}, "nobody knows when: nothing is late"
    (tmp_path / "grades.csv").write_bytes(worksheet(PEOPLE))
    assert run(path) == 0
    assert main(["grade", *course]) == 0
    [receipt] = read_receipts(class_dir, SOL.number, UNIT)[-1:]
    assert receipt.submitted is not None
    when = receipt.submitted.astimezone(UTC).replace(tzinfo=None)
    assert stamps() == {SOL.number: (when, 100.0), SKY.number: (when, 100.0)}, "the table came later"
    capsys.readouterr()


def test_the_hint_names_the_unit_where_none_was_found(
    run: Run, class_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is a file of which nobody can tell the unit asked for with all that the answer needs?"""
    path = tmp_path / "hw.zip"
    path.write_bytes(
        pack(
            [
                utf8(
                    f"HW_{SOL.number}_attempt_2026-10-04-23-59-00_hw.ipynb",
                    b'{"cells": [], "nbformat": 4, "nbformat_minor": 5}',
                )
            ]
        )
    )
    assert run(path) == 1
    command = capsys.readouterr().out.split("누구의 것인지 정하려면: ")[1].split()
    assert command[-2:] == ["--unit", "01"]
    item = command[command.index("--assign") + 1]
    assert run("--assign", item, SOL.number) == 2, "nobody can tell which unit it is"
    assert "--unit을 함께" in capsys.readouterr().err
    run("--assign", item, SOL.number, "--unit", UNIT)
    assert (class_dir / "versions" / SOL.number / UNIT).is_dir()
