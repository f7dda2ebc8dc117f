"""Hidden cases of unit 04: inputs and what is looked at; the reference gives the expected values.

Thresholds that equal a value stand in a category of their own, so that `<` for `<=` costs that one.
A split is judged by its gain and partition: any of several that tie is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from math import inf, log2
from typing import Any

import numpy as np
from npml.core.compare import compare_values
from autograder.authoring import Call, Case, Category, Exercise, Layout, Shared, again, case
from numpy.typing import NDArray

Array = NDArray[Any]
Verify = Callable[[list[Any], list[Any]], str | None]


def mixed(rng: np.random.Generator, *counts: int) -> Array:
    """Shuffled labels 0, 1, … of which each occurs as often as its count says."""
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def in_two(rng: np.random.Generator, m: int, ones: int, *parts: tuple[int, int]) -> tuple[Array, Array]:
    """Labels (m,) with so many ones, and a feature of two values for each part: (samples, ones) that are on its left."""
    y = np.repeat([1, 0], [ones, m - ones])
    X = np.ones((m, len(parts)))
    for feature, (size, inside) in enumerate(parts):
        X[:inside, feature] = X[m - size + inside :, feature] = 0.0
    order = rng.permutation(m)
    return X[order], y[order]


# --- entropy ------------------------------------------------------------------------------


def entropy_values(rng: np.random.Generator) -> Iterator[Case]:
    for counts in ((3, 5), (1, 6), (2, 3, 7), (5, 1, 1, 4), (1, 1, 1, 1, 1), (9, 2, 2), tuple(rng.integers(2, 9, 6))):
        yield case(Call("entropy", mixed(rng, *counts)))
    yield case(Call("entropy", y=3 * mixed(rng, 2, 6, 3) + 5))
    # Rare classes, many classes, many samples; so few of a class that its share is nearly 0.
    for counts in ((300, 1), (1500, 1, 2), (1500, 1500, 1), (4, *[1] * 12), tuple([2] + [1] * 299), (2999, 1)):
        yield case(Call("entropy", mixed(rng, *counts)))
    yield case(Call("entropy", mixed(rng, 100_000, 1).astype(np.uint8)))


def is_zero(got: list[Any], want: list[Any]) -> str | None:
    """Exactly 0.0; residues are told apart by their size."""
    value = got[0].value
    if compare_values(value, 0.0, 0.0, 1e-9):
        return ""
    if float(value) == 0.0:
        return None
    return "eps" if abs(float(value)) > 1e-12 else "inexact"


def entropy_pure(rng: np.random.Generator) -> Iterator[Case]:
    # 1/m summed or multiplied m times, and log2(m) - m*log2(m)/m, are not exact for all of these.
    for m in (1, 3, 6, 10, 11, 13, 29, 48, 49, 98, 103, 107, 116, 161, 197):
        yield case(Call("entropy", np.full(m, int(rng.integers(-3, 9)))), verify=is_zero)
    yield case(Call("entropy", ["배"] * 7), verify=is_zero)


def entropy_kinds(rng: np.random.Generator) -> Iterator[Case]:
    words = np.array(["귤", "사과", "배", "감"])
    yield case(Call("entropy", words[mixed(rng, 4, 1, 2, 6)]))
    yield case(Call("entropy", words[mixed(rng, 3, 5)].tolist()))
    yield case(Call("entropy", mixed(rng, 5, 2).astype(bool)))
    yield case(Call("entropy", mixed(rng, 2, 2, 5).tolist()))
    yield case(Call("entropy", [True, False, True, True, True]))
    yield case(Call("entropy", mixed(rng, 4, 3, 2) - 7))
    yield case(Call("entropy", 10**12 * mixed(rng, 4, 1, 2)))
    yield case(Call("entropy", mixed(rng, 4, 3, 3) - 0.5))
    yield case(Call("entropy", 100 * mixed(rng, 3, 6, 4).astype(np.uint8)))
    yield case(Call("entropy", np.array([1.0, 1.0 + 1e-9, 0.1 + 0.2, 0.3])[mixed(rng, 3, 2, 4, 1)]))  # nearly equal is not equal
    yield case(Call("entropy", 1000.5 * mixed(rng, 4, 3, 2)), Call("entropy", 2**53 + mixed(rng, 4, 3, 2)))
    yield case(Call("entropy", np.array([2**63, 2**63 + 1, 5], dtype=np.uint64)[mixed(rng, 2, 3, 4)]))
    yield case(Call("entropy", 128 * mixed(rng, 3, 2, 4)))  # two of three are equal in uint8
    yield case(Call("entropy", np.array(["", "사과", "사탕", "사과 ", "Fig", "fig"])[mixed(rng, 3, 2, 4, 1, 2, 3)]))
    yield case(Call("entropy", ["", "", "감", "배"]), Call("entropy", [0.5, 0.25, 0.5]))
    for how in ("strided", "negative", "readonly"):
        yield case(Call("entropy", Layout(mixed(rng, 4, 3, 1), how)))


def entropy_empty(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("entropy", []))
    yield case(Call("entropy", np.zeros(0, dtype=np.int64)), Call("entropy", mixed(rng, 2, 5)))
    yield case(Call("entropy", np.zeros(0, dtype="U4")), Call("entropy", np.zeros(0, dtype=bool)), Call("entropy", np.zeros(0)))


def entropy_effects(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("entropy", mixed(rng, 5, 4, 3)), Call("entropy", mixed(rng, 2, 9)), look="pure")
    yield case(Call("entropy", mixed(rng, 6, 4, 3).tolist()), look="pure")
    yield again("entropy", (mixed(rng, 6, 4, 3),), (np.arange(13) // 7,))
    yield again("entropy", (np.array(["귤", "배"])[mixed(rng, 6, 3)],), (np.array(["귤"] * 9),))


# --- information_gain ---------------------------------------------------------------------


def between(rng: np.random.Generator, column: Array) -> float:
    """A threshold between two values of a column, off every value and off the midpoint."""
    values = np.unique(column).astype(np.float64)
    at = int(rng.integers(len(values) - 1))
    return float(values[at] + 0.3 * (values[at + 1] - values[at]))


def gain_values(rng: np.random.Generator) -> Iterator[Case]:
    for counts in ((4, 5), (2, 9), (3, 4, 6), (1, 5, 2, 4), (7, 3, 1)):
        y = mixed(rng, *counts)
        X_col = rng.normal(size=len(y)) + 0.8 * y
        low, high = np.sort(X_col)[[1, -2]]
        yield case(Call("information_gain", X_col, y, between(rng, X_col)))
        yield case(Call("information_gain", X_col, y, float(low + high) / 2 + 1e-3))
    y = mixed(rng, 6, 3)  # one sample against all others
    yield case(Call("information_gain", X_col=np.arange(9.0) ** 2, y=y, threshold=0.5))
    for m, ones, part in ((2000, 1001, (1000, 500)), (100, 51, (50, 25))):  # hardly any gain is still one
        X, y = in_two(rng, m, ones, part)
        yield case(Call("information_gain", X[:, 0], y, 0.5))
    for counts in ((1500, 2), (700, 800, 1), (4, *[1] * 12), tuple([2] + [1] * 299)):  # rare, many, long
        y = mixed(rng, *counts)
        X_col = rng.normal(size=len(y)) + y / len(counts)
        yield case(Call("information_gain", X_col, y, between(rng, X_col)))
    y = mixed(rng, 6, 3)  # one sample against all others
    yield case(Call("information_gain", np.arange(9.0) ** 2, y, 50.0))


def gain_at_values(rng: np.random.Generator) -> Iterator[Case]:
    yield case(Call("information_gain", np.array([1, 2, 3, 3, 4]), np.array([0, 0, 0, 1, 1]), 3))
    for _ in range(3):
        order = rng.permutation(11)
        X_col = np.array([1.5, 2.0, 2.0, 3.0, 3.0, 3.0, 4.5, 4.5, 6.0, 7.0, 8.0])[order]
        yield case(Call("information_gain", X_col, np.array([0, 0, 0, 0, 1, 0, 1, 1, 2, 2, 2])[order], 3.0))
    yield case(Call("information_gain", np.array([2.0, 5.0, 5.0]), np.array([0, 1, 1]), 2.0))
    yield case(Call("information_gain", np.array([2.0, 7.0, 5.0]), np.array([0, 1, 1]), 7.0))
    # A threshold of 0 is one; what lies a little above the threshold lies above it.
    for threshold in (0.0, 0, -0.0):
        yield case(Call("information_gain", np.array([-2.0, 0.0, 0.0, 1e-12, 3.0, 4.0]), np.array([0, 0, 0, 1, 1, 0]), threshold))
    for scale in (1e-3, 1.0, 1e5):
        near = scale * np.array([1.0, 1.0, 1.0 + 1e-7, 1.0 + 1e-9, 1.0 - 1e-7, 2.0])
        yield case(Call("information_gain", near, np.array([0, 0, 1, 1, 0, 1]), scale))


def gain_edges(rng: np.random.Generator) -> Iterator[Case]:
    X_col, y = rng.normal(size=8), mixed(rng, 3, 5)
    for threshold in (-9.0, 9):
        yield case(Call("information_gain", X_col, y, threshold))
    yield case(Call("information_gain", np.full(6, 2.0), mixed(rng, 2, 4), 2.1))
    yield case(Call("information_gain", np.full(6, 2.0), mixed(rng, 2, 4), 1.9))
    yield case(Call("information_gain", np.array([4.0]), np.array([1]), 4.5))
    yield case(Call("information_gain", X_col, np.full(8, 3), 0.0))
    yield case(Call("information_gain", np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 0, 0, 1]), 0.5))
    yield case(Call("information_gain", np.arange(8) - 4, y, -1.5))
    yield case(Call("information_gain", rng.integers(0, 255, 9).astype(np.uint8), mixed(rng, 4, 5), 120.5))
    column = np.array([3, 120, 121, 250, 90, 200, 10, 130, 119], dtype=np.uint8)
    for threshold in (120, 120.0, 0, -1, 300):  # column - threshold wraps
        yield case(Call("information_gain", column, np.array([0, 0, 1, 1, 0, 1, 1, 0, 0]), threshold))
    for threshold in (100, -100, -100.5):
        yield case(Call("information_gain", np.array([-128, -101, -100, 99, 100, 101, 127], dtype=np.int8), np.array([0, 0, 1, 1, 0, 1, 1]), threshold))
    yield case(Call("information_gain", 10**12 * np.array([1, 2, 3, 4]), np.array([0, 1, 1, 1]), 10**12))
    yield case(Call("information_gain", X_col, np.array(["귤", "배"])[y], 0.1))
    yield case(Call("information_gain", X_col, y.astype(bool), 0.1))
    for how in ("strided", "negative", "readonly"):
        yield case(Call("information_gain", Layout(X_col, how), Layout(y, how), 0.1))


def bad_inputs(rng: np.random.Generator) -> Iterator[tuple[Call, tuple[str, ...]]]:
    """Calls that must raise, and the names of which a message must hold one."""
    X_col, y = rng.normal(size=7), mixed(rng, 3, 4)
    both = ("X_col", "y")
    for threshold in (0.0, -9.0, 9.0):  # also where one side is empty
        yield Call("information_gain", X_col[:-1], y, threshold), both
        yield Call("information_gain", X_col, y[:-2], threshold), both
        for place in (0, 6):
            broken = X_col.copy()
            broken[place] = np.nan
            yield Call("information_gain", broken, y, threshold), ("X_col",)
    yield Call("information_gain", X_col[:1], y, 9.0), both
    yield Call("information_gain", X_col, y[:1], 9.0), both
    yield Call("information_gain", np.full(7, np.nan), y, 0.0), ("X_col",)
    yield Call("information_gain", np.array([np.nan, 1.0]), np.array([1, 1]), 0.0), ("X_col",)


def gain_errors(rng: np.random.Generator) -> Iterator[Case]:
    """Bad input raises, and good input beside it does not."""
    for call, _ in bad_inputs(rng):
        yield case(call, Call("information_gain", rng.normal(size=5), mixed(rng, 2, 3), 0.0))
    X_col, y = rng.normal(size=1200), mixed(rng, 500, 700)
    broken = np.append(X_col[:-1], np.nan)
    yield case(Call("information_gain", broken, y, 0.0), Call("information_gain", X_col, y[:-1], 0.0), Call("information_gain", X_col, y, 0.0))
    tables = (X_col, broken, X_col)  # one array, which was right when it came before
    yield case(*[Call("information_gain", Shared("X_col", table), Shared("y", y), 0.0) for table in tables])


def gain_messages(rng: np.random.Generator) -> Iterator[Case]:
    for call, names in bad_inputs(rng):
        yield case(call, look="message", blame=names)


def gain_effects(rng: np.random.Generator) -> Iterator[Case]:
    calls = [Call("information_gain", rng.normal(size=9), mixed(rng, 5, 4), 0.1) for _ in range(2)]
    yield case(*calls, look="pure")
    yield case(Call("information_gain", rng.integers(-9, 9, 9), mixed(rng, 3, 6), 0), look="pure")
    # Three samples on the left, then seven; five ones, then seven; each with another gain.
    order = rng.permutation(10)
    X_col, y = (np.arange(10) - 2.5)[order], np.array([0, 0, 0, 1, 0, 1, 1, 1, 0, 1])[order]
    more = np.array([0, 0, 1, 1, 1, 0, 1, 1, 1, 1])[order]
    yield again("information_gain", (X_col, y, 0.1), (X_col - 4.0, more, 0.1))
    yield again("information_gain", (X_col, y, 0.1), (X_col, more, 0.1))
    yield again("information_gain", (X_col, y, 0.1), (X_col - 4.0, y, 0.1))
    calls = [Call("information_gain", Shared("X_col", X_col), Shared("y", y), threshold) for threshold in (0.1, 4.1, 0.1)]
    yield case(*calls, look="pure")


# --- best_split ---------------------------------------------------------------------------


def bits(labels: list[Any]) -> float:
    """Entropy by counting, without NumPy."""
    return sum(count / len(labels) * log2(len(labels) / count) for count in Counter(labels).values())


def splits(X: Array, y: Array) -> list[tuple[int, float, float, float]]:
    """(feature, value left of the cut, value right of it, gain) of every way to split."""
    found, labels, m = [], y.tolist(), len(y)
    for feature, column in enumerate(np.asarray(X, dtype=np.float64).T.tolist()):
        values = sorted(set(column))
        for low, high in pairwise(values):
            left = [label for value, label in zip(column, labels, strict=True) if value <= low]
            right = [label for value, label in zip(column, labels, strict=True) if value > low]
            gain = bits(labels) - (len(left) * bits(left) + len(right) * bits(right)) / m
            found.append((feature, low, high, gain))
    return found


def one_of_the_best(X: Array, y: Array, *, middle: bool, step: int = 0) -> Verify:
    """Is a step's answer one of the splits whose gain is the greatest?  Its threshold the midpoint, if asked for."""
    every = splits(X, y)
    top = max((gain for *_, gain in every), default=0.0)

    def verify(got: list[Any], want: list[Any]) -> str | None:
        value = got[step].value
        if top <= 1e-12:
            return "" if compare_values(value, (None, None, 0.0), 1e-6, 1e-9) else None
        for feature, low, high, gain in every:
            wanted = (feature, (low + high) / 2, gain)
            if gain < top - 1e-9 or compare_values(value, wanted, 1e-6, 1e-9 if middle else inf):
                continue  # the index, an int, is compared exactly whatever the tolerance
            if low <= float(value[1]) < high and compare_values(value[2], gain, 1e-6, 1e-9) is None:
                return None
        return ""

    return verify


