"""Do unit 12's norm and clipping agree with answers that are not ours?

Oracles: SciPy's BLAS norm of the joined vector, exact rational arithmetic, scikit-learn's `normalize`, and the
gradient's own meaning: the clipped gradient is the nearest point of the ball (a projection), up to 1e-6.
PyTorch's clip_grad_norm_ has the same rule; it is asked where it is installed.
"""

from __future__ import annotations

import importlib.util
import sys
from fractions import Fraction
from math import isqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import norm as scipy_norm
from scipy.optimize import minimize
from scipy.special import expit
from sklearn.preprocessing import normalize

from autograder.authoring.unit import Unit

UNIT = Unit(Path(__file__).resolve().parents[4] / "solutions" / "12_gradient_clipping")
Array = NDArray[np.float64]
SEEDS = range(4)


def drawn(seed: int, scale: float = 1.0) -> list[Array]:
    """Arrays of unequal shapes and sizes."""
    rng = np.random.default_rng(seed)
    return [scale * 10.0 ** rng.uniform(-2, 2) * rng.normal(size=shape) for shape in ((4, 3), (5,), (2, 1, 3), ())]


def joined(gradients: list[Any]) -> Array:
    """All elements in one vector."""
    return np.concatenate([np.ravel(np.asarray(array, dtype=np.float64)) for array in gradients])


def exact_norm(gradients: list[Any]) -> float:
    """By integers: the square root of a fraction to 40 decimal digits."""
    total = sum((Fraction(float(x)) ** 2 for x in joined(gradients)), Fraction(0))
    return float(Fraction(isqrt(int(total * 10**80)), 10**40))


@pytest.mark.parametrize("seed", SEEDS)
def test_norm_agrees_with_scipy_and_with_exact_arithmetic(seed: int) -> None:
    """Is it the L2 norm of everything joined?"""
    gradients = drawn(seed)
    got = UNIT.reference["global_norm"](gradients)
    assert got == pytest.approx(float(scipy_norm(joined(gradients))), rel=1e-12)
    assert got == pytest.approx(exact_norm(gradients), rel=1e-12)


def test_norm_of_narrow_types_is_that_of_their_values() -> None:
    """float16, int8 and large values: the same as in exact arithmetic?"""
    half = [np.array([300.0, 65504.0], dtype=np.float16), np.array([[-7.0]], dtype=np.float16)]
    octets = [np.array([127, -128], dtype=np.int8), np.array([255], dtype=np.uint8)]
    for gradients in (half, octets, [np.array([1e150, -3e149])]):
        assert UNIT.reference["global_norm"](gradients) == pytest.approx(exact_norm(gradients), rel=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_clipped_is_the_direction_of_scikit_learn(seed: int) -> None:
    """Is the clipped vector max_norm times scikit-learn's unit vector, up to 1e-6 / norm?"""
    gradients = drawn(seed, 100.0)
    row = joined(gradients)
    clipped = UNIT.reference["clip_gradients"](gradients, 2.5)
    size = float(scipy_norm(row))
    assert size > 2.5
    wanted = 2.5 * normalize(row[None, :])[0] / (1 + 1e-6 / size)
    np.testing.assert_allclose(joined(clipped), wanted, rtol=1e-12)
    assert [np.shape(array) for array in clipped] == [array.shape for array in gradients]


def test_clipped_is_the_nearest_point_of_the_ball() -> None:
    """Does SciPy's constrained optimiser find the same point, for clipped and unclipped gradients?"""
    gradients = [np.array([3.0, -4.0]), np.array([[1.5]])]
    row = joined(gradients)
    for limit in (2.0, 9.0):
        ball = {"type": "ineq", "fun": lambda x, limit=limit: limit**2 - x @ x}
        found = minimize(lambda x: np.sum((x - row) ** 2), np.ones(3), constraints=[ball], method="SLSQP")
        clipped = joined(UNIT.reference["clip_gradients"](gradients, limit))
        np.testing.assert_allclose(clipped, found.x, atol=1e-4)


@pytest.mark.parametrize("limit", [0.001, 2.0, 1e6])
def test_agrees_with_pytorch(limit: float) -> None:
    """The same numbers as torch.nn.utils.clip_grad_norm_, where PyTorch is installed (it is optional)."""
    torch = pytest.importorskip("torch", reason="PyTorch is optional: no unit depends on it")
    gradients = drawn(9)
    tensors = [torch.zeros(array.shape, dtype=torch.float64, requires_grad=True) for array in gradients]
    for tensor, array in zip(tensors, gradients, strict=True):
        tensor.grad = torch.tensor(array, dtype=torch.float64)
    norm = torch.nn.utils.clip_grad_norm_(tensors, limit)
    assert UNIT.reference["global_norm"](gradients) == pytest.approx(float(norm), rel=1e-12)
    clipped = UNIT.reference["clip_gradients"](gradients, limit)
    for tensor, array in zip(tensors, clipped, strict=True):
        np.testing.assert_allclose(array, tensor.grad.numpy(), rtol=1e-12)


def released(name: str) -> Any:
    """A module of the unit's public folder."""
    spec = importlib.util.spec_from_file_location(f"_oracle_12_{name}", UNIT.folder / "public" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", range(4))
def test_the_network_s_gradients_are_the_slopes_of_its_loss(kind: int) -> None:
    """Backpropagation through 64 steps against central differences, for each of the four parameters."""
    network = released("network")
    pixels, answers = (item[..., :20, :] if item.ndim == 3 else item[:20] for item in network.digits())
    parameters = network.starting_parameters((0, 1))
    exact = network.rnn_gradients(parameters, pixels, answers)[1][kind][1]
    place = tuple(size // 2 for size in exact.shape)
    losses = []
    for shift in (1e-6, -1e-6):
        moved = [array.copy() for array in parameters]
        moved[kind][1][place] += shift
        losses.append(network.rnn_gradients(moved, pixels, answers)[0][1])
    assert exact[place] == pytest.approx((losses[0] - losses[1]) / 2e-6, rel=1e-4, abs=1e-8)


@pytest.mark.parametrize(("w", "b"), [(4.0, -2.0), (5.5, -2.0), (6.0, -3.5)])
def test_the_cliff_s_gradient_is_the_slope_of_its_loss(w: float, b: float) -> None:
    """The derivatives that are carried forward against central differences, on both sides of the wall."""
    loss = released("cliff").loss_and_gradient
    got = loss(w, b)[1:]
    wanted = [(loss(w + h, b + k)[0] - loss(w - h, b - k)[0]) / 2e-6 for h, k in ((1e-6, 0.0), (0.0, 1e-6))]
    assert got == pytest.approx(wanted, rel=1e-5)


@pytest.mark.parametrize(("w", "h"), [(6.0, 0.5), (4.0, -1.0), (-2.5, 2.0)])
def test_the_wall_s_line_is_where_h_stays_and_its_factor_a_slope(w: float, h: float) -> None:
    """The discovery's answer: SciPy's sigmoid brings h back to itself, and central differences give the factor."""
    b, factor = UNIT.namespace()["wall_at"](w, h)
    after, high, low = (w * expit(h + apart) + b for apart in (0.0, 1e-6, -1e-6))
    assert after == pytest.approx(h, abs=1e-12)
    assert factor == pytest.approx((high - low) / 2e-6, rel=1e-7)
