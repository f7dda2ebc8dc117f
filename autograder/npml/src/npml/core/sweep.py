"""Takes the libraries' objects out of everything that a notebook holds, and puts them back."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import lru_cache, partial
from itertools import islice
from types import CodeType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any
from weakref import ReferenceType

import numpy as np

from .absent import LIBRARIES, Absent, owner, package_of

# Bound at import, because a student's code that runs later may replace these names.
_modules, _ufunc = sys.modules, np.ufunc
_type, _isinstance, _str, _list, _dict, _getattr = type, isinstance, str, list, dict, getattr
_tuple, _any, _all, _zip, _len, _id, _vars, _setattr = tuple, any, all, zip, len, id, vars, setattr
_set, _frozenset, _deque, _ndarray, _map, _enumerate, _islice = set, frozenset, deque, np.ndarray, map, enumerate, islice
_set_attribute, _Reference, _ContextVar, _Cached = object.__setattr__, ReferenceType, ContextVar, type(lru_cache(len))
_object, _hasattr, _Exception, _ValueError, _AttributeError = object, hasattr, Exception, ValueError, AttributeError
_suppress, _referents = contextlib.suppress, gc.get_referents
#: Identities of what NumPy's namespace holds, before a student's code may add to it.
_NUMPY = frozenset(map(id, vars(np).values()))
#: How many names each module had before a student's code ran (`remember_modules`).
_sizes: dict[str, int] = {}
#: Types of values that hold no other object, or none that a function could use.
PLAIN = frozenset({
    type(None), bool, int, float, complex, str, bytes, range, slice, CodeType, FrameType, TracebackType, Absent,
    *np.sctypeDict.values(),
}) - {np.object_, np.void}  # fmt: skip
#: At most this many objects are looked into, and this deep: a notebook may hold a lot of data.
MOST, DEEPEST = 20_000, 12
#: Containers that need no closer look when they hold plain values only.
_ROWS = frozenset({tuple, list, set, frozenset, deque})
#: Types whose instances have no attributes of their own.
_BARE = frozenset({*_ROWS, dict, np.ndarray})
_FOREIGN = sys.stdlib_module_names | {"numpy"}
_FOLLOWED = _FOREIGN | {"__main__"}
#: Where Python and the installed packages lie.
_PYTHON = tuple(os.path.join(folder, "") for folder in (sys.prefix, sys.base_prefix))
#: Name of the type of the links that a cache of `lru_cache` consists of.
_LINK = "_lru_list_elem"


def is_installed(file: Any) -> bool:
    """Whether a file belongs to Python or to an installed package."""
    return _isinstance(file, _str) and (file.startswith(_PYTHON) or "-packages" in file)


def remember_modules() -> None:
    """Note how many names each module has, before a student's code may add any."""
    _sizes.clear()
    for name, module in _list(_modules.items()):
        if package_of(name) not in LIBRARIES and _isinstance(module, ModuleType):
            _sizes[name] = _len(_vars(module))


