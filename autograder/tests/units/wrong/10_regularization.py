"""Wrong answers to unit 10.  All look at λ (or t) as they should unless that is their fault."""

import numpy as np


def _sane(lambda_reg, least=0.0):
    if lambda_reg < least:
        raise ValueError(f"lambda_reg or t: {lambda_reg}")


def _real(weights):
    return np.asarray(weights, dtype=np.float64)


def _whole(weights):
    w = np.asarray(weights)
    return w.astype(np.int64) if w.dtype.kind in "iu" else w


def _l1(weights, lambda_reg):
    _sane(lambda_reg)
    return float(lambda_reg * np.sum(np.abs(_real(weights))))


def _l2(weights, lambda_reg):
    _sane(lambda_reg)
    return float(lambda_reg * np.sum(_real(weights) ** 2))


# --- l1_regularization --------------------------------------------------------------------


def l1_regularization__first_1000(weights, lambda_reg):
    """Adds up a thousand weights."""
    return _l1(np.ravel(weights)[:1000], lambda_reg)


def l1_regularization__first_32_rows(weights, lambda_reg):
    """Adds up 32 rows."""
    return _l1(weights[:32] if np.ndim(weights) else weights, lambda_reg)


def l1_regularization__three_axes(weights, lambda_reg):
    """Adds up along three axes, and of the rest the first."""
    _sane(lambda_reg)
    total = np.abs(_real(weights))
    for _ in range(3):
        total = total.sum(axis=-1) if total.ndim else total
    return float(lambda_reg * total.flat[0])


def l1_regularization__int64_sum(weights, lambda_reg):
    """Stays with integers: the sum of int64 wraps, and so does a product with an integer λ."""
    _sane(lambda_reg)
    with np.errstate(over="ignore"):
        return float(lambda_reg * np.sum(np.abs(_whole(weights))))


def l1_regularization__abs_of_the_least(weights, lambda_reg):
    """|−2³¹| in int32 is −2³¹; 8 and 16 bits are widened."""
    _sane(lambda_reg)
    w = np.asarray(weights)
    w = w.astype(np.int64) if w.dtype.itemsize <= 2 else w
    return float(lambda_reg * np.sum(np.abs(w).astype(np.float64)))


def l1_regularization__small_is_zero(weights, lambda_reg):
    """A penalty below 1e-6 is 0."""
    penalty = _l1(weights, lambda_reg)
    return penalty if penalty >= 1e-6 else 0.0


def l1_regularization__small_lambda_is_zero(weights, lambda_reg):
    """A λ that is np.isclose to 0 is 0."""
    return 0.0 if np.isclose(lambda_reg, 0.0) else _l1(weights, lambda_reg)


def l1_regularization__slightly_negative(weights, lambda_reg):
    """Lets a λ of −1e-9 pass as 0."""
    _sane(lambda_reg, -1e-9)
    return float(lambda_reg * np.sum(np.abs(_real(weights))))


def l1_regularization__lambda_at_most_100(weights, lambda_reg):
    """Cuts λ off at 100."""
    return _l1(weights, min(lambda_reg, 100))


def l1_regularization__cached_by_identity(weights, lambda_reg, _seen={}):  # noqa: B006
    """Remembers Σ|w| by id(weights)."""
    _sane(lambda_reg)
    if id(weights) not in _seen:
        _seen[id(weights)] = (weights, _l1(weights, 1.0))
    return lambda_reg * _seen[id(weights)][1]


def l1_regularization__cached_without_lambda(weights, lambda_reg, _seen={}):  # noqa: B006
    """Remembers the penalty by the weights and forgets λ."""
    _sane(lambda_reg)
    key = weights.tobytes(), weights.dtype, weights.shape
    if key not in _seen:
        _seen[key] = _l1(weights, lambda_reg)
    return _seen[key]


# --- l2_regularization --------------------------------------------------------------------


def l2_regularization__first_1000(weights, lambda_reg):
    """Adds up a thousand weights."""
    return _l2(np.ravel(weights)[:1000], lambda_reg)


def l2_regularization__three_axes(weights, lambda_reg):
    """Adds up along three axes, and of the rest the first."""
    _sane(lambda_reg)
    total = _real(weights) ** 2
    for _ in range(3):
        total = total.sum(axis=-1) if total.ndim else total
    return float(lambda_reg * total.flat[0])


