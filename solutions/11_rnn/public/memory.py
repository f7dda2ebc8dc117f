"""What the states of a random RNN remember of a digit that is read row by row.

The weights are random and never trained; only their spectral radius ρ changes.
"""

from functools import cache

import numpy as np
from npml.widgets import attempt, usable

T = D = 8
DIGITS = ("0", "3", "7")
RHOS = tuple(round(0.1 * index, 1) for index in range(31))
TRAIN = 1200  # the first samples train the read-out, the others test it
SMALL, LARGE = 16, 64  # hidden units of the first and of the second widget
ERASED = 2  # the row whose trace is followed


@cache
def digit_rows():
    """Digits as sequences of rows from top to bottom, (8, 1797, 8) in [0, 1], and their labels (1797,)."""
    from sklearn.datasets import load_digits  # only here: the setup cell imports this module often

    data = load_digits()
    return np.ascontiguousarray(np.transpose(data.images / 16.0, (1, 0, 2))), data.target


def random_weights(rho, H, D=8, seed=0):
    """Wx (D, H), Wh (H, H) of spectral radius rho, b (H,)."""
    rng = np.random.default_rng(seed)
    Wx, square, b = rng.normal(size=(D, H)) / np.sqrt(D), rng.normal(size=(H, H)), 0.1 * rng.normal(size=H)
    return Wx, square * (rho / np.max(np.abs(np.linalg.eigvals(square)))), b


def ridge(A, Y, strength=0.01):
    """Weights (n, k) of the best linear read-out of Y (m, k) from A (m, n)."""
    return np.linalg.solve(A.T @ A + strength * np.eye(A.shape[1]), A.T @ Y)


def erased_pair(digit):
    """A digit's rows (8, 2, 8): as they are, and with row ERASED blank."""
    rows = digit_rows()[0][:, int(digit)]
    pair = np.stack([rows, rows], axis=1)
    pair[ERASED, 1] = 0.0
    return pair


def student_states(rnn_states, digit, rho):
    """A student's states for the pair, (8, 2, 16), or None."""
    return usable(attempt(rnn_states, erased_pair(digit), np.zeros((2, SMALL)), *random_weights(rho, SMALL)), (T, 2, SMALL))


def distances(states):
    """Distance between the states of the two digits at each step: (8, 2, H) -> (8,)."""
    return np.linalg.norm(states[:, 0] - states[:, 1], axis=1)


def trace_of(rnn_states, digit, rho):
    """The same from a function: (8,), NaN where it gives no states."""
    states = student_states(rnn_states, digit, rho)
    return np.full(T, np.nan) if states is None else distances(states)


def scores_of(rnn_sequence, rho):
    """Test accuracy of a linear read-out of the last state, and R² of recalling each row (8,); None if no states."""
    X, labels = digit_rows()
    m = X.shape[1]
    last = usable(attempt(rnn_sequence, X, np.zeros((m, LARGE)), *random_weights(rho, LARGE)), (m, LARGE))
    if last is None or not np.all(np.isfinite(last)):
        return None
    A = np.column_stack([np.ones(m), last])
    rows = np.transpose(X, (1, 0, 2)).reshape(m, -1)
    Y = np.column_stack([np.eye(10)[labels], rows])
    guess = A[TRAIN:] @ ridge(A[:TRAIN], Y[:TRAIN])
    accuracy = float(np.mean(np.argmax(guess[:, :10], axis=1) == labels[TRAIN:]))
    error = ((Y[TRAIN:, 10:] - guess[:, 10:]) ** 2).reshape(-1, T, D).sum(axis=(0, 2))
    spread = ((Y[TRAIN:, 10:] - Y[:TRAIN, 10:].mean(axis=0)) ** 2).reshape(-1, T, D).sum(axis=(0, 2))
    return accuracy, 1.0 - error / spread
