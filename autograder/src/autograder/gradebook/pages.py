"""The exporter that makes a student's feedback page, and the Markdown filter for formgrader's pages.

What a student wrote is rendered in another process with limits (`grading.Reader`).  A piece that takes too much time
or memory is replaced by a short notice, and the rest of the page remains.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from traitlets import default

from ..grading import messages as grading_messages
from ..grading.page_parts import markdown_page, output_html
from ..grading.reader import Reader
from . import messages

TEMPLATES = Path(__file__).parent / "templates"
#: Content-Security-Policy: no script runs and nothing is fetched; styles and pictures are in the page itself.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_LEFT_OUT = f"<p>{escape(grading_messages.LEFT_OUT)}</p>"
_readers: list[Reader] = []


def work(pieces: list[tuple[str, Any]]) -> list[Any]:
    """Render pieces, each (kind, content), in the one reader of this process, which is closed when the process ends."""
    if not _readers:
        _readers.append(Reader())
        atexit.register(_readers[0].close)
    return _readers[0].work(pieces, _LEFT_OUT)


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """A safe replacement for nbconvert's filter of that name, for formgrader's pages and teachers' comments."""
    cell = context.get("cell", {})
    return str(work([("page_markdown", (str(source), cell.get("attachments", {})))])[0])


class FeedbackExporter(HTMLExporter):
    """A Korean feedback page in which nothing can run."""

    @default("template_name")
    def _template_name_default(self) -> str:
        return "autograder_feedback"

    def default_filters(self) -> Any:
        """nbconvert's filters, with our safe one in place of its Markdown filter."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield ("markdown2html", markdown2html)

    def from_notebook_node(self, nb: NotebookNode, resources: Any = None, **kw: Any) -> Any:
        """Make the page, but skip HTMLExporter's own method, which parses the page again and takes longer than the rest."""
        ready = self._init_resources(resources)
        return TemplateExporter.from_notebook_node(self, nb, ready, **kw)  # type: ignore[no-untyped-call]

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["policy"] = POLICY
        resources["code_css"] = HtmlFormatter(style="friendly").get_style_defs(".highlight")
        resources["say"] = messages.PAGE
        return resources

    def _preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Let nbgrader add grades and comments, then render all cells and outputs as HTML."""
        nb, resources = super()._preprocess(nb, resources)  # type: ignore[no-untyped-call]
        names = resources.get("nbgrader", {})
        if "db_url" in names:
            names["undecided"] = undecided(names)
        pieces: list[tuple[str, Any]] = []
        places: list[Callable[[str], None]] = []

        def plan(kind: str, content: Any, holder: NotebookNode) -> None:
            pieces.append((kind, content))
            places.append(lambda html: holder.__setitem__("page", html))

        for cell in nb.cells:
            if cell.cell_type == "markdown":
                plan("page_markdown", (cell.source, cell.get("attachments", {})), cell)
            elif cell.cell_type == "code":
                if not cell.metadata.get("nbgrader", {}).get("grade") and cell.source.strip():
                    plan("page_code", cell.source, cell)
                for output in cell.outputs:
                    plan("page_output", output, output)
        for place, html in zip(places, work(pieces), strict=True):
            place(html)
        return nb, resources


def undecided(names: dict[str, Any]) -> list[str]:
    """The graded cells that still wait for a person's points; while there are any, the page must not show a total."""
    with Gradebook(names["db_url"]) as book:
        try:
            notebook = book.find_submission_notebook(names["notebook"], names["assignment"], names["student"])
        except MissingEntry:
            return []
        return [grade.name for grade in notebook.grades if grade.auto_score is None and grade.manual_score is None]


__all__ = ["POLICY", "TEMPLATES", "FeedbackExporter", "markdown2html", "markdown_page", "output_html", "undecided", "work"]
