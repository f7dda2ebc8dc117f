"""Wrong answers to unit 04."""

import numpy as np

_kept = {}

# --- entropy ------------------------------------------------------------------------------


def _bits(y):
    p = np.unique(y, return_counts=True)[1] / max(1, len(y))
    return float(abs(np.sum(p * np.log2(p))))


def entropy__rare_classes_dropped(y):
    """Leaves out classes with a share below 1 per cent."""
    y = np.asarray(y)
    if y.size == 0:
        return 0.0
    p = np.unique(y, return_counts=True)[1] / y.size
    p = p[p >= 0.01]
    return float(abs(np.sum(p * np.log2(p))))


def entropy__first_ten_classes(y):
    """Counts the first ten classes only."""
    counts = np.unique(y, return_counts=True)[1]
    p = counts[:10] / max(1, counts.sum())
    return float(abs(np.sum(p * np.log2(p))))


def entropy__codes_in_int8(y):
    """Numbers the classes in int8."""
    codes = np.unique(y, return_inverse=True)[1].astype(np.int8)
    return _bits(codes)


def entropy__codes_in_uint8(y):
    """Numbers the classes in uint8."""
    codes = np.unique(y, return_inverse=True)[1].astype(np.uint8)
    return _bits(codes)


def entropy__first_thousand(y):
    """Uses the first 1,000 labels only."""
    return _bits(y[:1000])


def entropy__nearly_pure_is_pure(y):
    """A share close to 1 is taken for 1."""
    p = np.unique(y, return_counts=True)[1] / max(1, len(y))
    return 0.0 if np.isclose(p, 1).any() else _bits(y)


def entropy__small_values_zeroed(y):
    """Sets entropies below 1e-3 to zero."""
    found = _bits(y)
    return found if found > 1e-3 else 0.0


def entropy__shares_rounded(y):
    """Rounds the shares to four decimals."""
    p = np.round(np.unique(y, return_counts=True)[1] / max(1, len(y)), 4)
    p = p[p > 0]
    return float(abs(np.sum(p * np.log2(p))))


def entropy__labels_rounded(y):
    """Rounds real labels to six decimals."""
    y = np.asarray(y)
    return _bits(np.round(y, 6) if y.dtype.kind == "f" else y)


def entropy__labels_nearly_equal(y):
    """Takes labels that are close for the same."""
    y = np.asarray(y)
    if y.dtype.kind != "f" or y.size == 0:
        return _bits(y)
    ordered = np.sort(y)
    return _bits(np.cumsum(np.append(0, ~np.isclose(ordered[1:], ordered[:-1]))))


def entropy__labels_as_floats(y):
    """Turns numbers into float64: 2**53 + 1 becomes 2**53."""
    y = np.asarray(y)
    return _bits(y.astype(float) if y.dtype.kind in "iu" else y)


def entropy__labels_as_int64(y):
    """Turns numbers into int64: halves are cut off."""
    y = np.asarray(y)
    return _bits(y.astype(np.int64) if y.dtype.kind in "iuf" else y)


def entropy__labels_as_uint8(y):
    """Turns integers into uint8."""
    y = np.asarray(y)
    return _bits(y.astype(np.uint8) if y.dtype.kind in "iu" else y)


def entropy__first_letter(y):
    """Compares words by their first letter."""
    y = np.asarray(y)
    return _bits(y.astype("U1") if y.dtype.kind == "U" else y)


def entropy__words_in_lower_case(y):
    """Compares words without case and blanks."""
    y = np.asarray(y)
    return _bits(np.char.strip(np.char.lower(y)) if y.dtype.kind == "U" and y.size else y)


def entropy__empty_words_left_out(y):
    """Takes an empty word for a missing label."""
    y = np.asarray(y)
    return _bits(y[y != ""] if y.dtype.kind == "U" and y.size else y)


def entropy__kept_by_identity(y):
    """Remembers the result by id(y)."""
    if isinstance(y, list):
        return _bits(y)
    if id(y) not in _kept:
        _kept[id(y)] = (y, _bits(y))
    return _kept[id(y)][1]


def entropy__kept_by_length(y):
    """Remembers the result by the number of labels of a kind and the first of them."""
    if len(y) == 0:
        return 0.0
    key = len(y), type(y[0]), y[0]
    return _kept.setdefault(key, _bits(y)) if not isinstance(y, list) else _bits(y)


# --- information_gain ---------------------------------------------------------------------


def _check(X_col, y):
    if len(X_col) != len(y):
        raise ValueError("X_col, y")
    if np.isnan(X_col).any():
        raise ValueError("X_col")


def _gain(X_col, y, low):
    _check(X_col, y)
    if low.all() or not low.any():
        return 0.0
    return _bits(y) - low.mean() * _bits(y[low]) - (1 - low.mean()) * _bits(y[~low])


