"""Judging one unit: draw hidden cases, ask for the student's outcomes, compare, diagnose.

The judge runs outside the student's zone.  It never believes anything but values: the
reference is computed here, and a category counts only when every case of it is right and
the exercise's core values are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from ..core.compare import Problem, compare_case
from ..core.diagnose import Evidence, Run, constant_ratio, diagnose, name_ratio
from ..core.program import Outcome, Step, Value, run
from ..errors import ProtocolError, SandboxError
from ..spec import Case, Exercise
from .unit import QUIZ, QUIZ_POINTS, QUIZ_VARIABLE, Unit

Steps = tuple[Step, ...]


class Snapshot(Protocol):
    """The executed notebook, forked for one exercise."""

    def ask(self, steps: Steps) -> list[Outcome]:
        """Run a case in the student's zone.

        Raises:
            SandboxError: died, out of time, or no answer; the snapshot is then gone.
            ProtocolError: the answer is no valid frame; the snapshot is then gone.
        """


class Session(Protocol):
    """One submission's executed notebook."""

    def snapshot(self, exercise: str, seconds: float) -> AbstractContextManager[Snapshot]:
        """A fresh fork for an exercise with a total deadline; killed at exit."""


@dataclass(frozen=True)
class CaseRecord:
    """One hidden case as it went; for `explain`, never for a student."""

    category: str
    case: Case
    got: list[Outcome]
    want: list[Outcome]
    problem: Problem | None


@dataclass(frozen=True)
class CategoryVerdict:
    """One category: passed or not."""

    name: str
    points: float
    max_points: float
    passed: bool
    problem: str = ""  # kind of the first problem, see `core.compare.Problem.kind`; "" if none


@dataclass(frozen=True)
class ExerciseVerdict:
    """One exercise: points, categories, likely causes (keys of the bank)."""

    name: str
    categories: tuple[CategoryVerdict, ...]
    diagnoses: tuple[str, ...] = ()
    attempted: bool = True
    ratio: str = ""  # a constant gradient ratio that was named: "m", "2", …
    error: str = ""  # the builtin exception class, if the core cases raised
    records: tuple[CaseRecord, ...] = field(default=(), repr=False, compare=False)

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


def case_rng(seed: bytes, *names: str) -> np.random.Generator:
    """The generator of hidden inputs of one category, from a 128-bit (or longer) seed."""
    digest = hashlib.sha256(seed + b"\0" + "\0".join(names).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest, "big"))


def judge_unit(unit: Unit, session: Session, seed: bytes) -> UnitVerdict:
    """The verdict on one executed submission.

    Args:
        unit: the instructor's side.
        session: the student's side.
        seed: from the course secret, the student and the unit; at least 16 bytes.
    """
    verdicts = [judge_exercise(unit, exercise, session, seed) for exercise in unit.exercises]
    return UnitVerdict(unit.name, (*verdicts, judge_quiz(unit, session)))


def judge_exercise(
    unit: Unit, exercise: Exercise, session: Session, seed: bytes, *, name_causes: bool = True
) -> ExerciseVerdict:
    """Judge one exercise: the core first, in a snapshot of its own; a crash costs its category only.

    ``name_causes=False`` leaves out the diagnosis, for those who want the points only.
    """
    records: list[CaseRecord] = []
    problems: dict[str, str] = {}
    asker = _Asker(session, exercise)
    with asker:
        for category in sorted(exercise.categories, key=lambda item: not item.core):
            rng = case_rng(seed, unit.name, exercise.name, category.name)
            problems[category.name] = ""
            for item in category.cases(rng):
                want = run(item.steps, unit.reference)
                got, failure = asker.ask(item.steps)
                problem = Problem(failure) if failure else find_problem(item, got, want)
                records.append(CaseRecord(category.name, item, got, want, problem))
                if problem and not problems[category.name]:
                    problems[category.name] = problem.kind
                if failure:
                    break
            if category.core and problems[category.name] and _not_attempted(records):
                break
    core_right = all(problems.get(category.name) == "" for category in exercise.categories if category.core)
    categories = tuple(
        _category_verdict(category.name, category.points, problems.get(category.name), core_right)
        for category in exercise.categories
    )
    if not any(record.problem for record in records):
        return ExerciseVerdict(exercise.name, categories, records=tuple(records))
    attempted = not _not_attempted(records)
    return ExerciseVerdict(
        exercise.name, categories, _diagnose(unit, exercise, records) if attempted and name_causes else (), attempted,
        _ratio(records) if attempted else "", _core_error(records), tuple(records),
    )  # fmt: skip


def _category_verdict(name: str, points: float, problem: str | None, core_right: bool) -> CategoryVerdict:
    passed = problem == "" and core_right
    kind = problem if problem else ("" if passed else "core")
    return CategoryVerdict(name, points if passed else 0.0, points, passed, kind)


