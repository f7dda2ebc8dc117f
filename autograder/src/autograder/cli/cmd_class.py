"""``autograder class init | roster | status``: a class folder with its settings and its people."""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from npml.core.josa import korean
from npml.errors import UsageError

from . import messages, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ..collecting.receipts import Receipt
    from ..course.registrar import Changes
    from ..course.roster import Person
    from ..course.settings import Course
    from ..gradebook.standing import Standing


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its three parts."""
    parser = commands.add_parser("class", help=messages.HELP_CLASSROOM, description=messages.HELP_CLASSROOM)
    parts = parser.add_subparsers(title=messages.COMMANDS, metavar=messages.COMMAND, required=True)
    init = parts.add_parser("init", help=messages.HELP_INIT, description=messages.HELP_INIT)
    init.add_argument("--id", default="", metavar="ID", help=messages.HELP_COURSE_ID)
    init.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_INIT_UNITS)
    init.set_defaults(run=run_init)
    roster = parts.add_parser("roster", help=messages.HELP_ROSTER, description=messages.HELP_ROSTER)
    roster.add_argument("file", type=Path, nargs="?", metavar="FILE", help=messages.HELP_ROSTER_FILE)
    roster.add_argument("--dry-run", action="store_true", help=messages.HELP_DRY_RUN)
    roster.set_defaults(run=run_roster)
    status = parts.add_parser("status", help=messages.HELP_STATUS, description=messages.HELP_STATUS)
    status.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_STATUS_UNITS)
    status.set_defaults(run=run_status)
    release = parts.add_parser("release", help=messages.HELP_CLASS_RELEASE, description=messages.HELP_CLASS_RELEASE)
    release.add_argument("units", nargs="+", metavar="UNIT", help=messages.HELP_CLASS_RELEASE_UNITS)
    release.set_defaults(run=run_release)
    for part in (init, roster, status, release):
        options.add_class(part)
        options.add_project(part)


def run_init(args: argparse.Namespace) -> int:
    """Make the class folder and its course.toml where they are missing; what is there stays."""
    from ..authoring.unit import core_units, further_units
    from ..course import messages as course_messages
    from ..course.files import write_atomically
    from ..course.privacy import close
    from ..course.settings import FILE, course_id, read_course
    from ..gradebook.classroom import prepare
    from .words import printable

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    chosen = options.units_of(project, args.units or [unit.name for unit in core_units(project.units())])
    path = folder / FILE
    if path.is_file():
        print(messages.COURSE_STAYS.format(path=path))
    else:
        units = "\n".join(course_messages.TEMPLATE_UNIT.format(name=unit.name, title=unit.title) for unit in chosen)
        left = [unit for unit in further_units(project.units()) if unit.name not in {used.name for used in chosen}]
        if left:
            units += course_messages.TEMPLATE_FURTHER
        units += "".join(course_messages.TEMPLATE_FURTHER_UNIT.format(name=unit.name, title=unit.title) for unit in left)
        name = args.id or folder.resolve().parent.name
        try:
            name = course_id(name)
        except (TypeError, ValueError) as error:
            said = korean(course_messages.BAD_ID, id=printable(name, 80), expected=course_messages.IS_ID)
            raise UsageError(said) from error
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(path, course_messages.TEMPLATE.format(id=name, units=units), mode=0o600)
        print(messages.COURSE_MADE.format(path=path))
    if close(folder):
        print(messages.CLOSED.format(folder=folder))
    read_course(folder, [unit.name for unit in project.units()])
    prepare(folder, options.class_units(project, folder, None), args.db)
    print(messages.CLASS_NEXT.format(folder=folder))
    return 0


def run_roster(args: argparse.Namespace) -> int:
    """Take over a registrar's list, or show the roster; return 1 if there is something to look at."""
    from ..course.lock import locked
    from ..course.registrar import changes, read_class_roster, read_registrar, write_class_roster
    from .show import console

    folder = options.class_dir(args, options.project_of(args))
    out = console(to_stderr=False)
    roster = read_class_roster(folder)
    if args.file is None:
        _people(out, messages.ROSTER, roster.people)
        return 0
    made = changes(roster, read_registrar(args.file))
    _show_changes(out, made)
    if args.dry_run:
        out.print(messages.DRY_RUN)
    elif made.any:
        with locked(folder):
            out.print(messages.ROSTER_WRITTEN.format(path=write_class_roster(folder, made.roster), count=_active(made)))
    else:
        out.print(messages.ROSTER_SAME)
    return 1 if made.notes else 0


def _active(made: Changes) -> int:
    return sum(not person.dropped for person in made.roster.people)


def _show_changes(out: Console, made: Changes) -> None:
    _people(out, messages.ADDED, made.added)
    _people(out, messages.DROPPED, made.dropped)
    _people(out, messages.RETURNED, made.returned)
    for before, after in made.changed:
        out.print(messages.CHANGED.format(before=_shown(before), after=_shown(after)))
    for note in made.notes:
        out.print(messages.NOTE.format(note=note))


def _people(out: Console, title: str, people: Sequence[Person]) -> None:
    from .show import MAX_ROWS

    if not people:
        return
    out.print(title.format(count=len(people)))
    for person in people[:MAX_ROWS]:
        out.print(f"  {_shown(person)}")
    if len(people) > MAX_ROWS:
        out.print(messages.MORE.format(count=len(people) - MAX_ROWS))


