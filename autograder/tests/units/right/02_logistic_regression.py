"""Right answers to unit 02."""

import math
from fractions import Fraction

import numpy as np


def _long(z):
    z = np.asarray(z, dtype=np.longdouble)
    return np.where(z >= 0, 1, np.exp(np.minimum(z, 0))) / (1 + np.exp(-np.abs(z)))


def _zero_one(y):
    if not ((np.asarray(y) * (1.0 - np.asarray(y))) == 0).all():
        raise ValueError("y(y-1) = 0 이 아닌 라벨이 있습니다")
    return np.asarray(y, dtype=np.longdouble)


def sigmoid__long_double(z):
    """Long double; a scalar stays one."""
    p = _long(z)
    return p.astype(np.float64) if p.ndim else float(p)


def sigmoid__one_at_a_time(z):
    """The standard library, one number after the other."""
    z = np.asarray(z, dtype=float)
    out = np.empty(z.shape)
    for at in np.ndindex(z.shape):
        out[at] = 1 / (1 + math.exp(-z[at])) if z[at] > 0 else math.exp(z[at]) / (1 + math.exp(z[at]))
    return out


def binary_cross_entropy__long_double(z, y):
    """Long double, cut down at the end."""
    y, z = _zero_one(y), np.asarray(z, dtype=np.longdouble)
    per_sample = (1 - y) * z + np.log1p(np.exp(-np.abs(z))) + np.maximum(-z, 0)
    return float(per_sample.sum() / len(per_sample))


def binary_cross_entropy__sum_of_fractions(z, y):
    """Adds the losses exactly."""
    if any(label != 0 and label != 1 for label in y.tolist()):
        raise ValueError("y는 0이나 1")
    total = Fraction(0)
    for logit, label in zip(z.tolist(), y.tolist(), strict=True):
        z_wrong = -logit if label else logit
        total += Fraction(max(z_wrong, 0)) + Fraction(math.log1p(math.exp(-abs(logit))))
    return total / len(z)


def logistic_regression__long_double(X, y, lr=0.01, epochs=1000):
    """Long double, cut down at the end."""
    y, X = _zero_one(y), np.asarray(X, dtype=np.longdouble)
    theta = np.zeros(X.shape[1], dtype=np.longdouble)
    for _ in range(epochs):
        theta = theta - np.longdouble(lr) * ((_long(X @ theta) - y) @ X) / X.shape[0]
    return theta.astype(np.float64)


def logistic_regression__split_by_class(X, y, lr=0.01, epochs=1000):
    """The two classes apart, with 1 / (1 + exp(-z)) and its warnings."""
    if not np.isin(y, (0, 1)).all():
        raise ValueError(f"y: {y}")
    ones, others = X[y == 1].astype(float), X[y == 0].astype(float)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        up = (1 - 1 / (1 + np.exp(-ones @ theta))) @ ones
        down = (1 / (1 + np.exp(-others @ theta))) @ others
        theta = theta + lr * (up - down) / len(y)
    return theta


def predict__from_long_double(X, theta, threshold=0.5):
    """Long double on the way."""
    z = np.asarray(X, dtype=np.longdouble) @ np.asarray(theta, dtype=np.longdouble)
    return np.fromiter((p >= threshold for p in _long(z)), dtype=np.int8, count=len(X))


def predict__odds(X, theta, threshold=0.5):
    """Compares logits; a threshold of 0 is answered at once."""
    if threshold <= 0:
        return np.ones(len(X), dtype=np.uint16)
    return (X.astype(float) @ theta.astype(float) >= math.log(threshold / (1 - threshold))).astype(np.uint16)
