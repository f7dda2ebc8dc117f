"""Hidden cases of unit 13: inputs and tolerances only, the reference gives what is expected.

Every function takes a z of any shape and any dtype; where a bad argument must raise, legal calls stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Shared, again, case

Rng = np.random.Generator
INTEGERS = ("int8", "uint8", "int32", "uint64")
KINDS = ("step", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "gelu")
CHAINS = ("sigmoid", "tanh", "relu")
#: Names that are nearly right, or right elsewhere.
UNKNOWN = ("ReLU", "swish", "", "relu ", "leaky", "Sigmoid", "linear", "relu6", "gelu_tanh")
FAR = np.array([-1e4, -1000.0, -720.0, -40.0, 3.0, 40.0, 720.0, 1000.0, 1e4])


def some(rng: Rng, *shape: int, scale: float = 2.0) -> Any:
    """Values on both sides of 0; none is so near to 0 that a convention decides."""
    z = rng.normal(scale=scale, size=shape)
    return np.where(np.abs(z) < 1e-3, 0.5, z)


# --- what all functions of z share -----------------------------------------------------


def values(rng: Rng, name: str, *more: Any) -> Iterator[Case]:
    for shape in ((7,), (3, 5), (4, 2, 3)):
        yield case(Call(name, some(rng, *shape), *more))
    yield case(Call(name, some(rng, 12, scale=0.3), *more), Call(name, np.array([-2.0, -0.5, 0.0, 0.5, 2.0]), *more))
    yield case(Call(name, np.array([-3e-4, 2e-7, -5e-6, 4e-4]), *more))


def shapes(rng: Rng, name: str, *more: Any) -> Iterator[Case]:
    yield case(Call(name, 1.5, *more), Call(name, -2.5, *more), Call(name, 0, *more), Call(name, -3, *more), Call(name, 4, *more))
    yield case(Call(name, np.array(-0.7), *more), Call(name, np.float64(0.7), *more), Call(name, np.array(-9, dtype=np.int8), *more))
    for shape in ((1,), (1, 4), (6, 1), (1, 1), (1500,), (60, 40), (2, 3, 1, 2, 4)):
        yield case(Call(name, some(rng, *shape), *more))


def formats(rng: Rng, name: str, *more: Any) -> Iterator[Case]:
    for dtype in INTEGERS:
        yield case(Call(name, rng.integers(0, 9, size=(3, 4)).astype(dtype), *more))
    yield case(Call(name, rng.integers(-9, 10, size=11), *more))
    yield case(Call(name, np.array([-128, -90, -1, 0, 1, 3, 127], dtype=np.int8), *more))
    yield case(Call(name, np.array([0, 1, 4, 90, 255], dtype=np.uint8), *more), Call(name, np.array([-3, 300, 40, -1], dtype=np.int16), *more))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call(name, Layout(some(rng, 4, 6), how), *more))


def far(rng: Rng, name: str, *more: Any) -> Iterator[Case]:
    """No warning up to 1e4, on either side and in one array."""
    yield case(Call(name, FAR, *more), look="no_warning")
    yield case(Call(name, np.abs(FAR), *more), look="no_warning")
    yield case(Call(name, -np.abs(FAR), *more), look="no_warning")
    yield case(Call(name, rng.uniform(-1e4, 1e4, size=(5, 3)), *more), look="no_warning")
    yield case(Call(name, -1000.0, *more), Call(name, 1000.0, *more), Call(name, 1e4, *more), look="no_warning")
    yield case(Call(name, np.array([-10_000, 9_999, 0, 720, -720]), *more), look="no_warning")
    yield case(Call(name, rng.uniform(-45.0, 45.0, size=20), *more), look="no_warning")


def effects(rng: Rng, name: str, *more: Any) -> Iterator[Case]:
    z = Shared("z", some(rng, 3, 5))
    yield case(Call(name, z, *more), Call(name, z, *more), look="pure fresh")
    yield case(Call(name, some(rng, 6), *more), Call(name, some(rng, 6), *more), look="pure fresh")
    yield case(Call(name, np.array([9.0, 0.5, 3.0]), *more), look="pure fresh")  # where some functions change nothing
    yield case(Call(name, np.array([-9.0, 0.0, 9.0]), *more), look="pure fresh")
    yield again(name, (some(rng, 2, 4), *more), (some(rng, 2, 4), *more))
    yield again(name, (some(rng, 5), *more), (some(rng, 5), *more))
    same = some(rng, 12)  # the same numbers in other shapes
    yield case(*[Call(name, same.reshape(shape), *more) for shape in ((3, 4), (12,), (2, 6))], look="pure fresh")


def refused(rng: Rng, name: str, bad: tuple[Any, ...], good: Any, blame: str = "") -> Iterator[Case]:
    """Bad second arguments, each with a legal one beside it; with ``blame`` the message counts as well."""
    look = {"look": "message", "blame": (blame,)} if blame else {}
    for value in bad:
        yield case(Call(name, some(rng, 3), value), Call(name, some(rng, 3), good), **look)
    yield case(Call(name, 2.0, bad[0]), Call(name, np.array([3, 5]), bad[0]), Call(name, some(rng, 2, 2), good), **look)


# --- relu --------------------------------------------------------------------------------


def relu_values(rng: Rng) -> Iterator[Case]:
    yield from values(rng, "relu")
    yield case(Call("relu", z=some(rng, 9, scale=30.0)))


def relu_shapes(rng: Rng) -> Iterator[Case]:
    yield from shapes(rng, "relu")


def relu_formats(rng: Rng) -> Iterator[Case]:
    yield from formats(rng, "relu")
    yield from far(rng, "relu")


def relu_effects(rng: Rng) -> Iterator[Case]:
    yield from effects(rng, "relu")


# --- leaky_relu --------------------------------------------------------------------------


def leaky_values(rng: Rng) -> Iterator[Case]:
    yield from values(rng, "leaky_relu", 0.2)
    yield case(Call("leaky_relu", some(rng, 9)), Call("leaky_relu", some(rng, 9), 0.01))
    yield case(Call("leaky_relu", z=some(rng, 9), slope=0.37), Call("leaky_relu", some(rng, 2, 4), slope=0.05))
    yield case(Call("leaky_relu", some(rng, 7), 0.0), Call("leaky_relu", some(rng, 7), 0))


def leaky_steep(rng: Rng) -> Iterator[Case]:
    for slope in (1, 1.0, 1.7, 2.0, 5, 40.0):
        yield case(Call("leaky_relu", some(rng, 8), slope))
    yield case(Call("leaky_relu", -2.5, 3.0), Call("leaky_relu", 2.5, 3.0))


def leaky_formats(rng: Rng) -> Iterator[Case]:
    yield from shapes(rng, "leaky_relu", 0.3)
    yield from formats(rng, "leaky_relu", 0.3)
    yield case(Call("leaky_relu", np.array([-100, -3, 90], dtype=np.int8), 2), Call("leaky_relu", np.array([-100, 90], dtype=np.int8), 3))
    yield from far(rng, "leaky_relu", 0.1)


def leaky_refused(rng: Rng) -> Iterator[Case]:
    yield from refused(rng, "leaky_relu", (-0.01, -1, -2.5, -1e-9), 0.2)


def leaky_messages(rng: Rng) -> Iterator[Case]:
    yield from refused(rng, "leaky_relu", (-0.01, -1, -2.5, -1e-9), 0.2, "slope")


def leaky_effects(rng: Rng) -> Iterator[Case]:
    yield from effects(rng, "leaky_relu", 0.2)
    z = some(rng, 6)
    yield case(Call("leaky_relu", z, 0.2), Call("leaky_relu", z, 0.6), Call("leaky_relu", z), look="pure fresh")


# --- elu ---------------------------------------------------------------------------------


def elu_values(rng: Rng) -> Iterator[Case]:
    yield from values(rng, "elu", 0.7)
    yield case(Call("elu", some(rng, 9)), Call("elu", some(rng, 9), 1.0))
    yield case(Call("elu", z=some(rng, 9), alpha=1.6), Call("elu", some(rng, 2, 4), alpha=2))
    yield case(Call("elu", some(rng, 7), 0.05), Call("elu", some(rng, 7), 12.0), Call("elu", some(rng, 7), 2e-6))


def elu_far(rng: Rng) -> Iterator[Case]:
    yield from far(rng, "elu", 1.3)


def elu_formats(rng: Rng) -> Iterator[Case]:
    yield from shapes(rng, "elu", 0.6)
    yield from formats(rng, "elu", 0.6)


def elu_refused(rng: Rng) -> Iterator[Case]:
    yield from refused(rng, "elu", (0.0, 0, -0.5, -1, -1e-9), 0.7)


def elu_messages(rng: Rng) -> Iterator[Case]:
    yield from refused(rng, "elu", (0.0, 0, -0.5, -1, -1e-9), 0.7, "alpha")


def elu_effects(rng: Rng) -> Iterator[Case]:
    yield from effects(rng, "elu", 0.7)
    z = some(rng, 6)
    yield case(Call("elu", z, 0.7), Call("elu", z, 2.0), Call("elu", z), look="pure fresh")


# --- gelu --------------------------------------------------------------------------------


def gelu_values(rng: Rng) -> Iterator[Case]:
    yield from values(rng, "gelu")
    yield case(Call("gelu", z=some(rng, 9)))
    yield case(Call("gelu", rng.uniform(-4.0, -2.0, size=6)), Call("gelu", rng.uniform(2.0, 4.0, size=6)))
    yield case(Call("gelu", np.array([-1.5, -0.8, 0.8, 1.5])))  # where the approximations are off most


def gelu_far(rng: Rng) -> Iterator[Case]:
    yield from far(rng, "gelu")


def gelu_shapes(rng: Rng) -> Iterator[Case]:
    yield from shapes(rng, "gelu")


def gelu_formats(rng: Rng) -> Iterator[Case]:
    yield from formats(rng, "gelu")


def gelu_effects(rng: Rng) -> Iterator[Case]:
    yield from effects(rng, "gelu")


# --- activation_grad ---------------------------------------------------------------------


def grads(*kinds: str) -> Any:
    """The cases of values for some kinds."""

    def cases(rng: Rng) -> Iterator[Case]:
        for kind in kinds:
            for item in values(rng, "activation_grad", kind):
                # 0 has a category of its own.
                yield case(*[Call("activation_grad", np.where(step.args[0] == 0.0, 1.0, step.args[0]), kind) for step in item.steps])
            yield case(Call("activation_grad", z=some(rng, 9), kind=kind))

    return cases


def grad_at_zero(rng: Rng) -> Iterator[Case]:
    for kind in KINDS:
        yield case(Call("activation_grad", np.array([0.0, -1.5, 0.0, 1.5]), kind), Call("activation_grad", 0.0, kind))
        yield case(Call("activation_grad", np.array([0, 2, 0, 1]), kind), Call("activation_grad", np.array([[-0.0]]), kind))


def grad_formats(rng: Rng) -> Iterator[Case]:
    for kind in KINDS:
        yield from shapes(rng, "activation_grad", kind)
        yield from formats(rng, "activation_grad", kind)
        yield case(Call("activation_grad", np.array([2**40, 3, -3 * 2**33]), kind))  # z² is no int64


def grad_far(rng: Rng) -> Iterator[Case]:
    for kind in KINDS:
        yield from far(rng, "activation_grad", kind)


def grad_refused(rng: Rng) -> Iterator[Case]:
    for kind in ("step", "gelu"):  # the first and the last of a row of ifs
        yield from refused(rng, "activation_grad", UNKNOWN, kind)


def grad_messages(rng: Rng) -> Iterator[Case]:
    yield from refused(rng, "activation_grad", UNKNOWN, "tanh", "kind")


def grad_effects(rng: Rng) -> Iterator[Case]:
    for kind in KINDS:
        if kind == "step":  # the same zeros for every input
            yield case(Call("activation_grad", some(rng, 4), kind), Call("activation_grad", some(rng, 4), kind), look="pure fresh")
        else:
            yield from effects(rng, "activation_grad", kind)
    z = some(rng, 6)
    yield case(*[Call("activation_grad", z, kind) for kind in (*KINDS, *KINDS[::-1])], look="pure fresh")
    for kind in ("step", "relu"):  # equal to z
        z = np.zeros(3) if kind == "step" else np.array([1.0, 0.0, 1.0])
        yield case(Call("activation_grad", z, kind), Call("activation_grad", some(rng, 3), kind), look="pure fresh")


# --- chain_gradient ----------------------------------------------------------------------


def some_weights(rng: Rng, size: int, kind: str) -> Any:
    """Weights that keep a ReLU's units on, from a positive x, and are of either sign elsewhere."""
    w = rng.uniform(0.6, 1.8, size=size)
    return w if kind == "relu" else w * rng.choice([-1.0, 1.0], size=size)


