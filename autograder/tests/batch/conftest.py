"""A released small unit, a class that hands in a bit of everything, and what an undisturbed run makes of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.batch import GradingConfig, Job, Result, grade_here, pending, scan
from autograder.batch.config import pack_units
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.record import Recorder
from autograder.grading.nodes import to_text
from autograder.release.project import Project
from autograder.release.release import write_unit
from autograder.sample_class.sources import Papers

from .nodes import Nodes
from .tables import dump

UNIT = "13_toy"
NAME = "column_mean"
STUDENTS = ("ahn", "bae", "cha", "dong", "eom", "fan", "go", "han")


@dataclass(frozen=True)
class Class:
    """A class of the test's own, with a course beside it."""

    project: Path
    room: Classroom
    unit: Unit

    def config(self, *, bundled: bool = False) -> GradingConfig:
        """For workers here, or elsewhere."""
        course = self.project / "course"
        bundle = pack_units(course, [self.unit]) if bundled else None
        return GradingConfig(course, self.project / "solutions", self.room.secret(), bundle=bundle)

    def jobs(self, url: str = "", count: Callable[[], None] = lambda: None) -> Iterator[Job | Result]:
        """What is left to grade."""
        found = scan(self.room.root, {UNIT})
        with self.config().engine() as engine, Recorder(self.room.root, url) as recorder:
            for job in pending(found, engine, recorder.digest):
                count()
                yield job

    def record(self, results: Iterator[Result], url: str = "") -> list[Result]:
        """Write the results as ``autograder grade`` does."""
        seen = []
        with Recorder(self.room.root, url) as recorder:
            for result in results:
                if result.graded is not None:
                    recorder.write(result.graded)
                seen.append(result)
        return seen

    def dump(self, url: str = "") -> dict[str, Any]:
        """See `dump`."""
        return dump(self.room, url)


@pytest.fixture(scope="session")
def project(toy_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the toy unit, released."""
    root = tmp_path_factory.mktemp("scaled")
    shutil.copytree(toy_project / "solutions", root / "solutions")
    unit = Unit(root / "solutions" / UNIT)
    write_unit(Project(root), unit)
    return root


def hand_in(room: Classroom, unit: Unit, students: tuple[str, ...]) -> None:
    """Right, wrong, untouched, odd and unreadable submissions, in turn."""
    papers = Papers(unit)
    mistakes = [item.key for item in unit.mistakes if item.exercise == NAME]
    for number, student in enumerate(students):
        kind = number % 5
        if kind == 0:
            content = to_text(papers.solved())
        elif kind == 1:
            content = to_text(papers.mistaken(NAME, mistakes[number % len(mistakes)]))
        elif kind == 2:
            content = to_text(papers.variant(number))
        elif kind == 3:
            content = "{ this is no notebook"
        else:
            content = to_text(papers.stub())
        path = room.notebook(room.submitted, student, unit.name)
        path.parent.mkdir(parents=True)
        path.write_text(content, encoding="utf-8")
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))


@pytest.fixture(scope="session")
def handed_in(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder with submissions and a secret, without a gradebook; do not change it."""
    room = Classroom(tmp_path_factory.mktemp("handed-in") / "class")
    room.make()
    hand_in(room, Unit(project / "solutions" / UNIT), STUDENTS)
    return room.root


@pytest.fixture
def fresh(project: Path, handed_in: Path, tmp_path: Path) -> Callable[..., Class]:
    """Makes a copy of that class, registered in the gradebook unless told otherwise."""

    def make(name: str = "class", url: str = "", *, register: bool = True) -> Class:
        shutil.copytree(handed_in, tmp_path / name)
        unit = Unit(project / "solutions" / UNIT)
        room = prepare(tmp_path / name, [unit], url) if register else Classroom(tmp_path / name)
        return Class(project, room, unit)

    return make


@pytest.fixture(scope="session")
def undisturbed(project: Path, handed_in: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one process makes of the class when nothing goes wrong."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    root = tmp_path_factory.mktemp("undisturbed") / "class"
    shutil.copytree(handed_in, root)
    unit = Unit(project / "solutions" / UNIT)
    whole = Class(project, prepare(root, [unit]), unit)
    with whole.config().engine() as engine:
        whole.record(grade_here(whole.jobs(), engine))
    found = whole.dump()
    assert len(found["digests"]) == len(STUDENTS)
    assert found["grade"] == 2 * len(STUDENTS)
    return found


@pytest.fixture
def nodes() -> Iterator[Nodes]:
    """Schedulers and workers, all gone when the test ends."""
    with Nodes() as made:
        yield made
