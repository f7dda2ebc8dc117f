"""What is checked but never graded: is it a stub with hints for the student, and nothing for the grader?"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.release.assignment import student_notebook
from autograder.release.audit.lab import stub
from autograder.release.notebooks import source_notebook
from autograder.release.release import package_files, write_files
from npml.core.marks import package_of
from npml.errors import UnitError
from npml.student import place, records
from npml.student.checking import check
from npml.student.hints import hint_card
from npml.student.likely import likely
from npml.student.output import NotRight
from npml.student.overview import progress_card
from npml.student.stages import examine
from npml.student.unitfile import UnitFile, load

LESSON = '''

# %% tags=["discover:spread"]
def spread(X):
    """열마다 가장 큰 값에서 가장 작은 값을 뺍니다."""
    ### BEGIN SOLUTION
    return np.max(X, axis=0) - np.min(X, axis=0)
    ### END SOLUTION


# %%
check("spread")

# %% tags=["folded"]
print("길어서 접어 둔 코드")
'''
CHECKS = """

DISCOVERIES = (
    *DISCOVERIES,
    Check(
        "spread", ("X",),
        example=(case(Call("spread", np.array([[1, 2], [3, 7]])), say="두 행"),),
        hints=("열마다 무엇이 가장 큰가요?", "`np.max`의 `axis`를 보세요.", "np.max(X, axis=____) - np.min(X, axis=0)"),
    ),
)
"""
MISTAKES = """

MISTAKES = (*MISTAKES, edit("spread", "rows", "np.max(X, axis=0)", "np.max(X, axis=1)", says="가장 큰 값을 행에서 골랐어요."))
"""


@pytest.fixture
def unit(toy_project: Path, tmp_path: Path) -> Unit:
    """The toy unit with a discovery and a folded cell."""
    folder = next((toy_project / "solutions").glob("[0-9]*"))
    mine = tmp_path / folder.name
    shutil.copytree(folder, mine)
    for name, more in (("lesson.py", LESSON), ("checks.py", CHECKS), ("mistakes.py", MISTAKES)):
        with (mine / name).open("a", encoding="utf-8") as file:
            file.write(more)
    return Unit(mine)


@pytest.fixture
def visible(unit: Unit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UnitFile:
    """What students get of it, as the unit that is at work."""
    folder = tmp_path / "packages" / package_of(unit.name)
    write_files(folder, package_files(unit))
    monkeypatch.setenv("AUTOGRADER_CHECKS", str(folder / "checks.json"))
    monkeypatch.setenv("AUTOGRADER_STATE", str(tmp_path / "progress.json"))
    monkeypatch.delenv("AUTOGRADER_STRICT", raising=False)
    monkeypatch.setattr(place, "_imported", None)
    records._session.clear()
    return load(folder / "checks.json")


def test_the_student_gets_a_stub_that_nbgrader_does_not_know(unit: Unit) -> None:
    """Is the answer gone, the cell known by its name, and none of nbgrader's business?"""
    unit.validate()
    cells: dict[str, Any] = {cell["id"]: cell for cell in student_notebook(unit, source_notebook(unit)).cells}
    assert cells["spread"].source.endswith('raise NotImplementedError("여기를 채우세요")')
    assert "np.min" not in cells["spread"].source
    assert "nbgrader" not in cells["spread"].metadata
    folded = next(cell for cell in cells.values() if "접어 둔" in cell.source)
    assert folded.metadata["jupyter"] == {"source_hidden": True}


def test_it_is_checked_and_hinted_like_an_exercise(
    unit: Unit, visible: UnitFile, capsys: pytest.CaptureFixture[str]
) -> None:
    """Do check, hints and the bank know it, without a word of a grade?"""
    exercise = visible.checked["spread"]
    assert examine(exercise, unit.namespace()).state == "passed"
    assert examine(exercise, unit.namespace({"spread": stub})).state == "stub"
    wrong = unit.namespace({"spread": unit.discovery_mistakes[-1].code})
    assert likely(examine(exercise, wrong), exercise, visible, wrong).says == "가장 큰 값을 행에서 골랐어요."
    assert "힌트 1/3" in hint_card(visible, "spread", 1).text()
    names = unit.namespace()
    exec('check("spread")', {**names, "check": check})
    said = capsys.readouterr().out
    assert "spread" in said
    assert "채점" not in said


def test_it_makes_no_notebook_invalid(unit: Unit, visible: UnitFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Does nbgrader's validation pass over an open discovery, and still stop at an open exercise?"""
    monkeypatch.setenv("NBGRADER_VALIDATING", "1")
    names = {**unit.namespace({"spread": stub, "column_mean": stub}), "check": check}
    exec('check("spread")', names)
    with pytest.raises(NotRight):
        exec('check("column_mean")', names)


def test_it_counts_nowhere(unit: Unit, visible: UnitFile) -> None:
    """Has it no points, no place among the exercises, in the progress or in the bank that is graded?"""
    assert "spread" not in {*visible.exercises, *visible.points, *unit.solution_names, *unit.tagged_names}
    assert "spread" not in {*(item.name for item in unit.exercises), *(item.exercise for item in unit.mistakes)}
    assert "spread" not in progress_card(visible).text()


def test_a_discovery_without_a_check_is_an_error(unit: Unit) -> None:
    """Is the author told which file lacks what?"""
    path = unit.folder / "checks.py"
    path.write_text(path.read_text(encoding="utf-8").replace('"spread", ("X",)', '"range", ("X",)'), encoding="utf-8")
    with pytest.raises(UnitError, match=r"DISCOVERIES.*range.*spread"):
        Unit(unit.folder).validate()
