"""``class/course.toml``: what a professor decides about a course.  The file is theirs; it is read and never rewritten."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from npml.core.josa import korean
from npml.errors import UsageError

from . import messages

FILE = "course.toml"
RULES = ("last", "best", "last before due")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LateRule:
    """What lateness costs.

    Attributes:
        per_day: per cent of the score for each day that has begun.
        days: how many days late a submission may be; later it is worth nothing.  None: for ever.
        grace: minutes after the due time that do not count as late.
    """

    per_day: float = 0.0
    days: int | None = None
    grace: float = 0.0

    def share(self, late: timedelta) -> float:
        """The share of the score that is lost, from 0 to 1.

        Args:
            late: how long after the due time it was handed in; zero or negative in time.
        """
        if late <= timedelta(minutes=self.grace):
            return 0.0
        begun = -(-late // _DAY)  # a day that has begun counts
        if self.days is not None and begun > self.days:
            return 1.0
        return min(begun * self.per_day / 100.0, 1.0)


@dataclass(frozen=True)
class UnitPlan:
    """A unit in this course.

    Attributes:
        name: the unit's name.
        due: the due time in UTC, or None.
        weight: its weight in the total.
        extra_credit: its points come on top of the total.
        late: what lateness costs.
    """

    name: str
    due: datetime | None = None
    weight: float = 1.0
    extra_credit: bool = False
    late: LateRule = LateRule()


@dataclass(frozen=True)
class Course:
    """The settings of a course.

    Attributes:
        path: the file they come from.
        id: nbgrader's course id.
        zone: the time zone in which times are written and shown.
        gradebook: the URL of the database; "" for the class folder's own.
        counts: which of several submissions counts, of `RULES`.
        follow_through: the share of the points of what failed only because of an earlier exercise, from 0 to 1.
        units: the units of this course in their order; empty means every unit.
        extensions: the due time of single students, in UTC, by (student, unit).
    """

    path: Path
    id: str = ""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Seoul"))
    gradebook: str = ""
    counts: str = "last"
    follow_through: float = 1.0
    units: tuple[UnitPlan, ...] = ()
    extensions: Mapping[tuple[str, str], datetime] = field(default_factory=dict)

    def plan(self, unit: str) -> UnitPlan:
        """What is planned for a unit; the defaults for one that is not named."""
        return next((item for item in self.units if item.name == unit), UnitPlan(unit))

    def due(self, student: str, unit: str) -> datetime | None:
        """A student's due time in UTC, with an extension if there is one."""
        return self.extensions.get((student, unit), self.plan(unit).due)

    def lost(self, student: str, unit: str, handed_in: datetime | None) -> float:
        """The share of the score that a submission loses for being late, from 0 to 1.

        Args:
            handed_in: the time of submission in UTC; None when it is not known, which costs nothing.
        """
        due = self.due(student, unit)
        return self.plan(unit).late.share(handed_in - due) if due is not None and handed_in is not None else 0.0


def read_course(class_dir: Path, known: Collection[str] = ()) -> Course:
    """The settings of the course of a class folder; the defaults where there is no course.toml.

    Args:
        class_dir: the class folder.
        known: names of the units that there are, to find slips; empty: any name.

    Raises:
        UsageError: the file cannot be read or says something that it cannot; names the place, what was found and what
            was expected.
    """
    path = class_dir / FILE
    if not path.is_file():
        return Course(path)
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(messages.BAD_TOML.format(path=path, error=error)) from error
    return _Reader(path, known).course(tree)


