"""Wrong answers to unit 03."""

import numpy as np

_kept = {}

# --- assign_clusters ----------------------------------------------------------------------


def _squares(X, centroids):
    return ((X[:, None].astype(float) - centroids) ** 2).sum(axis=2)


def _nearest(X, centroids):
    return _squares(X, centroids).argmin(axis=1)


def assign_clusters__int8_labels(X, centroids):
    """int8 labels: from k = 129 on they wrap."""
    return _nearest(X, centroids).astype(np.int8)


def assign_clusters__uint8_labels(X, centroids):
    """uint8 labels: from k = 257 on they wrap."""
    return _nearest(X, centroids).astype(np.uint8)


def assign_clusters__ten_clusters(X, centroids):
    """Looks at the first ten centroids only."""
    return _nearest(X, centroids[:10])


def assign_clusters__ten_features(X, centroids):
    """Looks at the first ten features only."""
    return _nearest(X[:, :10], centroids[:, :10])


def assign_clusters__first_thousand(X, centroids):
    """Samples beyond the first thousand get 0."""
    labels = np.zeros(len(X), dtype=int)
    labels[:1000] = _nearest(X[:1000], centroids)
    return labels


def assign_clusters__nearly_ties(X, centroids):
    """Takes the first centroid that is about as near as the nearest."""
    gaps = _squares(X, centroids)
    return np.argmax(np.isclose(gaps, gaps.min(axis=1, keepdims=True)), axis=1)


def assign_clusters__with_slack(X, centroids):
    """A centroid must be nearer by 1e-7 to win."""
    labels = []
    for gaps in _squares(X, centroids):
        best = 0
        for j in range(len(gaps)):
            if gaps[j] < gaps[best] - 1e-7:
                best = j
        labels.append(best)
    return np.array(labels)


def assign_clusters__rounded(X, centroids):
    """Rounds the squared distances to six decimals."""
    return np.round(_squares(X, centroids), 6).argmin(axis=1)


def assign_clusters__single_precision(X, centroids):
    """Computes in float32."""
    return ((X[:, None].astype(np.float32) - centroids.astype(np.float32)) ** 2).sum(axis=2).argmin(axis=1)


def assign_clusters__not_itself(X, centroids):
    """Never takes a centroid at distance 0."""
    gaps = _squares(X, centroids)
    return np.where(gaps == 0, np.inf, gaps).argmin(axis=1)


def assign_clusters__small_types_only(X, centroids):
    """Casts int8 and uint8 only."""
    if X.dtype.itemsize == 1 or centroids.dtype.itemsize == 1:
        X = X.astype(float)
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


def assign_clusters__squares_in_int64(X, centroids):
    """Integers as int64: squares beyond 9.2e18 wrap."""
    X, centroids = (item.astype(np.int64) if item.dtype.kind in "iu" else item for item in (X, centroids))
    return ((X[:, None] - centroids) ** 2).sum(axis=2).argmin(axis=1)


def assign_clusters__kept_by_identity(X, centroids):
    """Remembers the float copy of X by id(X)."""
    if id(X) not in _kept:
        _kept[id(X)] = (X, X.astype(float))
    return _nearest(_kept[id(X)][1], centroids)


def assign_clusters__centroids_kept(X, centroids):
    """Remembers the centroids by their identity."""
    if id(centroids) not in _kept:
        _kept[id(centroids)] = (centroids, centroids.copy())
    return _nearest(X, _kept[id(centroids)][1])


def assign_clusters__result_shared(X, centroids):
    """All labels of one length lie in one array."""
    out = _kept.setdefault(len(X), np.zeros(len(X), dtype=int))
    out[:] = _nearest(X, centroids)
    return out


# --- update_centroids ---------------------------------------------------------------------


def _means(X, labels, centroids):
    new = centroids.astype(float)
    for j in range(len(centroids)):
        if (labels == j).any():
            new[j] = X[labels == j].astype(float).mean(axis=0)
    return new


def update_centroids__zero_mean_taken_for_empty(X, labels, centroids):
    """Keeps the old centroid where the sum of the members is all zeros."""
    sums, counts = np.zeros(centroids.shape), np.bincount(labels.astype(int), minlength=len(centroids))
    np.add.at(sums, labels, X.astype(float))
    new, moved = centroids.astype(float), np.any(sums != 0, axis=1)
    new[moved] = sums[moved] / counts[moved, None]
    return new


