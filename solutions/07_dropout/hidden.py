"""Hidden cases of unit 07: inputs, and properties where the result is random.

No draw is ever compared with the reference's.  A property is checked on large arrays within
six standard deviations, so that a right answer fails less than once in ten million gradings.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Rng, Shared, again, case

FORWARD, BACKWARD = "dropout_forward", "dropout_backward"
SIGMAS = 6.0
FAR = 8.0  # for the largest of up to a hundred thousand correlations
EFFECTS = "pure fresh quiet"
BIG = (170, 230)
#: Rates outside [0, 1]; never a value whose validity could be argued about.
BAD_RATES = (-0.1, 1.1, float("nan"), 2, -1, float("inf"), -1e-6, 1.000001, -float("inf"), 30)


def activations(rng: np.random.Generator, shape: tuple[int, ...]) -> Any:
    """Values of both signs, none near 0, so that out shows which elements were kept."""
    return rng.uniform(0.5, 3.0, size=shape) * rng.choice([-1.0, 1.0], size=shape)


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(1, 2**31))


def close(a: Any, b: Any) -> bool:
    """Equal shapes and values within the course's tolerance."""
    return np.shape(a) == np.shape(b) and bool(np.all(np.abs(a - b) <= 1e-9 + 1e-6 * np.abs(b)))


# --- dropout_forward: what one result in training mode must be ------------------------------


def training_fault(value: Any, x: Any, rate: float) -> str | None:
    """None when (out, mask) may come from x in training mode; else the key of a mistake, or ""."""
    if isinstance(value, np.ndarray):
        return "only_out"
    if not isinstance(value, tuple) or len(value) != 2 or not all(isinstance(item, np.ndarray) for item in value):
        return ""
    out, mask = value
    if 0 < rate < 1 and np.any(out) and np.all((out == 0) | (out == 1)) and close(mask, x * out.astype(np.float64) / (1.0 - rate)):
        return "swapped_result"
    if mask.shape != x.shape:
        return "shared_mask" if 0 < mask.size < x.size and out.shape == x.shape else ""
    if out.shape != x.shape or out.dtype != np.float64 or mask.dtype.kind not in "biuf":
        return ""
    mask = mask.astype(np.float64)
    if not np.all((mask == 0.0) | (mask == 1.0)):
        return scaled_fault(out, mask, x, rate)
    if rate in (0, 1):
        return None if close(out, x * mask) and np.all(mask == 1 - rate) else ("nan" if np.any(np.isnan(out)) else "")
    return binary_fault(out, mask, x.astype(np.float64), rate)


def scaled_fault(out: Any, mask: Any, x: Any, rate: float) -> str:
    """A mask with other values than 0 and 1: is the scale inside it?"""
    for key, scale in (("scaled_mask", 1.0 - rate), ("keep_convention", rate)):
        if scale and close(out, x * mask) and np.all((mask == 0.0) | (np.abs(mask * scale - 1.0) < 1e-6)):
            return key
    return ""


def binary_fault(out: Any, mask: Any, x: Any, rate: float) -> str | None:
    """A mask of 0 and 1: the scale, equal lines, the share that is kept."""
    keep, kept = 1.0 - rate, float(mask.mean())
    few = 10 if mask.size * min(rate, keep) < 200 else 0  # the tail of a rare event is longer than a normal one
    bound = SIGMAS * np.sqrt(rate * keep / mask.size) + few / mask.size
    swapped = abs(kept - rate) <= 2 * bound < abs(kept - keep)
    if swapped and close(out, x * mask / rate):
        return "keep_convention"
    if swapped and close(out, x * (1.0 - mask) / keep):
        return "mask_of_dropped"
    if not close(out, x * mask / keep):
        if close(out, x * mask * keep):
            return "multiplies"
        # Without a scale: what happens in inference mode tells a convention from a slip, see `inference`.
        return "divides_by_rate" if close(out, x * mask / rate) and not close(out, x * mask) else ""
    zeros = x == 0.0
    if zeros.sum() > 60 and not np.any(mask[zeros]):
        return "mask_from_out"
    mixed = np.ptp(mask) > 0  # a mask of one value only shares nothing
    if mixed and mask.ndim == 2 and min(mask.shape) > 20 and (np.all(mask == mask[:1]) or np.all(mask == mask[:, :1])):
        return "shared_mask"
    if mixed and mask.ndim > 2 and len(mask) > 1 and mask[0].size > 100 and np.all(mask == mask[:1]):
        return "shared_mask"
    if swapped:
        return "swapped_comparison"
    return None if abs(kept - keep) <= bound else ""


