"""Reads the list of a class as a Korean registrar's office exports it, and keeps the course's own roster."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError

from . import messages
from .files import write_atomically
from .roster import Person, Roster, plain
from .sheets import disarmed, read_table, rearmed

FILE = "roster.csv"
#: The headers under which a column is known, without spaces and in lower case.
_HEADERS = {
    "student": messages.HEADS_STUDENT, "name": messages.HEADS_NAME, "department": messages.HEADS_DEPARTMENT,
    "section": messages.HEADS_SECTION, "email": messages.HEADS_EMAIL,
}  # fmt: skip
#: A student number: letters, digits and hyphens, at least one digit.
_NUMBER = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9-]{3,31}")
_OWN = tuple(messages.OWN_HEADS)


@dataclass(frozen=True)
class Reading:
    """What a registrar's file says: the people, and what a person should know about the file."""

    people: tuple[Person, ...]
    notes: tuple[str, ...] = ()

    @property
    def short(self) -> list[str]:
        """Student numbers that look as if a spreadsheet had eaten their zeros: shorter than nearly all others."""
        numbers = [person.student for person in self.people if person.student.isdigit()]
        if not numbers:
            return []
        usual, count = Counter(map(len, numbers)).most_common(1)[0]
        short = [number for number in numbers if len(number) < usual]
        return short if count >= 2 * len(short) else []


@dataclass(frozen=True)
class Changes:
    """What a new list changes in the roster.

    Attributes:
        roster: the roster afterwards.
        added, dropped, returned: people by what happened to them.
        changed: (before, after) of people whose data changed.
        notes: what a person should know, such as student numbers that were found by their value.
    """

    roster: Roster
    added: tuple[Person, ...] = ()
    dropped: tuple[Person, ...] = ()
    returned: tuple[Person, ...] = ()
    changed: tuple[tuple[Person, Person], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changes at all."""
        return bool(self.added or self.dropped or self.returned or self.changed)


def read_registrar(path: Path) -> Reading:
    """The people in a registrar's file; rows above the header, empty rows and totals are passed over.

    Raises:
        UsageError: it is no table, no row has a column of student numbers, or two rows contradict each other.
    """
    rows = read_table(path)
    at = next((number for number, row in enumerate(rows) if "student" in _columns(row)), None)
    if at is None:
        shown = " / ".join(" ".join(filter(None, row))[:60] for row in rows[:5] if any(row))
        raise UsageError(messages.NO_HEADER.format(path=path, shown=shown, expected=", ".join(messages.HEADS_STUDENT)))
    columns = _columns(rows[at])
    found: dict[str, Person] = {}
    notes: list[str] = []
    for line, row in enumerate(rows[at + 1 :], at + 2):
        values = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        if not _NUMBER.fullmatch(values["student"]):
            named = re.search(r"\d", values["student"]) and values.get("name", "") and not values["name"].isdigit()
            if named or len([cell for cell in row if cell]) > 2:  # neither empty nor a total
                notes.append(messages.ROW_PASSED_OVER.format(line=line, shown=" ".join(filter(None, row))[:60]))
            continue
        said = [values.get(name, "") for name in ("name", "department", "section", "email")]
        person = Person(values["student"], said[0], said[1], said[2], said[3])
        if (known := found.setdefault(person.student, person)) != person:
            where = {"path": path, "student": person.student, "line": line}
            raise UsageError(korean(messages.TWICE, **where, one=known.name, other=person.name))
    if not found:
        raise UsageError(messages.NOBODY.format(path=path))
    return Reading(tuple(found.values()), tuple(notes))


def _columns(row: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the header; the first of several counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        head = re.sub(r"[\s()\[\].:*]", "", plain(cell))
        for name, heads in _HEADERS.items():
            if head in heads:
                found.setdefault(name, at)
    return found


def changes(old: Roster, reading: Reading) -> Changes:
    """What the roster becomes when the registrar's newest list is taken over.

    Nobody is deleted: who is missing in the new list is marked as dropped, because there may be submissions.
    """
    added, returned, changed, notes = [], [], [], list(reading.notes)
    after: dict[str, Person] = {}
    for new in reading.people:
        known = old.by_student(new.student)
        if known is None:
            added.append(new)
            after[new.student] = new
            continue
        if known.student != new.student:
            notes.append(korean(messages.FOUND_BY_VALUE, given=new.student, known=known.student))
        merged = _merged(known, new)
        after[known.student] = merged
        if known.dropped:
            returned.append(merged)
        elif merged != known:
            changed.append((known, merged))
    if unknown := [number for number in reading.short if old.by_student(number) is None]:
        notes.append(messages.ZEROS_EATEN.format(numbers=", ".join(unknown[:5]), count=len(unknown)))
    dropped = [person for person in old.people if person.student not in after and not person.dropped]
    kept = [replace(person, dropped=True) for person in old.people if person.student not in after]
    return Changes(
        Roster.of([*after.values(), *kept]), tuple(added), tuple(dropped), tuple(returned), tuple(changed), tuple(notes)
    )


def _merged(known: Person, new: Person) -> Person:
    """The known person with what the new list says; an empty cell says nothing."""
    said = {item.name: getattr(new, item.name) for item in fields(new) if item.name not in ("student", "dropped")}
    return replace(known, dropped=False, **{name: value for name, value in said.items() if value})


def read_class_roster(class_dir: Path) -> Roster:
    """The course's own roster, ``roster.csv`` in the class folder; empty if there is none.

    Raises:
        UsageError: the file cannot be read.
    """
    path = class_dir / FILE
    if not path.is_file():
        return Roster()
    rows = read_table(path)
    if not rows or tuple(rows[0][: len(_OWN)]) != _OWN:
        raise UsageError(korean(messages.OWN_ROSTER, path=path, expected=",".join(_OWN)))
    people = []
    for row in rows[1:]:
        if row and row[0]:
            student, name, department, section, email, state = map(rearmed, (row + [""] * len(_OWN))[: len(_OWN)])
            people.append(Person(student, name, department, section, email, dropped=state == messages.DROPPED))
    return Roster.of(people)


def write_class_roster(class_dir: Path, roster: Roster) -> Path:
    """Write ``roster.csv``, which a spreadsheet opens rightly and only its owner can read; return its path."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_OWN)
    for it in roster.people:
        cells = (it.student, it.name, it.department, it.section, it.email, messages.DROPPED if it.dropped else "")
        writer.writerow(map(disarmed, cells))
    path = class_dir / FILE
    write_atomically(path, out.getvalue(), mode=0o600, encoding="utf-8-sig")
    return path
