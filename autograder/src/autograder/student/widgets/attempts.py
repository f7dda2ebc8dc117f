"""A student's function inside a picture: not yet written, wrong, or right."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np


def attempt(function: Callable[..., Any] | None, *args: Any, **kwargs: Any) -> Any:
    """The function's result, or None while it is a stub.

    Arrays are passed as copies, so that a function that writes into its arguments spoils no data.
    Its NumPy warnings and prints are dropped: a picture that diverges would print hundreds.

    Args:
        function: the student's; None (a demo that is not ready) gives None.
        args, kwargs: for it.

    Raises:
        Exception: whatever else the function raises.
    """
    if function is None:
        return None
    mine = [_own(arg) for arg in args]
    named = {key: _own(arg) for key, arg in kwargs.items()}
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            return function(*mine, **named)
        except NotImplementedError:
            return None


def _own(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    if isinstance(value, list):
        return [_own(item) for item in value]
    if isinstance(value, tuple):
        return tuple(_own(item) for item in value)
    return value


def usable(value: Any, shape: tuple[int | None, ...] | None = None, *, limit: float = 1e12) -> Any:
    """A result as a float64 array fit for drawing, or None.

    Args:
        value: whatever a right or wrong function returned.
        shape: what is needed; None in it fits any size. None for any shape.
        limit: what is not finite or larger than this becomes NaN, which matplotlib leaves out.

    Returns:
        The array, or None when there is no array of numbers of that shape.
    """
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return None
    if shape is not None:
        fits = len(shape) == array.ndim and all(n in (None, m) for n, m in zip(shape, array.shape, strict=True))
        if not fits:
            return None
    with np.errstate(all="ignore"):
        array[~(np.abs(array) <= limit)] = np.nan
    return array
