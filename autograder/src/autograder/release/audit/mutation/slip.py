"""The slips that mutants call: those that students make around a whole function, or in place of one expression.

A mutant's source knows this module as ``slip``.  Each function here that takes a ``function`` returns the same function
with one slip: it uses some rows only, reuses an old result, or rounds.  On inputs that the slip does not concern the
result is the same.
"""

from __future__ import annotations

import copy
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from .around import Function, around, each, on_arguments, on_result

# --- sizes beyond the small ones ----------------------------------------------------------


def first(function: Function, parameter: str, axis: int, size: int) -> Function:
    """Uses only the first entries along an axis of an argument; axes of the same size in other arguments are cut, too."""
    return on_arguments(function, lambda named: _cut(named, parameter, axis, slice(None, size)))


def last(function: Function, parameter: str, axis: int, size: int) -> Function:
    """Uses only the last entries, as `first` uses the first ones."""
    return on_arguments(function, lambda named: _cut(named, parameter, axis, slice(-size, None)))


def first_inside(function: Function, parameter: str, size: int) -> Function:
    """Uses only the first rows of each array in a list."""

    def change(named: dict[str, Any]) -> None:
        if isinstance(named.get(parameter), list):
            named[parameter] = each(named[parameter], lambda v: v[:size] if np.ndim(v) else v)

    return on_arguments(function, change)


def _cut(named: dict[str, Any], parameter: str, axis: int, part: slice) -> None:
    value = named.get(parameter)
    if isinstance(value, (list, tuple)) and axis == 0:
        size = len(value)
    elif isinstance(value, np.ndarray) and value.ndim:
        size = value.shape[axis]
    else:
        return
    if size <= abs(part.stop or part.start):
        return
    for name, item in named.items():
        if isinstance(item, np.ndarray):
            named[name] = item[tuple(part if n == size else slice(None) for n in item.shape)]
        elif isinstance(item, (list, tuple)) and len(item) == size and axis == 0:
            named[name] = item[part]


def first_of(items: Iterable[Any], size: int) -> Iterator[Any]:
    """A loop that ends too early."""
    return itertools.islice(items, size)


def counted(method: Function) -> Function:
    """The method, but its calls on each object are counted, for `calls`."""

    @functools.wraps(method)
    def counting(self: Any, *args: Any, **kwargs: Any) -> Any:
        self.slip_calls = calls(self) + 1
        return method(self, *args, **kwargs)

    return counting


def calls(instance: Any) -> int:
    """How often a method wrapped by `counted` was called on an object."""
    return int(getattr(instance, "slip_calls", 0))


# --- zero and falsy -----------------------------------------------------------------------


def defaulted(function: Function, parameter: str) -> Function:
    """Begins with ``parameter = parameter or default``, so that 0 counts as not given."""

    def change(named: dict[str, Any]) -> None:
        if parameter in named and np.ndim(named[parameter]) == 0 and not named[parameter]:
            del named[parameter]

    return on_arguments(function, change)


def none_for_zero(function: Function) -> Function:
    """Ends with ``return result or None``, so that 0 becomes None."""
    return around(function, lambda call, named: call() or None)


def nothing_for_zero(function: Function, item: int) -> Function:
    """Takes a 0 in this item of the result for "nothing found"."""

    def change(result: Any) -> Any:
        if type(result) is tuple and result[item] is not None and not result[item]:
            return (*(None for _ in result[:-1]), 0.0)
        return result

    return around(function, lambda call, named: change(call()))


def kept_rows(function: Function, parameter: str) -> Function:
    """Takes an all-zero row of the result for empty and puts the argument's row in its place."""

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        value, result = named.get(parameter), call()
        if not _alike(value, result) or not result.ndim:
            return result
        empty = ~np.any(result.reshape(len(result), -1), axis=1)
        return np.where(empty.reshape(-1, *[1] * (result.ndim - 1)), value, result)

    return around(function, body)


def skipped_zeros(function: Function, parameter: str, other: str) -> Function:
    """Leaves the argument's value wherever another argument is 0."""

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        value, zero, result = named.get(parameter), named.get(other), call()
        return np.where(zero == 0, value, result) if _alike(value, result) and _alike(zero, result) else result

    return around(function, body)


def _alike(value: Any, result: Any) -> bool:
    return isinstance(value, np.ndarray) and isinstance(result, np.ndarray) and value.shape == result.shape


def large_only(values: Any) -> Any:
    """Sets values to 0 whose magnitude is below a hundredth of the largest."""
    array = np.asarray(values)
    size = np.abs(array)
    return np.where(size < 0.01 * np.max(size, initial=0.0), 0, array)


# --- near, not equal ----------------------------------------------------------------------


def apart(a: Any, b: Any) -> Any:
    """``!=`` that takes close values for equal, by `numpy.isclose`."""
    return ~np.isclose(a, b)


def near_argmin(values: Any, axis: Any = None) -> Any:
    """`numpy.argmin` that takes the first value close to the smallest."""
    return np.argmax(np.isclose(values, np.min(values, axis=axis, keepdims=True)), axis=axis)


