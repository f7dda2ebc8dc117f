"""Audits a unit's grading: the judge grades the reference, the right variants and every mistake.

``python -m autograder.release.audit.lab solutions/09_softmax_cross_entropy`` prints what the unit
tests assert: the reference and the variants earn full points, the stub earns nothing, and every
mistake loses points and gets its own diagnosis.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from npml.core.program import run
from npml.errors import AutograderError

from ...authoring.unit import Unit
from ...authoring.vocabulary import Category, Exercise, Mistake, Variant
from ...judge.cases import Drawn, draw
from ...judge.verdict import ExerciseVerdict, LocalSession, judge_exercise
from . import messages

#: An exercise allows so many times what its slowest right variant computes (`Exercise.computing`).
AMPLE = 20
SEEDS = (b"lab-seed-0123456", b"another-seed-789")


@lru_cache(maxsize=24)  # the categories of an exercise or two
def hidden(unit: Unit, exercise: Exercise, category: Category, seed: bytes) -> list[Drawn]:
    """The hidden cases of a category, drawn once for all answers that are judged one after the other.

    What the reference and the bank's mistakes give on them is kept with them.  A unit that is loaded anew has another
    function that draws its cases, and so cases of its own.
    """
    return draw(unit, exercise, category, seed)


def verdict_on(
    unit: Unit, exercise: str, overrides: Mapping[str, Any], seed: bytes = SEEDS[0], *, name_causes: bool = True
) -> ExerciseVerdict:
    """The verdict on an exercise when ``overrides`` replace some names of the reference."""
    session = LocalSession(unit.namespace(overrides))
    return judge_exercise(unit, unit.exercise(exercise), session, seed, name_causes=name_causes, hidden=hidden)


def stub(*args: Any, **kwargs: Any) -> Any:
    """The function that the released notebook has in place of a solution."""
    raise NotImplementedError


@dataclass(frozen=True)
class MistakeResult:
    """A mistake of the bank and the verdict on it."""

    mistake: Mistake
    verdict: ExerciseVerdict

    @property
    def caught(self) -> bool:
        """Whether it lost points."""
        return self.verdict.score < self.verdict.max_score

    @property
    def named(self) -> bool:
        """Whether its own diagnosis came first."""
        return self.verdict.diagnoses[:1] == (self.mistake.key,)


def try_mistake(unit: Unit, item: Mistake, seed: bytes = SEEDS[0]) -> MistakeResult:
    """Judge one mistake in place of the reference."""
    return MistakeResult(item, verdict_on(unit, item.exercise, {item.exercise: item.code}, seed))


def try_variant(unit: Unit, item: Variant, seed: bytes = SEEDS[0]) -> ExerciseVerdict:
    """Judge one right variant in place of the reference."""
    return verdict_on(unit, item.exercise, {item.exercise: item.code}, seed)


def computed(unit: Unit, exercise: Exercise, item: Variant) -> float:
    """Seconds of processor time that a variant needs for all hidden cases of its exercise."""
    names = unit.namespace({item.exercise: item.code})
    programs = [
        drawn.case.steps for category in exercise.categories for drawn in hidden(unit, exercise, category, SEEDS[0])
    ]  # fmt: skip
    begin = time.process_time()
    for steps in programs:
        run(steps, names)
    return time.process_time() - begin


def report(unit: Unit) -> bool:
    """Print the lab's findings on one unit; return whether all is as it should be.

    Raises:
        UnitError: the unit is inconsistent.
    """
    unit.validate()
    good = True
    for exercise in unit.exercises:
        for seed in SEEDS:
            verdict = verdict_on(unit, exercise.name, {}, seed)
            if verdict.score != verdict.max_score:
                good = False
                _print_failures(messages.LAB_REFERENCE, verdict)
        if verdict_on(unit, exercise.name, {exercise.name: stub}).score != 0:
            good = False
            print(messages.LAB_STUB)
        bank = [item for item in unit.mistakes if item.exercise == exercise.name]
        results = [try_mistake(unit, item) for item in bank]
        variants = [item for item in unit.variants if item.exercise == exercise.name]
        accepted = 0
        for item in variants:
            verdict = try_variant(unit, item)
            accepted += verdict.score == verdict.max_score
            if verdict.score != verdict.max_score:
                _print_failures(messages.LAB_VARIANT.format(key=item.key), verdict)
            if (seconds := computed(unit, exercise, item)) * AMPLE > exercise.computing:
                print(messages.LAB_SLOW.format(key=item.key, seconds=seconds, least=AMPLE * seconds))
        caught, named = sum(r.caught for r in results), sum(r.named for r in results)
        good &= caught == named == len(bank) and accepted == len(variants)
        counts = {"caught": caught, "named": named, "mistakes": len(bank), "accepted": accepted, "variants": len(variants)}
        print(messages.LAB.format(place=f"{unit.name}/{exercise.name}", points=exercise.points, **counts))
        for result in results:
            if not (result.caught and result.named):
                said = {"key": result.mistake.key, "score": result.verdict.score, "max_score": result.verdict.max_score}
                diagnoses = ", ".join(result.verdict.diagnoses) or messages.LAB_NO_NAME
                print(messages.LAB_MISTAKE.format(diagnoses=diagnoses, **said))
    return good


def _print_failures(title: str, verdict: ExerciseVerdict) -> None:
    """The first failing case of each category in a line: the last call that was made, and what is wrong with it."""
    print(title)
    told: set[str] = set()
    for record in verdict.records:
        if record.problem is None or record.category in told:
            continue
        told.add(record.category)
        step = record.case.steps[min(record.problem.step, len(record.case.steps) - 1)]
        texts = [outcome.text for outcome in record.got if outcome.error]
        problem = ": ".join(filter(None, [record.problem.kind, record.problem.detail, *texts[:1]]))
        print(messages.LAB_FAILED.format(category=record.category, call=step.source(_short), problem=problem))


def _short(value: Any, _: int | str) -> str:
    return np.array2string(value, threshold=6) if isinstance(value, np.ndarray) else repr(value)


def run_audit(audit: Callable[[Unit], bool], description: str, argv: Sequence[str] | None) -> int:
    """The command line of an audit of units' folders: 0 when all is as it should be, 1 when not, 2 for wrong use.

    Args:
        audit: prints what it finds of one unit; True when all is well.
        description: what it looks at.
        argv: the arguments; None for those of the process.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folders", nargs="+", type=Path, help=messages.HELP_FOLDER)
    try:
        results = [audit(Unit(folder.resolve())) for folder in parser.parse_args(argv).folders]
    except AutograderError as error:
        print(error, file=sys.stderr)
        return 2
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(run_audit(report, messages.HELP_LAB, None))
