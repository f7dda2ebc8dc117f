"""Right answers to unit 09, written in other ways; every one earns full points."""

import math

import numpy as np

from autograder.authoring import variant


@variant("softmax", "loops")
def softmax__loops(x):
    x = np.asarray(x)
    if x.ndim == 1:
        top = max(float(v) for v in x)
        e = [math.exp(float(v) - top) for v in x]
        return np.array([v / sum(e) for v in e])
    return np.array([softmax__loops(row) for row in x])


@variant("softmax", "log_space")
def softmax__log_space(x):
    z = x - x.max(-1, keepdims=True).astype(float)
    return np.exp(z - np.log(np.exp(z).sum(-1, keepdims=True)))


@variant("softmax", "transposed")
def softmax__transposed(x):
    """Classes first, as a well-known Korean book does it; the result is a transposed view."""
    columns = np.array(x, dtype=float).T
    columns -= columns.max(axis=0)
    np.exp(columns, out=columns)
    columns /= columns.sum(axis=0)
    return columns.T


@variant("softmax", "pairwise")
def softmax__pairwise(x):
    """1 / sum_j exp(x_j - x_i): overflow to inf is harmless there, but it warns."""
    x = np.asarray(x, dtype=np.float64)
    with np.errstate(over="ignore", invalid="ignore"):
        gaps = x[..., None, :] - x[..., :, None]
        p = 1.0 / np.exp(gaps).sum(axis=-1)
    return np.where(np.isneginf(x), 0.0, p)


@variant("softmax", "logaddexp")
def softmax__logaddexp(x, axis=-1):
    x = x.astype(np.float64)
    return np.exp(x - np.expand_dims(np.logaddexp.reduce(x, axis=axis), axis))


@variant("cross_entropy_loss", "loops")
def cross_entropy_loss__loops(y_pred, y_true):
    rows, classes = y_pred.shape
    labels = np.array(y_true)
    if labels.shape != (rows,):
        raise ValueError("y_pred and y_true do not fit")
    if not np.issubdtype(labels.dtype, np.integer):
        raise ValueError("y_true: integers please")
    total = 0.0
    for row, label in zip(y_pred, labels, strict=True):
        if not 0 <= int(label) < classes:
            raise ValueError(f"y_true에 {label}이(가) 있습니다")
        total -= math.log(min(max(float(row[label]), 1e-12), 1.0))
    return total / rows


@variant("cross_entropy_loss", "one_hot_zero_d")
def cross_entropy_loss__one_hot_zero_d(y_pred, y_true):
    y_true = np.asarray(y_true)
    if y_true.ndim != 1 or len(y_true) != len(y_pred) or y_true.dtype.kind not in "iu":
        raise ValueError(f"y_true: {y_true.dtype} {y_true.shape}")
    n_classes = y_pred.shape[1]
    if np.any((y_true < 0) | (y_true >= n_classes)):
        raise ValueError("y_true: label out of range")
    target = np.eye(n_classes)[y_true]
    return np.array(-(target * np.log(np.clip(y_pred, 1e-12, 1))).sum() / len(target))


@variant("cross_entropy_loss", "take_along_axis")
def cross_entropy_loss__take_along_axis(y_pred, y_true):
    m, n_classes = np.shape(y_pred)
    y = np.asarray(y_true)
    if y.dtype == bool or not np.can_cast(y.dtype, np.int64, "same_kind") or y.shape != (m,):
        raise ValueError("y_true")
    y = y.astype(np.int64)
    if not set(y.tolist()) <= set(range(n_classes)):
        raise ValueError("y_true")
    p = np.take_along_axis(np.asarray(y_pred, dtype=float), y[:, None], axis=1)
    with np.errstate(divide="ignore"):
        return np.mean(np.clip(-np.log(p), 0.0, -np.log(1e-12)))


class LabelError(ValueError):
    """A student's own class of errors."""


@variant("cross_entropy_loss", "comprehension")
def cross_entropy_loss__comprehension(y_pred, y_true, *, low=1e-12):
    y = np.asarray(y_true)
    if str(y.dtype)[:3] not in ("int", "uin"):
        raise LabelError("`y_true`")
    if y.shape != y_pred.shape[:1] or min(y) < 0 or max(y) > y_pred.shape[1] - 1:
        raise LabelError("`y_true`")
    p = np.array([y_pred[i, k] for i, k in enumerate(y)], dtype=float)
    return float(np.log(1.0 / np.maximum(np.minimum(p, 1.0), low)).mean())


