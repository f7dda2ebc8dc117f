"""One spreadsheet of the whole course: a row per student, a column per unit, the weighted total."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from ..course.roster import Person
from ..course.settings import Course
from ..gradebook.standing import Standing
from . import messages


def totals(course: Course, units: Sequence[str], mine: Mapping[str, Standing]) -> float:
    """A student's total out of 100: the weighted mean of the units' percentages, plus extra credit.

    Args:
        course: gives the weights, and which units are extra credit.
        units: the units' names.
        mine: the student's standings by unit; a unit that was not handed in counts as zero.
    """
    plans = {name: course.plan(name) for name in units}
    weight = sum(plan.weight for plan in plans.values() if not plan.extra_credit)
    if weight <= 0:
        return 0.0
    return sum(100.0 * share(mine.get(name)) * plan.weight for name, plan in plans.items()) / weight


def share(row: Standing | None) -> float:
    """The share of a unit's points that a student has, from 0 to 1."""
    return row.score / row.max_score if row is not None and row.graded and row.max_score > 0 else 0.0


def workbook(course: Course, units: Sequence[str], rows: Sequence[Standing]) -> bytes:
    """The spreadsheet as xlsx.

    Every text is written as text, never as a formula: a student's name could begin with an equals sign.

    Args:
        course: the settings.
        units: the units' names in their order.
        rows: everybody's standings.
    """
    import xlsxwriter  # type: ignore[import-untyped]

    people: dict[str, dict[str, Standing]] = {}
    for row in rows:
        people.setdefault(row.person.student, {})[row.unit] = row
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(messages.SHEET)
        bold, points = book.add_format({"bold": True}), book.add_format({"num_format": "0.0#"})
        names = [messages.EXTRA.format(unit=name) if course.plan(name).extra_credit else name for name in units]
        late = [messages.LATE.format(unit=name) for name in units]
        for at, text in enumerate((*messages.HEAD, *names, messages.TOTAL, *late, messages.STATE)):
            sheet.write_string(0, at, text, bold)
        for line, (_, mine) in enumerate(sorted(people.items()), 1):
            person = next(iter(mine.values())).person
            _row(sheet, line, course, units, person, mine, points)
        weights = ", ".join(f"{name} {course.plan(name).weight:g}" for name in units)
        sheet.write_string(len(people) + 2, 0, messages.WEIGHTED.format(weights=weights))
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, 1, 14)
    return out.getvalue()


def _row(
    sheet: object, line: int, course: Course, units: Sequence[str], person: Person, mine: Mapping[str, Standing],
    points: object,
) -> None:  # fmt: skip
    write_string, write_number = sheet.write_string, sheet.write_number  # type: ignore[attr-defined]
    for at, text in enumerate((person.student, person.name, person.department, person.section)):
        write_string(line, at, text)
    at = len(messages.HEAD)
    for name in units:
        row = mine.get(name)
        if row is not None and row.graded:
            write_number(line, at, row.score, points)
        at += 1
    write_number(line, at, totals(course, units, mine), points)
    for name in units:
        at += 1
        row = mine.get(name)
        if row is not None and row.late:
            write_string(line, at, f"{row.late.total_seconds() / 86400:.1f}")
    waiting = [name for name in units if name in mine and mine[name].waits]
    states = [messages.DROPPED] if person.dropped else []
    states += [messages.NOT_LISTED] if any(not row.listed for row in mine.values()) else []
    states += [messages.WAITING.format(units=", ".join(waiting))] if waiting else []
    write_string(line, at + 1, "; ".join(states))
