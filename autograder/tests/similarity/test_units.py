"""The lesson's own solution and its variants are everybody's: of no unit may a line of them be evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.authoring.unit import Unit, find_units
from autograder.grading.nodes import from_text, to_text
from autograder.grading.submission import Submission
from autograder.sample_class.sources import Papers
from autograder.similarity.reading import Desk

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("unit", find_units(ROOT / "solutions"), ids=lambda unit: unit.name)
def test_the_solution_is_no_evidence(unit: Unit) -> None:
    released = from_text((ROOT / "course" / unit.name / f"{unit.name}.ipynb").read_text(encoding="utf-8"))
    raw = to_text(Papers(unit).solved()).encode()
    with Desk(unit, released) as desk:
        standard = set(desk.standard(variants=False)[0])
        [paper] = desk.papers([("kim", "", False, Submission(raw, "kim.ipynb", "kim", unit.name), {})], pytest.fail)
    own = {
        name: [tuple(row) for row in answer.marks.tolist() if row[1] not in standard]
        for name, answer in paper.answers.items()
    }
    assert not any(own.values()), own
    assert all(answer.problem == "" for answer in paper.answers.values())
