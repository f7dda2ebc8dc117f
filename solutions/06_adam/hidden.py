"""Hidden cases of unit 06: inputs and what is looked at; the reference gives the expected values.

The first two categories use an eps far below the gradients, so that the known conventions for its
place lose only the category that is about it.
"""

from collections.abc import Iterator

import numpy as np
from autograder.spec import (
    Call,
    Case,
    Category,
    Exercise,
    Get,
    Layout,
    New,
    Shared,
    case,
)

TINY = 1e-20  # far below every squared gradient of the cases that are not about eps
READONLY = "readonly"


def gradients(rng: np.random.Generator, shape: tuple[int, ...], low: float, high: float, steps: int) -> list[np.ndarray]:
    """Gradients of one shape per step; each coordinate keeps its own scale in 10**[low, high]."""
    scale = 10.0 ** rng.uniform(low, high, size=shape)
    signs = rng.choice([-1.0, 1.0], size=(steps, *shape), p=[0.35, 0.65])
    return [scale * sign * rng.uniform(0.5, 2.0, size=shape) for sign in signs]


def story(params: np.ndarray, grads: list[np.ndarray], *attributes: str, **options: float) -> tuple[object, ...]:
    """One optimizer and many updates; the parameters move on by known amounts, not by its results."""
    steps: list[object] = [New("opt", "Adam", **options)]
    for number, grad in enumerate(grads):
        steps.append(Call("opt.update", params + 0.125 * number, grad))
    steps.extend(Get("opt", attribute) for attribute in attributes)
    return tuple(steps)


def first_update(rng: np.random.Generator) -> Iterator[Case]:
    """One update: the step is lr in every coordinate, whatever the gradient's scale (far above any usual eps)."""
    for shape, lr in [((5,), 0.1), ((1,), 0.03), ((7,), 0.5)]:
        params = rng.normal(size=shape)
        yield case(*story(params, gradients(rng, shape, 0.3, 3.0, 1), lr=lr, eps=TINY))
    params = rng.normal(size=4)
    yield case(*story(params, gradients(rng, (4,), 0.3, 2.0, 1), lr=0.2, beta1=0.7, beta2=0.9, eps=TINY))
    # The documented defaults; the gradients are so large that eps cannot be seen.
    yield case(*story(rng.normal(size=3), gradients(rng, (3,), 1.5, 3.0, 1)))


def many_updates(rng: np.random.Generator) -> Iterator[Case]:
    """At least twelve updates, gradients from 1e-6 to 1e3, betas that are not the defaults."""
    for size, count, beta1, beta2 in [(6, 12, 0.9, 0.999), (4, 16, 0.8, 0.95), (3, 24, 0.35, 0.7), (5, 13, 0.6, 0.99)]:
        grads = gradients(rng, (size,), -6.0, 3.0, count)
        lr = float(rng.uniform(0.01, 0.3))
        yield case(*story(rng.normal(size=size), grads, lr=lr, beta1=beta1, beta2=beta2, eps=TINY))
    # Positional arguments, and gradients whose scale changes from step to step.
    grads = [rng.normal(size=4) * 10.0 ** rng.uniform(-2.0, 2.0) for _ in range(14)]
    params = rng.normal(size=4)
    calls = [Call("opt.update", params, grad) for grad in grads]
    yield case(New("opt", "Adam", 0.05, 0.75, 0.92, TINY), *calls)


def small_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """Gradients near eps show where it stands."""
    for eps in (1e-8, 1e-3, 1e-5):
        grads = gradients(rng, (6,), np.log10(eps) - 1.0, np.log10(eps) + 2.0, 12)
        yield case(*story(rng.normal(size=6), grads, lr=0.1, beta1=0.8, beta2=0.97, eps=eps))
    scales = np.array([1e-9, 1e-6, 1e-3, 1.0, 1e3])
    grads = [scales * rng.uniform(0.5, 1.5, size=5) for _ in range(12)]
    yield case(*story(rng.normal(size=5), grads, lr=0.1))


def attributes(rng: np.random.Generator) -> Iterator[Case]:
    """m, v and t before, between and after updates; the averages are not corrected."""
    yield case(New("opt", "Adam"), Get("opt", "m"), Get("opt", "v"), Get("opt", "t"))
    params, looks = rng.normal(size=4), (Get("opt", "m"), Get("opt", "v"), Get("opt", "t"))
    steps: list[object] = [New("opt", "Adam", lr=0.1, beta1=0.7, beta2=0.85), Get("opt", "t")]
    for grad in gradients(rng, (4,), -1.0, 1.0, 12):
        steps += [Call("opt.update", params, grad), *looks]
    yield case(*steps, skip=[index for index, step in enumerate(steps) if isinstance(step, Call)])


