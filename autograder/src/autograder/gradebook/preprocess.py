"""Makes ``nbgrader autograde`` and formgrader's button grade with our engine.

nbgrader converts each notebook twice: once to sanitise it, once to run and grade it.  In the first
pass `SandboxExporter` reads the submitted file (which may be no notebook, or a link or a pipe), runs it
in the sandbox and judges it.  In the second pass `SaveVerdict` records the result exactly as
``autograder grade`` does.
"""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from ..authoring.unit import Unit
from ..grading.engine import Engine
from ..grading.nodes import from_text
from ..grading.render import notice
from ..grading.results import Graded
from ..grading.submission import Submission
from .classroom import POOL, Classroom, prepare
from .database import open_book
from .record import Recorder, explanation


class SandboxExporter(NotebookExporter):
    """Exports a submission as its graded notebook; grading happens when the file is read."""

    solutions = Unicode("", help="the folder with the units").tag(config=True)
    class_dir = Unicode("", help="the class folder").tag(config=True)

    course = Unicode("", help="the folder with the released units; by default beside the solutions").tag(config=True)

    _engine: Engine | None = None
    graded: Graded | None = None

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any) -> Any:
        """In the first pass, grade the submitted file; in the second, read what the first one wrote.

        Raises:
            AutograderError: the unit, the class folder or the database cannot be used, or grading fails.
        """
        if resources is None or not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kw)
        names = resources["nbgrader"]
        unit = Unit(Path(self.solutions) / names["assignment"])
        prepare(Path(self.class_dir), [unit], names["db_url"])
        self.graded = self._grade(Submission.from_file(Path(filename), names["student"], unit.name))
        nb = self._notebook(self.graded, names["db_url"])
        return self.from_notebook_node(nb, resources=resources)  # type: ignore[no-untyped-call]

    def _grade(self, submission: Submission) -> Graded:
        if self._engine is None:
            solutions = Path(self.solutions)
            course = Path(self.course) if self.course else solutions.parent / "course"
            room = Classroom(Path(self.class_dir))
            pool = room.root.resolve() / POOL
            self._engine = Engine(course, solutions, room.secret(), follow_through=room.course.follow_through, pool=pool)
            # nbgrader does not tell when a batch ends, so the engine is closed with its exporter, one for each batch.
            weakref.finalize(self, self._engine.close)
        return self._engine.grade(submission)

    def _notebook(self, graded: Graded, db_url: str) -> NotebookNode:
        if graded.notebook is not None:
            return from_text(graded.notebook)
        title, text = explanation(graded)
        with open_book(db_url) as book:
            found = book.find_notebook(graded.unit, graded.unit)
            sources = {cell.name: cell.source for cell in found.source_cells}
            cells = [(cell.name, float(cell.max_score), sources.get(cell.name, "")) for cell in found.grade_cells]
        return notice(graded.unit, title, text, cells)


class SaveVerdict(NbGraderPreprocessor):
    """Records the verdict of the first pass; used in place of nbgrader's Execute and SaveAutoGrades."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Write the scores into the gradebook; the notebook itself is not changed.

        Raises:
            RuntimeError: there is no verdict on this submission, or it could not be recorded.
            AutograderError: the database cannot be used.
        """
        exporter = self.parent
        names = resources["nbgrader"]
        graded = exporter.graded
        if graded is None or (graded.student, graded.unit) != (names["student"], names["assignment"]):
            raise RuntimeError(f"no verdict on {names['student']}/{names['assignment']}: nothing is recorded")
        with Recorder(Path(exporter.class_dir), names["db_url"]) as recorder:
            settled = [*recorder.write(graded), *recorder.flush()]
            recorder.settle([graded.unit], graded.student)
        if settled != [graded]:
            raise RuntimeError(settled[0].message)
        return nb, resources
