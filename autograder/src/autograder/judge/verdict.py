"""Judges one unit: draws hidden cases, asks for the student's outcomes, compares them, and diagnoses failures.

The judge runs outside the sandbox and trusts nothing from there but plain values.  The
reference runs here, and a category counts only when all its cases are right and those
of the exercise's core categories are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from npml.core.compare import Problem
from npml.core.libraries import library_of
from npml.core.marks import QUIZ, QUIZ_VARIABLE
from npml.core.options import as_number
from npml.core.program import Outcome, run
from npml.core.steps import Call, Value
from npml.core.wire import Request
from npml.errors import JudgeError, ProtocolError, SandboxError

from ..authoring.unit import QUIZ_POINTS, Unit
from ..authoring.vocabulary import Case, Category, Exercise
from ..inside.borrowed import Exchange, lend
from ..sandbox.snapshot import Packed
from . import messages
from .ask import Asker, Handover
from .cases import Drawn, bounded, case_rng, draw, find_problem
from .causes import first_error, likely_causes, named_ratio, unexplained_error
from .model import CaseRecord, CategoryVerdict, ExerciseVerdict, Session, Snapshot, Steps, UnitVerdict
from .pool import Judged, Pool, Questions

__all__ = [
    "Case", "CaseRecord", "CategoryVerdict", "ExerciseVerdict", "LocalSession", "Session", "Snapshot", "Steps",
    "UnitVerdict", "case_rng", "find_problem", "judge_exercise", "judge_quiz", "judge_unit",
]  # fmt: skip

#: Gives the hidden cases of a category, as `judge.cases.draw` does.
Hidden = Callable[[Unit, Exercise, Category, bytes], Sequence[Drawn]]
QUIZ_SECONDS = 5.0
#: Seconds for an exercise when all are asked in one snapshot: what takes longer is asked again, with all its time.
FIRST_SECONDS = 5.0
MIN_SEED = 16
_UNDEFINED = re.compile(r"name '(\w{1,80})' is not defined(?:\. .*)?")


def judge_unit(
    unit: Unit, session: Session, seed: bytes, clicked: Mapping[int, int] | None = None, pool: Pool | None = None,
    *, keep_records: bool = True, follows: bool = False,
) -> UnitVerdict:  # fmt: skip
    """The verdict on one executed submission.

    Args:
        unit: the instructor's side.
        session: the student's side, the executed notebook.
        seed: made from the course secret, the student and the unit; at least 16 bytes.
        clicked: the quiz answers that the submission's saved output carries.
        pool: where the hidden cases come from; without it they are drawn from the seed alone.
        keep_records: every exercise is asked in a snapshot of its own, and its verdict has a record of each case.  Without
            it, and with a pool, all are asked in one snapshot first: right values are right whoever computed them.
            A failure there says nothing, and the exercise is judged as if it had not been asked.
        follows: `following.follow_through` comes next.  What it judges again and no later exercise builds on keeps its
            causes for it: they are dear, and mostly dropped there.

    Raises:
        JudgeError: the trusted side failed; nothing may be concluded about the student.
    """
    if len(seed) < MIN_SEED:
        raise JudgeError(f"seed of {len(seed)} bytes, expected at least {MIN_SEED}")
    verdicts: dict[str, ExerciseVerdict] = {}
    with closing(Handover(session, QUIZ)) as handed:
        quiz = judge_quiz(unit, handed, clicked)
        if pool is None or keep_records:
            hidden = draw if pool is None else pool.hidden
            for exercise in unit.exercises:
                verdicts[exercise.name] = judge_exercise(unit, exercise, handed, seed, earlier=verdicts, hidden=hidden)
        else:
            for exercise in unit.exercises:
                found = _right_at_first(unit, exercise, handed, seed, pool)
                later = follows and exercise is unit.exercises[-1] and any(
                    verdicts[name].score < verdicts[name].max_score for name in unit.built_on(exercise.name)
                )  # fmt: skip
                found = found or judge_exercise(
                    unit, exercise, session, seed, name_causes=not later, earlier=verdicts, hidden=pool.questions
                )
                verdicts[exercise.name] = put_off(found) if later else found
    return UnitVerdict(unit.name, (*verdicts.values(), quiz))


def _right_at_first(
    unit: Unit, exercise: Exercise, handed: Handover, seed: bytes, pool: Pool
) -> ExerciseVerdict | None:  # fmt: skip
    """Full points if all answers are right in the snapshot that all exercises share, else None."""
    try:
        with handed.shared(exercise.name, min(exercise.deadline, FIRST_SECONDS)) as snapshot:
            for category in _core_first(exercise):
                if not pool.questions(unit, exercise, category, seed).all_right(snapshot):
                    return None
    except (SandboxError, ProtocolError):
        return None
    categories = tuple(_category_verdict(category, "", True) for category in exercise.categories)
    return ExerciseVerdict(exercise.name, categories, rebound=tuple(handed.rebound.get(exercise.name, {}).items()))


def _core_first(exercise: Exercise) -> list[Category]:
    return sorted(exercise.categories, key=lambda item: not item.core)


def judge_exercise(
    unit: Unit, exercise: Exercise, session: Session, seed: bytes, *, name_causes: bool = True,
    earlier: Mapping[str, ExerciseVerdict] | None = None, hidden: Hidden = draw,
) -> ExerciseVerdict:  # fmt: skip
    """Judge an exercise in each state of the notebook's names (`Session.states`); the best verdict counts.

    Args:
        unit, session, seed: as for `judge_unit`.
        exercise: what to judge.
        name_causes: False leaves out the diagnosis, where only the points matter.
        earlier: the verdicts on the exercises before, for the diagnosis: one that lost no points is not to blame.
        hidden: gives the hidden cases.

    Raises:
        JudgeError: the trusted side failed.
    """
    judge = partial(_judge_names, unit, exercise, session, seed, name_causes=name_causes, earlier=earlier, hidden=hidden)
    return _best(session, exercise.name, judge)


def _best(session: Session, exercise: str, judge: Callable[[str], ExerciseVerdict]) -> ExerciseVerdict:
    """The best verdict over the exercise's states, the earliest of equals; full points end the search."""
    best = None
    for key in session.states.get(exercise) or (exercise,):
        verdict = judge(key)
        if key != exercise:
            verdict = replace(verdict, counted=key.rpartition("@")[2] or "end")
        if best is None or verdict.score > best.score or (verdict.attempted and not best.attempted):
            best = verdict
        if best.score >= best.max_score:
            break
    assert best is not None
    return replace(best, rebound=tuple(session.rebound.get(exercise, {}).items()))


