"""Which known mistake explains a wrong result?

Works on values only: the student's outcomes and those of each mistake on the same cases.
A mistake is named when it gives what the student gave on every case (best), or on every
failing case with at least one case of numeric evidence.  Shape alone names nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .compare import alike, same_arguments
from .program import Outcome

Run = Sequence[Outcome]


@dataclass(frozen=True)
class Evidence:
    """One case: what the student gave, what is right, and whether that counted as a failure."""

    got: Run
    want: Run
    failed: bool


def diagnose(evidence: Sequence[Evidence], keys: Iterable[str], agrees: Callable[[str, int], bool]) -> list[str]:
    """Keys of the mistakes that explain the failures, the likeliest first.

    Args:
        evidence: the cases that ran.
        keys: the mistakes, in the bank's order.
        agrees: whether a mistake gives on a case, by its index, what the student gave.  It is not asked of a
            mistake that one failing case has ruled out: running a bank, or reading what it gives, costs the most.
    """
    weights = {index: _weight(item) for index, item in enumerate(evidence) if item.failed}
    if not weights:
        return []
    failing = sorted(weights, key=lambda index: -weights[index])  # an error alone rules out little
    others = [index for index in range(len(evidence)) if index not in weights]
    numeric = any(weights.values())
    ranked = []
    for order, key in enumerate(keys):
        if not all(agrees(key, index) for index in failing):
            continue
        if numeric:
            agree = sum(agrees(key, index) for index in others)
        elif all(agrees(key, index) for index in others):
            agree = len(others)
        else:
            continue
        ranked.append((-agree, order, key))
    return [key for *_, key in sorted(ranked)]


def same_run(a: Run, b: Run) -> bool:
    """Whether two runs of a case are alike in values, errors and side effects."""
    return len(a) == len(b) and all(map(same_outcome, a, b))


def same_outcome(a: Outcome, b: Outcome) -> bool:
    """Whether two steps are alike; messages do not count."""
    if a.error != b.error or (a.warned != b.warned and not (_nonfinite(a.value) and _nonfinite(b.value))):
        return False  # beside NaN and infinity the warnings only tell how they came about: a mean of nothing, or 0 / 0
    if (a.aliased, a.changed, a.rng_used) != (b.aliased, b.changed, b.rng_used):
        return False
    if a.args is not None and b.args is not None and not same_arguments(a.args, b.args):
        return False
    return a.error is not None or alike(a.value, b.value)


def telling(evidence: Sequence[Evidence]) -> bool:
    """Whether the failing cases carry numbers; if not, only a mistake that agrees on every case is named."""
    return any(item.failed and _weight(item) for item in evidence)


def _weight(item: Evidence) -> int:
    """1 when the failing case carries numbers or an observation, 0 when only an error or a shape."""
    for got, want in zip(item.got, item.want, strict=False):
        if got.error is not None or want.error is not None:
            continue
        if (got.aliased, got.changed, got.rng_used, got.warned) != (
            want.aliased, want.changed, want.rng_used, want.warned,
        ):  # fmt: skip
            return 1
        if not same_arguments(got.args, want.args):
            return 1
        if not alike(got.value, want.value) and _finite(got.value):
            return 1
    return 0


def _nonfinite(value: object) -> bool:
    """Whether a value has a NaN or an infinity."""
    if isinstance(value, (tuple, list)):
        return any(map(_nonfinite, value))
    return isinstance(value, (float, np.generic, np.ndarray)) and _inexact(np.asarray(value))


def _inexact(array: Any) -> bool:
    return array.dtype.kind in "fc" and not bool(np.all(np.isfinite(array)))


def _finite(value: object) -> bool:
    if isinstance(value, (tuple, list)):
        return any(_finite(item) for item in value)
    try:
        array = np.asarray(value)
    except ValueError:
        return False
    return array.dtype.kind in "biuf" and array.size > 0 and bool(np.any(np.isfinite(array.astype(np.float64))))


#: Candidates for a constant ratio between a gradient and the right one, in the order tried.
def constant_ratio(got: object, want: object, rtol: float = 1e-6) -> float | None:
    """got / want, if it is the same for all coordinates and not 1; else None."""
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


def name_ratio(ratio: float, sizes: Mapping[str, int]) -> str | None:
    """The name of a ratio from the sizes of the case: "m", "1/m", "-1", "2", "m/n" …"""
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
    matches = [name for name, value in named.items() if abs(ratio / value - 1.0) < 1e-6]
    return matches[0] if matches else None
