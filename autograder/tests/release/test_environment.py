"""environment.yml, pyproject.toml and the lock: do they name the same things?"""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version
from rattler import MatchSpec

#: conda-forge's names where they differ from PyPI's.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
#: What only conda brings: not Python packages of ours.
CONDA_ONLY = {"python", "pip", "bubblewrap"}


@pytest.fixture
def environment(root: Path) -> dict[str, Any]:
    """environment.yml."""
    return dict(yaml.safe_load((root / "environment.yml").read_text(encoding="utf-8")))


def table(folder: Path) -> dict[str, Any]:
    """The project's table of a pyproject.toml."""
    return dict(tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"])


@pytest.fixture
def project(root: Path) -> dict[str, Any]:
    """The table of the grader, with what JupyterLab needs of the student's in place of the student's package."""
    grader, student = table(root / "autograder"), table(root / "autograder" / "npml")
    assert f"npml[lab]=={student['version']}" in grader["dependencies"]
    grader["dependencies"] = [item for item in grader["dependencies"] if not item.startswith("npml")]
    grader["dependencies"] += student["optional-dependencies"]["lab"]
    for name in ("torch", "keras"):  # for two units only, and never needed by the course
        assert grader["optional-dependencies"].pop(name) == [f"npml[{name}]"]
    return grader


def requirements(project: dict[str, Any]) -> dict[str, SpecifierSet]:
    """All requirements of all extras, by normalised name."""
    lines = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    return {normal(item.name): item.specifier for item in map(Requirement, lines)}


def normal(name: str) -> str:
    """A name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def conda_lines(environment: dict[str, Any]) -> list[str]:
    """The lines for conda."""
    return [item for item in environment["dependencies"] if isinstance(item, str)]


def pip_lines(environment: dict[str, Any]) -> list[str]:
    """The lines for pip."""
    return next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))


def test_conda_understands_every_line(environment: dict[str, Any]) -> None:
    """Does conda's own matcher parse each line, and is the only channel conda-forge?"""
    for line in conda_lines(environment):
        spec = MatchSpec(line)
        assert spec.name is not None
    assert environment["channels"] == ["conda-forge", "nodefaults"]


def test_pip_understands_every_line(environment: dict[str, Any]) -> None:
    """Does each pip line parse, and is our package among them?"""
    lines = pip_lines(environment)
    assert {"-e ./autograder", "-e ./autograder/npml"} <= set(lines)
    for line in lines:
        if not line.startswith("-e "):
            Requirement(line)


def test_conda_and_pip_ask_for_the_same(environment: dict[str, Any], project: dict[str, Any]) -> None:
    """Is every requirement of pyproject there with the same lower bound, and nothing else?"""
    lines = [*conda_lines(environment), *(line for line in pip_lines(environment) if not line.startswith("-e "))]
    found = {}
    for line in lines:
        item = Requirement(line)
        name = CONDA_NAMES.get(item.name, item.name)
        if name not in CONDA_ONLY:
            found[normal(name)] = item.specifier
    assert found == requirements(project)
    python = next(Requirement(line) for line in conda_lines(environment) if line.startswith("python>"))
    assert str(python.specifier) == project["requires-python"]


def test_lock_holds_every_requirement_within_its_bound(root: Path, project: dict[str, Any]) -> None:
    """Was the lock made from this pyproject?"""
    lock = (root / "autograder" / "requirements.lock").read_text(encoding="utf-8")
    pins = {normal(name): Version(version) for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.M)}
    for name, bound in requirements(project).items():
        assert name in pins, f"{name} is not locked: make lock"
        assert bound.contains(pins[name]), f"{name} {pins[name]} is outside {bound}: make lock"


def test_lock_is_complete_and_anonymous(root: Path) -> None:
    """Does every pin have hashes, is no registry named, and is no deep learning framework pulled in?"""
    lock = (root / "autograder" / "requirements.lock").read_text(encoding="utf-8")
    pins = re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.M)[1:]
    assert len(pins) > 100
    assert all("--hash=sha256:" in pin for pin in pins)
    assert not re.search(r"https?://|--index|--find-links|@ /|file:", lock)
    assert not re.search(r"^(torch|keras|tensorflow|nvidia[\w-]*)==", lock, re.M)


def test_top_level_is_what_it_should_be(root: Path) -> None:
    """Is nothing committed at the top but what the layout names?"""
    wanted = {"README.md", "LICENSE", "Makefile", "environment.yml", "course", "solutions", "autograder"}
    # What git ignores may lie there too.
    ignored = {"class", "dist", "build"}
    found = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    assert found - ignored <= wanted, found - ignored - wanted
