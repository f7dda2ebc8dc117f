"""The time of submission is the receipt's, in our own grading, in nbgrader's commands and in formgrader."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.authoring.unit import Unit
from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.gradebook.arrival import submitted_at, waits_for_grading
from autograder.gradebook.classroom import Classroom
from autograder.gradebook.database import open_book
from autograder.gradebook.nbgrader_config import configure
from autograder.gradebook.record import Recorder
from autograder.grading.nodes import to_text
from autograder.grading.results import Graded
from autograder.sample_class.sources import Papers

from .conftest import NAME, UNIT, nbgrader

WHEN = datetime(2026, 10, 4, 14, 59, tzinfo=UTC)


def hand_in(room: Classroom, text: str, when: datetime | None) -> Path:
    """As `collect` does: a version with a receipt, put where the grader reads it."""
    raw = text.encode()
    store = Store(room.root)
    receipt = Receipt("kim", UNIT, hashlib.sha256(raw).hexdigest(), len(raw), entry="x", submitted=when, collected=WHEN)
    store.keep(raw, receipt)
    store.place(receipt)
    return store.submitted("kim", UNIT)


def recorded(room: Classroom) -> tuple[datetime | None, float]:
    with open_book(room.db_url) as book:
        [row] = book.assignment_submissions(UNIT)
        return row.timestamp, row.score


def naive(when: datetime) -> datetime:
    return when.replace(tzinfo=None)


def test_touch_forges_nothing(room: Classroom, papers: Papers) -> None:
    path = hand_in(room, to_text(papers.solved()), WHEN)
    for forged in (0, 2_000_000_000):
        os.utime(path, (forged, forged))
        assert submitted_at(path) == naive(WHEN)


def test_without_the_lmss_time_nobody_is_late(room: Classroom, papers: Papers) -> None:
    assert submitted_at(hand_in(room, to_text(papers.solved()), None)) is None


def test_a_file_that_came_by_hand_has_its_own_time(room: Classroom, papers: Papers) -> None:
    path = hand_in(room, to_text(papers.solved()), WHEN)
    path.write_text(to_text(papers.stub()))
    os.utime(path, (WHEN.timestamp() + 60, WHEN.timestamp() + 60))
    assert submitted_at(path) == naive(WHEN) + timedelta(minutes=1)


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "later"),
    [
        (f"{WHEN + HOUR:%Y-%m-%d %H:%M:%S.%f} UTC", HOUR),
        (f"{WHEN + 10 * HOUR:%Y-%m-%d %H:%M:%S.%f} KST", HOUR),
        (f"{WHEN - HOUR:%Y-%m-%d %H:%M:%S.%f} UTC", 0 * HOUR),  # who claims to have been earlier is not believed
        (f"{WHEN:%Y-%m-%d %H:%M:%S.%f} /dev/zero", 0 * HOUR),
        ("3026-10-04 14:59:00.000000 UTC", 0 * HOUR),
        ("0001-01-01 00:00:00.000000 KST", 0 * HOUR),
        ("어제", 0 * HOUR),
    ],
)
def test_a_file_that_nbgrader_collected_has_the_exchanges_time(
    room: Classroom, papers: Papers, text: str, later: timedelta
) -> None:
    """The notebook is as old as its last save or, never opened, as the release."""
    path = room.notebook(room.submitted, "lee", UNIT)
    path.parent.mkdir(parents=True)
    path.write_text(to_text(papers.solved()))
    os.utime(path, (WHEN.timestamp(), WHEN.timestamp()))
    path.with_name("timestamp.txt").write_text(text, encoding="utf-8")
    assert submitted_at(path) == naive(WHEN) + later
    path.with_name("timestamp.txt").unlink()
    os.mkfifo(path.with_name("timestamp.txt"))
    assert submitted_at(path) == naive(WHEN)


def test_nbgrader_grades_what_came_to_count_though_it_is_older(room: Classroom, papers: Papers) -> None:
    hand_in(room, to_text(papers.solved()), WHEN)
    nbgrader(room.root, "autograde", UNIT)
    assert recorded(room) == (naive(WHEN), 100.0)
    hand_in(room, to_text(papers.mistaken(NAME, "in_place")), WHEN - timedelta(days=1))
    assert waits_for_grading(room.submitted / "kim" / UNIT, room.autograded / "kim" / UNIT)
    nbgrader(room.root, "autograde", UNIT)
    assert recorded(room) == (naive(WHEN) - timedelta(days=1), 80.0)
    assert not waits_for_grading(room.submitted / "kim" / UNIT, room.autograded / "kim" / UNIT)


def test_formgrader_sees_what_waits(room: Classroom, unit: Unit, papers: Papers, graded: Callable[..., Graded]) -> None:
    path = hand_in(room, to_text(papers.solved()), None)
    with Recorder(room.root) as recorder:
        recorder.write(replace(graded("kim"), path=str(path)))
    config = Config()
    configure(config, room.root, solutions=str(unit.folder.parent), db_url=room.db_url)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.get_autograded_students(UNIT) == {"kim"}
    hand_in(room, to_text(papers.mistaken(NAME, "in_place")), None)
    assert api.get_autograded_students(UNIT) == set(), "both times are unknown, but the version is another"


def test_a_time_that_becomes_known_reaches_the_gradebook(
    room: Classroom, papers: Papers, graded: Callable[..., Graded]
) -> None:
    path = hand_in(room, to_text(papers.solved()), None)
    with Recorder(room.root) as recorder:
        recorder.write(replace(graded("kim"), path=str(path)))
    assert recorded(room)[0] is None
    hand_in(room, to_text(papers.solved()), WHEN)
    with Recorder(room.root) as recorder:
        recorder.settle([UNIT])
    assert recorded(room)[0] == naive(WHEN)
    hand_in(room, to_text(papers.stub()), WHEN + timedelta(days=3))
    with Recorder(room.root) as recorder:
        recorder.settle([UNIT])
    assert recorded(room)[0] == naive(WHEN), "that version is not graded yet"
