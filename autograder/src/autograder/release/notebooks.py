"""Turns a lesson into nbgrader's source notebook, and notebooks and JSON into canonical text.

Two kinds of cells get nbgrader metadata: ``solution:NAME``, where the student writes, and ``grade:NAME``,
which is locked and has the points.  Prose, demos and ``discover:NAME`` get none: nothing in them is graded, and
students may change them.
"""

from __future__ import annotations

import copy
import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import nbformat
from nbformat import NotebookNode

from npml.core.absent import NAMES, given
from npml.core.josa import korean
from npml.core.marks import QUIZ, QUIZ_VARIABLE, check_id, package_of
from npml.errors import UnitError

from ..authoring.unit import DISCOVER, FOLDED, GRADE, QUIZ_POINTS, SETUP, SOLUTION, Unit, tag_of
from . import messages
from .install import CELL_ID, install_source

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
METADATA: dict[str, Any] = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    # Without "version", because the file must not depend on the Python that built it.
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}

_HEADING = re.compile(r"^#+\s", re.M)
#: A visible case lies this deep in checks.json: exercises, an exercise, its cases, a group, the case.
CASE_DEPTH, LINE = 5, 120


def source_notebook(unit: Unit) -> NotebookNode:
    """The unit as nbgrader's source notebook: with solutions and nbgrader metadata, without outputs.

    Raises:
        UnitError: a solution cell has no solution region, the name of a cell contains a character that is not
            allowed, or a quiz cell has code outside its region, which might show answers.
    """
    points = {item.name: item.points for item in unit.exercises} | {QUIZ: QUIZ_POINTS}
    book: NotebookNode = nbformat.v4.new_notebook(metadata=copy.deepcopy(METADATA))
    book.nbformat_minor = 5
    seen: Counter[str] = Counter()
    sources = _with_points(unit, points)
    for number, original in enumerate(unit.lesson.cells):
        kind, name = tag_of(original)
        cell = empty_cell(original.cell_type, sources[number])
        if number == 0 and cell.cell_type == "markdown":
            cell.source = f"{cell.source.rstrip()}\n\n{_library_rule(unit)}"
        if kind == SOLUTION:
            _check_region(unit, name, cell.source)
            cell.metadata["nbgrader"] = _marks(_ascii(unit, name), solution=True, locked=False)
        elif kind == GRADE:
            marks = _marks(check_id(_ascii(unit, name)), grade=True, locked=True)
            cell.metadata["nbgrader"] = {**marks, "points": _tidy(points[name])}
        elif kind == DISCOVER:
            _check_region(unit, name, cell.source)
            cell["id"] = _ascii(unit, name)
        elif kind == FOLDED:
            cell.metadata["jupyter"] = {"source_hidden": True}
        elif kind == SETUP and not any(done.get("id") == CELL_ID for done in book.cells):
            first = empty_cell("code", install_source())
            first["id"] = CELL_ID
            book.cells.append(first)
        if kind != DISCOVER:  # its id is its name, by which the student's side knows it
            cell["id"] = cell_id(cell, seen)
        book.cells.append(cell)
    # The import makes this cell work alone, on the day after too.
    ending = [("markdown", messages.HAND_IN), ("code", f"from npml.{package_of(unit.name)} import submit\n\nsubmit()")]
    for kind, source in ending:
        cell = empty_cell(kind, source)
        cell["id"] = f"hand-in-{kind}"
        book.cells.append(cell)
    return book


def _library_rule(unit: Unit) -> str:
    other = NAMES["torch"] if "torch" not in unit.libraries else "scikit-learn"
    return korean(messages.LIBRARY_RULE, given=given(unit.libraries), other=other)


def _with_points(unit: Unit, points: Mapping[str, float]) -> list[str]:
    """The sources of the lesson's cells; the prose before a solution cell tells its exercise's points.

    They stand below the last heading since the solution before, even if code that poses the problem stands between.
    The quiz's prose has its points already.
    """
    sources, prose, headed = [str(cell.source) for cell in unit.lesson.cells], list[int](), list[int]()
    for number, cell in enumerate(unit.lesson.cells):
        kind, name = tag_of(cell)
        if cell.cell_type == "markdown":
            prose.append(number)
            headed += [number] if _HEADING.search(cell.source) else []
        elif kind == SOLUTION:
            if name in points and name != QUIZ and prose:
                at = (headed or prose)[-1]
                sources[at] = with_points(sources[at], points[name])
            headed = []
    return sources


