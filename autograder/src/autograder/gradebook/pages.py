"""Markdown and outputs as safe HTML, and the exporter that makes a student's feedback page."""

from __future__ import annotations

import secrets
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from traitlets import default

from . import messages
from .mathml import to_mathml
from .safe_html import clean_html

TEMPLATES = Path(__file__).parent / "templates"
#: Nothing runs and nothing is fetched: styles and pictures are in the page itself.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


class _Renderer(IPythonRenderer):
    """Markdown to HTML with each formula set aside, so that MathML need not pass the sanitiser."""

    def __init__(self, attachments: dict[str, Any]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, attachments=attachments)
        self.formulas: dict[str, str] = {}
        self._token = f"formula{secrets.token_hex(12)}n"

    def _aside(self, latex: str, display: bool) -> str:
        # Ends in a letter: "…n1x" is no beginning of "…n12x".
        name = f"{self._token}{len(self.formulas)}x"
        self.formulas[name] = to_mathml(latex, display=display)
        return name

    def block_math(self, body: str) -> str:
        """``$$…$$``."""
        return self._aside(body, True)

    def inline_math(self, body: str) -> str:
        """``$…$``."""
        return self._aside(body, False)

    def latex_environment(self, name: str, body: str) -> str:
        """``\\begin{name}…\\end{name}``."""
        return self._aside(f"\\begin{{{name}}}{body}\\end{{{name}}}", True)


def markdown_page(source: str, attachments: dict[str, Any] | None = None) -> str:
    """Markdown as safe HTML with MathML."""
    renderer = _Renderer(attachments or {})
    try:
        made = MarkdownWithMath(renderer=renderer).render(source)
    except (RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        return f"<pre>{escape(source)}</pre>"
    safe = clean_html(made, code=True)
    for name, formula in renderer.formulas.items():
        safe = safe.replace(name, formula)
    return safe


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """nbconvert's filter of that name, for feedback and formgrader."""
    cell = context.get("cell", {})
    return markdown_page(source, cell.get("attachments", {}))


def output_html(text: str) -> str:
    """An HTML output, sanitised; the grader's own classes stay (they are stripped from students' at grading)."""
    return clean_html(text, own=True)


class FeedbackExporter(HTMLExporter):
    """A Korean feedback page in which nothing can run."""

    @default("template_name")
    def _template_name_default(self) -> str:
        return "autograder_feedback"

    def default_filters(self) -> Any:
        """nbconvert's filters with ours in place of the unsafe ones."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield ("markdown2html", markdown2html)
        yield ("output_html", output_html)

    def _init_resources(self, resources: Any) -> Any:
        resources = super()._init_resources(resources)  # type: ignore[no-untyped-call]
        resources["policy"] = POLICY
        resources["code_css"] = HtmlFormatter(style="friendly").get_style_defs(".highlight")
        resources["say"] = messages.PAGE
        return resources
