"""From a lesson to notebooks: what is cleared, what stays, and is it the same every time?"""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.release.assignment import student_notebook
from autograder.release.drift import find_drift
from autograder.release.execute import executed
from autograder.release.messages import STUB
from autograder.release.notebooks import canonical, source_notebook
from autograder.release.project import Project
from autograder.release.release import notebook_files, package_files, release, write_files, write_unit
from npml.core.marks import package_of
from npml.errors import UnitError, UsageError

CLASS_CELL = '''
# %% tags=["solution:Twice"]
class Twice:
    """두 배."""

    def __init__(self):
        ### BEGIN SOLUTION
        self.factor = 2
        ### END SOLUTION

    def times(self, x):
        """곱합니다."""
        if x is None:
            ### BEGIN SOLUTION
            return self.factor
            ### END SOLUTION
        ### BEGIN SOLUTION
        return x * self.factor
        ### END SOLUTION

# %% tags=["grade:Twice"]
check("Twice")
'''


@pytest.fixture
def project(toy_project: Path, tmp_path: Path) -> Project:
    """A copy of the toy project that a test may change."""
    shutil.copytree(toy_project, tmp_path / "copy")
    return Project(tmp_path / "copy")


@pytest.fixture
def unit(project: Project) -> Unit:
    """The toy unit."""
    return project.units()[0]


def student(unit: Unit) -> dict[str, Any]:
    """The student's notebook's cells by id."""
    return {cell["id"]: cell for cell in student_notebook(unit, source_notebook(unit)).cells}


def test_solution_becomes_a_stub_and_the_docstring_stays(unit: Unit) -> None:
    """Does the student see what to do, and nothing of how?"""
    source = student(unit)["column_mean"].source
    assert source.endswith(f'array([2., 4.])"""\n    {STUB}')
    assert "np.sum" not in source
    assert "SOLUTION" not in source


def test_stub_is_indented_in_every_method(unit: Unit, project: Project) -> None:
    """Does a class with several regions get one stub in each, which Python accepts?"""
    lesson = unit.lesson_path
    lesson.write_text(lesson.read_text(encoding="utf-8") + CLASS_CELL, encoding="utf-8")
    changed = Unit(unit.folder)
    hidden = unit.folder / "hidden.py"
    hidden.write_text(
        hidden.read_text(encoding="utf-8").replace("    )),\n)", "    )),\n    Exercise('Twice', ()),\n)"),
        encoding="utf-8",
    )
    source = student(changed)["Twice"].source
    assert source.count(STUB) == 3
    assert f"        if x is None:\n            {STUB}\n        {STUB}" in source
    compile(source, "stub", "exec")


def test_quiz_is_unanswered(unit: Unit) -> None:
    """Are there as many empty answers as questions?"""
    assert student(unit)["quiz"].source == "quiz_answers = {1: None, 2: None, 3: None, 4: None}"


def test_graded_cells_are_locked_and_carry_the_points(unit: Unit) -> None:
    """Will nbgrader know what is graded, and may a student not delete it?"""
    cells = student(unit)
    check = cells["column_mean_check"].metadata
    assert check.nbgrader.points == 90
    assert (check.nbgrader.grade, check.nbgrader.solution, check.nbgrader.locked) == (True, False, True)
    assert (check.editable, check.deletable) == (False, False)
    assert cells["quiz_check"].metadata.nbgrader.points == 10
    solution = cells["column_mean"].metadata
    assert (solution.nbgrader.grade, solution.nbgrader.solution, solution.nbgrader.locked) == (False, True, False)
    assert "editable" not in solution
    others = [cell for cell in cells.values() if "nbgrader" not in cell.metadata]
    assert len(others) == len(cells) - 4
    assert all(not cell.metadata for cell in others)


def test_release_is_a_plain_valid_notebook(unit: Unit) -> None:
    """Are there no outputs, no traces of jupytext, and a kernel?"""
    text = notebook_files(unit)[f"{unit.name}.ipynb"].decode()
    book = nbformat.reads(text, as_version=4)
    nbformat.validate(book)
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in book.cells)
    assert book.metadata.kernelspec.name == "python3"
    assert "jupytext" not in text
    assert "여기를 채우세요" in text  # Hangul as it is
    assert text.endswith("}\n")
    ids = [cell["id"] for cell in book.cells]
    assert len(set(ids)) == len(ids)


def test_every_build_gives_the_same_bytes(unit: Unit) -> None:
    """Does another process with another hash seed build the same?"""
    code = (
        "import sys; from pathlib import Path; from autograder.release.release import notebook_files, package_files; "
        "from autograder.authoring.unit import Unit; import hashlib; "
        "unit = Unit(Path(sys.argv[1])); files = {**notebook_files(unit), **package_files(unit)}; "
        "print({name: hashlib.sha256(content).hexdigest() for name, content in files.items()})"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(unit.folder)], env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]
    assert "checks.json" in runs[0]


def test_release_writes_executes_and_leaves_nothing_to_do(project: Project, unit: Unit) -> None:
    """After a release, is there no drift, is the solved notebook executed, and does a second one change nothing?"""
    release(project, say=lambda _: None)
    solved = nbformat.read(unit.folder / f"{unit.name}.ipynb", as_version=4)
    assert sum(bool(cell.get("outputs")) for cell in solved.cells) >= 4
    assert (
        json.loads((project.packages / package_of(unit.name) / "checks.json").read_text(encoding="utf-8"))["unit"]
        == unit.name
    )
    assert find_drift(project) == []
    assert not list(unit.folder.rglob("*.pyc"))


