"""Momentum and RMSProp, and the valley in which all rules walk."""

import numpy as np

START = (-4.0, 1.0)
STEPS = 60
OLD = 0.9  # what RMSProp keeps of its average, as in Hinton's lecture


def valley(condition, rotated=False):
    """The matrix H of the loss ½ θᵀHθ, (2, 2): eigenvalues 1 and the condition number."""
    turn = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2.0) if rotated else np.eye(2)
    return turn @ np.diag([1.0, condition]) @ turn.T


def tilted(condition, degrees):
    """The same valley, turned by so many degrees: (2, 2)."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return turn @ np.diag([1.0, condition]) @ turn.T


def noise(condition, rotated, noisy, seed=0):
    """What is added to the gradient at each step, (STEPS, 2): larger across the valley than along it."""
    turn = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2.0) if rotated else np.eye(2)
    drawn = np.random.default_rng(seed).normal(size=(STEPS, 2)) * np.sqrt([1.0, condition])
    return float(noisy) * drawn @ turn.T


def losses(path, matrix):
    """½ θᵀHθ along a path: (T, 2) -> (T,)."""
    return 0.5 * np.einsum("ti,ij,tj->t", path, matrix, path)


def descend(matrix, rate, keep, extra):
    """Momentum with an average of the gradients, or gradient descent (keep 0): path (len(extra) + 1, 2)."""
    place, average, path = np.array(START), np.zeros(2), [np.array(START)]
    for more in extra:
        average = keep * average + (1.0 - keep) * (matrix @ place + more)
        place = place - rate * average
        path.append(place)
    return np.array(path)


def rmsprop(matrix, rate, extra, keep=OLD, eps=1e-8):
    """RMSProp, whose average of squares is not corrected: path (len(extra) + 1, 2)."""
    place, squares, path = np.array(START), np.zeros(2), [np.array(START)]
    for more in extra:
        slope = matrix @ place + more
        squares = keep * squares + (1.0 - keep) * slope * slope
        place = place - rate * slope / (np.sqrt(squares) + eps)
        path.append(place)
    return np.array(path)
