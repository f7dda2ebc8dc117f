"""The definitions in a cell, without what it does; they are run when the notebook as a whole cannot finish.

Kept: imports, functions, classes, simple assignments.  Dropped: calls at top level, loops, demos.
A line that is kept keeps its text and its number, since the feedback quotes it when it fails.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache

from .python import read, tree_of

#: Calls that an assignment outside a solution cell may make: they build constants.
_CHEAP_BUILTINS = frozenset(
    {"abs", "bool", "bytes", "complex", "dict", "enumerate", "float", "frozenset", "int", "len", "list", "max", "min",
     "pow", "range", "round", "set", "sorted", "str", "sum", "tuple", "zip"}
)  # fmt: skip
_CHEAP_MODULES = frozenset({"np", "numpy", "math", "fractions", "Fraction", "functools", "itertools"})
#: A decorator that runs the function at once.
_DEMO = "demo"
#: What ends a line for Python besides a newline.
_NEWLINE = re.compile(r"\r\n?")


#: Longer cells are not cached, which bounds the memory that a hostile submission can fill.
LONGEST_KEPT = 20_000


def definitions(source: str, *, solution: bool) -> str:
    """The definitions in a cell as Python source, "" when there are none.

    Args:
        source: the cell.
        solution: a solution cell keeps all its assignments; in other cells those that may call
            something slow (data, training) are dropped.
    """
    return _remembered(source, solution) if len(source) <= LONGEST_KEPT else _definitions(source, solution)


@lru_cache(maxsize=512)
def _remembered(source: str, solution: bool) -> str:
    return _definitions(source, solution)


def _definitions(source: str, solution: bool) -> str:
    text, tree = read(source)
    if tree is None:
        return ""
    dropped: list[ast.stmt] = []
    kept = _filter(tree.body, solution, dropped)
    if not kept:
        return ""
    shorter = _without(text, dropped)
    if not dropped or tree_of(shorter) is not None:
        return shorter
    try:  # the lines could not be blanked: some statements share them in an odd way
        return ast.unparse(ast.fix_missing_locations(ast.Module(kept, [])))
    except RecursionError:
        return source if solution else ""


def _without(text: str, dropped: list[ast.stmt]) -> str:
    """The text with a `0` in place of each of these statements; all others stay on their lines."""
    lines = [bytearray(line.encode()) for line in _NEWLINE.sub("\n", text).split("\n")]
    for node in dropped:  # inner statements come before those around them
        first = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", ()))]) - 1
        last = (node.end_lineno or node.lineno) - 1
        start, chained = node.col_offset, lines[first].startswith(b"elif", node.col_offset)
        for at in range(first, last + 1):
            begin = start if at == first else 0
            end = (node.end_col_offset or 0) if at == last else len(lines[at])
            lines[at][begin:end] = b" " * (end - begin)
        if not chained:
            lines[first][start : start + 1] = b"0"
    return "\n".join(line.decode() for line in lines)


def _filter(body: list[ast.stmt], solution: bool, dropped: list[ast.stmt]) -> list[ast.stmt]:
    """What is kept of the statements; statements that are not kept, inner ones too, are added to ``dropped``."""
    kept: list[ast.stmt] = []
    for node in body:
        shorter = _shorter(node, solution, dropped)
        if shorter is None:
            dropped.append(node)
        else:
            kept.append(shorter)
    return kept


def _shorter(node: ast.stmt, solution: bool, dropped: list[ast.stmt]) -> ast.stmt | None:
    """A statement without its parts that do something, None if nothing is left."""

    def inner(body: list[ast.stmt]) -> list[ast.stmt]:
        return _filter(body, solution, dropped)

    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return None if any(_last_name(decorator) == _DEMO for decorator in node.decorator_list) else node
    if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        return node if node.value is not None and (solution or _cheap(node.value)) else None
    if isinstance(node, ast.If):
        then, other = inner(node.body), inner(node.orelse)
        wanted = (then or other) and (solution or _cheap(node.test))
        return ast.If(node.test, then or [ast.Pass()], other) if wanted else None
    if isinstance(node, ast.With):
        then = inner(node.body)
        wanted = then and (solution or all(_cheap(item.context_expr) for item in node.items))
        return ast.With(node.items, then) if wanted else None
    if isinstance(node, ast.Try):
        then, other, last = inner(node.body), inner(node.orelse), inner(node.finalbody)
        handlers = [ast.ExceptHandler(item.type, item.name, inner(item.body) or [ast.Pass()]) for item in node.handlers]
        return ast.Try(then, handlers, other, last) if then else None
    return node if isinstance(node, (ast.Import, ast.ImportFrom, ast.ClassDef)) else None


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _cheap(value: ast.expr) -> bool:
    """Whether evaluating the expression calls nothing but functions that build constants."""
    waiting: list[ast.AST] = [value]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            continue  # its body does not run now
        if isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom)):
            return False
        if isinstance(node, ast.Call) and not _cheap_call(node.func):
            return False
        waiting.extend(ast.iter_child_nodes(node))
    return True


def _cheap_call(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in _CHEAP_BUILTINS or function.id in _CHEAP_MODULES
    while isinstance(function, ast.Attribute):
        function = function.value
    return isinstance(function, ast.Name) and function.id in _CHEAP_MODULES
