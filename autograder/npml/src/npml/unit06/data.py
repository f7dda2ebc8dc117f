"""The losses of unit 06: breast cancer without standardization, and the diabetes data of unit 01."""

from functools import cache

import numpy as np
from scipy.special import expit
from sklearn.datasets import load_breast_cancer, load_diabetes


@cache
def _cancer(standardized=False):
    """A column of ones and the 30 features (569, 31), and the labels as -1 and 1 (569,)."""
    data = load_breast_cancer()
    features = data.data
    if standardized:
        features = (features - features.mean(axis=0)) / features.std(axis=0)
    return np.column_stack([np.ones(len(features)), features]), 2.0 * data.target - 1.0


def cancer_loss(theta, standardized=False):
    """Mean logistic loss of all patients: (31,) -> a number."""
    X, sign = _cancer(standardized)
    return np.mean(np.logaddexp(0.0, -sign * (X @ theta)))


def cancer_gradient(theta, standardized=False):
    """Its gradient: (31,) -> (31,)."""
    X, sign = _cancer(standardized)
    return -X.T @ (sign * expit(-sign * (X @ theta))) / len(sign)


def cancer_hessian(theta):
    """Its second derivatives: (31,) -> (31, 31)."""
    X, _ = _cancer()
    p = expit(X @ theta)
    return (X * (p * (1.0 - p))[:, None]).T @ X / len(X)


@cache
def diabetes():
    """Standardized features with a column of ones (442, 11), and the targets (442,)."""
    data = load_diabetes(scaled=False)
    columns = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    return np.column_stack([np.ones(len(columns)), columns]), data.target


def diabetes_gradient(theta, rows=slice(None)):
    """The gradient of half the MSE on some rows, by default on all."""
    Z, y = diabetes()
    return Z[rows].T @ (Z[rows] @ theta - y[rows]) / len(y[rows])


def diabetes_mse(theta):
    """The MSE on all rows."""
    Z, y = diabetes()
    return np.mean((Z @ theta - y) ** 2)


def walk(move, gradient, loss, size, steps):
    """Losses after each step from zeros; ``move(theta, gradient)`` gives the new theta."""
    theta, losses = np.zeros(size), []
    for _ in range(steps):
        theta = move(theta, gradient(theta))
        losses.append(loss(theta))
    return np.array(losses)
