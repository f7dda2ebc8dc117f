"""Hidden cases of unit 17: inputs, and properties where samples are dealt out at random.

No draw is ever compared with the reference's.  A share is checked within six standard deviations, so that a right answer
fails less than once in ten million gradings.  What test_size makes of a class is never within rounding of a whole number,
unless both are exact (a half, a quarter), and constant columns hold whole numbers only: three times 0.1 has a spread.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from autograder.authoring import (
    Call,
    Case,
    Category,
    Exercise,
    Layout,
    New,
    Rng,
    Shared,
    again,
    case,
)
from numpy.typing import NDArray

Array = NDArray[Any]
Verify = Callable[[list[Any], list[Any]], str | None]
SPLIT, PREPARE, CONFUSION, CLASSES, REGRESSION, FOLDS = (
    "stratified_split", "Preprocessor", "confusion_matrix", "classification_report", "regression_report", "kfold",
)  # fmt: skip
SIGMAS = 6.0
EFFECTS = "pure fresh quiet"
LAYOUTS = ("F", "strided", "negative", "readonly")
INTEGERS = (np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64)


def seed_of(rng: np.random.Generator) -> int:
    """A seed for the student's generator."""
    return int(rng.integers(1, 2**31))


def off(count: float, expected: float, variance: float) -> bool:
    """Whether a count is farther from its mean than chance explains."""
    return abs(count - expected) > SIGMAS * np.sqrt(variance) + 0.5


def same(a: Any, b: Any) -> bool:
    """Whether two results hold the same arrays."""
    if isinstance(a, np.ndarray):
        return isinstance(b, np.ndarray) and np.array_equal(a, b)
    return type(a) is type(b) and len(a) == len(b) and all(map(same, a, b))


def same_seed(got: list[Any], want: list[Any]) -> str | None:
    """Steps 0 and 1 have one seed, step 2 another."""
    if not same(got[0].value, got[1].value):
        return "global_random" if any(outcome.rng_used for outcome in got) else "ignores_rng"
    return "fixed_seed" if same(got[0].value, got[2].value) else None


def same_state(got: list[Any], want: list[Any]) -> str | None:
    """Steps 0 and 1 use one generator, 2 and 3 another that started in the same state."""
    values = [outcome.value for outcome in got]
    if not (same(values[0], values[2]) and same(values[1], values[3])):
        return "global_random" if any(outcome.rng_used for outcome in got) else "ignores_rng"
    return "same_state" if same(values[0], values[1]) else None


def afresh(got: list[Any], want: list[Any]) -> str | None:
    """Without rng every call draws anew."""
    values = [outcome.value for outcome in got]
    return "fixed_seed" if any(same(a, b) for a, b in combinations(values, 2)) else None


def seeds_and_states(rng: np.random.Generator, call: Callable[[Any], Call]) -> Iterator[Case]:
    """The same int or state gives the same, another int another, none a new one each time."""
    for seed in (0, seed_of(rng), 2**40 + seed_of(rng), 2**130 + seed_of(rng)):
        yield case(*[call(value) for value in (seed, seed, seed + 1)], verify=same_seed, alone=True)
    seed = seed_of(rng)
    yield case(*[call(Rng(seed, name)) for name in ("a", "a", "b", "b")], verify=same_state, alone=True)
    yield case(*[call(None) for _ in range(3)], verify=afresh, alone=True)


# --- stratified_split: what one split must be -------------------------------------------------


def labels(rng: np.random.Generator, *counts: int) -> Array:
    """So many samples of classes 0, 1, …, in random order."""
    return rng.permutation(np.repeat(np.arange(len(counts)), counts))


def bounds(count: int, test_size: float) -> tuple[int, int]:
    """How many of a class's samples may be in the test set, at least and at most."""
    share = test_size * count
    return min(max(int(np.floor(share)), 1), count - 1), min(max(int(np.ceil(share)), 1), count - 1)


def split_fault(value: Any, y: Array, test_size: float) -> str | None:
    """None when the value may be a split of y; else the key of a mistake, or ""."""
    if not isinstance(value, tuple) or len(value) != 2 or not all(isinstance(item, np.ndarray) for item in value):
        return ""
    train, test = value
    if train.ndim != 1 or test.ndim != 1:
        return ""
    if train.dtype.kind == test.dtype.kind == "b":
        return "masks"
    both = np.concatenate([train, test])
    named = len(both) == len(y) and both.dtype.kind == y.dtype.kind and np.array_equal(np.sort(both), np.sort(y))
    if named and not np.array_equal(np.sort(both), np.arange(len(y))):
        return "returns_labels"
    if train.dtype.kind not in "iu" or test.dtype.kind not in "iu":
        return ""
    if not np.array_equal(np.sort(both), np.arange(len(y))):
        return overlap_fault(train, test, len(y))
    return shares_fault(train, test, y, test_size)


def overlap_fault(train: Array, test: Array, m: int) -> str:
    """Which mistake leaves samples out, or has them twice?"""
    if len(set(test.tolist())) < len(test):
        return "with_replacement"
    return "train_has_all" if np.array_equal(np.sort(train), np.arange(m)) else ""


def shares_fault(train: Array, test: Array, y: Array, test_size: float) -> str | None:
    """None when each class has its share in the test set."""
    names, counts = np.unique(y, return_counts=True)
    tested = np.array([np.sum(y[test] == name) for name in names])
    limits = np.array([bounds(int(count), test_size) for count in counts])
    if np.all((limits[:, 0] <= tested) & (tested <= limits[:, 1])):
        return None
    if np.all((limits[:, 0] <= counts - tested) & (counts - tested <= limits[:, 1])):
        return "swapped"
    if abs(len(test) - test_size * len(y)) <= 1:
        return "first_rows" if np.array_equal(test, np.arange(len(test))) else "plain" if np.max(np.abs(tested - test_size * counts)) > 1 else ""
    if np.all(tested == np.clip(tested[0], 1, counts - 1)):
        return "equal_counts"
    return ""


