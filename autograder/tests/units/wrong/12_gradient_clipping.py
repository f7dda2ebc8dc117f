"""Wrong answers to unit 12."""

import numpy as np


def _wide(gradients):
    return [np.array(g, dtype=np.float64) for g in gradients]


def _norm(arrays):
    return float(np.sqrt(sum(float(np.sum(a**2)) for a in arrays)))


def _clip(gradients, max_norm=5.0, norm=_norm, least=0.0, finite=np.isfinite):
    if max_norm <= least:
        raise ValueError("max_norm")
    arrays = _wide(gradients)
    size = norm(arrays)
    if not finite(size):
        raise ValueError("gradients: norm")
    scale = min(1.0, max_norm / (size + 1e-6))
    return [a * scale for a in arrays]


# --- global_norm --------------------------------------------------------------------------


def global_norm__ten_arrays(gradients):
    """Looks at ten arrays."""
    return _norm(_wide(gradients)[:10])


def global_norm__hundred_arrays(gradients):
    """Looks at a hundred arrays."""
    return _norm(_wide(gradients)[:100])


def global_norm__first_1000_elements(gradients):
    """Looks at a thousand elements of each array."""
    return _norm([a.ravel()[:1000] for a in _wide(gradients)])


def global_norm__three_axes(gradients):
    """Knows vectors, matrices and cubes; of more axes only the first slices."""
    arrays = _wide(gradients)
    while any(a.ndim > 3 for a in arrays):
        arrays = [a[0] if a.ndim > 3 else a for a in arrays]
    return _norm(arrays)


def global_norm__small_is_zero(gradients):
    """A norm below 1e-6 is 0."""
    norm = _norm(_wide(gradients))
    return norm if norm >= 1e-6 else 0.0


def global_norm__stops_at_zeros(gradients):
    """Takes an array of zeros for the end."""
    total = 0.0
    for g in gradients:
        if not np.any(g):
            break
        total += float(np.sum(np.asarray(g, dtype=np.float64) ** 2))
    return float(np.sqrt(total))


def global_norm__float16_underflows(gradients):
    """Squares small float16 numbers as they are."""
    total = 0.0
    for g in gradients:
        small = g.dtype == np.float16 and np.max(np.abs(g)) < 100
        total += float(np.sum((g if small else np.asarray(g, dtype=np.float64)) ** 2, dtype=np.float64))
    return float(np.sqrt(total))


def global_norm__int64_sum(gradients):
    """The squares fit into int64, their sum does not."""
    total = 0.0
    for g in gradients:
        wide = np.asarray(g, dtype=np.float64)
        if g.dtype.kind in "iu" and np.max(np.abs(wide)) < 3e9:
            total += float(np.sum(g.astype(np.int64) ** 2))
        else:
            total += float(np.sum(wide**2))
    return float(np.sqrt(abs(total)))


def global_norm__uint32_square(gradients):
    """Squares uint16 and uint32 as they are."""
    total = 0.0
    for g in gradients:
        keep = g.dtype in (np.uint16, np.uint32)
        total += float(np.sum((g**2 if keep else np.asarray(g, dtype=np.float64) ** 2).astype(np.float64)))
    return float(np.sqrt(total))


def global_norm__cached_by_identity(gradients, _seen={}):  # noqa: B006
    """Remembers each array's sum of squares by identity."""
    total = 0.0
    for g in gradients:
        if id(g) not in _seen:
            _seen[id(g)] = (g, float(np.sum(np.asarray(g, dtype=np.float64) ** 2)))
        total += _seen[id(g)][1]
    return float(np.sqrt(total))


def global_norm__cached_by_shapes(gradients, _seen={}):  # noqa: B006
    """Remembers the norm by the identities of the arrays, taken together."""
    arrays = list(gradients)
    key = tuple(map(id, arrays))
    if key not in _seen:
        _seen[key] = (arrays, _norm(_wide(arrays)))
    return _seen[key][1]


def global_norm__tied_counted_once(gradients):
    """Counts one array object once, also where it comes twice."""
    return _norm(_wide({id(g): g for g in gradients}.values()))


def global_norm__equal_counted_once(gradients):
    """Counts arrays of equal values once."""
    return _norm(_wide({(np.asarray(g).tobytes(), np.shape(g)): g for g in gradients}.values()))


# --- clip_gradients -----------------------------------------------------------------------


def clip_gradients__ten_arrays(gradients, max_norm=5.0):
    """Clips ten arrays."""
    given = list(gradients)
    return [*_clip(given[:10], max_norm), *_wide(given[10:])]


def clip_gradients__norm_of_ten_arrays(gradients, max_norm=5.0):
    """The norm is that of the first ten arrays."""
    return _clip(gradients, max_norm, lambda arrays: _norm(arrays[:10]))


def clip_gradients__norm_of_first_1000(gradients, max_norm=5.0):
    """The norm is that of a thousand elements of each array."""
    return _clip(gradients, max_norm, lambda arrays: _norm([a.ravel()[:1000] for a in arrays]))


def clip_gradients__max_norm_or_five(gradients, max_norm=None):
    """`max_norm or 5.0` after a look at what is below 0."""
    max_norm = max_norm or 5.0
    return _clip(gradients, max_norm)


def clip_gradients__isclose_is_not_clipped(gradients, max_norm=5.0):
    """Leaves a norm that is np.isclose to max_norm as it is."""
    given = _wide(gradients)
    if max_norm > 0 and np.isclose(_norm(given), max_norm, atol=0.0):
        return given
    return _clip(given, max_norm)