def training(x: Any, rate: float) -> Callable[..., str | None]:
    """Every step is a result in training mode on x."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [training_fault(outcome.value, x, rate) for outcome in got]
        return next((fault for fault in faults if fault), next((fault for fault in faults if fault is not None), None))

    return verify


def forward_values(rng: np.random.Generator) -> Iterator[Case]:
    """Shares and scale for several rates, none of them 0.5 but for the default."""
    for shape, rate in ((BIG, 0.2), ((230, 170), 0.8), ((120, 190), 0.37), ((190, 120), 0.07)):
        x = activations(rng, shape)
        yield case(Call(FORWARD, x, rate, True, seed_of(rng)), verify=training(x, rate), alone=True)
    x = activations(rng, (90, 130))
    yield case(Call(FORWARD, x, dropout_rate=0.9, training=True, rng=seed_of(rng)), verify=training(x, 0.9), alone=True)
    yield case(Call(FORWARD, x, rng=seed_of(rng)), verify=training(x, 0.5), alone=True)


def inference(x: Any, rate: float) -> Callable[..., str | None]:
    """Step 0 in training mode, step 1 in inference mode, which must give (x, None)."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        trained, result = got[0].value, got[1].value
        if isinstance(result, np.ndarray):
            return "only_out"
        out, mask = result
        if isinstance(trained, tuple) and close(trained[0], x * trained[1]):
            return "scales_at_inference" if close(out, x * (1.0 - rate)) else "no_scale"
        if mask is not None:
            return "ignores_training" if np.any(mask == 0) else "inference_mask" if np.all(mask == 1) and close(out, x) else ""
        if close(out, x) and out.dtype.kind in "iu":
            return "inference_as_is"
        return None if close(out, x) and out.dtype == np.float64 else ""

    return verify


def inference_mode(rng: np.random.Generator) -> Iterator[Case]:
    """A float64 copy and None, whatever the rate and the generator."""
    for x in (activations(rng, (30, 40)), rng.integers(1, 100, size=(25, 33))):
        steps = Call(FORWARD, x, 0.3, True, seed_of(rng)), Call(FORWARD, x, 0.3, False, seed_of(rng))
        yield case(*steps, verify=inference(x, 0.3), alone=True)
    x = activations(rng, (7, 5))
    yield case(Call(FORWARD, x, 0.8, False), Call(FORWARD, x, training=False))
    yield case(Call(FORWARD, x, dropout_rate=1.0, training=False), Call(FORWARD, x, 0.0, False), Call(FORWARD, x, 1, False))
    yield case(Call(FORWARD, rng.integers(0, 255, size=(3, 4, 2)).astype(np.uint8), 0.2, False, rng=Rng(seed_of(rng))))
    yield case(Call(FORWARD, Layout(x, "F"), 0.2, False), Call(FORWARD, activations(rng, (1,)), 0.2, False))
    yield case(Call(FORWARD, Layout(x, "readonly"), 0.2, False), look=EFFECTS)
    for dtype, shape in ((np.int8, (5,)), (np.uint16, (2, 3, 4)), (np.int64, (1,)), (np.uint64, (2, 3, 2, 2))):
        whole = rng.integers(0, np.iinfo(dtype).max, size=shape, dtype=dtype)
        yield case(*[Call(FORWARD, whole, rate, False) for rate in (0.0, 0.4, 1.0, 0, 1)])
    for x in (np.zeros((3, 4)), 1e-7 * activations(rng, (40, 30)), activations(rng, (1100,))):
        yield case(Call(FORWARD, x, 0.3, False, 0), Call(FORWARD, x, 0.0, False), look=EFFECTS)


