"""Hidden cases of unit 07: inputs, and properties where the result is random.

No draw is ever compared with the reference's.  A property is checked on large arrays within
six standard deviations, so that a right answer fails less than once in ten million gradings.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from autograder.spec import Call, Case, Category, Exercise, Layout, Rng, Shared, case

FORWARD, BACKWARD = "dropout_forward", "dropout_backward"
SIGMAS = 6.0
BIG = (170, 230)
#: Rates outside [0, 1]; never a value whose validity could be argued about.
BAD_RATES = (-0.1, 1.1, float("nan"), 2, -1, float("inf"))


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
    bound = SIGMAS * np.sqrt(rate * keep / mask.size)
    swapped = abs(kept - rate) <= 2 * bound < abs(kept - keep)
    if swapped and close(out, x * mask / rate):
        return "keep_convention"
    if swapped and close(out, x * (1.0 - mask) / keep):
        return "mask_of_dropped"
    if not close(out, x * mask / keep):
        # Without a scale: what happens in inference mode tells a convention from a slip, see `inference`.
        return "divides_by_rate" if close(out, x * mask / rate) and not close(out, x * mask) else ""
    zeros = x == 0.0
    if zeros.sum() > 60 and not np.any(mask[zeros]):
        return "mask_from_out"
    if mask.ndim == 2 and min(mask.shape) > 20 and (np.all(mask == mask[:1]) or np.all(mask == mask[:, :1])):
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
            return "ignores_training" if np.any(mask == 0) else ""
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
    yield case(Call(FORWARD, Layout(x, "readonly"), 0.2, False), look="pure fresh quiet")


def rate_ends(rng: np.random.Generator) -> Iterator[Case]:
    """Rate 0 keeps everything, rate 1 drops everything, without a warning."""
    for rate in (0.0, 1.0, 0, 1):
        for x in (activations(rng, (40, 25)), rng.integers(-9, 10, size=11)):
            steps = (Call(FORWARD, x, rate, True, seed_of(rng)), Call(FORWARD, x, rate))
            yield case(*steps, verify=ends(x, rate), alone=True, look="no_warning")


def ends(x: Any, rate: float) -> Callable[..., str | None]:
    """Like `training`; a division of 0 by 0 is named."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        fault = training(x, rate)(got, want)
        return "rate_one_nan" if fault == "nan" or (rate == 1 and fault is None and got[0].warned) else fault

    return verify


# --- independence ------------------------------------------------------------------------------


def independent(x: Any, rate: float) -> Callable[..., str | None]:
    """Neighbours, rows, columns and values of x say nothing about an element of the mask."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := training_fault(got[0].value, x, rate)) is not None:
            return fault
        z = (got[0].value[1].astype(np.float64) - (1.0 - rate)) / np.sqrt(rate * (1.0 - rate))
        rows, cols = z.sum(axis=1), z.sum(axis=0)
        if np.ptp(rows) < 1e-9 or np.ptp(cols) < 1e-9:
            return "fixed_count"
        pairs = [z[:, 1:] * z[:, :-1], z[1:] * z[:-1], z[1:, 1:] * z[:-1, :-1], z * z[:, ::-1], z * z[::-1]]
        scores = [pair.sum() / np.sqrt(pair.size) for pair in pairs[:3]]
        scores += [pair.sum() / np.sqrt(2.0 * pair.size) for pair in pairs[3:]]  # each product stands there twice
        for weight in (x, np.abs(x) - np.mean(np.abs(x))):
            scores.append(np.sum(z * weight) / np.sqrt(np.sum(weight**2)))
        for sums, size in ((rows, z.shape[1]), (cols, z.shape[0])):
            scores.append((np.sum(sums**2 / size) - len(sums)) / np.sqrt(2.0 * len(sums)) * (SIGMAS / 7.5))
        return None if np.all(np.abs(scores) <= SIGMAS) else ""

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
    for shape in ((1,), (40,), (1, 1), (1, 30), (30, 1), (4, 5, 6), (2, 3, 4, 5)):
        x = activations(rng, shape)
        yield case(Call(FORWARD, x, 0.4, True, seed_of(rng)), verify=training(x, 0.4), alone=True)


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
        yield case(*calls, verify=effects_of(x, 0.3), look="pure fresh quiet")
    x = activations(rng, (6, 4))
    yield case(Call(FORWARD, x, 0.0, True, 3), Call(FORWARD, x, 1.0, True, 3), look="pure fresh quiet", loose=True)


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
    x = activations(rng, (6, 5))
    calls = [(rate, mode) for mode in (True, False) for rate in BAD_RATES]
    return [Call(FORWARD, x, rate, mode, seed_of(rng)) for rate, mode in [*calls, *LEGAL]]


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


def backward_ends(rng: np.random.Generator) -> Iterator[Case]:
    """Rate 1 gives zeros without a warning, rate 0 the gradient itself."""
    dout = activations(rng, (5, 4))
    for kind in (np.float64, np.int64, np.bool_):
        ones, zeros = np.ones((5, 4), dtype=kind), np.zeros((5, 4), dtype=kind)
        yield case(Call(BACKWARD, dout, zeros, 1.0), Call(BACKWARD, dout, ones, 0.0), Call(BACKWARD, dout, zeros, 1), look="no_warning")
    whole = rng.integers(1, 9, size=(3, 4))
    yield case(Call(BACKWARD, whole, np.zeros((3, 4), dtype=np.int64), 1), Call(BACKWARD, whole, np.ones((3, 4)), 0), look="no_warning")


def backward_formats(rng: np.random.Generator) -> Iterator[Case]:
    """Masks of any dtype, integer gradients, layouts, one to four axes."""
    for kind in (np.bool_, np.uint8, np.int64):
        mask = masks(rng, (6, 5), 0.3)
        yield case(Call(BACKWARD, activations(rng, (6, 5)), mask.astype(kind), 0.3))
    yield case(Call(BACKWARD, rng.integers(60, 127, size=(6, 5)).astype(np.int8), masks(rng, (6, 5), 0.3).astype(np.int8), 0.3))
    yield case(Call(BACKWARD, rng.integers(-9, 9, size=(6, 5)), masks(rng, (6, 5), 0.3).astype(np.bool_), 0.3))
    for how in ("F", "strided", "negative"):
        yield case(Call(BACKWARD, Layout(activations(rng, (6, 5)), how), Layout(masks(rng, (6, 5), 0.4), how), 0.4))
    for shape in ((1,), (12,), (3, 4, 5), (2, 3, 2, 4)):
        yield case(Call(BACKWARD, activations(rng, shape), masks(rng, shape, 0.4), 0.4))


def backward_effects(rng: np.random.Generator) -> Iterator[Case]:
    """dout and mask stay, results are new arrays; nothing is drawn."""
    dout, mask = Shared("dout", activations(rng, (5, 6))), Shared("mask", masks(rng, (5, 6), 0.2))
    yield case(Call(BACKWARD, dout, mask, 0.2), Call(BACKWARD, dout, mask, 0.2), look="pure fresh quiet")
    yield case(Call(BACKWARD, dout, None, 0.2), Call(BACKWARD, dout, None, 0.2), look="pure fresh quiet")
    ones = Call(BACKWARD, dout, np.ones((5, 6)), 0.0)
    yield case(ones, Call(BACKWARD, dout, np.zeros((5, 6)), 1.0), look="pure fresh quiet")
    frozen = [Layout(activations(rng, (5, 6)), "readonly"), Layout(masks(rng, (5, 6), 0.2), "readonly")]
    yield case(Call(BACKWARD, *frozen, 0.2), look="pure fresh quiet")


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
