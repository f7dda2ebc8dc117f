"""The log of what went back: ``class/returned/log.jsonl``, to which lines are added and in which none is changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from ..collecting.receipts import append_lines

FOLDER, FILE = "returned", "log.jsonl"


@dataclass(frozen=True)
class Entry:
    """One page that went back to one student.

    Attributes:
        student, unit: whose, of what.
        to: where to, a key of `messages.TARGETS`.
        when: when it was made ready, in UTC; when the student opened it nobody knows.
        sha256: of the version that was graded, the name of its file in ``class/versions/``.
        score, max_score: the final score that the page shows.
        page: a hash of what the page says.
    """

    student: str
    unit: str
    to: str
    when: datetime
    sha256: str
    score: float
    max_score: float
    page: str


def append(class_dir: Path, entries: Sequence[Entry]) -> None:
    """Add entries; they are on the disk when this returns."""
    if entries:
        lines = [json.dumps({**asdict(entry), "when": entry.when.isoformat()}) for entry in entries]
        append_lines(class_dir / FOLDER / FILE, lines)


def read(class_dir: Path, unit: str = "") -> list[Entry]:
    """All entries, or those of a unit, as they were written; a line that a crash cut short is left out."""
    try:
        lines = (class_dir / FOLDER / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    return [entry for line in lines if (entry := _entry(line)) is not None and unit in ("", entry.unit)]


def _entry(line: str) -> Entry | None:
    try:
        facts = json.loads(line)
        known = {item.name: facts[item.name] for item in fields(Entry)}
        return Entry(**{**known, "when": datetime.fromisoformat(known["when"])})
    except (ValueError, TypeError, KeyError):
        return None


def last(entries: Iterable[Entry], to: str = "") -> dict[str, Entry]:
    """Each student's last entry, whatever the target or to this one: the version that the student has been shown."""
    return {entry.student: entry for entry in entries if to in ("", entry.to)}
