"""What the judge works with: sessions and snapshots, which it asks, and the records and verdicts that it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from npml.core.compare import Problem
from npml.core.program import Outcome
from npml.core.steps import Step
from npml.core.wire import Request

from ..authoring.vocabulary import Case, Mistake
from ..inside.borrowed import Exchange
from ..sandbox.snapshot import Packed

Steps = tuple[Step, ...]


class Snapshot(Protocol):
    """The executed notebook, forked for one exercise."""

    def ask(self, steps: Steps) -> list[Outcome]:
        """Run a case in the student's zone.

        Raises:
            SandboxTimeout: out of time; the snapshot cannot be used any more.
            SandboxError: the snapshot died or did not answer.
            ProtocolError: the answer is not a valid frame; the snapshot cannot be used any more.
        """

    def ask_all(self, programs: Sequence[Steps], packed: Packed | None = None) -> Iterator[Sequence[Outcome]]:
        """Run cases in order; gives each answer as it comes.

        Args:
            programs: the cases.
            packed: the same cases packed, for a snapshot that can use it.

        Raises:
            SandboxError, ProtocolError: as `ask`, at the case where it happens.
        """

    def ask_together(self, request: Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """Run packed cases; gives how the header of an answer to them begins, and all answers as they came.

        Raises:
            SandboxError, ProtocolError: as `ask`.
        """

    def allow(self, seconds: float) -> None:
        """From now on all questions together have so many seconds."""

    def use(self, exercise: str) -> None:
        """From now on the notebook's names are in this state (see `Session.snapshot`)."""

    def lend(self, names: Collection[str], answer: Exchange, note: Callable[[Mapping[str, int]], None]) -> None:
        """From now on these names are functions whose calls ``answer`` answers (`judge.lender`), or sealed answers.

        What it raises, a question raises.  ``note`` hears how many calls sealed answers have answered.
        """


class Session(Protocol):
    """One submission's executed notebook."""

    @property
    def rebound(self) -> Mapping[str, Mapping[str, int]]:
        """For each exercise the names that cells after its solution cell changed, with the last such cell's index."""

    @property
    def states(self) -> Mapping[str, Sequence[str]]:
        """For each exercise with more than one state of the names to judge: those states, in order."""

    def snapshot(self, exercise: str, seconds: float) -> AbstractContextManager[Snapshot]:
        """A fresh fork for an exercise with a total deadline; killed at exit.

        Args:
            exercise: the state of the names: "softmax" as that exercise's solution cell left them, "softmax@check" as
                its check cell found them, "softmax@failure" as they were when a line failed, "" as they are at the end.
            seconds: for all questions together.
        """


@dataclass(frozen=True)
class CaseRecord:
    """One hidden case and its outcomes; for the instructor's `explain`, never for a student."""

    category: str
    case: Case
    got: Sequence[Outcome]
    want: Sequence[Outcome]
    problem: Problem | None
    #: What mistakes of the bank give on this case, and what is wrong with it; a diagnosis fills both as it needs them.
    bank: dict[Mistake, list[Outcome]] = field(default_factory=dict, repr=False, compare=False)
    faults: dict[Mistake, Problem | None] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class CategoryVerdict:
    """One category's points, all or none."""

    name: str
    points: float
    max_points: float
    passed: bool
    #: Kind of the first problem: `core.compare.Problem.kind`; hang, crash, garbled; core (right here, but the
    #: core is not); unanswered, wrong_option (quiz); "" if none.
    problem: str = ""
    #: Passed only when judged once more with earlier exercises right; ``points`` are the course's share.
    followed: bool = False


@dataclass(frozen=True)
class ExerciseVerdict:
    """One exercise: points by category, and what is known about its failures."""

    name: str
    categories: tuple[CategoryVerdict, ...]
    diagnoses: tuple[str, ...] = ()  # the likely causes, as `judge.causes.likely_causes` gives them
    attempted: bool = True
    ratio: str = ""  # a constant gradient ratio that was named: "m", "2", …
    # The class of the first unexpected exception that no named cause explains, and ":name" if it is a well-known error
    # (`core.known_errors`).
    error: str = ""
    records: tuple[CaseRecord, ...] = field(default=(), repr=False, compare=False)
    banned: str = ""  # the library that the function used against the rule
    missing: str = ""  # the undefined name of the first NameError, for `grading.run_notes`
    #: Names that cells after the solution cell changed, with the index of the last such cell.
    rebound: tuple[tuple[str, int], ...] = ()
    #: The state of the names that was best and so counts: "" as the solution cell left them, "end", "check", "failure".
    counted: str = ""
    #: The questions of the quiz whose answers were chosen by clicking, for `grading.run_notes`.
    clicked: tuple[int, ...] = ()
    #: The earlier exercises with whose right functions it was judged once more (`judge.following`).
    lent: tuple[str, ...] = ()
    #: Its causes were not looked for yet, because it will be judged once more.
    unnamed: bool = False
    #: The records of that second judging.
    again: tuple[CaseRecord, ...] = field(default=(), repr=False, compare=False)

    @property
    def score(self) -> float:
        """Points earned, in [0, max_score]."""
        return min(self.max_score, max(0.0, sum(item.points for item in self.categories)))

    @property
    def max_score(self) -> float:
        """Points to be had."""
        return sum(item.max_points for item in self.categories)


@dataclass(frozen=True)
class UnitVerdict:
    """All exercises of a submission, the quiz last."""

    unit: str
    exercises: tuple[ExerciseVerdict, ...]

    @property
    def score(self) -> float:
        """Points earned."""
        return sum(item.score for item in self.exercises)

    @property
    def max_score(self) -> float:
        """Points to be had."""
        return sum(item.max_score for item in self.exercises)
