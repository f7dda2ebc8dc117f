"""A verdict as JSON: as the gradebook keeps it, and as ``--json`` writes it.  No other module knows either form.

The gradebook's form holds names, points, kinds and keys, never a value of a student's or of a hidden case.
"""

from __future__ import annotations

import json
from typing import Any

from ..authoring.unit import QUIZ_POINTS, Unit
from ..judge.verdict import CategoryVerdict, ExerciseVerdict, UnitVerdict
from .render import message_of
from .results import Graded, Status

MAX_MESSAGE = 1000


def to_stored(graded: Graded) -> str:
    """What the gradebook keeps of a result.

    Left out are an exercise's ``records`` and ``again``, which are secret, and ``missing`` and ``clicked``, which only
    `run_notes` needs.
    Rows are read for years after they were written: fields may be added, but the meaning of a field must not change.
    """
    exercises = {item.name: _stored(item) for item in (graded.verdict.exercises if graded.verdict else ())}
    return json.dumps({"message": graded.message[:MAX_MESSAGE], "exercises": exercises}, ensure_ascii=False)


def _stored(item: ExerciseVerdict) -> dict[str, Any]:
    return {
        "score": item.score,
        "max_score": item.max_score,
        "attempted": item.attempted,
        "diagnoses": list(item.diagnoses),
        "categories": {part.name: [part.passed, part.points, part.max_points] for part in item.categories},
        "problems": {part.name: part.problem for part in item.categories if part.problem},
        "ratio": item.ratio,
        "error": item.error,
        "banned": item.banned,
        "rebound": [list(pair) for pair in item.rebound],
        "counted": item.counted,
        **_followed(item),
    }


def _followed(item: ExerciseVerdict) -> dict[str, Any]:
    """What a second judging with earlier exercises right did (`judge.following`); most rows have none."""
    found = {"lent": list(item.lent), "followed": [part.name for part in item.categories if part.followed]}
    return {key: names for key, names in found.items() if names}


def from_stored(path: str, student: str, unit: str, status: Status, text: str) -> Graded:
    """The result that `to_stored` was given, as far as it was kept; reads the rows of earlier versions too."""
    kept = json.loads(text)
    exercises = tuple(_from_stored(name, item) for name, item in kept.get("exercises", {}).items())
    verdict = UnitVerdict(unit, exercises) if status == "graded" else None
    return Graded(path, student, unit, status, kept.get("message", ""), verdict)


def _from_stored(name: str, item: dict[str, Any]) -> ExerciseVerdict:
    """Rows of early versions lack some fields: those that are read with a default here."""
    problems, followed = item.get("problems", {}), item.get("followed", ())
    categories = (
        CategoryVerdict(part, points, most, passed, problems.get(part, ""), part in followed)
        for part, (passed, points, most) in item["categories"].items()
    )
    return ExerciseVerdict(
        name, tuple(categories), tuple(item["diagnoses"]), item["attempted"], item.get("ratio", ""), item.get("error", ""),
        banned=item.get("banned", ""), rebound=tuple((other, cell) for other, cell in item.get("rebound", ())),
        counted=item.get("counted", ""), lent=tuple(item.get("lent", ())),
    )  # fmt: skip


def to_public(graded: Graded, unit: Unit | None) -> dict[str, Any]:
    """One submission in the form of ``cli/results.schema.json``, with the automatic points alone.

    Those that a gradebook has (`cli.jsonout.points_public`) take their place.
    """
    exercises = {item.name: _public(item, unit) for item in graded.verdict.exercises} if graded.verdict else {}
    # Without a verdict the score is 0; the status tells whether that is final.
    score = _tidy(graded.verdict.score) if graded.status == "graded" and graded.verdict is not None else 0.0
    return {
        "path": graded.path, "student": graded.student, "unit": graded.unit, "status": graded.status,
        "message": graded.message, "score": score, "max_score": _max_score(graded, unit), "automatic": score,
        "by_hand": 0.0, "late": 0.0, "waits": graded.status != "graded", "overtaken": [], "exercises": exercises,
    }  # fmt: skip


def _max_score(graded: Graded, unit: Unit | None) -> float:
    if graded.verdict is not None:
        return _tidy(graded.verdict.max_score)
    return _tidy(sum(item.points for item in unit.exercises) + QUIZ_POINTS) if unit is not None else 100.0


def _public(item: ExerciseVerdict, unit: Unit | None) -> dict[str, Any]:
    followed = {"followed": True}
    return {
        "score": _tidy(item.score), "max_score": _tidy(item.max_score),
        "categories": {
            category.name: {
                "passed": category.passed, "points": _tidy(category.points), **(followed if category.followed else {}),
            } for category in item.categories
        },
        **({"follow_through": list(item.lent)} if any(category.followed for category in item.categories) else {}),
        "diagnoses": list(item.diagnoses), "message": message_of(item, unit),
    }  # fmt: skip


def _tidy(points: float) -> float:
    return round(float(points), 9)
