"""Answers that are not in the bank: how many get a name, and how many a wrong one?

``python -m autograder.release.audit.outside solutions/09_softmax_cross_entropy`` prints, for the grade and for the
visible check, how many wrong answers outside the bank lost points, how many of them got no name, a name, a
wrong name, and each wrong name.  ``--exercise NAME`` looks at one exercise only.

The answers are the mechanical mutants of `mutants` and, in the place of each exercise, the unit's references and
variants of its other exercises.

What is a wrong name?  A name says "you made this mistake".  It is right when the answer shows all that the
mistake shows, on inputs that neither was compared on before (other seeds, every category):

- in every case that the bank's entry of that name fails, the answer fails alike: the same values, errors and side
  effects, and the same dtype where the dtype is the fault.  Where right answers differ, because they draw at
  random, the same property fails; where bad input should have been refused, neither refuses it.  A student who
  hears "the labels are not checked" and does check them, but for one value, has been misled;
- there is such a case, and in one of them more is alike than the class of an exception: a value, a side effect,
  an error that is missing, an exception with the same words, or one that both raise by a statement of their own;
- if the answer fails the core, one of those cases is of the core: nobody whose values are wrong should hear of an
  error message first.

The answer may have further faults: then the name is true, though not the whole truth.
A name that is carried over from a function that this one calls is wrong here: that function is the reference.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ...authoring.unit import Unit
from ...core.forms import FORM
from ...student.likely import likely
from ...student.stages import examine
from ...student.unitfile import UnitFile, find_beside, load
from . import messages
from .lab import verdict_on
from .mutants import SECONDS, TooLong, hidden_cases, limit, mutants_of, slips_of
from .mutants import load as load_mutant
from .truth import Fresh, steady

#: Of the wrong answers outside the bank, so many may get a wrong name.
MOST = 0.02


@dataclass(frozen=True)
class Answer:
    """A wrong answer that is not in the bank.

    Attributes:
        says: what it is, for a person.
        make: the function or class, with nothing left in it of an earlier use.
    """

    exercise: str
    says: str
    make: Callable[[], Any]


@dataclass(frozen=True)
class Named:
    """The names that a wrong answer got, each with "" or with why it is wrong."""

    answer: Answer
    names: dict[str, str]

    @property
    def wrong(self) -> dict[str, str]:
        """The wrong names."""
        return {key: why for key, why in self.names.items() if why}


@dataclass(frozen=True)
class Tally:
    """What became of the answers that lost points, or failed the check."""

    failed: tuple[Named, ...]

    @property
    def nameless(self) -> int:
        """How many got no name."""
        return sum(not item.names for item in self.failed)

    @cached_property
    def misled(self) -> tuple[Named, ...]:
        """Those with a wrong name, be it beside a right one."""
        return tuple(item for item in self.failed if item.wrong)

    @property
    def share(self) -> float:
        """Wrong names among the failed answers."""
        return len(self.misled) / max(1, len(self.failed))

    def __str__(self) -> str:
        named = len(self.failed) - self.nameless
        return messages.TALLY.format(
            failed=len(self.failed), nameless=self.nameless, named=named, misled=len(self.misled), share=self.share
        )


def answers(unit: Unit, exercise: str) -> Iterator[Answer]:
    """Answers to one exercise that are not in the bank; some are right all the same."""
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


def measure(unit: Unit, exercises: Sequence[str] = (), visible: UnitFile | None = None) -> tuple[Tally, Tally]:
    """The names that answers outside the bank get: in the grade, and in the visible check.

    Args:
        unit: the instructor's side.
        exercises: those to look at; all when there are none.
        visible: the unit's checks.json; without it the second tally is empty.
    """
    graded: list[Named] = []
    checked: list[Named] = []
    for exercise in exercises or unit.solution_names:
        fresh = Fresh(unit, exercise)
        for answer in answers(unit, exercise):
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
    # What the form of a result gives away is a fact about the answer, and names no mistake of the bank.
    names = tuple(key for key in verdict.diagnoses if not key.startswith(FORM))
    return None if verdict.score == verdict.max_score else names


def _checked(unit: Unit, visible: UnitFile, answer: Answer) -> tuple[str, ...] | None:
    """The bank's keys for the text that the check shows; None when it did not fail."""
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
    """One text may stand for several entries: it is right when one of them is."""
    found = {key: fresh.why_wrong(key, answer.make) for key in keys}
    right = [key for key, why in found.items() if not why]
    return {right[0]: ""} if right else dict(list(found.items())[:1])


def main(argv: list[str] | None = None) -> int:
    """Print the table of the units whose folders are named."""
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
