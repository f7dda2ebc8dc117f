"""Fills a professor's own Moodle worksheet or Canvas gradebook with final scores, and changes nothing else in it.

Both systems find columns and people by what they exported, so the file that came from there goes back: its language,
its order, its separator and its byte order mark stay.  A cell without a new score stays, too: for Canvas a blank over
a score is a change, and Moodle skips what is empty.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError

from ..course.roster import Roster, plain
from ..course.sheets import decoded
from . import messages

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Mark:
    """A student's final score on one unit; ``waits`` if a person must still look at it."""

    score: float
    max_score: float
    waits: bool = False


@dataclass
class Filled:
    """The filled file, and what a person should know.

    Attributes:
        content: the bytes to upload.
        written: how many scores were written.
        notes: Korean; rows that were left alone, people who are missing.
    """

    content: bytes
    written: int = 0
    notes: list[str] = field(default_factory=list)


class _Sheet:
    """A CSV file whose cells can be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise UsageError(f"{path}: {error.strerror}") from error
        text = decoded(raw, path)
        self.bom = raw.startswith(_BOM)
        self.was_cp949 = not _is_utf8(raw)
        first = text.partition("\n")[0]
        self.separator = max(",;\t", key=first.count)
        self.end = "\r\n" if "\r\n" in text else "\n"
        self.rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=self.separator))

    @property
    def head(self) -> list[str]:
        """The header's cells."""
        return [cell.strip() for cell in self.rows[0]] if self.rows else []

    def column(self, names: Sequence[str]) -> int | None:
        """The first column with one of these headers, or None."""
        return next((at for at, cell in enumerate(self.head) if cell in names), None)

    def content(self) -> bytes:
        """The file with what was changed."""
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=self.separator, lineterminator=self.end).writerows(self.rows)
        return (_BOM if self.bom else b"") + out.getvalue().encode()


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Filling:
    """Writes marks into the rows of a sheet, and keeps account of who was found."""

    def __init__(self, sheet: _Sheet, marks: Mapping[str, Mark], roster: Roster, *, over: bool) -> None:
        self.sheet, self.marks, self.roster = sheet, marks, roster
        self.over = over  # whether the system takes a score above the maximum
        self.done = Filled(b"")
        self.seen: set[str] = set()
        self.numbered: set[str] = set()

    def count_on(self, number: Sequence[int], email: int | None) -> None:
        """Take the columns that tell a person surely; whom a row tells by them, no other row is by the name alone."""
        self.numbered = {
            self._surely([_cell(cells, at) for at in number], _cell(cells, email)) for cells in self.sheet.rows[1:]
        }

    def _surely(self, numbers: Sequence[str], email: str) -> str:
        for number in filter(None, numbers):
            if number in self.marks:
                return number
            if (person := self.roster.by_student(number)) is not None:
                return person.student
        person = self.roster.by_email(email) if email else None
        return person.student if person is not None else ""

    def who(self, row: int, numbers: Sequence[str], email: str, name: str) -> str:
        """The student number of a row's person, or "", which is noted."""
        if student := self._surely(numbers, email):
            return student
        alike = self._of_name(name)
        if len(alike) == 1 and alike[0] in self.numbered:
            self.done.notes.append(korean(messages.NAMESAKE, row=row, who=name, student=alike[0]))
            return ""
        if len(alike) == 1:
            self.done.notes.append(messages.BY_NAME.format(row=row, who=name, student=alike[0]))
            return alike[0]
        self.done.notes.append(messages.STRANGER.format(row=row, who=name or numbers[0] if numbers else name))
        return ""

    def _of_name(self, name: str) -> list[str]:
        """The students of this name, also with the family name last as an English interface writes it."""
        parts = plain(name).replace(",", " ").split()
        turned = {"".join(parts), "".join(parts[-1:] + parts[:-1]), "".join(parts[1:] + parts[:1])}
        return sorted({person.student for one in turned for person in self.roster.by_name(one)})

    def write(self, student: str, cells: list[str], column: int, most: float) -> bool:
        """Write a student's mark into a row; return whether there was one."""
        self.seen.add(student)
        mark = self.marks.get(student)
        if mark is None or mark.max_score <= 0:
            return False
        if mark.waits:
            self.done.notes.append(messages.WAITS.format(student=student))
            return False
        score = mark.score / mark.max_score * most
        if score > most and not self.over:
            said = {"score": f"{score:.2f}", "most": f"{most:g}"}
            self.done.notes.append(messages.OVER_MAXIMUM.format(student=student, **said))
            return False
        cells[column] = f"{score:.2f}"
        self.done.written += 1
        return True

    def finish(self) -> Filled:
        """The result, with a note on everybody whose mark found no row."""
        missing = sorted(self.marks.keys() - self.seen)
        self.done.notes += [messages.NOT_IN_SHEET.format(student=student) for student in missing]
        self.done.content = self.sheet.content()
        return self.done


