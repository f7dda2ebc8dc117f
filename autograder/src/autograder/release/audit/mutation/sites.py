"""The class of mutants, and functions that change one place in a solution's syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Mutant:
    """One changed solution.

    Attributes:
        exercise: the name of the exercise.
        line: the line of the changed statement in its cell.
        change: "before → after", from the first line of the changed statement, for a person to read.
        source: the changed cell; the name ``slip`` in it stands for the module `slip` beside this one.
    """

    exercise: str
    line: int
    change: str
    source: str


Path = tuple[tuple[str, int | None], ...]
Build = Callable[[ast.AST], ast.AST | None]


def changed_trees(tree: ast.Module, exercise: str, changes: Iterable[tuple[Path, Build]]) -> Iterator[Mutant]:
    """A mutant for each change that alters the first line of its statement.

    Args:
        changes: the path to a node, and a function that makes its replacement, or None to change nothing.
    """
    for path, build in changes:
        mutated = copy.deepcopy(tree)
        before, line = _statement(mutated, path)
        if not _apply(mutated, path, build):
            continue
        after, _ = _statement(mutated, path)
        if before != after:
            yield Mutant(exercise, line, f"{before} → {after}", ast.unparse(ast.fix_missing_locations(mutated)))


def walk(tree: ast.Module) -> Iterator[tuple[Path, ast.AST]]:
    """Every node of the cell's functions and classes, with its path: (field, index or None) for each level."""
    for index, node in enumerate(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield from _below(node, (("body", index),))


def _below(node: ast.AST, path: Path) -> Iterator[tuple[Path, ast.AST]]:
    yield path, node
    for field, value in ast.iter_fields(node):
        if field in ("decorator_list", "annotation", "returns"):
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, ast.AST):
                    yield from _below(item, (*path, (field, index)))
        elif isinstance(value, ast.AST):
            yield from _below(value, (*path, (field, None)))


def _at(tree: ast.AST, path: Path) -> ast.AST:
    node: Any = tree
    for field, index in path:
        node = getattr(node, field)
        node = node if index is None else node[index]
    assert isinstance(node, ast.AST)
    return node


def _apply(tree: ast.AST, path: Path, build: Build) -> bool:
    replacement = build(_at(tree, path))
    if replacement is None:
        return False
    parent, (field, index) = _at(tree, path[:-1]) if len(path) > 1 else tree, path[-1]
    if index is None:
        setattr(parent, field, replacement)
    else:
        getattr(parent, field)[index] = replacement
    return True


def _statement(tree: ast.AST, path: Path) -> tuple[str, int]:
    for end in range(len(path), 0, -1):
        node = _at(tree, path[:end])
        if isinstance(node, ast.stmt):
            return ast.unparse(node).splitlines()[0].strip(), getattr(node, "lineno", 0)
    return "", 0


def put(field: str, value: Any) -> Build:
    """A change that sets a field of the node to another value."""

    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        setattr(changed, field, value)
        return changed

    return build


def put_item(field: str, index: int, value: ast.AST) -> Build:
    """A change that replaces one item in a list field of the node."""

    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        getattr(changed, field)[index] = value
        return changed

    return build


def drop(field: str, index: int) -> Build:
    """A change that deletes one item of a list field of the node."""

    def build(node: ast.AST) -> ast.AST:
        changed = copy.deepcopy(node)
        del getattr(changed, field)[index]
        return changed

    return build