def split(X: Any, y: Array, *, middle: bool = False, **options: Any) -> Case:
    plain = X.array if isinstance(X, Layout) else X
    return case(Call("best_split", X, y), verify=one_of_the_best(plain, y, middle=middle), alone="look" not in options, **options)


def split_again(first: tuple[Array, Array], second: tuple[Array, Array]) -> Case:
    """The same arrays with other numbers in between."""
    each = [one_of_the_best(*pair, middle=False, step=step) for step, pair in enumerate((first, second, first))]

    def verify(got: list[Any], want: list[Any]) -> str | None:
        return next((fault for fault in (check(got, want) for check in each) if fault is not None), None)

    return again("best_split", first, second, verify=verify)


def planted(rng: np.random.Generator, m: int, n: int, feature: int, cut: int) -> tuple[Array, Array]:
    """Random features, one of which separates the labels after its ``cut``-th value, one label flipped."""
    X, y = rng.normal(size=(m, n)), np.zeros(m, dtype=np.int64)
    y[np.argsort(X[:, feature])[cut:]] = 1
    if 3 < cut < m - 3:
        y[int(rng.integers(m))] += 1
    return X, y


def split_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, feature, cut in ((9, 3, 2, 4), (11, 2, 0, 5), (8, 4, 1, 1), (7, 3, 1, 6), (10, 3, 0, 9), (12, 1, 0, 6)):
        yield split(*planted(rng, m, n, feature, cut))
    for m, n, k in ((12, 3, 3), (10, 4, 2)):
        yield split(np.round(rng.normal(size=(m, n)), 1), rng.permutation(np.arange(m) % k))
    yield split(np.array([[1.0, 3.0], [2.0, 4.0]]), np.array([1, 0]))
    X, y = planted(rng, 9, 2, 1, 3)
    yield case(Call("best_split", X=X, y=y), verify=one_of_the_best(X, y, middle=False), alone=True)
    # Ties: a column twice, a column upside down, and two cuts of one column.
    X, y = planted(rng, 8, 2, 1, 4)
    yield split(X[:, [0, 1, 1]], y)
    yield split(np.column_stack([X, -X]), y)
    yield split(np.arange(6.0)[:, None], np.array([0, 0, 1, 1, 0, 0]))
    # Threshold 0 and feature 0 are answers like others; hardly any gain is one; nearly the best is not the best.
    yield split(np.array([[-2.0, 5.0], [-1.0, 3.0], [1.0, 4.0], [2.0, 3.0]]), np.array([0, 0, 1, 1]))
    yield split(np.array([[7.0, -3.0], [7.0, 3.0], [2.0, 3.0]]), np.array([0, 1, 1]))
    for m, ones, parts in (
        (2000, 1001, [(1000, 500)]), (100, 51, [(50, 25)]), (100, 40, [(52, 3), (49, 2)]), (50, 20, [(35, 16), (23, 7)]),
    ):  # fmt: skip
        X, y = in_two(rng, m, ones, *parts)
        yield split(X, y)
        yield split(X[:, ::-1], y)
    # Many features, many different values, many samples, many classes.
    X, y = planted(rng, 12, 4, 3, 5)
    X = np.column_stack([X[:, :3], np.zeros((12, 296)), X[:, 3]])
    yield split(X, y)
    yield split(np.roll(X, -259, axis=1), y)
    cut = int(rng.integers(40, 110))
    for more in range(3):  # who leaves out candidates leaves out one of these
        yield split(*planted(rng, 150, 1, 0, cut + more))
    X, y = planted(rng, 1500, 1, 0, 1450)
    yield split(np.digitize(X, np.sort(X, axis=0)[[300, 900, 1449], 0]).astype(np.float64), y)
    y = mixed(rng, *[3] * 13)
    yield split(np.column_stack([rng.normal(size=39), np.where(y == 12, 5.0, 1.0)]), y)
    y = mixed(rng, *[1] * 150, 60)
    yield split(np.where(y == 150, 2.0, 1.0)[:, None], y)