def chain_values(rng: Rng) -> Iterator[Case]:
    for kind in CHAINS:
        for size in (1, 2, 3, 5, 8):
            x = rng.uniform(0.2, 1.2)
            yield case(Call("chain_gradient", x, some_weights(rng, size, kind), kind))
        yield case(Call("chain_gradient", x=0.6, weights=np.array([1.5, 0.8, 2.0]), kind=kind))
    for kind in ("sigmoid", "tanh"):
        yield case(Call("chain_gradient", -rng.uniform(0.2, 1.2), some_weights(rng, 4, kind), kind))
    # Two negative weights in a row turn a chain of ReLUs on again; the units before decide.
    yield case(Call("chain_gradient", -0.7, np.array([-1.3, 0.9, 1.4]), "relu"), Call("chain_gradient", 0.7, np.array([1.3, -0.9, -1.4]), "relu"))
    yield case(Call("chain_gradient", 1.1, np.array([0.9, 1.2, -1.5]), "relu"), Call("chain_gradient", -1.1, np.array([0.9, 1.2]), "relu"))


def chain_edges(rng: Rng) -> Iterator[Case]:
    for kind in CHAINS:
        for empty in ([], np.array([])):
            yield case(Call("chain_gradient", 0.7, empty, kind), Call("chain_gradient", 0.7, [1.2], kind))
        yield case(Call("chain_gradient", 0.0, np.array([1.4, -0.6, 2.2]), kind), Call("chain_gradient", 0, [0.8], kind))
        yield case(Call("chain_gradient", 0.9, np.array([1.4, 0.0, 2.2]), kind), Call("chain_gradient", 0.9, [0.0], kind))
        yield case(Call("chain_gradient", 0.4, np.full(60, 1.0 if kind == "relu" else 3.0), kind))
        yield case(Call("chain_gradient", 0.4, np.array([0.02, 0.03, 0.001 * rng.uniform(0.5, 1.5)]), kind))  # small is not 0
        long = np.full(1100, 1.001)
        long[-1] = 1.3
        yield case(Call("chain_gradient", 0.4, long, kind), Call("chain_gradient", 0.4, long[:40], kind))


