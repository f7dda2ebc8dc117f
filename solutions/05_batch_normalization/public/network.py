"""The networks of unit 05: a deep random one to look at, and one that learns digits with or without batch normalization."""

from functools import cache
from itertools import pairwise

import numpy as np

DEPTH, WIDTH = 10, 64


@cache
def digits():
    """500 training digits and the other 1,297 as the test set: pixels in [0, 1], labels."""
    from sklearn.datasets import load_digits

    data = load_digits()
    order = np.random.default_rng(0).permutation(len(data.target))
    train, test = order[:500], order[500:]
    return data.data[train] / 16.0, data.target[train], data.data[test] / 16.0, data.target[test]


def relu(z):
    """max(z, 0)"""
    return np.maximum(z, 0.0)


@cache
def random_weights():
    """Ten matrices (64, 64) whose entries have the standard deviation 1/8, the root of 1/64."""
    return np.random.default_rng(0).normal(size=(DEPTH, WIDTH, WIDTH)) / np.sqrt(WIDTH)


def activations(scale, activation=relu, normalise=None):
    """300 digits through ten layers of random weights.

    Args:
        scale: the weights' standard deviation times the square root of the layer's inputs.
        activation: after each layer.
        normalise: what a layer does to z (300, 64) before the activation, or None.

    Returns:
        The activations of the ten layers, each (300, 64).
    """
    h, story = digits()[0][:300], []
    for W in random_weights():
        z = h @ (scale * W)
        h = activation(z if normalise is None else normalise(z))
        story.append(h)
    return story


def batchnorm_backward(layer, z, dout):
    """Gradients of the loss with respect to z (N, D), gamma (D,) and beta (D,) in training mode.

    Unit 05 derives it as a challenge; here it lets the network learn.
    """
    root = np.sqrt(z.var(axis=0) + layer.eps)
    z_hat = (z - z.mean(axis=0)) / root
    dz = layer.gamma / root * (dout - dout.mean(axis=0) - z_hat * (dout * z_hat).mean(axis=0))
    return dz, (dout * z_hat).sum(axis=0), dout.sum(axis=0)


def layernorm_backward(layer, z, dout):
    """The same for a layer that normalises each row: gradients with respect to z, gamma and beta."""
    root = np.sqrt(z.var(axis=1, keepdims=True) + layer.eps)
    z_hat, scaled = (z - z.mean(axis=1, keepdims=True)) / root, layer.gamma * dout
    kept = scaled.mean(axis=1, keepdims=True) + z_hat * (scaled * z_hat).mean(axis=1, keepdims=True)
    return (scaled - kept) / root, (dout * z_hat).sum(axis=0), dout.sum(axis=0)


class Network:
    """Five hidden layers of 50 ReLU units and ten logits.

    ``norms`` holds an object of the given class per hidden layer, or None.  Its backward pass is its own method
    ``backward(z, dout)`` where it has one, else `batchnorm_backward`.
    """

    def __init__(self, BatchNorm=None, scale=1.4, seed=0):
        rng, sizes = np.random.default_rng(100 + seed), [64, *[50] * 5, 10]
        pairs = list(pairwise(sizes))
        self.weights = [rng.normal(size=pair) * scale / np.sqrt(pair[0]) for pair in pairs]
        self.biases = [np.zeros(width) for _, width in pairs]
        self.norms = [None if BatchNorm is None else BatchNorm() for _ in pairs[:-1]]

    def forward(self, x, training):
        """Logits (N, 10), each layer's input and each hidden layer's z before normalisation."""
        inputs, before = [x], []
        for W, b, norm in zip(self.weights[:-1], self.biases[:-1], self.norms, strict=True):
            before.append(inputs[-1] @ W + b)
            inputs.append(relu(before[-1] if norm is None else norm.forward(before[-1], training)))
        return inputs[-1] @ self.weights[-1] + self.biases[-1], inputs, before

    def accuracy(self, x, labels, training=False):
        """Share of digits that the network names."""
        return float(np.mean(np.argmax(self.forward(x, training)[0], axis=1) == labels))

    def accuracy_of_training_mode(self, x, labels):
        """The same in training mode; the running values are put back afterwards."""
        kept = [(norm.running_mean, norm.running_var) for norm in self.norms if norm is not None]
        share = self.accuracy(x, labels, training=True)
        for norm, values in zip(filter(None, self.norms), kept, strict=False):
            norm.running_mean, norm.running_var = values
        return share

    def step(self, x, labels, lr):
        """One step of gradient descent on the mean cross-entropy of a mini-batch; the loss before it."""
        logits, inputs, before = self.forward(x, True)
        log_p = logits - logits.max(axis=1, keepdims=True)
        log_p -= np.log(np.exp(log_p).sum(axis=1, keepdims=True))
        delta = (np.exp(log_p) - np.eye(10)[labels]) / len(x)
        for index in reversed(range(len(self.weights))):
            upstream = delta @ self.weights[index].T
            self.weights[index] = self.weights[index] - lr * inputs[index].T @ delta
            self.biases[index] = self.biases[index] - lr * delta.sum(axis=0)
            if index == 0:
                break
            delta, norm = upstream * (inputs[index] > 0.0), self.norms[index - 1]
            if norm is not None:
                own = getattr(norm, "backward", None)
                z = before[index - 1]
                delta, dgamma, dbeta = own(z, delta) if own else batchnorm_backward(norm, z, delta)
                norm.gamma, norm.beta = norm.gamma - lr * dgamma, norm.beta - lr * dbeta
        return float(-np.mean(log_p[np.arange(len(x)), labels]))


def train(network, lr, epochs=10, batch=50, seed=0, after=None):
    """Mini-batch gradient descent on the 500 training digits; the mean loss of each epoch, (epochs,).

    ``after``, if given, is called with the network after each epoch.
    """
    x, labels, _, _ = digits()
    rng, losses = np.random.default_rng(seed), []
    for _ in range(epochs):
        order = rng.permutation(len(x)).reshape(-1, batch)
        with np.errstate(all="ignore"):  # a network that diverges is part of the comparison
            losses.append(np.mean([network.step(x[rows], labels[rows], lr) for rows in order]))
            if after is not None:
                after(network)
    return np.array(losses)


def first_step(network, lr=0.1):
    """By which share of its size the first step changes each layer's weights, all 500 digits in one batch: (6,)."""
    before = network.weights.copy()
    with np.errstate(all="ignore"):
        network.step(*digits()[:2], lr)
    pairs = zip(network.weights, before, strict=True)
    return np.array([np.linalg.norm(after - weights) / np.linalg.norm(weights) for after, weights in pairs])


def ways_to_test(labels):
    """Four ways to put the first thousand test digits into batches: (name, rows of indices (batches, size))."""
    shuffled, by_label = np.arange(1000), np.argsort(labels[:1000], kind="stable")
    ways = [("2장씩", shuffled, 2), ("20장씩", shuffled, 20), ("100장씩", shuffled, 100)]
    ways.append(("같은 숫자끼리 20장씩", by_label, 20))
    return [(name, order.reshape(-1, size)) for name, order, size in ways]


def folded(fold, network):
    """A network without normalisation whose weights and biases are those of ``network`` after ``fold``."""
    plain = Network()
    for index, norm in enumerate(network.norms):
        W, b = network.weights[index], network.biases[index]
        found = fold(W, b, norm.gamma, norm.beta, norm.running_mean, norm.running_var, norm.eps)
        plain.weights[index], plain.biases[index] = found
    plain.weights[-1], plain.biases[-1] = network.weights[-1], network.biases[-1]
    return plain
