"""Finds the released cells that grading need not run: they show something, or only serve cells that do.

An untouched `@demo`, `explore(…)` or `hint(…)` is the instructor's code around the student's
functions.  It draws and trains, which takes most of a notebook's time, and decides no point; nor
does the data that only such cells use.  Whatever a student wrote or changed runs, and so does every
released cell that binds a name which appears there.  Imports in such a cell that bind no name in use
are dropped (widgets, and the libraries that they load, take longer than all the rest).
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from .nodes import Node
from .python import defined_names, tree_of
from .sanitise import CodeCell


class Show(NamedTuple):
    """A released cell that may be left out: the names that it binds, and those that it takes from other cells."""

    binds: frozenset[str]
    uses: frozenset[str]


_CALLS = frozenset({"check", "explore", "hint", "progress", "quiz", "reset", "review", "submit", "trace"})
#: Handing in is no work on the exercises; in a notebook that is graded it must not run, whatever it is called with.
_SUBMIT = "submit"
_WORD = re.compile(r"\w+")


def shows_of(released: Node) -> dict[str, Show]:
    """The released plain cells that may be left out, by their source."""
    found = {}
    for cell in released["cells"]:
        if cell["cell_type"] == "code" and not cell["metadata"].get("nbgrader"):
            tree = tree_of(cell["source"])
            names = frozenset(defined_names(tree))
            # If a cell binds no name, we cannot tell who relies on it; it may go only if it does nothing but show.
            if tree is not None and "*" not in names and (names or _only_shows(tree)):
                found[cell["source"].strip()] = Show(names, _uses(cell["source"], tree))
    return found


def _uses(source: str, tree: ast.Module) -> frozenset[str]:
    """The names of other cells that a released cell may use: global ones in its code, and any word in its texts.

    A parameter that is called like another cell's name is not that name.  Only for our own cells, which are harmless to
    compile; of a student's, every word counts.
    """
    words = {
        word for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in _WORD.findall(node.value)
    }  # fmt: skip
    try:
        tables = [symtable.symtable(source, "cell", "exec")]
    except SyntaxError:  # it contains a magic
        return frozenset(_WORD.findall(source))
    while tables:
        table = tables.pop()
        tables += table.get_children()
        anywhere = table.get_type() != "function"  # a module or class body looks among the globals, too
        read = [item for item in table.get_symbols() if item.is_referenced()]
        words.update(item.get_name() for item in read if anywhere or item.is_global())
    return frozenset(words)


def _only_shows(tree: ast.Module) -> bool:
    return all(isinstance(node, ast.Expr) and _is_call(node.value) for node in tree.body)


def _is_call(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS


def _only_submits(source: str) -> bool:
    """Whether a cell does nothing but hand in, with the import that this needs."""
    if _SUBMIT not in source:
        return False
    tree = tree_of(source)
    return tree is not None and all(_is_import_of_it(node) or _is_handing_in(node) for node in tree.body)


def _is_import_of_it(node: ast.stmt) -> bool:
    return isinstance(node, ast.ImportFrom) and [alias.name for alias in node.names] == [_SUBMIT]


def _is_handing_in(node: ast.stmt) -> bool:
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == _SUBMIT


def without_shows(
    cells: tuple[CodeCell, ...], shows: Mapping[str, Show], given: Iterable[str] = ()
) -> tuple[CodeCell, ...]:
    """The cells that a student wrote or changed, and those on whose names they rely, in order.

    Args:
        cells: of the submission, in order.
        shows: from `shows_of`.
        given: names of the unit's own functions that cases call: the cells that bind them stay.
    """
    cells = tuple(piece for piece in cells if not _only_submits(piece.source))
    left = {piece.index: shows[piece.source.strip()] for piece in cells if piece.source.strip() in shows}
    words = {*given, *_words(piece for piece in cells if piece.index not in left)}
    while needed := [piece for piece in cells if piece.index in left and left[piece.index].binds & words]:
        for piece in needed:
            words |= left.pop(piece.index).uses
    kept = [piece for piece in cells if piece.index not in left]
    return tuple(_slim(piece, kept) if piece.source.strip() in shows else piece for piece in kept)


def _slim(piece: CodeCell, kept: list[CodeCell]) -> CodeCell:
    """A released cell without the imports whose names appear nowhere in what runs; its lines keep their numbers."""
    try:
        body = ast.parse(piece.source).body
    except (SyntaxError, ValueError):  # it contains a magic
        return piece
    imports = [node for node in body if isinstance(node, (ast.Import, ast.ImportFrom)) and _may_go(node)]
    lines = piece.source.split("\n")
    rest = list(lines)
    for node in imports:
        for at in range(node.lineno - 1, node.end_lineno or node.lineno):
            rest[at] = ""
    words = _words(other for other in kept if other is not piece) | set(_WORD.findall("\n".join(rest)))
    for node in imports:
        first, last = node.lineno - 1, node.end_lineno or node.lineno
        if not defined_names(ast.Module([node], [])) & words and _lines_of(body, first, last) == 1:
            lines[first:last] = [""] * (last - first)
    return replace(piece, source="\n".join(lines))


def _may_go(node: ast.Import | ast.ImportFrom) -> bool:
    names = [alias.name for alias in node.names]
    return "*" not in names and not (isinstance(node, ast.ImportFrom) and node.module == "__future__")


def _lines_of(body: list[ast.stmt], first: int, last: int) -> int:
    """How many statements lie on the lines from ``first`` (counted from 0) up to ``last``."""
    return sum(node.lineno <= last and (node.end_lineno or node.lineno) > first for node in body)


def _words(pieces: Iterable[CodeCell]) -> set[str]:
    return {word for piece in pieces for word in _WORD.findall(piece.source)}