def fill_moodle(path: Path, marks: Mapping[str, Mark], roster: Roster) -> Filled:
    """Fill an offline grading worksheet of Moodle, scaled to its own maximum grade.

    Args:
        path: the worksheet as it was downloaded, in Korean or English.
        marks: the final scores by student number.
        roster: who is who.

    Raises:
        UsageError: it is no such worksheet; names the missing column.
    """
    sheet = _Sheet(path)
    wanted = (messages.MOODLE_ID, messages.MOODLE_GRADE, messages.MOODLE_GRADED)
    columns = {names[0]: sheet.column(names) for names in wanted}
    if missing := [name for name, at in columns.items() if at is None]:
        raise UsageError(korean(messages.NOT_MOODLE, path=path, missing=missing[0], found=", ".join(sheet.head)))
    grade, graded = columns[messages.MOODLE_GRADE[0]], columns[messages.MOODLE_GRADED[0]]
    assert grade is not None
    assert graded is not None
    number, email = sheet.column(messages.MOODLE_NUMBER), sheet.column(messages.MOODLE_EMAIL)
    name, most = sheet.column(messages.MOODLE_NAME), sheet.column(messages.MOODLE_MAXIMUM)
    filling, again = _Filling(sheet, marks, roster, over=False), 0
    filling.count_on([number] if number is not None else [], email)
    for row, cells in enumerate(sheet.rows[1:], 2):
        cells += [""] * (len(sheet.head) - len(cells))
        if any(cells):
            at = _cell(cells, most)
            student = filling.who(row, [_cell(cells, number)], _cell(cells, email), _cell(cells, name))
            if student and filling.write(student, cells, grade, _number(at) or 100.0):
                again += cells[graded].strip() not in ("", "-")
    if again:
        filling.done.notes.append(messages.ALREADY.format(count=again))
    return filling.finish()


def fill_canvas(path: Path, marks: Mapping[str, Mark], roster: Roster, column: str = "", unit: str = "") -> Filled:
    """Fill one assignment's column of a Canvas gradebook, scaled to its points possible.

    Args:
        path: the gradebook as it was exported.
        marks: the final scores by student number.
        roster: who is who.
        column: the header of the assignment's column, such as "HW 01 (7001)", or its title; "": found by the unit.
        unit: the unit's name, for finding the column.

    Raises:
        UsageError: it is no such gradebook, or the column cannot be told.
    """
    sheet = _Sheet(path)
    head = sheet.head
    if not head or not any(word in head[0] for word in messages.CANVAS_STUDENT):
        raise UsageError(korean(messages.NOT_CANVAS, path=path, missing="Student", found=", ".join(head)))
    if messages.CANVAS_ID not in head:
        raise UsageError(korean(messages.NOT_CANVAS, path=path, missing="ID", found=", ".join(head)))
    points_row = next((row for row in sheet.rows[1:] if row and row[0].strip() == messages.CANVAS_POINTS), [])
    at = _assignment(sheet, points_row, column, unit)
    filling = _Filling(sheet, marks, roster, over=True)
    most = _number(_cell(points_row, at))
    if most is None:
        filling.done.notes.append(messages.NO_POINTS.format(path=path, column=head[at]))
    numbers = [found for name in messages.CANVAS_NUMBERS if (found := sheet.column([name])) is not None]
    filling.count_on(numbers, None)
    for row, cells in enumerate(sheet.rows[1:], 2):
        if cells is points_row or not any(cells) or not cells[0].strip() or messages.CANVAS_POSTING in cells:
            continue
        if _is_test_student(cells[0]):
            continue
        cells += [""] * (len(head) - len(cells))
        if cells[at].strip().upper() in ("EX", "N/A"):
            filling.done.notes.append(korean(messages.LOCKED, row=row, who=cells[0], cell=cells[at]))
            filling.seen.update(filter(None, (_cell(cells, number) for number in numbers)))
            continue
        student = filling.who(row, [_cell(cells, number) for number in numbers], "", cells[0])
        if student:
            filling.write(student, cells, at, most or 100.0)
    if sheet.was_cp949:
        filling.done.notes.append(messages.WAS_CP949.format(path=path))
    return filling.finish()


def _assignment(sheet: _Sheet, points: Sequence[str], column: str, unit: str) -> int:
    """The column of an assignment: those have a number in brackets at their end."""
    found = {at: cell for at, cell in enumerate(sheet.head) if re.search(r"\(\d+\)$", cell)}
    shown = ", ".join(found.values())
    if column:
        exact = [at for at, cell in found.items() if column in (cell, re.sub(r"\s*\(\d+\)$", "", cell))]
        if len(exact) != 1:
            raise UsageError(korean(messages.NO_COLUMN, path=sheet.path, column=column, found=shown))
        return exact[0]
    number, _, topic = unit.partition("_")
    mine = [at for at, cell in found.items() if unit and (unit in cell or topic.replace("_", " ") in plain(cell))]
    if not mine and number.isdigit():
        numbered = re.compile(rf"(?<!\d)0*{int(number)}(?!\d)")
        mine = [at for at, cell in found.items() if numbered.search(cell.rpartition("(")[0])]
    if len(mine) != 1:
        raise UsageError(messages.WHICH_COLUMN.format(path=sheet.path, found=shown))
    return mine[0]


def _is_test_student(name: str) -> bool:
    return plain(name) in ("student, test", "test student")


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