def rate_ends(rng: np.random.Generator) -> Iterator[Case]:
    """Rate 0 keeps everything, rate 1 drops everything, without a warning; next to them the rate is as exact as elsewhere."""
    for rate in (0.0, 1.0, 0, 1):
        for x in (activations(rng, (40, 25)), rng.integers(-9, 10, size=11)):
            steps = (Call(FORWARD, x, rate, True, seed_of(rng)), Call(FORWARD, x, rate))
            yield case(*steps, verify=ends(x, rate), alone=True, look="no_warning")
    for rate in (0.004, 0.99, 0.996, 0.999):
        x = activations(rng, BIG)
        yield case(Call(FORWARD, x, rate, True, seed_of(rng)), verify=training(x, rate), alone=True)


def ends(x: Any, rate: float) -> Callable[..., str | None]:
    """Like `training`; a division of 0 by 0 is named."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        fault = training(x, rate)(got, want)
        return "rate_one_nan" if fault == "nan" or (rate == 1 and fault is None and got[0].warned) else fault

    return verify


# --- independence ------------------------------------------------------------------------------


def scores(a: Any, b: Any) -> Any:
    """How far the products of two samples are from chance, at every offset, also with one of them reversed.

    The samples are flat, of mean 0 and variance 1; of a sample with itself the offset 0 is left out.
    """
    size, alone = a.size, a is b
    f, g = np.fft.rfft(a), np.fft.rfft(b)
    forth = np.fft.irfft(f * np.conj(g), size) / np.sqrt(size)
    back = np.fft.irfft(f * g, size) / np.sqrt(size * (2.0 if alone else 1.0))  # each product stands there twice
    if alone:
        forth[0] = 0.0
        forth[size // 2] /= np.sqrt(2.0)
    return np.concatenate([forth, back])


def lines_apart(z: Any) -> bool:
    """Along each axis: are the lines unlike each other, and none of them kept or dropped as a whole?"""
    for axis, count in enumerate(z.shape):
        lines = np.moveaxis(z, axis, 0).reshape(count, -1)
        length = lines.shape[1]
        if count < 2 or length < 160:
            continue
        alike = np.abs(lines @ lines.T) / np.sqrt(length)
        np.fill_diagonal(alike, np.abs(lines.sum(axis=1)) / np.sqrt(length))
        if np.max(alike) > FAR:
            return False
    return True


def independent(x: Any, rate: float) -> Callable[..., str | None]:
    """No other element, near or far, no line and no value of x says anything about an element of the mask."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := training_fault(got[0].value, x, rate)) is not None:
            return fault
        z = (got[0].value[1].astype(np.float64) - (1.0 - rate)) / np.sqrt(rate * (1.0 - rate))
        if z.ndim == 2:
            rows, cols = z.sum(axis=1), z.sum(axis=0)
            if np.ptp(rows) < 1e-9 or np.ptp(cols) < 1e-9:
                return "fixed_count"
            for sums, size in ((rows, z.shape[1]), (cols, z.shape[0])):
                if abs(np.sum(sums**2 / size) - len(sums)) > 7.5 * np.sqrt(2.0 * len(sums)):
                    return ""
            square = z[: min(z.shape), : min(z.shape)]
            if abs(np.sum(square * square.T) - np.sum(np.diag(square) ** 2)) > SIGMAS * np.sqrt(2.0 * square.size):
                return ""
        for weight in (x, np.abs(x) - np.mean(np.abs(x))):
            if abs(np.sum(z * weight)) > SIGMAS * np.sqrt(np.sum(weight**2)):
                return ""
        flat = z.ravel()
        return None if np.max(np.abs(scores(flat, flat))) <= FAR and lines_apart(z) else ""

    return verify


