"""The libraries that hold answers, and what stands where one of their objects was."""

from __future__ import annotations

import re
from types import FunctionType, ModuleType
from typing import Any

#: The one list of libraries that hold answers.
LIBRARIES = frozenset({
    "autograd", "catboost", "chainer", "cupy", "dask", "flax", "haiku", "jax", "jaxlib", "keras", "lightgbm", "mxnet",
    "numba", "optax", "paddle", "pandas", "polars", "pytorch_lightning", "scipy", "sklearn", "statsmodels", "sympy",
    "tensorflow", "theano", "tinygrad", "torch", "torchvision", "transformers", "xgboost",
})  # fmt: skip
#: What an absent library says; the judge knows the sentence again (`library_of`).
SAY = "채점하는 함수 안에서는 NumPy와 파이썬 표준 라이브러리만 쓸 수 있어요: {library}"
_SAID = re.compile(re.escape(SAY).replace(re.escape("{library}"), r"([a-z_]{1,20})"))

# Bound here, before a student's code runs.
_type, _isinstance, _str, _getattr, _Exception = type, isinstance, str, getattr, Exception
#: An sklearn data set is data, not an answer.
_DATA = frozenset({"Bunch"})


class LibraryUsedError(ImportError):
    """A graded function uses another library than NumPy and the standard library."""

    def __init__(self, library: str) -> None:
        super().__init__(SAY.format(library=library), name=library)


_LibraryUsedError, _Missing = LibraryUsedError, ModuleNotFoundError


def library_of(message: str) -> str:
    """The library that an absent object named in its message, "" for any other message."""
    found = _SAID.fullmatch(message)
    return found[1] if found and found[1] in LIBRARIES else ""


#: Whether functions are judged in this process from now on.
_judged: list[bool] = []


def judge_from_now_on() -> None:
    """Cells have run: the use of an absent library breaks the rule, even of one that was never there."""
    _judged.append(True)


class Absent:
    """Stands where a library's object was; any use of it raises `LibraryUsedError`.

    Args:
        library: its name.
        missing: it could not be imported; while cells run, which may use any library, its use says just that.
    """

    def __init__(self, library: str, missing: bool = False) -> None:
        self.__dict__.update(_library=library, _missing=missing)

    def _same(self, *_args: Any) -> Absent:  # what it lies in may be copied
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
    """The package that a dotted name begins with."""
    return name.partition(".")[0] if _isinstance(name, _str) else ""


def owner(value: Any) -> str:
    """The library that a value belongs to, "" for everything else."""
    try:
        kind = _type(value)
        if kind is FunctionType:  # what it says of itself, `functools.wraps` may have copied
            name = value.__globals__.get("__name__")
        elif _isinstance(value, ModuleType):
            name = value.__name__
        elif not _isinstance(value, _type) and "__module__" in _getattr(value, "__dict__", ()):  # copied, too
            name = kind.__module__
        else:
            name = _getattr(value, "__module__", None) or kind.__module__
        library = package_of(name)
    except _Exception:
        return ""
    return library if library in LIBRARIES and kind.__name__ not in _DATA else ""
