"""Hidden cases of unit 08: inputs and what is looked at; the reference gives the expected values.

Pictures are not square and kernels have no symmetry, so that swapped axes and turned kernels show.
Every bad call follows a legal one, so that nothing is earned by raising always.
"""

from collections.abc import Iterator

import numpy as np
from autograder.authoring import Call, Case, Category, Exercise, Layout, Ref, Shared, again, case

EFFECTS = "pure fresh quiet"

# --- conv_output_size --------------------------------------------------------------------


def size_values(rng: np.random.Generator) -> Iterator[Case]:
    """Remainders of the division of every kind; int or float is looked at elsewhere."""
    for n, k, stride, pad in [(8, 3, 2, 0), (7, 3, 2, 0), (13, 4, 3, 1), (28, 5, 1, 2), (10, 3, 4, 1), (9, 2, 5, 3)]:
        yield case(Call("conv_output_size", n, k, stride, pad), loose=True)
    for _ in range(6):
        k, stride, pad = (int(x) for x in rng.integers([1, 2, 0], [8, 7, 5]))
        yield case(Call("conv_output_size", int(k + rng.integers(1, 60)), k, stride, pad), loose=True)


def size_defaults(rng: np.random.Generator) -> Iterator[Case]:
    """Defaults and keywords, an int as the result, kernels that fit exactly."""
    n = int(rng.integers(12, 40))
    yield case(Call("conv_output_size", n, 5))
    yield case(Call("conv_output_size", n, 3, 2))
    yield case(Call("conv_output_size", n, 3, pad=2))
    yield case(Call("conv_output_size", n=n, k=4, stride=3, pad=1))
    yield case(Call("conv_output_size", 6, 6, 4))
    yield case(Call("conv_output_size", 3, 7, 2, 2))
    yield case(Call("conv_output_size", 1, 1))
    yield case(Call("conv_output_size", 4, 2, 9))
    yield case(Call("conv_output_size", 100_003, 3, 2, 1))
    for n, k, stride, pad in [(7, 1, 2, 0), (7, 1, 3, 2), (5, 5, 2, 3), (4, 4, 3, 1), (2, 3, 1, 700), (900, 880, 4, 130)]:
        yield case(Call("conv_output_size", n, k, stride, pad))
    # Each argument counts on its own, also where all others come again.
    near = [(19, 4, 3, 2), (19, 4, 3, 0), (19, 4, 2, 2), (19, 7, 3, 2), (26, 4, 3, 2), (19, 4, 3, 2)]
    yield case(*[Call("conv_output_size", *sizes) for sizes in near])
    # Beyond 32 bits, with so few places that counting them is as good as dividing, and exact in float64, too.
    for _ in range(3):
        k, stride, pad = (int(x) for x in rng.integers([1, 10**12, 10**9], [10**11, 10**13, 10**10]))
        whole = int(rng.integers(3, 9)) * stride
        for rest in (whole, whole - 1):
            yield case(Call("conv_output_size", k + rest, k, stride), Call("conv_output_size", k + rest - 2 * pad, k, stride, pad))


def _size_bad(look: str) -> Iterator[Case]:
    for legal, n, k, stride, pad, blame in [
        ((7, 3), 3, 4, 1, 0, ("n", "k", "pad")),
        ((9, 9, 2), 9, 10, 2, 0, ("n", "k", "pad")),  # (9 - 10) // 2 + 1 is 0
        ((4, 8, 1, 2), 2, 8, 3, 2, ("n", "k", "pad")),
        ((9, 3, 1), 9, 3, 0, 0, ("stride",)),
        ((9, 3, 2), 9, 3, -2, 1, ("stride",)),
        ((9, 3, 1, 0), 9, 3, 1, -1, ("pad",)),
        ((20, 2, 3, 1), 20, 2, 3, -2, ("pad",)),
        # One place, or a kernel of 1: the other arguments are looked at all the same.
        ((6, 6), 6, 6, 0, 0, ("stride",)),
        ((6, 6), 6, 6, -3, 0, ("stride",)),
        ((3, 7, 1, 2), 3, 7, 0, 2, ("stride",)),
        ((8, 6), 8, 6, 1, -1, ("pad",)),
        ((5, 1), 5, 1, 0, 0, ("stride",)),
        ((5, 1), 5, 1, 1, -2, ("pad",)),
        ((3, 3), 3, 4, 9, 0, ("n", "k", "pad")),
        ((7, 2), 7, 2**40, 1, 5, ("n", "k", "pad")),
        # Two at once: either will do.
        ((3, 3), 3, 4, 0, 0, ("n", "k", "pad", "stride")),
        ((9, 3), 9, 3, -1, -1, ("stride", "pad")),
        ((4, 4), 4, 4, 1, -1, ("n", "k", "pad")),
    ]:
        # Loose: a float from the legal call costs the category that is about it, not these.
        bad = Call("conv_output_size", n, k, stride, pad)
        yield case(Call("conv_output_size", *legal), bad, look=look, blame=blame, loose=True)