def splits(y: Array, test_size: float) -> Verify:
    """Every step's result is a split of y, and y is what it was."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome in got:
            if outcome.args and outcome.args[0] is not None and not np.array_equal(outcome.args[0], y):
                return "writes_y"
        faults = [split_fault(outcome.value, y, test_size) for outcome in got]
        return next((fault for fault in faults if fault), next((fault for fault in faults if fault is not None), None))

    return verify


def split_shares(rng: np.random.Generator) -> Iterator[Case]:
    for counts, test_size in (((23, 9, 14), 0.3), ((47, 21), 0.17), ((11, 6, 31, 13), 0.45), ((34, 19, 27), 0.72)):
        y = labels(rng, *counts)
        calls = [Call(SPLIT, y, test_size, seed_of(rng)) for _ in range(3)]
        yield case(*calls, verify=splits(y, test_size), alone=True)
    y = labels(rng, 152, 68, 124)
    calls = [Call(SPLIT, y, rng=seed_of(rng)), Call(SPLIT, y), Call(SPLIT, y=y, test_size=0.2, rng=Rng(seed_of(rng)))]
    yield case(*calls, verify=splits(y, 0.2), alone=True)
    ordered = np.sort(labels(rng, 23, 41, 17))  # the first rows are of one class
    yield case(*[Call(SPLIT, ordered, 0.3, seed_of(rng)) for _ in range(2)], verify=splits(ordered, 0.3), alone=True)
    for counts, test_size in (((40, 20), 0.25), ((12, 8, 20), 0.5)):  # exact: one number is right
        y = labels(rng, *counts)
        yield case(*[Call(SPLIT, y, test_size, seed_of(rng)) for _ in range(2)], verify=splits(y, test_size), alone=True)
    y = labels(rng, 1203, 38, 777)
    yield case(Call(SPLIT, y, 0.22, seed_of(rng)), verify=splits(y, 0.22), alone=True)


def few(y: Array, test_size: float) -> Verify:
    """Like `splits`; a class of which none or all is in the test set is named."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        fault = splits(y, test_size)(got, want)
        if fault != "" or not all(isinstance(outcome.value, tuple) for outcome in got):
            return fault
        for outcome in got:
            train, test = outcome.value
            if len(train) + len(test) == len(y):
                missing = [set(np.unique(y).tolist()) - set(y[part].tolist()) for part in (train, test)]
                if missing[1]:
                    return "none_of_small"
                if missing[0]:
                    return "all_of_small"
        return fault

    return verify


def split_small(rng: np.random.Generator) -> Iterator[Case]:
    """Classes so small that rounding would leave none, or take all."""
    for counts, test_size in (((2, 30, 3), 0.1), ((2, 2), 0.2), ((3, 41), 0.07), ((4, 25, 2), 0.01), ((2, 19), 0.13)):
        y = labels(rng, *counts)
        yield case(*[Call(SPLIT, y, test_size, seed_of(rng)) for _ in range(3)], verify=few(y, test_size), alone=True)
    for counts, test_size in (((2, 30, 3), 0.9), ((3, 2), 0.87), ((4, 41), 0.96), ((2, 2, 2), 0.99)):
        y = labels(rng, *counts)
        yield case(*[Call(SPLIT, y, test_size, seed_of(rng)) for _ in range(3)], verify=few(y, test_size), alone=True)
    for test_size in (1e-7, 1.0 - 1e-7):
        y = labels(rng, 5, 30)
        yield case(Call(SPLIT, y, test_size, seed_of(rng)), verify=few(y, test_size), alone=True)
    y = labels(rng, 37)  # one class only
    yield case(*[Call(SPLIT, y, 0.3, seed_of(rng)) for _ in range(2)], verify=few(y, 0.3), alone=True)


# --- stratified_split: chance ------------------------------------------------------------------


def in_no_order(y: Array, test_size: float) -> Verify:
    """Many samples in few classes: neither part is sorted, or sorted by class."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := splits(y, test_size)(got, want)) is not None:
            return fault
        for outcome in got:
            train, test = outcome.value
            if any(np.all(part[1:] > part[:-1]) for part in (train, test)):  # no difference: unsigned integers would wrap
                return "sorted_result"
            grouped = [np.count_nonzero(np.diff(y[part])) < len(np.unique(y)) for part in (train, test)]
            if any(grouped):
                return "unshuffled" if all(grouped) else "test_unshuffled" if grouped[1] else ""
        return None

    return verify


def chances(y: Array, test_size: float) -> Verify:
    """Over many calls: each sample of a class is in the test set equally often, each pair of a class and of two classes, too;
    and each class stands equally often at each place of both parts."""
    names = np.unique(y)

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := splits(y, test_size)(got, want)) is not None:
            return fault
        calls = len(got)
        tested = np.zeros((calls, len(y)))
        for row, outcome in zip(tested, got, strict=True):
            row[outcome.value[1]] = 1.0
        if np.all(tested == tested[0]):
            firsts = [tested[0, y == name] for name in names]
            return "first_of_class" if all(np.all(np.diff(first) <= 0) for first in firsts) else "fixed_seed"
        for name in names:
            mine = np.flatnonzero(y == name)
            share = tested[:, mine].mean()
            if any(off(count, calls * share, calls * share * (1 - share)) for count in tested[:, mine].sum(axis=0)):
                return ""
        return pairs_fault(tested, y) or places_fault(got, y)

    return verify


def pairs_fault(tested: Array, y: Array) -> str | None:
    """Whether two samples are in the test set together more or less often than they should be."""
    calls, share = len(tested), tested.mean(axis=0)
    together = tested.T @ tested
    for a, b in combinations(range(len(y)), 2):
        if y[a] != y[b]:
            chance = share[a] * share[b]
        else:
            mine = tested[:, y == y[a]].sum(axis=1)
            size = int(np.sum(y == y[a]))
            chance = float(np.mean(mine * (mine - 1))) / (size * (size - 1))
        if off(together[a, b], calls * chance, calls * chance * (1 - chance)):
            return "same_places" if y[a] != y[b] else ""
    return None


def places_fault(got: list[Any], y: Array) -> str | None:
    """Whether a class stands at some place of a part more or less often than its share in that part."""
    calls = len(got)
    for at in (0, 1):
        parts = [outcome.value[at] for outcome in got]
        if len({len(part) for part in parts}) > 1:
            continue
        classes = np.array([y[part] for part in parts])
        for name in np.unique(y):
            mine = classes == name
            share = mine.mean()
            if any(off(count, calls * share, calls * share * (1 - share)) for count in mine.sum(axis=0)):
                return "test_unshuffled" if at == 1 else "unshuffled"
    return None


def split_chance(rng: np.random.Generator) -> Iterator[Case]:
    for y in (labels(rng, 33, 27, 40), np.sort(labels(rng, 33, 27, 40))):
        yield case(*[Call(SPLIT, y, 0.35, seed_of(rng)) for _ in range(4)], verify=in_no_order(y, 0.35), alone=True)
    # Two classes of one size, which who draws both with one seed takes from the same places.
    y = np.sort(labels(rng, 4, 4))
    yield case(*[Call(SPLIT, y, 0.5, seed_of(rng)) for _ in range(300)], verify=chances(y, 0.5), alone=True)
    y = labels(rng, 3, 6, 3)
    yield case(*[Call(SPLIT, y, 0.34, Rng(seed_of(rng))) for _ in range(300)], verify=chances(y, 0.34), alone=True)


def split_source(rng: np.random.Generator) -> Iterator[Case]:
    y = labels(rng, 40, 30, 50)
    yield from seeds_and_states(rng, lambda value: Call(SPLIT, y, 0.3, value))
    yield case(Call(SPLIT, y), Call(SPLIT, y, 0.2), Call(SPLIT, y, rng=None), verify=afresh, alone=True)


def split_formats(rng: np.random.Generator) -> Iterator[Case]:
    y = labels(rng, 11, 17, 23)
    words = np.array(["턱끈", "젠투", "아델리"])
    for kind in (words[y], np.array(["", "b", "bb"])[y], y > 0, y - 0.5, y - 7, 10**12 * y, *((50 * y).astype(dtype) for dtype in INTEGERS)):
        yield case(*[Call(SPLIT, kind, 0.3, seed_of(rng)) for _ in range(2)], verify=splits(kind, 0.3), alone=True)
    for how in LAYOUTS[1:]:
        yield case(Call(SPLIT, Layout(y, how), 0.3, seed_of(rng)), verify=splits(y, 0.3), alone=True)
    for many in (labels(rng, *[3] * 60), 1000 * labels(rng, *[3] * 60), 1000 * labels(rng, *[3] * 60) + 0.5):
        yield case(Call(SPLIT, many, 0.4, seed_of(rng)), verify=splits(many, 0.4), alone=True)
    yield case(Call(SPLIT, y, np.float64(0.3), np.int64(seed_of(rng))), verify=splits(y, 0.3), alone=True)
    near = np.array([1.0, 1.0 + 1e-9, 2.0])[y]  # nearly equal is not equal
    yield case(Call(SPLIT, near, 0.3, seed_of(rng)), verify=splits(near, 0.3), alone=True)


def anew(first: Array, second: Array) -> Verify:
    """Steps 0 and 2 are splits of the first labels with one seed, step 1 of the second, whatever was asked before."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        for outcome, y in zip(got, (first, second, first), strict=True):
            if (fault := splits(y, 0.3)([outcome], [])) is not None:
                return fault
        return None if same(got[0].value, got[2].value) else ""

    return verify


