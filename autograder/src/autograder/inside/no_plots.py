"""Plots that a judged function draws: taken for granted, not drawn.  Nobody sees them, and they take all the time.

In a fork that answers cases pyplot's functions give a `Plot`, which takes every call, index and `with` and gives
another.  What they return is shaped as pyplot's own where people unpack it: ``fig, axes = plt.subplots(1, 2)``,
``line, = plt.plot(x)``, ``counts, edges, bars = plt.hist(x)``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import numpy as np

# Bound here, before a student's code runs.
_modules, _isinstance, _vars, _list, _getattr = sys.modules, isinstance, vars, list, getattr
_Function, _empty, _histogram, _ravel, _asarray = FunctionType, np.empty, np.histogram, np.ravel, np.asarray
_PYPLOT = "matplotlib.pyplot"
#: Functions that only tell something and are as fast as they are.
_KEPT = frozenset({"get_cmap", "imread", "get_backend", "isinteractive", "ion", "ioff", "rc", "rcdefaults", "rc_context"})


class Plot:
    """Any figure, axes or artist."""

    def _same(self, *_args: Any, **_kwargs: Any) -> Any:
        return self

    __call__ = __getitem__ = __enter__ = _same
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # protocols of NumPy, copy and pickle are none of its own
            raise AttributeError(name)
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        """Take anything."""

    def __exit__(self, *_: object) -> None:
        """Let errors through."""

    def __iter__(self) -> Iterator[Any]:
        return iter([self])

    def __float__(self) -> float:
        return 0.0


PLOT = Plot()


def _plot(*_args: Any, **_kwargs: Any) -> Any:
    return PLOT


def _subplots(nrows: int = 1, ncols: int = 1, *_args: Any, squeeze: bool = True, **_kwargs: Any) -> Any:
    axes = _empty((int(nrows), int(ncols)), dtype=object)
    axes[...] = PLOT
    if not squeeze:
        return PLOT, axes
    return PLOT, (axes.item() if axes.size == 1 else axes.squeeze())


def _hist(x: Any, bins: Any = 10, *_args: Any, **_kwargs: Any) -> Any:
    return (*_histogram(_ravel(_asarray(x)), bins=bins), PLOT)


_SHAPED: dict[str, Callable[..., Any]] = {"subplots": _subplots, "hist": _hist}


def leave_plots_out(*spaces: dict[str, Any]) -> None:
    """Replace pyplot's functions, in the module and where a notebook imported them by name."""
    pyplot = _modules.get(_PYPLOT)
    if pyplot is None:
        return
    own = _vars(pyplot)
    for name, value in _list(own.items()):
        if _isinstance(value, _Function) and not name.startswith("_") and name not in _KEPT:
            own[name] = _SHAPED.get(name, _plot)
    for space in spaces:
        for name, value in _list(space.items()):
            if _isinstance(value, _Function) and value.__module__ == _PYPLOT and value.__name__ not in _KEPT:
                space[name] = _SHAPED.get(value.__name__, _plot)
