"""nbgrader's configuration for a class folder, with which its commands and formgrader use our engine.

The ``nbgrader_config.py`` in the class folder calls `configure`.  nbgrader and JupyterLab read that file
when they are started in the folder, or when JUPYTER_CONFIG_PATH names the folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..course.settings import read_course

PREPROCESS = "autograder.gradebook.preprocess"


def configure(c: Any, root: Path, *, solutions: str, db_url: str, course: str = "") -> None:
    """Fill a traitlets ``Config``, and patch nbgrader with `guard`.

    Args:
        c: the result of ``get_config()`` in a configuration file.
        root: the class folder.
        solutions: the folder with the units.
        course: the folder with the released units; by default the one beside ``solutions``.
        db_url: the gradebook's database.
    """
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.db_url = db_url
    c.CourseDirectory.release_directory = "release"
    c.CourseDirectory.submitted_directory = "submitted"
    c.CourseDirectory.autograded_directory = "autograded"
    c.CourseDirectory.feedback_directory = "feedback"

    # SandboxExporter reads, sanitises, runs and judges, so that no code of nbgrader's runs student code.
    c.Autograde.exporter_class = f"{PREPROCESS}.SandboxExporter"
    c.Autograde.sanitize_preprocessors = []
    settings = read_course(root)
    if settings.id:
        c.CourseDirectory.course_id = settings.id
    # Where course.toml says what lateness costs, SaveVerdict writes it.
    late = [] if settings.path.is_file() else ["nbgrader.preprocessors.AssignLatePenalties"]
    c.Autograde.autograde_preprocessors = [f"{PREPROCESS}.SaveVerdict", *late]
    c.SandboxExporter.solutions = solutions
    c.SandboxExporter.class_dir = str(root)
    c.SandboxExporter.course = course

    c.GenerateFeedback.exporter_class = "autograder.gradebook.exporter.FeedbackExporter"

    # Formgrader makes its pages with HTMLExporter, so this makes their Markdown safe, too.
    c.HTMLExporter.filters = {"markdown2html": "autograder.gradebook.pages.markdown2html"}
    c.HTMLExporter.mathjax_url = ""
    c.ExportApp.plugin_class = "autograder.gradebook.export.SafeCsvExportPlugin"

    from .guard import guard_release, guard_submissions

    guard_release(Path(course) if course else Path(solutions).parent / "course", Path(root))
    guard_submissions(Path(root) / "submitted")
