"""Right answers to unit 07, written in other ways; every one earns full points."""

import math
import random

import numpy as np
from autograder.authoring import variant


def checked(dropout_rate):
    """The rate as a float; a NaN is no number between 0 and 1."""
    if math.isnan(dropout_rate) or dropout_rate < 0 or dropout_rate > 1:
        raise ValueError(f"`dropout_rate`는 0 이상 1 이하여야 하는데 {dropout_rate}입니다")
    return float(dropout_rate)


@variant("dropout_forward", "loops")
def dropout_forward__loops(x, dropout_rate=0.5, training=True, rng=None):
    """The standard library's generator, one element after the other; a mask of bools."""
    rate = checked(dropout_rate)
    x = np.array(x, dtype=float)
    if not training:
        return x, None
    if isinstance(rng, np.random.Generator):
        rng = int(rng.integers(2**62))
    source = random.Random(rng)
    out, mask = np.zeros(x.shape), np.zeros(x.shape, dtype=bool)
    for place in np.ndindex(*x.shape):
        if source.random() >= rate:
            mask[place] = True
            out[place] = x[place] / (1 - rate)
    return out, mask


@variant("dropout_forward", "binomial_tuple")
def dropout_forward__binomial(x, dropout_rate=0.5, training=True, rng=None, *, dtype=np.float64):
    """NumPy's binomial draws; integer masks; a subclass of tuple."""
    if not (dropout_rate >= 0 and dropout_rate <= 1):
        raise ValueError("dropout_rate must lie in [0, 1]")
    if not training:
        return type("Pair", (tuple,), {})((np.array(x, dtype=dtype), None))
    keep = 1 - dropout_rate
    mask = np.random.default_rng(rng).binomial(1, keep, size=x.shape)
    return np.divide(x * mask, keep, out=np.zeros(x.shape), where=mask == 1), mask


@variant("dropout_forward", "choice_fortran")
def dropout_forward__choice(x, dropout_rate=0.5, training=True, rng=None):
    """uint8 masks by weighted choice, other memory order, nan_to_num for rate 1."""
    rate = checked(dropout_rate)
    if training is False:
        return x + 0.0, None
    rng = rng if isinstance(rng, np.random.Generator) else np.random.Generator(np.random.PCG64(rng))
    mask = np.asfortranarray(rng.choice(np.array([0, 1], dtype=np.uint8), size=x.shape, p=[rate, 1 - rate]))
    scale = 0.0 if rate == 1.0 else 1.0 / (1.0 - rate)
    return np.asfortranarray(x * (mask * scale)), mask


class Dropout:
    """A callable object; draws one uniform per element and compares from the other side."""

    def __call__(self, x, dropout_rate=0.5, training=True, rng=None):
        rate = checked(dropout_rate)
        if training:
            mask = np.where(np.random.default_rng(rng).uniform(size=np.shape(x)) < 1 - rate, np.float32(1), np.float32(0))
            return (x.astype(np.float64) * mask) / max(1 - rate, 1e-300), mask
        return np.asarray(x, dtype=np.float64).copy(), None


dropout_forward__object = Dropout()
variant("dropout_forward", "object_float32")(dropout_forward__object)


@variant("dropout_forward", "child_generator")
def dropout_forward__child(x, dropout_rate=0.5, training=True, rng=None):
    """A generator of its own, seeded from the one that it was given."""
    rate = checked(dropout_rate)
    if not training:
        return np.float64(1) * x, None
    own = np.random.default_rng(np.random.default_rng(rng).integers(2**63))
    kept = own.standard_exponential(x.shape) >= -math.log1p(-rate) if rate < 1 else np.zeros(x.shape, dtype=np.bool_)
    out = np.zeros(x.shape)
    out[kept] = x[kept] / (1 - rate)
    return out, kept


@variant("dropout_backward", "loops")
def dropout_backward__loops(dout, mask, dropout_rate=0.5):
    dx = np.zeros(dout.shape)
    for place in np.ndindex(*dout.shape):
        if mask is None:
            dx[place] = dout[place]
        elif mask[place]:
            dx[place] = float(dout[place]) / (1 - dropout_rate)
    return dx


@variant("dropout_backward", "where")
def dropout_backward__where(dout, mask, dropout_rate=0.5):
    if mask is None:
        return np.array(dout, dtype=np.float64, order="F")
    keep = 1.0 if dropout_rate == 1 else 1.0 - dropout_rate
    return np.where(mask, dout / keep, 0.0)


@variant("dropout_backward", "indexing")
def dropout_backward__indexing(dout, mask, dropout_rate=0.5, **ignored):
    dx = dout.astype(float)
    if mask is not None:
        dx[np.asarray(mask) == 0] = 0
        if dropout_rate < 1:
            dx /= 1 - dropout_rate
    return dx


dropout_backward__lambda = variant("dropout_backward", "lambda")(
    lambda dout, mask, dropout_rate=0.5: (
        dout * 1.0 if mask is None else np.multiply(dout, mask, dtype=np.float64) / (1 - dropout_rate or 1)
    )
)
