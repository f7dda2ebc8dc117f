"""``autograder return UNIT --to …``: feedback goes back to the students, scores into the sheets of an LMS."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UsageError

from . import messages, options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from ..course.settings import Course
    from ..gradebook.standing import Standing
    from ..returning.give_back import Returned

_TARGETS = ("moodle", "canvas", "exchange", "folder", "xlsx")
_ZIP_MB = 100


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("return", help=messages.HELP_RETURN, description=messages.HELP_RETURN)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_RETURN_UNITS)
    parser.add_argument("--to", choices=_TARGETS, help=messages.HELP_TO)
    parser.add_argument("--sheet", type=Path, metavar="FILE", help=messages.HELP_SHEET)
    parser.add_argument("--grades-only", action="store_true", help=messages.HELP_GRADES_ONLY)
    parser.add_argument("--column", default="", metavar="TITLE", help=messages.HELP_COLUMN)
    parser.add_argument("--zip-mb", type=options.at_least_one, default=_ZIP_MB, metavar="N", help=messages.HELP_ZIP_MB)
    parser.add_argument("--all", action="store_true", help=messages.HELP_EVERYBODY)
    parser.add_argument("--log", action="store_true", help=messages.HELP_RETURN_LOG)
    parser.add_argument("--workers", type=options.at_least_one, metavar="N", help=messages.HELP_WORKERS)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write what goes back below ``returned/`` in the class folder; return 1 if there is something to look at.

    Raises:
        UsageError: no or several units where one is needed, no target, or a sheet that cannot be read.
    """
    from ..course.settings import read_course
    from ..gradebook.upkeep import before_showing
    from ..returning.spreadsheet import workbook

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    if not args.to and not args.log:
        raise UsageError(messages.NO_TARGET.format(known=", ".join(_TARGETS)))
    if args.to != "xlsx" and len(args.units) != 1:
        raise UsageError(messages.ONE_UNIT)
    if (args.sheet and args.to not in ("moodle", "canvas")) or (args.grades_only and not args.sheet):
        raise UsageError(messages.SHEET_FOR)
    names = options.class_unit_names(project, folder, args.units)
    course = read_course(folder)
    before_showing(folder, args.db, names)
    if args.log:
        return _show_log(folder, names[0], args.db, course)
    if args.to != "xlsx":
        filled = _sheet(args, folder, names[0]) if args.sheet else 0  # first: a wrong file stops it
        return filled if args.grades_only else max(filled, _give_back(args, folder, names[0], course))
    rows = _standings(args, folder, names, course)
    path = folder / "returned" / messages.XLSX_NAME
    return _put(path, workbook(course, names, rows), [], len({row.person for row in rows}))


def _give_back(args: argparse.Namespace, folder: Path, unit: str, course: Course) -> int:
    from datetime import datetime

    from ..course.lock import locked
    from ..returning.give_back import MEGABYTE, GiveBack
    from .show import console

    out = console(to_stderr=False)
    work = GiveBack(folder, unit, args.db, workers=args.workers or options.cores())
    with locked(folder):
        done = work.to(args.to, now=datetime.now(course.zone), most=args.zip_mb * MEGABYTE, everybody=args.all)
    _show(out, args.to, done, course)
    return 1 if done.notes else 0


def _show(out: Console, target: str, done: Returned, course: Course) -> None:
    from ..returning.messages import TARGETS
    from .show import MAX_ROWS

    for note in done.notes[:MAX_ROWS]:
        out.print(messages.NOTE.format(note=note))
    if len(done.notes) > MAX_ROWS:
        out.print(messages.MORE.format(count=len(done.notes) - MAX_ROWS))
    if done.changes:
        out.print(messages.CHANGED_TITLE.format(count=len(done.changes)))
    for change in done.changes[:MAX_ROWS]:
        why = messages.RESUBMITTED if change.resubmitted else messages.REGRADED
        when = f"{change.before.when.astimezone(course.zone):%m-%d %H:%M}"
        said = {"student": change.before.student, "before": change.before.score, "after": change.score}
        out.print(messages.RETURN_CHANGE.format(why=why, when=when, target=TARGETS[change.before.to], **said))
    if len(done.changes) > MAX_ROWS:
        out.print(messages.MORE.format(count=len(done.changes) - MAX_ROWS))
    if done.first or done.changed:
        said = {"first": done.first, "changed": done.changed, "same": done.same}
        out.print(messages.RETURNED.format(target=TARGETS[target], **said))
    else:
        nothing = messages.RETURNED_NOTHING if done.same else messages.RETURNED_NONE
        out.print(nothing.format(target=TARGETS[target]))
    if done.dropped:
        out.print(messages.RETURN_DROPPED.format(count=done.dropped))
    for path in done.files:
        out.print(messages.RETURNED_FILE.format(path=path))