def chain_formats(rng: Rng) -> Iterator[Case]:
    for kind in CHAINS:
        w = some_weights(rng, 4, kind)
        yield case(Call("chain_gradient", 0.5, w.tolist(), kind), Call("chain_gradient", 1, [1, 2, 1], kind), Call("chain_gradient", np.float64(0.5), w, kind))
        for dtype in INTEGERS:
            yield case(Call("chain_gradient", 0.3, np.array([2, 1, 3, 1], dtype=dtype), kind))
        yield case(Call("chain_gradient", 0.02, np.array([100, 100, 1], dtype=np.int8), kind), Call("chain_gradient", 2, np.array([90, 100], dtype=np.int8), kind))
        yield case(Call("chain_gradient", 1, np.array([100, 127, 90], dtype=np.int8), kind))  # alone within int8
        yield case(Call("chain_gradient", 0.001, np.array([300, 2]), kind), Call("chain_gradient", 0.004, np.array([1, 200], dtype=np.int16), kind))
        for how in ("strided", "negative", "readonly"):
            yield case(Call("chain_gradient", 0.5, Layout(some_weights(rng, 5, kind), how), kind))


def chain_far(rng: Rng) -> Iterator[Case]:
    for kind in CHAINS:
        yield case(Call("chain_gradient", 1.0, np.array([1e4, 1.0]), kind), Call("chain_gradient", 1.0, np.array([-1e4, 1.0]), kind), look="no_warning")
        yield case(Call("chain_gradient", -800.0, np.array([1.0, 0.7, 2.0]), kind), Call("chain_gradient", 800, [1.0, 0.7], kind), look="no_warning")
        yield case(Call("chain_gradient", 0.5, np.array([1e-6, 3e3, 900.0]), kind), look="no_warning")
        yield case(Call("chain_gradient", 1e-7, np.array([1e7, 1.5]), kind), look="no_warning")
        yield case(Call("chain_gradient", 1e4, np.array([1.0, 1e-3, 2.0]), kind), look="no_warning")