def split_middles(rng: np.random.Generator) -> Iterator[Case]:
    for m, n, feature, cut in ((9, 3, 2, 4), (8, 2, 0, 1), (7, 2, 1, 6)):
        yield split(*planted(rng, m, n, feature, cut), middle=True)
    X = np.array([[2.0, 9.0], [2.0, 1.0], [5.0, 4.0], [5.0, 2.0], [5.0, 7.0], [12.0, 3.0]])
    yield split(X, np.array([0, 0, 1, 1, 1, 1]), middle=True)
    yield split(X[:, ::-1].astype(np.int64), np.array([0, 0, 0, 0, 0, 1]), middle=True)
    yield split(np.array([[1], [4], [4], [9]]), np.array([1, 1, 1, 0]), middle=True)
    yield split(np.array([[-3], [-3], [-8], [6]]), np.array([0, 0, 1, 0]), middle=True)
    yield split(np.array([[-5.0], [-1.0], [1.0], [9.0]]), np.array([0, 0, 1, 1]), middle=True)
    for scale, gap in ((1e-7, 1e-6), (1.0, 1e-6), (1.0, 1e-8), (1e6, 1e-6)):  # nearly equal values are different values
        yield split(scale * np.array([[1.0], [1.0 + gap], [1.0 + 3.0 * gap], [2.0]]), np.array([0, 0, 1, 1]))
    yield split(1e-8 * np.array([[1.0, 3.0], [2.0, 1.0], [4.0, 2.0], [7.0, 1.0]]), np.array([0, 0, 1, 1]))


