"""Patches nbgrader where it trusts files and folder names around a submitted notebook and has no option against it."""

from __future__ import annotations

import os
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import nbgrader.converters.base as converters
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde, GenerateAssignment, NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.utils import find_all_files

from npml.errors import UsageError
from npml.intake.names import one_form

from . import messages
from .arrival import submitted_at, waits_for_grading
from .exchange_files import has_secret
from .publish import publish

_submitted_students = NbGraderAPI.get_submitted_students
_autograded_students = NbGraderAPI.get_autograded_students
_init_destination = Autograde.init_destination
_generate = GenerateAssignment.start
_copy_feedback = ExchangeReleaseFeedback.copy_files


def guard_release(course: Path, root: Path) -> None:
    """Patch nbgrader in this process so that Generate makes what ``make release`` made.

    nbgrader would register the cells of whatever lies in ``source/`` and replace whole answer cells.  In any other folder
    than the class's it does what it always does: our own release is made with it.

    Args:
        course: the folder with the released units.
        root: the class folder.
    """

    def generate(self: GenerateAssignment) -> None:
        if Path(self.coursedir.root).resolve() != root.resolve():
            _generate(self)
            return
        name = self.coursedir.assignment_id
        try:
            others = publish(course, Path(self.coursedir.root), name)
        except UsageError as error:
            self.log.error("%s", error)
            raise NbGraderException(str(error)) from error
        self.log.info(messages.PUBLISHED.format(path=Path(self.coursedir.root, "release", name)))
        if others:
            self.log.warning(messages.MORE_PUBLISHED.format(files=", ".join(others)))

    GenerateAssignment.start = generate


def guard_submissions(submitted: Path) -> None:
    """Patch nbgrader in this process so that it trusts nothing beside a submitted notebook.

    - A student may write ``timestamp.txt``.  Nonsense in it stops the grading of that submission and
      breaks formgrader's page for the whole class, so the receipt's time is used instead, or else the file system's.
    - Whether a submission is to be graded again follows from when it was put there, not from when it was handed in: an
      earlier version may have come to count, and the time of submission may not be known.
    - A name that Windows and macOS encode differently counts as one student, as in ``autograder grade``.
    - Files beside the notebook are not copied, because they may be links, pipes or endless; `exchange_files` keeps the
      two that the exchange needs.
    - Releasing feedback passes over those who did not submit through the exchange; nbgrader would stop at the first.
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

    def graded(self: NbGraderAPI, assignment_id: str) -> set[str]:
        place = self.coursedir.format_path
        return {
            student for student in _autograded_students(self, assignment_id)
            if not waits_for_grading(
                submitted / student / assignment_id,
                Path(place(self.coursedir.autograded_directory, student_id=student, assignment_id=assignment_id)),
            )
        }  # fmt: skip

    def destination(self: Autograde, assignment_id: str, student_id: str) -> bool:
        before = self.force
        source = Path(self._format_source(assignment_id, student_id))
        self.force = before or waits_for_grading(source, Path(self._format_dest(assignment_id, student_id)))
        try:
            return bool(_init_destination(self, assignment_id, student_id))
        finally:
            self.force = before

    def release(self: ExchangeReleaseFeedback) -> None:
        course = self.coursedir
        folders = Path(course.root, course.feedback_directory).glob(f"*/{course.assignment_id}")
        others = sorted(folder.parent.name for folder in folders if not has_secret(folder))
        before = course.student_id_exclude
        if others:
            self.log.warning(messages.NOT_BY_EXCHANGE.format(students=", ".join(others)))
        course.student_id_exclude = ",".join(filter(None, [before, *others]))
        try:
            _copy_feedback(self)
        finally:
            course.student_id_exclude = before

    ExchangeReleaseFeedback.copy_files = release
    Autograde.init_destination = destination
    NbGraderAPI.get_autograded_students = graded
    CourseDirectory.get_existing_timestamp = newest
    NbGraderAPI.get_submitted_timestamp = of_submission
    NbGraderAPI.get_submitted_students = people
    converters.find_all_files = files