class _Asker:
    """Asks one exercise's snapshots; after a crash or hang a fresh one serves the next category."""

    def __init__(self, session: Session, exercise: Exercise) -> None:
        self._session = session
        self._exercise = exercise
        self._context: AbstractContextManager[Snapshot] | None = None
        self._snapshot: Snapshot | None = None

    def __enter__(self) -> _Asker:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def ask(self, steps: Steps) -> tuple[list[Outcome], str]:
        """Outcomes and "", or nothing and the kind of failure (crash, hang, garbled)."""
        try:
            if self._snapshot is None:
                self._context = self._session.snapshot(self._exercise.name, self._exercise.deadline)
                self._snapshot = self._context.__enter__()
            return self._snapshot.ask(steps), ""
        except ProtocolError:
            self._close()
            return [], "garbled"
        except SandboxError as error:
            self._close()
            return [], "hang" if "timeout" in str(error) else "crash"

    def _close(self) -> None:
        context, self._context, self._snapshot = self._context, None, None
        if context is not None:
            context.__exit__(None, None, None)


def find_problem(item: Case, got: list[Outcome], want: list[Outcome]) -> Problem | None:
    """What is wrong with one case's outcomes, if anything."""
    if item.verify is not None:
        if any(outcome.error for outcome in got) and not any(outcome.error for outcome in want):
            step = next(index for index, outcome in enumerate(got) if outcome.error)
            return Problem("error", step, detail=got[step].error or "")
        if len(got) < len(want):
            return Problem("missing", len(got))
        try:
            with np.errstate(all="ignore"):
                key = item.verify(got, want)
        except (TypeError, ValueError, IndexError, AttributeError, KeyError, OverflowError):
            # A value of another type or shape than the property's code expects is the student's.
            return Problem("type")
        if key is not None:
            return Problem("property", detail=key)
    return compare_case(
        got, want, rtol=item.rtol, atol=item.atol, look=item.look, blame=item.blame, skip=item.skip,
        loose=item.loose, values=item.compare and item.verify is None,
    )  # fmt: skip


def _not_attempted(records: list[CaseRecord]) -> bool:
    return all(record.got and record.got[0].error == "NotImplementedError" for record in records)


def _core_error(records: list[CaseRecord]) -> str:
    errors = [record.problem.detail for record in records if record.problem and record.problem.kind == "error"]
    return errors[0] if errors else ""


def _ratio(records: list[CaseRecord]) -> str:
    names = set()
    for record in records:
        if not (record.problem and record.problem.kind == "value" and record.case.sizes):
            continue
        step = record.problem.step
        ratio = constant_ratio(record.got[step].value, record.want[step].value)
        name = name_ratio(ratio, record.case.sizes) if ratio is not None else None
        if name is None:
            return ""
        names.add(name)
    return names.pop() if len(names) == 1 else ""


def _diagnose(unit: Unit, exercise: Exercise, records: list[CaseRecord]) -> tuple[str, ...]:
    named = [record.problem.detail for record in records if record.problem and record.problem.kind == "property"]
    if any(named):
        return (next(key for key in named if key),)
    evidence = [Evidence(record.got, record.want, record.problem is not None) for record in records]
    keys = diagnose(evidence, _bank_runs(unit, exercise.name, records))
    if keys:
        return tuple(keys[:2])
    # Not a mistake of this function: perhaps one carried over from a function that it calls.
    for other in unit.solution_names:
        if other == exercise.name:
            break
        carried = diagnose(evidence, _bank_runs(unit, other, records))
        if carried:
            return (f"{other}:{carried[0]}",)
    return ()


def _bank_runs(unit: Unit, exercise: str, records: list[CaseRecord]) -> dict[str, list[Run | None]]:
    runs: dict[str, list[Run | None]] = {}
    for item in unit.mistakes:
        if item.exercise == exercise:
            names = unit.namespace({exercise: item.code})
            runs[item.key] = [_run_mistake(record.case, names) for record in records]
    return runs


def _run_mistake(item: Case, names: dict[str, Any]) -> Run | None:
    return run(item.steps, names)


def judge_quiz(unit: Unit, session: Session) -> ExerciseVerdict:
    """Judge the quiz from the notebook's answers: {question number: option number}."""
    answers: Any = None
    error = ""
    try:
        with session.snapshot(QUIZ, 5.0) as snapshot:
            outcomes = snapshot.ask((Value(QUIZ_VARIABLE),))
            answers = outcomes[0].value if outcomes and outcomes[0].error is None else None
    except (SandboxError, ProtocolError):
        error = "crash"
    if not isinstance(answers, dict):
        answers = {}
    points = QUIZ_POINTS / len(unit.quiz)
    categories = []
    for number, question in enumerate(unit.quiz, 1):
        right = next(index for index, option in enumerate(question.options, 1) if option.right)
        given = answers.get(number)
        passed = type(given) is int and given == right
        problem = "" if passed else ("unanswered" if given is None else "wrong_option")
        categories.append(CategoryVerdict(f"{number}번", points if passed else 0.0, points, passed, problem))
    attempted = any(answers.get(number) is not None for number in range(1, len(unit.quiz) + 1))
    return ExerciseVerdict(QUIZ, tuple(categories), attempted=attempted, error=error)


# --- without a sandbox: the instructor's own code, in tests and at build time ------------


class LocalSession:
    """A session on trusted code in this process: references, mistakes, variants."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[LocalSession]:
        """No fork: trusted code only."""
        yield self

    def ask(self, steps: Steps) -> list[Outcome]:
        """Run the case here."""
        return run(steps, self._namespace)
