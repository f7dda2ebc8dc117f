"""Cells and outputs as safe HTML, the parts of a feedback page."""

from __future__ import annotations

import re
import secrets
from functools import lru_cache
from html import escape, unescape
from typing import Any
from urllib.parse import unquote

from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from . import messages
from .bare_code import bare_code
from .mathml import to_mathml
from .safe_html import TooDear, clean_html
from .safe_markdown import is_dear
from .safe_notebook import safe_attachments

#: A tag with attributes as the sanitiser writes it, all values in double quotes.
_TAG = r'<[^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>'
#: Bounds of the caches, which pay since the lesson's text and the checks are the same in every submission.
LONGEST_KEPT, MOST_KEPT = 8_000, 512


class _Renderer(IPythonRenderer):
    """Markdown to HTML.  Formulas and pictures, which are safe already, are set aside so as not to pass the sanitiser."""

    def __init__(self, attachments: dict[str, Any]) -> None:
        super().__init__(escape=False, exclude_anchor_links=True, attachments=attachments)
        self.pictures = attachments
        self._aside: list[tuple[str, str]] = []  # HTML to put back, and its text
        self._token = f"aside{secrets.token_hex(12)}n"
        self._places = re.compile(rf"{self._token}(\d+)x")

    def _put(self, html: str, text: str) -> str:
        # Ends in a letter: "…n1x" is no beginning of "…n12x".
        self._aside.append((html, text))
        return f"{self._token}{len(self._aside) - 1}x"

    def put_back(self, html: str) -> str:
        """Put back what was set aside, in one pass; as text where it stands in a tag (a picture's alt)."""

        def put(match: re.Match[str]) -> str:
            if match[1] is not None:
                return self._aside[int(match[1])][0]
            return self._as_text(match[0])

        return re.sub(rf"{self._places.pattern}|{_TAG}", put, html)

    def _as_text(self, text: str) -> str:
        return self._places.sub(lambda match: escape(self._aside[int(match[1])][1]), text)

    def block_math(self, body: str) -> str:
        """``$$…$$``."""
        return self._put(to_mathml(body, display=True), body)

    def inline_math(self, body: str) -> str:
        """``$…$``."""
        return self._put(to_mathml(body, display=False), body)

    def latex_environment(self, name: str, body: str) -> str:
        """``\\begin{name}…\\end{name}``."""
        return self.block_math(f"\\begin{{{name}}}{body}\\end{{{name}}}")

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture: one that was pasted in comes from the cell's attachments; nothing is fetched."""
        name = url.removeprefix("attachment:")
        if name == url:
            return str(super().image(text, url, title))
        bundle = self.pictures.get(name) or self.pictures.get(unquote(name))
        if not bundle:
            return f"<em>{escape(messages.NO_ATTACHMENT.format(name=unquote(name)[:100]))}</em>"
        mime, data = next(iter(bundle.items()))
        alt = unescape(re.sub(r"<[^>]*+>", "", self._as_text(text)))
        return self._put(f'<img alt="{escape(alt)}" src="data:{mime};base64,{data}">', alt)


def markdown_page(source: str, attachments: dict[str, Any] | None = None) -> str:
    """Markdown as safe HTML with MathML; shown as text if it cannot be rendered."""
    if attachments or len(source) > LONGEST_KEPT:
        return _markdown_page(source, safe_attachments(attachments))
    return _remembered(source)


@lru_cache(maxsize=MOST_KEPT)
def _remembered(source: str) -> str:
    return _markdown_page(source, {})


def _markdown_page(source: str, attachments: dict[str, Any]) -> str:
    if not is_dear(source):
        renderer = _Renderer(attachments)
        try:
            made = MarkdownWithMath(renderer=renderer).render(source)
            return renderer.put_back(clean_html(made, code=True))
        except (TooDear, RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError):
            pass
    return f"<pre>{escape(source)}</pre>"


def output_html(text: str) -> str:
    """An HTML output, sanitised.  The grader's own classes stay; in a student's HTML grading has removed them."""
    try:
        return clean_html(text, own=True)
    except TooDear:
        return f"<p>{escape(messages.LEFT_OUT)}</p>"


@lru_cache(maxsize=MOST_KEPT)
def _highlighted(source: str) -> str:
    made: str = Highlight2HTML(pygments_lexer="ipython3")(source)
    return made


def code_page(source: str) -> str:
    """Highlighted Python."""
    return _highlighted(source) if len(source) <= LONGEST_KEPT else str(_highlighted.__wrapped__(source))


def output_page(output: dict[str, Any]) -> str:
    """An output that grading has made safe, as HTML."""
    kind, data = output.get("output_type"), output.get("data", {})
    if kind == "stream":
        mark = ' class="stderr"' if output.get("name") == "stderr" else ""
        return f"<pre{mark}>{ansi2html(output.get('text', ''))}</pre>"
    if kind == "error":
        return f'<pre class="stderr">{ansi2html(chr(10).join(output.get("traceback", [])))}</pre>'
    if "text/html" in data:
        return output_html(data["text/html"])
    for mime in ("image/png", "image/jpeg", "image/gif"):
        if mime in data:
            return f'<img alt="" src="data:{mime};base64,{escape(data[mime])}">'
    return f"<pre>{ansi2html(data['text/plain'])}</pre>" if "text/plain" in data else ""


def page_piece(kind: str, content: Any) -> str:
    """A part of a page as HTML, from a piece of work of this kind (`grading.pieces`)."""
    if kind == "page_markdown":
        return markdown_page(*content)
    if kind == "bare_code":  # text, not HTML: the report's template escapes it
        return bare_code(*content)
    return code_page(content) if kind == "page_code" else output_page(content)
