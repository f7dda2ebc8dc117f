"""The patients of unit 10: 442 of them with ten features, and 80 with so many features that a model learns them by heart."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import lasso_path
from sklearn.preprocessing import PolynomialFeatures

#: s1 to s6 are blood values; the names are those that the data set's description gives.
NAMES = ("나이", "성별", "BMI", "혈압", "s1 총콜레스테롤", "s2 LDL", "s3 HDL", "s4 비율", "s5 log 중성 지방", "s6 혈당")


def standardize(table: Any, like: Any) -> Any:
    """The columns of a table, shifted and scaled as those of another must be to have mean 0 and standard deviation 1."""
    return (table - like.mean(axis=0)) / like.std(axis=0)


@cache
def everyone() -> tuple[Any, Any]:
    """X (442, 10), standardized, and y (442,) without its mean, so that no intercept is needed."""
    data = load_diabetes(scaled=False)
    return standardize(data.data, data.data), data.target - data.target.mean()


@cache
def overfit(seed: int = 0) -> tuple[Any, Any, Any, Any]:
    """65 features, the ten and their 55 products: A (80, 65), a (80,) to train, B (362, 65), b (362,) to validate.

    Means and standard deviations are those of the 80, as nothing else may be known in training.
    """
    X, y = everyone()
    many = PolynomialFeatures(2, include_bias=False).fit_transform(X)
    order = np.random.default_rng(seed).permutation(len(many))
    few, rest = order[:80], order[80:]
    a, b = y[few] - y[few].mean(), y[rest] - y[few].mean()
    return standardize(many[few], many[few]), a, standardize(many[rest], many[few]), b


@cache
def forty() -> Any:
    """Validation errors of 40 splits, (40, 3): ten features with L1, all 65 with L1, all 65 with L2, each with its best λ of a few."""
    return np.array([_best(seed) for seed in range(40)])


def _best(seed: int) -> tuple[float, ...]:
    A, a, B, b = overfit(seed)
    H, c = A.T @ A / len(a), A.T @ a / len(a)
    few, many = (lasso_path(A[:, :n], a, alphas=(40, 10, 5, 1), max_iter=100_000)[1].T for n in (10, 65))
    small = [np.linalg.solve(H + 2 * lam * np.eye(65), c) for lam in (0.01, 0.1, 0.3, 1, 10)]
    return tuple(min(mse(B[:, : len(w)], b, w) for w in kind) for kind in (few, many, small))


def mse(table: Any, target: Any, weights: Any) -> float:
    """The mean squared error of weights (n,) on a table (m, n) with its target (m,)."""
    return float(np.mean((table @ weights - target) ** 2))