def _shown(person: Person) -> str:
    from .words import printable

    parts = (person.student, person.name, person.department, person.section, person.email)
    return printable("  ".join(filter(None, parts)), 200)


def run_release(args: argparse.Namespace) -> int:
    """Put units into release/, from where nbgrader's exchange hands them out; return 1 if other files lie there, too."""
    from ..gradebook import messages as gradebook_messages
    from ..gradebook.classroom import prepare
    from ..gradebook.publish import publish

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    units = options.class_units(project, folder, args.units)
    prepare(folder, units, args.db)
    looked = 0
    for unit in units:
        others = publish(project.course, folder, unit.name)
        print(gradebook_messages.PUBLISHED.format(path=folder / "release" / unit.name))
        if others:
            print(gradebook_messages.MORE_PUBLISHED.format(files=", ".join(others)))
            looked = 1
    print(messages.RELEASE_NEXT.format(folder=folder, units=" ".join(unit.name for unit in units)))
    return looked


def run_status(args: argparse.Namespace) -> int:
    """Show how far each unit is, or for named units where each student stands; return 1 if something waits."""
    from ..batch import scan
    from ..collecting.store import Store
    from ..course.registrar import read_class_roster
    from ..course.settings import read_course
    from ..gradebook.classroom import Classroom
    from ..gradebook.standing import standings
    from ..gradebook.upkeep import before_showing
    from .show import console

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    names = [unit.name for unit in options.class_units(project, folder, args.units)]
    before_showing(folder, args.db, names)
    known = {unit.name for unit in project.units()}
    found = [(item.student, item.unit) for item in scan(folder, set(names), (), known) if item.student and item.unit]
    course, roster = read_course(folder), read_class_roster(folder)
    rows = standings(Classroom(folder).gradebook(args.db), course, roster, names, found)
    out = console(to_stderr=False)
    if args.units:
        for name in names:
            _one_unit(out, course, name, [row for row in rows if row.unit == name])
    else:
        _all_units(out, course, names, rows)
    for note in options.course_notes(folder, course, names):
        out.print(messages.NOTE.format(note=note))
    waiting = [receipt for _, receipt, _ in Store(folder).waiting() if receipt.unit in ("", *names)]
    _inbox(out, folder, waiting)
    return 1 if waiting or any(row.waits or (row.there and not row.listed and roster.people) for row in rows) else 0


def _inbox(out: Console, folder: Path, waiting: Sequence[Receipt]) -> None:
    """Say what was collected and waits for an answer."""
    if not waiting:
        return
    counts = Counter(receipt.unit or messages.UNKNOWN_UNIT for receipt in waiting)
    more = ", ".join(messages.OF_UNIT.format(unit=unit, count=count) for unit, count in sorted(counts.items()))
    out.print(messages.INBOX.format(folder=folder / "inbox", count=len(waiting), more=more))


def _all_units(out: Console, course: Course, names: Sequence[str], rows: Sequence[Standing]) -> None:
    from rich.table import Table

    from ..gradebook.standing import mean_of

    table = Table(box=None, pad_edge=False)
    for column in messages.STATUS_COLUMNS:
        table.add_column(column, justify="left" if column in messages.STATUS_COLUMNS[:2] else "right")
    for name in names:
        mine = [row for row in rows if row.unit == name]
        mean = f"{found:.1f}" if (found := mean_of(mine)) is not None else messages.NONE
        numbers = (
            sum(row.there for row in mine), sum(not row.there for row in mine), sum(bool(row.late) for row in mine),
            sum(row.there and not row.graded for row in mine), sum(row.waits for row in mine),
        )  # fmt: skip
        table.add_row(name, _when(course, course.plan(name).due), *map(str, numbers), mean)
    out.print(table)


def _one_unit(out: Console, course: Course, name: str, rows: Sequence[Standing]) -> None:
    from rich.table import Table
    from rich.text import Text

    from .words import printable

    out.print(messages.UNIT_DUE.format(unit=name, due=_when(course, course.plan(name).due)))
    table = Table(box=None, pad_edge=False)
    for column in messages.STUDENT_COLUMNS:
        table.add_column(column)
    for row in rows:
        state = messages.STATE_OF[(row.there, row.graded, row.waits)] if row.there else messages.NOT_HANDED_IN
        score = f"{row.score:g} / {row.max_score:g}" if row.graded and row.decided else messages.NONE
        score += messages.HAND.format(points=row.by_hand) if row.by_hand else ""
        if row.overtaken:
            state += messages.OVERTAKEN_SHORT.format(names=", ".join(row.overtaken))
        lost = korean(messages.LOST, points=f"{row.lost:g}") if row.lost else ""
        who = printable(row.person.name, 60) + ("" if row.listed else messages.NOT_LISTED)
        late = f"{lateness(row.late)} {lost}".strip()
        cells = (row.person.student, who, _when(course, row.handed_in), late, score, state)
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)


def _when(course: Course, time: object) -> str:
    from datetime import datetime

    return f"{time.astimezone(course.zone):%m-%d %H:%M}" if isinstance(time, datetime) else messages.NONE


def lateness(late: timedelta) -> str:
    """How late in words; "" for in time."""
    if not late:
        return ""
    minutes = int(late.total_seconds() // 60)
    if not minutes:
        return messages.UNDER_A_MINUTE
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [messages.DAYS.format(count=days) if days else "", messages.HOURS.format(count=hours) if hours else ""]
    parts.append(messages.MINUTES.format(count=minutes) if minutes else "")
    return " ".join(filter(None, parts[:2] if days else parts))
