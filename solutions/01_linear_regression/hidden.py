"""Hidden cases of unit 01.  Sizes differ everywhere, so that no transpose or wrong divisor can hide."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from npml.core.compare import compare_values
from autograder.authoring import Call, Case, Category, Exercise, Layout, Outcome, Ref, again, case
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
    for m, n in ((1500, 2), (3, 40)):
        yield case(Call("add_bias", rng.normal(size=(m, n))))
    X = rng.normal(size=(6, 3))
    yield case(Call("add_bias", X), Call("add_bias", Ref(0)))  # a column of ones that is there is a feature like others
    yield case(Call("add_bias", np.zeros((3, 2))), Call("add_bias", X * [1.0, 0.0, 1.0]))
    yield case(Call("add_bias", X * 1e200), Call("add_bias", X * 1e-7))
    yield case(Call("add_bias", np.array([[2**62, -(2**62)], [2**40, 5]])), Call("add_bias", np.array([[2**63 + 2**62]], dtype=np.uint64)))


def bias_effects(rng: np.random.Generator) -> Iterator[Case]:
    first, second = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
    yield case(Call("add_bias", first), Call("add_bias", second), look="pure fresh")
    yield case(Call("add_bias", rng.integers(1, 9, size=(3, 2))), look="pure fresh")
    yield again("add_bias", (first,), (second,))


# --- mse_gradient -------------------------------------------------------------------------


def gradient_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n in ((7, 3), (5, 4), (11, 2), (3, 5)):
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
    X, y = table(rng, 6, 4)
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("mse_gradient", Layout(X, how), Layout(y, how), Layout(rng.normal(size=4), how)))
    for m, n in ((1500, 3), (60, 40)):
        yield case(Call("mse_gradient", *table(rng, m, n), rng.normal(size=n)))
    # Errors, rows, targets and weights that are exactly 0 count like others, and so do samples that occur twice.
    X, y = rng.integers(-4, 5, size=(8, 3)), rng.integers(-9, 10, size=8)
    theta = np.array([2.0, 0.0, -1.0])
    X[4], y[5:7], y[:3] = 0, 0, X[:3] @ [2, 0, -1]
    yield case(Call("mse_gradient", X.astype(np.float64), y, theta))
    yield case(Call("mse_gradient", X[[*range(8), 7, 7, 3]], y[[*range(8), 7, 7, 3]], theta))
    # Small errors of large predictions, small gradients and large ones.
    X, theta = rng.normal(size=(9, 3)), rng.normal(size=3)
    yield case(Call("mse_gradient", X, X @ theta + 1e-6 * rng.normal(size=9), theta))
    yield case(Call("mse_gradient", X * 1e-3, rng.normal(size=9) * 1e-4, theta * 0.1))
    yield case(Call("mse_gradient", X * 1e6, rng.normal(size=9) * 1e6, theta))


def gradient_integers(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in INTEGERS:
        X = rng.integers(0, 9, size=(6, 3)).astype(dtype)
        y = rng.integers(20, 100, size=6).astype(dtype)
        yield case(Call("mse_gradient", X, y, rng.normal(size=3)))
        # Sums leave the range of int8 (127) and, below zero, that of unsigned integers.
        X = rng.integers(5, 12, size=(6, 3)).astype(dtype)
        yield case(Call("mse_gradient", X, y, np.array([4, 1, 6], dtype=dtype)))
        yield case(Call("mse_gradient", X, y, np.array([0, 1, 0], dtype=dtype)))
    for dtype, size in (("int16", 300), ("uint16", 600), ("int32", 10**5), ("uint32", 10**5), ("int64", 10**10), ("uint64", 10**10)):
        # Products leave the range of their own type; all are positive, so that nothing cancels.
        X, y, theta = (rng.integers(size // 2, size, shape).astype(dtype) for shape in ((5, 3), 5, 3))
        yield case(Call("mse_gradient", X, y, theta))
        yield case(Call("mse_gradient", X, y, rng.uniform(2.0, 3.0, size=3)))
    for types in (("int8", "uint8", "float64"), ("uint8", "int8", "int8"), ("float64", "uint8", "int64"), ("int64", "float64", "uint8")):
        X, y, theta = (rng.uniform(0, 100, size=shape).astype(dtype) for shape, dtype in zip(((6, 2), 6, 2), types, strict=True))
        yield case(Call("mse_gradient", X, y, theta))


def gradient_effects(rng: np.random.Generator) -> Iterator[Case]:
    calls = [Call("mse_gradient", *table(rng, 6, 3), rng.normal(size=3)) for _ in range(2)]
    yield case(*calls, look="pure fresh")
    X, y = table(rng, 5, 1)
    yield case(Call("mse_gradient", X, y, np.zeros(1)), look="pure fresh")
    X, y = table(rng, 6, 3)
    theta = rng.normal(size=3)
    yield again("mse_gradient", (X, y, theta), (-2.0 * X, y + 1.0, theta + 0.5))
    yield again("mse_gradient", (X, y, theta), (X, y + 1.0, theta))
    yield again("mse_gradient", (X, y, theta), (X[::-1] * 2.0, y, theta))


# --- gradient_descent ---------------------------------------------------------------------


def all_the_way(X: Array, y: Array, lr: float, epochs: int) -> Case:
    """Two descents that come to rest; who is still on the way, after other numbers of steps, has stopped early."""
    rates = (lr, 0.5 * lr)
    paths: list[list[Array]] = []
    for rate in rates:
        theta, path = np.zeros(X.shape[1]), []
        for _ in range(epochs):
            path.append(theta)
            theta = theta - rate * X.T @ (X @ theta - y) / len(y)
        paths.append(path)

    def verify(got: list[Outcome], want: list[Outcome]) -> str | None:
        values = [outcome.value for outcome in got]
        right = [compare_values(value, item.value, 1e-6, 1e-9) is None for value, item in zip(values, want, strict=True)]
        if all(right):
            return None
        steps = [
            epochs if good else next((at for at, place in enumerate(path[:-1]) if compare_values(value, place, 1e-9, 1e-12) is None), 0)
            for value, path, good in zip(values, paths, right, strict=True)
        ]
        return "stops_early" if min(steps) > 2 and steps[0] != steps[1] else ""  # the same number is a limit

    return case(*[Call("gradient_descent", X, y, lr=rate, epochs=epochs) for rate in rates], verify=verify)


def descent_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, lr, epochs in ((7, 3, 0.05, 40), (9, 4, 0.1, 13), (4, 6, 0.02, 25), (12, 2, 0.15, 60)):
        yield case(Call("gradient_descent", *table(rng, m, n), lr, epochs))
    yield case(Call("gradient_descent", *table(rng, 6, 4), lr=0.03, epochs=1))
    yield case(Call("gradient_descent", *table(rng, 8, 3), lr=0.2, epochs=2))
    X, y = table(rng, 10, 3)
    yield case(Call("gradient_descent", y=y, X=X, epochs=30, lr=0.07))
    # Long enough to come to rest: who stops when theta hardly moves is left a little way off.
    yield all_the_way(*table(rng, 12, 3), 0.15, 300)


def starts_at_zero(got: list[Outcome], want: list[Outcome]) -> str | None:
    """None when all steps give zeros; steps 0 and 1 are the same call, step 2 has other numbers of the same shape."""
    zeros = want[0].value
    if all(compare_values(item.value, zeros, 0.0, 1e-9) is None for item in got):
        return None
    first, same, other = (item.value for item in got)
    if any(compare_values(value, zeros, 0.0, np.inf) for value in (first, same, other)):
        return ""
    # Another start for the same data, or one that does not come from the data at all, nor is it one number.
    drawn = not np.array_equal(first, same) or (np.array_equal(first, other) and len(set(first.tolist())) > 1)
    return "random_start" if drawn else ""


def descent_edges(rng: np.random.Generator) -> Iterator[Case]:
    calls = [Call("gradient_descent", X, y, 0.1, 0) for X, y in (table(rng, 7, 3), table(rng, 7, 3))]
    yield case(calls[0], calls[0], calls[1], verify=starts_at_zero)
    yield case(Call("gradient_descent", *table(rng, 6, 3), epochs=0))
    yield case(Call("gradient_descent", *table(rng, 5, 4), 0.1, 0))
    yield case(Call("gradient_descent", rng.integers(0, 9, size=(5, 3)), rng.integers(0, 9, size=5), epochs=0))
    yield case(Call("gradient_descent", *table(rng, 5, 2), lr=0.0, epochs=7), Call("gradient_descent", *table(rng, 5, 2), 0, 7))
    for m, n in ((1500, 3), (50, 40)):
        yield case(Call("gradient_descent", *table(rng, m, n), lr=0.01, epochs=6))
    # Nothing happens after so many steps but what happened before.
    yield case(Call("gradient_descent", *table(rng, 5, 2), lr=1e-3, epochs=1300))
    # The second coordinate's gradient is exactly 0 at first and not later.
    X, y = np.array([[1, 1], [2, 1], [1, -1]]), np.array([1, 1, 2])
    yield case(Call("gradient_descent", X, y, lr=0.1, epochs=9), Call("gradient_descent", X * 1.0, np.zeros(3), lr=0.1, epochs=9))
    # Small and large numbers; a step that is too long, but not yet beyond all numbers.
    X, y = table(rng, 8, 3)
    yield case(Call("gradient_descent", X, y * 1e-6, lr=0.1, epochs=20), Call("gradient_descent", X, y, lr=1e-9, epochs=40))
    yield case(Call("gradient_descent", X, y * 1e6, lr=0.1, epochs=20))
    yield case(Call("gradient_descent", X * 1e4, y, lr=2e-9, epochs=20))
    yield case(Call("gradient_descent", X, y, lr=3.0 / np.linalg.eigvalsh(X.T @ X / 8)[-1], epochs=12))
    for dtype, size in (("int16", 300), ("int32", 10**5), ("uint32", 10**5), ("int64", 10**10)):
        X, y = rng.integers(size // 2, size, (5, 2)).astype(dtype), rng.integers(size // 2, size, 5).astype(dtype)
        yield case(Call("gradient_descent", X, y, lr=0.3 / size**2, epochs=4))
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
    """Calls with one thing wrong each, and the names of which a message must hold one."""
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
    yield Call("gradient_descent", X[:1], y, **fast), ("X", "y")
    yield Call("gradient_descent", X, y.reshape(6, 1, 1), **fast), ("y",)
    none = {"lr": 0.05, "epochs": 0}  # looked at before anything else, so says the docstring
    yield Call("gradient_descent", X[:, 0], y, **none), ("X",)
    yield Call("gradient_descent", X, y.reshape(6, 1), **none), ("y",)
    yield Call("gradient_descent", X, y[:5], **none), ("X", "y")


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
    X, y = table(rng, 6, 3)
    yield again("gradient_descent", (X, y, 0.05, 8), (X * 0.5, y - 1.0, 0.05, 8))
    yield again("gradient_descent", (X, y, 0.05, 8), (X[:, ::-1], y, 0.05, 8))
    yield again("gradient_descent", (X, y, 0.05, 0), (X + 1.0, y, 0.05, 0))


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
        builds_on=("mse_gradient",),
    ),
)
