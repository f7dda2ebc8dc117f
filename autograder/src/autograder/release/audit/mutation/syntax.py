"""The classical mutation operators, which change one place of the solution at a time.

They change operators, comparisons, constants, keywords, conditions and well-known NumPy functions, and delete statements.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .sites import Build, Mutant, changed_trees, drop, put, put_item, walk

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip
_NAMES = {
    "max": "min", "min": "max", "argmin": "argmax", "argmax": "argmin", "sum": "mean", "mean": "sum", "zeros": "ones",
    "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like", "maximum": "minimum", "minimum": "maximum",
    "any": "all", "all": "any", "abs": "negative", "floor": "ceil", "log2": "log", "var": "std", "tanh": "sin",
}  # fmt: skip


def classical(tree: ast.Module, exercise: str) -> Iterator[Mutant]:
    """The mutants that these operators make of one exercise's solution cell."""
    changes = ((path, build) for path, node in walk(tree) for build in _mutations(node))
    yield from changed_trees(tree, exercise, changes)


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _mutations(node: ast.AST) -> Iterator[Build]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _OPERATORS:
        yield put("op", _OPERATORS[type(node.op)]())
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in _COMPARISONS.get(type(operator), ()):
                yield put_item("ops", index, other())
    if isinstance(node, ast.BoolOp):
        yield put("op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield lambda n: n.operand  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant):
        yield from _constants(node.value)
    if isinstance(node, ast.Call):
        for index in range(len(node.keywords)):
            yield drop("keywords", index)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("copy", "astype"):
            yield lambda n: n.func.value  # type: ignore[attr-defined]
    if isinstance(node, ast.Attribute) and node.attr in _NAMES:
        yield put("attr", _NAMES[node.attr])
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield put("test", ast.Constant(value=False))
        if not isinstance(node, ast.While):
            yield put("test", ast.Constant(value=True))
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.Break)) and not _is_docstring(node):
        yield lambda n: ast.Pass()


def _constants(value: object) -> Iterator[Build]:
    if isinstance(value, bool):
        yield put("value", not value)
    elif isinstance(value, int):
        yield put("value", value + 1)
        if value:
            yield put("value", value - 1)
    elif isinstance(value, float):
        yield put("value", value * 2 + (value == 0.0))
        if value:
            yield put("value", 0.0)
