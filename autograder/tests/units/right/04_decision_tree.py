"""Right answers to unit 04."""

import math
from collections import Counter
from fractions import Fraction

import numpy as np


def entropy__long_double(y):
    """Long double, cut down at the end."""
    counts = np.array(list(Counter(np.asarray(y).tolist()).values()), dtype=np.longdouble)
    p = counts / max(1, counts.sum())
    return np.float64(np.sum(p * np.log2(1 / p)))


def entropy__dictionary(y):
    """Counts by hand; shares are Fractions."""
    counts = {}
    for label in list(y):
        counts[label] = counts.get(label, 0) + 1
    total = 0.0
    for count in counts.values():
        share = Fraction(count, len(y))
        total += float(share) * math.log2(1 / share)
    return total


def information_gain__with_the_notebook(X_col, y, threshold):
    """Calls the notebook's entropy; lists of the two sides."""
    if len(X_col) != len(y):
        raise ValueError("y의 길이")
    if any(math.isnan(x) for x in X_col.tolist()):
        raise ValueError("X_col에 NaN")
    sides = (
        [label for x, label in zip(X_col, y.tolist(), strict=True) if x <= threshold],
        [label for x, label in zip(X_col, y.tolist(), strict=True) if x > threshold],
    )
    return entropy(y) - sum(Fraction(len(side), len(y)) * Fraction(entropy(side)) for side in sides)


def information_gain__float_first(X_col, y, threshold):
    """Casts the column, and weighs by counts."""
    column = np.asarray(X_col, dtype=np.float64)
    if column.shape != np.shape(y) or np.isnan(column).any():
        raise ValueError("X_col")
    low = ~(column > float(threshold))
    m, count = len(low), np.count_nonzero(low)
    return np.float64((m * entropy(y) - count * entropy(y[low]) - (m - count) * entropy(y[~low])) / m)


def best_split__with_the_notebook(X, y):
    """Calls the notebook's information_gain; midpoints one by one."""
    best = None, None, 0.0
    for j in range(X.shape[1]):
        values = sorted({float(x) for x in X[:, j]})
        for low, high in zip(values, values[1:], strict=False):
            middle = low + (high - low) / 2
            gain = information_gain(X[:, j].astype(float), y, middle)
            if gain > 1e-12 and gain > best[2]:
                best = j, middle, gain
    return best


def best_split__one_hot_counts(X, y):
    """Running counts of the classes in the order of each feature."""
    classes, codes = np.unique(y, return_inverse=True)
    table = np.eye(len(classes))[codes]

    def bits(counts):
        p = counts / np.maximum(counts.sum(axis=-1, keepdims=True), 1)
        return -np.sum(p * np.log2(np.where(p > 0, p, 1.0)), axis=-1)

    found = [(0.0, None, None)]
    for j in range(X.shape[1]):
        column = X[:, j].astype(float)
        order = np.argsort(column, kind="stable")
        left = np.cumsum(table[order], axis=0)
        for i in np.flatnonzero(np.diff(column[order])):
            share = (i + 1) / len(y)
            gain = bits(left[-1]) - share * bits(left[i]) - (1 - share) * bits(left[-1] - left[i])
            found.append((float(gain), j, (column[order][i] + column[order][i + 1]) / 2))
    gain, feature, threshold = max(found, key=lambda item: item[0])
    return (feature, threshold, gain) if gain > 1e-12 else (None, None, 0.0)
