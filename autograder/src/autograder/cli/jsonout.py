"""Results as JSON, in the shape of ``results.schema.json`` beside this module."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..authoring.unit import QUIZ_POINTS, Unit
from ..errors import UsageError
from ..grading.results import Graded
from ..judge.verdict import ExerciseVerdict
from . import messages
from .words import exercise_message


def schema() -> dict[str, Any]:
    """The JSON Schema of what ``--json`` writes."""
    text = files(__package__).joinpath("results.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def as_object(graded: Graded, unit: Unit | None) -> dict[str, Any]:
    """One submission."""
    exercises = {item.name: _exercise(item, unit) for item in graded.verdict.exercises} if graded.verdict else {}
    # Without a verdict there are no points; the status says whether that is final.
    score = _tidy(graded.verdict.score) if graded.status == "graded" and graded.verdict is not None else 0.0
    return {
        "path": graded.path, "student": graded.student, "unit": graded.unit, "status": graded.status,
        "message": graded.message, "score": score, "max_score": _max_score(graded, unit), "exercises": exercises,
    }  # fmt: skip


def _max_score(graded: Graded, unit: Unit | None) -> float:
    if graded.verdict is not None:
        return _tidy(graded.verdict.max_score)
    return _tidy(sum(item.points for item in unit.exercises) + QUIZ_POINTS) if unit is not None else 100.0


def _exercise(item: ExerciseVerdict, unit: Unit | None) -> dict[str, Any]:
    return {
        "score": _tidy(item.score), "max_score": _tidy(item.max_score),
        "categories": {
            category.name: {"passed": category.passed, "points": _tidy(category.points)} for category in item.categories
        },
        "diagnoses": list(item.diagnoses), "message": exercise_message(item, unit),
    }  # fmt: skip


def _tidy(points: float) -> float:
    return round(float(points), 9)


def write_json(target: str, objects: Iterable[dict[str, Any]]) -> None:
    """Write the list to a file, or to stdout for "-".

    Raises:
        UsageError: the file cannot be written.
    """
    if target == "-":
        # A path may hold bytes that are no UTF-8.
        for text in _texts(objects):
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.flush()
        return
    path = Path(target)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", errors="backslashreplace") as file:
            file.writelines(_texts(objects))
        temporary.replace(path)
    except OSError as error:
        raise UsageError(messages.NO_JSON_FILE.format(path=target, error=error.strerror)) from error


def _texts(objects: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON list, one object after the other."""
    before = "[\n"
    for item in objects:
        yield before + json.dumps(item, ensure_ascii=False, indent=1, allow_nan=False)
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def check_target(target: str | None) -> None:
    """Find out before the work that the file cannot be written.

    Raises:
        UsageError: its folder is not there.
    """
    if target and target != "-" and not Path(target).absolute().parent.is_dir():
        raise UsageError(messages.NO_JSON_FILE.format(path=target, error=os.strerror(2)))


__all__ = ["as_object", "check_target", "schema", "write_json"]
