"""Writes the feedback pages of a class with nbgrader's own GenerateFeedback."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from nbgrader.converters import GenerateFeedback, NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from ..authoring.unit import Unit
from . import messages
from .classroom import Classroom
from .nbgrader_config import configure

_LOG = logging.getLogger("autograder.feedback")


def write_feedback(
    class_dir: Path, units: Iterable[Unit], db_url: str = "", *, force: bool = True
) -> tuple[int, list[str]]:
    """Write ``feedback/STUDENT/UNIT/UNIT.html`` for every graded submission.

    Args:
        force: also replace pages that are newer than the graded notebook.

    Returns:
        How many pages there are now, and a Korean sentence for each unit whose pages could not all be made.

    Raises:
        UsageError: ``db_url`` is not a database URL.
    """
    room = Classroom(Path(class_dir).resolve())
    url = room.gradebook(db_url)
    count, problems = 0, []
    for unit in units:
        if not any(room.autograded.glob(f"*/{unit.name}/{unit.name}.ipynb")):
            continue
        config = Config()
        configure(config, room.root, solutions=str(unit.folder.parent.resolve()), db_url=url)
        config.CourseDirectory.assignment_id = unit.name
        config.GenerateFeedback.force = force
        # nbgrader logs each file it writes; only errors are of interest.
        log = logging.getLogger(f"{_LOG.name}.{unit.name}")
        log.setLevel(logging.ERROR)
        course = CourseDirectory(config=config, log=log)
        try:
            GenerateFeedback(coursedir=course, config=config, log=log).start()
        except NbGraderException as error:
            problems.append(messages.FEEDBACK_FAILED.format(unit=unit.name, error=error))
        count += sum(1 for _ in room.feedback.glob(f"*/{unit.name}/{unit.name}.html"))
    return count, problems
