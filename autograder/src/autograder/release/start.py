"""Makes the course's start notebook, with the map of the units, and the links between the notebooks.

The prose and the cells of the start notebook stand in ``solutions/start.py``; a cell with the tag "map" becomes the table,
and one with the tag "practice" the exercises before the first unit (`practice`).
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import jupytext  # type: ignore[import-untyped]
import nbformat
from nbformat import NotebookNode

from npml.errors import UnitError
from npml.lab import START

from ..authoring.unit import SETUP, Unit, core_units, find_practice, find_units, further_units, tag_of
from . import messages
from .course_readme import unit_tables
from .install import CELL_ID, install_source
from .notebooks import METADATA, cell_id, empty_cell
from .practice import practice_cells

NAME = START
SOURCE, MAP, PRACTICE = "start.py", "map", "practice"


def start_notebook(solutions: Path, units: Sequence[Unit]) -> NotebookNode | None:
    """The start notebook without outputs; None if the course has no source for one.

    Raises:
        UnitError: the source cannot be read.
    """
    path = solutions / SOURCE
    if not path.is_file():
        return None
    try:
        lesson: NotebookNode = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    except (OSError, UnicodeDecodeError) as error:
        raise UnitError(f"{path}: {error}") from error
    book: NotebookNode = nbformat.v4.new_notebook(metadata=copy.deepcopy(METADATA))  # type: ignore[no-untyped-call]
    book.nbformat_minor = 5
    seen: Counter[str] = Counter()
    practice = find_practice(solutions)
    for original in lesson.cells:
        if PRACTICE in original.metadata.get("tags", []):
            book.cells += practice_cells(practice, seen) if practice is not None else []
            continue
        cell = empty_cell(original.cell_type, original.source)
        if MAP in original.metadata.get("tags", []):
            cell.source = f"{messages.START_MAP}\n\n{unit_tables(units)}\n\n{messages.START_LONE}"
        elif tag_of(original)[0] == SETUP:
            first = empty_cell("code", install_source())
            first["id"] = CELL_ID
            book.cells.append(first)
        cell["id"] = cell_id(cell, seen)
        book.cells.append(cell)
    return book


def with_links(book: NotebookNode, unit: Unit) -> NotebookNode:
    """A unit's notebook with a line of links below its title and at the end of its last prose.

    The addresses are relative to the folder of the notebook: they work in JupyterLab, Notebook and VS Code, where the whole
    course lies on a disk.
    """
    line = _links(unit)
    prose = [cell for cell in book.cells if cell.cell_type == "markdown"]
    if line and prose:
        prose[-1].source = f"{prose[-1].source.rstrip()}\n\n{line}"
        prose[0].source = re.sub(
            r"^(#\s+[^\n]+\n?)", lambda title: f"{title[1].rstrip()}\n\n{line}\n", prose[0].source, count=1
        )
    return book


def _links(unit: Unit) -> str:
    """Links to the unit before, to the map and to the unit after; a course without a start notebook has no map.

    The course ends with its last unit: those that go beyond it are neighbours among themselves.
    """
    alike = further_units if unit.is_further else core_units
    units = alike(find_units(unit.folder.parent))
    names = [other.name for other in units]
    at = names.index(unit.name) if unit.name in names else None
    links = []
    if at:
        links.append(messages.LINK_BEFORE.format(title=units[at - 1].title, name=names[at - 1]))
    if (unit.folder.parent / SOURCE).is_file():
        links.append(messages.LINK_MAP.format(name=NAME))
    if at is not None and at + 1 < len(names):
        links.append(messages.LINK_AFTER.format(title=units[at + 1].title, name=names[at + 1]))
    return " · ".join(links)
