"""At home: does a unit with a library work, and does it say one sentence where the library is missing?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.authoring.unit import PACKAGES, Unit
from autograder.release.project import Project
from npml.core.absent import missing
from npml.core.marks import package_of

from .conftest import KERAS, TORCH

#: Makes a kernel believe that PyTorch and Keras are not installed.
HIDE = """
import sys
class Hiding:
    def __init__(self, finder): self.finder = finder
    def find_spec(self, name, path=None, target=None):
        return None if name.partition(".")[0] in ("torch", "keras") else self.finder.find_spec(name, path, target)
sys.meta_path[:] = [Hiding(finder) for finder in sys.meta_path]
"""


def texts(cell: nbformat.NotebookNode) -> str:
    """All that a cell shows, as text."""
    assert not [output for output in cell.outputs if output.output_type == "error"], cell.outputs
    return "\n".join(output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in cell.outputs)


def executed(project: Project, unit: str, folder: Path, hide: bool, solved: bool) -> nbformat.NotebookNode:
    """The student's notebook, run as it is or with the solutions in it."""
    if solved:
        from .papers import paper

        book: nbformat.NotebookNode = nbformat.reads(paper(project, unit).decode(), as_version=4)
    else:
        book = nbformat.read(project.course / unit / f"{unit}.ipynb", as_version=4)
    if hide:
        book.cells.insert(0, nbformat.v4.new_code_cell(HIDE))
    environment = {"NPML_UNITS": str(project.root / PACKAGES), "AUTOGRADER_STATE": "", "KERAS_HOME": str(folder)}
    client = NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, **environment})
    return book


@pytest.fixture
def described(project: Project) -> Project:
    """The project with a checks.json of the PyTorch unit that says what it needs, even where it cannot be built."""
    package = project.root / PACKAGES / package_of(TORCH)
    if not (package / "checks.json").is_file():
        unit = Unit(project.solutions / TORCH)
        tree = {"format": 2, "unit": TORCH, "title": unit.title, "points": {"slope": 50.0, "Net": 40.0, "quiz": 10.0}}
        empty: dict[str, list[str]] = {group: [] for group in ("example", "random", "invariants", "edges", "effects")}
        exercise = {"params": [], "methods": {}, "hints": ["a", "b", "c"], "cases": empty, "diagnoses": []}
        names = [{"name": name, **exercise} for name in unit.solution_names]
        tree |= {"exercises": names, "quiz": [], "widget_values": {}, "libraries": list(unit.libraries)}
        (package / "checks.json").write_text(json.dumps(tree), encoding="utf-8")
        (package / "__init__.py").write_text(PACKAGE_INIT, encoding="utf-8")
        (package / "widgets.py").write_bytes((unit.folder / "public" / "widgets.py").read_bytes())
    return project


PACKAGE_INIT = "from npml.student.place import names_of_unit\n\n__getattr__, __dir__ = names_of_unit(__file__)\n"


def test_without_the_library_the_notebook_runs_to_its_end_and_says_so(described: Project, tmp_path: Path) -> None:
    """Class stubs, demo and widget included; the cells that need nothing work."""
    book = executed(described, TORCH, tmp_path, hide=True, solved=False)
    said = {cell.source: texts(cell) for cell in book.cells if cell.cell_type == "code"}
    wanted = "이 단원에는 PyTorch가 필요해요"
    needing = ['check("slope")', 'check("Net")', "explore(draw_slope, slope)"]
    assert [wanted in said[source] for source in needing] == [True, True, True]
    assert wanted in next(text for source, text in said.items() if source.startswith("@demo"))
    assert "%pip install torch" in said['check("slope")']
    assert "건너뛰어도 강의를 마친 것" in said['check("slope")']
    assert "힌트" in said['hint("slope", 1)']


@pytest.mark.library("torch")
def test_at_home_check_and_demo_work(project: Project, tmp_path: Path) -> None:
    book = executed(project, TORCH, tmp_path, hide=False, solved=True)
    said = {cell.source: texts(cell) for cell in book.cells if cell.cell_type == "code"}
    assert "통과" in said['check("slope")']
    assert "통과" in said['check("Net")']
    assert "[1. 1.]" in next(text for source, text in said.items() if source.startswith("@demo"))


@pytest.mark.library("keras", "torch")
def test_at_home_keras_works_also_where_it_loads_what_is_banned(project: Project, tmp_path: Path) -> None:
    book = executed(project, KERAS, tmp_path, hide=False, solved=True)
    said = {cell.source: texts(cell) for cell in book.cells if cell.cell_type == "code"}
    assert "통과" in said['check("build")']
    assert "통과" in said['check("fit")']


@pytest.mark.library("torch")
def test_another_library_is_refused_at_home_too(project: Project) -> None:
    unit = Unit(project.solutions / TORCH)
    code = (
        "import sys\nfrom pathlib import Path\nfrom npml.student import stages, unitfile\n"
        f"unit = unitfile.load(Path({str(project.root / PACKAGES / package_of(TORCH) / 'checks.json')!r}))\n"
        "names = {'__name__': '__main__'}\n"
        "exec('import scipy.linalg as s\\ndef slope(X, w):\\n    return s.norm(w)', names)\n"
        "report = stages.examine(unit.exercises['slope'], names)\n"
        "print(report.state, report.trouble.text)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "failed 채점하는 함수 안에서는 NumPy, PyTorch와 파이썬 표준 라이브러리만 쓸 수 있어요: scipy\n"
    assert unit.libraries == ("torch",)


def test_the_release_leaves_a_unit_as_it_is_that_it_cannot_build(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    """Is a missing library said, and does the comparison of the rest go on?"""
    from autograder.release.drift import find_drift

    found = find_drift(project, [TORCH])
    packages = [item for item in found if item.path.is_relative_to(project.root / PACKAGES)]
    if missing(["torch"]):
        assert not packages
        assert "torch가 없어" in capsys.readouterr().out
    else:
        assert [item.path.name for item in found] == [f"{TORCH}.ipynb"]  # the solved notebook was never made
