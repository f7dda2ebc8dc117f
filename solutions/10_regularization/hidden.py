"""Hidden cases of unit 10: inputs and what is looked at; the reference gives the expected values.

Weights are drawn away from zero and from the threshold, so that no right way of computing loses
digits there; exact zeros are asked for with ``atol=0`` where they are the point.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, again, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
Cases = Callable[[np.random.Generator], Iterator[Case]]
#: Unequal, non-square shapes: matrix norms, column sums and transposes give something else.
SHAPES = ((7,), (3, 5), (2, 4, 3))
#: More elements or more axes than a first try has in mind.
LARGE = ((1100,), (40, 30), (2, 3, 2, 2), (2, 1, 3, 2, 2))
#: The least of a dtype has no absolute value in it; squares, sums and products with an integer λ leave it.
INTEGERS = (
    np.array([-(2**15), 2**15 - 1, 300, 0], np.int16), np.array([65_535, 3, 0, 300], np.uint16),
    np.array([-(2**31), 5], np.int32), np.array([[2**31 - 1, 70_000], [-90_000, 0]], np.int32),
    np.array([4_000_000_000, 3, 0], np.uint32), np.array([-(2**63), 5], np.int64),
    np.array([[2**62, -(2**62)], [2**62, 2**62]], np.int64), np.array([4_000_000_000, -5_000_000_000, 3], np.int64),
    np.full(4, 2_000_000_000, np.int64), np.array([2**63 + 2**20, 5], np.uint64),
)  # fmt: skip


def drawn(rng: np.random.Generator, shape: tuple[int, ...], low: float = 0.2, high: float = 3.0) -> Array:
    """Weights of both signs with magnitudes in [low, high]."""
    return rng.choice([-1.0, 1.0], size=shape) * rng.uniform(low, high, size=shape)


def values(name: str) -> Cases:
    """Random weights of several shapes, λ far from 1 and from 1/2; also by keyword."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for shape in SHAPES:
            yield case(Call(name, drawn(rng, shape), rng.uniform(0.03, 0.3)))
        yield case(Call(name, drawn(rng, (4, 2)), 3.0))
        yield case(Call(name, weights=drawn(rng, (2, 6)), lambda_reg=rng.uniform(1.5, 2.5)))

    return cases


def edges(name: str, *, empty: bool) -> Cases:
    """Zeros, one element, integers of narrow types, other memory layouts; empty weights for a penalty."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        yield case(Call(name, drawn(rng, (3, 4)), 0.0))
        yield case(Call(name, drawn(rng, (2, 3)), 2))
        yield case(Call(name, np.array([[0.0, -1.7, 0.0], [2.3, 0.0, -0.4]]), 0.7), atol=0.0)
        yield case(Call(name, np.zeros((2, 3)), 1.3), atol=0.0)
        yield case(Call(name, drawn(rng, (1, 1)), 0.6))
        yield case(Call(name, np.array(rng.uniform(-3.0, -1.0)), 0.6))
        yield case(Call(name, drawn(rng, (5, 1)) * 1e6, 0.4))
        yield case(Call(name, drawn(rng, (2, 3)) * 1e40, 0.4))  # beyond float32
        yield case(Call(name, np.array([3e-11, -2e-12, 0.0, 2.5]), 0.9))  # small is not zero
        for narrow in (np.array([[-128, 100, 0], [90, -77, 5]], np.int8), np.array([200, 0, 255, 31], np.uint8)):
            yield case(Call(name, narrow, 3))
            yield case(Call(name, narrow, 0.25))
        yield case(Call(name, rng.integers(-9, 9, size=(3, 2)), 2))
        for how in ("F", "strided", "negative", "readonly"):
            yield case(Call(name, Layout(drawn(rng, (3, 4)), how), 0.35))
        for shape in LARGE:
            yield case(Call(name, drawn(rng, shape), rng.uniform(0.2, 0.7)))
        for wide in INTEGERS:
            yield case(Call(name, wide, 3))
        # A small λ, small weights and a small result are not 0; a large λ is not cut off.
        yield case(Call(name, drawn(rng, (3, 2)) * 1e7, 4e-9))
        yield case(Call(name, drawn(rng, (2, 3), 1e-4, 9e-4), 2e-4 if name != "l2_regularization" else 0.08))
        yield case(Call(name, np.array([[1e-200, -3e-250], [-1e-310, 0.0]]), 0.9), atol=0.0 if name == "l1_gradient" else 1e-9)
        yield case(Call(name, drawn(rng, (2, 3)), 3e4))
        for shape in ((0,), (0, 3), (2, 0)) if empty else ():
            yield case(Call(name, np.zeros(shape), 0.8))

    return cases


def negative(name: str, rng: np.random.Generator, *, empty: bool = False) -> Iterator[Call]:
    """Calls that must raise: λ (or t) below zero, also where the result would be zero."""
    for value in (-0.5, -3, -1e-3, -1e-12):
        yield Call(name, drawn(rng, (3, 2)), value)
    yield Call(name, np.zeros((2, 3)), -1.0)
    if empty:
        yield Call(name, np.zeros(0), -1.0)


def refuses(name: str, *, empty: bool = False) -> Cases:
    """Bad input raises, and good input beside it does not."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for call in negative(name, rng, empty=empty):
            yield case(call, Call(name, drawn(rng, (2, 3)), 0.4), Call(name, drawn(rng, (4,)), 0))

    return cases


