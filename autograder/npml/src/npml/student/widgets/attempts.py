"""Calls a student's function for a picture, whether it is not yet written, wrong, or right."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np


def attempt(function: Callable[..., Any] | None, *args: Any, **kwargs: Any) -> Any:
    """The function's result, or None while it is a stub.

    Arrays are passed as copies, so that a function that writes into its arguments does not change the picture's data.
    Warnings and prints are dropped, because a computation that diverges would print hundreds.

    Args:
        function: the student's function; None, the result of a demo that is not ready, gives None.
        args, kwargs: its arguments.

    Raises:
        Exception: whatever the function raises except NotImplementedError.
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
        shape: the shape needed, with None for an axis of any size; None when any shape will do.
        limit: a number that is not finite or whose magnitude is larger becomes NaN, which matplotlib leaves out.

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