def with_points(source: str, points: float) -> str:
    """Prose with the points of the exercise that it introduces, below its last heading and beside the minutes there."""
    shown = messages.POINTS.format(points=_tidy(points))
    lines = source.rstrip().split("\n")
    at = max((number for number, line in enumerate(lines) if _HEADING.match(line)), default=None)
    if at is None:
        return "\n".join([*lines, "", f"({shown})"])
    if at + 1 < len(lines) and (minutes := re.fullmatch(r"\((.*\S)\)\s*", lines[at + 1])):
        lines[at + 1] = f"({minutes[1]}, {shown})"
    else:
        lines.insert(at + 1, f"({shown})")
    return "\n".join(lines)


def empty_cell(cell_type: str, source: str) -> NotebookNode:
    """A new cell of this type."""
    makers = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    cell: NotebookNode = makers.get(cell_type, nbformat.v4.new_raw_cell)(source)  # type: ignore[no-untyped-call]
    return cell


def _marks(grade_id: str, *, locked: bool, grade: bool = False, solution: bool = False) -> dict[str, Any]:
    return {
        "schema_version": 3, "grade_id": grade_id, "grade": grade, "solution": solution, "locked": locked, "task": False,
    }  # fmt: skip


def _ascii(unit: Unit, name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_]+", name):
        raise UnitError(messages.NOT_ASCII.format(path=unit.lesson_path, name=name))
    return name


def _tidy(points: float) -> float:
    return int(points) if float(points).is_integer() else points


def _check_region(unit: Unit, name: str, source: str) -> None:
    for marker in (BEGIN, END):
        if marker not in source:
            raise UnitError(messages.NO_REGION.format(path=unit.lesson_path, name=name, marker=marker))
    if name != QUIZ:
        return
    outside = (line for line in visible_lines(source) if line.strip() and not line.lstrip().startswith("#"))
    if (found := next(outside, None)) is not None:
        raise UnitError(messages.QUIZ_OUTSIDE.format(path=unit.lesson_path, found=found))


def visible_lines(source: str) -> list[str]:
    """The lines of a solution cell outside its solution regions."""
    return [line for line, hidden in split_lines(source) if not hidden]


def split_lines(source: str) -> list[tuple[str, bool]]:
    """Every line except the markers, and whether it lies in a solution region."""
    found, inside = [], False
    for line in source.splitlines():
        if BEGIN in line:
            inside = True
        elif END in line:
            inside = False
        else:
            found.append((line, inside))
    return found


def quiz_stub(questions: int) -> str:
    """The unanswered quiz: ``quiz_answers = {1: None, …}``."""
    return f"{QUIZ_VARIABLE} = {{{', '.join(f'{number}: None' for number in range(1, questions + 1))}}}"


def cell_id(cell: NotebookNode, seen: Counter[str]) -> str:
    """A cell id that stays the same between builds: nbgrader's grade_id, or else a hash of the content.

    Args:
        cell: the cell.
        seen: how often each hash has occurred; updated here, so that cells with equal content get different ids.
    """
    marks = cell.metadata.get("nbgrader")
    if marks:
        return str(marks["grade_id"])
    digest = hashlib.sha256(f"{cell.cell_type}\0{cell.source}".encode()).hexdigest()[:12]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def canonical(book: NotebookNode) -> str:
    """The notebook as the text that is committed: sorted keys, Hangul not escaped, one newline at the end.

    Raises:
        nbformat.ValidationError: the notebook is not valid.
    """
    nbformat.validate(book)
    # nbformat's writer stores texts as lists of lines, which keeps diffs readable.
    lines = nbformat.v4.writes_json(book, indent=1, sort_keys=True, ensure_ascii=False)
    return str(lines).rstrip("\n") + "\n"


def canonical_json(value: Any) -> str:
    """The JSON as it is committed: compact, but with one line for each visible case, so that diffs show what changed."""
    return "\n".join(_lines(value, 0)) + "\n"


def _lines(value: Any, depth: int) -> list[str]:
    """A value as lines of JSON; a short value, or one as deep as a case, takes one line."""
    line = json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
    if depth == CASE_DEPTH or len(line) <= LINE or not isinstance(value, (dict, list)):
        return [line]
    named = isinstance(value, dict)
    keys = sorted(value) if named else range(len(value))
    items = [(f"{json.dumps(key, ensure_ascii=False)}: " if named else "", value[key]) for key in keys]
    made = ["{" if named else "["]
    for number, (name, item) in enumerate(items, 1):
        first, *rest = _lines(item, depth + 1)
        made += [f" {name}{first}", *(f" {more}" for more in rest)]
        made[-1] += "," if number < len(items) else ""
    return [*made, "}" if named else "]"]
