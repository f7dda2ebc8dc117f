"""Does unit 05's BatchNorm agree with answers that are not ours?

Oracles: S. Ioffe, C. Szegedy, "Batch Normalization" (2015), Algorithm 1, in exact fractions and 50 decimal
digits; scikit-learn's StandardScaler for both modes; SciPy's recursive filter for the running values; central
differences for the gradient that the unit's network learns with; PyTorch, where it is installed.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import lfilter
from sklearn.datasets import load_wine
from sklearn.preprocessing import StandardScaler

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "05_batch_normalization")
Array = NDArray[np.float64]
SHAPES = [(7, 3), (3, 8), (2, 1), (40, 5)]


def layer(**options: float) -> Any:
    """A new object of the reference."""
    return UNIT.reference["BatchNorm"](**options)


def drawn(seed: int, rows: int, columns: int) -> Array:
    """(rows, columns); the columns' centres and spreads differ by orders of magnitude."""
    rng = np.random.default_rng(seed)
    spread = 10.0 ** rng.uniform(-3.0, 3.0, size=columns)
    return spread * (rng.normal(size=(rows, columns)) + rng.uniform(-5.0, 5.0, size=columns))


def algorithm_1(column: list[float], eps: float, gamma: float, beta: float) -> tuple[float, float, list[float]]:
    """Mean, biased variance and output of one column, without rounding up to the root."""
    exact = [Fraction(value) for value in column]
    mean = sum(exact, Fraction(0)) / len(exact)
    var = sum(((value - mean) ** 2 for value in exact), Fraction(0)) / len(exact)
    with localcontext() as context:
        context.prec = 50

        def decimal(value: Fraction) -> Decimal:
            return Decimal(value.numerator) / Decimal(value.denominator)

        root = decimal(var + Fraction(eps)).sqrt()
        out = [float(Decimal(gamma) * decimal(value - mean) / root + Decimal(beta)) for value in exact]
    return float(mean), float(var), out


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("eps", [1e-5, 0.5, 1e-12])
def test_agrees_with_the_paper_in_exact_arithmetic(shape: tuple[int, int], eps: float) -> None:
    """Are output, running mean and running variance those of Algorithm 1, gamma and beta included?"""
    x, rng = drawn(5, *shape), np.random.default_rng(50)
    mine = layer(eps=eps, momentum=0.0)
    mine.forward(x)
    mine.gamma, mine.beta = rng.normal(size=shape[1]), rng.normal(size=shape[1])
    out = mine.forward(x)
    for j in range(shape[1]):
        mean, var, want = algorithm_1(x[:, j].tolist(), eps, float(mine.gamma[j]), float(mine.beta[j]))
        assert mine.running_mean[j] == pytest.approx(mean, rel=1e-12)
        assert mine.running_var[j] == pytest.approx(var, rel=1e-11)
        np.testing.assert_allclose(out[:, j], want, rtol=1e-10, atol=1e-11)


def test_is_scikit_learns_standardisation_in_both_modes() -> None:
    """With eps near 0 and no memory, training is fit_transform and inference is transform."""
    wine = load_wine().data
    mine, scaler = layer(eps=1e-20, momentum=0.0), StandardScaler()
    np.testing.assert_allclose(mine.forward(wine[:90]), scaler.fit_transform(wine[:90]), atol=1e-11)
    np.testing.assert_allclose(mine.running_var, scaler.var_, rtol=1e-12)
    for rows in (wine[90:], wine[:1]):
        np.testing.assert_allclose(mine.forward(rows, training=False), scaler.transform(rows), atol=1e-11)


