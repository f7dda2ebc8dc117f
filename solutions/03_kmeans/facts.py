"""The numbers in the texts of unit 03."""

from __future__ import annotations

import warnings
from functools import cache

import numpy as np
from autograder.authoring import over_seeds
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, load_iris, load_wine
from sklearn.metrics import adjusted_rand_score

GIVEN = ("1", "20", "100", "150", "200", "500", "4,000")  # a choice, a default, flowers, runs

IRIS = load_iris().data
PETALS = IRIS[:, 2:]


@cache
def _ends(lesson_kmeans, lesson_inertia, k, count, petals=False):
    X = PETALS if petals else IRIS
    return np.array([lesson_inertia(X, *lesson_kmeans(X, k, rng=seed)) for seed in range(count)])


def bad_starts_split_small(lesson):
    """In every bad end of k = 4 on the petals, two centroids share the small group and have one other flower at most."""
    ends = _ends(lesson.kmeans, lesson.inertia, 4, 300, petals=True)
    bad = np.flatnonzero(ends > 1.2 * ends.min())
    small = PETALS[:, 0] < 2.45

    def shared(seed):
        centroids, labels = lesson.kmeans(PETALS, 4, rng=int(seed))
        theirs = np.flatnonzero(centroids[:, 0] < 2.45)
        has = np.isin(labels, theirs)
        return len(theirs) == 2 and has[small].all() and np.sum(has[~small]) <= 1

    return len(bad) > 50 and bool(all(shared(seed) for seed in bad))


def elbow(lesson):
    """The smallest inertia of iris for k = 1 … 5, best of 25 starts."""
    return {f"k{k}": _ends(lesson.kmeans, lesson.inertia, k, 25).min() for k in range(1, 6)}


def single(lesson):
    """A single run with k = 4 and one with k = 5 that ends higher, and the best end of k = 5."""
    runs = {name: lesson.inertia(IRIS, *lesson.kmeans(IRIS, k, rng=seed)) for name, k, seed in (("four", 4, 0), ("five", 5, 2))}
    return {**runs, "best_five": _ends(lesson.kmeans, lesson.inertia, 5, 25).min()}


def three(lesson):
    """Ends of k = 3 on iris from 500 starts: the good ones, where the bad ones begin, how many are bad."""
    ends = _ends(lesson.kmeans, lesson.inertia, 3, 500)
    bad = ends > 1.01 * ends.min()
    return {
        "good": ends.min(), "bad_from": np.floor(ends[bad].min()), "bad": bad.mean(),
        "nothing_between": bool(np.all((ends < 78.9) | (ends > 142))),
    }  # fmt: skip


def five_good(lesson):
    """The share of 500 starts of k = 5 on iris that end within 1% of the best."""
    ends = _ends(lesson.kmeans, lesson.inertia, 5, 500)
    return float(np.mean(ends < 1.01 * ends.min()))


def starts_needed(lesson):
    """How many starts miss the good end of k = 5 on iris less than once in a hundred times, at the share in the text."""
    share = round(five_good(lesson), 2)
    return int(np.ceil(np.log(0.01) / np.log(1.0 - share)))


def wine_range():
    """The smallest and largest proline and flavanoids of the wines, and what 300 of proline add to a squared distance."""
    wine, found = load_wine(), {"squared": 300**2}
    for name in ("proline", "flavanoids"):
        values = wine.data[:, wine.feature_names.index(name)]
        found |= {f"{name}_low": values.min(), f"{name}_high": values.max()}
    return found


def scaling(lesson):
    """The adjusted Rand index of iris as it is and standardised, k = 3, the best of ten starts; means over ten seeds."""

    def index(X):
        def run(seed):
            runs = [lesson.kmeans(X, 3, rng=10 * seed + at) for at in range(10)]
            best = min(runs, key=lambda found: lesson.inertia(X, *found))
            return adjusted_rand_score(load_iris().target, best[1])

        return over_seeds(run).mean

    return {"iris": index(IRIS), "iris_scaled": index((IRIS - IRIS.mean(axis=0)) / IRIS.std(axis=0))}


def petal_share():
    """What petal length has of all variance of iris, as it is and when the four features are standardised."""
    return {"before": IRIS[:, 2].var() / IRIS.var(axis=0).sum(), "after": 1 / IRIS.shape[1]}