def split_effects(rng: np.random.Generator) -> Iterator[Case]:
    def untouched(got: list[Any], want: list[Any]) -> str | None:
        if any(outcome.rng_used for outcome in got):
            return "global_random"
        return splits(y, 0.3)(got, want)

    y = labels(rng, 12, 19)
    calls = [Call(SPLIT, Shared("y", y), 0.3, value) for value in (seed_of(rng), Rng(seed_of(rng)), None)]
    yield case(*calls, verify=untouched, look=EFFECTS)
    first, second, seed = labels(rng, 12, 19), labels(rng, 20, 11), seed_of(rng)
    yield case(*[Call(SPLIT, Shared("z", one), 0.3, seed) for one in (first, second, first)], verify=anew(first, second), alone=True, look="fresh quiet")


BAD_SIZES = (0, 1, 0.0, 1.0, -0.1, 1.2, -1, 2, 30)


def one_sample(rng: np.random.Generator) -> Iterator[Array]:
    """Labels of which one class has a single sample."""
    yield labels(rng, 9, 1, 6)
    yield labels(rng, 1, 12)
    yield np.array(["젠투"] * 7 + ["턱끈"] + ["아델리"] * 5)
    yield np.array([4])


def split_errors(rng: np.random.Generator) -> Iterator[Case]:
    y = labels(rng, 9, 12)
    for size in BAD_SIZES:
        yield case(Call(SPLIT, y, size, seed_of(rng)))
    for bad in one_sample(rng):
        yield case(Call(SPLIT, bad, 0.3, seed_of(rng)))
    yield case(Call(SPLIT, labels(rng, 2, 2), 0.03, seed_of(rng)), verify=splits_two, alone=True)


def splits_two(got: list[Any], want: list[Any]) -> str | None:
    """Two classes of two samples, of which one each is tested."""
    value = got[0].value
    return None if isinstance(value, tuple) and len(value) == 2 and [len(part) for part in value] == [2, 2] else ""


def split_messages(rng: np.random.Generator) -> Iterator[Case]:
    y = labels(rng, 9, 12)
    for size in BAD_SIZES:
        yield case(Call(SPLIT, y, size, seed_of(rng)), look="message", blame=("test_size",))
    for bad in one_sample(rng):
        yield case(Call(SPLIT, bad, 0.3, seed_of(rng)), look="message", blame=("y",))


# --- Preprocessor --------------------------------------------------------------------------------

WORDS = np.array(["", "Biscoe", "Dream", "Torgersen", "수컷", "암컷", "ä", "z"])


def numbers(rng: np.random.Generator, m: int, n: int, gaps: float = 0.0) -> Array:
    """(m, n); each column has its own centre and spread, and gaps, but none is all gaps."""
    table = 10.0 ** rng.uniform(-1, 3, size=n) * (rng.normal(size=(m, n)) + rng.uniform(-3, 3, size=n))
    hole = rng.random((m, n)) < gaps
    hole[rng.integers(m, size=n), np.arange(n)] = False
    table[hole] = np.nan
    return table


def words(rng: np.random.Generator, m: int, *kinds: int) -> Array:
    """(m, c): column j has so many different texts, if there are rows enough."""
    columns = []
    for kind in kinds:
        known = rng.permutation(WORDS)[:kind]
        columns.append(rng.permutation(np.concatenate([known, rng.choice(known, size=max(m - kind, 0))])[:m]))
    return np.column_stack(columns)


def fit(*tables: Any, **named: Any) -> Call:
    return Call("pre.fit", *tables, **named)


def transform(*tables: Any, **named: Any) -> Call:
    return Call("pre.transform", *tables, **named)


