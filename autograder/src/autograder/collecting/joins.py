"""Tables of an LMS that say who its own ids are: Moodle's grading worksheet, Canvas's gradebook."""

from __future__ import annotations

import csv
import io
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from . import messages
from .claims import decoded
from .times import read_time

_MAX_BYTES, _MAX_LINE = 32 << 20, 1 << 16


@dataclass(frozen=True)
class Known:
    """What a table says of one id of an LMS."""

    name: str = ""
    numbers: tuple[str, ...] = ()
    email: str = ""
    submitted: datetime | None = None
    late: bool | None = None


def read_joins(paths: Iterable[Path], zone: tzinfo) -> dict[str, Known]:
    """What the CSV files among these say, by `Claim.owner`; other files are passed over.

    Of two tables that speak of one id, the newer file is believed: an older one has the time of an earlier submission.
    """
    tables = []
    for path in paths:
        try:
            found = path.stat()
            if path.suffix.lower() == ".csv" and stat.S_ISREG(found.st_mode) and found.st_size <= _MAX_BYTES:
                with path.open("rb") as file:
                    if _is_known(decoded(file.readline(_MAX_LINE))):
                        tables.append((found.st_mtime_ns, path))
        except OSError:
            continue
    joins: dict[str, Known] = {}
    for _, path in sorted(tables):
        try:
            joins.update(read_join(decoded(path.read_bytes()), zone))
        except OSError:
            continue
    return joins


def _is_known(first: str) -> bool:
    """Whether a table may be one of those that are known here, by its first line."""
    line = first.casefold()
    return any(word in line for word in messages.WORKSHEET["id"]) or "student" in line


def read_join(text: str, zone: tzinfo) -> dict[str, Known]:
    """What one table says; nothing if it is none of those that are known here."""
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        head = [cell.strip().casefold() for cell in next(rows, [])]
        if any(word in head for word in messages.WORKSHEET["id"]):
            return dict(_moodle(head, rows, zone))
        if len(head) > 2 and "student" in head[0] and head[1] == "id":
            return dict(_canvas(head, rows))
    except csv.Error:
        pass
    return {}


def _moodle(head: list[str], rows: Iterable[list[str]], zone: tzinfo) -> Iterator[tuple[str, Known]]:
    at = {key: next((head.index(word) for word in words if word in head), -1) for key, words in messages.WORKSHEET.items()}
    for row in rows:
        cells = {key: row[column].strip() if 0 <= column < len(row) else "" for key, column in at.items()}
        if number := re.search(r"(\d+)$", cells["id"]):
            numbers = (cells["number"],) if cells["number"] else ()
            status = cells["status"].casefold()
            late = any(word in status for word in messages.LATE_WORDS) if status else None
            when = read_time(cells["submitted"], zone)
            yield f"moodle:{number[1]}", Known(cells["name"], numbers, cells["email"], when, late)


def _canvas(head: list[str], rows: Iterable[list[str]]) -> Iterator[tuple[str, Known]]:
    logins = [at for at, cell in enumerate(head) if cell in ("sis login id", "sis user id", "integration id")]
    for row in rows:
        cells: Mapping[int, str] = dict(enumerate(cell.strip() for cell in row))
        if cells.get(1, "").isdigit():
            numbers = tuple(cells[at] for at in logins if cells.get(at))
            email = next((text for text in numbers if "@" in text), "")
            yield f"canvas:{cells[1]}", Known(cells.get(0, ""), numbers, email)


def beside(path: Path) -> list[Path]:
    """The CSV files in the folder of an archive, or in the folder that was given."""
    folder = path if path.is_dir() else path.parent
    try:
        return sorted(item for item in folder.iterdir() if item.suffix.lower() == ".csv" and item.is_file())[:200]
    except OSError:
        return []
