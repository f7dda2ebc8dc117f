"""Where the term stands: who is expected, which units are due for whom, the scores of each unit, and who is at risk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ..course.roster import Person
from ..course.settings import Course
from ..gradebook.standing import Standing, mean_of
from ..returning.spreadsheet import share, totals
from .figures import Spread, spread


@dataclass(frozen=True)
class UnitTerm:
    """One unit in the term.

    Attributes:
        unit: its name.
        rows: everybody who is expected or has handed in.
        over: whether it is due, for everybody who has no extension.
        closed: whether a due time is past for everybody, also with an extension, so that nobody works on it any more.
    """

    unit: str
    rows: tuple[Standing, ...]
    over: bool
    closed: bool

    @property
    def expected(self) -> list[Standing]:
        """Who is expected to hand in: the students of the roster; without a roster everybody who has handed in."""
        return [row for row in self.rows if not row.person.dropped and (row.listed or not self._has_roster)]

    @property
    def _has_roster(self) -> bool:
        return any(row.listed for row in self.rows)

    @property
    def there(self) -> int:
        """How many handed in."""
        return sum(row.there for row in self.rows)

    @property
    def missing(self) -> list[Standing]:
        """Who is expected and has not handed in."""
        return [row for row in self.expected if not row.there]

    @property
    def late(self) -> int:
        """How many handed in late."""
        return sum(bool(row.late) for row in self.rows)

    @property
    def undecided(self) -> int:
        """How many handed in something that has no score yet."""
        return sum(row.there and not has_score(row) for row in self.rows)

    @property
    def scores(self) -> list[float]:
        """The final scores that are decided."""
        return [row.score for row in self.rows if has_score(row)]

    @property
    def spread(self) -> Spread:
        """How they are spread."""
        return spread(self.scores)

    @property
    def most(self) -> float:
        """The points that can be had."""
        return max((row.max_score for row in self.rows if row.max_score), default=100.0)

    @property
    def mean(self) -> float | None:
        """The mean of those who handed in, as ``class status`` shows it."""
        return mean_of(self.rows)

    @property
    def mean_of_all(self) -> float | None:
        """The mean with a zero for everybody who is expected and has not handed in; without what has no score yet."""
        count = len(self.scores) + len(self.missing)
        return sum(self.scores) / count if count else None


@dataclass(frozen=True)
class Student:
    """One student's term.

    Attributes:
        rows: by unit.
        total: out of 100, over the units that are due, one that is missing counts as zero; None before there is any.
        reasons: why the student is at risk; (key of `messages.RISK`, its values).
    """

    person: Person
    listed: bool
    rows: dict[str, Standing]
    total: float | None = None
    reasons: tuple[tuple[str, dict[str, object]], ...] = ()


@dataclass(frozen=True)
class Limits:
    """From where a student is at risk.

    Attributes:
        below: a total below this.
        missing: so many units that are due and were not handed in.
        fall: the last two units are so many points lower than those before, each compared with the class's mean.
    """

    below: float = 60.0
    missing: int = 2
    fall: float = 20.0


def has_score(row: Standing | None) -> bool:
    """Whether something was handed in, graded, and has a score; a person may have yet to give it."""
    return row is not None and row.graded and row.decided


#: For a fall: how many of the last units are compared with how many before, at least.
_LAST, _BEFORE = 2, 2


@dataclass(frozen=True)
class Term:
    """The standings of a course at a time.

    Attributes:
        course: its settings.
        units: the units' names in their order.
        rows: `gradebook.standing.standings`.
        now: what is due is due before this.
        limits: from where a student is at risk.
    """

    course: Course
    units: tuple[str, ...]
    rows: tuple[Standing, ...]
    now: datetime
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def by_unit(self) -> dict[str, UnitTerm]:
        """The units' terms in their order."""
        rows: dict[str, list[Standing]] = {name: [] for name in self.units}
        for row in self.rows:
            rows[row.unit].append(row)
        return {
            name: UnitTerm(name, tuple(mine), self._over(name, mine), self._closed(name)) for name, mine in rows.items()
        }

    def _over(self, unit: str, rows: Sequence[Standing]) -> bool:
        due = self.course.plan(unit).due
        return due < self.now if due is not None else any(row.there for row in rows)

    def _closed(self, unit: str) -> bool:
        due = self.course.plan(unit).due
        until = [time for (_, of), time in self.course.extensions.items() if of == unit]
        return due is not None and max([due, *until]) < self.now

    def is_due(self, student: str, unit: str) -> bool:
        """Whether a unit is due for a student; one without a due time is when anybody has handed in."""
        due = self.course.due(student, unit)
        return due < self.now if due is not None else self.by_unit[unit].over

    @cached_property
    def students(self) -> list[Student]:
        """Everybody, by student number, with what the term says of them."""
        rows: dict[str, dict[str, Standing]] = {}
        for row in self.rows:
            rows.setdefault(row.person.student, {})[row.unit] = row
        return [self._student(mine) for _, mine in sorted(rows.items())]

    def _student(self, mine: dict[str, Standing]) -> Student:
        first = next(iter(mine.values()))
        student = first.person.student
        due = [
            name for name in self.units
            if has_score(mine.get(name)) or (self.is_due(student, name) and not (name in mine and mine[name].there))
        ]  # fmt: skip
        weighed = any(not self.course.plan(name).extra_credit and self.course.plan(name).weight > 0 for name in due)
        total = totals(self.course, due, mine) if weighed else None
        reasons = () if first.person.dropped else tuple(self._reasons(student, mine, total))
        return Student(first.person, first.listed, mine, total, reasons)

    def _reasons(self, student: str, mine: dict[str, Standing], total: float | None) -> list[tuple[str, dict[str, object]]]:
        found: list[tuple[str, dict[str, object]]] = []
        plain = [name for name in self.units if not self.course.plan(name).extra_credit]
        missing = [name for name in plain if self.is_due(student, name) and not (name in mine and mine[name].there)]
        if len(missing) >= self.limits.missing:
            found.append(("missing", {"count": len(missing), "units": ", ".join(name[:2] for name in missing)}))
        if (fall := self._fall(mine)) >= self.limits.fall:
            found.append(("falling", {"last": _LAST, "points": f"{fall:.0f}"}))
        if total is not None and total < self.limits.below:
            found.append(("below", {"total": f"{total:.1f}", "below": f"{self.limits.below:g}"}))
        return found

    def _fall(self, mine: dict[str, Standing]) -> float:
        """By how many points of 100 the last units are lower than those before, beside the class; NaN for too few."""
        beside = [
            100.0 * (share(mine[name]) - mean)
            for name in self.units
            if has_score(mine.get(name)) and (mean := self._mean_shares[name]) is not None
        ]
        if len(beside) < _LAST + _BEFORE:
            return math.nan
        last, before = beside[-_LAST:], beside[:-_LAST]
        return sum(before) / len(before) - sum(last) / len(last)

    @cached_property
    def _mean_shares(self) -> dict[str, float | None]:
        found: dict[str, float | None] = {}
        for name, unit in self.by_unit.items():
            shares = [share(row) for row in unit.rows if has_score(row)]
            found[name] = sum(shares) / len(shares) if shares else None
        return found

    @cached_property
    def at_risk(self) -> list[Student]:
        """Who is at risk, the most reasons and the lowest total first."""
        found = [student for student in self.students if student.reasons]
        return sorted(
            found,
            key=lambda item: (-len(item.reasons), item.total if item.total is not None else 101.0, item.person.student),
        )
