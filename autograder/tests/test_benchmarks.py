"""Do the programs of `make bench` still start?  What they call is checked by mypy; what they measure is for people."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.release.project import find_project
from autograder.sample_class.sources import answers

#: Those that need a library are measured by their own tests.
UNITS = [unit.name for unit in find_project(Path(__file__)).units([]) if not unit.libraries]
BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.mark.parametrize("name", ["bench.py", "workers.py"])
def test_a_program_imports_all_that_it_uses_and_explains_itself(name: str) -> None:
    command = [sys.executable, str(BENCHMARKS / name), "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage" in done.stdout


@pytest.mark.parametrize("name", UNITS)
def test_right_answers_pass_the_plain_course(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is (a) the same test on the same exercises, so that its right papers get full points there, too?"""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    plain, pupils = importlib.import_module("plain"), importlib.import_module("pupils")
    unit = Unit(root / "solutions" / name)
    desk = pupils.Desk(unit)
    cells = [cell.source for cell in plain.source_of(unit).cells if cell.id == "setup" or cell.id.endswith("-test")]
    for kind in ("right", "variant 0", "variant 1", "variant 2"):
        label, _, turn = kind.partition(" ")
        given = answers(desk._make(label, int(turn or 0)))
        names: dict[str, object] = {"__name__": "__main__"}
        for source in (cells[0], *(given[key].source for key in given), *cells[1:]):
            exec(source, names)
