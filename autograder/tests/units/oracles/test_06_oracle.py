"""Does unit 06's Adam agree with answers that are not ours?

Three oracles: the paper's Algorithm 1 (D. P. Kingma, J. Ba, "Adam: A Method for Stochastic
Optimization", ICLR 2015), one coordinate at a time in 60 decimal digits; scikit-learn's optimizer, whose
eps stands elsewhere and is scaled to match; PyTorch's, where it is installed.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "06_adam")
Array = NDArray[np.float64]

#: lr, beta1, beta2, eps; the paper's defaults first.
SETTINGS = [
    (0.001, 0.9, 0.999, 1e-8), (0.1, 0.7, 0.95, 1e-3), (0.5, 0.0, 0.9, 1e-12), (0.03, 0.99, 0.3, 1e-6), (2.0, 0.8, 0.8, 0.5),
]  # fmt: skip


@cache
def drawn(seed: int, size: int, count: int) -> tuple[Array, tuple[Array, ...]]:
    """Parameters (size,) and gradients whose coordinates span 1e-9 to 1e3; some are zero."""
    rng = np.random.default_rng(seed)
    scale = 10.0 ** rng.uniform(-9.0, 3.0, size=size)
    grads = [scale * rng.normal(size=size) * (rng.uniform(size=size) < 0.9) for _ in range(count)]
    return rng.normal(size=size), tuple(grads)


def ours(params: Array, grads: tuple[Array, ...], setting: tuple[float, ...]) -> list[tuple[Array, Array, Array]]:
    """The reference's parameters, m and v after each update."""
    optimizer = UNIT.reference["Adam"](*setting)
    story = []
    for grad in grads:
        params = optimizer.update(params, grad)
        story.append((params, optimizer.m, optimizer.v))
    assert optimizer.t == len(grads)
    return story


def algorithm_1(theta: float, grads: list[float], setting: tuple[float, ...]) -> list[tuple[float, float, float]]:
    """One coordinate by the paper's Algorithm 1, in 60 digits; theta, m and v after each update."""
    story = []
    with localcontext() as context:
        context.prec = 60
        alpha, beta1, beta2, eps = map(Decimal, setting)
        place, m, v = Decimal(theta), Decimal(0), Decimal(0)
        power1, power2 = Decimal(1), Decimal(1)
        for grad in map(Decimal, grads):
            power1, power2 = power1 * beta1, power2 * beta2
            m = beta1 * m + (1 - beta1) * grad
            v = beta2 * v + (1 - beta2) * grad * grad
            place -= alpha * (m / (1 - power1)) / ((v / (1 - power2)).sqrt() + eps)
            story.append((float(place), float(m), float(v)))
    return story


@pytest.mark.parametrize("setting", SETTINGS)
def test_agrees_with_the_paper_in_exact_arithmetic(setting: tuple[float, ...]) -> None:
    """Are parameters, m and v those of Algorithm 1 after every one of 40 updates?"""
    params, grads = drawn(6, 7, 40)
    story = ours(params, grads, setting)
    for index in range(len(params)):
        exact = algorithm_1(float(params[index]), [float(grad[index]) for grad in grads], setting)
        for step, values in enumerate(exact):
            for got, want in zip(story[step], values, strict=True):
                assert got[index] == pytest.approx(want, rel=1e-9, abs=1e-25 if want == 0 else 1e-13 * abs(want) + 1e-24)


@pytest.mark.parametrize("setting", SETTINGS)
def test_agrees_with_scikit_learn_once_eps_is_moved(setting: tuple[float, ...]) -> None:
    """scikit-learn adds eps to the uncorrected root of v: with eps · sqrt(1 − beta2^t) it is the same rule."""
    stochastic = pytest.importorskip("sklearn.neural_network._stochastic_optimizers")
    lr, beta1, beta2, eps = setting
    start, grads = drawn(7, 5, 30)
    story = ours(start, grads, setting)
    theirs = [start.copy()]
    optimizer: Any = stochastic.AdamOptimizer(theirs, learning_rate_init=lr, beta_1=beta1, beta_2=beta2)
    for t, grad in enumerate(grads, 1):
        optimizer.epsilon = eps * np.sqrt(1 - beta2**t)
        optimizer.update_params(theirs, [grad])
        np.testing.assert_allclose(story[t - 1][0], theirs[0], rtol=1e-9, atol=1e-13)


@pytest.mark.parametrize("setting", SETTINGS)
def test_agrees_with_pytorch(setting: tuple[float, ...]) -> None:
    """The same numbers as torch.optim.Adam in float64, where PyTorch is installed (it is optional)."""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    lr, beta1, beta2, eps = setting
    start, grads = drawn(8, 5, 30)
    story = ours(start, grads, setting)
    theirs = torch.tensor(start.copy(), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([theirs], lr=lr, betas=(beta1, beta2), eps=eps)
    for t, grad in enumerate(grads):
        theirs.grad = torch.tensor(grad, dtype=torch.float64)
        optimizer.step()
        np.testing.assert_allclose(story[t][0], theirs.detach().numpy(), rtol=1e-9, atol=1e-13)


def test_constant_gradient_moves_by_the_closed_form() -> None:
    """For a constant gradient both corrections are exact, so every step is lr · g / (|g| + eps)."""
    grad = np.array([[1e-9, -1e-8, 1e-3], [5.0, -1e3, 0.0]])
    optimizer = UNIT.reference["Adam"](lr=0.1, beta1=0.8, beta2=0.9, eps=1e-8)
    params = np.zeros((2, 3))
    for t in range(1, 21):
        params = optimizer.update(params, grad)
        np.testing.assert_allclose(params, -t * 0.1 * grad / (np.abs(grad) + 1e-8), rtol=1e-9)


@pytest.mark.parametrize("decay", [0.0, 0.01, 0.5])
def test_decay_is_that_of_pytorch(decay: float) -> None:
    """Does AdamW walk as torch.optim.AdamW does (PyTorch is optional)?"""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    start, grads = drawn(9, 5, 30)
    mine, params = UNIT.reference["AdamW"](lr=0.05, decay=decay), start
    theirs = torch.tensor(start.copy(), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.AdamW([theirs], lr=0.05, weight_decay=decay)
    for grad in grads:
        params = mine.update(params, grad)
        theirs.grad = torch.tensor(grad, dtype=torch.float64)
        optimizer.step()
        np.testing.assert_allclose(params, theirs.detach().numpy(), rtol=1e-9, atol=1e-13)


def test_decay_shrinks_all_weights_alike() -> None:
    """Without a gradient, is a weight after t steps what (1 − lr · decay)^t leaves of it?"""
    optimizer, params = UNIT.reference["AdamW"](lr=0.1, decay=0.2), np.array([3.0, -0.5])
    for _ in range(7):
        params = optimizer.update(params, np.zeros(2))
    np.testing.assert_allclose(params, np.array([3.0, -0.5]) * 0.98**7, rtol=1e-12)
