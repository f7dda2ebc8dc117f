"""Right answers of unit 11, written as differently as students may write them."""

from __future__ import annotations

import math
from collections import namedtuple
from functools import reduce
from typing import Any

import numpy as np
from autograder.authoring import variant

Cache = namedtuple("Cache", "x h_prev h_next Wx Wh")


class SizeError(ValueError):
    """A subclass is as good as ValueError itself."""


def agree(x: Any, h: Any, Wx: Any, Wh: Any, b: Any, names: tuple[str, str] = ("x", "h_prev")) -> None:
    """Sizes, one after the other."""
    (D, H) = Wx.shape
    if x.shape[-1] != D:
        raise SizeError(f"{names[0]} has {x.shape[-1]} features, Wx wants {D}")
    for name, size in ((names[1], h.shape[-1]), ("Wh", Wh.shape[0]), ("Wh", Wh.shape[1]), ("b", b.shape[0])):
        if size != H:
            raise SizeError(f"{name}: {size} != {H}")
    if x.ndim == 2 and len(x) != len(h):
        raise SizeError(f"{names[0]}: {len(x)} samples, {names[1]}: {len(h)}")


@variant("rnn_forward", "concatenated")
def rnn_forward__concatenated(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    agree(x, h_prev, Wx, Wh, b)
    both = np.concatenate([x, h_prev], axis=-1).astype(np.float64)
    h_next = np.tanh(both @ np.vstack([Wx, Wh]) + b)
    return h_next, (x, h_prev, h_next, Wx, Wh)


@variant("rnn_forward", "loops")
def rnn_forward__loops(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    agree(x, h_prev, Wx, Wh, b)
    D, H = Wx.shape
    rows = []
    for xs, hs in zip(np.atleast_2d(x).tolist(), np.atleast_2d(h_prev).tolist(), strict=True):
        row = []
        for j in range(H):
            total = float(b[j]) + sum(xs[i] * float(Wx[i, j]) for i in range(D))
            row.append(math.tanh(total + sum(hs[i] * float(Wh[i, j]) for i in range(H))))
        rows.append(row)
    h_next = np.array(rows).reshape(h_prev.shape)
    return h_next, Cache(x.copy(), h_prev.copy(), h_next.copy(), Wx.copy(), Wh.copy())


@variant("rnn_forward", "columns_and_namedtuple")
def rnn_forward__columns(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any, *, activation: Any = np.tanh) -> Any:
    try:
        agree(x, h_prev, Wx, Wh, b)
    except SizeError as error:
        raise ValueError("D, H, N 가운데 하나가 맞지 않아요: " + str(error)) from error
    total = Wx.astype(float).T @ x.T + np.transpose(Wh).astype(float) @ h_prev.T
    h_next = np.ascontiguousarray(activation(total.T + b))
    return h_next, Cache(x, h_prev, h_next, Wx, Wh)


@variant("rnn_forward", "einsum")
def rnn_forward__einsum(x: Any, h_prev: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    H = b.size
    if Wh.shape != (H, H) or Wx.shape != (x.shape[-1], H) or h_prev.shape != (*x.shape[:-1], H):
        raise ValueError(f"x{x.shape}, h_prev{h_prev.shape}, Wx{Wx.shape}, Wh{Wh.shape}, b{b.shape}")
    x, h_prev, Wx, Wh, b = (item * 1.0 for item in (x, h_prev, Wx, Wh, b))
    h_next = np.tanh(np.einsum("...d,dh->...h", x, Wx) + np.einsum("...g,gh->...h", h_prev, Wh) + b)
    return h_next, (x, h_prev, h_next, Wx, Wh)


def advance(x: Any, h: Any, Wx: Any, Wh: Any, b: Any, names: tuple[str, str] = ("X", "h0")) -> Any:
    """A step of its own, for functions that do not call rnn_forward."""
    agree(x, h, Wx, Wh, b, names)
    return np.tanh(np.dot(x.astype(float), Wx) + np.dot(h, Wh.astype(float)) + b)


@variant("rnn_states", "list")
def rnn_states__list(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    states = [np.asarray(h0, dtype=float)]
    for x in X:
        states.append(advance(x, states[-1], Wx, Wh, b))
    return np.stack(states)[1:]


@variant("rnn_states", "projected_first")
def rnn_states__projected(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    X, h, Wx, Wh, b = (np.array(item, dtype=np.float64) for item in (X, h0, Wx, Wh, b))
    if len(X):
        agree(X[0], h, Wx, Wh, b, ("X", "h0"))
    driven = np.matmul(X, Wx) + b
    for t in range(X.shape[0]):
        h = driven[t] = np.tanh(driven[t] + h @ Wh)
    return driven


@variant("rnn_states", "recursive_growth")
def rnn_states__growth(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any, dtype: Any = np.float64) -> Any:
    out = np.empty((0, *h0.shape), dtype=dtype)
    for t in range(len(X)):
        before = out[-1] if t else h0.astype(dtype)
        out = np.append(out, advance(X[t], before, Wx, Wh, b)[np.newaxis], axis=0)
    return out


@variant("rnn_states", "sample_by_sample")
def rnn_states__samples(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    if X.ndim == 2:
        return rnn_states__list(X, h0, Wx, Wh, b)
    if len(X) and X.shape[1] != len(h0):
        raise ValueError("N")
    return np.stack([rnn_states__list(X[:, n], h0[n], Wx, Wh, b) for n in range(len(h0))], axis=1)


@variant("rnn_sequence", "loop")
def rnn_sequence__loop(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    h = h0.astype(np.float64, copy=True)
    for x in X:
        h = advance(x, h, Wx, Wh, b)
    return h


@variant("rnn_sequence", "reduce")
def rnn_sequence__reduce(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    return reduce(lambda h, x: advance(x, h, Wx, Wh, b, ("x", "h_prev")), X, np.array(h0, dtype=float))


@variant("rnn_sequence", "last_of_all")
def rnn_sequence__last_of_all(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any) -> Any:
    states = np.concatenate([h0[None].astype(float), rnn_states__list(X, h0, Wx, Wh, b)])
    return states[len(X)]


@variant("rnn_sequence", "recursion")
def rnn_sequence__recursion(X: Any, h0: Any, Wx: Any, Wh: Any, b: Any, t: int = 0) -> Any:
    if t == len(X):
        return np.array(h0, dtype=np.float64)
    return rnn_sequence__recursion(X, advance(X[t], np.asarray(h0, dtype=float), Wx, Wh, b), Wx, Wh, b, t + 1)
