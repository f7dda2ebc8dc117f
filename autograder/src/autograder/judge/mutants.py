"""Mechanical mutants of a reference: does every small change lose points?

Besides the hand-written bank, each solution is changed in one place at a time (operators,
comparisons, constants, keywords, conditions, well-known NumPy functions, deleted statements)
and judged by the hidden cases.  A mutant that keeps full points is either equivalent, and
then listed with its reason in the unit's ``equivalent.toml``, or shows a missing case.

Source of the method: DeMillo, Lipton, Sayward, "Hints on Test Data Selection", 1978.
"""

from __future__ import annotations

import ast
import copy
import signal
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from .lab import verdict_on
from .unit import SOLUTION, Unit, tag_of

EQUIVALENT = "equivalent.toml"
_SECONDS = 5.0

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


@dataclass(frozen=True)
class Mutant:
    """One changed solution.

    Attributes:
        change: "before → after" of the changed statement's first line, unique text for a person.
        code: the mutated function or class, bound to a fresh copy of the reference's names.
    """

    exercise: str
    line: int
    change: str
    source: str


def mutants_of(unit: Unit, exercise: str) -> list[Mutant]:
    """All mutants of one exercise's solution."""
    cell = next(c for c in unit.lesson.cells if tag_of(c) == (SOLUTION, exercise))
    tree = ast.parse(cell.source)
    found = []
    for path, build in _sites(tree, exercise):
        mutated = copy.deepcopy(tree)
        before, line = _statement(mutated, path)
        if not _apply(mutated, path, build):
            continue
        after, _ = _statement(mutated, path)
        if before == after:
            continue
        found.append(Mutant(exercise, line, f"{before} → {after}", ast.unparse(ast.fix_missing_locations(mutated))))
    unique = {mutant.source: mutant for mutant in found}
    return list(unique.values())


Path_ = tuple[tuple[str, int | None], ...]
Build = Callable[[ast.AST], ast.AST | None]


def _sites(tree: ast.Module, exercise: str) -> Iterator[tuple[Path_, Build]]:
    for index, node in enumerate(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            for path, child in _walk(node, (("body", index),)):
                for build in _mutations(child):
                    yield path, build


def _walk(node: ast.AST, path: Path_) -> Iterator[tuple[Path_, ast.AST]]:
    yield path, node
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "annotation", "returns"):
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield from _walk(item, (*path, (field, index)))
        elif isinstance(value, ast.AST):
            yield from _walk(value, (*path, (field, None)))


def _at(tree: ast.AST, path: Path_) -> ast.AST:
    node: Any = tree
    for field, index in path:
        node = getattr(node, field)
        node = node if index is None else node[index]
    assert isinstance(node, ast.AST)
    return node


def _apply(tree: ast.AST, path: Path_, build: Build) -> bool:
    replacement = build(_at(tree, path))
    if replacement is None:
        return False
    parent, (field, index) = _at(tree, path[:-1]) if len(path) > 1 else tree, path[-1]
    if index is None:
        setattr(parent, field, replacement)
    else:
        getattr(parent, field)[index] = replacement
    return True


def _statement(tree: ast.AST, path: Path_) -> tuple[str, int]:
    for end in range(len(path), 0, -1):
        node = _at(tree, path[:end])
        if isinstance(node, ast.stmt):
            return ast.unparse(node).splitlines()[0].strip(), getattr(node, "lineno", 0)
    return "", 0


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _mutations(node: ast.AST) -> Iterator[Build]:
    if isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _OPERATORS:
        yield _set("op", _OPERATORS[type(node.op)]())
    if isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            for other in _COMPARISONS.get(type(operator), ()):
                yield _set_item("ops", index, other())
    if isinstance(node, ast.BoolOp):
        yield _set("op", ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.Not)):
        yield lambda n: n.operand  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant):
        yield from _constants(node.value)
    if isinstance(node, ast.Call):
        for index in range(len(node.keywords)):
            yield _drop("keywords", index)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("copy", "astype"):
            yield lambda n: n.func.value  # type: ignore[attr-defined]
    if isinstance(node, ast.Attribute) and node.attr in _NAMES:
        yield _set("attr", _NAMES[node.attr])
    if isinstance(node, (ast.If, ast.IfExp, ast.While)):
        yield _set("test", ast.Constant(value=False))
        if not isinstance(node, ast.While):
            yield _set("test", ast.Constant(value=True))
    if isinstance(node, (ast.Assign, ast.AugAssign, ast.Expr, ast.Raise, ast.Break)) and not _is_docstring(node):
        yield lambda n: ast.Pass()


