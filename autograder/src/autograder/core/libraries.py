"""NumPy only inside graded functions: what counts is what a function reaches when it is called.

While a case runs, the other libraries are out of reach: they cannot be imported, and where the function would
find one of their objects (in a global, a closure, a default, a container) it finds an `Absent`, which raises
`LibraryUsedError` as soon as it is used.  Comparing with a library elsewhere in the notebook costs nothing, and
an import that never runs is no offence.  `check` and the judge's sandbox use the same code: the notebook gets
its objects back (`only_numpy`), a fork that only answers cases does not need them again (`banish`).

It is a rule of the course, not a wall: a student's zone decides nothing.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.machinery
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from types import FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from .reach import globals_of, reach, used_names

#: The one list of libraries that hold answers.
LIBRARIES = frozenset({
    "autograd", "catboost", "chainer", "cupy", "dask", "flax", "haiku", "jax", "jaxlib", "keras", "lightgbm", "mxnet",
    "numba", "optax", "paddle", "pandas", "polars", "pytorch_lightning", "scipy", "sklearn", "statsmodels", "sympy",
    "tensorflow", "theano", "tinygrad", "torch", "torchvision", "transformers", "xgboost",
})  # fmt: skip
#: What an absent library says; the judge knows the sentence again (`library_of`).
SAY = "채점하는 함수 안에서는 NumPy와 파이썬 표준 라이브러리만 쓸 수 있어요: {library}"
_SAID = re.compile(re.escape(SAY).replace(re.escape("{library}"), r"([a-z_]{1,20})"))

_modules = sys.modules
_kept: list[Any] = []
_meta_path = sys.meta_path
_type, _isinstance, _str, _list, _dict, _getattr = type, isinstance, str, list, dict, getattr
_tuple, _any, _all, _zip, _len, _id, _vars, _setattr = tuple, any, all, zip, len, id, vars, setattr
_Exception, _ValueError, _AttributeError = Exception, ValueError, AttributeError
_PathFinder, _FileFinder = importlib.machinery.PathFinder, importlib.machinery.FileFinder
_ufunc = np.ufunc
_suppress, _fromkeys, _referents = contextlib.suppress, dict.fromkeys, gc.get_referents
#: What NumPy itself holds, before a student may have put anything there.
_NUMPY = frozenset(map(id, vars(np).values()))
#: Values that hold nothing.
PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes, range})
#: So many containers are looked into, so deep: a notebook may hold a lot of data.
MOST, DEEPEST = 20_000, 12
#: Objects of these packages hold whatever they are given (sets, queues, `partial`, generators): looked into as a whole.
_HOLDERS = frozenset({"builtins", "collections", "functools", "itertools", "operator", "queue", "types", "weakref"})
#: An sklearn data set is data, not an answer.
_DATA = frozenset({"Bunch"})


class LibraryUsedError(ImportError):
    """A graded function uses another library than NumPy and the standard library."""

    def __init__(self, library: str) -> None:
        super().__init__(SAY.format(library=library), name=library)


_LibraryUsedError = LibraryUsedError


def library_of(message: str) -> str:
    """The library that an absent object named in its message, "" for any other message."""
    found = _SAID.fullmatch(message)
    return found[1] if found and found[1] in LIBRARIES else ""


class Absent:
    """Stands where a library's object was; any use of it raises `LibraryUsedError`."""

    def __init__(self, library: str) -> None:
        self.__dict__["_library"] = library

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise _LibraryUsedError(self.__dict__["_library"])

    __call__ = __getattr__ = __getitem__ = __setitem__ = __iter__ = __next__ = __contains__ = __len__ = _refuse
    __array__ = __enter__ = __index__ = __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __floordiv__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __matmul__ = __rmatmul__ = __pow__ = __rpow__ = __neg__ = __abs__ = __float__ = __int__ = _refuse


