"""The exporter with which nbgrader's ``generate_feedback`` makes the same pages as ``autograder feedback``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter

from .feedback import make_page
from .marks import read_marks


class FeedbackExporter(HTMLExporter):
    """A Korean feedback page in which nothing can run."""

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kw: Any) -> Any:
        """The page; nbgrader's preprocessors are not needed, since the marks come from the gradebook in one go."""
        ready = self._init_resources(resources)  # type: ignore[no-untyped-call]
        names = ready["nbgrader"]
        marks = read_marks(names["db_url"], names["assignment"], names["student"])
        return make_page(Path(filename).read_bytes(), marks[names["student"]]), ready
