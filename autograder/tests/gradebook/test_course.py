"""course.toml in the gradebook: one database, due times in UTC, penalties that follow what changes."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.course.roster import Person, Roster
from autograder.course.settings import read_course
from autograder.gradebook.classroom import CONFIG_FILE, Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.record import Recorder
from autograder.gradebook.standing import standings
from autograder.grading.nodes import to_text
from autograder.grading.results import Graded
from autograder.sample_class.sources import Papers
from npml.errors import UsageError

from .conftest import NAME, UNIT, nbgrader

DUE = datetime(2026, 9, 14, 14, 59, tzinfo=UTC)  # 23:59 in Seoul


def write(room: Classroom, more: str = "", per_day: int = 10, due: str = "2026-09-14 23:59") -> None:
    (room.root / "course.toml").write_text(
        f'[late]\nper_day = {per_day}\ndays = 3\n[[unit]]\nname = "{UNIT}"\ndue = "{due}"\n{more}', encoding="utf-8"
    )


def hand_in(room: Classroom, item: Graded, at: datetime) -> None:
    os.utime(item.path, (at.timestamp(), at.timestamp()))
    with Recorder(room.root) as recorder:
        recorder.write(item)


def settle(room: Classroom) -> int:
    with Recorder(room.root) as recorder:
        return recorder.settle([UNIT]).settled


def penalty(room: Classroom, student: str) -> float:
    with open_book(room.db_url) as book:
        return float(book.find_submission(UNIT, student).late_submission_penalty or 0.0)


def test_due_times_are_in_utc(room: Classroom, unit: Unit) -> None:
    """Is 23:59 in Seoul 14:59 in nbgrader's table, and gone when the professor takes it away?"""
    write(room)
    prepare(room.root, [unit])
    with open_book(room.db_url) as book:
        assert book.find_assignment(UNIT).duedate == DUE.replace(tzinfo=None)
    (room.root / "course.toml").write_text(f'[[unit]]\nname = "{UNIT}"\n', encoding="utf-8")
    prepare(room.root, [unit])
    with open_book(room.db_url) as book:
        assert book.find_assignment(UNIT).duedate is None


