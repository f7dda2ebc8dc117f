"""Wrong answers to unit 14."""

import numpy as np


def _squash(z):
    return 0.5 + 0.5 * np.tanh(0.5 * z)


def _net(X, params):
    W1, b1, W2, b2 = (np.asarray(p, dtype=float) for p in params)
    hidden = _squash(np.asarray(X, dtype=float) @ W1 + b1)
    return hidden, _squash(hidden @ W2 + b2)


def _grads(X, y, params, clip=np.inf, low=0.0):
    X = np.asarray(X, dtype=float)
    hidden, output = _net(X, params)
    if np.shape(y) != output.shape:
        raise ValueError("y")
    error = np.clip(output - np.asarray(y, dtype=float), -clip, clip)
    d2 = error * np.maximum(output * (1 - output), low) / len(X)
    d1 = d2 @ np.asarray(params[2], dtype=float).T * np.maximum(hidden * (1 - hidden), low)
    return X.T @ d1, d1.sum(0), hidden.T @ d2, d2.sum(0)


# --- sigmoid_derivative --------------------------------------------------------------------


def sigmoid_derivative__never_zero(x):
    """Keeps the slope above 1e-4, so that learning does not stop."""
    return np.maximum(x * (1.0 - np.asarray(x, dtype=float)), 1e-4)


def sigmoid_derivative__vectors_only(x):
    """Loops over the first axis."""
    return np.array([v * (1.0 - v) for v in x])


# --- forward -------------------------------------------------------------------------------


def forward__clips_logits(X, params):
    """Clips the pre-activations at 10."""
    W1, b1, W2, b2 = params
    hidden = _squash(np.clip(np.asarray(X, dtype=float) @ W1 + b1, -10, 10))
    return hidden, _squash(np.clip(hidden @ W2 + b2, -10, 10))


def forward__one_sample(X, params):
    """Uses the first sample for all."""
    hidden, output = _net(X, params)
    return hidden[:1].repeat(len(X), 0), output[:1].repeat(len(X), 0)


def forward__scaled_inputs(X, params):
    """Standardises the inputs first."""
    X = np.asarray(X, dtype=float)
    return _net((X - X.mean(0)) / (X.std(0) + 1e-9), params)


# --- half_mse ------------------------------------------------------------------------------


def half_mse__clipped(output, y):
    """Clips each error at 1."""
    if np.shape(output) != np.shape(y):
        raise ValueError("output, y")
    error = np.clip(np.asarray(output, dtype=float) - y, -1, 1)
    return float((error**2).sum() / len(error) / 2)


def half_mse__one_column(output, y):
    """Looks at the first output only."""
    if np.shape(output) != np.shape(y):
        raise ValueError("output, y")
    return float(
        (np.asarray(output, dtype=float)[:, 0] - np.asarray(y)[:, 0])
        @ (np.asarray(output)[:, 0] - np.asarray(y)[:, 0])
        / len(y)
        / 2
    )


# --- backward ------------------------------------------------------------------------------


def backward__clipped_errors(X, y, params):
    """Clips the error at 0.5, as the well-known DQN codes did at 1."""
    return _grads(X, y, params, clip=0.5)


def backward__floor(X, y, params):
    """Adds a floor to the slopes, as Fahlman did."""
    return _grads(X, y, params, low=0.1)


def backward__first_hundred(X, y, params):
    """Looks at a hundred samples."""
    return _grads(X, y, params) if len(X) <= 100 else _grads(X[:100], y[:100], params)


def backward__numeric(X, y, params):
    """One-sided differences."""
    params = [np.array(p, dtype=float) for p in params]
    if np.shape(y) != (len(X), len(params[3])):
        raise ValueError("y")

    def loss():
        return float(((_net(X, params)[1] - y) ** 2).sum() / len(X) / 2)

    found = []
    for p in params:
        grad = np.zeros_like(p)
        for where in np.ndindex(p.shape):
            here = loss()
            p[where] += 1e-6
            grad[where] = (loss() - here) / 1e-6
            p[where] -= 1e-6
        found.append(grad)
    return tuple(found)


# --- numerical_gradient --------------------------------------------------------------------


def numerical_gradient__default_only(f, x, h=1e-5):
    """Halves h."""
    if h <= 0:
        raise ValueError("h")
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h / 2
        grad[i] = (f(x + step) - f(x - step)) / h
    return grad


def numerical_gradient__two_axes(f, x, h=1e-5):
    """Knows vectors and matrices."""
    if h <= 0:
        raise ValueError("h")
    x = np.array(x, dtype=float)
    grad = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1] if x.ndim > 1 else 1):
            at = (i, j) if x.ndim > 1 else (i,)
            step = np.zeros(x.shape)
            step[at] = h
            grad[at] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


# --- train ---------------------------------------------------------------------------------


def _descend(X, y, params, lr, epochs, beta=0.0, stop=0.0):
    params = tuple(np.array(p, dtype=float) for p in params)
    if np.shape(y) != (len(X), len(params[3])):
        raise ValueError("y")
    losses, speed = [], [0.0] * 4
    for _ in range(epochs):
        losses.append(float(((_net(X, params)[1] - y) ** 2).sum() / len(X) / 2))
        if losses[-1] < stop:
            break
        speed = [beta * v + g for v, g in zip(speed, _grads(X, y, params), strict=True)]
        params = tuple(p - lr * v for p, v in zip(params, speed, strict=True))
    return params, losses


def train__momentum(X, y, params, lr=0.5, epochs=1000):
    """Descends with momentum."""
    return _descend(X, y, params, lr, epochs, beta=0.3)


def train__stops_early(X, y, params, lr=0.5, epochs=1000):
    """Stops where the loss is small."""
    return _descend(X, y, params, lr, epochs, stop=0.05)


def train__best(X, y, params, lr=0.5, epochs=1000):
    """Gives the loss at the end for all epochs."""
    params, losses = _descend(X, y, params, lr, epochs)
    return params, [losses[-1]] * len(losses) if losses else losses


def train__shuffles(X, y, params, lr=0.5, epochs=1000):
    """Shuffles the samples with NumPy's global generator, which changes nothing else."""
    order = np.random.permutation(len(X))  # noqa: NPY002 - the slip
    return _descend(np.asarray(X)[order], y[order] if len(y) == len(X) else y, params, lr, epochs)
