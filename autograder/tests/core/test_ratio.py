"""Is a gradient's constant ratio recognised, and named only when every case agrees?"""

from __future__ import annotations

import numpy as np
import pytest

from npml.core.compare import Problem
from npml.core.program import Outcome
from npml.core.ratio import Failure, constant_ratio, name_ratio, shared_ratio


@pytest.mark.parametrize(("factor", "name"), [(7.0, "m"), (2.0, "2"), (-1.0, "-1"), (1 / 7, "1/m"), (7 / 3, "m/n")])
def test_is_a_constant_ratio_named(factor: float, name: str) -> None:
    want = np.array([1.0, -2.0, 0.0, 5.0])
    ratio = constant_ratio(factor * want, want)
    assert ratio is not None
    assert name_ratio(ratio, {"m": 7, "n": 3}) == name


def test_is_no_ratio_found_where_there_is_none() -> None:
    want = np.array([1.0, -2.0, 5.0])
    assert constant_ratio(want + 1, want) is None
    assert constant_ratio(want, want) is None
    assert constant_ratio(np.full(3, np.nan), want) is None
    assert constant_ratio(0 * want, want) is None


def test_does_a_name_fit_every_case() -> None:
    """With two rows a factor of two is the number of rows or just two: another case decides."""
    want = np.array([1.0, -2.0, 5.0])

    def failure(factor: float, rows: int) -> Failure:
        return [Outcome(value=factor * want)], [Outcome(value=want)], Problem("value"), {"m": rows}

    assert shared_ratio([failure(2.0, 2)]) == (2.0, "2")
    assert shared_ratio([failure(2.0, 2), failure(5.0, 5)]) == (2.0, "m")
    assert shared_ratio([failure(2.0, 2), failure(3.0, 5)]) is None
    assert shared_ratio([failure(1.25, 5)]) == (1.25, None)
    assert shared_ratio([]) is None
