"""Right answers to unit 14, written in other ways; every one earns full points."""

import math

import numpy as np
from autograder.authoring import variant


def squash(z):
    """The sigmoid in two branches, as unit 2 has it."""
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e / (1 + e), 1 / (1 + e))


def product(A, B):
    """A B by definition, entry by entry."""
    return [[math.fsum(float(a) * float(b) for a, b in zip(row, column, strict=True)) for column in zip(*B, strict=True)] for row in A]


@variant("sigmoid_derivative", "expanded")
def sigmoid_derivative__expanded(x):
    return x - np.square(x, dtype=np.float64)


@variant("sigmoid_derivative", "loops")
def sigmoid_derivative__loops(x):
    flat = [float(v) * (1 - float(v)) for v in np.ravel(x)]
    return np.array(flat).reshape(np.shape(x)) if np.ndim(x) else flat[0]


@variant("sigmoid_derivative", "quarter")
def sigmoid_derivative__quarter(x, *, half=0.5):
    """1/4 - (x - 1/2)^2, in one array."""
    out = np.array(x, dtype=np.float64) - half
    out *= -out
    out += 0.25
    return out


@variant("forward", "stepwise")
def forward__stepwise(X, params):
    W1, b1, W2, b2 = [np.array(p, dtype=float) for p in params]
    z1 = np.dot(X, W1) + b1.reshape(1, -1)
    h = squash(z1)
    z2 = np.matmul(h, W2)
    z2 += b2
    return h, squash(z2)


@variant("forward", "bias_column")
def forward__bias_column(X, params):
    """Biases as the weights of a column of ones."""
    layer = np.array(X, dtype=np.float64)
    found = []
    for W, b in (params[:2], params[2:]):
        layer = squash(np.hstack([np.ones((len(layer), 1)), layer]) @ np.vstack([b, W]))
        found.append(layer)
    return tuple(found)


@variant("forward", "loops")
def forward__loops(X, params):
    layer = [[float(v) for v in row] for row in X]
    found = []
    for W, b in (params[:2], params[2:]):
        z = [[value + float(shift) for value, shift in zip(row, b, strict=True)] for row in product(layer, W)]
        layer = [[float(squash(value)) for value in row] for row in z]
        found.append(np.array(layer))
    return found[0], found[1]


@variant("half_mse", "loops")
def half_mse__loops(output, y):
    if np.shape(output) != np.shape(y):
        raise ValueError(f"output {np.shape(output)}, y {np.shape(y)}")
    pairs = zip(np.ravel(output).tolist(), np.ravel(y).tolist(), strict=True)
    return math.fsum((float(a) - float(b)) ** 2 for a, b in pairs) / len(y) / 2


@variant("half_mse", "norm")
def half_mse__norm(output, y):
    output, y = np.array(output, float), np.array(y, float)
    if not np.array_equal(output.shape, y.shape):
        raise ValueError("y")
    return np.linalg.norm(output - y) ** 2 / (2.0 * output.shape[0])


@variant("half_mse", "mean_of_sums")
def half_mse__mean_of_sums(output, y):
    """A 0-d array; the mean of each sample's half sum."""
    if np.shape(output) != np.shape(y):
        raise ValueError("the shapes of output and y differ")
    error = np.asarray(output, dtype=np.float64) - y
    return np.asarray(np.mean(np.einsum("ij,ij->i", error, error)) / 2)


@variant("backward", "loops")
def backward__loops(X, y, params):
    """Sample by sample."""
    W1, b1, W2, b2 = (np.asarray(p, dtype=float) for p in params)
    if np.shape(y) != (len(X), W2.shape[1]):
        raise ValueError("y: (m, k)")
    total = [np.zeros(p.shape) for p in (W1, b1, W2, b2)]
    for x, target in zip(np.asarray(X, dtype=float), np.asarray(y, dtype=float), strict=True):
        h = squash(x @ W1 + b1)
        out = squash(h @ W2 + b2)
        d2 = (out - target) * out * (1 - out)
        d1 = (W2 @ d2) * h * (1 - h)
        for place, part in zip(total, (np.outer(x, d1), d1, np.outer(h, d2), d2), strict=True):
            place += part
    return tuple(part / len(X) for part in total)


@variant("backward", "einsum")
def backward__einsum(X, y, params):
    """The mean at the end; transposed views as results."""
    X = np.array(X, dtype=float)
    hidden, output = squash_both(X, params)
    if output.shape != np.shape(y):
        raise ValueError(f"shape of y: {np.shape(y)}")
    d2 = np.subtract(output, y) * (output - output**2)
    d1 = np.einsum("ij,kj->ik", d2, params[2]) * (hidden - hidden**2)
    m = X.shape[0]
    return (d1.T @ X / m).T, d1.mean(0), (d2.T @ hidden / m).T, d2.mean(0)


