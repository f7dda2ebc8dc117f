"""The page to work with: everything that the verdicts say about the class, by unit and by student, with links."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from markupsafe import Markup

from ..authoring.unit import Unit
from . import charts, messages
from .figures import Discrimination, discrimination, histogram, mean_share
from .heat import Links
from .lessons import Place, places_of
from .mistakes import Shared, example, mistakes_of, wrong_lines
from .term import UnitTerm
from .verdicts import SLACK, Part, Verdicts

SAY = messages.MINE
#: How many mistakes of a unit are shown.
_MISTAKES = 8


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise: of ``judged`` students so many had all points or did not try it; ``mean`` is of those who tried."""

    name: str
    points: float
    judged: int
    right: int
    untried: int
    mean: float | None


@dataclass(frozen=True)
class PartRow:
    """One category: the share of its points that those who tried the exercise have, and how it discriminates."""

    part: Part
    tried: int
    ease: float | None
    tells: Discrimination


@dataclass(frozen=True)
class MistakeRow:
    """One mistake, the lines of the bank, and a student's code."""

    mistake: Shared
    judged: int
    lines: tuple[str, ...]
    code: str
    link: str


@dataclass(frozen=True)
class MyUnit:
    """One unit of the page."""

    unit: Unit
    term: UnitTerm
    plot: Markup | None
    exercises: tuple[ExerciseRow, ...]
    parts: tuple[PartRow, ...]
    mistakes: tuple[MistakeRow, ...]
    worst: tuple[MistakeRow, ...]
    hardest: tuple[ExerciseRow, ...]
    places: Mapping[str, Place]

    @property
    def full(self) -> int:
        """How many have all points, or more."""
        return sum(score >= self.term.most - SLACK for score in self.term.scores)


def my_unit(
    unit: Unit, term: UnitTerm, verdicts: Verdicts, links: Links,
    bare: Callable[[list[tuple[str, str]]], Sequence[str]],
) -> MyUnit:  # fmt: skip
    """What the page says of a unit.

    Args:
        unit: the instructor's side.
        term: who is expected, and the final scores.
        verdicts: what was judged.
        links: to students' pages.
        bare: `mistakes.example`.
    """
    exercises = exercise_rows(verdicts)
    rows = tuple(_mistake(unit, item, verdicts, links, bare) for item in mistakes_of(unit, verdicts)[:_MISTAKES])
    most = len(rows[0].mistake.students) if rows else 0
    ease = min((row.mean for row in exercises if row.mean is not None), default=1.0)
    return MyUnit(
        unit, term, _plot(unit, term) if term.scores else None, exercises, part_rows(verdicts), rows,
        tuple(row for row in rows if len(row.mistake.students) == most)[:2],
        tuple(row for row in exercises if row.mean is not None and row.mean <= ease + 1e-9 and ease < 1.0)[:2],
        places_of(unit),
    )  # fmt: skip


def exercise_rows(verdicts: Verdicts) -> tuple[ExerciseRow, ...]:
    """How each exercise went, in the order of the lesson."""
    rows = []
    for at, name in enumerate(verdicts.exercises):
        scores, tried = verdicts.scores()[:, at], verdicts.tried[:, at]
        known = np.isfinite(scores)
        mine = scores[known & tried]
        mean = mean_share(mine, verdicts.points[at])
        judged, untried = int(known.sum()), int((known & ~tried).sum())
        rows.append(ExerciseRow(name, verdicts.points[at], judged, int(verdicts.right(name).sum()), untried, mean))
    return tuple(rows)


def part_rows(verdicts: Verdicts) -> tuple[PartRow, ...]:
    """How each category went for those who tried its exercise."""
    totals = verdicts.scores().sum(axis=1)
    rows = []
    for at, part in enumerate(verdicts.parts):
        tried = verdicts.tried[:, verdicts.exercises.index(part.exercise)]
        item = verdicts.earned[tried, at].astype(float)
        known = item[np.isfinite(item)]
        ease = mean_share(known, part.points)
        rows.append(PartRow(part, len(known), ease, discrimination(item, totals[tried] - item)))
    return tuple(rows)


def _mistake(
    unit: Unit, item: Shared, verdicts: Verdicts, links: Links, bare: Callable[[list[tuple[str, str]]], Sequence[str]]
) -> MistakeRow:
    def notebook(student: str) -> Path:
        return links.room.notebook(links.room.autograded, student, unit.name)

    student, code = example(notebook, item.students, item.exercise, bare)
    link = links.notebook(student, unit.name) if student else ""
    lines = tuple(wrong_lines(unit, item.exercise, item.key))
    return MistakeRow(item, len(verdicts.students), lines, code, link)


def _plot(unit: Unit, term: UnitTerm) -> Markup:
    tenth = term.most / 10
    bars = [(at * tenth, (at + 1) * tenth, count) for at, count in enumerate(histogram(term.scores, term.most))]
    said = ", ".join(f"{left:g}–{right:g}: {count}" for left, right, count in bars if count)
    return charts.histogram(bars, SAY["alt"].format(unit=unit.title, said=said))
