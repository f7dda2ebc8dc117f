"""Observes a solution in the hidden cases: which parameters are arrays, what results look like, which values are floats.

With that, an operator is tried only where it can make a difference: one that narrows integers needs an integer result.
"""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from npml.core.program import run

from ....authoring.unit import Unit
from ....judge.cases import Drawn
from .around import around


@dataclass
class Parameter:
    """What the arguments for one parameter were in all calls by the hidden cases."""

    default: Any = inspect.Parameter.empty
    ndim: int = 0  # the largest ndim of an array; 1 for a list
    listed: bool = False  # whether it was ever a list of arrays
    whole: bool = False  # whether it was ever an array of integers
    floats: bool = False  # whether it was ever an array of floats
    largest: float = 0.0  # the largest absolute value in an array
    like: bool = False  # whether the result ever was an array of its shape
    unlike: bool = False  # whether it ever was an array while the result was no array of its shape
    came_out: bool = False  # whether it was ever equal to the result or one of its items

    @property
    def array(self) -> bool:
        """Whether it was ever an array, or a list."""
        return self.ndim > 0

    @property
    def like_result(self) -> bool:
        """Whether the result was always an array of its shape."""
        return self.like and not self.unlike


@dataclass
class Target:
    """A function, or a method under the name "Class.method", with its parameters and what its results were."""

    name: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    arrays: bool = False  # whether there were arrays in its results
    floats: bool = False  # whether there were floats in its results
    scalar: bool = False  # whether a result was a single float
    largest: int = 0  # the largest integer in its results
    items: int = 0  # the number of items when results were tuples with Python numbers among them

    @property
    def method(self) -> bool:
        """Whether it is a method."""
        return "." in self.name


def targets(unit: Unit, exercise: str, drawn: Sequence[Drawn]) -> list[Target]:
    """Run the hidden cases and observe an exercise's function, or the public methods and ``__init__`` of its class."""
    names = unit.namespace()
    subject = names[exercise]
    if inspect.isclass(subject):
        methods = [key for key, value in vars(subject).items() if inspect.isfunction(value)]
        found = [Target(f"{exercise}.{key}") for key in methods if key == "__init__" or not key.startswith("_")]
        for target in found:
            method = target.name.partition(".")[2]
            setattr(subject, method, _watched(getattr(subject, method), target))
    else:
        found = [Target(exercise)]
        names[exercise] = _watched(subject, found[0])
    for item in drawn:
        run(item.case.steps, names)
    return found


def _watched(function: Callable[..., Any], target: Target) -> Callable[..., Any]:
    for name, parameter in inspect.signature(function).parameters.items():
        if name != "self" and parameter.kind is parameter.POSITIONAL_OR_KEYWORD:
            target.parameters[name] = Parameter(parameter.default)

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        result = call()
        _note_result(target, result)
        for name, value in named.items():
            if name in target.parameters:
                _note_argument(target.parameters[name], value, result)
        return result

    return around(function, body)


def _note_argument(seen: Parameter, value: Any, result: Any) -> None:
    if isinstance(value, list) and value:
        seen.listed |= any(isinstance(item, np.ndarray) for item in value)
        seen.ndim = max(seen.ndim, 1)
        seen.came_out |= isinstance(result, list) and any(map(_same, value, result))
    if not isinstance(value, np.ndarray) or not value.ndim:
        return
    seen.ndim = max(seen.ndim, value.ndim)
    if value.dtype.kind in "iuf":
        seen.whole |= value.dtype.kind in "iu"
        seen.floats |= value.dtype.kind == "f"
        with np.errstate(all="ignore"):
            seen.largest = max(seen.largest, float(np.max(np.abs(value.astype(np.float64)), initial=0.0)))
    outs = result if isinstance(result, tuple) else (result,)
    like = isinstance(result, np.ndarray) and result.shape == value.shape
    seen.like, seen.unlike = seen.like or like, seen.unlike or not like
    seen.came_out |= any(_same(value, out) for out in outs)


def _same(a: Any, b: Any) -> bool:
    if not isinstance(a, np.ndarray) or not isinstance(b, np.ndarray) or a.dtype.kind not in "biuf":
        return False
    return a.shape == b.shape and a.size > 0 and bool(np.array_equal(a, b))


def _note_result(target: Target, result: Any) -> None:
    if isinstance(result, tuple) and any(isinstance(item, (int, float)) for item in result):
        target.items = len(result)
    target.scalar |= isinstance(result, float)
    for value in _leaves(result):
        target.arrays |= isinstance(value, np.ndarray)
        if isinstance(value, (int, float, np.ndarray, np.generic)) and not isinstance(value, bool):
            array = np.asarray(value)
            target.floats |= array.dtype.kind == "f"
            if array.dtype.kind in "iu":
                target.largest = max(target.largest, int(np.max(array, initial=0)))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, (tuple, list)):
        for item in value:
            yield from _leaves(item)
    else:
        yield value


Kinds = dict[tuple[int, int], set[str]]


def operands(node: ast.AST) -> list[ast.expr]:
    """The expressions in a node whose values decide whether an operator of `places` can make a difference there."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return [node.right]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "astype":
            return [node.func.value]
        return node.args[:1] if node.func.attr in ("asarray", "array", "sum", "mean", "argmin", "argmax") else []
    return []


def value_kinds(unit: Unit, exercise: str, tree: ast.Module, drawn: Sequence[Drawn]) -> Kinds:
    """The kinds of dtypes that each operand had in the hidden cases.

    Returns:
        Kinds (``dtype.kind``, but "b" for arrays of zeros and ones) by (number of the node in the order of `ast.walk`,
        place among its `operands`).
    """
    kinds: Kinds = {}
    watched = copy.deepcopy(tree)
    for number, node in enumerate(list(ast.walk(watched))):
        for place, operand in enumerate(operands(node)):
            _replace(node, operand, _probe(number, place, operand))

    def probe(number: int, place: int, value: Any) -> Any:
        kinds.setdefault((number, place), set()).add(_kind(value))
        return value

    names = unit.namespace() | {"slip_probe": probe}
    exec(compile(ast.fix_missing_locations(watched), "<watched>", "exec"), names)  # noqa: S102 - our own code
    namespace = unit.namespace({exercise: names[exercise]})
    for item in drawn:
        run(item.case.steps, namespace)
    return kinds


def _kind(value: Any) -> str:
    try:
        array = np.asarray(value)
    except ValueError:
        return "O"
    zero_one = array.dtype.kind in "iu" and array.ndim and not np.any(array.astype(bool) != array)
    return "b" if zero_one else array.dtype.kind  # zeros and ones are treated as booleans


def _probe(number: int, place: int, operand: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("slip_probe", ast.Load()), [ast.Constant(number), ast.Constant(place), operand], [])


def _replace(node: ast.AST, old: ast.expr, new: ast.expr) -> None:
    for name, value in ast.iter_fields(node):
        if value is old:
            setattr(node, name, new)
        elif isinstance(value, list):
            setattr(node, name, [new if item is old else item for item in value])
        elif isinstance(node, ast.Call) and isinstance(value, ast.Attribute) and value.value is old:
            value.value = new
