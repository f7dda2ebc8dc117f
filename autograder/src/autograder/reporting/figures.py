"""The statistics of the report: how scores are spread, how hard a category is and whether it tells students apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

#: With fewer students no correlation is shown: its interval would hold nearly everything.
FEWEST = 10
#: With fewer it is shown, but said to be no more than a hint.
ENOUGH = 30
#: The 97.5th percentile of the normal distribution, for intervals of 95%.
_Z = 1.959963984540054


@dataclass(frozen=True)
class Spread:
    """How scores are spread.

    Attributes:
        count: how many there are; of none, all the rest is NaN.
        sd: the standard deviation of a sample (n − 1); NaN for fewer than two.
        lower, median, upper: the quartiles, with linear interpolation between two scores.
    """

    count: int
    mean: float
    sd: float
    least: float
    lower: float
    median: float
    upper: float
    most: float


def spread(scores: Sequence[float]) -> Spread:
    """How scores are spread."""
    values = np.asarray(scores, dtype=float)
    if not len(values):
        return Spread(0, *[math.nan] * 7)
    sd = float(values.std(ddof=1)) if len(values) > 1 else math.nan
    return Spread(len(values), float(values.mean()), sd, *map(float, np.percentile(values, [0, 25, 50, 75, 100])))


@dataclass(frozen=True)
class Discrimination:
    """Whether who has a category's points has more of the other points, too.

    Attributes:
        count: the students that were looked at.
        r: the correlation of the category with the rest of the unit; None if it is not known.
        low, high: its interval of 95%.
        why: why it is not known: "few" students, "same" (all have the same points), or "".
    """

    count: int
    r: float | None = None
    low: float = math.nan
    high: float = math.nan
    why: str = ""


def discrimination(item: Any, rest: Any) -> Discrimination:
    """The corrected item-total correlation; for a category that is all or nothing, the point-biserial correlation.

    Corrected: the total is without the category itself, which would else correlate with itself.  The interval is Fisher's.

    Args:
        item: each student's points in the category, (n,).
        rest: the same students' points in all the rest of the unit, (n,); students with a NaN are left out.
    """
    x, y = np.asarray(item, dtype=float), np.asarray(rest, dtype=float)
    known = np.isfinite(x) & np.isfinite(y)
    x, y = x[known], y[known]
    count = len(x)
    if count < FEWEST:
        return Discrimination(count, why="few")
    x, y = x - x.mean(), y - y.mean()
    size = math.sqrt(float(x @ x)) * math.sqrt(float(y @ y))
    if size < 1e-6:  # points are never so close without being equal
        return Discrimination(count, why="same")
    r = min(1.0, max(-1.0, float(x @ y) / size))
    around = math.atanh(min(max(r, -1 + 1e-12), 1 - 1e-12))
    width = _Z / math.sqrt(count - 3)
    return Discrimination(count, r, math.tanh(around - width), math.tanh(around + width))


def histogram(scores: Sequence[float], most: float = 100.0) -> list[int]:
    """How many scores are in each tenth of the points; the last includes the full points and what is above them."""
    counts = [0] * 10
    for score in scores:
        counts[min(9, max(0, int((10.0 * score + 1e-9) // most)))] += 1
    return counts


def mean_share(scores: Any, points: float) -> float | None:
    """The mean share of the points that can be had; None if there are no scores."""
    return float(np.mean(scores)) / points if len(scores) and points > 0 else None
