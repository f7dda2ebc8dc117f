"""Reports what a class got wrong: ``class/report/index.html`` and a page for each unit.

The report is made from the recorded verdicts (names, points, keys of the bank), never from students' values.
Its pages contain no scripts, fetch nothing, and can be printed.  This module counts.  The templates in
``templates/report`` lay out the pages and escape everything except the figure and what `inline` has escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from nbgrader.api import SubmittedAssignment
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from npml.core.marks import QUIZ
from npml.widgets import BLUE, figure_html, subplots

from ..authoring.unit import Unit
from ..course.files import write_atomically
from ..grading.render import exercise_title, inline, says
from ..grading.verdict_json import from_stored
from ..judge.verdict import ExerciseVerdict
from . import messages
from .classroom import Classroom
from .database import DIGESTS, open_book
from .pages import POLICY, TEMPLATES

SAY = messages.REPORT
BINS = list(range(0, 101, 10))
_PAGES = Environment(
    loader=FileSystemLoader(TEMPLATES / "report"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
)  # fmt: skip
_PAGES.filters |= {"title_of": exercise_title, "inline": lambda text: Markup(inline(text))}


@dataclass(frozen=True)
class Entry:
    """One recorded submission; ``exercises`` are its verdicts by name, ``why`` is the reason if it was not graded."""

    student: str
    name: str
    status: str
    score: float
    max_score: float
    needs_look: bool
    exercises: Mapping[str, ExerciseVerdict] = field(default_factory=dict)
    why: str = ""


def write_report(class_dir: Path, units: Sequence[Unit], db_url: str = "") -> Path:
    """Write the report on those of the units that have submissions.

    Returns:
        The path of the start page.

    Raises:
        UsageError: the database cannot be used.
    """
    room = Classroom(Path(class_dir))
    entries = read_entries(room.gradebook(db_url))
    shown = [unit for unit in units if entries.get(unit.name)]
    for unit in shown:
        write_atomically(room.report / f"{unit.name}.html", _unit_page(unit, entries[unit.name]))
    rows = [_overview_row(unit, entries[unit.name]) for unit in shown]
    waiting = [pair for unit in shown for pair in _waiting(unit, entries[unit.name])]
    start = room.report / "index.html"
    write_atomically(start, _page("index.html.j2", SAY["title"], rows=rows, waiting=waiting))
    return start


#: Load in one statement what nbgrader would query for each submission separately.
_TOGETHER = (
    joinedload(SubmittedAssignment.student), joinedload(SubmittedAssignment.assignment),
    undefer(SubmittedAssignment.score), undefer(SubmittedAssignment.max_score),
    undefer(SubmittedAssignment.needs_manual_grade), undefer(SubmittedAssignment.late_submission_penalty),
)  # fmt: skip


def read_entries(db_url: str) -> dict[str, list[Entry]]:
    """The recorded submissions by unit, sorted by the student's id.

    Raises:
        UsageError: the database cannot be used.
    """
    found: dict[str, list[Entry]] = {}
    with open_book(db_url) as book:
        with book.engine.connect() as connection:
            rows = {(row.student, row.unit): row for row in connection.execute(select(DIGESTS))}
        for submission in book.db.query(SubmittedAssignment).options(*_TOGETHER):
            row = rows.get((submission.student.id, submission.assignment.name))
            if row is not None:
                found.setdefault(submission.assignment.name, []).append(_entry(submission, row))
    return {unit: sorted(items, key=lambda item: item.student) for unit, items in found.items()}


def _entry(submission: SubmittedAssignment, row: Any) -> Entry:
    person = submission.student
    name = f"{person.last_name or ''}{person.first_name or ''}"
    kept = from_stored("", person.id, submission.assignment.name, row.status, row.verdict)
    score = max(float(submission.score) - float(submission.late_submission_penalty or 0.0), 0.0)
    return Entry(
        person.id, name, row.status, score, float(submission.max_score),
        bool(submission.needs_manual_grade) or row.status != "graded",
        {item.name: item for item in kept.verdict.exercises} if kept.verdict is not None else {},
        kept.message if row.status != "graded" else "",
    )  # fmt: skip


def _page(name: str, title: str, **content: Any) -> str:
    return _PAGES.get_template(name).render(
        title=title, say=SAY, policy=POLICY, status=messages.REPORT_STATUS, quiz=QUIZ, **content
    )  # fmt: skip


def _mean(entries: Sequence[Entry]) -> float:
    decided = _decided(entries)
    return sum(item.score for item in decided) / len(decided) if decided else 0.0


def _decided(entries: Sequence[Entry]) -> list[Entry]:
    """The submissions that were graded; for the others a person has yet to decide the points."""
    return [item for item in entries if item.status == "graded"]


def _waiting(unit: Unit, items: Iterable[Entry]) -> list[tuple[str, Entry]]:
    return [(unit.name, item) for item in items if item.needs_look]


def _overview_row(unit: Unit, items: Sequence[Entry]) -> dict[str, Any]:
    return {
        "unit": unit, "count": len(items), "mean": _mean(items),
        "full": sum(item.score >= item.max_score for item in items),
        "look": sum(item.needs_look for item in items), "hardest": _hardest(unit, items),
    }  # fmt: skip


def _judged(items: Iterable[Entry], exercise: str) -> list[ExerciseVerdict]:
    return [item.exercises[exercise] for item in items if exercise in item.exercises]


def _names(unit: Unit) -> list[str]:
    return [*(item.name for item in unit.exercises), QUIZ]


def _hardest(unit: Unit, items: Sequence[Entry]) -> str:
    """The exercise in which the smallest share of points was reached; "" if all were right or none was judged."""
    shares = []
    for name in _names(unit):
        judged = _judged(items, name)
        if judged:
            shares.append((sum(part.score for part in judged) / sum(part.max_score for part in judged), name))
    return min(shares)[1] if shares and min(shares)[0] < 1 else ""


def _unit_page(unit: Unit, items: Sequence[Entry]) -> str:
    return _page(
        "unit.html.j2", f"{unit.title} · {SAY['title']}", count=len(items), mean=_mean(items),
        distribution=_distribution(unit, [item.score for item in _decided(items)]), exercises=_exercises(unit, items),
        causes=_causes(unit, items), categories=list(_categories(unit, items)), waiting=_waiting(unit, items),
    )  # fmt: skip


def _distribution(unit: Unit, scores: Sequence[float]) -> Markup:
    """A histogram of the scores, as HTML; the last bar includes 100."""
    counts = [0] * 10
    for score in scores:
        counts[min(9, max(0, int(score // 10)))] += 1
    fig, axes = subplots(1, 1, width=7.2, height=2.6)
    axes.bar([low + 5 for low in BINS[:-1]], counts, width=9, color=BLUE)
    axes.set_xticks(BINS)
    axes.set_yticks(range(0, max(counts) + 1, max(1, (max(counts) + 4) // 5)))
    axes.set_xlabel(SAY["points"])
    axes.set_ylabel(SAY["people"])
    said = ", ".join(f"{10 * number}–{10 * number + 10}: {count}" for number, count in enumerate(counts) if count)
    return Markup(figure_html(fig, SAY["alt"].format(unit=unit.title, said=said), SAY["caption"]))


def _exercises(unit: Unit, items: Sequence[Entry]) -> list[dict[str, Any]]:
    rows = []
    for name in _names(unit):
        judged = _judged(items, name)
        row = {
            "name": name, "count": len(judged), "right": sum(part.score >= part.max_score for part in judged),
            "untried": sum(not part.attempted for part in judged),
        }  # fmt: skip
        if judged:
            row |= {"mean": sum(part.score for part in judged) / len(judged), "points": judged[0].max_score}
        rows.append(row)
    return rows


def _causes(unit: Unit, items: Sequence[Entry]) -> list[tuple[str, str, int]]:
    """(exercise, text of the likely cause, number of students), the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        for name, part in item.exercises.items():
            counts.update((name, key) for key in part.diagnoses[:1])
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(name, says(unit, name, key) or key, count) for (name, key), count in found]


def _categories(unit: Unit, items: Sequence[Entry]) -> Iterator[tuple[str, str, int, int]]:
    """(exercise, category, number of students who passed it, number who attempted the exercise)."""
    for name in _names(unit):
        judged = [part for part in _judged(items, name) if part.attempted]
        passed = Counter(category.name for part in judged for category in part.categories if category.passed)
        for category in judged[0].categories if judged else ():
            yield name, category.name, passed[category.name], len(judged)
