"""Right answers to unit 04 written differently; each must earn full points."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import numpy as np
from autograder.authoring import variant


@variant("entropy", "counter")
def entropy_by_counter(y):
    counts = Counter(list(y) if isinstance(y, (list, tuple)) else y.tolist())
    m = sum(counts.values())
    return sum(-(c / m) * math.log2(c / m) for c in counts.values())


@variant("entropy", "means")
def entropy_by_means(y):
    y = np.asarray(y)
    p = np.array([np.mean(y == label) for label in set(y.tolist())])
    return np.sum(p * np.log2(1 / p)) if p.size else 0


@variant("entropy", "natural_over_ln2")
def entropy_by_natural_log(y, base=2):
    _, inverse = np.unique(np.array(y), return_inverse=True)
    if inverse.size == 0:
        return np.float64(0)
    p = np.bincount(inverse) / inverse.size
    return np.asarray(-(p @ np.log(p)) / np.log(base))


@variant("entropy", "sorted_runs")
def entropy_by_runs(y):
    ordered, total, start = sorted(y), 0.0, 0
    for end in range(1, len(ordered) + 1):
        if end == len(ordered) or ordered[end] != ordered[start]:
            share = Fraction(end - start, len(ordered))
            total -= float(share) * math.log2(share)
            start = end
    return total


def _bits(y):
    p = np.unique(y, return_counts=True)[1] / max(len(y), 1)
    return -np.sum(p * np.log2(p))


@variant("information_gain", "no_shortcut")
def gain_without_shortcut(X_col, y, threshold):
    if np.shape(X_col) != np.shape(y):
        raise ValueError(f"y: {np.shape(X_col)} != {np.shape(y)}")
    if np.isnan(np.asarray(X_col, dtype=float)).any():
        raise ValueError("X_col에NaN이 있어요")
    children = [y[X_col <= threshold], y[X_col > threshold]]
    return _bits(y) - sum(len(part) / len(y) * _bits(part) for part in children)


@variant("information_gain", "pairs")
def gain_by_pairs(X_col, y, threshold):
    if any(x != x for x in X_col) or len(X_col) != len(y):
        raise ValueError("bad X_col: NaN or not as long as y")
    sides = {True: [], False: []}
    for x, label in zip(X_col, y.tolist(), strict=True):
        sides[bool(x <= threshold)].append(label)
    whole = entropy_by_counter(y.tolist())
    return whole - sum(len(part) * entropy_by_counter(part) for part in sides.values()) / len(y)


class SplitError(ValueError):
    """A kind of ValueError."""


@variant("information_gain", "mutual_information")
def gain_as_mutual_information(X_col, y, threshold):
    if y.size - X_col.size:
        raise SplitError("X_col: another length")
    if not np.isfinite(X_col).all():
        raise SplitError("X_col: not finite")
    side, label = (X_col <= threshold).astype(int), np.unique(y, return_inverse=True)[1]
    joint = np.zeros((2, label.max() + 1))
    np.add.at(joint, (side, label), 1 / len(y))
    apart = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0)
    there = joint > 0
    return np.sum(joint[there] * np.log2(joint[there] / apart[there]))


@variant("best_split", "max_of_list")
def split_by_max(X, y):
    found = [(None, None, 0.0)]
    for j in range(X.shape[1]):
        column = X[:, j].astype(float)
        for a, b in pairwise(sorted(set(column.tolist()))):
            value = gain_without_shortcut(column, y, (a + b) / 2)
            if value > 1e-12:
                found.append((j, (a + b) / 2, value))
    return max(found, key=lambda item: item[2])


@variant("best_split", "last_of_ties")
def split_last_of_ties(X, y):
    X, best = np.array(X, dtype=np.float64), (None, None, 0.0)
    for j in reversed(range(X.shape[1])):
        values = np.sort(np.unique(X[:, j]))
        for t in reversed(values[:-1] + np.diff(values) / 2):
            value = gain_by_pairs(X[:, j], y, t)
            if value > 1e-12 and value >= best[2]:
                best = (np.int64(j), t, np.float64(value))
    return best


@variant("best_split", "cumulative_counts")
def split_by_counts(X, y):
    _, label = np.unique(y, return_inverse=True)
    one_hot, m = np.eye(label.max() + 1)[label], len(y)

    def measure(counts):
        p = counts / counts.sum(axis=1, keepdims=True)
        return -np.sum(p * np.log2(np.where(p > 0, p, 1)), axis=1)

    best = (None, None, 0.0)
    for j, column in enumerate(np.asarray(X, dtype=float).T):
        order = np.argsort(column, kind="stable")
        values, left = column[order], np.cumsum(one_hot[order], axis=0)[:-1]
        sizes, right = np.arange(1, m), left[-1:] + one_hot[order][-1:] - left if m > 1 else left
        allowed = values[1:] > values[:-1]
        if m == 1 or not allowed.any():
            continue
        after = (sizes * measure(left) + (m - sizes) * measure(right)) / m
        gains = np.where(allowed, measure(one_hot.sum(axis=0, keepdims=True)) - after, -1)
        at = int(np.argmax(gains))
        if gains[at] > max(best[2], 1e-12):
            best = (j, (values[at] + values[at + 1]) / 2, gains[at])
    return best
