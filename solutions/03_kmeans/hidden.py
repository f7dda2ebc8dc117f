"""Hidden cases of unit 03: inputs, and properties where the start is drawn at random.

The first three functions are compared with the reference.  `kmeans` is judged by what its result must be,
whatever the draw: a start of different rows, one of the paths that lead from such a start, a fixed point.
Ties are asked for only on integers, where every order of operations gives the same distances.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Ref, Rng, Shared, again, case
from numpy.typing import NDArray

Array = NDArray[Any]
Verify = Callable[[list[Any], list[Any]], str | None]
LAYOUTS = ("F", "strided", "negative", "readonly")
#: Integer types, and numbers whose squares leave their range.
WIDE = (("int16", 30_000), ("uint16", 60_000), ("int32", 2 * 10**9), ("uint32", 4 * 10**9), ("int64", 10**10), ("uint64", 10**10))


def cloud(rng: np.random.Generator, m: int, n: int) -> Array:
    """Samples without clear clusters, off the origin: (m, n)."""
    return rng.uniform(1.0, 9.0, size=(m, n)) + np.arange(n)


def shares(rng: np.random.Generator, m: int, k: int) -> Array:
    """Labels in which every cluster occurs, of unequal sizes: (m,), m > k."""
    return rng.permutation(np.concatenate([np.arange(k), np.minimum(rng.integers(0, k, m - k), rng.integers(0, k, m - k))]))


# --- assign_clusters ----------------------------------------------------------------------


def assign_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, k in ((9, 2, 3), (14, 3, 5), (6, 4, 2), (25, 7, 4), (3, 2, 6)):
        yield case(Call("assign_clusters", cloud(rng, m, n), cloud(rng, k, n)))
    yield case(Call("assign_clusters", X=rng.normal(size=(11, 3)), centroids=2.0 * rng.normal(size=(4, 3))))
    # Equal sums of differences, unequal sums of squares; a long way along one axis or a short way along both.
    yield case(Call("assign_clusters", np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[4.0, 0.0], [3.0, 3.0], [2.5, -2.5]])))
    yield case(Call("assign_clusters", 1e6 * cloud(rng, 8, 2), 1e6 * cloud(rng, 3, 2)))
    yield case(Call("assign_clusters", 1e-5 * cloud(rng, 9, 2), 1e-5 * cloud(rng, 4, 2)))
    X = cloud(rng, 12, 2)
    yield case(Call("assign_clusters", X, X[rng.permutation(12)[:7]]))  # distances of exactly 0
    for gap in (1e-4, 1e-6, 1e-8):  # nearly a tie is none
        yield case(Call("assign_clusters", np.zeros((1, 1)), np.array([[1.0 + gap], [-1.0], [1.0]])))
        yield case(Call("assign_clusters", np.array([[2.0, 0.5]]), np.array([[1.0, 0.5], [3.0 - gap, 0.5]])))


def assign_ties(rng: np.random.Generator) -> Iterator[Case]:
    square = np.array([[0, 0], [4, 0], [0, 4], [4, 4]])
    yield case(Call("assign_clusters", np.array([[2, 2], [2, 0], [0, 2], [4, 2], [2, 4], [3, 3]]), square))
    yield case(Call("assign_clusters", np.array([[2.0, 2.0], [4.0, 2.0], [1.0, 2.0]]), square[::-1].astype(np.float64)))
    for _ in range(3):
        centroids = rng.integers(-6, 7, size=(3, 2))
        yield case(Call("assign_clusters", rng.integers(-6, 7, size=(15, 2)), np.concatenate([centroids, centroids[::-1]])))
    yield case(Call("assign_clusters", rng.integers(-9, 9, size=(7, 3)), np.full((4, 3), 5)))


def assign_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in (np.uint8, np.int8, np.int64, np.uint16):
        X, centroids = rng.integers(0, 120, size=(12, 3)), rng.integers(0, 120, size=(4, 3))
        yield case(Call("assign_clusters", X.astype(dtype), centroids.astype(dtype)))
        yield case(Call("assign_clusters", X.astype(dtype), cloud(rng, 4, 3) * 12.0))
        yield case(Call("assign_clusters", cloud(rng, 9, 3) * 12.0, centroids.astype(dtype)))
    yield case(Call("assign_clusters", np.array([[200], [3], [90]], dtype=np.uint8), np.array([[5], [250], [100]], dtype=np.uint8)))
    for how in LAYOUTS:
        yield case(Call("assign_clusters", Layout(cloud(rng, 10, 3), how), Layout(cloud(rng, 4, 3), how)))
    for m, n, k in ((1, 3, 4), (7, 1, 3), (8, 2, 1), (1, 1, 1), (4, 4, 4), (1500, 2, 3), (15, 40, 4)):
        yield case(Call("assign_clusters", cloud(rng, m, n), cloud(rng, k, n)))
    numbers = rng.permutation(300)[:, None]  # more clusters than int8 and uint8 can count
    yield case(Call("assign_clusters", numbers[::3] + 0.2, numbers))
    for dtype, most in WIDE:
        yield case(Call("assign_clusters", rng.integers(0, most, (9, 2)).astype(dtype), rng.integers(0, most, (4, 2)).astype(dtype)))


def assign_effects(rng: np.random.Generator) -> Iterator[Case]:
    X, centroids = Shared("X", cloud(rng, 9, 2)), Shared("centroids", cloud(rng, 3, 2))
    yield case(Call("assign_clusters", X, centroids), Call("assign_clusters", X, centroids), look="pure fresh quiet")
    ints = rng.integers(0, 9, size=(8, 3))
    yield case(Call("assign_clusters", ints, ints[:3]), Call("assign_clusters", cloud(rng, 8, 3), ints[:3]), look="pure fresh quiet")
    X, centroids = cloud(rng, 9, 2), cloud(rng, 4, 2)
    yield again("assign_clusters", (X, centroids), (10.0 - X, centroids + 0.5))
    yield again("assign_clusters", (X, centroids), (X, centroids[::-1]))


# --- update_centroids ---------------------------------------------------------------------


def update(X: Any, labels: Any, centroids: Any, **options: Any) -> Case:
    return case(Call("update_centroids", X, labels, centroids), **options)


def update_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, k in ((10, 2, 3), (15, 3, 4), (9, 5, 2), (30, 4, 6)):
        yield update(cloud(rng, m, n), shares(rng, m, k), cloud(rng, k, n))
    X, labels = rng.normal(size=(12, 3)), shares(rng, 12, 4)
    yield case(Call("update_centroids", X=X, labels=labels, centroids=rng.normal(size=(4, 3))))
    yield update(1e6 * cloud(rng, 8, 2), shares(rng, 8, 3), cloud(rng, 3, 2))
    X = cloud(rng, 11, 2)
    yield case(*[Call("update_centroids", X, shares(rng, 11, 3), cloud(rng, 3, 2)) for _ in range(2)])


def update_empty(rng: np.random.Generator) -> Iterator[Case]:
    for k, empty in ((4, (0,)), (4, (3,)), (5, (1, 3)), (6, (0, 4, 5)), (3, (1,))):
        full = np.setdiff1d(np.arange(k), empty)
        labels = full[shares(rng, 12, len(full))]
        yield update(cloud(rng, 12, 3), labels, cloud(rng, k, 3))
    yield update(cloud(rng, 1, 2), np.array([2]), cloud(rng, 4, 2))
    yield update(cloud(rng, 6, 2), np.full(6, 1), rng.integers(-9, 9, size=(3, 2)))
    # Clusters whose mean, or a coordinate of it, is exactly 0 are not empty; nor is one whose centroid was 0.
    pairs = np.array([[3.0, -2.0], [-3.0, 2.0], [5.0, 1.0], [-5.0, 4.0], [0.0, 0.0], [7.0, 8.0]])
    yield update(pairs, np.array([0, 0, 1, 1, 2, 3]), cloud(rng, 5, 2))
    yield update(pairs, np.array([1, 1, 0, 0, 4, 2]), np.zeros((6, 2)))


def update_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in (np.uint8, np.int8, np.int64):
        X, labels = rng.integers(90, 127, size=(13, 2)).astype(dtype), shares(rng, 13, 4)
        yield update(X, labels.astype(np.uint8), rng.integers(0, 99, size=(4, 2)).astype(dtype))
        yield update(cloud(rng, 13, 2), labels.astype(dtype), rng.integers(0, 99, size=(4, 2)).astype(dtype))
    for how in LAYOUTS:
        parts = (cloud(rng, 10, 3), shares(rng, 10, 4), cloud(rng, 4, 3))
        yield update(*[Layout(part, how) for part in parts])
    for m, n, k in ((7, 1, 3), (8, 2, 1), (1, 1, 1), (4, 4, 3), (1500, 2, 2), (300, 2, 200), (12, 40, 3)):
        yield update(cloud(rng, m, n), np.arange(m) % k, cloud(rng, k, n))
    yield update(1e-7 * cloud(rng, 9, 2), shares(rng, 9, 3), np.ones((3, 2)))
    yield update(cloud(rng, 9, 3) * [1e4, 1.0, 1e-4], shares(rng, 9, 3), np.ones((3, 3)))
    for dtype, most in WIDE[:4]:
        X = rng.integers(most // 2, most, size=(9, 2)).astype(dtype)  # a sum in the type itself wraps
        yield update(X, shares(rng, 9, 2).astype(dtype), rng.integers(0, most, size=(3, 2)).astype(dtype))


def update_effects(rng: np.random.Generator) -> Iterator[Case]:
    parts = (Shared("X", cloud(rng, 9, 2)), Shared("labels", shares(rng, 9, 3)), Shared("centroids", cloud(rng, 4, 2)))
    yield case(*[Call("update_centroids", *parts) for _ in range(2)], look="pure fresh quiet")
    yield update(rng.integers(0, 9, size=(6, 2)), shares(rng, 6, 2), rng.integers(0, 9, size=(3, 2)), look="pure fresh quiet")
    X, labels, centroids = cloud(rng, 9, 2), shares(rng, 9, 3), cloud(rng, 4, 2)  # the last cluster is empty
    yield again("update_centroids", (X, labels, centroids), (10.0 - X, 2 - labels, centroids + 0.5))
    yield again("update_centroids", (X, labels, centroids), (X, (labels + 1) % 3, centroids))
    yield again("update_centroids", (X, labels, centroids), (X + 1.0, labels, centroids))
    yield again("update_centroids", (X, labels, centroids), (X, labels, centroids + 2.0))
    yield update(X, np.arange(9), 0.5 * X, look="pure fresh quiet")  # what comes out is equal to X, and yet a new array
    # Step after step, as kmeans calls it: what came before is the next call's argument, and stays.
    calls = [Call("update_centroids", X, numbers, Ref(step)) for step, numbers in enumerate(((labels + 1) % 3, labels // 2))]
    # Not "pure": the results before are equal to the reference's up to rounding only, and "fresh" sees them change.
    yield case(Call("update_centroids", X, labels, centroids), *calls, look="fresh quiet")


# --- inertia ------------------------------------------------------------------------------


def inertia_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, k in ((10, 2, 3), (15, 3, 4), (9, 5, 2), (7, 4, 6)):
        X, centroids = cloud(rng, m, n), cloud(rng, k, n)
        yield case(Call("inertia", X, centroids, rng.integers(0, k, size=m)))
        gaps = ((X[:, None] - centroids) ** 2).sum(axis=2)
        yield case(Call("inertia", X, centroids, np.argmin(gaps, axis=1)))
    yield case(Call("inertia", X=cloud(rng, 8, 3), centroids=cloud(rng, 5, 3), labels=rng.integers(0, 3, size=8)))
    X, labels = cloud(rng, 6, 2), np.array([1, 0, 1, 2, 0, 2])
    yield case(Call("inertia", X[:3], X[:3], np.arange(3)), Call("inertia", X, np.array([X[labels == j].mean(axis=0) for j in range(3)]), labels))


def inertia_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in (np.uint8, np.int8, np.int64):
        X, centroids, labels = rng.integers(0, 127, size=(9, 3)), rng.integers(0, 127, size=(4, 3)), rng.integers(0, 4, 9)
        yield case(Call("inertia", X.astype(dtype), centroids.astype(dtype), labels.astype(np.uint8)))
        yield case(Call("inertia", X.astype(dtype), cloud(rng, 4, 3), labels))
        yield case(Call("inertia", 10.0 * cloud(rng, 9, 3), centroids.astype(dtype), labels.astype(dtype)))
    for how in LAYOUTS:
        parts = (cloud(rng, 8, 3), cloud(rng, 3, 3), rng.integers(0, 3, 8))
        yield case(Call("inertia", *[Layout(part, how) for part in parts]))
    for m, n, k in ((1, 3, 2), (6, 1, 3), (5, 2, 1), (3, 3, 3)):
        yield case(Call("inertia", cloud(rng, m, n), cloud(rng, k, n), np.arange(m)[::-1] % k))
    yield case(Call("inertia", 1e6 * cloud(rng, 5, 2), cloud(rng, 3, 2), rng.integers(0, 3, 5)))
    yield case(Call("inertia", 3e-5 * cloud(rng, 6, 2), 3e-5 * cloud(rng, 3, 2), rng.integers(0, 3, 6)))
    X, labels = cloud(rng, 8, 2), shares(rng, 8, 3)
    yield case(Call("inertia", X.repeat(2, axis=0), X[:3], labels.repeat(2)))  # distances of 0, and samples twice
    for m, n, k in ((1500, 2, 3), (300, 2, 200), (15, 40, 4)):
        yield case(Call("inertia", cloud(rng, m, n), cloud(rng, k, n), rng.integers(0, k, m)))
    for dtype, most in WIDE:
        X, centroids = rng.integers(0, most, size=(9, 2)).astype(dtype), rng.integers(0, most, size=(4, 2)).astype(dtype)
        yield case(Call("inertia", X, centroids, rng.integers(0, 4, 9).astype(dtype)))


def inertia_effects(rng: np.random.Generator) -> Iterator[Case]:
    parts = (Shared("X", cloud(rng, 9, 2)), Shared("centroids", cloud(rng, 3, 2)), Shared("labels", rng.integers(0, 3, 9)))
    yield case(*[Call("inertia", *parts) for _ in range(2)], look="pure fresh quiet")
    X, centroids, labels = cloud(rng, 9, 2), cloud(rng, 3, 2), rng.integers(0, 3, 9)
    yield again("inertia", (X, centroids, labels), (X * 0.5, centroids + 0.5, 2 - labels))
    yield again("inertia", (X, centroids, labels), (X, centroids, (labels + 1) % 3))
    yield again("inertia", (X, centroids, labels), (X, centroids + 1.0, labels))
    yield again("inertia", (X, centroids, labels), (X * 2.0, centroids, labels))


# --- kmeans: what a result must be --------------------------------------------------------


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(1, 2**31))


def squares(X: Array, C: Array) -> Array:
    """Squared distances: (m, n), (…, k, n) -> (…, m, k)."""
    return ((X[:, None] - C[..., None, :, :]) ** 2).sum(axis=-1)  # type: ignore[no-any-return]


def form_fault(value: Any, X: Array, k: int) -> str | None:
    """None when the value is (centroids, labels) in form, and finite; else the key of a mistake, or ""."""
    if not isinstance(value, tuple) or len(value) != 2 or not all(isinstance(item, np.ndarray) for item in value):
        return ""
    centroids, labels = value
    if labels.shape == (k, X.shape[1]) and centroids.shape == (len(X),):
        return "swapped_order"
    if centroids.shape != (k, X.shape[1]) or labels.shape != (len(X),):
        return ""
    if labels.dtype.kind not in "iu" or centroids.dtype != np.float64:
        return "int_start" if centroids.dtype.kind in "iu" else ""
    if not np.all(np.isfinite(centroids)):
        return "empty_nan"
    return None if np.all((labels >= 0) & (labels < k)) else ""


def labels_fault(X: Array, centroids: Array, labels: Array, *, exact: bool = False) -> str | None:
    """None when every label is that of a nearest centroid; of the first one, where the distances are exact."""
    gaps = squares(X.astype(np.float64), centroids)
    if exact:
        return None if np.array_equal(labels, np.argmin(gaps, axis=1)) else ""
    own = gaps[np.arange(len(X)), labels]
    slack = 1e-12 * X.shape[1] * float(np.max(np.abs(X))) ** 2  # other orders of operations round otherwise
    return None if np.all(own <= gaps.min(axis=1) * (1.0 + 1e-9) + slack) else ""


def settled_fault(value: Any, X: Array, k: int) -> str | None:
    """None when the value is a fixed point: labels of nearest centroids, centroids the means of their samples."""
    fault = form_fault(value, X, k)
    if fault is not None:
        return fault
    centroids, labels = value
    if (fault := labels_fault(X, centroids, labels)) is not None:
        return fault
    for j in set(labels.tolist()):
        # allclose of neighbouring steps, twice: the old or the new centroids may come back.
        if not np.allclose(X[labels == j].mean(axis=0, dtype=np.float64), centroids[j], rtol=2e-5, atol=2e-8):
            return ""
    return None


def settled(X: Array, k: int) -> Verify:
    """Every step's result is a fixed point."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if any(outcome.args and outcome.args[0] is not None and not np.array_equal(outcome.args[0], X) for outcome in got):
            return "writes_x"
        faults = [settled_fault(outcome.value, X, k) for outcome in got]
        return next((fault for fault in faults if fault), next((fault for fault in faults if fault is not None), None))

    return verify


