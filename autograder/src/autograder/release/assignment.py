"""Makes the student's notebook with nbgrader's own GenerateAssignment.

It runs in a temporary course folder without a database, so that the result depends on nothing but
the source notebook.
"""

from __future__ import annotations

import copy
import logging
import tempfile
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions
from traitlets import Unicode
from traitlets.config import Config

from npml.core.marks import QUIZ
from npml.errors import UnitError

from ..authoring.unit import Unit
from . import messages
from .notebooks import canonical, quiz_stub


class ClearToStubs(ClearSolutions):
    """nbgrader's ClearSolutions, but with another stub for the quiz, where there is no function to write."""

    quiz_stub = Unicode("", help="what replaces the quiz's answers").tag(config=True)

    def preprocess_cell(self, cell, resources, cell_index):  # type: ignore[no-untyped-def]
        """Replace the solution of one cell by its stub."""
        usual: dict[str, str] = self.code_stub  # type: ignore[has-type]
        if cell.metadata.get("nbgrader", {}).get("grade_id") == QUIZ:
            self.code_stub = {"python": self.quiz_stub}
        try:
            return super().preprocess_cell(cell, resources, cell_index)
        finally:
            self.code_stub = usual


def stub_of(unit: Unit, exercise: str) -> str:
    """The text of an exercise's solution cell as students get it."""
    cell = nbformat.v4.new_code_cell(unit.solution(exercise))  # type: ignore[no-untyped-call]
    cell.metadata["nbgrader"] = {"grade_id": exercise, "solution": True, "grade": False, "locked": False, "task": False}
    cleaner = ClearToStubs(code_stub={"python": messages.STUB})
    made, _ = cleaner.preprocess_cell(cell, {"language": "python"}, 0)  # type: ignore[no-untyped-call]
    return str(made.source)


def with_stubs(unit: Unit, source: NotebookNode) -> NotebookNode:
    """A copy of the source notebook with stubs for what is never graded, which nbgrader does not know."""
    book = copy.deepcopy(source)
    for cell in book.cells:
        if cell["id"] in unit.discovery_names:
            cell.source = stub_of(unit, cell["id"])
    return book


def student_notebook(unit: Unit, source: NotebookNode) -> NotebookNode:
    """The notebook that the student gets, made from the instructor's source notebook.

    Raises:
        UnitError: nbgrader could not convert the notebook.
    """
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        root = Path(folder)
        source = with_stubs(unit, source)
        (root / "source" / unit.name).mkdir(parents=True)
        (root / "source" / unit.name / f"{unit.name}.ipynb").write_text(canonical(source), encoding="utf-8")
        try:
            _convert(root, unit)
        except Exception as error:
            raise UnitError(messages.NBGRADER_FAILED.format(path=unit.lesson_path, error=error)) from error
        made = root / "release" / unit.name / f"{unit.name}.ipynb"
        book: NotebookNode = nbformat.read(made, as_version=4)
        return book


def _convert(root: Path, unit: Unit) -> None:
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.assignment_id = unit.name
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    config.ClearToStubs.code_stub = {"python": messages.STUB}
    config.ClearToStubs.quiz_stub = quiz_stub(len(unit.quiz))
    steps = GenerateAssignment.class_traits()["preprocessors"].default()
    config.GenerateAssignment.preprocessors = [ClearToStubs if step is ClearSolutions else step for step in steps]
    log = logging.getLogger("autograder.release")
    log.setLevel(logging.ERROR)
    course = CourseDirectory(config=config, log=log)
    GenerateAssignment(coursedir=course, config=config, log=log).start()
