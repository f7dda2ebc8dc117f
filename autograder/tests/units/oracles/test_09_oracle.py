"""Does unit 09's reference agree with SciPy, scikit-learn and finite differences?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import log_softmax
from scipy.special import softmax as scipy_softmax
from sklearn.metrics import log_loss

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]
SIZES = [(3, 5), (4, 4), (7, 2), (1, 6), (5, 1)]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "09_softmax_cross_entropy").reference


def batch(m: int, n_classes: int, scale: float = 3.0) -> tuple[Any, Any]:
    rng = np.random.default_rng(m * 100 + n_classes)
    return rng.normal(scale=scale, size=(m, n_classes)), rng.integers(n_classes, size=m)


@pytest.mark.parametrize(("m", "n_classes"), SIZES)
@pytest.mark.parametrize("scale", [1.0, 50.0, 5000.0])
def test_softmax_is_scipys(reference: dict[str, Any], m: int, n_classes: int, scale: float) -> None:
    logits, _ = batch(m, n_classes, scale)
    np.testing.assert_allclose(reference["softmax"](logits), scipy_softmax(logits, axis=1), rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(reference["softmax"](logits[0]), scipy_softmax(logits[0]), rtol=1e-12, atol=1e-300)


def test_softmax_of_small_integers_and_masks_is_scipys(reference: dict[str, Any]) -> None:
    numbers = np.array([[0, 5, 3], [7, 1, 255]], dtype=np.uint8)
    np.testing.assert_allclose(reference["softmax"](numbers), scipy_softmax(numbers.astype(float), axis=1), rtol=1e-12)
    masked = np.array([[1.0, -np.inf, 2.0], [-np.inf, 0.0, -np.inf]])
    np.testing.assert_allclose(reference["softmax"](masked), scipy_softmax(masked, axis=1), rtol=1e-12)


@pytest.mark.parametrize(("m", "n_classes"), [size for size in SIZES if size[1] > 1])
def test_loss_is_scikit_learns_log_loss(reference: dict[str, Any], m: int, n_classes: int) -> None:
    logits, labels = batch(m, n_classes, 2.0)
    p = scipy_softmax(logits, axis=1)
    want = log_loss(labels, p, labels=np.arange(n_classes))
    assert reference["cross_entropy_loss"](p, labels) == pytest.approx(want, rel=1e-12)


@pytest.mark.parametrize(("m", "n_classes"), SIZES)
@pytest.mark.parametrize("scale", [1.0, 50.0, 5000.0])
def test_loss_from_logits_is_scipys_log_softmax(reference: dict[str, Any], m: int, n_classes: int, scale: float) -> None:
    logits, labels = batch(m, n_classes, scale)
    want = -np.mean(log_softmax(logits, axis=1)[np.arange(m), labels])
    assert reference["softmax_cross_entropy"](logits, labels) == pytest.approx(want, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(("m", "n_classes"), SIZES)
def test_gradient_is_the_central_difference_of_scipys_loss(reference: dict[str, Any], m: int, n_classes: int) -> None:
    logits, labels = batch(m, n_classes)
    h = 1e-5
    numeric = np.empty_like(logits)
    for where in np.ndindex(logits.shape):
        step = np.zeros_like(logits)
        step[where] = h
        above, below = (-np.mean(log_softmax(logits + sign * step, axis=1)[np.arange(m), labels]) for sign in (1.0, -1.0))
        numeric[where] = (above - below) / (2 * h)
    np.testing.assert_allclose(reference["softmax_cross_entropy_grad"](logits, labels), numeric, rtol=1e-6, atol=1e-9)


def test_loss_is_clipped_where_the_contract_says(reference: dict[str, Any]) -> None:
    loss = reference["cross_entropy_loss"]
    assert loss(np.eye(3), [0, 1, 2]) == 0.0
    assert loss(np.nextafter(np.eye(3), 2.0), [0, 1, 2]) == 0.0
    assert loss(np.array([[0.0, 1.0]]), [0]) == pytest.approx(12 * np.log(10), rel=1e-12)
    assert reference["softmax_cross_entropy"](np.array([[800.0, 0.0]]), [1]) == 800.0
