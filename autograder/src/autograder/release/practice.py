"""The cells of unit 00, the exercises before the first unit, for the notebook with which students start.

They are checked like a unit's, but have no points and no nbgrader metadata: nothing there is handed in.
"""

from __future__ import annotations

import re
from collections import Counter

from nbformat import NotebookNode

from ..authoring.unit import SOLUTION, Unit, tag_of
from .assignment import stub_of
from .notebooks import cell_id, empty_cell

_HEADING = re.compile(r"^(?=#{1,5} )", re.MULTILINE)


def practice_cells(unit: Unit, seen: Counter[str]) -> list[NotebookNode]:
    """The lesson's cells with stubs, headings one level lower, because they are a part of another notebook.

    A cell to fill has the exercise's name as its id, by which the student's side knows it.

    Args:
        unit: unit 00.
        seen: how often each cell of the notebook has occurred, as for `notebooks.cell_id`.

    Raises:
        UnitError: a solution cell cannot be converted.
    """
    found: list[NotebookNode] = []
    for original in unit.lesson.cells:
        kind, name = tag_of(original)
        if original.cell_type == "markdown":
            cell = empty_cell("markdown", _HEADING.sub("#", original.source))
        else:
            cell = empty_cell("code", stub_of(unit, name) if kind == SOLUTION else original.source)
        cell["id"] = name if kind == SOLUTION else cell_id(cell, seen)
        found.append(cell)
    return found
