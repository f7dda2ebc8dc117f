"""Does unit 14's reference agree with SciPy, scikit-learn and a complex step?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import approx_fprime
from scipy.special import expit
from sklearn.metrics import mean_squared_error

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]
SIZES = [(7, 4, 5, 3), (5, 3, 2, 1), (1, 2, 3, 4), (6, 1, 1, 2)]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "14_backpropagation").reference


def problem(m: int, n: int, H: int, k: int) -> tuple[Any, Any, tuple[Any, ...]]:
    rng = np.random.default_rng([m, n, H, k])
    params = tuple(rng.normal(size=shape) for shape in ((n, H), (H,), (H, k), (k,)))
    return rng.normal(size=(m, n)), rng.uniform(size=(m, k)), params


def complex_loss(X: Any, y: Any, params: list[Any]) -> Any:
    """Half the sum of squared errors over m, for parameters with an imaginary part."""
    hidden = 1.0 / (1.0 + np.exp(-(X @ params[0] + params[1])))
    output = 1.0 / (1.0 + np.exp(-(hidden @ params[2] + params[3])))
    return np.sum((output - y) ** 2) / (2 * len(X))


def complex_step(X: Any, y: Any, params: tuple[Any, ...]) -> list[Any]:
    """The gradient to the last digits: no difference is taken."""
    found = []
    for at, array in enumerate(params):
        grad = np.empty(array.shape)
        for where in np.ndindex(array.shape):
            moved = [item.astype(complex) for item in params]
            moved[at][where] += 1e-30j
            grad[where] = complex_loss(X, y, moved).imag / 1e-30
        found.append(grad)
    return found


def test_given_sigmoid_is_scipys(reference: dict[str, Any]) -> None:
    z = np.array([-1e4, -710.0, -30.0, -1.0, 0.0, 2.5, 40.0, 1e4])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        np.testing.assert_allclose(reference["sigmoid"](z), expit(z), rtol=1e-12, atol=1e-16)


def test_derivative_of_the_output_is_the_slope_of_scipys_sigmoid(reference: dict[str, Any]) -> None:
    z, h = np.linspace(-6.0, 6.0, 41), 1e-5
    numeric = (expit(z + h) - expit(z - h)) / (2 * h)
    np.testing.assert_allclose(reference["sigmoid_derivative"](expit(z)), numeric, rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize("sizes", SIZES)
def test_forward_and_loss_are_scipys_and_scikit_learns(reference: dict[str, Any], sizes: tuple[int, ...]) -> None:
    X, y, params = problem(*sizes)
    hidden, output = reference["forward"](X, params)
    np.testing.assert_allclose(hidden, expit(X @ params[0] + params[1]), rtol=1e-12)
    np.testing.assert_allclose(output, expit(hidden @ params[2] + params[3]), rtol=1e-12)
    want = mean_squared_error(y, output) * sizes[3] / 2
    assert reference["half_mse"](output, y) == pytest.approx(want, rel=1e-12)


@pytest.mark.parametrize("sizes", SIZES)
def test_gradient_is_that_of_a_complex_step(reference: dict[str, Any], sizes: tuple[int, ...]) -> None:
    X, y, params = problem(*sizes)
    for mine, theirs in zip(reference["backward"](X, y, params), complex_step(X, y, params), strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("h", [1e-5, 0.1])
def test_known_functions_are_differentiated_as_calculus_says(reference: dict[str, Any], h: float) -> None:
    numeric = reference["numeric"]
    np.testing.assert_allclose(numeric("cubic", np.array([1.5, -0.5]), h), [5.75 + h**2, 3.0], rtol=1e-9)
    x = np.array([0.4, -1.2, 2.0])
    np.testing.assert_allclose(numeric("bowl", x, h), x * [1.0, 2.0, 3.0], rtol=1e-9)
    np.testing.assert_allclose(numeric("waves", x, h), np.cos(np.arange(3) + x) * np.sin(h) / h, rtol=1e-8)
    table = np.array([[1.5, -0.5, 2.0], [0.6, 1.1, -1.4]])
    want = 2.0 * np.prod(table, axis=1, keepdims=True) ** 2 / table
    np.testing.assert_allclose(numeric("products", table, h), want, rtol=1e-8)


def test_numerical_gradient_is_scipys(reference: dict[str, Any]) -> None:
    X, y, params = problem(7, 4, 5, 3)

    def loss(W2: Any) -> float:
        return float(complex_loss(X, y, [params[0], params[1], W2.reshape(5, 3), params[3]]).real)

    theirs = approx_fprime(params[2].ravel(), loss, 1e-7)
    np.testing.assert_allclose(reference["numerical_gradient"](loss, params[2]).ravel(), theirs, rtol=1e-4, atol=1e-7)


def test_training_is_descent_along_the_complex_steps_gradient(reference: dict[str, Any]) -> None:
    X, y, start = problem(5, 3, 4, 3)
    params, losses = reference["train"](X, y, start, lr=0.8, epochs=6)
    mine: Any = start
    for loss in losses:
        assert loss == pytest.approx(complex_loss(X, y, mine).real, rel=1e-10)
        mine = tuple(p - 0.8 * g for p, g in zip(mine, complex_step(X, y, mine), strict=True))
    assert len(losses) == 6
    for left, right in zip(params, mine, strict=True):
        np.testing.assert_allclose(left, right, rtol=1e-10, atol=1e-14)
