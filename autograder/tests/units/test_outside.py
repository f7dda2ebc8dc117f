"""Is the name that an answer gets a true one, also when nobody thought of the answer?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from autograder.authoring.unit import Unit
from autograder.release.audit.outside import MOST, Tally, measure
from autograder.release.audit.truth import Fresh
from npml.student.unitfile import load


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.soak)])
def test_few_answers_outside_the_bank_get_a_wrong_name(
    unit: Unit, released: Path, record_property: Callable[[str, object], None], stride: int
) -> None:
    """Do mutants, and answers to other exercises, get a wrong name in at most one case of fifty?

    `make soak` looks at all of them.  `make test` looks at a quarter, where one may be wrong: among so few it says nothing.
    """
    graded, checked = measure(unit, visible=load(released / "checks.json"), stride=stride)
    for title, tally in (("채점", graded), ("확인", checked)):
        record_property("bank", f"{unit.name} 은행 밖({stride}개에 하나), {title}: {tally}")
        assert tally.failed
        allowed = max(MOST * len(tally.failed), 1 if stride > 1 else 0)
        assert len(tally.misled) <= allowed, wrong_names(tally)


def wrong_names(tally: Tally) -> list[str]:
    """Which answer was taken for what, and why it is not that."""
    return [f"{item.answer.exercise}: {item.answer.says}: {item.wrong}" for item in tally.misled]


@pytest.mark.soak  # it tests the measure above, which few edits touch, and is dear
def test_every_mistake_is_itself(unit: Unit, exercise: str) -> None:
    """Does the measure find each name of the bank true of its own entry, on inputs of other seeds?"""
    fresh = Fresh(unit, exercise)
    bank = [item for item in unit.mistakes if item.exercise == exercise]
    found = {item.key: fresh.why_wrong(item.key, partial(getattr, item, "code")) for item in bank}
    assert not {key: why for key, why in found.items() if why}
