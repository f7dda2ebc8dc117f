"""Who is expected, what is due, which means there are, and who is at risk and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.course.roster import Person
from autograder.course.settings import Course, UnitPlan
from autograder.gradebook.standing import Standing
from autograder.reporting.term import Limits, Student, Term

NAMES = ("01_a", "02_b", "03_c", "04_d")
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def day(month: int, number: int = 1) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


def course(**more: Any) -> Course:
    plans = tuple(UnitPlan(name, due=day(month)) for name, month in zip(NAMES, (7, 8, 9, 10), strict=True))
    return Course(Path("x"), units=more.pop("units", plans), **more)


def row(student: str, unit: str, score: float | None = None, **more: Any) -> Standing:
    person = more.pop("person", Person(student, f"이름{student}"))
    there = score is not None
    return Standing(
        person, more.pop("listed", True), unit, there=more.pop("there", there), graded=more.pop("graded", there),
        decided=there,
        score=score or 0.0, max_score=100.0 if there else 0.0, **more,
    )  # fmt: skip


def term(scores: Mapping[str, Sequence[float | None]], of: Course | None = None, **more: Any) -> Term:
    rows = [row(student, name, mine[at]) for at, name in enumerate(NAMES) for student, mine in scores.items()]
    return Term(of or course(), NAMES, tuple(rows), NOW, more.pop("limits", Limits()), **more)


def reasons(found: Term, student: str) -> list[str]:
    [one] = [item for item in found.students if item.person.student == student]
    return [key for key, _ in one.reasons]


def student(found: Term, name: str) -> Student:
    return next(item for item in found.students if item.person.student == name)


def test_the_means_with_and_without_those_who_did_not_hand_in() -> None:
    """90 and 60 of two who handed in, one who did not, and one who waits for a score: 75, and 150 of three."""
    rows = [
        row("a", "01_a", 90),
        row("b", "01_a", 60),
        row("c", "01_a"),
        row("d", "01_a", there=True, graded=True, waits=True),
    ]
    found = Term(course(), ("01_a",), tuple(rows), NOW).by_unit["01_a"]
    assert found.mean == 75
    assert found.mean_of_all == 50
    assert (found.there, len(found.missing), found.undecided) == (3, 1, 1)


def test_dropped_students_and_strangers_are_not_expected() -> None:
    gone = Person("b", "이름b", dropped=True)
    rows = [row("a", "01_a"), row("b", "01_a", person=gone), row("c", "01_a", 50, listed=False)]
    found = Term(course(), ("01_a",), tuple(rows), NOW).by_unit["01_a"]
    assert [item.person.student for item in found.expected] == ["a"]
    assert [item.person.student for item in found.missing] == ["a"]


def test_what_is_not_due_is_not_missing() -> None:
    """Nor with an extension; a unit without a due time is due when somebody has handed in."""
    plans = (UnitPlan("01_a", due=day(7)), UnitPlan("02_b", due=day(12)), UnitPlan("03_c"), UnitPlan("04_d"))
    of = course(units=plans, extensions={("b", "01_a"): day(12)})
    found = term({"a": [None] * 4, "b": [None] * 4, "c": [80, None, 80, None]}, of)
    assert [found.is_due("a", name) for name in NAMES] == [True, False, True, False]
    assert [found.is_due("b", name) for name in NAMES] == [False, False, True, False]
    assert reasons(found, "a") == ["missing", "below"]
    assert "missing" not in reasons(found, "b")
    assert not found.by_unit["01_a"].closed, "an extension runs"
    assert not found.by_unit["03_c"].closed, "nobody knows"
    assert term({"a": [None] * 4}).by_unit["01_a"].closed


def test_the_total_counts_what_is_missing_as_zero_and_not_what_waits() -> None:
    plans = (UnitPlan("01_a", due=day(7)), UnitPlan("02_b", due=day(8), weight=3), UnitPlan("03_c", due=day(9)),
             UnitPlan("04_d", due=day(12)))  # fmt: skip
    rows = [row("a", "01_a", 80), row("a", "02_b"), row("a", "03_c", there=True, graded=True, waits=True), row("a", "04_d")]
    found = Term(course(units=plans), NAMES, tuple(rows), NOW)
    assert student(found, "a").total == pytest.approx((80 + 3 * 0) / 4)


def test_nobody_is_at_risk_before_anything_is_due() -> None:
    plans = tuple(UnitPlan(name, due=day(12)) for name in NAMES)
    found = term({"a": [None] * 4}, course(units=plans))
    assert student(found, "a").total is None
    assert not found.at_risk


def test_a_fall_is_beside_the_class() -> None:
    """Units that are harder for everybody make nobody fall; a fall needs two units before and two after."""
    harder = {name: [90.0, 90.0, 50.0, 50.0] for name in "abcdefghi"}
    assert not any("falling" in reasons(term(harder), name) for name in harder)
    falling = term({**harder, "x": [90.0, 90.0, 20.0, 20.0]})
    # The class's means are 90, 90, 47, 47: beside them 0, 0, −27, −27.
    assert dict(student(falling, "x").reasons)["falling"]["points"] == "27"
    assert "falling" not in reasons(term({**harder, "x": [90.0, None, 20.0, 20.0]}), "x")


def test_below_a_total_that_can_be_chosen() -> None:
    scores = {"a": [70.0] * 4, "b": [59.9] * 4}
    assert [item.person.student for item in term(scores).at_risk] == ["b"]
    assert len(term(scores, limits=Limits(below=70.1)).at_risk) == 2


def test_extra_credit_is_nobodys_duty() -> None:
    plans = (
        *course().units[:2],
        UnitPlan("03_c", due=day(9), extra_credit=True),
        UnitPlan("04_d", due=day(10), extra_credit=True),
    )
    found = term({"a": [80.0, 80.0, None, None]}, course(units=plans))
    assert not found.at_risk
    assert student(found, "a").total == 80


def test_the_most_reasons_come_first() -> None:
    found = term({"a": [50.0] * 4, "b": [None, None, 50.0, 50.0], "c": [90.0] * 4, "d": [40.0] * 4})
    assert [item.person.student for item in found.at_risk] == ["b", "d", "a"]