def prepared(*steps: Any, **options: Any) -> Case:
    """One object; what fit returns does not matter."""
    skip = [at + 1 for at, step in enumerate(steps) if isinstance(step, Call) and step.target.endswith(".fit")]
    return case(New("pre", PREPARE), *steps, skip=skip, **options)


def prepare_values(rng: np.random.Generator) -> Iterator[Case]:
    """No gaps, no unknown categories, no constant columns."""
    for m, n, kinds in ((9, 3, (3,)), (14, 2, (2, 4)), (30, 5, (6, 2, 3)), (7, 1, (1,))):
        first, text = numbers(rng, m, n), words(rng, m, *kinds)
        rows = rng.integers(m, size=5)
        yield prepared(fit(first, text), transform(first, text), transform(numbers(rng, 5, n), text[rows]))
    first, text = numbers(rng, 12, 3), words(rng, 12, 3, 2)
    yield prepared(fit(numbers=first, categories=text), transform(numbers=first[:4], categories=text[:4]))
    first, text = numbers(rng, 11, 4), words(rng, 11, 4)
    yield prepared(fit(first, text), transform(first[::-1], text[::-1]), transform(first, text))


def prepare_gaps(rng: np.random.Generator) -> Iterator[Case]:
    """Gaps in what is learned from and in what is changed; means and medians differ."""
    for m, n, kinds in ((12, 3, (3,)), (25, 4, (2, 3)), (8, 2, (2,)), (41, 2, (4,))):
        first, text = numbers(rng, m, n, 0.3) ** 2, words(rng, m, *kinds)  # squares: their mean is far from the median
        other = numbers(rng, 6, n, 0.5) ** 2
        yield prepared(fit(first, text), transform(first, text), transform(other, text[rng.integers(m, size=6)]))
    first, text = numbers(rng, 10, 3) ** 2, words(rng, 10, 2)
    yield prepared(fit(first, text), transform(np.full((2, 3), np.nan), text[:2]), transform(np.full((1, 3), np.nan), text[:1]))
    first = np.array([[1.0, np.nan], [np.nan, 2.0], [np.nan, 40.0], [9.0, np.nan], [2.0, 0.0]])
    yield prepared(fit(first, words(rng, 5, 2)), transform(first, words(rng, 5, 1)))
    first = np.full((6, 2), np.nan)  # one number in a column is its median
    first[2, 0], first[4, 1], first[5, 1] = 7.0, 3.0, 5.0
    yield prepared(fit(first, words(rng, 6, 2)), transform(first, words(rng, 6, 2)))


def prepare_unknown(rng: np.random.Generator) -> Iterator[Case]:
    """Categories that were not learned, the empty text, order, texts that another column knows."""
    first = numbers(rng, 8, 2)
    text = np.array([["b", ""], ["a", "x"], ["", "x"], ["b", "b"], ["a", ""], ["c", "x"], ["b", "b"], ["", "x"]])
    other = np.array([["x", "a"], ["", "c"], ["c", "x"], ["zzzzzzzz", ""], ["B", "b"], ["b ", "x "]])
    yield prepared(fit(first, text), transform(first, text), transform(numbers(rng, 6, 2), other))
    text = rng.permutation(np.repeat(WORDS, 3))[:, None]
    yield prepared(fit(numbers(rng, 24, 1), text), transform(numbers(rng, 24, 1), text[::-1]), transform(numbers(rng, 2, 1), np.array([["?"], [""]])))
    text = np.array([["10"], ["9"], ["2"], ["10"]])  # texts, not numbers: "10" comes first
    yield prepared(fit(numbers(rng, 4, 1), text), transform(numbers(rng, 3, 1), np.array([["9"], ["2"], ["10"]])))
    known, unknown = words(rng, 15, 5, 4), np.full((3, 2), "모름")
    yield prepared(fit(numbers(rng, 15, 2), known), transform(numbers(rng, 3, 2), unknown), transform(numbers(rng, 15, 2), known))
    yield prepared(fit(numbers(rng, 5, 2), np.full((5, 1), "")), transform(numbers(rng, 3, 2), np.array([[""], ["a"], [""]])))


def prepare_constant(rng: np.random.Generator) -> Iterator[Case]:
    """A column without spread, and a single row."""
    first = numbers(rng, 6, 3)
    first[:, 1] = int(rng.integers(-9, 10))
    yield prepared(fit(first, words(rng, 6, 2)), transform(first, words(rng, 6, 2)), transform(numbers(rng, 3, 3), words(rng, 3, 2)), look="no_warning")
    first[[0, 3], 1] = np.nan  # constant where there is something
    yield prepared(fit(first, words(rng, 6, 2)), transform(first, words(rng, 6, 2)), look="no_warning")
    one, text = np.round(10 * numbers(rng, 1, 3)), words(rng, 1, 1, 1)
    yield prepared(fit(one, text), transform(one, text), transform(numbers(rng, 4, 3), words(rng, 4, 3, 2)))
    table, text = numbers(rng, 9, 3, 0.2), words(rng, 9, 3)
    calls = [transform(table[at : at + 1], text[at : at + 1]) for at in range(9)]
    yield prepared(fit(table, text), *calls, transform(np.array([[np.nan, 1.0, np.nan]]), text[:1]))
    zeros = np.zeros((5, 2))
    yield prepared(fit(zeros, words(rng, 5, 2)), transform(zeros, words(rng, 5, 2)), transform(zeros + 3.0, words(rng, 5, 2)))
    level = np.array([[0.0], [10.0], [20.0], [10.0]])  # mean 10: what is next to it is not at it
    yield prepared(fit(level, words(rng, 4, 2)), transform(np.array([[10.0 + 4e-6], [10.0 - 3e-6]]), words(rng, 2, 2)))
    narrow = 1e-7 * numbers(rng, 7, 2)  # a small spread is a spread
    yield prepared(fit(narrow, words(rng, 7, 2)), transform(narrow, words(rng, 7, 2)))