def _shapes():
    import importlib.util
    from pathlib import Path

    spec = importlib.util.spec_from_file_location("widgets_03", Path(__file__).parent / "public" / "widgets.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shapes_fail(lesson):
    """At degree 10 k-means beats the groups' inertia and moves more than 10% of the samples, for all shapes and seeds."""
    widgets = _shapes()

    def worst(seed):
        shares = []
        for shape in widgets.SHAPES:
            X, truth = widgets.shapes(shape, 10, seed)
            means = np.array([X[truth == group].mean(axis=0) for group in (0, 1)])
            ends = [lesson.kmeans(X, 2, rng=start) for start in range(1, 6)]
            best = min(ends, key=lambda end: lesson.inertia(X, *end))
            lower = lesson.inertia(X, *best) < lesson.inertia(X, means, truth)
            shares.append(widgets.moved_share(truth, best[1]) if lower else 0.0)
        return min(shares)

    return over_seeds(worst).low > 0.1


def digits_count():
    """How many images load_digits has."""
    return len(load_digits().data)


def _digit_run(lesson, seeds):
    """Ten clusters of the digits, the best of some starts: each cluster's most frequent digit and its share.

    scikit-learn goes on from the student's starts, as in 7.1.
    """
    digits, found = load_digits(), []
    for seed in seeds:
        start = lesson.kmeans(digits.data, 10, 0, seed)[0]
        found.append(KMeans(10, init=start, n_init=1, tol=0.0).fit(digits.data))
    best = min(found, key=lambda model: model.inertia_)
    counts = np.array([np.bincount(digits.target[best.labels_ == at], minlength=10) for at in range(10)])
    return counts.argmax(axis=1), counts.max(axis=1) / counts.sum(axis=1)


def digit_clusters(lesson):
    """The ten clusters of 7.3."""
    kinds, share = _digit_run(lesson, range(3))
    return {
        "ones": np.sum(kinds == 1), "no_eight": 8 not in kinds,
        "clean": all(share[kinds == kind].min() > 0.95 for kind in (0, 4, 6)),
        "mixed": share[np.isin(kinds, (1, 9))].max() < 0.65,
    }  # fmt: skip


def digit_runs(lesson):
    """The same ten times, each from three other starts."""
    runs = [_digit_run(lesson, range(3 * at, 3 * at + 3)) for at in range(10)]
    absent = [set(range(10)) - set(kinds.tolist()) for kinds, _ in runs]
    return {
        "missing": sum(map(bool, absent)), "eight_or_nine": set.union(*absent) == {8, 9},
        "clean": all(share[np.isin(kinds, (0, 4, 6))].min() > 0.95 for kinds, share in runs),
    }  # fmt: skip


def _far(starts):
    """Squared distances of all petals to the centroids of many runs, (runs, 150, k)."""
    return np.sum(PETALS**2, axis=1)[:, None] - 2 * PETALS @ starts.transpose(0, 2, 1) + np.sum(starts**2, axis=2)[:, None]


def _many_ends(starts):
    """The inertias at which many runs on the petals end, all at once: (runs, k, 2) to (runs,)."""
    starts = starts.copy()
    moving = np.arange(len(starts))
    while len(moving):
        mine = _far(starts[moving]).argmin(axis=2)[:, :, None] == np.arange(starts.shape[1])
        counts = mine.sum(axis=1)[:, :, None]
        moved = np.where(counts, mine.transpose(0, 2, 1) @ PETALS / np.maximum(counts, 1), starts[moving])
        still = np.all(np.abs(moved - starts[moving]) < 1e-12, axis=(1, 2))
        starts[moving] = moved
        moving = moving[~still]
    return _far(starts).min(axis=2).sum(axis=1)


def many_starts():
    """The share of bad ends of k = 4 on the petals in 4,000 runs each from uniform and from k-means++ starts."""
    rng = np.random.default_rng(0)
    uniform = PETALS[rng.random((4000, len(PETALS))).argsort(axis=1)[:, :4]]
    chosen = PETALS[rng.integers(len(PETALS), size=(4000, 1))]
    for _ in range(3):
        shares = _far(chosen).min(axis=2).clip(0.0).cumsum(axis=1)
        rows = (shares < rng.random((4000, 1)) * shares[:, -1:]).sum(axis=1)
        chosen = np.concatenate([chosen, PETALS[rows][:, None]], axis=1)
    ends = {"uniform": _many_ends(uniform), "plus_plus": _many_ends(chosen)}
    best = min(found.min() for found in ends.values())
    return {name: np.mean(found > 1.2 * best) for name, found in ends.items()}


def twin_rows():
    """The two flowers of iris that are equal in all four values, counted from 0."""
    _, counts = np.unique(IRIS, axis=0, return_counts=True)
    pairs = [pair for pair in np.argwhere(np.all(IRIS[:, None] == IRIS, axis=2)).tolist() if pair[0] < pair[1]]
    assert np.sum(counts > 1) == len(pairs) == 1
    return {"count": len(pairs[0]), "first": pairs[0][0], "second": pairs[0][1]}


@cache
def _fewer(update_centroids, k, *, replace, keep):
    """Of 200 runs those that end with fewer than k clusters, as whether two of their starts were equal.

    A NaN centroid never gets a sample.
    """
    rng, twins = np.random.default_rng(0), []
    for _ in range(200):
        start = centroids = IRIS[rng.choice(len(IRIS), size=k, replace=replace)]
        for _ in range(100):
            far = np.sum((IRIS[:, None] - centroids) ** 2, axis=2)
            labels = np.argmin(np.where(np.isnan(far), np.inf, far), axis=1)
            moved = update_centroids(IRIS, labels, centroids)
            if not keep:
                moved[np.setdiff1d(np.arange(k), labels)] = np.nan
            same = np.array_equal(moved, centroids, equal_nan=True)
            centroids = moved
            if same:
                break
        if len(np.unique(labels)) < k:
            twins.append(len(np.unique(start, axis=0)) < k)
    return twins


def mended_start_ten(lesson):
    """Without replacement ten clusters stay ten."""
    return not _fewer(lesson.update_centroids, 10, replace=False, keep=False)


def mended_start_thirty(lesson):
    """Without replacement thirty clusters sometimes become fewer."""
    return len(_fewer(lesson.update_centroids, 30, replace=False, keep=False))


def mended_start_twins(lesson):
    """All of those runs began with both of the equal flowers."""
    return all(_fewer(lesson.update_centroids, 30, replace=False, keep=False))


def mended_update_thirty(lesson):
    """With replacement, but empty clusters keep their centroid."""
    return len(_fewer(lesson.update_centroids, 30, replace=True, keep=True))


def sklearn_stale():
    """Issue #34074 of scikit-learn: labels_ are not those of predict after a cluster was relocated."""
    X, start = sparse.csr_matrix([[1.0], [2.0], [3.0]]), np.array([[4.0], [0.0], [1.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = KMeans(3, init=start, n_init=1, max_iter=10, tol=0).fit(X)
    return not np.array_equal(model.labels_, model.predict(X))


def quiz_centroid(lesson):
    """Where the first centroid of quiz 1 goes, and where each wrong idea puts it."""
    X, centroids = np.array([[1, 0], [2, 0], [5, 0]]), np.array([[0, 0], [4, 0]])
    labels = lesson.assign_clusters(X, centroids)
    right = lesson.update_centroids(X, labels, centroids)[0, 0]
    mine = X[labels == 0, 0]
    other_tie = np.mean(X[:1, 0])
    old_counted = np.mean([0, *mine])
    assert other_tie == old_counted == 1.0
    return {"right": right, "halfway": right / 2, "old_counted": old_counted, "all_samples": X[:, 0].mean()}


def nan_hops(lesson):
    """After a NaN centroid took all samples, the others are NaN and it is not."""
    X, centroids = IRIS, IRIS[[0, 60, 120]].copy()
    centroids[1] = np.nan
    labels = lesson.assign_clusters(X, centroids)
    took_all = set(labels.tolist()) == {1}
    with np.errstate(invalid="ignore"):
        moved = np.array([X[labels == j].sum(axis=0) / np.sum(labels == j) for j in range(3)])
    return bool(took_all and np.isfinite(moved[1]).all() and np.isnan(moved[[0, 2]]).all())


def stale_count(lesson):
    """How many labels of one run are those of the centroids before the only update."""
    labels = lesson.kmeans(IRIS, 3, 0, 13)[1]
    return int(np.sum(labels != lesson.kmeans(IRIS, 3, 1, 13)[1]))


def wrapped():
    """3 - 5 in eight bits without a sign."""
    return int((np.array([3], dtype=np.uint8) - np.array([5], dtype=np.uint8))[0])


def hand():
    """Squared distances of A, C and D to the second centroid of block 3, and what the first update takes off the inertia."""
    places = {"A": (0, 0), "C": (6, 0), "D": (9, 3)}
    far = {name: float(np.sum((np.array(place) - [4.5, 3.0]) ** 2)) for name, place in places.items()}
    own, other = (float(np.sum((np.array([6, 0]) - center) ** 2)) for center in ([2, 1], [9, 3]))
    return far | {"moved": 2 * 3.0**2 + 2 * 4.5**2, "C_own": own, "C_other": other}


def units(lesson):
    """Petals k = 3, rng 0, in another unit and from another origin: np.allclose stops at the start; inertias in cm²."""

    def exact(X):
        """The inertia where nothing moves at all."""
        centroids, moved = None, lesson.kmeans(X, 3, 0, 0)[0]
        while not np.array_equal(moved, centroids):
            centroids, moved = moved, lesson.update_centroids(X, lesson.assign_clusters(X, moved), moved)
        return lesson.inertia(X, centroids, lesson.assign_clusters(X, centroids))

    given = ((PETALS * 1e-9, 1e18), (PETALS + 1e6, 1.0))
    as_is, tiny, far = (unit * lesson.inertia(X, *lesson.kmeans(X, 3, rng=0)) for X, unit in ((PETALS, 1.0), *given))
    return {
        "as_is": as_is, "tiny": tiny,
        "stuck": all(np.array_equal(lesson.kmeans(X, 3, rng=0)[0], lesson.kmeans(X, 3, 0, 0)[0]) for X, _ in given) and abs(far - tiny) < 1e-6 * far,
        "mended": all(abs(unit * exact(X) - as_is) < 1e-6 * as_is for X, unit in given),
    }  # fmt: skip


def more_is_less(lesson):
    """The best inertia falls from k = 10 to 20, of iris as it is and standardised."""
    scaled = (IRIS - IRIS.mean(axis=0)) / IRIS.std(axis=0)
    return all(
        min(lesson.inertia(X, *lesson.kmeans(X, 20, rng=seed)) for seed in range(5))
        < min(lesson.inertia(X, *lesson.kmeans(X, 10, rng=seed)) for seed in range(5))
        for X in (IRIS, scaled)
    )
