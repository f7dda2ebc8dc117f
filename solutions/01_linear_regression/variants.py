"""Right answers of unit 01, written as differently as students may write them."""

from __future__ import annotations

from typing import Any

import numpy as np
from autograder.authoring import variant


@variant("add_bias", "insert")
def add_bias__insert(X: Any) -> Any:
    return np.insert(np.asarray(X, dtype=float), 0, 1.0, axis=1)


@variant("add_bias", "fill")
def add_bias__fill(X: Any) -> Any:
    m, n = X.shape
    out = np.empty((m, n + 1))
    out[:, 0], out[:, 1:] = 1, X
    return out


@variant("add_bias", "loops")
def add_bias__loops(X: Any) -> Any:
    return np.array([[1.0] + [float(value) for value in row] for row in X])


@variant("add_bias", "c_")
def add_bias__c(X: Any) -> Any:
    return np.c_[np.ones(len(X)), X]


@variant("add_bias", "pad")
def add_bias__pad(X: Any) -> Any:
    return np.pad(X.astype(np.float64), ((0, 0), (1, 0)), constant_values=1.0)


@variant("mse_gradient", "loops")
def mse_gradient__loops(X: Any, y: Any, theta: Any) -> Any:
    m, n = X.shape
    gradient = [0.0] * n
    for i in range(m):
        error = sum(float(X[i, j]) * float(theta[j]) for j in range(n)) - float(y[i])
        for j in range(n):
            gradient[j] += error * float(X[i, j]) / m
    return np.array(gradient)


@variant("mse_gradient", "gram")
def mse_gradient__gram(X: Any, y: Any, theta: Any) -> Any:
    A, b, t = (np.array(item, dtype=np.float64) for item in (X, y, theta))
    return (A.T @ A @ t - A.T @ b) / A.shape[0]


@variant("mse_gradient", "column_means")
def mse_gradient__column_means(X: Any, y: Any, theta: Any) -> Any:
    X = X * 1.0
    error = X.dot(theta) - y
    return np.mean(X * error[:, np.newaxis], axis=0)


@variant("mse_gradient", "einsum_fortran")
def mse_gradient__einsum(X: Any, y: Any, theta: Any, *, scale: float = 1.0) -> Any:
    A = np.asfortranarray(X, dtype=np.float64)
    return scale * np.einsum("ij,i->j", A, np.einsum("ij,j->i", A, theta) - y) / y.size


@variant("gradient_descent", "loops")
def gradient_descent__loops(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if X.ndim != 2:
        raise ValueError("X must be a matrix")
    if y.ndim != 1 or y.shape[0] != X.shape[0]:
        raise ValueError("y must be a vector with one entry per row of X")
    rows, targets = X.astype(float).tolist(), y.astype(float).tolist()
    theta = [0.0] * X.shape[1]
    for _ in range(epochs):
        errors = [sum(a * t for a, t in zip(row, theta, strict=True)) - b for row, b in zip(rows, targets, strict=True)]
        slopes = [sum(e * row[j] for e, row in zip(errors, rows, strict=True)) / len(rows) for j in range(len(theta))]
        theta = [t - lr * s for t, s in zip(theta, slopes, strict=True)]
    return np.array(theta)


@variant("gradient_descent", "gram")
def gradient_descent__gram(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if np.ndim(X) != 2 or np.ndim(y) != 1 or X.shape[0] != y.shape[0]:
        raise ValueError(f"X는 (m, n), y는 (m,)이어야 해요: {X.shape}, {y.shape}")
    A = X.astype(np.float64)
    H, g = A.T @ A / len(A), A.T @ y / len(A)
    theta = np.zeros(A.shape[1])
    for _ in range(epochs):
        theta -= lr * (H @ theta - g)
    return theta


class ShapeError(ValueError):
    """A subclass is as good as ValueError itself."""


@variant("gradient_descent", "subclass_and_unpacking")
def gradient_descent__subclass(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000, verbose: bool = False) -> Any:
    for name, array, ndim in (("X", X, 2), ("y", y, 1)):
        if array.ndim != ndim:
            raise ShapeError(f"{name}.ndim == {array.ndim}")
    (m, n), (k,) = X.shape, y.shape
    if m != k:
        raise ShapeError(f"len(X) = {m}, len(y) = {k}")
    theta = np.zeros((n, 1))
    step = 0
    while step < epochs:
        theta = theta - (lr / m) * X.T @ (X @ theta - y[:, None])
        step += 1
    return theta.ravel().copy()


@variant("gradient_descent", "stops_when_lost")
def gradient_descent__stops_when_lost(X: Any, y: Any, lr: float = 0.01, epochs: int = 1000) -> Any:
    if not (X.ndim == 2 and y.ndim == 1 and len(X) == len(y)):
        raise ValueError("X (m, n), y (m,)")
    theta = np.zeros(X.shape[1], dtype=np.float64)
    for _ in range(epochs):
        residual = y - X @ theta
        theta = theta + lr * np.mean(residual[:, None] * X, axis=0)
        if np.isnan(theta).any():
            break
    return theta
