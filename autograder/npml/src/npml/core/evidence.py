"""Compares two runs of one case, and measures how much a failure proves.

`diagnose` uses this to decide which mistake is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .compare import Problem, alike, same_arguments
from .known_errors import same_error
from .program import Outcome
from .steps import Step
from .values import Opaque

Run = Sequence[Outcome]
#: This many numbers that are wrong in the same way are no coincidence; a single one with a fraction counts as many.
ENOUGH = 3


@dataclass(frozen=True)
class Seen:
    """One case as it was observed.

    Attributes:
        group: the category or stage that it belongs to.
        steps: its program.
        got, want: what the student gave, and what is right.
        problem: what counted as wrong, or None.
        key: the mistake that a failed property names, or "".
        compared: the values are compared with ``want`` (a random function's are not).
    """

    group: str
    steps: tuple[Step, ...]
    got: Run
    want: Run
    problem: Problem | None
    key: str = ""
    compared: bool = True


def same_run(a: Run, b: Run) -> bool:
    """Whether two runs of a case are alike in values, errors and side effects."""
    return len(a) == len(b) and all(map(same_outcome, a, b))


def same_outcome(a: Outcome, b: Outcome) -> bool:
    """Whether two outcomes are alike; of an exception's text counts only which well-known error it is."""
    if not same_error((a.error, a.text), (b.error, b.text)):
        return False
    if a.warned != b.warned and not (_nonfinite(a.value) and _nonfinite(b.value)):
        return False  # if both are NaN or infinite, warnings only tell how: the mean of an empty slice, or 0 / 0
    if (a.aliased, a.changed, a.rng_used) != (b.aliased, b.changed, b.rng_used):
        return False
    if a.args is not None and b.args is not None and not same_arguments(a.args, b.args):
        return False
    return a.error is not None or alike(a.value, b.value)


def to_the_digit(a: Outcome, b: Outcome) -> bool:
    """Whether the values of two outcomes are alike without any absolute tolerance."""
    return a.error is not None or alike(a.value, b.value, atol=0.0)


def strength(item: Seen) -> int:
    """How many numbers of a failing case are wrong, at most `ENOUGH`: evidence for a mistake that gives the same.

    Changed arguments count as `ENOUGH`.
    """
    total = 0
    for got, want in zip(item.got, item.want, strict=False):
        if got.error is None and want.error is None:
            total += _wrong_numbers(got.value, want.value)
        elif got.error is None:
            total += _numbers(got.value)
        if not same_arguments(got.args, want.args):
            total += ENOUGH
    return min(total, ENOUGH)


def _wrong_numbers(got: Any, want: Any) -> int:
    mine, right = _parts(got), _parts(want)
    if mine is not None and right is not None and mine.keys() == right.keys():
        return sum(_wrong_numbers(mine[key], right[key]) for key in mine)
    if alike(got, want):
        return 0
    array, wanted = _array(got), _array(want)
    if array is None or wanted is None or array.shape != wanted.shape:
        return _numbers(got)
    with np.errstate(all="ignore"):
        return _count(array[np.isfinite(array) & ~(np.abs(array - wanted) <= 1e-9 + 1e-6 * np.abs(wanted))])


def _parts(value: Any) -> dict[Any, Any] | None:
    """What a dict, list or tuple holds, by key or place; None for any other value."""
    if isinstance(value, (tuple, list)):
        return dict(enumerate(value))
    return value if isinstance(value, dict) else None


def _numbers(value: Any) -> int:
    if (parts := _parts(value)) is not None:
        return sum(map(_numbers, parts.values()))
    array = _array(value)
    return 0 if array is None else _count(array[np.isfinite(array)])


def _count(values: Any) -> int:
    if not values.size or not np.any(values):
        return 0  # zeros prove nothing: they are left where nothing was computed
    return ENOUGH if np.any(values != np.round(values)) else int(np.size(values))


def _array(value: Any) -> Any:
    """Numbers as a float64 array, None for any other value."""
    if isinstance(value, (bool, str, Opaque, tuple, list, dict)) or value is None:
        return None
    array = np.asarray(value)
    return array.astype(np.float64) if array.dtype.kind in "biuf" else None


def computes(item: Seen) -> bool:
    """Whether some step of a case gave a finite number."""
    return any(outcome.error is None and _finite(outcome.value) for outcome in item.got)


def was_raised(item: Seen) -> bool:
    """Whether the case failed by an unexpected exception."""
    return item.problem is not None and item.problem.kind == "error"


def dtype_of(run: Run, problem: Problem) -> Any:
    """The dtype of the value that a problem is about."""
    value = run[problem.step].value
    for index in problem.item:
        value = value[index]
    return np.asarray(value).dtype


def same_form(a: Outcome, b: Outcome) -> bool:
    """Whether two outcomes have values of the same type and shape, and the same class of error or none."""
    return a.error == b.error and _form(a.value) == _form(b.value)


def _form(value: Any) -> Any:
    if (parts := _parts(value)) is not None:
        return type(value), {key: _form(item) for key, item in parts.items()}
    return (np.shape(value), True) if _array(value) is not None else (type(value), False)


def _nonfinite(value: object) -> bool:
    """Whether a value contains NaN or an infinity."""
    if (parts := _parts(value)) is not None:
        return any(map(_nonfinite, parts.values()))
    return isinstance(value, (float, np.generic, np.ndarray)) and _inexact(np.asarray(value))


def _inexact(array: Any) -> bool:
    return array.dtype.kind in "fc" and not bool(np.all(np.isfinite(array)))


def _finite(value: object) -> bool:
    if (parts := _parts(value)) is not None:
        return any(map(_finite, parts.values()))
    array = _array(value)
    return array is not None and array.size > 0 and bool(np.any(np.isfinite(array)))