def test_quiz_answers_outside_the_region_are_refused(unit: Unit) -> None:
    """Would the answers be released?  Then there is no release."""
    path = unit.lesson_path
    path.write_text(path.read_text(encoding="utf-8").replace(
        "### BEGIN SOLUTION\nquiz_answers = {1: 2, 2: 1, 3: 1, 4: 2}\n", "quiz_answers = {1: 2, 2: 1, 3: 1, 4: 2}\n### BEGIN SOLUTION\n"), encoding="utf-8")  # fmt: skip
    with pytest.raises(UnitError, match="quiz_answers"):
        source_notebook(Unit(unit.folder))


def test_solution_without_a_region_is_refused(unit: Unit) -> None:
    """nbgrader would clear the whole cell with its docstring: is the author told?"""
    path = unit.lesson_path
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("    ### END SOLUTION\n", "", 1), encoding="utf-8")
    with pytest.raises(UnitError, match="END SOLUTION"):
        source_notebook(Unit(unit.folder))


def test_a_failing_cell_is_named(unit: Unit, tmp_path: Path) -> None:
    """Does the error say which cell of which file raised what?"""
    book = source_notebook(unit)
    book.cells = [cell for cell in book.cells if cell.cell_type == "code"][:1]
    book.cells[0].source = "raise KeyError('여기')"
    with pytest.raises(UnitError, match=r"lesson\.py: 1번째 코드 셀.*KeyError"):
        executed(unit.lesson_path, book, tmp_path, tmp_path)


def test_a_unit_may_be_named_by_its_number(project: Project) -> None:
    (unit, *_) = project.units()
    number = unit.name.partition("_")[0]
    for name in (number, number.lstrip("0"), f"course/{unit.name}/"):
        assert [found.name for found in project.units([name])] == [unit.name]


def test_unknown_unit_is_wrong_use(project: Project) -> None:
    """Does a misspelt name say what there is?"""
    with pytest.raises(UsageError, match="13_toy"):
        project.units(["99_none"])


def test_source_notebook_is_stable_text(unit: Unit) -> None:
    """Are the ids of cells made of names and contents only?"""
    assert canonical(source_notebook(unit)) == canonical(source_notebook(Unit(unit.folder)))


def test_drift_names_what_differs(project: Project, unit: Unit) -> None:
    """Are a missing, a changed and a foreign file each found?"""
    write_unit(project, unit)
    folder = project.course / unit.name
    (project.packages / package_of(unit.name) / "checks.json").unlink()
    (folder / "notes.txt").write_text("?", encoding="utf-8")
    book = folder / f"{unit.name}.ipynb"
    book.write_text(book.read_text(encoding="utf-8").replace("손으로 계산하기", "손으로 계산"), encoding="utf-8")
    found = {(item.path.name, item.kind) for item in find_drift(project, [unit.name])}
    assert found == {("checks.json", "missing"), ("notes.txt", "extra"), (book.name, "changed"), (book.name, "missing")}
    diff = next(item.diff for item in find_drift(project, [unit.name]) if item.kind == "changed")
    assert any("손으로 계산하기" in line for line in diff)


def test_a_package_of_no_unit_is_drift(project: Project, unit: Unit) -> None:
    """The wheel would carry it to students."""
    release(project, say=lambda _: None)
    stray = project.packages / "unit77" / "checks.json"
    stray.parent.mkdir()
    stray.write_text("{}", encoding="utf-8")
    assert [(item.path, item.kind) for item in find_drift(project)] == [(stray, "extra")]


@pytest.mark.parametrize(("factor", "kind"), [(1 + 1e-15, None), (1 + 1e-6, "changed"), (None, "changed")])
def test_only_last_digits_of_the_checks_may_differ(
    project: Project, unit: Unit, factor: float | None, kind: str | None
) -> None:
    """Python 3.12 sums floats more exactly: is that no drift, while another value, or a file cut short, is?"""
    files = package_files(unit)
    write_unit(project, unit)
    folder = project.packages / package_of(unit.name)
    checks = folder / "checks.json"
    if factor is None:
        checks.write_bytes(files["checks.json"][:-100])
    else:
        tree = json.loads(files["checks.json"])
        raw, changed = _scaled(tree, factor)
        assert changed
        checks.write_text(json.dumps(raw), encoding="utf-8")
    found = [item.kind for item in find_drift(project, [unit.name]) if item.path == checks]
    assert found == ([] if kind is None else [kind])
    before = checks.read_bytes()
    write_files(folder, files)
    assert (checks.read_bytes() == before) is (kind is None)


def _scaled(tree: Any, factor: float) -> tuple[Any, bool]:
    """The tree with every packed float64 array that a case wants multiplied."""
    if isinstance(tree, dict):
        pairs = {key: _scaled(item, factor) for key, item in tree.items()}
        return {key: item for key, (item, _) in pairs.items()}, any(flag for _, flag in pairs.values())
    if isinstance(tree, list) and len(tree) == 2 and isinstance(tree[1], list) and '"nd": "f8"' in json.dumps(tree[0]):
        buffers = [
            base64.b64encode((np.frombuffer(base64.b64decode(text)) * factor).tobytes()).decode() for text in tree[1]
        ]
        return [tree[0], buffers], True
    if isinstance(tree, list):
        items = [_scaled(item, factor) for item in tree]
        return [item for item, _ in items], any(flag for _, flag in items)
    return tree, False
