"""``autograder return``: final scores into the sheets of a learning management system, or into one spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from npml.errors import UsageError

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("return", help=messages.HELP_RETURN, description=messages.HELP_RETURN)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_RETURN_UNITS)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--moodle", type=Path, metavar="FILE", help=messages.HELP_MOODLE)
    where.add_argument("--canvas", type=Path, metavar="FILE", help=messages.HELP_CANVAS)
    where.add_argument("--xlsx", action="store_true", help=messages.HELP_XLSX)
    parser.add_argument("--column", default="", metavar="TITLE", help=messages.HELP_COLUMN)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the file below ``returned/`` in the class folder; return 1 if there is something to look at.

    Raises:
        UsageError: no or several units for a sheet that holds one, or a sheet that cannot be read.
    """
    from ..course.registrar import read_class_roster
    from ..course.settings import read_course
    from ..gradebook.classroom import Classroom
    from ..gradebook.standing import standings
    from ..returning.lms_sheets import Mark, fill_canvas, fill_moodle
    from ..returning.spreadsheet import workbook

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    names = [unit.name for unit in options.class_units(project, folder, args.units)]
    if not args.xlsx and len(args.units) != 1:
        raise UsageError(messages.ONE_UNIT)
    course, roster = read_course(folder), read_class_roster(folder)
    rows = standings(Classroom(folder).gradebook(args.db), course, roster, names)
    if args.xlsx:
        people = len({row.person for row in rows})
        return _put(folder / "returned" / messages.XLSX_NAME, workbook(course, names, rows), [], people)
    marks = {row.person.student: Mark(row.score, row.max_score, row.waits) for row in rows if row.graded}
    given = args.moodle or args.canvas
    target = folder / "returned" / names[0] / given.name
    if target.exists() and target.samefile(given):
        raise UsageError(messages.OWN_SHEET.format(path=given))
    if args.moodle:
        filled = fill_moodle(given, marks, roster)
    else:
        filled = fill_canvas(given, marks, roster, args.column, names[0])
    return _put(target, filled.content, filled.notes, filled.written)


def _put(path: Path, content: bytes, notes: list[str], count: int) -> int:
    from ..course.files import write_bytes_atomically

    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_bytes_atomically(path, content, mode=0o600)
    for note in notes:
        print(messages.NOTE.format(note=note))
    print(messages.RETURNED_TO.format(path=path, count=count))
    return 1 if notes else 0
