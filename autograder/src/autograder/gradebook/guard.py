"""Patches nbgrader where it trusts files and folder names around a submitted notebook and has no option against it."""

from __future__ import annotations

import os
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import nbgrader.converters.base as converters
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files

from npml.intake.names import one_form

from .record import submitted_at

_submitted_students = NbGraderAPI.get_submitted_students


def guard_submissions(submitted: Path) -> None:
    """Patch nbgrader in this process so that it trusts nothing beside a submitted notebook.

    - A student may write ``timestamp.txt``.  Nonsense in it stops the grading of that submission and
      breaks formgrader's page for the whole class, so the file system's time is used instead.
    - A name that Windows and macOS encode differently counts as one student, as in ``autograder grade``.
    - Files beside the notebook are not copied, because they may be links, pipes or endless.
    """

    def newest(self: CourseDirectory, dest_path: str) -> datetime | None:
        folder = Path(dest_path)
        if not folder.is_dir():
            return None
        names = [name for name in os.listdir(folder) if name.endswith((".ipynb", ".html"))]
        return max((time for name in names if (time := submitted_at(folder / name))), default=None)

    def files(path: str, exclude: list[str] | None = None) -> Any:
        inside = submitted.resolve() in Path(path).resolve().parents
        return [] if inside else find_all_files(path, exclude)

    def of_submission(self: NbGraderAPI, assignment_id: str, student_id: str) -> datetime | None:
        forms = [student_id, unicodedata.normalize("NFD", student_id)]
        times = [newest(self.coursedir, str(submitted / form / assignment_id)) for form in forms]
        return next((time for time in times if time is not None), None)

    def people(self: NbGraderAPI, assignment_id: str) -> set[str]:
        return {one_form(name) for name in _submitted_students(self, assignment_id)}

    CourseDirectory.get_existing_timestamp = newest
    NbGraderAPI.get_submitted_timestamp = of_submission
    NbGraderAPI.get_submitted_students = people
    converters.find_all_files = files