def prepare_state(rng: np.random.Generator) -> Iterator[Case]:
    """transform learns nothing, a second fit forgets the first, two objects know nothing of one another."""
    first, text = numbers(rng, 10, 3, 0.2), words(rng, 10, 3, 2)
    other, more = 5.0 + 3.0 * numbers(rng, 7, 3, 0.2), words(rng, 7, 4, 3)
    yield prepared(fit(first, text), transform(other, more), transform(first, text), transform(other, more), transform(first[:1], text[:1]))
    yield prepared(fit(first, text), transform(first, text), fit(other, more), transform(first, text), transform(other, more))
    wide, wider = numbers(rng, 8, 5, 0.1), words(rng, 8, 2, 2, 3)
    yield prepared(fit(first, text), fit(wide, wider), transform(wide, wider), fit(first, text), transform(other, more))
    steps = [New("a", PREPARE), New("b", PREPARE), Call("a.fit", first, text), Call("b.fit", other, more)]
    calls = [Call(f"{name}.transform", first, text) for name in "abab"]
    yield case(*steps, *calls, skip=(2, 3), look="fresh")
    # The same arrays, refilled: nothing may be remembered by reference, identity or shape.
    two = [(numbers(rng, 6, 2, 0.2), words(rng, 6, kind, 2).astype("<U9")) for kind in (2, 3)]
    for order in ((0, 1, 0), (1, 0, 0, 1)):
        pairs = [(Shared("numbers", two[at][0]), Shared("categories", two[at][1])) for at in order]
        yield prepared(fit(*two[0]), *[transform(*pair) for pair in pairs], look="fresh")
        yield prepared(*[step(*pair) for pair in pairs for step in (fit, transform)], transform(other[:, :2], more[:, :2]), look="fresh")
        yield prepared(*[step(pair[0], two[0][1]) for pair in pairs for step in (fit, transform)], look="fresh")
        yield prepared(*[step(two[0][0], pair[1]) for pair in pairs for step in (fit, transform)], look="fresh")
    calls = [transform(other[at % 7 : at % 7 + 1], more[at % 7 : at % 7 + 1]) for at in range(110)]  # the last is one like the first
    yield prepared(fit(first, text), *calls)


def prepare_formats(rng: np.random.Generator) -> Iterator[Case]:
    first, text = numbers(rng, 8, 3, 0.2), words(rng, 8, 3, 2)
    other, more = numbers(rng, 5, 3, 0.2), words(rng, 5, 4, 3)
    yield prepared(fit(first, Layout(text, "object")), transform(first, Layout(text, "object")), transform(other, more))
    yield prepared(fit(first, text), transform(other, Layout(more, "object")))
    for how in LAYOUTS:
        yield prepared(fit(Layout(first, how), Layout(text, how)), transform(Layout(other, how), Layout(more, how)))
    for dtype in INTEGERS:
        whole = rng.integers(0, 120, size=(8, 3)).astype(dtype)
        yield prepared(fit(whole, text), transform(whole, text), transform(other, more))
        yield prepared(fit(first, text), transform(whole, text))
    for dtype, most in ((np.int32, 2 * 10**9), (np.uint64, 2**63), (np.int64, 9 * 10**17)):
        whole = rng.integers(0, most, size=(9, 2), dtype=dtype)
        yield prepared(fit(whole, words(rng, 9, 2)), transform(whole, words(rng, 9, 2)))
    for m, n, kinds in ((1200, 2, (3,)), (20, 60, (2,)), (40, 2, (2,) * 35)):
        table, texts = numbers(rng, m, n, 0.1), words(rng, m, *kinds)
        table[-1, -1] = 1e5  # far away, in the last row
        yield prepared(fit(table, texts), transform(table, texts))
    names = np.array([f"{at:03d}" for at in range(300)])[:, None]
    yield prepared(fit(numbers(rng, 300, 1), names), transform(numbers(rng, 40, 1), names[::-1][:40]))


def prepare_effects(rng: np.random.Generator) -> Iterator[Case]:
    first, text = numbers(rng, 9, 3, 0.3), words(rng, 9, 3, 2)
    tables = Shared("numbers", first), Shared("categories", text)
    yield prepared(fit(*tables), transform(*tables), transform(*tables), fit(*tables), transform(*tables), look=EFFECTS)
    plain = np.array([[1.0, -1.0], [-1.0, 1.0]])  # mean 0, spread 1: what comes out is what went in
    yield prepared(fit(plain, np.full((2, 1), "a")), transform(Shared("numbers", plain), np.full((2, 1), "b")), look=EFFECTS)


def bad_tables(rng: np.random.Generator) -> Iterator[tuple[tuple[Any, ...], tuple[str, ...]]]:
    """Steps of which the last must raise, and the names of which its message must hold one."""
    first, text = numbers(rng, 8, 3), words(rng, 8, 3, 2)
    good = fit(first, text)
    number, category, both = ("numbers",), ("categories",), ("numbers", "categories")
    for bad in (first[:, 0], np.array(3.0), np.stack([first] * 2, axis=-1), first[None], first[:, :1, None]):
        yield (fit(bad, text[: np.size(bad, 0)] if np.ndim(bad) else text[:1]),), number
        if np.ndim(bad):
            yield (good, transform(bad, text[: len(bad)])), number
    for column in (0, 2):
        empty = first.copy()
        empty[:, column] = np.nan
        yield (fit(empty, text),), number
    yield (fit(np.array([[np.nan, 1.0]]), text[:1]),), number
    for columns in (1, 2, 4, 6):
        yield (good, transform(numbers(rng, 5, columns), text[:5])), number
    for columns in (1, 3):
        yield (good, transform(first[:5], words(rng, 5, *[2] * columns))), category
    yield (fit(first, text[:, :1]), transform(first, text)), category
    for rows in (1, 7, 9):
        yield (fit(first, words(rng, rows, *[min(2, rows)] * 2)),), both
        yield (good, transform(first, words(rng, rows, *[min(2, rows)] * 2))), both
    yield (good, transform(first[:1], text)), both
    yield (fit(first[:1], text),), both


def prepare_errors(rng: np.random.Generator) -> Iterator[Case]:
    for steps, _ in bad_tables(rng):
        yield prepared(*steps)


def prepare_messages(rng: np.random.Generator) -> Iterator[Case]:
    for steps, names in bad_tables(rng):
        yield prepared(*steps, look="message", blame=names)


# --- labels: confusion_matrix and classification_report --------------------------------------------


def guesses(rng: np.random.Generator, m: int, n_classes: int, right: float = 0.6) -> tuple[Array, Array]:
    """True labels and predictions, more often right than wrong, and at least once for each class: nothing is 0/0."""
    truth = rng.permutation(np.concatenate([np.arange(n_classes), rng.integers(n_classes, size=m - n_classes)]))
    predicted = np.where(rng.random(m) < right, truth, (truth + rng.integers(1, n_classes, size=m)) % n_classes)
    predicted[np.unique(truth, return_index=True)[1]] = np.arange(n_classes)
    return truth, predicted


