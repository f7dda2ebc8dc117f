"""Right answers to unit 02, written differently; each must earn full points."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from autograder.authoring import variant


@variant("sigmoid", "loops")
def sigmoid__loops(z: Any) -> Any:
    if np.ndim(z) > 0:
        return np.array([sigmoid__loops(item) for item in z])
    value = float(z)
    if value < 0.0:
        return math.exp(value) / (1.0 + math.exp(value))
    return 1.0 / (1.0 + math.exp(-value))


@variant("sigmoid", "tanh")
def sigmoid__tanh(z: Any) -> Any:
    return 0.5 + 0.5 * np.tanh(0.5 * np.asarray(z, dtype=float))


@variant("sigmoid", "masks")
def sigmoid__masks(z: Any, *, unused: int = 0) -> Any:
    z = np.array(z, dtype=np.float64)
    out = np.empty_like(z)
    up = z >= 0
    out[up] = 1 / (1 + np.exp(-z[up]))
    e = np.exp(z[~up])
    out[~up] = e / (1 + e)
    return out


@variant("sigmoid", "clipped")
def sigmoid__clipped(z: Any) -> Any:
    """Clipping far out changes nothing that can be measured: exp(-500) is 7e-218."""
    return 1 / (1 + np.exp(-np.clip(np.asarray(z, dtype=np.float64), -500, 500)))


@variant("sigmoid", "log_space")
def sigmoid__log_space(z: Any) -> Any:
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=np.float64)))


class LabelError(ValueError):
    """A student's own class of errors."""


@variant("binary_cross_entropy", "loops")
def binary_cross_entropy__loops(z: Any, y: Any) -> Any:
    total = 0.0
    for logit, label in zip(z.tolist(), y.tolist(), strict=True):
        if label not in (0, 1):
            raise LabelError(f"y에 {label}이(가) 있습니다")
        signed = -logit if label == 1 else logit
        total += max(signed, 0.0) + math.log1p(math.exp(-abs(signed)))
    return total / len(z)


@variant("binary_cross_entropy", "signed")
def binary_cross_entropy__signed(z: Any, y: Any) -> Any:
    labels = np.asarray(y, dtype=float)
    if not np.array_equal(labels, labels**2):
        raise ValueError("y must be 0 or 1")
    return np.mean(np.logaddexp(0, (1 - 2 * labels) * z))


@variant("binary_cross_entropy", "zero_d")
def binary_cross_entropy__zero_d(z: Any, y: Any) -> Any:
    if set(np.unique(y).tolist()) - {0, 1}:
        raise ValueError("`y`")
    z, y = z.astype(float), y.astype(float)
    losses = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
    return np.array(losses.sum() / losses.size)


@variant("binary_cross_entropy", "two_logs")
def binary_cross_entropy__two_logs(z: Any, y: Any) -> Any:
    """Logs of both probabilities, each from the logits."""
    if not np.isin(y, [0, 1]).all():
        raise ValueError("y")
    z = np.asarray(z, dtype=np.float64)
    return float(np.where(y == 1, np.logaddexp(0, -z), np.logaddexp(0, z)).mean())


@variant("logistic_regression", "loops")
def logistic_regression__loops(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if any(label not in (0, 1) for label in y):
        raise ValueError("y는 0과 1만")
    m, n = X.shape
    rows = [[float(value) for value in row] for row in X]
    labels = [float(label) for label in y]
    theta = [0.0] * n
    for _ in range(epochs):
        gradient = [0.0] * n
        for row, label in zip(rows, labels, strict=True):
            z = sum(a * b for a, b in zip(row, theta, strict=True))
            p = 0.5 * (1.0 + math.tanh(z / 2.0))
            for j in range(n):
                gradient[j] += (p - label) * row[j] / m
        theta = [t - lr * g for t, g in zip(theta, gradient, strict=True)]
    return np.array(theta)


@variant("logistic_regression", "columns")
def logistic_regression__columns(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if np.any((y != 0) & (y != 1)):
        raise ValueError("labels y")
    A, target = np.array(X, dtype=float), y.reshape(-1, 1)
    theta = np.zeros((A.shape[1], 1))
    for _ in range(epochs):
        p = 1.0 / (1.0 + np.exp(-(A @ theta)))
        theta -= lr * np.mean(A * (p - target), axis=0)[:, None]
    return theta.ravel()


@variant("logistic_regression", "signed_labels")
def logistic_regression__signed_labels(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    """With s = ±1 the gradient of mean log(1 + exp(-s z)) is -mean s σ(-s z) x."""
    if not ((y == 0) | (y == 1)).all():
        raise ValueError("y")
    s = np.where(y == 1, 1.0, -1.0)
    B = s[:, None] * X
    theta = np.zeros(X.shape[1])
    while epochs > 0:
        theta = theta + lr * (0.5 - 0.5 * np.tanh(B @ theta / 2)) @ B / len(s)
        epochs -= 1
    return theta


@variant("logistic_regression", "einsum")
def logistic_regression__einsum(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000, verbose: bool = False) -> Any:
    bad = y[(y < 0) | (y > 1) | (y % 1 != 0)]
    if bad.size:
        raise ValueError(f"y: {bad}")
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        p = np.exp(-np.logaddexp(0.0, -np.einsum("ij,j->i", X, theta)))
        theta = theta - (lr / len(X)) * (np.einsum("ij,i->j", X, p) - np.einsum("ij,i->j", X, y.astype(float)))
    return theta


@variant("predict", "loops")
def predict__loops(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    found = []
    for row in X:
        z = sum(float(a) * float(b) for a, b in zip(row, theta, strict=True))
        found.append(1 if 0.5 * (1.0 + math.tanh(z / 2.0)) >= threshold else 0)
    return np.array(found)


@variant("predict", "from_logits")
def predict__from_logits(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    """Compares logits: p >= t is z >= log(t / (1 - t))."""
    with np.errstate(divide="ignore"):
        limit = np.log(threshold) - np.log1p(-threshold)
    return np.where(X.astype(float) @ theta >= limit, 1, 0)


@variant("predict", "small_integers")
def predict__small_integers(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    z = np.dot(np.asarray(X, dtype=np.float64), theta)
    return np.less_equal(threshold, 1 / (1 + np.exp(-z))).astype(np.uint8)


@variant("predict", "heaviside")
def predict__heaviside(X: Any, theta: Any, threshold: float = 0.5) -> Any:
    p = 1 / (1 + np.exp(-(X * theta.astype(float)).sum(axis=1)))
    return np.heaviside(p - threshold, 1).astype("int32")
