"""Strict comparison of an outcome with the expected one.

Compared are type, exact shape, dtype kind and finiteness, then every element by
``|got - want| <= atol + rtol * |want|``.  Nothing broadcasts, and NaN never passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .program import Outcome


@dataclass(frozen=True)
class Problem:
    """Why an outcome is not the expected one.

    Attributes:
        kind: missing, error (raised unexpectedly), no_error (should have raised), other_error,
            type, dtype, shape, length, nonfinite, value, warning, mutated, aliased, changed, rng,
            message, property; from the judge also hang, crash, garbled.
        step: which step of the case.
        where: index of an array's worst element (the first one, where elements are not floats or not finite).
        item: which item of a tuple or list result: an index per level, outermost first.
        detail: what belongs to the kind: an exception's class, the first warning, a mistake's key.
    """

    kind: str
    step: int = 0
    where: tuple[int, ...] | None = None
    item: tuple[int, ...] = ()
    detail: str = ""


def compare_case(
    got: Sequence[Outcome], want: Sequence[Outcome], *, rtol: float, atol: float, look: frozenset[str],
    blame: tuple[str, ...], skip: frozenset[int], loose: bool, values: bool = True,
) -> Problem | None:  # fmt: skip
    """The first problem of a case, or None when everything that counts is right.

    Args:
        got, want: observed and expected outcomes, by steps.
        rtol, atol, look, blame, skip, loose: as in `authoring.vocabulary.Case`.
        values: False leaves out the values and compares errors and side effects only.
    """
    for step, expected in enumerate(want):
        if step >= len(got):
            return Problem("missing", step)
        problem = _compare_outcome(got[step], expected, step, rtol, atol, look, blame, loose, values and step not in skip)
        if problem:
            return problem
    return None


def _compare_outcome(
    got: Outcome, want: Outcome, step: int, rtol: float, atol: float, look: frozenset[str],
    blame: tuple[str, ...], loose: bool, values: bool,
) -> Problem | None:  # fmt: skip
    if want.error is not None:
        if got.error is None:
            return Problem("no_error", step)
        if got.error != want.error:
            return Problem("other_error", step, detail=got.error)
        if "message" in look and not names_one(got.text, blame):
            return Problem("message", step)
    elif got.error is not None:
        return Problem("error", step, detail=got.error)
    elif values:
        problem = compare_values(got.value, want.value, rtol, atol, loose=loose)
        if problem:
            return Problem(problem.kind, step, problem.where, problem.item, problem.detail)
    return _compare_looks(got, want, step, look)


def compare_looks(got: Sequence[Outcome], look: frozenset[str]) -> Problem | None:
    """The first side effect that counts as a problem; for a case that has no expected outcomes."""
    problems = (_compare_looks(outcome, None, step, look) for step, outcome in enumerate(got))
    return next((problem for problem in problems if problem), None)


def _compare_looks(got: Outcome, want: Outcome | None, step: int, look: frozenset[str]) -> Problem | None:
    if "no_warning" in look and got.warned:
        return Problem("warning", step, detail=got.warned[0])
    if "pure" in look and want is not None and not same_arguments(got.args, want.args):
        return Problem("mutated", step)
    if "fresh" in look and got.aliased:
        return Problem("aliased", step)
    if "fresh" in look and got.changed:
        return Problem("changed", step)
    if "quiet" in look and got.rng_used:
        return Problem("rng", step)
    return None


def names_one(text: str, names: tuple[str, ...]) -> bool:
    """Whether a message contains one of the identifiers as a whole word (Hangul may follow directly)."""
    return any(re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", text) for name in names)


def compare_values(got: Any, want: Any, rtol: float, atol: float, *, loose: bool = False) -> Problem | None:
    """The first difference of two decoded values, or None; the type of ``want`` decides what is accepted.

    Args:
        got, want: the student's value and the right one.
        rtol, atol: ``|got - want| <= atol + rtol * |want|``, per element.
        loose: the dtype kind of numbers does not count.
    """
    if want is None or isinstance(want, (bool, np.bool_, str)):
        kinds = (bool, np.bool_) if isinstance(want, (bool, np.bool_)) else type(want)
        if not isinstance(got, kinds):
            return Problem("type")
        return None if got == want else Problem("value")
    if isinstance(want, (tuple, list)):
        return _compare_sequences(got, want, rtol, atol, loose)
    if isinstance(want, dict):
        if not isinstance(got, dict):
            return Problem("type")
        if got.keys() != want.keys():
            return Problem("length")
        problems = (compare_values(got[key], want[key], rtol, atol, loose=loose) for key in want)
        return next((problem for problem in problems if problem), None)
    if np.ndim(want) == 0:
        return _compare_scalars(got, want, rtol, atol, loose)
    return _compare_arrays(got, want, rtol, atol, loose)


def _compare_sequences(got: Any, want: Any, rtol: float, atol: float, loose: bool) -> Problem | None:
    if not isinstance(got, tuple if isinstance(want, tuple) else list):
        return Problem("type")
    if len(got) != len(want):
        return Problem("length")
    for index, (mine, yours) in enumerate(zip(got, want, strict=True)):
        problem = compare_values(mine, yours, rtol, atol, loose=loose)
        if problem:
            return Problem(problem.kind, 0, problem.where, (index, *problem.item), problem.detail)
    return None


def _compare_scalars(got: Any, want: Any, rtol: float, atol: float, loose: bool) -> Problem | None:
    if isinstance(got, (bool, str)) or not isinstance(got, (int, float, np.ndarray, np.generic)):
        return Problem("type")
    if isinstance(got, (np.ndarray, np.generic)):
        if got.shape != ():
            return Problem("shape")
        if got.dtype.kind not in "iuf":
            return Problem("dtype")
    integer = isinstance(want, int) or (isinstance(want, (np.ndarray, np.generic)) and want.dtype.kind in "iu")
    if integer and not loose:
        if isinstance(got, float) or (isinstance(got, (np.ndarray, np.generic)) and got.dtype.kind == "f"):
            return Problem("dtype")
        return None if int(got) == int(want) else Problem("value")
    try:
        return _close(np.float64(got), np.float64(want), rtol, atol)
    except OverflowError:
        return Problem("nonfinite")


def _compare_arrays(got: Any, want: Any, rtol: float, atol: float, loose: bool) -> Problem | None:
    if not isinstance(got, np.ndarray):
        return Problem("type")
    if got.shape != want.shape:
        return Problem("shape")
    if not loose:
        if want.dtype.kind in "iu":
            good = got.dtype.kind in "iu"
        elif want.dtype.kind == "f":
            good = got.dtype == np.float64
        else:
            good = got.dtype.kind == want.dtype.kind
        if not good:
            return Problem("dtype")
    elif got.dtype.kind not in "biuf":
        return Problem("dtype")
    if want.dtype.kind in "iub" or want.dtype.kind in "US":
        wrong = np.argwhere(np.asarray(got != want))
        return Problem("value", where=tuple(int(i) for i in wrong[0])) if len(wrong) else None
    return _close(got.astype(np.float64, copy=False), want.astype(np.float64, copy=False), rtol, atol)


def _close(got: Any, want: Any, rtol: float, atol: float) -> Problem | None:
    """Compare float64 values of one shape."""
    with np.errstate(all="ignore"):
        near = np.abs(got - want) <= atol + rtol * np.abs(want)
    if np.all(near) and np.all(np.isfinite(want)):
        return None  # and so ``got`` is finite, too
    same_infinity = np.isinf(want) & (got == want)
    bad = ~np.isfinite(got) & ~same_infinity
    if np.any(bad):
        return Problem("nonfinite", where=_first(bad))
    far = ~(near & np.isfinite(want)) & ~same_infinity
    if not np.any(far):
        return None
    with np.errstate(all="ignore"):
        worst = np.where(far, np.abs(got - want), -1.0)
    return Problem("value", where=tuple(int(i) for i in np.unravel_index(int(np.argmax(worst)), worst.shape)))


def _first(mask: Any) -> tuple[int, ...]:
    return tuple(int(i) for i in np.argwhere(mask)[0]) if np.ndim(mask) else ()


def same_arguments(got: tuple[Any, ...] | None, want: tuple[Any, ...] | None) -> bool:
    """Whether the call left its arguments alone: ``want`` are the reference's, which changes none."""
    if got is None or want is None or len(got) != len(want):
        return got is None and want is None
    return all(identical(mine, yours) for mine, yours in zip(got, want, strict=True))


