"""Results reach nbgrader's database whole, once, and never outside the class folder."""

from __future__ import annotations

import errno
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from autograder.authoring.unit import Unit
from autograder.cli.words import printable
from autograder.gradebook import record
from autograder.gradebook.arrival import submitted_at
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import newest_version, open_book
from autograder.gradebook.record import Recorder
from autograder.grading.render import KERNEL
from autograder.grading.results import Graded, Status
from autograder.grading.verdict_json import to_public, to_stored
from autograder.reporting.report import write_report
from npml.errors import UsageError

from .conftest import NAME, UNIT


def grades(room: Classroom, student: str) -> dict[str, tuple[float | None, float | None, bool]]:
    with open_book(room.db_url) as book:
        found = book.find_submission_notebook(UNIT, UNIT, student).grades
        return {item.name: (item.auto_score, item.manual_score, item.needs_manual_grade) for item in found}


def test_scores_notebook_and_time_are_recorded(room: Classroom, graded: Callable[..., Graded]) -> None:
    item = graded("kim", "in_place")
    os.utime(item.path, (1_700_000_000, 1_700_000_000))
    with Recorder(room.root) as recorder:
        recorder.write(replace(item, digest="d1"))
    assert grades(room, "kim") == {f"{NAME}_check": (70.0, None, False), "quiz_check": (10.0, None, False)}
    assert room.notebook(room.autograded, "kim", UNIT).read_text(encoding="utf-8") == item.notebook
    with open_book(room.db_url) as book:
        submission = book.find_submission(UNIT, "kim")
        assert (submission.score, submission.max_score) == (80.0, 100.0)
        assert submission.timestamp == submitted_at(Path(item.path))
        assert submission.timestamp.year == 2023
    with Recorder(room.root) as recorder:
        assert recorder.known() == {("kim", UNIT): "d1"}


def test_the_gradebooks_rows_are_those_that_nbgrader_would_make(room: Classroom, graded: Callable[..., Graded]) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
    with open_book(room.db_url) as book:
        mine, master = book.find_submission_notebook(UNIT, UNIT, "kim"), book.find_notebook(UNIT, UNIT)
        assert {item.cell_id for item in mine.grades} == {item.id for item in master.grade_cells}
        assert {item.cell_id for item in mine.comments} == {item.id for item in master.solution_cells}
        assert len(mine.grades) == 2
        assert len(mine.comments) == 2


def test_a_teachers_score_is_kept_and_marked_when_the_automatic_one_changes(
    room: Classroom, graded: Callable[..., Graded]
) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim", "rows", digest="d1"))
    with open_book(room.db_url) as book:
        grade = book.find_grade(f"{NAME}_check", UNIT, UNIT, "kim")
        grade.manual_score, grade.extra_credit = 33.0, 2.0
        book.db.commit()
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim", "rows", digest="d2"))
    assert grades(room, "kim")[f"{NAME}_check"] == (0.0, 33.0, False), "the same result is nothing new to look at"
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim", digest="d3"))
    assert grades(room, "kim")[f"{NAME}_check"] == (90.0, 33.0, True)
    with open_book(room.db_url) as book:
        assert book.find_submission(UNIT, "kim").score == 45.0


@pytest.mark.parametrize(("status", "score", "manual"), [("rejected", None, True), ("needs_review", None, True)])
def test_without_a_verdict_there_are_no_points(
    room: Classroom, graded: Callable[..., Graded], status: Status, score: float | None, manual: bool
) -> None:
    item = replace(graded("kim"), status=status, verdict=None, notebook=None)
    with Recorder(room.root) as recorder:
        recorder.write(item)
    assert set(grades(room, "kim").values()) == {(score, None, manual)}
    from autograder.grading.nodes import from_text
    from autograder.grading.render import graded_cells

    nb = from_text(room.notebook(room.autograded, "kim", UNIT).read_text(encoding="utf-8"))
    assert {determine_grade(cell)[0] for cell in graded_cells(nb)} == {0.0}
    assert {cell.metadata.nbgrader.grade_id for cell in graded_cells(nb)} == {f"{NAME}_check", "quiz_check"}


def test_a_verdict_that_misses_a_cell_leaves_it_to_a_person(room: Classroom, graded: Callable[..., Graded]) -> None:
    item = graded("kim")
    assert item.verdict is not None
    item = replace(item, verdict=replace(item.verdict, exercises=item.verdict.exercises[:1]))
    with Recorder(room.root) as recorder:
        recorder.write(item)
    assert grades(room, "kim") == {f"{NAME}_check": (90.0, None, False), "quiz_check": (None, None, True)}


