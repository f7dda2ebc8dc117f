"""Classes whose verdicts are written straight into the gradebook: nothing is graded."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from autograder.authoring.unit import QUIZ_POINTS, Unit
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.database import DIGESTS, open_book
from autograder.gradebook.rows import Scores, registered, write_scores
from autograder.grading.results import Graded, Status
from autograder.grading.verdict_json import to_stored
from autograder.judge import messages as judge_messages
from autograder.judge.verdict import CategoryVerdict, ExerciseVerdict, UnitVerdict
from autograder.release.new import new_unit
from autograder.release.project import Project
from npml.core.marks import QUIZ, check_id

UNITS = ("13_toy", "14_toy")
NAME = "column_mean"


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> list[Unit]:
    """Two small units; do not change them."""
    root = tmp_path_factory.mktemp("reported")
    (root / "solutions").mkdir()
    for name in UNITS:
        new_unit(Project(root), name)
    return [Unit(root / "solutions" / name) for name in UNITS]


@pytest.fixture(scope="session")
def prepared(units: list[Unit], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder with the units registered; do not change it."""
    return prepare(tmp_path_factory.mktemp("prepared") / "class", units).root


@pytest.fixture
def room(prepared: Path, tmp_path: Path) -> Classroom:
    """A class folder of the test's own."""
    shutil.copytree(prepared, tmp_path / "class")
    return Classroom(tmp_path / "class")


def verdict(
    unit: Unit, wrong: Mapping[str, str] | None = None, *, untried: Sequence[str] = (), quiz: int = -1, lost: int = 0
) -> UnitVerdict:
    """A verdict without a student.

    Args:
        unit: whose exercises it has.
        wrong: the likeliest cause of the exercises that got no points.
        untried: exercises that were not tried.
        quiz: how many questions are right; -1 for all.
        lost: how many of the last categories of each right exercise are wrong all the same.
    """
    wrong = wrong or {}
    found = []
    for item in unit.exercises:
        whole = item.name not in wrong and item.name not in untried
        passed = [whole and at < len(item.categories) - lost for at in range(len(item.categories))]
        parts = tuple(
            CategoryVerdict(part.name, part.points if right else 0.0, part.points, right, "" if right else "value")
            for part, right in zip(item.categories, passed, strict=True)
        )
        causes = (wrong[item.name],) if wrong.get(item.name) else ()
        found.append(ExerciseVerdict(item.name, parts, causes, item.name not in untried))
    count = len(unit.quiz)
    right = count if quiz < 0 else quiz
    each = QUIZ_POINTS / count
    parts = tuple(
        CategoryVerdict(judge_messages.QUESTION.format(number=at + 1), each * (at < right), each, at < right)
        for at in range(count)
    )
    return UnitVerdict(unit.name, (*found, ExerciseVerdict(QUIZ, parts, attempted=right > 0)))


def record(
    room: Classroom, unit: Unit, made: Mapping[str, UnitVerdict | Status], at: datetime | None = None, url: str = ""
) -> None:
    """Write verdicts, or why there is none, as the recorder would; without notebooks."""
    with open_book(url or room.db_url) as book:
        rows = registered(book.db, unit.name)
        scores, digests = [], []
        for student, found in made.items():
            known = isinstance(found, UnitVerdict)
            item = Graded("", student, unit.name, "graded" if known else found, "", found if known else None)  # type: ignore[arg-type]
            points = {check_id(part.name): part.score for part in item.verdict.exercises} if item.verdict else {}
            scores.append(Scores(student, unit.name, {row.name: points.get(row.name) for row in rows.grades}, at))
            digests.append(
                {"student": student, "unit": unit.name, "digest": "d", "status": item.status, "verdict": to_stored(item)}
            )
        for first in range(0, len(scores), 100):
            write_scores(book.db, {unit.name: rows}, scores[first : first + 100])
        book.db.connection().execute(DIGESTS.insert(), digests)
        book.db.commit()


def enrol(room: Classroom, students: Mapping[str, str]) -> None:
    """Write the class's roster: names by student number."""
    from autograder.course.registrar import write_class_roster
    from autograder.course.roster import Person, Roster

    write_class_roster(room.root, Roster.of(Person(student, name) for student, name in students.items()))
