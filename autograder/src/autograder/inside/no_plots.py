"""Leaves out the plots of a judged function: nobody sees them, and drawing takes longer than all else.

In a fork that answers cases, pyplot's functions return a `Plot`, a stand-in that accepts every call, index and `with`
and returns itself.  Where people unpack what pyplot returns, the result has the same shape as pyplot's own:
``fig, axes = plt.subplots(1, 2)``, ``line, = plt.plot(x)``, ``counts, edges, bars = plt.hist(x)``.
"""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

import numpy as np

# Bound here, before a student's code runs.
_modules, _isinstance, _vars, _list, _getattr = sys.modules, isinstance, vars, list, getattr
_setattr, _hasattr, _KINDS = setattr, hasattr, ("FigureCanvasBase", "FigureCanvasAgg")
_Function, _empty, _histogram, _ravel, _asarray = FunctionType, np.empty, np.histogram, np.ravel, np.asarray
_frame = sys._getframe
_UNPACK, _UNPACK_STAR = dis.opmap["UNPACK_SEQUENCE"], dis.opmap["UNPACK_EX"]
_PYPLOT = "matplotlib.pyplot"
#: Functions that stay as they are: they draw nothing and are fast.
_KEPT = frozenset(
    {"get_cmap", "imread", "imsave", "get_backend", "isinteractive", "ion", "ioff", "rc", "rcdefaults", "rc_context"}
)  # fmt: skip


class Plot:
    """Stands for any figure, axes or artist, and for any number or text that one of them returns."""

    def _same(self, *_args: Any, **_kwargs: Any) -> Any:
        return self

    def _one(self, *_args: Any) -> int:
        return 1

    def _no(self, _other: Any) -> bool:
        return False

    __call__ = __getitem__ = __enter__ = __neg__ = __pos__ = __abs__ = __round__ = _same
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _same
    __int__ = __index__ = __len__ = _one
    __lt__ = __le__ = __gt__ = __ge__ = _no

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # it must not seem to support the protocols of NumPy, copy and pickle
            raise AttributeError(name)
        return self

    def __setitem__(self, key: Any, value: Any) -> None:
        """Accept anything, keep nothing."""

    def __exit__(self, *_: object) -> None:
        """Let errors through."""

    def __iter__(self) -> Iterator[Any]:
        return iter([self] * _wanted(_frame(1)))

    def __float__(self) -> float:
        return 1.0

    def __format__(self, _how: str) -> str:
        return "1"


def _wanted(frame: Any) -> int:
    """How many values the running bytecode unpacks: two in ``low, high = ax.get_xlim()``.  A loop gets one."""
    code, at = frame.f_code.co_code, frame.f_lasti
    if code[at] == _UNPACK:
        return int(code[at + 1])
    return int(code[at + 1]) + 1 if code[at] == _UNPACK_STAR else 1


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
    """Replace pyplot's functions, in the module and in the given namespaces, where a notebook imported them by name."""
    pyplot = _modules.get(_PYPLOT)
    if pyplot is None:
        return
    own = _vars(pyplot)
    for name, value in _list(own.items()):
        if _isinstance(value, _Function) and not name.startswith("_") and name not in _KEPT:
            own[name] = _SHAPED.get(name, _plot)
    for name in ("savefig", "draw", "draw_without_rendering", "tight_layout"):  # for figures that a cell has made
        _setattr(_modules["matplotlib.figure"].Figure, name, _plot)
    for name in ("draw", "draw_idle", "print_figure", "flush_events"):
        for module in ("matplotlib.backend_bases", "matplotlib.backends.backend_agg"):
            for kind in _KINDS:
                if _hasattr(_modules.get(module), kind):
                    _setattr(_getattr(_modules[module], kind), name, _plot)
    for space in spaces:
        for name, value in _list(space.items()):
            if _isinstance(value, _Function) and value.__module__ == _PYPLOT and value.__name__ not in _KEPT:
                space[name] = _SHAPED.get(value.__name__, _plot)