def test_a_crash_before_the_commit_leaves_nothing_that_counts_as_known(
    room: Classroom, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("lee", digest="old"))
    with pytest.raises(KeyboardInterrupt), Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
        monkeypatch.setattr(recorder._book.db, "commit", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with Recorder(room.root) as recorder:
        assert recorder.known() == {("lee", UNIT): "old"}
        recorder.write(graded("kim"))
    with Recorder(room.root) as recorder:
        assert recorder.known() == {("lee", UNIT): "old", ("kim", UNIT): "d"}


NAMES = [
    os.fsdecode("홍길동.ipynb".encode("cp949")),
    "a\ud800b",
    "a\0b",
    "a\x1b[2J\nb",
    "가" * 10_000,
    "{path}%s<script>",
    "\u202e",
]


@pytest.mark.parametrize("status", ["graded", "rejected", "needs_review"])
@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_name_or_a_message_holds_it_is_recorded(
    room: Classroom, unit: Unit, graded: Callable[..., Graded], name: str, status: Status
) -> None:
    """In the path, in the message and in the notebook; the report, the feedback and the JSON are made of it."""
    item = graded("kim")
    whole = status == "graded"
    assert item.notebook is not None
    book = item.notebook.replace(NAME, f"{NAME}\udcff", 1)
    odd = replace(
        item,
        path=f"/x/{name}",
        message=name,
        status=status,
        verdict=item.verdict if whole else None,
        notebook=book if whole else None,
    )
    with Recorder(room.root) as recorder:
        recorder.write(odd)
        recorder.write(graded("lee"))
        assert [(done.student, done.status) for done in recorder.flush()] == [("kim", status), ("lee", "graded")]
        again = recorder.recall("kim", UNIT, odd.path)
    assert again is not None
    assert again.status == status
    write_report(room.root, [unit])
    json.dumps(to_public(again, unit), allow_nan=False).encode()
    printable(again.message).encode()


def test_one_result_that_cannot_be_recorded_takes_no_other_along(
    room: Classroom, graded: Callable[..., Graded], caplog: pytest.LogCaptureFixture
) -> None:
    (room.autograded / "kim").write_text("a file where a folder should be")
    with Recorder(room.root) as recorder:
        for student in ("ahn", "kim", "lee"):
            recorder.write(graded(student))
        settled = {item.student: item for item in recorder.flush()}
        assert set(recorder.known()) == {("ahn", UNIT), ("lee", UNIT)}
    assert {name: item.status for name, item in settled.items()} == {
        "ahn": "graded",
        "kim": "needs_review",
        "lee": "graded",
    }
    assert "성적부에 적지 못했어요" in settled["kim"].message
    assert "kim" in caplog.text


def test_a_result_that_the_database_refuses_is_left_to_a_person(
    room: Classroom, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = to_stored

    def refuse(item: Graded) -> str:
        if item.student == "kim" and item.status == "graded":
            raise UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed")
        return stored(item)

    monkeypatch.setattr(record, "to_stored", refuse)
    with Recorder(room.root) as recorder:
        for student in ("kim", "lee"):
            recorder.write(graded(student))
    assert set(grades(room, "kim").values()) == {(None, None, True)}
    assert grades(room, "lee")[f"{NAME}_check"] == (90.0, None, False)
    with Recorder(room.root) as recorder:
        assert set(recorder.known()) == {("kim", UNIT), ("lee", UNIT)}
        assert recorder.digest("kim", UNIT) == "", "graded again by the next run"


@pytest.mark.parametrize(
    "trouble", [OSError(errno.ENOSPC, "full"), MemoryError(), OperationalError("x", {}, Exception("locked"))]
)
def test_a_full_disk_or_a_lost_database_is_nobodys_failure(
    room: Classroom, graded: Callable[..., Graded], monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    monkeypatch.setattr(record, "write_atomically", lambda *_, **__: (_ for _ in ()).throw(trouble))
    with pytest.raises(type(trouble)), Recorder(room.root) as recorder:
        recorder.write(graded("kim"))


def test_an_interrupted_run_keeps_what_was_judged(room: Classroom, graded: Callable[..., Graded]) -> None:
    with pytest.raises(KeyboardInterrupt), Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
        raise KeyboardInterrupt
    with Recorder(room.root) as recorder:
        assert ("kim", UNIT) in recorder.known()


def test_what_was_deleted_is_graded_again(room: Classroom, graded: Callable[..., Graded]) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
        recorder.write(graded("lee"))
    room.notebook(room.autograded, "kim", UNIT).unlink()
    with open_book(room.db_url) as book:
        book.remove_submission(UNIT, "lee")
    with Recorder(room.root) as recorder:
        assert recorder.known() == {}
        recorder.write(graded("lee"))
    assert grades(room, "lee")[f"{NAME}_check"][0] == 90.0


@pytest.mark.parametrize(
    "student",
    [
        "../evil",
        "a/b",
        "..",
        ".hidden",
        "",
        " x",
        "x ",
        "a\0b",
        "a\nb",
        "*",
        "a{b}",
        "[x]",
        "-rf",
        "x" * 129,
        "a..b",
        "a+b",
    ],
)
def test_names_that_could_leave_the_folder_are_refused(
    room: Classroom, graded: Callable[..., Graded], student: str
) -> None:
    with Recorder(room.root) as recorder, pytest.raises(UsageError, match="submitted/"):
        recorder.write(replace(graded("kim"), student=student))
    assert not list(room.autograded.iterdir())


@pytest.mark.parametrize("student", ["kim", "20261234", "김하늘", "kim.min@uni.ac.kr", "a b", "A_1-b"])
def test_ordinary_names_are_fine(room: Classroom, graded: Callable[..., Graded], student: str) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(replace(graded("kim"), student=student))
    assert (room.autograded / student / UNIT / f"{UNIT}.ipynb").is_file()


@pytest.mark.parametrize("name", ["../13_toy", "toy", "13_toy/..", "13_Toy"])
def test_units_that_are_no_names_are_refused(room: Classroom, graded: Callable[..., Graded], name: str) -> None:
    with Recorder(room.root) as recorder, pytest.raises(UsageError):
        recorder.write(graded("kim", unit=name))


def test_a_unit_that_is_not_registered_is_an_error(room: Classroom, graded: Callable[..., Graded]) -> None:
    with pytest.raises(UsageError, match="14_other"), Recorder(room.root) as recorder:
        recorder.write(graded("kim", unit="14_other"))


def test_many_results_arrive_in_batches(room: Classroom, graded: Callable[..., Graded]) -> None:
    item = graded("kim")
    with Recorder(room.root) as recorder:
        for number in range(40):
            recorder.write(replace(item, student=f"s{number}", digest=f"d{number}"))
    with Recorder(room.root) as recorder:
        assert len(recorder.known()) == 40


def test_the_class_is_prepared_twice_without_harm(room: Classroom, unit: Unit, graded: Callable[..., Graded]) -> None:
    with Recorder(room.root) as recorder:
        recorder.write(graded("kim"))
    secret = room.secret()
    prepare(room.root, [unit])
    assert room.secret() == secret
    assert len(secret) == 32
    with Recorder(room.root) as recorder:
        assert ("kim", UNIT) in recorder.known()


def test_secret_and_configuration_are_the_owners_only(room: Classroom) -> None:
    for name in ("secret", "nbgrader_config.py"):
        assert (room.root / name).stat().st_mode & 0o777 == 0o600
    assert room.root.stat().st_mode & 0o777 == 0o700


def test_the_gradebook_names_a_kernel_that_exists_nowhere(room: Classroom) -> None:
    from jupyter_client.kernelspec import KernelSpecManager

    with open_book(room.db_url) as book:
        assert KERNEL["name"] in book.find_notebook(UNIT, UNIT).kernelspec
    assert KERNEL["name"] not in KernelSpecManager().find_kernel_specs()


def test_a_new_gradebook_has_the_version_that_nbgrader_gives_it(tmp_path: Path) -> None:
    with open_book(f"sqlite:///{tmp_path / 'ours.db'}") as ours, Gradebook(f"sqlite:///{tmp_path / 'theirs.db'}") as theirs:
        versions = [book.db.execute(text("SELECT version_num FROM alembic_version")).all() for book in (ours, theirs)]
        tables = [set(inspect(book.engine).get_table_names()) for book in (ours, theirs)]
    assert versions[0] == versions[1] == [(newest_version(),)]
    assert tables[0] - tables[1] == {"autograder_unit", "autograder_digest", "autograder_history"}
    assert tables[1] <= tables[0]


def test_a_new_gradebook_costs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(subprocess, "Popen", None)
    with open_book(f"sqlite:///{tmp_path / 'ours.db'}") as book:
        assert book.students == []
