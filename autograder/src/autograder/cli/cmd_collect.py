"""``autograder collect FILE…``: takes what an LMS gave into the class folder, and answers what waits in the inbox."""

from __future__ import annotations

import argparse
import re
import shlex
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npml.errors import UsageError

from ..collecting import messages
from . import options

if TYPE_CHECKING:
    from rich.console import Console

    from ..collecting.outcome import Outcome, Row
    from ..collecting.receipts import Receipt
    from ..collecting.store import Store
    from ..collecting.units import Units
    from ..course.roster import Person, Roster
    from ..course.settings import Course
    from ..release.project import Project

#: A school's own patterns, in the class folder.
PATTERNS = "patterns.txt"


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("collect", help=messages.HELP, description=messages.HELP)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=messages.HELP_FILES)
    parser.add_argument("--unit", default="", metavar="UNIT", help=messages.HELP_UNIT)
    parser.add_argument("--dry-run", action="store_true", help=messages.HELP_DRY_RUN)
    answers = parser.add_mutually_exclusive_group()
    answers.add_argument("--assign", nargs="+", metavar=("ITEM", "STUDENT"), help=messages.HELP_ASSIGN)
    answers.add_argument("--dismiss", nargs="+", metavar="ITEM", help=messages.HELP_DISMISS)
    answers.add_argument("--again", action="store_true", help=messages.HELP_AGAIN)
    parser.add_argument("--pattern", action="append", default=[], metavar="REGEX", help=messages.HELP_PATTERN)
    options.add_json(parser)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Collect, answer, or list what waits; return 1 if something needs a person's look.

    Raises:
        UsageError: the arguments do not fit together, or a file or the class folder cannot be used.
    """
    from ..collecting.archive import ArchiveProblem
    from ..collecting.collect import Collector
    from ..collecting.outcome import WAITS, Rules
    from ..collecting.receipts import worth
    from ..collecting.store import Store
    from ..course.registrar import FILE, read_class_roster
    from ..course.settings import read_course
    from .jsonout import check_target, write_json
    from .show import console

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    check_target(args.json)
    answers = args.assign or args.dismiss or args.again
    if answers and args.files:
        raise UsageError(messages.ONE_AT_A_TIME)
    if args.files and all(path.suffix.lower() == ".csv" for path in args.files):
        raise UsageError(messages.NO_FILES)
    course = read_course(folder, [unit.name for unit in project.units()])
    roster, store = read_class_roster(folder), Store(folder)
    if args.files and not roster.people:
        raise UsageError(messages.NO_ROSTER.format(path=folder / FILE))
    unit = options.class_units(project, folder, [args.unit])[0].name if args.unit else ""
    out = console(to_stderr=args.json == "-")
    if not args.files and not answers:
        return _inbox(out, store, roster, args)

    def score(item: Receipt) -> float | None:
        return worth(store.score(item), course.lost(item.student, item.unit, item.submitted))

    rules = Rules(course.zone, course.counts, course.due, score, _patterns(args.pattern, folder))
    with _units(project, course) as units:
        collector = Collector(store, roster, units, rules)
        if not answers:
            try:
                outcome = collector.collect(args.files, unit, dry_run=args.dry_run)
            except ArchiveProblem as error:
                raise UsageError(str(error)) from error
        elif args.again:
            outcome = collector.choose_again()
        elif args.dismiss:
            outcome = joined([collector.assign(item, []) for item in args.dismiss])
        elif len(args.assign) < 2:
            raise UsageError(messages.ASSIGN_WHOM.format(item=args.assign[0]))
        else:
            outcome = collector.assign(args.assign[0], args.assign[1:], unit)
    _show(out, outcome, dry_run=args.dry_run)
    if not args.dry_run and args.files:
        _missing(out, store, roster, outcome)
    if waiting := [row for row in outcome.rows if row.state == WAITS]:
        _next(out, args, waiting[0])
    if args.json:
        write_json(args.json, (as_json(row) for row in outcome.rows))
    return 1 if outcome.needs_look else 0


def _units(project: Project, course: Course) -> Units:
    from ..collecting.units import Units
    from ..grading.nodes import from_text

    def released(unit: str) -> Any:
        return from_text((project.course / unit / f"{unit}.ipynb").read_text(encoding="utf-8"))

    names = {unit.name: unit.tagged_names for unit in project.units()}
    there = {name: found for name, found in names.items() if (project.course / name / f"{name}.ipynb").is_file()}
    return Units(there, released, [plan.name for plan in course.units])


def _patterns(given: Sequence[str], folder: Path) -> list[re.Pattern[str]]:
    """The patterns of the command and of the class folder.

    Raises:
        UsageError: one of them is no regular expression.
    """
    path = folder / PATTERNS
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines() if path.is_file() else []
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(messages.NO_PATTERNS.format(path=path, error=error)) from error
    texts = [*given, *(line.strip() for line in lines if line.strip() and not line.startswith("#"))]
    found = []
    for text in texts:
        try:
            found.append(re.compile(text))
        except re.error as error:
            raise UsageError(messages.BAD_PATTERN.format(pattern=text, error=error)) from error
    return found


def joined(outcomes: Sequence[Outcome]) -> Outcome:
    """Several outcomes as one."""
    from ..collecting.outcome import Outcome

    changed = [place for one in outcomes for place in one.changed]
    return Outcome(
        [row for one in outcomes for row in one.rows], changed, [item for one in outcomes for item in one.kept_out]
    )


def _inbox(out: Console, store: Store, roster: Roster, args: argparse.Namespace) -> int:
    """Show what waits."""
    from ..collecting.outcome import WAITS, Row
    from .jsonout import write_json

    rows = []
    for item, receipt, candidates in store.waiting():
        people = tuple(person for number in candidates if (person := roster.by_student(number)))
        rows.append(Row(WAITS, receipt, None, (receipt.said,), item, people))
    if rows:
        _table(out, rows)
        _next(out, args, rows[0])
    else:
        out.print(messages.INBOX_EMPTY)
    if args.json:
        write_json(args.json, (as_json(row) for row in rows))
    return 1 if rows else 0


def _next(out: Console, args: argparse.Namespace, row: Row) -> None:
    words = ["autograder", "collect"]
    for option in ("class_dir", "root"):
        if value := getattr(args, option):
            words += [f"--{option.replace('_', '-')}", str(value)]
    words += ["--assign", row.item, "20261234"]
    words += [] if row.receipt.unit else ["--unit", messages.EXAMPLE_UNIT]
    out.print(messages.INBOX_NEXT.format(command=shlex.join(words)))


def _show(out: Console, outcome: Outcome, *, dry_run: bool) -> None:
    from ..collecting.outcome import BROKEN, DROPPED, NEW, OTHER, PROBLEM, SAME, WAITS
    from .show import MAX_ROWS
    from .words import printable

    for name, lms, count in outcome.lms:
        out.print(messages.SOURCE.format(name=printable(name, 100), lms=messages.LMS[lms], count=count))
    for states in ((WAITS, PROBLEM, BROKEN, OTHER, DROPPED), (NEW,)):
        if rows := [row for row in outcome.rows if row.state in states]:
            _table(out, rows)
    counts = Counter(row.state for row in outcome.rows)
    out.print(messages.TOTAL.format(**{state: counts[state] for state in (NEW, SAME, WAITS, BROKEN, PROBLEM)}))
    if outcome.changed:
        out.print(messages.CHANGED.format(count=len(outcome.changed)))
    new = [row.receipt for row in outcome.rows if row.state == NEW]
    notes = (
        (messages.BY_NAME, sum(receipt.why == "name" for receipt in new)),
        (messages.NO_TIME, sum(receipt.submitted is None and not receipt.late for receipt in new)),
        (messages.LATE_UNKNOWN, sum(receipt.submitted is None and bool(receipt.late) for receipt in new)),
    )
    for text, count in notes:
        if count:
            out.print(text.format(count=count))
    for receipt in outcome.kept_out[:MAX_ROWS]:
        text = messages.KEPT_OUT.format(student=receipt.student, unit=receipt.unit, text=receipt.text)
        out.print(printable(text))
    if dry_run:
        out.print(messages.DRY_RUN)


def _table(out: Console, rows: Sequence[Row]) -> None:
    from rich.table import Table
    from rich.text import Text

    from .show import MAX_ROWS
    from .words import printable

    table = Table(box=None, pad_edge=False)
    table.add_column(messages.COLUMN_STUDENT, overflow="fold")
    table.add_column(messages.COLUMN_UNIT)
    table.add_column(messages.COLUMN_FILE, overflow="fold")
    table.add_column(messages.COLUMN_WHY, overflow="fold")
    table.add_column(messages.COLUMN_STATE)
    for row in rows[:MAX_ROWS]:
        state = messages.STATES[row.state] + (f" {row.item}" if row.item else "")
        # Where nobody is known, the LMS's folder may say it to a person.
        file = row.receipt.entry if row.person is None else row.receipt.file
        cells = (printable(_whose(row), 60), row.receipt.unit, printable(file, 120), printable(why(row), 300))
        table.add_row(*(Text(cell) for cell in (*cells, state)))
    out.print(table)
    if len(rows) > MAX_ROWS:
        out.print(messages.MORE.format(count=len(rows) - MAX_ROWS))


def _whose(row: Row) -> str:
    return _called(row.person) if row.person is not None else row.receipt.student or messages.UNKNOWN


def _called(person: Person) -> str:
    return f"{person.student} {person.name}".strip()


def why(row: Row) -> str:
    """Why this student, and what else a person should know, in Korean."""
    reason = messages.WHY.get(row.receipt.why, "").format(said=row.receipt.said) if row.person is not None else ""
    parts = [f"{reason}." if reason and row.notes else reason, *row.notes]
    if row.candidates:
        parts.append(messages.CANDIDATES.format(names=", ".join(map(_called, row.candidates[:5]))))
    return " ".join(filter(None, parts))


def _missing(out: Console, store: Store, roster: Roster, outcome: Outcome) -> None:
    """Say how many have not handed in yet, of each unit that was collected."""
    expected = [person.student for person in roster.people if not person.dropped]
    for unit in sorted({row.receipt.unit for row in outcome.rows if row.receipt.unit and row.person}):
        count = sum(not store.submitted(student, unit).is_file() for student in expected)
        if count:
            out.print(messages.MISSING.format(unit=unit, all=len(expected), count=count))


def as_json(row: Row) -> dict[str, Any]:
    """A row for ``--json``."""
    receipt = row.receipt
    return {
        "state": row.state, "student": row.person.student if row.person else receipt.student,
        "name": row.person.name if row.person else "", "unit": receipt.unit, "source": receipt.source,
        "entry": receipt.entry, "file": receipt.file, "lms": receipt.lms, "submitted": _iso(receipt.submitted),
        "late": receipt.late, "sha256": receipt.sha256, "why": receipt.why, "text": why(row), "item": row.item,
        "candidates": [person.student for person in row.candidates],
    }  # fmt: skip


def _iso(time: datetime | None) -> str | None:
    return time.isoformat() if time is not None else None
