"""The verdicts of a unit as arrays: of a class of thousands only one unit's rows are text at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from sys import intern
from typing import Any

import numpy as np
from nbgrader.api import Gradebook
from sqlalchemy import select

from npml.core.marks import QUIZ

from ..authoring.unit import QUIZ_POINTS, Unit
from ..gradebook.database import DIGESTS
from ..grading.verdict_json import from_stored
from ..judge import messages as judge_messages
from ..judge.verdict import ExerciseVerdict

#: Points are sums of fractions: a score that lacks no more than this is full.
SLACK = 1e-3
#: Rows that the database hands over at a time.
_ROWS = 200


@dataclass(frozen=True)
class Part:
    """A category of an exercise, or a question of the quiz."""

    exercise: str
    name: str
    points: float


@dataclass
class Verdicts:
    """What was judged automatically in a unit.

    Attributes:
        exercises: with the quiz, in the order of the lesson.
        points: of each exercise.
        parts: all categories, in that order.
        students: who has a verdict, sorted.
        earned: points of each student (row) in each category, as the unit counts them today; NaN where the verdict has no
            such category, because the unit was another then.
        tried: whether the student tried the exercise; the same shape for exercises.
        causes: of each student the likeliest cause by exercise that lost points.
        reasons: (status, message) of a submission without a verdict, by student.
    """

    exercises: list[str]
    points: list[float]
    parts: list[Part]
    students: list[str]
    earned: np.ndarray[Any, np.dtype[np.float32]]
    tried: np.ndarray[Any, np.dtype[np.bool_]]
    causes: list[dict[str, str]]
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict)

    def columns(self, exercise: str) -> list[int]:
        """Which categories are of an exercise."""
        return [at for at, part in enumerate(self.parts) if part.exercise == exercise]

    def right(self, exercise: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which students have all points of an exercise."""
        at = self.exercises.index(exercise)
        return np.nan_to_num(self.scores()[:, at], nan=-1.0) >= self.points[at] - SLACK

    def scores(self) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Points by student and exercise; NaN where a category is missing."""
        columns = [self.earned[:, self.columns(name)].sum(axis=1) for name in self.exercises]
        return np.stack(columns, axis=1).astype(float) if columns else np.zeros((len(self.students), 0))


def parts_of(unit: Unit) -> list[Part]:
    """The categories of a unit in the order of the lesson, the quiz's questions last."""
    parts = [Part(item.name, part.name, part.points) for item in unit.exercises for part in item.categories]
    each = QUIZ_POINTS / len(unit.quiz)
    numbers = range(1, len(unit.quiz) + 1)
    return parts + [Part(QUIZ, judge_messages.QUESTION.format(number=number), each) for number in numbers]


def read_verdicts(book: Gradebook, unit: Unit) -> Verdicts:
    """The recorded verdicts of a unit."""
    parts = parts_of(unit)
    exercises = list(dict.fromkeys(part.exercise for part in parts))
    students: list[str] = []
    earned: list[Sequence[float]] = []
    tried: list[Sequence[bool]] = []
    causes: list[dict[str, str]] = []
    reasons: dict[str, tuple[str, str]] = {}
    query = select(DIGESTS).where(DIGESTS.c.unit == unit.name).order_by(DIGESTS.c.student)
    with book.engine.connect().execution_options(yield_per=_ROWS) as connection:
        for row in connection.execute(query):
            kept = from_stored("", row.student, row.unit, row.status, row.verdict)
            if kept.verdict is None:
                reasons[row.student] = row.status, kept.message
                continue
            found = {item.name: item for item in kept.verdict.exercises}
            students.append(row.student)
            earned.append(_earned(parts, found))
            tried.append([name in found and found[name].attempted for name in exercises])
            causes.append({name: _cause(item) for name, item in found.items() if _cause(item)})
    order = sorted(range(len(students)), key=students.__getitem__)  # a database may sort by another rule
    shape = (len(students), len(parts))
    return Verdicts(
        exercises, [sum(part.points for part in parts if part.exercise == name) for name in exercises], parts,
        [students[at] for at in order],
        np.array([earned[at] for at in order], dtype=np.float32).reshape(shape),
        np.array([tried[at] for at in order], dtype=bool).reshape(len(students), len(exercises)),
        [causes[at] for at in order], reasons,
    )  # fmt: skip


def _earned(parts: Sequence[Part], found: dict[str, ExerciseVerdict]) -> list[float]:
    """Points by category; a share of the points that the category had then is that share of today's."""
    had = {(name, part.name): part for name, item in found.items() for part in item.categories}
    values = []
    for part in parts:
        own = had.get((part.exercise, part.name))
        share = own.points / own.max_points if own is not None and own.max_points > 0 else float("nan")
        values.append(part.points * share)
    return values


def _cause(item: ExerciseVerdict) -> str:
    return intern(item.diagnoses[0]) if item.diagnoses and item.score < item.max_score else ""
