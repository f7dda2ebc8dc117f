"""The page to project: what the class got wrong, and nothing in which a student could be found.

All that it says are sizes of groups of at least five (`privacy`), whole means, and words of the bank.  It takes no
student's number, name, order or text in hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from markupsafe import Markup

from npml.core.forms import FORM

from ..authoring.unit import Unit
from ..grading.render import says
from . import charts, messages
from .figures import histogram
from .lessons import Place, places_of
from .mistakes import owner, wrong_lines
from .privacy import Base, Bin, Table, bins, table
from .term import UnitTerm, has_score
from .verdicts import Verdicts

SAY = messages.CLASS
#: Kinds of a part of an exercise's table, besides the key of a cause.
RIGHT, UNTRIED = "\0right", "\0untried"


@dataclass(frozen=True)
class Slide:
    """What to treat next time.

    Attributes:
        exercise: where it is.
        says: what was wrong; "" if only the exercise is known.
        count, whole: how many of how many.
        lines: the bank's wrong lines.
        place: where the unit treats it.
    """

    exercise: str
    says: str
    count: int
    whole: int
    lines: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class ClassUnit:
    """What the page says of one unit; nothing but the title if fewer than five can be counted."""

    unit: Unit
    base: Base
    mean: float | None = None
    plot: Markup | None = None
    tables: tuple[tuple[str, Table[str] | None], ...] = ()
    slides: tuple[Slide, ...] = ()
    closed: bool = True


def class_unit(unit: Unit, term: UnitTerm, verdicts: Verdicts) -> ClassUnit:
    """What may be shown of a unit.

    Args:
        unit: the instructor's side.
        term: who is expected, and the final scores.
        verdicts: what was judged.
    """
    at = {student: row for row, student in enumerate(verdicts.students)}
    judged = [row for row in term.expected if has_score(row) and row.person.student in at]
    base = Base(len(judged), len(term.expected) - len(judged))
    if not base.enough:
        return ClassUnit(unit, base)
    rows = np.array([at[row.person.student] for row in judged])
    tables = tuple((name, exercise_table(verdicts, name, rows, base)) for name in verdicts.exercises)
    found = bins(histogram([row.score for row in judged], term.most), base.hidden)
    return ClassUnit(
        unit, base, term.mean, _plot(unit, found, base, term.most) if found else None, tables,
        tuple(_slides(unit, tables, closed=term.closed)), term.closed,
    )  # fmt: skip


def exercise_table(verdicts: Verdicts, exercise: str, rows: Any, base: Base) -> Table[str] | None:
    """Who of the whole got an exercise right, made which mistake, or did not try it, as far as it may be told.

    Args:
        rows: the verdicts of the whole.
    """
    right, tried = verdicts.right(exercise), verdicts.tried[:, verdicts.exercises.index(exercise)]
    counts: Counter[str] = Counter()
    for row in rows.tolist():
        cause = verdicts.causes[row].get(exercise, "")
        kind = RIGHT if right[row] else UNTRIED if not tried[row] else cause
        counts[kind] += 1
    rest = counts.pop("", 0) + base.hidden
    order = [RIGHT, *sorted(key for key in counts if key not in (RIGHT, UNTRIED)), UNTRIED]
    return table([(key, counts[key]) for key in order if counts[key]], rest)


def label(unit: Unit, exercise: str, key: str) -> str:
    """A part of an exercise's table in words."""
    known = {RIGHT: SAY["right"], UNTRIED: SAY["untried"]}
    return known.get(key) or says(unit, exercise, key) or SAY["other"]


def _slides(unit: Unit, tables: Sequence[tuple[str, Table[str] | None]], *, closed: bool) -> list[Slide]:
    """The commonest mistake, or those that are equally common; else the exercise that most did not get right.

    Every number is one of the tables': the slides say nothing more.
    """
    found = [
        (count, exercise, key, shown.whole)
        for exercise, shown in tables if shown is not None
        for key, count in shown.parts if key not in (RIGHT, UNTRIED) and owner(exercise, key)[0] == exercise
    ]  # fmt: skip
    places = places_of(unit)
    most = max((count for count, *_ in found), default=0)
    if most:
        return [
            Slide(
                exercise, label(unit, exercise, key), count, whole,
                tuple(wrong_lines(unit, exercise, key)) if closed and not key.startswith(FORM) else (),
                places.get(exercise, Place()),
            )
            for count, exercise, key, whole in found if count == most
        ][:2]  # fmt: skip
    wrong = [
        (shown.whole - right, exercise, shown.whole)
        for exercise, shown in tables if shown is not None
        for right in [dict(shown.parts).get(RIGHT)] if right is not None and right < shown.whole
    ]  # fmt: skip
    worst = max((count for count, *_ in wrong), default=0)
    return [
        Slide(exercise, "", count, whole, (), places.get(exercise, Place()))
        for count, exercise, whole in wrong
        if count == worst
    ][:2]


def _plot(unit: Unit, found: Sequence[Bin], base: Base, most: float) -> Markup:
    bars = [(item.first * most / 10, item.end * most / 10, item.count) for item in found]
    more = SAY["with_others"] if base.hidden else ""
    said = ", ".join(f"{left:g}–{right:g}: {count}" for left, right, count in bars)
    return charts.histogram(bars, SAY["alt"].format(unit=unit.title, said=said + more), first=more)
