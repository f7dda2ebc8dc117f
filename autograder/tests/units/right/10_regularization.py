"""Right answers to unit 10 that are unusual."""

import math
import warnings
from fractions import Fraction

import numpy as np


def _guard(**values):
    for name, value in values.items():
        if value < 0:
            raise ValueError(f"`{name}` must be >= 0 (got {value})")
        if value > 100:
            warnings.warn(f"{name}가 아주 큽니다: {value}")


def _prepare(weights):
    copy = np.array(weights, dtype=np.float64, copy=True, order="K")
    if copy.size == 0:
        warnings.warn("빈 가중치입니다")
    return copy


def l1_regularization__defensive(weights: np.ndarray, lambda_reg: float) -> float:
    """Typed, with warnings, prints and assertions that hold."""
    _guard(lambda_reg=lambda_reg)
    result = float(lambda_reg) * float(np.abs(_prepare(weights)).sum(dtype=np.float64))
    assert result >= 0.0
    print("L1 =", result)
    return result


def l1_regularization__the_int_zero(weights, lambda_reg):
    """Adds Python numbers to the int 0, which is what empty weights give."""
    _guard(lambda_reg=lambda_reg)
    return sum(lambda_reg * abs(float(w)) for w in np.ravel(weights))


def l2_regularization__fsum(weights, lambda_reg):
    """Adds exactly, λ in each term."""
    _guard(lambda_reg=lambda_reg)
    return math.fsum(float(lambda_reg) * float(w) * float(w) for w in np.ravel(weights))


def regularized_loss__exact(loss, weights, lambda_l1, lambda_l2):
    """Gives a Fraction."""
    _guard(lambda_l1=lambda_l1, lambda_l2=lambda_l2)
    sizes = [abs(Fraction(float(w))) for w in np.ravel(weights)]
    return Fraction(float(loss)) + Fraction(lambda_l1) * sum(sizes) + Fraction(lambda_l2) * sum(w * w for w in sizes)


def regularized_loss__second_first(loss, weights, lambda_l1, lambda_l2):
    """Asks for the L2 penalty first, whose error says lambda_reg."""
    penalty = l2_regularization(weights, lambda_l2)
    penalty += l1_regularization(weights, lambda_l1)
    return np.float64(loss) + penalty


def l1_gradient__select(weights, lambda_reg):
    """np.select."""
    _guard(lambda_reg=lambda_reg)
    w = np.asarray(weights, dtype=float)
    return np.select([w > 0, w < 0], [float(lambda_reg), -float(lambda_reg)], 0.0)


def l1_gradient__negative_zero(weights, lambda_reg):
    """Where the weight is 0 the gradient is −0.0."""
    _guard(lambda_reg=lambda_reg)
    return -(float(lambda_reg) * np.sign(-_prepare(weights)))


def l2_gradient__ufunc_out(weights, lambda_reg):
    """Multiplies into an array of its own."""
    _guard(lambda_reg=lambda_reg)
    out = np.empty(np.shape(weights))
    np.multiply(weights, 2.0 * float(lambda_reg), out=out)
    return out


def soft_threshold__loop(weights, t):
    """Element by element."""
    _guard(t=t)
    out = np.zeros(np.shape(weights))
    for place, w in np.ndenumerate(np.asarray(weights, dtype=float)):
        if abs(w) > t:
            out[place] = w - t if w > 0 else w + t
    return out


def soft_threshold__defensive(weights: np.ndarray, t: float) -> np.ndarray:
    """Typed, with prints and assertions that hold."""
    _guard(t=t)
    w = _prepare(weights)
    out = np.asarray(np.sign(w) * np.clip(np.abs(w) - t, 0.0, None))
    assert out.shape == w.shape
    assert np.all(np.abs(out) <= np.abs(w))
    print("0이 된 가중치:", int((out == 0).sum()))
    return out
