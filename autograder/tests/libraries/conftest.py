"""Small units whose graded functions may use PyTorch and Keras, released, and an engine for them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.unit import PACKAGES
from autograder.grading.engine import Engine
from autograder.release.project import Project
from autograder.release.release import notebook_files, package_files, write_files
from autograder.sandbox import Limits
from npml.core.absent import missing
from npml.core.marks import package_of

SAMPLES = Path(__file__).parent / "units"
TORCH, KERAS = "15_torch", "16_keras"
LIMITS = Limits(cell_seconds=10.0, notebook_seconds=40.0, definitions_seconds=20.0)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A course of the two units; what needs a library is built where it is installed."""
    made = Project(tmp_path_factory.mktemp("libraries"))
    shutil.copytree(SAMPLES, made.solutions)
    for unit in made.units():
        write_files(made.course / unit.name, notebook_files(unit))
        files = {"__init__.py": b""} if missing(unit.libraries) else package_files(unit)
        write_files(made.root / PACKAGES / package_of(unit.name), files)
    return made


@pytest.fixture(scope="session")
def engine(project: Project) -> Iterator[Engine]:
    """One warm engine, as in a worker."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    with Engine(project.course, project.solutions, b"a secret of the tests, 32 bytes.", limits=LIMITS) as made:
        yield made
