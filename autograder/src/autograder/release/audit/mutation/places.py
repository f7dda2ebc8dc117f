"""Operators that change one place of a solution into a slip that once was found by reading, not by a test.

Close numbers taken for equal ones, loops that end early, integers that stay integers, input checks made only in a loop,
behaviour that changes after many calls, attributes of the class in place of the object's.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from typing import Any

from .seen import Kinds, Target, operands
from .sites import Build, Mutant, Path, changed_trees, put, walk

NEAR = 1e-5
SAFE = 1e-7
FEW, MANY = 32, (100, 1000)
_SMALLEST = {"argmin": "near_argmin", "argmax": "near_argmax"}
_CASTS = ("astype", "asarray", "array")


def placed(tree: ast.Module, exercise: str, kinds: Kinds) -> Iterator[Mutant]:
    """The mutants that these operators make of one exercise's solution cell; ``kinds`` is from `seen.value_kinds`."""
    numbers = {id(node): number for number, node in enumerate(ast.walk(tree))}

    def changes() -> Iterator[tuple[Path, Build]]:
        for path, node in walk(tree):
            number = numbers[id(node)]
            seen = [kinds.get((number, place), set()) for place in range(len(operands(node)))]
            for build in [*_near(node, seen), *_casts(node, seen), *_loops(node)]:
                yield path, build
            if isinstance(node, ast.FunctionDef):
                yield from (((*path, *below), build) for below, build in _guards(node))

    yield from changed_trees(tree, exercise, changes())


def _near(node: ast.AST, seen: list[set[str]]) -> Iterator[Build]:
    """``isclose`` for ``==`` and for ties, a tolerance added to ``<``, a divisor that is never 0, small terms left out."""
    if isinstance(node, ast.BinOp) and seen and "f" in seen[0]:
        yield put("right", ast.BinOp(copy.deepcopy(node.right), ast.Add(), ast.Constant(SAFE)))
    if isinstance(node, ast.Compare) and "random" not in ast.unparse(node):  # random numbers are never close
        for place, operator in enumerate(node.ops):
            if not {"f"} & (seen[place] | seen[place + 1]):
                continue
            if isinstance(operator, (ast.Eq, ast.NotEq)) and len(node.ops) == 1:
                name = "np.isclose" if isinstance(operator, ast.Eq) else "slip.apart"
                yield lambda n, name=name: _call(name, n.left, n.comparators[0])  # type: ignore[misc]
            elif isinstance(operator, (ast.Lt, ast.LtE, ast.Gt, ast.GtE)):
                # In a chain like ``0 <= rate <= 1`` the outer operands are moved, so that each end is tried.
                end = 0 if len(node.ops) > 1 and place == 0 else place + 1
                yield _moved(end, ast.Add())
                yield _moved(end, ast.Sub())
    if not isinstance(node, ast.Call) or not seen or not seen[0] or not isinstance(node.func, ast.Attribute):
        return
    if node.func.attr in _SMALLEST and "f" in seen[0]:
        yield put("func", _name(f"slip.{_SMALLEST[node.func.attr]}"))
    if node.func.attr in ("sum", "mean") and {"i", "u", "f"} & seen[0]:
        yield lambda n: _with_first(n, _call("slip.large_only", n.args[0]))  # type: ignore[attr-defined]


def _moved(end: int, operator: ast.operator) -> Build:
    def build(node: ast.AST) -> ast.AST:
        changed: Any = copy.deepcopy(node)
        ends = [changed.left, *changed.comparators]
        ends[end] = ast.BinOp(ends[end], operator, ast.Constant(NEAR))
        changed.left, *changed.comparators = ends
        return changed  # type: ignore[no-any-return]

    return build


