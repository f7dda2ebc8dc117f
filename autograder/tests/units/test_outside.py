"""Is the name that an answer gets a true one, also when nobody thought of the answer?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from autograder.authoring.unit import Unit
from autograder.release.audit.outside import MOST, Tally, measure
from autograder.release.audit.truth import Fresh
from autograder.student.unitfile import load


def test_few_answers_outside_the_bank_get_a_wrong_name(
    unit: Unit, released: Path, record_property: Callable[[str, object], None]
) -> None:
    """Do mutants, and answers to other exercises, get a wrong name in at most one case of fifty?"""
    graded, checked = measure(unit, visible=load(released / "checks.json"))
    for title, tally in (("채점", graded), ("확인", checked)):
        record_property("bank", f"{unit.name} 은행 밖, {title}: {tally}")
    assert graded.failed
    assert checked.failed
    assert graded.share <= MOST, wrong_names(graded)
    assert checked.share <= MOST, wrong_names(checked)


def wrong_names(tally: Tally) -> list[str]:
    """Which answer was taken for what, and why it is not that."""
    return [f"{item.answer.exercise}: {item.answer.says}: {item.wrong}" for item in tally.misled]


def test_every_mistake_is_itself(unit: Unit, exercise: str) -> None:
    """Does the measure find each name of the bank true of its own entry, on inputs of other seeds?"""
    fresh = Fresh(unit, exercise)
    bank = [item for item in unit.mistakes if item.exercise == exercise]
    found = {item.key: fresh.why_wrong(item.key, partial(getattr, item, "code")) for item in bank}
    assert not {key: why for key, why in found.items() if why}