def size_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Sizes that cannot be raise ValueError."""
    yield from _size_bad("")


def size_messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names an argument."""
    yield from _size_bad("message")


# --- pad2d -------------------------------------------------------------------------------


def pad_values(rng: np.random.Generator) -> Iterator[Case]:
    """Rectangles, paddings of one to four."""
    for shape, pad in [((2, 3), 1), ((5, 2), 2), ((3, 4), 3), ((4, 7), 1), ((2, 5), 4), ((4, 4), 2)]:
        yield case(Call("pad2d", rng.normal(size=shape), pad))


def pad_formats(rng: np.random.Generator) -> Iterator[Case]:
    """No padding, one row, one column, one pixel, integers, memory layouts."""
    yield case(Call("pad2d", rng.normal(size=(3, 5)), 0))
    for shape in [(1, 4), (5, 1), (1, 1)]:
        yield case(Call("pad2d", rng.normal(size=shape), pad=2))
    for dtype, top in [(np.uint8, 256), (np.int16, 30_000), (np.int64, 10**9)]:
        whole = rng.integers(1, top, size=(2, 4)).astype(dtype)
        yield case(Call("pad2d", image=whole, pad=1))
        yield case(Call("pad2d", whole, 0))
    for dtype in (np.int8, np.uint16, np.int32, np.uint32, np.uint64):
        kind = np.iinfo(dtype)
        whole = rng.integers(kind.min, kind.max, size=(3, 2), dtype=dtype, endpoint=True)
        yield case(Call("pad2d", whole, 2), Call("pad2d", whole, 0))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("pad2d", Layout(rng.normal(size=(3, 4)), how), 2), Call("pad2d", Layout(rng.normal(size=(2, 4)), how), 0))
    # Many rows, many columns, many lines of zeros; very small and very large values; nothing but zeros.
    for shape, pad in [((1100, 2), 1), ((2, 1100), 3), ((3, 2), 40), ((2, 3), 300)]:
        yield case(Call("pad2d", rng.normal(size=shape), pad))
    for scale in (1e-7, 1e6, 0.0):
        yield case(Call("pad2d", scale * rng.normal(size=(3, 4)), 1), Call("pad2d", scale * rng.normal(size=(1, 1)), 0))


def pad_effects(rng: np.random.Generator) -> Iterator[Case]:
    """A new array, also without padding; the picture stays as it is."""
    image = Shared("image", rng.normal(size=(3, 5)))
    yield case(Call("pad2d", image, 2), Call("pad2d", image, 2), look=EFFECTS)
    yield case(Call("pad2d", image, 0), Call("pad2d", image, 0), look=EFFECTS)
    yield case(Call("pad2d", rng.normal(size=(4, 2)), 1), Call("pad2d", rng.normal(size=(4, 2)), 1), look=EFFECTS)
    for pad in (0, 2):
        yield again("pad2d", (rng.normal(size=(3, 4)), pad), (rng.normal(size=(3, 4)), pad))
        yield again("pad2d", (rng.integers(1, 99, size=(2, 5)), pad), (rng.integers(100, 200, size=(2, 5)), pad))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("pad2d", Layout(rng.normal(size=(3, 4)), how), 0), look=EFFECTS)
    # One size of the result, but another border.
    yield case(Call("pad2d", rng.normal(size=(5, 6)), 1), Call("pad2d", rng.normal(size=(3, 4)), 2), Call("pad2d", image, 0), look=EFFECTS)