def _judge_names(
    unit: Unit, exercise: Exercise, session: Session, seed: bytes, names: str, *, name_causes: bool,
    earlier: Mapping[str, ExerciseVerdict] | None, hidden: Hidden,
) -> ExerciseVerdict:  # fmt: skip
    """Judge one exercise, the core first; a crash or hang costs its category only.

    ``names``: the state of the names (`Session.snapshot`).
    """
    records: list[CaseRecord] = []
    problems: dict[str, str] = {}
    with Asker(session, names, exercise.deadline) as asker:
        for category in _core_first(exercise):
            drawn = hidden(unit, exercise, category, seed)
            problems[category.name], ended = _judge_category(unit, category, drawn, asker, records)
            if category.core and ended:
                break  # without the core nothing counts: ask no more
    cores = [category.name for category in exercise.categories if category.core]
    core_right = bool(cores) and all(problems.get(name) == "" for name in cores)
    categories = tuple(
        _category_verdict(category, problems.get(category.name), core_right) for category in exercise.categories
    )
    if not any(record.problem for record in records):
        return ExerciseVerdict(exercise.name, categories, records=tuple(records))
    if _not_attempted(unit, records):
        return ExerciseVerdict(exercise.name, categories, attempted=False, records=tuple(records))
    library = _library(records)
    found = ExerciseVerdict(
        exercise.name, categories, (), True, named_ratio(records), first_error(records), tuple(records), library,
        _missing_name(records),
    )  # fmt: skip
    return with_causes(unit, exercise, found, earlier) if name_causes and not library else found


def put_off(verdict: ExerciseVerdict) -> ExerciseVerdict:
    """A verdict without causes that says whether they are to be looked for later."""
    failed = any(record.problem for record in verdict.records)
    return replace(verdict, unnamed=failed and verdict.attempted and not verdict.banned)


def with_causes(
    unit: Unit, exercise: Exercise, verdict: ExerciseVerdict, earlier: Mapping[str, ExerciseVerdict] | None
) -> ExerciseVerdict:
    """The verdict with its likely causes; ``earlier`` as for `judge_exercise`."""
    records = list(verdict.records)
    causes = likely_causes(unit, exercise, records, earlier)
    error = unexplained_error(unit, exercise, records, causes)
    return replace(verdict, diagnoses=causes, error=error, unnamed=False)


def _judge_category(
    unit: Unit, category: Category, drawn: Sequence[Drawn], asker: Asker, records: list[CaseRecord]
) -> tuple[str, bool]:
    """Kind of the first problem ("" if none), and whether to stop asking if this is the core."""
    first = ""
    packed = drawn if isinstance(drawn, Questions) else None
    for item, (got, failure) in zip(drawn, asker.ask_all([item.case.steps for item in drawn], packed), strict=False):
        if isinstance(got, Judged):
            problem = got.problem
            if problem:
                item.prove()
        else:
            problem = Problem(failure) if failure else item.judge(got)
        kept = got if _recognised(got) else bounded(got, item.want)
        records.append(CaseRecord(category.name, item.case, kept, item.want, problem, item.bank, item.faults))
        first = first or (problem.kind if problem else "")
        if failure:  # the category's other cases are lost: no new inputs are drawn for it
            return first, True
    return first, bool(first) and _not_attempted(unit, records)


