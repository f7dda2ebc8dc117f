"""Wrong answers to unit 01."""

import numpy as np


def mse_gradient__first_32_rows(X, y, theta, batch_size=32):
    """Uses the first 32 rows only."""
    X, y = np.asarray(X[:batch_size], dtype=float), y[:batch_size]
    return X.T.dot(X.dot(theta) - y) / y.shape[0]
