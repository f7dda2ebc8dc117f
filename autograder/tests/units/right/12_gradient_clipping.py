"""Right answers to unit 12 that are unusual."""

import itertools
import math

import numpy as np


def global_norm__scaled(gradients):
    """Divides by the largest element first."""
    flat = [np.asarray(g, dtype=float).ravel() for g in gradients]
    top = max((float(np.max(np.abs(part))) for part in flat), default=0.0)
    return top * math.sqrt(sum(float(np.sum((part / top) ** 2)) for part in flat)) if top else 0


def global_norm__chained(gradients):
    """Adds Python floats exactly."""
    return math.sqrt(math.fsum(float(v) ** 2 for v in itertools.chain.from_iterable(map(np.ravel, gradients))))


def clip_gradients__one_buffer(gradients, max_norm=5.0):
    """All results are views of one new buffer; none overlaps another."""
    if max_norm <= 0:
        raise ValueError(f"{max_norm=}")
    given = [np.asarray(g) for g in gradients]
    if not given:
        return []
    flat = np.concatenate([g.ravel().astype(np.float64) for g in given])
    norm = np.sqrt(flat @ flat)
    if not norm < np.inf:
        raise ValueError("노름이 유한하지 않음")
    flat *= min(1, max_norm / (norm + 1e-6))
    ends = np.cumsum([g.size for g in given])
    return [flat[end - g.size : end].reshape(g.shape) for g, end in zip(given, ends, strict=True)]


def clip_gradients__class_of_list(gradients, max_norm=5.0):
    """Checks with helpers and divides by what is above the limit."""
    if not 0 < max_norm:
        raise ValueError("max_norm should be above 0")
    arrays = list(map(lambda g: np.array(g, dtype="float64", order="F"), gradients))
    norm = global_norm(arrays)
    if norm - norm != 0:
        raise ValueError("the global_norm is NaN or infinite")
    over = max((norm + 1e-6) / max_norm, 1.0)
    return [np.divide(a, over) for a in arrays]


def clip_gradients__copies_first(gradients, max_norm=5.0):
    """Changes its own copies in place."""
    if max_norm <= 0:
        raise ValueError("max_norm")
    copies = []
    for g in gradients:
        copies.append(np.empty(np.shape(g)))
        copies[-1][...] = g
    norm = math.hypot(*(float(np.linalg.norm(c.ravel())) for c in copies))
    if math.isnan(norm) or math.isinf(norm):
        raise ValueError("gradients")
    scale = max_norm / (norm + 1e-6)
    if scale < 1:
        for c in copies:
            c *= scale
    return copies
