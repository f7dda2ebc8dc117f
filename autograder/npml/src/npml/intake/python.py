"""Reads a cell's source as Python, with IPython's magics translated; nothing is executed."""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache, lru_cache
from typing import Any, NamedTuple

#: Cell magics that run their body in the notebook itself.
_TRANSPARENT = re.compile(r"\A\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")
_DOCUMENTED = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_MAGIC = re.compile(r"(?:^|=)[ \t]*[%!?]|\?[ \t]*$", re.M)


@cache
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()  # type: ignore[no-untyped-call]


class Reading(NamedTuple):
    """A cell as Python: its text, with the same lines as the cell, and its tree, None if Python cannot read it."""

    text: str
    tree: ast.Module | None


#: Source -> reading of the released cells: most cells of a submission are as they were handed out.
_released: dict[str, Reading] = {}


def read(source: str) -> Reading:
    """The cell as Python reads it.

    Do not change the tree, which is cached and shared.  `forget` drops what is cached of a submission.
    """
    return _released[source] if source in _released else _read(source)


def tree_of(source: str) -> ast.Module | None:
    """The cell's syntax tree, or None when Python cannot read it (then it cannot run either)."""
    return read(source).tree


def remember(source: str) -> None:
    """Keep the tree of a released cell for all submissions to come."""
    _released[source] = _read(source)


@lru_cache(maxsize=4096)
def _read(source: str) -> Reading:
    text = _TRANSPARENT.sub(lambda found: "\n" * found[0].count("\n"), source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in a student's text do not concern us
        try:
            return Reading(text, ast.parse(text))
        except (ValueError, RecursionError, MemoryError):
            return Reading(text, None)
        except SyntaxError:
            if not _MAGIC.search(text):
                return Reading(text, None)
        try:
            blank = _BLANK_LINES.match(text)  # IPython drops them, and with them the lines' numbers
            text = "\n" * (blank[0].count("\n") if blank else 0) + str(_transformer().transform_cell(text))
            return Reading(text, ast.parse(text))
        except Exception:
            return Reading(text, None)


def forget() -> None:
    """Drop the cached trees of a submission."""
    _read.cache_clear()


def undocumented(tree: ast.Module) -> str:
    """What code does, as text to be compared: its tree without docstrings (and comments, which no tree has).

    Raises:
        RecursionError: the tree is too deep.
    """
    documented = [
        (node, node.body) for node in ast.walk(tree)
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None
    ]  # fmt: skip
    try:
        for node, body in documented:
            node.body = body[1:] or [ast.Pass()]
        return ast.dump(tree)
    finally:  # trees are shared
        for node, body in documented:
            node.body = body


def bound_names(target: ast.AST) -> list[str]:
    """Names that an assignment's target binds."""
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def defined_names(tree: ast.Module | None) -> set[str]:
    """Top-level names that a cell binds by def, class, import or assignment."""
    names: set[str] = set()
    for node in [] if tree is None else flat(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Assign):
            names.update(name for target in node.targets for name in bound_names(target))
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
            names.update(bound_names(node.target))
    return names


def flat(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements of a module in order, those inside if, try, with and loops included."""
    found: list[ast.stmt] = []
    for node in body:
        found.append(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for part in ("body", "handlers", "orelse", "finalbody"):
            for inner in getattr(node, part, []):
                found.extend(flat(inner.body) if isinstance(inner, ast.ExceptHandler) else flat([inner]))
    return found
