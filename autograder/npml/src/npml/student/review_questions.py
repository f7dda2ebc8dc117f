"""Makes the questions of ``review``: a call, the right result, a wrong one, and which mistake gives it.

They are made from the values in a unit's checks.json: what each known mistake gives on the visible cases, and its
diagnosis.
A mistake may only be an option where its result differs from the one shown in the digits that are shown, so that exactly
one option explains it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..core.arguments import Layout
from ..core.program import Outcome
from .describe import show_value
from .pasting import source_of
from .stages import find_problem
from .unitfile import UnitFile, VisibleCase, VisibleExercise

#: Kinds of problems that a reader can see by comparing two results: in their numbers, or in their form.
_NUMBERS, _FORM = frozenset({"value", "nonfinite"}), frozenset({"shape", "type", "length"})
#: A question has so many options, the right one included.
FEWEST, MOST = 3, 4
#: Results that agree in so many significant digits look alike.
DIGITS = 3
#: No more lines than these are shown of a call and of a result.
CALL_LINES, RESULT_LINES = 16, 9
Rank = Callable[[str], str]
_SENTENCE = re.compile(r"(.+?[.?!])(?=\s|$)", re.DOTALL)


@dataclass(frozen=True)
class Choice:
    """One option of a question.

    Attributes:
        key: the bank's mistake.
        text: the first sentence of its diagnosis.
        says: the whole diagnosis.
        result: what it gives where the question looks, as text.
    """

    key: str
    text: str
    says: str
    result: str


@dataclass(frozen=True)
class ReviewQuestion:
    """One question.

    Attributes:
        unit: whose exercise it is about.
        exercise: the exercise's name.
        call: the code of the case, with the values of its arguments.
        right: the right result as text.
        choices: in the order in which they are shown.
        answer: the number of the right one, from 1.
    """

    unit: UnitFile
    exercise: str
    call: str
    right: str
    choices: tuple[Choice, ...]
    answer: int

    @property
    def wrong(self) -> str:
        """The wrong result that is to be explained."""
        return self.choices[self.answer - 1].result

    @property
    def id(self) -> str:
        """Which question it is: the same mistake is the same question, with whatever case it is shown."""
        return question_id(self.exercise, self.choices[self.answer - 1].key)


def question_id(exercise: str, key: str) -> str:
    """The name of the question about a mistake, under which it is remembered."""
    return f"{exercise}/{key}"


def ranked_by(seed: str) -> Rank:
    """An order that looks random and depends on nothing but the seed and the texts."""
    return lambda text: hashlib.sha256(f"{seed}\0{text}".encode()).hexdigest()


def question_about(unit: UnitFile, exercise: VisibleExercise, key: str, rank: Rank) -> ReviewQuestion | None:
    """The question whose right answer is this mistake, or None where no visible case makes a good one.

    Args:
        unit, exercise: the exercise and its unit.
        key: a mistake of the exercise's bank.
        rank: decides between equally good cases and options, and on the order of the options.
    """
    best: tuple[tuple[Any, ...], VisibleCase, int, list[str]] | None = None
    for number, case in enumerate(exercise.cases):
        step, kind = _step_to_show(exercise, case, key)
        if kind not in _NUMBERS | _FORM:
            continue
        others, wrong, alike = _others(exercise, case, key, step, rank)
        # A form that no other option has would give the answer away: the diagnosis names it.
        if len(others) + 1 < FEWEST or (kind in _FORM and not alike):
            continue
        lines = _call(exercise, case, step).count("\n")
        merit = (-min(wrong, MOST - 1), lines // 6, rank(f"{exercise.name} {key} {number}"))
        if best is None or merit < best[0]:
            best = merit, case, step, others
    if best is None:
        return None
    _, case, step, others = best
    keys = sorted([key, *others[: MOST - 1]], key=lambda item: rank(f"{item} {key}"))
    choices = tuple(_choice(exercise, case, item, step) for item in keys)
    call = _call(exercise, case, step)
    return ReviewQuestion(unit, exercise.name, call, show_value(case.want[step].value), choices, keys.index(key) + 1)


def _call(exercise: VisibleExercise, case: VisibleCase, step: int) -> str:
    return source_of(exercise, case, case.steps[: step + 1])


def _choice(exercise: VisibleExercise, case: VisibleCase, key: str, step: int) -> Choice:
    says = exercise.diagnoses[key][0]
    outcome = _outcome(case, key, step)
    assert outcome is not None
    return Choice(key, first_sentence(says), says, show_value(outcome.value))


def first_sentence(says: str) -> str:
    """A diagnosis without its advice."""
    found = _SENTENCE.match(says)
    return found.group(1) if found else says


def _outcome(case: VisibleCase, key: str, step: int) -> Outcome | None:
    """What a mistake gives at a step; None when it raised by then or is not known."""
    run = case.wrong(key)
    return run[step] if run is not None and len(run) > step and run[step].error is None else None


def _step_to_show(exercise: VisibleExercise, case: VisibleCase, key: str) -> tuple[int, str]:
    """The step at which a reader sees that this mistake's result is wrong, and the kind of problem; "" if none does."""
    run, options = case.wrong(key), case.options
    if run is None or run is case.want or not options["values"] or _is_unusual(case):
        return 0, ""
    problem = find_problem(case, run)[0]
    if problem is None or problem.kind not in _NUMBERS | _FORM or problem.step in options["skip"]:
        return 0, ""
    wrong, right = run[problem.step], case.want[problem.step]
    if wrong.error is not None or right.error is not None or not _differ(wrong, right):
        return 0, ""
    long = max(show_value(outcome.value).count("\n") for outcome in (wrong, right)) >= RESULT_LINES
    call = _call(exercise, case, problem.step)
    long = long or call.count("\n") >= CALL_LINES or any(part in call for part in ("…", "...", "case("))
    return problem.step, "" if long else problem.kind


def _is_unusual(case: VisibleCase) -> bool:
    """Whether an array of the case lies unusually in memory, which would only distract."""
    return any(isinstance(arg, Layout) for step in case.steps for arg in step.given)


def _others(exercise: VisibleExercise, case: VisibleCase, key: str, step: int, rank: Rank) -> tuple[list[str], int, int]:
    """The mistakes that can be wrong options, and how many of them are wrong here, and wrong in the same form.

    The most plausible come first: what is wrong here, too, but in other numbers, then in another form.
    """
    mine = _outcome(case, key, step)
    assert mine is not None
    texts = {first_sentence(exercise.diagnoses[key][0])}
    found: list[tuple[int, str, str]] = []
    for other in exercise.diagnoses:
        outcome = _outcome(case, other, step)
        if other == key or outcome is None or not _differ(outcome, mine):
            continue
        right = not _differ(outcome, case.want[step])
        found.append((2 if right else 0 if _form(outcome) == _form(mine) else 1, rank(f"{key} {other}"), other))
    kept, worths = list[str](), list[int]()
    for worth, _, other in sorted(found):
        text = first_sentence(exercise.diagnoses[other][0])
        if text not in texts:
            texts.add(text)
            kept.append(other)
            worths.append(worth)
    return kept, sum(worth < 2 for worth in worths), worths.count(0)


def _form(outcome: Outcome) -> Any:
    """What two results of one form have in common: their shape, or the type of what has none."""
    value = outcome.value
    return np.shape(value) if isinstance(value, (int, float, np.ndarray, np.generic)) else type(value)


def _differ(one: Outcome, other: Outcome) -> bool:
    """Whether two results look different to a reader: as they are shown, and in few digits."""
    return all(show_value(one.value, digits=digits) != show_value(other.value, digits=digits) for digits in (6, DIGITS))