def _show_log(folder: Path, unit: str, db_url: str, course: Course) -> int:
    from rich.table import Table
    from rich.text import Text

    from ..gradebook.classroom import Classroom
    from ..gradebook.marks import read_marks
    from ..returning import ledger
    from ..returning.messages import TARGETS
    from .show import console

    out = console(to_stderr=False)
    last = ledger.last(ledger.read(folder, unit))
    if not last:
        out.print(messages.LOG_EMPTY.format(unit=unit))
        return 0
    marks = read_marks(Classroom(folder).gradebook(db_url), unit)
    table = Table(box=None, pad_edge=False)
    for column in messages.LOG_COLUMNS:
        table.add_column(column)
    for student in sorted({*last, *marks}):
        entry, now = last.get(student), marks[student].score if student in marks else None
        shown = messages.NONE if now is None else f"{now:g}"
        cells = [student, *[messages.NONE] * 4, shown]
        if entry is not None:
            when = f"{entry.when.astimezone(course.zone):%Y-%m-%d %H:%M}"
            cells = [student, when, TARGETS[entry.to], entry.sha256[:8], f"{entry.score:g}", shown]
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    out.print(messages.LOG_NOTE)
    return 0


def _standings(args: argparse.Namespace, folder: Path, names: Sequence[str], course: Course) -> list[Standing]:
    """Everybody's standings; what was handed in again and is not graded yet waits, because the score is an old one."""
    from dataclasses import replace

    from ..course.registrar import read_class_roster
    from ..gradebook.arrival import waits_for_grading
    from ..gradebook.classroom import Classroom
    from ..gradebook.standing import standings

    room = Classroom(folder)

    def is_old(row: Standing) -> bool:
        there, graded = (room.notebook(step, row.person.student, row.unit) for step in (room.submitted, room.autograded))
        return row.graded and waits_for_grading(there.parent, graded.parent)

    rows = standings(room.gradebook(args.db), course, read_class_roster(folder), names)
    return [replace(row, waits=True) if is_old(row) else row for row in rows]


def _sheet(args: argparse.Namespace, folder: Path, unit: str) -> int:
    """Fill the professor's own sheet with final scores."""
    from ..course.registrar import read_class_roster
    from ..course.settings import read_course
    from ..returning.lms_sheets import Mark, fill_canvas, fill_moodle

    course, roster = read_course(folder), read_class_roster(folder)
    rows = _standings(args, folder, [unit], course)
    marks = {row.person.student: Mark(row.score, row.max_score, row.waits) for row in rows if row.graded}
    target = folder / "returned" / unit / args.sheet.name
    if target.exists() and target.samefile(args.sheet):
        raise UsageError(messages.OWN_SHEET.format(path=args.sheet))
    if args.to == "moodle":
        filled = fill_moodle(args.sheet, marks, roster)
    else:
        filled = fill_canvas(args.sheet, marks, roster, args.column, unit)
    return _put(target, filled.content, filled.notes, filled.written)


def _put(path: Path, content: bytes, notes: Sequence[str], count: int) -> int:
    from ..course.files import write_bytes_atomically

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_bytes_atomically(path, content, mode=0o600)
    for note in notes:
        print(messages.NOTE.format(note=note))
    print(messages.RETURNED_TO.format(path=path, count=count))
    return 1 if notes else 0
