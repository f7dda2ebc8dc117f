"""Does a slip in one exercise cost only that one, and does nobody gain or lose anything else by it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from autograder.authoring import Case, Category, Exercise, Mistake, case
from autograder.deadline import Deadline
from autograder.judge.causes import likely_causes
from autograder.judge.following import follow_through
from autograder.judge.lend import answer
from autograder.judge.model import ExerciseVerdict, Snapshot, Steps, UnitVerdict
from autograder.judge.verdict import LocalSession, judge_exercise, put_off
from npml.core.program import Outcome
from npml.core.steps import Call
from npml.errors import SandboxTimeout

SEED = b"0123456789abcdef"
CODE = """
import numpy as np
def double(x):
    if np.any(x > 9):
        raise ValueError("x is too large")
    return 2.0 * x
def shift(x):
    return x + 1.0
def both(x):
    return shift(double(x))
"""
NAMES = ("double", "shift", "both")


def of_numbers(name: str) -> Exercise:
    def values(rng: np.random.Generator) -> Iterator[Case]:
        for size in (2, 3):
            yield case(Call(name, rng.normal(size=size)))

    def edges(rng: np.random.Generator) -> Iterator[Case]:
        yield case(Call(name, np.array([10.0])), look="message", blame=("x",))

    def effects(rng: np.random.Generator) -> Iterator[Case]:
        yield case(Call(name, rng.normal(size=4)), look="pure")

    parts = (Category("값", 5, values, core=True), Category("부작용", 2, effects))
    more = () if name == "shift" else (Category("경계", 3, edges),)
    on = ("double", "shift") if name == "both" else ()
    return Exercise(name, (*parts, *more), builds_on=on)


def names_of(**changes: str) -> dict[str, Any]:
    """The reference's names, with the body of some functions of x replaced."""
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(CODE + "".join(f"\ndef {name}(x):\n    {body}\n" for name, body in changes.items()), names)  # noqa: S102
    return names


REFERENCE = names_of()


@dataclass
class FakeUnit:
    """As much of a unit as the judge looks at."""

    reference: dict[str, Any] = field(default_factory=lambda: REFERENCE)
    mistakes: tuple[Mistake, ...] = (Mistake("both", "twice", "…", lambda x: 2.0 * REFERENCE["both"](x)),)
    solution_names: tuple[str, ...] = NAMES
    name: str = "13_toy"
    exercises: tuple[Exercise, ...] = tuple(map(of_numbers, NAMES))

    def built_on(self, name: str) -> tuple[str, ...]:
        return next(item.builds_on for item in self.exercises if item.name == name)

    def namespace(self, overrides: dict[str, Any] | None = None) -> dict[str, Any]:
        return {**self.reference, **(overrides or {})}


class Here:
    """Answers calls in this process; notes which functions were called."""

    def __init__(self) -> None:
        self.called = set[str]()

    def answer(self, unit: Any, call: Any, buffers: list[bytes], deadline: Deadline) -> tuple[Any, list[bytes]]:
        self.called.add(call["call"])
        return answer(unit.reference, call, buffers)


class Session(LocalSession):
    """A session that notes which snapshots were opened, with names by state."""

    def __init__(self, namespace: dict[str, Any], states: Mapping[str, dict[str, Any]] | None = None) -> None:
        super().__init__(namespace)
        self._by_state = states or {}
        self.states = {"both": list(states)} if states else {}
        self.opened: list[str] = []
        self.kind: type[LocalSession] = LocalSession

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Snapshot]:  # type: ignore[override]
        self.opened.append(exercise)
        with self.kind(self._by_state.get(exercise, self._namespace)).snapshot(exercise, seconds) as snapshot:
            yield snapshot


