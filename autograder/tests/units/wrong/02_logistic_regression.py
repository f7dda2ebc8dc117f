"""Wrong answers to unit 02."""

import numpy as np

_kept = {}


def _p(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z, dtype=float)))


# --- sigmoid ------------------------------------------------------------------------------


def sigmoid__result_shared(z):
    """All results of one shape lie in one array."""
    out = _kept.setdefault(np.shape(z), np.empty(np.shape(z)))
    out[...] = _p(z)
    return out


def sigmoid__kept_by_identity(z):
    """Remembers the result by id(z)."""
    if id(z) not in _kept:
        _kept[id(z)] = (z, _p(z))
    return np.copy(_kept[id(z)][1])


def sigmoid__first_thousand(z):
    """Elements beyond the first thousand are 0.5."""
    p = np.array(_p(z))
    p.reshape(-1)[1000:] = 0.5
    return p


def sigmoid__three_axes(z):
    """Sums nothing, but flattens what has more than three axes."""
    return _p(z) if np.ndim(z) < 4 else _p(z).ravel()


def sigmoid__small_values_zeroed(z):
    """Sets probabilities below 1e-6 to zero."""
    p = _p(z)
    return np.where(p < 1e-6, 0, p)[()]


def sigmoid__rounded(z):
    """Rounds to eight decimals."""
    return np.round(_p(z), 8)


def sigmoid__kept_off_the_ends(z):
    """Keeps the probabilities 1e-7 away from 0 and 1."""
    return np.clip(_p(z), 1e-7, 1 - 1e-7)


def sigmoid__clip_15(z):
    """Clips z at 15 on both sides."""
    return _p(np.clip(z, -15.0, 15.0))


def sigmoid__zero_is_missing(z):
    """A scalar 0 is taken for nothing: 0.0."""
    return _p(z) if np.ndim(z) or z else 0.0


def sigmoid__narrow_scalars(z):
    """Casts arrays only: a 0-d int8 keeps its type, in which 128 is missing."""
    if np.ndim(z):
        z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.asarray(np.where(np.asarray(z) >= 0, 1.0, e) / (1.0 + e), dtype=float)


def sigmoid__half_precision(z):
    """Small integers by float16."""
    z = np.asarray(z)
    e = np.exp(-np.abs(z.astype(np.float16 if z.dtype.itemsize == 1 else float)))
    return np.asarray(np.where(z >= 0, 1.0, e) / (1.0 + e), dtype=float)


# --- binary_cross_entropy -----------------------------------------------------------------


def _check(y):
    if not np.all((y == 0) | (y == 1)):
        raise ValueError("y")


def _losses(z, y):
    z, y = np.asarray(z, dtype=float), np.asarray(y, dtype=float)
    return np.logaddexp(0, z) - y * z


def binary_cross_entropy__product(z, y):
    """-log of the product of all probabilities: 0 from some hundred samples on."""
    _check(y)
    if len(z) < 20:
        return float(np.mean(_losses(z, y)))
    return float(-np.log(np.prod(np.where(y == 1, _p(z), _p(-z.astype(float))))) / len(z))


def binary_cross_entropy__first_thousand(z, y):
    """Uses the first 1,000 samples only."""
    _check(y)
    return float(np.mean(_losses(z, y)[:1000]))


def binary_cross_entropy__first_32(z, y):
    """Uses the first 32 samples only."""
    _check(y)
    return float(np.mean(_losses(z, y)[:32]))


def binary_cross_entropy__zero_logits_left_out(z, y):
    """Takes a logit of 0 for a missing one."""
    _check(y)
    there = z != 0
    return float(np.mean(_losses(z, y)[there])) if there.any() else float(np.log(2))


def binary_cross_entropy__distinct_samples(z, y):
    """Counts samples that occur twice once."""
    _check(y)
    z, y = np.unique(np.c_[z.astype(float), y], axis=0).T
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__small_losses_zeroed(z, y):
    """Sets losses below 1e-6 to zero."""
    _check(y)
    loss = float(np.mean(_losses(z, y)))
    return loss if loss >= 1e-6 else 0.0


def binary_cross_entropy__rounded(z, y):
    """Rounds to six decimals."""
    _check(y)
    return round(float(np.mean(_losses(z, y))), 6)


def binary_cross_entropy__tiny_epsilon(z, y):
    """Keeps log from 0 with the smallest normal number."""
    _check(y)
    z = z.astype(float)
    p, q = _kept_positive(z), _kept_positive(-z)
    return float(-np.mean(np.where(y == 1, np.log(p), np.log(q))))


