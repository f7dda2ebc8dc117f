"""Which names does a function use?  For asking whether one exercise calls another."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any


def names_used(thing: Any) -> set[str]:
    """The global names and attributes in the code of a function, or of a class's methods."""
    if inspect.isclass(thing):
        return set().union(*(names_used(item) for item in vars(thing).values()))
    inner = getattr(thing, "__func__", None) or getattr(thing, "__wrapped__", None)
    return _in_code(getattr(thing, "__code__", None)) | (names_used(inner) if inner is not None else set())


def reached(name: str, names: Mapping[str, Any]) -> set[str]:
    """Everything in a namespace that a function of it uses, and what that uses in turn; without the function itself."""
    found: set[str] = set()
    left = [name]
    while left:
        new = {used for used in names_used(names.get(left.pop())) if used in names} - found - {name}
        found |= new
        left += new
    return found


def _in_code(code: Any) -> set[str]:
    if code is None:
        return set()
    inner = [_in_code(item) for item in code.co_consts if hasattr(item, "co_names")]
    return set(code.co_names).union(*inner)
