"""Does unit 07's dropout agree with answers that are not ours?

Oracles: the binomial distribution of SciPy for the masks, central differences for the gradient, and
PyTorch's dropout for the scale, where it is installed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom, chisquare

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "07_dropout")
RATES = (0.1, 0.37, 0.8)


@pytest.mark.parametrize("rate", RATES)
def test_kept_units_follow_the_binomial_distribution(rate: float) -> None:
    """Is the number of kept elements per row, and per column block, what independent draws give?"""
    _, mask = UNIT.reference["dropout_forward"](np.ones((20_000, 6)), rate, rng=1)
    for counts in (mask.sum(axis=1), mask.reshape(6, -1).T.sum(axis=1)):
        seen = np.bincount(counts.astype(int), minlength=7)
        expected = binom.pmf(np.arange(7), 6, 1 - rate) * len(counts)
        common = expected > 5
        pooled = [np.append(x[common], x[~common].sum()) if np.any(~common) else x for x in (seen, expected)]
        assert chisquare(pooled[0], pooled[1] * pooled[0].sum() / pooled[1].sum()).pvalue > 1e-6


@pytest.mark.parametrize("rate", [0.0, *RATES])
def test_gradient_agrees_with_central_differences(rate: float) -> None:
    """With the mask fixed by its seed, is the backward pass the derivative of the forward pass?"""
    forward, backward = UNIT.reference["dropout_forward"], UNIT.reference["dropout_backward"]
    rng = np.random.default_rng(3)
    x, weights, h = rng.normal(size=(3, 5)), rng.normal(size=(3, 5)), 1e-5
    numeric = np.zeros_like(x)
    for place in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[place] = h
        high, low = (np.sum(weights * forward(x + sign * step, rate, rng=4)[0]) for sign in (1, -1))
        numeric[place] = (high - low) / (2 * h)
    analytic = backward(weights, forward(x, rate, rng=4)[1], rate)
    np.testing.assert_allclose(analytic, numeric, rtol=1e-7, atol=1e-8)


@pytest.mark.parametrize("rate", [0.0, *RATES, 1.0])
def test_agrees_with_pytorch(rate: float) -> None:
    """Has a kept element PyTorch's scale, where PyTorch is installed (it is optional)?"""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    x = np.linspace(0.5, 3.0, 2_000)
    theirs = torch.nn.functional.dropout(torch.tensor(x), p=rate).numpy()
    kept = theirs != 0
    ours = UNIT.reference["dropout_backward"](x, kept, rate)
    np.testing.assert_allclose(ours, theirs, rtol=1e-12)
