"""The statistics, against small classes that were computed by hand."""

from __future__ import annotations

import math

import pytest

from autograder.reporting.figures import ENOUGH, FEWEST, discrimination, histogram, mean_share, spread


def test_a_spread_by_hand() -> None:
    """Mean 60, squared deviations 900 + 100 + 100 + 900 = 2000, by n − 1 = 3; quartiles between two scores."""
    found = spread([30, 50, 70, 90])
    assert (found.count, found.mean, found.least, found.most) == (4, 60, 30, 90)
    assert found.sd == pytest.approx(math.sqrt(2000 / 3))
    assert (found.lower, found.median, found.upper) == (45, 60, 75)


def test_nobody_and_one() -> None:
    assert spread([]).count == 0
    assert math.isnan(spread([]).mean)
    assert spread([40]).mean == 40
    assert math.isnan(spread([40]).sd), "one score does not spread"


def test_a_discrimination_by_hand() -> None:
    """Point-biserial: (mean of those with − mean of those without) / sd of all · √(pq), with sd by n.

    The rest of five who have it is 6, 7, 8, 9, 10, of five who have it not 1, 2, 3, 4, 5: 5 / √8.25 · 0.5.
    """
    found = discrimination([2.0] * 5 + [0.0] * 5, [6, 7, 8, 9, 10, 1, 2, 3, 4, 5])
    assert found.count == 10
    assert found.r == pytest.approx(5 / math.sqrt(8.25) * 0.5)
    around = math.atanh(found.r or 0)
    assert found.low == pytest.approx(math.tanh(around - 1.959964 / math.sqrt(7)), abs=1e-6)
    assert found.high == pytest.approx(math.tanh(around + 1.959964 / math.sqrt(7)), abs=1e-6)


def test_partial_points_and_ties() -> None:
    """Pearson by hand: x − 1 and y − 2 of (0,1,2)·4 and (1,2,3)·4 are equal, so r is 1; reversed −1."""
    x, y = [0.0, 1.0, 2.0] * 4, [1.0, 2.0, 3.0] * 4
    assert discrimination(x, y).r == pytest.approx(1)
    assert discrimination(x, y[::-1]).r == pytest.approx(-1)


def test_what_is_too_few_or_all_the_same_is_said() -> None:
    few = discrimination([1.0] * 4 + [0.0] * 5, range(9))
    assert (few.count, few.r, few.why) == (FEWEST - 1, None, "few")
    same = discrimination([3.0] * 12, range(12))
    assert (same.count, same.r, same.why) == (12, None, "same")
    assert FEWEST < ENOUGH


def test_who_lacks_a_category_is_left_out() -> None:
    nan = float("nan")
    found = discrimination([2.0] * 5 + [0.0] * 5 + [nan, 2.0], [6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 100, nan])
    assert found.count == 10
    assert found.r == pytest.approx(5 / math.sqrt(8.25) * 0.5)


def test_a_histogram_counts_each_once() -> None:
    """At the edge of two bars a score is in the upper one; full points and extra credit are in the last."""
    assert histogram([0, 9.99, 10, 55, 89.999, 90, 100, 104]) == [2, 1, 0, 0, 0, 1, 0, 0, 1, 3]
    assert histogram([0.3, 0.6, 2.9999999999], most=3.0)[9] == 1, "0.3 is the edge of the second bar, 0.6 of the third"
    assert histogram([0.3, 0.6], most=3.0)[:3] == [0, 1, 1]


def test_a_mean_share() -> None:
    assert mean_share([5, 10], 10) == 0.75
    assert mean_share([], 10) is None
