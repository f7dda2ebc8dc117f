"""Finds by reading an expression where arrays of different shapes meet.  Nothing of the student's is called.

Each axis is followed with its size and, where the docstring names it, its letter: the mean of an (m, C) array over
axis 1 is (m,).  Whatever is not known for certain is None, and nothing is said about it.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from .shapes import NEW, Broadcast, Dim, Shape, join, matmul, sizes
from .snapshots import is_a

# Functions of NumPy by what they do to shapes.
_SAME = frozenset({
    "exp", "log", "log2", "log10", "log1p", "expm1", "sqrt", "square", "abs", "absolute", "fabs", "sign", "tanh", "sinh",
    "cosh", "sin", "cos", "tan", "negative", "floor", "ceil", "rint", "round", "isnan", "isfinite", "isinf", "asarray",
    "asfortranarray", "ascontiguousarray", "array", "copy", "zeros_like", "ones_like", "empty_like", "full_like",
    "nan_to_num", "cumsum", "clip", "logical_not", "reciprocal", "float64", "float32", "int64",
})  # fmt: skip
_REDUCE = frozenset({
    "sum", "mean", "max", "min", "amax", "amin", "prod", "any", "all", "argmax", "argmin", "std", "var", "median",
    "nansum", "nanmean", "nanmax", "nanmin",
})  # fmt: skip
_METHODS_SAME = frozenset({"astype", "copy", "clip", "round"})
_PAIRS = frozenset({
    "add", "subtract", "multiply", "divide", "true_divide", "power", "maximum", "minimum", "fmax", "fmin", "greater",
    "greater_equal", "less", "less_equal", "equal", "not_equal", "logical_and", "logical_or", "logaddexp", "mod",
    "remainder",
})  # fmt: skip


class Reader:
    """Reads the expressions of one statement.

    Args:
        value: the object that a name or ``self.m`` is bound to, or `MISSING`.
        letters: the letters of an array that is bound to a name, as a shape; None where they are not known.
        result: the shape of what a call of the student's function gave, None where it is not known.
    """

    def __init__(
        self,
        value: Callable[[str], Any],
        letters: Callable[[str, Any], Shape | None],
        result: Callable[[ast.Call], Shape | None],
    ) -> None:
        self._value, self._letters, self._result = value, letters, result
        self.found: list[Broadcast] = []

    def shape(self, node: ast.AST) -> Shape | None:
        """The shape of what an expression gives: () for a number, None when it is not known.  Collects `found`."""
        reader = getattr(self, f"_{type(node).__name__}", None)
        if reader is not None:
            shape: Shape | None = reader(node)
            return shape
        for child in ast.iter_child_nodes(node):  # look for operations inside, but nothing is known of the whole
            if isinstance(child, ast.expr):
                self.shape(child)
        return None

    # --- expressions ----------------------------------------------------------------------

    def _Constant(self, node: ast.Constant) -> Shape | None:
        return () if isinstance(node.value, (bool, int, float)) else None

    def _Name(self, node: ast.Name) -> Shape | None:
        return self._of_value(node.id)

    def _Attribute(self, node: ast.Attribute) -> Shape | None:
        if node.attr == "T":
            shape = self.shape(node.value)
            return None if shape is None else shape[::-1]
        return self._of_value(f"{node.value.id}.{node.attr}") if isinstance(node.value, ast.Name) else None

    def _of_value(self, name: str) -> Shape | None:
        value = self._value(name)
        if type(value) is np.ndarray:
            return self._letters(name, value) or tuple(Dim(size) for size in value.shape)
        return () if is_a(value, bool, int, float, np.generic) else None

    def _UnaryOp(self, node: ast.UnaryOp) -> Shape | None:
        shape = self.shape(node.operand)
        return None if isinstance(node.op, ast.Not) else shape

    def _BinOp(self, node: ast.BinOp) -> Shape | None:
        left, right = self.shape(node.left), self.shape(node.right)
        if left is None or right is None:
            return None
        if isinstance(node.op, ast.MatMult):
            return matmul(left, right)
        return self.meet(node.left, node.right, left, right, SIGNS.get(type(node.op), ""))

    def _Compare(self, node: ast.Compare) -> Shape | None:
        shapes = [self.shape(item) for item in (node.left, *node.comparators)]
        if len(shapes) != 2 or isinstance(node.ops[0], (ast.In, ast.NotIn, ast.Is, ast.IsNot)):
            return None
        left, right = shapes
        if left is None or right is None:
            return None
        return self.meet(node.left, node.comparators[0], left, right, SIGNS.get(type(node.ops[0]), ""))

    def _BoolOp(self, node: ast.BoolOp) -> None:
        self.shape(node.values[0])  # whether the others are evaluated is not known

    def _IfExp(self, node: ast.IfExp) -> None:
        self.shape(node.test)

    def _nothing(self, node: ast.AST) -> None:
        """A scope of its own, whose names are not known here."""

    _Lambda = _ListComp = _SetComp = _DictComp = _GeneratorExp = _nothing

    def _Subscript(self, node: ast.Subscript) -> Shape | None:
        shape = self.shape(node.value)
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if shape is None or (not shape and not items):
            return None
        return self._indexed(shape, items)

    def _indexed(self, shape: Shape, items: list[ast.expr]) -> Shape | None:
        taken = sum(not _is_new(item) and not _is_dots(item) for item in items)
        if taken > len(shape):
            return None
        found: list[Dim] = []
        at = 0
        for item in items:
            if _is_new(item):
                found.append(Dim(1, NEW))
            elif _is_dots(item):
                skipped = len(shape) - taken
                found += shape[at : at + skipped]
                at += skipped
            elif isinstance(item, ast.Slice):
                dim = self._sliced(shape[at], item)
                if dim is None:
                    return None
                found.append(dim)
                at += 1
            elif self.integer(item) is not None:
                at += 1
            else:
                return None
        return (*found, *shape[at:])

    def _sliced(self, dim: Dim, item: ast.Slice) -> Dim | None:
        bounds = [None if part is None else self.integer(part) for part in (item.lower, item.upper, item.step)]
        given = (item.lower, item.upper, item.step)
        if any(part is not None and bound is None for part, bound in zip(given, bounds, strict=True)) or bounds[2] == 0:
            return None
        size = len(range(*slice(*bounds).indices(dim.size)))
        return dim if size == dim.size else Dim(size)

    def integer(self, node: ast.AST) -> int | None:
        """The value of an expression of whole numbers, None if it is not one or not known."""
        if isinstance(node, ast.Constant):
            return node.value if type(node.value) is int else None
        if isinstance(node, ast.Name):
            value = self._value(node.id)
            return int(value) if is_a(value, np.integer) or type(value) is int else None
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            inner = self.integer(node.operand)
            return None if inner is None else -inner
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub, ast.Mult)):
            left, right = self.integer(node.left), self.integer(node.right)
            if left is None or right is None or max(abs(left), abs(right)) > 1 << 31:
                return None
            add, subtract = isinstance(node.op, ast.Add), isinstance(node.op, ast.Sub)
            return left + right if add else left - right if subtract else left * right
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
            shape, at = self.shape(node.value.value), self.integer(node.slice)
            return shape[at].size if shape is not None and at is not None and -len(shape) <= at < len(shape) else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1:
            shape = self.shape(node.args[0]) if self._value("len") is len else None
            return shape[0].size if shape else None
        return None

    # --- calls ----------------------------------------------------------------------------

    def _Call(self, node: ast.Call) -> Shape | None:
        func = node.func
        if isinstance(func, ast.Attribute):
            if isinstance(func.value, ast.Name) and self._value(func.value.id) is np:
                return self._numpy(func.attr, node, list(node.args))
            receiver = self.shape(func.value)
            if receiver is not None and (receiver or not isinstance(func.value, ast.Name)):
                return self._method(func.attr, node, receiver)
            for item in node.args:
                self.shape(item)
            return self._result(node)
        for item in node.args:
            self.shape(item)
        if isinstance(func, ast.Name) and func.id in ("float", "int", "len") and self._value(func.id) in (float, int, len):
            return ()
        return self._result(node)

    def _numpy(self, name: str, node: ast.Call, args: list[ast.expr]) -> Shape | None:
        if any(isinstance(arg, ast.Starred) for arg in args):
            return None
        shapes = [self.shape(arg) for arg in args]
        plain = not any(word.arg in ("out", "where") for word in node.keywords)
        if name in _SAME and shapes and plain:
            if name == "cumsum" and shapes[0] is not None and len(shapes[0]) > 1 and not _axis(node, 1):
                return None
            return shapes[0]
        if name in _REDUCE and shapes and shapes[0] is not None:
            return self._reduced(shapes[0], node, 1)
        if name in _PAIRS and len(shapes) == 2 and shapes[0] is not None and shapes[1] is not None:
            return self.meet(args[0], args[1], shapes[0], shapes[1], f"np.{name}")
        if name in ("dot", "matmul") and len(shapes) == 2 and shapes[0] is not None and shapes[1] is not None:
            return matmul(shapes[0], shapes[1]) if max(map(len, (shapes[0], shapes[1]))) <= 2 else None
        if name == "transpose" and len(shapes) == 1 and shapes[0] is not None and not node.keywords:
            return shapes[0][::-1]
        if name == "arange" and len(args) == 1:
            return self._arange(args[0])
        if name in ("zeros", "ones", "empty", "full") and args:
            return self._filled(args[0])
        return None

    def _arange(self, arg: ast.expr) -> Shape | None:
        if isinstance(arg, ast.Call) and len(arg.args) == 1 and isinstance(arg.func, ast.Name) and arg.func.id == "len":
            shape = self.shape(arg.args[0])
            return (shape[0],) if shape else None
        count = self.integer(arg)
        return None if count is None or count < 0 else (Dim(count),)

    def _filled(self, arg: ast.expr) -> Shape | None:
        if isinstance(arg, ast.Attribute) and arg.attr == "shape":
            return self.shape(arg.value)
        items = arg.elts if isinstance(arg, (ast.Tuple, ast.List)) else [arg]
        found = [self.integer(item) for item in items]
        known = [size for size in found if size is not None and size >= 0]
        return tuple(map(Dim, known)) if len(known) == len(found) else None

    def _method(self, name: str, node: ast.Call, shape: Shape) -> Shape | None:
        for arg in node.args:
            self.shape(arg)
        if name in _METHODS_SAME:
            return shape
        if name in _REDUCE:
            return self._reduced(shape, node, 0)
        if name == "transpose" and not node.args:
            return shape[::-1]
        if name == "dot" and len(node.args) == 1:
            other = self.shape(node.args[0])
            return None if other is None or max(len(shape), len(other)) > 2 else matmul(shape, other)
        if name in ("ravel", "flatten") and not node.args:
            return shape if len(shape) == 1 else (Dim(math.prod(sizes(shape))),)
        if name == "reshape":
            return self._reshaped(shape, node)
        return None

    def _reshaped(self, shape: Shape, node: ast.Call) -> Shape | None:
        args = node.args[0].elts if len(node.args) == 1 and isinstance(node.args[0], (ast.Tuple, ast.List)) else node.args
        wanted = [size for size in map(self.integer, args) if size is not None]
        total, given = math.prod(sizes(shape)), math.prod(size for size in wanted if size != -1)
        if node.keywords or len(wanted) != len(args) or wanted.count(-1) > 1 or not given:
            return None
        new = [total // given if size == -1 else size for size in wanted]
        if math.prod(new) != total:
            return None
        long = [dim for dim in shape if dim.size > 1]
        same = len(long) == 1 and [size for size in new if size > 1] == [long[0].size]  # only ones come or go
        return tuple(Dim(size, long[0].letter if same and size > 1 else "") for size in new)

    def _reduced(self, shape: Shape, node: ast.Call, position: int) -> Shape | None:
        words = {word.arg: word.value for word in node.keywords}
        if not words.keys() <= {"axis", "keepdims", "ddof", "dtype"} or len(node.args) > position + 1:
            return None
        keep = words.get("keepdims")
        if keep is not None and not (isinstance(keep, ast.Constant) and isinstance(keep.value, bool)):
            return None
        keeps = isinstance(keep, ast.Constant) and keep.value is True
        axis = _axis(node, position)
        if axis is None or (isinstance(axis, ast.Constant) and axis.value is None):
            return tuple(Dim(1) for _ in shape) if keeps else ()
        given = [self.integer(item) for item in (axis.elts if isinstance(axis, ast.Tuple) else [axis])]
        if any(at is None or not -len(shape) <= at < len(shape) for at in given):
            return None
        gone = {at % len(shape) for at in given if at is not None}
        return tuple(Dim(1) if at in gone else dim for at, dim in enumerate(shape) if keeps or at not in gone)

    # --- where shapes meet ------------------------------------------------------------------

    def meet(self, left: ast.AST, right: ast.AST, one: Shape, other: Shape, operator: str) -> Shape | None:
        """The result's shape, after the meeting is noted if it stretches an axis or crosses letters."""
        result = join(one, other)
        met = Broadcast(ast.unparse(left), ast.unparse(right), operator, (one, other), result)
        if one and other and (sizes(one) != sizes(other) or met.crossed):
            self.found.append(met)
        return result


def _axis(node: ast.Call, position: int) -> ast.expr | None:
    if len(node.args) > position:
        return node.args[position]
    return next((word.value for word in node.keywords if word.arg == "axis"), None)


def _is_new(node: ast.AST) -> bool:
    return (isinstance(node, ast.Constant) and node.value is None) or (
        isinstance(node, ast.Attribute) and node.attr == "newaxis"
    )


def _is_dots(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is Ellipsis


SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.BitAnd: "&", ast.BitOr: "|", ast.BitXor: "^", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=",
    ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
