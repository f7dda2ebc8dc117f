"""Hidden cases of unit 12: inputs and what is looked at; the reference gives the expected values.

The first categories use norms far above 1e-6, so that another library's rule (no 1e-6, another
condition) loses only the category "작은 노름", which is about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Gen, Layout, Shared, case
from numpy.typing import NDArray

Array = NDArray[np.float64]
SHAPES = ((4, 3), (5,), (2, 1, 4))
#: More arrays, more elements, more axes than a first try has in mind.
MANY = ((2,), (1, 3)) * 20
VERY_MANY = ((1,),) * 1010
LARGE = ((1200,), (40, 30), (3, 2))
AXES = ((2, 3, 2, 2), (4,), (2, 1, 3, 2, 2))
#: Identifiers and words that a message about a norm that is not finite may use.
NORM_WORDS = ("gradients", "norm", "노름", "global_norm", "total_norm", "grad_norm")


def arrays(rng: np.random.Generator, *shapes: tuple[int, ...], norm: float = 0.0) -> list[Any]:
    """Arrays whose sizes differ by factors; with a global norm if one is given."""
    drawn = [rng.normal(size=shape) * rng.uniform(0.3, 3.0) for shape in shapes]
    if not norm:
        return drawn
    total = np.sqrt(sum(np.sum(array**2) for array in drawn))
    return [array * (norm / total) for array in drawn]


def renewed(name: str, first: list[Any], second: list[Any], *rest: float) -> Case:
    """Three calls with the same array objects, filled anew in between: first, second, first (see `again`)."""

    def call(given: list[Any], more: tuple[float, ...]) -> Call:
        return Call(name, [Shared(f"again{place}", item) for place, item in enumerate(given)], *more)

    return case(call(first, rest[:1]), call(second, rest[-1:]), call(first, rest[:1]), look="pure fresh quiet")


# --- global_norm --------------------------------------------------------------------------


def norm_values(rng: np.random.Generator) -> Iterator[Case]:
    for shapes in (SHAPES, ((3,), (2, 5)), ((6, 2), (1,), (3, 3), (7,)), ((5,), (4,))):
        yield case(Call("global_norm", arrays(rng, *shapes)))
    yield case(Call("global_norm", gradients=arrays(rng, (2, 3), (4,))))


def norm_edges(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("global_norm", []))
    yield case(Call("global_norm", [np.zeros((2, 3)), np.zeros(4)]))
    yield case(Call("global_norm", arrays(rng, (1,))))
    yield case(Call("global_norm", arrays(rng, (), (3,), (1, 1))))
    yield case(Call("global_norm", tuple(arrays(rng, *SHAPES))))
    yield case(Call("global_norm", [Layout(array, how) for array, how in zip(
        arrays(rng, (4, 3), (3, 2), (6,), (2, 5)), ("F", "strided", "negative", "readonly"), strict=True)]))  # fmt: skip
    same = Shared("tied", rng.normal(size=(3, 2)))
    yield case(Call("global_norm", [same, rng.normal(size=4), same]))
    for shapes in (MANY, VERY_MANY, LARGE, AXES):
        yield case(Call("global_norm", arrays(rng, *shapes)))
    yield case(Call("global_norm", [np.zeros(3), rng.normal(size=(2, 2)), np.zeros((1, 2)), rng.normal(size=3)]))
    yield case(Call("global_norm", arrays(rng, (3,), (2, 2), norm=3e-7)))  # small is not 0


def norm_iterables(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("global_norm", Gen(tuple(arrays(rng, *SHAPES)))))
    yield case(Call("global_norm", Gen(())))


def narrow(rng: np.random.Generator) -> Iterator[list[Any]]:
    """Arrays whose squares or sums leave the range or precision of their own dtype."""
    yield [np.array([300.0, -300.0], dtype=np.float16), np.array([[7.0], [250.0]], dtype=np.float16)]
    yield [rng.uniform(1.0, 9.0, size=(30, 70)).astype(np.float16), rng.uniform(1.0, 9.0, size=5).astype(np.float16)]
    yield [(rng.normal(size=(3, 4)) * 1e30).astype(np.float32), np.array([2e25], dtype=np.float32)]
    yield [np.array([1e-3, -2e-4], dtype=np.float16), np.array([[5e-4]], dtype=np.float16)]
    for dtype in (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32):
        top = np.iinfo(dtype).max
        yield [rng.integers(top // 2, top, size=size).astype(dtype) for size in ((2, 3), (4,))]
    yield [np.array([4_000_000_000, -5_000_000_000]), rng.normal(size=3) * 1e9]
    yield [np.full(3, 2_000_000_000), np.full((2, 1), -2_000_000_000)]  # only the sum of squares leaves int64
    yield [np.array([-128, 5], dtype=np.int8), np.array([-(2**63), 7])]
    yield [np.array([2**63, 12], dtype=np.uint64), np.array([[3]], dtype=np.uint64)]


def norm_dtypes(rng: np.random.Generator) -> Iterator[Case]:
    for given in narrow(rng):
        yield case(Call("global_norm", given))
    yield case(Call("global_norm", [np.array([1e150, -2e150]), np.array([[3e149, 1.0]])]))


def norm_effects(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("global_norm", arrays(rng, *SHAPES)), Call("global_norm", arrays(rng, (3,), (2, 2))), look="pure")
    yield case(Call("global_norm", [rng.integers(-9, 9, size=(2, 3)), rng.normal(size=2)]), look="pure")
    first, second = arrays(rng, (3, 2), (4,)), arrays(rng, (3, 2), (4,))
    yield renewed("global_norm", first, second)
    yield renewed("global_norm", first, [first[0], second[1]])


# --- clip_gradients -----------------------------------------------------------------------


def clip_values(rng: np.random.Generator) -> Iterator[Case]:
    """Clipped hard, clipped a little, and left as they are."""
    for shapes, norm, limit in (
        (SHAPES, 170.0, 23.0), (((3,), (2, 5)), 90.0, 71.0), (((6, 2), (1,), (3, 3)), 400.0, 1.7),
        (SHAPES, 37.0, 90.0), (((2, 4), (3,)), 6.0, 6.9), (((5, 1), (2,)), 40.0, 8.0),
    ):  # fmt: skip
        yield case(Call("clip_gradients", arrays(rng, *shapes, norm=norm), limit))
    # One big array among small ones: a rule per array or per value gives something else.
    small, big = arrays(rng, (4,), norm=2.0), arrays(rng, (3, 2), norm=60.0)
    yield case(Call("clip_gradients", gradients=[*small, *big], max_norm=9))


def clip_default(rng: np.random.Generator) -> Iterator[Case]:
    for norm in (48.0, 4.1, 7.5):
        yield case(Call("clip_gradients", arrays(rng, (3, 2), (5,), norm=norm)))


def clip_small(rng: np.random.Generator) -> Iterator[Case]:
    """Norms at which the 1e-6 can be seen; also where only the 1e-6 brings the factor below 1."""
    for norm, limit in ((0.02, 0.003), (0.5, 0.0007), (0.004, 0.0011)):
        yield case(Call("clip_gradients", arrays(rng, (3, 4), (2,), norm=norm), limit))
    yield case(Call("clip_gradients", [np.array([0.0006, 0.0]), np.array([[-0.0008]])], 0.001))
    yield case(Call("clip_gradients", arrays(rng, (3,), (2, 2), norm=0.0019995), 0.002))
    yield case(Call("clip_gradients", arrays(rng, (3,), (2, 2), norm=0.0019), 0.002))
    # A small limit is a limit, a small result is not 0, and nearly equal is not equal.
    for norm, limit in ((3.0, 8e-7), (0.5, 8e-9), (30.0 * (1.0 + 6e-6), 30.0)):
        yield case(Call("clip_gradients", arrays(rng, (3, 2), (4,), norm=norm), limit))


def clip_edges(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("clip_gradients", []))
    yield case(Call("clip_gradients", [], 0.3))
    yield case(Call("clip_gradients", [np.zeros((2, 3)), np.zeros(4)], 2.0))
    yield case(Call("clip_gradients", [np.zeros(3), rng.normal(size=(2, 2)) * 80.0], 2))
    yield case(Call("clip_gradients", arrays(rng, (1,), norm=60.0), 7.0))
    yield case(Call("clip_gradients", arrays(rng, (3, 2), norm=60.0), 7.0))
    yield case(Call("clip_gradients", arrays(rng, (), (3,), (1, 1), norm=90.0), 7.0))
    yield case(Call("clip_gradients", tuple(arrays(rng, *SHAPES, norm=90.0)), 11.0))
    yield case(Call("clip_gradients", tuple(arrays(rng, *SHAPES, norm=9.0)), 11.0))
    for norm in (300.0, 8.0):
        given = arrays(rng, (4, 3), (3, 2), (6,), (2, 5), norm=norm)
        how = ("F", "strided", "negative", "readonly")
        yield case(Call("clip_gradients", [Layout(*pair) for pair in zip(given, how, strict=True)], 13.0))
    same = Shared("tied", rng.normal(size=(3, 2)) * 50.0)
    yield case(Call("clip_gradients", [same, rng.normal(size=4), same], 3.0))
    for shapes in (MANY, VERY_MANY, LARGE, AXES):
        yield case(Call("clip_gradients", arrays(rng, *shapes, norm=80.0), 6.0))
    yield case(Call("clip_gradients", arrays(rng, (3, 2), (4,), norm=2e5), 7e4))
    yield case(Call("clip_gradients", arrays(rng, (3, 2), (4,), norm=2e5), 7e6))


def clip_iterables(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("clip_gradients", Gen(tuple(arrays(rng, *SHAPES, norm=120.0))), 14.0))
    yield case(Call("clip_gradients", Gen(tuple(arrays(rng, (3,), (2, 4), norm=12.0))), 14.0))
    yield case(Call("clip_gradients", Gen(())))


def clip_dtypes(rng: np.random.Generator) -> Iterator[Case]:
    for given in narrow(rng):
        yield case(Call("clip_gradients", given, 17.0))
    yield case(Call("clip_gradients", [np.array([3, -1]), np.array([[2]], dtype=np.int8)], 40.0))
    yield case(Call("clip_gradients", [np.array([1.5, -2.0], dtype=np.float16)], 40.0))
    yield case(Call("clip_gradients", [np.array([1e-3, -2e-4], np.float16), np.array([[5e-4]], np.float16)], 2e-4))
    yield case(Call("clip_gradients", [np.array([1e150, -2e150]), np.array([[3e149, 1.0]])], 5.0))


def bad_inputs(rng: np.random.Generator) -> Iterator[tuple[Call, tuple[str, ...]]]:
    """Calls that must raise, and the names of which a message must hold one."""
    given, limit = arrays(rng, (3, 2), (4,), norm=50.0), ("max_norm",)
    for value in (0, 0.0, -1.0, -1e-9, -1e-12):
        yield Call("clip_gradients", given, value), limit
    yield Call("clip_gradients", [], 0.0), limit
    yield Call("clip_gradients", [], -2.0), limit
    yield Call("clip_gradients", [np.zeros(3)], 0), limit
    yield Call("clip_gradients", [np.array([np.nan, 1.0])], -3.0), limit  # max_norm is looked at first
    yield Call("clip_gradients", Gen(tuple(given)), 0), limit
    yield Call("clip_gradients", Gen(()), -1.0), limit
    yield Call("clip_gradients", [np.array([3, -4]), np.array([[12]], dtype=np.int8)], 0.0), limit
    yield Call("clip_gradients", arrays(rng, (3,), norm=1.0), -5.0), limit  # a norm that needs no clipping
    many = arrays(rng, *MANY, norm=2.0)
    yield Call("clip_gradients", [*many[:-1], np.array([[1.0, np.nan, 0.0]])], 6.0), NORM_WORDS
    yield Call("clip_gradients", [np.where(np.arange(1200) == 1150, np.inf, 0.001), np.ones(2)], 60.0), NORM_WORDS
    yield Call("clip_gradients", [np.array(np.nan), np.ones(2)], 6.0), NORM_WORDS
    yield Call("clip_gradients", Gen((np.ones(2), np.array([np.inf]))), 6.0), NORM_WORDS
    for bad in (np.nan, np.inf, -np.inf):
        yield Call("clip_gradients", [*given, np.array([[1.0, bad]])], 6.0), NORM_WORDS
    yield Call("clip_gradients", [np.array([np.inf, -np.inf]), np.ones(2)], 6.0), NORM_WORDS
    yield Call("clip_gradients", [np.array([1.0, np.nan], dtype=np.float16)]), NORM_WORDS


def clip_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Bad input raises, and good input beside it does not."""
    for call, _ in bad_inputs(rng):
        yield case(call, Call("clip_gradients", arrays(rng, (2, 2), (3,), norm=30.0), 4.0))


