"""What a class got wrong: ``class/report/index.html`` and a page for each unit.

Made from the recorded verdicts (names, points, keys of the bank), never from students' values.
The pages run nothing and fetch nothing, and can be printed.
"""

from __future__ import annotations

import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbgrader.api import SubmittedAssignment
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from ..authoring.unit import Unit
from ..core.marks import QUIZ
from ..grading.render import exercise_title, inline, says
from ..widgets import BLUE, figure_html, subplots
from . import messages
from .classroom import Classroom, write_atomically
from .database import DIGESTS, open_book
from .pages import POLICY, TEMPLATES

SAY = messages.REPORT
BINS = list(range(0, 101, 10))


@dataclass(frozen=True)
class Entry:
    """One recorded submission."""

    student: str
    name: str
    status: str
    score: float
    max_score: float
    needs_look: bool
    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)
    why: str = ""


def write_report(class_dir: Path, units: Sequence[Unit], db_url: str = "") -> Path:
    """Write the report of all units that have submissions.

    Returns:
        The start page.
    """
    room = Classroom(Path(class_dir))
    entries = read_entries(db_url or room.db_url)
    shown = [unit for unit in units if entries.get(unit.name)]
    for unit in shown:
        page = _page(f"{unit.title} · {SAY['title']}", unit_body(unit, entries[unit.name]), up=True)
        write_atomically(room.report / f"{unit.name}.html", page)
    start = room.report / "index.html"
    write_atomically(start, _page(SAY["title"], _overview(shown, entries)))
    return start


#: In one statement what nbgrader would ask for submission by submission.
_TOGETHER = (
    joinedload(SubmittedAssignment.student), joinedload(SubmittedAssignment.assignment),
    undefer(SubmittedAssignment.score), undefer(SubmittedAssignment.max_score),
    undefer(SubmittedAssignment.needs_manual_grade),
)  # fmt: skip


def read_entries(db_url: str) -> dict[str, list[Entry]]:
    """The recorded submissions by unit, by student's id."""
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
    kept = json.loads(row.verdict)
    return Entry(
        person.id, name, row.status, float(submission.score), float(submission.max_score),
        bool(submission.needs_manual_grade) or row.status != "graded",
        kept.get("exercises", {}), kept.get("message", "") if row.status != "graded" else "",
    )  # fmt: skip


def _page(title: str, body: str, *, up: bool = False) -> str:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    back = f'<p class="up"><a href="index.html">← {html.escape(SAY["all"])}</a></p>' if up else ""
    return (
        '<!DOCTYPE html>\n<html lang="ko"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{html.escape(title)}</title><style>{style}</style></head><body>{back}<h1>{html.escape(title)}</h1>{body}"
        "</body></html>\n"
    )


def _table(heads: Iterable[str], rows: Iterable[Sequence[str]], *, numbers: Iterable[int] = ()) -> str:
    """A table; cells are HTML already."""
    right = set(numbers)

    def cell(tag: str, number: int, text: str) -> str:
        return f"<{tag}{' class=number' if number in right else ''}>{text}</{tag}>"

    top = "".join(cell("th", number, html.escape(head)) for number, head in enumerate(heads))
    lines = ["<tr>" + "".join(cell("td", number, text) for number, text in enumerate(row)) + "</tr>" for row in rows]
    return f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}% ({part}/{whole})" if whole else "–"


def _mean(entries: Sequence[Entry]) -> float:
    decided = _decided(entries)
    return sum(item.score for item in decided) / len(decided) if decided else 0.0


def _decided(entries: Sequence[Entry]) -> list[Entry]:
    """Without those whose points a person has yet to decide."""
    return [item for item in entries if item.status == "graded"]


def _overview(units: Sequence[Unit], entries: dict[str, list[Entry]]) -> str:
    if not units:
        return f"<p>{html.escape(SAY['nothing'])}</p>"
    rows = []
    for unit in units:
        items = entries[unit.name]
        rows.append(
            (
                f'<a href="{unit.name}.html">{html.escape(unit.title)}</a>', str(len(items)), f"{_mean(items):.1f}",
                _share(sum(item.score >= item.max_score for item in items), len(items)),
                str(sum(item.needs_look for item in items)), html.escape(_hardest(unit, items)),
            )
        )  # fmt: skip
    heads = [SAY[key] for key in ("unit", "submissions", "mean", "full", "look", "hardest")]
    return _table(heads, rows, numbers=(1, 2, 3, 4)) + _look_list(
        [(unit.name, item) for unit in units for item in entries[unit.name]]
    )


