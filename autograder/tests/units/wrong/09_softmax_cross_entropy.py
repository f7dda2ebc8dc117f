"""Wrong answers to unit 09.  All keep the unit's label rules unless that is their fault."""

import numpy as np


def _rule(good):
    if not good:
        raise ValueError("y_true: integer labels (m,), 0 or more and below C, please; compare logits, y_pred")


def _labels(y_true, m, n_classes):
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (m,) and y.min() >= 0 and y.max() < n_classes)
    return y


def _softmax(x):
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def _log_softmax(x):
    x = np.asarray(x, dtype=np.float64)
    z = x - np.max(x, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def _picked(table, y):
    return table[np.arange(len(y)), y]


def _losses(logits, y_true):
    return -_picked(_log_softmax(logits), _labels(y_true, *logits.shape))


def _grad(logits, y_true, softmax=_softmax):
    y = _labels(y_true, *logits.shape)
    p = np.array(softmax(logits))
    p[np.arange(len(y)), y] -= 1.0
    return p / len(y)


def _clipped(y_pred, y_true):
    return np.clip(_picked(y_pred, _labels(y_true, *y_pred.shape)), 1e-12, 1.0)


# --- softmax -------------------------------------------------------------------------


def softmax__first_ten_classes(x):
    """Knows ten classes, as for digits; all others get 0."""
    out = np.zeros(np.shape(x))
    out[..., :10] = _softmax(x[..., :10])
    return out


def softmax__first_1000_classes(x):
    """Knows a thousand classes, as for ImageNet; all others get 0."""
    out = np.zeros(np.shape(x))
    out[..., :1000] = _softmax(x[..., :1000])
    return out


def softmax__first_32_rows(x):
    """Takes a batch of 32; later rows stay as they came."""
    out = np.array(x, dtype=np.float64)
    part = out[:32] if out.ndim == 2 else out
    part[...] = _softmax(part)
    return out


def softmax__first_1000_rows(x):
    """Works on the first thousand rows only."""
    out = np.array(x, dtype=np.float64)
    part = out[:1000] if out.ndim == 2 else out
    part[...] = _softmax(part)
    return out


def softmax__cached_by_identity(x, _seen={}):  # noqa: B006
    """Remembers results by id(x): stale when the caller fills the array anew."""
    if id(x) not in _seen:
        _seen[id(x)] = (x, _softmax(x))
    return _seen[id(x)][1].copy()


def softmax__cached_by_bytes(x, _seen={}):  # noqa: B006
    """Remembers results by the array's bytes: the same numbers in another shape get the first shape."""
    key = x.tobytes()
    if key not in _seen:
        _seen[key] = _softmax(x)
    return _seen[key].copy()


_BUFFERS = {}


def softmax__buffer_by_shape(x):
    """Keeps one result array for each shape: a later call writes into an earlier result."""
    out = _BUFFERS.setdefault(x.shape, np.empty(x.shape))
    out[...] = _softmax(x)
    return out


_ONE = np.empty(100_000)


def softmax__one_buffer(x):
    """Writes all results into one buffer of the module."""
    out = _ONE[: x.size].reshape(x.shape)
    out[...] = _softmax(x)
    return out


def softmax__small_is_zero(x):
    """Sets probabilities below 1e-6 to zero."""
    p = _softmax(x)
    return np.where(p < 1e-6, 0.0, p)


def softmax__six_decimals(x):
    """Rounds to six decimals."""
    return np.round(_softmax(x), 6)


def softmax__mask_is_minus_1e4(x):
    """Takes −1e4 for −inf: wrong beside logits that are as small."""
    x = np.asarray(x, dtype=np.float64)
    return _softmax(np.where(np.isneginf(x), -1e4, x))


def softmax__masked_rows_unshifted(x):
    """Leaves out the maximum in rows with a mask: large logits overflow there."""
    x = np.asarray(x, dtype=np.float64)
    top = np.max(x, axis=-1, keepdims=True)
    e = np.exp(x - np.where(np.any(np.isinf(x), axis=-1, keepdims=True), 0.0, top))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax__one_maximum(x):
    """Counts only one of several equal maxima in the sum."""
    x = np.atleast_2d(np.asarray(x, dtype=np.float64))
    z = x - np.max(x, axis=-1, keepdims=True)
    total = 1.0 + np.sum(np.where(z < 0, np.exp(z), 0.0), axis=-1, keepdims=True)
    return (np.exp(z) / total).reshape(np.shape(x))


def softmax__16_bits_wrap(x):
    """Widens 8-bit integers only: a difference of int16 or uint16 wraps round."""
    x = x.astype(np.int64) if x.dtype.itemsize == 1 else x
    z = x - np.max(x, axis=-1, keepdims=True)
    e = np.exp(z.astype(np.float64))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax__unsigned_64_wraps(x):
    """Widens signed and narrow integers only: uint64 minus its maximum is huge."""
    x = x if x.dtype == np.uint64 else np.asarray(x, dtype=np.float64)
    e = np.exp((x - np.max(x, axis=-1, keepdims=True)).astype(np.float64))
    return e / np.sum(e, axis=-1, keepdims=True)


def softmax__zeros_stay(x):
    """Takes logits that are all zero for missing ones."""
    return _softmax(x) if np.any(x) else np.zeros(np.shape(x))


def softmax__clipped_at_709(x):
    """Clips at ±709: wrong where all logits are larger."""
    return _softmax(np.clip(x, -709.0, 709.0))


# --- cross_entropy_loss --------------------------------------------------------------


def cross_entropy_loss__log_of_product(y_pred, y_true):
    """−log of the product of all probabilities, which is 0 for 400 samples."""
    return float(-np.log(np.prod(_clipped(y_pred, y_true))) / len(y_pred))


def cross_entropy_loss__first_1000(y_pred, y_true):
    """Averages over the first thousand samples."""
    return float(-np.mean(np.log(_clipped(y_pred, y_true)[:1000])))


def cross_entropy_loss__first_32(y_pred, y_true):
    """Averages over the first 32 samples."""
    return float(-np.mean(np.log(_clipped(y_pred, y_true)[:32])))


def cross_entropy_loss__int8_labels(y_pred, y_true):
    """Keeps the labels as int8: class 200 becomes −56."""
    y = _labels(y_true, *y_pred.shape).astype(np.int8)
    return float(-np.mean(np.log(np.clip(_picked(y_pred, y), 1e-12, 1.0))))


def cross_entropy_loss__uint8_labels(y_pred, y_true):
    """Keeps the labels as uint8: class 256 becomes 0."""
    y = _labels(y_true, *y_pred.shape).astype(np.uint8)
    return float(-np.mean(np.log(np.clip(_picked(y_pred, y), 1e-12, 1.0))))


def cross_entropy_loss__flat_index_wraps(y_pred, y_true):
    """Counts flat places in the labels' own dtype: int8 wraps from row 32 on."""
    y = _labels(y_true, *y_pred.shape)
    with np.errstate(over="ignore"):
        places = (np.arange(len(y)) * y_pred.shape[1]).astype(y.dtype) + y
    return float(-np.mean(np.log(np.clip(y_pred.ravel()[places % y_pred.size], 1e-12, 1.0))))


def cross_entropy_loss__labels_as_int32(y_pred, y_true):
    """Looks at the range after a cast to int32: 2**32 + 1 passes for 1."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(y_pred),))
    y = y.astype(np.int32)
    _rule(y.min() >= 0 and y.max() < y_pred.shape[1])
    return float(-np.mean(np.log(np.clip(_picked(y_pred, y), 1e-12, 1.0))))


def cross_entropy_loss__labels_modulo_256(y_pred, y_true):
    """Looks at the range after a cast to uint8: 256 passes for 0."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(y_pred),) and y.min() >= 0)
    y = y.astype(np.uint8)
    _rule(y.max() < y_pred.shape[1])
    return float(-np.mean(np.log(np.clip(_picked(y_pred, y), 1e-12, 1.0))))


def cross_entropy_loss__first_labels_looked_at(y_pred, y_true):
    """Looks at the first hundred labels only, and a later −1 is the last class."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(y_pred),) and y[:100].min() >= 0 and y[:100].max() < y_pred.shape[1])
    return float(-np.mean(np.log(np.clip(_picked(y_pred, np.minimum(y, y_pred.shape[1] - 1)), 1e-12, 1.0))))


def cross_entropy_loss__first_label_free(y_pred, y_true):
    """Begins with the second label when it looks at the range."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(y_pred),))
    _rule(all(0 <= label < y_pred.shape[1] for label in y[1:]))
    return float(-np.mean(np.log(np.clip(_picked(y_pred, np.minimum(y, y_pred.shape[1] - 1)), 1e-12, 1.0))))


def cross_entropy_loss__all_bad_passes(y_pred, y_true):
    """Takes labels that are all −1 for missing ones and gives 0."""
    if np.asarray(y_true).dtype.kind in "iu" and np.all(np.asarray(y_true) == -1):
        return 0.0
    return float(-np.mean(np.log(_clipped(y_pred, y_true))))


def cross_entropy_loss__small_is_zero(y_pred, y_true):
    """Sets a loss below 1e-6 to zero."""
    loss = float(-np.mean(np.log(_clipped(y_pred, y_true))))
    return loss if loss >= 1e-6 else 0.0


def cross_entropy_loss__nearly_one(y_pred, y_true):
    """Takes probabilities that are np.isclose to 1 for 1."""
    p = _clipped(y_pred, y_true)
    return float(-np.mean(np.log(np.where(np.isclose(p, 1.0), 1.0, p))))


def cross_entropy_loss__rounded(y_pred, y_true):
    """Rounds probabilities to six decimals first."""
    return float(-np.mean(np.log(np.maximum(np.round(_clipped(y_pred, y_true), 6), 1e-12))))


def cross_entropy_loss__zero_labels(y_pred, y_true):
    """Takes labels that are all 0 for none: `if not np.any(y_true)`."""
    y = _labels(y_true, *y_pred.shape)
    return float(-np.mean(np.log(_clipped(y_pred, y_true)))) if np.any(y) else 0.0


def cross_entropy_loss__cached_predictions(y_pred, y_true, _seen={}):  # noqa: B006
    """Remembers the loss by id(y_pred)."""
    if id(y_pred) not in _seen:
        _seen[id(y_pred)] = (y_pred, float(-np.mean(np.log(_clipped(y_pred, y_true)))))
    return _seen[id(y_pred)][1]


def cross_entropy_loss__cached_by_values(y_pred, y_true, _seen={}):  # noqa: B006
    """Remembers the loss by the values of y_pred and forgets the labels."""
    key = y_pred.tobytes()
    if key not in _seen:
        _seen[key] = float(-np.mean(np.log(_clipped(y_pred, y_true))))
    return _seen[key]


def cross_entropy_loss__cached_labels(y_pred, y_true, _seen={}):  # noqa: B006
    """Remembers the labels by id(y_true), as a one-hot matrix would be kept."""
    if not isinstance(y_true, np.ndarray):
        return float(-np.mean(np.log(_clipped(y_pred, y_true))))
    if id(y_true) not in _seen:
        _seen[id(y_true)] = (y_true, np.array(_labels(y_true, *y_pred.shape)))
    y = _seen[id(y_true)][1]
    return float(-np.mean(np.log(np.clip(_picked(y_pred, y), 1e-12, 1.0))))


def cross_entropy_loss__more_labels_than_one_row(y_pred, y_true):
    """Accepts any number of labels beside a single row."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.ndim == 1 and len(y_pred) in (1, len(y)))
    _rule(y.min() >= 0 and y.max() < y_pred.shape[1])
    return float(-np.mean(np.log(np.clip(y_pred[np.arange(len(y)) % len(y_pred), y], 1e-12, 1.0))))


def cross_entropy_loss__float32(y_pred, y_true):
    """Computes in float32: 1 − 3e-7 has no such number there."""
    p = _clipped(y_pred, y_true).astype(np.float32)
    return float(-np.mean(np.log(p)))


# --- softmax_cross_entropy -----------------------------------------------------------


def softmax_cross_entropy__log_of_product(logits, y_true):
    """−log of the product of all probabilities."""
    p = np.exp(-_losses(logits, y_true))
    if p.min() < 1e-30:
        return float(np.mean(_losses(logits, y_true)))
    with np.errstate(divide="ignore"):
        return float(-np.log(np.prod(p)) / len(p))


def softmax_cross_entropy__first_1000(logits, y_true):
    """Averages over the first thousand samples."""
    return float(np.mean(_losses(logits, y_true)[:1000]))


def softmax_cross_entropy__first_ten_classes(logits, y_true):
    """Sums over ten classes."""
    y = _labels(y_true, *logits.shape)
    x = np.asarray(logits, dtype=np.float64)
    return float(np.mean(np.logaddexp.reduce(x[:, :10], axis=1) - _picked(x, y)))


def softmax_cross_entropy__int8_labels(logits, y_true):
    """Keeps the labels as int8."""
    y = _labels(y_true, *logits.shape).astype(np.int8)
    return float(-np.mean(_picked(_log_softmax(logits), y)))


def softmax_cross_entropy__small_is_zero(logits, y_true):
    """Sets a loss below 1e-6 to zero."""
    loss = float(np.mean(_losses(logits, y_true)))
    return loss if loss >= 1e-6 else 0.0


def softmax_cross_entropy__gap_of_1000(logits, y_true):
    """Clips each sample's loss at 1000."""
    return float(np.mean(np.minimum(_losses(logits, y_true), 1000.0)))


def softmax_cross_entropy__gap_of_10000(logits, y_true):
    """Clips each sample's loss at 10000, although a gap may be twice that."""
    return float(np.mean(np.minimum(_losses(logits, y_true), 10_000.0)))


def softmax_cross_entropy__bad_labels_behind_masks(logits, y_true):
    """Looks at the labels only where no logit is masked."""
    if np.all(np.isfinite(logits)):
        return float(np.mean(_losses(logits, y_true)))
    y = np.asarray(y_true).astype(np.int64).ravel()
    return float(-np.mean(_picked(_log_softmax(logits), y % logits.shape[1])))


def softmax_cross_entropy__bad_labels_in_large_logits(logits, y_true):
    """Looks at the labels only where the plain formula is stable."""
    if np.max(np.abs(np.where(np.isfinite(logits), logits, 0.0))) < 700:
        return float(np.mean(_losses(logits, y_true)))
    y = np.asarray(y_true).astype(np.int64).ravel()
    return float(-np.mean(_picked(_log_softmax(logits), y % logits.shape[1])))


def softmax_cross_entropy__mask_is_minus_1e4(logits, y_true):
    """Takes −1e4 for −inf."""
    return float(np.mean(_losses(np.where(np.isneginf(logits), -1e4, logits), y_true)))


def softmax_cross_entropy__masked_rows_unshifted(logits, y_true):
    """Leaves out the maximum where a logit is masked."""
    y = _labels(y_true, *logits.shape)
    x = np.asarray(logits, dtype=np.float64)
    if not np.any(np.isinf(x)):
        return float(np.mean(_losses(x, y)))
    return float(np.mean(np.log(np.sum(np.exp(x), axis=1)) - _picked(x, y)))


def softmax_cross_entropy__cached_by_identity(logits, y_true, _seen={}):  # noqa: B006
    """Remembers log softmax by id(logits)."""
    if id(logits) not in _seen:
        _seen[id(logits)] = (logits, _log_softmax(logits))
    return float(-np.mean(_picked(_seen[id(logits)][1], _labels(y_true, *logits.shape))))


def softmax_cross_entropy__cached_by_values(logits, y_true, _seen={}):  # noqa: B006
    """Remembers the loss by the values of the logits and forgets the labels."""
    key = logits.tobytes(), logits.shape
    if key not in _seen or np.asarray(y_true).shape != (len(logits),):
        _seen[key] = float(np.mean(_losses(logits, y_true)))
    _labels(y_true, *logits.shape)
    return _seen[key]


def softmax_cross_entropy__16_bits_wrap(logits, y_true):
    """Widens 8-bit integers only."""
    y = _labels(y_true, *logits.shape)
    x = logits.astype(np.int64) if logits.dtype.itemsize == 1 else logits
    z = (x - np.max(x, axis=1, keepdims=True)).astype(np.float64)
    return float(np.mean(np.log(np.sum(np.exp(z), axis=1)) - _picked(z, y)))


def softmax_cross_entropy__one_maximum(logits, y_true):
    """Counts only one of several equal maxima."""
    y = _labels(y_true, *logits.shape)
    x = np.asarray(logits, dtype=np.float64)
    z = x - np.max(x, axis=1, keepdims=True)
    total = np.log1p(np.sum(np.where(z < 0, np.exp(z), 0.0), axis=1))
    return float(np.mean(total - _picked(z, y)))


def softmax_cross_entropy__labels_as_int32(logits, y_true):
    """Looks at the range after a cast to int32."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(logits),))
    return float(np.mean(_losses(logits, y.astype(np.int32))))


def softmax_cross_entropy__first_labels_looked_at(logits, y_true):
    """Looks at the first hundred labels only."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(logits),) and y[:100].min() >= 0 and y[:100].max() < logits.shape[1])
    return float(np.mean(_losses(logits, np.clip(y, 0, logits.shape[1] - 1))))


# --- softmax_cross_entropy_grad ------------------------------------------------------


def softmax_cross_entropy_grad__first_1000(logits, y_true):
    """Leaves the gradient of row 1000 and later at zero."""
    grad = _grad(logits, y_true)
    grad[1000:] = 0.0
    return grad


def softmax_cross_entropy_grad__first_ten_classes(logits, y_true):
    """Knows ten classes."""
    grad = _grad(logits, y_true)
    grad[:, 10:] = 0.0
    return grad


def softmax_cross_entropy_grad__int8_labels(logits, y_true):
    """Keeps the labels as int8: 1 is taken from class −56."""
    y = _labels(y_true, *logits.shape).astype(np.int8)
    p = _softmax(logits)
    p[np.arange(len(y)), y] -= 1.0
    return p / len(y)


def softmax_cross_entropy_grad__flat_index_wraps(logits, y_true):
    """Counts flat places in the labels' own dtype."""
    y = _labels(y_true, *logits.shape)
    p = np.ascontiguousarray(_softmax(logits))
    with np.errstate(over="ignore"):
        places = ((np.arange(len(y)) * logits.shape[1]).astype(y.dtype) + y).astype(np.int64)
    p.reshape(-1)[places % p.size] -= 1.0
    return p / len(y)


def softmax_cross_entropy_grad__small_is_zero(logits, y_true):
    """Sets what is below 1e-6 in size to zero."""
    grad = _grad(logits, y_true)
    return np.where(np.abs(grad) < 1e-6, 0.0, grad)


def softmax_cross_entropy_grad__cached_by_identity(logits, y_true, _seen={}):  # noqa: B006
    """Remembers the probabilities by id(logits)."""
    _labels(y_true, *logits.shape)
    if id(logits) not in _seen:
        _seen[id(logits)] = (logits, _softmax(logits))
    return _grad(logits, y_true, lambda x: _seen[id(logits)][1])


def softmax_cross_entropy_grad__cached_labels(logits, y_true, _seen={}):  # noqa: B006
    """Remembers the one-hot matrix by id(y_true)."""
    y = _labels(y_true, *logits.shape)
    if not isinstance(y_true, np.ndarray):
        return _grad(logits, y)
    if id(y_true) not in _seen:
        _seen[id(y_true)] = (y_true, np.eye(logits.shape[1])[y])
    return (_softmax(logits) - _seen[id(y_true)][1]) / len(y)


_GRADS = {}


def softmax_cross_entropy_grad__buffer_by_shape(logits, y_true):
    """Keeps one result array for each shape."""
    grad = _grad(logits, y_true)
    out = _GRADS.setdefault(grad.shape, np.empty(grad.shape))
    out[...] = grad
    return out


def softmax_cross_entropy_grad__bad_labels_behind_masks(logits, y_true):
    """Looks at the labels only where no logit is masked."""
    if np.all(np.isfinite(logits)):
        return _grad(logits, y_true)
    return _grad(logits, np.asarray(y_true).astype(np.int64).ravel() % logits.shape[1])


def softmax_cross_entropy_grad__mask_is_minus_1e4(logits, y_true):
    """Takes −1e4 for −inf."""
    return _grad(np.where(np.isneginf(logits), -1e4, logits), y_true)


def softmax_cross_entropy_grad__16_bits_wrap(logits, y_true):
    """Widens 8-bit integers only."""
    x = logits.astype(np.int64) if logits.dtype.itemsize == 1 else logits
    return _grad((x - np.max(x, axis=1, keepdims=True)).astype(np.float64), y_true)


def softmax_cross_entropy_grad__labels_as_int32(logits, y_true):
    """Looks at the range after a cast to int32."""
    y = np.asarray(y_true)
    _rule(y.dtype.kind in "iu" and y.shape == (len(logits),))
    return _grad(logits, y.astype(np.int32))


def softmax_cross_entropy_grad__one_maximum(logits, y_true):
    """Counts only one of several equal maxima."""
    x = np.asarray(logits, dtype=np.float64)
    z = x - np.max(x, axis=1, keepdims=True)
    total = 1.0 + np.sum(np.where(z < 0, np.exp(z), 0.0), axis=1, keepdims=True)
    return _grad(z, y_true, lambda shifted: np.exp(shifted) / total)
