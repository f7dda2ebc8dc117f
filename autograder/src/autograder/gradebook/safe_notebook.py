"""A student's executed notebook, made inert for whoever opens it.

`make_safe` keeps what a person needs to read (sources, text, pictures, tables) and drops or
disarms the rest: scripts, SVG, widgets, control sequences, foreign metadata, attachments that are
no pictures, and more output than anyone can read.  Harmless Markdown stays as it was to the byte.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode

from . import messages
from .nodes import new_output, node
from .safe_html import PICTURE, TEXT_TAGS, clean_html

MAX_TEXT = 20_000
MAX_OUTPUTS = 100
MAX_PICTURE = 2_000_000
MAX_NOTEBOOK = 12_000_000
MAX_SOURCE = 200_000
_PICTURES = ("image/png", "image/jpeg", "image/gif")
_MAGIC = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/gif": b"GIF8"}
# CSI, OSC (title, hyperlinks), other two-character escapes, and their 8-bit forms.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?"
)
# Control characters but newline and tab; bidirectional overrides, which can make text lie.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_KEPT_CELL_METADATA = ("nbgrader", "deletable", "editable")
_ATTRIBUTE = r"(?:\s+(?:alt|title|width|height|align|colspan|rowspan|start)=\"[^\"<>&]*\"|\s+open)"
_TAG = re.compile(rf"</?(?:{'|'.join(sorted(TEXT_TAGS - {'a', 'img'}))}){_ATTRIBUTE}*\s*/?>", re.I)
_RAW_HTML = re.compile(rf"(?:[^<]|{_TAG.pattern})*", re.I)
_SAFE_URL = re.compile(r"(?:https?://|mailto:|#|attachment:|[\w./%-]*(?:$|[?#]))", re.I)


def clean_text(text: Any, limit: int = MAX_TEXT) -> str:
    """Plain text without control sequences, bounded; lists of lines are joined."""
    if isinstance(text, list):
        text = "".join(item for item in text if isinstance(item, str))
    if not isinstance(text, str):
        return ""
    short = text[: limit + 1]
    short = _CONTROLS.sub("", _ESCAPES.sub("", short.replace("\r\n", "\n").replace("\r", "\n")))
    return short if len(text) <= limit else short[:limit] + "\n" + messages.SHORTENED


def make_safe(nb: NotebookNode) -> NotebookNode:
    """The same notebook, changed in place: inert outputs, Markdown, attachments and metadata."""
    budget = MAX_NOTEBOOK
    for cell in nb.cells:
        cell["metadata"] = node({key: value for key, value in cell.metadata.items() if key in _KEPT_CELL_METADATA})
        cell["source"] = clean_text(cell.source, MAX_SOURCE)
        if cell.cell_type == "code":
            outputs = list(_safe_outputs(cell.get("outputs", [])))
            budget -= sum(_size(output) for output in outputs)
            cell["outputs"] = outputs if budget > 0 else [_note()]
        elif cell.cell_type == "markdown":
            cell["source"] = safe_markdown(cell.source)
            if "attachments" in cell:
                cell["attachments"] = _safe_attachments(cell.attachments)
        else:
            cell.pop("attachments", None)
    kernel = nb.metadata.get("kernelspec", {})
    nb["metadata"] = node(
        {
            "kernelspec": {key: clean_text(kernel.get(key, ""), 100) for key in ("display_name", "language", "name")},
            "language_info": {"name": "python", "pygments_lexer": "ipython3"},
        }
    )
    return nb


def _note() -> NotebookNode:
    return new_output("stream", name="stdout", text=messages.SHORTENED)


def _size(output: NotebookNode) -> int:
    data = output.get("data", {})
    return sum(len(value) for value in data.values()) + len(output.get("text", ""))


def _safe_outputs(outputs: Iterable[NotebookNode]) -> Iterable[NotebookNode]:
    for number, output in enumerate(outputs):
        if number == MAX_OUTPUTS:
            yield _note()
            return
        safe = _safe_output(output)
        if safe is not None:
            yield safe


def _safe_output(output: NotebookNode) -> NotebookNode | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        return new_output("stream", name=name, text=clean_text(output.get("text")))
    if kind == "error":
        lines = output.get("traceback", [])
        traceback = [clean_text(line) for line in lines[-60:]] if isinstance(lines, list) else []
        return new_output(
            "error", ename=clean_text(output.get("ename"), 200), evalue=clean_text(output.get("evalue"), 2000),
            traceback=traceback,
        )  # fmt: skip
    if kind in ("display_data", "execute_result"):
        data = _safe_data(output.get("data", {}))
        if not data:
            return None
        more = {"execution_count": None} if kind == "execute_result" else {}
        return new_output(kind, data=data, **more)
    return None


def _safe_data(data: Any) -> dict[str, str]:
    safe: dict[str, str] = {}
    if not isinstance(data, dict):
        return safe
    for mime, value in data.items():
        if mime == "text/plain":
            safe[mime] = clean_text(value)
        elif mime == "text/html":
            text = "".join(value) if isinstance(value, list) else value
            # What is too long to be parsed whole would be cut in a tag: the plain text is shown instead.
            if isinstance(text, str) and len(text) <= MAX_PICTURE:
                safe[mime] = clean_html(_CONTROLS.sub("", text))
        elif mime in _PICTURES and (picture := _safe_picture(mime, value)):
            safe[mime] = picture
    return safe


def _safe_picture(mime: str, value: Any) -> str:
    text = "".join(value) if isinstance(value, list) else value
    if not isinstance(text, str) or len(text) > MAX_PICTURE:
        return ""
    try:
        raw = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return base64.b64encode(raw).decode() if raw.startswith(_MAGIC[mime]) else ""


def _safe_attachments(attachments: Any) -> NotebookNode:
    safe = node({})
    for name, bundle in list(attachments.items())[:20] if isinstance(attachments, dict) else []:
        pictures = {
            mime: picture for mime in _PICTURES if mime in bundle and (picture := _safe_picture(mime, bundle[mime]))
        }
        if pictures and re.fullmatch(r"[\w .()-]{1,100}", name):
            safe[name] = pictures
    return safe


class _Inspector(IPythonRenderer):
    """Renders Markdown only to learn whether raw HTML or links in it are harmless."""

    harmless = True

    def block_html(self, html: str) -> str:
        """Raw HTML as a block."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def inline_html(self, html: str) -> str:
        """Raw HTML in a line."""
        self.harmless &= _RAW_HTML.fullmatch(html) is not None
        return ""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """A link: its scheme."""
        self.harmless &= _SAFE_URL.match(url) is not None
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture: embedded or beside the notebook, never fetched from elsewhere."""
        remote = "//" in url and not PICTURE.fullmatch(url)
        self.harmless &= not remote and (bool(PICTURE.fullmatch(url)) or _SAFE_URL.match(url) is not None)
        return ""


#: Longer Markdown is not remembered: what hostile submissions leave behind is bounded.
LONGEST_KEPT = 8_000


def safe_markdown(source: str) -> str:
    """Markdown whose raw HTML and links are harmless: unchanged if they were, else shown as text."""
    return _remembered(source) if len(source) <= LONGEST_KEPT else _safe_markdown(source)


@lru_cache(maxsize=512)
def _remembered(source: str) -> str:
    """The lesson's text is the same in every submission, and rendering it took a sixth of the judge's time."""
    return _safe_markdown(source)


def _safe_markdown(source: str) -> str:
    inspector = _Inspector(escape=False)
    try:
        MarkdownWithMath(renderer=inspector).render(source)
        if inspector.harmless:
            return source
    except (RecursionError, ValueError, TypeError, KeyError, IndexError, AttributeError):
        pass  # what the renderer cannot read is shown as text
    shown = re.sub(r"<(?=[A-Za-z/!?])", "&lt;", source)
    return re.sub(r"(\]\s*)([(:\[])", r"\1\\\2", shown)
