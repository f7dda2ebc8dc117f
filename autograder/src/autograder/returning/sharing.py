"""A page that shows a student why points were lost, on fresh inputs; the hidden ones stay hidden (`judge.fresh`)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..authoring.unit import Unit
from ..gradebook.pages import FEEDBACK, POLICY
from ..grading.engine import Engine
from ..grading.render import exercise_title, inline, message_of
from ..grading.results import Graded
from ..grading.submission import Submission
from ..judge.fresh import hidden_inputs, inputs_of
from ..judge.pool import SETS, set_seed
from ..judge.verdict import CaseRecord, ExerciseVerdict, UnitVerdict
from . import messages

#: How many times inputs are drawn to find one on which a category fails, and how many are shown of a category.
DRAWS, MOST = 3, 2


@dataclass
class Findings:
    """What fresh inputs showed.

    Attributes:
        verdict: on the hidden inputs, which is the one that counts.
        examples: by exercise and category, cases on which the student's function fails.
    """

    verdict: UnitVerdict
    examples: dict[tuple[str, str], list[CaseRecord]] = field(default_factory=dict)

    def lost(self) -> list[tuple[str, str]]:
        """The exercises and categories that cost points and have cases of their own that failed."""
        return [
            (item.name, part.name) for item in self.verdict.exercises if item.attempted
            for part in item.categories if not part.passed and part.problem != "core"
        ]  # fmt: skip


def find(engine: Engine, submission: Submission, secret: bytes) -> Findings | Graded:
    """Judge a submission on its hidden inputs and on fresh ones; the result itself if it could not be judged.

    Args:
        engine: grades.
        submission: the version to explain.
        secret: the course secret.
    """
    graded = engine.grade(submission)
    if graded.verdict is None:
        return graded
    unit, found = engine.unit(submission.unit), Findings(graded.verdict)
    hidden = hidden_inputs(unit, *(set_seed(secret, number) for number in range(SETS)))
    for _ in range(DRAWS):
        missing = [place for place in found.lost() if place not in found.examples]
        if not any(engine_has(unit, name) for name, _ in missing):
            break
        # Apart from the pool: nobody's inputs are drawn from this seed, nor will be again.
        fresh = engine.grade(
            replace(submission, seed_name=f"shown:{secrets.token_hex(16)}", digest=""), keep_records=True, apart=True
        )
        if fresh.verdict is None:
            return fresh
        for item in fresh.verdict.exercises:
            for record in item.again or item.records:
                place = (item.name, record.category)
                if place in missing and record.problem is not None and hidden.isdisjoint(inputs_of(record.case)):
                    found.examples.setdefault(place, []).append(record)
    return found


def engine_has(unit: Unit, name: str) -> bool:
    """Whether a name is an exercise with hidden cases; the quiz has none."""
    return any(item.name == name for item in unit.exercises)


def share_page(
    found: Findings, unit: Unit, student: str, shown: Mapping[int, list[tuple[str, str]]], final: float | None = None
) -> str:  # fmt: skip
    """The page as HTML.

    Args:
        found: what to show.
        unit: whose diagnoses are told.
        student: the student's id.
        shown: by `id` of a record, its rows: a label and a text.
        final: the score in the gradebook, where it is of this version.
    """
    other = final is not None and abs(final - found.verdict.score) > 1e-9
    items = [_item(found, item, unit, shown) for item in found.verdict.exercises if item.score < item.max_score]
    environment = Environment(
        loader=FileSystemLoader([Path(__file__).parent / "templates", FEEDBACK]), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    html: str = environment.get_template("share.html.j2").render(
        say=messages.SHARE, policy=POLICY, unit=unit.title, student=student, items=items, score=f"{found.verdict.score:g}",
        points=f"{found.verdict.max_score:g}", final=messages.SHARE["final"].format(final=f"{final:g}") if other else "",
    )  # fmt: skip
    return html


def _item(found: Findings, item: ExerciseVerdict, unit: Unit, shown: Mapping[int, list[tuple[str, str]]]) -> dict[str, Any]:
    parts = [
        {
            "name": part.name,
            "points": messages.POINTS.format(score=f"{part.points:g}", points=f"{part.max_points:g}"),
            "examples": [shown[id(record)] for record in found.examples.get((item.name, part.name), [])[:MOST]],
            "held": part.problem == "core",
        }
        for part in item.categories if not part.passed
    ]  # fmt: skip
    return {
        "name": exercise_title(item.name), "cases": item.attempted and engine_has(unit, item.name), "parts": parts,
        "points": messages.POINTS.format(score=f"{item.score:g}", points=f"{item.max_score:g}"),
        "message": inline(message_of(item, unit)),
    }  # fmt: skip