class _Reader:
    """Reads the file's tables; every value is looked at, so that a slip does not change a grade silently."""

    def __init__(self, path: Path, known: Collection[str]) -> None:
        self._path = path
        self._units = known
        self._zone = ZoneInfo("Asia/Seoul")

    def course(self, tree: dict[str, Any]) -> Course:
        """The whole file."""
        top = messages.WHERE_TOP
        self._keys(top, tree, ("id", "timezone", "gradebook", "counts", "follow_through", "late", "unit", "extension"))
        self._zone = self._take(tree, top, "timezone", _zone, messages.IS_ZONE, self._zone)
        late = self._late(messages.WHERE_LATE, self._take(tree, top, "late", _table, messages.IS_TABLE, {}), LateRule())
        units: list[UnitPlan] = []
        for number, row in enumerate(self._take(tree, top, "unit", _tables, messages.IS_TABLES, []), 1):
            units.append(self._unit(messages.WHERE_UNIT.format(number=number), row, late))
            if len({item.name for item in units}) < len(units):
                raise UsageError(korean(messages.TWO_UNITS, path=self._path, name=units[-1].name))
        extensions: dict[tuple[str, str], datetime] = {}
        for number, row in enumerate(self._take(tree, top, "extension", _tables, messages.IS_TABLES, []), 1):
            where = messages.WHERE_EXTENSION.format(number=number)
            self._keys(where, row, ("student", "unit", "until"))
            student = self._need(row, where, "student", _text, messages.IS_TEXT)
            unit = self._need(row, where, "unit", _text, messages.IS_UNIT)
            if units and unit not in {item.name for item in units}:
                raise UsageError(korean(messages.EXTENSION_UNIT, path=self._path, student=student, name=unit))
            extensions[student, unit] = self._need(row, where, "until", self._time, messages.IS_TIME)
        return Course(
            self._path,
            self._take(tree, top, "id", course_id, messages.IS_ID, ""),
            self._zone,
            self._take(tree, top, "gradebook", _text, messages.IS_TEXT, ""),
            self._take(tree, top, "counts", _rule, messages.IS_RULE, "last"),
            self._take(tree, top, "follow_through", _share, messages.IS_SHARE, 1.0),
            tuple(units),
            extensions,
        )

    def _unit(self, where: str, row: dict[str, Any], late: LateRule) -> UnitPlan:
        self._keys(where, row, ("name", "due", "weight", "extra_credit", "late"))
        name = self._need(row, where, "name", _text, messages.IS_UNIT)
        if self._units and name not in self._units:
            known = ", ".join(sorted(self._units))
            raise UsageError(korean(messages.UNKNOWN_UNIT, path=self._path, name=name, known=known))
        own = self._take(row, where, "late", _table, messages.IS_TABLE, {})
        return UnitPlan(
            name,
            self._take(row, where, "due", self._time, messages.IS_TIME, None),
            self._take(row, where, "weight", _number, messages.IS_NUMBER, 1.0),
            self._take(row, where, "extra_credit", _yes_no, messages.IS_YES_NO, False),
            self._late(where, own, late),
        )

    def _late(self, where: str, row: dict[str, Any], base: LateRule) -> LateRule:
        """A late rule; what it does not say is as in the course's."""
        self._keys(where, row, ("per_day", "days", "grace"))
        return LateRule(
            self._take(row, where, "per_day", _number, messages.IS_NUMBER, base.per_day),
            self._take(row, where, "days", _whole, messages.IS_WHOLE, base.days),
            self._take(row, where, "grace", _number, messages.IS_NUMBER, base.grace),
        )

    def _keys(self, where: str, row: Mapping[str, Any], known: Collection[str]) -> None:
        if (other := next((key for key in row if key not in known), None)) is not None:
            said = {"path": self._path, "where": where, "key": other, "known": ", ".join(known)}
            raise UsageError(korean(messages.BAD_KEY, **said))

    def _take(
        self, row: Mapping[str, Any], where: str, key: str, read: Callable[[Any], Any], expected: str, default: Any
    ) -> Any:
        if key not in row:
            return default
        try:
            return read(row[key])
        except (TypeError, ValueError) as error:
            said = {"path": self._path, "where": where, "key": key, "found": row[key], "expected": expected}
            raise UsageError(korean(messages.BAD_VALUE, **said)) from error

    def _need(self, row: Mapping[str, Any], where: str, key: str, read: Callable[[Any], Any], expected: str) -> Any:
        if key not in row:
            said = {"path": self._path, "where": where, "key": key, "expected": expected}
            raise UsageError(korean(messages.MISSING_KEY, **said))
        return self._take(row, where, key, read, expected, None)

    def _time(self, value: Any) -> datetime:
        """A time in the course's zone, in UTC; a date alone would leave open which end of the day is meant."""
        if isinstance(value, date) and not isinstance(value, datetime):
            raise ValueError(value)
        time = value if isinstance(value, datetime) else datetime.fromisoformat(_text(value))
        if isinstance(value, str) and ":" not in value:
            raise ValueError(value)
        return (time if time.tzinfo else time.replace(tzinfo=self._zone)).astimezone(UTC)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def course_id(value: Any) -> str:
    """A course id, which nbgrader's exchange makes a folder of.

    Raises:
        TypeError, ValueError: it is no text, or could lead elsewhere.
    """
    text = _text(value)
    if not text.isprintable() or text.startswith(".") or any(sign in text for sign in "/\\\"'"):
        raise ValueError(value)
    return text


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
        raise TypeError
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError
    return value


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _rule(value: Any) -> str:
    if value not in RULES:
        raise ValueError(value)
    return str(value)


def _share(value: Any) -> float:
    share = {"full": 1.0, "off": 0.0}[value] if isinstance(value, str) and value in ("full", "off") else _number(value)
    if share > 1:
        raise ValueError(value)
    return share


def _zone(value: Any) -> ZoneInfo:
    try:
        return ZoneInfo(_text(value))
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(value) from error


def _table(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise TypeError
    return value
