"""Writes the report of a class below ``class/report/``: ``class.html`` to project, ``index.html`` to work with.

The page to work with has every student's row as long as the class is small; of a large class the rows are pages of
their own beside it, and the page shows them in bands.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbgrader.api import Gradebook
from nbgrader.api import Student as Enrolled
from sqlalchemy import select

from npml.core.josa import korean
from npml.core.marks import QUIZ

from ..authoring.unit import Unit
from ..batch import scan
from ..course.files import write_atomically
from ..course.registrar import read_class_roster
from ..course.roster import Person
from ..course.settings import read_course
from ..gradebook.classroom import Classroom
from ..gradebook.database import open_book
from ..gradebook.pages import POLICY
from ..gradebook.standing import Standing, standings
from ..grading.reader import Reader
from ..grading.render import exercise_title, inline
from . import CLASS_PAGE, FOR_CLASS, FOR_ME, MY_PAGE, charts, messages
from .figures import ENOUGH
from .figures import FEWEST as FEWEST_FOR_R
from .heat import Heat, Links
from .mine import my_unit
from .privacy import FEWEST
from .projected import class_unit, label
from .resubmitted import handed_in_again
from .term import Limits, Term
from .verdicts import Verdicts, read_verdicts

#: So many students have their rows on one page.
ROWS = 150
_TEMPLATES = Path(__file__).parent / "templates"
SAY = messages.MINE


def _percent(part: float | None) -> str:
    return "–" if part is None else f"{100 * part:.0f}%"


def _points(value: float | None) -> str:
    return "–" if value is None or value != value else f"{value:.1f}"


def _of(count: int, whole: int) -> str:
    return f"{count}/{whole} ({100 * count / whole:.0f}%)" if whole else "–"


_PAGES = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
)  # fmt: skip
_PAGES.filters |= {
    "title_of": exercise_title, "inline": lambda text: Markup(inline(text)), "percent": _percent, "points": _points,
}  # fmt: skip
_PAGES.globals |= {"of": _of, "korean": korean, "label": label}


def write_report(
    class_dir: Path, units: Sequence[Unit], db_url: str = "", *, pages: Sequence[str] = (FOR_ME, FOR_CLASS),
    below: float = Limits.below, now: datetime | None = None,
) -> Path:  # fmt: skip
    """Write the report's pages.

    Args:
        class_dir: the class folder.
        units: those of the course, in their order.
        db_url: the gradebook's URL; "" for the class's own.
        pages: which to write, of `FOR_ME` and `FOR_CLASS`.
        below: who has a smaller total is at risk.
        now: the time of the report.

    Returns:
        The path of the page to work with, or of the one to project if only that was asked for.

    Raises:
        UsageError: the database, course.toml or the roster cannot be used.
    """
    room = Classroom(Path(class_dir))
    course, now = read_course(room.root), now or datetime.now(UTC)
    url, names = room.gradebook(db_url), [unit.name for unit in units]
    rows = standings(url, course, read_class_roster(room.root), names, _lying(room, names))
    with open_book(url) as book:
        term = Term(course, tuple(names), tuple(_complete(rows, names, _names(book))), now, Limits(below=below))
        verdicts = {unit.name: read_verdicts(book, unit) for unit in units}
    made = f"{now.astimezone(course.zone):%Y-%m-%d %H:%M}"
    room.report.mkdir(mode=0o700, exist_ok=True)
    if FOR_CLASS in pages:
        write_atomically(room.report / CLASS_PAGE, _class_page(units, term, verdicts, made), mode=0o600)
    if FOR_ME in pages:
        _write_mine(room, url, units, term, verdicts, made)
    for unit in units:  # what earlier versions wrote, which would go on saying what is no longer so
        (room.report / f"{unit.name}.html").unlink(missing_ok=True)
    return room.report / (MY_PAGE if FOR_ME in pages else CLASS_PAGE)


def _lying(room: Classroom, names: Sequence[str]) -> list[tuple[str, str]]:
    """(student, unit) of what lies in the folder of submissions, graded or not."""
    if not room.submitted.is_dir():
        return []
    return [(item.student, item.unit) for item in scan(room.root, set(names), (), set(names)) if item.student and item.unit]


def _names(book: Gradebook) -> dict[str, str]:
    """The names that the gradebook has, for who is in no roster."""
    table: Any = Enrolled.__table__
    found = book.db.connection().execute(select(table.c.id, table.c.last_name, table.c.first_name))
    return {row.id: f"{row.last_name or ''}{row.first_name or ''}" for row in found}


def _complete(rows: Sequence[Standing], units: Sequence[str], names: dict[str, str]) -> list[Standing]:
    """With the gradebook's names where the roster has none, and without control characters in any.

    Without a roster whoever handed in anything is expected in every unit.
    """
    people: dict[str, Person] = {}
    for row in rows:
        if (student := row.person.student) not in people:
            name = row.person.name if row.listed else names.get(student, "")
            people[student] = replace(row.person, name=_printable(name))
    known = [replace(row, person=people[row.person.student]) for row in rows]
    if any(row.listed for row in known):
        return known
    there = {(row.person.student, row.unit) for row in known}
    missing = [
        Standing(person, False, unit)
        for unit in units
        for student, person in people.items()
        if (student, unit) not in there
    ]
    return sorted([*known, *missing], key=lambda row: (units.index(row.unit), row.person.student))


def _printable(text: str) -> str:
    """Text without control characters, which could turn what stands beside it around."""
    return "".join(char if char.isprintable() else "?" for char in text)


def _page(name: str, **content: Any) -> str:
    return _PAGES.get_template(name).render(policy=POLICY, quiz=QUIZ, **content)


# --- to project --------------------------------------------------------------------------------


def _class_page(units: Sequence[Unit], term: Term, verdicts: dict[str, Verdicts], made: str) -> str:
    told = [
        class_unit(unit, term.by_unit[unit.name], verdicts[unit.name]) for unit in units if verdicts[unit.name].students
    ]
    means = [item.mean * 100 / term.by_unit[item.unit.name].most if item.mean is not None else None for item in told]
    rounded = [round(mean) if mean is not None else None for mean in means]
    numbers = [item.unit.name[:2] for item in told]
    said = messages.pairs(numbers, rounded)
    plot = charts.trend(numbers, [(messages.CHART["mean"], rounded)], messages.CLASS["trend_alt"].format(said=said))
    return _page(
        "class.html.j2", title=messages.CLASS["title"], say=messages.CLASS, units=told, made=made[:10], few=FEWEST,
        trend=plot if sum(mean is not None for mean in rounded) > 1 else None,
    )  # fmt: skip


# --- to work with ------------------------------------------------------------------------------


def _write_mine(
    room: Classroom, url: str, units: Sequence[Unit], term: Term, verdicts: dict[str, Verdicts], made: str
) -> None:
    links = Links(room)
    used = [unit for unit in units if any(row.there for row in term.by_unit[unit.name].rows)]
    names = [unit.name for unit in used]
    heat = Heat(names, term, {name: verdicts[name] for name in names}, links)
    columns = [(unit, verdicts[unit.name].exercises) for unit in used]
    large = len(term.students) > ROWS
    pages = _write_students(room, heat, columns, made) if large else []
    for path in room.report.glob("students-*.html"):
        if path.name not in {file for file, _, _ in pages}:
            path.unlink()
    with closing(Reader()) as reader:

        def bare(pieces: list[tuple[str, str]]) -> list[str]:
            """Students' code is read by the process that has limits of time and memory."""
            return [str(text) for text in reader.work([("bare_code", list(piece)) for piece in pieces], "")]

        of = [my_unit(unit, term.by_unit[unit.name], verdicts[unit.name], links, bare) for unit in used]
    with open_book(url) as book, book.engine.connect() as connection:
        again = handed_in_again(room.root, connection, names, heat.automatic())
    content = {
        "units": of, "term": term, "course": term.course, "listed": any(row.listed for row in term.rows),
        "trend": _trend(term, names), "waiting": _waiting(term, names, verdicts),
        "again": again,
        "columns": columns, "rows": [] if large else heat.rows(term.students),
        "bands": heat.bands() if large else [], "pages": pages, "most": ROWS, "risk": messages.RISK, "enough": ENOUGH,
        "categories_note": SAY["categories_note"].format(fewest=FEWEST_FOR_R, enough=ENOUGH),
    }  # fmt: skip
    page = _page("mine.html.j2", title=SAY["title"], say=SAY, made=made, **content)
    write_atomically(room.report / MY_PAGE, page, mode=0o600)


