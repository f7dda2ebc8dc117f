"""The commonest mistakes of a unit: who made which, with the line of the bank and the code of a student."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from npml.core.forms import FORM

from ..authoring.editing import without_docstrings
from ..authoring.unit import Unit
from ..grading.render import says
from .verdicts import Verdicts

#: The lines of the bank's wrong code that may be shown: a line or two show the slip, more would give an answer away.
_MOST_LINES = 2
#: An earlier exercise is not right, and its mistake is not known (`judge.causes`).
_CALLS = f"{FORM}calls."
#: How many submissions are read for an example, of which the shortest is taken, and the largest that is.
_TRIED, _LARGEST = 3, 4_000_000


@dataclass(frozen=True)
class Shared:
    """A mistake that students made, once a student, also where it only is carried over to other exercises.

    Attributes:
        exercise, key: of the bank, or the key of what a result's form shows (`core.forms`).
        says: the diagnosis.
        students: who made it.
    """

    exercise: str
    key: str
    says: str
    students: tuple[str, ...]


def owner(exercise: str, key: str) -> tuple[str, str]:
    """The exercise and the key of a cause: of one that is carried over ("other:key") those of the other exercise.

    Where only the other exercise is known, the key is "".
    """
    if key.startswith(_CALLS):
        return key.removeprefix(_CALLS), ""
    if key.startswith(FORM):
        return exercise, key
    other, _, own = key.rpartition(":")
    return other or exercise, own


def mistakes_of(unit: Unit, verdicts: Verdicts) -> list[Shared]:
    """All mistakes that were recognised, the most frequent first; of equal ones in the order of the lesson."""
    made: dict[tuple[str, str], list[str]] = {}
    for student, causes in zip(verdicts.students, verdicts.causes, strict=True):
        for cause in dict.fromkeys(owner(exercise, key) for exercise, key in causes.items()):
            if cause[1]:
                made.setdefault(cause, []).append(student)
    order = {name: at for at, name in enumerate(verdicts.exercises)}
    keys = {(item.exercise, item.key): at for at, item in enumerate(unit.mistakes)}
    found = sorted(
        made.items(), key=lambda item: (-len(item[1]), order.get(item[0][0], 99), keys.get(item[0], 999), item[0][1])
    )
    return [Shared(*cause, says(unit, *cause) or cause[1], tuple(students)) for cause, students in found]


def wrong_lines(unit: Unit, exercise: str, key: str) -> list[str]:
    """The lines in which a mistake of the bank differs from the solution; none if it is not a slip in a line or two.

    They are the bank's, not a student's, and show nothing of the solution but what is wrong.
    """
    source = next((item.source for item in unit.mistakes if (item.exercise, item.key) == (exercise, key)), "")
    if not source:
        return []
    right = without_docstrings(unit.solution(exercise)).split("\n")
    lines = [line[2:].strip() for line in difflib.ndiff(right, source.split("\n")) if line.startswith("+ ")]
    shown = [line for line in lines if line and not line.startswith("#")]
    return shown if len(shown) <= _MOST_LINES else []


def example(
    notebook: Callable[[str], Path], students: Sequence[str], exercise: str,
    bare: Callable[[list[tuple[str, str]]], Sequence[str]], avoid: Collection[str] = (),
) -> tuple[str, str]:  # fmt: skip
    """(student, code) of a student who made a mistake: the shortest of a few; ("", "") if no code can be read.

    Args:
        notebook: the graded notebook of a student.
        students: who made the mistake.
        exercise: whose function it is.
        bare: takes out comments and what else could name somebody, from (source, name) each.
        avoid: code that is no example.
    """
    whose, sources = [], []
    for student in students[:_TRIED]:
        if source := _cell(notebook(student), exercise):
            whose.append(student)
            sources.append((source, exercise))
    codes = bare(sources) if sources else []
    found = [(len(code), student, code) for student, code in zip(whose, codes, strict=True) if code and code not in avoid]
    return min(found)[1:] if found else ("", "")


def _cell(path: Path, exercise: str) -> str:
    """The source of an exercise's cell in a graded notebook, which grading wrote; "" if it cannot be found."""
    try:
        if path.is_symlink() or path.stat().st_size > _LARGEST:
            return ""
        cells = json.loads(path.read_bytes())["cells"]
        source = next(
            cell["source"] for cell in cells if cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == exercise
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError, StopIteration, RecursionError):
        return ""
    return "".join(source) if isinstance(source, list) else str(source)
