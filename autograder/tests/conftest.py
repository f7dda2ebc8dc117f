"""What all tests share: paths, a small complete unit, and the table of mistakes at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import lean  # noqa: F401  (before nbformat: the workers start two seconds earlier)

# Importing units leaves no compiled files (they would hold solutions) beside them.
sys.dont_write_bytecode = True

ROOT = Path(__file__).resolve().parents[2]


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