def messages(name: str, *blame: str) -> Cases:
    """The message names the argument."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for call in negative(name, rng):
            yield case(call, look="message", blame=blame)

    return cases


def effects(name: str) -> Cases:
    """Arguments stay, results are new arrays (also at λ = 0), earlier results stay."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for amount in (0.6, 0.0):
            yield case(*[Call(name, drawn(rng, (3, 2)), amount) for _ in range(2)], look="pure fresh")
        yield case(Call(name, rng.integers(-9, 9, size=(2, 3)), 2), look="pure fresh")
        yield case(Call(name, np.array([0.0, -0.2, 5.0, 0.0]), 0.5), look="pure fresh")
        for amount in (1.0, 0.5):  # a gradient that is equal to the weights is another array all the same
            yield case(Call(name, np.array([1.0, 0.0, -1.0]), amount), look="pure fresh")
        a, b = drawn(rng, (3, 4)), drawn(rng, (3, 4))
        for one, two in (([a, 0.3], [b, 0.3]), ([a, 0.3], [a, 1.1]), ([a, 0.0], [b, 0.0])):
            yield again(name, one, two)

    return cases


def one_array(name: str, points: tuple[float, ...], *, penalty: bool) -> Exercise:
    """The exercise of a function of the weights and λ."""
    core, edge, check, message, effect = points
    return Exercise(
        name,
        (
            Category("값", core, values(name), core=True),
            Category("경계 조건", edge, edges(name, empty=penalty)),
            Category("입력 검사", check, refuses(name, empty=penalty)),
            Category("오류 메시지", message, messages(name, "lambda_reg")),
            Category("부작용", effect, effects(name)),
        ),
    )


# --- regularized_loss ---------------------------------------------------------------------

LOSS = "regularized_loss"


def loss_values(rng: np.random.Generator) -> Iterator[Case]:
    for shape in SHAPES:
        yield case(Call(LOSS, rng.uniform(0.5, 4.0), drawn(rng, shape), rng.uniform(0.1, 0.4), rng.uniform(0.6, 0.9)))
    yield case(Call(LOSS, 2.5, drawn(rng, (4, 2)), 1.7, 0.2))
    yield case(Call(LOSS, loss=1.25, weights=drawn(rng, (2, 6)), lambda_l1=0.3, lambda_l2=1.1))


