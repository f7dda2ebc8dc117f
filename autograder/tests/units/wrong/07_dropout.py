"""Wrong answers to unit 07."""

import numpy as np

# --- dropout_forward -------------------------------------------------------------------------------------------


def _check(dropout_rate):
    if not 0 <= dropout_rate <= 1:
        raise ValueError("dropout_rate")


def _draw(x, rate, rng):
    return (np.random.default_rng(rng).random(x.shape) >= rate).astype(float)


def _forward(x, rate, training, rng, draw=_draw, check=_check):
    """Right, but for what a wrong answer draws or checks."""
    check(rate)
    if not training:
        return x.astype(float), None
    mask = draw(x, rate, rng)
    return (np.zeros(x.shape) if rate == 1 else x * mask / (1 - rate)), mask


def dropout_forward__antithetic_halves(x, dropout_rate=0.5, training=True, rng=None):
    """Takes u for one half and 1 - u for the other."""

    def draw(x, rate, rng):
        half = np.random.default_rng(rng).random((x.size + 1) // 2)
        return (np.concatenate([half, 1 - half])[: x.size].reshape(x.shape) >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__antithetic_neighbours(x, dropout_rate=0.5, training=True, rng=None):
    """Takes u and 1 - u for neighbours."""

    def draw(x, rate, rng):
        half = np.random.default_rng(rng).random((x.size + 1) // 2)
        return (np.stack([half, 1 - half], axis=1).ravel()[: x.size].reshape(x.shape) >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__antithetic_mirror(x, dropout_rate=0.5, training=True, rng=None):
    """Takes u for the first half and 1 - u, backwards, for the second."""

    def draw(x, rate, rng):
        half = np.random.default_rng(rng).random((x.size + 1) // 2)
        return (np.concatenate([half, 1 - half[::-1]])[: x.size].reshape(x.shape) >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__antithetic_calls(x, dropout_rate=0.5, training=True, rng=None, last=[None, None]):
    """Takes 1 - u in every second call with the same generator."""

    def draw(x, rate, rng):
        again = isinstance(rng, np.random.Generator) and last[0] is rng and last[1].shape == x.shape
        u = 1 - last[1] if again else np.random.default_rng(rng).random(x.shape)
        last[:] = (None, None) if again else (rng, u)
        return (u >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__shifted_calls(x, dropout_rate=0.5, training=True, rng=None, last=[None]):
    """Without rng, every second call moves the mask of the call before on by one."""

    def draw(x, rate, rng):
        again = rng is None and last[0] is not None and last[0].shape == x.shape
        u = np.roll(last[0], 1) if again else np.random.default_rng(rng).random(x.shape)
        last[0] = u if rng is None and not again else None
        return (u >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__tiles_of_32_rows(x, dropout_rate=0.5, training=True, rng=None):
    """Draws 32 rows and repeats them."""
    return _forward(x, dropout_rate, training, rng, lambda x, rate, rng: np.resize(_draw(x[:32], rate, rng), x.shape))


def dropout_forward__tiles_of_1000(x, dropout_rate=0.5, training=True, rng=None):
    """Draws a thousand elements and repeats them."""
    return _forward(
        x, dropout_rate, training, rng, lambda x, rate, rng: np.resize(_draw(x.reshape(-1)[:1000], rate, rng), x.shape)
    )


def dropout_forward__tiles_of_65536(x, dropout_rate=0.5, training=True, rng=None):
    """Draws 65,536 elements and repeats them."""
    return _forward(
        x, dropout_rate, training, rng, lambda x, rate, rng: np.resize(_draw(x.reshape(-1)[:65536], rate, rng), x.shape)
    )


def dropout_forward__rows_from_a_pool(x, dropout_rate=0.5, training=True, rng=None):
    """Each row is one of 40 rows that were drawn."""

    def draw(x, rate, rng):
        rng = np.random.default_rng(rng)
        pool = rng.random((40, *x.shape[1:])) >= rate
        return pool[rng.integers(0, 40, size=len(x))].astype(float) if len(x) > 1 else _draw(x, rate, rng)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__symmetric_squares(x, dropout_rate=0.5, training=True, rng=None):
    """In a matrix (i, j) and (j, i) share their draw."""

    def draw(x, rate, rng):
        u = np.random.default_rng(rng).random(x.shape)
        if x.ndim == 2:
            side = min(x.shape)
            u[:side, :side] = np.tril(u[:side, :side]) + np.tril(u[:side, :side], -1).T
        return (u >= rate).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__outer_product(x, dropout_rate=0.5, training=True, rng=None):
    """A matrix keeps whole rows and columns: the product of two masks of the root's rate."""

    def draw(x, rate, rng):
        if x.ndim != 2 or min(x.shape) < 20:
            return _draw(x, rate, rng)
        rng, keep = np.random.default_rng(rng), np.sqrt(1 - rate)
        return np.outer(rng.random(x.shape[0]) < keep, rng.random(x.shape[1]) < keep).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__first_element_kept(x, dropout_rate=0.5, training=True, rng=None):
    """The first element is always kept."""

    def draw(x, rate, rng):
        mask = _draw(x, rate, rng)
        mask.reshape(-1)[0] = mask.reshape(-1)[0] if rate == 1 else 1.0
        return mask

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__last_element_dropped(x, dropout_rate=0.5, training=True, rng=None):
    """The last element is always dropped."""

    def draw(x, rate, rng):
        mask = _draw(x, rate, rng)
        mask.reshape(-1)[-1] = mask.reshape(-1)[-1] if rate == 0 else 0.0
        return mask

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__first_row_kept(x, dropout_rate=0.5, training=True, rng=None):
    """The first row of a large matrix is always kept."""

    def draw(x, rate, rng):
        mask = _draw(x, rate, rng)
        if x.ndim == 2 and len(x) > 100:
            mask[0] = 1.0
        return mask

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__no_empty_mask(x, dropout_rate=0.5, training=True, rng=None):
    """Draws again when all is dropped."""

    def draw(x, rate, rng):
        rng, mask = np.random.default_rng(rng), np.zeros(x.shape)
        while not mask.any() and rate < 1:
            mask = _draw(x, rate, rng)
        return mask

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__no_full_mask(x, dropout_rate=0.5, training=True, rng=None):
    """Draws again when all is kept, unless the rate is small."""

    def draw(x, rate, rng):
        rng = np.random.default_rng(rng)
        mask = _draw(x, rate, rng)
        while mask.all() and rate > 0.2:
            mask = _draw(x, rate, rng)
        return mask

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__single_number_kept(x, dropout_rate=0.5, training=True, rng=None):
    """An array of one element is never dropped."""

    def draw(x, rate, rng):
        return np.ones(x.shape) if x.size == 1 and rate < 1 else _draw(x, rate, rng)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__fixed_count_per_row(x, dropout_rate=0.5, training=True, rng=None):
    """Drops equally many in each row of a matrix."""

    def draw(x, rate, rng):
        if x.ndim != 2 or x.shape[1] < 100:
            return _draw(x, rate, rng)
        order = np.random.default_rng(rng).random(x.shape).argsort(axis=1).argsort(axis=1)
        return (order >= round(rate * x.shape[1])).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__large_values_kept(x, dropout_rate=0.5, training=True, rng=None):
    """Large values are dropped less often."""

    def draw(x, rate, rng):
        if x.size < 100 or not 0.1 < rate < 0.9 or x.dtype != float:
            return _draw(x, rate, rng)
        order = np.abs(x).reshape(-1).argsort().argsort().reshape(x.shape) / x.size - 0.5
        return (np.random.default_rng(rng).random(x.shape) >= rate - 0.1 * order).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__channels(x, dropout_rate=0.5, training=True, rng=None):
    """Drops whole channels of (N, C, H, W)."""

    def draw(x, rate, rng):
        return _draw(x[..., :1, :1] if x.ndim == 4 else x, rate, rng) * np.ones(x.shape)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__channels_last(x, dropout_rate=0.5, training=True, rng=None):
    """Drops whole channels of (N, H, W, C)."""

    def draw(x, rate, rng):
        return _draw(x[:, :1, :1] if x.ndim == 4 else x, rate, rng) * np.ones(x.shape)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__time_steps_share(x, dropout_rate=0.5, training=True, rng=None):
    """One mask for all steps of (N, T, D)."""

    def draw(x, rate, rng):
        return _draw(x[:, :1] if x.ndim == 3 else x, rate, rng) * np.ones(x.shape)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__one_mask_for_a_batch(x, dropout_rate=0.5, training=True, rng=None):
    """One mask for all samples beyond two axes."""

    def draw(x, rate, rng):
        return _draw(x[0] if x.ndim > 2 else x, rate, rng) * np.ones(x.shape)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__one_mask_for_a_video(x, dropout_rate=0.5, training=True, rng=None):
    """One mask for all samples beyond four axes."""

    def draw(x, rate, rng):
        return _draw(x[:, 0, None] if x.ndim > 4 else x, rate, rng) * np.ones(x.shape)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__pairs_of_a_long_vector(x, dropout_rate=0.5, training=True, rng=None):
    """In one axis two neighbours share their draw."""

    def draw(x, rate, rng):
        return np.repeat(_draw(x[::2], rate, rng), 2)[: x.size] if x.ndim == 1 else _draw(x, rate, rng)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__scale_with_1e7(x, dropout_rate=0.5, training=True, rng=None):
    """Divides by 1 - dropout_rate + 1e-7."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (out if mask is None or not 0 < dropout_rate < 1 else x * mask / (1 - dropout_rate + 1e-7)), mask


def dropout_forward__scale_with_1e8(x, dropout_rate=0.5, training=True, rng=None):
    """Divides by 1 - dropout_rate + 1e-8."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (out if mask is None or not 0 < dropout_rate < 1 else x * mask / (1 - dropout_rate + 1e-8)), mask


def dropout_forward__scale_of_a_hundred_at_most(x, dropout_rate=0.5, training=True, rng=None):
    """Never scales by more than a hundred."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (out if mask is None or dropout_rate < 0.99 else x * mask * 100.0), mask


def dropout_forward__rate_in_hundredths(x, dropout_rate=0.5, training=True, rng=None):
    """Draws whole numbers below 100."""

    def draw(x, rate, rng):
        return (np.random.default_rng(rng).integers(0, 100, size=x.shape) >= rate * 100).astype(float)

    return _forward(x, dropout_rate, training, rng, draw)


def dropout_forward__small_rate_is_none(x, dropout_rate=0.5, training=True, rng=None):
    """A rate below one hundredth drops nothing."""
    return _forward(x, dropout_rate, training, rng, lambda x, rate, rng: _draw(x, 0 if rate < 0.01 else rate, rng))


def dropout_forward__large_rate_is_all(x, dropout_rate=0.5, training=True, rng=None):
    """A rate within 1 % of 1 drops everything."""
    return _forward(x, dropout_rate, training, rng, lambda x, rate, rng: _draw(x, 1 if rate > 0.99 else rate, rng))


def dropout_forward__small_values_dropped(x, dropout_rate=0.5, training=True, rng=None):
    """Results below 1e-6 become 0."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return np.where(np.abs(out) < 1e-6, 0.0, out), mask


def dropout_forward__clipped(x, dropout_rate=0.5, training=True, rng=None):
    """Results beyond a million are cut in real arrays."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (np.clip(out, -1e6, 1e6) if x.dtype == float else out), mask


def dropout_forward__zeros_stay(x, dropout_rate=0.5, training=True, rng=None):
    """An array of zeros is given back with a full mask."""
    if training and 0 < dropout_rate < 1 and not np.any(x):
        return np.zeros(x.shape), np.ones(x.shape)
    return _forward(x, dropout_rate, training, rng)


def dropout_forward__mask_for_zeros(x, dropout_rate=0.5, training=True, rng=None):
    """A zero counts as dropped where all is kept."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return out, (x != 0).astype(float) if training and dropout_rate == 0 else mask


def dropout_forward__integers_at_rate_zero(x, dropout_rate=0.5, training=True, rng=None):
    """Integers stay integers at rate 0."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (x.copy() if dropout_rate == 0 else out), mask


def dropout_forward__integers_at_rate_zero_in_inference(x, dropout_rate=0.5, training=True, rng=None):
    """Integers stay integers at rate 0 in inference mode."""
    out, mask = _forward(x, dropout_rate, training, rng)
    return (x.copy() if dropout_rate == 0 and not training else out), mask


def dropout_forward__rate_or_default(x, dropout_rate=0.5, training=True, rng=None):
    """Takes a rate of 0 for one that was not given."""
    return _forward(x, dropout_rate or 0.5, training, rng)


def dropout_forward__seed_or_none(x, dropout_rate=0.5, training=True, rng=None):
    """Takes a seed of 0 for none."""
    return _forward(x, dropout_rate, training, rng or None)


def dropout_forward__int16_at_first(x, dropout_rate=0.5, training=True, rng=None):
    """Doubles small integers in their own type at a rate that is not 0.5."""
    out, mask = _forward(x, dropout_rate, training, rng)
    if mask is not None and x.dtype in (np.int8, np.int16) and 0 < dropout_rate < 1:
        out = (x + x) * mask / 2 / (1 - dropout_rate)
    return out, mask


def dropout_forward__unsigned_as_signed(x, dropout_rate=0.5, training=True, rng=None):
    """Large unsigned numbers turn negative on the way."""
    return _forward(x.astype(np.int64) if x.dtype == np.uint64 else x, dropout_rate, training, rng)


def dropout_forward__by_identity(x, dropout_rate=0.5, training=True, rng=None, last=[None, None]):
    """Remembers the float64 copy of the array it was given last."""
    if last[0] is not x:
        last[:] = x, x.astype(float)
    return _forward(last[1], dropout_rate, training, rng)


def dropout_forward__inference_by_shape(x, dropout_rate=0.5, training=True, rng=None, seen={}):
    """Remembers what inference gave for the array it was given last."""
    if training or not 0 <= dropout_rate <= 1:
        return _forward(x, dropout_rate, training, rng)
    if seen.get("x") is not x:
        seen.update(x=x, out=x.astype(float))
    return seen["out"].copy(), None


def dropout_forward__mask_of_integers_kept(x, dropout_rate=0.5, training=True, rng=None, seen={}):
    """Hands out one mask per seed, shape and rate."""
    out, mask = _forward(x, dropout_rate, training, rng)
    if mask is None or not isinstance(rng, int):
        return out, mask
    return out, seen.setdefault((rng, x.shape, dropout_rate), mask)


def dropout_forward__buffer_in_inference(x, dropout_rate=0.5, training=True, rng=None, buffers={}):
    """In inference mode the results of one shape lie in one buffer."""
    out, mask = _forward(x, dropout_rate, training, rng)
    if mask is None:
        buffers.setdefault(x.shape, np.zeros(x.shape))[...] = out
        out = buffers[x.shape]
    return out, mask


def dropout_forward__buffer(x, dropout_rate=0.5, training=True, rng=None, buffers={}):
    """In training mode the results of one shape lie in one buffer."""
    out, mask = _forward(x, dropout_rate, training, rng)
    if mask is not None:
        buffers.setdefault(x.shape, np.zeros(x.shape))[...] = out
        out = buffers[x.shape]
    return out, mask


def dropout_forward__nearly_one_is_one(x, dropout_rate=0.5, training=True, rng=None):
    """A rate a little above 1 counts as 1."""
    return _forward(x, 1.0 if 1 < dropout_rate < 1.00001 else dropout_rate, training, rng)


def dropout_forward__nearly_zero_is_zero(x, dropout_rate=0.5, training=True, rng=None):
    """A rate a little below 0 counts as 0."""
    return _forward(x, 0.0 if -1e-5 < dropout_rate < 0 else dropout_rate, training, rng)


def dropout_forward__percent(x, dropout_rate=0.5, training=True, rng=None):
    """A rate between 2 and 100 is one in per cent."""
    return _forward(x, dropout_rate / 100 if 2 < dropout_rate <= 100 else dropout_rate, training, rng)


def dropout_forward__zeros_before_the_rate(x, dropout_rate=0.5, training=True, rng=None):
    """In inference mode zeros come back without a look at the rate."""
    if not training and not np.any(x):
        return np.zeros(x.shape), None
    return _forward(x, dropout_rate, training, rng)


def dropout_forward__integers_before_the_rate(x, dropout_rate=0.5, training=True, rng=None):
    """In inference mode integers come back without a look at the rate."""
    if not training and x.dtype.kind in "iu":
        return x.astype(float), None
    return _forward(x, dropout_rate, training, rng)


# --- dropout_backward ------------------------------------------------------------------------------------------


def _backward(dout, mask, rate):
    if mask is None:
        return dout.astype(float)
    return np.zeros(dout.shape) if rate == 1 else dout * mask.astype(float) / (1 - rate)


def dropout_backward__rate_or_default(dout, mask, dropout_rate=0.5):
    """Takes a rate of 0 for one that was not given."""
    return _backward(dout, mask, dropout_rate or 0.5)


def dropout_backward__empty_mask_is_none(dout, mask, dropout_rate=0.5):
    """A mask of zeros counts as None, unless the rate is 1."""
    return _backward(dout, mask if dropout_rate == 1 or np.any(mask) else None, dropout_rate)


def dropout_backward__full_mask_is_none(dout, mask, dropout_rate=0.5):
    """A mask of ones counts as None."""
    return _backward(dout, None if mask is not None and np.all(mask) else mask, dropout_rate)


def dropout_backward__single_zero_is_none(dout, mask, dropout_rate=0.5):
    """A mask of one 0 is false."""
    return _backward(dout, None if np.size(mask) == 1 and not mask else mask, dropout_rate)


def dropout_backward__scale_with_1e7(dout, mask, dropout_rate=0.5):
    """Divides by 1 - dropout_rate + 1e-7."""
    return _backward(dout, mask, dropout_rate if mask is None or dropout_rate in (0, 1) else dropout_rate - 1e-7)


def dropout_backward__small_values_dropped(dout, mask, dropout_rate=0.5):
    """Gradients below 1e-6 become 0."""
    dx = _backward(dout, mask, dropout_rate)
    return np.where(np.abs(dx) < 1e-6, 0.0, dx)


def dropout_backward__clipped(dout, mask, dropout_rate=0.5):
    """Gradients beyond a million are cut."""
    return np.clip(_backward(dout, mask, dropout_rate), -1e6, 1e6)


def dropout_backward__scale_of_a_hundred_at_most(dout, mask, dropout_rate=0.5):
    """Never scales by more than a hundred."""
    return _backward(dout, mask, dropout_rate if mask is None or dropout_rate == 1 else min(dropout_rate, 0.99))


def dropout_backward__small_rate_is_none(dout, mask, dropout_rate=0.5):
    """A rate below one hundredth scales nothing."""
    return _backward(dout, mask, 0.0 if dropout_rate < 0.01 else dropout_rate)


def dropout_backward__first_32_rows(dout, mask, dropout_rate=0.5):
    """Masks the first 32 rows only."""
    dx = _backward(dout, mask, dropout_rate)
    dx[32:] = dout[32:]
    return dx


def dropout_backward__first_1000(dout, mask, dropout_rate=0.5):
    """Computes a thousand elements only."""
    dx = _backward(dout, mask, dropout_rate)
    dx.reshape(-1)[1000:] = 0.0
    return dx


def dropout_backward__signed_bytes(dout, mask, dropout_rate=0.5):
    """Takes bytes as signed ones."""
    return _backward(dout.astype(np.int8) if dout.dtype == np.uint8 else dout, mask, dropout_rate)


def dropout_backward__integers_as_they_are(dout, mask, dropout_rate=0.5):
    """Without a mask integers stay integers at rates 0 and 1."""
    return dout.copy() if mask is None and dropout_rate in (0, 1) else _backward(dout, mask, dropout_rate)


def dropout_backward__rate_before_none_for_integers(dout, mask, dropout_rate=0.5):
    """For integers, a rate of 1 gives zeros even without a mask."""
    return np.zeros(dout.shape) if dropout_rate == 1 and dout.dtype.kind in "iu" else _backward(dout, mask, dropout_rate)


def dropout_backward__by_identity(dout, mask, dropout_rate=0.5, last=[None, None, None, None]):
    """Remembers the result for the arrays it was given last."""
    if last[0] is not dout or last[1] is not mask or last[2] != dropout_rate:
        last[:] = dout, mask, dropout_rate, _backward(dout, mask, dropout_rate)
    return last[3].copy()


def dropout_backward__scale_by_identity(dout, mask, dropout_rate=0.5, last=[None, None]):
    """Remembers the scaled mask for the mask it was given last, at whatever rate."""
    if mask is None or dropout_rate == 1:
        return _backward(dout, mask, dropout_rate)
    if last[0] is not mask:
        last[:] = mask, mask.astype(float) / (1 - dropout_rate)
    return dout * last[1]


def dropout_backward__buffer(dout, mask, dropout_rate=0.5, buffers={}):
    """The results of one shape lie in one buffer."""
    buffer = buffers.setdefault(dout.shape, np.zeros(dout.shape))
    buffer[...] = _backward(dout, mask, dropout_rate)
    return buffer


def dropout_backward__two_buffers_without_a_mask(dout, mask, dropout_rate=0.5, buffers={}):
    """Without a mask the results of one shape lie in two buffers in turn."""
    if mask is not None:
        return _backward(dout, mask, dropout_rate)
    pair = buffers.setdefault(dout.shape, [np.zeros(dout.shape), np.zeros(dout.shape)])
    pair.reverse()
    pair[0][...] = dout
    return pair[0]
