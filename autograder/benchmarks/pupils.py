"""Classes of any size whose papers are made from the units' own right answers, variants, mistakes and attacks.

The mix repeats with every twenty students, so that classes of different sizes hold the same work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.unit import QUIZ_POINTS, Unit
from autograder.grading.nodes import new_code_cell, to_text
from autograder.release.audit.mutants import mutants_of
from autograder.sample_class.hostile import ATTACKS
from autograder.sample_class.sources import Papers, answers
from autograder.sample_class.students import typical_mistakes

#: What twenty students in a row hand in; a number chooses among variants or mistakes.
MIX = (
    "right", "mistake", "variant", "mistake", "right", "mistake", "noisy", "variant", "mistake", "part",
    "right", "mistake", "variant", "mistake", "right", "unsolved", "noisy", "mistake", "no_quiz", "mistake",
)  # fmt: skip
#: With attacks, each tenth student is hostile.
HOSTILE_EVERY = 10
MISTAKES = 24


@dataclass(frozen=True)
class Paper:
    """One student's notebook of one unit; ``points`` where they are known beforehand."""

    student: str
    unit: str
    kind: str
    notebook: NotebookNode
    points: float | None

    @property
    def text(self) -> str:
        """The file."""
        return to_text(self.notebook)


class Desk:
    """Makes a unit's papers; each kind is made once."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self._papers = Papers(unit)
        self._made: dict[str, NotebookNode] = {}

    @cached_property
    def _slips(self) -> list[NotebookNode]:
        """Notebooks with one wrong function each: from the bank, from mechanical mutants where it holds no source."""
        found = []
        for exercise, key in typical_mistakes(self.unit, MISTAKES):
            try:
                found.append(self._papers.mistaken(exercise, key))
            except LookupError:  # the bank makes it by a program
                continue
        if not found:
            for exercise in self.unit.solution_names:
                for mutant in mutants_of(self.unit, exercise)[:3]:
                    notebook = self._papers.solved()
                    answers(notebook)[exercise]["source"] = mutant.source
                    found.append(notebook)
        return found

    def paper(self, number: int, *, hostile: bool) -> Paper:
        """The paper of a student, by number."""
        kind, turn, points = self._kind(number, hostile)
        key = f"{kind} {turn}"
        if key not in self._made:
            self._made[key] = self._make(kind, turn)
        return Paper(f"s{number:05d}", self.unit.name, kind, self._made[key], points)

    def _kind(self, number: int, hostile: bool) -> tuple[str, int, float | None]:
        # Units differ in their order, so that a small class holds everything.
        shift = int(hashlib.sha256(self.unit.name.encode()).hexdigest(), 16)
        place = number + shift
        if hostile and place % HOSTILE_EVERY == 0:
            return "hostile", (place // HOSTILE_EVERY) % len(ATTACKS), None
        kind, turn = MIX[place % len(MIX)], place // 2
        if kind == "variant":
            return kind, turn % 3, 100.0
        if kind == "mistake":
            return kind, turn % len(self._slips), None
        points = {"right": 100.0, "noisy": 100.0, "unsolved": 0.0, "no_quiz": 100.0 - QUIZ_POINTS}.get(kind)
        if kind == "part":
            names = self._papers.exercises
            points = sum(self.unit.exercise(name).points for name in names[: len(names) // 2])
        return kind, 0, points

    def _make(self, kind: str, turn: int) -> NotebookNode:
        papers, names = self._papers, self._papers.exercises
        if kind == "variant":
            try:
                return papers.variant(turn)
            except LookupError:
                return papers.variant(0)
        if kind == "mistake":
            return self._slips[turn]
        if kind == "part":
            return papers.solved(quiz=False, only=names[: len(names) // 2])
        if kind == "unsolved":
            return papers.stub()
        if kind == "hostile":
            return ATTACKS[turn][1](papers.stub(), names)
        notebook = papers.solved(quiz=kind != "no_quiz")
        if kind == "noisy":
            notebook.cells.insert(1, new_code_cell("import sys\nprint('메모', file=sys.stderr)\n메모 = 1", id="noise"))
            notebook.cells.append(new_code_cell("raise RuntimeError('실험하던 셀')", id="experiment"))
        return notebook


def class_of(units: Sequence[Unit], count: int, *, hostile: bool = False) -> Iterator[Paper]:
    """``count`` papers, spread evenly over the units; the same each time."""
    desks = [Desk(unit) for unit in units]
    for number in range(count):
        yield desks[number % len(desks)].paper(number // len(desks), hostile=hostile)


def write_class(folder: Path, papers: Iterator[Paper]) -> int:
    """Write papers as a class hands them in; how many."""
    count = 0
    for paper in papers:
        path = folder / "submitted" / paper.student / paper.unit / f"{paper.unit}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(paper.text, encoding="utf-8")
        count += 1
    return count
