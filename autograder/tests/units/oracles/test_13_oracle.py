"""Does unit 13's reference agree with SciPy and with finite differences?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import expit, log_expit, ndtr
from scipy.stats import norm

from autograder.authoring.unit import Unit

ROOT = Path(__file__).resolve().parents[4]
SHAPES = [(), (7,), (3, 4), (2, 1, 3)]
#: Each function in a form of its own: what the derivatives are derivatives of.
FORMS: dict[str, Any] = {
    "step": lambda z: np.heaviside(z, 0.0),
    "sigmoid": expit,
    "tanh": np.tanh,
    "relu": lambda z: (z + np.abs(z)) / 2.0,
    "leaky_relu": lambda z: (1.01 * z + 0.99 * np.abs(z)) / 2.0,
    "elu": lambda z: np.clip(z, 0.0, None) + np.expm1(np.clip(z, None, 0.0)),
    "softplus": lambda z: -log_expit(-z),
    "gelu": lambda z: z * ndtr(z),
}


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    return Unit(ROOT / "solutions" / "13_activation_functions").reference


def numbers(shape: tuple[int, ...], scale: float) -> Any:
    z = scale * np.random.default_rng(13).normal(size=shape)
    return np.where(np.abs(z) < 1e-3, 0.5, z)  # away from where some have a bend


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scale", [1.0, 30.0, 3000.0])
def test_functions_are_scipys(reference: dict[str, Any], shape: tuple[int, ...], scale: float) -> None:
    z = numbers(shape, scale)
    close: Any = {"rtol": 1e-12, "atol": 1e-12}
    np.testing.assert_allclose(reference["sigmoid"](z), expit(z), **close)
    np.testing.assert_allclose(reference["relu"](z), FORMS["relu"](z), **close)
    np.testing.assert_allclose(reference["leaky_relu"](z), FORMS["leaky_relu"](z), **close)
    np.testing.assert_allclose(reference["gelu"](z), z * ndtr(z), **close)
    np.testing.assert_allclose(reference["elu"](z), FORMS["elu"](z), **close)
    for alpha in (0.3, 2.5):
        want = np.where(z > 0, z, alpha * FORMS["elu"](np.minimum(z, 0.0)))
        np.testing.assert_allclose(reference["elu"](z, alpha), want, **close)
    for slope in (0.0, 0.2, 3.0):
        want = np.where(np.signbit(z), slope, 1.0) * z
        np.testing.assert_allclose(reference["leaky_relu"](z, slope), want, **close)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("scale", [1.0, 30.0])
def test_derivatives_are_central_differences(reference: dict[str, Any], kind: str, scale: float) -> None:
    z, h = numbers((40,), scale), 1e-5
    numeric = (FORMS[kind](z + h) - FORMS[kind](z - h)) / (2 * h)
    np.testing.assert_allclose(reference["activation_grad"](z, kind), numeric, rtol=1e-6, atol=1e-9)


def test_derivatives_are_scipys_closed_forms(reference: dict[str, Any]) -> None:
    z = np.linspace(-40.0, 40.0, 161)
    for kind, want in (("sigmoid", expit(z) * expit(-z)), ("softplus", expit(z)), ("gelu", ndtr(z) + z * norm.pdf(z))):
        np.testing.assert_allclose(reference["activation_grad"](z, kind), want, rtol=1e-12, atol=1e-15)


def test_conventions_at_zero_are_the_contract_s(reference: dict[str, Any]) -> None:
    want = {
        "step": 0.0,
        "sigmoid": 0.25,
        "tanh": 1.0,
        "relu": 0.0,
        "leaky_relu": 0.01,
        "elu": 1.0,
        "softplus": 0.5,
        "gelu": 0.5,
    }
    assert {kind: float(reference["activation_grad"](0, kind)) for kind in FORMS} == want


@pytest.mark.parametrize("kind", ["sigmoid", "tanh", "relu"])
@pytest.mark.parametrize("layers", [0, 1, 3, 9])
def test_a_chain_is_the_central_difference_of_its_output(reference: dict[str, Any], kind: str, layers: int) -> None:
    rng = np.random.default_rng(layers)
    weights = rng.uniform(0.5, 2.0, size=layers) * (1.0 if kind == "relu" else rng.choice([-1.0, 1.0], size=layers))

    def output(x: float) -> Any:
        for w in weights:
            x = FORMS[kind](w * x)
        return x

    h = 1e-6
    numeric = (output(0.7 + h) - output(0.7 - h)) / (2 * h)
    assert reference["chain_gradient"](0.7, weights, kind) == pytest.approx(numeric, rel=1e-6, abs=1e-9)
