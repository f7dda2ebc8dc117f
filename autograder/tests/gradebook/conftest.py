"""A released small unit, verdicts on it, and class folders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook.classroom import Classroom, prepare
from autograder.grading.nodes import to_text
from autograder.grading.render import fill, make_safe
from autograder.grading.results import Graded
from autograder.judge.verdict import LocalSession, UnitVerdict, judge_unit
from autograder.release.project import Project
from autograder.release.release import write_unit
from autograder.sample_class.sources import Papers

UNIT = "13_toy"
NAME = "column_mean"
SEED = b"gradebook-tests!"


@pytest.fixture(scope="session")
def project(toy_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the toy unit, released."""
    root = tmp_path_factory.mktemp("released")
    shutil.copytree(toy_project / "solutions", root / "solutions")
    unit = Unit(root / "solutions" / UNIT)
    write_unit(Project(root), unit)
    return root


@pytest.fixture(scope="session")
def unit(project: Path) -> Unit:
    """The toy unit."""
    return Unit(project / "solutions" / UNIT)


@pytest.fixture(scope="session")
def papers(unit: Unit) -> Papers:
    """What students may hand in."""
    return Papers(unit)


@pytest.fixture(scope="session")
def prepared(unit: Unit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder with the unit registered; do not change it."""
    return prepare(tmp_path_factory.mktemp("prepared") / "class", [unit]).root


@pytest.fixture
def room(prepared: Path, unit: Unit, tmp_path: Path) -> Classroom:
    """A class folder of the test's own."""
    shutil.copytree(prepared, tmp_path / "class")
    return prepare(tmp_path / "class", [unit])


@pytest.fixture(scope="session")
def verdict_on(unit: Unit) -> Callable[..., UnitVerdict]:
    """The real judge on the reference with some names replaced; trusted code, so no sandbox."""

    def verdict(overrides: Mapping[str, Any] | None = None, *, quiz: Any = None) -> UnitVerdict:
        names = unit.namespace(overrides or {})
        names["quiz_answers"] = quiz or {1: 2, 2: 1, 3: 1, 4: 2}
        return judge_unit(unit, LocalSession(names), SEED)

    return verdict


@pytest.fixture(scope="session")
def mistake(unit: Unit) -> Callable[[str], dict[str, Any]]:
    """Overrides for a mistake of the bank."""
    return lambda key: {NAME: next(item.code for item in unit.mistakes if item.key == key)}


@pytest.fixture
def graded(
    papers: Papers, verdict_on: Callable[..., UnitVerdict], mistake: Callable[[str], dict[str, Any]], tmp_path: Path
) -> Callable[..., Graded]:
    """A result as the engine gives it."""

    def make(student: str, key: str = "", *, unit: str = UNIT, digest: str = "d") -> Graded:
        verdict = verdict_on(mistake(key) if key else {})
        nb = papers.mistaken(NAME, key) if key else papers.solved()
        path = tmp_path / f"{student}.ipynb"
        path.touch()
        text = to_text(fill(make_safe(nb), verdict, papers.unit))
        return Graded(str(path), student, unit, "graded", "", verdict, text, digest)

    return make


def nbgrader(folder: Path, *arguments: str, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader's own command in a folder; nothing of the caller's Jupyter configuration."""
    programs = Path(sys.executable).parent
    environment = {
        **os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"),
        "JUPYTER_PREFER_ENV_PATH": "0", **more,
    }  # fmt: skip
    environment.pop("JUPYTER_CONFIG_PATH", None)
    done = subprocess.run(
        [str(programs / "nbgrader"), *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=600
    )
    if check:
        assert done.returncode == 0, done.stderr[-3000:]
    return done
