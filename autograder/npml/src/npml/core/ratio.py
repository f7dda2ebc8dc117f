"""The constant by which a wrong gradient is off, and its name: "m", "1/m", "2", "-1" …"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .compare import Problem
from .program import Outcome


def constant_ratio(got: object, want: object, rtol: float = 1e-6) -> float | None:
    """``got / want``, if it is the same for all elements and not 1; else None.

    Elements where ``want`` is nearly zero must be nearly zero in ``got`` and count no further; two others are needed.

    Args:
        got, want: arrays of one shape, else the result is None.
        rtol: by how much the ratios may differ, relative to the first.
    """
    a, b = np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64)
    if a.shape != b.shape or a.size < 2:
        return None
    big = np.abs(b) > 1e-9 * max(1.0, float(np.max(np.abs(b))))
    if np.count_nonzero(big) < 2 or not np.all(np.isfinite(a)) or np.any(np.abs(a[~big]) > 1e-6):
        return None
    ratios = a[big] / b[big]
    first = float(ratios.flat[0])
    if abs(first) < 1e-12 or not np.allclose(ratios, first, rtol=rtol, atol=0.0) or abs(first - 1.0) < rtol:
        return None
    return first


def names_of(ratio: float, sizes: Mapping[str, int]) -> list[str]:
    """Every name that fits a ratio, the likeliest first: "2", "-1" …, and with a case's sizes {"m": 7} also "1/m" …"""
    named: dict[str, float] = {"2": 2.0, "-1": -1.0, "1/2": 0.5, "-2": -2.0}
    for name, size in sizes.items():
        named[name] = float(size)
        named[f"1/{name}"] = 1.0 / size
        named[f"2·{name}"] = 2.0 * size
        named[f"-{name}"] = -float(size)
    for top, a in sizes.items():
        for bottom, b in sizes.items():
            if top != bottom:
                named[f"{top}/{bottom}"] = a / b
    return [name for name, value in named.items() if abs(ratio / value - 1.0) < 1e-6]


def name_ratio(ratio: float, sizes: Mapping[str, int]) -> str | None:
    """The likeliest name of a ratio by the sizes of one case, or None."""
    return next(iter(names_of(ratio, sizes)), None)


Failure = tuple[Sequence[Outcome], Sequence[Outcome], Problem, Mapping[str, int]]


def shared_ratio(failures: Sequence[Failure]) -> tuple[float, str | None] | None:
    """The ratio by which the wrong values of an exercise are off.

    Args:
        failures: got, want, problem and sizes of each case in which a value is wrong and sizes are known.

    Returns:
        The ratio in the first failure and the likeliest name that fits all failures.  A single failure may have a
        ratio without a name.  None when some case is not off by a constant, or no name fits all of several cases.
    """
    first: float | None = None
    common: list[str] | None = None
    for got, want, problem, sizes in failures:
        value = _ratio(_at(got, problem), _at(want, problem))
        if value is None:
            return None
        names = names_of(value, sizes)
        common = names if common is None else [name for name in common if name in names]
        first = value if first is None else first
    if first is None or common is None or (not common and len(failures) > 1):
        return None
    return first, next(iter(common), None)


def _ratio(got: Any, want: Any) -> float | None:
    if not all(isinstance(value, np.ndarray) and value.dtype.kind in "iuf" for value in (got, want)):
        return None
    with np.errstate(all="ignore"):
        return constant_ratio(got, want)


def _at(run: Sequence[Outcome], problem: Problem) -> Any:
    value = run[problem.step].value if problem.step < len(run) else None
    for index in problem.item:
        value = value[index] if isinstance(value, (tuple, list)) and index < len(value) else None
    return value
