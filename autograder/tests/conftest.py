"""What all tests share: paths, a small complete unit, and the table of mistakes at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from autograder import lean  # noqa: F401  (before nbformat: the workers start two seconds earlier)
from autograder.authoring.unit import find_units
from npml.core.absent import missing

# Importing units leaves no compiled files (they would hold solutions) beside them.
sys.dont_write_bytecode = True

ROOT = Path(__file__).resolve().parents[2]
#: What these test of a unit needs none of its libraries.
WITHOUT_LIBRARIES = ("test_lessons.py", "test_leaks.py")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def toy_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one complete small unit, ``solutions/13_toy``; do not change it."""
    from autograder.release.new import new_unit
    from autograder.release.project import Project

    folder = tmp_path_factory.mktemp("project")
    (folder / "solutions").mkdir()
    new_unit(Project(folder), "13_toy")
    return folder


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name, what needs a library that is not installed here: `make test-torch` has them all.

    A test is marked ``library(name, …)``, or one of its parameters is a unit whose graded functions may use them.
    """
    for item in items:
        if needed := _of_units(item):
            item.add_marker(pytest.mark.library(*needed))
        names = [name for mark in item.iter_markers("library") for name in mark.args]
        if lacking := missing(dict.fromkeys(names)):
            item.add_marker(pytest.mark.skip(reason=f"{', '.join(lacking)}: not installed (make test-torch)"))


def _of_units(item: pytest.Item) -> tuple[str, ...]:
    """The libraries of the unit that a test is about."""
    if item.path.name in WITHOUT_LIBRARIES:
        return ()
    given = getattr(item, "callspec", None)
    values = [] if given is None else given.params.values()
    # A unit itself, its name, a file of answers to it, or something that has one of these.
    found = (str(getattr(getattr(value, "file", value), "stem", getattr(value, "name", value))) for value in values)
    return next((libraries for name in found if (libraries := _libraries().get(name, ()))), ())


@cache
def _libraries() -> dict[str, tuple[str, ...]]:
    return {unit.name: unit.libraries for unit in find_units(ROOT / "solutions")}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what `tests/units` found out about the banks of mistakes, also under xdist."""
    lines = sorted(set(_recorded(terminalreporter)))
    if lines:
        terminalreporter.section("오답 은행: 단원/문제, 감점, 진단, 다른 정답")
        for line in lines:
            terminalreporter.line(line)


def _recorded(terminalreporter: pytest.TerminalReporter) -> Iterator[str]:
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "bank" and getattr(report, "when", "") == "call":
                    yield str(value)