def kmeans_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, k in ((40, 2, 4), (55, 3, 5), (30, 1, 3), (60, 2, 3), (24, 5, 2)):
        X = cloud(rng, m, n)
        yield case(*[Call("kmeans", X, k, rng=seed_of(rng)) for _ in range(2)], verify=settled(X, k), alone=True)
    X = cloud(rng, 45, 2)
    yield case(Call("kmeans", X=X, k=4, max_iters=200, rng=seed_of(rng)), Call("kmeans", X, 4), verify=settled(X, 4), alone=True)
    X = cloud(rng, 9, 3)
    yield case(Call("kmeans", X, 1, rng=seed_of(rng)), Call("kmeans", X, 1))


# --- kmeans: the start --------------------------------------------------------------------


def rows_used(X: Array, centroids: Array) -> list[tuple[float, ...]] | None:
    """The centroids as rows of X, None when one is no row."""
    rows = {tuple(row) for row in X.astype(np.float64).tolist()}
    mine = [tuple(row) for row in centroids.tolist()]
    return mine if rows.issuperset(mine) else None


def start_fault(value: Any, X: Array, k: int) -> str | None:
    """None when the value is k different rows of integer samples and their labels."""
    fault = form_fault(value, X, k)
    if fault is not None:
        return fault
    used = rows_used(X, value[0])
    if used is None:
        middle = k == 1 and np.allclose(value[0][0], X.mean(axis=0))
        return "random_box" if k == 1 and not middle else ""  # see `no_updates` for who is in the middle
    there = Counter(tuple(row) for row in X.astype(np.float64).tolist())
    if any(count > there[row] for row, count in Counter(used).items()):
        return "with_replacement"
    return labels_fault(X, *value, exact=True)


