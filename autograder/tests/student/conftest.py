"""A small complete unit, released, and a student's namespace on it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import npml
from autograder.authoring.unit import Unit
from autograder.release.release import package_files, write_files
from npml.core.marks import package_of
from npml.student import place, records, unitfile

from .papers import Installed

SAMPLE = Path(__file__).parent / "sample" / "94_sample"


@pytest.fixture(scope="session")
def unit() -> Unit:
    """The sample unit."""
    return Unit(SAMPLE)


@pytest.fixture(scope="session")
def released_folder(unit: Unit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unit's package as a student has it; notebooks of the first version found its files beside them."""
    folder = tmp_path_factory.mktemp("released") / package_of(unit.name)
    write_files(folder, package_files(unit))
    return folder


@pytest.fixture
def released(released_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The same, as working folder, with a record of its own."""
    monkeypatch.chdir(released_folder)
    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    monkeypatch.delenv("AUTOGRADER_CHECKS", raising=False)
    monkeypatch.setenv("AUTOGRADER_STATE", str(tmp_path / "progress.json"))
    monkeypatch.setattr(place, "_imported", None)  # an earlier test may have imported a unit, which then is the running one
    records._session.clear()
    yield released_folder
    records._session.clear()


@pytest.fixture
def installed(unit: Unit, released: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """The unit's package, found by this process and by those that it starts."""
    monkeypatch.setenv("NPML_UNITS", str(released.parent))
    monkeypatch.setattr(npml, "__path__", [*npml.__path__, str(released.parent)])
    return Installed(released, unitfile.load(released / "checks.json"), unit)


@pytest.fixture
def visible(released: Path) -> unitfile.UnitFile:
    """The released checks.json, loaded."""
    return unitfile.load(released / "checks.json")


@pytest.fixture
def draw(released: Path) -> Callable[..., Any]:
    """The sample's draw function, loaded as a notebook would."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("sample_widgets", released / "widgets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.pop("sample_widgets", None)
    spec.loader.exec_module(module)
    found: Callable[..., Any] = module.draw_gradient
    return found


@pytest.fixture
def run_cell(released: Path) -> Callable[[str], None]:
    """Runs source as a notebook's cell would run, in one namespace per test."""
    import linecache

    names: dict[str, Any] = {"__name__": "__main__"}
    count = 0

    def run(source: str) -> None:
        nonlocal count
        count += 1
        name = f"<cell {count}>"
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        exec(compile(source, name, "exec"), names)

    return run
