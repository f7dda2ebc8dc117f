"""Hidden cases of unit 02: inputs and tolerances only, the reference gives what is expected.

Sizes differ everywhere.  Large logits come one at a time where a mean would hide a small
error, and every case with a bad label has a legal call beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from npml.core.compare import compare_values
from autograder.authoring import Call, Case, Category, Exercise, Layout, Outcome, Shared, again, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
Rng = np.random.Generator
INTEGERS = ("int8", "uint8", "int32", "uint64")
LAYOUTS = ("F", "strided", "negative", "readonly")


def some_labels(rng: Rng, m: int, dtype: Any = np.int64) -> Any:
    """(m,) labels 0 and 1, both of them where there is room."""
    y = rng.integers(2, size=m)
    if m > 1:
        y[-1] = 1 - y[0]
    return y.astype(dtype)


def table(rng: Rng, m: int, n: int) -> tuple[Array, Any]:
    """Features (m, n) whose columns differ in size and place, and labels (m,)."""
    X = rng.normal(size=(m, n)) * rng.uniform(0.6, 1.4, size=n) + rng.uniform(-0.5, 0.5, size=n)
    return X, some_labels(rng, m)


# --- sigmoid ------------------------------------------------------------------------------


def sigmoid_values(rng: Rng) -> Iterator[Case]:
    for shape in ((7,), (3, 5), (4, 2, 3)):
        yield case(Call("sigmoid", rng.normal(scale=3.0, size=shape)))
    yield case(Call("sigmoid", z=rng.uniform(-12.0, 12.0, size=9)))
    yield case(Call("sigmoid", np.array([0.0, 1.0, -1.0, 16.0, -16.0])))
    yield case(Call("sigmoid", np.array([5e-6, -5e-6, 2e-4, -2e-4])))


def sigmoid_shapes(rng: Rng) -> Iterator[Case]:
    yield case(Call("sigmoid", float(rng.normal())), Call("sigmoid", 0), Call("sigmoid", -3))
    yield case(Call("sigmoid", np.array(rng.normal())))
    yield case(Call("sigmoid", np.float64(rng.normal())))
    yield case(Call("sigmoid", np.array(-128, dtype=np.int8)), Call("sigmoid", np.array(5, dtype=np.uint8)))
    for shape in ((1,), (1, 4), (6, 1), (1, 1), (1500,), (2, 3, 1, 2, 4)):
        yield case(Call("sigmoid", rng.normal(scale=2.0, size=shape)))


def sigmoid_formats(rng: Rng) -> Iterator[Case]:
    for dtype in INTEGERS:
        yield case(Call("sigmoid", rng.integers(0, 9, size=(3, 4)).astype(dtype)))
    yield case(Call("sigmoid", rng.integers(-9, 10, size=8)))
    yield case(Call("sigmoid", np.array([-128, -90, 3, 127], dtype=np.int8)))
    yield case(Call("sigmoid", np.array([0, 4, 90, 255], dtype=np.uint8)))
    for how in LAYOUTS:
        yield case(Call("sigmoid", Layout(rng.normal(scale=3.0, size=(4, 6)), how)))


def sigmoid_stability(rng: Rng) -> Iterator[Case]:
    yield case(Call("sigmoid", np.array([1e4, 800.0, 720.0, 3.0])), look="no_warning")
    yield case(Call("sigmoid", np.array([-1e4, -800.0, -720.0, -3.0])), look="no_warning")
    yield case(Call("sigmoid", rng.uniform(-1e4, 1e4, size=(5, 3))), look="no_warning")
    yield case(Call("sigmoid", -1000.0), Call("sigmoid", 1000.0), look="no_warning")
    yield case(Call("sigmoid", np.array([-10_000, 9_999, 0])), look="no_warning")
    yield case(Call("sigmoid", rng.uniform(-40.0, 40.0, size=20)), look="no_warning")


def sigmoid_effects(rng: Rng) -> Iterator[Case]:
    z = Shared("z", rng.normal(scale=3.0, size=(3, 5)))
    yield case(Call("sigmoid", z), Call("sigmoid", z), look="pure fresh")
    yield case(Call("sigmoid", rng.normal(size=6)), Call("sigmoid", rng.normal(size=6)), look="pure fresh")
    yield case(Call("sigmoid", np.array([-9.0, 9.0, 0.0])), look="pure fresh")
    yield again("sigmoid", (rng.normal(size=(2, 4)),), (rng.normal(size=(2, 4)),))


# --- binary_cross_entropy -----------------------------------------------------------------


def loss_values(rng: Rng) -> Iterator[Case]:
    for m in (5, 8, 13):
        yield case(Call("binary_cross_entropy", rng.normal(scale=2.0, size=m), some_labels(rng, m)))
    yield case(Call("binary_cross_entropy", rng.uniform(-9.0, 9.0, size=7), np.zeros(7)))
    yield case(Call("binary_cross_entropy", rng.uniform(-9.0, 9.0, size=6), np.ones(6)))
    yield case(Call("binary_cross_entropy", z=np.zeros(4), y=some_labels(rng, 4)))
    # Logits of 0 and samples that occur twice count like others.
    yield case(Call("binary_cross_entropy", np.array([0.0, 1.5, 0.0, -2.5, 1.5, 1.5]), np.array([1, 0, 0, 0, 0, 1])))


def loss_formats(rng: Rng) -> Iterator[Case]:
    for label in (0, 1):
        yield case(Call("binary_cross_entropy", rng.normal(size=1), np.array([label])))
    for dtype in (*INTEGERS, "float64"):
        yield case(Call("binary_cross_entropy", rng.normal(scale=2.0, size=9), some_labels(rng, 9, dtype)))
    for dtype in INTEGERS:
        z = rng.integers(0, 20, size=6).astype(dtype)
        yield case(Call("binary_cross_entropy", z, some_labels(rng, 6, dtype)))
    for how in ("strided", "negative", "readonly"):
        z, y = rng.normal(scale=2.0, size=8), some_labels(rng, 8)
        yield case(Call("binary_cross_entropy", Layout(z, how), Layout(y, how)))
    yield case(Call("binary_cross_entropy", np.array([-800, 900, 10_000, -300]), np.array([1, 0, 1, 0])))
    # The product of so many probabilities is 0.
    yield case(Call("binary_cross_entropy", rng.normal(scale=2.0, size=1500), some_labels(rng, 1500)))


def loss_stability(rng: Rng) -> Iterator[Case]:
    # At -720 a safe sigmoid's logarithm is right, that of the one which overflows is not.
    for z, y in (
        (-800.0, 1), (800.0, 0), (800.0, 1), (-800.0, 0), (-1e4, 1), (1e4, 0), (33.0, 0), (-33.0, 1), (45.0, 0), (-720.0, 1), (14.0, 1), (-14.0, 0),
    ):  # fmt: skip
        yield case(Call("binary_cross_entropy", np.array([z]), np.array([y])), look="no_warning")
    yield case(Call("binary_cross_entropy", rng.uniform(-1e4, 1e4, size=6), some_labels(rng, 6)), look="no_warning")
    yield case(Call("binary_cross_entropy", rng.uniform(25.0, 35.0, size=5), np.zeros(5)), look="no_warning")
    yield case(Call("binary_cross_entropy", np.array([-128, 90, 127], dtype=np.int8), np.array([1, 0, 1], dtype=np.int8)))


def wrong_labels(m: int, good: Any) -> Iterator[Any]:
    """Labels (m,) with something outside {0, 1}; m >= 3."""
    middle, last = np.arange(m) == 1, np.arange(m) == m - 1
    yield np.where(good == 0, -1, 1)
    yield np.where(good == 0, -1.0, 1.0)
    yield np.where(middle, 2, good)
    yield np.where(last, -1, good)
    yield np.where(middle, 0.5, good)
    yield np.where(last, 1.0001, good)
    yield good + 1
    yield np.where(last, 255, good).astype(np.uint8)
    yield np.where(middle, 1.0 + 1e-9, good)  # close to 1 is not 1
    yield np.where(last, 1e-9, good)
    yield np.where(middle, 256, good)  # 0 in uint8
    yield np.where(last, 2**32 + 1, good)  # 1 in int32
    yield np.full(m, 2)
    yield np.full(m, 0.5)


def label_cases(rng: Rng, name: str, *, message: bool) -> Iterator[Case]:
    """Cases with one call that must raise, beside a legal one; with ``message`` the text counts as well."""
    m = 6
    good = some_labels(rng, m)
    first = rng.normal(size=m) if name == "binary_cross_entropy" else rng.normal(size=(m, 3))
    more = {} if name == "binary_cross_entropy" else {"lr": 0.1, "epochs": 5}
    for y in wrong_labels(m, good):
        calls = Call(name, first, y, **more), Call(name, first, good.astype(y.dtype), **more)
        yield case(*calls, look="message", blame=("y",)) if message else case(*calls)
    if message:
        return
    if more:  # the labels are looked at first, so says the docstring
        yield case(*[Call(name, first, y, epochs=0) for y in (good + 1, np.where(good == 0, -1, 1), good)])
    # The last of many, and an array that was right when it came before.
    many = some_labels(rng, 1200)
    wide = rng.normal(size=(1200, *first.shape[1:]))
    y = many.copy()
    y[-1] = 2
    yield case(Call(name, wide, y, **more), Call(name, wide, many, **more))
    yield case(*[Call(name, Shared("first", first), Shared("y", y), **more) for y in (good, good + 1, 1 - good)])


def loss_labels(rng: Rng) -> Iterator[Case]:
    yield from label_cases(rng, "binary_cross_entropy", message=False)


def loss_messages(rng: Rng) -> Iterator[Case]:
    yield from label_cases(rng, "binary_cross_entropy", message=True)


def loss_effects(rng: Rng) -> Iterator[Case]:
    z, y = Shared("z", rng.normal(scale=3.0, size=7)), Shared("y", some_labels(rng, 7))
    yield case(Call("binary_cross_entropy", z, y), Call("binary_cross_entropy", z, y), look="pure")
    yield case(Call("binary_cross_entropy", rng.normal(size=4), some_labels(rng, 4, np.float64)), look="pure")
    z, y = rng.normal(scale=3.0, size=6), some_labels(rng, 6)
    yield again("binary_cross_entropy", (z, y), (z + 1.0, 1 - y))
    yield again("binary_cross_entropy", (z, y), (z, 1 - y))


# --- logistic_regression ------------------------------------------------------------------


def all_the_way(X: Array, y: Array, lr: float, epochs: int) -> Case:
    """Two descents that come to rest; who is still on the way, after other numbers of steps, has stopped early."""
    rates = (lr, 0.5 * lr)
    paths: list[list[Array]] = []
    for rate in rates:
        theta, path = np.zeros(X.shape[1]), []
        for _ in range(epochs):
            path.append(theta)
            theta = theta - rate * X.T @ (0.5 + 0.5 * np.tanh(0.5 * X @ theta) - y) / len(y)
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

    return case(*[Call("logistic_regression", X, y, lr=rate, epochs=epochs) for rate in rates], verify=verify)


def descent_values(rng: Rng) -> Iterator[Case]:
    for m, n, lr, epochs in ((9, 4, 0.5, 13), (7, 3, 0.2, 40), (4, 6, 0.1, 25), (12, 2, 1.0, 30)):
        yield case(Call("logistic_regression", *table(rng, m, n), lr, epochs), sizes={"m": m, "n": n})
    yield case(Call("logistic_regression", *table(rng, 6, 4), lr=0.3, epochs=1))
    yield case(Call("logistic_regression", *table(rng, 8, 3), lr=0.3, epochs=2))
    X, y = table(rng, 10, 3)
    yield case(Call("logistic_regression", y=y, X=X, epochs=30, lr=0.07))
    # Both labels on both sides of the origin: it comes to rest, and whoever stops then is a little way off.
    X = np.repeat(rng.normal(size=(6, 2)), 2, axis=0)
    y = np.array([0, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0, 1])
    yield all_the_way(X, y, 0.5, 300)


def descent_edges(rng: Rng) -> Iterator[Case]:
    yield case(Call("logistic_regression", *table(rng, 6, 3), epochs=0))
    for m, n in ((1, 4), (6, 1), (1, 1), (4, 4)):
        yield case(Call("logistic_regression", *table(rng, m, n), lr=0.3, epochs=20))
    X, _ = table(rng, 7, 3)
    yield case(Call("logistic_regression", X, np.ones(7, dtype=np.int64), lr=0.2, epochs=15))
    yield case(Call("logistic_regression", X, np.zeros(7), lr=0.2, epochs=15))
    yield case(Call("logistic_regression", np.column_stack([X[:, 0], np.zeros(7)]), some_labels(rng, 7), lr=0.3, epochs=9))
    # At rest after some forty epochs: whoever stops at a gradient of 1e-5 is 5e-5 short of theta.
    flat = np.full((3, 1), rng.uniform(0.95, 1.05))
    yield all_the_way(flat, np.array([0, 1, 1]), 1.0, 150)
    # lr=0, short steps, integers that are given back as they came.
    X, y = table(rng, 6, 3)
    yield case(Call("logistic_regression", X, y, lr=0.0, epochs=5), Call("logistic_regression", X, y, 0, 5))
    yield case(Call("logistic_regression", X, y, lr=1e-7, epochs=40))
    yield case(Call("logistic_regression", rng.integers(0, 9, size=(5, 3)), some_labels(rng, 5), epochs=0))
    for m, n in ((1500, 3), (50, 40)):
        yield case(Call("logistic_regression", *table(rng, m, n), lr=0.3, epochs=6))
    # The gradient of the first weight is exactly 0 at first and not later.
    X, y = np.array([[1, 1], [1, 2], [1, 5], [1, -1]]), np.array([0, 1, 1, 0])
    yield case(Call("logistic_regression", X, y, lr=0.2, epochs=9))
    # Features that nobody has scaled: logits beyond 709, up and down the other side of the valley.
    X, y = 60.0 * rng.normal(size=(9, 2)), some_labels(rng, 9)
    yield case(Call("logistic_regression", X, y, lr=1.0, epochs=4), Call("logistic_regression", X * 100.0, y, lr=1e-8, epochs=9))
    yield case(Call("logistic_regression", 9.0 + rng.normal(size=(8, 1)), np.array([0, 1, 0, 0, 0, 1, 0, 0]), lr=0.5, epochs=6))
    # Nothing happens after so many steps but what happened before.
    yield case(Call("logistic_regression", *table(rng, 5, 2), lr=1e-3, epochs=1300))


def descent_formats(rng: Rng) -> Iterator[Case]:
    for dtype in INTEGERS:
        X = rng.integers(0, 6, size=(7, 3)).astype(dtype)
        yield case(Call("logistic_regression", X, some_labels(rng, 7, dtype), lr=0.05, epochs=15))
    for dtype, most in (("int8", 120), ("uint8", 250), ("int16", 30_000)):
        X = rng.integers(most // 2, most, size=(7, 3)).astype(dtype)  # sums over the samples leave the range
        yield case(Call("logistic_regression", X, np.array([1, 1, 0, 1, 1, 0, 1]), lr=0.1 / most**2, epochs=9))
    X, y = table(rng, 9, 2)
    yield case(Call("logistic_regression", X, y.astype(np.float64), lr=0.2, epochs=12))
    for how in LAYOUTS:
        X, y = table(rng, 8, 3)
        yield case(Call("logistic_regression", Layout(X, how), Layout(y, how), lr=0.2, epochs=12))


def descent_defaults(rng: Rng) -> Iterator[Case]:
    yield case(Call("logistic_regression", *table(rng, 7, 4), epochs=35))
    yield case(Call("logistic_regression", *table(rng, 6, 2), lr=0.004))


def descent_labels(rng: Rng) -> Iterator[Case]:
    yield from label_cases(rng, "logistic_regression", message=False)


def descent_messages(rng: Rng) -> Iterator[Case]:
    yield from label_cases(rng, "logistic_regression", message=True)


def descent_effects(rng: Rng) -> Iterator[Case]:
    calls = [Call("logistic_regression", *table(rng, 6, 3), lr=0.2, epochs=8) for _ in range(2)]
    yield case(*calls, look="pure fresh")
    X, y = table(rng, 5, 1)
    yield case(Call("logistic_regression", X, y.astype(np.float64), lr=0.2, epochs=4), look="pure fresh")
    X, y = table(rng, 6, 3)
    yield again("logistic_regression", (X, y, 0.2, 8), (X - 1.0, 1 - y, 0.2, 8))
    yield again("logistic_regression", (X, y, 0.2, 8), (X, 1 - y, 0.2, 8))
    yield again("logistic_regression", (X, y, 0.2, 0), (X + 1.0, y, 0.2, 0))


# --- predict ------------------------------------------------------------------------------


def predict_values(rng: Rng) -> Iterator[Case]:
    for m, n in ((9, 3), (12, 4), (8, 8)):
        yield case(Call("predict", rng.normal(size=(m, n)), rng.normal(size=n)))
    for threshold in (0.2, 0.35, 0.8):
        yield case(Call("predict", rng.normal(size=(40, 3)), rng.normal(size=3), threshold))
    yield case(Call("predict", theta=rng.normal(size=2), X=rng.normal(size=(30, 2)), threshold=0.65))


def predict_edges(rng: Rng) -> Iterator[Case]:
    # z is exactly 0 in rows 0 and 3, whatever the order of the sum.
    X = np.array([[0.0, 0.0], [1.0, 2.0], [-3.0, 0.5], [2.0, -2.0], [0.0, -1.0]])
    yield case(Call("predict", X, np.array([1.5, 1.5])), Call("predict", X, np.array([1.5, 1.5]), 0.5))
    yield case(Call("predict", X, np.zeros(2)))
    theta = np.array([1.0, -0.5, 2.0])
    yield case(Call("predict", rng.normal(size=(20, 3)), theta, 0.0), Call("predict", rng.normal(size=(20, 3)), theta, 0))
    yield case(Call("predict", rng.normal(size=(30, 3)) * 3.0, theta, threshold=0.97))
    yield case(Call("predict", rng.normal(size=(30, 3)) * 3.0, theta, threshold=0.03))
    for m, n in ((1, 4), (6, 1), (1, 1), (1500, 3), (30, 40)):
        yield case(Call("predict", rng.normal(size=(m, n)), rng.normal(size=n), 0.4))
    # Close to the threshold is not at it.
    near = np.array([-1e-1, -1e-2, -1e-3, -1e-5, -1e-7, 1e-7, 1e-5, 1e-3, 1e-2, 1e-1])
    yield case(Call("predict", near[:, None], np.ones(1)), Call("predict", near[:, None], -np.ones(1), 0.5))
    for threshold in (0.3, 0.75):
        at = np.log(threshold / (1.0 - threshold))
        yield case(Call("predict", np.column_stack([near, np.ones(10)]), np.array([1.0, at]), threshold))
    yield case(Call("predict", 2000.0 * rng.normal(size=(40, 2)), np.array([1e-3, -4e-4]), 0.7))
    # Logits far out, and thresholds close to the ends.
    z = np.array([-9000.0, -800.0, -25.0, -15.0, 0.0, 10.0, 25.0, 800.0, 9000.0])[:, None]
    for threshold in (0.0, 1e-9, 0.2, 0.5, 1.0 - 1e-9):
        yield case(Call("predict", z, np.ones(1), threshold))


def predict_formats(rng: Rng) -> Iterator[Case]:
    for dtype in INTEGERS:
        yield case(Call("predict", rng.integers(0, 9, size=(15, 3)).astype(dtype), np.array([0.7, -1.3, 0.45]), 0.6))
    for dtype in INTEGERS:
        # Sums leave the range of int8 and of uint8.
        yield case(Call("predict", rng.integers(40, 90, size=(6, 3)).astype(dtype), np.array([5, 9, 7], dtype=dtype)))
    for dtype, size in (("int16", 181), ("int32", 46_341), ("int64", 3_037_000_500)):
        # One product alone is beyond the range, and negative when it wraps.
        X = np.array([[size, 1], [size, 0], [-size, 1]], dtype=dtype)
        yield case(Call("predict", X, np.array([size, 1], dtype=dtype)))
    for how in LAYOUTS:
        yield case(Call("predict", Layout(rng.normal(size=(14, 3)), how), Layout(rng.normal(size=3), how), 0.3))


def predict_effects(rng: Rng) -> Iterator[Case]:
    theta = Shared("theta", rng.normal(size=3))
    calls = [Call("predict", rng.normal(size=(7, 3)), theta, 0.3) for _ in range(2)]
    yield case(*calls, look="pure fresh")
    yield case(Call("predict", rng.normal(size=(5, 1)), rng.normal(size=1)), look="pure fresh")
    X, theta = rng.normal(size=(9, 3)), rng.normal(size=3)
    yield again("predict", (X, theta, 0.4), (-X, theta, 0.4))
    yield again("predict", (X, theta), (X, -theta))
    yield again("predict", (X, theta, 0.1), (X + 0.0, -theta, 0.9))
    yield case(*[Call("predict", X, theta, threshold) for threshold in (0.01, 0.99)], look="fresh")


EXERCISES = (
    Exercise(
        "sigmoid",
        (
            Category("값", 8, sigmoid_values, core=True),
            Category("스칼라와 여러 shape", 4, sigmoid_shapes),
            Category("정수와 메모리 배치", 2, sigmoid_formats),
            Category("수치 안정성", 5, sigmoid_stability),
            Category("부작용", 2, sigmoid_effects),
        ),
    ),
    Exercise(
        "binary_cross_entropy",
        (
            Category("값", 9, loss_values, core=True),
            Category("배열과 레이블 형식", 3, loss_formats),
            Category("수치 안정성", 7, loss_stability),
            Category("잘못된 레이블", 3, loss_labels),
            Category("오류 메시지", 1, loss_messages),
            Category("부작용", 1, loss_effects),
        ),
    ),
    Exercise(
        "logistic_regression",
        (
            Category("값", 15, descent_values, core=True),
            Category("경계 조건", 4, descent_edges),
            Category("배열과 레이블 형식", 2, descent_formats),
            Category("기본값", 2, descent_defaults),
            Category("잘못된 레이블", 3, descent_labels),
            Category("오류 메시지", 1, descent_messages),
            Category("부작용", 3, descent_effects),
        ),
        builds_on=("sigmoid",),
    ),
    Exercise(
        "predict",
        (
            Category("값", 8, predict_values, core=True),
            Category("경계 조건", 4, predict_edges),
            Category("정수와 메모리 배치", 2, predict_formats),
            Category("부작용", 1, predict_effects),
        ),
        builds_on=("sigmoid",),
    ),
)
