"""Hidden cases of unit 14: inputs and what is looked at; the reference gives the expected values.

All sizes of a case differ, but for those where a forgotten transpose would otherwise only raise.  There are one, three or
more outputs, never two: with two, the mean over everything is half the right loss, and so equals it where ½ is forgotten.
``numeric`` and ``run_train`` are given functions of the lesson, which call the student's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Shared, again, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
EFFECTS = "pure fresh quiet"
#: m, n, H, k.  In the last two n is H, and H is k.
SIZES = ((7, 4, 5, 3), (5, 3, 2, 1), (3, 6, 4, 1), (9, 2, 3, 4), (6, 4, 4, 1), (5, 2, 3, 3))
#: More samples, inputs, hidden units or outputs than a first try has in mind.
LARGE = ((1030, 2, 3, 1), (3, 1030, 2, 1), (2, 3, 270, 1), (2, 1, 3, 270))
SMALLEST = ((1, 3, 2, 4), (4, 1, 3, 1), (5, 3, 1, 4), (1, 1, 1, 1))
#: Whom a message may blame where y does not fit; half_mse calls the other argument output.
BLAME = ("y", "X", "params", "output")
DTYPES = (np.uint8, np.int8, np.uint16, np.int16, np.uint32, np.int32, np.uint64, np.int64)


def net(rng: np.random.Generator, n: int, H: int, k: int, scale: float = 1.0) -> tuple[Array, ...]:
    """Random parameters; scaled down where many are summed, so that nothing saturates."""
    W1, W2 = rng.normal(size=(n, H)) * scale / np.sqrt(n), rng.normal(size=(H, k)) * scale / np.sqrt(H)
    return W1, 0.6 * scale * rng.normal(size=H), W2, 0.6 * scale * rng.normal(size=k)


def samples(rng: np.random.Generator, m: int, n: int, k: int) -> tuple[Array, Array]:
    """Inputs (m, n) and targets (m, k)."""
    return rng.normal(size=(m, n)) * 1.3, rng.uniform(-0.2, 1.2, size=(m, k))


def problem(rng: np.random.Generator, m: int, n: int, H: int, k: int) -> tuple[Any, ...]:
    """X, y and parameters."""
    return *samples(rng, m, n, k), net(rng, n, H, k)


def far(rng: np.random.Generator, m: int, n: int, H: int, k: int) -> tuple[Any, ...]:
    """X, y and parameters whose pre-activations reach nearly 1e4 in both layers, on both sides."""
    X, y = rng.uniform(0.4, 1.0, size=(m, n)), rng.uniform(0.0, 1.0, size=(m, k))
    signs = np.where(np.arange(H) % 2, 1.0, -1.0)
    W1, W2 = rng.uniform(0.5, 1.0, size=(n, H)) * 9_000.0 / n * signs, rng.uniform(0.5, 1.0, size=(H, k)) * 9_000.0 / H
    W2 *= np.where(np.arange(k) % 2, 1.0, -1.0)
    return X, y, (W1, 300.0 * rng.normal(size=H), W2, 300.0 * rng.normal(size=k))


def whole(rng: np.random.Generator, dtype: Any, m: int, n: int, H: int, k: int) -> tuple[Any, ...]:
    """X, y and parameters of an integer dtype; one product leaves eight bits."""
    low = -2 if np.iinfo(dtype).min < 0 else 0

    def some(bottom: int, top: int, *shape: int) -> Any:
        return rng.integers(bottom, top, size=shape, endpoint=True).astype(dtype)

    X, y, params = some(0, 3, m, n), some(0, 1, m, k), (some(low, 1, n, H), some(low, 1, H), some(low, 2, H, k), some(low, 1, k))
    X[0, 0] = params[0][0, 0] = 16
    return X, y, params


def tall(rng: np.random.Generator) -> tuple[Any, ...]:
    """A problem whose integers do not fit into eight bits, with small weights."""
    X, y, (W1, *rest) = problem(rng, 4, 3, 2, 1)
    return rng.integers(-900, 900, size=X.shape), rng.integers(200, 900, size=y.shape), (2e-3 * W1, *rest)


def laid_out(params: tuple[Any, ...], *hows: str) -> list[Any]:
    """Parameters in other memory layouts, in a list."""
    return [Layout(array, how) for array, how in zip(params, hows, strict=True)]


def named(params: tuple[Array, ...]) -> tuple[Shared, ...]:
    """Parameters in the same four objects wherever they are given."""
    return tuple(Shared(name, array) for name, array in zip(("W1", "b1", "W2", "b2"), params, strict=True))


def renewed(name: str, first: tuple[Any, ...], second: tuple[Any, ...], **settings: Any) -> Case:
    """As `again` for arrays and a last argument that is a tuple of arrays: first, second, first, in the same objects."""

    def call(given: tuple[Any, ...]) -> Call:
        *arrays, params = given
        return Call(name, *[Shared(f"a{at}", array) for at, array in enumerate(arrays)], named(params), **settings)

    return case(call(first), call(second), call(first), look=EFFECTS)


# --- sigmoid_derivative --------------------------------------------------------------------


def derivative_values(rng: np.random.Generator) -> Iterator[Case]:
    for shape in ((7,), (4, 3), (2, 3, 2)):
        yield case(Call("sigmoid_derivative", rng.uniform(0.02, 0.98, size=shape)))
    yield case(Call("sigmoid_derivative", np.array([0.0, 1e-7, 0.5, 1.0 - 1e-4, 1.0])))


def derivative_formats(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("sigmoid_derivative", 0.3), Call("sigmoid_derivative", 1), Call("sigmoid_derivative", np.array(0.85)))
    for shape in ((1,), (1, 5), (6, 1), (1100,), (2, 1100), (1, 2, 1, 3)):
        yield case(Call("sigmoid_derivative", rng.uniform(size=shape)))
    for dtype in DTYPES:
        yield case(Call("sigmoid_derivative", np.array([[0, 1], [1, 1]], dtype=dtype)))
    for how in ("F", "strided", "negative"):
        yield case(Call("sigmoid_derivative", Layout(rng.uniform(size=(4, 3)), how)))
    yield case(Call("sigmoid_derivative", np.array([2e-7, 3e-6, 1.0 - 2e-7])))


def derivative_effects(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("sigmoid_derivative", rng.uniform(size=(3, 4))), Call("sigmoid_derivative", rng.uniform(size=5)), look=EFFECTS)
    yield case(Call("sigmoid_derivative", Layout(rng.uniform(size=(3, 4)), "readonly")), look=EFFECTS)
    for shape in ((3, 4), (6,)):
        yield again("sigmoid_derivative", [rng.uniform(size=shape)], [rng.uniform(size=shape)])
    same = rng.uniform(size=12)
    yield case(*[Call("sigmoid_derivative", same.reshape(shape)) for shape in ((3, 4), (4, 3), (12,))], look=EFFECTS)


# --- forward -------------------------------------------------------------------------------


def forward_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, H, k in (*SIZES, (8, 3, 5, 2)):
        X, _, params = problem(rng, m, n, H, k)
        yield case(Call("forward", X, params))


def forward_formats(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in (*SMALLEST, *LARGE):
        X, _, params = problem(rng, *sizes)
        yield case(Call("forward", X, list(params)))
    for dtype in DTYPES:
        X, _, params = whole(rng, dtype, 4, 6, 3, 2)
        yield case(Call("forward", X, params))
    X, _, params = problem(rng, 5, 4, 3, 2)
    yield case(Call("forward", Layout(X, "F"), laid_out(params, "F", "strided", "negative", "readonly")))
    yield case(Call("forward", Layout(X, "strided"), laid_out(params, "negative", "negative", "F", "strided")))
    yield case(Call("forward", np.round(4.0 * X).astype(np.int64), params))
    yield case(Call("forward", np.zeros((3, 4)), params), Call("forward", X, tuple(0.0 * array for array in params)))
    # Small inputs and small hidden values count; outputs are not rounded.
    yield case(Call("forward", X * 1e-6, params), Call("forward", X, (params[0], params[1] - 13.0, params[2] * 1e5, params[3])))
    yield case(Call("forward", X, (params[0], params[1], params[2], params[3] - 14.0)))
    yield case(Call("forward", 1e6 * X, (1e-6 * params[0], *params[1:])), Call("forward", *tall(rng)[::2]))


def forward_far(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in ((5, 3, 4, 3), (3, 2, 5, 1)):
        X, _, params = far(rng, *sizes)
        yield case(Call("forward", X, params), look="no_warning")
    X, _, params = problem(rng, 4, 3, 2, 3)
    yield case(Call("forward", X, (params[0], np.array([-9_990.0, 9_990.0]), params[2], params[3] - 9_990.0)), look="no_warning")


def forward_effects(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in ((4, 3, 2, 3), (3, 3, 3, 3), (4, 2, 2, 1)):
        X, _, params = problem(rng, *sizes)
        yield case(Call("forward", X, params), Call("forward", -X, params), look=EFFECTS)
    X, _, params = problem(rng, 4, 3, 2, 3)
    yield case(Call("forward", Layout(X, "readonly"), laid_out(params, *["readonly"] * 4)), look=EFFECTS)
    other, _, changed = problem(rng, 4, 3, 2, 3)
    for second in ((other, changed), (other, params), (X, changed)):
        yield renewed("forward", (X, params), second)


# --- half_mse ------------------------------------------------------------------------------


def loss_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, k in ((7, 3), (5, 1), (2, 4), (3, 3), (6, 5)):
        yield case(Call("half_mse", rng.uniform(0.1, 0.9, size=(m, k)), rng.uniform(0.0, 1.0, size=(m, k))))
    output = rng.normal(size=(4, 3)) * 3.0
    yield case(Call("half_mse", output, rng.normal(size=(4, 3))))


def loss_formats(rng: np.random.Generator) -> Iterator[Case]:
    for shape in ((1, 3), (5, 1), (1, 1), (1030, 3), (3, 270)):
        yield case(Call("half_mse", rng.uniform(size=shape), rng.uniform(size=shape)))
    for dtype in DTYPES:
        output, y = rng.integers(0, 120, size=(2, 4, 3)).astype(dtype)
        yield case(Call("half_mse", output, y), Call("half_mse", rng.uniform(size=(4, 3)), y), Call("half_mse", output, 0.5 * y))
    big = rng.integers(2**31, 2**32, size=(3, 3)).astype(np.int64)
    yield case(Call("half_mse", big, -big))
    yield case(Call("half_mse", np.array([[2**63 + 2**62, 3, 0]], dtype=np.uint64), np.array([[5, 2**62, 1]], dtype=np.uint64)))
    for hows in (("F", "strided"), ("negative", "F"), ("strided", "negative")):
        yield case(Call("half_mse", *[Layout(rng.uniform(size=(4, 3)), how) for how in hows]))
    same = rng.uniform(size=(4, 3))
    yield case(Call("half_mse", same, same.copy()), Call("half_mse", same, same + 5.9e-4), Call("half_mse", 1e6 * same, same))


def _other_shapes(rng: np.random.Generator) -> Iterator[list[tuple[Array, Array]]]:
    """Outputs and targets of shapes that differ, most of which broadcast."""
    for shape, others in (
        ((5, 1), [(5,), (1, 5), (1, 1), (5, 3), (4, 1), ()]), ((4, 3), [(4, 1), (1, 3), (3,), (3, 4), (4, 2), (12,)]),
        ((1, 3), [(3,), (2, 3), (1, 3, 1)]), ((4, 4), [(4,), (4, 1), (1, 4)]), ((3, 300), [(3, 1), (3, 299)]),
    ):  # fmt: skip
        yield [(rng.uniform(size=shape), rng.uniform(size=other)) for other in others]
        yield [(rng.uniform(size=other), rng.uniform(size=shape)) for other in others if len(other) == 2]


def loss_errors(rng: np.random.Generator) -> Iterator[Case]:
    for pairs in _other_shapes(rng):
        legal = rng.uniform(size=(3, 4))
        yield case(*[Call("half_mse", *pair) for pair in pairs], Call("half_mse", legal, 1.0 - legal))
    yield case(Call("half_mse", np.array([[0], [1]]), np.array([0, 1])), Call("half_mse", np.array([[1]]), np.array([[0]])))


def loss_messages(rng: np.random.Generator) -> Iterator[Case]:
    for pairs in _other_shapes(rng):
        yield case(*[Call("half_mse", *pair) for pair in pairs], look="message", blame=("output", "y"))


def loss_effects(rng: np.random.Generator) -> Iterator[Case]:
    output, y = rng.uniform(size=(2, 4, 3))
    yield case(Call("half_mse", output, y), Call("half_mse", y, output), look=EFFECTS)
    yield case(Call("half_mse", Layout(output, "readonly"), Layout(y, "readonly")), look=EFFECTS)
    other, changed = rng.uniform(size=(2, 4, 3))
    for second in ([other, changed], [output, changed], [other, y]):
        yield again("half_mse", [output, y], second)
    flat = rng.uniform(size=12)
    yield case(*[Call("half_mse", flat.reshape(shape), flat[::-1].reshape(shape)) for shape in ((3, 4), (4, 3), (12, 1))])


# --- backward ------------------------------------------------------------------------------


def sized(m: int, n: int, H: int, k: int) -> dict[str, int]:
    return {"m": m, "n": n, "H": H, "k": k}


def backward_values(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in SIZES:
        yield case(Call("backward", *problem(rng, *sizes)), sizes=sized(*sizes))
    yield case(Call("backward", *problem(rng, 6, 3, 5, 4)), sizes=sized(6, 3, 5, 4))


def backward_formats(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in (*SMALLEST, *LARGE):
        X, y, params = problem(rng, *sizes)
        yield case(Call("backward", X, y, list(params)))
    for dtype in DTYPES:
        yield case(Call("backward", *whole(rng, dtype, 4, 6, 3, 1)), Call("backward", *whole(rng, dtype, 3, 4, 2, 3)))
        X, y, params = problem(rng, 4, 3, 5, 3)
        integer = rng.integers(0, 2, size=y.shape).astype(dtype)
        yield case(Call("backward", X, integer, params), Call("backward", rng.integers(0, 5, size=X.shape).astype(dtype), y, params))
        high = np.array(np.iinfo(dtype).max, dtype=dtype) - rng.integers(0, 9, size=y.shape).astype(dtype)
        yield case(Call("backward", X, high, params))
    X, y, params = problem(rng, 5, 4, 3, 1)
    yield case(Call("backward", Layout(X, "F"), Layout(y, "strided"), laid_out(params, "F", "strided", "negative", "readonly")))
    yield case(Call("backward", Layout(X, "negative"), Layout(y, "F"), laid_out(params, "negative", "F", "strided", "negative")))


def backward_limits(rng: np.random.Generator) -> Iterator[Case]:
    """Saturated layers, no error at all, zeros, small and large numbers."""
    for sizes in ((5, 3, 4, 3), (3, 2, 5, 1)):
        yield case(Call("backward", *far(rng, *sizes)))
    X, y, params = problem(rng, 5, 4, 3, 1)
    W1, b1, W2, b2 = params
    yield case(Call("backward", X, y, (W1, b1 + 12.0, W2, b2)), Call("backward", X, y, (W1, b1, W2, b2 - 5.0)))
    yield case(Call("backward", np.zeros((5, 4)), y, params), Call("backward", X, 0.0 * y, params))
    yield case(Call("backward", X, y, (0.0 * W1, b1, 0.0 * W2, b2)), Call("backward", X, y, (W1, 0.0 * b1, W2, 0.0 * b2)))
    yield case(Call("backward", X, y, tuple(0.0 * array for array in params)))
    yield case(Call("backward", X * 3e-5, y, params), Call("backward", X * 1e6, y, (W1 * 1e-6, b1, W2, b2)))
    yield case(Call("backward", X, y, (W1, b1, W2 * 2e-6, b2)), Call("backward", X, y * 1e6, params))
    yield case(Call("backward", X, y, (W1, b1 - 13.0, W2 * 1e4, b2)), Call("backward", *tall(rng)))


def _misfits(rng: np.random.Generator) -> Iterator[tuple[tuple[Any, ...], list[Array]]]:
    """A problem, and targets whose shape is not (m, k)."""
    for sizes, shapes in (
        ((5, 3, 2, 1), [(5,), (1, 1), (1,), (1, 5), (5, 3), (4, 1), ()]), ((4, 2, 5, 3), [(1, 3), (3,), (4, 1), (3, 4), (4,)]),
        ((4, 3, 2, 4), [(4,), (1, 4), (4, 1), (4, 4, 1)]), ((1, 2, 3, 3), [(3,), (2, 3), (1, 1)]), ((2, 3, 4, 300), [(2, 299), (300,)]),
    ):  # fmt: skip
        yield problem(rng, *sizes), [rng.uniform(size=shape) for shape in shapes]


def backward_errors(rng: np.random.Generator) -> Iterator[Case]:
    for (X, y, params), misfits in _misfits(rng):
        yield case(*[Call("backward", X, bad, params) for bad in misfits], Call("backward", X, y, params))
    X, y, params = far(rng, 4, 2, 3, 1)
    yield case(Call("backward", X, y[:, 0], params), Call("backward", X, y, params))
    X, y, params = whole(rng, np.int64, 4, 2, 3, 1)
    yield case(Call("backward", X, y[:, 0], list(params)), Call("backward", X, y, list(params)))


def backward_messages(rng: np.random.Generator) -> Iterator[Case]:
    for (X, _, params), misfits in _misfits(rng):
        yield case(*[Call("backward", X, bad, params) for bad in misfits], look="message", blame=BLAME)


def backward_effects(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in ((4, 3, 2, 3), (3, 3, 3, 3), (4, 2, 2, 1)):
        X, y, params = problem(rng, *sizes)
        yield case(Call("backward", X, y, params), Call("backward", -X, y, params), look=EFFECTS)
    X, y, params = problem(rng, 4, 3, 2, 3)
    yield case(Call("backward", Layout(X, "readonly"), Layout(y, "readonly"), laid_out(params, *["readonly"] * 4)), look=EFFECTS)
    other, targets, changed = problem(rng, 4, 3, 2, 3)
    for second in ((other, targets, changed), (other, y, params), (X, targets, params), (X, y, changed)):
        yield renewed("backward", (X, y, params), second)


# --- numerical_gradient --------------------------------------------------------------------

#: Tolerances of the contract: a difference of two near values has lost half its digits.
NEAR = {"rtol": 1e-5, "atol": 1e-7}


def numeric_values(rng: np.random.Generator) -> Iterator[Case]:
    for h in (1e-5, 0.1):
        yield case(Call("numeric", "cubic", rng.uniform(0.5, 2.0, size=2), h), **NEAR)
        for name, shape in (("bowl", (5,)), ("waves", (4,)), ("products", (2, 3)), ("waves", (3, 2)), ("bowl", (2, 4))):
            yield case(Call("numeric", name, rng.normal(size=shape) * 1.5, h), **NEAR)


def numeric_shapes(rng: np.random.Generator) -> Iterator[Case]:
    for h in (1e-5, 0.1):
        yield case(Call("numeric", "bowl", np.array(1.4), h), Call("numeric", "waves", np.array(-0.3), h), **NEAR)
        for name, shape in (("products", (2, 3, 2)), ("waves", (1,)), ("bowl", (1, 1)), ("products", (4, 1)), ("products", (3,))):
            yield case(Call("numeric", name, rng.normal(size=shape), h), **NEAR)
    yield case(Call("numeric", "products", np.array([[0.0, 1.5, -2.0], [0.5, -1.0, 1.2]]), 0.1), **NEAR)  # the first row of the gradient is 0
    yield case(Call("numeric", "waves", rng.normal(size=3)), Call("numeric", "bowl", rng.normal(size=(2, 2))), **NEAR)  # h as it is by default
    yield case(Call("numeric", "waves", rng.normal(size=1100), 0.1), Call("numeric", "waves", rng.normal(size=(2, 270)), 0.1), **NEAR)
    yield case(Call("numeric", "waves", np.zeros((2, 3)), 0.1), Call("numeric", "bowl", np.zeros(4), 1e-5), **NEAR)
    yield case(Call("numeric", "cubic", np.array([1e-7, 600.0]), 0.1), Call("numeric", "cubic", np.array([700.0, 3e-6]), 0.1), **NEAR)


def numeric_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in DTYPES:
        x = rng.integers(1, 9, size=(2, 3)).astype(dtype)
        yield case(Call("numeric", "products", x, 0.1), Call("numeric", "waves", x, 1e-5), **NEAR)
    yield case(Call("numeric", "bowl", np.array([200, 90, 255], dtype=np.uint8), 0.1), **NEAR)
    yield case(Call("numeric", "bowl", np.array([-128, 90, 127], dtype=np.int8), 0.1), **NEAR)
    yield case(Call("numeric", "waves", np.array([-40_000, 70_000, 1]), 0.1), **NEAR)
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("numeric", "products", Layout(rng.normal(size=(2, 3)), how), 0.1), **NEAR)
        yield case(Call("numeric", "waves", Layout(rng.integers(0, 5, size=4), how), 1e-5), **NEAR)


def numeric_errors(rng: np.random.Generator) -> Iterator[Case]:
    yield from _bad_steps(rng, "")


def numeric_messages(rng: np.random.Generator) -> Iterator[Case]:
    yield from _bad_steps(rng, "message")


def _bad_steps(rng: np.random.Generator, look: str) -> Iterator[Case]:
    for x, name in ((rng.normal(size=3), "bowl"), (rng.normal(size=(2, 2)), "waves"), (np.array(0.5), "bowl"), (np.array([1, 2]), "cubic")):
        legal = Call("numeric", name, x, 0.1)
        yield case(*[Call("numeric", name, x, h) for h in (0.0, 0, -1e-5, -0.1, -3, -1e-12)], legal, look=look, blame=("h",), **NEAR)


def numeric_effects(rng: np.random.Generator) -> Iterator[Case]:
    for x in (rng.normal(size=(2, 3)), rng.integers(1, 9, size=(2, 3))):
        yield case(Call("numeric", "products", x, 0.1), Call("numeric", "waves", x, 1e-5), look=EFFECTS, **NEAR)
    for shape in ((4,), (2, 3)):
        yield again("numeric", ["waves", rng.normal(size=shape), 0.1], ["waves", rng.normal(size=shape), 0.1], **NEAR)
    yield case(Call("numeric", "bowl", np.zeros(3), 0.1), look=EFFECTS, **NEAR)
    x = rng.normal(size=4)
    yield case(*[Call("numeric", name, x, h) for name in ("bowl", "waves", "products") for h in (0.1, 1e-5)], look=EFFECTS, **NEAR)


# --- train ---------------------------------------------------------------------------------


def train_values(rng: np.random.Generator) -> Iterator[Case]:
    for sizes, lr, epochs in (((7, 4, 5, 3), 0.7, 1), ((5, 3, 2, 1), 1.3, 2), ((6, 2, 4, 1), 2.1, 25), ((4, 3, 5, 4), 0.3, 60)):
        X, y, params = problem(rng, *sizes)
        yield case(Call("run_train", X, y, params, lr=lr, epochs=epochs))
    X, y, params = problem(rng, 8, 3, 4, 3)
    yield case(Call("run_train", X, y, params, 0.9, 7))


def train_settings(rng: np.random.Generator) -> Iterator[Case]:
    """No epochs, the default lr, many epochs, other sizes and kinds of arrays."""
    X, y, params = problem(rng, 5, 3, 4, 1)
    yield case(Call("run_train", X, y, params, epochs=0), Call("run_train", X, y, list(params), lr=0.1, epochs=0))
    yield case(Call("run_train", X, y, params, epochs=5), Call("run_train", X, y, list(params), lr=2, epochs=200))
    for sizes in (*SMALLEST, *LARGE[:2], (2, 3, 40, 1), (2, 1, 3, 40)):
        X, y, params = problem(rng, *sizes)
        yield case(Call("run_train", X, y, list(params), lr=0.4, epochs=2))
    for dtype in DTYPES:
        X, y, params = whole(rng, dtype, 4, 6, 3, 1)
        yield case(Call("run_train", X, y, params, lr=0.6, epochs=3), Call("run_train", X, y, params, epochs=0))
    X, y, params = problem(rng, 5, 4, 3, 3)
    layouts = laid_out(params, "F", "strided", "negative", "readonly")
    yield case(Call("run_train", Layout(X, "F"), Layout(y, "strided"), layouts, lr=0.8, epochs=3))
    yield case(Call("run_train", X, y, params, lr=1e-4, epochs=2), Call("run_train", X, y, params, lr=0.0, epochs=2))
    yield case(Call("run_train", 1e-3 * X, y, params, lr=40.0, epochs=2), Call("run_train", X, 600.0 * y, params, lr=1e-3, epochs=2))
    yield case(Call("run_train", *tall(rng), lr=1e-3, epochs=2), Call("run_train", 1e4 * X, y, (1e-4 * params[0], *params[1:]), lr=1e-9, epochs=2))
    still = tuple(0.0 * array for array in params)
    yield case(Call("run_train", X, y, still, lr=0.8, epochs=3), Call("run_train", X, y, (params[0], params[1], still[2], still[3]), lr=0.8, epochs=2))


def train_errors(rng: np.random.Generator) -> Iterator[Case]:
    for (X, y, params), misfits in _misfits(rng):
        for epochs in (2, 0):
            bad = [Call("run_train", X, other, params, lr=0.4, epochs=epochs) for other in misfits]
            yield case(*bad, Call("run_train", X, y, params, lr=0.4, epochs=epochs))
    X, y, params = problem(rng, 4, 2, 3, 1)
    for epochs in (1, 0):
        yield case(Call("run_train", X, y[:, 0], list(params), epochs=epochs), Call("run_train", X, y, list(params), epochs=epochs))


def train_messages(rng: np.random.Generator) -> Iterator[Case]:
    for (X, _, params), misfits in _misfits(rng):
        for epochs in (2, 0):
            bad = [Call("run_train", X, other, params, lr=0.4, epochs=epochs) for other in misfits]
            yield case(*bad, look="message", blame=BLAME)


def train_effects(rng: np.random.Generator) -> Iterator[Case]:
    for sizes in ((4, 3, 2, 3), (3, 3, 3, 3), (4, 2, 2, 1)):
        X, y, params = problem(rng, *sizes)
        for epochs in (3, 0):
            yield case(
                Call("run_train", X, y, params, lr=0.9, epochs=epochs), Call("run_train", -X, y, list(params), lr=0.9, epochs=epochs),
                look=EFFECTS,
            )  # fmt: skip
    X, y, params = problem(rng, 4, 3, 2, 3)
    frozen = laid_out(params, *["readonly"] * 4)
    yield case(Call("run_train", Layout(X, "readonly"), Layout(y, "readonly"), frozen, lr=0.9, epochs=2), look=EFFECTS)
    other, targets, changed = problem(rng, 4, 3, 2, 3)
    for second in ((other, targets, changed), (other, y, params), (X, targets, params), (X, y, changed)):
        yield renewed("run_train", (X, y, params), second, lr=0.7, epochs=2)
    yield renewed("run_train", (X, y, params), (other, targets, changed), epochs=0)


EXERCISES = (
    Exercise(
        "sigmoid_derivative",
        (
            Category("값", 4, derivative_values, core=True),
            Category("정수와 여러 크기", 1, derivative_formats),
            Category("부작용", 1, derivative_effects),
        ),
    ),
    Exercise(
        "forward",
        (
            Category("값", 7, forward_values, core=True),
            Category("정수와 여러 크기", 3, forward_formats),
            Category("아주 큰 로짓", 2, forward_far),
            Category("부작용", 2, forward_effects),
        ),
    ),
    Exercise(
        "half_mse",
        (
            Category("값", 5, loss_values, core=True),
            Category("정수와 여러 크기", 1, loss_formats),
            Category("shape 검사", 2, loss_errors),
            Category("오류 메시지", 1, loss_messages),
            Category("부작용", 1, loss_effects),
        ),
    ),
    Exercise(
        "backward",
        (
            Category("값", 14, backward_values, core=True),
            Category("정수와 여러 크기", 4, backward_formats),
            Category("포화와 0", 3, backward_limits),
            Category("y의 shape 검사", 3, backward_errors),
            Category("오류 메시지", 1, backward_messages),
            Category("부작용", 3, backward_effects),
        ),
        builds_on=("sigmoid_derivative", "forward"),
    ),
    Exercise(
        "numerical_gradient",
        (
            Category("값", 7, numeric_values, core=True),
            Category("여러 shape", 3, numeric_shapes),
            Category("정수와 읽기 전용", 3, numeric_formats),
            Category("h 검사", 1, numeric_errors),
            Category("오류 메시지", 1, numeric_messages),
            Category("부작용", 1, numeric_effects),
        ),
    ),
    Exercise(
        "train",
        (
            Category("값", 8, train_values, core=True),
            Category("0에포크와 여러 설정", 3, train_settings),
            Category("y의 shape 검사", 2, train_errors),
            Category("오류 메시지", 1, train_messages),
            Category("부작용", 2, train_effects),
        ),
        builds_on=("forward", "half_mse", "backward"),
    ),
)
