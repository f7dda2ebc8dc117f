"""Does each unit's solved notebook rehearse green, and its blank one as not begun, with nothing odd about either?"""

from __future__ import annotations

from pathlib import Path

import pytest

import npml
from autograder.authoring.unit import Unit
from npml.core.marks import package_of
from npml.student import rehearsal, unitfile

from .conftest import SOLUTIONS


@pytest.mark.parametrize("solved", [True, False], ids=["solved", "blank"])
def test_a_units_notebook_is_rehearsed(unit: Unit, solved: bool) -> None:
    path = (SOLUTIONS if solved else SOLUTIONS.parent / "course") / unit.name / f"{unit.name}.ipynb"
    visible = unitfile.load(Path(npml.__file__).parent / package_of(unit.name) / unitfile.FILE)
    found = rehearsal.rehearse(path.read_bytes(), path, visible, {})
    assert (found.how, found.rejected, found.mended, found.failed, found.odd, found.lost) == ("process", "", [], [], [], [])
    assert found.passed == (list(visible.exercises) if solved else [])
    assert found.begun == solved
    assert len(found.answers) == (len(visible.quiz) if solved else 0)