def nothing_found(got: list[Any], want: list[Any]) -> str | None:
    """None when no step found a split; who did, is told by the gain that was good enough."""
    values = [outcome.value for outcome in got]
    if all(compare_values(value, (None, None, 0.0), 1e-6, 1e-9) is None for value in values):
        return None
    gains = [value[2] for value in values if isinstance(value, tuple) and len(value) == 3]
    if len(gains) < len(values) or any(compare_values(gain, 0.0, 0.0, 1.0) for gain in gains):
        return ""
    if any(value[0] is None and gain < -1e-9 for value, gain in zip(values, gains, strict=True)):
        return "below_zero"
    found = [gain for value, gain in zip(values, gains, strict=True) if value[0] is not None]
    if any(abs(gain) > 1e-12 for gain in found):
        return ""
    return "no_floor" if all(gain > 0.0 for gain in found) else "zero_counts"


def split_none(rng: np.random.Generator) -> Iterator[Case]:
    tables = [(np.full((6, 3), 2.5), mixed(rng, 2, 4)), (rng.normal(size=(7, 2)), np.full(7, 4)), (rng.normal(size=(1, 3)), np.array([1]))]
    tables.append((np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])))
    for left, right in (((2, 2, 6, 10), (1, 1, 3, 5)), ((3, 3, 6, 6), (1, 1, 2, 2)), ((2, 4, 4, 6), (1, 2, 2, 3)), ((2, 4), (3, 6))):
        y = np.concatenate([np.repeat(np.arange(len(side)), side) for side in (left, right)])
        X = np.repeat([[0.0, 3.0], [1.0, 2.0]], [sum(left), sum(right)], axis=0)
        tables.append((X, y))  # the same mix on both sides: a gain of 0 that rounding may make 1e-16
    yield case(*[Call("best_split", X, y) for X, y in tables], verify=nothing_found, alone=True)
    yield split(np.array([[1.0, 1.0], [1.0, 2.0]]), np.array([0, 1]))


