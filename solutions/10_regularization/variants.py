"""Right answers to unit 10 written differently; each must earn full points."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from autograder.authoring import variant


@variant("l1_regularization", "loop")
def l1_by_loop(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError(f"lambda_reg must not be negative: {lambda_reg}")
    total = 0.0
    for w in weights.ravel():
        total += lambda_reg * abs(float(w))
    return total


@variant("l1_regularization", "norm_of_vector")
def l1_by_norm(weights, lambda_reg, ord=1):
    if not lambda_reg >= 0:
        raise ValueError("lambda_reg")
    return np.linalg.norm(np.float64(weights).reshape(-1), ord) * lambda_reg


@variant("l1_regularization", "halves")
def l1_by_halves(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("음수 lambda_reg")
    w = np.asarray(weights, dtype=float)
    return np.array(lambda_reg * (w[w > 0].sum() - w[w < 0].sum()))


@variant("l2_regularization", "dot")
def l2_by_dot(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg < 0")
    w = np.array(weights, float).flatten()
    return w @ w * lambda_reg


@variant("l2_regularization", "frobenius")
def l2_by_norm(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    return lambda_reg * np.linalg.norm(weights.astype(np.float64)) ** 2


@variant("l2_regularization", "exact")
def l2_by_fractions(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    return Fraction(float(lambda_reg)) * sum(Fraction(float(w)) ** 2 for w in weights.flat)


@variant("regularized_loss", "one_line")
def loss_in_one_line(loss, weights, lambda_l1, lambda_l2):
    if lambda_l1 < 0:
        raise ValueError("lambda_l1")
    if lambda_l2 < 0:
        raise ValueError("lambda_l2")
    w = np.abs(np.asarray(weights, dtype=float))
    return loss + np.sum(lambda_l1 * w + lambda_l2 * w * w)


@variant("regularized_loss", "fsum")
def loss_by_fsum(loss, weights, lambda_l1, lambda_l2):
    for name, value in {"lambda_l1": lambda_l1, "lambda_l2": lambda_l2}.items():
        if value < 0:
            raise ValueError(f"{name} = {value}")
    w = [float(x) for x in np.ravel(weights)]
    return math.fsum([loss, *(lambda_l1 * abs(x) for x in w), *(lambda_l2 * x**2 for x in w)])


@variant("regularized_loss", "second_first")
def loss_from_l2(loss, weights, lambda_l1, lambda_l2):
    def part(power, lambda_reg):
        if lambda_reg < 0:
            raise ValueError("lambda_reg must be >= 0")
        return lambda_reg * np.sum(np.abs(np.float64(weights)) ** power)

    return part(2, lambda_l2) + part(1, lambda_l1) + float(loss)


@variant("l1_gradient", "masks")
def g1_by_masks(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    grad = np.zeros(weights.shape)
    grad[weights > 0] = lambda_reg
    grad[weights < 0] = -lambda_reg
    return grad


@variant("l1_gradient", "comparison")
def g1_by_comparison(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    return float(lambda_reg) * ((weights > 0) * 1.0 - (weights < 0))


@variant("l1_gradient", "copysign")
def g1_by_copysign(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    return np.where(weights == 0, 0.0, np.copysign(lambda_reg, np.float64(weights)))


@variant("l2_gradient", "plus")
def g2_by_plus(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    step = lambda_reg * np.asarray(weights, dtype=float)
    return step + step


@variant("l2_gradient", "loop")
def g2_by_loop(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    return np.array([2.0 * lambda_reg * float(w) for w in weights.ravel()]).reshape(weights.shape)


@variant("l2_gradient", "copy")
def g2_by_copy(weights, lambda_reg):
    if lambda_reg < 0:
        raise ValueError("lambda_reg")
    grad = weights.astype(np.float64)
    grad *= 2 * lambda_reg
    return grad


@variant("soft_threshold", "minus_clip")
def soft_by_clip(weights, t):
    if t < 0:
        raise ValueError("t must not be negative")
    w = np.asarray(weights, dtype=float)
    return w - np.clip(w, -t, t)


@variant("soft_threshold", "two_sides")
def soft_by_sides(weights, t):
    if t < 0:
        raise ValueError(f"t={t}")
    w = np.array(weights, dtype=np.float64)
    return np.maximum(w - t, 0) - np.maximum(-w - t, 0)


@variant("soft_threshold", "where")
def soft_by_where(weights, t):
    if t < 0:
        raise ValueError("t는 0 이상이어야 합니다")
    w = weights * 1.0
    return np.where(w > t, w - t, np.where(w < -t, w + t, 0.0))


@variant("soft_threshold", "ratio")
def soft_by_ratio(weights, t):
    if t < 0:
        raise ValueError("t")
    w = weights.astype(float)
    size = np.abs(w)
    return w * np.maximum(1 - t / np.where(size == 0, 1.0, size), 0)
