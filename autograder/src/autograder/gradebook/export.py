"""``nbgrader export`` as a CSV file that spreadsheets open correctly and in which no text can act as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from ..course.sheets import disarmed

FIELDS = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score", "needs_manual_grade",
)  # fmt: skip


def safe_cell(value: Any) -> str:
    """A value as text that no spreadsheet takes for a formula; numbers are written as numbers."""
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{value:.10g}"
    return disarmed(str(value).replace("\0", ""))


class SafeCsvExportPlugin(ExportPlugin):
    """Exports as UTF-8 with a byte order mark (Excel needs it for Hangul), quotes all fields and disarms formulas."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file named by ``--to``, by default grades.csv."""
        with Path(self.to or "grades.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(FIELDS)
            for row in self._rows(gradebook):
                writer.writerow([safe_cell(row[name]) for name in FIELDS])

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        assignments, students = {str(item) for item in self.assignment}, {str(item) for item in self.student}
        for assignment in sorted(gradebook.assignments, key=lambda item: str(item.name)):
            for student in gradebook.students:
                if (assignments and assignment.name not in assignments) or (students and student.id not in students):
                    continue
                yield {
                    "assignment": assignment.name, "duedate": assignment.duedate, "student_id": student.id,
                    "last_name": student.last_name, "first_name": student.first_name, "email": student.email,
                    "max_score": float(assignment.max_score), **_scores(gradebook, assignment.name, student.id),
                }  # fmt: skip


def _scores(gradebook: Gradebook, assignment: str, student: str) -> dict[str, Any]:
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {
            "timestamp": None, "raw_score": 0.0, "late_submission_penalty": 0.0, "score": 0.0, "needs_manual_grade": "",
        }  # fmt: skip
    penalty = float(submission.late_submission_penalty or 0.0)
    return {
        "timestamp": submission.timestamp,
        "raw_score": float(submission.score),
        "late_submission_penalty": penalty,
        "score": max(0.0, float(submission.score) - penalty),
        "needs_manual_grade": "yes" if submission.needs_manual_grade else "",
    }