def loss_edges(rng: np.random.Generator) -> Iterator[Case]:
    w = drawn(rng, (3, 4))
    for l1, l2 in ((0.0, 0.0), (0.7, 0.0), (0.0, 0.7), (2, 1)):
        yield case(Call(LOSS, 1.75, w, l1, l2))
    yield case(Call(LOSS, 0.0, drawn(rng, (5,)), 0.2, 0.3))
    yield case(Call(LOSS, -3.5, drawn(rng, (5,)), 0.2, 0.3))  # a log-likelihood may be below zero
    yield case(Call(LOSS, 4, np.zeros((2, 3)), 0.2, 0.3))
    yield case(Call(LOSS, 0.0, w, 0.0, 0))
    yield case(Call(LOSS, 0, np.zeros((2, 3)), 0.2, 0.3))
    yield case(Call(LOSS, np.float64(0.8), np.array([[-128, 100], [90, -77], [0, 5]], np.int8), 0.2, 0.3))
    yield case(Call(LOSS, 6, np.array([200, 0, 255], np.uint8), 2, 3))
    yield case(Call(LOSS, 0.8, np.array(-1.5), 0.2, 0.3))
    for how in ("F", "strided", "readonly"):
        yield case(Call(LOSS, 1.5, Layout(drawn(rng, (3, 4)), how), 0.4, 0.1))
    for shape in ((0,), (0, 3)):
        yield case(Call(LOSS, 1.5, np.zeros(shape), 0.4, 0.1))
    for shape in LARGE:
        yield case(Call(LOSS, 1.5, drawn(rng, shape), 0.4, 0.1))
    for wide in INTEGERS:
        yield case(Call(LOSS, 1, wide, 3, 2))
    yield case(Call(LOSS, 0.0, drawn(rng, (2, 3), 1e-4, 9e-4), 1e-4, 0.02))  # a small sum is not 0
    yield case(Call(LOSS, 0.0, drawn(rng, (3, 2)) * 1e4, 4e-9, 3e-9))


def loss_bad(rng: np.random.Generator) -> Iterator[tuple[Call, tuple[str, ...]]]:
    """Calls with a λ below zero, and the names of which a message must hold one."""
    first, second = ("lambda_l1", "lambda_reg"), ("lambda_l2", "lambda_reg")
    w = drawn(rng, (3, 2))
    yield Call(LOSS, 1.0, w, -0.5, 0.2), first
    yield Call(LOSS, 1.0, w, -0.1, 5.0), first
    yield Call(LOSS, 1.0, w, 0.5, -0.2), second
    yield Call(LOSS, 1.0, w, 5.0, -0.1), second
    yield Call(LOSS, 1.0, np.zeros(4), 0.0, -1), second
    yield Call(LOSS, 1.0, w, 0.5, -0.5), second
    yield Call(LOSS, 1.0, w, -1e-12, 0.5), first
    yield Call(LOSS, 1.0, w, 0.0, -1e-12), second
    yield Call(LOSS, 1.0, np.zeros(0), -1.0, 0.5), first
    yield Call(LOSS, 0.0, np.zeros((0, 2)), 0.5, -1.0), second
    yield Call(LOSS, 1.0, w, -1.0, -2.0), (*first, *second)


def loss_refuses(rng: np.random.Generator) -> Iterator[Case]:
    for call, _ in loss_bad(rng):
        yield case(call, Call(LOSS, 2.0, drawn(rng, (2, 3)), 0.4, 0), Call(LOSS, 2.0, drawn(rng, (4,)), 0, 0.4))


def loss_messages(rng: np.random.Generator) -> Iterator[Case]:
    for call, names in loss_bad(rng):
        yield case(call, look="message", blame=names)


def loss_effects(rng: np.random.Generator) -> Iterator[Case]:
    yield case(*[Call(LOSS, 1.5, drawn(rng, (3, 2)), 0.3, 0.2) for _ in range(2)], look="pure")
    yield case(Call(LOSS, 1, rng.integers(-9, 9, size=(2, 3)), 2, 3), look="pure")
    a, b = drawn(rng, (3, 4)), drawn(rng, (3, 4))
    for two in ((1.5, b, 0.3, 0.2), (2.5, a, 0.3, 0.2), (1.5, a, 0.7, 0.2), (1.5, a, 0.3, 0.9)):
        yield again(LOSS, (1.5, a, 0.3, 0.2), two)


# --- soft_threshold -----------------------------------------------------------------------

SOFT = "soft_threshold"


def soft_weights(rng: np.random.Generator, shape: tuple[int, ...], t: float) -> Array:
    """Weights of both signs, some well below the threshold and some well above it."""
    size = int(np.prod(shape))
    factors = rng.uniform(0.1, 0.8, size) + rng.permutation(np.arange(size) % 3)  # a third below, two thirds above
    return t * factors.reshape(shape) * rng.choice([-1.0, 1.0], size=shape)


