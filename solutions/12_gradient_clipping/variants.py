"""Right answers to unit 12 written differently; each must earn full points."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from autograder.authoring import variant


@variant("global_norm", "concatenate")
def norm_by_concatenate(gradients):
    parts = [np.asarray(g).astype(float).ravel() for g in gradients]
    return np.linalg.norm(np.concatenate(parts)) if parts else 0


@variant("global_norm", "norm_of_norms")
def norm_of_norms(gradients, ord=2):
    return np.linalg.norm([np.linalg.norm(np.float64(g)) for g in gradients] + [0.0], ord)


@variant("global_norm", "hypot")
def norm_by_hypot(gradients):
    return math.hypot(*(float(x) for g in gradients for x in np.ravel(g)))


norm_by_map = variant("global_norm", "lambda")(
    lambda gradients: sum(map(lambda g: np.einsum("i,i->", g, g), (np.array(g, float).ravel() for g in gradients))) ** 0.5
)


@variant("global_norm", "zero_dim_array")
def norm_zero_dim(gradients):
    total = np.zeros(())
    for gradient in gradients:
        total += np.vdot(wide := np.asarray(gradient, dtype="f8"), wide)
    return np.asarray(np.sqrt(total))


@variant("clip_gradients", "branches")
def clip_with_branches(gradients, max_norm=5.0):
    if not max_norm > 0:
        raise ValueError(f"max_norm은 0보다 커야 해요: {max_norm}")
    gradients = [np.array(g, dtype=np.float64, copy=True) for g in gradients]
    if len(gradients) == 0:
        return []
    norm = np.sqrt(np.sum([np.sum(g * g) for g in gradients]))
    if np.isnan(norm) or np.isinf(norm):
        raise ValueError("기울기의 노름이 유한하지 않아요")
    coefficient = max_norm / (norm + 1e-6)
    if coefficient < 1:
        for g in gradients:
            g *= coefficient
    return gradients


class ClippingError(ValueError):
    """A kind of ValueError."""


@variant("clip_gradients", "generator_inside")
def clip_with_loop(gradients, max_norm=5.0, *, eps=1e-6):
    def wide():
        for g in gradients:
            yield np.asarray(g, np.double).copy("C")

    if max_norm <= 0:
        raise ClippingError("bad max_norm")
    result, norm = list(wide()), 0.0
    for g in result:
        norm = math.hypot(norm, *g.ravel())
    if not math.isfinite(norm):
        raise ClippingError("norm is nan or inf")
    for index in range(len(result)):
        result[index] = np.multiply(result[index], np.minimum(max_norm / (norm + eps), 1))
    return result


@variant("clip_gradients", "exact")
def clip_exactly(gradients, max_norm=5.0):
    if Fraction(max_norm) <= 0:
        raise ValueError("0 < max_norm")
    gradients = tuple(np.asarray(g).astype(np.float64, copy=True) for g in gradients)
    if not all(np.isfinite(g).all() for g in gradients):
        raise ValueError("gradients must be finite: NaN or inf found")
    norm = math.sqrt(sum(Fraction(float(x)) ** 2 for g in gradients for x in g.flat))
    rate = Fraction(max_norm) / (Fraction(norm) + Fraction(1, 10**6))
    return [g * float(rate) if rate < 1 else g for g in gradients]


@variant("clip_gradients", "by_direction")
def clip_by_direction(gradients, max_norm=5.0):
    if max_norm <= 0:
        raise ValueError("max_norm: 양수여야 합니다")
    arrays = list(map(lambda g: np.array(g, dtype=np.float64), gradients))
    total_norm = np.linalg.norm([np.linalg.norm(a) for a in arrays] or [0.0])
    if not np.isfinite(total_norm):
        raise ValueError(f"total_norm={total_norm}")
    bottom = total_norm + 1e-6
    return [a / bottom * max_norm for a in arrays] if bottom > max_norm else arrays