def split_kinds(rng: np.random.Generator) -> Iterator[Case]:
    wide = np.array([[250, 3], [240, 9], [200, 5], [90, 4], [180, 7], [230, 6]])
    for dtype in (np.uint8, np.int64, np.uint16):
        yield split(wide.astype(dtype), np.array([1, 1, 0, 0, 0, 1]), middle=True)
    for dtype, scale in (("int16", 130), ("uint16", 260), ("int32", 8 * 10**6), ("uint32", 16 * 10**6)):
        yield split((scale * wide).astype(dtype), np.array([1, 1, 0, 0, 0, 1]), middle=True)
    yield split((wide - 140).astype(np.int8), np.array([1, 1, 0, 0, 0, 1]), middle=True)
    for y in (np.array([1, 1, 0]), np.array([1, 0, 0])):  # the sum of the two largest wraps
        yield split(np.array([[2**62 + 2**60], [2**62], [2**61]]), y, middle=True)
        yield split(np.array([[2**63 + 2**61], [2**63], [2**62]], dtype=np.uint64), y, middle=True)
    X, y = planted(rng, 8, 3, 1, 4)
    yield split(X, np.array(["귤", "배", "감"])[y])
    yield split(X, 256 * y)  # equal in eight bits
    yield split(X * 1e6, y > 0)
    for how in ("F", "strided", "negative", "readonly"):
        yield split(Layout(X, how), y)


