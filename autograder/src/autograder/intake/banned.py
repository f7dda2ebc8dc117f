"""Does a graded function call a library that already implements it?

Reads the syntax only.  A finding must be certain: a name that is imported elsewhere, to compare
results, is fine; only what the function itself, or a helper of the notebook that it uses, refers
to counts.  Names are resolved as Python does at the end of the notebook: the last binding wins.
"""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterable
from dataclasses import dataclass

from .python import bound_names, flat, tree_of

#: Libraries that hold answers.  sklearn.datasets holds data only.
BANNED = frozenset(
    {"autograd", "catboost", "cupy", "flax", "haiku", "jax", "jaxlib", "keras", "lightgbm", "mxnet", "paddle", "pandas",
     "polars", "scipy", "sklearn", "statsmodels", "tensorflow", "theano", "tinygrad", "torch", "xgboost"}
)  # fmt: skip
_DATA = "sklearn.datasets"
_IMPORTERS = frozenset({"__import__", "import_module"})


@dataclass(frozen=True)
class Finding:
    """An exercise that uses a library: which one, through which helpers (outermost first)."""

    library: str
    chain: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Library:
    name: str


@dataclass(frozen=True)
class _Code:
    """A function, class or lambda of the notebook."""

    node: ast.AST


@dataclass(frozen=True)
class _Alias:
    """Another name for, or an instance of, what a dotted name stands for."""

    root: str
    text: str


_Binding = _Library | _Code | _Alias | None


def find_banned(sources: Iterable[str], names: Iterable[str]) -> dict[str, Finding]:
    """The exercises among ``names`` that use a banned library.

    Args:
        sources: the code cells in the order in which they run.
        names: exercises.
    """
    bindings: dict[str, _Binding] = {}
    stars: list[str] = []
    for source in sources:
        tree = tree_of(source)
        if tree is not None:
            for node in flat(tree.body):
                _bind(node, bindings, stars)
    return {name: found for name in names if (found := _search(name, bindings, stars)) is not None}


def _bind(node: ast.stmt, bindings: dict[str, _Binding], stars: list[str]) -> None:
    if isinstance(node, ast.Import):
        for alias in node.names:
            # `import scipy.special` binds scipy; with `as` it binds the module itself.
            full = alias.name if alias.asname else alias.name.partition(".")[0]
            bindings[alias.asname or full] = _library(full, alias.name)
    elif isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                stars.append(module)
            else:
                bindings[alias.asname or alias.name] = _library(f"{module}.{alias.name}")
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        bindings[node.name] = _Code(node)
    elif isinstance(node, ast.Assign):
        for target in node.targets:
            for name in bound_names(target):
                bindings[name] = _value(node.value) if isinstance(target, ast.Name) else None
    elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor)):
        for name in bound_names(node.target):
            bindings[name] = _value(node.value) if isinstance(node, ast.AnnAssign) and node.value else None
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        for item in node.items:
            for name in bound_names(item.optional_vars) if item.optional_vars else ():
                bindings[name] = None
    elif isinstance(node, ast.Delete):
        for target in node.targets:
            if isinstance(target, ast.Name):
                bindings.pop(target.id, None)


def _library(bound: str, imported: str = "") -> _Binding:
    module = imported or bound
    if module.partition(".")[0] not in BANNED or f"{module}.".startswith(f"{_DATA}."):
        return None
    return _Library(module)


def _value(value: ast.expr) -> _Binding:
    if isinstance(value, ast.Lambda):
        return _Code(value)
    text = _dotted(value.func if isinstance(value, ast.Call) else value)
    # A call gives an instance only when it is a class by its name; a function gives data.
    if not text or (isinstance(value, ast.Call) and not text.rpartition(".")[2][:1].isupper()):
        return None
    return _Alias(text.partition(".")[0], text)


def _dotted(node: ast.expr) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _search(name: str, bindings: dict[str, _Binding], stars: list[str]) -> Finding | None:
    waiting: list[tuple[str, tuple[str, ...]]] = [(name, ())]
    seen = {name}
    while waiting:
        current, chain = waiting.pop(0)
        binding = bindings.get(current)
        if isinstance(binding, _Library):
            return Finding(binding.name, chain[:-1])
        if binding is None:
            if chain and current not in bindings and (star := _only_star(stars)) and not _well_known(current):
                return Finding(star, chain[:-1])
            continue
        if isinstance(binding, _Code):
            if library := _imports_inside(binding.node):
                return Finding(library, chain)
            used = _globals_of(binding.node)
        else:
            if f"{binding.text}.".startswith(f"{_DATA}."):
                continue
            used = {binding.root}
        for other in sorted(used - seen):
            seen.add(other)
            waiting.append((other, (*chain, other)))
    return None


def _well_known(name: str) -> bool:
    import numpy as np  # late: only a notebook with star imports needs it

    return hasattr(builtins, name) or hasattr(np, name)


def _only_star(stars: list[str]) -> str:
    """The banned library of the only star import: an unknown name can come from nowhere else."""
    modules = set(stars)
    module = modules.pop() if len(modules) == 1 else ""
    return module if isinstance(_library(module), _Library) else ""


def _imports_inside(node: ast.AST) -> str:
    for inner in ast.walk(node):
        names: list[str] = []
        if isinstance(inner, ast.Import):
            names = [alias.name for alias in inner.names]
        elif isinstance(inner, ast.ImportFrom) and not inner.level:
            names = [f"{inner.module}.{alias.name}" for alias in inner.names]
        elif isinstance(inner, ast.Call) and inner.args and isinstance(inner.args[0], ast.Constant):
            called = _dotted(inner.func).rpartition(".")[2]
            names = [str(inner.args[0].value)] if called in _IMPORTERS else []
        elif isinstance(inner, ast.Subscript) and _dotted(inner.value).endswith("modules"):
            names = [str(inner.slice.value)] if isinstance(inner.slice, ast.Constant) else []
        for found in names:
            if isinstance(library := _library(found), _Library):
                return library.name
    return ""


def _globals_of(node: ast.AST) -> set[str]:
    """Global names that a function or class refers to, by Python's own scoping."""
    body: ast.stmt = ast.Expr(node) if isinstance(node, ast.expr) else node  # type: ignore[assignment]
    try:
        text = ast.unparse(ast.Module([ast.fix_missing_locations(body)], []))
        table = symtable.symtable(text, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError):
        return set()
    found = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    waiting = list(table.get_children())
    while waiting:
        inner = waiting.pop()
        found.update(s.get_name() for s in inner.get_symbols() if s.is_global() and s.is_referenced())
        waiting.extend(inner.get_children())
    return found
