"""Results as tables on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..core.marks import QUIZ
from ..grading.results import Graded
from . import messages
from .words import printable

#: More rows than this are summed up instead.
MAX_ROWS = 40


def console(*, to_stderr: bool) -> Console:
    """Where people read; wide enough for a line of a log when it is no terminal."""
    stream = sys.stderr if to_stderr else sys.stdout
    return Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=not stream.isatty(),
                   width=None if stream.isatty() else 160)  # fmt: skip


def exercise_name(name: str) -> str:
    """What an exercise is called."""
    return messages.QUIZ if name == QUIZ else name


def score_text(graded: Graded) -> str:
    """Points, or a dash when none were decided."""
    verdict = graded.verdict
    return f"{verdict.score:g} / {verdict.max_score:g}" if verdict is not None else "–"


def show_table(out: Console, results: Sequence[Graded], *, files: bool, count: int = 0) -> None:
    """One line per submission; with ``files`` the path instead of the student; ``count`` when there are more."""
    table = Table(box=None, pad_edge=False)
    table.add_column(messages.COLUMN_FILE if files else messages.COLUMN_STUDENT, overflow="fold")
    table.add_column(messages.COLUMN_UNIT)
    table.add_column(messages.COLUMN_SCORE, justify="right")
    table.add_column(messages.COLUMN_STATUS)
    for item in results[:MAX_ROWS]:
        table.add_row(
            Text(printable(item.path if files else item.student, 200)), Text(item.unit), Text(score_text(item)),
            Text(messages.STATUS[item.status]),
        )  # fmt: skip
    out.print(table)
    if max(count, len(results)) > MAX_ROWS:
        out.print(messages.MORE.format(count=max(count, len(results)) - MAX_ROWS))


def show_exercises(out: Console, graded: Graded, notes: dict[str, str]) -> None:
    """The categories of one submission, with a note per exercise."""
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
    """What is odd about submissions (student, unit, note) that were graded all the same."""
    for student, unit, note in notes[:MAX_ROWS]:
        line = messages.NOTE_LINE.format(student=printable(student, 100), unit=unit, note=printable(note))
        out.print(line)
    if count > MAX_ROWS:
        out.print(messages.MORE.format(count=count - MAX_ROWS))


def show_problems(out: Console, results: Sequence[Graded], *, count: int = 0) -> None:
    """What could not be read or needs a person, with the reason; ``count`` when there are more."""
    bad = [item for item in results if item.status != "graded"]
    for item in bad[:MAX_ROWS]:
        where = " ".join(filter(None, [messages.STATUS[item.status], printable(item.student, 100), item.unit]))
        out.print(messages.PROBLEM_LINE.format(where=where, message=printable(item.message)))
    if max(count, len(bad)) > MAX_ROWS:
        out.print(messages.MORE.format(count=max(count, len(bad)) - MAX_ROWS))
