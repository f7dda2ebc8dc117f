"""Mends a student's notebook by the released one, so that what is graded is where and what it should be.

Cells that nbgrader knows are taken from the released notebook; the text of solution cells and all
other cells are the student's.  Honest work survives: code that was written into a locked cell
runs as a cell of its own, a cell that lost its marks is found by what it defines, and an
untouched stub never overwrites a definition made elsewhere.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass

from ..core.marks import QUIZ, QUIZ_VARIABLE, check_id
from . import messages
from .definitions import definitions
from .nodes import Node, new_cell, new_notebook
from .python import defined_names, tree_of, undocumented


@dataclass(frozen=True)
class CodeCell:
    """Source to run as a cell of the notebook.

    Attributes:
        index: of the cell in the mended notebook.
        source: the text to run.
        solution: the exercise whose solution cell it is, "" if none.
    """

    index: int
    source: str
    solution: str = ""


@dataclass(frozen=True)
class Sane:
    """A submission that can be run.

    Attributes:
        notebook: released metadata, no outputs, unique ids.
        cells: all code cells to run, in order; the graded, locked cells are not among them.
        definitions: the same cells' imports, functions, classes and simple assignments only.
        notes: what was mended, in Korean.
        checks: for each cell that checks an exercise, its index and the exercise.
        numbers: for each cell its place in the student's own notebook, from 0; -1 for one that was put back.
        clicked: the quiz answers that the saved output of the quiz's cell carries, as (question, option).
    """

    notebook: Node
    cells: tuple[CodeCell, ...]
    definitions: tuple[CodeCell, ...]
    notes: tuple[str, ...] = ()
    checks: tuple[tuple[int, str], ...] = ()
    numbers: tuple[int, ...] = ()
    clicked: tuple[tuple[int, int], ...] = ()


def sanitise(nb: Node, released: Node) -> Sane:
    """Mend a parsed submission.

    Args:
        nb: from `parse`; it is changed.
        released: the notebook that the student was given.
    """
    mender = _Mender(nb, released)
    answers = mender.clicked()
    book = mender.mend()
    cells, kept = [], []
    for index in mender.runnable():
        cell = book["cells"][index]
        solution = _grade_id(cell) if _is_solution(cell) else ""
        cells.append(CodeCell(index, cell["source"], solution))
        if text := definitions(cell["source"], solution=_is_solution(cell)):
            kept.append(CodeCell(index, text, solution))
    return Sane(book, tuple(cells), tuple(kept), tuple(mender.notes), mender.checks(), mender.numbers(), answers)


def _marks(cell: Node) -> dict[str, object]:
    marks: dict[str, object] = cell["metadata"].get("nbgrader", {})
    return marks


def _is_solution(cell: Node) -> bool:
    return bool(_marks(cell).get("solution"))


def _grade_id(cell: Node) -> str:
    return str(_marks(cell).get("grade_id", ""))


class _Mender:
    def __init__(self, nb: Node, released: Node) -> None:
        self.cells: list[Node] = list(nb["cells"])
        self._mine = list(nb["cells"])  # kept alive, since they are looked up by id()
        self._numbers = {id(cell): at for at, cell in enumerate(self._mine)}
        self.released = released
        marked = [cell for cell in released["cells"] if _grade_id(cell)]
        self.solutions = {_grade_id(cell): cell for cell in marked if _marks(cell).get("solution")}
        self.locked = {_grade_id(cell): cell for cell in marked if not _marks(cell).get("solution")}
        self.order = [_grade_id(cell) for cell in marked]
        self.notes: list[str] = []

    def mend(self) -> Node:
        self._forget_unknown_ids()
        for name in self.locked:
            self._settle_locked(name)
        for name in self.solutions:
            self._settle_solution(name)
        self._put_back_missing()
        book = new_notebook(copy.deepcopy(self.released["metadata"]), self.cells)
        self._finish(book)
        return book

    def clicked(self) -> tuple[tuple[int, int], ...]:
        """As `Sane.clicked`: of the quiz's check cell, known by its mark or its source; the first one that has answers."""
        name = check_id(QUIZ)
        source = self.locked[name]["source"].strip() if name in self.locked else None
        found: tuple[tuple[int, int], ...] = ()
        for cell in self.cells:
            pairs = cell["metadata"].pop("clicked", [])
            if not found and (_grade_id(cell) == name or cell["source"].strip() == source):
                found = tuple((number, option) for number, option in pairs)
        return found

    def runnable(self) -> list[int]:
        """Indices of the cells to run; an untouched stub is among them only if no other cell defines its name."""
        defined = [defined_names(tree_of(cell["source"])) if cell["cell_type"] == "code" else set() for cell in self.cells]
        run = []
        for index, cell in enumerate(self.cells):
            name = _grade_id(cell)
            if cell["cell_type"] != "code" or name in self.locked:
                continue
            if name in self.solutions and self._is_stub(cell, name):
                wanted = QUIZ_VARIABLE if name == QUIZ else name
                if any(wanted in names for other, names in enumerate(defined) if other != index):
                    continue
            run.append(index)
        return run

    def checks(self) -> tuple[tuple[int, str], ...]:
        """As `Sane.checks`."""
        ids = {check_id(name): name for name in self.solutions}
        return tuple((at, ids[_grade_id(cell)]) for at, cell in enumerate(self.cells) if _grade_id(cell) in ids)

    def numbers(self) -> tuple[int, ...]:
        """As `Sane.numbers`."""
        return tuple(self._numbers.get(id(cell), -1) for cell in self.cells)

    def _forget_unknown_ids(self) -> None:
        for cell in self.cells:
            if _grade_id(cell) not in self.order:
                cell["metadata"] = {}

    def _with(self, name: str) -> list[Node]:
        return [cell for cell in self.cells if _grade_id(cell) == name]

    def _settle_locked(self, name: str) -> None:
        original = self.locked[name]
        found = self._with(name)
        if not found:
            # The cell may be there without its marks, which some editors drop.
            found = [c for c in self.cells if not _grade_id(c) and c["source"].strip() == original["source"].strip()][:1]
        kept = None
        for cell in found:
            same = cell["source"].strip() == original["source"].strip()
            if kept is None:
                kept = cell
                if same:
                    continue
                self.notes.append(messages.RESTORED.format(name=name))
                at = self._position(cell)
                self.cells[at:at] = [self._as_from(cell, made) for made in self._as_plain(cell)]
            elif same or not cell["source"].strip():
                del self.cells[self._position(cell)]
            else:
                cell["metadata"] = {}
        if kept is not None:
            self.cells[self._position(kept)] = self._as_from(kept, self._copy_of(original))

    def _settle_solution(self, name: str) -> None:
        found = self._with(name)
        if not found:
            wanted = QUIZ_VARIABLE if name == QUIZ else name
            found = [
                cell for cell in self.cells
                if not _grade_id(cell) and cell["cell_type"] == "code" and wanted in defined_names(tree_of(cell["source"]))
            ]  # fmt: skip
            # Take the first that is no stub; if a later cell binds the name again, that state is judged too.
            found = [cell for cell in found if not self._is_stub(cell, name)][:1] or found[:1]
            if not found:
                return
            self.notes.append(messages.ADOPTED.format(name=name))
        worked = [cell for cell in found if not self._is_stub(cell, name)]
        if len(worked) > 1:
            self.notes.append(messages.DUPLICATE.format(name=name, count=len(worked)))
        kept = (worked or found)[0]
        for cell in found:
            if cell is kept:
                continue
            if cell in worked:
                cell["metadata"] = {}
            else:
                del self.cells[self._position(cell)]
        at = self._position(kept)
        if kept["cell_type"] != self.solutions[name]["cell_type"]:
            self.notes.append(messages.RETYPED.format(name=name))
        self.cells[at] = self._as_from(kept, self._copy_of(self.solutions[name], kept["source"]))

    def _put_back_missing(self) -> None:
        for number, name in enumerate(self.order):
            if self._with(name):
                continue
            original = self.solutions.get(name) or self.locked[name]
            before = [at for at, cell in enumerate(self.cells) if _grade_id(cell) in self.order[:number]]
            after = [at for at, cell in enumerate(self.cells) if _grade_id(cell) in self.order[number + 1 :]]
            at = before[-1] + 1 if before else (after[0] if after else len(self.cells))
            self.cells.insert(at, self._copy_of(original))
            if name in self.solutions:
                self.notes.append(messages.STUB_BACK.format(name=name))
            else:
                self.notes.append(messages.PUT_BACK.format(name=name))

    def _position(self, cell: Node) -> int:
        return next(at for at, other in enumerate(self.cells) if other is cell)

    def _as_from(self, cell: Node, made: Node) -> Node:
        """Note that a new cell stands where the student's cell was; returns the new cell."""
        self._numbers[id(made)] = self._numbers[id(cell)]
        return made

    def _as_plain(self, cell: Node) -> Iterable[Node]:
        """What a student wrote into a locked cell, as a cell of its own."""
        if cell["source"].strip():
            yield new_cell(cell["cell_type"], cell["source"])

    @staticmethod
    def _copy_of(original: Node, source: str | None = None) -> Node:
        made = copy.deepcopy(original)
        if source is not None:
            made["source"] = source
        if made["cell_type"] == "code":
            made.update(outputs=[], execution_count=None)
        return made

    def _is_stub(self, cell: Node, name: str) -> bool:
        """Whether a solution cell differs from the released one in comments, docstrings and blanks at most."""
        original = self.solutions[name]
        if cell["source"].strip() == original["source"].strip():
            return True
        mine, yours = tree_of(cell["source"]), tree_of(original["source"])
        if mine is None or yours is None:
            return False
        try:
            return undocumented(mine) == undocumented(yours)
        except RecursionError:
            return False

    def _finish(self, book: Node) -> None:
        """Give unique ids: released cells keep theirs, the student's own cells are numbered."""
        taken = {cell.get("id", "") for cell in self.released["cells"]}
        number = 0
        for cell in book["cells"]:
            if _grade_id(cell):
                continue
            cell["metadata"] = {}
            number += 1
            while f"s{number}" in taken:
                number += 1
            cell["id"] = f"s{number}"