def _pad_bad(rng: np.random.Generator, look: str) -> Iterator[Case]:
    for shape, pad in [((4, 6), -1), ((7, 5), -2), ((2, 3), -1), ((3, 2), -5), ((1, 1), -1)]:
        image = rng.normal(size=shape)
        yield case(Call("pad2d", image, 1), Call("pad2d", image, pad), look=look, blame=("pad",))
    for image, pad in [(np.zeros((4, 5)), -1), (np.arange(30).reshape(5, 6), -2), (np.full((40, 3), 7, dtype=np.uint8), -1), (np.ones((2, 2)), -300)]:
        yield case(Call("pad2d", image, 1), Call("pad2d", image, pad), look=look, blame=("pad",))


def pad_errors(rng: np.random.Generator) -> Iterator[Case]:
    """A negative padding raises ValueError; it does not cut."""
    yield from _pad_bad(rng, "")


def pad_messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names pad."""
    yield from _pad_bad(rng, "message")


# --- conv2d ------------------------------------------------------------------------------


def conv_values(rng: np.random.Generator) -> Iterator[Case]:
    """Stride 1; square and oblong kernels, none of them symmetric."""
    for shape, kernel in [((6, 8), (3, 3)), ((5, 4), (2, 3)), ((7, 5), (4, 2)), ((4, 9), (1, 3)), ((6, 5), (3, 1)), ((5, 5), (2, 2))]:
        yield case(Call("conv2d", rng.normal(size=shape), rng.normal(size=kernel)))


def conv_strides(rng: np.random.Generator) -> Iterator[Case]:
    """Strides that divide what is left and strides that do not, for either axis."""
    for shape, kernel, stride in [((7, 8), (3, 3), 2), ((8, 7), (3, 2), 2), ((9, 12), (2, 4), 3), ((11, 6), (4, 3), 3), ((10, 13), (1, 2), 4)]:
        yield case(Call("conv2d", rng.normal(size=shape), rng.normal(size=kernel), stride))
    yield case(Call("conv2d", input=rng.normal(size=(6, 9)), kernel=rng.normal(size=(3, 2)), stride=2))


def conv_sizes(rng: np.random.Generator) -> Iterator[Case]:
    """The smallest and the largest kernels, one row, one column, a stride beyond the picture."""
    for shape, kernel, stride in [
        ((3, 5), (1, 1), 1), ((4, 3), (1, 1), 2), ((3, 5), (3, 5), 1), ((4, 2), (4, 2), 3), ((1, 6), (1, 3), 2),
        ((6, 1), (2, 1), 1), ((1, 1), (1, 1), 1), ((4, 6), (4, 2), 1), ((5, 3), (2, 3), 2), ((5, 6), (2, 3), 10),
        ((70, 45), (3, 3), 1), ((45, 70), (11, 13), 7), ((2, 1300), (2, 3), 1), ((1300, 2), (3, 1), 2), ((42, 36), (40, 35), 1),
        ((40, 90), (5, 4), 17),
    ]:  # fmt: skip
        yield case(Call("conv2d", rng.normal(size=shape), rng.normal(size=kernel), stride))
    # Results that are very small, very large, or 0 because the kernel or the picture is.
    for scale in (1e-4, 1e4, 0.0):
        yield case(Call("conv2d", scale * rng.normal(size=(4, 5)), scale * rng.normal(size=(2, 3))))
    yield case(Call("conv2d", rng.normal(size=(3, 4)), np.zeros((2, 2))), Call("conv2d", rng.normal(size=(3, 4)), np.zeros((1, 1)), 2))
    yield case(Call("conv2d", 1e-8 * rng.normal(size=(5, 4)), rng.normal(size=(2, 2)), 2))


def conv_formats(rng: np.random.Generator) -> Iterator[Case]:
    """Integers of every width are computed as float64; memory layouts do not matter."""
    bright = rng.integers(150, 256, size=(5, 6)).astype(np.uint8)
    yield case(Call("conv2d", bright, rng.integers(2, 9, size=(3, 2)).astype(np.uint8)))
    yield case(Call("conv2d", bright, np.array([[0, 1, 0], [1, -4, 1], [0, 2, 0]], dtype=np.int8)))
    yield case(Call("conv2d", bright, rng.normal(size=(2, 3))))
    yield case(Call("conv2d", rng.normal(size=(4, 5)), rng.integers(-3, 4, size=(2, 3))))
    yield case(Call("conv2d", bright.astype(np.int16), np.full((2, 2), 200, dtype=np.int16), 2))
    yield case(Call("conv2d", rng.integers(10**9, 2 * 10**9, size=(3, 4), dtype=np.int32), np.full((2, 1), 7, dtype=np.int32)))
    yield case(Call("conv2d", rng.integers(4 * 10**9, 5 * 10**9, size=(3, 4)), np.full((1, 2), 3 * 10**9)))
    yield case(Call("conv2d", rng.integers(0, 255, size=(4, 3)).astype(np.uint64), np.array([[1, 5]], dtype=np.uint8)))
    for dtype in (np.int8, np.uint16, np.uint32, np.uint64):
        kind = np.iinfo(dtype)
        low = kind.min if kind.min else kind.max // 2
        picture, weights = (rng.integers(low, kind.max, size=shape, dtype=dtype) for shape in [(4, 5), (3, 2)])
        yield case(Call("conv2d", picture, weights), Call("conv2d", picture, weights[:1, :1]))
    # Products that fit into 32 bits, and a sum that does not.
    yield case(Call("conv2d", np.full((5, 5), 30_000, dtype=np.int32), np.full((2, 2), 60_000, dtype=np.int32)))
    for how in ("F", "strided", "negative", "readonly"):
        yield case(Call("conv2d", Layout(rng.normal(size=(5, 7)), how), Layout(rng.normal(size=(2, 3)), how), 2))


# A message from conv_output_size or pad2d, called from here, may use the name that the size or the picture has there.
SIZE = ("input", "kernel", "n", "k", "pad")
INPUT = ("input", "image")


def _conv_bad(rng: np.random.Generator, look: str) -> Iterator[Case]:
    legal = Call("conv2d", rng.normal(size=(4, 5)), rng.normal(size=(2, 3)))
    for shape, kernel, stride, blame in [
        ((12,), (2, 2), 1, INPUT), ((4, 5, 3), (2, 2), 1, INPUT), ((), (1, 1), 1, INPUT),
        ((4, 5, 1), (2, 2), 1, INPUT), ((1, 4, 5), (2, 2), 1, INPUT), ((2, 3, 4, 5), (2, 2), 1, INPUT),
        ((4, 5), (1, 2, 2), 1, ("kernel",)), ((4, 5), (3, 1, 2, 2), 1, ("kernel",)),
        ((4, 5), (2,), 1, ("kernel",)), ((4, 5), (2, 2, 1), 1, ("kernel",)), ((4, 5), (), 1, ("kernel",)),
        ((9,), (3,), 1, (*INPUT, "kernel")), ((3, 4, 5), (2, 2, 2), 1, (*INPUT, "kernel")),
        ((1, 1, 4, 5), (1, 1, 2, 2), 1, (*INPUT, "kernel")),
        ((3, 5), (4, 5), 1, SIZE), ((5, 3), (5, 4), 1, SIZE), ((2, 8), (4, 2), 1, SIZE), ((8, 2), (2, 4), 3, SIZE),
        ((3, 3), (5, 5), 1, SIZE), ((2, 6), (3, 1), 2, SIZE),
        ((4, 5), (2, 3), 0, ("stride",)), ((4, 5), (2, 3), -1, ("stride",)), ((6, 7), (3, 3), -2, ("stride",)),
        # One place, or a kernel of 1: the stride is looked at all the same.
        ((3, 4), (3, 4), 0, ("stride",)), ((3, 4), (3, 4), -1, ("stride",)), ((3, 4), (1, 1), 0, ("stride",)),
        ((1, 1), (1, 1), 0, ("stride",)),
        # A kernel that is too large for one place of a large stride, and two at once.
        ((3, 5), (4, 2), 9, SIZE), ((5, 3), (2, 4), 9, SIZE), ((40, 30), (2, 31), 1, SIZE), ((1, 1), (1, 2), 1, SIZE),
        ((3, 5), (4, 5), 0, (*SIZE, "stride")), ((4, 5, 3), (2, 2), 0, (*INPUT, "stride")), ((6,), (2,), -1, (*INPUT, "kernel", "stride")),
    ]:  # fmt: skip
        arrays = np.array(rng.normal(size=shape)), np.array(rng.normal(size=kernel))  # size () gives a plain float
        bad = Call("conv2d", *arrays, stride)
        yield case(legal, bad, look=look, blame=blame)
    zeros, whole = np.zeros((3, 4)), np.arange(12, dtype=np.uint8).reshape(3, 4)
    for picture, weights, stride, blame in [
        (zeros, np.zeros((4, 2)), 1, SIZE), (zeros, np.zeros((2, 2)), 0, ("stride",)), (whole, np.ones((2, 5), dtype=np.int8), 2, SIZE),
        (whole, whole[:2, :2], -1, ("stride",)), (whole[None], whole[:2, :2], 1, INPUT),
    ]:  # fmt: skip
        yield case(legal, Call("conv2d", picture, weights, stride), look=look, blame=blame)


def conv_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Arrays of other dimensions, kernels that do not fit and strides below 1 raise ValueError."""
    yield from _conv_bad(rng, "")


