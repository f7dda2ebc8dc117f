"""Which global names of a notebook does a function use, directly or through the functions that it calls?"""

from __future__ import annotations

import contextlib
import dis
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping
from functools import partial
from itertools import islice
from types import CodeType, FunctionType, MappingProxyType, ModuleType, SimpleNamespace
from typing import Any

# Bound at import, because a student's code that runs later may replace these names.
_instructions = dis.get_instructions
_GLOBALS = frozenset({"LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"})
_STORES = frozenset({"STORE_GLOBAL"})
_isinstance, _getattr, _vars, _list, _type, _dict = isinstance, getattr, vars, list, type, dict
_islice, _MappingProxy, _Module = islice, MappingProxyType, ModuleType
_PLAIN_OBJECTS = (SimpleNamespace, Namespace)
_Code, _Function, _partial, _Exception = CodeType, FunctionType, partial, Exception
_id, _suppress, _modules = id, contextlib.suppress, sys.modules
#: At most this many objects are looked at for one name, and as many items of one container.
_MOST = 1000


def reach(name: str, names: Mapping[str, Any]) -> dict[str, Any]:
    """The globals that a function or class needs when it is called, itself among them, with their values.

    Args:
        name: the global name of the function or class.
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
    """The namespaces in which the notebook's functions and methods among the values look up their globals."""
    found: dict[int, dict[str, Any]] = {}
    for value in values:
        methods = _vars(value).values() if _isinstance(value, _type) else (value,)
        for function in methods:
            if _isinstance(function, _Function) and function.__globals__.get("__name__") == "__main__":
                found[id(function.__globals__)] = function.__globals__
    return _list(found.values())


def stored_names(values: Iterable[Any]) -> set[str]:
    """Global names that functions and methods among the values assign when they are called: counters, caches."""
    found: set[str] = set()
    for value in values:
        for function in (value, *(_vars(value).values() if _isinstance(value, _type) else ())):
            if _isinstance(function, _Function):
                found |= _code_names(function.__code__, _STORES)
    return found


def used_names(value: Any) -> set[str]:
    """Global names in the code of a function or class and of everything that it holds, wraps or encloses."""
    found: set[str] = set()
    seen: dict[int, Any] = {}
    waiting = [value]
    while waiting and len(seen) < _MOST:
        item = waiting.pop()
        if _id(item) not in seen:
            seen[_id(item)] = item
            with _suppress(_Exception):  # an object may refuse whatever it likes
                found |= _code_names(item.__code__) if _isinstance(item, _Function) else set()
                waiting += inside(item)
    return found


def inside(value: Any) -> list[Any]:
    """The objects that a function, class, wrapper, container or object of the notebook directly consists of."""
    if _isinstance(value, _Function):
        found = [
            _getattr(value, "__wrapped__", None),
            *(value.__defaults__ or ()),
            *(value.__kwdefaults__ or {}).values(),
        ]
        found += _vars(value).values()
        for cell in value.__closure__ or ():
            with _suppress(ValueError):  # an empty cell
                found.append(cell.cell_contents)
        return found
    if _isinstance(value, (_dict, _MappingProxy)):
        return _list(_islice(value.values(), _MOST))
    if _isinstance(value, (_list, tuple, set, frozenset)):
        return _list(_islice(value, _MOST))
    if _isinstance(value, _partial):
        return [value.func, *value.args, *value.keywords.values()]
    if _isinstance(value, _type):
        # Looked into are classes of the notebook and of a unit's reference (which is no module), not those of modules.
        foreign = value.__module__ in _modules and value.__module__ != "__main__"
        return [] if foreign else [*_vars(value).values(), *value.__bases__]
    if is_own(value):
        return [_type(value), *_vars(value).values()]
    wrapped = [_getattr(value, name, None) for name in ("__func__", "__self__", "fget", "__wrapped__", "pyfunc")]
    return [item for item in wrapped if item is not None and not _isinstance(item, _Module)]


def is_own(value: Any) -> bool:
    """Whether a value is an instance with attributes: of a class of the notebook, or a plain namespace object."""
    kind = _type(value)
    named = kind.__module__ == "__main__" or kind in _PLAIN_OBJECTS
    return named and not _isinstance(value, _type) and hasattr(value, "__dict__")


def _code_names(code: CodeType, operations: frozenset[str] = _GLOBALS) -> set[str]:
    names = {str(step.argval) for step in _instructions(code) if step.opname in operations}
    return names.union(*(_code_names(item, operations) for item in code.co_consts if _isinstance(item, _Code)))