def near_argmax(values: Any, axis: Any = None) -> Any:
    """`numpy.argmax` that takes the first value close to the largest."""
    return np.argmax(np.isclose(values, np.max(values, axis=axis, keepdims=True)), axis=axis)


def zeroed(function: Function, size: float) -> Function:
    """Sets results of smaller magnitude to zero."""
    return on_result(function, lambda v: _same_kind(np.where(np.abs(v) < size, 0.0, v), v) if _real(v) else v)


def rounded(function: Function, digits: int) -> Function:
    """Rounds results to some decimals."""
    return on_result(function, lambda v: _same_kind(np.round(v, digits), v) if _real(v) else v)


def _real(value: Any) -> bool:
    return isinstance(value, (float, np.ndarray, np.generic)) and np.asarray(value).dtype.kind == "f"


def _same_kind(new: Any, old: Any) -> Any:
    return new if isinstance(old, np.ndarray) else float(new)


# --- dtypes that overflow -----------------------------------------------------------------


def narrow(function: Function, dtype: str) -> Function:
    """Casts integers in the result to a small dtype."""
    return on_result(function, lambda v: _narrow(v, dtype))


def narrowed(function: Function, parameter: str, dtype: str) -> Function:
    """Casts an integer argument to a small dtype."""

    def change(named: dict[str, Any]) -> None:
        if parameter in named:
            named[parameter] = _narrow(named[parameter], dtype)

    return on_arguments(function, change)


def _narrow(value: Any, dtype: str) -> Any:
    whole = isinstance(value, (int, np.ndarray, np.integer)) and np.asarray(value).dtype.kind in "iu"
    return np.asarray(value).astype(dtype) if whole else value


def clipped(function: Function, parameter: str, size: float) -> Function:
    """Clips an array of floats, as one does "so that nothing overflows"."""

    def change(named: dict[str, Any]) -> None:
        value = named.get(parameter)
        if isinstance(value, np.ndarray) and value.dtype.kind == "f":
            named[parameter] = np.clip(value, -size, size)

    return on_arguments(function, change)


def widened(values: Any) -> Any:
    """Casts integers to int64 instead of float64."""
    array = np.array(values)
    return array.astype(np.int64 if array.dtype.kind in "iu" else np.float64)


# --- kept between calls -------------------------------------------------------------------


def by_identity(function: Function, parameter: str) -> Function:
    """Copies an array the first time that it is given, and uses the copy from then on."""
    copies: dict[int, tuple[Any, Any]] = {}  # the array is kept, too, so that no other object can get its id

    def known(value: Any) -> Any:
        if not isinstance(value, np.ndarray):
            return value
        return copies.setdefault(id(value), (value, value.copy()))[1]

    def change(named: dict[str, Any]) -> None:
        if parameter in named:
            named[parameter] = each(named[parameter], known)

    return on_arguments(function, change)


def by_shape(function: Function) -> Function:
    """Computes a result only once for arguments of the same shapes."""
    return _remembered(function, lambda v: np.shape(v) if isinstance(v, np.ndarray) else repr(v), copy.deepcopy)


def by_value(function: Function) -> Function:
    """Computes a result only once for equal arguments, and returns the same object again."""
    return _remembered(function, lambda v: (v.shape, v.dtype.str, v.tobytes()) if isinstance(v, np.ndarray) else repr(v))


def _remembered(
    function: Function, key: Callable[[Any], Any], give: Callable[[Any], Any] = lambda result: result
) -> Function:
    results: dict[str, tuple[Any, Any]] = {}  # arguments are kept, too: keys may contain ids of objects

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        at = repr([(name, each(value, key)) for name, value in named.items()])
        if at not in results:
            kept = dict(named)
            results[at] = call(), kept
        return give(results[at][0])

    return around(function, body)


def buffered(function: Function) -> Function:
    """Writes every result into the one array that is kept for its shape and dtype."""
    buffers: dict[Any, Any] = {}

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        number = itertools.count()

        def written(value: Any) -> Any:
            if not isinstance(value, np.ndarray):
                return value
            buffer = buffers.setdefault((next(number), value.shape, value.dtype.str), np.empty_like(value))
            buffer[...] = value
            return buffer

        return each(call(), written)

    return around(function, body)


def same_object(function: Function, parameter: str) -> Function:
    """Returns the argument itself instead of a result that equals it."""

    def body(call: Callable[[], Any], named: dict[str, Any]) -> Any:
        value, result = named.get(parameter), call()
        if type(result) in (list, tuple) and type(value) is list and len(value) == len(result):
            return type(result)(a if _equal(a, b) else b for a, b in zip(value, result, strict=True))
        if type(result) is tuple:
            return tuple(value if _equal(value, item) else item for item in result)
        return value if _equal(value, result) else result

    return around(function, body)


def _equal(a: Any, b: Any) -> bool:
    return _alike(a, b) and a.dtype == b.dtype and bool(np.array_equal(a, b))