def apart(x: Any, rate: float) -> Callable[..., str | None]:
    """Each call is drawn for itself: no mask says anything about the next."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := training(x, rate)(got, want)) is not None:
            return fault
        z = [(outcome.value[1].ravel() - (1.0 - rate)) / np.sqrt(rate * (1.0 - rate)) for outcome in got]
        return None if all(np.max(np.abs(scores(a, b))) <= FAR for a, b in pairwise(z)) else ""

    return verify


def places(x: Any, rate: float) -> Callable[..., str | None]:
    """Over many calls: is each place kept as often as it should be, and are empty and full masks as frequent?"""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := training(x, rate)(got, want)) is not None:
            return fault
        masks = np.array([outcome.value[1].ravel() for outcome in got], dtype=np.float64)
        calls, size = masks.shape
        frequent = [(masks.sum(axis=0), 1.0 - rate)]
        frequent += [(np.sum(~masks.any(axis=1)), rate**size), (np.sum(masks.all(axis=1)), (1.0 - rate) ** size)]
        for counts, share in frequent:
            expected = calls * share
            if min(expected, calls - expected) >= 10 and np.any(np.abs(counts - expected) > 7.0 * np.sqrt(expected * (1.0 - share))):
                return ""
        return None

    return verify


def counts_vary(x: Any, rate: float) -> Callable[..., str | None]:
    """The number of kept elements differs from call to call."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := training(x, rate)(got, want)) is not None:
            return fault
        if len({int(outcome.value[1].sum()) for outcome in got}) > 1:
            return None
        return "fixed_seed" if same(got[0], got[1]) else "fixed_count"

    return verify


def independence(rng: np.random.Generator) -> Iterator[Case]:
    """Every element is drawn for itself."""
    for shape, rate in (((160, 250), 0.3), ((250, 160), 0.7)):
        x = activations(rng, shape)
        yield case(Call(FORWARD, x, rate, True, seed_of(rng)), verify=independent(x, rate), alone=True)
    x = activations(rng, (5, 8))
    calls = [Call(FORWARD, x, 0.3, True, seed_of(rng)) for _ in range(30)]
    yield case(*calls, verify=counts_vary(x, 0.3), alone=True)
    # One long axis, and more than two.
    for shape, rate in (((70_000,), 0.4), ((16, 30, 40), 0.6), ((6, 10, 15, 20), 0.35), ((4, 5, 6, 10, 12), 0.5)):
        x = activations(rng, shape)
        yield case(Call(FORWARD, x, rate, True, seed_of(rng)), verify=independent(x, rate), alone=True)
    # The same arrays again and again, with one generator and without any.
    x = activations(rng, (60, 70))
    for source in (Rng(seed_of(rng)), None):
        yield case(*[Call(FORWARD, x, 0.35, True, source) for _ in range(3)], verify=apart(x, 0.35), alone=True)
    for shape, rate in (((3, 4), 0.3), ((3, 4), 0.7), ((1,), 0.5), ((2,), 0.7), ((1, 2), 0.3)):
        x = activations(rng, shape)
        calls = [Call(FORWARD, x, rate, True, seed_of(rng)) for _ in range(60)]
        yield case(*calls, verify=places(x, rate), alone=True)


# --- the argument rng --------------------------------------------------------------------------


def same(a: Any, b: Any) -> bool:
    """Whether two results are the same draw."""
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
    pairs = [(0, 1), (1, 2), (0, 2)]
    return "fixed_seed" if any(same(got[a], got[b]) for a, b in pairs) else None


