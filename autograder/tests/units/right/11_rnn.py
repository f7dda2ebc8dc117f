"""Right answers to unit 11 that are unusual."""

from collections import deque, namedtuple

import numpy as np

_Cache = namedtuple("_Cache", "x h_prev h_next Wx Wh")


def _same(letter, *sizes):
    if len(set(sizes)) != 1:
        raise ValueError(f"축 {letter}의 크기: {sizes}")


def rnn_forward__letters(x, h_prev, Wx, Wh, b):
    """Names the axis letter only, and hands out copies in a named tuple."""
    _same("D", x.shape[-1], Wx.shape[0])
    _same("H", h_prev.shape[-1], Wx.shape[1], *Wh.shape, *b.shape)
    _same("N", x.shape[:-1], h_prev.shape[:-1])
    total = b.astype(float) + np.dot(h_prev.astype(float), Wh)
    total = total + np.dot(x.astype(float), Wx)
    state = np.tanh(total)
    return state, _Cache(*(item.copy() for item in (x, h_prev, state, Wx, Wh)))


def rnn_forward__outer_products(x, h_prev, Wx, Wh, b):
    """Adds up row by row of the weights."""
    h_next, cache = rnn_forward(x, h_prev, Wx, Wh, b)
    x, h_prev, h_next, Wx, Wh = cache
    total = np.zeros_like(h_next) + np.asarray(b, dtype=float)
    for d in range(Wx.shape[0]):
        total += x[..., d, None] * Wx[d]
    for g in range(Wh.shape[0]):
        total += h_prev[..., g, None] * Wh[g]
    h_next = np.tanh(total)
    return h_next, (x, h_prev, h_next, Wx, Wh)


def rnn_states__dictionary(X, h0, Wx, Wh, b):
    """Keeps the states in a dictionary by step, with h0 at −1, as CS231n does."""
    hs = {-1: np.array(h0, dtype=float)}
    for t in range(len(X)):
        hs[t] = rnn_forward(X[t], hs[t - 1], Wx, Wh, b)[0]
    return np.array([hs[t] for t in range(len(X))]).reshape(len(X), *h0.shape)


def rnn_states__fortran(X, h0, Wx, Wh, b):
    """The result lies in Fortran order."""
    states = np.zeros((len(X), *np.shape(h0)), order="F")
    for t, x in enumerate(X):
        states[t], _ = rnn_forward(x, states[t - 1] if t else h0, Wx, Wh, b)
    return states


def rnn_sequence__deque(X, h0, Wx, Wh, b):
    """A generator whose last item is kept."""

    def states():
        h = np.array(h0, dtype=np.float64)
        yield h
        for x in X:
            h, _ = rnn_forward(x, h, Wx, Wh, b)
            yield h

    return deque(states(), maxlen=1).pop()


def rnn_sequence__recursion(X, h0, Wx, Wh, b):
    """Calls itself once a step."""
    if len(X) == 0:
        return np.array(h0, dtype=np.float64)
    return rnn_forward(X[-1], rnn_sequence__recursion(X[:-1], h0, Wx, Wh, b), Wx, Wh, b)[0]