def label_values(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for m, n_classes in ((20, 3), (40, 5), (9, 2), (60, 4), (33, 7)):
            yield case(Call(name, *guesses(rng, m, n_classes), n_classes))
        # One kind of mistake much more often than its opposite.
        truth, predicted = np.array([0] * 9 + [1] * 6 + [2] * 8), np.array([0] * 5 + [1] * 4 + [1] * 5 + [2] + [2] * 6 + [1] * 2)
        yield case(Call(name, truth, predicted, 3), Call(name, predicted, truth, 3))
        truth, predicted = guesses(rng, 30, 3)
        yield case(Call(name, y_true=truth, y_pred=predicted, n_classes=3), Call(name, truth, truth, 3))

    return cases


def label_sizes(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    """Classes that never occur, or are never predicted; one class; one sample; many classes."""

    def counted(*calls: tuple[Array, Array, int]) -> Case:
        return case(*[Call(name, *call) for call in calls], look="no_warning" if name == CLASSES else "")

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        truth, predicted = guesses(rng, 18, 3)
        for n_classes in (4, 7, 300):
            yield counted((truth, predicted, n_classes))
        for gone in (0, 1, 2):
            yield counted((np.where(truth == gone, (gone + 1) % 3, truth), predicted, 3))
            yield counted((truth, np.where(predicted == gone, (gone + 1) % 3, predicted), 3))
        yield counted((np.array([2, 2, 2]), np.array([1, 1, 1]), 3), (np.array([1]), np.array([1]), 2))
        yield counted((np.array([0, 1, 2, 0]), np.array([1, 2, 0, 2]), 3))  # none is right
        yield counted((np.array([1]), np.array([0]), 3), (np.zeros(5, dtype=int), np.zeros(5, dtype=int), 1))

    return cases


def label_formats(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        truth, predicted = guesses(rng, 25, 4)
        for dtype in INTEGERS:
            yield case(Call(name, truth.astype(dtype), predicted, 4), Call(name, truth, predicted.astype(dtype), 4))
        for how in LAYOUTS[1:]:
            yield case(Call(name, Layout(truth, how), Layout(predicted, how), 4))
        # More of one kind than uint8, and than int16, can count.
        yield case(Call(name, np.repeat([0, 1], [700, 300]).astype(np.uint8), np.repeat([0, 1, 0], [400, 400, 200]).astype(np.uint8), 2))
        many = np.repeat([0, 1, 2], [40_000, 100, 3]).astype(np.int16)
        yield case(Call(name, many, np.roll(many, 1), 3), Call(name, many.astype(np.int8), many.astype(np.uint8), np.int64(3)))
        yield case(Call(name, *[part.astype(np.uint8) for part in guesses(rng, 1500, 200)], 200))
        rare = np.repeat([0, 1], 1500)  # one of each is right
        yield case(Call(name, rare, np.where(np.arange(3000) % 1500, 1 - rare, rare), 2))

    return cases


def bad_labels(rng: np.random.Generator) -> list[tuple[Array, Array, int, tuple[str, ...]]]:
    """Labels that must be refused, each with the names of which a message must hold one."""
    truth, predicted = guesses(rng, 12, 3)
    found: list[tuple[Array, Array, int, tuple[str, ...]]] = []
    for at, name in enumerate(("y_true", "y_pred")):
        pair = [truth, predicted]
        wrong = [
            (np.where(np.arange(12) == 5, -1, pair[at]), (name, "n_classes")), (np.where(np.arange(12) == 11, 3, pair[at]), (name, "n_classes")),
            (np.where(np.arange(12) == 0, 9, pair[at]), (name, "n_classes")), (pair[at] - 3, (name, "n_classes")),
            (pair[at].astype(np.float64), (name,)), (pair[at] + 0.5, (name,)), (pair[at] > 0, (name,)),
        ]  # fmt: skip
        for bad, names in wrong:
            pair[at] = bad
            found.append((pair[0], pair[1], 3, names))
    both = ("y_true", "y_pred")
    for a, b in ((12, 11), (12, 1), (1, 12), (5, 12)):
        found.append((truth[:a] % 3, predicted[:b] % 3, 3, both))
    found.append((truth, predicted, 2, (*both, "n_classes")))
    return found


def label_errors(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for truth, predicted, n_classes, _ in bad_labels(rng):
            yield case(Call(name, truth, predicted, n_classes))

    return cases


def label_messages(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for truth, predicted, n_classes, names in bad_labels(rng):
            yield case(Call(name, truth, predicted, n_classes), look="message", blame=names)

    return cases


def label_effects(name: str) -> Callable[[np.random.Generator], Iterator[Case]]:
    def cases(rng: np.random.Generator) -> Iterator[Case]:
        first, second = guesses(rng, 14, 3), guesses(rng, 14, 3)
        pair = Shared("y_true", first[0]), Shared("y_pred", first[1])
        yield case(Call(name, *pair, 3), Call(name, *pair, 3), look=EFFECTS)
        yield again(name, (*first, 3), (*second, 3))
        yield again(name, (*first, 3), (first[0], second[1], 3))
        yield case(Call(name, *first, 3), Call(name, *first, 5), Call(name, *first, 3), look=EFFECTS)

    return cases


# --- regression_report ----------------------------------------------------------------------------


def targets(rng: np.random.Generator, m: int, scale: float = 1.0) -> tuple[Array, Array]:
    """Targets and predictions that are not quite right, and too large on the whole."""
    y = scale * (5.0 + 3.0 * rng.normal(size=m))
    return y, y + scale * (0.7 + 2.0 * rng.normal(size=m))


def regression_values(rng: np.random.Generator) -> Iterator[Case]:
    for m, scale in ((8, 1.0), (15, 1.0), (40, 300.0), (2, 1.0), (3, 10.0)):
        yield case(Call(REGRESSION, *targets(rng, m, scale)))
    y, p = targets(rng, 12)
    yield case(Call(REGRESSION, y_true=y, y_pred=p), Call(REGRESSION, p, y), Call(REGRESSION, y, y))
    yield case(Call(REGRESSION, y, np.full(12, y.mean())), Call(REGRESSION, y, 20.0 - y))  # 0 and far below


def regression_formats(rng: np.random.Generator) -> Iterator[Case]:
    for dtype in INTEGERS:
        y, p = rng.integers(0, 120, size=9).astype(dtype), rng.integers(0, 120, size=9).astype(dtype)
        yield case(Call(REGRESSION, y, p), Call(REGRESSION, y, p + 0.5), Call(REGRESSION, y + 0.5, p))
    for dtype, most in ((np.int32, 2 * 10**9), (np.uint64, 2**63), (np.int64, 9 * 10**17)):
        y, p = rng.integers(0, most, size=(2, 7), dtype=dtype)
        yield case(Call(REGRESSION, y, p))
    for how in LAYOUTS[1:]:
        yield case(Call(REGRESSION, *[Layout(part, how) for part in targets(rng, 9)]))
    yield case(Call(REGRESSION, *targets(rng, 2500)), Call(REGRESSION, *targets(rng, 9, 1e-4)), Call(REGRESSION, *targets(rng, 9, 1e7)))
    y, p = targets(rng, 60)
    y[-1], p[-2] = 900.0, -700.0  # far away, at the end
    yield case(Call(REGRESSION, y, p))


def bad_shapes(rng: np.random.Generator) -> Iterator[tuple[Array, Array]]:
    y, p = targets(rng, 6)
    yield y, p[:, None]
    yield y[:, None], p
    yield y[:, None], p[:, None]
    yield y, p[:5]
    yield y, p[:1]
    yield y[:1] + np.zeros(2), p[:1]
    yield y.reshape(2, 3), p.reshape(2, 3)
    yield y, np.array(3.0)
    yield y.reshape(1, 6), p


def regression_errors(rng: np.random.Generator) -> Iterator[Case]:
    for pair in bad_shapes(rng):
        yield case(Call(REGRESSION, *pair))


def regression_messages(rng: np.random.Generator) -> Iterator[Case]:
    for pair in bad_shapes(rng):
        yield case(Call(REGRESSION, *pair), look="message", blame=("y_true", "y_pred"))


def regression_effects(rng: np.random.Generator) -> Iterator[Case]:
    first, second = targets(rng, 9), targets(rng, 9)
    pair = Shared("y_true", first[0]), Shared("y_pred", first[1])
    yield case(Call(REGRESSION, *pair), Call(REGRESSION, *pair), look=EFFECTS)
    yield again(REGRESSION, first, second)
    yield again(REGRESSION, first, (first[0], second[1]))


# --- kfold -----------------------------------------------------------------------------------------


def folds_fault(value: Any, m: int, k: int) -> str | None:
    """None when the value may be k folds of m samples; else the key of a mistake, or ""."""
    if not isinstance(value, list):
        return ""
    if value and all(isinstance(item, np.ndarray) for item in value):
        return "only_val"
    if not all(isinstance(item, tuple) and len(item) == 2 and all(isinstance(part, np.ndarray) for part in item) for item in value):
        return ""
    if any(part.ndim != 1 or part.dtype.kind not in "iu" for item in value for part in item):
        return "masks" if all(part.dtype.kind == "b" for item in value for part in item) else ""
    if len(value) != k:
        return "one_fold_short" if len(value) == k - 1 else ""
    trains, vals = zip(*[(set(a.tolist()), set(b.tolist())) for a, b in value], strict=True)
    if any(len(a) != len(mine) or len(b) != len(yours) for (a, b), mine, yours in zip(value, trains, vals, strict=True)):
        return ""  # a sample twice in one array
    everyone = set(range(m))
    if k > 2 and [len(part) for part in trains] != [m - len(part) for part in vals] and all(a | b == everyone for a, b in zip(trains, vals, strict=True)):
        return "train_has_val"
    return vals_fault(trains, vals, everyone, k)


def vals_fault(trains: Sequence[set[int]], vals: Sequence[set[int]], everyone: set[int], k: int) -> str | None:
    """The same for sets: which sample is validated where, and trained on where."""
    m = len(everyone)
    if set().union(*vals) == set(range(1, m + 1)):
        return "from_one"
    exact = all(train == everyone - val for train, val in zip(trains, vals, strict=True))
    covered, disjoint = set().union(*vals) == everyone, sum(map(len, vals)) == len(set().union(*vals))
    if exact and covered and disjoint:
        sizes = sorted(map(len, vals))
        if sizes[-1] - sizes[0] <= 1:
            return None
        return "rest_in_last" if len(vals[-1]) == m - (k - 1) * (m // k) else ""
    if all(not train & val for train, val in zip(trains, vals, strict=True)):
        if k > 2 and all(val == everyone - train for train, val in zip(trains, vals, strict=True)) and sum(map(len, trains)) == m:
            return "swapped"
        if exact and not disjoint:
            return "afresh_per_fold"
        if disjoint and not covered and {len(val) for val in vals} == {m // k}:
            return "rows_lost"
        if covered and disjoint and k > 2:
            return "train_is_one_fold" if all(train in vals for train in trains) else ""
    elif all(train == everyone for train in trains):
        return "train_has_val"
    return ""


def folded(m: int, k: int) -> Verify:
    """Every step's result is k folds of m."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        faults = [folds_fault(outcome.value, m, k) for outcome in got]
        return next((fault for fault in faults if fault), next((fault for fault in faults if fault is not None), None))

    return verify


def folds(rng: np.random.Generator, *pairs: tuple[int, int], calls: int = 2) -> Iterator[Case]:
    for m, k in pairs:
        yield case(*[Call(FOLDS, m, k, seed_of(rng)) for _ in range(calls)], verify=folded(m, k), alone=True)


def fold_values(rng: np.random.Generator) -> Iterator[Case]:
    """The number of samples is a multiple of that of the folds."""
    yield from folds(rng, (12, 4), (30, 5), (21, 3), (8, 2), (1000, 10))
    yield case(Call(FOLDS, m=15, k=3, rng=seed_of(rng)), Call(FOLDS, 15, 3), verify=folded(15, 3), alone=True)
    yield case(Call(FOLDS, np.int64(12), np.int64(3), np.int64(seed_of(rng))), verify=folded(12, 3), alone=True)


def fold_rest(rng: np.random.Generator) -> Iterator[Case]:
    """It is none; and the smallest and the largest number of folds."""
    yield from folds(rng, (11, 4), (23, 5), (29, 7), (9, 2), (70, 13), (1003, 10))
    yield from folds(rng, (2, 2), (3, 2), (5, 5), (6, 5), (40, 40), (41, 40))


def dealt(m: int, k: int) -> Verify:
    """Over many calls: each sample is in each fold, and each pair in one fold, as often as it should be."""

    def verify(got: list[Any], want: list[Any]) -> str | None:
        if (fault := folded(m, k)(got, want)) is not None:
            return fault
        calls = len(got)
        where = np.zeros((calls, m), dtype=np.int64)
        for row, outcome in zip(where, got, strict=True):
            for number, (_, val) in enumerate(outcome.value):
                row[val] = number
        if np.all(where == where[0]):
            return "every_kth" if np.array_equal(where[0], np.arange(m) % k) else "unshuffled" if np.all(np.diff(where[0]) >= 0) else "fixed_seed"
        share = 1.0 / k
        if any(off(np.sum(where[:, at] == number), calls * share, calls * share * (1 - share)) for at in range(m) for number in range(k)):
            return ""
        together = (m / k - 1) / (m - 1)
        for a, b in combinations(range(m), 2):
            if off(np.sum(where[:, a] == where[:, b]), calls * together, calls * together * (1 - together)):
                return ""
        return None

    return verify


def fold_chance(rng: np.random.Generator) -> Iterator[Case]:
    for m, k in ((6, 3), (9, 3)):
        yield case(*[Call(FOLDS, m, k, seed_of(rng)) for _ in range(120)], verify=dealt(m, k), alone=True)
    yield case(*[Call(FOLDS, 6, 2, Rng(seed_of(rng), str(call))) for call in range(120)], verify=dealt(6, 2), alone=True)


def fold_source(rng: np.random.Generator) -> Iterator[Case]:
    yield from seeds_and_states(rng, lambda value: Call(FOLDS, 60, 4, value))
    yield case(Call(FOLDS, 60, 4), Call(FOLDS, 60, 4, None), Call(FOLDS, 60, 4, rng=None), verify=afresh, alone=True)


def fold_effects(rng: np.random.Generator) -> Iterator[Case]:
    def untouched(got: list[Any], want: list[Any]) -> str | None:
        return "global_random" if any(outcome.rng_used for outcome in got) else None

    for value in (seed_of(rng), Rng(seed_of(rng)), None):
        yield case(Call(FOLDS, 13, 4, value), Call(FOLDS, 13, 4, value), verify=untouched, alone=True, look="fresh quiet")

    def once_more(got: list[Any], want: list[Any]) -> str | None:
        for outcome, (m, k) in zip(got, ((13, 4), (14, 4), (13, 3), (13, 4)), strict=True):
            if (fault := folds_fault(outcome.value, m, k)) is not None:
                return fault
        return None if same(got[0].value, got[3].value) else ""

    seed = seed_of(rng)
    calls = [Call(FOLDS, m, k, seed) for m, k in ((13, 4), (14, 4), (13, 3), (13, 4))]
    yield case(*calls, verify=once_more, alone=True, look="fresh quiet")


BAD_FOLDS = ((10, 1), (10, 0), (10, -1), (10, -3), (10, 11), (3, 9), (2, 3))


def fold_errors(rng: np.random.Generator) -> Iterator[Case]:
    for m, k in BAD_FOLDS:
        yield case(Call(FOLDS, m, k, seed_of(rng)))
    yield from folds(rng, (10, 10), (10, 2), calls=1)


def fold_messages(rng: np.random.Generator) -> Iterator[Case]:
    for m, k in BAD_FOLDS:
        yield case(Call(FOLDS, m, k, seed_of(rng)), look="message", blame=("k", "m") if k > m else ("k",))


EXERCISES = (
    Exercise(
        SPLIT,
        (
            Category("클래스의 비율", 4, split_shares, core=True),
            Category("작은 클래스", 2, split_small),
            Category("무작위로 뽑고 섞기", 3, split_chance),
            Category("난수 인자 rng", 1, split_source),
            Category("레이블의 형식", 1, split_formats),
            Category("부작용", 1, split_effects),
            Category("잘못된 입력", 1, split_errors),
            Category("오류 메시지", 1, split_messages),
        ),
        computing=5.0,
    ),
    Exercise(
        PREPARE,
        (
            Category("표준화와 원-핫", 8, prepare_values, core=True),
            Category("빈칸", 6, prepare_gaps),
            Category("모르는 범주와 빈 글자", 4, prepare_unknown),
            Category("상수 열과 한 행", 2, prepare_constant),
            Category("배운 것만 쓰기", 3, prepare_state),
            Category("표의 형식", 1, prepare_formats),
            Category("부작용", 1, prepare_effects),
            Category("잘못된 표", 2, prepare_errors),
            Category("오류 메시지", 1, prepare_messages),
        ),
    ),
    Exercise(
        CONFUSION,
        (
            Category("값", 5, label_values(CONFUSION), core=True),
            Category("나오지 않은 클래스", 2, label_sizes(CONFUSION)),
            Category("레이블의 형식", 1, label_formats(CONFUSION)),
            Category("잘못된 레이블", 2, label_errors(CONFUSION)),
            Category("오류 메시지", 1, label_messages(CONFUSION)),
            Category("부작용", 1, label_effects(CONFUSION)),
        ),
    ),
    Exercise(
        CLASSES,
        (
            Category("값", 7, label_values(CLASSES), core=True),
            Category("0으로 나누는 클래스", 4, label_sizes(CLASSES)),
            Category("레이블의 형식", 1, label_formats(CLASSES)),
            Category("잘못된 레이블", 2, label_errors(CLASSES)),
            Category("오류 메시지", 1, label_messages(CLASSES)),
            Category("부작용", 1, label_effects(CLASSES)),
        ),
        builds_on=(CONFUSION,),
    ),
    Exercise(
        REGRESSION,
        (
            Category("값", 4, regression_values, core=True),
            Category("배열의 형식", 1, regression_formats),
            Category("잘못된 shape", 1, regression_errors),
            Category("오류 메시지", 1, regression_messages),
            Category("부작용", 1, regression_effects),
        ),
    ),
    Exercise(
        FOLDS,
        (
            Category("나누어떨어지는 m", 4, fold_values, core=True),
            Category("남는 샘플", 2, fold_rest),
            Category("무작위로 나누기", 2, fold_chance),
            Category("난수 인자 rng", 1, fold_source),
            Category("부작용", 1, fold_effects),
            Category("잘못된 k", 1, fold_errors),
            Category("오류 메시지", 1, fold_messages),
        ),
        deadline=20.0,
        computing=10.0,
    ),
)