def random_source(rng: np.random.Generator) -> Iterator[Case]:
    """None, an int of any size, a Generator."""
    x = activations(rng, (20, 15))
    for seed in (0, seed_of(rng), 2**40 + seed_of(rng), 2**130 + seed_of(rng)):
        calls = [Call(FORWARD, x, 0.3, True, value) for value in (seed, seed, seed + 1)]
        yield case(*calls, verify=same_seed, alone=True)
    seed = seed_of(rng)
    yield case(*[Call(FORWARD, x, 0.3, rng=Rng(seed, name)) for name in ("a", "a", "b", "b")], verify=same_state, alone=True)
    yield case(Call(FORWARD, x, 0.3), Call(FORWARD, x, 0.3, rng=None), Call(FORWARD, x, 0.3, True), verify=afresh, alone=True)


# --- forms of input, side effects, errors ----------------------------------------------------------


def forward_formats(rng: np.random.Generator) -> Iterator[Case]:
    """Integers with zeros among them, other layouts, one to four axes."""
    for dtype in (np.int64, np.uint8, np.int32):
        x = rng.integers(0, 4, size=(45, 31)).astype(dtype)
        yield case(Call(FORWARD, x, 0.2, True, seed_of(rng)), verify=training(x, 0.2), alone=True)
    for how in ("F", "strided", "negative", "readonly"):
        x = activations(rng, (21, 34))
        yield case(Call(FORWARD, Layout(x, how), 0.7, True, seed_of(rng)), verify=training(x, 0.7), alone=True)
    for dtype in (np.int8, np.int16, np.uint32, np.uint64):
        x = rng.integers(np.iinfo(dtype).min, np.iinfo(dtype).max, size=(31, 45), dtype=dtype)
        yield case(Call(FORWARD, x, 0.6, True, seed_of(rng)), verify=training(x, 0.6), alone=True)
    for x in (np.zeros((70, 50)), 1e-7 * activations(rng, (70, 50)), 1e8 * activations(rng, (70, 50))):
        yield case(Call(FORWARD, x, 0.4, True, seed_of(rng)), verify=training(x, 0.4), alone=True)
    for shape in ((1,), (40,), (1, 1), (1, 30), (30, 1), (4, 5, 6), (2, 3, 4, 5)):
        x = activations(rng, shape)
        yield case(Call(FORWARD, x, 0.4, True, seed_of(rng)), verify=training(x, 0.4), alone=True)


def refilled(arrays: list[Any], rate: float) -> Callable[..., str | None]:
    """Each step has its own values in one array; the first and the last step are one question."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [training_fault(outcome.value, x, rate) for outcome, x in zip(got, arrays, strict=True)]
        if any(fault is not None for fault in faults):
            return ""
        return None if same(got[0], got[-1]) else ""

    return verify


def effects_of(x: Any, rate: float) -> Callable[..., str | None]:
    """The results are right, x and the global generator are as before."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if any(outcome.rng_used for outcome in got):
            return "global_random"
        if any(not outcome.args or not np.array_equal(outcome.args[0], x) for outcome in got):
            return "writes_x"
        return training(x, rate)(got, want)

    return verify


def forward_effects(rng: np.random.Generator) -> Iterator[Case]:
    """x stays, results are new arrays, np.random is left alone."""
    for shape in ((40, 30), (25,)):
        x = activations(rng, shape)
        shared, seed = Shared("x", x), seed_of(rng)
        calls = [Call(FORWARD, shared, 0.3, True, value) for value in (seed, seed + 1, Rng(seed), None)]
        yield case(*calls, verify=effects_of(x, 0.3), look=EFFECTS)
    x = activations(rng, (6, 4))
    yield case(Call(FORWARD, x, 0.0, True, 3), Call(FORWARD, x, 1.0, True, 3), look=EFFECTS, loose=True)
    # One array that is filled anew for every call: nothing may be remembered by reference, identity or shape.
    arrays = [activations(rng, (25, 40)) for _ in range(2)]
    seed, order = seed_of(rng), [arrays[0], arrays[1], arrays[0]]
    calls = [Call(FORWARD, Shared("x", x), 0.3, True, seed) for x in order]
    yield case(*calls, verify=refilled(order, 0.3), look=EFFECTS)
    yield again(FORWARD, (arrays[0], 0.3, False), (arrays[1], 0.3, False))
    whole = rng.integers(1, 99, size=(2, 3, 4))
    yield again(FORWARD, (whole[0], 0.3, False), (whole[1], 0.3, False))
    yield again(FORWARD, (arrays[0], 0.0, True, 5), (arrays[1], 0.0, True, 5), loose=True)


