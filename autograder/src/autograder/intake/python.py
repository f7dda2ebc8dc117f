"""A cell's source as Python: IPython's magics resolved, nothing executed."""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache, lru_cache
from typing import Any

#: Cell magics that run their body in the notebook itself.
_TRANSPARENT = re.compile(r"\A\s*%%(?:time|timeit|capture|prun)\b[^\n]*\n")
_MAGIC = re.compile(r"(?:^|=)[ \t]*[%!?]|\?[ \t]*$", re.M)


@cache
def _transformer() -> Any:
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()  # type: ignore[no-untyped-call]


#: Trees of released cells: most of a submission's cells are as they were handed out.
_released: dict[str, ast.Module | None] = {}


def tree_of(source: str) -> ast.Module | None:
    """The cell's syntax tree, or None when Python cannot read it (then it cannot run either).

    Do not change it: it is asked for several times.  `forget` drops what is remembered of a submission.
    """
    return _released[source] if source in _released else _tree_of(source)


def remember(source: str) -> None:
    """Keep the tree of a released cell for all submissions to come."""
    _released[source] = _tree_of(source)


@lru_cache(maxsize=4096)
def _tree_of(source: str) -> ast.Module | None:
    source = _TRANSPARENT.sub("", source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # invalid escapes in a student's text are not our news
        try:
            return ast.parse(source)
        except (ValueError, RecursionError, MemoryError):
            return None
        except SyntaxError:
            if not _MAGIC.search(source):
                return None
        try:
            return ast.parse(str(_transformer().transform_cell(source)))
        except Exception:
            return None


def forget() -> None:
    """Drop the remembered trees of a submission."""
    _tree_of.cache_clear()


def bound_names(target: ast.AST) -> list[str]:
    """Names that an assignment's target binds."""
    return [node.id for node in ast.walk(target) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]


def defined_names(tree: ast.Module | None) -> set[str]:
    """Top-level names that a cell binds by def, class, import or assignment."""
    names: set[str] = set()
    for node in [] if tree is None else flat(tree.body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Assign):
            names.update(name for target in node.targets for name in bound_names(target))
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign)):
            names.update(bound_names(node.target))
    return names


def flat(body: list[ast.stmt]) -> list[ast.stmt]:
    """Statements of a module in order, those inside if, try, with and loops included."""
    found: list[ast.stmt] = []
    for node in body:
        found.append(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        for part in ("body", "handlers", "orelse", "finalbody"):
            for inner in getattr(node, part, []):
                found.extend(flat(inner.body) if isinstance(inner, ast.ExceptHandler) else flat([inner]))
    return found