def _category_verdict(category: Category, problem: str | None, core_right: bool) -> CategoryVerdict:
    passed = problem == "" and core_right
    kind = problem if problem else ("" if passed else "core")
    return CategoryVerdict(category.name, category.points if passed else 0.0, category.points, passed, kind)


def _recognised(got: Sequence[Outcome]) -> bool:
    """Whether an answer is like the reference's own; it need not be taken apart."""
    return isinstance(got, Judged) and got.recognised


def _missing_name(records: list[CaseRecord]) -> str:
    """The undefined name of the first NameError, "" if there is none."""
    for record in records:
        for outcome in () if _recognised(record.got) else record.got:
            if outcome.error == "NameError" and (found := _UNDEFINED.fullmatch(outcome.text)):
                return found[1]
    return ""


def _library(records: list[CaseRecord]) -> str:
    """The library whose use made a case fail, "" if there is none."""
    errors = [outcome for record in records if record.problem for outcome in record.got if outcome.error == "ImportError"]
    return next((library for outcome in errors if (library := library_of(outcome.text))), "")


def _not_attempted(unit: Unit, records: list[CaseRecord]) -> bool:
    return all(_first_own_error(unit, record) == "NotImplementedError" for record in records)


def _first_own_error(unit: Unit, record: CaseRecord) -> str | None:
    """The error of a case's first step that is the student's: what the lesson gives may make a model for it before.

    Where no step is, what the lesson gives calls the student's function, and the first error is hers.
    """
    given: str | None = None
    for step, outcome in zip(record.case.steps, record.got, strict=False):
        if not isinstance(step, Call) or "." in step.target or step.target in unit.solution_names:
            return outcome.error
        given = given or outcome.error
    return given


def judge_quiz(unit: Unit, session: Session, clicked: Mapping[int, int] | None = None) -> ExerciseVerdict:
    """Judge the quiz by the notebook's answers, {question number: option number}; the best state of them counts.

    What the code says of a question wins; a question that it leaves open has the answer that was clicked.
    """
    return _best(session, QUIZ, lambda key: _judge_answers(unit, *_answers(session, key), clicked or {}))


def _answers(session: Session, names: str) -> tuple[dict[Any, Any], str]:
    try:
        with session.snapshot(names, QUIZ_SECONDS) as snapshot:
            outcomes = snapshot.ask((Value(QUIZ_VARIABLE),))
    except (SandboxError, ProtocolError):
        return {}, "crash"
    answers = outcomes[0].value if outcomes and outcomes[0].error is None else None
    return (answers if isinstance(answers, dict) else {}), ""


def _judge_answers(unit: Unit, answers: dict[Any, Any], error: str, clicked: Mapping[int, int]) -> ExerciseVerdict:
    points = QUIZ_POINTS / len(unit.quiz)
    categories, used = [], []
    for number, question in enumerate(unit.quiz, 1):
        given = as_number(answers.get(number))
        if given is None and 1 <= clicked.get(number, 0) <= len(question.options):
            given = clicked[number]
            used.append(number)
        passed = type(given) is int and given == question.answer
        problem = "" if passed else ("unanswered" if given is None else "wrong_option")
        name = messages.QUESTION.format(number=number)
        categories.append(CategoryVerdict(name, points if passed else 0.0, points, passed, problem))
    attempted = any(category.problem != "unanswered" for category in categories)
    return ExerciseVerdict(QUIZ, tuple(categories), attempted=attempted, error=error, clicked=tuple(used))


# --- without a sandbox: the instructor's own code, in tests and at build time ------------


class LocalSession:
    """A session on trusted code in this process: references, mistakes, variants."""

    rebound: Mapping[str, Mapping[str, int]] = {}
    states: Mapping[str, Sequence[str]] = {}

    def __init__(self, namespace: dict[str, Any]) -> None:
        self._namespace = namespace

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[LocalSession]:
        """This session itself: trusted code needs no fork."""
        before = dict(self._namespace)
        try:
            yield self
        finally:
            self._namespace.update(before)

    def lend(self, names: Collection[str], answer: Exchange, note: Callable[[Mapping[str, int]], None]) -> None:
        """Put lent functions in the place of these names, until the snapshot ends."""
        lend(self._namespace, names, answer)

    def allow(self, seconds: float) -> None:
        """Do nothing: trusted code has no time limit."""

    def use(self, exercise: str) -> None:
        """Do nothing: there is only one state of the names."""

    def ask(self, steps: Steps) -> list[Outcome]:
        """Run the case here."""
        return run(steps, self._namespace)

    def ask_all(self, programs: Sequence[Steps], packed: Packed | None = None) -> Iterator[Sequence[Outcome]]:
        """Run the cases here."""
        return map(self.ask, programs)

    def ask_together(self, request: Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """Nothing crosses a wall here.

        Raises:
            ProtocolError: always, so that the cases are asked as they are.
        """
        raise ProtocolError("nothing to unpack")