#: Legal calls that stand between the bad ones.
LEGAL = ((0.0, True), (1.0, True), (0.25, False))


def wrong_rates(got: list[Any], want: list[Any]) -> str | None:
    """The bad rates in training mode, then in inference mode, then the legal calls."""
    count = len(BAD_RATES)
    if any(outcome.error == "ValueError" for outcome in got[2 * count :]):
        return "rejects_ends"
    passed = [outcome.error is None for outcome in got[: 2 * count]]
    nan = [rate != rate for rate in BAD_RATES] * 2
    if not any(passed):
        return None
    if passed == nan:
        return "nan_rate"
    return "unchecked_inference" if not any(passed[:count]) else "no_rate_check"


def _bad_rates(rng: np.random.Generator) -> list[Call]:
    xs = (activations(rng, (6, 5)), rng.integers(1, 9, size=(3, 4)), np.zeros((2, 2, 2)), activations(rng, (1,)), np.array([0]))
    calls = [(rate, mode) for mode in (True, False) for rate in BAD_RATES]
    return [Call(FORWARD, xs[at % len(xs)], rate, mode, seed_of(rng)) for at, (rate, mode) in enumerate([*calls, *LEGAL])]


def rate_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Rates outside [0, 1] and NaN, in both modes; the ends are legal."""
    yield case(*_bad_rates(rng), verify=wrong_rates)


def rate_messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names dropout_rate."""
    yield case(*_bad_rates(rng), look="message", blame=("dropout_rate",), verify=unnamed)


def unnamed(got: list[Any], want: list[Any]) -> str | None:
    """Judged by the comparison of messages; only a message without the name is named here."""
    mine = [outcome for outcome in got[: 2 * len(BAD_RATES)] if outcome.error == "ValueError"]
    silent = len(mine) == 2 * len(BAD_RATES) and not any("dropout_rate" in outcome.text for outcome in mine)
    return "no_name" if silent else None


# --- dropout_backward ----------------------------------------------------------------------------


def masks(rng: np.random.Generator, shape: tuple[int, ...], rate: float) -> Any:
    """A mask whose share of ones is not exactly 1 − rate."""
    mask = (rng.random(shape) >= rate).astype(np.float64)
    mask.flat[0] = 0.0
    mask.flat[-1] = 1.0
    return mask