def starts(X: Array, k: int) -> Verify:
    """Every step's result is a start."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [start_fault(outcome.value, X, k) for outcome in got]
        return next((fault for fault in faults if fault), next((fault for fault in faults if fault is not None), None))

    return verify


def no_updates(X: Array) -> Verify:
    """Every step's result is a start of two; if all are something else alike, of what kind?"""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [start_fault(outcome.value, X, 2) for outcome in got]
        if all(fault is None for fault in faults):
            return None
        if all(form_fault(outcome.value, X, 2) is None and not rows_used(X, outcome.value[0]) for outcome in got):
            results = [outcome.value for outcome in got]
            if all(settled_fault(value, X, 2) is None for value in results):
                return "ignores_max_iters"
            once = Paths(X, 2, 1)
            if all(np.any(once.from_where(value[0], 1)) for value in results):
                return "at_least_one"
            whole = X.mean(axis=0)
            halves = all(np.allclose(value[0].mean(axis=0), whole) for value in results)
            return "random_partition" if halves else ""
        return next((fault for fault in faults if fault), "")

    return verify


def twice_the_same(X: Array) -> Verify:
    """Of five equal rows and one other, two starts of three are twice the same; of 25 in a row all differ once in 10**11."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := starts(X, 2)(got, want)) is not None:
            return fault
        return "distinct_rows" if all(np.any(outcome.value[0][0] != outcome.value[0][1]) for outcome in got) else None

    return verify


def uniform(X: Array, k: int, always: str) -> Verify:
    """Every set of k rows comes equally often; X has no row twice.  ``always`` names what gives one set only.

    ("first_rows" is the first rows of X: another set that always comes has another cause.)
    """
    rows = [tuple(row) for row in X.astype(np.float64).tolist()]
    every = [frozenset(chosen) for chosen in combinations(rows, k)]

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome in got:
            if (fault := start_fault(outcome.value, X, k)) is not None:
                return fault
        seen = Counter(frozenset(rows_used(X, outcome.value[0]) or ()) for outcome in got)
        if len(seen) == 1:
            return always if always != "first_rows" or frozenset(rows[:k]) in seen else ""
        expected = len(got) / len(every)
        chi2 = sum((seen[chosen] - expected) ** 2 / expected for chosen in every)
        # Wilson and Hilferty: (chi2 / df) ** (1/3) is nearly normal; 6 of its standard deviations.
        df = len(every) - 1
        score = ((chi2 / df) ** (1 / 3) - (1 - 2 / (9 * df))) / np.sqrt(2 / (9 * df))
        return None if score < 6.0 else _not_uniform(seen, max(rows), k)

    return verify


def _not_uniform(seen: Counter[frozenset[Any]], far: Any, k: int) -> str:
    """Who takes the row far away nearly always, and never as the only one?"""
    share = sum(count for chosen, count in seen.items() if far in chosen) / seen.total()
    if k == 1:
        return "restarts" if share == 0.0 else ""
    return "plus_plus" if share > 0.8 else ""


def kmeans_start(rng: np.random.Generator) -> Iterator[Case]:
    def begin(X: Array, k: int, count: int = 4) -> Case:
        return case(*[Call("kmeans", X, k, 0, seed_of(rng)) for _ in range(count)], verify=starts(X, k), alone=True)

    X = rng.permutation(24)[:, None] ** 2 + rng.permutation(48).reshape(24, 2)
    yield case(*[Call("kmeans", X, 2, 0, seed_of(rng)) for _ in range(6)], verify=no_updates(X), alone=True)
    grid = rng.permutation(np.stack(np.meshgrid(np.arange(5), np.arange(4)), axis=-1).reshape(-1, 2))
    yield begin(grid[:7] * 3 + 1, 1, 6)
    yield begin(grid.astype(np.float64), 6)
    yield begin(grid[:9], 9)
    yield begin(np.repeat(grid[:3], [3, 2, 1], axis=0), 6)
    yield begin(np.repeat(grid[:2], [2, 3], axis=0) + 1, 4)
    yield begin(np.full((5, 3), 7), 4)
    yield begin(np.array([[3, 8]]), 1)
    # One row far away, which k-means++ and the best of several starts nearly always take.
    X = rng.permutation(np.array([[1, 2], [2, 4], [3, 1], [5, 2], [4, 5], [80, 90]]))
    yield case(*[Call("kmeans", X, 1, 0, Rng(seed_of(rng), str(call))) for call in range(60)], verify=uniform(X, 1, "first_rows"), alone=True)
    # So many that a row which is never drawn, or drawn twice as often, stands out.
    yield case(*[Call("kmeans", X, 2, 0, Rng(seed_of(rng), str(call))) for call in range(200)], verify=uniform(X, 2, "first_rows"), alone=True)
    yield case(*[Call("kmeans", X=X[::-1], k=2, max_iters=0, rng=Rng(11, "one")) for _ in range(100)], verify=uniform(X[::-1], 2, "same_state"), alone=True)
    yield case(*[Call("kmeans", X, 2, 0, seed_of(rng)) for _ in range(200)], verify=uniform(X, 2, "first_rows"), alone=True)
    # Last, for k-means++ and the best of several starts avoid it as well and have been named by now.
    twins = rng.permutation(np.repeat(grid[:2], [5, 1], axis=0))
    yield case(*[Call("kmeans", twins, 2, 0, seed_of(rng)) for _ in range(25)], verify=twice_the_same(twins), alone=True)


# --- kmeans: the path from some start -------------------------------------------------------


def moved(X: Array, C: Array) -> Array:
    """One update of many sets of centroids at once: (m, n), (S, k, n) -> (S, k, n)."""
    # Less every sample's own square, which no choice among centroids changes; exact on integers.
    gaps = (C**2).sum(axis=2)[..., None] - 2.0 * C @ X.T  # (S, k, m)
    own = (np.argmin(gaps, axis=1)[:, None] == np.arange(C.shape[1])[:, None]).astype(np.float64)
    counts = own.sum(axis=2)[..., None]
    means = own @ X / np.maximum(counts, 1)
    return np.where(counts > 0, means, C)


class Paths:
    """The centroids after 0, 1, 2 … updates from every start that may be drawn."""

    def __init__(self, X: Array, k: int, longest: int) -> None:
        self.X, self.k = X.astype(np.float64), k
        chosen = sorted({tuple(map(tuple, rows)) for rows in permutations(self.X.tolist(), k)})
        self.after = [np.array(chosen)]
        for _ in range(longest):
            self.after.append(moved(self.X, self.after[-1]))

    def from_where(self, centroids: Array, updates: int) -> Array:
        """Which starts lead to these centroids: (S,) of bools."""
        found = self.after[min(updates, len(self.after) - 1)]
        return np.all(np.abs(found - centroids) <= 1e-9 + 1e-6 * np.abs(found), axis=(1, 2))


def on_a_path(X: Array, k: int, counts: tuple[int, ...]) -> Verify:
    """Step i is the result after counts[i] updates, all from one start."""
    paths: list[Paths] = []

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome in got:
            if (fault := form_fault(outcome.value, X, k)) is not None:
                return fault
        if not paths:
            paths.append(Paths(X, k, max(counts) + 1))
        results = [(outcome.value, count) for outcome, count in zip(got, counts, strict=True)]
        hits = [paths[0].from_where(value[0], count) for value, count in results]
        start = np.flatnonzero(np.all(hits, axis=0))
        if not len(start):
            return _off_path(paths[0], results, hits)
        if all(labels_fault(paths[0].X, *value) is None for value, _ in results):
            return None
        before = [(value[1], paths[0].after[count - 1][start[0]]) for value, count in results]
        return "stale_labels" if all(labels_fault(X, centroids, labels) is None for labels, centroids in before) else ""

    return verify


def _off_path(paths: Paths, results: list[tuple[Any, int]], hits: list[Array]) -> str:
    """Which mistake leads from some start to these results."""
    first, last = results[0], results[-1]
    if len(results) > 1 and first[1] == last[1] and not np.array_equal(first[0][0], last[0][0]):
        return "ignores_rng"
    shifts: dict[str, Callable[[int], int]] = {
        "off_by_one": lambda count: count + 1, "one_update": lambda count: 1, "one_less": lambda count: max(count - 1, 0),
    }  # fmt: skip
    for key, shift in shifts.items():
        others = [paths.from_where(value[0], shift(count)) for value, count in results]
        if np.any(np.all(others, axis=0)):
            return key
    return "restarts" if all(np.any(hit) for hit in hits) and len(hits) > 1 else ""


def kmeans_counts(rng: np.random.Generator) -> Iterator[Case]:
    # Many features and few clusters: two starts hardly ever meet, so that one update too many is on no path.
    for m, n, k in ((30, 4, 2), (24, 5, 2), (11, 4, 3)):
        X, counts = cloud(rng, m, n), (1, 2, 3, 5, 1)
        verify = on_a_path(X, k, counts)  # one table of paths for all starts
        for _ in range(3):
            seed = seed_of(rng)
            yield case(*[Call("kmeans", X, k, count, seed) for count in counts], verify=verify, alone=True)
    # Small numbers: a limit of 1e-4 on the way that a centroid moves would stop at once, allclose does not.
    X, seeds = cloud(rng, 60, 2), [seed_of(rng) for _ in range(3)]
    calls = [Call("kmeans", scale * X, 4, 300, seed) for seed in seeds for scale in SCALES]
    yield case(*calls, verify=at_all_scales(X, 4), alone=True)
    # Many samples with many features, and more clusters than uint8 can count, each from its own start.
    for m, n, k in ((1500, 12, 3), (320, 2, 300)):
        X, seed = cloud(rng, m, n), seed_of(rng)
        yield case(*[Call("kmeans", X, k, count, seed) for count in range(3)], verify=from_its_start(X, k), alone=True)
    # With the default nearly every start is still on its way after 100 updates: of three at least one, 99 times of 100.
    X = rng.permutation(slow(400))[:, None] * rng.uniform(1.0, 3.0) + rng.uniform(-1.0, 1.0)
    seeds = [seed_of(rng) for _ in range(3)]
    calls = [call for seed in seeds for call in (Call("kmeans", X, 2, 1, seed), Call("kmeans", X, 2, rng=seed))]
    yield case(*calls, verify=walked(X, 99), alone=True)
    seed = seed_of(rng)  # and on beyond the default
    yield case(Call("kmeans", X, 2, 1, seed), Call("kmeans", X, 2, 150, seed), verify=walked(X, 149), alone=True)
    X = cloud(rng, 15, 2) * 1e-7  # where allclose would stop at once: the start only
    yield case(Call("kmeans", X, 3, 0, seed_of(rng)), verify=from_its_start(X, 3), alone=True)
    # Who stops where nothing moves needs a few updates; who does not needs minutes.
    X = cloud(rng, 14, 3)
    yield case(Call("kmeans", X, 2, 2_000_000, seed_of(rng)), verify=settled(X, 2), alone=True)


#: The same samples, and so small that a fixed limit on the way that a centroid moves stops early.
SCALES = (1.0, 1e-3, 1e-6)


def at_all_scales(X: Array, k: int) -> Verify:
    """Steps 0, 3, … are results for X, the two after each for much smaller X; all are fixed points."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        scales = SCALES * (len(got) // len(SCALES))
        faults = [settled_fault(outcome.value, scale * X, k) for outcome, scale in zip(got, scales, strict=True)]
        if all(fault is None for fault in faults):
            return None
        stops_early = all(fault is None for fault in faults[:: len(SCALES)]) and all(not fault for fault in faults)
        return "loose_stop" if stops_early else next((fault for fault in faults if fault), "")

    return verify


