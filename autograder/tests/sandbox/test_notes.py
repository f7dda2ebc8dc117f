"""What a student's zone tells of its cells is checked like all that comes from there."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.sandbox.notes import FailedLine, read_failed, read_rebound, read_states
from npml.errors import ProtocolError

WANTED = {"f": "f", "quiz": "quiz_answers"}


def test_what_the_runner_sends_is_read() -> None:
    assert read_failed([[2, "NameError", ["x", "elsewhere"]]], 4, "a = 1\nx = y") == [
        FailedLine(4, 2, "x = y", "NameError", ("x",))
    ]
    assert read_rebound({"f": [["np", 7], ["not a name", 7]]}, {7: 9}) == {"f": {"np": 9}}
    assert read_states({"f": ["f", "", "f@check", "f@failure"]}, WANTED) == {"f": ("f", "", "f@check", "f@failure")}


@pytest.mark.parametrize(
    "found", [None, {}, [1], [[1]], [[0, "NameError", []]], [[9, "NameError", []]], [[1, "Mine", []]], [[1, "NameError", 5]], [[1] * 3] * 99]
)  # fmt: skip
def test_a_failed_statement_that_is_none_is_refused(found: Any) -> None:
    with pytest.raises(ProtocolError):
        read_failed(found, 0, "x = y")


@pytest.mark.parametrize(
    "found", [None, [], {"f": 1}, {"f": [1]}, {"f": [["np"]]}, {"f": [["np", 8]]}, {"f": [["np", [7]]]}, {"f": [[[], 7]]}, {"f": [["np", True]]}]
)  # fmt: skip
def test_a_table_of_names_that_is_none_is_refused(found: Any) -> None:
    with pytest.raises(ProtocolError):
        read_rebound(found, {7: 9})


@pytest.mark.parametrize(
    "found", [None, [], {"g": ["g"]}, {"f": "f"}, {"f": ["g"]}, {"f": ["f", "f"]}, {"f": [["f"]]}, {"f": [None]}, {"f": ["quiz@check"]}, {"f": ["f"] * 9}]
)  # fmt: skip
def test_states_that_are_none_are_refused(found: Any) -> None:
    with pytest.raises(ProtocolError):
        read_states(found, WANTED)
