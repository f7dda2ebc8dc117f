"""Hidden cases of unit 01.  Sizes differ everywhere, so that no transpose or wrong divisor can hide."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from autograder.spec import Call, Case, Category, Exercise, Layout, Outcome, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
INTEGERS = ("int8", "uint8", "int16", "int32", "int64", "uint64")


def table(rng: np.random.Generator, m: int, n: int) -> tuple[Array, Array]:
    """Features (m, n) with columns of different size and place, and targets (m,)."""
    X = rng.normal(size=(m, n)) * rng.uniform(0.6, 1.4, size=n) + rng.uniform(-0.5, 0.5, size=n)
    return X, rng.normal(size=m) * 2.0 + rng.uniform(1.0, 3.0)


# --- add_bias -----------------------------------------------------------------------------


def bias_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((4, 3), (7, 2), (3, 5), (11, 4)):
        yield case(Call("add_bias", rng.normal(size=(m, n)) * 5.0))
    yield case(Call("add_bias", X=rng.normal(size=(5, 3))))


def bias_edges(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((1, 4), (6, 1), (1, 1)):
        yield case(Call("add_bias", rng.normal(size=(m, n))))
    for dtype in INTEGERS:
        yield case(Call("add_bias", rng.integers(0, 100, size=(4, 3)).astype(dtype)))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("add_bias", Layout(rng.normal(size=(5, 3)), how)))


def bias_effects(rng: np.random.Generator) -> Iterator[Case]:
    first, second = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    yield case(Call("add_bias", first), Call("add_bias", second), look="pure fresh")
    yield case(Call("add_bias", rng.integers(1, 9, size=(3, 2))), look="pure fresh")


# --- mse_gradient -------------------------------------------------------------------------


def gradient_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((7, 3), (5, 4), (11, 2), (3, 5), (1500, 3)):
        X, y = table(rng, m, n)
        yield case(Call("mse_gradient", X, y, rng.normal(size=n)), sizes={"m": m, "n": n})
    X, y = table(rng, 9, 4)
    yield case(Call("mse_gradient", X, y, np.zeros(4)), sizes={"m": 9, "n": 4})
    X, y = table(rng, 7, 5)
    yield case(Call("mse_gradient", X=X, y=y, theta=rng.normal(size=5)), sizes={"m": 7, "n": 5})


def gradient_edges(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((1, 4), (6, 1), (1, 1), (5, 5)):
        X, y = table(rng, m, n)
        yield case(Call("mse_gradient", X, y, rng.normal(size=n)))
    X, theta = rng.normal(size=(8, 3)), rng.normal(size=3)
    yield case(Call("mse_gradient", X, X @ theta, theta))  # a perfect fit
    yield case(Call("mse_gradient", X * 1e6, rng.normal(size=8) * 1e6, theta))
    X, y = table(rng, 6, 4)
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("mse_gradient", Layout(X, how), Layout(y, how), Layout(rng.normal(size=4), how)))


def gradient_integers(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in INTEGERS:
        X = rng.integers(0, 9, size=(6, 3)).astype(dtype)
        y = rng.integers(20, 100, size=6).astype(dtype)
        yield case(Call("mse_gradient", X, y, rng.normal(size=3)))
        # Sums leave the range of int8 (127) and, below zero, that of unsigned integers.
        X = rng.integers(5, 12, size=(6, 3)).astype(dtype)
        yield case(Call("mse_gradient", X, y, np.array([4, 1, 6], dtype=dtype)))
        yield case(Call("mse_gradient", X, y, np.array([0, 1, 0], dtype=dtype)))


def gradient_effects(rng: np.random.Generator) -> Iterator[Case]:
    calls = [Call("mse_gradient", *table(rng, 6, 3), rng.normal(size=3)) for _ in range(2)]
    yield case(*calls, look="pure fresh")
    X, y = table(rng, 5, 1)
    yield case(Call("mse_gradient", X, y, np.zeros(1)), look="pure fresh")


# --- gradient_descent ---------------------------------------------------------------------


def descent_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, lr, epochs in ((7, 3, 0.05, 40), (9, 4, 0.1, 13), (4, 6, 0.02, 25), (12, 2, 0.15, 60)):
        yield case(Call("gradient_descent", *table(rng, m, n), lr, epochs))
    yield case(Call("gradient_descent", *table(rng, 6, 4), lr=0.03, epochs=1))
    yield case(Call("gradient_descent", *table(rng, 8, 3), lr=0.2, epochs=2))
    X, y = table(rng, 10, 3)
    yield case(Call("gradient_descent", y=y, X=X, epochs=30, lr=0.07))
    # Long enough to come to rest: who stops when theta hardly moves is left a little way off.
    yield case(Call("gradient_descent", *table(rng, 12, 3), lr=0.15, epochs=300))


def descent_edges(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("gradient_descent", *table(rng, 6, 3), epochs=0))
    yield case(Call("gradient_descent", *table(rng, 5, 4), 0.1, 0))
    for m, n in ((1, 4), (6, 1), (1, 1), (4, 4)):
        yield case(Call("gradient_descent", *table(rng, m, n), lr=0.05, epochs=20))
    for dtype in INTEGERS:
        X, y = rng.integers(0, 6, size=(7, 3)).astype(dtype), rng.integers(0, 100, size=7).astype(dtype)
        yield case(Call("gradient_descent", X, y, lr=0.01, epochs=15))
    for how in ("F", "strided", "negative", "readonly"):
        X, y = table(rng, 8, 3)
        yield case(Call("gradient_descent", Layout(X, how), Layout(y, how), lr=0.1, epochs=12))


def descent_defaults(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("gradient_descent", *table(rng, 9, 3)))
    yield case(Call("gradient_descent", *table(rng, 7, 4), epochs=35))


def ran_away(got: list[Outcome], want: list[Outcome]) -> str | None:
    """None when theta has its shape and is not finite: inf or NaN depends on the order of operations."""
    theta, reference = got[0].value, want[0].value
    right_form = isinstance(theta, np.ndarray) and theta.dtype == np.float64 and theta.shape == reference.shape
    return None if right_form and not np.all(np.isfinite(theta)) else ""


def descent_divergence(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((7, 3), (5, 1)):
        X, y = table(rng, m, n)
        # Each step multiplies the error by 1e4 or more: 1e308 is passed by far, in any order of operations.
        yield case(Call("gradient_descent", X * 2.0, y, lr=1e6, epochs=150), verify=ran_away)


def bad_inputs(rng: np.random.Generator) -> Iterator[tuple[Call, tuple[str, ...]]]:
    """Calls with one thing wrong each, and the names of which a message must hold one.

    Never at epochs=0, where "returns zeros" and "raises" would both be readings of the contract.
    """
    X, y = table(rng, 6, 3)
    square, target = table(rng, 4, 4)
    fast = {"lr": 0.05, "epochs": 5}
    yield Call("gradient_descent", X[:, 0], y, **fast), ("X",)
    yield Call("gradient_descent", X.reshape(6, 3, 1), y, **fast), ("X",)
    yield Call("gradient_descent", X, y.reshape(6, 1), **fast), ("y",)
    yield Call("gradient_descent", X[:, :1], y.reshape(6, 1), **fast), ("y",)  # broadcasts silently
    yield Call("gradient_descent", square, target.reshape(4, 1), **fast), ("y",)  # so does this
    yield Call("gradient_descent", X[:1], y[:1].reshape(1, 1), **fast), ("y",)  # and this
    yield Call("gradient_descent", X, y[:5], **fast), ("X", "y")
    yield Call("gradient_descent", X[:4], y, **fast), ("X", "y")
    yield Call("gradient_descent", X, y[:1], **fast), ("X", "y")  # broadcasts silently


def descent_errors(rng: np.random.Generator) -> Iterator[Case]:
    for call, _ in bad_inputs(rng):
        yield case(call, Call("gradient_descent", *table(rng, 5, 2), lr=0.1, epochs=3))


def descent_messages(rng: np.random.Generator) -> Iterator[Case]:
    for call, names in bad_inputs(rng):
        yield case(call, look="message", blame=names)


def descent_effects(rng: np.random.Generator) -> Iterator[Case]:
    calls = [Call("gradient_descent", *table(rng, 6, 3), lr=0.05, epochs=8) for _ in range(2)]
    yield case(*calls, look="pure fresh")
    yield case(Call("gradient_descent", *table(rng, 5, 2), lr=0.05, epochs=0), look="pure fresh")
    yield case(Call("gradient_descent", *table(rng, 4, 1), lr=0.05, epochs=4), look="pure fresh")


EXERCISES = (
    Exercise(
        "add_bias",
        (
            Category("값", 9, bias_values, core=True),
            Category("경계 조건", 4, bias_edges),
            Category("부작용", 2, bias_effects),
        ),
    ),
    Exercise(
        "mse_gradient",
        (
            Category("값", 20, gradient_values, core=True),
            Category("경계 조건", 7, gradient_edges),
            Category("정수 입력", 4, gradient_integers),
            Category("부작용", 4, gradient_effects),
        ),
    ),
    Exercise(
        "gradient_descent",
        (
            Category("값", 18, descent_values, core=True),
            Category("경계 조건", 6, descent_edges),
            Category("기본값", 3, descent_defaults),
            Category("발산", 3, descent_divergence),
            Category("입력 검사", 4, descent_errors),
            Category("오류 메시지", 2, descent_messages),
            Category("부작용", 4, descent_effects),
        ),
    ),
)
