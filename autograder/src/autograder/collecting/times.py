"""Times as LMSes write them, in Korean and English."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from . import messages

_PLAIN = re.compile(
    r"(20\d\d)-(\d\d)-(\d\d)[T _-](\d\d)[:-](\d\d)(?:[:-](\d\d))?(?:[.,]\d+)?\s*(Z|[A-Z]{3,4}|[+-]\d\d:?\d\d)?(?![\d:])"
)
_DIGITS = re.compile(r"(20\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d{3})?")
_YEAR = re.compile(rf"(?<!\d)(20\d\d){messages.YEAR}?(?!\d)")
_MONTH = re.compile(rf"(\d{{1,2}})\s*{messages.MONTH}")
_MONTH_WORD = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?::(\d\d))?(?!\d)")
_CLOCK_BARE = re.compile(r"\b(\d{1,2})(\d\d)(?=\s*[AaPp][Mm]\b)")  # 926 PM
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_HALF = re.compile(rf"({messages.MORNING}|[Aa]\.?[Mm]\b)|({messages.AFTERNOON}|[Pp]\.?[Mm]\b)")
_ZONE = re.compile(r"\b(UTC|GMT|KST)\b|([+-]\d\d:?\d\d)\b")


def read_time(text: str, zone: tzinfo) -> datetime | None:
    """A time, in ``zone`` unless it names its own; None if the text is no time."""
    text = text.strip()
    for pattern in (_PLAIN, _DIGITS):
        if found := pattern.search(text) if pattern is _PLAIN else pattern.fullmatch(text):
            numbers = [int(part or 0) for part in found.groups()[:6]]
            named = (found.group(7) or "") if pattern is _PLAIN else ""
            return _made(numbers, _zone_of(named, zone))
    return _in_words(text, zone)


def _in_words(text: str, zone: tzinfo) -> datetime | None:
    """Such as "일요일, 4 10월 2026, 9:26 오후" or "Oct 4, 2026 926 PM"."""
    clock = _CLOCK.search(text) or _CLOCK_BARE.search(text)
    half = _HALF.search(text)
    named = _ZONE.search(text)
    if clock is None:
        return None
    rest = text.replace(clock[0], " ", 1)
    if named:
        rest = rest.replace(named[0], " ", 1)
    if not (year := _YEAR.search(rest)):
        return None
    rest = rest.replace(year[0], " ", 1)
    if month := _MONTH.search(rest):
        number = int(month[1])
    elif month := _MONTH_WORD.search(rest):
        number = _MONTHS.index(month[1].lower()) + 1
    else:
        return None
    day = _DAY.search(rest.replace(month[0], " ", 1))
    if day is None:
        return None
    hour, minute, second = (int(part or 0) for part in (clock[1], clock[2], clock[3] if clock.re is _CLOCK else "0"))
    if half is not None and hour <= 12:
        hour = hour % 12 + (12 if half[2] else 0)
    own = _zone_of(named[0] if named else "", zone)
    return _made([int(year[1]), number, int(day[1]), hour, minute, second], own)


def _made(numbers: list[int], zone: tzinfo) -> datetime | None:
    year, month, day, hour, minute, second = numbers
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _zone_of(named: str, default: tzinfo) -> tzinfo:
    if named in ("Z", "UTC", "GMT"):
        return UTC
    if named == "KST":
        return timezone(timedelta(hours=9))
    if found := re.fullmatch(r"([+-])(\d\d):?(\d\d)", named):
        shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return timezone(-shift if found[1] == "-" else shift)
    return default
