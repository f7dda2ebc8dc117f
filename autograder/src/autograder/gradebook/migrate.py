"""Follows a unit whose exercises were added, removed or renamed in mid-term.

nbgrader refuses to change the cells of an assignment that has submissions.  So the cells that are gone are taken out and
the new ones put in before it looks.  Manual scores and comments of the cells that stay are not touched; what the others
had is kept in the history.  The submissions are graded again by the next ``grade``, because the unit has changed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, Notebook, SubmittedAssignment, SubmittedNotebook
from nbgrader.utils import is_grade, is_locked, is_solution
from sqlalchemy import select

from npml.core.marks import check_id

from .history import add, removed_row
from .points import read_points


@dataclass(frozen=True)
class Moved:
    """What became of a unit's cells: the exercises that came and went, and how many submissions there are."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    submissions: int


def fit_cells(book: Gradebook, unit: str, nb: NotebookNode) -> Moved | None:
    """Make the registered cells of a unit those of a notebook, if there are submissions and other cells; one transaction.

    Args:
        book: the gradebook.
        unit: the unit's name.
        nb: the notebook that students are given.

    Returns:
        What changed; None if nothing did, or nbgrader itself can do it.
    """
    try:
        registered = book.find_notebook(unit, unit)
    except MissingEntry:
        return None
    if not registered.submissions:
        return None
    marked = [cell for cell in nb.cells if "grade_id" in cell.metadata.get("nbgrader", {})]
    named: dict[str, NotebookNode] = {cell.metadata.nbgrader.grade_id: cell for cell in marked}
    grades = {name for name, cell in named.items() if is_grade(cell)}
    answers = {name for name, cell in named.items() if is_solution(cell)}
    sources = {name for name, cell in named.items() if name in grades | answers or is_locked(cell)}
    gone = [cell for cell in registered.grade_cells if cell.name not in grades]
    gone += [cell for cell in registered.solution_cells if cell.name not in answers]
    lost = [cell for cell in registered.source_cells if cell.name not in sources]
    there = {cell.name for cell in (*registered.grade_cells, *registered.solution_cells)}
    fresh = sorted((grades | answers) - there), sorted(sources - {cell.name for cell in registered.source_cells})
    if not (gone or lost or fresh[0] or fresh[1]):
        return None
    moved = Moved(_exercises(fresh[0]), _exercises(cell.name for cell in gone), len(registered.submissions))
    try:
        keep_what_was_given(book, unit, registered, [cell.id for cell in gone])
        for table in (Grade, Comment):
            book.db.query(table).filter(table.cell_id.in_([cell.id for cell in gone])).delete(synchronize_session=False)
        book.db.expire_all()
        for cell in (*gone, *lost):
            book.db.delete(cell)
        book.db.commit()
    except BaseException:
        book.db.rollback()
        raise
    for name in fresh[0]:
        if name in grades:
            points = float(named[name].metadata.nbgrader.points)
            book.add_grade_cell(name, unit, unit, max_score=points, cell_type=named[name].cell_type)
        else:
            book.add_solution_cell(name, unit, unit)
    for name in fresh[1]:
        cell = named[name]
        book.add_source_cell(name, unit, unit, cell_type=cell.cell_type, locked=is_locked(cell), source=cell.source)
    return moved


def _exercises(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name.removesuffix(check_id("")) for name in names}))


def keep_what_was_given(
    book: Gradebook, unit: str, registered: Notebook, cells: Collection[str], student: str = ""
) -> None:  # fmt: skip
    """Put into the history what a person gave or wrote in cells that are about to be removed; not committed.

    Args:
        book: the gradebook.
        unit: the unit's name.
        registered: its notebook.
        cells: the ids of the cells.
        student: only this student's.
    """
    had: dict[str, dict[str, Any]] = {}
    for table, values in ((Grade, ("manual_score", "extra_credit")), (Comment, ("manual_comment",))):
        query = (
            select(table, SubmittedAssignment.student_id)
            .join(SubmittedNotebook, table.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .where(SubmittedNotebook.notebook_id == registered.id, table.cell_id.in_(cells))
        )
        if student:
            query = query.where(SubmittedAssignment.student_id == student)
        for item, whose in book.db.execute(query):
            given = {value: getattr(item, value) for value in values if getattr(item, value) is not None}
            if given:
                had.setdefault(whose, {}).setdefault(item.name, {}).update(given)
    connection = book.db.connection()
    own = {item.student: item for item in read_points(connection, {unit}, had)} if had else {}
    rows = [removed_row(own[whose], json.dumps(what, ensure_ascii=False)) for whose, what in had.items() if whose in own]
    add(connection, rows)


__all__ = ["Moved", "fit_cells", "keep_what_was_given"]