def l2_regularization__int64_square(weights, lambda_reg):
    """Widens to int64: the square of 4e9 wraps."""
    _sane(lambda_reg)
    with np.errstate(over="ignore"):
        return float(lambda_reg * float(np.sum(np.square(_whole(weights)))))


def l2_regularization__int64_sum(weights, lambda_reg):
    """The squares fit into int64, their sum does not."""
    _sane(lambda_reg)
    squares = _real(weights) ** 2
    if np.asarray(weights).dtype.kind in "iu" and squares.max() < 9e18:
        squares = np.square(_whole(weights))
    return float(lambda_reg * float(np.sum(squares)))


def l2_regularization__int32_square(weights, lambda_reg):
    """Widens what has fewer than 32 bits: the square of a large int32 wraps."""
    _sane(lambda_reg)
    w = np.asarray(weights)
    w = w.astype(np.int64) if w.dtype.itemsize < 4 else w
    w = _real(w) if w.dtype.itemsize == 8 else w
    return float(lambda_reg * float(np.sum(np.square(w).astype(np.float64))))


def l2_regularization__small_is_zero(weights, lambda_reg):
    """A penalty below 1e-6 is 0."""
    penalty = _l2(weights, lambda_reg)
    return penalty if penalty >= 1e-6 else 0.0


def l2_regularization__small_lambda_is_zero(weights, lambda_reg):
    """A λ that is np.isclose to 0 is 0."""
    return 0.0 if np.isclose(lambda_reg, 0.0) else _l2(weights, lambda_reg)


def l2_regularization__cached_by_identity(weights, lambda_reg, _seen={}):  # noqa: B006
    """Remembers Σw² by id(weights)."""
    _sane(lambda_reg)
    if id(weights) not in _seen:
        _seen[id(weights)] = (weights, _l2(weights, 1.0))
    return lambda_reg * _seen[id(weights)][1]


def l2_regularization__slightly_negative(weights, lambda_reg):
    """Lets a λ of −1e-9 pass as 0."""
    _sane(lambda_reg, -1e-9)
    return float(lambda_reg * np.sum(_real(weights) ** 2))


# --- regularized_loss ---------------------------------------------------------------------


def regularized_loss__nothing_without_weights(loss, weights, lambda_l1, lambda_l2):
    """Gives 0 for empty weights and forgets the loss."""
    total = _l1(weights, lambda_l1) + _l2(weights, lambda_l2)
    return float(loss + total) if np.size(weights) else 0.0


def regularized_loss__empty_unchecked(loss, weights, lambda_l1, lambda_l2):
    """Looks at λ only where there are weights."""
    return float(loss + _l1(weights, lambda_l1) + _l2(weights, lambda_l2)) if np.size(weights) else float(loss)


def regularized_loss__zero_loss_is_missing(loss, weights, lambda_l1, lambda_l2):
    """`loss or 1.0`."""
    return float((loss or 1.0) + _l1(weights, lambda_l1) + _l2(weights, lambda_l2))


def regularized_loss__small_is_zero(loss, weights, lambda_l1, lambda_l2):
    """A total below 1e-6 is 0."""
    total = float(loss + _l1(weights, lambda_l1) + _l2(weights, lambda_l2))
    return total if abs(total) >= 1e-6 else 0.0


def regularized_loss__int64(loss, weights, lambda_l1, lambda_l2):
    """Stays with integers of 64 bits."""
    _sane(lambda_l1)
    _sane(lambda_l2)
    w = _whole(weights)
    with np.errstate(over="ignore"):
        return float(loss + lambda_l1 * float(np.sum(np.abs(w))) + lambda_l2 * float(np.sum(w * w)))


def regularized_loss__first_1000(loss, weights, lambda_l1, lambda_l2):
    """Adds up a thousand weights."""
    w = np.ravel(weights)[:1000]
    return float(loss + _l1(w, lambda_l1) + _l2(w, lambda_l2))


def regularized_loss__cached_by_identity(loss, weights, lambda_l1, lambda_l2, _seen={}):  # noqa: B006
    """Remembers the sums by id(weights)."""
    _sane(lambda_l1)
    _sane(lambda_l2)
    if id(weights) not in _seen:
        _seen[id(weights)] = (weights, _l1(weights, 1.0), _l2(weights, 1.0))
    return float(loss + lambda_l1 * _seen[id(weights)][1] + lambda_l2 * _seen[id(weights)][2])


