"""NumPy only inside graded functions: other libraries are out of reach in a snapshot.

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
    """Take the libraries out of this process, and their objects out of the notebook's names."""
    loaded = [name for name in _list(_modules) if name.partition(".")[0] in LIBRARIES]
    ufuncs = _ufuncs()
    for name, value in _list(names.items()):
        if _owner(value) in LIBRARIES or (id(value) in ufuncs):
            names[name] = Absent()
    emptied = [_modules.pop(name) for name in loaded]
    for module in emptied:
        # A function kept elsewhere (a default, a closure) loses the globals that it needs.
        if _isinstance(module, ModuleType):
            module.__dict__.clear()
    _meta_path.insert(0, Blocker)  # type: ignore[arg-type]


def _ufuncs() -> set[int]:
    """SciPy's compiled ufuncs: they do not say where they come from."""
    special = _modules.get("scipy.special")
    numpy = _modules.get("numpy")
    if special is None or numpy is None:
        return set()
    kind = numpy.ufunc
    ours = {id(value) for value in vars(numpy).values()}
    return {id(value) for value in vars(special).values() if _isinstance(value, kind)} - ours
