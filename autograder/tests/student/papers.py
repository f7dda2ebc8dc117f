"""The sample unit as an installed package, and notebooks that a student may have made of it."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.authoring.unit import Unit
from npml.student import unitfile

NAME = "94_sample"


@dataclass
class Book:
    """A notebook of the sample unit; each method changes it and returns it."""

    tree: dict[str, Any]
    unit: Unit

    def cell(self, name: str) -> dict[str, Any]:
        """The cell with this grade_id."""
        return next(cell for cell in self.tree["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)

    def write(self, name: str, source: str) -> Book:
        """Write into a cell."""
        self.cell(name)["source"] = source
        return self

    def solve(self, *names: str) -> Book:
        """Fill in solutions; without names all of them and the quiz."""
        for name in names or [*(item.name for item in self.unit.exercises), "quiz"]:
            self.write(name, self.unit.solution(name) if name != "quiz" else "quiz_answers = {1: 2, 2: 1}")
        return self

    def drop(self, name: str) -> Book:
        """Delete a cell."""
        self.tree["cells"].remove(self.cell(name))
        return self

    def put(self, at: int, source: str) -> Book:
        """Insert a code cell."""
        cell: dict[str, Any] = {
            "cell_type": "code",
            "id": f"mine{at}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        self.tree["cells"].insert(at, cell)
        return self

    def end(self, source: str) -> Book:
        """Append a code cell."""
        return self.put(len(self.tree["cells"]), source)

    def number(self, text: str) -> int:
        """The number, from 1, of the first cell in which a text occurs."""
        return next(at for at, cell in enumerate(self.tree["cells"], 1) if text in "".join(cell["source"]))

    def copy(self) -> Book:
        """Another one like it."""
        return Book(copy.deepcopy(self.tree), self.unit)

    def raw(self) -> bytes:
        """As a file."""
        return json.dumps(self.tree, ensure_ascii=False).encode()


@dataclass(frozen=True)
class Installed:
    """The sample unit's package, and what it was made of."""

    folder: Path
    unit: unitfile.UnitFile
    source: Unit

    def blank(self) -> Book:
        """The notebook as it was handed out."""
        return Book(json.loads((self.folder / "notebook.json").read_text(encoding="utf-8")), self.source)
