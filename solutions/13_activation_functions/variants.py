"""Right answers of unit 13, written differently; each must earn full points."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from autograder.authoring import variant


def each(f: Any, z: Any) -> Any:
    """f of every number in z, by recursion over the axes."""
    return np.array([each(f, item) for item in z]) if np.ndim(z) else f(float(z))


@variant("relu", "loops")
def relu__loops(z: Any) -> Any:
    return each(lambda v: v if v > 0 else 0.0, z)


@variant("relu", "mask_product")
def relu__mask_product(z: Any, *, unused: int = 0) -> Any:
    z = np.array(z, dtype=float)
    return z * (z > 0)


@variant("relu", "half_of_both")
def relu__half_of_both(z: Any) -> Any:
    z = np.float64(z)
    return (z + abs(z)) / 2


@variant("relu", "assigned")
def relu__assigned(z: Any) -> Any:
    out = np.array(z, dtype=np.float64)
    out[out < 0] = 0
    return out


class SlopeError(ValueError):
    """A student's own class of errors."""


@variant("leaky_relu", "loops")
def leaky_relu__loops(z: Any, slope: float = 0.01) -> Any:
    if not slope >= 0:
        raise SlopeError(f"`slope`: {slope}")
    return each(lambda v: v if v > 0 else slope * v, z)


@variant("leaky_relu", "two_parts")
def leaky_relu__two_parts(z: Any, slope: float = 0.01) -> Any:
    if slope < 0:
        raise ValueError("slope must not be negative")
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0) + slope * np.minimum(z, 0)


@variant("leaky_relu", "factors")
def leaky_relu__factors(z: Any, slope: float = 0.01) -> Any:
    if slope < 0:
        raise ValueError("음수인 slope")
    out = np.array(z, dtype=np.float64)
    out *= np.where(out > 0, 1.0, slope)
    return out


@variant("elu", "loops")
def elu__loops(z: Any, alpha: float = 1.0) -> Any:
    if alpha <= 0:
        raise ValueError(f"alpha = {alpha}")
    return each(lambda v: v if v > 0 else alpha * math.expm1(v), z)


@variant("elu", "plain_exp")
def elu__plain_exp(z: Any, alpha: float = 1.0) -> Any:
    """exp(z) − 1 loses digits near 0, but never more than 1e-16."""
    if not alpha > 0:
        raise ValueError("alpha")
    z = np.asarray(z, dtype=float)
    return np.maximum(z, 0.0) + alpha * (np.exp(np.minimum(z, 0.0)) - 1.0)


@variant("elu", "masks")
def elu__masks(z: Any, alpha: float = 1.0) -> Any:
    if alpha <= 0:
        raise ValueError("alpha > 0 이어야 합니다")
    out = np.array(z, dtype=np.float64)
    low = out <= 0
    out[low] = alpha * (np.exp(out[low]) - 1)
    return out


@variant("elu", "silenced")
def elu__silenced(z: Any, alpha: float = 1.0) -> Any:
    if alpha <= 0:
        raise ValueError("alpha")
    z = np.asarray(z, dtype=float)
    with np.errstate(over="ignore"):
        return np.where(z > 0, z, alpha * (np.exp(z) - 1))


@variant("gelu", "loops")
def gelu__loops(z: Any) -> Any:
    return each(lambda v: v * (1 + math.erf(v / math.sqrt(2))) / 2, z)


@variant("gelu", "complement")
def gelu__complement(z: Any) -> Any:
    """erfc keeps the digits of the lower tail."""
    z = np.asarray(z, dtype=float)
    tail = np.array([0.5 * math.erfc(-v / 2**0.5) for v in z.ravel()]).reshape(z.shape)
    return z * tail


@variant("gelu", "from_iterator")
def gelu__from_iterator(z: Any) -> Any:
    z = np.array(z, dtype=np.float64)
    phi = np.fromiter((math.erf(v) for v in (z / np.sqrt(2)).flat), dtype=float, count=z.size)
    return 0.5 * z * (1 + phi.reshape(z.shape))


@variant("gelu", "ufunc")
def gelu__ufunc(z: Any) -> Any:
    erf = np.frompyfunc(math.erf, 1, 1)
    z = np.asarray(z, dtype=float)
    return z * (0.5 + 0.5 * np.asarray(erf(z / math.sqrt(2.0)), dtype=float))


def _phi(z: Any) -> Any:
    return np.array([math.erfc(-v / math.sqrt(2)) / 2 for v in np.ravel(z)]).reshape(np.shape(z))