def edges(rng: np.random.Generator) -> Iterator[Case]:
    """Other shapes, integers, layouts, zero gradients; several updates each."""
    options = {"lr": 0.1, "beta1": 0.8, "beta2": 0.9, "eps": 1e-12}
    for shape in [(), (3, 5), (2, 1, 4), (1, 1)]:
        yield case(*story(rng.normal(size=shape), gradients(rng, shape, -1.0, 2.0, 3), "m", "v", **options))
    whole = rng.integers(-50, 50, size=(4, 3))
    for dtype in (np.int64, np.int32, np.int8):
        grads = [rng.integers(20, 100, size=(4, 3)).astype(dtype) for _ in range(3)]
        calls = [Call("opt.update", whole.astype(dtype), grad) for grad in grads]
        yield case(New("opt", "Adam", **options), *calls, Get("opt", "m"), Get("opt", "v"))
    octets = [rng.integers(20, 255, size=5).astype(np.uint8) for _ in range(4)]
    yield case(New("opt", "Adam", **options), *[Call("opt.update", octets[0], grad) for grad in octets[1:]])
    for how in ("F", "strided", "negative", READONLY):
        grads = gradients(rng, (3, 4), -1.0, 1.0, 3)
        params = Layout(rng.normal(size=(3, 4)), how)
        yield case(New("opt", "Adam", **options), *[Call("opt.update", params, Layout(grad, how)) for grad in grads])
    params = rng.normal(size=5)
    yield case(*story(params, [np.zeros(5)] * 3, "m", "v", "t"), look="no_warning")
    partly = [grad * np.array([1.0, 0.0, 1.0, 0.0]) for grad in gradients(rng, (4,), 0.0, 1.0, 4)]
    yield case(*story(rng.normal(size=4), partly, "m", "v", **options), look="no_warning")


def separate(rng: np.random.Generator) -> Iterator[Case]:
    """Two objects side by side keep their own state and their own settings."""
    p, q = rng.normal(size=4), rng.normal(size=(2, 3))
    g, h = gradients(rng, (4,), 0.0, 1.0, 1)[0], gradients(rng, (2, 3), 0.0, 1.0, 1)[0]
    yield case(
        New("a", "Adam", lr=0.1, beta1=0.8, beta2=0.9, eps=TINY), New("b", "Adam", lr=0.3, beta1=0.6, beta2=0.7, eps=TINY),
        Get("b", "m"), Call("a.update", p, g), Get("b", "t"), Call("b.update", q, h), Get("a", "t"), Get("b", "t"),
        Call("a.update", p + 1.0, g), Get("a", "t"), Get("b", "t"),
    )  # fmt: skip
    yield case(
        New("a", "Adam", lr=0.2), Call("a.update", p, 50.0 * g), New("b", "Adam", lr=0.2), Get("b", "t"),
        Call("b.update", p, 50.0 * g),
    )  # fmt: skip


def effects(rng: np.random.Generator) -> Iterator[Case]:
    """Arguments stay as they are, results are new arrays, and earlier results never change."""
    params = rng.normal(size=(4, 2))
    grads = gradients(rng, (4, 2), 0.0, 1.0, 5)
    calls = [Call("opt.update", params, grad) for grad in grads]
    yield case(New("opt", "Adam", lr=0.1), *calls, look="pure fresh quiet", skip=range(1, 6))
    shared = [Call("opt.update", Shared("p", params), Shared("g", grads[0])) for _ in range(4)]
    yield case(New("opt", "Adam", lr=0.1), *shared, look="pure fresh quiet", skip=range(1, 5))
    zero = Call("opt.update", params, np.zeros((4, 2)))
    yield case(New("opt", "Adam"), zero, zero, look="pure fresh quiet", skip=(1, 2))


CLASHES = (((3,), (4,)), ((3,), (1,)), ((), (3,)), ((3, 1), (3,)), ((2, 3), (3, 2)), ((2, 3), (3,)), ((4,), (2, 2)))


def _clash(rng: np.random.Generator, look: str) -> Iterator[Case]:
    for first, second in CLASHES:
        clash = Call("opt.update", rng.normal(size=first), rng.normal(size=second))
        yield case(New("opt", "Adam", lr=0.1), clash, look=look, blame=("params", "grads"))
    # After legal updates too: the check belongs to every call.
    legal = Call("opt.update", rng.normal(size=3), 10.0 + rng.normal(size=3))
    for second in [(1,), (3, 3)]:
        clash = Call("opt.update", rng.normal(size=3), rng.normal(size=second))
        yield case(New("opt", "Adam"), legal, legal, clash, look=look, blame=("params", "grads"), skip=(1, 2))


def errors(rng: np.random.Generator) -> Iterator[Case]:
    """Shapes that differ raise ValueError, also where NumPy would broadcast."""
    yield from _clash(rng, "")


def messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names an argument."""
    yield from _clash(rng, "message")


EXERCISES = (
    Exercise(
        "Adam",
        (
            Category("첫 갱신", 15, first_update, core=True),
            Category("여러 번 갱신", 30, many_updates),
            Category("작은 기울기와 eps", 10, small_gradients),
            Category("속성 m, v, t", 10, attributes),
            Category("경계 조건", 10, edges),
            Category("객체의 독립", 5, separate),
            Category("부작용", 4, effects),
            Category("오류 처리", 4, errors),
            Category("오류 메시지", 2, messages),
        ),
    ),
)
