"""What of a cell can still run when one of its statements fails: each statement stands for itself.

A line that only works at the student's home (a drive, a font, a data file, a missing package, `input()`) costs
nothing but itself.  A statement that failed as a whole is tried in parts: an import of several modules one by
one, the definitions inside an `if` or `with`, a function without annotations and decorators that are not there.
"""

from __future__ import annotations

import ast
import copy
from typing import Any

from ..core.libraries import absent_for

# Bound here, before a student's code runs.
_walk, _Name, _Store, _isinstance, _getattr = ast.walk, ast.Name, ast.Store, isinstance, getattr
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)
_BLOCKS = (ast.If, ast.With, ast.AsyncWith, ast.Try, ast.For, ast.AsyncFor, ast.While)
_MOST_NAMES = 20


def parts_of(node: Any) -> list[ast.stmt]:
    """Statements to try in place of one that failed, in order; none when there is nothing smaller in it."""
    if _isinstance(node, _IMPORTS):
        if len(node.names) < 2:
            return []
        return [_with(node, names=[alias]) for alias in node.names]
    if _isinstance(node, _BLOCKS):
        return _definitions_in(node)
    if _isinstance(node, _DEFINITIONS):
        for stripper in (_WithoutAnnotations, _WithoutDecorators):
            plain = stripper().visit(copy.deepcopy(node))
            if ast.dump(plain) != ast.dump(node):
                return [plain]  # and if that fails, it is taken apart in turn
    return []


def absent_names(node: Any) -> dict[str, Any]:
    """What a failed import of one of the libraries would have bound, as objects that name the library when used."""
    found: dict[str, Any] = {}
    if _isinstance(node, ast.Import):
        for alias in node.names:
            found[alias.asname or alias.name.partition(".")[0]] = absent_for(alias.name)
    elif _isinstance(node, ast.ImportFrom) and not node.level:
        for alias in node.names:
            found[alias.asname or alias.name] = absent_for(node.module or "")
    return {name: value for name, value in found.items() if value is not None and name != "*"}


def names_of(node: Any) -> list[str]:
    """The names that a statement would have bound."""
    found: dict[str, None] = {}
    if _isinstance(node, _DEFINITIONS):
        found[node.name] = None
    elif _isinstance(node, _IMPORTS):
        for alias in node.names:
            found[(alias.asname or alias.name).partition(".")[0]] = None
    else:
        inner: Any
        for inner in _walk(node):
            if _isinstance(inner, _Name) and _isinstance(inner.ctx, _Store):
                found[inner.id] = None
            elif _isinstance(inner, _DEFINITIONS):
                found[inner.name] = None
    return list(found)[:_MOST_NAMES]


def _with(node: Any, **changes: Any) -> ast.stmt:
    made = copy.copy(node)
    for field, value in changes.items():
        setattr(made, field, value)
    return made  # type: ignore[no-any-return]


def _definitions_in(node: ast.AST) -> list[ast.stmt]:
    found: list[ast.stmt] = []
    for field in ("body", "handlers", "orelse", "finalbody"):
        for inner in _getattr(node, field, []):
            if _isinstance(inner, (*_DEFINITIONS, *_IMPORTS)):
                found.append(inner)
            elif _isinstance(inner, (*_BLOCKS, ast.ExceptHandler)):
                found += _definitions_in(inner)
    return found


class _WithoutAnnotations(ast.NodeTransformer):
    """Annotations are evaluated when a function is defined, although nothing depends on them."""

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """A parameter."""
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function's result."""
        node.returns = None
        return self.generic_visit(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        """A function's result."""
        node.returns = None
        return self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """An attribute or variable; a data class needs some annotation to know its fields."""
        node.annotation = ast.copy_location(ast.Name("object", ast.Load()), node.annotation)
        return node


class _WithoutDecorators(ast.NodeTransformer):
    """A decorator of a missing package (a timer, a type checker) takes its function along."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Python's own decorators, which make a method what it is, stay."""
        node.decorator_list = [item for item in node.decorator_list if _own(item)]
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """A class and its methods."""
        node.decorator_list = []
        return self.generic_visit(node)


def _own(decorator: Any) -> bool:
    name = decorator.attr if _isinstance(decorator, ast.Attribute) else _getattr(decorator, "id", "")
    return name in ("staticmethod", "classmethod", "property", "setter", "getter", "deleter")
