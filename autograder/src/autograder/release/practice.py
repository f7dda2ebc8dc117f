"""The cells of unit 00, the exercises before the first unit, for the notebook with which students start.

They are checked like a unit's, but have no points and no nbgrader metadata: nothing there is handed in.
"""

from __future__ import annotations

import re
from collections import Counter

import nbformat
from nbformat import NotebookNode

from ..authoring.unit import SOLUTION, Unit, tag_of
from .assignment import stub_of
from .notebooks import cell_id

_HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)


def practice_cells(unit: Unit) -> list[NotebookNode]:
    """The lesson's cells with stubs, headings one level lower, because they are a part of another notebook.

    A cell to fill has the exercise's name as its id, by which the student's side knows it.

    Raises:
        UnitError: a solution cell cannot be converted.
    """
    found: list[NotebookNode] = []
    seen: Counter[str] = Counter()
    for original in unit.lesson.cells:
        kind, name = tag_of(original)
        if original.cell_type == "markdown":
            cell = nbformat.v4.new_markdown_cell(_HEADING.sub("#", original.source))  # type: ignore[no-untyped-call]
        else:
            source = stub_of(unit, name) if kind == SOLUTION else original.source
            cell = nbformat.v4.new_code_cell(source)  # type: ignore[no-untyped-call]
        cell["id"] = name if kind == SOLUTION else cell_id(cell, seen)
        found.append(cell)
    return found