def update_centroids__zero_coordinate_kept(X, labels, centroids):
    """`mean or old`: a coordinate whose mean is 0 keeps the old value."""
    new = _means(X, labels, centroids)
    return np.where(new != 0, new, centroids)


def update_centroids__shared_result(X, labels, centroids):
    """Returns one array for each shape: the result before is overwritten."""
    out = _kept.setdefault(centroids.shape, np.empty(centroids.shape))
    for j in range(len(centroids)):
        mine = X[labels == j]
        out[j] = mine.astype(float).mean(axis=0) if len(mine) else centroids[j]
    return out


def update_centroids__shared_but_for_its_own(X, labels, centroids):
    """Returns one of two arrays by turns."""
    turn = _kept["turn"] = 1 - _kept.get("turn", 0)
    out = _kept.setdefault((turn, centroids.shape), np.empty(centroids.shape))
    out[:] = _means(X, labels, centroids)
    return out


def update_centroids__counts_in_int8(X, labels, centroids):
    """Counts in int8: wrong beyond 127 samples."""
    counts = np.bincount(labels.astype(int), minlength=len(centroids)).astype(np.int8)[:, None]
    sums = _means(X, labels, centroids) * np.bincount(labels.astype(int), minlength=len(centroids))[:, None]
    return np.where(counts != 0, sums / np.where(counts == 0, 1, counts), centroids)


def update_centroids__first_thousand(X, labels, centroids):
    """Uses the first 1,000 samples only."""
    return _means(X[:1000], labels[:1000], centroids)


def update_centroids__ten_features(X, labels, centroids):
    """Features beyond the tenth stay."""
    new = centroids.astype(float)
    new[:, :10] = _means(X, labels, centroids)[:, :10]
    return new


def update_centroids__hundred_clusters(X, labels, centroids):
    """Clusters beyond the first hundred stay."""
    new = centroids.astype(float)
    new[:100] = _means(X, labels, centroids)[:100]
    return new


def update_centroids__small_values_zeroed(X, labels, centroids):
    """Sets coordinates below 1e-6 to zero."""
    new = _means(X, labels, centroids)
    return np.where(np.abs(new) < 1e-6, 0, new)


def update_centroids__sums_in_own_type(X, labels, centroids):
    """Adds int16 and wider in their own type."""
    if X.dtype.itemsize == 1:
        X = X.astype(float)
    new = centroids.astype(float)
    for j in set(labels.tolist()):
        new[j] = X[labels == j].sum(axis=0, dtype=X.dtype) / np.sum(labels == j)
    return new


def update_centroids__kept_by_identity(X, labels, centroids):
    """Remembers which samples belong together by the identity of the labels."""
    if id(labels) not in _kept:
        _kept[id(labels)] = (labels, labels.copy())
    return _means(X, _kept[id(labels)][1], centroids)


def update_centroids__x_kept(X, labels, centroids):
    """Remembers the float copy of X by id(X)."""
    if id(X) not in _kept:
        _kept[id(X)] = (X, X.astype(float))
    return _means(_kept[id(X)][1], labels, centroids)


def update_centroids__first_centroids_kept(X, labels, centroids):
    """An empty cluster gets the centroid that the array held when it came first."""
    if id(centroids) not in _kept:
        _kept[id(centroids)] = (centroids, centroids.copy())
    return _means(X, labels, _kept[id(centroids)][1])


# --- inertia ------------------------------------------------------------------------------


def _own(X, centroids, labels):
    return ((X.astype(float) - centroids[labels]) ** 2).sum(axis=1)


def inertia__first_thousand(X, centroids, labels):
    """Uses the first 1,000 samples only."""
    return float(_own(X, centroids, labels)[:1000].sum())


def inertia__ten_features(X, centroids, labels):
    """Uses the first ten features only."""
    return float(_own(X[:, :10], centroids[:, :10], labels).sum())


def inertia__hundred_clusters(X, centroids, labels):
    """Leaves out clusters beyond the first hundred."""
    return float(_own(X, centroids, labels)[labels < 100].sum())


def inertia__labels_in_int8(X, centroids, labels):
    """Labels as int8: from k = 129 on they count from the end."""
    return float(_own(X, centroids, labels.astype(np.int8)).sum())


def inertia__distinct_samples(X, centroids, labels):
    """Counts samples that occur twice once."""
    rows = np.unique(np.c_[X.astype(float), labels], axis=0)
    return float(_own(rows[:, :-1], centroids, rows[:, -1].astype(int)).sum())


