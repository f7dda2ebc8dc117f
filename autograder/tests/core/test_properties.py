"""Do the named properties hold where they should, and only there?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from npml.core.program import Outcome
from npml.core.properties import holds

MASK = np.array([[1, 0, 1], [0, 1, 1]])
OUT = MASK * np.array([[2.0, 4.0, 6.0], [8.0, 10.0, 12.0]])
PAIR = [Outcome(value=(OUT, MASK))]
FACTORS = [[2.0, 4.0, 6.0], [8.0, 10.0, 12.0]]


@pytest.mark.parametrize(
    ("name", "params", "expected"),
    [
        ("mean_between", {"item": 1, "low": 0.6, "high": 0.7}, True),
        ("mean_between", {"item": 1, "low": 0.7, "high": 0.8}, False),
        ("one_of", {"item": 1, "values": [0, 1]}, True),
        ("one_of", {"item": 0, "values": [0, 1]}, False),
        ("mix", {"item": 1, "values": [0, 1], "low": 0.6, "high": 0.7}, True),
        ("mix", {"item": 1, "values": [0, 1], "low": 0.7, "high": 0.8}, False),
        ("mix", {"item": 1, "values": [0, 2], "low": 0.6, "high": 0.7}, False),
        ("product", {"item": 0, "other": 1, "factors": FACTORS}, True),
        ("product", {"item": 0, "other": 1, "factors": 2.0}, False),
        ("product", {"item": 0, "other": 1, "factors": [FACTORS]}, False),
        ("product", {"item": 0, "other": 2, "factors": 2.0}, False),
        ("lines_differ", {"item": 1}, True),
        ("lines_differ", {}, False),
        ("rows_from", {"item": 1, "rows": [[0, 1, 1], [5, 5, 5], [1, 0, 1]]}, True),
        ("rows_from", {"item": 1, "rows": [[1, 0, 1], [1, 0, 1]]}, False),
        ("rows_from", {"item": 2, "rows": []}, False),
        ("never", {"name": "one_of", "item": 1, "values": [0, 1]}, False),
        ("never", {"name": "one_of", "item": 0, "values": [0, 1]}, True),
    ],
)
def test_property(name: str, params: dict[str, Any], expected: bool) -> None:
    """Is each property true of what it describes, false of the rest and of what cannot be computed?"""
    assert holds(name, PAIR, {"step": 0, **params}) is expected


@pytest.mark.parametrize("value", [{"out": OUT, "mask": MASK}, {}, None, 1.0, "글", [], OUT])
def test_another_kind_of_result_has_no_property(value: object) -> None:
    """Does a result of another form, as a dict for a tuple, fail the property and not the check?"""
    found = [Outcome(value=value), Outcome(value=value)]
    assert not holds("one_of", found, {"step": 0, "item": 1, "values": [7]})
    assert not holds("equal", found, {"a": 0, "b": 1, "a_item": 5, "b_item": 5})
    with pytest.raises(KeyError, match="no_such_property"):
        holds("no_such_property", found, {})


@pytest.mark.parametrize("rows", [[[1, 0, 1], [1, 0, 1]], [[1, 1], [0, 0], [1, 1]]])
def test_equal_lines_are_seen(rows: list[list[int]]) -> None:
    """Do equal rows, or equal columns, count as equal lines?"""
    assert not holds("lines_differ", [Outcome(value=np.array(rows))], {"step": 0})


def test_a_row_given_once_serves_once() -> None:
    """Is a row that comes twice asked for twice?"""
    twice = [Outcome(value=np.array([[3.0, 4.0], [3.0, 4.0]]))]
    assert not holds("rows_from", twice, {"step": 0, "rows": [[3, 4], [7, 8]]})
    assert holds("rows_from", twice, {"step": 0, "rows": [[3, 4], [7, 8], [3, 4]]})


SPLIT = [Outcome(value=(np.array([4, 0, 2]), np.array([1, 3]))), Outcome(value=[(np.array([1.0, 0.0]), np.array([1]))])]


@pytest.mark.parametrize(
    ("name", "params", "expected"),
    [
        ("partition", {"paths": [[0], [1]], "size": 5}, True),
        ("partition", {"paths": [[0], [1]], "size": 6}, False),
        ("partition", {"paths": [[0]], "size": 5}, False),
        ("partition", {"paths": [[0], [0], [1]], "size": 5}, False),
        ("partition", {"step": 1, "paths": [[0, 0]], "size": 2}, False),  # floats are no indices
        ("partition", {"step": 1, "paths": [[1, 0]], "size": 2}, False),
        ("share", {"path": [0], "of": [0, 1, 2], "low": 2, "high": 2}, True),
        ("share", {"path": [0], "of": [0, 1, 2], "low": 0, "high": 1}, False),
        ("share", {"path": [1], "of": [0, 1, 2], "low": 2, "high": 3}, False),
        ("grouped", {"path": [0], "labels": [1, 0, 2, 0, 2]}, False),
        ("grouped", {"path": [0], "labels": [1, 0, 1, 0, 2]}, True),
        ("grouped", {"path": [0], "labels": [1, 0]}, False),
        ("rising", {"path": [1]}, True),
        ("rising", {"path": [0]}, False),
        ("rising", {"step": 1, "path": [0, 1]}, True),
        ("rising", {"step": 1, "path": [0, 0]}, False),
    ],
)
def test_arrays_of_indices(name: str, params: dict[str, Any], expected: bool) -> None:
    """Are samples that were dealt out looked at wherever in the value they lie, and floats never taken for indices?"""
    assert holds(name, SPLIT, {"step": 0, **params}) is expected