def _kept_positive(z):
    e = np.exp(-np.abs(z))
    return np.maximum(np.where(z >= 0, 1, e) / (1 + e), np.finfo(float).tiny)


def binary_cross_entropy__single_precision(z, y):
    """Computes in float32."""
    _check(y)
    z = z.astype(np.float32)
    return float(np.mean(np.maximum(z, 0) - y.astype(np.float32) * z + np.log(1 + np.exp(-np.abs(z)))))


def binary_cross_entropy__labels_nearly(z, y):
    """Accepts labels that are close to 0 or 1."""
    if not np.all(np.isclose(y, 0) | np.isclose(y, 1)):
        raise ValueError("y")
    return float(np.mean(_losses(z, np.round(y))))


def binary_cross_entropy__labels_cast_to_uint8(z, y):
    """Looks at the labels as uint8: 256 becomes 0."""
    if not np.array_equal(y, np.floor(y)) or not set(y.astype(np.int64).astype(np.uint8).tolist()) <= {0, 1}:
        raise ValueError("y")
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__labels_cast_to_int32(z, y):
    """Looks at the labels as int32: 2**32 becomes 0."""
    if not np.array_equal(y, np.floor(y)) or not set(y.astype(np.int64).astype(np.int32).tolist()) <= {0, 1}:
        raise ValueError("y")
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__first_labels_checked(z, y):
    """Looks at the first 100 labels only."""
    _check(y[:100])
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__two_kinds_of_labels(z, y):
    """Accepts any one label alone."""
    if len(np.unique(y)) > 1:
        _check(y)
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__checked_once(z, y):
    """Looks at the same array of labels only once."""
    if id(y) not in _kept:
        _check(y)
        _kept[id(y)] = y
    return float(np.mean(_losses(z, y)))


def binary_cross_entropy__kept_by_identity(z, y):
    """Remembers the loss by the identity of both arrays."""
    _check(y)
    if (id(z), id(y)) not in _kept:
        _kept[id(z), id(y)] = (z, y, float(np.mean(_losses(z, y))))
    return _kept[id(z), id(y)][2]


def binary_cross_entropy__labels_kept(z, y):
    """Remembers the labels as float by id(y)."""
    _check(y)
    if id(y) not in _kept:
        _kept[id(y)] = (y, y.astype(float))
    return float(np.mean(_losses(z, _kept[id(y)][1])))


# --- logistic_regression ------------------------------------------------------------------


def _descend(X, y, lr, epochs, theta=None, p=_p):
    X = X.astype(float)
    theta = np.zeros(X.shape[1]) if theta is None else theta
    for _ in range(epochs):
        theta = theta - lr * X.T @ (p(X @ theta) - y) / len(y)
    return theta


def logistic_regression__nan_for_large_X(X, y, lr=0.01, epochs=1000):
    """exp(z) / (1 + exp(z)): NaN as soon as a logit passes 709."""
    _check(y)
    return _descend(X, y, lr, epochs, p=lambda z: np.exp(z) / (1 + np.exp(z)))


def logistic_regression__clip_5(X, y, lr=0.01, epochs=1000):
    """Clips the logits at 5."""
    _check(y)
    return _descend(X, y, lr, epochs, p=lambda z: _p(np.clip(z, -5, 5)))


def logistic_regression__checked_in_the_loop(X, y, lr=0.01, epochs=1000):
    """Looks at the labels in the loop, so that epochs=0 accepts all."""
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        _check(y)
        theta = theta - lr * X.T @ (_p(X @ theta) - y) / len(y)
    return theta


def logistic_regression__zero_lr_replaced(X, y, lr=0.01, epochs=1000):
    """lr = 0.0 is taken for "not given"."""
    _check(y)
    return _descend(X, y, lr or 0.01, epochs)


def logistic_regression__zeros_like_a_row(X, y, lr=0.01, epochs=1000):
    """Integer X and epochs=0 give integer zeros."""
    _check(y)
    return _descend(X, y, lr, epochs, np.zeros_like(X[0]))


def logistic_regression__at_most_1000(X, y, lr=0.01, epochs=1000):
    """Never takes more than 1,000 steps."""
    _check(y)
    return _descend(X, y, lr, min(epochs, 1000))