def soft_values(rng: np.random.Generator) -> Iterator[Case]:
    for shape, t in zip(SHAPES, (0.7, 1.6, 0.3), strict=True):
        yield case(Call(SOFT, soft_weights(rng, shape, t), t))
    yield case(Call(SOFT, np.array([[3.1, -2.4, 0.4], [-0.9, 1.3, -5.2]]), 1.1))
    yield case(Call(SOFT, weights=soft_weights(rng, (2, 6), 2.5), t=2.5))


def soft_edges(rng: np.random.Generator) -> Iterator[Case]:
    """Exact zeros, |w| = t, t = 0, zeros among the weights, integers, layouts."""
    yield case(Call(SOFT, np.array([0.3, -0.3, 0.1, -0.2, 0.0]), 0.3), atol=0.0)
    yield case(Call(SOFT, np.array([[2.0, -2.0, 5.0], [0.5, 0.0, -7.0]]), 2), atol=0.0)
    yield case(Call(SOFT, drawn(rng, (3, 4)), 1e3), atol=0.0)
    yield case(Call(SOFT, np.zeros((2, 3)), 0.7), atol=0.0)
    yield case(Call(SOFT, np.array([0.0, -1.4, 2.2, 0.0]), 0.0), atol=0.0)
    yield case(Call(SOFT, np.array([0.0, -1.4, 2.2, 0.0]), 0))
    yield case(Call(SOFT, np.array(-2.5), 0.9))
    yield case(Call(SOFT, np.array([[-0.4]]), 0.9), atol=0.0)
    yield case(Call(SOFT, drawn(rng, (5, 1), 2.0, 3.0) * 1e6, 4e5))
    yield case(Call(SOFT, drawn(rng, (2, 3), 2.0, 3.0) * 1e40, 4e39))  # beyond float32
    for narrow in (np.array([[-128, 100, 0], [90, -7, 5]], np.int8), np.array([200, 0, 255, 31], np.uint8)):
        yield case(Call(SOFT, narrow, 50))
        yield case(Call(SOFT, narrow, 7.5))
    yield case(Call(SOFT, np.array([[4, -9], [2, -1], [0, 7]]), 3))
    for shape in LARGE:
        yield case(Call(SOFT, soft_weights(rng, shape, 0.9), 0.9))
    for wide in INTEGERS:
        yield case(Call(SOFT, wide, 5))
    # Just above the threshold is not at it; a small t is not 0, and neither is a small result.
    yield case(Call(SOFT, np.array([0.5 + 5e-7, -0.5 - 3e-7, 0.5 - 5e-7]), 0.5))
    yield case(Call(SOFT, np.array([[1000.001, -1000.003], [999.999, 1000.0]]), 1000))
    yield case(Call(SOFT, np.array([[2e-7, -5e-8], [3e-9, -1e-8]]), 4e-9))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call(SOFT, Layout(soft_weights(rng, (3, 4), 0.8), how), 0.8))


EXERCISES = (
    one_array("l1_regularization", (7, 2, 1.5, 0.5, 1), penalty=True),
    one_array("l2_regularization", (7, 2, 1.5, 0.5, 1), penalty=True),
    Exercise(
        LOSS,
        (
            Category("값", 8, loss_values, core=True),
            Category("경계 조건", 2, loss_edges),
            Category("입력 검사", 2, loss_refuses),
            Category("오류 메시지", 1, loss_messages),
            Category("부작용", 1, loss_effects),
        ),
        builds_on=("l1_regularization", "l2_regularization"),
    ),
    one_array("l1_gradient", (8, 4, 1.5, 0.5, 2), penalty=False),
    one_array("l2_gradient", (7, 2, 1.5, 0.5, 1), penalty=False),
    Exercise(
        SOFT,
        (
            Category("값", 12, soft_values, core=True),
            Category("경계 조건", 6, soft_edges),
            Category("입력 검사", 2, refuses(SOFT)),
            Category("오류 메시지", 1, messages(SOFT, "t")),
            Category("부작용", 3, effects(SOFT)),
        ),
    ),
)