@variant("softmax_cross_entropy", "loops")
def softmax_cross_entropy__loops(logits, y_true):
    y = np.asarray(y_true)
    if y.shape != (len(logits),) or y.dtype.kind not in "iu":
        raise ValueError("logits와 y_true의 크기가 다르거나 y_true가 정수가 아닙니다")
    losses = []
    for row, label in zip(logits.tolist(), y.tolist(), strict=True):
        if label < 0 or label >= len(row):
            raise ValueError(f"y_true: {label}")
        top = max(row)
        losses.append(top + math.log(sum(math.exp(v - top) for v in row)) - row[label])
    return math.fsum(losses) / len(losses)


@variant("softmax_cross_entropy", "logaddexp_zero_d")
def softmax_cross_entropy__logaddexp_zero_d(logits, y_true):
    x, y = np.array(logits, dtype=np.float64), np.array(y_true)
    if y.ndim != 1 or y.size != x.shape[0]:
        raise ValueError("y_true must be one label per row of logits")
    if y.dtype.kind not in "iu" or y.min() < 0 or y.max() >= x.shape[1]:
        raise ValueError("y_true must hold integers in [0, C)")
    losses = np.logaddexp.reduce(x, axis=1) - x[np.arange(y.size), y]
    return np.asarray(losses.mean())


@variant("softmax_cross_entropy", "gaps_to_truth")
def softmax_cross_entropy__gaps_to_truth(logits, y_true):
    """log(1 + sum over the others of exp(z_j - z_y)), shifted by the largest gap."""
    y = np.asarray(y_true)
    m, n_classes = logits.shape
    if y.shape != (m,) or not issubclass(y.dtype.type, np.integer):
        raise ValueError("y_true")
    if ((y < 0) + (y >= n_classes)).any():
        raise ValueError("y_true")
    y = y.astype(int)
    z = logits.astype(float)
    gaps = z - np.take_along_axis(z, y[:, None], axis=1)
    top = np.maximum(gaps.max(axis=1), 0.0)
    return np.float64((top + np.log(np.exp(gaps - top[:, None]).sum(axis=1))).sum() / m)


@variant("softmax_cross_entropy", "one_hot_where")
def softmax_cross_entropy__one_hot_where(logits, y_true):
    y = np.asarray(y_true)
    m, n_classes = logits.shape
    if y.dtype.kind not in "iu" or y.shape != (m,) or np.any(y < 0) or np.any(y >= n_classes):
        raise ValueError("bad y_true")
    shifted = logits - np.max(logits, axis=1, keepdims=True).astype(np.float64)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    mask = np.arange(n_classes) == y[:, None]
    return -np.where(mask, log_p, 0.0).sum() / m


@variant("softmax_cross_entropy_grad", "one_hot")
def softmax_cross_entropy_grad__one_hot(logits, y_true):
    y = np.asarray(y_true)
    m, n_classes = logits.shape
    if y.dtype.kind not in "iu" or y.shape != (m,) or y.min() < 0 or y.max() >= n_classes:
        raise ValueError("y_true는 0부터 C-1까지의 정수 레이블이어야 합니다")
    e = np.exp(logits - logits.max(axis=1, keepdims=True).astype(float))
    return (e / e.sum(axis=1)[:, None] - np.eye(n_classes)[y]) / m


@variant("softmax_cross_entropy_grad", "loops")
def softmax_cross_entropy_grad__loops(logits, y_true):
    y = np.asarray(y_true)
    m, n_classes = logits.shape
    if y.dtype.kind not in "iu" or y.shape != (m,):
        raise ValueError("y_true / logits")
    grad = np.empty((m, n_classes))
    for i in range(m):
        row = [float(v) for v in logits[i]]
        if not 0 <= int(y[i]) <= n_classes - 1:
            raise ValueError("y_true")
        top = max(row)
        total = sum(math.exp(v - top) for v in row)
        for k in range(n_classes):
            grad[i, k] = (math.exp(row[k] - top) / total - (k == y[i])) / m
    return grad


@variant("softmax_cross_entropy_grad", "log_softmax_fortran")
def softmax_cross_entropy_grad__log_softmax_fortran(logits, y_true):
    labels = np.asarray(y_true)
    if labels.dtype.kind not in "iu" or labels.shape != logits.shape[:1]:
        raise ValueError("y_true")
    if any(label < 0 or label >= logits.shape[1] for label in labels):
        raise ValueError("y_true")
    z = np.asfortranarray(logits, dtype=float)
    p = np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))
    np.subtract.at(p, (np.arange(len(labels)), labels), 1)
    return p / len(labels)