def conv_messages(rng: np.random.Generator) -> Iterator[Case]:
    """The message names an argument (or the one of conv_output_size or pad2d)."""
    yield from _conv_bad(rng, "message")


def conv_effects(rng: np.random.Generator) -> Iterator[Case]:
    """Arguments stay as they are; results are new arrays."""
    image, kernel = Shared("input", rng.normal(size=(5, 6))), Shared("kernel", rng.normal(size=(2, 3)))
    yield case(Call("conv2d", image, kernel), Call("conv2d", image, kernel), look=EFFECTS)
    yield case(Call("conv2d", image, kernel, 3), Call("conv2d", image, kernel, 3), look=EFFECTS)
    yield case(Call("conv2d", rng.normal(size=(4, 3)), np.ones((1, 1))), look=EFFECTS)
    yield case(Call("conv2d", np.ones((1, 1)), rng.normal(size=(1, 1))), look=EFFECTS)
    for how in ("F", "strided", "negative", "readonly"):
        view = Layout(rng.normal(size=(4, 3)), how)
        yield case(Call("conv2d", view, np.ones((1, 1))), Call("conv2d", view, np.ones((1, 1)), 2), look=EFFECTS)
    # Arrays that are filled anew, both or one of them; then the same two with another stride.
    pictures, kernels = rng.normal(size=(2, 5, 6)), rng.normal(size=(2, 2, 3))
    whole = rng.integers(1, 99, size=(2, 5, 6))
    for stride in (1, 2):
        yield again("conv2d", (pictures[0], kernels[0], stride), (pictures[1], kernels[1], stride))
        yield again("conv2d", (pictures[0], kernels[0], stride), (pictures[0], kernels[1], stride))
        yield again("conv2d", (pictures[0], kernels[0], stride), (pictures[1], kernels[0], stride))
        yield again("conv2d", (whole[0], kernels[0], stride), (whole[1], kernels[0], stride))
    yield case(*[Call("conv2d", image, kernel, stride) for stride in (2, 1, 2)], look=EFFECTS)
    # The result of one layer is the input of the next.  (Not "pure": its last digit may be another.)
    weights = [np.array([[value]]) for value in (1.0, -2.0, 3.0)]
    layers = [Call("conv2d", Ref(at), kernel) for at, kernel in enumerate(weights[1:])]
    yield case(Call("conv2d", rng.normal(size=(4, 3)), weights[0]), *layers, look="fresh quiet")


EXERCISES = (
    Exercise(
        "conv_output_size",
        (
            Category("값", 9, size_values, core=True),
            Category("기본값과 정수 반환", 4, size_defaults),
            Category("오류 처리", 4, size_errors),
            Category("오류 메시지", 1, size_messages),
        ),
    ),
    Exercise(
        "pad2d",
        (
            Category("값", 9, pad_values, core=True),
            Category("pad = 0, 정수와 메모리 배치", 4, pad_formats),
            Category("부작용", 2, pad_effects),
            Category("오류 처리", 2, pad_errors),
            Category("오류 메시지", 1, pad_messages),
        ),
    ),
    Exercise(
        "conv2d",
        (
            Category("값", 18, conv_values, core=True),
            Category("스트라이드", 12, conv_strides),
            Category("경계 크기", 7, conv_sizes),
            Category("정수와 메모리 배치", 8, conv_formats),
            Category("오류 처리", 5, conv_errors),
            Category("오류 메시지", 2, conv_messages),
            Category("부작용", 2, conv_effects),
        ),
        builds_on=("conv_output_size",),
    ),
)
