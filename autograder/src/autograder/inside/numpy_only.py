"""NumPy only inside graded functions: other libraries are out of reach once the cells have run.

Not a wall (a student's zone decides nothing), but it turns "SciPy did it" into an ImportError.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

LIBRARIES = frozenset({
    "cupy", "jax", "jaxlib", "keras", "lightgbm", "numba", "pandas", "polars", "scipy", "sklearn", "statsmodels",
    "sympy", "tensorflow", "theano", "torch", "torchvision", "xgboost",
})  # fmt: skip
SAY = "only NumPy and the standard library are available here"

_modules = sys.modules
_kept: list[Any] = []
_meta_path = sys.meta_path
_type, _isinstance, _str, _list, _getattr = type, isinstance, str, list, getattr


class Absent:
    """Stands where a forbidden library's object was."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise ImportError(SAY)

    __call__ = __getattr__ = _refuse


class Blocker:
    """A finder that refuses the libraries."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> None:
        """Refuse a library, leave the rest to the next finder.

        Raises:
            ImportError: the module belongs to a forbidden library.
        """
        if name.partition(".")[0] in LIBRARIES:
            raise ImportError(SAY, name=name)


def _owner(value: Any) -> str:
    """Top-level package that a value belongs to, "" for plain data."""
    try:
        if _isinstance(value, ModuleType):
            name = value.__name__
        else:
            name = _getattr(value, "__module__", None) or _type(value).__module__
        return name.partition(".")[0] if _isinstance(name, _str) else ""
    except Exception:
        return ""


def forbid(names: dict[str, Any]) -> None:
    """Take the libraries out of this process, and their objects out of the notebook's names.

    Runs once, in the notebook process when its cells have run, not in each snapshot: a fork that
    touches hundreds of modules copies their pages.  For the same reason nothing is freed.
    """
    ufuncs = _ufuncs()
    for name, value in _list(names.items()):
        if _owner(value) in LIBRARIES or id(value) in ufuncs:
            names[name] = Absent()
    for name in _list(_modules):
        if name.partition(".")[0] in LIBRARIES:
            _kept.append(_modules.pop(name))
    _meta_path.insert(0, Blocker)


def _ufuncs() -> set[int]:
    """SciPy's compiled ufuncs: they do not say where they come from."""
    special = _modules.get("scipy.special")
    numpy = _modules.get("numpy")
    if special is None or numpy is None:
        return set()
    kind = numpy.ufunc
    ours = {id(value) for value in vars(numpy).values()}
    return {id(value) for value in vars(special).values() if _isinstance(value, kind)} - ours