def judged(session: Session, share: float = 1.0, lender: Here | None = None) -> tuple[UnitVerdict, UnitVerdict]:
    """The verdict before and after."""
    unit: Any = FakeUnit()
    first = UnitVerdict(unit.name, tuple(judge_exercise(unit, item, session, SEED) for item in unit.exercises))
    session.opened.clear()
    return first, follow_through(unit, session, SEED, first, share, lender or Here())


def of(verdict: UnitVerdict, name: str = "both") -> ExerciseVerdict:
    return next(item for item in verdict.exercises if item.name == name)


def test_one_slip_costs_once() -> None:
    first, then = judged(Session(names_of(double="return 3.0 * x")))
    assert [item.score for item in first.exercises] == [0, 7, 0]
    assert [item.score for item in then.exercises] == [0, 7, 10]
    assert of(then, "double") == of(first, "double")
    both = of(then)
    assert (both.lent, both.diagnoses, [part.followed for part in both.categories]) == (("double",), (), [True] * 3)


@pytest.mark.parametrize(("share", "score"), [(0.5, 5.0), (0.0, 0.0)])
def test_the_course_says_what_it_gives(share: float, score: float) -> None:
    session = Session(names_of(double="return 3.0 * x"))
    _, then = judged(session, share)
    assert of(then).score == score
    assert bool(session.opened) == bool(share)


@pytest.mark.parametrize(
    "changes", [{}, {"both": "return x"}, {"double": "return 3.0 * x", "both": "return 2.0 * x + 1.0"}]
)
def test_without_a_cause_in_another_exercise_nothing_changes(changes: dict[str, str]) -> None:
    """Everything right; only the dependent wrong; a dependent with a copy of its own, wrong at the edges."""
    first, then = judged(Session(names_of(**changes)))
    assert then == first


