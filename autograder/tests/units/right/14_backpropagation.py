"""Right answers to unit 14 that are unusual."""

import math

import numpy as np


def _sigmoid(z):
    """Element by element, with math."""
    z = np.asarray(z, dtype=float)
    flat = [1 / (1 + math.exp(-v)) if v > -700 else 0.0 for v in z.ravel()]
    return np.array(flat).reshape(z.shape)


def sigmoid_derivative__complement(x):
    """Multiplies both probabilities, in long double."""
    wide = np.array(x, dtype=np.longdouble)
    return np.asarray(wide * (1 - wide), dtype=np.float64)


def sigmoid_derivative__polynomial(x):
    """Evaluates a polynomial; a number gives a 0-d array."""
    return np.array(np.polyval([-1.0, 1.0, 0.0], np.array(x, dtype=float)))


def forward__samples_as_columns(X, params):
    """Keeps samples in columns and gives transposed views."""
    W1, b1, W2, b2 = (np.array(p, dtype=float) for p in params)
    A1 = _sigmoid(W1.T @ np.array(X, dtype=float).T + b1[:, None])
    A2 = _sigmoid(W2.T @ A1 + b2[:, None])
    return A1.T, A2.T


def forward__prints(X, params, verbose=True):
    """Prints shapes; a loop over the layers."""
    layers = [np.asarray(X, dtype=np.float64)]
    for W, b in zip(params[::2], params[1::2], strict=True):
        layers.append(sigmoid(np.einsum("ij,jk->ik", layers[-1], W) + b))  # noqa: F821 - given by the lesson
        if verbose:
            print(layers[-1].shape)
    return layers[1], layers[2]


def half_mse__dot(output, y):
    """A dot product of the flattened error; blames y alone."""
    if np.shape(output) != np.shape(y):
        raise ValueError("y")
    error = np.subtract(output, y, dtype=np.float64).ravel()
    return error @ error / (2 * np.shape(y)[0])


def half_mse__variance(output, y):
    """Variance plus squared mean of the error, times k/2."""
    a, b = np.array(output, dtype=float), np.array(y, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"output {a.shape}")
    return float((np.var(a - b) + np.mean(a - b) ** 2) * a.shape[1] / 2)


def backward__checked_by_the_loss(X, y, params):
    """Lets half_mse look at y, and calls all earlier functions."""
    hidden, output = forward(X, params)  # noqa: F821 - earlier exercises
    half_mse(output, y)  # noqa: F821
    error = np.subtract(output, y) / len(output)
    second = error * sigmoid_derivative(output)  # noqa: F821
    first = np.dot(second, np.transpose(params[2])) * sigmoid_derivative(hidden)  # noqa: F821
    grads = []
    for inputs, delta in ((np.asarray(X, dtype=float), first), (hidden, second)):
        grads += [np.dot(inputs.T, delta), np.dot(np.ones(len(delta)), delta)]
    return tuple(grads)


def backward__forward_mode(X, y, params):
    """A derivative along each parameter by itself, through the network in the forward direction."""
    X = np.asarray(X, dtype=float)
    W1, b1, W2, b2 = (np.array(p, dtype=float) for p in params)
    if np.shape(y) != (len(X), len(b2)):
        raise ValueError("the shapes of X, y and params do not fit")
    hidden = _sigmoid(X @ W1 + b1)
    output = _sigmoid(hidden @ W2 + b2)
    slope1, slope2, error = hidden * (1 - hidden), output * (1 - output), (output - y) / len(X)
    found = []
    for at, p in enumerate((W1, b1, W2, b2)):
        grad = np.zeros_like(p)
        for where in np.ndindex(p.shape):
            move = np.zeros_like(p)
            move[where] = 1.0
            if at < 2:
                moved = (slope1 * (X @ move if at == 0 else move)) @ W2
            else:
                moved = hidden @ move if at == 2 else np.broadcast_to(move, output.shape)
            grad[where] = np.sum(error * slope2 * moved)
        found.append(grad)
    return tuple(found)


def numerical_gradient__richardson(f, x, h=1e-5):
    """The plain formula, with both sides computed for all coordinates first."""
    if h <= 0:
        raise ValueError(f"h={h!r}")
    x = np.array(x, dtype=np.float64)
    sides = []
    for sign in (1.0, -1.0):
        values = np.empty(x.shape)
        for where in np.ndindex(x.shape):
            moved = x.copy()
            moved[where] += sign * h
            values[where] = f(moved)
        sides.append(values)
    return np.subtract(*sides) / (2.0 * h)


def train__own_everything(X, y, params, lr=0.5, epochs=1000):
    """Without the other exercises; losses in an array of shape (epochs,)."""
    X, y = np.array(X, dtype=float), np.array(y, dtype=float)
    W1, b1, W2, b2 = (np.array(p, dtype=float) for p in params)
    if y.shape != (len(X), len(b2)):
        raise ValueError(f"y {y.shape}")
    losses = np.empty(epochs)
    for at in range(epochs):
        h = _sigmoid(X @ W1 + b1)
        out = _sigmoid(h @ W2 + b2)
        error = out - y
        losses[at] = (error**2).sum() / len(X) / 2
        d2 = error * out * (1 - out)
        d1 = d2 @ W2.T * h * (1 - h)
        step = lr / len(X)
        W1, b1, W2, b2 = W1 - step * (X.T @ d1), b1 - step * d1.sum(0), W2 - step * (h.T @ d2), b2 - step * d2.sum(0)
    return (W1, b1, W2, b2), losses


def train__in_place_on_copies(X, y, params, lr=0.5, epochs=1000):
    """Writes into copies of its own."""
    mine = [np.array(p, dtype=float) for p in params]
    half_mse(forward(X, mine)[1], y)  # noqa: F821 - looks at y also without epochs
    losses = []
    for _ in range(epochs):
        grads = backward(X, y, mine)  # noqa: F821
        losses.append(np.float64(half_mse(forward(X, mine)[1], y)))  # noqa: F821
        for array, grad in zip(mine, grads, strict=True):
            array -= lr * grad
    return tuple(mine), tuple(losses)