def clip_gradients__small_is_zero(gradients, max_norm=5.0):
    """Results below 1e-6 in size are 0."""
    return [np.where(np.abs(a) < 1e-6, 0.0, a) for a in _clip(gradients, max_norm)]


def clip_gradients__small_limit_refused(gradients, max_norm=5.0):
    """Refuses a max_norm up to 1e-8 as if it were 0."""
    return _clip(gradients, max_norm, least=1e-8)


def clip_gradients__slightly_negative(gradients, max_norm=5.0):
    """Lets a max_norm of −1e-12 pass as a small one."""
    return _clip(gradients, abs(max_norm) if max_norm > -1e-10 else max_norm)


def clip_gradients__large_limit_cut(gradients, max_norm=5.0):
    """Cuts max_norm off at 1000."""
    return _clip(gradients, min(max_norm, 1000.0))


def clip_gradients__isnan_only(gradients, max_norm=5.0):
    """Looks for NaN and lets infinity pass."""
    return _clip(gradients, max_norm, finite=lambda norm: not np.isnan(norm))


def clip_gradients__isinf_only(gradients, max_norm=5.0):
    """Looks for infinity and lets NaN pass."""
    return _clip(gradients, max_norm, finite=lambda norm: not np.isinf(norm))


def clip_gradients__ten_arrays_looked_at(gradients, max_norm=5.0):
    """Looks for NaN in ten arrays only."""
    given = _wide(gradients)
    if max_norm <= 0 or not np.isfinite(_norm(given[:10])):
        raise ValueError("max_norm, gradients")
    return _clip(given, max_norm, finite=lambda norm: True)


def clip_gradients__corner_looked_at(gradients, max_norm=5.0):
    """Looks for NaN among the first hundred elements of each array."""
    given = _wide(gradients)
    if max_norm <= 0 or not all(np.isfinite(a.ravel()[:100]).all() for a in given):
        raise ValueError("max_norm, gradients")
    return _clip(given, max_norm, finite=lambda norm: True)


def clip_gradients__zeros_alias(gradients, max_norm=5.0):
    """Gives the very arrays back where the norm is 0."""
    given = list(gradients)
    if max_norm > 0 and given and _norm(_wide(given)) == 0.0:
        return [np.asarray(g, dtype=np.float64) for g in given]
    return _clip(given, max_norm)


def clip_gradients__zeros_unchecked(gradients, max_norm=5.0):
    """Gives zeros back before it looks at max_norm."""
    given = _wide(gradients)
    if given and _norm(given) == 0.0:
        return given
    return _clip(given, max_norm)


def clip_gradients__generator_unchecked(gradients, max_norm=5.0):
    """Looks at max_norm only where gradients is a list."""
    if not isinstance(gradients, (list, tuple)):
        return _clip(gradients, max_norm if max_norm > 0 else 5.0)
    return _clip(gradients, max_norm)


def clip_gradients__integers_unchecked(gradients, max_norm=5.0):
    """Gives integer arrays back before it looks at max_norm."""
    given = list(gradients)
    if given and all(np.asarray(g).dtype.kind in "iu" for g in given):
        return _clip(given, max_norm if max_norm > 0 else 5.0)
    return _clip(given, max_norm)


_BUFFERS = {}


def clip_gradients__buffer_by_shape(gradients, max_norm=5.0):
    """Keeps one result array for each place and shape."""
    found = []
    for place, a in enumerate(_clip(gradients, max_norm)):
        out = _BUFFERS.setdefault((place, a.shape), np.empty(a.shape))
        out[...] = a
        found.append(out)
    return found


def clip_gradients__cached_by_identity(gradients, max_norm=5.0, _seen={}):  # noqa: B006
    """Remembers the result by the identities of the arrays and max_norm."""
    given = list(gradients)
    key = (*map(id, given), max_norm)
    if key not in _seen:
        _seen[key] = (given, _clip(given, max_norm))
    return [a.copy() for a in _seen[key][1]]


def clip_gradients__norm_by_identity(gradients, max_norm=5.0, _seen={}):  # noqa: B006
    """Remembers the norm by the identities of the arrays."""
    given = list(gradients)
    key = tuple(map(id, given))

    def norm(arrays):
        if key not in _seen:
            _seen[key] = (given, _norm(arrays))
        return _seen[key][1]

    return _clip(given, max_norm, norm)


def clip_gradients__cached_without_limit(gradients, max_norm=5.0, _seen={}):  # noqa: B006
    """Remembers the result by the arrays and forgets max_norm."""
    given = _wide(gradients)
    key = tuple((a.tobytes(), a.shape) for a in given)
    if not given or max_norm <= 0 or key not in _seen:
        _seen[key] = _clip(given, max_norm)
    return [a.copy() for a in _seen[key]]


def clip_gradients__sorted(gradients, max_norm=5.0):
    """Gives the arrays by size."""
    return sorted(_clip(gradients, max_norm), key=lambda a: -a.size)


def clip_gradients__float16_norm(gradients, max_norm=5.0):
    """Computes the norm of small float16 numbers in float16."""
    given = list(gradients)

    def norm(arrays):
        if given and all(np.asarray(g).dtype == np.float16 and np.max(np.abs(g)) < 100 for g in given):
            return float(np.sqrt(sum(float(np.sum(np.square(g), dtype=np.float64)) for g in given)))
        return _norm(arrays)

    return _clip(given, max_norm, norm)


def clip_gradients__four_axes_lost(gradients, max_norm=5.0):
    """Folds everything beyond three axes."""
    return [a if a.ndim <= 3 else a.reshape(*a.shape[:2], -1) for a in _clip(gradients, max_norm)]
