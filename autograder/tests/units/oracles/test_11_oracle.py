"""Does unit 11's RNN agree with answers that are not ours?

Oracles: scikit-learn's tanh layer over the joined input and state; the numbers that CS231n prints in its
assignment on RNNs (Stanford, 2017 on); plain Python; finite differences; PyTorch, where it is installed.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from autograder.authoring.unit import Unit

Array = NDArray[np.float64]
UNIT_FOLDER = Path(__file__).resolve().parents[4] / "solutions" / "11_rnn"
SIZES = [(6, 4, 3, 5), (9, 2, 5, 3), (3, 7, 4, 4), (1, 1, 1, 1)]  # T, N, D, H


@cache
def reference() -> dict[str, Any]:
    """The unit's functions."""
    return Unit(UNIT_FOLDER).reference


def drawn(T: int, N: int, D: int, H: int) -> tuple[Array, ...]:
    """X (T, N, D), h0 (N, H), Wx, Wh, b."""
    rng = np.random.default_rng(T * 1000 + N * 100 + D * 10 + H)
    shapes = ((T, N, D), (N, H), (D, H), (H, H), (H,))
    return tuple(rng.normal(size=shape) * 0.7 for shape in shapes)


@pytest.mark.parametrize("sizes", SIZES)
def test_each_step_is_a_hidden_layer_of_scikit_learn(sizes: tuple[int, int, int, int]) -> None:
    """Is a step the tanh layer over [x, h] with the stacked weights?"""
    from sklearn.neural_network import MLPRegressor

    T, _, D, H = sizes
    X, h0, Wx, Wh, b = drawn(*sizes)
    states = reference()["rnn_states"](X, h0, Wx, Wh, b)
    cell = MLPRegressor(hidden_layer_sizes=(H + 1,), activation="tanh", random_state=0)
    cell.partial_fit(np.zeros((2, D + H)), np.zeros((2, H + 1)))  # one unit more: never a single target
    cell.coefs_ = [np.hstack([np.vstack([Wx, Wh]), np.zeros((D + H, 1))]), np.eye(H + 1)]
    cell.intercepts_ = [np.append(b, 0.0), np.zeros(H + 1)]
    h = h0
    for t in range(T):
        h = cell.predict(np.hstack([X[t], h]))[:, :H]
        np.testing.assert_allclose(states[t], h, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(reference()["rnn_sequence"](X, h0, Wx, Wh, b), h, rtol=1e-12, atol=1e-14)


def test_one_step_gives_the_numbers_of_cs231n() -> None:
    """Are the published numbers for N, D, H = 3, 10, 4 ours?"""
    N, D, H = 3, 10, 4
    x, h = np.linspace(-0.4, 0.7, N * D).reshape(N, D), np.linspace(-0.2, 0.5, N * H).reshape(N, H)
    Wx, Wh = np.linspace(-0.1, 0.9, D * H).reshape(D, H), np.linspace(-0.3, 0.7, H * H).reshape(H, H)
    h_next, _ = reference()["rnn_forward"](x, h, Wx, Wh, np.linspace(-0.2, 0.4, H))
    published = [
        [-0.58172089, -0.50182032, -0.41232771, -0.31410098],
        [0.66854692, 0.79562378, 0.87755553, 0.92795967],
        [0.97934501, 0.99144213, 0.99646691, 0.99854353],
    ]
    np.testing.assert_allclose(h_next, published, atol=5e-9)


@pytest.mark.parametrize("sizes", SIZES)
def test_agrees_with_plain_python_sample_by_sample(sizes: tuple[int, int, int, int]) -> None:
    """Does each sample of a batch go its own way, one number at a time?"""
    T, N, D, H = sizes
    X, h0, Wx, Wh, b = drawn(*sizes)
    states = reference()["rnn_states"](X, h0, Wx, Wh, b)
    for n in range(N):
        h = h0[n].tolist()
        for t in range(T):
            h = [
                math.tanh(
                    math.fsum(
                        [
                            b[j],
                            *(X[t, n, i] * Wx[i, j] for i in range(D)),
                            *(h[i] * Wh[i, j] for i in range(H)),
                        ]
                    )
                )
                for j in range(H)
            ]
            np.testing.assert_allclose(states[t, n], h, rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(reference()["rnn_states"](X[:, n], h0[n], Wx, Wh, b), states[:, n], rtol=1e-12)


def test_the_cache_is_enough_for_the_derivative() -> None:
    """Does the cache's chain rule agree with central differences of the last state?"""
    X, h0, Wx, Wh, b = (item[0] if item.ndim == 2 and item.shape == (4, 5) else item for item in drawn(6, 4, 3, 5))
    X = X[:, 0]
    h, jacobian = h0, np.eye(5)
    for x in X:
        h, (_, _, h_next, _, Wh_kept) = reference()["rnn_forward"](x, h, Wx, Wh, b)
        jacobian = jacobian @ (Wh_kept * (1 - h_next**2))
    last, step = reference()["rnn_sequence"], 1e-6
    numeric = [(last(X, h0 + step * e, Wx, Wh, b) - last(X, h0 - step * e, Wx, Wh, b)) / (2 * step) for e in np.eye(5)]
    np.testing.assert_allclose(jacobian, numeric, atol=1e-9)


@pytest.mark.parametrize("sizes", SIZES)
def test_agrees_with_pytorch(sizes: tuple[int, int, int, int]) -> None:
    """The numbers of torch.nn.RNN in float64, where PyTorch is installed (it is optional)."""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    _, _, D, H = sizes
    X, h0, Wx, Wh, b = drawn(*sizes)
    layer = torch.nn.RNN(D, H, dtype=torch.float64)
    with torch.no_grad():
        for name, value in (("weight_ih_l0", Wx.T), ("weight_hh_l0", Wh.T), ("bias_ih_l0", b), ("bias_hh_l0", 0 * b)):
            getattr(layer, name).copy_(torch.tensor(value.copy()))
        theirs = layer(torch.tensor(X), torch.tensor(h0[None]))[0].numpy()
    np.testing.assert_allclose(reference()["rnn_states"](X, h0, Wx, Wh, b), theirs, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("seed", range(4))
def test_backpropagation_through_time_is_the_slope_of_the_sum(seed: int) -> None:
    """The discovery's answer against central differences, element by element."""
    rng = np.random.default_rng(seed)
    X, h0, Wx, b = rng.normal(size=(6, 2)), rng.normal(size=3), rng.normal(size=(2, 3)), rng.normal(size=3)
    Wh = rng.normal(size=(3, 3))
    last = reference()["rnn_sequence"]
    slopes = np.zeros((3, 3))
    for place in np.ndindex(3, 3):
        shift = np.zeros((3, 3))
        shift[place] = 1e-6
        slopes[place] = (last(X, h0, Wx, Wh + shift, b).sum() - last(X, h0, Wx, Wh - shift, b).sum()) / 2e-6
    assert reference()["backward_through_time"](X, h0, Wx, Wh, b) == pytest.approx(slopes, rel=1e-6, abs=1e-8)