def squash_both(X, params):
    hidden = squash(X @ params[0] + params[1])
    return hidden, squash(hidden @ params[2] + params[3])


@variant("backward", "bias_column")
def backward__bias_column(X, y, params):
    """Biases as a row of the weights; what a layer got comes with a column of ones."""
    W2 = np.asarray(params[2], dtype=np.float64)
    y = np.asarray(y)
    if y.ndim != 2 or len(y) != len(X) or y.shape[1] != W2.shape[1]:
        raise ValueError("X and y do not fit")
    ones = np.ones((len(y), 1))
    inputs = np.hstack([X, ones])
    hidden, output = squash_both(np.asarray(X, dtype=np.float64), params)
    error = (output - y.astype(float)) / len(y) * (output * (1.0 - output))
    second = np.hstack([hidden, ones]).T @ error
    first = inputs.T @ ((hidden * (1.0 - hidden)) * (error @ W2.T))
    return first[:-1], first[-1], second[:-1], second[-1]


@variant("numerical_gradient", "shifted_copies")
def numerical_gradient__shifted_copies(f, x, h=1e-5):
    if not h > 0:
        raise ValueError("h must be positive")
    x = np.asarray(x, dtype=float)
    grad = np.empty_like(x)
    for i in np.ndindex(*x.shape):
        step = np.zeros_like(x)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


@variant("numerical_gradient", "flat")
def numerical_gradient__flat(f, x, h=1e-5):
    """One flat place after the other; a 0-d x gives a float."""
    if h <= 0:
        raise ValueError("`h`")
    flat = np.array(x, dtype=np.float64).reshape(-1)
    shape, slopes = np.shape(x), []
    for place in range(flat.size):
        sides = []
        for side in (h, -h):
            moved = flat.copy()
            moved[place] += side
            sides.append(f(moved.reshape(shape)))
        slopes.append((sides[0] - sides[1]) / h / 2)
    return np.reshape(slopes, shape) if shape else float(slopes[0])


@variant("numerical_gradient", "nditer")
def numerical_gradient__nditer(f, x, h=1e-5, *, scale=0.5):
    if h <= 0.0:
        raise ValueError(f"h = {h}")
    point, grad = np.array(x, dtype="float64"), np.zeros(np.shape(x), dtype="float64")
    it = np.nditer(point, flags=["multi_index"])
    for _ in it:
        at = it.multi_index
        value = float(point[at])
        point[at] = value - h
        below = f(point)
        point[at] = value + h
        grad[at] = scale / h * (f(point) - below)
        point[at] = value
    return grad


def gradients(X, y, params):
    hidden, output = squash_both(X, params)
    d2 = (output - y) * output * (1 - output) / len(X)
    d1 = d2 @ params[2].T * hidden * (1 - hidden)
    return (X.T @ d1, d1.sum(0), hidden.T @ d2, d2.sum(0)), float(((output - y) ** 2).sum() / len(X) / 2)


@variant("train", "array_of_losses")
def train__array_of_losses(X, y, params, lr=0.5, epochs=1000):
    X, y, params = np.array(X, float), np.array(y, float), [np.array(p, float) for p in params]
    if y.shape != (X.shape[0], params[2].shape[1]):
        raise ValueError("y must be (m, k)")
    losses = np.zeros(epochs)
    for epoch in range(epochs):
        grads, losses[epoch] = gradients(X, y, params)
        for p, g in zip(params, grads, strict=True):
            p -= lr * g
    return tuple(params), losses


@variant("train", "tuple_of_losses")
def train__tuple_of_losses(X, y, params, lr=0.5, epochs=1000):
    """All gradients first, then four assignments."""
    W1, b1, W2, b2 = (np.asarray(p, dtype=float).copy() for p in params)
    if np.shape(y) != (len(X), len(b2)):
        raise ValueError("X, y, params")
    losses = ()
    while len(losses) < epochs:
        (dW1, db1, dW2, db2), loss = gradients(np.asarray(X, float), np.asarray(y, float), (W1, b1, W2, b2))
        losses += (loss,)
        W1 = W1 - lr * dW1
        b1 = b1 - lr * db1
        W2 = W2 - lr * dW2
        b2 = b2 - lr * db2
    return (W1, b1, W2, b2), losses


@variant("train", "recursive")
def train__recursive(X, y, params, lr=0.5, epochs=1000, done=()):
    """An epoch, and the rest of them by itself."""
    X, y, params = np.asarray(X, float), np.asarray(y, float), tuple(np.array(p, float) for p in params)
    if y.shape != (len(X), params[3].size):
        raise ValueError("y")
    if epochs == 0:
        return params, list(done)
    grads, loss = gradients(X, y, params)
    moved = [np.subtract(p, lr * g) for p, g in zip(params, grads, strict=True)]
    return train__recursive(X, y, moved, lr, epochs - 1, (*done, loss))
