"""Attacks and honest work as notebooks made from the released unit 09, on the real engine."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from autograder.authoring.unit import Unit
from autograder.grading.engine import Engine
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.release.assignment import student_notebook
from autograder.release.notebooks import canonical, source_notebook
from autograder.sandbox import CellSource, Execution, Limits, Sandbox
from npml.core.marks import package_of

UNIT = "09_softmax_cross_entropy"
#: The exercise that attacks are about, and those that an attacker solves honestly (they do not use it).
TARGET, REST = "softmax", ("cross_entropy_loss", "softmax_cross_entropy")
LIMITS = Limits(cell_seconds=4.0, notebook_seconds=20.0, definitions_seconds=8.0)


class Paper:
    """A student's notebook under construction."""

    def __init__(self, released: NotebookNode, solved: NotebookNode) -> None:
        self.nb = copy.deepcopy(released)
        self._solved = {cell.metadata.nbgrader.grade_id: cell.source for cell in _marked(solved)}

    def cell(self, name: str) -> NotebookNode:
        """The cell with a grade_id."""
        return next(cell for cell in _marked(self.nb) if cell.metadata.nbgrader.grade_id == name)

    def at(self, name: str) -> int:
        """Its position."""
        return next(i for i, cell in enumerate(self.nb.cells) if cell is self.cell(name))

    def solution(self, name: str) -> str:
        """What the instructor wrote."""
        return str(self._solved[name])

    def solve(self, *names: str) -> Paper:
        """Fill in the instructor's solutions."""
        for name in names:
            self.cell(name).source = self._solved[name]
        return self

    def write(self, name: str, source: str) -> Paper:
        """Write into a solution cell."""
        self.cell(name).source = source
        return self

    def first(self, source: str) -> Paper:
        """A new cell at the top."""
        self.nb.cells.insert(0, nbformat.v4.new_code_cell(source))
        return self

    def last(self, source: str) -> Paper:
        """A new cell at the end."""
        self.nb.cells.append(nbformat.v4.new_code_cell(source))
        return self

    def raw(self) -> bytes:
        """The file."""
        return json.dumps(self.nb).encode()


def _marked(nb: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in nb.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]


@dataclass(frozen=True)
class Site:
    """A course with one unit, an engine for it, and notebooks to start from."""

    engine: Engine
    unit: Unit
    released: NotebookNode
    solved: NotebookNode

    def paper(self) -> Paper:
        """The released notebook."""
        return Paper(self.released, self.solved)

    def grade(self, paper: Paper | bytes, student: str = "mallory") -> Graded:
        """On the real engine."""
        raw = paper if isinstance(paper, bytes) else paper.raw()
        return self.engine.grade(Submission(raw, "mallory.ipynb", student, UNIT))

    def score(self, paper: Paper | bytes) -> float:
        """The points of a graded notebook."""
        graded = self.grade(paper)
        assert graded.status == "graded", graded.message
        assert graded.verdict is not None
        return graded.verdict.score


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One warm engine for all attacks, as in a worker: none may hurt the next."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    unit = Unit(root / "solutions" / UNIT)
    source = source_notebook(unit)
    released = student_notebook(unit, source)
    course = tmp_path_factory.mktemp("course")
    (course / UNIT).mkdir()
    (course / UNIT / f"{UNIT}.ipynb").write_text(canonical(released), encoding="utf-8")
    with Engine(course, root / "solutions", b"a secret of the tests, 32 bytes.", limits=LIMITS) as engine:
        yield Site(engine, unit, released, source)


@pytest.fixture(scope="session")
def honest(site: Site) -> float:
    """What the rest earns when nobody attacks."""
    score = site.score(site.paper().solve(*REST))
    assert score > 0
    return score


#: Small, so that what is exhausted is exhausted soon.
SMALL = Limits(
    cell_seconds=3.0, notebook_seconds=15.0, definitions_seconds=6.0, memory_bytes=700 << 20, address_bytes=600 << 20,
    processes=24, files=64, file_bytes=8 << 20, home_bytes=16 << 20, output_bytes=1 << 20, output_count=50,
)  # fmt: skip
Run = Callable[..., Execution]


@pytest.fixture(scope="session")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A warm sandbox alone, for what needs no judge."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    packages = tmp_path_factory.mktemp("zone")
    (packages / package_of(UNIT)).mkdir()
    with Sandbox(packages, limits=SMALL) as made:
        yield made


@pytest.fixture
def run(zone: Sandbox) -> Iterator[Run]:
    """Run cells; the first are the definitions."""
    opened: list[Execution] = []

    def execute(*sources: str, definitions: int = 1) -> Execution:
        cells = [CellSource(index, source) for index, source in enumerate(sources)]
        execution = zone.execute(UNIT, cells, cells[:definitions])
        opened.append(execution)
        return execution

    yield execute
    for execution in opened:
        execution.close()


def said(execution: Execution, cell: int) -> str:
    """What a cell printed."""
    return "".join(output["text"] for output in execution.outputs.get(cell, []) if output.get("name") == "stdout")