def chosen_anew(dout: Any, mask: Any, rate: float) -> Callable[..., str | None]:
    """By value; a result that is the right one but for another mask is named."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        dx, right = got[0].value, want[0].value
        if isinstance(dx, np.ndarray) and dx.shape == right.shape and dx.dtype == np.float64 and close(dx, right):
            return None
        if isinstance(dx, np.ndarray) and dx.shape == right.shape and not close(dx, dout / (1.0 - rate)):
            kept = dx != 0.0
            if close(dx[kept], (dout / (1.0 - rate))[kept]) and np.any(kept & (mask == 0)) and np.any(kept):
                inverted = np.array_equal(kept, mask == 0)
                return "inverted" if inverted else "new_mask"
        return ""

    return verify


def backward_values(rng: np.random.Generator) -> Iterator[Case]:
    """The same mask and the same scale."""
    for shape, rate in (((9, 7), 0.2), ((6, 11), 0.8), ((8, 8), 0.35)):
        dout, mask = activations(rng, shape), masks(rng, shape, rate)
        yield case(Call(BACKWARD, dout, mask, rate), verify=chosen_anew(dout, mask, rate))
        yield case(Call(BACKWARD, dout, mask, dropout_rate=rate))
    dout = activations(rng, (5, 9))
    yield case(Call(BACKWARD, dout, masks(rng, (5, 9), 0.5)))


def backward_none(rng: np.random.Generator) -> Iterator[Case]:
    """A mask of None: a float64 copy, whatever the rate."""
    dout = activations(rng, (4, 6))
    yield case(Call(BACKWARD, dout, None, 0.3), Call(BACKWARD, dout, None), Call(BACKWARD, dout, mask=None, dropout_rate=0.8))
    yield case(Call(BACKWARD, dout, None, 1.0), Call(BACKWARD, dout, None, 0.0), look="no_warning")
    yield case(Call(BACKWARD, rng.integers(-9, 9, size=(3, 4)), None, 0.3), Call(BACKWARD, dout, masks(rng, (4, 6), 0.3), 0.3))
    for dtype, shape in ((np.uint8, (5,)), (np.int64, (1,)), (np.int32, (2, 3, 2, 2))):
        whole = rng.integers(0, 200, size=shape).astype(dtype)
        yield case(*[Call(BACKWARD, whole, None, rate) for rate in (0.0, 0.4, 1.0)])
    yield case(Call(BACKWARD, 1e-7 * dout, None, 0.5), Call(BACKWARD, np.zeros((2, 3)), None), Call(BACKWARD, activations(rng, (1100,)), None))


def backward_ends(rng: np.random.Generator) -> Iterator[Case]:
    """Rate 1 gives zeros without a warning, rate 0 the gradient itself."""
    dout = activations(rng, (5, 4))
    for kind in (np.float64, np.int64, np.bool_):
        ones, zeros = np.ones((5, 4), dtype=kind), np.zeros((5, 4), dtype=kind)
        yield case(Call(BACKWARD, dout, zeros, 1.0), Call(BACKWARD, dout, ones, 0.0), Call(BACKWARD, dout, zeros, 1), look="no_warning")
    whole = rng.integers(1, 9, size=(3, 4))
    yield case(Call(BACKWARD, whole, np.zeros((3, 4), dtype=np.int64), 1), Call(BACKWARD, whole, np.ones((3, 4)), 0), look="no_warning")
    # Next to the ends the scale is as exact as elsewhere.
    for rate in (0.004, 0.99, 0.9999, 0.999995):
        yield case(Call(BACKWARD, dout, masks(rng, (5, 4), 0.5), rate))


def backward_formats(rng: np.random.Generator) -> Iterator[Case]:
    """Masks of any dtype, integer gradients, layouts, one to four axes."""
    for kind in (np.bool_, np.uint8, np.int64):
        mask = masks(rng, (6, 5), 0.3)
        yield case(Call(BACKWARD, activations(rng, (6, 5)), mask.astype(kind), 0.3))
    yield case(Call(BACKWARD, rng.integers(60, 127, size=(6, 5)).astype(np.int8), masks(rng, (6, 5), 0.3).astype(np.int8), 0.3))
    yield case(Call(BACKWARD, rng.integers(-9, 9, size=(6, 5)), masks(rng, (6, 5), 0.3).astype(np.bool_), 0.3))
    for how in ("F", "strided", "negative"):
        yield case(Call(BACKWARD, Layout(activations(rng, (6, 5)), how), Layout(masks(rng, (6, 5), 0.4), how), 0.4))
    for kind in (np.float64, np.int8, np.uint64):
        mask = masks(rng, (6, 5), 0.3).astype(kind)
        for dtype in (np.int8, np.uint16, np.int64):
            yield case(Call(BACKWARD, rng.integers(1, 127, size=(6, 5)).astype(dtype), mask, 0.7))
        yield case(Call(BACKWARD, activations(rng, (6, 5)), mask, 0.7))
    for shape in ((1,), (12,), (3, 4, 5), (2, 3, 2, 4), (1, 1), (1100,), (45, 40)):
        yield case(Call(BACKWARD, activations(rng, shape), masks(rng, shape, 0.4), 0.4))
    # Masks of which all or none is kept, at rates that drop some.
    for rate in (0.3, 0.8):
        dout = activations(rng, (5, 9))
        yield case(Call(BACKWARD, dout, np.zeros((5, 9)), rate), Call(BACKWARD, dout, np.ones((5, 9)), rate))
    # One number of 0 is false, and so is its mask.
    for value in (0.0, 1.0):
        yield case(Call(BACKWARD, np.array([2.5]), np.array([value]), 0.2), Call(BACKWARD, np.array([[3]]), np.array([[bool(value)]]), 0.2))
    for scale in (1e-7, 1e8, 0.0):
        yield case(Call(BACKWARD, scale * activations(rng, (4, 5)), masks(rng, (4, 5), 0.4), 0.4))


def backward_effects(rng: np.random.Generator) -> Iterator[Case]:
    """dout and mask stay, results are new arrays; nothing is drawn."""
    dout, mask = Shared("dout", activations(rng, (5, 6))), Shared("mask", masks(rng, (5, 6), 0.2))
    yield case(Call(BACKWARD, dout, mask, 0.2), Call(BACKWARD, dout, mask, 0.2), look=EFFECTS)
    yield case(Call(BACKWARD, dout, None, 0.2), Call(BACKWARD, dout, None, 0.2), look=EFFECTS)
    ones = Call(BACKWARD, dout, np.ones((5, 6)), 0.0)
    yield case(ones, Call(BACKWARD, dout, np.zeros((5, 6)), 1.0), look=EFFECTS)
    frozen = [Layout(activations(rng, (5, 6)), "readonly"), Layout(masks(rng, (5, 6), 0.2), "readonly")]
    yield case(Call(BACKWARD, *frozen, 0.2), look=EFFECTS)
    # Arrays that are filled anew, both or one of them; then the same two with another rate.
    douts, kept = [activations(rng, (4, 5)) for _ in range(2)], [masks(rng, (4, 5), rate) for rate in (0.2, 0.7)]
    yield again(BACKWARD, (douts[0], kept[0], 0.4), (douts[1], kept[1], 0.4))
    yield again(BACKWARD, (douts[0], kept[0], 0.4), (douts[0], kept[1], 0.4))
    yield again(BACKWARD, (douts[0], kept[0], 0.4), (douts[1], kept[0], 0.4))
    yield again(BACKWARD, (douts[0], None, 0.4), (douts[1], None, 0.4))
    yield case(*[Call(BACKWARD, dout, mask, rate) for rate in (0.2, 0.6, 0.2)], look=EFFECTS)


EXERCISES = (
    Exercise(
        FORWARD,
        (
            Category("마스크의 비율과 척도", 20, forward_values, core=True),
            Category("추론 모드", 8, inference_mode),
            Category("원소마다 독립", 8, independence),
            Category("비율 0과 1", 6, rate_ends),
            Category("난수 인자 rng", 8, random_source),
            Category("입력의 형식", 4, forward_formats),
            Category("부작용", 4, forward_effects),
            Category("잘못된 비율", 4, rate_errors),
            Category("오류 메시지", 2, rate_messages),
        ),
        computing=3.0,
    ),
    Exercise(
        BACKWARD,
        (
            Category("값", 12, backward_values, core=True),
            Category("마스크가 None", 5, backward_none),
            Category("비율 0과 1", 4, backward_ends),
            Category("입력의 형식", 2, backward_formats),
            Category("부작용", 3, backward_effects),
        ),
    ),
)
