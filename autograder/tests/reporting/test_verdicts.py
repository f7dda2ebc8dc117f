"""Verdicts become arrays, also those of when the unit was another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook.classroom import Classroom
from autograder.gradebook.database import open_book
from autograder.judge.verdict import UnitVerdict
from autograder.reporting.mine import exercise_rows, part_rows
from autograder.reporting.verdicts import Verdicts, read_verdicts
from npml.core.marks import QUIZ

from .conftest import NAME, record, verdict


def read(room: Classroom, unit: Unit) -> Verdicts:
    with open_book(room.db_url) as book:
        return read_verdicts(book, unit)


def test_points_and_causes_are_as_judged(room: Classroom, units: list[Unit]) -> None:
    unit = units[0]
    record(room, unit, {
        "b": verdict(unit), "a": verdict(unit, {NAME: "rows"}, quiz=2), "c": verdict(unit, untried=[NAME], quiz=0),
        "d": "rejected",
    })  # fmt: skip
    found = read(room, unit)
    assert found.students == ["a", "b", "c"]
    assert found.exercises == [NAME, QUIZ]
    assert found.points == [90, 10]
    assert found.scores().tolist() == [[0, 5], [90, 10], [0, 0]]
    assert found.tried.tolist() == [[True, True], [True, True], [False, False]]
    assert found.causes == [{NAME: "rows"}, {}, {}]
    assert found.reasons == {"d": ("rejected", "")}
    assert found.right(NAME).tolist() == [False, True, False]


def test_points_of_an_earlier_version_count_by_their_share(room: Classroom, units: list[Unit]) -> None:
    """A category that had 25 points of which half were given, now has 50: 25.  One that was not there is not known."""
    unit = units[0]
    made = verdict(unit)
    first, *others = made.exercises[0].categories
    old = replace(made.exercises[0], categories=(replace(first, points=12.5, max_points=25.0), *others[:-1]))
    record(room, unit, {"a": UnitVerdict(unit.name, (old, made.exercises[1]))})
    found = read(room, unit)
    assert found.earned[0, 0] == 25
    assert np.isnan(found.earned[0, 3])
    assert np.isnan(found.scores()[0, 0])
    [row, _] = exercise_rows(found)
    assert (row.judged, row.right, row.mean) == (0, 0, None)


def test_the_shares_are_of_those_who_tried(room: Classroom, units: list[Unit]) -> None:
    """Full, nothing, and all but the last category of 20: (90 + 0 + 70) / 270; who did not try it is not in it."""
    unit = units[0]
    record(room, unit, {
        "a": verdict(unit), "b": verdict(unit, {NAME: "rows"}), "c": verdict(unit, lost=1), "d": verdict(unit, untried=[NAME]),
    })  # fmt: skip
    found = read(room, unit)
    row = exercise_rows(found)[0]
    assert (row.judged, row.right, row.untried) == (4, 1, 1)
    assert row.mean == pytest.approx(160 / 270)
    parts = part_rows(found)
    assert [part.tried for part in parts[:4]] == [3, 3, 3, 3]
    assert [part.ease for part in parts[:4]] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1 / 3])
    assert {part.tells.why for part in parts} == {"few"}


def test_a_category_is_compared_with_the_rest_of_the_unit(room: Classroom, units: list[Unit]) -> None:
    """Twelve students: six with all but the effects (20) and four right answers of the quiz, six with all and one.

    The rest of the effects is 70 + 10 and 70 + 2.5: who has the effects has less of the rest, r is −1.
    """
    unit = units[0]
    record(
        room,
        unit,
        {f"a{at}": verdict(unit, lost=1) for at in range(6)} | {f"b{at}": verdict(unit, quiz=1) for at in range(6)},
    )
    effects = part_rows(read(room, unit))[3]
    assert (effects.part.name, effects.tells.count) == ("부작용", 12)
    assert effects.tells.r == pytest.approx(-1)