def chain_kinds(message: bool) -> Any:
    """Another kind, also with no weights at all and with the kinds of `activation_grad`."""

    def cases(rng: Rng) -> Iterator[Case]:
        look = {"look": "message", "blame": ("kind",)} if message else {}
        for kind in (*UNKNOWN, "leaky_relu", "elu", "gelu", "step", "softplus"):
            w = some_weights(rng, 3, "relu")
            yield case(
                Call("chain_gradient", 0.5, w, kind), Call("chain_gradient", 0.5, [], kind), Call("chain_gradient", -0.5, np.array([]), kind),
                Call("chain_gradient", 0.5, w, "tanh"), **look,
            )  # fmt: skip

    return cases


def chain_effects(rng: Rng) -> Iterator[Case]:
    for kind in CHAINS:
        w = Shared("w", some_weights(rng, 4, kind))
        yield case(Call("chain_gradient", 0.5, w, kind), Call("chain_gradient", 0.5, w, kind), Call("chain_gradient", 0.9, w, kind), look="pure fresh")
        yield case(Call("chain_gradient", 0.5, [1.2, 0.7, 0.9], kind), look="pure")
        yield again("chain_gradient", (0.5, np.array([1.2, 0.7]), kind), (0.5, np.array([0.4, 1.9]), kind))
        yield again("chain_gradient", (0.5, np.array([1.2, 0.7]), kind), (0.8, np.array([1.2, 0.9]), kind))
    w = np.array([1.2, 0.7, 1.1])
    yield case(*[Call("chain_gradient", 0.5, w, kind) for kind in (*CHAINS, *CHAINS[::-1])], look="pure fresh")


