"""Cells of the release that only show something: grading need not run them.

An untouched `@demo`, `explore(…)` or `hint(…)` is the instructor's code around the student's
functions.  It draws and trains, which takes most of a notebook's time, and decides no point.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping

from nbformat import NotebookNode

from .python import tree_of
from .sanitise import Piece

_CALLS = frozenset({"check", "explore", "hint", "progress", "quiz"})
_DECORATOR = "demo"


def shows_of(released: NotebookNode) -> dict[str, frozenset[str]]:
    """Sources of the released cells that only show something, with the names that they bind."""
    found = {}
    for cell in released.cells:
        if cell.cell_type == "code" and not cell.metadata.get("nbgrader"):
            names = _shown_names(tree_of(cell.source))
            if names is not None:
                found[cell.source.strip()] = names
    return found


def _shown_names(tree: ast.Module | None) -> frozenset[str] | None:
    if tree is None or not tree.body:
        return None
    names = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and [ast.unparse(one) for one in node.decorator_list] == [_DECORATOR]:
            names.add(node.name)
        elif not (isinstance(node, ast.Expr) and _is_call(node.value)):
            return None
    return frozenset(names)


def _is_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS


def without_shows(cells: tuple[Piece, ...], shows: Mapping[str, frozenset[str]]) -> tuple[Piece, ...]:
    """The cells without those that only show; one whose name another cell mentions stays.

    Args:
        cells: of the submission, in order.
        shows: from `shows_of`.
    """
    only = {piece.index: shows[piece.source.strip()] for piece in cells if piece.source.strip() in shows}
    text = "\n".join(piece.source for piece in cells if piece.index not in only)
    return tuple(
        piece for piece in cells
        if piece.index not in only or any(re.search(rf"\b{name}\b", text) for name in only[piece.index])
    )  # fmt: skip
