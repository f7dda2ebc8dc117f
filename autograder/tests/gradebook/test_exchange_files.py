"""What nbgrader's exchange needs reaches the feedback, whatever a student wrote into it; Generate damages nothing."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import notebook_hash
from traitlets.config import Config

from autograder.authoring.unit import Unit
from autograder.gradebook import messages
from autograder.gradebook.classroom import Classroom
from autograder.gradebook.exchange_files import SECRET, STAMP, has_secret
from autograder.gradebook.feedback import write_feedback
from autograder.gradebook.nbgrader_config import configure
from autograder.gradebook.publish import publish
from autograder.gradebook.record import Recorder
from autograder.grading.results import Graded
from autograder.release.project import Project
from npml.errors import UsageError

from .conftest import UNIT

KEY, TIME = "0123456789abcdef" * 8, "2026-12-01 04:25:03.561392 UTC"


@pytest.fixture
def hand_in(room: Classroom, graded: Callable[..., Graded]) -> Callable[..., Path]:
    """Put a submission with the exchange's files into the class, record its grade; the folder of its feedback."""

    def run(student: str, secret: str = KEY, stamp: str = TIME) -> Path:
        path = room.notebook(room.submitted, student, UNIT)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}", encoding="utf-8")
        path.with_name(SECRET).write_text(secret, encoding="utf-8")
        path.with_name(STAMP).write_text(stamp, encoding="utf-8")
        with Recorder(room.root) as recorder:
            recorder.write(replace(graded("x"), student=student, path=str(path)))
        return room.notebook(room.feedback, student, UNIT).parent

    return run


def config_of(room: Classroom, unit: Unit, exchange: Path) -> Config:
    config = Config()
    configure(config, room.root, solutions=str(unit.folder.parent), db_url=room.db_url)
    config.CourseDirectory.course_id = "ml"
    config.CourseDirectory.assignment_id = UNIT
    config.Exchange.root = str(exchange)
    return config


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # nbgrader leaves a file open
def test_feedback_goes_back_through_the_exchange_to_those_who_submitted_there(
    room: Classroom, unit: Unit, hand_in: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Under the name that the student's own secret gives; somebody without one stops nobody."""
    hand_in("a_none", secret="", stamp="")
    hand_in("kim")
    write_feedback(room.root, [unit])
    (tmp_path / "exchange").mkdir()
    config = config_of(room, unit, tmp_path / "exchange")
    log = logging.getLogger("test.exchange")
    with caplog.at_level(logging.INFO, log.name):
        ExchangeReleaseFeedback(coursedir=CourseDirectory(config=config), config=config, log=log).start()
    pages = list((tmp_path / "exchange" / "ml" / "feedback").iterdir())
    assert [page.name for page in pages] == [f"{notebook_hash(secret=KEY, notebook_id=UNIT)}.html"]
    assert pages[0].read_bytes() == (room.feedback / "kim" / UNIT / f"{UNIT}.html").read_bytes()
    assert messages.NOT_BY_EXCHANGE.format(students="a_none") in caplog.text


@pytest.mark.parametrize(
    ("secret", "stamp", "kept"),
    [(KEY, TIME, True), (KEY, "어제", True), ("../../x", TIME, False), ("k" * 5000, TIME, False), ("", TIME, False)],
)
def test_what_a_student_wrote_into_them_stops_nothing(
    room: Classroom, unit: Unit, hand_in: Callable[..., Path], secret: str, stamp: str, kept: bool
) -> None:
    folder = hand_in("kim", secret, stamp)
    write_feedback(room.root, [unit])
    assert has_secret(folder) is kept
    if kept:
        assert (folder / SECRET).read_text(encoding="utf-8") == secret
        assert (folder / STAMP).read_text(encoding="utf-8").startswith("20")


def test_the_graded_version_s_files_count_and_links_are_not_followed(
    room: Classroom, unit: Unit, hand_in: Callable[..., Path]
) -> None:
    """A newer submission that nobody graded yet brings the old page under no other name."""
    folder = hand_in("kim")
    submitted = room.notebook(room.submitted, "kim", UNIT)
    submitted.with_name(SECRET).write_text("f" * 128, encoding="utf-8")
    submitted.write_text("{ }", encoding="utf-8")
    write_feedback(room.root, [unit])
    assert (folder / SECRET).read_text(encoding="utf-8") == KEY
    submitted.with_name(SECRET).unlink()
    submitted.with_name(SECRET).symlink_to(room.root / "secret")
    linked = hand_in_again(room, submitted)
    write_feedback(room.root, [unit], force=True)
    assert not linked.with_name(SECRET).exists()
    assert not has_secret(folder)


def hand_in_again(room: Classroom, submitted: Path) -> Path:
    """Record the same grade again; the graded notebook."""
    from autograder.gradebook.exchange_files import keep_beside

    path = room.notebook(room.autograded, "kim", UNIT)
    keep_beside(submitted, path)
    return path


def test_generate_makes_what_the_release_made(room: Classroom, unit: Unit, project: Path, tmp_path: Path) -> None:
    """Formgrader's button, also when somebody copied the notebook into source/, and again after the lesson changed."""
    released = (Project(project).course / UNIT / f"{UNIT}.ipynb").read_bytes()
    (room.root / "source" / UNIT / f"{UNIT}.ipynb").write_bytes(released)
    config = config_of(room, unit, tmp_path)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    for _ in range(2):
        result = api.generate_assignment(UNIT)
        assert result["success"], result
        assert (room.root / "release" / UNIT / f"{UNIT}.ipynb").read_bytes() == released
    other = room.root / "release" / UNIT / "checks.json"
    other.write_text("{}", encoding="utf-8")
    assert messages.MORE_PUBLISHED.format(files="checks.json") in api.generate_assignment(UNIT)["log"]
    shutil.rmtree(room.root / "release")
    assert not api.generate_assignment("99_none")["success"]
    with pytest.raises(UsageError, match="make release"):
        publish(tmp_path, room.root, UNIT)


def test_a_submission_through_the_exchange_carries_the_notebook_only(room: Classroom, project: Path) -> None:
    """Checks and widgets travel with npml, not with each submission."""
    assert publish(Project(project).course, room.root, UNIT) == []
    assert [path.name for path in (room.root / "release" / UNIT).iterdir()] == [f"{UNIT}.ipynb"]
