"""Hidden cases of unit 06: inputs and what is looked at; the reference gives the expected values.

The first two categories use an eps far below the gradients, so that the known conventions for its
place lose only the category that is about it.
"""

from collections.abc import Iterator

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Category,
    Exercise,
    Get,
    Layout,
    New,
    Ref,
    Shared,
    case,
)

TINY = 1e-20  # far below every squared gradient of the cases that are not about eps
READONLY = "readonly"
ATTRIBUTES = ("m", "v", "t")


def gradients(rng: np.random.Generator, shape: tuple[int, ...], low: float, high: float, steps: int) -> list[np.ndarray]:
    """Gradients of one shape per step; each coordinate keeps its own scale in 10**[low, high]."""
    scale = 10.0 ** rng.uniform(low, high, size=shape)
    signs = rng.choice([-1.0, 1.0], size=(steps, *shape), p=[0.35, 0.65])
    return [scale * sign * rng.uniform(0.5, 2.0, size=shape) for sign in signs]


def story(params: np.ndarray, grads: list[np.ndarray], *attributes: str, **options: float) -> tuple[object, ...]:
    """One optimizer and many updates; the parameters move on by known amounts, not by its results."""
    steps: list[object] = [New("opt", "Adam", **options)]
    for number, grad in enumerate(grads):
        # np.asarray: of an array of shape () the sum is a scalar.
        steps.append(Call("opt.update", np.asarray(params + 0.125 * number), np.asarray(grad)))
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
    # With such betas both corrections still count after a thousand updates.  Of shape (), for the cost of a call.
    calls = [Call("opt.update", np.array(0.25), np.asarray(grad)) for grad in gradients(rng, (), -1.0, 1.0, 1010)]
    yield case(New("opt", "Adam", lr=0.5, beta1=0.995, beta2=0.999, eps=TINY), *calls)


def small_gradients(rng: np.random.Generator) -> Iterator[Case]:
    """Gradients near eps show where it stands."""
    for eps in (1e-8, 1e-3, 1e-5):
        grads = gradients(rng, (6,), np.log10(eps) - 1.0, np.log10(eps) + 2.0, 12)
        yield case(*story(rng.normal(size=6), grads, lr=0.1, beta1=0.8, beta2=0.97, eps=eps))
    scales = np.array([1e-9, 1e-6, 1e-3, 1.0, 1e3])
    grads = [scales * rng.uniform(0.5, 1.5, size=5) for _ in range(12)]
    yield case(*story(rng.normal(size=5), grads, lr=0.1))
    yield case(*story(rng.normal(size=6), gradients(rng, (6,), -16.0, -8.0, 4), lr=0.1, beta1=0.7, beta2=0.9, eps=TINY))
    yield case(*story(rng.normal(size=4), gradients(rng, (4,), -6.0, 1.0, 4), lr=0.1, beta1=0.7, beta2=0.9, eps=0.0))


def attributes(rng: np.random.Generator) -> Iterator[Case]:
    """m, v and t before, between and after updates; the averages are not corrected."""
    yield case(New("opt", "Adam"), Get("opt", "m"), Get("opt", "v"), Get("opt", "t"))
    params, looks = rng.normal(size=4), (Get("opt", "m"), Get("opt", "v"), Get("opt", "t"))
    steps: list[object] = [New("opt", "Adam", lr=0.1, beta1=0.7, beta2=0.85), Get("opt", "t")]
    for grad in gradients(rng, (4,), -1.0, 1.0, 12):
        steps += [Call("opt.update", params, grad), *looks]
    yield case(*steps, skip=[index for index, step in enumerate(steps) if isinstance(step, Call)])
    grads = gradients(rng, (40, 30), -3.0, 7.0, 3)
    yield case(*story(rng.normal(size=(40, 30)), grads, *ATTRIBUTES, beta1=0.6, beta2=0.8), skip=(1, 2, 3))


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
    yield from _zeros(rng)
    yield from _large(rng)


def _zeros(rng: np.random.Generator) -> Iterator[Case]:
    """A setting of 0 is a setting; a gradient of 0 is a gradient like any other, also after others."""
    params, pause = rng.normal(size=5), np.zeros(5)
    grads = gradients(rng, (5,), -1.0, 1.0, 6)
    for options in ({"beta1": 0.0}, {"beta2": 0.0}, {"beta1": 0, "beta2": 0}, {"lr": 0.0}, {"lr": 0}):
        settings = {"lr": 0.1, "beta1": 0.8, "beta2": 0.9, **options}
        yield case(*story(params, [*grads[:2], pause, *grads[2:4]], *ATTRIBUTES, **settings))
    yield case(*story(rng.integers(-9, 9, size=5), [*grads[:2], pause], "m", lr=0.0))
    # Coordinates rest now and then; they move on by what m still holds.
    resting = [grad * (rng.random(5) < 0.5) for grad in grads] + [pause, grads[0]]
    yield case(*story(params, [grads[0], *resting], *ATTRIBUTES, lr=0.1, beta1=0.8, beta2=0.9))
    whole = [np.array([3, 0, -2]), np.array([0, 5, 0]), np.zeros(3, dtype=np.int64)]
    yield case(*story(np.array([1, 0, -4]), whole, "m", "v", lr=0.1, beta1=0.8, beta2=0.9))
    yield case(*story(np.array([7, 0]), [np.array([0, 0])] * 2, lr=0.1), look="no_warning")
    # Large parameters move as far as small ones; parameters of 0 show the smallest steps.
    yield case(New("opt", "Adam", lr=300.0), *[Call("opt.update", 1e5 * params, grad) for grad in grads])
    for rate in (1e-7, 0.03):
        yield case(New("opt", "Adam", lr=rate, eps=1e-12), *[Call("opt.update", pause, grad) for grad in grads])


