"""Follow-through marks: a failing exercise is judged once more with the earlier exercises right that it builds on.

One slip must not cost twice.  Where an exercise's solution calls earlier ones (`Exercise.builds_on`) and one of those
lost points, the exercise's hidden cases are asked again in a fork of its own.  There the names of the earlier exercises
are lent functions (`judge.lender`): their calls come to the judge, which answers with the reference's values.

Nothing can be lost by it, and no earlier exercise gains: those were judged before, without anything lent.  Nor is it a
second chance: a category counts only if a lent function was called in it, or if it was right but held back by the core.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from npml.core.program import Outcome
from npml.core.wire import Request
from npml.errors import ProtocolError

from ..authoring.unit import Unit
from ..authoring.vocabulary import Exercise
from ..inside.borrowed import Exchange
from ..sandbox.snapshot import Packed
from .cases import draw
from .lender import LOAN_SECONDS, Lends, Loan
from .model import CategoryVerdict, ExerciseVerdict, Session, Snapshot, Steps, UnitVerdict
from .verdict import Hidden, judge_exercise, with_causes

#: Problems that the lending itself may have caused: the first judging says more.
_OF_THE_WAY = ("hang", "crash", "garbled")


def follow_through(
    unit: Unit, session: Session, seed: bytes, verdict: UnitVerdict, share: float, lender: Lends, *, hidden: Hidden = draw
) -> UnitVerdict:
    """The verdict with what exercises earn that failed because of earlier ones.

    Args:
        unit, session, seed: as for `judge_unit`.
        verdict: what `judge_unit` gave.
        share: of a category's points, from 0 (nothing is judged again) to 1.
        lender: answers the calls of lent functions.
        hidden: gives the hidden cases.

    Raises:
        JudgeError: the trusted side failed.
        HostError: the process that answers cannot be started.
    """
    if share <= 0:
        return verdict
    lost = {item.name for item in verdict.exercises if item.score < item.max_score}
    exercises = {item.name: item for item in unit.exercises}
    found = []
    for item in verdict.exercises:
        names = [name for name in unit.built_on(item.name) if name in lost] if item.name in exercises else []
        if names and item.name in lost:
            item = _judge_again(unit, exercises[item.name], session, seed, item, share, Loan(lender, unit, names), hidden)
        if item.unnamed:
            earlier = {
                other.name: other for other in verdict.exercises if other.name in exercises and other.name != item.name
            }
            item = with_causes(unit, exercises[item.name], item, earlier)
        found.append(item)
    return replace(verdict, exercises=tuple(found))


def _judge_again(
    unit: Unit, exercise: Exercise, session: Session, seed: bytes, first: ExerciseVerdict, share: float, loan: Loan,
    hidden: Hidden,
) -> ExerciseVerdict:  # fmt: skip
    # The calls' own time comes on top of the exercise's.
    longer = replace(exercise, deadline=exercise.deadline + 2 * LOAN_SECONDS)
    lending = _Lending(session, loan, exercise.deadline / longer.deadline)
    second = judge_exercise(unit, longer, lending, seed, hidden=hidden)
    called = {record.category for record in second.records if any(record.case.steps is steps for steps in lending.called)}
    cores = {category.name for category in exercise.categories if category.core}
    if not any(loan.calls.values()) or not all(
        category.passed or category.problem == "core" or category.name in called
        for category in first.categories if category.name in cores
    ):  # fmt: skip
        return first  # the earlier exercises are not to blame
    return _joined(first, second, called, share, tuple(name for name, count in loan.calls.items() if count))


def _joined(
    first: ExerciseVerdict, second: ExerciseVerdict, called: set[str], share: float, lent: tuple[str, ...]
) -> ExerciseVerdict:
    """The first verdict with what the second adds.  What still fails is explained by the second, as its own mistake."""
    mine = first.categories
    if second.counted != first.counted:  # in another state of the names; what two states have right is not added up
        mine = tuple(replace(part, points=0.0, passed=False, problem="core") if part.passed else part for part in mine)
    pairs = zip(mine, second.categories, strict=True)
    parts = tuple(_better(part, other, share, part.name in called) for part, other in pairs)
    if any(part.problem in _OF_THE_WAY for part in second.categories):
        parts = tuple(new if new.passed else old for old, new in zip(mine, parts, strict=True))
    if sum(part.points for part in parts) < first.score:
        return first
    done = all(part.passed for part in parts)
    gained = any(part.followed for part in parts)
    told = second if gained or second.diagnoses else first
    return replace(
        first, categories=parts, attempted=first.attempted or second.attempted, diagnoses=() if done else told.diagnoses,
        ratio="" if done else told.ratio, error="" if done else told.error, banned="" if done else told.banned,
        missing="" if done else told.missing, unnamed=first.unnamed and told is first and not done,
        counted=second.counted if gained else first.counted, lent=lent, again=second.records,
    )  # fmt: skip


def _better(first: CategoryVerdict, second: CategoryVerdict, share: float, called: bool) -> CategoryVerdict:
    if first.passed:
        return first
    if second.passed and (called or first.problem == "core"):
        return replace(second, points=second.max_points * share, followed=True)
    return first if second.passed else second


class _Lending:
    """A session whose snapshots are lent the functions of a loan.

    Args:
        session, loan: both sides.
        own: the share of an exercise's time that is its own, without its calls.

    Attributes:
        called: the cases in which one of them was called.
    """

    def __init__(self, session: Session, loan: Loan, own: float) -> None:
        self._session, self._loan, self._own = session, loan, own
        self.rebound: Mapping[str, Mapping[str, int]] = {}
        self.states = session.states
        self.called: list[Steps] = []

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Snapshot]:
        """As `Session.snapshot`."""
        with self._session.snapshot(exercise, seconds * self._own) as snapshot:
            snapshot.lend(self._loan.calls, self._loan.answer, self._loan.note)
            yield _Counting(snapshot, self._loan, self.called)


class _Counting:
    """A snapshot that notes in which cases a lent function was called."""

    def __init__(self, snapshot: Snapshot, loan: Loan, called: list[Steps]) -> None:
        self._snapshot, self._loan, self._called = snapshot, loan, called

    def ask(self, steps: Steps) -> list[Outcome]:
        """As `Snapshot.ask`."""
        (outcomes,) = self.ask_all((steps,))
        return list(outcomes)

    def ask_all(self, programs: Sequence[Steps], packed: Packed | None = None) -> Iterator[Sequence[Outcome]]:
        """As `Snapshot.ask_all`."""
        answers = iter(self._snapshot.ask_all(programs, packed))
        for steps in programs:
            before = sum(self._loan.calls.values())
            outcomes = next(answers)
            if sum(self._loan.calls.values()) > before:
                self._called.append(steps)
            yield outcomes

    def ask_together(self, request: Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """As `Snapshot.ask_together`, but calls of lent functions would come in between.

        Raises:
            ProtocolError: always.
        """
        raise ProtocolError("asked one by one only")

    def allow(self, seconds: float) -> None:
        """As `Snapshot.allow`."""
        self._snapshot.allow(seconds)

    def use(self, exercise: str) -> None:
        """As `Snapshot.use`."""
        self._snapshot.use(exercise)

    def lend(self, names: object, answer: Exchange, note: object) -> None:
        """Do nothing: the loan stands."""