def _casts(node: ast.AST, seen: list[set[str]]) -> Iterator[Build]:
    """Integers are cast to int64 instead of float64."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr not in _CASTS:
        return
    if "float64" in ast.unparse(node) and seen and {"i", "u"} & seen[0]:
        yield lambda n: _call("slip.widened", operands(n)[0])


def _loops(node: ast.AST) -> Iterator[Build]:
    """Loops that end after some steps; fewer for one with ``break``, because it is hard to make a case run it for long."""
    if not isinstance(node, (ast.For, ast.comprehension)) or isinstance(node.iter, (ast.Tuple, ast.List)):
        return
    stops = isinstance(node, ast.For) and any(isinstance(item, ast.Break) for item in ast.walk(node))
    steps = isinstance(node, ast.For) and _count(node) and not stops
    for size in (10, FEW) if stops else (FEW, *MANY) if steps else (FEW,):
        yield put("iter", _call("slip.first_of", node.iter, ast.Constant(size)))


def _count(loop: ast.For) -> str:
    """The name ``n`` of a loop ``for _ in range(n)``, or "" for any other loop."""
    call = loop.iter
    if not isinstance(call, ast.Call) or ast.unparse(call.func) != "range" or len(call.args) != 1:
        return ""
    return call.args[0].id if isinstance(call.args[0], ast.Name) else ""


def _guards(function: ast.FunctionDef) -> Iterator[tuple[Path, Build]]:
    """Input checks before a loop are made only if the loop has a step, as if they stood inside it."""
    parameters = {arg.arg for arg in function.args.args}
    for index, loop in enumerate(function.body):
        if not isinstance(loop, ast.For) or _count(loop) not in parameters:
            continue
        steps = ast.Name(_count(loop), ast.Load())
        for before, item in enumerate(function.body[:index]):
            path: Path = (("body", before),)
            if isinstance(item, ast.If) and any(isinstance(below, ast.Raise) for below in item.body):
                test = ast.BoolOp(ast.And(), [copy.deepcopy(item.test), steps])
                yield path, put("test", test)
            elif isinstance(item, ast.Expr) and isinstance(item.value, ast.Call):
                yield path, lambda n, steps=steps: ast.If(steps, [n], [])  # type: ignore[misc]


# --- of a class ---------------------------------------------------------------------------


def of_class(tree: ast.Module, exercise: str, targets: list[Target]) -> Iterator[Mutant]:
    """The mutants of a class whose slips show only after many calls, or with a second object."""
    for index, node in enumerate(tree.body):
        if not isinstance(node, ast.ClassDef):
            continue
        methods = [(place, item) for place, item in enumerate(node.body) if isinstance(item, ast.FunctionDef)]
        for target in targets:
            for place, method in methods:
                if f"{node.name}.{method.name}" == target.name and method.name != "__init__":
                    start: Path = (("body", index), ("body", place))
                    for mutant in changed_trees(tree, exercise, _late(method, start)):
                        tail = f"\n{target.name} = slip.counted({target.name})\n"
                        yield Mutant(mutant.exercise, mutant.line, mutant.change, mutant.source + tail)
        for attribute in sorted({item.attr for item in ast.walk(node) if _own(item)}):  # type: ignore[attr-defined]
            changed = _Shared(attribute).visit(copy.deepcopy(tree))
            text = ast.unparse(ast.fix_missing_locations(changed))
            yield Mutant(exercise, node.lineno, f"self.{attribute} → type(self).{attribute}", text)


def _late(method: ast.FunctionDef, start: Path) -> Iterator[tuple[Path, Build]]:
    """``a op b`` becomes ``a`` after many calls; for a method that counts something, also after very many."""
    counts = any(isinstance(item, ast.AugAssign) and _own(item.target) for item in ast.walk(method))
    for path, item in walk(ast.Module([method], [])):
        if isinstance(item, (ast.Assign, ast.Return)) and isinstance(item.value, ast.BinOp):
            for many in MANY if counts else MANY[:1]:
                yield (*start, *path[1:]), lambda n, many=many: _after(n, many)  # type: ignore[misc]


def _after(node: Any, many: int) -> ast.AST:
    changed = copy.deepcopy(node)
    late = ast.Compare(_call("slip.calls", ast.Name("self", ast.Load())), [ast.Gt()], [ast.Constant(many)])
    changed.value = ast.IfExp(late, copy.deepcopy(changed.value.left), changed.value)
    return changed  # type: ignore[no-any-return]


def _own(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"


class _Shared(ast.NodeTransformer):
    def __init__(self, attribute: str) -> None:
        self.attribute = attribute

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        self.generic_visit(node)
        if _own(node) and node.attr == self.attribute:
            return ast.Attribute(_call("type", node.value), node.attr, node.ctx)
        return node


def _name(dotted: str) -> ast.expr:
    return ast.parse(dotted, mode="eval").body


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(_name(name), [copy.deepcopy(arg) for arg in args], [])


def _with_first(node: Any, first: ast.expr) -> ast.AST:
    changed = copy.deepcopy(node)
    changed.args[0] = first
    return changed  # type: ignore[no-any-return]
