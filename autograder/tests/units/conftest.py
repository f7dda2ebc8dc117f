"""Every unit and exercise that is found becomes a test's parameter; a new folder needs no edit here."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit, find_units
from autograder.release.release import package_files, write_files
from npml.core.marks import package_of

SOLUTIONS = Path(__file__).resolve().parents[3] / "solutions"


@cache
def units() -> tuple[Unit, ...]:
    """All units of the repository, loaded once in a process."""
    return tuple(find_units(SOLUTIONS))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """``unit``: each unit; ``unit, exercise``: each exercise."""
    if {"unit", "exercise"} <= set(metafunc.fixturenames):
        pairs = [(unit, name) for unit in units() for name in unit.solution_names]
        metafunc.parametrize(("unit", "exercise"), pairs, ids=[f"{unit.name}-{name}" for unit, name in pairs])
    elif "unit" in metafunc.fixturenames:
        metafunc.parametrize("unit", units(), ids=[unit.name for unit in units()])


_released: dict[str, Path] = {}


@pytest.fixture
def released(unit: Unit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unit's package as a student has it, built from what is here now."""
    if unit.name not in _released:
        folder = tmp_path_factory.mktemp("packages") / package_of(unit.name)
        write_files(folder, package_files(unit))
        _released[unit.name] = folder
    return _released[unit.name]