def clip_messages(rng: np.random.Generator) -> Iterator[Case]:
    for call, names in bad_inputs(rng):
        yield case(call, look="message", blame=names)


def clip_effects(rng: np.random.Generator) -> Iterator[Case]:
    for norm in (70.0, 5.0):  # clipped and not: neither may share memory
        calls = [Call("clip_gradients", arrays(rng, (3, 2), (5,), norm=norm), 9.0) for _ in range(2)]
        yield case(*calls, look="pure fresh")
    yield case(Call("clip_gradients", tuple(arrays(rng, (2, 2), (3,), norm=3.0)), 9.0), look="pure fresh")
    yield case(Call("clip_gradients", [rng.integers(-9, 9, size=(2, 3)), rng.normal(size=2)], 3.0), look="pure fresh")
    yield case(Call("clip_gradients", []), look="pure fresh")
    yield case(Call("clip_gradients", [np.zeros((2, 3)), np.zeros(2)], 9.0), look="pure fresh")
    for norm in (70.0, 5.0):
        first, second = arrays(rng, (3, 2), (5,), norm=norm), arrays(rng, (3, 2), (5,), norm=1.3 * norm)
        yield renewed("clip_gradients", first, second, 9.0)
        yield renewed("clip_gradients", first, first, 2.0, 3.0)
        yield renewed("clip_gradients", first, [first[0], second[1]], 4.0)


EXERCISES = (
    Exercise(
        "global_norm",
        (
            Category("값", 15, norm_values, core=True),
            Category("경계 조건", 5, norm_edges),
            Category("제너레이터", 2, norm_iterables),
            Category("수치 안정성", 5, norm_dtypes),
            Category("부작용", 3, norm_effects),
        ),
    ),
    Exercise(
        "clip_gradients",
        (
            Category("값", 24, clip_values, core=True),
            Category("기본값", 3, clip_default),
            Category("작은 노름", 4, clip_small),
            Category("경계 조건", 5, clip_edges),
            Category("제너레이터", 4, clip_iterables),
            Category("수치 안정성", 6, clip_dtypes),
            Category("입력 검사", 7, clip_errors),
            Category("오류 메시지", 2, clip_messages),
            Category("부작용", 5, clip_effects),
        ),
        builds_on=("global_norm",),
    ),
)
