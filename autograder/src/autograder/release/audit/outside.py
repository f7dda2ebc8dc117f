"""Measures how many wrong answers outside the bank get a name (the diagnosis of a mistake), and how many a wrong one.

``python -m autograder.release.audit.outside solutions/09_softmax_cross_entropy`` prints, for the grade and for the
visible check, how many wrong answers outside the bank lost points, how many of them got no name, a name, or a
wrong name, and lists the wrong names.  ``--exercise NAME`` looks at one exercise only.

The answers are the mechanical mutants of `mutants` and, in the place of each exercise, the references and variants
of the unit's other exercises.

A name says "you made this mistake".  It is right when the answer behaves as the mistake does, on inputs on which
the two have not been compared before (other seeds, every category):

- In every case that the mistake fails, the answer fails in the same way: with the same values, errors and side
  effects, and with the same dtype where the dtype is wrong.  Where right answers differ because they draw random
  numbers, the same property must fail; where bad input should be refused, neither must refuse it.  A student who
  reads "the labels are not checked", but does check them except for one value, has been misled.
- There is such a case, and in at least one the two share more than the class of an exception: a value, a side
  effect, a missing error, an exception with the same text, or one that both raise with their own ``raise``.
- If the answer fails a case of the core, one of these cases belongs to the core, because a student whose values are
  wrong should not first read about an error message.

The answer may have further faults: then the name is true, though not the whole truth.
A name carried over from a function that this one calls is always wrong here, because that function is the reference.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from npml.core.forms import FORM
from npml.student.likely import likely
from npml.student.stages import examine
from npml.student.unitfile import UnitFile, find_beside, load

from ...authoring.unit import Unit
from ..chance import steady
from . import messages
from .lab import verdict_on
from .mutants import SECONDS, TooLong, hidden_cases, limit, mutants_of, slips_of
from .mutants import load as load_mutant
from .truth import Fresh

#: The share of wrong answers outside the bank that may get a wrong name.
MOST = 0.02


@dataclass(frozen=True)
class Answer:
    """An answer that is not in the bank.

    Attributes:
        exercise: the name of the exercise.
        says: what it is, for a person to read.
        make: gives the function or class anew, so that nothing of an earlier use is left in it.
    """

    exercise: str
    says: str
    make: Callable[[], Any]


@dataclass(frozen=True)
class Named:
    """A wrong answer and the names that it got, each with the reason why it is wrong, or "" when it is right."""

    answer: Answer
    names: dict[str, str]

    @property
    def wrong(self) -> dict[str, str]:
        """The wrong names."""
        return {key: why for key, why in self.names.items() if why}


@dataclass(frozen=True)
class Tally:
    """The answers that lost points, or failed the check, with the names they got."""

    failed: tuple[Named, ...]

    @property
    def nameless(self) -> int:
        """How many got no name."""
        return sum(not item.names for item in self.failed)

    @cached_property
    def misled(self) -> tuple[Named, ...]:
        """The answers that got a wrong name, even if they got a right one, too."""
        return tuple(item for item in self.failed if item.wrong)

    @property
    def share(self) -> float:
        """The share of failed answers that got a wrong name, from 0 to 1."""
        return len(self.misled) / max(1, len(self.failed))

    def __str__(self) -> str:
        named = len(self.failed) - self.nameless
        return messages.TALLY.format(
            failed=len(self.failed), nameless=self.nameless, named=named, misled=len(self.misled), share=self.share
        )


def answers(unit: Unit, exercise: str) -> Iterator[Answer]:
    """The answers to one exercise that are not in the bank; some of them are right."""
    drawn = hidden_cases(unit, exercise)
    for mutant in [*mutants_of(unit, exercise), *slips_of(unit, exercise, drawn)]:
        names = load_mutant(unit, mutant)
        if names is not None:
            yield Answer(exercise, mutant.change, lambda mutant=mutant: (load_mutant(unit, mutant) or {})[exercise])  # type: ignore[misc]
    for name in unit.solution_names:
        if name != exercise:
            says = messages.OTHER_SOLUTION.format(name=name)
            yield Answer(exercise, says, lambda name=name: unit.namespace()[name])  # type: ignore[misc]
    for item in unit.variants:
        if item.exercise != exercise:
            says = messages.OTHER_VARIANT.format(exercise=item.exercise, key=item.key)
            yield Answer(exercise, says, lambda item=item: item.code)  # type: ignore[misc]


def measure(
    unit: Unit, exercises: Sequence[str] = (), visible: UnitFile | None = None, stride: int = 1
) -> tuple[Tally, Tally]:
    """The names that answers outside the bank get.

    Args:
        unit: the unit.
        exercises: the names of the exercises to look at; all when empty.
        visible: the unit's checks.json; without it the second tally is empty.
        stride: look at every so many answers of an exercise only.

    Returns:
        The tally of the grade, and the tally of the visible check.
    """
    graded: list[Named] = []
    checked: list[Named] = []
    for exercise in exercises or unit.solution_names:
        fresh = Fresh(unit, exercise)
        for answer in islice(answers(unit, exercise), 0, None, stride):
            names = _graded(unit, answer)
            if names is not None:
                graded.append(Named(answer, {key: fresh.why_wrong(key, answer.make) for key in names}))
            keys = None if visible is None else _checked(unit, visible, answer)
            if keys is not None:
                checked.append(Named(answer, _best(keys, fresh, answer)))
    return Tally(tuple(graded)), Tally(tuple(checked))


def _graded(unit: Unit, answer: Answer) -> tuple[str, ...] | None:
    """The names in the verdict; None when the answer lost no points, or ran for too long."""
    try:
        with limit(SECONDS), steady():
            verdict = verdict_on(unit, answer.exercise, {answer.exercise: answer.make()})
    except TooLong:
        return None
    # A diagnosis from the form of the result states a fact about the answer; it is no name of a mistake.
    names = tuple(key for key in verdict.diagnoses if not key.startswith(FORM))
    return None if verdict.score == verdict.max_score else names


def _checked(unit: Unit, visible: UnitFile, answer: Answer) -> tuple[str, ...] | None:
    """The bank's keys for the diagnosis that the check shows; None when the answer did not fail, or ran for too long."""
    exercise, names = visible.exercises[answer.exercise], unit.namespace({answer.exercise: answer.make()})
    try:
        with limit(SECONDS), steady():
            report = examine(exercise, names)
            if report.state != "failed":
                return None
            says = likely(report, exercise, visible, names).says
    except (TooLong, KeyboardInterrupt):
        return None
    return tuple(key for key, (text, _) in exercise.diagnoses.items() if says and text == says)


def _best(keys: tuple[str, ...], fresh: Fresh, answer: Answer) -> dict[str, str]:
    """One name for a text that several mistakes share: it is right when it is right for one of them."""
    found = {key: fresh.why_wrong(key, answer.make) for key in keys}
    right = [key for key, why in found.items() if not why]
    return {right[0]: ""} if right else dict(list(found.items())[:1])


def main(argv: list[str] | None = None) -> int:
    """Print the tallies of the units in these folders; the exit code is 1 if a share above `MOST` got a wrong name."""
    parser = argparse.ArgumentParser(description=messages.OUTSIDE)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--exercise", action="append", default=[])
    arguments = parser.parse_args(argv)
    bad = False
    for folder in arguments.folders:
        unit = Unit(folder.resolve())
        path = find_beside(unit.folder)
        graded, checked = measure(unit, arguments.exercise, None if path is None else load(path))
        for title, tally in ((messages.GRADED, graded), (messages.CHECKED, checked)):
            print(f"{unit.name} {title}: {tally}")
            for item in tally.misled:
                print(f"  {item.answer.exercise}: {item.answer.says}")
                for key, why in item.wrong.items():
                    print(f"      {key}: {why}")
            bad |= tally.share > MOST
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
