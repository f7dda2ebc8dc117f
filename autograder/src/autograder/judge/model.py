"""What the judge talks to and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from ..authoring.vocabulary import Case
from ..core.compare import Problem
from ..core.program import Outcome
from ..core.steps import Step

Steps = tuple[Step, ...]


class Snapshot(Protocol):
    """The executed notebook, forked for one exercise."""

    def ask(self, steps: Steps) -> list[Outcome]:
        """Run a case in the student's zone.

        Raises:
            SandboxTimeout: out of time; the snapshot is then gone.
            SandboxError: died, or no answer; the snapshot is then gone.
            ProtocolError: the answer is no valid frame; the snapshot is then gone.
        """

    def ask_all(self, programs: Sequence[Steps]) -> Iterator[list[Outcome]]:
        """Run cases in order; each answer as it comes.

        Raises:
            SandboxError, ProtocolError: as `ask`, at the case where it happens.
        """

    def allow(self, seconds: float) -> None:
        """From now on, so many seconds for all that is asked."""

    def use(self, exercise: str) -> None:
        """From now on the names are in this state, as `Session.snapshot` says."""


class Session(Protocol):
    """One submission's executed notebook."""

    @property
    def rebound(self) -> Mapping[str, Mapping[str, int]]:
        """For each exercise the names that later cells changed after its solution cell, and the last such cell."""

    @property
    def states(self) -> Mapping[str, Sequence[str]]:
        """For each exercise of which there is more than one, the states of the names to judge, in order."""

    def snapshot(self, exercise: str, seconds: float) -> AbstractContextManager[Snapshot]:
        """A fresh fork for an exercise with a total deadline; killed at exit.

        Args:
            exercise: the state of the names: an exercise's name means as its solution cell left them, with "@check" as
                its check cell found them, with "@failure" as they were when a line failed, "" as they are at the end.
            seconds: for all its cases together.
        """


@dataclass(frozen=True)
class CaseRecord:
    """One hidden case as it went; for `explain`, never for a student."""

    category: str
    case: Case
    got: list[Outcome]
    want: Sequence[Outcome]
    problem: Problem | None
    #: What mistakes of the bank give on this case, by (exercise, key), as far as a diagnosis has asked.
    bank: dict[tuple[str, str], list[Outcome]] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True)
class CategoryVerdict:
    """One category: passed or not."""

    name: str
    points: float
    max_points: float
    passed: bool
    #: Kind of the first problem: `core.compare.Problem.kind`; hang, crash, garbled; core (right here, but the
    #: core is not); banned; unanswered, wrong_option (quiz); "" if none.
    problem: str = ""


@dataclass(frozen=True)
class ExerciseVerdict:
    """One exercise: points, categories, likely causes (keys, as `judge.causes` says)."""

    name: str
    categories: tuple[CategoryVerdict, ...]
    diagnoses: tuple[str, ...] = ()
    attempted: bool = True
    ratio: str = ""  # a constant gradient ratio that was named: "m", "2", …
    # The builtin exception class that came first, and ":name" of a well-known error (`core.known_errors`); of an
    # exception that a named cause explains nothing.
    error: str = ""
    records: tuple[CaseRecord, ...] = field(default=(), repr=False, compare=False)
    banned: str = ""  # the library that the function used although it must not
    missing: str = ""  # the name of the first NameError; what a student may be told is decided where it is known
    #: Names that cells after the solution cell changed, with the index of the last such cell.
    rebound: tuple[tuple[str, int], ...] = ()
    #: In which state of the names it was best, and counts: "" as the solution cell left them, "end", "check", "failure".
    counted: str = ""

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
    """All exercises of a submission."""

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