def split_effects(rng: np.random.Generator) -> Iterator[Case]:
    for _ in range(2):
        X, y = planted(rng, 8, 3, 2, 4)
        yield split(X, y, look="pure")
    yield split(rng.permutation(12).reshape(6, 2), mixed(rng, 3, 3), look="pure")
    (X, y), (other, labels) = planted(rng, 8, 3, 2, 4), planted(rng, 8, 3, 0, 3)
    yield split_again((X, y), (other, labels))
    yield split_again((X, y), (X[:, ::-1] + 10.0, y))
    yield split_again((X, y), (X, np.roll(y, 1) + y))


EXERCISES = (
    Exercise(
        "entropy",
        (
            Category("값", 12, entropy_values, core=True),
            Category("한 클래스", 5, entropy_pure),
            Category("레이블의 종류", 4, entropy_kinds),
            Category("빈 배열", 2, entropy_empty),
            Category("부작용", 2, entropy_effects),
        ),
    ),
    Exercise(
        "information_gain",
        (
            Category("값", 15, gain_values, core=True),
            Category("임계값과 같은 값", 4, gain_at_values),
            Category("경계 조건", 4, gain_edges),
            Category("입력 검사", 4, gain_errors),
            Category("오류 메시지", 2, gain_messages),
            Category("부작용", 1, gain_effects),
        ),
        builds_on=("entropy",),
    ),
    Exercise(
        "best_split",
        (
            Category("값", 18, split_values, core=True),
            Category("한가운데", 5, split_middles),
            Category("나눌 수 없을 때", 6, split_none),
            Category("정수와 배치", 4, split_kinds),
            Category("부작용", 2, split_effects),
        ),
        builds_on=("information_gain",),
    ),
)
