"""What the texts of unit 01 state, computed."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from autograder.authoring import over_seeds
from npml.unit01.pictures import longley, right_digits, solve_in_digits
from npml.unit01.widgets import MAPS
from sklearn.datasets import load_diabetes
from sklearn.linear_model import LinearRegression
from sklearn.model_selection import KFold, cross_val_score

#: Learning rates and numbers of epochs that the text chooses, and 3 ± 0.0001.
GIVEN = ("0.0002", "0.000002", "0.01", "0.02", "0.1", "100", "1000", "1,000", "3.0001", "2.9999", "152", "0.5", "1.5", "2.1")


@cache
def _data(*columns: int, scaled: bool = True) -> tuple[Any, Any]:
    """Bias column and features (m, n+1), and targets; all columns when none is named."""
    raw = load_diabetes(scaled=False)
    table = raw.data[:, list(columns)] if columns else raw.data
    if scaled:
        table = (table - table.mean(axis=0)) / table.std(axis=0)
    return np.hstack([np.ones((len(table), 1)), table]), raw.target


def _mse(X: Any, y: Any, theta: Any) -> float:
    return float(np.mean((X @ theta - y) ** 2))


def patients() -> int:
    """How many patients the data has."""
    return len(_data()[1])


def mean_target() -> float:
    """The mean of the targets."""
    return float(_data()[1].mean())


def best_weight() -> float:
    """The least-squares weight of standardized BMI."""
    return float(np.linalg.lstsq(*_data(2), rcond=None)[0][1])


def hand(lesson: Any) -> dict[str, float]:
    """The loss of the three shops before the first step, after it and after the second."""
    X, y = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 3.0]]), np.array([1.0, 3.0, 5.0])
    thetas = [lesson.gradient_descent(X, y, lr=0.1, epochs=epochs) for epochs in range(3)]
    return dict(zip(("start", "first", "second"), (_mse(X, y, theta) / 2 for theta in thetas), strict=True))


def wrapped() -> int:
    """3 - 5 as uint8."""
    return int((np.array([3], dtype=np.uint8) - np.array([5], dtype=np.uint8))[0])


def raw(lesson: Any) -> dict[str, float]:
    """BMI as it is: its range, the curvature of the loss, and what a walk of 100 epochs leaves."""
    X, y = _data(2, scaled=False)
    H = X.T @ X / len(X)
    values, vectors = np.linalg.eigh(H)
    best, rate = np.linalg.lstsq(X, y, rcond=None)[0], 0.0025
    theta = lesson.gradient_descent(X, y, lr=rate, epochs=100)
    left = abs(vectors[:, 0] @ (theta - best)) / abs(vectors[:, 0] @ best)
    return {
        "low": X[:, 1].min(), "high": X[:, 1].max(), "steeper": H[1, 1] / H[0, 0], "ratio": np.sqrt(values[1] / values[0]),
        "limit": 2 / values[1], "largest": values[1], "smallest": values[0], "left": left, "rate": rate,
    }  # fmt: skip


def raw_ten(lesson: Any) -> dict[str, Any]:
    """All ten features as they are: the largest eigenvalue, its critical rate, and what happens on both sides of it."""
    X, y = _data(scaled=False)
    largest = np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    inside, outside = (_mse(X, y, lesson.gradient_descent(X, y, lr=times * 2 / largest, epochs=200)) for times in (0.99, 1.01))
    assert inside < np.mean(y**2) < outside
    return {"largest": largest, "limit": 2 / largest, "smaller": 2 / largest < raw(lesson)["limit"] / 10}


def stretched() -> bool:
    """Whether the map of BMI as it is stretches the weight more than ten times; the plot is about as high as wide."""
    (left, right), (low, high) = MAPS[False]
    return 0.8 * (right - left) / (high - low) > 10


def sixty_two_digits(lesson: Any) -> bool:
    """Whether the MSE at 1.2 times the critical rate has 62 digits after 200 epochs."""
    X, y = _data()
    rate = 1.2 * 2 / np.linalg.eigvalsh(X.T @ X / len(X))[-1]
    return len(str(int(_mse(X, y, lesson.gradient_descent(X, y, lr=rate, epochs=200))))) == 62


def last_part(lesson: Any) -> float:
    """R² that is missing after 500 epochs."""
    X, y = _data()
    theta = lesson.gradient_descent(X, y, lr=0.1, epochs=500)
    return (_mse(X, y, theta) - lowest()) / float(y.var())


def flattest() -> float:
    """The smallest eigenvalue of H for ten standardized features and the bias column."""
    X, _ = _data()
    return float(np.linalg.eigvalsh(X.T @ X / len(X))[0])


def lowest() -> float:
    """The lowest MSE that ten features reach."""
    X, y = _data()
    return _mse(X, y, np.linalg.lstsq(X, y, rcond=None)[0])


def alike() -> float:
    """The correlation of the serum measurements s1 and s2."""
    raw = load_diabetes(scaled=False)
    s1, s2 = (raw.data[:, raw.feature_names.index(name)] for name in ("s1", "s2"))
    return float(np.corrcoef(s1, s2)[0, 1])


@cache
def new_patients() -> Any:
    """R² of ten folds, each left out once, averaged; over ten ways to shuffle the patients."""
    X, y = _data()

    def run(seed: int) -> float:
        return float(cross_val_score(LinearRegression(), X, y, cv=KFold(10, shuffle=True, random_state=seed)).mean())

    return over_seeds(run)


def new_patients_lower() -> bool:
    """Whether patients who were left out are predicted worse than those learned from, however they are shuffled."""
    return new_patients().high < 1 - lowest() / float(_data()[1].var())


def sum_ratio(lesson: Any) -> float:
    """The gradient without 1/m over the right one, where all coordinates agree."""
    X, y = _data()
    ratio = X.T @ (X @ np.ones(11) - y) / lesson.mse_gradient(X, y, np.ones(11))
    assert np.ptp(ratio) < 1e-6
    return float(ratio[0])


def no_bias(lesson: Any) -> dict[str, Any]:
    """What is learned without the column of ones."""
    X, y = _data()
    theta = lesson.gradient_descent(X[:, 1:], y, lr=0.1)
    later = lesson.gradient_descent(X[:, 1:], y, lr=0.1, epochs=2000)
    losses = [_mse(X[:, 1:], y, item) for item in (theta, later)]
    return {"r2": 1 - losses[0] / y.var(), "mean": round(float((X[:, 1:] @ theta).mean()), 9),
            "converged": bool(0 <= losses[0] - losses[1] < 1e-3 * losses[0])}  # fmt: skip


def random_start_diverges() -> bool:
    """Whether a descent from ten random places loses ground as one from zeros does, above the critical rate."""
    X, y = _data()
    rate = 1.05 * 2 / np.linalg.eigvalsh(X.T @ X / len(X))[-1]

    def grown(seed: int) -> float:
        theta = np.random.default_rng(seed).normal(scale=50.0, size=11)
        before = _mse(X, y, theta)
        for _ in range(400):
            theta = theta - rate * X.T @ (X @ theta - y) / len(y)
        return _mse(X, y, theta) / before

    return over_seeds(grown).low > 1e6


def other_book(lesson: Any) -> dict[str, float]:
    """A descent of 100 samples by the sum and lr=0.0002: which rate gives the same here, and how short others' steps are."""
    X, y = (part[:100] for part in _data())
    theirs = np.zeros(11)
    for _ in range(50):
        theirs = theirs - 0.0002 * X.T @ (X @ theirs - y)
    rates = [rate for rate in (0.000002, 0.0002, 0.002, 0.02, 0.04)
             if np.allclose(lesson.gradient_descent(X, y, lr=rate, epochs=50), theirs)]  # fmt: skip
    assert len(rates) == 1
    steps = [float(lesson.gradient_descent(X, y, lr=rate, epochs=1)[0] / (0.0002 * y.sum())) for rate in (0.0002, 0.000002)]
    return {"rate": rates[0], "same": steps[0], "smaller": steps[1]}


