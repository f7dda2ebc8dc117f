"""``autograder appeal open | answer | list``: a record of who asked, what was answered, and what the score was."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UsageError
from npml.intake.names import one_form

from . import messages, options

if TYPE_CHECKING:
    from ..gradebook.marks import Marks
    from ..returning.appeals import Appeal


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its three parts."""
    parser = commands.add_parser("appeal", help=messages.HELP_APPEAL, description=messages.HELP_APPEAL)
    parts = parser.add_subparsers(title=messages.COMMANDS, metavar=messages.COMMAND, required=True)
    opening = parts.add_parser("open", help=messages.HELP_APPEAL_OPEN, description=messages.HELP_APPEAL_OPEN)
    opening.add_argument("student", metavar="STUDENT", help=messages.HELP_EXPLAIN_STUDENT)
    opening.add_argument("unit", metavar="UNIT", help=messages.HELP_EXPLAIN_UNIT)
    opening.add_argument("--text", required=True, type=_some_text, metavar="TEXT", help=messages.HELP_APPEAL_TEXT)
    opening.set_defaults(run=run_open)
    answer = parts.add_parser("answer", help=messages.HELP_APPEAL_ANSWER, description=messages.HELP_APPEAL_ANSWER)
    answer.add_argument("number", type=options.at_least_one, metavar="N", help=messages.HELP_APPEAL_NUMBER)
    answer.add_argument("--text", required=True, type=_some_text, metavar="TEXT", help=messages.HELP_APPEAL_TEXT)
    answer.set_defaults(run=run_answer)
    listing = parts.add_parser("list", help=messages.HELP_APPEAL_LIST, description=messages.HELP_APPEAL_LIST)
    listing.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_APPEAL_UNITS)
    listing.set_defaults(run=run_list)
    for part in (opening, answer, listing):
        options.add_class(part)
        options.add_project(part)


def _some_text(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(messages.APPEAL_EMPTY)
    return text


def run_open(args: argparse.Namespace) -> int:
    """Write down an appeal with the version and the score that it is about.

    Raises:
        UsageError: nothing of this student was graded, or an earlier appeal waits for its answer.
    """
    from ..course.lock import locked
    from ..returning import appeals

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    [unit] = options.class_unit_names(project, folder, [args.unit])
    student = one_form(args.student)
    marks, sha256 = _now(folder, args.db, student, unit)
    with locked(folder):
        known = appeals.read(folder)
        if (other := appeals.waiting(known, student, unit)) is not None:
            raise UsageError(messages.APPEAL_TWICE.format(student=student, unit=unit, number=other.opened.number))
        number = appeals.next_number(known)
        event = appeals.Event(number, appeals.OPEN, student, unit, _time(), args.text, sha256, marks.score, marks.max_score)
        appeals.append(folder, event)
    print(messages.APPEAL_OPENED.format(number=number, score=_score(marks.score)))
    print(messages.APPEAL_NEXT.format(student=student, unit=unit, number=number))
    return 0


def run_answer(args: argparse.Namespace) -> int:
    """Write down an answer with the score of now.

    Raises:
        UsageError: there is no such appeal.
    """
    from ..course.lock import locked
    from ..returning import appeals

    folder = options.class_dir(args, options.project_of(args))
    opened = appeals.of_number(appeals.read(folder), args.number).opened
    marks, sha256 = _now(folder, args.db, opened.student, opened.unit)
    with locked(folder):
        event = appeals.Event(
            args.number,
            appeals.ANSWERED,
            opened.student,
            opened.unit,
            _time(),
            args.text,
            sha256,
            marks.score,
            marks.max_score,
        )
        appeals.append(folder, event)
    said = {"before": _score(opened.score), "after": _score(marks.score)}
    print(messages.APPEAL_ANSWERED.format(number=args.number, **said))
    return 0


def run_list(args: argparse.Namespace) -> int:
    """Show appeals; return 1 if one waits for an answer."""
    from rich.table import Table
    from rich.text import Text

    from ..course.settings import read_course
    from ..returning import appeals
    from .show import console
    from .words import printable

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    wanted = options.class_unit_names(project, folder, args.units) if args.units else None
    found = [item for item in appeals.read(folder) if wanted is None or item.opened.unit in wanted]
    out = console(to_stderr=False)
    if not found:
        out.print(messages.APPEAL_NONE)
        return 0
    zone = read_course(folder).zone
    table = Table(box=None, pad_edge=False)
    for column in messages.APPEAL_COLUMNS:
        table.add_column(column, overflow="fold")
    for item in found:
        opened = item.opened
        cells = (
            str(opened.number), opened.student, opened.unit, f"{opened.when.astimezone(zone):%m-%d %H:%M}",
            printable(opened.text, 200), *_outcome(item),
        )  # fmt: skip
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    return 1 if any(item.answered is None for item in found) else 0


def _outcome(item: Appeal) -> tuple[str, str]:
    """The scores before and after, and the answer."""
    from ..returning import appeals
    from .words import printable

    if (answer := item.answered) is None:
        shared = any(event.event == appeals.SHARED for event in item.events)
        return _score(item.opened.score), messages.APPEAL_SHARED if shared else messages.APPEAL_WAITS
    return f"{_score(item.opened.score)} → {_score(answer.score)}", printable(answer.text, 200)


def note_shared(class_dir: Path, student: str, unit: str) -> None:
    """Note with an open appeal that a page was made for the student."""
    from ..returning import appeals

    waiting = appeals.waiting(appeals.read(class_dir), one_form(student), unit)
    if waiting is not None:
        opened = waiting.opened
        event = appeals.Event(
            opened.number, appeals.SHARED, opened.student, unit, _time(), "", opened.sha256, opened.score, opened.max_score
        )
        appeals.append(class_dir, event)


def _now(class_dir: Path, db_url: str, student: str, unit: str) -> tuple[Marks, str]:
    """What a student has now, and of which version."""
    from ..gradebook.classroom import Classroom
    from ..gradebook.marks import read_marks
    from ..gradebook.upkeep import before_showing
    from ..returning.give_back import sha256_of

    room = Classroom(class_dir)
    if not class_dir.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=class_dir))
    before_showing(class_dir, db_url, [unit])
    marks = read_marks(room.gradebook(db_url), unit, student).get(student)
    if marks is None:
        raise UsageError(messages.APPEAL_NO_GRADE.format(student=student, unit=unit))
    return marks, sha256_of(room.notebook(room.submitted, student, unit))


def _time() -> datetime:
    return datetime.now(UTC)


def _score(score: float | None) -> str:
    return messages.APPEAL_UNDECIDED if score is None else f"{score:g}"
