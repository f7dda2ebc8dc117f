"""Appeals: ``class/appeals.jsonl``, to which lines are added and in which none is changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError

from ..collecting.receipts import append_lines
from . import messages

FILE = "appeals.jsonl"
OPEN, SHARED, ANSWERED = "open", "shared", "answered"


@dataclass(frozen=True)
class Event:
    """Something that happened to an appeal.

    Attributes:
        number: of the appeal, from 1.
        event: `OPEN`, `SHARED` (a page was made for the student) or `ANSWERED`.
        student, unit: whose, of what.
        when: in UTC.
        text: what the student said, or what was answered.
        sha256: of the version that was graded at that time.
        score, max_score: the final score at that time; None if a person had to decide.
    """

    number: int
    event: str
    student: str
    unit: str
    when: datetime
    text: str
    sha256: str
    score: float | None
    max_score: float


@dataclass(frozen=True)
class Appeal:
    """An appeal with all that happened to it."""

    events: tuple[Event, ...]

    @property
    def opened(self) -> Event:
        """How it began."""
        return self.events[0]

    @property
    def answered(self) -> Event | None:
        """The last answer, if there is one."""
        return next((event for event in reversed(self.events) if event.event == ANSWERED), None)


def read(class_dir: Path) -> list[Appeal]:
    """All appeals by number; a line that a crash cut short is left out."""
    try:
        lines = (class_dir / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    found: dict[int, list[Event]] = {}
    for line in lines:
        if (event := _event(line)) is not None and (event.event == OPEN or event.number in found):
            found.setdefault(event.number, []).append(event)
    return [Appeal(tuple(events)) for _, events in sorted(found.items())]


def _event(line: str) -> Event | None:
    try:
        facts = json.loads(line)
        known = {item.name: facts[item.name] for item in fields(Event)}
        return Event(**{**known, "number": int(known["number"]), "when": datetime.fromisoformat(known["when"])})
    except (ValueError, TypeError, KeyError):
        return None


def append(class_dir: Path, event: Event) -> None:
    """Add an event; it is on the disk when this returns."""
    append_lines(class_dir / FILE, [json.dumps({**asdict(event), "when": event.when.isoformat()}, ensure_ascii=False)])


def next_number(appeals: Iterable[Appeal]) -> int:
    """The number of the next appeal."""
    return max((item.opened.number for item in appeals), default=0) + 1


def of_number(appeals: Iterable[Appeal], number: int) -> Appeal:
    """The appeal with a number.

    Raises:
        UsageError: there is none.
    """
    known = {item.opened.number: item for item in appeals}
    if number not in known:
        raise UsageError(korean(messages.NO_APPEAL, number=number, known=", ".join(map(str, known)) or messages.NONE))
    return known[number]


def waiting(appeals: Iterable[Appeal], student: str, unit: str) -> Appeal | None:
    """A student's appeal on a unit that has no answer yet."""
    mine = [item for item in appeals if (item.opened.student, item.opened.unit) == (student, unit)]
    return next((item for item in mine if item.answered is None), None)
