"""Is every unit's grading any good?  Reference, stub, other right answers and every known mistake."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest

from autograder.authoring.unit import SOLUTION, Unit, tag_of
from autograder.release.audit.lab import AMPLE, SEEDS, MistakeResult, computed, stub, try_mistake, try_variant, verdict_on
from autograder.release.notebooks import split_lines
from autograder.sample_class.sources import Papers, answers

FEW_LINES = 2  # a solution this short leaves less room for mistakes
#: A busy machine counts more processor time, up to three times as much, and a test must not depend on that.
BUSY = 4


def test_unit_is_consistent(unit: Unit) -> None:
    """Do lesson, hidden cases, checks and points speak of the same exercises?"""
    unit.validate()


@pytest.mark.parametrize("seed", SEEDS)
def test_reference_earns_everything(unit: Unit, exercise: str, seed: bytes) -> None:
    """Does the reference earn full points, whatever the seed?"""
    verdict = verdict_on(unit, exercise, {}, seed)
    assert verdict.score == verdict.max_score, [item for item in verdict.categories if not item.passed]


def test_stub_earns_nothing(unit: Unit, exercise: str) -> None:
    """Does an untouched stub earn 0, and is it told apart from a wrong answer?"""
    verdict = verdict_on(unit, exercise, {exercise: stub})
    assert verdict.score == 0
    assert not verdict.attempted


def test_other_right_answers_make_notebooks(unit: Unit) -> None:
    """Can a class be made of them, also where a variant is made by another function and has no source of its own?"""
    papers = Papers(unit)
    for number in range(4):
        cells = answers(papers.variant(number))
        assert all(re.search(rf"^(def|class) {name}\b", cells[name]["source"], re.MULTILINE) for name in papers.exercises)


def test_other_right_answers_earn_everything(unit: Unit, exercise: str) -> None:
    """Do at least three differently written right answers earn full points?"""
    variants = [item for item in unit.variants if item.exercise == exercise]
    assert len(variants) >= 3, (
        f"{unit.folder / 'variants.py'}: {exercise} has {len(variants)} variants, at least 3 are needed"
    )
    for item in variants:
        verdict = try_variant(unit, item)
        assert verdict.score == verdict.max_score, (item.key, [part for part in verdict.categories if not part.passed])


def test_other_right_answers_have_time_to_spare(unit: Unit, exercise: str) -> None:
    """Does an exercise allow many times what its slowest right answer computes, so that no slow machine makes it wrong?"""
    item = unit.exercise(exercise)
    enough = item.computing * BUSY / AMPLE
    for variant in unit.variants:
        if variant.exercise == exercise:
            seconds = min(computed(unit, item, variant) for _ in range(3))
            assert seconds <= enough, f"{variant.key}: {seconds:.2f} s, computing is {item.computing}"


def test_every_mistake_loses_points_and_is_named(
    unit: Unit, exercise: str, record_property: Callable[[str, object], None]
) -> None:
    """Is the bank large enough, does every entry lose points, and is each told from the others?"""
    bank = [item for item in unit.mistakes if item.exercise == exercise]
    keys = Counter(item.key for item in bank)
    assert all(count == 1 for count in keys.values()), f"keys twice in {unit.folder / 'mistakes.py'}: {keys}"
    least = 5 if solution_lines(unit, exercise) <= FEW_LINES else 8
    assert len(bank) >= least, (
        f"{unit.folder / 'mistakes.py'}: {exercise} has {len(bank)} mistakes, at least {least} are needed"
    )
    results = [try_mistake(unit, item) for item in bank]
    caught, named = sum(result.caught for result in results), sum(result.named for result in results)
    variants = sum(item.exercise == exercise for item in unit.variants)
    record_property(
        "bank",
        f"{unit.name}/{exercise}: 오답 {caught}/{len(bank)} 감점, 진단 {named}/{len(bank)} 정확, 다른 정답 {variants}",
    )
    for line in confusion(results):
        record_property("bank", f"{unit.name}/{exercise}    {line}")
    assert caught == len(bank), [result.mistake.key for result in results if not result.caught]
    assert named == len(bank), confusion(results)


def confusion(results: list[MistakeResult]) -> list[str]:
    """The confusion matrix off its diagonal: which mistake was taken for which."""
    return [f"{item.mistake.key} -> {', '.join(item.verdict.diagnoses) or '(없음)'}" for item in results if not item.named]


def solution_lines(unit: Unit, exercise: str) -> int:
    """Lines of code between an exercise's solution markers."""
    cells = [cell for cell in unit.lesson.cells if tag_of(cell) == (SOLUTION, exercise)]
    hidden = [line.strip() for cell in cells for line, inside in split_lines(cell.source) if inside]
    return sum(bool(line) and not line.startswith("#") for line in hidden)
