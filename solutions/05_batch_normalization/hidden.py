"""Hidden cases of unit 05: inputs and what is looked at; the reference gives the expected values.

The first categories use an eps far below every variance, so that another place or default for eps
loses only the category that is about it.  For the same reason inference on a single row stands only where
it is looked at: in inference() and edges().
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Category,
    Exercise,
    Get,
    Layout,
    New,
    Set,
    Shared,
    case,
)

TINY = 1e-15  # far below every variance of the cases that are not about eps
RUNNING = (Get("bn", "running_mean"), Get("bn", "running_var"))
STATE = (Get("bn", "gamma"), Get("bn", "beta"), *RUNNING)


def table(rng: np.random.Generator, rows: int, columns: int, low: float = 0.0, high: float = 2.0) -> np.ndarray:
    """(rows, columns); every column has its own centre and a spread in 10**[low, high]."""
    spread = 10.0 ** rng.uniform(low, high, size=columns)
    return spread * (rng.normal(size=(rows, columns)) + rng.uniform(-3.0, 3.0, size=columns))


def forward(x: Any, *mode: bool, **options: Any) -> Call:
    """One call on the object "bn"."""
    return Call("bn.forward", x, *mode, **options)


def calls_of(steps: list[Any]) -> list[int]:
    """Where the calls are, to leave their values out."""
    return [index for index, step in enumerate(steps) if isinstance(step, Call)]


def training(rng: np.random.Generator) -> Iterator[Case]:
    """One batch in training mode: unequal sizes, N above and below D, two rows."""
    for rows, columns in [(7, 3), (4, 9), (2, 5), (31, 2)]:
        yield case(New("bn", "BatchNorm", eps=TINY), forward(table(rng, rows, columns)))
    # The documented defaults: variances so large that eps cannot be seen.
    yield case(New("bn", "BatchNorm"), forward(table(rng, 6, 4, 2.5, 4.0)))
    batches = [table(rng, rows, 3) for rows in (5, 8, 3)]
    yield case(New("bn", "BatchNorm", TINY, 0.7), *[forward(x, True) for x in batches])


def running(rng: np.random.Generator) -> Iterator[Case]:
    """Both running values after every batch; several momentums, batches of different sizes."""
    for momentum in (0.7, 0.3, 0.95):
        steps: list[Any] = [New("bn", "BatchNorm", eps=TINY, momentum=momentum)]
        for rows in (6, 3, 9, 4):
            steps += [forward(table(rng, rows, 4)), *RUNNING]
        yield case(*steps, skip=calls_of(steps))
    # Twelve batches with the documented default.
    steps = [New("bn", "BatchNorm"), *[forward(table(rng, 5, 3)) for _ in range(12)], *RUNNING]
    yield case(*steps, skip=calls_of(steps))
    for momentum in (0.0, 1.0):
        steps = [New("bn", "BatchNorm", momentum=momentum), *[forward(table(rng, 4, 2)) for _ in range(2)], *RUNNING]
        yield case(*steps, skip=calls_of(steps))
    # One batch given again counts again, and so does the three hundredth.
    again = forward(Shared("x", table(rng, 5, 3)))
    yield case(New("bn", "BatchNorm", momentum=0.8), again, again, *RUNNING, again, *RUNNING, skip=(1, 2, 5))
    batches = [table(rng, 2, 1) for _ in range(20)]
    steps = [New("bn", "BatchNorm", momentum=0.95), *[forward(batches[at % 20]) for at in range(300)], *RUNNING]
    yield case(*steps, skip=calls_of(steps))


def inference(rng: np.random.Generator) -> Iterator[Case]:
    """The running values normalise, whoever else is in the batch, and nothing changes."""
    for momentum, rows in [(0.7, 4), (0.2, 1), (0.9, 6)]:
        x = table(rng, rows, 3)
        steps: list[Any] = [New("bn", "BatchNorm", eps=TINY, momentum=momentum)]
        steps += [forward(table(rng, 5, 3)) for _ in range(4)]
        hidden = calls_of(steps)
        yield case(*steps, forward(x, training=False), *RUNNING, forward(x[:1], False), *RUNNING, skip=hidden)
    # Training goes on after inference as if nothing had been.
    first, second = table(rng, 4, 2), table(rng, 7, 2)
    quiet = [forward(table(rng, rows, 2), False) for rows in (3, 1)]
    yield case(
        New("bn", "BatchNorm", eps=TINY, momentum=0.6), forward(first), *quiet, forward(second), *RUNNING, quiet[0],
        skip=(1, 4),
    )  # fmt: skip


def gamma_and_beta(rng: np.random.Generator) -> Iterator[Case]:
    """Set after the first forward, used in both modes, and again when set anew; the running values do not see them."""
    for rows, columns in [(6, 3), (3, 5)]:
        gamma, beta = rng.uniform(0.3, 3.0, size=columns) * rng.choice([-1.0, 1.0], size=columns), rng.normal(size=columns)
        x = table(rng, rows, columns)
        yield case(
            New("bn", "BatchNorm", eps=TINY, momentum=0.7), forward(table(rng, rows, columns)), Set("bn", "gamma", gamma),
            Set("bn", "beta", beta), forward(x), *STATE, forward(x, False), Set("bn", "gamma", 2.0 * gamma + 1.0),
            forward(x, training=True), Set("bn", "beta", beta - 2.0), forward(x[:2], training=False), *RUNNING, skip=(1,),
        )  # fmt: skip
    gamma, beta = np.array([0.0, -1.0, 2.5]), np.array([4.0, 0.0, -1.0])
    yield case(
        New("bn", "BatchNorm", eps=TINY), forward(table(rng, 2, 3), False), Set("bn", "gamma", gamma),
        Set("bn", "beta", beta), forward(table(rng, 4, 3)), forward(table(rng, 2, 3), False), skip=(1,),
    )  # fmt: skip
    # Each of the two is new between two inferences, which leave nothing to remember.
    x, first, second = table(rng, 3, 2), rng.uniform(1.0, 3.0, size=2), rng.uniform(1.0, 3.0, size=2)
    yield case(
        New("bn", "BatchNorm", eps=TINY), forward(table(rng, 5, 2)), forward(x, False), Set("bn", "gamma", first),
        forward(x, False), Set("bn", "beta", second), forward(x, False), Set("bn", "gamma", second), forward(x, False),
    )  # fmt: skip
    # gamma may be 0 or very small; one number of 0 is false, too.
    for columns, scale in [(1, 0.0), (3, 0.0), (1, 1e-7), (3, 2e-7)]:
        yield case(
            New("bn", "BatchNorm", eps=TINY), forward(table(rng, 4, columns)), Set("bn", "gamma", np.full(columns, scale)),
            forward(table(rng, 5, columns)), forward(table(rng, 2, columns), False), *STATE, Set("bn", "beta", np.full(columns, 1.5)),
            forward(table(rng, 3, columns)), forward(table(rng, 2, columns), False), *STATE,
        )  # fmt: skip


def small_variances(rng: np.random.Generator) -> Iterator[Case]:
    """Variances near eps show where it stands; a constant column gives beta."""
    for eps in (1e-5, 1e-2, 0.5):
        x = table(rng, 6, 4, np.log10(eps) / 2 - 0.7, np.log10(eps) / 2 + 0.7)
        yield case(New("bn", "BatchNorm", eps=eps, momentum=0.7), forward(x), forward(x), forward(x[:2], False))
    x = table(rng, 5, 4, -3.0, -1.5)
    yield case(New("bn", "BatchNorm"), forward(x))
    yield case(New("bn", "BatchNorm", eps=0.02, momentum=0.0), forward(x), forward(x[:2], False))
    constant = np.column_stack([np.full(6, 7.0), rng.normal(size=6), np.zeros(6), np.full(6, -0.3)])
    beta = rng.normal(size=4)
    yield case(
        New("bn", "BatchNorm", eps=1e-3, momentum=0.8), forward(constant), Set("bn", "beta", beta), forward(constant),
        *RUNNING, forward(constant, False),
    )  # fmt: skip
    yield case(New("bn", "BatchNorm"), forward(np.full((3, 2), 2.5)), *RUNNING)
    yield case(New("bn", "BatchNorm", momentum=0.0), forward(np.full((3, 2), 2.5)), forward(np.full((2, 2), 2.5), False))
    # An eps of 0 is a setting, and a variance far below 1e-5 is a variance.
    for eps in (0.0, 0):
        x = table(rng, 5, 3, -2.0, 0.0)
        yield case(New("bn", "BatchNorm", eps=eps, momentum=0.0), forward(x), *RUNNING, forward(x[:2], False))
    # Not in inference: 1 + (var - 1) is right, too, and loses these.
    for eps, low in [(1e-24, -8.0), (1e-12, -6.0)]:
        yield case(New("bn", "BatchNorm", eps=eps), forward(table(rng, 5, 3, low, low + 1.0)))


def edges(rng: np.random.Generator) -> Iterator[Case]:
    """Before the first forward; inference first; one column, integers, memory layouts."""
    yield case(New("bn", "BatchNorm"), Get("bn", "eps"), Get("bn", "momentum"), *STATE)
    yield case(New("bn", "BatchNorm", 1e-3, 0.75), Get("bn", "eps"), Get("bn", "momentum"))
    yield case(New("bn", "BatchNorm", eps=0.5), forward(table(rng, 3, 4), False), *STATE)
    yield case(New("bn", "BatchNorm", eps=0.5), forward(table(rng, 1, 4), training=False), forward(table(rng, 5, 4)), *STATE)
    yield case(New("bn", "BatchNorm", momentum=0.7), forward(table(rng, 5, 1)), forward(table(rng, 1, 1), False), *STATE)
    for dtype in (np.int64, np.int32, np.int8, np.uint8):
        whole = rng.integers(0, 120, size=(6, 3)).astype(dtype)
        yield case(New("bn", "BatchNorm", momentum=0.7), forward(whole), forward(whole[:2], False), *STATE)
    for how in ("F", "strided", "negative", "readonly"):
        x, y = Layout(table(rng, 4, 3), how), Layout(table(rng, 2, 3), how)
        yield case(New("bn", "BatchNorm", momentum=0.7), forward(x), forward(y, False), *RUNNING)
    yield from _large(rng)
    # The hundredth call is one like the first.
    batches, affine = [table(rng, 3, 2) for _ in range(10)], rng.uniform(1.0, 3.0, size=(2, 2))
    start = [New("bn", "BatchNorm"), forward(batches[0]), Set("bn", "gamma", affine[0]), Set("bn", "beta", affine[1])]
    calls = [forward(batches[at % 10], at % 7 > 0) for at in range(110)]
    yield case(*start, *calls, *STATE)
    # A batch of mean 0 and variance 1 leaves the running values as new, and yet there was one.
    level = np.array([[1.0, -1.0], [-1.0, 1.0], [1.0, 1.0], [-1.0, -1.0]])
    affine = Set("bn", "gamma", np.array([2.0, 3.0])), Set("bn", "beta", np.array([-1.0, 0.5]))
    yield case(
        New("bn", "BatchNorm", momentum=0.6), forward(level), *affine, forward(table(rng, 3, 2), False), forward(level),
        forward(table(rng, 4, 2)), *STATE,
    )  # fmt: skip


def _large(rng: np.random.Generator) -> Iterator[Case]:
    """Many rows, many columns, one value far from all others, and integers whose squares no integer holds."""
    for rows, columns in [(1500, 2), (40, 60), (3, 1100)]:
        x = table(rng, rows, columns)
        x[-1, :2] += 1e4  # far away, and in the last row
        yield case(New("bn", "BatchNorm", momentum=0.3), forward(x), *RUNNING, forward(x[::-1], False))
    for dtype, low, high in [
        (np.int16, -30_000, 30_000), (np.uint16, 0, 65_000), (np.int32, -2 * 10**9, 2 * 10**9), (np.uint32, 0, 4 * 10**9),
        (np.int64, -9 * 10**9, 9 * 10**9), (np.uint64, 0, 9 * 10**9), (np.uint64, 0, 2**64),
    ]:  # fmt: skip
        whole = rng.integers(low, high, size=(7, 3), dtype=dtype)
        yield case(New("bn", "BatchNorm", momentum=0.7), forward(whole), forward(whole[:2], False), *RUNNING)
        yield case(New("bn", "BatchNorm", momentum=0.0), forward(whole, False), forward(whole), forward(whole[::-1], False))


def large_values(rng: np.random.Generator) -> Iterator[Case]:
    """Means a million times the standard deviation: exact where the square of x is not."""
    for rows, columns in [(6, 4), (9, 3)]:
        x = rng.choice([-1e6, 1e6], size=columns) * rng.uniform(1.0, 3.0, size=columns) + rng.normal(size=(rows, columns))
        yield case(New("bn", "BatchNorm", momentum=0.0), forward(x), *RUNNING, forward(x[:2], False), atol=1e-7)
    big = table(rng, 5, 3, 6.0, 9.0)
    yield case(New("bn", "BatchNorm", momentum=0.0), forward(big), forward(big[:2], False))


def separate(rng: np.random.Generator) -> Iterator[Case]:
    """Two objects side by side keep their own state, sizes and settings."""
    x, y = table(rng, 4, 3), table(rng, 6, 2)
    yield case(
        New("a", "BatchNorm", eps=TINY, momentum=0.8), New("b", "BatchNorm", eps=0.3, momentum=0.4), Call("a.forward", x),
        Get("b", "running_mean"), Get("b", "gamma"), Call("b.forward", y), Get("a", "running_mean"),
        Get("a", "running_var"), Set("a", "gamma", np.array([2.0, 3.0, 4.0])), Call("b.forward", y + 1.0),
        Call("a.forward", x, False), Call("b.forward", y[:2], False), Get("b", "running_var"),
    )  # fmt: skip
    yield case(
        New("a", "BatchNorm", momentum=0.6), Call("a.forward", x), New("b", "BatchNorm", momentum=0.6),
        Get("b", "running_var"), Get("b", "beta"), Call("b.forward", x, False), Call("a.forward", x, False),
    )  # fmt: skip
    # One shape and equal settings, but other data.
    steps: list[Any] = [New("a", "BatchNorm"), New("b", "BatchNorm")]
    for mode in (True, True, False):
        steps += [Call("a.forward", table(rng, 4, 3), mode), Call("b.forward", table(rng, 4, 3), mode)]
    looks = [Get(name, attribute) for name in "ab" for attribute in ("running_mean", "running_var")]
    yield case(*steps, *looks, look="fresh")


def effects(rng: np.random.Generator) -> Iterator[Case]:
    """Arguments stay as they are, results are new arrays, and earlier results never change."""
    batches = [table(rng, 4, 3) for _ in range(4)]
    modes = (True, True, False, False)
    calls = [forward(x, mode) for x, mode in zip(batches, modes, strict=True)]
    yield case(New("bn", "BatchNorm", momentum=0.7), *calls, calls[0], look="pure fresh quiet", skip=range(1, 6))
    shared = [forward(Shared("x", batches[0]), mode) for mode in modes]
    yield case(New("bn", "BatchNorm", momentum=0.7), *shared, look="pure fresh quiet", skip=range(1, 5))
    # With running values of 0 and 1 and this eps, the output equals x; it must be another array all the same.
    same = forward(Shared("x", batches[1]), False)
    yield case(New("bn", "BatchNorm", eps=1e-20), same, same, look="pure fresh quiet")
    yield case(New("bn", "BatchNorm", eps=0.0), same, same, look="pure fresh quiet")
    # One array that is filled anew for every batch: nothing may be remembered by reference, identity or shape.
    for order in ((0, 1, 2, 0), (2, 0, 0, 1)):
        filled = [forward(Shared("x", batches[at]), mode) for at, mode in zip(order, modes, strict=True)]
        yield case(New("bn", "BatchNorm", momentum=0.7), *filled, *RUNNING, look="pure fresh quiet")


def _bad(rng: np.random.Generator, look: str) -> Iterator[Case]:
    for shape in [(), (4,), (1,), (2, 3, 4), (1, 1, 1), (2, 3, 2, 2), (4, 1, 1, 1)]:
        for mode in (True, False):
            yield case(New("bn", "BatchNorm"), forward(np.asarray(rng.normal(size=shape)), mode), look=look, blame=("x",))
    for shape in [(), (3,), (2, 2, 3), (3, 3, 3), (2, 3, 4, 4)]:  # as wide as before, but not 2-D
        bad = np.asarray(np.round(10.0 * rng.normal(size=shape))).astype(np.int64)
        for mode in (True, False):
            yield case(New("bn", "BatchNorm"), forward(table(rng, 4, 3)), forward(bad, mode), look=look, blame=("x",), skip=(1,))
    for columns, other in [(3, 4), (3, 1), (1, 3), (4, 2)]:
        for mode in (True, False):
            steps = (New("bn", "BatchNorm"), forward(table(rng, 5, columns)), forward(table(rng, 5, other), mode))
            yield case(*steps, look=look, blame=("x",), skip=(1,))
            # The first forward may have been an inference, and x may be a single row.
            steps = (New("bn", "BatchNorm"), forward(table(rng, 5, columns), False), forward(table(rng, 5, other), mode))
            yield case(*steps, look=look, blame=("x",), skip=(1,))
        row = table(rng, 1, other)
        yield case(New("bn", "BatchNorm"), forward(table(rng, 5, columns)), forward(row, False), look=look, blame=("x",), skip=(1,))
    single = {"look": look, "blame": ("x", "training")}
    yield case(New("bn", "BatchNorm"), forward(table(rng, 1, 3)), **single)
    yield case(New("bn", "BatchNorm"), forward(table(rng, 1, 1), training=True), **single)
    legal = (forward(table(rng, 4, 3)), forward(table(rng, 2, 3), False))
    yield case(New("bn", "BatchNorm"), *legal, forward(table(rng, 1, 3)), skip=(1, 2), **single)
    yield case(New("bn", "BatchNorm", momentum=1.0), forward(table(rng, 2, 3), False), forward(table(rng, 1, 3)), skip=(1,), **single)
    for whole in (np.array([[3, -4]]), np.array([[0, 0, 0]], dtype=np.uint8), np.zeros((1, 2))):
        yield case(New("bn", "BatchNorm"), forward(whole), **single)


def errors(rng: np.random.Generator) -> Iterator[Case]:
    """Bad shapes raise ValueError, also where NumPy would broadcast."""
    yield from _bad(rng, "")


def messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names an argument."""
    yield from _bad(rng, "message")


EXERCISES = (
    Exercise(
        "BatchNorm",
        (
            Category("훈련 모드의 출력", 22, training, core=True),
            Category("이동 평균과 이동 분산", 18, running),
            Category("추론 모드", 16, inference),
            Category("gamma와 beta", 10, gamma_and_beta),
            Category("eps와 값이 같은 열", 6, small_variances),
            Category("경계 조건", 5, edges),
            Category("수치 안정성", 3, large_values),
            Category("객체의 독립", 3, separate),
            Category("부작용", 3, effects),
            Category("오류 처리", 3, errors),
            Category("오류 메시지", 1, messages),
        ),
        computing=3.0,
    ),
)