def _constants(value: object) -> Iterator[Build]:
    if isinstance(value, bool):
        yield _set("value", not value)
    elif isinstance(value, int):
        yield _set("value", value + 1)
        if value:
            yield _set("value", value - 1)
    elif isinstance(value, float):
        yield _set("value", value * 2 + (value == 0.0))
        if value:
            yield _set("value", 0.0)


def _set(field: str, value: Any) -> Build:
    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        setattr(changed, field, value)
        return changed

    return build


def _set_item(field: str, index: int, value: ast.AST) -> Build:
    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        getattr(changed, field)[index] = value
        return changed

    return build


def _drop(field: str, index: int) -> Build:
    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        del getattr(changed, field)[index]
        return changed

    return build


class _TooLong(BaseException):
    """A mutant that loops; BaseException, so that no code under test swallows it."""


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _TooLong

    previous = signal.signal(signal.SIGALRM, stop)
    # Again every second: the program runner catches whatever a case raises.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, previous)


def survives(unit: Unit, mutant: Mutant) -> bool:
    """Whether a mutant keeps full points."""
    names = unit.namespace()
    try:
        with _limit(_SECONDS):
            exec(compile(mutant.source, "<mutant>", "exec"), names)  # noqa: S102 - our own code
            verdict = verdict_on(unit, mutant.exercise, {mutant.exercise: names[mutant.exercise]}, name_causes=False)
    except _TooLong:
        return False
    except Exception:  # noqa: BLE001 - it does not even load
        return False
    return verdict.score == verdict.max_score


def known_equivalents(unit: Unit) -> dict[tuple[str, str], str]:
    """(exercise, change) -> reason, from the unit's equivalent.toml."""
    path = unit.folder / EQUIVALENT
    if not path.is_file():
        return {}
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["exercise"], entry["change"]): entry["reason"] for entry in entries}


@dataclass(frozen=True)
class Survey:
    """What became of a unit's mutants."""

    total: int
    equivalent: int
    survivors: tuple[Mutant, ...]
    stale: tuple[tuple[str, str], ...]  # listed as equivalent, but no longer a survivor


def survey(unit: Unit) -> Survey:
    """Judge every mutant of a unit's references."""
    known = known_equivalents(unit)
    every = [mutant for name in unit.solution_names for mutant in mutants_of(unit, name)]
    alive = [mutant for mutant in every if survives(unit, mutant)]
    keys = {(mutant.exercise, mutant.change) for mutant in alive}
    survivors = tuple(mutant for mutant in alive if (mutant.exercise, mutant.change) not in known)
    return Survey(len(every), len(alive) - len(survivors), survivors, tuple(sorted(set(known) - keys)))


def main(argv: list[str]) -> int:
    """Print the survivors of the units whose folders are named."""
    bad = 0
    for path in argv:
        unit = Unit(Path(path).resolve())
        result = survey(unit)
        print(
            f"{unit.name}: 변이 {result.total}개 가운데 {result.total - result.equivalent - len(result.survivors)}개 감점, "
            f"동등 {result.equivalent}개, 생존 {len(result.survivors)}개"
        )
        for mutant in result.survivors:
            print(f"  {mutant.exercise}: {mutant.change}")
        for exercise, change in result.stale:
            print(f"  {exercise}: {EQUIVALENT}에 있으나 이제 살아남지 않아요: {change}")
        bad += len(result.survivors) + len(result.stale)
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
