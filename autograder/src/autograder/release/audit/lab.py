"""Audits a unit's grading: the judge grades the reference, the right variants and every mistake.

``python -m autograder.release.audit.lab solutions/09_softmax_cross_entropy`` prints what the unit
tests assert: the reference and the variants earn full points, the stub earns nothing, and every
mistake loses points and gets its own diagnosis.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ...authoring.unit import Unit
from ...authoring.vocabulary import Category, Exercise, Mistake, Variant
from ...judge.cases import Drawn, draw
from ...judge.verdict import ExerciseVerdict, LocalSession, judge_exercise
from . import messages

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
                print(f"  !! reference of {exercise.name} loses points: {verdict.categories}")
        if verdict_on(unit, exercise.name, {exercise.name: stub}).score != 0:
            good = False
            print(f"  !! the stub of {exercise.name} earns points")
        bank = [item for item in unit.mistakes if item.exercise == exercise.name]
        results = [try_mistake(unit, item) for item in bank]
        variants = [item for item in unit.variants if item.exercise == exercise.name]
        accepted = 0
        for item in variants:
            verdict = try_variant(unit, item)
            accepted += verdict.score == verdict.max_score
            if verdict.score != verdict.max_score:
                failed = [record for record in verdict.records if record.problem][:2]
                print(f"  !! variant {exercise.name}/{item.key} loses points: {failed}")
        caught, named = sum(r.caught for r in results), sum(r.named for r in results)
        good &= caught == named == len(bank) and accepted == len(variants)
        counts = {"caught": caught, "named": named, "mistakes": len(bank), "accepted": accepted, "variants": len(variants)}
        print(messages.LAB.format(place=f"{unit.name}/{exercise.name}", points=exercise.points, **counts))
        for result in results:
            if not (result.caught and result.named):
                score, diagnoses = result.verdict.score, result.verdict.diagnoses
                print(messages.LAB_MISTAKE.format(key=result.mistake.key, score=score, diagnoses=diagnoses))
    return good


def main(argv: list[str]) -> int:
    """Report on the units in these folders; the exit code is 0 when all is as it should be."""
    results = [report(Unit(Path(path).resolve())) for path in argv]
    return 0 if all(results) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