def unscaled(lesson: Any) -> dict[str, Any]:
    """Ten features as they are: what learning at lr=0.1 gives, the critical rate, and the best that a line reaches."""
    X, y = _data(*range(10), scaled=False)
    with np.errstate(all="ignore"):
        lost = all(np.isnan(1 - _mse(X, y, lesson.gradient_descent(X, y, lr=0.1, epochs=epochs)) / y.var())
                   for epochs in (1000, 5000))  # fmt: skip
    limit = 2 / float(np.linalg.eigvalsh(X.T @ X / len(X))[-1])
    best = 1 - _mse(X, y, np.linalg.lstsq(X, y, rcond=None)[0]) / float(y.var())
    return {"lost": lost, "limit": limit, "times": 0.1 / limit, "best": best}


def gram_size() -> float:
    """Gigabytes of a float64 matrix with a row and a column for each of 100,000 features."""
    return 100_000**2 * 8 / 1e9


def integer_nudge() -> float:
    """What the numerical derivative of x² at the integer 3 gives, when the array is written to in place."""
    x, found = np.array([3]), []
    for moved in (3 + 1e-4, 3 - 1e-4):
        x[0] = moved
        found.append(float(np.sum(x**2)))
    return round((found[0] - found[1]) / 2e-4, 3)


def full_batch(lesson: Any) -> float:
    """MSE after 20 epochs of one step each."""
    X, y = _data()
    return _mse(X, y, lesson.gradient_descent(X, y, lr=0.1, epochs=20))


def mini_batch(lesson: Any) -> Any:
    """MSE after 20 epochs in parts of 32, over a hundred seeds."""
    X, y = _data()

    def run(seed: int) -> float:
        rng, theta = np.random.default_rng(seed), np.zeros(11)
        for _ in range(20):
            order = rng.permutation(len(y))
            for start in range(0, len(y), 32):
                part = order[start : start + 32]
                theta = theta - 0.1 * lesson.mse_gradient(X[part], y[part], theta)
        return _mse(X, y, theta)

    return over_seeds(run, count=100)


def steps_each() -> int:
    """Steps of an epoch in parts of 32."""
    return -(-patients() // 32)


def longley_seven(lesson: Any) -> dict[str, Any]:
    """Longley's coefficients from seven digits: which are right, as they are and standardized."""
    table, jobs = longley()
    raw, scaled = (lesson.add_bias(features) for features in (table, (table - table.mean(axis=0)) / table.std(axis=0)))
    found = [solve_in_digits(X.T @ X, X.T @ jobs, 7) for X in (raw, scaled)]
    true = [np.linalg.lstsq(X, jobs, rcond=None)[0] for X in (raw, scaled)]
    wrong = [int(np.sum(np.sign(a) != np.sign(b))) for a, b in zip(found, true, strict=True)]
    return {"no_digit": max(right_digits(*pair) for pair in zip(found[0], true[0], strict=True)) < 0.3, "wrong_signs": wrong[0],
            "signs_right": wrong[1] == 0 and wrong[0] > 0}  # fmt: skip