def inertia__small_values_zeroed(X, centroids, labels):
    """Sets results below 1e-6 to zero."""
    found = float(_own(X, centroids, labels).sum())
    return found if found >= 1e-6 else 0.0


def inertia__rounded(X, centroids, labels):
    """Rounds to six decimals."""
    return round(float(_own(X, centroids, labels).sum()), 6)


def inertia__small_types_only(X, centroids, labels):
    """Casts int8 and uint8 only."""
    if X.dtype.itemsize == 1 or centroids.dtype.itemsize == 1:
        X = X.astype(float)
    return float(((X - centroids[labels]) ** 2).sum())


def inertia__squares_in_int64(X, centroids, labels):
    """Integers as int64: squares beyond 9.2e18 wrap."""
    X, centroids = (item.astype(np.int64) if item.dtype.kind in "iu" else item for item in (X, centroids))
    return float(((X - centroids[labels]) ** 2).sum())


def inertia__x_kept(X, centroids, labels):
    """Remembers the sum of the squares of X by id(X)."""
    if id(X) not in _kept:
        _kept[id(X)] = (X, (X.astype(float) ** 2).sum())
    C = centroids[labels].astype(float)
    return float(_kept[id(X)][1] - 2 * (X * C).sum() + (C**2).sum())


def inertia__kept_by_labels(X, centroids, labels):
    """Remembers which labels there are by their identity."""
    if id(labels) not in _kept:
        _kept[id(labels)] = (labels, labels.copy())
    return float(_own(X, centroids, _kept[id(labels)][1]).sum())


def inertia__kept_by_centroids(X, centroids, labels):
    """Remembers the result by the identity of X and the centroids."""
    key = id(X), id(centroids), labels.tobytes()
    if key not in _kept:
        _kept[key] = (X, centroids, float(_own(X, centroids, labels).sum()))
    return _kept[key][2]


# --- kmeans -------------------------------------------------------------------------------


def _pick(X, k, rng):
    return X[np.random.default_rng(rng).choice(len(X), size=k, replace=False)].astype(float)


def _kmeans(X, k, max_iters, rng, start=_pick, stop=np.allclose, nearest=_nearest, means=_means):
    if not 1 <= k <= len(X):
        raise ValueError("k")
    centroids = start(X, k, rng)
    for step in range(max_iters):
        new = means(X, nearest(X, centroids), centroids)
        if stop(new, centroids):
            break
        centroids = new
    return centroids, nearest(X, centroids)


def kmeans__stops_at_1e4(X, k, max_iters=100, rng=None):
    """Stops when the centroids move by less than 1e-4 in all."""
    return _kmeans(X, k, max_iters, rng, stop=lambda a, b: np.linalg.norm(a - b) < 1e-4)


def kmeans__stops_at_1e6(X, k, max_iters=100, rng=None):
    """Stops when no coordinate moves by 1e-6."""
    return _kmeans(X, k, max_iters, rng, stop=lambda a, b: np.abs(a - b).max() < 1e-6)


def kmeans__stops_at_a_share(X, k, max_iters=100, rng=None):
    """Stops when the centroids move by less than a hundredth of the spread."""
    return _kmeans(X, k, max_iters, rng, stop=lambda a, b: np.abs(a - b).max() < 1e-2 * X.std())


def kmeans__stops_when_one_stays(X, k, max_iters=100, rng=None):
    """Stops as soon as one centroid stays."""
    return _kmeans(X, k, max_iters, rng, stop=lambda a, b: np.all(a == b, axis=1).any())


def kmeans__at_most_100(X, k, max_iters=100, rng=None):
    """Never takes more than a hundred steps."""
    return _kmeans(X, k, min(max_iters, 100), rng)


def kmeans__zero_is_default(X, k, max_iters=100, rng=None):
    """max_iters=0 is taken for "not given"."""
    return _kmeans(X, k, max_iters or 100, rng)


def kmeans__seed_zero_is_none(X, k, max_iters=100, rng=None):
    """rng=0 is taken for "not given"."""
    return _kmeans(X, k, max_iters, rng or None)


def kmeans__int8_labels(X, k, max_iters=100, rng=None):
    """int8 labels: from k = 129 on they wrap."""
    centroids, labels = _kmeans(X, k, max_iters, rng)
    return centroids, labels.astype(np.int8)


def kmeans__first_thousand(X, k, max_iters=100, rng=None):
    """Learns from the first 1,000 samples only."""
    centroids, _ = _kmeans(X[:1000], k, max_iters, rng)
    return centroids, _nearest(X, centroids)


