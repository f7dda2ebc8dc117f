"""The heat map of students and exercises: a row per student, or per band of a large class."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import numpy as np

from ..gradebook.classroom import Classroom
from ..returning.spreadsheet import share
from . import messages
from .figures import mean_share
from .term import Student, Term, has_score
from .verdicts import SLACK, Verdicts

SAY = messages.MINE
#: In so many bands a large class is shown.
BANDS = 20
#: Steps of colour.
_STEPS = 10


@dataclass(frozen=True)
class Links:
    """Relative links from the folder of the report."""

    room: Classroom

    def feedback(self, student: str, unit: str) -> str:
        """To a student's feedback page; "" if there is none."""
        return self._to(self.room.feedback, student, unit, ".html")

    def notebook(self, student: str, unit: str) -> str:
        """To a student's graded notebook; "" if there is none."""
        return self._to(self.room.autograded, student, unit, ".ipynb")

    def _to(self, step: Path, student: str, unit: str, ending: str) -> str:
        place = (step.name, student, unit, f"{unit}{ending}")
        return "../" + "/".join(map(quote, place)) if os.path.isfile(self.room.root.joinpath(*place)) else ""


@dataclass(frozen=True)
class Cell:
    """One cell: its text, the step of its colour ("h0" to "h10") or the name of a state, and links."""

    text: str
    look: str
    link: str = ""
    notebook: str = ""
    first: bool = False


NOTHING = Cell("", "none")


class Heat:
    """The rows of the heat map: of each unit the final score, then the exercises as shares of their points.

    Args:
        units: the units' names.
        term: the standings.
        verdicts: by unit.
        links: to students' pages.
    """

    def __init__(self, units: Sequence[str], term: Term, verdicts: Mapping[str, Verdicts], links: Links) -> None:
        self.term = term
        self._units, self._verdicts, self._links = units, verdicts, links
        self._at = {name: {student: row for row, student in enumerate(verdicts[name].students)} for name in units}
        self._scores = {name: verdicts[name].scores() for name in units}

    def automatic(self) -> dict[tuple[str, str], float]:
        """The recorded automatic scores by (student, unit)."""
        return {
            (student, name): float(self._scores[name][row].sum())
            for name in self._units
            for student, row in self._at[name].items()
        }

    def rows(self, students: Sequence[Student]) -> list[tuple[Student, list[Cell]]]:
        """Students with their cells."""
        return [(student, self._row(student)) for student in students]

    def _row(self, student: Student) -> list[Cell]:
        cells = []
        who = student.person.student
        for name in self._units:
            cells.append(self._unit_cell(student, name))
            place = self._at[name].get(who)
            for column, points in enumerate(self._verdicts[name].points):
                if place is None:
                    cells.append(NOTHING)
                elif not self._verdicts[name].tried[place, column]:
                    cells.append(Cell(SAY["cell_untried"], "untried"))
                else:
                    score = float(self._scores[name][place, column])
                    full = score >= points - SLACK
                    cells.append(_share_cell(None if score != score or points <= 0 else 1.0 if full else score / points))
        return cells

    def _unit_cell(self, student: Student, unit: str) -> Cell:
        row, who = student.rows.get(unit), student.person.student
        if row is None or not row.there:
            due = self.term.is_due(who, unit)
            return Cell(SAY["cell_missing"] if due else "", "missing" if due else "none", first=True)
        link, notebook = self._links.feedback(who, unit), self._links.notebook(who, unit)
        if not has_score(row):
            text = SAY["cell_waits"] if row.graded else SAY["cell_ungraded"]
            return Cell(text, "waits", link, notebook, first=True)
        return Cell(f"{row.score:.0f}", _step(share(row)), link, notebook, first=True)

    def bands(self) -> list[tuple[int, list[Cell]]]:
        """The class in bands of equal size by the total, the best first.

        Returns:
            How many students are in a band, and the means of those of them who have a score.
        """
        ranked = sorted(
            (student for student in self.term.students if student.total is not None),
            key=lambda item: (-(item.total or 0.0), item.person.student),
        )  # fmt: skip
        count = min(BANDS, len(ranked))
        ends = [len(ranked) * number // count for number in range(count + 1)] if count else []
        return [
            (last - first, self._band(ranked[first:last])) for first, last in pairwise(ends)
        ]  # fmt: skip

    def _band(self, students: Sequence[Student]) -> list[Cell]:
        cells = []
        for name in self._units:
            shares = [share(item.rows[name]) for item in students if has_score(item.rows.get(name))]
            cells.append(_share_cell(mean_share(shares, 1.0), first=True))
            found = (self._at[name].get(item.person.student) for item in students)
            places = [row for row in found if row is not None]
            values = self._scores[name][places]
            for column, points in enumerate(self._verdicts[name].points):
                known = values[:, column][np.isfinite(values[:, column])]
                cells.append(_share_cell(mean_share(known, points)))
        return cells


def _share_cell(part: float | None, *, first: bool = False) -> Cell:
    """A share as a percentage; what lacks a little is not full, so that 99.6% does not read as 100."""
    if part is None:
        return Cell("", "none", first=first)
    return Cell("100" if part >= 1 else f"{min(round(100 * part), 99)}", _step(part), first=first)


def _step(part: float) -> str:
    return f"h{min(_STEPS, max(0, int(part * _STEPS + 1e-9)))}"