@variant("activation_grad", "table")
def activation_grad__table(z: Any, kind: str) -> Any:
    z = np.array(z, dtype=float)
    table = {
        "step": lambda: 0.0 * z,
        "sigmoid": lambda: (1 - np.tanh(z / 2) ** 2) / 4,
        "tanh": lambda: (1 - np.tanh(z)) * (1 + np.tanh(z)),
        "relu": lambda: (z > 0).astype(float),
        "leaky_relu": lambda: 0.01 + 0.99 * (z > 0),
        "elu": lambda: np.where(z > 0, 1.0, np.exp(-np.abs(z))),
        "softplus": lambda: np.exp(-np.logaddexp(0.0, -z)),
        "gelu": lambda: _phi(z) + z * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi),
    }
    if kind not in table:
        raise ValueError(f"kind={kind!r}")
    return table[kind]()


@variant("activation_grad", "loops")
def activation_grad__loops(z: Any, kind: str) -> Any:
    def one(v: float) -> float:
        small = math.exp(-abs(v))
        if kind == "step":
            return 0.0
        if kind == "sigmoid":
            return small / (1 + small) ** 2
        if kind == "tanh":
            return 1 - math.tanh(v) ** 2
        if kind in ("relu", "leaky_relu"):
            return 1.0 if v > 0 else {"relu": 0.0, "leaky_relu": 0.01}[kind]
        if kind == "elu":
            return 1.0 if v > 0 else small
        if kind == "softplus":
            return 1 / (1 + small) if v > 0 else small / (1 + small)
        if kind == "gelu":
            return (1 + math.erf(v / math.sqrt(2))) / 2 + v * math.exp(-v * v / 2) / math.sqrt(2 * math.pi)
        raise ValueError("unknown kind")

    return each(one, z)


@variant("activation_grad", "match")
def activation_grad__match(z: Any, kind: str) -> Any:
    x = np.asarray(z, dtype=np.float64)
    e = np.exp(-np.abs(x))
    match kind:
        case "step":
            return np.zeros_like(x)
        case "sigmoid":
            return e / (1 + e) ** 2
        case "tanh":
            return 4 * e**2 / (1 + e**2) ** 2
        case "relu":
            return np.heaviside(x, 0.0)
        case "leaky_relu":
            return np.where(x > 0, 1, 0.01)
        case "elu":
            return np.minimum(1.0, np.where(x > 0, 1.0, e))
        case "softplus":
            return 0.5 * (1 + np.tanh(x / 2))
        case "gelu":
            return _phi(x) + x * np.exp(-x * x / 2) * 0.3989422804014327
        case _:
            raise ValueError("kind: 모르는 이름입니다")


@variant("chain_gradient", "forward_then_backward")
def chain_gradient__forward_then_backward(x: Any, weights: Any, kind: str) -> Any:
    if kind not in ("sigmoid", "tanh", "relu"):
        raise ValueError(f"kind {kind}")
    sums, a = [], float(x)
    for w in weights:
        sums.append(float(w) * a)
        a = {"sigmoid": 0.5 * (1 + math.tanh(sums[-1] / 2)), "tanh": math.tanh(sums[-1]), "relu": max(sums[-1], 0.0)}[kind]
    back = 1.0
    for w, z in zip(reversed(list(weights)), reversed(sums), strict=True):
        if kind == "sigmoid":
            back *= (1 - math.tanh(z / 2) ** 2) / 4
        elif kind == "tanh":
            back *= 1 - math.tanh(z) ** 2
        else:
            back *= z > 0
        back *= float(w)
    return back


@variant("chain_gradient", "by_outputs")
def chain_gradient__by_outputs(x: Any, weights: Any, kind: str) -> Any:
    """The derivative in terms of the output, which is as good."""
    forms = {
        "sigmoid": (lambda z: 0.5 + 0.5 * np.tanh(z / 2), lambda a: a * (1 - a)),
        "tanh": (np.tanh, lambda a: 1 - a * a),
        "relu": (lambda z: max(z, 0.0), lambda a: float(a > 0)),
    }
    try:
        f, slope = forms[kind]
    except KeyError:
        raise ValueError("kind") from None
    a, factors = np.float64(x), []
    for w in np.array(weights, dtype=float):
        a = f(w * a)
        factors.append(w * slope(a))
    return np.prod(factors)


@variant("chain_gradient", "recursion")
def chain_gradient__recursion(x: Any, weights: Any, kind: str) -> Any:
    """Ten thousand layers would be too deep for this, but nobody asks for them."""
    if kind == "sigmoid":
        f, slope = (lambda z: 0.5 + 0.5 * np.tanh(z / 2)), (lambda z: 0.25 * (1 - np.tanh(z / 2) ** 2))
    elif kind == "tanh":
        f, slope = np.tanh, (lambda z: 1 - np.tanh(z) ** 2)
    elif kind == "relu":
        f, slope = (lambda z: z if z > 0 else 0.0), (lambda z: 1.0 if z > 0 else 0.0)
    else:
        raise ValueError("kind")
    a, out = float(x), np.ones(())
    for w in map(float, weights):
        out = out * w * slope(w * a)
        a = f(w * a)
    return out