def _write_students(
    room: Classroom, heat: Heat, columns: Sequence[tuple[Unit, Sequence[str]]], made: str
) -> list[tuple[str, str, str]]:
    """Write the rows of a large class, so many on a page; each page's file, first and last student."""
    students = heat.term.students
    pages = []
    count = -(-len(students) // ROWS)
    for number in range(1, count + 1):
        some = students[(number - 1) * ROWS : number * ROWS]
        file = f"students-{number:03}.html"
        title = SAY["students_title"].format(number=number, count=count)
        page = _page("students.html.j2", title=title, say=SAY, columns=columns, rows=heat.rows(some), made=made)
        write_atomically(room.report / file, page, mode=0o600)
        pages.append((file, some[0].person.student, some[-1].person.student))
    return pages


def _trend(term: Term, names: Sequence[str]) -> Markup | None:
    """The class over the units; None for fewer than two."""
    if len(names) < 2:
        return None
    units = [term.by_unit[name] for name in names]
    handed = [100 * unit.mean / unit.most if unit.mean is not None else None for unit in units]
    of_all = [100 * unit.mean_of_all / unit.most if unit.mean_of_all is not None and unit.over else None for unit in units]
    there = [
        100 * (len(unit.expected) - len(unit.missing)) / len(unit.expected) if unit.expected else None for unit in units
    ]
    numbers = [name[:2] for name in names]
    chart = messages.CHART
    said = [messages.pairs(numbers, [round(value) if value is not None else None for value in line])
            for line in (handed, of_all, there)]  # fmt: skip
    alt = SAY["trend_alt"].format(mean=said[0], all=said[1], there=said[2])
    return charts.trend(numbers, [(chart["mean"], handed), (chart["of_all"], of_all), (chart["there"], there)], alt)


def _waiting(term: Term, names: Sequence[str], verdicts: dict[str, Verdicts]) -> list[tuple[Standing, str]]:
    """What waits for a person, with the reason."""
    found = []
    for name in names:
        for row in term.by_unit[name].rows:
            if row.waits:
                status, why = verdicts[name].reasons.get(row.person.student, ("graded", ""))
                found.append((row, _printable(why) or messages.STATUS.get(status, status)))
    return found
