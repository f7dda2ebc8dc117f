"""Right answers to unit 01."""

from fractions import Fraction

import numpy as np


def add_bias__lists(X):
    """Plain lists of Python's numbers."""
    return np.array([[1.0, *map(float, row)] for row in X.tolist()])


def add_bias__long_double(X):
    """By way of long double."""
    return np.c_[np.ones(len(X), dtype=np.longdouble), X].astype(np.float64)


def mse_gradient__mean_of_rows(X, y, theta):
    """Averages the gradients of the single samples."""
    X = np.asarray(X, dtype=float)
    return np.mean([(row @ theta - target) * row for row, target in zip(X, y, strict=True)], axis=0)


def mse_gradient__fractions(X, y, theta):
    """Exact where that is cheap, with Python's integers or Fractions."""
    if X.size > 100:
        return mse_gradient__mean_of_rows(X, y, theta)
    rows, targets, weights = ([list(map(Fraction, row)) for row in np.atleast_2d(item).tolist()] for item in (X, y, theta))
    errors = [sum(map(Fraction.__mul__, row, weights[0])) - t for row, t in zip(rows, targets[0], strict=True)]
    return np.array([float(sum(map(Fraction.__mul__, errors, column)) / len(rows)) for column in zip(*rows, strict=True)])


def mse_gradient__two_products(X, y, theta):
    """Prediction and target are multiplied apart: other roundings."""
    A = X.astype(np.float64)
    return (A.T @ A / len(A)) @ theta - A.T @ y / len(A)


def gradient_descent__long_double(X, y, lr=0.01, epochs=1000):
    """Long double throughout, cut down at the end."""
    if X.ndim != 2 or y.ndim != 1 or X.shape[0] != y.shape[0]:
        raise ValueError("X와 y의 shape")
    A, b = X.astype(np.longdouble), y.astype(np.longdouble)
    theta = np.zeros(A.shape[1], dtype=np.longdouble)
    for _ in range(epochs):
        theta -= np.longdouble(lr) / len(b) * (A.T @ (A @ theta - b))
    return theta.astype(np.float64)


def gradient_descent__error_carried_along(X, y, lr=0.01, epochs=1000):
    """Carries the errors along in place of the predictions."""
    if np.ndim(X) != 2 or np.ndim(y) != 1 or len(X) != len(y):
        raise ValueError("X: (m, n), y: (m,)")
    A, theta = np.array(X, dtype=float), np.zeros(X.shape[1])
    error = -np.array(y, dtype=float)
    for _ in range(epochs):
        step = lr * (A.T @ error) / len(A)
        theta = theta - step
        error = error - A @ step
    return theta
