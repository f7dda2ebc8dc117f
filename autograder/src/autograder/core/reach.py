"""Which global names of a notebook does a function use, directly or through the functions that it calls?"""

from __future__ import annotations

import dis
from collections.abc import Iterable, Mapping
from functools import partial
from types import CodeType, FunctionType
from typing import Any

# Bound here, before a student's code runs.
_instructions = dis.get_instructions
_GLOBALS = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})
_isinstance, _getattr, _vars, _list, _type = isinstance, getattr, vars, list, type
_Code, _Function, _partial, _Exception = CodeType, FunctionType, partial, Exception
#: A chain of wrappers or base classes is followed so far.
_DEEPEST = 8


def reach(name: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """The names that a function or class needs when it is called, itself among them, with what they are bound to.

    Args:
        name: of the function.
        names: the notebook's globals.
    """
    found: dict[str, Any] = {}
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in names and current not in found:
            found[current] = value = names[current]
            waiting += used_names(value)
    return found


def globals_of(values: Iterable[Any]) -> list[dict[str, Any]]:
    """The dictionaries in which the notebook's functions and methods among the values look up their globals."""
    found: dict[int, dict[str, Any]] = {}
    for value in values:
        methods = _vars(value).values() if _isinstance(value, _type) else (value,)
        for function in methods:
            if _isinstance(function, _Function) and function.__module__ == "__main__":
                found[id(function.__globals__)] = function.__globals__
    return _list(found.values())


def used_names(value: Any, depth: int = 0) -> set[str]:
    """Global names that appear in the code of a function, a class or a wrapper around one."""
    if depth > _DEEPEST:
        return set()
    try:
        if _isinstance(value, _Function):
            inner = [cell.cell_contents for cell in value.__closure__ or () if cell is not None]
            found = _code_names(value.__code__)
            return found.union(*(used_names(item, depth + 1) for item in inner if callable(item)))
        if _isinstance(value, _partial):
            return used_names(value.func, depth + 1)
        if _isinstance(value, _type) and value.__module__ == "__main__":
            parts = [*_vars(value).values(), *value.__bases__]
            return set().union(*(used_names(part, depth + 1) for part in parts))
        wrapped = _getattr(value, "__func__", None) or _getattr(value, "fget", None) or _getattr(value, "__wrapped__", None)
        return used_names(wrapped, depth + 1) if wrapped is not None else set()
    except _Exception:  # an object may refuse whatever it likes
        return set()


def _code_names(code: CodeType) -> set[str]:
    names = {str(step.argval) for step in _instructions(code) if step.opname in _GLOBALS}
    return names.union(*(_code_names(item) for item in code.co_consts if _isinstance(item, _Code)))