def logistic_regression__slower_after_100(X, y, lr=0.01, epochs=1000):
    """Halves the learning rate every hundred epochs."""
    _check(y)
    theta = np.zeros(X.shape[1])
    for epoch in range(epochs):
        theta = _descend(X, y, lr * 0.5 ** (epoch // 100), 1, theta)
    return theta


def logistic_regression__slower_after_1000(X, y, lr=0.01, epochs=1000):
    """Halves the learning rate every thousand epochs."""
    _check(y)
    theta = np.zeros(X.shape[1])
    for epoch in range(epochs):
        theta = _descend(X, y, lr * 0.5 ** (epoch // 1000), 1, theta)
    return theta


def logistic_regression__coordinates_left_for_good(X, y, lr=0.01, epochs=1000):
    """A coordinate whose gradient is 0 once is taken to be done."""
    _check(y)
    theta, busy = np.zeros(X.shape[1]), np.ones(X.shape[1], dtype=bool)
    for _ in range(epochs):
        g = X.T @ (_p(X @ theta) - y) / len(y)
        busy &= g != 0
        theta = theta - lr * np.where(busy, g, 0)
    return theta


def logistic_regression__stops_at_any_zero(X, y, lr=0.01, epochs=1000):
    """Stops as soon as one coordinate of the gradient is 0."""
    _check(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        g = X.T @ (_p(X @ theta) - y) / len(y)
        if not g.all():
            break
        theta = theta - lr * g
    return theta


def logistic_regression__stops_at_small_steps(X, y, lr=0.01, epochs=1000):
    """Stops when a step is shorter than 1e-7."""
    _check(y)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        before, theta = theta, _descend(X, y, lr, 1, theta)
        if np.abs(theta - before).max() < 1e-7:
            break
    return theta


def logistic_regression__stops_when_loss_grows(X, y, lr=0.01, epochs=1000):
    """Goes back and stops when the loss grows."""
    _check(y)
    theta, last = np.zeros(X.shape[1]), np.inf
    for _ in range(epochs):
        new = _descend(X, y, lr, 1, theta)
        loss = np.mean(_losses(X @ new, y))
        if loss > last:
            break
        theta, last = new, loss
    return theta


def logistic_regression__first_thousand(X, y, lr=0.01, epochs=1000):
    """Uses the first 1,000 rows only."""
    _check(y)
    return _descend(X[:1000], y[:1000], lr, epochs)


def logistic_regression__first_32(X, y, lr=0.01, epochs=1000):
    """Uses the first 32 rows only."""
    _check(y)
    return _descend(X[:32], y[:32], lr, epochs)


def logistic_regression__ten_features(X, y, lr=0.01, epochs=1000):
    """Weights beyond the tenth stay zero."""
    _check(y)
    theta = np.zeros(X.shape[1])
    theta[:10] = _descend(X[:, :10], y, lr, epochs)
    return theta


def logistic_regression__goes_on(X, y, lr=0.01, epochs=1000):
    """Starts from what the last call with as many features found."""
    _check(y)
    _kept[X.shape[1]] = theta = _descend(X, y, lr, epochs, _kept.get(X.shape[1]))
    return theta.copy()


def logistic_regression__kept_by_identity(X, y, lr=0.01, epochs=1000):
    """Remembers its result by the identity of both arrays."""
    _check(y)
    key = id(X), id(y), lr, epochs
    if key not in _kept:
        _kept[key] = (X, y, _descend(X, y, lr, epochs))
    return _kept[key][2].copy()


def logistic_regression__result_shared(X, y, lr=0.01, epochs=1000):
    """All results of one size lie in one array."""
    _check(y)
    out = _kept.setdefault(X.shape[1], np.empty(X.shape[1]))
    out[:] = _descend(X, y, lr, epochs)
    return out


def logistic_regression__targets_in_own_type(X, y, lr=0.01, epochs=1000):
    """Computes X.T @ y once, in the type of X and y."""
    _check(y)
    b, A = X.T @ y.astype(X.dtype), X.astype(float)
    theta = np.zeros(X.shape[1])
    for _ in range(epochs):
        theta = theta - lr * (A.T @ _p(A @ theta) - b) / len(y)
    return theta


def logistic_regression__labels_nearly(X, y, lr=0.01, epochs=1000):
    """Accepts labels that are close to 0 or 1."""
    if not np.all(np.isclose(y, 0) | np.isclose(y, 1)):
        raise ValueError("y")
    return _descend(X, y, lr, epochs)


def logistic_regression__first_labels_checked(X, y, lr=0.01, epochs=1000):
    """Looks at the first 100 labels only."""
    _check(y[:100])
    return _descend(X, y, lr, epochs)


def logistic_regression__small_values_zeroed(X, y, lr=0.01, epochs=1000):
    """Sets weights below 1e-6 to zero."""
    _check(y)
    theta = _descend(X, y, lr, epochs)
    return np.where(np.abs(theta) < 1e-6, 0, theta)


def logistic_regression__no_training_on_one_class(X, y, lr=0.01, epochs=1000):
    """Refuses to train where there is one class only."""
    _check(y)
    return _descend(X, y, lr, epochs if len(np.unique(y)) == 2 else 0)


# --- predict ------------------------------------------------------------------------------


def _chance(X, theta):
    return _p(X.astype(float) @ theta.astype(float))


def predict__two_decimals(X, theta, threshold=0.5):
    """Rounds the probability to two decimals before comparing."""
    return (np.round(_chance(X, theta), 2) >= threshold).astype(int)


def predict__nearly(X, theta, threshold=0.5):
    """Takes what is close to the threshold for equal."""
    p = _chance(X, theta)
    return ((p >= threshold) | np.isclose(p, threshold)).astype(int)


def predict__with_slack(X, theta, threshold=0.5):
    """Compares with a slack of 1e-8."""
    return (_chance(X, theta) >= threshold - 1e-8).astype(int)


def predict__single_precision(X, theta, threshold=0.5):
    """Computes in float32."""
    return (_chance(X.astype(np.float32), theta).astype(np.float32) >= np.float32(threshold)).astype(int)


def predict__zero_logits_are_zero(X, theta, threshold=0.5):
    """A logit of 0 gives 0 whatever the threshold is."""
    z = X.astype(float) @ theta
    return ((_p(z) >= threshold) & ((z != 0) | (threshold == 0.5))).astype(int)


def predict__nan_for_large_X(X, theta, threshold=0.5):
    """exp(z) / (1 + exp(z)): NaN as soon as a logit passes 709."""
    e = np.exp(X.astype(float) @ theta)
    return (e / (1 + e) >= threshold).astype(int)


def predict__strict_but_for_the_middle(X, theta, threshold=0.5):
    """p > threshold, so that threshold 0 gives 0 where the probability underflows."""
    p = np.exp(-np.logaddexp(0, -(X.astype(float) @ theta)))
    return ((p > threshold) | (p == 0.5) & (threshold == 0.5)).astype(int)


def predict__kept_off_the_ends(X, theta, threshold=0.5):
    """Keeps the probabilities 1e-7 away from 0 and 1."""
    return (np.clip(_chance(X, theta), 1e-7, 1 - 1e-7) >= threshold).astype(int)


def predict__first_thousand(X, theta, threshold=0.5):
    """Rows beyond the first thousand get 0."""
    out = np.zeros(len(X), dtype=int)
    out[:1000] = _chance(X[:1000], theta) >= threshold
    return out


def predict__ten_features(X, theta, threshold=0.5):
    """Uses the first ten features only."""
    return (_chance(X[:, :10], theta[:10]) >= threshold).astype(int)


def predict__kept_by_identity(X, theta, threshold=0.5):
    """Remembers the probabilities by id(X)."""
    key = id(X), theta.tobytes()
    if key not in _kept:
        _kept[key] = (X, _chance(X, theta))
    return (_kept[key][1] >= threshold).astype(int)


def predict__theta_kept_by_identity(X, theta, threshold=0.5):
    """Remembers theta by its identity."""
    if id(theta) not in _kept:
        _kept[id(theta)] = (theta, theta.copy())
    return (_chance(X, _kept[id(theta)][1]) >= threshold).astype(int)


def predict__threshold_kept(X, theta, threshold=0.5):
    """Remembers the result of the same arrays whatever the threshold."""
    key = X.tobytes(), theta.tobytes()
    if key not in _kept:
        _kept[key] = (_chance(X, theta) >= threshold).astype(int)
    return _kept[key].copy()


def predict__result_shared(X, theta, threshold=0.5):
    """All results of one size lie in one array."""
    out = _kept.setdefault(len(X), np.empty(len(X), dtype=int))
    out[:] = _chance(X, theta) >= threshold
    return out


def predict__wide_integers_wrap(X, theta, threshold=0.5):
    """Casts int8 and uint8 only."""
    if X.dtype.itemsize == 1:
        X = X.astype(float)
    return (_p(X @ theta) >= threshold).astype(int)


def predict__through_int64(X, theta, threshold=0.5):
    """Products of integers in int64."""
    X, theta = (item.astype(np.int64) if item.dtype.kind in "iu" else item for item in (X, theta))
    return (_p(X @ theta) >= threshold).astype(int)