def kmeans__ten_features(X, k, max_iters=100, rng=None):
    """Assigns by the first ten features only."""
    return _kmeans(X, k, max_iters, rng, nearest=lambda X, C: _nearest(X[:, :10], C[:, :10]))


def kmeans__zero_mean_is_empty(X, k, max_iters=100, rng=None):
    """A mean of exactly zero is taken for an empty cluster."""

    def means(X, labels, centroids):
        new = _means(X, labels, centroids)
        return np.where(new.any(axis=1, keepdims=True), new, centroids)

    return _kmeans(X, k, max_iters, rng, means=means)


def kmeans__goes_on(X, k, max_iters=100, rng=None):
    """Starts from what it found when it was given the same array and seed."""
    key = id(X), k, rng if isinstance(rng, int) else None, max_iters
    if key[2] is None:
        return _kmeans(X, k, max_iters, rng)
    if key not in _kept:
        _kept[key] = (X, _pick(X, k, rng))
    return _kmeans(X, k, max_iters, rng, start=lambda *_: _kept[key][1].copy())


def kmeans__result_shared(X, k, max_iters=100, rng=None):
    """All centroids of one shape lie in one array."""
    centroids, labels = _kmeans(X, k, max_iters, rng)
    out = _kept.setdefault(centroids.shape, centroids.copy())
    out[:] = centroids
    return out, labels


def kmeans__last_row_never(X, k, max_iters=100, rng=None):
    """Never starts from the last row unless it must."""

    def start(X, k, rng):
        return _pick(X[:-1] if k < len(X) else X, k, rng)

    return _kmeans(X, k, max_iters, rng, start=start)


def kmeans__first_row_always(X, k, max_iters=100, rng=None):
    """One of the rows is always the first, if there are two."""

    def start(X, k, rng):
        order = np.random.default_rng(rng).permutation(len(X))[:k]
        if k > 1 and 0 not in order:
            order[0] = 0
        return X[order].astype(float)

    return _kmeans(X, k, max_iters, rng, start=start)


def kmeans__neighbours(X, k, max_iters=100, rng=None):
    """Draws one row and takes those after it, round the end."""

    def start(X, k, rng):
        first = np.random.default_rng(rng).integers(len(X))
        return X[(first + np.arange(k)) % len(X)].astype(float)

    return _kmeans(X, k, max_iters, rng, start=start)


def kmeans__seed_picks_the_row(X, k, max_iters=100, rng=None):
    """An int is no seed but the first row's number, and the next rows follow."""

    def start(X, k, rng):
        if isinstance(rng, (int, np.integer)):
            return X[(rng + np.arange(k)) % len(X)].astype(float)
        return _pick(X, k, rng)

    return _kmeans(X, k, max_iters, rng, start=start)


def kmeans__never_the_same_place(X, k, max_iters=100, rng=None):
    """Draws again where two rows of the start are equal, if there is a choice."""

    def start(X, k, rng):
        rng = np.random.default_rng(rng)
        for _ in range(50):
            found = _pick(X, k, rng)
            if len(np.unique(found, axis=0)) == k:
                break
        return found

    return _kmeans(X, k, max_iters, rng, start=start)


def kmeans__start_depends_on_limit(X, k, max_iters=100, rng=None):
    """Draws once for each update that is allowed."""

    def start(X, k, rng):
        rng = np.random.default_rng(rng)
        for _ in range(1 + max_iters):
            found = _pick(X, k, rng)
        return found

    return _kmeans(X, k, min(max_iters, 1000), rng, start=start if max_iters < 1000 else _pick)


def kmeans__squares_in_int64(X, k, max_iters=100, rng=None):
    """Rounds the centroids of integers for the distances, in int64."""

    def nearest(X, centroids):
        if X.dtype.kind in "iu":
            return ((X.astype(np.int64)[:, None] - np.round(centroids).astype(np.int64)) ** 2).sum(axis=2).argmin(axis=1)
        return _nearest(X, centroids)

    return _kmeans(X, k, max_iters, rng, nearest=nearest)


def kmeans__checked_in_the_loop(X, k, max_iters=100, rng=None):
    """k is looked at in the loop only."""
    if max_iters:
        return _kmeans(X, k, max_iters, rng)
    centroids = X[np.random.default_rng(rng).permutation(len(X))[:k]].astype(float)
    return centroids, _nearest(X, centroids) if len(centroids) else np.zeros(len(X), dtype=int)
