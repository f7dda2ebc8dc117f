"""A recurrent network that reads 8×8 digits pixel by pixel, 64 steps, and says whether they are a 0 or a 1.

Several networks, one per seed, are trained side by side: every array has the seed as its first axis.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

HIDDEN, TRAIN = 16, 120  # hidden units; the first digits train, the other 240 test
RHO = 1.3  # spectral radius of Wh at the start
SEEDS = tuple(range(10))
TOGETHER = 2  # networks at a time: their states stay in the processor's cache


@cache
def digits():
    """Pixels as sequences (64, 360, 1) in [0, 1], and labels (360,)."""
    from sklearn.datasets import load_digits  # only here: the setup cell imports this module

    data = load_digits(n_class=2)
    return (data.data / 16.0).T[:, :, None], data.target.astype(float)


def starting_parameters(seeds=(0,)):
    """Wx (S, 1, 16), Wh (S, 16, 16), b (S, 1, 16) and the read-out w (S, 16, 1), S networks."""
    drawn = []
    for seed in seeds:
        rng = np.random.default_rng(seed)
        Wh = rng.normal(size=(HIDDEN, HIDDEN))
        Wh *= RHO / np.max(np.abs(np.linalg.eigvals(Wh)))
        drawn.append((0.5 * rng.normal(size=(1, HIDDEN)), Wh, np.zeros((1, HIDDEN)), 0.3 * rng.normal(size=(HIDDEN, 1))))
    return [np.array(kind) for kind in zip(*drawn, strict=True)]


def read(parameters, sequence):
    """All states (65, S, N, 16), the first ones zeros, and the logits (S, N)."""
    Wx, Wh, b, w = parameters
    states = np.zeros((len(sequence) + 1, len(Wh), sequence.shape[1], HIDDEN))
    for t, x in enumerate(sequence):
        states[t + 1] = np.tanh(x * Wx + b + states[t] @ Wh)  # one input: x @ Wx is x * Wx
    return states, (states[-1] @ w)[..., 0]


def rnn_gradients(parameters, sequence, answers):
    """Losses (S,), and the gradients of the four parameters: backpropagation through time."""
    _, Wh, _, w = parameters
    states, logits = read(parameters, sequence)
    losses = np.mean(np.logaddexp(0, logits) - answers * logits, axis=1)
    d_logits = ((1 / (1 + np.exp(-logits)) - answers) / len(answers))[..., None]
    d_sums, back = np.empty_like(states[1:]), np.swapaxes(Wh, 1, 2)
    d_h = d_logits @ np.swapaxes(w, 1, 2)
    for t in range(len(sequence) - 1, -1, -1):
        d_sums[t] = d_h * (1 - states[t + 1] ** 2)  # the derivative of tanh
        d_h = d_sums[t] @ back  # once for each step back
    d_Wx = np.sum(sequence[:, None] * d_sums, axis=(0, 2))[:, None]
    d_Wh = np.sum(np.swapaxes(states[:-1], 2, 3) @ d_sums, axis=0)
    d_b = np.sum(d_sums, axis=(0, 2))[:, None]
    return losses, [d_Wx, d_Wh, d_b, np.swapaxes(states[-1], 1, 2) @ d_logits]


@dataclass
class Training:
    """Parameters at the end; losses and norms before clipping along the way, each (steps, S)."""

    parameters: list
    losses: np.ndarray
    norms: np.ndarray

    @property
    def accuracy(self):
        """Share of the other 240 digits that each network gets right, (S,)."""
        pixels, labels = digits()
        return np.mean((read(self.parameters, pixels[:, TRAIN:])[1] > 0) == labels[TRAIN:], axis=1)


def train(clip, *, seeds=(0,), steps=80, lr=0.1, optimizer=None):
    """Full-batch gradient descent on the first 120 digits.

    Args:
        clip: makes the list of one network's four gradients another such list.
        seeds: one network for each.
        steps: of descent.
        lr: learning rate.
        optimizer: called once, gives what makes (parameters, gradients) the new parameters; gradient descent by default.
    """
    parts = [seeds[at : at + TOGETHER] for at in range(0, len(seeds), TOGETHER)]
    done = [_train(clip, part, steps, optimizer() if optimizer else _descent(lr)) for part in parts]
    joined = [np.concatenate(kind) for kind in zip(*(one.parameters for one in done), strict=True)]
    return Training(joined, *(np.hstack([getattr(one, name) for one in done]) for name in ("losses", "norms")))


def _descent(lr):
    return lambda parameters, gradients: [p - lr * g for p, g in zip(parameters, gradients, strict=True)]


def _train(clip, seeds, steps, update):
    pixels, labels = digits()
    parameters, losses, norms = starting_parameters(seeds), [], []
    for _ in range(steps):
        with np.errstate(all="ignore"):
            loss, gradients = rnn_gradients(parameters, pixels[:, :TRAIN], labels[:TRAIN])
        losses.append(loss)
        norms.append(np.sqrt(sum(np.sum(g**2, axis=(1, 2)) for g in gradients)))
        clipped = [clip([g[number] for g in gradients]) for number in range(len(seeds))]
        parameters = update(parameters, [np.array(kind) for kind in zip(*clipped, strict=True)])
    return Training(parameters, np.array(losses), np.array(norms))
