"""Right answers to unit 09 that are unusual."""

import math

import numpy as np


def _one_label(label, n_classes):
    """Looks at labels one by one."""
    if isinstance(label, (bool, np.bool_)) or not isinstance(label, (int, np.integer)):
        raise ValueError(f"y_true: {label!r}")
    if label < 0 or label >= n_classes:
        raise ValueError(f"{label} is no column of the first argument (y_pred or logits)")
    return int(label)


def softmax__long_double(x):
    """Computes in long double and gives float64 back."""
    wide = np.array(x, dtype=np.longdouble)
    wide -= wide.max(axis=-1)[..., np.newaxis]
    p = np.exp(wide)
    return np.asarray(p / p.sum(axis=-1, keepdims=True), dtype=np.float64)


def softmax__largest_first(x):
    """Sorts each row, adds from the smallest on, and puts the order back."""
    x = np.asarray(x, dtype=float)
    order = np.argsort(x, axis=-1)
    e = np.exp(np.take_along_axis(x, order, -1) - x.max(-1, keepdims=True))
    out = np.empty_like(e)
    np.put_along_axis(out, order, e / np.cumsum(e, axis=-1)[..., -1:], -1)
    return out


def softmax__warns(x):
    """Prints and warns."""
    import warnings

    print("softmax", np.shape(x))
    warnings.warn("softmax")
    with np.errstate(all="ignore"):
        z = np.subtract(x, np.max(x, axis=-1, keepdims=True), dtype=np.float64)
    return np.exp(z - np.log(np.exp(z).sum(axis=-1, keepdims=True)))


def cross_entropy_loss__one_by_one(y_pred, y_true):
    """Looks at each label by itself; a bad one out of range is blamed on the other argument."""
    if np.ndim(y_true) != 1 or len(y_true) != len(y_pred):
        raise ValueError("one label of y_true for each row of y_pred, please")
    total = 0.0
    for row, label in zip(y_pred, y_true, strict=True):
        total += math.log(max(1e-12, min(1.0, float(row[_one_label(label, len(row))]))))
    return -total / len(y_pred)


def cross_entropy_loss__masked_sum(y_pred, y_true):
    """Compares class numbers with labels; gives a 0-d array."""
    y = np.asarray(y_true)
    m, n_classes = y_pred.shape
    if y.shape != (m,):
        raise ValueError(f"y_true {y.shape}, y_pred {y_pred.shape}")
    if not issubclass(y.dtype.type, np.integer):
        raise ValueError(f"y_true: {y.dtype}")
    if not np.isin(y, np.arange(n_classes)).all():
        raise ValueError("y_pred has no such class")
    p = np.where(np.arange(n_classes) == y[:, None], y_pred, 0.0).sum(axis=1)
    return np.array(np.mean(np.negative(np.log(np.clip(p, 1e-12, 1)))))


def softmax_cross_entropy__one_by_one(logits, y_true):
    """Pure Python."""
    if np.shape(y_true) != (len(logits),):
        raise ValueError("y_true and logits differ in length")
    losses = []
    for row, label in zip(np.asarray(logits, dtype=float).tolist(), y_true, strict=True):
        truth = row[_one_label(label, len(row))]
        top = max(row)
        losses.append(math.log(math.fsum(math.exp(v - top) for v in row)) + (top - truth))
    return sum(losses) / len(losses)


def softmax_cross_entropy_grad__per_row(logits, y_true):
    """Row by row, with the reference's softmax."""
    if np.shape(y_true) != (len(logits),):
        raise ValueError("y_true and logits differ in length")
    rows = []
    for row, label in zip(logits, y_true, strict=True):
        p = softmax(row)
        p[_one_label(label, len(row))] -= 1
        rows.append(p / len(logits))
    return np.stack(rows)
