"""Makes course/README.md, a table of the units, from the first cells of their lessons."""

from __future__ import annotations

import re
from collections.abc import Sequence

from npml.core.absent import NAMES

from ..authoring.unit import Unit, core_units, further_units
from . import messages

README = "README.md"


def course_readme(units: Sequence[Unit]) -> str:
    """The README's text: a table of titles, minutes and prerequisites."""
    return messages.COURSE_README_HEAD + unit_tables(units) + "\n" + messages.COURSE_README_TAIL


def unit_tables(units: Sequence[Unit]) -> str:
    """A Markdown table of the course's units, and, if there are any, one of those that go beyond it."""
    further = further_units(units)
    parts = [_table(messages.UNIT_TABLE_HEAD, core_units(units))]
    if further:
        count = len(units) - len(further)
        table = _table(messages.FURTHER_TABLE_HEAD, further, needs=True)
        parts += [messages.FURTHER.format(count=messages.units_of_course(count)), table]
    if any(unit.libraries for unit in further):
        parts.append(messages.FURTHER_NEEDS)
    return "\n\n".join(parts)


def _table(head: str, units: Sequence[Unit], *, needs: bool = False) -> str:
    """Links to the notebooks, minutes, the number of exercises, prerequisites in short, and what a unit needs besides."""
    rows = [head]
    for unit in units:
        minutes = minutes_of(unit)
        time = messages.MINUTES.format(minutes=minutes) if minutes else "–"
        link = f"[{unit.title}]({unit.name}/{unit.name}.ipynb)"
        count = messages.EXERCISES.format(count=len(unit.solution_names))
        rows.append(f"| {link} | {time} | {count} | {_about(_opening(unit), '선수').partition('. ')[0]} |")
        if needs:
            rows[-1] += f" {', '.join(NAMES.get(name, name) for name in unit.libraries) or messages.NEEDS_NOTHING} |"
    return "\n".join(rows)


def minutes_of(unit: Unit) -> int:
    """How long a unit takes, in minutes: the total in bold at the end of its table of minutes, or what its line on time
    says; 0 if it says nothing."""
    opening = _opening(unit)
    total = re.search(r"^\|[^|\n]*시간.*\*\*(\d+)\*\*\s*\|\s*$", opening, re.MULTILINE)
    found = total or re.match(r"(\d+)", _about(opening, "시간"))
    return int(found.group(1)) if found else 0


def _opening(unit: Unit) -> str:
    return "\n".join(cell.source for cell in unit.lesson.cells[:3] if cell.cell_type == "markdown")


def _about(opening: str, word: str) -> str:
    """What stands after the word and a colon, or beside it in a table row; "–" if no line has the word."""
    for line in opening.splitlines():
        plain = line.replace("**", "").replace("|", " ").strip(" -*>")
        found = re.match(rf"[^:：]*{word}[^:：]*[:：]\s*(.+)", plain) or re.match(rf"\S*\s*\S*{word}\S*\s{{2,}}(.+)", plain)
        if found:
            return found.group(1).strip().rstrip(".")
    return "–"
