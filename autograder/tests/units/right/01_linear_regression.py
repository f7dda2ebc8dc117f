"""Right answers to unit 01."""

import numpy as np


def mse_gradient__mean_of_rows(X, y, theta):
    """Averages the gradients of the single samples."""
    X = np.asarray(X, dtype=float)
    return np.mean([(row @ theta - target) * row for row, target in zip(X, y, strict=True)], axis=0)
