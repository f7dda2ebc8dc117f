"""NumPy only inside graded functions: other libraries are out of reach once the cells have run.

Not a wall (a student's zone decides nothing), but it turns "SciPy did it" into an ImportError.
"""

from __future__ import annotations

import contextlib
import importlib.machinery
import sys
from functools import partial
from types import FunctionType, MethodType, ModuleType
from typing import Any

LIBRARIES = frozenset({
    "cupy", "jax", "jaxlib", "keras", "lightgbm", "numba", "pandas", "polars", "scipy", "sklearn", "statsmodels",
    "sympy", "tensorflow", "theano", "torch", "torchvision", "xgboost",
})  # fmt: skip
SAY = "only NumPy and the standard library are available here"

_modules = sys.modules
_kept: list[Any] = []
_meta_path = sys.meta_path
_type, _isinstance, _str, _list, _dict, _getattr = type, isinstance, str, list, dict, getattr
_tuple, _all, _zip, _len, _id, _vars, _setattr = tuple, all, zip, len, id, vars, setattr
_Exception, _ValueError, _ImportError = Exception, ValueError, ImportError
_PathFinder, _FileFinder = importlib.machinery.PathFinder, importlib.machinery.FileFinder
_suppress, _fromkeys = contextlib.suppress, dict.fromkeys
#: Values that hold nothing.
PLAIN = frozenset({type(None), bool, int, float, complex, str, bytes, range})
#: So many containers are looked into, so deep: a notebook may hold a lot of data.
MOST, DEEPEST = 20_000, 12


class Absent:
    """Stands where a forbidden library's object was."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise _ImportError(SAY)

    __call__ = __getattr__ = _refuse


ABSENT = Absent()


class Blocker:
    """A finder that refuses the libraries."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        """Refuse a library, leave the rest to the next finder.

        Raises:
            ImportError: the module belongs to a forbidden library.
        """
        if name.partition(".")[0] in LIBRARIES:
            raise _ImportError(SAY, name=name)


def _owner(value: Any) -> str:
    """Top-level package that a value belongs to, "" for plain data."""
    try:
        if _isinstance(value, ModuleType):
            name = value.__name__
        else:
            name = _getattr(value, "__module__", None) or _type(value).__module__
        return name.partition(".")[0] if _isinstance(name, _str) else ""
    except _Exception:
        return ""


def forbid(names: dict[str, Any]) -> None:
    """Take the libraries out of this process, and their objects out of the notebook's names.

    Runs once, in the notebook process when its cells have run, not in each snapshot: a fork that
    touches hundreds of modules copies their pages.  For the same reason nothing is freed.
    """
    loaded = [name for name in _list(_modules) if name.partition(".")[0] in LIBRARIES]
    if loaded:
        sweeper = _Sweeper(_ufuncs())
        for name, value in _list(names.items()):
            names[name] = sweeper.swept(value, 0)
    for name in loaded:
        _empty(_modules.pop(name))
    _meta_path.insert(0, Blocker)
    for finder in (_PathFinder, _FileFinder):  # whoever takes the first finder away meets the others
        _guard(finder)


def _empty(module: Any) -> None:
    """Whoever still holds a function of it finds nothing that it could work with."""
    try:
        space = _vars(module)
        _kept.append((module, _list(space.values())))
        space.update(_fromkeys(space, ABSENT))
    except _Exception:  # a module that is none
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
    """Takes the libraries' objects out of what the notebook holds: containers, closures, defaults, attributes."""

    def __init__(self, ufuncs: set[int]) -> None:
        self._ufuncs = ufuncs
        self._left = MOST
        self._seen: dict[int, Any] = {}

    def swept(self, value: Any, depth: int) -> Any:
        """The value, or what stands in its place; containers are changed where they are."""
        kind = _type(value)
        if kind in PLAIN:
            return value
        if _owner(value) in LIBRARIES or _id(value) in self._ufuncs:
            return ABSENT
        if depth > DEEPEST or self._left <= 0 or _id(value) in self._seen:
            return value
        self._left -= 1
        self._seen[_id(value)] = value
        try:
            return self._inside(value, kind, depth + 1)
        except _Exception:  # an object may refuse whatever it likes
            return value

    def _inside(self, value: Any, kind: type, depth: int) -> Any:
        if kind is _tuple:
            parts = [self.swept(part, depth) for part in value]
            return value if _all(a is b for a, b in _zip(parts, value, strict=True)) else _tuple(parts)
        if kind is list:
            if _len(value) <= MOST:
                value[:] = [self.swept(part, depth) for part in value]
        elif kind is _dict:
            self._names(value, depth)
        elif kind is FunctionType:
            self._function(value, depth)
        elif kind is MethodType or kind is partial:
            inner = value.__self__ if kind is MethodType else (value.func, value.args, value.keywords)
            return value if self.swept(inner, depth) is inner else ABSENT
        elif _getattr(kind if not _isinstance(value, _type) else value, "__module__", "") == "__main__":
            for name, part in _list(_vars(value).items()):
                if (clean := self.swept(part, depth)) is not part:
                    _setattr(value, name, clean)
        return value

    def _names(self, names: dict[Any, Any], depth: int) -> None:
        if _len(names) <= MOST:
            for key, part in _list(names.items()):
                names[key] = self.swept(part, depth)

    def _function(self, function: Any, depth: int) -> None:
        function.__defaults__ = self.swept(function.__defaults__, depth)
        if function.__kwdefaults__:
            self._names(function.__kwdefaults__, depth)
        self._names(_vars(function), depth)
        for cell in function.__closure__ or ():
            with _suppress(_ValueError):  # an empty cell
                cell.cell_contents = self.swept(cell.cell_contents, depth)


def _ufuncs() -> set[int]:
    """SciPy's compiled ufuncs: they do not say where they come from."""
    special = _modules.get("scipy.special")
    numpy = _modules.get("numpy")
    if special is None or numpy is None:
        return set()
    kind = numpy.ufunc
    ours = {_id(value) for value in _vars(numpy).values()}
    return {_id(value) for value in _vars(special).values() if _isinstance(value, kind)} - ours
