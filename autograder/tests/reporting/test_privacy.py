"""Nothing that is shown to a class, and nothing that follows from it by subtraction, is a group of one to four."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from autograder.reporting.privacy import FEWEST, Base, bins, table

COUNTS = st.lists(st.integers(0, 14), min_size=1, max_size=7)


def small(count: int) -> bool:
    return 0 < count < FEWEST


def sums(numbers: list[int]) -> set[int]:
    """Every group that is a union of groups that were shown."""
    return {sum(some) for some in chain.from_iterable(combinations(numbers, size) for size in range(len(numbers) + 1))}


@given(COUNTS, st.integers(0, 9))
def test_no_difference_of_a_table_is_a_small_group(counts: list[int], rest: int) -> None:
    """Who subtracts any of the numbers from the whole, which is known: does a small group remain?"""
    found = table(list(enumerate(counts)), rest)
    if found is None:
        return
    assert found.whole == sum(counts) + rest
    shown = [count for _, count in found.parts] + [found.rest]
    assert not any(small(found.whole - some) or small(some) for some in sums(shown))
    assert all(counts[key] == count for key, count in found.parts)


@given(st.lists(st.integers(0, 14), min_size=10, max_size=10), st.integers(0, 4))
def test_no_difference_of_bars_is_a_small_group(counts: list[int], below: int) -> None:
    found = bins(counts, below)
    if found is None:
        return
    assert [item.first for item in found] == [0, *(item.end for item in found[:-1])]
    assert found[-1].end == 10
    assert sum(item.count for item in found) == sum(counts) + below
    assert not any(small(some) for some in sums([item.count for item in found]))


@given(st.integers(0, 40), st.integers(0, 40))
def test_who_is_missing_cannot_be_counted(judged: int, others: int) -> None:
    """Who counts the class knows judged + others: does the whole that is shown tell a small number of others?"""
    base = Base(judged, others)
    if base.enough:
        assert not small(judged + others - base.shown)


def test_examples() -> None:
    assert table([("right", 20), ("a", 3), ("b", 2)], 0) == table([("right", 20)], 5)
    found = table([("right", 20), ("a", 8)], 2)  # two alone would be found by 30 − 20 − 8
    assert found is not None
    assert (found.parts, found.rest) == ((("right", 20),), 10)
    assert table([("right", 28)], 2) is None
    everybody = table([("right", 30)], 0)
    assert everybody is not None
    assert everybody.rest == 0
    assert bins([0, 0, 0, 0, 0, 0, 0, 0, 2, 28]) is None, "one bar would say that all are there"
    top = bins([6, 9, 0, 0, 0, 0, 0, 0, 0, 2])  # the two join over empty bars
    assert top is not None
    assert [(item.first, item.end, item.count) for item in top] == [(0, 1, 6), (1, 10, 11)]
    joined = bins([6, 0, 0, 0, 0, 0, 0, 0, 2, 28])
    assert joined is not None
    assert [(item.first, item.end, item.count) for item in joined][-1] == (8, 10, 30)