def information_gain__isclose_goes_left(X_col, y, threshold):
    """What is close to the threshold goes left as well."""
    return _gain(X_col, y, (X_col <= threshold) | np.isclose(X_col, threshold))


def information_gain__with_slack(X_col, y, threshold):
    """What is above the threshold by less than 1e-9 goes left as well."""
    return _gain(X_col, y, X_col <= threshold + 1e-9)


def information_gain__zero_threshold_is_none(X_col, y, threshold):
    """A threshold of 0 is taken for "not given": the mean."""
    return _gain(X_col, y, X_col <= (threshold or X_col.mean()))


def information_gain__small_gains_zeroed(X_col, y, threshold):
    """Sets gains below 1e-3 to zero."""
    found = _gain(X_col, y, X_col <= threshold)
    return found if found >= 1e-3 else 0.0


def information_gain__tiny_gains_zeroed(X_col, y, threshold):
    """Sets gains below 1e-6 to zero."""
    found = _gain(X_col, y, X_col <= threshold)
    return found if found >= 1e-6 else 0.0


def information_gain__rounded(X_col, y, threshold):
    """Rounds to six decimals."""
    return round(_gain(X_col, y, X_col <= threshold), 6)


def information_gain__first_thousand(X_col, y, threshold):
    """Uses the first 1,000 samples only."""
    _check(X_col, y)
    return _gain(X_col[:1000], y[:1000], X_col[:1000] <= threshold)


def information_gain__difference(X_col, y, threshold):
    """Compares X_col - threshold with 0, which wraps for small integers."""
    try:
        low = X_col - threshold <= 0
    except OverflowError:
        low = X_col <= threshold
    return _gain(X_col, y, low)


def information_gain__threshold_cut(X_col, y, threshold):
    """Cuts the threshold to an integer for integer columns."""
    return _gain(X_col, y, X_col <= (int(threshold) if X_col.dtype.kind in "iu" else threshold))


def information_gain__threshold_in_own_type(X_col, y, threshold):
    """Turns the threshold into the type of the column."""
    return _gain(X_col, y, X_col <= np.array(threshold).astype(X_col.dtype))


def information_gain__nan_at_the_ends(X_col, y, threshold):
    """Looks for NaN among the first thousand only."""
    if len(X_col) != len(y) or np.isnan(X_col[:1000]).any():
        raise ValueError("X_col, y")
    X_col = np.nan_to_num(X_col)
    return _gain(X_col, y, X_col <= threshold)


def information_gain__checked_once(X_col, y, threshold):
    """Looks at the same array only once."""
    if id(X_col) not in _kept or len(X_col) != len(y):
        _check(X_col, y)
        _kept[id(X_col)] = X_col
    X_col = np.nan_to_num(X_col)
    return _gain(X_col, y, X_col <= threshold)


def information_gain__nan_only_where_mixed(X_col, y, threshold):
    """Returns 0.0 for one class before it looks at the rest."""
    if len(set(y.tolist())) == 1:
        return 0.0
    return _gain(X_col, y, X_col <= threshold)


def information_gain__parent_kept(X_col, y, threshold):
    """Remembers the entropy of y by its identity."""
    _check(X_col, y)
    if id(y) not in _kept:
        _kept[id(y)] = (y, _bits(y))
    low = X_col <= threshold
    if low.all() or not low.any():
        return 0.0
    return _kept[id(y)][1] - low.mean() * _bits(y[low]) - (1 - low.mean()) * _bits(y[~low])


def information_gain__column_kept(X_col, y, threshold):
    """Remembers which samples are left by the identity of the column."""
    _check(X_col, y)
    key = id(X_col), threshold
    if key not in _kept:
        _kept[key] = (X_col, X_col <= threshold)
    return _gain(X_col, y, _kept[key][1])


def information_gain__threshold_kept(X_col, y, threshold):
    """Remembers the result for the same arrays whatever the threshold."""
    found = _gain(X_col, y, X_col <= threshold)
    return _kept.setdefault((id(X_col), X_col.tobytes(), y.tobytes(), len(y)), (X_col, found))[1]


# --- best_split ---------------------------------------------------------------------------


def _middles(column):
    values = np.unique(column.astype(float))
    return (values[:-1] + values[1:]) / 2


def _search(X, y, middles=_middles, better=lambda new, old: new > old, least=1e-12):
    best = (None, None, 0.0)
    for j, column in enumerate(X.T):
        for t in middles(column):
            g = _gain(column, y, column <= t)
            if g > least and better(g, best[2]):
                best = (j, float(t), g)
    return best


