"""Where a unit treats an exercise: the section of its stub, and the pictures that are made with it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from ..authoring.unit import SOLUTION, Unit, tag_of

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.M)
_EXPLORE = re.compile(r"^explore\((draw_\w+)\s*((?:,\s*\w+\s*)*)\)", re.M)


@dataclass(frozen=True)
class Place:
    """Where an exercise is treated; "" and () where nothing is known.

    Attributes:
        section: the heading above its stub.
        pictures: (heading, title) of the pictures that a student draws with it.
    """

    section: str = ""
    pictures: tuple[tuple[str, str], ...] = ()


def places_of(unit: Unit) -> dict[str, Place]:
    """Where each exercise of a unit is treated."""
    sections: dict[str, str] = {}
    pictures: dict[str, list[tuple[str, str]]] = {}
    titles = _titles(unit)
    heading = ""
    for cell in unit.lesson.cells:
        if cell.cell_type == "markdown":
            if found := _HEADING.findall(cell.source):
                heading = found[-1].replace("`", "")
            continue
        kind, name = tag_of(cell)
        if kind == SOLUTION:
            sections[name] = heading
        for draw, rest in _EXPLORE.findall(cell.source) if cell.cell_type == "code" else ():
            for exercise in filter(None, (word.strip() for word in rest.split(","))):
                pictures.setdefault(exercise, []).append((heading, titles.get(draw, draw)))
    return {name: Place(sections.get(name, ""), tuple(pictures.get(name, ()))) for name in {*sections, *pictures}}


def _titles(unit: Unit) -> dict[str, str]:
    """The titles of the unit's widgets, read without running them."""
    path = unit.folder / "public" / "widgets.py"
    try:
        body = ast.parse(path.read_text(encoding="utf-8")).body
    except (OSError, ValueError, SyntaxError):
        return {}
    found = {}
    for node in body:
        if not isinstance(node, ast.FunctionDef):
            continue
        for call in node.decorator_list:
            named = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "widget"
            if named and isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                found[node.name] = str(call.args[0].value)
    return found
