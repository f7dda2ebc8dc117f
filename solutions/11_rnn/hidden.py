"""Hidden cases of unit 11.  D, H, N and T differ, Wh is not symmetric and h0 is not zero, so that little can hide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Outcome, Shared, again, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
LAYOUTS = ("F", "strided", "negative", "readonly")
INTEGERS = ("int8", "uint8", "int64")
#: A dtype, two numbers and two weights: the sum of their products leaves the dtype.
OVERFLOWS = (
    ("int8", (16, 16), (16, 8)), ("uint8", (16, 16), (16, 8)), ("int64", (16, 16), (16, 8)), ("int16", (200, 200), (200, 100)),
    ("uint16", (300, 300), (300, 100)), ("int32", (50_000, 50_000), (50_000, 1_000)), ("uint32", (70_000, 3), (70_000, 1)),
)  # fmt: skip


def weights(rng: np.random.Generator, D: int, H: int) -> tuple[Array, Array, Array]:
    """Wx (D, H), Wh (H, H), b (H,), none of them so large that tanh goes flat."""
    return (
        rng.normal(size=(D, H)) * 0.6, rng.normal(size=(H, H)) * (0.9 / np.sqrt(H)), rng.uniform(0.2, 0.6, size=H),
    )  # fmt: skip


def one_step(rng: np.random.Generator, lead: tuple[int, ...], D: int, H: int) -> tuple[Array, ...]:
    """Arguments of rnn_forward; ``lead`` is () or (N,)."""
    return (rng.normal(size=(*lead, D)), rng.uniform(-0.9, 0.9, size=(*lead, H)), *weights(rng, D, H))


def sequence(rng: np.random.Generator, T: int, lead: tuple[int, ...], D: int, H: int) -> tuple[Array, ...]:
    """Arguments of rnn_states and rnn_sequence."""
    return (rng.normal(size=(T, *lead, D)), rng.uniform(-0.9, 0.9, size=(*lead, H)), *weights(rng, D, H))


def whole(rng: np.random.Generator, dtype: str, *shapes: tuple[int, ...]) -> list[Any]:
    """Integer arrays whose products leave the range of int8."""
    low = 0 if dtype.startswith("u") else -4
    return [rng.integers(low, 6, size=shape).astype(dtype) for shape in shapes]


def large_integers() -> Iterator[list[Any]]:
    """Arguments over two steps, of which one is an integer array that 8 bits cannot hold and that decides the result."""
    X, h0, Wx, Wh, b = (np.full(shape, 0.02) for shape in ((2, 1), (1,), (1, 1), (1, 1), (1,)))
    yield [np.array([[30_000], [20_000]], dtype=np.int16), h0, Wx * 1e-3, Wh, b]
    yield [X, np.array([300]), Wx, Wh * 0.1, b]
    yield [X * 0.1, h0, np.array([[300]], dtype=np.uint16), Wh, b]
    yield [X, h0 * 0.1, Wx, np.array([[-300]], dtype=np.int32), b]
    yield [X * 50.0, h0, Wx * -15_000.0, Wh, np.array([300], dtype=np.int16)]


# --- rnn_forward --------------------------------------------------------------------------


def state_only(got: list[Outcome], want: list[Outcome]) -> str | None:
    """None when h_next is right in every call, whatever the cache holds (it has a category of its own)."""
    for mine, right in zip(got, want, strict=True):
        if not isinstance(mine.value, tuple) or len(mine.value) != 2:
            return ""
        state, expected = mine.value[0], right.value[0]
        if not isinstance(state, np.ndarray) or state.dtype != np.float64 or state.shape != expected.shape:
            return ""
        if not np.all(np.abs(state - expected) <= 1e-9 + 1e-6 * np.abs(expected)):
            return ""
    return None


def states_stay(got: list[Outcome], want: list[Outcome]) -> str | None:
    """None when no later call changed what an earlier one returned (the cache may hold the arguments)."""
    return "" if any(outcome.changed for outcome in got) else None


def forward_values(rng: np.random.Generator) -> Iterator[Case]:
    for D, H in ((3, 4), (5, 2), (2, 6), (4, 4)):
        yield case(Call("rnn_forward", *one_step(rng, (), D, H)), verify=state_only)
    x, h, Wx, Wh, b = one_step(rng, (), 4, 3)
    yield case(Call("rnn_forward", 0.0 * x, h, Wx, Wh, 0.0 * b), verify=state_only)  # only the old state
    yield case(Call("rnn_forward", x, 0.0 * h, Wx, Wh, 0.0 * b), verify=state_only)  # only the input
    yield case(Call("rnn_forward", 0.0 * x, 0.0 * h, Wx, Wh, b), verify=state_only)  # only the bias
    yield case(Call("rnn_forward", b=b, Wh=Wh, Wx=Wx, h_prev=h, x=x), verify=state_only)


def forward_batches(rng: np.random.Generator) -> Iterator[Case]:
    for N, D, H in ((5, 3, 4), (2, 4, 3), (7, 2, 5), (4, 4, 4), (1, 3, 2), (1030, 2, 3)):
        yield case(Call("rnn_forward", *one_step(rng, (N,), D, H)), verify=state_only)
    x, *others = one_step(rng, (3,), 40, 37)
    yield case(Call("rnn_forward", 0.2 * x, *others), verify=state_only)


def forward_cache(rng: np.random.Generator) -> Iterator[Case]:
    for lead, D, H in (((), 3, 4), ((5,), 2, 3), ((3,), 3, 3)):
        yield case(Call("rnn_forward", *one_step(rng, lead, D, H)))
    yield again("rnn_forward", one_step(rng, (2,), 3, 4), one_step(rng, (2,), 3, 4), look="")


def forward_edges(rng: np.random.Generator) -> Iterator[Case]:
    for lead, D, H in (((), 1, 1), ((1,), 1, 1), ((4,), 1, 3), ((), 3, 1), ((), 1, 4)):
        yield case(Call("rnn_forward", *one_step(rng, lead, D, H)), verify=state_only)
    for dtype in INTEGERS:
        shapes = ((3, 2), (3, 4), (2, 4), (4, 4), (4,))
        yield case(Call("rnn_forward", *whole(rng, dtype, *shapes)), verify=state_only)
    for dtype, numbers, factors in OVERFLOWS:  # the bias cancels the true sum, and 0.25 is left
        a, A = np.array(numbers, dtype=dtype), np.array([[factors[0]], [factors[1]]], dtype=dtype)
        total = float(sum(one * two for one, two in zip(numbers, factors, strict=True)))
        yield case(Call("rnn_forward", a, np.array([0.5]), A, np.array([[0.5]]), np.array([-total])), verify=state_only)
        Wx, Wh, b = np.array([[0.5, 0.25]]), np.hstack([A, 0 * A]), np.array([-total, 0.125])
        yield case(Call("rnn_forward", np.array([0.5]), a, Wx, Wh, b), verify=state_only)
    x, Wx = np.array([4_000_000_000]), np.array([[4_000_000_000]])
    yield case(Call("rnn_forward", x, np.array([0.5]), Wx, np.array([[0.5]]), np.array([0.5])), verify=state_only)
    x, h, Wx, Wh, b = (np.array(item, dtype=np.int8) for item in ([10], [0], [[10]], [[0]], [100]))
    yield case(Call("rnn_forward", x, h, Wx, Wh, b), verify=state_only)  # only the sum with b leaves the dtype
    for dtype in (np.int8, np.uint8):  # no sum leaves the dtype, but tanh gives float16 for it, and none is flat
        x, h, Wx, Wh, b = (np.array(item, dtype=dtype) for item in ([1, 0], [0], [[1], [3]], [[2]], [0]))
        yield case(Call("rnn_forward", x, h, Wx, Wh, b), verify=state_only)
    for X, *others in large_integers():
        yield case(Call("rnn_forward", X[0], *others), verify=state_only)
    # Large terms that cancel need float64; a small state is not 0.
    x, Wx = np.array([1e7 + 0.25, 1e7]), np.array([[1.0], [-1.0]])
    yield case(Call("rnn_forward", x, np.array([0.5]), Wx, np.array([[0.5]]), np.array([-0.375])), verify=state_only)
    x, h, Wx, Wh, b = one_step(rng, (2,), 3, 4)
    yield case(Call("rnn_forward", 1e-7 * x, 1e-7 * h, Wx, Wh, 0.0 * b), verify=state_only)
    for how in LAYOUTS:
        arguments = [Layout(item, how) for item in one_step(rng, (4,), 3, 2)]
        yield case(Call("rnn_forward", *arguments), verify=state_only)
    x, h, Wx, Wh, b = one_step(rng, (), 3, 4)
    yield case(Call("rnn_forward", 1e5 * x, h, Wx, Wh, b), verify=state_only)


def forward_effects(rng: np.random.Generator) -> Iterator[Case]:
    for lead in ((), (3,)):
        calls = [Call("rnn_forward", *one_step(rng, lead, 2, 3)) for _ in range(3)]
        yield case(*calls, look="pure quiet", verify=states_stay)
    same = [Shared(str(place), item) for place, item in enumerate(one_step(rng, (2,), 3, 4))]
    yield case(Call("rnn_forward", *same), Call("rnn_forward", *same), look="pure quiet", verify=states_stay)
    x, h, *ways = one_step(rng, (2,), 3, 4)
    x_new, h_new, *ways_new = one_step(rng, (2,), 3, 4)
    for two in ([x_new, h_new, *ways_new], [x_new, h, *ways], [x, h_new, *ways], [x, h, *ways_new]):
        yield again("rnn_forward", [x, h, *ways], two, look="pure quiet", verify=state_only)


def bad_steps(rng: np.random.Generator) -> Iterator[tuple[list[Array], tuple[str, ...]]]:
    """Arguments of rnn_forward with one size wrong, and the names of which a message must hold one."""
    state = ("h_prev", "Wx", "Wh", "b", "H")
    for lead in ((), (2,)):
        D, H = 3, 4
        right = one_step(rng, lead, D, H)
        changes = (
            (0, (*lead, D + 1), ("x", "Wx", "D")), (0, (*lead, 1), ("x", "Wx", "D")),
            (1, (*lead, H + 1), state), (2, (D, 1), state), (2, (D, H + 1), state), (3, (H, 1), state),
            (3, (H + 1, H), state), (3, (H, H - 1), state), (4, (1,), state), (4, (H + 1,), state),
        )  # fmt: skip
        for place, shape, names in changes:
            wrong = list(right)
            wrong[place] = rng.normal(size=shape)
            yield wrong, names
        x, _, Wx, *_ = right  # sizes that fit one another but not Wx, and broadcast
        yield [x, rng.normal(size=(*lead, 1)), Wx, rng.normal(size=(1, 1)), rng.normal(size=1)], state
    x, h, Wx, Wh, b = one_step(rng, (5,), 3, 4)
    for few, many in ((x[:1], h), (x, h[:1]), (x[:2], h), (x, h[:4])):
        yield [few, many, Wx, Wh, b], ("x", "h_prev", "N")


def forward_errors(rng: np.random.Generator) -> Iterator[Case]:
    for arguments, _ in bad_steps(rng):
        yield case(Call("rnn_forward", *arguments), Call("rnn_forward", *one_step(rng, (2,), 3, 4)), skip=(1,))


def forward_messages(rng: np.random.Generator) -> Iterator[Case]:
    for arguments, names in bad_steps(rng):
        yield case(Call("rnn_forward", *arguments), look="message", blame=names)


# --- rnn_states and rnn_sequence -----------------------------------------------------------


def latches() -> tuple[Array, ...]:
    """300 steps through three units, each of which keeps the sign of its last pulse for good.

    The last pulses come early, in the middle and at the very end, so that no step may be left out.
    """
    X = np.zeros((300, 3))
    for unit, steps in enumerate(((3, 20), (9, 150), (60, 298))):
        X[steps[0], unit], X[steps[1], unit] = -1.0, 1.0
    return X, np.full(3, -0.5), 4.0 * np.eye(3), 2.0 * np.eye(3) + 0.01, np.array([0.01, -0.02, 0.01])


def both(name: str) -> dict[str, Any]:
    """The case generators that both functions over time share, for the function ``name``."""

    def values(rng: np.random.Generator) -> Iterator[Case]:
        for T, D, H in ((6, 3, 4), (5, 2, 3), (9, 4, 2), (7, 3, 3)):
            yield case(Call(name, *sequence(rng, T, (), D, H)))
        X, h0, Wx, Wh, b = sequence(rng, 5, (), 2, 4)
        yield case(Call(name, X, 0.0 * h0, Wx, Wh, b))
        yield case(Call(name, 0.0 * X, h0, Wx, Wh, b))
        yield case(Call(name, 0.0 * X, h0, Wx, 0.0 * Wh, 0.0 * b), look="fresh pure")  # a state of zeros is a state
        yield case(Call(name, b=b, Wh=Wh, Wx=Wx, h0=h0, X=X))

    def renewed(rng: np.random.Generator, T: int) -> Iterator[Case]:
        """The same arrays, of which some hold other values at each call."""
        X, h0, *ways = sequence(rng, T, (2,), 3, 4)
        X_new, h_new, *ways_new = sequence(rng, T, (2,), 3, 4)
        for two in ([X_new, h_new, *ways_new], [X_new, h0, *ways], [X, h_new, *ways], [X, h0, *ways_new]):
            if T or two[1] is h_new:
                yield again(name, [X, h0, *ways], two)

    def batches(rng: np.random.Generator) -> Iterator[Case]:
        for T, N, D, H in ((6, 3, 2, 4), (5, 2, 4, 3), (3, 7, 3, 5), (4, 4, 3, 2), (5, 5, 5, 5), (6, 1, 2, 3)):
            yield case(Call(name, *sequence(rng, T, (N,), D, H)))

    def empty(rng: np.random.Generator) -> Iterator[Case]:
        for lead, D, H in (((), 3, 4), ((5,), 2, 3), ((1,), 1, 1), ((3,), 3, 2)):
            yield case(Call(name, *sequence(rng, 0, lead, D, H)), look="fresh pure")
        X, _, Wx, Wh, b = sequence(rng, 0, (2,), 3, 4)
        yield case(Call(name, X, np.array([[300, -200, 0, 5], [1, 128, 70_000, 2]]), Wx, Wh, b))
        yield case(Call(name, X, np.arange(8).reshape(2, 4) - 3, Wx, Wh, b), look="fresh pure")
        yield case(Call(name, X.astype(np.int64), np.arange(1, 9).reshape(2, 4), Wx, Wh, b))
        h0 = Shared("h0", rng.normal(size=(2, 4)))
        yield case(Call(name, X, h0, Wx, Wh, b), Call(name, X, h0, Wx, Wh, b), look="fresh pure")
        for how in LAYOUTS:
            yield case(Call(name, X, Layout(rng.normal(size=(2, 4)), how), Wx, Wh, b), look="fresh pure")
        yield from renewed(rng, 0)

    def edges(rng: np.random.Generator) -> Iterator[Case]:
        for T, lead, D, H in ((1, (), 3, 4), (1, (2,), 3, 4), (4, (), 1, 1), (3, (1,), 1, 1), (2, (3,), 1, 4), (40, (), 2, 3)):
            yield case(Call(name, *sequence(rng, T, lead, D, H)))
        yield case(Call(name, *latches()))
        yield case(Call(name, *sequence(rng, 2, (1030,), 2, 3)))
        X, *others = sequence(rng, 3, (2,), 40, 37)
        yield case(Call(name, 0.2 * X, *others))
        X, h0, Wx, Wh, b = sequence(rng, 4, (2,), 3, 4)
        yield case(Call(name, 1e-7 * X, 1e-7 * h0, Wx, Wh, 0.0 * b))  # a small state is not 0
        yield case(Call(name, 1e4 * X, h0, 1e-4 * Wx, Wh, b))
        for arguments in large_integers():
            yield case(Call(name, *arguments))
        for dtype in INTEGERS:
            X, Wx = whole(rng, dtype, (5, 3, 2), (2, 4))
            yield case(Call(name, X, rng.uniform(-0.9, 0.9, size=(3, 4)), Wx * 0.1, *weights(rng, 2, 4)[1:]))
            yield case(Call(name, X, *whole(rng, dtype, (3, 4), (2, 4), (4, 4), (4,))))
        for how in LAYOUTS:
            yield case(Call(name, *[Layout(item, how) for item in sequence(rng, 5, (3,), 2, 4)]))

    def effects(rng: np.random.Generator) -> Iterator[Case]:
        for lead in ((), (3,)):
            calls = [Call(name, *sequence(rng, 4, lead, 2, 3)) for _ in range(3)]
            yield case(*calls, look="pure fresh quiet", skip=(0, 1, 2))
        same = [Shared(str(place), item) for place, item in enumerate(sequence(rng, 3, (2,), 2, 4))]
        yield case(Call(name, *same), Call(name, *same), look="pure fresh quiet", skip=(0, 1))
        yield from renewed(rng, 3)

    def errors(rng: np.random.Generator) -> Iterator[Case]:
        for arguments, _ in bad_sequences(rng):
            yield case(Call(name, *arguments), Call(name, *sequence(rng, 3, (2,), 3, 4)), skip=(1,))

    def messages(rng: np.random.Generator) -> Iterator[Case]:
        for arguments, names in bad_sequences(rng):
            yield case(Call(name, *arguments), look="message", blame=names)

    return {key: value for key, value in locals().items() if key not in ("name", "renewed")}


def bad_sequences(rng: np.random.Generator) -> Iterator[tuple[list[Array], tuple[str, ...]]]:
    """Arguments over time with one size wrong; the message may come from rnn_forward and use its names."""
    state = ("h0", "h_prev", "Wx", "Wh", "b", "H")
    for T, lead in ((4, ()), (1, (2,))):
        D, H = 3, 4
        right = sequence(rng, T, lead, D, H)
        changes = (
            (0, (T, *lead, D + 1), ("X", "x", "Wx", "D")), (1, (*lead, H + 1), state), (2, (D, 1), state),
            (3, (H, 1), state), (4, (1,), state), (4, (H + 1,), state),
        )  # fmt: skip
        for place, shape, names in changes:
            wrong = list(right)
            wrong[place] = rng.normal(size=shape)
            yield wrong, names
    X, h0, Wx, Wh, b = sequence(rng, 4, (5,), 3, 4)
    for few, many in ((X[:, :1], h0), (X, h0[:1]), (X[:, :2], h0), (X, h0[:4])):
        yield [few, many, Wx, Wh, b], ("X", "x", "h0", "h_prev", "N")


STATES, SEQUENCE = both("rnn_states"), both("rnn_sequence")

EXERCISES = (
    Exercise(
        "rnn_forward",
        (
            Category("값", 15, forward_values, core=True),
            Category("배치", 6, forward_batches),
            Category("cache", 5, forward_cache),
            Category("경계 조건", 3, forward_edges),
            Category("입력 검사", 3, forward_errors),
            Category("오류 메시지", 1, forward_messages),
            Category("부작용", 2, forward_effects),
        ),
    ),
    Exercise(
        "rnn_states",
        (
            Category("값", 14, STATES["values"], core=True),
            Category("배치", 5, STATES["batches"]),
            Category("빈 시퀀스", 4, STATES["empty"]),
            Category("경계 조건", 2, STATES["edges"]),
            Category("입력 검사", 2, STATES["errors"]),
            Category("오류 메시지", 1, STATES["messages"]),
            Category("부작용", 2, STATES["effects"]),
        ),
        builds_on=("rnn_forward",),
    ),
    Exercise(
        "rnn_sequence",
        (
            Category("값", 11, SEQUENCE["values"], core=True),
            Category("배치", 4, SEQUENCE["batches"]),
            Category("빈 시퀀스", 4, SEQUENCE["empty"]),
            Category("경계 조건", 2, SEQUENCE["edges"]),
            Category("입력 검사", 1, SEQUENCE["errors"]),
            Category("오류 메시지", 1, SEQUENCE["messages"]),
            Category("부작용", 2, SEQUENCE["effects"]),
        ),
        builds_on=("rnn_states",),
    ),
)
