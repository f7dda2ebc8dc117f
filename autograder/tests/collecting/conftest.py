"""A project with one released unit, a class with a roster, and a collector for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import nbformat
import pytest

from autograder.authoring.unit import Unit
from autograder.collecting.collect import Collector
from autograder.collecting.outcome import Outcome, Rules
from autograder.collecting.store import Store
from autograder.collecting.units import Units
from autograder.course.registrar import write_class_roster
from autograder.grading.nodes import from_text, to_text
from autograder.release.project import Project
from autograder.release.release import write_unit
from autograder.sample_class.sources import Papers

from .zips import ROSTER, Book, Example, examples

UNIT, NAME = "13_toy", "column_mean"
SEOUL = ZoneInfo("Asia/Seoul")
NOW = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def project(toy_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the toy unit, released."""
    root = tmp_path_factory.mktemp("released")
    shutil.copytree(toy_project / "solutions", root / "solutions")
    write_unit(Project(root), Unit(root / "solutions" / UNIT))
    return root


@pytest.fixture(scope="session")
def papers(project: Path) -> Papers:
    """What students may hand in."""
    return Papers(Unit(project / "solutions" / UNIT))


@pytest.fixture(scope="session")
def book(papers: Papers) -> Book:
    """Solved notebooks that differ from student to student and from attempt to attempt."""
    solved = to_text(papers.solved())

    def make(number: str, attempt: int = 1) -> bytes:
        nb = nbformat.reads(solved, as_version=4)
        nb.cells[0]["source"] += f"\n\n{number or 'nobody'}, {attempt}"
        return to_text(nb).encode()

    return make


@pytest.fixture(scope="session")
def archives(book: Book) -> dict[str, Example]:
    """The invented archives."""
    return examples(book)


@pytest.fixture(scope="session")
def units(project: Path) -> Iterator[Units]:
    """What recognises the toy unit."""
    released = from_text((project / "course" / UNIT / f"{UNIT}.ipynb").read_text(encoding="utf-8"))
    with Units({UNIT: (NAME,), "14_other": ("row_mean",)}, lambda unit: released) as made:
        yield made


@pytest.fixture
def class_dir(tmp_path: Path) -> Path:
    """A class with a roster."""
    folder = tmp_path / "class"
    folder.mkdir(mode=0o700)
    write_class_roster(folder, ROSTER)
    return folder


@pytest.fixture
def collect(class_dir: Path, units: Units) -> Callable[..., Outcome]:
    """Collect files into the class, as if it were the given hour after `NOW`."""

    def run(
        *paths: Path, unit: str = "", hours: float = 0, dry_run: bool = False, roster: Any = ROSTER, **rules: Any
    ) -> Outcome:
        chosen = Rules(SEOUL, **rules)
        collector = Collector(Store(class_dir), roster, units, chosen, NOW + timedelta(hours=hours))
        return collector.collect(paths, unit, dry_run=dry_run)

    return run
