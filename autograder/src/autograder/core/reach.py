"""Which global names of a notebook does a function use, directly or through the functions that it calls?"""

from __future__ import annotations

import contextlib
import dis
import sys
from collections.abc import Iterable, Mapping
from functools import partial
from types import CodeType, FunctionType
from typing import Any

# Bound here, before a student's code runs.
_instructions = dis.get_instructions
_GLOBALS = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})
_isinstance, _getattr, _vars, _list, _type = isinstance, getattr, vars, list, type
_Code, _Function, _partial, _Exception = CodeType, FunctionType, partial, Exception
_id, _suppress, _modules = id, contextlib.suppress, sys.modules
#: So many functions, classes and wrappers are looked at.
_MOST = 1000


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


def used_names(value: Any) -> set[str]:
    """Global names that appear in the code of a function, a class, or what they wrap and enclose; each looked at once."""
    found: set[str] = set()
    seen: dict[int, Any] = {}
    waiting = [value]
    while waiting and len(seen) < _MOST:
        item = waiting.pop()
        if _id(item) not in seen:
            seen[_id(item)] = item
            with _suppress(_Exception):  # an object may refuse whatever it likes
                found |= _code_names(item.__code__) if _isinstance(item, _Function) else set()
                waiting += _inside(item)
    return found


def _inside(value: Any) -> list[Any]:
    """The functions and classes that a function, class or wrapper consists of."""
    if _isinstance(value, _Function):
        found = [_getattr(value, "__wrapped__", None)]
        for cell in value.__closure__ or ():
            with _suppress(ValueError):  # an empty cell
                found.append(cell.cell_contents)
        return [item for item in found if callable(item)]
    if _isinstance(value, _partial):
        return [value.func]
    if _isinstance(value, _type):
        # Of the notebook, or of a unit's reference; the classes of modules are not looked into.
        foreign = value.__module__ in _modules and value.__module__ != "__main__"
        return [] if foreign else [*_vars(value).values(), *value.__bases__]
    wrapped = [_getattr(value, name, None) for name in ("__func__", "fget", "__wrapped__")]
    return [item for item in wrapped if item is not None]


def _code_names(code: CodeType) -> set[str]:
    names = {str(step.argval) for step in _instructions(code) if step.opname in _GLOBALS}
    return names.union(*(_code_names(item) for item in code.co_consts if _isinstance(item, _Code)))
