"""Prints results as tables on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from npml.core.marks import QUIZ

from ..grading.results import Graded
from . import messages
from .words import printable

if TYPE_CHECKING:
    from ..gradebook.history import Change
    from ..gradebook.points import Points

#: Rows beyond this number are not shown, only counted.
MAX_ROWS = 40


def console(*, to_stderr: bool) -> Console:
    """A console on stdout or stderr; if that is no terminal, lines are not wrapped and tables may have 160 columns."""
    stream = sys.stderr if to_stderr else sys.stdout
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=not stream.isatty(),
                   width=None if stream.isatty() else 160)  # fmt: skip


def exercise_name(name: str) -> str:
    """The name of an exercise for a person; the quiz has a Korean one."""
    return messages.QUIZ if name == QUIZ else name


def score_text(graded: Graded) -> str:
    """The points, or a dash when there is no verdict."""
    verdict = graded.verdict
    return f"{verdict.score:g} / {verdict.max_score:g}" if verdict is not None else "–"


def points_text(own: Points) -> str:
    """What the automatic score has become, by hand and by lateness; "" if it is the final one."""
    parts = [messages.AUTOMATIC.format(points=own.automatic)]
    parts += [messages.BY_HAND.format(points=own.by_hand).replace("-", "−")] if own.by_hand else []
    parts += [messages.LATE.format(points=own.late)] if own.late else []
    return " ".join(parts) if len(parts) > 1 else ""


def show_table(
    out: Console, results: Sequence[Graded], *, files: bool, count: int = 0,
    marks: Mapping[tuple[str, str], Points] | None = None,
) -> None:  # fmt: skip
    """Print a line for each submission, with its path or student.

    Args:
        out: where to.
        results: those to show.
        files: show the path in place of the student.
        count: the number of all, if not all are given.
        marks: the points as the gradebook has them, by (student, unit); they count.
    """
    marks = marks or {}
    more = any(points_text(own) for own in marks.values())
    table = Table(box=None, pad_edge=False)
    table.add_column(messages.COLUMN_FILE if files else messages.COLUMN_STUDENT, overflow="fold")
    table.add_column(messages.COLUMN_UNIT)
    table.add_column(messages.COLUMN_SCORE, justify="right")
    table.add_column(messages.COLUMN_STATUS)
    if more:
        table.add_column(messages.COLUMN_POINTS)
    for item in results[:MAX_ROWS]:
        own = marks.get((item.student, item.unit))
        score = f"{own.final:g} / {own.max_score:g}" if own is not None and own.decided else score_text(item)
        waits = own is not None and own.waits and item.status == "graded"
        cells = [
            printable(item.path if files else item.student, 200), item.unit, score,
            messages.STATUS["needs_review" if waits else item.status],
        ]  # fmt: skip
        cells += [points_text(own) if own is not None else ""] if more else []
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    if max(count, len(results)) > MAX_ROWS:
        out.print(messages.MORE.format(count=max(count, len(results)) - MAX_ROWS))


def show_exercises(out: Console, graded: Graded, notes: dict[str, str]) -> None:
    """Print the categories of one submission, with a note for each exercise."""
    if graded.verdict is None:
        return
    table = Table(box=None, pad_edge=False)
    for heading in (messages.COLUMN_EXERCISE, messages.COLUMN_SCORE, messages.COLUMN_CATEGORY, messages.COLUMN_NOTE):
        table.add_column(heading, overflow="fold")
    for item in graded.verdict.exercises:
        marks = ", ".join(f"{'✓' if part.passed else '✗'} {part.name}" for part in item.categories)
        score = f"{item.score:g} / {item.max_score:g}"
        table.add_row(Text(exercise_name(item.name)), Text(score), Text(marks), Text(notes.get(item.name, "")))
    out.print(table)


def show_notes(out: Console, notes: Sequence[tuple[str, str, str]], *, count: int) -> None:
    """Print notes (student, unit, note) on submissions that were graded; ``count`` is the number of all notes."""
    for student, unit, note in notes[:MAX_ROWS]:
        line = messages.NOTE_LINE.format(student=printable(student, 100), unit=unit, note=printable(note))
        out.print(line)
    if count > MAX_ROWS:
        out.print(messages.MORE.format(count=count - MAX_ROWS))


def show_changes(
    out: Console, changes: Sequence[Change], marks: Mapping[tuple[str, str], Points], *, count: int
) -> None:  # fmt: skip
    """Print whose score changed, from what to what and why; ``count`` is the number of all."""
    if not changes:
        return
    table = Table(box=None, pad_edge=False, title=messages.CHANGES.format(count=count), title_justify="left")
    for heading in (messages.COLUMN_STUDENT, messages.COLUMN_UNIT, *messages.CHANGE_COLUMNS):
        table.add_column(heading, overflow="fold")
    for item in changes[:MAX_ROWS]:
        own = marks.get((item.student, item.unit))
        automatic = messages.FROM_TO.format(before=_points(item.before), after=_points(item.after))
        final = messages.FROM_TO.format(before=_points(item.final), after=_points(own.final)) if own is not None else ""
        cells = (printable(item.student, 100), item.unit, automatic, final, reasons_text(item.reasons))
        table.add_row(*(Text(cell) for cell in cells))
    out.print(table)
    if count > MAX_ROWS:
        out.print(messages.MORE.format(count=count - MAX_ROWS))


def _points(score: float | None) -> str:
    return "–" if score is None else f"{score:g}"


def reasons_text(reasons: Iterable[str]) -> str:
    """Why something is graded, in words."""
    return ", ".join(messages.REASONS.get(reason, reason) for reason in reasons)


def show_looks(out: Console, looks: Sequence[Points], *, count: int) -> None:
    """Print the graded submissions at which a person must look all the same; ``count`` is the number of all."""
    for own in looks[:MAX_ROWS]:
        names = ", ".join(map(exercise_name, own.overtaken))
        text = messages.OVERTAKEN.format(names=names) if names else messages.OPEN_CELLS
        where = f"{messages.STATUS['needs_review']} {printable(own.student, 100)} {own.unit}"
        out.print(messages.PROBLEM_LINE.format(where=where, message=text))
    if count > MAX_ROWS:
        out.print(messages.MORE.format(count=count - MAX_ROWS))


def show_problems(out: Console, results: Sequence[Graded], *, count: int = 0) -> None:
    """Print the submissions that were not graded, with the reason; ``count`` is the number of all that were not."""
    bad = [item for item in results if item.status != "graded"]
    for item in bad[:MAX_ROWS]:
        where = " ".join(filter(None, [messages.STATUS[item.status], printable(item.student, 100), item.unit]))
        out.print(messages.PROBLEM_LINE.format(where=where, message=printable(item.message)))
    if max(count, len(bad)) > MAX_ROWS:
        out.print(messages.MORE.format(count=max(count, len(bad)) - MAX_ROWS))