def regularized_loss__cached_without_l2(loss, weights, lambda_l1, lambda_l2, _seen={}):  # noqa: B006
    """Remembers the total by all arguments but the last."""
    _sane(lambda_l2)
    key = loss, weights.tobytes(), weights.shape, lambda_l1
    if key not in _seen:
        _seen[key] = float(loss + _l1(weights, lambda_l1) + _l2(weights, lambda_l2))
    return _seen[key]


def regularized_loss__slightly_negative(loss, weights, lambda_l1, lambda_l2):
    """Lets −1e-9 pass as 0."""
    _sane(lambda_l1, -1e-9)
    _sane(lambda_l2, -1e-9)
    return float(loss + _l1(weights, 1.0) * lambda_l1 + _l2(weights, 1.0) * lambda_l2)


def regularized_loss__both_zero_unread(loss, weights, lambda_l1, lambda_l2):
    """`lambda_l1 + lambda_l2 == 0` means no penalty, also of 1 and −1."""
    if lambda_l1 + lambda_l2 == 0:
        return float(loss)
    return float(loss + _l1(weights, lambda_l1) + _l2(weights, lambda_l2))


# --- l1_gradient --------------------------------------------------------------------------


def _g1(weights, lambda_reg):
    _sane(lambda_reg)
    return lambda_reg * np.sign(_real(weights))


def l1_gradient__first_1000(weights, lambda_reg):
    """Leaves all but a thousand at 0."""
    grad = _g1(weights, lambda_reg)
    grad.reshape(-1)[1000:] = 0.0
    return grad


def l1_gradient__tiny_is_zero(weights, lambda_reg):
    """Weights below 1e-100 in size count as 0."""
    w = _real(weights)
    return _g1(np.where(np.abs(w) < 1e-100, 0.0, w), lambda_reg)


def l1_gradient__float32(weights, lambda_reg):
    """Looks at the sign in float32, where 1e-200 is 0."""
    return _g1(np.asarray(weights).astype(np.float32), lambda_reg)


def l1_gradient__two_axes(weights, lambda_reg):
    """Knows vectors, matrices and cubes."""
    grad = _g1(weights, lambda_reg)
    return grad if grad.ndim <= 3 else grad.reshape(len(grad), -1)


_BUFFERS = {}


def l1_gradient__buffer_by_shape(weights, lambda_reg):
    """Keeps one result array for each shape."""
    grad = _g1(weights, lambda_reg)
    out = _BUFFERS.setdefault(grad.shape, np.empty(grad.shape))
    out[...] = grad
    return out


def l1_gradient__cached_by_identity(weights, lambda_reg, _seen={}):  # noqa: B006
    """Remembers the signs by id(weights)."""
    _sane(lambda_reg)
    if id(weights) not in _seen:
        _seen[id(weights)] = (weights, np.sign(_real(weights)))
    return lambda_reg * _seen[id(weights)][1]


def l1_gradient__small_lambda_is_zero(weights, lambda_reg):
    """A λ that is np.isclose to 0 is 0."""
    return _g1(weights, 0.0 if np.isclose(lambda_reg, 0.0) else lambda_reg)


def l1_gradient__slightly_negative(weights, lambda_reg):
    """Lets a λ of −1e-9 pass as 0."""
    _sane(lambda_reg, -1e-9)
    return lambda_reg * np.sign(_real(weights))


# --- l2_gradient --------------------------------------------------------------------------


def _g2(weights, lambda_reg):
    _sane(lambda_reg)
    return 2.0 * lambda_reg * _real(weights)


def l2_gradient__first_1000(weights, lambda_reg):
    """Leaves all but a thousand at 0."""
    grad = _g2(weights, lambda_reg)
    grad.reshape(-1)[1000:] = 0.0
    return grad


def l2_gradient__small_is_zero(weights, lambda_reg):
    """What is below 1e-6 in size is 0."""
    grad = _g2(weights, lambda_reg)
    return np.where(np.abs(grad) < 1e-6, 0.0, grad)


def l2_gradient__int64_product(weights, lambda_reg):
    """Multiplies int64 by an integer λ, which wraps."""
    _sane(lambda_reg)
    w = _whole(weights)
    with np.errstate(over="ignore"):
        return (2 * lambda_reg * w).astype(np.float64)