@pytest.mark.parametrize("momentum", [0.0, 0.3, 0.9, 0.99])
def test_running_values_are_a_recursive_filter_of_the_batches(momentum: float) -> None:
    """SciPy's filter, started at 0 and 1, over each batch's mean and variance."""
    batches = [drawn(seed, 4 + seed % 3, 3) for seed in range(25)]
    mine, story = layer(momentum=momentum), []
    for batch in batches:
        mine.forward(batch)
        story.append((mine.running_mean, mine.running_var))
    moments: list[tuple[float, Callable[..., Any]]] = [(0.0, np.mean), (1.0, np.var)]
    for index, (start, of) in enumerate(moments):
        values = np.array([of(batch, axis=0) for batch in batches])
        state = np.full((1, 3), momentum * start)
        want, _ = lfilter([1.0 - momentum], [1.0, -momentum], values, axis=0, zi=state)
        np.testing.assert_allclose([pair[index] for pair in story], want, rtol=1e-10, atol=1e-12)


def network() -> ModuleType:
    """The unit's public/network.py."""
    spec = importlib.util.spec_from_file_location("network_05", UNIT.folder / "public" / "network.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_networks_gradients_are_those_of_finite_differences() -> None:
    """Are the gradients in x, gamma and beta, which the unit's network learns with, those of the reference?"""
    rng, h = np.random.default_rng(3), 1e-5
    x, weight = rng.normal(size=(6, 4)) * [1.0, 3.0, 0.5, 2.0], rng.normal(size=(6, 4))
    mine = layer()
    mine.forward(x)
    mine.gamma, mine.beta = rng.normal(size=4), rng.normal(size=4)
    dx, dgamma, dbeta = network().batchnorm_backward(mine, x, weight)

    def loss() -> float:
        return float(np.sum(weight * mine.forward(x)))

    for array, gradient in ((x, dx), (mine.gamma, dgamma), (mine.beta, dbeta)):
        for place in np.ndindex(array.shape):
            kept, around = array[place], []
            for sign in (1.0, -1.0):
                array[place] = kept + sign * h
                around.append(loss())
            array[place] = kept
            assert gradient[place] == pytest.approx((around[0] - around[1]) / (2 * h), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("shape", SHAPES)
def test_agrees_with_pytorch_but_for_the_running_variance(shape: tuple[int, int]) -> None:
    """torch's momentum is the share of the new, and its running variance divides by N − 1 (PyTorch is optional)."""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    rows, columns = shape
    mine, theirs = layer(momentum=0.8), torch.nn.BatchNorm1d(columns, momentum=0.2, dtype=torch.float64)
    want = np.ones(columns)
    for seed in range(6):
        x = drawn(seed, rows, columns)
        np.testing.assert_allclose(mine.forward(x), theirs(torch.tensor(x)).detach().numpy(), rtol=1e-9, atol=1e-11)
        np.testing.assert_allclose(mine.running_mean, theirs.running_mean.numpy(), rtol=1e-10, atol=1e-13)
        want = 0.8 * want + 0.2 * np.var(x, axis=0, ddof=1)
        np.testing.assert_allclose(theirs.running_var.numpy(), want, rtol=1e-10)
    theirs.eval()
    theirs.running_var.copy_(torch.tensor(mine.running_var))
    x = drawn(99, 1, columns)
    np.testing.assert_allclose(mine.forward(x, False), theirs(torch.tensor(x)).detach().numpy(), rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("shape", SHAPES)
def test_folding_changes_no_output(shape: tuple[int, int]) -> None:
    """Does one layer with the folded weights give what the layer and the normalisation after it give at inference?"""
    rows, columns = shape
    rng, mine = np.random.default_rng(7), layer(momentum=0.7)
    W, b, x = rng.normal(size=(4, columns)), rng.normal(size=columns), rng.normal(size=(rows, 4))
    mine.forward(drawn(8, rows, columns))
    mine.gamma, mine.beta = rng.normal(size=columns), rng.normal(size=columns)
    folded = UNIT.reference["fold"](W, b, mine.gamma, mine.beta, mine.running_mean, mine.running_var, mine.eps)
    np.testing.assert_allclose(x @ folded[0] + folded[1], mine.forward(x @ W + b, False), rtol=1e-9, atol=1e-11)
