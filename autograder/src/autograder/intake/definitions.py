"""What a cell defines, without what it does: run again when the whole notebook cannot finish.

Kept: imports, functions, classes, simple assignments.  Dropped: calls at top level, loops, demos.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from .python import tree_of

#: Calls that an assignment outside a solution cell may make: they build constants.
_CHEAP_BUILTINS = frozenset(
    {"abs", "bool", "bytes", "complex", "dict", "enumerate", "float", "frozenset", "int", "len", "list", "max", "min",
     "pow", "range", "round", "set", "sorted", "str", "sum", "tuple", "zip"}
)  # fmt: skip
_CHEAP_MODULES = frozenset({"np", "numpy", "math", "fractions", "Fraction", "functools", "itertools"})
#: A decorator that runs the function at once.
_DEMO = "demo"


#: Longer cells are not remembered: what a hostile submission can leave behind is bounded.
LONGEST_KEPT = 20_000


def definitions(source: str, *, solution: bool) -> str:
    """The definitions in a cell as Python source, "" when there are none.

    Args:
        source: the cell.
        solution: a solution cell keeps all its assignments; elsewhere one that calls something
            slow (data, training) is dropped.
    """
    return _remembered(source, solution) if len(source) <= LONGEST_KEPT else _definitions(source, solution)


@lru_cache(maxsize=512)
def _remembered(source: str, solution: bool) -> str:
    return _definitions(source, solution)


def _definitions(source: str, solution: bool) -> str:
    tree = tree_of(source)
    if tree is None:
        return ""
    kept = _filter(tree.body, solution)
    if not kept:
        return ""
    try:
        return ast.unparse(ast.fix_missing_locations(ast.Module(kept, [])))
    except RecursionError:
        return source if solution else ""


def _filter(body: list[ast.stmt], solution: bool, *, inside_try: bool = False) -> list[ast.stmt]:
    guard = _as_it_is if inside_try else _tolerant
    kept: list[ast.stmt] = []
    for node in body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            kept.append(guard(node))
        elif isinstance(node, ast.ClassDef):
            kept.append(node)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if not any(_last_name(decorator) == _DEMO for decorator in node.decorator_list):
                kept.append(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            if node.value is not None and (solution or _cheap(node.value)):
                kept.append(guard(node))
        elif isinstance(node, ast.If):
            then, other = _filter(node.body, solution), _filter(node.orelse, solution)
            if (then or other) and (solution or _cheap(node.test)):
                kept.append(guard(ast.If(node.test, then or [ast.Pass()], other)))
        elif isinstance(node, ast.Try):
            handlers = [
                ast.ExceptHandler(item.type, item.name, _filter(item.body, solution) or [ast.Pass()])
                for item in node.handlers
            ]
            inner = _filter(node.body, solution, inside_try=True)  # its handlers are the student's own
            if inner:
                kept.append(ast.Try(inner, handlers, _filter(node.orelse, solution), _filter(node.finalbody, solution)))
    return kept


def _tolerant(node: ast.stmt) -> ast.stmt:
    """The statement such that its failure (a name whose call was dropped) does not end the cell."""
    caught = ast.ExceptHandler(ast.Name("Exception", ast.Load()), None, [ast.Pass()])
    return ast.Try([node], [caught], [], [])


def _as_it_is(node: ast.stmt) -> ast.stmt:
    return node


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _cheap(value: ast.expr) -> bool:
    """Whether evaluating it calls nothing but constructors of constants."""
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