def l2_gradient__int32_product(weights, lambda_reg):
    """Widens 8 and 16 bits, and 2 * λ * int32 wraps."""
    _sane(lambda_reg)
    w = np.asarray(weights)
    w = _real(w) if w.dtype.itemsize != 4 else w
    with np.errstate(over="ignore"):
        return np.asarray((2 * lambda_reg) * w, dtype=np.float64)


def l2_gradient__doubles_in_place(weights, lambda_reg):
    """w + w in int8 wraps, then float64."""
    _sane(lambda_reg)
    return lambda_reg * np.asarray(weights + weights, dtype=np.float64)


def l2_gradient__buffer_by_shape(weights, lambda_reg):
    """Keeps one result array for each shape."""
    grad = _g2(weights, lambda_reg)
    out = _BUFFERS.setdefault(grad.shape, np.empty(grad.shape))
    out[...] = grad
    return out


def l2_gradient__cached_by_identity(weights, lambda_reg, _seen={}):  # noqa: B006
    """Remembers 2w by id(weights)."""
    _sane(lambda_reg)
    if id(weights) not in _seen:
        _seen[id(weights)] = (weights, 2.0 * _real(weights))
    return lambda_reg * _seen[id(weights)][1]


def l2_gradient__slightly_negative(weights, lambda_reg):
    """Lets a λ of −1e-9 pass as 0."""
    _sane(lambda_reg, -1e-9)
    return 2.0 * lambda_reg * _real(weights)


# --- soft_threshold -----------------------------------------------------------------------


def _soft(weights, t):
    _sane(t)
    w = _real(weights)
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)


def soft_threshold__isclose(weights, t):
    """Weights that are np.isclose to t in size become 0."""
    w = _real(weights)
    return np.where(np.isclose(np.abs(w), t), 0.0, _soft(w, t))


def soft_threshold__small_is_zero(weights, t):
    """What is left below 1e-6 becomes 0."""
    out = _soft(weights, t)
    return np.where(np.abs(out) < 1e-6, 0.0, out)


def soft_threshold__small_t_is_zero(weights, t):
    """A t that is np.isclose to 0 is 0."""
    return _soft(weights, 0.0 if np.isclose(t, 0.0) else t)


def soft_threshold__t_or_one(weights, t):
    """`t or 1.0`."""
    return _soft(weights, t or 1.0)


def soft_threshold__first_1000(weights, t):
    """Leaves all but a thousand as they are."""
    out = np.array(weights, dtype=np.float64)
    out.reshape(-1)[:1000] = _soft(weights, t).reshape(-1)[:1000]
    return out


def soft_threshold__int32_abs(weights, t):
    """|−2³¹| in int32 is −2³¹."""
    _sane(t)
    w = np.asarray(weights)
    w = _real(w) if w.dtype.itemsize != 4 else w
    return np.sign(w) * np.maximum(np.abs(w).astype(np.float64) - t, 0.0)


def soft_threshold__uint16_below_zero(weights, t):
    """Widens 8 bits only: 3 − 5 in uint16 or uint32 is large."""
    _sane(t)
    w = np.asarray(weights)
    w = _real(w) if w.dtype.itemsize in (1, 8) else w
    size = (np.abs(w) - (type(w.flat[0])(t) if w.dtype.kind == "u" else t)).astype(np.float64)
    return np.sign(w.astype(np.float64)) * np.maximum(size, 0.0)


def soft_threshold__buffer_by_shape(weights, t):
    """Keeps one result array for each shape."""
    out = _BUFFERS.setdefault(np.shape(weights), np.empty(np.shape(weights)))
    out[...] = _soft(weights, t)
    return out


def soft_threshold__cached_by_identity(weights, t, _seen={}):  # noqa: B006
    """Remembers the result by id(weights) and t."""
    _sane(t)
    if (id(weights), t) not in _seen:
        _seen[id(weights), t] = (weights, _soft(weights, t))
    return _seen[id(weights), t][1].copy()


def soft_threshold__cached_without_t(weights, t, _seen={}):  # noqa: B006
    """Remembers the result by the weights and forgets t."""
    _sane(t)
    key = weights.tobytes(), weights.dtype, weights.shape
    if key not in _seen:
        _seen[key] = _soft(weights, t)
    return _seen[key].copy()


def soft_threshold__slightly_negative(weights, t):
    """Lets a t of −1e-9 pass as 0."""
    _sane(t, -1e-9)
    w = _real(weights)
    return np.sign(w) * np.maximum(np.abs(w) - t, 0.0)
