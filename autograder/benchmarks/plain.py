"""The same exercises as an ordinary nbgrader course, graded by plain ``nbgrader autograde``.

One assignment per unit: the setup, the solution cells, and test cells whose asserts compare with hard-coded
values, part of them hidden, as an ordinary course does it.  Explanations, demos and widgets are left out, which
makes this course lighter than ours.  Default configuration: in-kernel tests, nothing of ours is installed.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from literals import PREAMBLE, as_test
from meter import Cost, measure
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from pupils import Paper

from autograder.authoring.unit import QUIZ_POINTS, SETUP, SOLUTION, Unit, tag_of
from autograder.grading.nodes import from_text, new_code_cell, new_markdown_cell, new_notebook, to_text
from autograder.judge.cases import draw
from autograder.sample_class.sources import answers
from npml.core.marks import QUIZ, QUIZ_VARIABLE

SEED = b"hard-coded values"
#: Hidden cases of each category that become asserts.
PER_CATEGORY = 2


def marks(name: str, **fields: object) -> dict[str, object]:
    """A cell's nbgrader metadata."""
    usual: dict[str, object] = {
        "grade": False, "grade_id": name, "locked": False, "schema_version": 3, "solution": False, "task": False,
        "cell_type": "code",
    }  # fmt: skip
    return {"nbgrader": usual | fields}


def source_of(unit: Unit) -> NotebookNode:
    """The assignment as an instructor writes it."""
    book = new_notebook(metadata={"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}})
    book.cells.append(new_markdown_cell(f"# {unit.title}", id="title"))
    for cell in unit.lesson.cells:
        kind, name = tag_of(cell)
        if kind == SETUP:
            lines = [line for line in cell.source.splitlines() if "npml" not in line]
            book.cells.append(new_code_cell("\n".join(lines), id="setup"))
        elif kind == SOLUTION:
            book.cells.append(new_code_cell(cell.source, id=f"{name}-answer"[:60], metadata=marks(name, solution=True)))
            book.cells.append(_test(unit, name))
    return book


def _test(unit: Unit, name: str) -> NotebookNode:
    points = QUIZ_POINTS if name == QUIZ else unit.exercise(name).points
    if name == QUIZ:
        right = {number: question.answer for number, question in enumerate(unit.quiz, 1)}
        tests = [f"assert {QUIZ_VARIABLE} == {right!r}"]
    else:
        drawn = [
            item
            for category in unit.exercise(name).categories
            for item in draw(unit, unit.exercise(name), category, SEED)[:PER_CATEGORY]
        ]
        tests = [text for item in drawn if (text := as_test(item.case, item.want))]
    hidden = "\n".join(["### BEGIN HIDDEN TESTS", *tests[1:], "### END HIDDEN TESTS"])
    text = "\n".join([PREAMBLE, *tests[:1], hidden])
    metadata = marks(f"{name}_test", grade=True, locked=True, points=points)
    return new_code_cell(text, id=f"{name}-test"[:60], metadata=metadata)


def environment(home: Path) -> dict[str, str]:
    """This process's, without any Jupyter configuration."""
    env = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER_", "AUTOGRADER"))}
    places = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config"), "IPYTHONDIR": str(home / "ipython")}
    return env | places | {"JUPYTER_NO_CONFIG": "1"}


class PlainCourse:
    """A course folder of nbgrader's."""

    def __init__(self, folder: Path, units: Sequence[Unit]) -> None:
        self.folder, self.units = folder, list(units)
        self._env = environment(folder / "home")
        (folder / "home").mkdir(parents=True)

    def _nbgrader(self, *arguments: str) -> Cost:
        program = str(Path(sys.executable).parent / "nbgrader")
        return measure([program, *arguments], cwd=self.folder, env=self._env, good=frozenset({0}))

    def release(self) -> None:
        """Write the sources and let nbgrader make the students' versions."""
        for unit in self.units:
            path = self.folder / "source" / unit.name / f"{unit.name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(to_text(source_of(unit)), encoding="utf-8")
            self._nbgrader("generate_assignment", unit.name)

    def hand_in(self, papers: Sequence[Paper]) -> None:
        """The students' answers in their copies of the assignment."""
        for paper in papers:
            released = self.folder / "release" / paper.unit / f"{paper.unit}.ipynb"
            book = from_text(released.read_text(encoding="utf-8"))
            given = answers(paper.notebook)
            for name, cell in answers(book).items():
                cell["source"] = given[name].source
            path = self.folder / "submitted" / paper.student / paper.unit / released.name
            path.parent.mkdir(parents=True)
            path.write_text(to_text(book), encoding="utf-8")

    def grade(self) -> tuple[Cost, Cost]:
        """The cost of grading all, and that of the commands when there is nothing to do (start-up alone)."""
        total, idle = Cost(), Cost()
        for unit in self.units:
            _add(total, self._nbgrader("autograde", unit.name))
        _add(idle, self._nbgrader("autograde", self.units[0].name))
        idle.wall *= len(self.units)
        idle.cpu *= len(self.units)
        return total, idle

    def scores(self) -> Mapping[tuple[str, str], float]:
        """By student and unit."""
        with Gradebook(f"sqlite:///{self.folder / 'gradebook.db'}") as book:
            return {
                (submission.student.id, unit.name): float(submission.score)
                for unit in self.units
                for submission in book.assignment_submissions(unit.name)
            }

    def remove(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _add(total: Cost, one: Cost) -> None:
    total.wall += one.wall
    total.cpu += one.cpu
    total.peak_bytes = max(total.peak_bytes, one.peak_bytes)
    total.exact_memory = one.exact_memory