def identical(a: Any, b: Any) -> bool:
    """Equal in type, dtype, shape and every value, where NaN equals NaN."""
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        nan = a.dtype.kind in "fc"
        return a.dtype == b.dtype and a.shape == b.shape and bool(np.array_equal(a, b, equal_nan=nan))
    if type(a) is not type(b):
        return False
    if isinstance(a, (tuple, list)):
        return len(a) == len(b) and all(map(identical, a, b))
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(identical(a[key], b[key]) for key in a)
    return bool(a == b) or (a != a and b != b)


def alike(got: Any, wrong: Any, rtol: float = 1e-6, atol: float = 1e-9) -> bool:
    """Whether a value is what a known mistake gives: like `compare_values`, but NaN matches NaN."""
    if isinstance(got, (tuple, list)):  # also if lengths differ: == on tuples of arrays raises
        same = type(got) is type(wrong) and len(got) == len(wrong)
        return same and all(alike(a, b, rtol, atol) for a, b in zip(got, wrong, strict=True))
    if isinstance(got, dict) or isinstance(wrong, dict):
        same = type(got) is type(wrong) and got.keys() == wrong.keys()
        return same and all(alike(got[key], wrong[key], rtol, atol) for key in got)
    numeric = (int, float, np.ndarray, np.generic)
    if isinstance(got, bool) or isinstance(wrong, bool) or not isinstance(got, numeric):
        return type(got) is type(wrong) and bool(np.all(got == wrong))
    if not isinstance(wrong, numeric) or np.shape(got) != np.shape(wrong):
        return False
    a, b = np.asarray(got), np.asarray(wrong)
    if a.dtype.kind not in "biuf" or b.dtype.kind not in "biuf":
        return a.dtype.kind == b.dtype.kind and bool(np.array_equal(a, b))  # NumPy 2.0 raises for text against numbers
    a, b = a.astype(np.float64), b.astype(np.float64)
    with np.errstate(all="ignore"):  # np.allclose, but faster: a bank is compared with every student
        close = np.isfinite(b) & (np.abs(a - b) <= atol + rtol * np.abs(b))
    return bool(np.all(close | (a == b) | (np.isnan(a) & np.isnan(b))))