class Sweeper:
    """Replaces the libraries' objects by `Absent` in everything that a notebook holds.

    Containers, closures, defaults and attributes are changed in place.  An object that holds one of the libraries'
    objects but cannot be changed (an iterator, a bound method, a wrapper) is replaced as a whole.

    Args:
        home: the folder below which the student's own modules lie.
    """

    def __init__(self, home: str) -> None:
        self._ufuncs = _ufuncs()
        self._left = MOST
        #: The library of the object that was found last.
        self._last = ""
        self._home = os.path.join(home, "")
        self._own = {package_of(name) for name, module in _list(_modules.items()) if self._below_home(module)}
        #: By identity: the object, kept alive so that the identity stays its own, and the object to use in its place.
        self._seen: dict[int, tuple[Any, Any]] = {}
        self._undo: list[Callable[[], Any]] = []
        #: Classes of the notebook whose instances hold attributes only, and the names of each class's slots.
        self._simple: set[type] = set()
        self._slots: dict[type, list[str]] = {}

    def sweep(self, names: dict[Any, Any], only: Iterable[Any] | None = None) -> None:
        """Sweep a namespace, or some of its names, and all that is reached from there."""
        self._entries(names, 0, only)

    def sweep_modules(self) -> None:
        """Sweep the student's own modules, and what the student's code has added to others."""
        for name, module in _list(_modules.items()):
            with _suppress(_Exception):  # somebody put another object into sys.modules
                space = _vars(module)
                if package_of(name) in LIBRARIES and not self._below_home(module):
                    continue  # emptied as a whole, or left alone with the library that needs it
                if self._below_home(module) or (name not in _sizes and _is_made(module)):
                    self.sweep(space)
                if name in _sizes and _len(space) > _sizes[name]:
                    self.sweep(space, _list(space)[_sizes[name] :])
                if name in ("numpy", "math", "builtins"):  # in these also names that were there before
                    self._at_hand(space, 0)

    def undo(self) -> None:
        """Put everything back."""
        while self._undo:
            with _suppress(_Exception):
                self._undo.pop()()

    def _library(self, value: Any) -> str:
        return owner(value) or ("scipy" if _id(value) in self._ufuncs else "")

    def _below_home(self, module: Any) -> bool:
        place = _str(_getattr(module, "__file__", None) or "")
        return place.startswith(self._home) and not is_installed(place)  # packages may be installed below it

    def _is_followed(self, package: str) -> bool:
        """Whether to look into a package's objects: the notebook's, Python's and NumPy's, but not (say) a plot's."""
        return package in _FOLLOWED or package in self._own or package not in _modules

    def _swept(self, value: Any, depth: int) -> Any:
        """The value, or what is to be used in its place."""
        kind = _type(value)
        if kind in PLAIN or (kind in _ROWS and PLAIN.issuperset(_map(_type, value))):
            return value
        if kind is _ndarray and not value.dtype.hasobject:
            return value
        if _id(value) in self._seen:
            return self._seen[_id(value)][1]
        if kind not in self._simple and (library := self._library(value)):
            self._last = library
            return Absent(library)
        if depth > DEEPEST or self._left <= 0:
            return value
        self._left -= 1
        self._seen[_id(value)] = value, value  # also for a container that holds itself
        with _suppress(_Exception):  # an object may refuse whatever it likes
            self._seen[_id(value)] = value, self._inside(value, kind, depth + 1)
        return self._seen[_id(value)][1]

    def _inside(self, value: Any, kind: type, depth: int) -> Any:
        if kind in self._simple:
            self._attributes(value, depth)
        elif _isinstance(value, (_tuple, _frozenset)):
            parts = [self._swept(part, depth) for part in value]
            if _any(a is not b for a, b in _zip(parts, value, strict=True)):
                return (_tuple if _isinstance(value, _tuple) else _frozenset).__new__(kind, parts)
        elif _isinstance(value, (_list, _deque)):
            self._items(value, _enumerate(value), depth)
        elif _isinstance(value, _dict):
            self._entries(value, depth)
        elif _isinstance(value, _set):
            self._members(value, depth)
        elif _isinstance(value, _ndarray):
            if value.dtype.kind == "O":
                self._items(value.flat, _enumerate(value.flat), depth)
            elif value.dtype.hasobject:  # records
                return self._whole(value, value.ravel()[:MOST].tolist(), depth)
        elif kind is FunctionType:
            self._function(value, depth)
        elif _isinstance(value, ModuleType):
            if self._below_home(value) or _is_made(value) or self._came_later(value.__name__):
                self._entries(_vars(value), depth)
        elif not self._is_followed(package_of(value.__module__ if _isinstance(value, _type) else kind.__module__)):
            if _hasattr(value, "__dict__") and not _isinstance(value, _type):
                self._at_hand(_vars(value), depth)
            return value
        elif _isinstance(value, _type):
            if package_of(value.__module__) not in _FOREIGN:
                self._attributes_of_class(value, depth)
        else:
            if _all(base is _object or package_of(base.__module__) not in _FOREIGN for base in kind.__mro__):
                self._simple.add(kind)
            self._attributes(value, depth)
            return self._whole(value, _parts(value, kind), depth)
        if kind not in _BARE and _hasattr(value, "__dict__") and not _isinstance(value, (_type, ModuleType)):
            self._attributes(value, depth)
        return value

    def _whole(self, value: Any, parts: Iterable[Any], depth: int) -> Any:
        """An object that cannot be changed: itself if all its parts may stay, else an `Absent`."""
        swept = [self._swept(part, depth) is part for part in parts]
        return value if _all(swept) else Absent(self._last)

    def _came_later(self, name: str) -> bool:
        """Whether the notebook was the first to load a module of the standard library or of NumPy."""
        return _len(_sizes) > 0 and name not in _sizes and package_of(name) in _FOREIGN

    def _items(self, items: Any, parts: Iterable[tuple[int, Any]], depth: int) -> None:
        for at, part in _list(_islice(parts, MOST)):
            if (clean := self._swept(part, depth)) is not part:
                items[at] = clean
                self._undo.append(partial(items.__setitem__, at, part))

    def _members(self, items: set[Any], depth: int) -> None:
        for part in _list(items)[:MOST]:
            if (clean := self._swept(part, depth)) is not part:
                items.remove(part)
                items.add(clean)
                self._undo += [partial(items.add, part), partial(items.remove, clean)]

    def _entries(self, names: dict[Any, Any], depth: int, only: Iterable[Any] | None = None) -> None:
        if _len(names) > MOST or (PLAIN.issuperset(_map(_type, names.values())) and PLAIN.issuperset(_map(_type, names))):
            return
        for key in _list(names if only is None else only):
            part = names[key]
            if (clean := self._swept(part, depth)) is not part:
                names[key] = clean
                self._undo.append(partial(names.__setitem__, key, part))
        if only is None and not PLAIN.issuperset(_map(_type, names)):
            before = _list(names.items())
            after = [(self._swept(key, depth), value) for key, value in before]
            if _any(old[0] is not new[0] for old, new in _zip(before, after, strict=True)):
                _refill(names, after)
                self._undo.append(partial(_refill, names, before))

    def _at_hand(self, names: dict[Any, Any], depth: int) -> None:
        """Sweep, in a namespace that is not followed, only the names that are bound to a library's object itself."""
        self._entries(names, depth, [key for key, part in _list(names.items()) if self._library(part)])

    def _attributes(self, value: Any, depth: int) -> None:
        if _hasattr(value, "__dict__"):
            self._entries(_vars(value), depth)
        for name in self._slots_of(_type(value)):
            with _suppress(_AttributeError):
                part = _getattr(value, name)
                if (clean := self._swept(part, depth)) is not part:
                    _set_attribute(value, name, clean)
                    self._undo.append(partial(_set_attribute, value, name, part))

    def _slots_of(self, kind: type) -> list[str]:
        if kind not in self._slots:
            slots = [_vars(base).get("__slots__", ()) for base in kind.__mro__]
            self._slots[kind] = [name for some in slots for name in ((some,) if _isinstance(some, _str) else some)]
        return self._slots[kind]

    def _attributes_of_class(self, value: type, depth: int) -> None:
        for name, part in _list(_vars(value).items()):
            if (clean := self._swept(part, depth)) is not part:
                _type.__setattr__(value, name, clean)
                self._undo.append(partial(_type.__setattr__, value, name, part))

    def _function(self, function: Any, depth: int) -> None:
        defaults = function.__defaults__
        if (clean := self._swept(defaults, depth)) is not defaults:
            function.__defaults__ = clean
            self._undo.append(partial(_setattr, function, "__defaults__", defaults))
        if function.__kwdefaults__:
            self._entries(function.__kwdefaults__, depth)
        if package_of(function.__module__) in self._own:
            self._swept(_modules.get(function.__module__), depth)
        for cell in function.__closure__ or ():
            with _suppress(_ValueError):  # an empty cell
                part = cell.cell_contents
                if (clean := self._swept(part, depth)) is not part:
                    cell.cell_contents = clean
                    self._undo.append(partial(_setattr, cell, "cell_contents", part))


def _is_made(module: Any) -> bool:
    """Whether a module was made by code (`types.ModuleType`) and not imported."""
    return _getattr(module, "__spec__", None) is None


def _refill(names: dict[Any, Any], items: list[tuple[Any, Any]]) -> None:
    names.clear()
    for key, value in items:
        names[key] = value


def _parts(value: Any, kind: type) -> list[Any]:
    """The objects that an object of Python's or NumPy's own classes holds."""
    if _isinstance(value, _Reference):
        return [value()]
    if kind is _ContextVar:
        return [value.get(None)]
    parts = _referents(value)
    if kind is _Cached:  # never change its table, which the interpreter trusts: give the results in it
        parts = [part for found in parts for part in (found.values() if _type(found) is _dict else [found])]
        parts = [part for found in parts for part in (_referents(found) if _type(found).__name__ == _LINK else [found])]
    return parts


def _ufuncs() -> set[int]:
    """Identities of SciPy's compiled ufuncs, which do not say where they come from."""
    special = _modules.get("scipy.special")
    if special is None:
        return set()
    return {_id(value) for value in _vars(special).values() if _isinstance(value, _ufunc)} - _NUMPY
