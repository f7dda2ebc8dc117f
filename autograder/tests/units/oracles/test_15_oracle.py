"""Does unit 15's reference agree with NumPy, least squares, SciPy's correlation and finite differences?"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate2d
from scipy.special import expit, log_softmax

from autograder.authoring.unit import Unit
from npml.core.known_errors import recognise

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.library("torch")


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "15_pytorch").reference


def relu(x: Any) -> Any:
    return np.maximum(x, 0.0)


@pytest.mark.parametrize(("m", "n"), [(5, 3), (3, 5), (1, 2), (40, 1)])
def test_gradient_is_the_central_difference_of_the_mean_squared_error(reference: dict[str, Any], m: int, n: int) -> None:
    rng = np.random.default_rng(m)
    X, y, w, b = rng.normal(size=(m, n)), rng.normal(size=m), rng.normal(size=n), 0.7

    def loss(theta: Any) -> float:
        return float(np.mean((X @ theta[:-1] + theta[-1] - y) ** 2))

    theta, h = np.append(w, b), 1e-5
    numeric = [(loss(theta + h * e) - loss(theta - h * e)) / (2 * h) for e in np.eye(n + 1)]
    found, dw, db = reference["autograd_gradient"](X, y, w, b)
    assert found == pytest.approx(loss(theta), rel=1e-12)
    np.testing.assert_allclose([*dw, db], numeric, rtol=1e-7, atol=1e-9)


def test_line_takes_the_steps_of_descent_and_ends_in_least_squares(reference: dict[str, Any]) -> None:
    rng = np.random.default_rng(0)
    x = rng.uniform(-1.0, 2.0, size=(12, 1))
    y = 1.7 * x - 0.4 + rng.normal(scale=0.1, size=(12, 1))
    w = b = 0.0
    losses = []
    for _ in range(25):
        gap = w * x + b - y
        losses.append(float(np.mean(gap**2)))
        w, b = w - 0.1 * 2 * float(np.mean(gap * x)), b - 0.1 * 2 * float(np.mean(gap))
    found = reference["fit_linear"](x, y, lr=0.1, epochs=25)
    np.testing.assert_allclose(found[:2], (w, b), rtol=1e-4)
    np.testing.assert_allclose(found[2], losses, rtol=1e-4)
    ended = reference["fit_linear"](x, y, lr=0.3, epochs=600)
    np.testing.assert_allclose(ended[:2], np.polyfit(x[:, 0], y[:, 0], 1), rtol=1e-4)


def test_network_is_two_matrix_products(reference: dict[str, Any]) -> None:
    model = reference["put_weights"](reference["NeuralNetwork"](4, 6, 3), 1)
    W1, b1, W2, b2 = (
        reference["get_weights"](model)[f"{name}.{part}"] for name in ("fc1", "fc2") for part in ("weight", "bias")
    )
    X = np.random.default_rng(2).normal(size=(5, 4))
    np.testing.assert_allclose(reference["output"](model, X), relu(X @ W1.T + b1) @ W2.T + b2, rtol=1e-4, atol=1e-5)


def losses_of(kind: str, out: Any, y: Any) -> tuple[float, Any]:
    """The mean loss and its gradient in the outputs, by formulas."""
    if kind == "mse":
        return float(np.mean((out - y) ** 2)), 2.0 * (out - y) / out.size
    if kind == "bce":
        return float(np.mean(np.logaddexp(0.0, out) - y * out)), (expit(out) - y) / out.size
    return float(-np.mean(np.sum(y * log_softmax(out, axis=1), axis=1))), (np.exp(log_softmax(out, axis=1)) - y) / len(out)


@pytest.mark.parametrize(("kind", "outputs"), [("mse", 2), ("bce", 1), ("ce", 3)])
def test_epoch_is_backpropagation_by_hand(reference: dict[str, Any], kind: str, outputs: int) -> None:
    rng = np.random.default_rng(7)
    model = reference["put_weights"](reference["toy_model"]("plain", outputs), 3)
    W1, b1, W2, b2 = (reference["get_weights"](model)[name] for name in ("1.weight", "1.bias", "4.weight", "4.bias"))
    targets = {
        "mse": rng.normal(size=(11, outputs)),
        "bce": rng.integers(2, size=(11, outputs)),
        "ce": np.eye(outputs)[rng.integers(outputs, size=11)],
    }
    X, y = rng.normal(size=(11, 3)), targets[kind].astype(float)
    pairs, total = [(X[:8], y[:8]), (X[8:], y[8:])], 0.0
    for inputs, wanted in pairs:
        hidden = np.tanh(inputs @ W1.T + b1)
        loss, slope = losses_of(kind, hidden @ W2.T + b2, wanted)
        total += loss * len(inputs)
        back = slope @ W2 * (1.0 - hidden**2)
        W2, b2 = W2 - 0.3 * slope.T @ hidden, b2 - 0.3 * slope.sum(axis=0)
        W1, b1 = W1 - 0.3 * back.T @ inputs, b1 - 0.3 * back.sum(axis=0)
    make = [reference[name] for name in ("make_batches", "make_criterion", "make_sgd")]
    found = reference["train_epoch"](model, make[0](pairs), make[1](kind), make[2](model, 0.3))
    assert found == pytest.approx(total / 11, rel=1e-4)
    ended = reference["get_weights"](model)
    for name, value in (("1.weight", W1), ("1.bias", b1), ("4.weight", W2), ("4.bias", b2)):
        np.testing.assert_allclose(ended[name], value, rtol=1e-4, atol=1e-5)


def test_prediction_uses_the_running_statistics_and_leaves_the_model_alone(reference: dict[str, Any]) -> None:
    model = reference["put_weights"](reference["toy_model"]("batchnorm", 3), 5)
    rng = np.random.default_rng(1)
    mean, var = rng.normal(size=4), rng.uniform(0.5, 2.0, size=4)
    reference["put_weights"](model, {"2.running_mean": mean, "2.running_var": var})
    reference["set_mode"](model, {name: name != "4" for name in reference["modes"](model)})
    before, modes = reference["get_weights"](model), reference["modes"](model)
    X = rng.normal(size=(20, 3))
    hidden = (X @ before["1.weight"].T + before["1.bias"] - mean) / np.sqrt(var + 1e-5)
    hidden = np.tanh(before["2.weight"] * hidden + before["2.bias"])
    found = reference["predict"](model, X)
    np.testing.assert_array_equal(found, np.argmax(hidden @ before["4.weight"].T + before["4.bias"], axis=1))
    assert len(set(found.tolist())) > 1
    assert reference["modes"](model) == modes
    after = reference["get_weights"](model)
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_cnn_is_correlation_and_pooling_by_scipy(reference: dict[str, Any]) -> None:
    model = reference["put_weights"](reference["CNN"](), 4)
    weights = reference["get_weights"](model)
    images = np.random.default_rng(3).normal(size=(2, 1, 8, 8))
    rows = []
    for x in images:
        for layer in ("conv1", "conv2"):
            kernels, bias = weights[f"{layer}.weight"], weights[f"{layer}.bias"]
            maps = [sum(correlate2d(one, k, "same") for one, k in zip(x, kernel, strict=True)) for kernel in kernels]
            x = relu(np.array(maps) + bias[:, None, None])
            x = x.reshape(len(x), x.shape[1] // 2, 2, x.shape[2] // 2, 2).max(axis=(2, 4))
        hidden = relu(weights["fc1.weight"] @ x.ravel() + weights["fc1.bias"])
        rows.append(weights["fc2.weight"] @ hidden + weights["fc2.bias"])
    np.testing.assert_allclose(reference["output"](model, images), rows, rtol=1e-4, atol=1e-4)
    assert reference["refuses"](model, np.zeros((2, 1, 16, 16)))
    assert not reference["refuses"](model, images)


def test_pytorchs_own_words_are_recognised(reference: dict[str, Any]) -> None:
    """Does PyTorch still say what `core.known_errors` takes for its well-known errors?"""
    torch, nn = reference["torch"], reference["nn"]
    layer, leaf = nn.Linear(2, 3), torch.ones(2, requires_grad=True)

    class Headless(nn.Module):  # type: ignore[name-defined, misc]
        def __init__(self) -> None:
            self.fc = nn.Linear(1, 1)

    def again() -> None:
        loss = (leaf**2).sum()
        loss.backward()
        loss.backward()

    said: dict[str, list[Callable[[], Any]]] = {
        "no_graph": [lambda: torch.zeros(3).sum().backward()],
        "graph_twice": [again],
        "graph_to_numpy": [lambda: layer(torch.zeros(1, 2)).numpy()],
        "graph_in_place": [lambda: leaf.sub_(1)],
        "not_scalar_loss": [lambda: (leaf * 2).backward()],
        "tensor_dtype": [
            lambda: layer(torch.zeros(1, 2, dtype=torch.float64)), lambda: torch.tensor([1, 2], requires_grad=True),
            lambda: nn.Conv2d(1, 2, 3)(torch.zeros(1, 1, 4, 4, dtype=torch.float64)),
            lambda: nn.CrossEntropyLoss()(torch.zeros(2, 3), torch.zeros(2)),
        ],
        "tensor_matmul": [lambda: layer(torch.zeros(1, 3)), lambda: torch.zeros(3, 3) @ torch.zeros(2)],
        "tensor_sizes": [lambda: torch.zeros(3) + torch.zeros(2), lambda: nn.BCEWithLogitsLoss()(torch.zeros(2, 1), torch.zeros(2))],
        "tensor_view": [lambda: torch.zeros(3).view(2, 2), lambda: torch.zeros(2, 3).t().view(6)],
        "negative_strides": [lambda: torch.tensor(np.zeros(3)[::-1])],
        "module_init": [Headless],
        "no_parameters": [lambda: torch.optim.SGD([], lr=0.1)],
        "not_a_tensor": [lambda: layer(np.zeros((1, 2)))],
    }  # fmt: skip
    for name, calls in said.items():
        for call in calls:
            with warnings.catch_warnings(), pytest.raises(Exception) as caught:  # noqa: PT011 - of any class
                warnings.simplefilter("ignore")
                call()
            assert recognise(str(caught.value)) == name, caught.value