@pytest.mark.parametrize(
    ("changes", "looked"),
    [
        ({"double": "return 3.0 * x"}, 0),
        ({"both": "return 2.0 * (2.0 * x + 1.0)"}, 1),
        ({"double": "return 3.0 * x", "both": "return 2.0 * shift(double(x))"}, 0),
        ({"double": "return 3.0 * x", "both": "return 2.0 * x + 1.0"}, 1),
        ({"double": "return 3.0 * x", "both": "return shift(double(x)) * 1.2345 + x[0]"}, 1),
        ({"double": "return 2.0 * x"}, 0),
        ({"double": "return 3.0 * x", "both": "raise NotImplementedError"}, 0),
    ],
)
def test_causes_that_wait_for_the_second_judging_are_those_that_were_always_named(
    changes: dict[str, str], looked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it gives full marks they are not looked for at all."""
    unit: Any = FakeUnit()
    session = Session(names_of(**changes))
    first = [judge_exercise(unit, item, session, SEED) for item in unit.exercises[:-1]]
    earlier = {item.name: item for item in first}
    asked: list[Any] = []

    def counted(unit: Any, exercise: Exercise, records: Any, earlier: Any) -> tuple[str, ...]:
        if records and earlier is not None:  # not those of the second judging
            asked.append(exercise.name)
        return likely_causes(unit, exercise, records, earlier)

    monkeypatch.setattr("autograder.judge.verdict.likely_causes", counted)
    found = []
    for name_causes in (True, False):
        asked.clear()
        last = judge_exercise(unit, unit.exercises[-1], session, SEED, name_causes=name_causes, earlier=earlier)
        last = last if name_causes else put_off(last)
        found.append(follow_through(unit, session, SEED, UnitVerdict(unit.name, (*first, last)), 1.0, Here()))
    assert found[0] == found[1] and not of(found[1]).unnamed
    assert len(asked) == looked


def test_only_what_is_wrong_is_lent() -> None:
    lender = Here()
    judged(Session(names_of(double="return 3.0 * x")), lender=lender)
    assert lender.called == {"double"}


def test_an_exercise_that_was_not_solved_is_no_hindrance() -> None:
    first, then = judged(Session(names_of(double="raise NotImplementedError")))
    assert not of(first).attempted
    assert (of(then).score, of(then).attempted, of(then, "double").attempted) == (10, True, False)


def test_an_unsolved_dependent_stays_unsolved() -> None:
    first, then = judged(Session(names_of(double="return 3.0 * x", both="raise NotImplementedError")))
    assert then == first


def test_a_mistake_of_its_own_still_costs_and_is_named() -> None:
    """The first judging sees two mistakes at once; the second sees the one that is this exercise's."""
    first, then = judged(Session(names_of(double="return 3.0 * x", both="return 2.0 * shift(double(x))")))
    assert (of(first).score, of(then).score) == (0, 0)
    assert of(then).diagnoses == ("twice",)


def test_what_is_right_without_help_keeps_its_points() -> None:
    """Half the points for what needs help, all for the rest."""
    first, then = judged(Session(names_of(double="return 2.0 * x")), 0.5)
    assert (of(first).score, of(then).score) == (7, 8.5)
    assert [part.followed for part in of(then).categories] == [False, False, True]


def test_what_the_core_held_back_counts() -> None:
    """It was right before, so it needs no call to count now."""
    body = "if np.any(x > 9):\n        raise ValueError('x')\n    return shift(double(x))"
    first, then = judged(Session(names_of(double="return 3.0 * x", both=body)))
    assert [part.problem for part in of(first).categories] == ["value", "value", "core"]
    assert of(then).score == 10


@pytest.mark.parametrize(
    ("body", "score"),
    [
        ("return shift(2.0 * x)", 0),
        ("return double(x) if np.any(x > 9) else shift(2.0 * x)", 0),
        ("return shift(2.0 * x) if len(x) == 4 else shift(double(x))", 8),
    ],
)
def test_it_is_no_second_chance(body: str, score: float) -> None:
    """A function that is right at its second try: without any call, with a call elsewhere, in one category without."""
    names = names_of(double="return 3.0 * x", both=f"tries.append(1)\n    if len(tries) < 5: return x\n    {body}")
    names["tries"] = []
    first, then = judged(Session(names))
    assert (of(first).score, of(then).score) == (0, score)


class Dying(LocalSession):
    """Answers one category's cases, and then dies."""

    def ask_all(self, programs: Sequence[Steps], packed: object = None) -> Iterator[list[Outcome]]:
        yield from map(self.ask, programs[:1])
        raise SandboxTimeout


def test_a_failure_on_the_way_costs_nothing() -> None:
    session = Session(names_of(double="return 2.0 * x"))
    first, _ = judged(session)
    session.kind = Dying
    unit: Any = FakeUnit()
    then = follow_through(unit, session, SEED, first, 1.0, Here())
    assert of(then).categories == of(first).categories


def test_the_state_that_counts_is_said() -> None:
    """A dependent that is right only at the notebook's end."""
    wrong, right = names_of(double="return 3.0 * x", both="return x"), names_of(double="return 3.0 * x")
    session = Session(wrong, {"both": wrong, "": right})
    _, then = judged(session)
    assert (of(then).score, of(then).counted, session.opened) == (10, "end", ["both", ""])


def test_two_states_are_not_added_up() -> None:
    """One has the edges without help, the other leaves its argument alone: at half the points, the one without help."""
    edges = names_of(
        double="return 2.0 * x",
        both="if np.any(x > 9): raise ValueError('x')\n    y = shift(double(x))\n    x[0] = 0.0\n    return y",
    )
    pure = names_of(double="return 2.0 * x")
    first, then = judged(Session(edges, {"both": edges, "": pure}), 0.5)
    assert (of(first).score, of(then).score, of(then).counted) == (8, 8, "")
    assert of(judged(Session(edges, {"both": edges, "": pure}))[1]).score == 10


def test_what_is_lent_is_gone_afterwards() -> None:
    names = names_of(double="return 3.0 * x")
    judged(Session(names))
    assert names["double"](1.0) == 3.0
