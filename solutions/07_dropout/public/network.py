"""The small network of unit 07: 64 pixels, 64 hidden units with dropout, 10 digits."""

from functools import cache, lru_cache

import numpy as np
from sklearn.datasets import load_digits
from threadpoolctl import threadpool_limits

threadpool_limits(1)  # such small matrices are multiplied sooner by one thread than by several that wait for each other

HIDDEN, LEARNING_RATE, EPOCHS = 64, 0.5, 400


@cache
def digits(noise, seed):
    """150 training digits, of which a share has a wrong label; the other 1,647 are the test set."""
    data = load_digits()
    rng = np.random.default_rng(seed)
    order = rng.permutation(len(data.target))
    train, test = order[:150], order[150:]
    labels = data.target[train].copy()
    wrong = rng.permutation(150)[: round(150 * noise)]
    labels[wrong] = (labels[wrong] + rng.integers(1, 10, size=len(wrong))) % 10
    return data.data[train] / 16.0, labels, data.data[test] / 16.0, data.target[test]


def keep_all(h, dropout_rate, training, rng):
    """No dropout at all."""
    return h, None


def pass_all(dh, mask, dropout_rate):
    """The gradient of no dropout."""
    return dh


def scores(x, weights, hide):
    """Hidden units after dropout, its mask, the hidden units before, logits (N, 10)."""
    W1, b1, W2, b2 = weights
    h = np.maximum(x @ W1 + b1, 0.0)
    dropped, mask = hide(h)
    return dropped, mask, h, dropped @ W2 + b2


def accuracy(x, labels, weights, hide=lambda h: (h, None)):
    """Share of digits that the network names."""
    return float(np.mean(np.argmax(scores(x, weights, hide)[-1], axis=1) == labels))


def fit(
    forward=keep_all, backward=pass_all, *, rate=0.0, decay=0.0, noise=0.3, seed=0, epochs=EPOCHS, every=20, held=0
):
    """Train with gradient descent on the 150 digits; the same training is done once and kept.

    Args:
        forward, backward: dropout_forward and dropout_backward.
        rate: probability of dropping a hidden unit.
        decay: the lambda of unit 10's L2 penalty on both weight matrices.
        noise: share of wrong training labels.
        every: epochs from one look at the accuracies to the next.
        held: how many of the 150 digits are held out as the validation set.

    Returns:
        epochs, training, test and validation accuracy without dropout, each (T,), and the weights.
    """
    return _fit(forward, backward, rate, decay, noise, seed, epochs, every, held)


@lru_cache(maxsize=200)
def _fit(forward, backward, rate, decay, noise, seed, epochs, every, held):
    x, labels, x_test, labels_test = digits(noise, seed)
    kept = len(x) - held
    x, labels, x_val, labels_val = x[:kept], labels[:kept], x[kept:], labels[kept:]
    rng = np.random.default_rng(1000 + seed)
    W1, W2 = rng.normal(size=(64, HIDDEN)) / np.sqrt(32), rng.normal(size=(HIDDEN, 10)) / np.sqrt(HIDDEN)
    weights, target, story = [W1, np.zeros(HIDDEN), W2, np.zeros(10)], np.eye(10)[labels], []
    for epoch in range(epochs + 1):
        if epoch % every == 0:
            sets = (x, labels), (x_test, labels_test), (x_val, labels_val)
            story.append((epoch, *(accuracy(*one, weights) if len(one[1]) else np.nan for one in sets)))
        dropped, mask, h, logits = scores(x, weights, lambda h: forward(h, rate, True, rng))
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        delta = (p / p.sum(axis=1, keepdims=True) - target) / len(x)
        dh = backward(delta @ weights[2].T, mask, rate) * (h > 0.0)
        steps = [x.T @ dh, dh.sum(axis=0), dropped.T @ delta, delta.sum(axis=0)]
        steps[0], steps[2] = steps[0] + 2 * decay * weights[0], steps[2] + 2 * decay * weights[2]
        weights = [w - LEARNING_RATE * step for w, step in zip(weights, steps, strict=True)]
    return *np.array(story).T, weights
