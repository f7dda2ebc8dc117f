"""Deep networks on handwritten digits: how much of the gradient arrives at each layer, and whether they learn.

The weights are random, each layer's with variance c / n for n inputs.  Functions and derivatives are the caller's.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

LAYERS, WIDTH, BATCH = 20, 64, 40
#: Of the trained networks, which are narrower so that ten of them are trained in a second.
TRAINED, UNITS, STEPS, TRAIN = 10, 48, 200, 400
STEP = 1e-5  # of a central difference, times |z| where that is more


@cache
def digits():
    """Pixels (1797, 64) with mean 0 and variance 1 over all of them, and labels (1797,)."""
    from sklearn.datasets import load_digits  # only here: the setup cell imports this module

    data = load_digits()
    return (data.data - data.data.mean()) / data.data.std(), data.target


def numerically(f):
    """The derivative of f by central differences."""

    def slope(z):
        h = STEP * np.maximum(1.0, np.abs(z))
        return (f(z + h) - f(z - h)) / (2 * h)

    return slope


@dataclass
class Signals:
    """Of each layer, from the first: root mean square of z, and norm of the loss's gradient with respect to z; (L,)."""

    sizes: np.ndarray
    gradients: np.ndarray


def signals(f, slope, depth, variance, seed=0):
    """What goes forward and back through a random network of ``depth`` layers, each of 64 units.

    Args:
        f, slope: activation function and its derivative, array to array.
        depth: hidden layers; a softmax with cross-entropy stands behind them.
        variance: of the weights, times the number of inputs.
        seed: of the weights and of the 40 digits.
    """
    rng = np.random.default_rng(seed)
    pixels, labels = digits()
    chosen = rng.permutation(len(pixels))[:BATCH]
    weights = [np.sqrt(variance / WIDTH) * rng.normal(size=(WIDTH, WIDTH)) for _ in range(depth)]
    last = rng.normal(size=(WIDTH, 10)) / np.sqrt(WIDTH)
    a, sums = pixels[chosen], []
    with np.errstate(all="ignore"):  # a wrong function's numbers may be anything
        for w in weights:
            sums.append(a @ w)
            a = f(sums[-1])
        back, gradients = _error(a @ last, labels[chosen]) @ last.T, []
        for w, z in zip(weights[::-1], sums[::-1], strict=True):
            back = back * slope(z)
            gradients.append(np.linalg.norm(back))
            back = back @ w.T
        return Signals(np.array([np.sqrt(np.mean(z**2)) for z in sums]), np.array(gradients[::-1]))


def _error(logits, labels):
    """Gradient of the mean cross-entropy, (..., N, 10)."""
    p = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return (p / p.sum(axis=-1, keepdims=True) - np.eye(10)[labels]) / logits.shape[-2]


#: Other forms of the functions, for what is drawn before a student has written any.
_FORMS = {"시그모이드": lambda z: 0.5 + 0.5 * np.tanh(z / 2), "tanh": np.tanh, "ReLU": lambda z: (z + np.abs(z)) / 2}


def fading():
    """The first seed's gradients of each function, with weights of variance 2 / n, as shares of the last layer's."""
    found = {name: signals(f, numerically(f), LAYERS, 2.0).gradients for name, f in _FORMS.items()}
    return {name: gradients / gradients[-1] for name, gradients in found.items()}


def train(f, slope, variance, *, depth=TRAINED, lr=0.03, seeds=range(10), full=False):
    """Train one network per seed, side by side, by stochastic gradient descent with batches of 50.

    Args:
        f, slope, variance: as of `signals`.
        depth: hidden layers, of 48 units each.
        lr: learning rate.
        seeds: one network for each.
        full: whether to return the last hidden layer's z on the training digits, (S, 400, 48), as well.

    Returns:
        Accuracy on 400 other digits, (S,).
    """
    pixels, labels = digits()
    draws = [np.random.default_rng(seed) for seed in seeds]
    orders = np.array([rng.permutation(len(pixels)) for rng in draws])
    sizes = [WIDTH, *[UNITS] * depth, 10]
    scales = [*[variance] * depth, 1.0]
    weights = [np.stack([np.sqrt(c / n) * rng.normal(size=(n, k)) for rng in draws]) for n, k, c in zip(sizes, sizes[1:], scales, strict=False)]
    biases = [np.zeros((len(orders), 1, k)) for k in sizes[1:]]

    def forward(x):
        outputs, sums = [x], []
        for w, b in zip(weights[:-1], biases[:-1], strict=True):
            sums.append(outputs[-1] @ w + b)
            outputs.append(f(sums[-1]))
        return outputs, sums, outputs[-1] @ weights[-1] + biases[-1]

    with np.errstate(all="ignore"):  # a learning rate that is too large overflows
        for _ in range(STEPS):
            batch = np.stack([rng.choice(order[:TRAIN], 50, replace=False) for rng, order in zip(draws, orders, strict=True)])
            outputs, sums, logits = forward(pixels[batch])
            back = _error(logits, labels[batch])
            for at in range(depth, -1, -1):
                below = back @ np.swapaxes(weights[at], 1, 2)
                weights[at] = weights[at] - lr * np.swapaxes(outputs[at], 1, 2) @ back
                biases[at] = biases[at] - lr * back.sum(axis=1, keepdims=True)
                if at:
                    back = below * slope(sums[at - 1])
        test = orders[:, TRAIN : 2 * TRAIN]
        right = np.mean(forward(pixels[test])[2].argmax(axis=-1) == labels[test], axis=1)
        return (right, forward(pixels[orders[:, :TRAIN]])[1][-1]) if full else right