def from_its_start(X: Array, k: int) -> Verify:
    """Step i is the result after i updates from the rows that step 0 gives."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome in got:
            if (fault := form_fault(outcome.value, X, k)) is not None:
                return fault
        used = rows_used(X, got[0].value[0])
        if used is None or len(set(used)) < k:
            return ""
        centroids = got[0].value[0][None]
        for outcome in got:
            if not np.allclose(outcome.value[0], centroids[0], rtol=1e-6, atol=1e-9):
                return ""
            if (fault := labels_fault(X, *outcome.value)) is not None:
                return fault
            centroids = moved(X, centroids)
        return None

    return verify


def slow(m: int) -> Array:
    """Sorted numbers of which two clusters exchange one at each update, from any start to the last but two: (m,).

    Har-Peled and Sadri (2005) show that one dimension and two clusters may take as many updates as there are samples.
    Here the limit between the clusters, which depends on what lies left of it only (the sum of all is 0), is
    known before the next number is chosen: that one comes midway between the limit before and this one.
    """
    numbers, left, before = [-1.0], -1.0, -1.0
    for count in range(1, m - 1):
        limit = (left / count - left / (m - count)) / 2
        numbers.append((before + limit) / 2)
        left, before = left + numbers[-1], limit
    return np.array([*numbers, -left])


def walk(numbers: Array, centroids: Array, updates: int) -> Array:
    """Two centroids of sorted numbers after so many more updates: (m,), (2, 1) -> (2, 1)."""
    order, sums = np.argsort(centroids[:, 0]), np.append(0.0, np.cumsum(numbers))
    left, right = centroids[order, 0].tolist()
    for _ in range(updates):
        count = int(np.searchsorted(numbers, (left + right) / 2, side="right"))
        if not 0 < count < len(numbers):  # no mean of samples is that far off
            break
        left, right = sums[count] / count, (sums[-1] - sums[count]) / (len(numbers) - count)
    return np.array([left, right])[order, None]  # of two, an order is its own inverse


def walked(X: Array, more: int) -> Verify:
    """Steps 0, 2, … are results after one update, each next one from the same start after so many more."""
    numbers = np.sort(X[:, 0])

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome in got:
            if (fault := form_fault(outcome.value, X, 2)) is not None:
                return fault
        for first, last in zip(got[::2], got[1::2], strict=True):
            if not np.allclose(last.value[0], walk(numbers, first.value[0], more), rtol=1e-9, atol=1e-9):
                return ""
        return None

    return verify


def kmeans_empty(rng: np.random.Generator) -> Iterator[Case]:
    """Points that coincide, so that centroids do and clusters are empty."""
    rows = np.array([[2, 9], [11, 3], [7, 14]])[rng.permutation(3)] + rng.integers(0, 5)
    X = rng.permutation(np.repeat(rows, [4, 2, 1], axis=0))
    verify = on_a_path(X, 3, (1,))
    for _ in range(8):
        yield case(Call("kmeans", X, 3, 1, seed_of(rng)), verify=verify, alone=True)
    for k in (4, 5, 7):
        yield case(*[Call("kmeans", X, k, rng=seed_of(rng)) for _ in range(3)], verify=settled(X, k), alone=True)
    same = np.full((6, 2), 3) + np.array([0, 4])
    for k in (1, 3, 6):
        yield case(Call("kmeans", same, k, rng=seed_of(rng)), Call("kmeans", same, k, 1, seed_of(rng)), verify=settled(same, k), alone=True)
    # Centroids that are exactly 0 have not got lost.
    even = np.array([[4.0, -1.0], [-4.0, 1.0], [0.0, 3.0], [0.0, -3.0]]) * rng.integers(1, 9)
    yield case(Call("kmeans", even, 1, rng=seed_of(rng)), Call("kmeans", even.astype(np.int64), 1))
    around = np.concatenate([even + 60.0, even, np.zeros((3, 2))])
    yield case(*[Call("kmeans", around, 2, rng=seed_of(rng)) for _ in range(3)], verify=settled(around, 2), alone=True)
    decimals = np.repeat(cloud(rng, 3, 2), [5, 3, 4], axis=0)
    yield case(*[Call("kmeans", decimals, 6, rng=seed_of(rng)) for _ in range(3)], verify=settled(decimals, 6), alone=True)


# --- kmeans: the argument rng ---------------------------------------------------------------


def same(a: Any, b: Any) -> bool:
    """Whether two results are the same."""
    return all(np.array_equal(mine, yours) for mine, yours in zip(a.value, b.value, strict=True))


def same_seed(got: list[Any], want: list[Any]) -> str | None:
    """Steps 0 and 1 have one seed, step 2 another."""
    if not same(got[0], got[1]):
        return "global_random" if any(outcome.rng_used for outcome in got) else "ignores_rng"
    return "fixed_seed" if same(got[0], got[2]) else None


def same_state(got: list[Any], want: list[Any]) -> str | None:
    """Steps 0 and 1 use one generator, 2 and 3 another that started in the same state."""
    if not (same(got[0], got[2]) and same(got[1], got[3])):
        return "global_random" if any(outcome.rng_used for outcome in got) else "ignores_rng"
    return "same_state" if same(got[0], got[1]) else None


def afresh(got: list[Any], want: list[Any]) -> str | None:
    """Without rng every call draws anew."""
    return "fixed_seed" if any(same(got[a], got[b]) for a, b in ((0, 1), (1, 2), (0, 2))) else None


def kmeans_random(rng: np.random.Generator) -> Iterator[Case]:
    X = cloud(rng, 80, 2)  # 80 * 79 * … ordered starts of eight: no two calls meet by chance
    for seed in (0, seed_of(rng), 2**40 + seed_of(rng), 2**130 + seed_of(rng)):
        yield case(*[Call("kmeans", X, 8, 1, value) for value in (seed, seed, seed + 1)], verify=same_seed, alone=True)
    seed = seed_of(rng)
    yield case(*[Call("kmeans", X, 8, 1, rng=Rng(seed, name)) for name in ("a", "a", "b", "b")], verify=same_state, alone=True)
    yield case(Call("kmeans", X, 8, 1), Call("kmeans", X, 8, 1, rng=None), Call("kmeans", X, 8, 1, None), verify=afresh, alone=True)


# --- kmeans: forms of input, side effects, errors ---------------------------------------------


def kmeans_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in (np.uint8, np.int64, np.int8):
        X = rng.permutation(127)[:44].reshape(22, 2).astype(dtype)
        yield case(*[Call("kmeans", X, 3, rng=seed_of(rng)) for _ in range(2)], verify=settled(X, 3), alone=True)
    for dtype, most in WIDE:
        X = rng.integers(0, most, size=(22, 2)).astype(dtype)
        yield case(Call("kmeans", X, 3, rng=seed_of(rng)), verify=settled(X, 3), alone=True)
    X = 1e6 * cloud(rng, 26, 2)
    yield case(Call("kmeans", X, 3, rng=seed_of(rng)), verify=settled(X, 3), alone=True)
    for how in LAYOUTS:
        X = cloud(rng, 21, 3)
        yield case(Call("kmeans", Layout(X, how), 3, rng=seed_of(rng)), verify=settled(X, 3), alone=True)
    for m, n, k in ((1, 3, 1), (6, 2, 6), (9, 1, 2), (5, 4, 1)):
        X = cloud(rng, m, n)
        yield case(Call("kmeans", X, k, rng=seed_of(rng)), Call("kmeans", X, np.int64(k)), verify=settled(X, k), alone=True)


def effects_of(X: Array) -> Verify:
    """X and the global generator are as before."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if any(outcome.rng_used for outcome in got):
            return "global_random"
        if any(not outcome.args or not np.array_equal(outcome.args[0], X) for outcome in got):
            return "writes_x"
        return None

    return verify


