"""Does unit 16's reference agree with NumPy's formulas and with early stopping as it is written in words?"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import log_softmax

from autograder.authoring.unit import Unit
from npml.core.known_errors import recognise

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.library("keras")


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "16_keras").reference


def relu(x: Any) -> Any:
    return np.maximum(x, 0.0)


def test_layer_is_a_matrix_product(reference: dict[str, Any]) -> None:
    layer = reference["put_weights"](reference["called"](reference["MyDense"](4), 3), 1)
    w, b = reference["get_weights"](layer)
    X = np.random.default_rng(0).normal(size=(5, 3))
    np.testing.assert_allclose(reference["output"](layer, X), X @ w + b, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("hidden", [(), (4,), (5, 3)])
def test_model_is_relu_between_products_and_the_penalty_is_of_hidden_kernels(
    reference: dict[str, Any], hidden: tuple[int, ...]
) -> None:
    model = reference["put_weights"](reference["build_model"](3, hidden=hidden, l2=0.2), 2)
    weights = reference["get_weights"](model)
    X = a = np.random.default_rng(1).normal(size=(6, 3))
    for w, b in zip(weights[:-2:2], weights[1:-2:2], strict=True):
        a = relu(a @ w + b)
    np.testing.assert_allclose(reference["output"](model, X), a @ weights[-2] + weights[-1], rtol=1e-4, atol=1e-5)
    squares = sum(float(np.sum(w**2)) for w in weights[:-2:2])
    assert reference["penalty"](model) == pytest.approx(0.2 * squares, rel=1e-5)


@pytest.mark.parametrize("rate", [0.25, 0.8])
def test_dropout_in_training_gives_every_set_of_units_scaled(reference: dict[str, Any], rate: float) -> None:
    rng = np.random.default_rng(3)
    w1, b1 = rng.uniform(0.5, 1.5, size=(3, 2)), rng.uniform(0.5, 1.0, size=2)
    w2, b2 = np.array([[2.0], [0.7]]), np.array([-1.0])
    x = rng.uniform(0.5, 1.5, size=(1, 3))
    hidden = (x @ w1 + b1)[0]
    wanted = [float((hidden * keep / (1 - rate)) @ w2[:, 0] + b2[0]) for keep in product((0, 1), repeat=2)]
    model = reference["put_weights"](reference["build_model"](3, hidden=(2,), dropout=rate), [w1, b1, w2, b2])
    classifier = reference["put_weights"](reference["called"](reference["Classifier"](2, 1, rate), 3), [w1, b1, w2, b2])
    for each in (model, classifier):
        np.testing.assert_allclose(reference["outcomes"](each, x), sorted(wanted), rtol=1e-4, atol=1e-5)
        np.testing.assert_allclose(reference["output"](each, x)[0, 0], hidden @ w2[:, 0] + b2[0], rtol=1e-4)


def test_losses_and_metrics_are_the_formulas_of_logits(reference: dict[str, Any]) -> None:
    rng = np.random.default_rng(4)
    X, w, b = rng.normal(size=(12, 3)), rng.normal(size=(3, 1)), rng.normal(size=1)
    z, y = (X @ w + b)[:, 0], rng.normal(size=12)
    labels, classes = (rng.uniform(size=12) > 0.4).astype(int), rng.integers(4, size=12)
    many = [rng.normal(size=(3, 4)), rng.normal(size=4)]
    logits = X @ many[0] + many[1]
    wanted = {
        "regression": ([w, b], y, np.mean((z - y) ** 2), np.mean(np.abs(z - y))),
        "binary": ([w, b], labels, np.mean(np.logaddexp(0, z) - labels * z), np.mean((z > 0) == labels)),
        "multiclass": (
            many, classes, -np.mean(log_softmax(logits, axis=1)[np.arange(12), classes]), np.mean(logits.argmax(axis=1) == classes),
        ),
    }  # fmt: skip
    for task, (weights, target, loss, metric) in wanted.items():
        model = reference["ready"](weights)
        reference["compile_model"](model, task, lr=0.02)
        found = reference["trial"](model, X, target)
        np.testing.assert_allclose(found[:3], (loss, metric, 0.02), rtol=1e-4, atol=1e-5)
        assert found[3] == "Adam"


@pytest.mark.parametrize("patience", [1, 2, 4])
def test_callbacks_stop_after_so_many_epochs_without_a_new_lowest_loss(reference: dict[str, Any], patience: int) -> None:
    losses = np.round(np.random.default_rng(patience).uniform(1.0, 2.0, size=15), 2)
    best, kept, since, ran = np.inf, 0, 0, 0
    for epoch, loss in enumerate(losses):
        ran = epoch + 1
        best, kept, since = (loss, epoch, 0) if loss < best else (best, kept, since + 1)
        if since == patience:
            break
    callbacks = reference["make_callbacks"]("best.keras", patience)
    assert reference["run_callbacks"](callbacks, losses.tolist(), "best.keras") == (ran, kept, kept)


def test_training_takes_the_steps_of_descent(reference: dict[str, Any]) -> None:
    rng = np.random.default_rng(5)
    X, y, X_val, y_val = rng.normal(size=(7, 2)), rng.normal(size=(7, 1)), rng.normal(size=(4, 2)), rng.normal(size=(4, 1))
    w, b = rng.normal(size=(2, 1)), rng.normal(size=1)
    model, wanted = reference["ready"]([w, b]), []
    for _ in range(4):
        gap = X @ w + b - y
        loss = float(np.mean(gap**2))
        w, b = w - 0.1 * 2 * X.T @ gap / 7, b - 0.1 * 2 * gap.mean(axis=0)
        wanted.append((loss, float(np.mean((X_val @ w + b - y_val) ** 2))))
    record = reference["fit_model"](model, X, y, X_val, y_val, epochs=4, batch_size=7)
    np.testing.assert_allclose(list(zip(record["loss"], record["val_loss"], strict=True)), wanted, rtol=1e-4)
    for found, right in zip(reference["get_weights"](model), (w, b), strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-4, atol=1e-5)


def test_keras_own_words_are_recognised(reference: dict[str, Any]) -> None:
    """Does Keras still say what `core.known_errors` takes for a forgotten super().__init__()?"""
    layers = reference["keras"].layers

    class Headless(layers.Layer):  # type: ignore[name-defined, misc]
        def __init__(self) -> None:
            self.units = 1

    with pytest.raises(RuntimeError) as caught:
        Headless()(np.zeros((1, 2)))
    assert recognise(str(caught.value)) == "module_init"
