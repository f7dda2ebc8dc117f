"""The libraries that hold ready-made answers, and the stand-in for their objects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.util import find_spec
from types import FunctionType, ModuleType
from typing import Any

#: The libraries that graded functions may not use, unless their unit allows them; there is no other list of them.
LIBRARIES = frozenset({
    "autograd", "catboost", "chainer", "cupy", "dask", "flax", "haiku", "jax", "jaxlib", "keras", "lightgbm", "mxnet",
    "numba", "optax", "paddle", "pandas", "polars", "pytorch_lightning", "scipy", "sklearn", "statsmodels", "sympy",
    "tensorflow", "theano", "tinygrad", "torch", "torchvision", "transformers", "xgboost",
})  # fmt: skip
#: The message of a `LibraryUsedError`; from it the judge learns which library was used (`library_of`).
SAY = "채점하는 함수 안에서는 {given}와 파이썬 표준 라이브러리만 쓸 수 있어요: {library}"
#: The names by which people know libraries.
NAMES = {"torch": "PyTorch", "keras": "Keras"}
_SAID = re.compile(
    re.escape(SAY).replace(re.escape("{given}"), r"[\w, ]{1,60}").replace(re.escape("{library}"), r"([a-z_]{1,20})")
)
#: Those of the libraries that the running unit allows.
_allowed: set[str] = set()

# Bound at import, because a student's code that runs later may replace these names.
_type, _isinstance, _str, _getattr, _Exception = type, isinstance, str, getattr, Exception
#: Classes that are allowed all the same: an sklearn data set is data, not an answer.
_DATA = frozenset({"Bunch"})


class LibraryUsedError(ImportError):
    """A graded function uses another library than NumPy and the standard library."""

    def __init__(self, library: str) -> None:
        super().__init__(SAY.format(given=given(sorted(_allowed)), library=library), name=library)


_LibraryUsedError, _Missing = LibraryUsedError, ModuleNotFoundError


def given(libraries: Iterable[str]) -> str:
    """The libraries that graded functions may use, NumPy among them, as people call them."""
    return ", ".join(["NumPy", *(NAMES.get(name, name) for name in libraries)])


def missing(libraries: Iterable[str]) -> list[str]:
    """Those of the libraries that are not installed here."""
    return [name for name in libraries if not _is_there(name)]


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):  # what lies in sys.modules under this name is no library
        return False


def allow(libraries: Iterable[str]) -> tuple[str, ...]:
    """From now on graded functions may use these libraries beside NumPy, and no others; returns those allowed before."""
    before = tuple(_allowed)
    _allowed.clear()
    _allowed.update(libraries)
    return before


def allowed() -> bool:
    """Whether graded functions may use any library beside NumPy."""
    return bool(_allowed)


def is_banned(library: str) -> bool:
    """Whether graded functions may not use a library."""
    return library in LIBRARIES and library not in _allowed


def library_of(message: str) -> str:
    """The library that the message of a `LibraryUsedError` names, "" for any other message."""
    found = _SAID.fullmatch(message)
    return found[1] if found and found[1] in LIBRARIES else ""


#: Not empty once the cells have run and this process only answers cases.
_judged: list[bool] = []


def judge_from_now_on() -> None:
    """Note that the cells have run: from now on every use of an `Absent` raises `LibraryUsedError`."""
    _judged.append(True)


class Absent:
    """Stands in for an object of a library; any use of it raises `LibraryUsedError`.

    Args:
        library: the library's name.
        missing: the library could not be imported.  While cells run, which may use any library, a use then
            raises ModuleNotFoundError instead.
    """

    def __init__(self, library: str, missing: bool = False) -> None:
        self.__dict__.update(_library=library, _missing=missing)

    def _same(self, *_args: Any) -> Absent:  # a container that holds it may be copied
        return self

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        library = self.__dict__["_library"]
        if self.__dict__["_missing"] and not _judged:
            raise _Missing(f"No module named {library!r}", name=library)
        raise _LibraryUsedError(library)

    __copy__ = __deepcopy__ = _same
    __call__ = __getattr__ = __getitem__ = __setitem__ = __iter__ = __next__ = __contains__ = __len__ = _refuse
    __array__ = __enter__ = __index__ = __lt__ = __le__ = __gt__ = __ge__ = __mod__ = __floordiv__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __matmul__ = __rmatmul__ = __pow__ = __rpow__ = __neg__ = __abs__ = __float__ = __int__ = _refuse


def package_of(name: Any) -> str:
    """The package that a dotted name begins with, "" for anything but text."""
    return name.partition(".")[0] if _isinstance(name, _str) else ""


def owner(value: Any) -> str:
    """The library that a value belongs to, "" for everything else."""
    try:
        kind = _type(value)
        if kind is FunctionType:  # not `__module__`, which `functools.wraps` copies
            name = value.__globals__.get("__name__")
        elif _isinstance(value, ModuleType):
            name = value.__name__
        elif not _isinstance(value, _type) and "__module__" in _getattr(value, "__dict__", ()):  # a copy, too
            name = kind.__module__
        else:
            name = _getattr(value, "__module__", None) or kind.__module__
        library = package_of(name)
    except _Exception:
        return ""
    return library if is_banned(library) and kind.__name__ not in _DATA else ""
