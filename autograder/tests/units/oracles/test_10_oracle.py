"""Do unit 10's penalties, gradients and soft threshold agree with answers that are not ours?

Oracles: SciPy's norms, exact rational arithmetic, finite differences, SciPy's scalar minimiser (the soft threshold is
the point that balances |w| and the distance), and scikit-learn's Lasso, Ridge and ElasticNet, whose optima must be
fixed points of steps by these functions. PyTorch's weight decay is asked where it is installed.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import norm as scipy_norm
from scipy.optimize import approx_fprime, minimize_scalar
from sklearn.linear_model import ElasticNet, Lasso, Ridge

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "10_regularization")
Array = NDArray[np.float64]
SHAPES = [(7,), (3, 5), (2, 4, 3)]
NARROW = [np.array([[-128, 100, 0], [90, -77, 5]], np.int8), np.array([200, 0, 255, 31], np.uint8)]


def reference(name: str) -> Any:
    """A function of the lesson."""
    return UNIT.reference[name]


def drawn(shape: tuple[int, ...]) -> Array:
    """Weights of both signs."""
    return np.random.default_rng(sum(shape)).normal(size=shape) * 2.0


def problem() -> tuple[Array, Array]:
    """Correlated features (60, 5) and targets (60,) without a constant."""
    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 5)) @ (np.eye(5) + 0.4)
    X -= X.mean(axis=0)
    y = X @ np.array([2.0, 0.0, -1.5, 0.0, 0.1]) + rng.normal(size=60)
    return X, y - y.mean()


@pytest.mark.parametrize("shape", SHAPES)
def test_penalties_agree_with_scipy(shape: tuple[int, ...]) -> None:
    """Are they the L1 norm, and the squared L2 norm, of the flat weights?"""
    w = drawn(shape)
    assert reference("l1_regularization")(w, 0.3) == pytest.approx(0.3 * scipy_norm(w.ravel(), 1), rel=1e-12)
    assert reference("l2_regularization")(w, 0.3) == pytest.approx(0.3 * scipy_norm(w.ravel(), 2) ** 2, rel=1e-12)


@pytest.mark.parametrize("weights", NARROW, ids=["int8", "uint8"])
def test_narrow_integers_agree_with_exact_arithmetic(weights: Any) -> None:
    """Is nothing lost to the range of the weights' own type?"""
    numbers = [Fraction(int(value)) for value in weights.ravel()]
    l1, l2 = float(sum(abs(value) for value in numbers) / 4), float(sum(value**2 for value in numbers) / 4)
    assert reference("l1_regularization")(weights, 0.25) == pytest.approx(l1, rel=1e-15)
    assert reference("l2_regularization")(weights, 0.25) == pytest.approx(l2, rel=1e-15)
    assert reference("regularized_loss")(1.5, weights, 0.25, 0.25) == pytest.approx(1.5 + l1 + l2, rel=1e-15)
    pulled = [float(max(abs(value) - 50, Fraction(0))) * (1 if value > 0 else -1) for value in numbers]
    np.testing.assert_array_equal(reference("soft_threshold")(weights, 50).ravel(), pulled)


@pytest.mark.parametrize("name", ["l1", "l2"])
@pytest.mark.parametrize("shape", SHAPES)
def test_gradients_agree_with_finite_differences(name: str, shape: tuple[int, ...]) -> None:
    """Is the gradient that of the penalty?"""
    w = drawn(shape)
    numeric = approx_fprime(w.ravel(), lambda v: reference(f"{name}_regularization")(v, 0.3), 1e-7)
    np.testing.assert_allclose(reference(f"{name}_gradient")(w, 0.3).ravel(), numeric, atol=1e-5)


@pytest.mark.parametrize("w", [-3.0, -0.4, 0.0, 0.7, 2.5])
def test_soft_threshold_is_the_balance_of_distance_and_size(w: float) -> None:
    """Is it the minimum of ½(v − w)² + t·|v| that SciPy finds?"""
    found = minimize_scalar(lambda v: 0.5 * (v - w) ** 2 + 0.8 * abs(v), bounds=(-5, 5), method="bounded").x
    assert reference("soft_threshold")(np.array([w]), 0.8)[0] == pytest.approx(found, abs=1e-4)


def test_optima_of_scikit_learn_are_fixed_points() -> None:
    """At Lasso's and ElasticNet's optimum, does a step with the soft threshold lead nowhere; at Ridge's, is the slope 0?"""
    X, y = problem()
    l1, l2, rate = 0.4, 0.15, 0.05
    lasso = Lasso(alpha=l1, fit_intercept=False, tol=1e-12).fit(X, y).coef_
    both = ElasticNet(alpha=l1 + 2 * l2, l1_ratio=l1 / (l1 + 2 * l2), fit_intercept=False, tol=1e-12).fit(X, y).coef_
    ridge = Ridge(alpha=2 * l2 * len(y), fit_intercept=False, solver="cholesky").fit(X, y).coef_
    for w, weight in ((lasso, 0.0), (both, l2)):
        assert np.any(w == 0)
        assert np.any(w != 0)
        slope = X.T @ (X @ w - y) / len(y) + reference("l2_gradient")(w, weight)
        step = reference("soft_threshold")(w - rate * slope, rate * l1)
        np.testing.assert_allclose(step, w, atol=1e-7)
        np.testing.assert_array_equal(step == 0, w == 0)
    slope = X.T @ (X @ ridge - y) / len(y) + reference("l2_gradient")(ridge, l2)
    np.testing.assert_allclose(slope, 0.0, atol=1e-10)


def test_regularised_loss_is_least_at_scikit_learn_s_optimum() -> None:
    """Does no small move from ElasticNet's optimum make the regularised loss smaller?"""
    X, y = problem()
    l1, l2 = 0.4, 0.15
    best = ElasticNet(alpha=l1 + 2 * l2, l1_ratio=l1 / (l1 + 2 * l2), fit_intercept=False, tol=1e-12).fit(X, y).coef_

    def total(w: Array) -> float:
        return float(reference("regularized_loss")(0.5 * np.mean((X @ w - y) ** 2), w, l1, l2))

    moves = np.random.default_rng(8).normal(size=(200, 5)) * 0.01
    assert all(total(best + move) > total(best) for move in moves)


def test_weight_decay_agrees_with_pytorch() -> None:
    """Is PyTorch's weight_decay = 2λ the same step, where PyTorch is installed (it is optional)?"""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    w = drawn((3, 5))
    tensor = torch.tensor(w, requires_grad=True)
    tensor.grad = torch.zeros_like(tensor)
    torch.optim.SGD([tensor], lr=0.1, weight_decay=2 * 0.3).step()
    np.testing.assert_allclose(tensor.detach().numpy(), w - 0.1 * reference("l2_gradient")(w, 0.3), rtol=1e-12)