class Blocker:
    """A finder that refuses the libraries."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        """Refuse a library, leave the rest to the next finder.

        Raises:
            LibraryUsedError: the module belongs to such a library.
        """
        library = name.partition(".")[0]
        if library in LIBRARIES:
            raise _LibraryUsedError(library)


@contextlib.contextmanager
def only_numpy(names: dict[str, Any], function: str) -> Iterator[None]:
    """While this lasts, the libraries are out of reach of a function that finds its globals in ``names``.

    Everything is put back at the end, also into containers.  For the student's own kernel, where only that is
    touched which the function can reach by name.
    """
    loaded = _loaded()
    sweeper = _Sweeper()
    try:
        for module in loaded:
            del _modules[module]
        _meta_path.insert(0, Blocker)
        if loaded:
            found = reach(function, names)
            sweeper.sweep(names, found)
            # A copy of the names (with another function under this one) leaves the functions their own globals.
            for space in globals_of(found.values()):
                if space is not names:
                    used = set[str]().union(*map(used_names, found.values()))
                    sweeper.sweep(space, {name for start in used for name in reach(start, space)})
        yield
    finally:
        sweeper.undo()
        with _suppress(_ValueError):
            _meta_path.remove(Blocker)
        _modules.update(loaded)


def banish(home: str, *spaces: dict[str, Any]) -> None:
    """Take the libraries out of this process for good, and their objects out of the given namespaces.

    Modules that the student wrote below ``home`` are swept, too.

    Runs once, in the notebook process when its cells have run, not in each snapshot: a fork that
    touches hundreds of modules copies their pages.  For the same reason nothing is freed.
    """
    loaded = _loaded()
    if loaded:
        sweeper = _Sweeper()
        for names in (*spaces, *_own_modules(home)):
            sweeper.sweep(names)
        _kept.append(sweeper)
    for name, module in loaded.items():
        del _modules[name]
        _empty(module, name.partition(".")[0])
    _meta_path.insert(0, Blocker)
    for finder in (_PathFinder, _FileFinder):  # whoever takes the first finder away meets the others
        _guard(finder)


def absent_for(module: str) -> Absent | None:
    """What to bind in place of a module of one of the libraries, or of a name from it; None for any other module."""
    library = module.partition(".")[0]
    return Absent(library) if library in LIBRARIES else None


def _loaded() -> dict[str, Any]:
    return {name: module for name, module in _list(_modules.items()) if name.partition(".")[0] in LIBRARIES}


def _own_modules(home: str) -> list[dict[str, Any]]:
    """Names of modules that the student wrote beside the notebook, and of those in which he may have left something."""
    folder = os.path.join(home, "")
    return [
        _vars(module) for name, module in _list(_modules.items())
        if name in ("numpy", "math") or str(_getattr(module, "__file__", None) or "").startswith(folder)
    ]  # fmt: skip


def _owner(value: Any) -> str:
    """The library that a value belongs to, "" for everything else."""
    try:
        if _isinstance(value, Absent):
            return ""
        if _isinstance(value, ModuleType):
            name = value.__name__
        else:
            name = _getattr(value, "__module__", None) or _type(value).__module__
        library = name.partition(".")[0] if _isinstance(name, _str) else ""
    except _Exception:
        return ""
    return library if library in LIBRARIES and _type(value).__name__ not in _DATA else ""


def _empty(module: Any, library: str) -> None:
    """Whoever still holds a function of it finds nothing that it could work with."""
    try:
        space = _vars(module)
        _kept.append((module, _list(space.values())))
        space.update(_fromkeys(space, Absent(library)))
    except _Exception:  # somebody put another object into sys.modules
        _kept.append(module)


def _guard(finder: Any) -> None:
    find = finder.find_spec

    def find_spec(*args: Any, **kwargs: Any) -> Any:
        for arg in args:
            if _isinstance(arg, _str):
                Blocker.find_spec(arg)
        return find(*args, **kwargs)

    finder.find_spec = find_spec


class _Sweeper:
    """Takes the libraries' objects out of what a notebook holds: containers, closures, defaults, attributes."""

    def __init__(self) -> None:
        self._ufuncs = _ufuncs()
        self._left = MOST
        #: By identity: the object, which is so kept alive, and what stands in its place.
        self._seen: dict[int, tuple[Any, Any]] = {}
        self._undo: list[Callable[[], Any]] = []

    def sweep(self, names: dict[Any, Any], only: Iterable[Any] | None = None) -> None:
        """Sweep a namespace, or some of its names, and all that is reached from there."""
        self._entries(names, 0, only)

    def undo(self) -> None:
        """Put everything back."""
        while self._undo:
            with _suppress(_Exception):
                self._undo.pop()()

    def _library(self, value: Any) -> str:
        return _owner(value) or ("scipy" if _id(value) in self._ufuncs else "")

    def _swept(self, value: Any, depth: int) -> Any:
        """The value, or what stands in its place; containers are changed where they are."""
        kind = _type(value)
        if kind in PLAIN or kind is Absent:
            return value
        if library := self._library(value):
            return Absent(library)
        if _id(value) in self._seen:
            return self._seen[_id(value)][1]
        if depth > DEEPEST or self._left <= 0:
            return value
        self._left -= 1
        self._seen[_id(value)] = value, value  # also for a container that holds itself
        with _suppress(_Exception):  # an object may refuse whatever it likes
            self._seen[_id(value)] = value, self._inside(value, kind, depth + 1)
        return self._seen[_id(value)][1]

    def _inside(self, value: Any, kind: type, depth: int) -> Any:
        if kind is _tuple:
            parts = [self._swept(part, depth) for part in value]
            return value if _all(a is b for a, b in _zip(parts, value, strict=True)) else _tuple(parts)
        if kind is _list:
            if _len(value) <= MOST:
                self._items(value, depth)
        elif _isinstance(value, _dict):
            self._entries(value, depth)
        elif kind is FunctionType:
            self._function(value, depth)
        elif kind is MethodType or kind is partial:
            inner = value.__self__ if kind is MethodType else (value.func, value.args, value.keywords)
            return value if self._swept(inner, depth) is inner else Absent(self._held(value))
        elif _getattr(kind if not _isinstance(value, _type) else value, "__module__", "") == "__main__":
            self._attributes(value, depth)
        elif library := self._held(value):
            return Absent(library)
        return value

    def _items(self, items: list[Any], depth: int) -> None:
        for at, part in enumerate(_list(items)):
            if (clean := self._swept(part, depth)) is not part:
                items[at] = clean
                self._undo.append(partial(items.__setitem__, at, part))

    def _entries(self, names: dict[Any, Any], depth: int, only: Iterable[Any] | None = None) -> None:
        if _len(names) <= MOST:
            for key in _list(names if only is None else only):
                part = names[key]
                if (clean := self._swept(part, depth)) is not part:
                    names[key] = clean
                    self._undo.append(partial(names.__setitem__, key, part))

    def _attributes(self, value: Any, depth: int) -> None:
        names = _list(_vars(value)) if hasattr(value, "__dict__") else []
        slots = _getattr(_type(value), "__slots__", ())
        for name in [*names, *((slots,) if _isinstance(slots, _str) else slots)]:
            with _suppress(_AttributeError):
                part = _vars(value)[name] if name in names else _getattr(value, name)
                if (clean := self._swept(part, depth)) is not part:
                    _setattr(value, name, clean)
                    self._undo.append(partial(_setattr, value, name, part))

    def _function(self, function: Any, depth: int) -> None:
        defaults = function.__defaults__
        if (clean := self._swept(defaults, depth)) is not defaults:
            function.__defaults__ = clean
            self._undo.append(partial(_setattr, function, "__defaults__", defaults))
        if function.__kwdefaults__:
            self._entries(function.__kwdefaults__, depth)
        self._entries(_vars(function), depth)
        for cell in function.__closure__ or ():
            with _suppress(_ValueError):  # an empty cell
                part = cell.cell_contents
                if (clean := self._swept(part, depth)) is not part:
                    cell.cell_contents = clean
                    self._undo.append(partial(_setattr, cell, "cell_contents", part))

    def _held(self, value: Any) -> str:
        """The library of an object inside a container that cannot be taken apart: a set, a queue, a bound method."""
        seen: dict[int, Any] = {}
        waiting = [value]
        while waiting and _len(seen) < MOST:
            item = waiting.pop()
            kind = _type(item)
            if kind in PLAIN or _id(item) in seen:
                continue
            seen[_id(item)] = item
            if library := self._library(item):
                return library
            package = kind.__module__.partition(".")[0]
            # A function's globals are swept by themselves, and modules and classes hold half the interpreter.
            if package in _HOLDERS and not _isinstance(item, (ModuleType, FunctionType, _type)):
                waiting += _referents(item)
            elif kind.__module__ == "numpy" and _getattr(_getattr(item, "dtype", None), "hasobject", False):
                waiting += item.ravel().tolist()[:MOST]
            elif kind.__module__.startswith("numpy") and kind.__name__ == "vectorize":
                waiting += _list(_vars(item).values())
        return ""


def _ufuncs() -> set[int]:
    """SciPy's compiled ufuncs: they do not say where they come from."""
    special = _modules.get("scipy.special")
    if special is None:
        return set()
    return {_id(value) for value in _vars(special).values() if _isinstance(value, _ufunc)} - _NUMPY