def _large(rng: np.random.Generator) -> Iterator[Case]:
    """Many coordinates, many axes, and integers whose squares no integer holds."""
    options = {"lr": 0.1, "beta1": 0.7, "beta2": 0.9}
    for shape in [(1100,), (45, 40), (2, 3, 1, 2, 2)]:
        yield case(*story(rng.normal(size=shape), gradients(rng, shape, -2.0, 8.0, 3), **options))
    for dtype, low, high in [
        (np.int16, 200, 32_000), (np.uint16, 300, 65_000), (np.int32, 50_000, 2 * 10**9), (np.uint32, 70_000, 4 * 10**9),
        (np.int64, 3 * 10**9, 9 * 10**9), (np.uint64, 5 * 10**9, 9 * 10**9), (np.uint64, 2**63, 2**64),
    ]:  # fmt: skip
        grads = [rng.integers(low, high, size=4, dtype=dtype) for _ in range(3)]
        calls = [Call("opt.update", rng.integers(1, 100, size=4).astype(dtype), grad) for grad in grads]
        yield case(New("opt", "Adam", **options), *calls, Get("opt", "m"), Get("opt", "v"))


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
    # Settings of their own, which the second update shows.
    grads = gradients(rng, (4,), 0.0, 1.0, 3)
    both = [Call(f"{name}.update", p, grad) for grad in grads for name in "ab"]
    for mine, yours in [((0.1, 0.8, 0.9, 0.4), (0.1, 0.3, 0.6, TINY)), ((0.2, 0.5, 0.7, 1e-9), (0.05, 0.9, 0.99, 0.7))]:
        yield case(New("a", "Adam", *mine), New("b", "Adam", *yours), *both, *[Get(name, look) for name in "ab" for look in "mv"])
    # One shape and equal settings, but other gradients.
    mine, yours = gradients(rng, (4,), 0.0, 1.0, 3), gradients(rng, (4,), -1.0, 1.0, 3)
    steps: list[object] = [New("a", "Adam", lr=0.1), New("b", "Adam", lr=0.1)]
    for grad, other in zip(mine, yours, strict=True):
        steps += [Call("a.update", p, grad), Call("b.update", p, other), Call("b.update", p + 1.0, grad)]
    yield case(*steps, *[Get(name, attribute) for name in "ab" for attribute in ATTRIBUTES], look="fresh")


def effects(rng: np.random.Generator) -> Iterator[Case]:
    """Arguments stay as they are, results are new arrays, and earlier results never change."""
    params = rng.normal(size=(4, 2))
    grads = gradients(rng, (4, 2), 0.0, 1.0, 5)
    calls = [Call("opt.update", params, grad) for grad in grads]
    yield case(New("opt", "Adam", lr=0.1), *calls, look="pure fresh quiet", skip=range(1, 6))
    shared = [Call("opt.update", Shared("p", params), Shared("g", grads[0])) for _ in range(4)]
    yield case(New("opt", "Adam", lr=0.1), *shared, look="pure fresh quiet", skip=range(1, 5))
    for dtype in (np.float64, np.int64):
        zero = Call("opt.update", (10.0 * params).astype(dtype), np.zeros((4, 2), dtype=dtype))
        yield case(New("opt", "Adam"), zero, zero, look="pure fresh quiet")
    # Without a rate the result equals params; it must be another array all the same.
    yield case(New("opt", "Adam", lr=0.0), *shared[:2], look="pure fresh quiet")
    # A training loop that fills the same two arrays anew: nothing may be remembered by reference or by identity.
    for beta1, beta2 in ((0.9, 0.999), (0.0, 0.0)):
        filled = [
            Call("opt.update", Shared("p", params + number), Shared("g", grad)) for number, grad in enumerate(grads)
        ]
        other = Call("other.update", Shared("p", params), Shared("g", 7.0 * grads[0]))
        new = [New(name, "Adam", lr=0.1, beta1=beta1, beta2=beta2) for name in ("opt", "other")]
        looks = [Get("opt", attribute) for attribute in ATTRIBUTES]
        yield case(*new, *filled, other, *looks, look="pure fresh quiet")
    # Each result is the next call's argument ("fresh" sees whether it changes; "pure" would compare its last digit).
    moves = [Call("opt.update", Ref(at), grad) for at, grad in enumerate(grads[1:], 1)]
    yield case(New("opt", "Adam", lr=0.1), Call("opt.update", params, grads[0]), *moves, look="fresh quiet")


CLASHES = (
    ((3,), (4,)), ((3,), (1,)), ((), (3,)), ((3, 1), (3,)), ((2, 3), (3, 2)), ((2, 3), (3,)), ((4,), (2, 2)),
    ((1,), ()), ((), (1,)), ((1, 1), (1,)), ((2, 3, 4), (2, 4, 3)), ((1, 3), (3,)), ((1100,), (1101,)),
)  # fmt: skip


def _clash(rng: np.random.Generator, look: str) -> Iterator[Case]:
    for first, second in CLASHES:
        clash = Call("opt.update", rng.normal(size=first), rng.normal(size=second))
        yield case(New("opt", "Adam", lr=0.1), clash, look=look, blame=("params", "grads"))
    # Whatever else could make the call look like nothing to do.
    for rate, first, second in [
        (0.0, rng.normal(size=3), np.ones(2)), (0.1, np.ones((2, 3)), np.zeros(3)), (0.1, np.arange(4), np.arange(1, 2)),
    ]:  # fmt: skip
        yield case(New("opt", "Adam", lr=rate), Call("opt.update", first, second), look=look, blame=("params", "grads"))
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
        computing=6.0,
    ),
)
