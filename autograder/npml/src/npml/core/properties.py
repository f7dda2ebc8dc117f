"""Named properties of a case's outcomes, for the visible invariants.

A property is general mathematics about results ("rows sum to one", "two steps give the same"),
never an implementation of an exercise: its name and parameters are shipped to the student as data.
Each takes the outcomes and its parameters and says whether it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .compare import alike
from .program import Outcome

Property = Callable[..., bool]
REGISTRY: dict[str, Property] = {}


def register(function: Property) -> Property:
    """Decorator: make a property known by its function's name."""
    REGISTRY[function.__name__] = function
    return function


def holds(name: str, outcomes: Sequence[Outcome], params: dict[str, Any]) -> bool:
    """Whether a property holds; False if it cannot be computed from these outcomes.

    Raises:
        KeyError: there is no property of this name.
    """
    property_holds = REGISTRY[name]
    try:
        with np.errstate(all="ignore"):
            return bool(property_holds(outcomes, **params))
    except (LookupError, TypeError, ValueError, AttributeError):  # of a dict where a tuple was asked for, KeyError
        return False


def pick(outcomes: Sequence[Outcome], step: int, item: int | None = None) -> Any:
    """The value of a step, or one item of it."""
    value = outcomes[step].value
    return value if item is None else value[item]


@register
def equal(
    outcomes: Sequence[Outcome], a: int, b: int, a_item: int | None = None, b_item: int | None = None,
    rtol: float = 1e-6, atol: float = 1e-9,
) -> bool:  # fmt: skip
    """Two steps give the same value."""
    return alike(pick(outcomes, a, a_item), pick(outcomes, b, b_item), rtol, atol)


@register
def differ(outcomes: Sequence[Outcome], a: int, b: int, a_item: int | None = None, b_item: int | None = None) -> bool:
    """Two steps give different values."""
    return not alike(pick(outcomes, a, a_item), pick(outcomes, b, b_item))


@register
def sums_to(
    outcomes: Sequence[Outcome], step: int, total: float, axis: int | None = None, item: int | None = None,
    tol: float = 1e-9,
) -> bool:  # fmt: skip
    """Sums along an axis (or of everything) equal a number."""
    return bool(np.all(np.abs(np.sum(pick(outcomes, step, item), axis=axis) - total) <= tol))


@register
def between(outcomes: Sequence[Outcome], step: int, low: float, high: float, item: int | None = None) -> bool:
    """Every element lies in [low, high]."""
    value = np.asarray(pick(outcomes, step, item))
    return bool(np.all((value >= low) & (value <= high)))


@register
def negated(outcomes: Sequence[Outcome], a: int, b: int) -> bool:
    """Two steps give opposite values."""
    return alike(-np.asarray(pick(outcomes, a)), np.asarray(pick(outcomes, b)))


@register
def scaled(outcomes: Sequence[Outcome], a: int, b: int, factor: float) -> bool:
    """Step b gives factor times step a."""
    return alike(factor * np.asarray(pick(outcomes, a)), np.asarray(pick(outcomes, b)))


@register
def mean_between(outcomes: Sequence[Outcome], step: int, low: float, high: float, item: int | None = None) -> bool:
    """The mean of all elements lies in [low, high]."""
    return bool(low <= float(np.mean(pick(outcomes, step, item))) <= high)


@register
def one_of(outcomes: Sequence[Outcome], step: int, values: Sequence[float], item: int | None = None) -> bool:
    """Every element is one of a few numbers."""
    return bool(np.all(np.isin(np.asarray(pick(outcomes, step, item)), values)))


@register
def mix(
    outcomes: Sequence[Outcome], step: int, values: Sequence[float], low: float, high: float, item: int | None = None
) -> bool:
    """Every element is one of a few numbers, in such shares that their mean lies in [low, high]."""
    return one_of(outcomes, step, values, item) and mean_between(outcomes, step, low, high, item)


@register
def product(outcomes: Sequence[Outcome], step: int, item: int, other: int, factors: Any) -> bool:
    """One item of a step equals another item of the same shape times ``factors``, element by element.

    ``factors``: one number, or a nested list of the items' shape.
    """
    made, given = np.asarray(pick(outcomes, step, item)), np.asarray(pick(outcomes, step, other))
    return made.shape == given.shape and alike(made, given.astype(np.float64) * np.asarray(factors))


@register
def lines_differ(outcomes: Sequence[Outcome], step: int, item: int | None = None) -> bool:
    """A matrix whose rows are not all equal, nor its columns."""
    value = np.asarray(pick(outcomes, step, item))
    return value.ndim == 2 and bool(np.any(value != value[:1]) and np.any(value != value[:, :1]))


@register
def rows_from(outcomes: Sequence[Outcome], step: int, rows: Any, item: int | None = None) -> bool:
    """The rows of a matrix are some of the given rows, none of them used more often than it is given."""
    value, left = np.asarray(pick(outcomes, step, item)), [list(map(float, row)) for row in rows]
    if value.ndim != 2:
        return False
    for row in value.tolist():
        if row not in left:
            return False
        left.remove(row)
    return True


@register
def partition(outcomes: Sequence[Outcome], step: int, paths: Sequence[Sequence[int]], size: int) -> bool:
    """Some arrays of indices together hold each of 0 … size - 1 once; ``paths`` say where in the value they are."""
    parts = [_indices(pick(outcomes, step), path) for path in paths]
    return np.array_equal(np.sort(np.concatenate(parts)), np.arange(size))


@register
def share(outcomes: Sequence[Outcome], step: int, path: Sequence[int], of: Sequence[int], low: int, high: int) -> bool:
    """How many of an array's indices are among the given ones lies in [low, high]."""
    return low <= int(np.sum(np.isin(_indices(pick(outcomes, step), path), of))) <= high


@register
def rising(outcomes: Sequence[Outcome], step: int, path: Sequence[int]) -> bool:
    """An array of indices is in increasing order."""
    return bool(np.all(np.diff(_indices(pick(outcomes, step), path)) > 0))


@register
def grouped(outcomes: Sequence[Outcome], step: int, path: Sequence[int], labels: Sequence[int]) -> bool:
    """In an array of indices those with equal labels stand together."""
    found = np.asarray(labels)[_indices(pick(outcomes, step), path)]
    return int(np.count_nonzero(np.diff(found))) < len(set(found.tolist()))


def _indices(value: Any, path: Sequence[int]) -> Any:
    """The one-dimensional array of whole numbers that lies so deep in tuples and lists."""
    for item in path:
        value = value[item]
    if not isinstance(value, np.ndarray) or value.ndim != 1 or value.dtype.kind not in "iu":
        raise TypeError("no array of indices")
    return value.astype(np.int64)


@register
def never(outcomes: Sequence[Outcome], name: str, **params: Any) -> bool:
    """Another property does not hold, so that a case can name a mistake by a property that only the mistake has."""
    return not holds(name, outcomes, params)
