"""Does unit 01's reference agree with least squares, scikit-learn and finite differences?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "01_linear_regression").reference


def table(seed: int, m: int, n: int) -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, n)), rng.normal(size=m) + 2.0, rng.normal(size=n)


@pytest.mark.parametrize(("m", "n"), [(7, 3), (3, 5), (1, 4), (6, 1)])
def test_gradient_equals_central_differences_of_half_the_mse(reference: dict[str, Any], m: int, n: int) -> None:
    X, y, theta = table(m * 10 + n, m, n)
    h = 1e-5
    numeric = [
        (np.mean((X @ (theta + h * unit) - y) ** 2) - np.mean((X @ (theta - h * unit) - y) ** 2)) / (4 * h)
        for unit in np.eye(n)
    ]
    np.testing.assert_allclose(reference["mse_gradient"](X, y, theta), numeric, rtol=1e-7, atol=1e-9)


def test_gradient_vanishes_at_the_least_squares_solution(reference: dict[str, Any]) -> None:
    X, y, _ = table(5, 12, 4)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    np.testing.assert_allclose(reference["mse_gradient"](X, y, best), np.zeros(4), atol=1e-12)


def test_long_descent_reaches_least_squares(reference: dict[str, Any]) -> None:
    X, y, _ = table(6, 40, 3)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    np.testing.assert_allclose(reference["gradient_descent"](X, y, lr=0.3, epochs=2000), best, rtol=1e-9)


def test_descent_follows_the_closed_form_of_its_path(reference: dict[str, Any]) -> None:
    X, y, _ = table(7, 9, 4)
    values, vectors = np.linalg.eigh(X.T @ X / 9)
    best = np.linalg.lstsq(X, y, rcond=None)[0]
    for epochs in (0, 1, 7, 50):
        path = best - vectors @ ((1.0 - 0.1 * values) ** epochs * (vectors.T @ best))
        np.testing.assert_allclose(reference["gradient_descent"](X, y, lr=0.1, epochs=epochs), path, rtol=1e-9, atol=1e-12)


def test_intercept_and_coefficients_are_those_of_scikit_learn(reference: dict[str, Any]) -> None:
    from sklearn.datasets import load_diabetes
    from sklearn.linear_model import LinearRegression

    data = load_diabetes(scaled=False)
    X = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    library = LinearRegression().fit(X, data.target)
    theta = reference["gradient_descent"](reference["add_bias"](X), data.target, lr=0.45, epochs=6000)
    np.testing.assert_allclose(theta, [library.intercept_, *library.coef_], rtol=1e-6)