def anew(*tables: Array) -> Verify:
    """Step i is a fixed point of its own table, whatever the steps before were asked; the last step is the first again."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [settled_fault(outcome.value, X, 3) for outcome, X in zip(got, tables, strict=True)]
        if any(fault is not None for fault in faults):
            return next((fault for fault in faults if fault), "")
        return None if same(got[0], got[-1]) else ""

    return verify


def kmeans_effects(rng: np.random.Generator) -> Iterator[Case]:
    tables = [cloud(rng, 20, 2), 9.0 - cloud(rng, 20, 2)]
    tables.append(tables[0])
    seed = seed_of(rng)
    yield case(*[Call("kmeans", Shared("X", X), 3, rng=seed) for X in tables], verify=anew(*tables), alone=True, look="fresh quiet")
    X = cloud(rng, 1, 3)  # the centroids are equal to X, and yet a new array
    calls = [Call("kmeans", Shared("X", X), 1, count, seed_of(rng)) for count in (0, 5)]
    yield case(*calls, verify=effects_of(X), look="pure fresh quiet")
    for X in (cloud(rng, 20, 2), rng.integers(0, 90, size=(18, 3))):
        shared = Shared("X", X)
        calls = [Call("kmeans", shared, 3, 5, value) for value in (seed_of(rng), Rng(seed_of(rng)), None)]
        yield case(*calls, verify=effects_of(X), look="pure fresh quiet")
        yield case(Call("kmeans", shared, len(X), 0, seed_of(rng)), verify=effects_of(X), look="pure fresh quiet")


def bad_counts(rng: np.random.Generator, m: int) -> list[tuple[int, tuple[str, ...]]]:
    """Numbers of clusters that are none, with the names of which a message must hold one."""
    few = ("k", "size", "n_clusters")
    return [(0, few), (-1, few), (-m, few), *((k, (*few, "X", "population")) for k in (m + 1, 2 * m + 3))]


def wrong_counts(got: list[Any], want: list[Any]) -> str | None:
    """Bad numbers of clusters, then the two ends, which are legal."""
    if any(outcome.error == "ValueError" for outcome in got[-2:]):
        return "rejects_all_rows"
    return "k_unchecked" if any(outcome.error is None for outcome in got[:-2]) else None


def kmeans_errors(rng: np.random.Generator) -> Iterator[Case]:
    for m in (6, 9):
        X = cloud(rng, m, 2)
        for limit in (100, 0):
            calls = [Call("kmeans", X, k, limit, seed_of(rng)) for k, _ in bad_counts(rng, m)]
            yield case(*calls, Call("kmeans", X, 1, rng=3), Call("kmeans", X, m, rng=3), verify=wrong_counts)


def kmeans_messages(rng: np.random.Generator) -> Iterator[Case]:
    X = cloud(rng, 7, 2)
    for k, names in bad_counts(rng, 7):
        for limit in (100, 0):
            yield case(Call("kmeans", X, k, limit, seed_of(rng)), look="message", blame=names)


EXERCISES = (
    Exercise("assign_clusters", (
        Category("값", 12, assign_values, core=True),
        Category("같은 거리", 3, assign_ties),
        Category("정수와 배치", 3, assign_formats),
        Category("부작용", 2, assign_effects),
    )),
    Exercise("update_centroids", (
        Category("값", 10, update_values, core=True),
        Category("빈 군집", 5, update_empty),
        Category("정수와 배치", 3, update_formats),
        Category("부작용", 2, update_effects),
    )),
    Exercise("inertia", (
        Category("값", 9, inertia_values, core=True),
        Category("정수와 배치", 3, inertia_formats),
        Category("부작용", 1, inertia_effects),
    )),
    Exercise("kmeans", (
        Category("멈춘 곳", 10, kmeans_values, core=True),
        Category("시작점", 6, kmeans_start),
        Category("갱신 횟수와 번호", 6, kmeans_counts),
        Category("겹친 점과 빈 군집", 4, kmeans_empty),
        Category("난수 인자 rng", 4, kmeans_random),
        Category("정수와 배치", 2, kmeans_formats),
        Category("부작용", 2, kmeans_effects),
        Category("잘못된 k", 2, kmeans_errors),
        Category("오류 메시지", 1, kmeans_messages),
    ), deadline=30.0, computing=15.0, builds_on=("assign_clusters", "update_centroids")),
)
