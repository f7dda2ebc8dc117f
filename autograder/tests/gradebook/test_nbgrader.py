"""nbgrader's own commands on a class folder: with our configuration and without it."""

from __future__ import annotations

import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook import messages
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import open_book
from autograder.gradebook.feedback import Written, write_feedback
from autograder.grading.nodes import to_text
from autograder.sample_class.hostile import ATTACKS
from autograder.sample_class.sources import Papers

from .conftest import NAME, UNIT, nbgrader


def hand_in(room: Classroom, student: str, text: str) -> Path:
    path = room.notebook(room.submitted, student, UNIT)
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@dataclass
class Run:
    """A class graded by plain ``nbgrader autograde``."""

    room: Classroom
    scores: dict[str, float]
    log: str


def scores(room: Classroom) -> dict[str, float]:
    with open_book(room.db_url) as book:
        return {item.student.id: item.score for item in book.assignment_submissions(UNIT)}


def fill_class(room: Classroom, papers: Papers) -> None:
    hand_in(room, "right", to_text(papers.solved()))
    hand_in(room, "partly", to_text(papers.mistaken(NAME, "in_place")))
    for kind, attack in ATTACKS:
        if kind in ("forged_result", "duplicated"):
            hand_in(room, kind, to_text(attack(papers.stub(), papers.exercises)))
    hand_in(room, "broken", to_text(papers.solved())[:300])
    link = hand_in(room, "link", "")
    link.unlink()
    link.symlink_to(room.notebook(room.submitted, "right", UNIT))
    # Beside a notebook: what would stop nbgrader, or fill the disk.
    beside = room.submitted / "right" / UNIT
    (beside / "timestamp.txt").write_text("어제", encoding="utf-8")
    (beside / "endless").symlink_to("/dev/zero")
    os.mkfifo(beside / "pipe")


@pytest.fixture(scope="module")
def run(prepared: Path, unit: Unit, papers: Papers, tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("nbgrader") / "class"
    shutil.copytree(prepared, folder)
    room = prepare(folder, [unit])
    fill_class(room, papers)
    done = nbgrader(room.root, "autograde", UNIT)
    return Run(room, scores(room), done.stderr)


def test_autograde_gives_what_autograder_grade_would_give(run: Run) -> None:
    assert run.scores == {
        "right": 100.0, "partly": 80.0, "forged_result": 0.0, "duplicated": 0.0, "broken": 0.0, "link": 0.0,
    }  # fmt: skip


def test_nothing_beside_a_notebook_is_copied_or_believed(run: Run) -> None:
    assert os.listdir(run.room.autograded / "right" / UNIT) == [f"{UNIT}.ipynb"]
    with open_book(run.room.db_url) as book:
        assert book.find_submission(UNIT, "right").timestamp.year > 2020


def test_the_second_grading_by_our_own_command_has_nothing_to_do(run: Run) -> None:
    from autograder.gradebook.record import Recorder

    with Recorder(run.room.root) as recorder:
        known = recorder.known()
    assert known["right", UNIT]
    assert set(known) == {(student, UNIT) for student in run.scores}


def test_feedback_is_korean_and_inert(run: Run, unit: Unit) -> None:
    nbgrader(run.room.root, "generate_feedback", UNIT)
    page = (run.room.feedback / "partly" / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")
    assert '<html lang="ko">' in page
    assert "default-src 'none'" in page.replace("&#39;", "'")
    assert "<script" not in page
    says = next(item.says for item in unit.mistakes if item.key == "in_place")
    assert says in page
    assert "80 / 100점" in page
    assert messages.PAGE["note"] in page
    broken = (run.room.feedback / "broken" / UNIT / f"{UNIT}.html").read_text(encoding="utf-8")
    assert messages.REJECTED in broken


def test_export_is_ours(run: Run) -> None:
    nbgrader(run.room.root, "export", "--to", "grades.csv")
    raw = (run.room.root / "grades.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == 1 + len(run.scores)


def test_formgraders_lists_agree_that_all_is_graded(run: Run, unit: Unit) -> None:
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from autograder.gradebook.nbgrader_config import configure

    config = Config()
    solutions = str(unit.folder.parent)
    configure(config, run.room.root, solutions=solutions, db_url=run.room.db_url)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.get_autograded_students(UNIT) == set(run.scores)
    assert api.get_source_assignments() == {UNIT}


def test_formgrader_takes_both_forms_of_a_name_for_one_student(room: Classroom, unit: Unit) -> None:
    from nbgrader.apps import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import Config

    from autograder.gradebook.nbgrader_config import configure

    hand_in(room, unicodedata.normalize("NFD", "나가을"), "{}")
    config = Config()
    configure(config, room.root, solutions=str(unit.folder.parent), db_url=room.db_url)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.get_submitted_students(UNIT) == {"나가을"}
    assert api.get_submitted_timestamp(UNIT, "나가을").year > 2020


def test_without_our_configuration_nothing_runs_and_nothing_is_awarded(
    room: Classroom, papers: Papers, tmp_path: Path
) -> None:
    hand_in(room, "right", to_text(papers.solved()))
    hand_in(room, "hostile", to_text(dict(ATTACKS)["forged_result"](papers.stub(), papers.exercises)))
    (room.root / "nbgrader_config.py").unlink()
    marker = tmp_path / "ran"
    nb = papers.solved()
    nb.cells[1]["source"] = f"open({str(marker)!r}, 'w')"
    nb.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    hand_in(room, "runs", to_text(nb))
    done = nbgrader(room.root, "autograde", UNIT, check=False)
    assert "No such kernel named autograder-sandbox" in done.stderr
    for student in ("right", "hostile", "runs"):
        assert f"error processing assignment '{UNIT}' for student '{student}'" in done.stderr
    assert not marker.exists()
    assert set(scores(room).values()) == {0.0}
    with open_book(room.db_url) as book:
        for submission in book.assignment_submissions(UNIT):
            assert all(not grade.auto_score for grade in submission.notebooks[0].grades)


def test_nbgrader_makes_the_same_page(run: Run, unit: Unit) -> None:
    """After its generate_feedback ours has nothing to do."""
    nbgrader(run.room.root, "generate_feedback", UNIT)
    assert write_feedback(run.room.root, [unit]) == Written(len(run.scores), 0)