def test_a_penalty_follows_due_time_extension_and_manual_score(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    """Is it right after grading, and after everything that may change later?"""
    write(room)
    prepare(room.root, [unit])
    hand_in(room, graded("kim"), DUE.replace(day=16))  # two days late
    hand_in(room, graded("lee"), DUE)
    assert settle(room) == 1
    assert (penalty(room, "kim"), penalty(room, "lee")) == (20.0, 0.0)
    with open_book(room.db_url) as book:
        book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim").manual_score = 40.0
        book.db.commit()
    settle(room)
    assert penalty(room, "kim") == 10.0  # 20 % of 50
    write(room, due="2026-09-15 23:59")
    prepare(room.root, [unit])
    settle(room)
    assert penalty(room, "kim") == 5.0
    write(room, f'[[extension]]\nstudent = "kim"\nunit = "{UNIT}"\nuntil = "2026-09-20 23:59"\n')
    prepare(room.root, [unit])
    assert settle(room) == 1
    with open_book(room.db_url) as book:
        submission = book.find_submission(UNIT, "kim")
        assert (submission.late_submission_penalty, submission.total_seconds_late) == (0.0, 0)
    assert settle(room) == 0


def test_nbgrader_s_own_command_gives_the_same_penalty(room: Classroom, unit: Unit, papers: Papers) -> None:
    """Does `nbgrader autograde` take off what `autograder grade` does?"""
    write(room)
    prepare(room.root, [unit])
    path = room.notebook(room.submitted, "kim", UNIT)
    path.parent.mkdir(parents=True)
    path.write_text(to_text(papers.solved()), encoding="utf-8")
    late = DUE.replace(day=15)
    os.utime(path, (late.timestamp(), late.timestamp()))
    nbgrader(room.root, "autograde", UNIT)
    assert penalty(room, "kim") == 10.0


def test_without_course_toml_penalties_are_nbgrader_s(room: Classroom, graded: Callable[..., Graded]) -> None:
    """Does an old class keep the penalties that nbgrader wrote?"""
    hand_in(room, graded("kim"), DUE)
    with open_book(room.db_url) as book:
        book.find_submission_notebook(UNIT, UNIT, "kim").late_submission_penalty = 7.0
        book.db.commit()
    assert settle(room) == 0
    assert penalty(room, "kim") == 7.0


def test_what_a_professor_adds_to_the_configuration_stays(room: Classroom, unit: Unit) -> None:
    """Does our block change with the class, and everything around it stay?"""
    path = room.root / CONFIG_FILE
    own = 'c = get_config()\nc.Exchange.root = "/srv/nbgrader/exchange"\n'
    path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
    moved = room.root.with_name("moved")
    room.root.rename(moved)
    prepare(moved, [unit])
    text = (moved / CONFIG_FILE).read_text(encoding="utf-8")
    assert text.endswith(own)
    assert text.count("configure(") == 1
    assert str(moved) in text


def test_without_our_lines_nothing_would_be_isolated(room: Classroom, unit: Unit) -> None:
    """Does a configuration of the professor's own get our lines, in front of theirs?"""
    path = room.root / CONFIG_FILE
    path.write_text("c = get_config()\n", encoding="utf-8")
    prepare(room.root, [unit])
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# >>> autograder")
    assert text.endswith("c = get_config()\n")


def test_the_first_version_s_configuration_is_taken_over(room: Classroom, unit: Unit) -> None:
    """Is the block of an older class replaced, with what was added after it kept?"""
    path = room.root / CONFIG_FILE
    text = path.read_text(encoding="utf-8")
    old = "".join(line for line in text.splitlines(keepends=True) if not line.startswith(("# >>>", "# <<<")))
    path.write_text(old.replace(str(room.root), "/elsewhere") + "c = get_config()\n", encoding="utf-8")
    prepare(room.root, [unit])
    assert path.read_text(encoding="utf-8") == text + "c = get_config()\n"


def test_a_class_has_one_gradebook(room: Classroom, unit: Unit, tmp_path: Path) -> None:
    """Is another --db refused once there is a gradebook, and one that was given remembered?"""
    other = f"sqlite:///{tmp_path / 'other.db'}"
    with pytest.raises(UsageError, match="하나여야"):
        prepare(room.root, [unit], other)
    fresh = prepare(tmp_path / "fresh", [unit], other)
    assert not (tmp_path / "fresh" / "gradebook.db").exists()
    assert Classroom(fresh.root).db_url == other  # --db is not needed again
    with pytest.raises(UsageError, match="하나여야"):
        prepare(fresh.root, [unit], f"sqlite:///{tmp_path / 'third.db'}")
    third = f"sqlite:///{tmp_path / 'elsewhere' / 'gradebook.db'}"  # called like a class's own, but of no class
    (tmp_path / "elsewhere").mkdir()
    prepare(tmp_path / "second", [unit], third)
    assert Classroom(tmp_path / "second").db_url == third
    (room.root / "course.toml").write_text(f'gradebook = "{other}"\n', encoding="utf-8")
    assert room.gradebook() == other


def test_a_standing_shows_who_is_missing_and_who_is_a_stranger(
    room: Classroom, unit: Unit, graded: Callable[..., Graded]
) -> None:
    """Are the roster, what was graded and what lies there put together?"""
    write(room)
    prepare(room.root, [unit])
    hand_in(room, graded("kim"), DUE.replace(day=15))
    hand_in(room, replace(graded("stranger"), status="needs_review", verdict=None), DUE)
    settle(room)
    roster = Roster.of([Person("kim", "김하나"), Person("lee", "이둘"), Person("park", "박셋", dropped=True)])
    rows = standings(room.db_url, read_course(room.root), roster, [UNIT], [("choi", UNIT), ("kim", UNIT)])
    found = {row.person.student: row for row in rows}
    assert list(found) == ["choi", "kim", "lee", "stranger"]
    assert (found["kim"].score, found["kim"].lost, found["kim"].late.days, found["kim"].waits) == (90.0, 10.0, 1, False)
    assert (found["choi"].there, found["choi"].graded) == (True, False)
    assert (found["lee"].there, found["lee"].listed) == (False, True)
    assert (found["stranger"].waits, found["stranger"].listed) == (True, False)
