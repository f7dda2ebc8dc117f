"""``autograder explain STUDENT UNIT``: shows case by case why points were lost; for instructors only.

With ``--share FILE`` it makes a page instead that the student may see, with fresh inputs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UsageError

from . import messages, options

if TYPE_CHECKING:
    from rich.console import Console

    from ..authoring.unit import Unit
    from ..gradebook.classroom import Classroom
    from ..grading.engine import Engine
    from ..grading.submission import Submission
    from ..judge.verdict import CaseRecord, ExerciseVerdict, UnitVerdict


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("explain", help=messages.HELP_EXPLAIN, description=messages.HELP_EXPLAIN)
    parser.add_argument("student", metavar="STUDENT", help=messages.HELP_EXPLAIN_STUDENT)
    parser.add_argument("unit", metavar="UNIT", help=messages.HELP_EXPLAIN_UNIT)
    parser.add_argument("--all", action="store_true", help=messages.HELP_EXPLAIN_ALL)
    parser.add_argument("--share", type=Path, metavar="FILE", help=messages.HELP_EXPLAIN_SHARE)
    options.add_class(parser)
    options.add_isolation(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade the submission again and show its cases; return 0 if it could be judged, else 1.

    Raises:
        UsageError: there is no such submission.
    """
    from ..batch import scan
    from ..gradebook.classroom import Classroom
    from ..grading.engine import Engine
    from ..grading.submission import Submission
    from .show import console, show_problems

    project = options.project_of(args)
    [name] = [item.name for item in project.units([args.unit])]
    room = Classroom(options.class_dir(args, project))
    known = {item.name for item in project.units()}
    found = [item for item in scan(room.root, {name}, [args.student], known) if item.unit == name]
    if not found or found[0].problem:
        path = room.submitted / args.student / name
        raise UsageError(found[0].problem if found else messages.NO_SUBMISSION.format(path=path))
    course, solutions, share = project.course.resolve(), project.solutions.resolve(), room.course.follow_through
    with Engine(course, solutions, room.secret(), args.isolation, follow_through=share) as engine:
        unit = engine.unit(name)
        submission = Submission.from_file(found[0].path, found[0].student, found[0].unit)
        if args.share is not None:
            return _share(engine, submission, room, args.db, args.share)
        graded = engine.grade(submission, keep_records=True)
    out = console(to_stderr=False)
    if graded.verdict is None:
        show_problems(out, [graded])
        return 1
    verdict = graded.verdict
    out.rule(messages.EXPLAIN_TITLE.format(student=args.student, unit=name, score=verdict.score,
                                           points=verdict.max_score))  # fmt: skip
    _show_history(out, room, args.db, submission.student, name, verdict)
    out.print(messages.EXPLAIN_SECRET)
    if graded.message:
        out.print(graded.message)
    for item in verdict.exercises:
        _show_exercise(out, item, unit, everything=args.all)
    return 0


def _show_history(out: Console, room: Classroom, db_url: str, student: str, unit: str, verdict: UnitVerdict) -> None:
    """Show the points in the gradebook, and what the submission had before; nothing where there is no gradebook."""
    from ..gradebook.database import open_book, recorded_digests
    from ..gradebook.history import earlier
    from ..gradebook.points import read_points
    from .show import points_text, reasons_text

    url = room.gradebook(db_url)
    if (student, unit) not in recorded_digests(url):
        return
    with open_book(url) as book, book.engine.connect() as connection:
        own = next(read_points(connection, [unit], [student]), None)
        rows = earlier(connection, student, unit)
    if own is not None:
        out.print(messages.EXPLAIN_NOW.format(score=own.final, points=own.max_score, more=points_text(own)).rstrip())
    if rows:
        out.print(messages.EXPLAIN_HISTORY)
    later = {item.name: item.score for item in verdict.exercises}
    for row in rows:
        when = f"{row.replaced.astimezone():%Y-%m-%d %H:%M}"
        if row.graded is None:
            out.print(messages.EXPLAIN_REMOVED.format(when=when, removed=row.removed))
            continue
        old = row.graded.verdict
        score = f"{row.score:g}" if old is not None else messages.NONE
        out.print(messages.EXPLAIN_EARLIER.format(when=when, score=score, final=row.final, why=reasons_text(row.reasons)))
        scores = {item.name: item.score for item in old.exercises} if old is not None else {}
        for name in dict.fromkeys([*scores, *later] if scores else []):
            before, after = scores.get(name), later.get(name)
            if before != after:
                said = [messages.NONE if points is None else f"{points:g}" for points in (before, after)]
                out.print(messages.EXPLAIN_OLD_EXERCISE.format(name=name, before=said[0], after=said[1]))
        later = scores or later


