"""Right answers to unit 03 written differently; each must earn full points."""

from __future__ import annotations

import math
import random
import warnings
from fractions import Fraction

import numpy as np
from autograder.authoring import variant

# --- assign_clusters ----------------------------------------------------------------------


@variant("assign_clusters", "loops")
def assign_by_loops(X, centroids):
    """Plain Python, integers as Python's own."""
    labels = []
    for x in X.tolist():
        best, least = 0, math.inf
        for j, c in enumerate(centroids.tolist()):
            far = sum((a - b) ** 2 for a, b in zip(x, c, strict=True))
            if far < least:
                best, least = j, far
        labels.append(best)
    return np.array(labels, dtype=np.int16)


@variant("assign_clusters", "expanded")
def assign_expanded(X, centroids):
    """Without the samples' own squares, which are the same for every centroid."""
    X, centroids = np.array(X, dtype=float), np.array(centroids, dtype=float)
    return (np.sum(centroids**2, axis=1) - 2 * X @ centroids.T).argmin(1)


@variant("assign_clusters", "norms")
def assign_by_norms(X, centroids):
    """One centroid at a time, with the root."""
    far = [np.linalg.norm(X.astype(np.float64) - c.astype(np.float64), axis=1) for c in centroids]
    return np.argmin(np.stack(far), axis=0).astype(np.uint16)


# --- update_centroids ---------------------------------------------------------------------


@variant("update_centroids", "one_hot")
def update_by_one_hot(X, labels, centroids):
    member = np.asarray(labels)[:, None] == np.arange(len(centroids))
    counts = member.sum(axis=0)[:, None]
    return np.where(counts > 0, member.T.astype(float) @ X / np.maximum(counts, 1), centroids)


@variant("update_centroids", "running")
def update_running(X, labels, centroids):
    """A running mean; Python's lists."""
    found, seen = [list(map(float, row)) for row in centroids.tolist()], [0] * len(centroids)
    for x, j in zip(X.tolist(), labels.tolist(), strict=True):
        seen[j] += 1
        old = found[j] if seen[j] > 1 else [0.0] * len(x)
        found[j] = [a + (b - a) / seen[j] for a, b in zip(old, x, strict=True)]
    return np.asfortranarray(found, dtype=np.float64)


@variant("update_centroids", "nan_repaired")
def update_with_warnings(X, labels, centroids):
    """NaN for the empty ones first, and a warning that nobody minds."""
    with warnings.catch_warnings(record=True):
        found = np.array([X[labels == j].mean(axis=0) for j in range(centroids.shape[0])], dtype=float)
    empty = np.isnan(found).any(axis=1)
    found[empty] = centroids[empty]
    return found


@variant("update_centroids", "add_at")
def update_by_add_at(X, labels, centroids, *, dtype=np.float64):
    total, counts = np.zeros(centroids.shape, dtype=dtype), np.zeros(len(centroids), dtype=dtype)
    np.add.at(total, labels, X)
    np.add.at(counts, labels, 1)
    there = counts > 0
    total[there] *= (1 / counts[there])[:, None]
    total[~there] = centroids[~there]
    return total


# --- inertia ------------------------------------------------------------------------------


@variant("inertia", "fractions")
def inertia_by_fractions(X, centroids, labels):
    """Exact."""
    gaps = (Fraction(a) - Fraction(b) for x, j in zip(X.tolist(), labels.tolist(), strict=True) for a, b in zip(x, centroids[j].tolist(), strict=True))
    return sum((gap * gap for gap in gaps), Fraction(0))


@variant("inertia", "by_cluster")
def inertia_by_cluster(X, centroids, labels):
    total = 0
    for j, c in enumerate(centroids.astype(np.float64)):
        total = total + np.linalg.norm(X[labels == j] - c) ** 2
    return np.asarray(total)


@variant("inertia", "einsum")
def inertia_by_einsum(X, centroids, labels):
    gaps = np.subtract(X, np.take(centroids, labels, axis=0), dtype=np.float64)
    return np.einsum("ij,ij->", gaps, gaps)


# --- kmeans -------------------------------------------------------------------------------


class ClusterError(ValueError):
    """A kind of ValueError."""


@variant("kmeans", "standard_library")
def kmeans_by_lists(X, k, max_iters=100, rng=None):
    """The standard library's generator; stops when the labels stay; rows sorted."""
    if k < 1 or k > len(X):
        raise ClusterError("k가1보다 작거나 샘플보다 많아요")
    if isinstance(rng, np.random.Generator):
        rng = int(rng.integers(2**62))
    centroids = X[sorted(random.Random(rng).sample(range(len(X)), int(k)))] * 1.0
    labels = assign_by_loops(X, centroids)
    for _ in range(max_iters):
        centroids = update_running(X, labels, centroids)
        before, labels = labels, assign_by_loops(X, centroids)
        if np.array_equal(before, labels):
            break
    return centroids, labels


@variant("kmeans", "permutation_new")
def kmeans_returning_new(X, k, max_iters=100, rng=None, *, verbose=False):
    """Gives the centroids after the step that did not move; a subclass of tuple; NumPy's message for k > m."""
    if k < 1:
        raise ValueError(f"n_clusters={k}")
    if k > X.shape[0]:
        np.random.default_rng(0).choice(X.shape[0], k, replace=False)
    order = np.random.default_rng(rng).permutation(X.shape[0])[:k]
    old, step, done = np.array(X[order], dtype=float), 0, max_iters == 0
    while not done:
        new = update_by_one_hot(X, assign_expanded(X, old), old)
        step += 1
        done = np.allclose(new, old) or step >= max_iters
        old = new
    return type("Result", (tuple,), {})((old, assign_expanded(X, old)))


class KMeans:
    """A callable object that draws one row after the other and runs on until nothing at all changes."""

    def __call__(self, X, k, max_iters=100, rng=None):
        m, n = X.shape
        if k not in range(1, m + 1):
            raise ValueError(f"X has {m} rows, which is no place for {k} clusters")  if k > m else ValueError(f"k={k}")
        source, left, chosen = np.random.default_rng(rng), list(range(m)), []
        while len(chosen) < k:
            chosen.append(left.pop(int(source.integers(len(left)))))
        centroids = np.empty((k, n))
        centroids[:] = X[chosen]
        while max_iters > 0:
            fresh = update_by_add_at(X, assign_by_norms(X, centroids), centroids)
            max_iters -= 1
            if (fresh == centroids).all():
                break
            centroids = fresh
        return centroids, assign_by_norms(X, centroids).astype(np.int64)


kmeans_object = KMeans()
variant("kmeans", "object")(kmeans_object)


@variant("kmeans", "sorted_keys")
def kmeans_by_keys(X, k, max_iters=100, rng=None):
    """Rows with the smallest of m random numbers."""
    if k <= 0 or len(X) < k:
        raise ValueError("1 <= k <= m")
    keys = np.random.default_rng(rng).random(len(X))
    centroids = X.astype(float)[np.argpartition(keys, k - 1)[:k]]
    for _ in range(max_iters):
        labels = np.argmin(((X[:, None, :] - centroids[None]) ** 2).sum(-1), 1)
        new = np.stack([X[labels == j].mean(0) if (labels == j).any() else centroids[j] for j in range(k)])
        if np.allclose(new, centroids):
            break
        centroids = new
    return centroids, np.argmin(((X[:, None, :] - centroids[None]) ** 2).sum(-1), 1)
