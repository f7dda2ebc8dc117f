"""Does unit 02's reference agree with SciPy, scikit-learn and finite differences?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import expit, log_expit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]
SIZES = [(9, 3), (4, 6), (12, 1), (1, 2)]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "02_logistic_regression").reference


def batch(m: int, n: int) -> tuple[Any, Any]:
    rng = np.random.default_rng(m * 100 + n)
    return rng.normal(size=(m, n)) + 0.3, rng.integers(2, size=m)


def scipy_loss(z: Any, y: Any) -> Any:
    return -np.mean(np.where(y == 1, log_expit(z), log_expit(-z)))


@pytest.mark.parametrize("scale", [1.0, 50.0, 5000.0])
@pytest.mark.parametrize("shape", [(), (7,), (3, 4), (2, 1, 3)])
def test_sigmoid_is_scipys_expit(reference: dict[str, Any], scale: float, shape: tuple[int, ...]) -> None:
    z = scale * np.random.default_rng(5).normal(size=shape)
    np.testing.assert_allclose(reference["sigmoid"](z), expit(z), rtol=1e-12, atol=1e-300)


def test_sigmoid_of_small_integers_is_scipys(reference: dict[str, Any]) -> None:
    for z in (np.array([0, 5, 255], dtype=np.uint8), np.array([-128, -1, 127], dtype=np.int8)):
        np.testing.assert_allclose(reference["sigmoid"](z), expit(z.astype(np.float64)), rtol=1e-12)


@pytest.mark.parametrize("scale", [1.0, 50.0, 5000.0])
def test_loss_is_scipys_log_expit(reference: dict[str, Any], scale: float) -> None:
    rng = np.random.default_rng(7)
    z, y = scale * rng.normal(size=11), rng.integers(2, size=11)
    assert reference["binary_cross_entropy"](z, y) == pytest.approx(scipy_loss(z, y), rel=1e-12)


def test_loss_is_scikit_learns_log_loss(reference: dict[str, Any]) -> None:
    rng = np.random.default_rng(8)
    z, y = 2.0 * rng.normal(size=14), rng.integers(2, size=14)
    assert reference["binary_cross_entropy"](z, y) == pytest.approx(log_loss(y, expit(z)), rel=1e-10)


@pytest.mark.parametrize(("m", "n"), SIZES)
def test_a_step_goes_down_the_slope_of_scipys_loss(reference: dict[str, Any], m: int, n: int) -> None:
    """Ten steps of descent with central differences in place of the formula."""
    X, y = batch(m, n)
    h, theta = 1e-5, np.zeros(n)
    for _ in range(10):
        slopes = [(scipy_loss(X @ (theta + e), y) - scipy_loss(X @ (theta - e), y)) / (2 * h) for e in h * np.eye(n)]
        theta = theta - 0.3 * np.array(slopes)
    found = reference["logistic_regression"](X, y, lr=0.3, epochs=10)
    np.testing.assert_allclose(found, theta, rtol=1e-7, atol=1e-9)


def test_long_descent_reaches_the_minimum_and_predicts_as_scikit_learn(reference: dict[str, Any]) -> None:
    rng = np.random.default_rng(3)
    bare = rng.normal(size=(60, 2))
    y = (bare @ [1.0, -0.5] + rng.normal(size=60) > 0).astype(int)
    X = np.hstack([np.ones((60, 1)), bare])
    theta = reference["logistic_regression"](X, y, lr=1.0, epochs=2000)
    best = minimize(lambda t: scipy_loss(X @ t, y), np.zeros(3), method="BFGS", options={"gtol": 1e-9}).x
    np.testing.assert_allclose(theta, best, rtol=1e-4)
    model = LogisticRegression(C=1e8, tol=1e-8, max_iter=1000).fit(bare, y)
    np.testing.assert_allclose(theta, np.r_[model.intercept_, model.coef_[0]], rtol=1e-3)
    np.testing.assert_array_equal(reference["predict"](X, theta), model.predict(bare))
