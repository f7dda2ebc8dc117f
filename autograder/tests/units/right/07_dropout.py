"""Right answers to unit 07."""

import math
import random
import secrets

import numpy as np


def dropout_forward__shuffled_binomial(x, dropout_rate=0.5, training=True, rng=None):
    """Draws how many are dropped, then which: independent all the same."""
    if not (dropout_rate >= 0.0) or dropout_rate > 1.0:
        raise ValueError(f"dropout_rate: {dropout_rate!r}")
    if not training:
        return np.array(x, dtype=float), None
    rng = np.random.default_rng(rng)
    mask = np.ones(x.size, dtype=np.int8)
    mask[rng.choice(x.size, size=rng.binomial(x.size, dropout_rate), replace=False)] = 0
    mask = mask.reshape(x.shape)
    return np.where(mask, x / (1.0 - dropout_rate if dropout_rate < 1 else 1.0), 0.0), mask


def dropout_forward__gaps(x, dropout_rate=0.5, training=True, rng=None):
    """Jumps from one dropped element to the next by geometric gaps."""
    if math.isnan(dropout_rate) or abs(dropout_rate - 0.5) > 0.5:
        raise ValueError("dropout_rate must be a probability")
    if not training:
        return x.astype(np.float64), None
    rng = np.random.default_rng(rng)
    mask = np.full(x.size, dropout_rate < 1)
    at = -1
    while 0 < dropout_rate < 1:
        at += int(rng.geometric(dropout_rate))
        if at >= x.size:
            break
        mask[at] = False
    mask = mask.reshape(x.shape)
    return x.astype(np.float64) * mask / (1 - dropout_rate or 1), mask


def dropout_forward__standard_library(x, dropout_rate=0.5, training=True, rng=None):
    """Bits of the standard library's generators; a float32 mask in Fortran order."""
    if not 0 <= dropout_rate <= 1:
        raise ValueError(f"dropout_rate={dropout_rate}")
    if not training:
        return x * 1.0, None
    seed = secrets.randbits(128) if rng is None else rng
    if isinstance(seed, np.random.Generator):
        seed = seed.bytes(16)
    source = random.Random(seed)
    draws = np.frombuffer(source.randbytes(8 * x.size), dtype=np.uint64) / 2.0**64
    mask = np.asfortranarray((draws.reshape(x.shape) >= dropout_rate).astype(np.float32))
    out = x * mask.astype(np.float64)
    if dropout_rate < 1:
        out /= 1 - dropout_rate
    return out, mask


def dropout_backward__shortest(dout, mask, dropout_rate=0.5):
    """Leaves the types of dout and mask to NumPy."""
    if mask is None:
        return dout.astype(float)
    if dropout_rate == 1:
        return np.zeros(dout.shape)
    return dout * mask / (1 - dropout_rate)


def dropout_backward__multiplied_by_the_inverse(dout, mask, dropout_rate=0.5):
    """Multiplies by the inverse of what is kept."""
    dx = np.array(dout, dtype=np.float64)
    if mask is None:
        return dx
    scale = np.reciprocal(1.0 - dropout_rate) if dropout_rate != 1 else 0.0
    dx *= scale
    dx *= np.asarray(mask, dtype=np.float64)
    return dx


def dropout_backward__select(dout, mask, dropout_rate=0.5):
    """Copies what is kept into zeros."""
    if mask is None:
        return 0.0 + dout
    kept, dx = np.asarray(mask).astype(bool), np.zeros(np.shape(dout))
    if dropout_rate < 1:
        dx[kept] = dout[kept] / (1.0 - dropout_rate)
    return dx