def _share(engine: Engine, submission: Submission, room: Classroom, db_url: str, target: Path) -> int:
    """Write the page for the student, and note it if there is an appeal."""
    from ..course.files import write_atomically
    from ..returning.sharing import Findings, find, share_page
    from .cmd_appeal import note_shared
    from .show import console, show_problems

    found = find(engine, submission, room.secret())
    if not isinstance(found, Findings):
        show_problems(console(to_stderr=False), [found])
        return 1
    rows = {id(record): _rows(record, messages.GOT_YOURS) for records in found.examples.values() for record in records}
    final = _final(room, db_url, submission)
    page = share_page(found, engine.unit(submission.unit), submission.student, rows, final)
    write_atomically(target, page, mode=0o600)
    note_shared(room.root, submission.student, submission.unit)
    print(messages.SHARED.format(path=target))
    return 0


def _final(room: Classroom, db_url: str, submission: Submission) -> float | None:
    """The final score in the gradebook; None if there is none, or it is of an earlier version."""
    from ..gradebook.arrival import waits_for_grading
    from ..gradebook.marks import read_marks
    from ..gradebook.upkeep import before_showing

    student, unit = submission.student, submission.unit
    there, graded = (room.notebook(step, student, unit).parent for step in (room.submitted, room.autograded))
    if waits_for_grading(there, graded):
        return None
    before_showing(room.root, db_url, [unit])
    marks = read_marks(room.gradebook(db_url), unit, student).get(student)
    return marks.score if marks is not None else None


def _rows(record: CaseRecord, whose: str = messages.GOT) -> list[tuple[str, str]]:
    """A case as labels and texts: what is wrong, each call, the student's value and the expected one."""
    from .words import outcome_text, printable, problem_text, step_text

    rows = [(messages.PROBLEM, problem_text(record.problem))] if record.problem is not None else []
    # What a random function gives need not be what the reference gives.
    wanted = messages.WANT if record.case.verify is None and record.case.compare else messages.WANT_ALIKE
    for index, step in enumerate(record.case.steps):
        got = record.got[index] if index < len(record.got) else None
        want = record.want[index] if index < len(record.want) else None
        rows.append((f"{messages.CALL} {index + 1}", step_text(step)))
        rows += [(whose, outcome_text(got)), (wanted, outcome_text(want))]
    return [(label, printable(text)) for label, text in rows]


def _show_exercise(out: Console, item: ExerciseVerdict, unit: Unit, *, everything: bool) -> None:
    from ..grading.render import message_of
    from .show import exercise_name

    out.print()
    out.rule(messages.EXPLAIN_EXERCISE.format(name=exercise_name(item.name), score=item.score, points=item.max_score),
             align="left", style="bold")  # fmt: skip
    out.print(", ".join(f"{'✓' if part.passed else '✗'} {part.name} {part.points:g}/{part.max_points:g}"
                        for part in item.categories))  # fmt: skip
    if message := message_of(item, unit):
        out.print(message)
    if not item.attempted:
        return
    _show_cases(out, item.records, everything=everything)
    if item.again:
        out.rule(messages.EXPLAIN_AGAIN.format(names=", ".join(item.lent)), align="left")
        if not any(record.problem for record in item.again):
            out.print(messages.EXPLAIN_ALL_RIGHT)
        _show_cases(out, item.again, everything=everything)


def _show_cases(out: Console, records: Sequence[CaseRecord], *, everything: bool) -> None:
    counts: dict[str, int] = {}
    for record in records:
        counts[record.category] = counts.get(record.category, 0) + 1
        if record.problem is not None or everything:
            _show_case(out, record, counts[record.category])


def _show_case(out: Console, record: CaseRecord, number: int) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=messages.EXPLAIN_CASE.format(category=record.category, number=number), title_justify="left",
                  show_header=False, show_lines=True)  # fmt: skip
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, text in _rows(record):
        table.add_row(label, Text(text))
    out.print(table)