EXERCISES = (
    Exercise(
        "relu",
        (
            Category("값", 4, relu_values, core=True),
            Category("스칼라와 여러 shape", 2, relu_shapes),
            Category("정수와 메모리 배치", 1, relu_formats),
            Category("부작용", 1, relu_effects),
        ),
    ),
    Exercise(
        "leaky_relu",
        (
            Category("값", 4, leaky_values, core=True),
            Category("1 이상인 slope", 2, leaky_steep),
            Category("스칼라와 정수", 1, leaky_formats),
            Category("잘못된 slope", 1, leaky_refused),
            Category("오류 메시지", 1, leaky_messages),
            Category("부작용", 1, leaky_effects),
        ),
    ),
    Exercise(
        "elu",
        (
            Category("값", 5, elu_values, core=True),
            Category("수치 안정성", 3, elu_far),
            Category("스칼라와 정수", 2, elu_formats),
            Category("잘못된 alpha", 2, elu_refused),
            Category("오류 메시지", 1, elu_messages),
            Category("부작용", 1, elu_effects),
        ),
    ),
    Exercise(
        "gelu",
        (
            Category("값", 6, gelu_values, core=True),
            Category("수치 안정성", 2, gelu_far),
            Category("스칼라와 여러 shape", 2, gelu_shapes),
            Category("정수와 메모리 배치", 2, gelu_formats),
            Category("부작용", 2, gelu_effects),
        ),
    ),
    Exercise(
        "activation_grad",
        (
            Category("ReLU", 2, grads("relu"), core=True),  # the easiest: who has this right has begun
            Category("시그모이드와 tanh", 5, grads("sigmoid", "tanh")),
            Category("계단 함수와 leaky ReLU", 2, grads("step", "leaky_relu")),
            Category("ELU와 softplus", 4, grads("elu", "softplus")),
            Category("GELU", 4, grads("gelu")),
            Category("0에서의 약속", 2, grad_at_zero),
            Category("수치 안정성", 3, grad_far),
            Category("스칼라와 정수", 2, grad_formats),
            Category("없는 kind", 1, grad_refused),
            Category("오류 메시지", 1, grad_messages),
            Category("부작용", 2, grad_effects),
        ),
    ),
    Exercise(
        "chain_gradient",
        (
            Category("값", 7, chain_values, core=True),
            Category("경계 조건", 2, chain_edges),
            Category("배열과 리스트", 2, chain_formats),
            Category("수치 안정성", 2, chain_far),
            Category("없는 kind", 1, chain_kinds(message=False)),
            Category("오류 메시지", 1, chain_kinds(message=True)),
            Category("부작용", 1, chain_effects),
        ),
        builds_on=("relu", "activation_grad"),
    ),
)