def _judged(items: Iterable[Entry], exercise: str) -> list[dict[str, Any]]:
    return [item.exercises[exercise] for item in items if exercise in item.exercises]


def _names(unit: Unit) -> list[str]:
    return [*(item.name for item in unit.exercises), QUIZ]


def _hardest(unit: Unit, items: Sequence[Entry]) -> str:
    shares = []
    for name in _names(unit):
        judged = _judged(items, name)
        if judged:
            shares.append((sum(part["score"] for part in judged) / sum(part["max_score"] for part in judged), name))
    return exercise_title(min(shares)[1]) if shares and min(shares)[0] < 1 else "–"


def unit_body(unit: Unit, items: Sequence[Entry]) -> str:
    """The page of one unit, without its frame."""
    scores = [item.score for item in _decided(items)]
    parts = [
        f"<p>{html.escape(SAY['line'].format(count=len(items), mean=f'{_mean(items):.1f}'))}</p>",
        _distribution(unit, scores),
        f"<h2>{html.escape(SAY['exercises'])}</h2>",
        _exercise_table(unit, items),
        f"<h2>{html.escape(SAY['causes'])}</h2>",
        _cause_table(unit, items),
        f"<h2>{html.escape(SAY['categories'])}</h2>",
        _category_table(unit, items),
        _look_list([(unit.name, item) for item in items]),
    ]
    return "".join(parts)


def _distribution(unit: Unit, scores: Sequence[float]) -> str:
    """A histogram; the last bar holds 100 too."""
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
    return figure_html(fig, SAY["alt"].format(unit=unit.title, said=said), SAY["caption"])


def _exercise_table(unit: Unit, items: Sequence[Entry]) -> str:
    rows = []
    for name in _names(unit):
        judged = _judged(items, name)
        right = sum(part["score"] >= part["max_score"] for part in judged)
        untried = sum(not part["attempted"] for part in judged)
        total = sum(part["score"] for part in judged)
        mean = f"{total / len(judged):.1f} / {judged[0]['max_score']:g}" if judged else "–"
        rows.append((_label(name), _bar(right, len(judged)), mean, str(untried)))
    heads = [SAY[key] for key in ("exercise", "right", "mean", "untried")]
    return _table(heads, rows, numbers=(2, 3))


def _label(name: str) -> str:
    return exercise_title(name) if name == QUIZ else f"<code>{html.escape(name)}</code>"


def _bar(part: int, whole: int) -> str:
    share = part / whole if whole else 0.0
    return f'<meter min="0" max="1" value="{share:.3f}"></meter> {_share(part, whole)}'


def _category_table(unit: Unit, items: Sequence[Entry]) -> str:
    rows = []
    for name in _names(unit):
        judged = [part for part in _judged(items, name) if part["attempted"]]
        for category in judged[0]["categories"] if judged else ():
            passed = sum(bool(part["categories"].get(category, [False])[0]) for part in judged)
            rows.append((_label(name), html.escape(category), _bar(passed, len(judged))))
    heads = [SAY[key] for key in ("exercise", "category", "passed")]
    return _table(heads, rows) + f"<p class=small>{html.escape(SAY['tried_only'])}</p>"


def _cause_table(unit: Unit, items: Sequence[Entry]) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        for name, part in item.exercises.items():
            counts.update((name, key) for key in part["diagnoses"][:1])
    if not counts:
        return f"<p>{html.escape(SAY['no_causes'])}</p>"
    rows = [
        (_label(name), inline(says(unit, name, key) or key), str(count))
        for (name, key), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return _table([SAY[key] for key in ("exercise", "cause", "people")], rows, numbers=(2,))


def _look_list(items: Iterable[tuple[str, Entry]]) -> str:
    waiting = [(unit, item) for unit, item in items if item.needs_look]
    head = f"<h2>{html.escape(SAY['look_list'])}</h2>"
    if not waiting:
        return head + f"<p>{html.escape(SAY['none_waiting'])}</p>"
    rows = [
        [html.escape(text) for text in (item.student, item.name, unit, item.why or messages.REPORT_STATUS[item.status])]
        for unit, item in waiting
    ]
    return head + _table([SAY[key] for key in ("student", "name", "unit", "why")], rows)