def best_split__zero_threshold_is_none(X, y):
    """A best threshold of exactly 0.0 is taken for "none found"."""
    found = _search(X, y)
    return found if found[1] else (None, None, 0.0)


def best_split__zero_feature_is_none(X, y):
    """Feature 0 with threshold 0 is taken for "none found"."""
    found = _search(X, y)
    return found if found[0] or found[1] else (None, None, 0.0)


def best_split__zero_candidates_skipped(X, y):
    """Skips candidates that are 0."""
    return _search(X, y, lambda column: [t for t in _middles(column) if t])


def best_split__small_gains_refused(X, y):
    """Refuses gains below 1e-3."""
    return _search(X, y, least=1e-3)


def best_split__tiny_gains_refused(X, y):
    """Refuses gains below 1e-6."""
    return _search(X, y, least=1e-6)


def best_split__nearly_ties(X, y):
    """Keeps the first of gains that are close."""
    return _search(X, y, better=lambda new, old: new > old and not np.isclose(new, old))


def best_split__better_by_little(X, y):
    """A gain must be better by 1e-5 to win."""
    return _search(X, y, better=lambda new, old: new > old + 1e-5 or old == 0)


def best_split__gains_rounded(X, y):
    """Compares gains that are rounded to six decimals."""
    return _search(X, y, better=lambda new, old: round(new, 6) > round(old, 6) or old == 0)


def best_split__every_third_of_many(X, y):
    """Of more than 32 candidates it tries every third."""
    return _search(X, y, lambda column: _middles(column)[:: 3 if len(_middles(column)) > 32 else 1])


def best_split__quantiles_of_many(X, y):
    """Of more than 100 candidates it tries 64 quantiles."""

    def some(column):
        found = _middles(column)
        return found if len(found) <= 100 else found[np.linspace(0, len(found) - 1, 64).astype(int)]

    return _search(X, y, some)


def best_split__ten_features(X, y):
    """Looks at the first ten features only."""
    return _search(X[:, :10], y)


def best_split__first_thousand(X, y):
    """Uses the first 1,000 samples only."""
    return _search(X[:1000], y[:1000])


def best_split__ten_classes(X, y):
    """Takes all classes from the tenth on for one."""
    codes = np.unique(y, return_inverse=True)[1]
    return _search(X, np.minimum(codes, 10))


def best_split__codes_in_int8(X, y):
    """Numbers the classes in int8 and leaves out negative numbers."""
    codes = np.unique(y, return_inverse=True)[1].astype(np.int8)
    return _search(X, np.maximum(codes, 0))


def best_split__values_rounded(X, y):
    """Rounds the values to five decimals."""
    return _search(np.round(X.astype(float), 5), y)


def best_split__values_nearly_equal(X, y):
    """Takes neighbouring values that are close for equal."""

    def middles(column):
        values = np.unique(column.astype(float))
        apart = ~np.isclose(values[1:], values[:-1])
        return ((values[:-1] + values[1:]) / 2)[apart]

    return _search(X, y, middles)


def best_split__single_precision(X, y):
    """Computes the candidates in float32."""
    return _search(X, y, lambda column: _middles(column.astype(np.float32).astype(float)))


def best_split__small_types_only(X, y):
    """Casts int8 and uint8 only: sums of int16 and wider wrap."""

    def middles(column):
        values = np.unique(column.astype(float) if column.dtype.itemsize == 1 else column)
        return (values[:-1] + values[1:]) / 2

    return _search(X, y, middles)


def best_split__sums_in_int64(X, y):
    """Adds integers in int64."""

    def middles(column):
        values = np.unique(column.astype(np.int64) if column.dtype.kind in "iu" else column)
        return (values[:-1] + values[1:]) / 2

    return _search(X, y, middles)


def best_split__kept_by_identity(X, y):
    """Remembers the result by the identity of both arrays."""
    key = id(X), id(y)
    if key not in _kept:
        _kept[key] = (X, y, _search(X, y))
    return _kept[key][2]


def best_split__candidates_kept(X, y):
    """Remembers the candidates by id(X)."""
    if id(X) not in _kept:
        _kept[id(X)] = (X, [_middles(column) for column in X.T])
    best = (None, None, 0.0)
    for j, candidates in enumerate(_kept[id(X)][1]):
        for t in candidates:
            g = _gain(X[:, j], y, X[:, j] <= t)
            if g > max(best[2], 1e-12):
                best = (j, float(t), g)
    return best


def best_split__best_goes_on(X, y):
    """Remembers the best gain of the calls before."""
    best = (None, None, _kept.get(X.shape, 0.0) * 0.999)
    found = _search(X, y)
    _kept[X.shape] = found[2]
    return found if found[2] >= best[2] else (None, None, 0.0)
