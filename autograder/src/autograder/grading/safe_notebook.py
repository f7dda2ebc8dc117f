"""Makes a student's executed notebook inert, so that anybody may open it.

`make_safe` keeps what a person needs to read (sources, text, pictures, tables) and drops or
disarms the rest: scripts, SVG, widgets, control sequences, foreign metadata, attachments that are
no pictures, and more output than anyone can read.  Harmless Markdown stays the same to the byte.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from nbformat import NotebookNode

from . import messages
from .nodes import new_output, node
from .safe_html import MAX_HTML, TooDear, clean_html

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


def clean_text(text: Any, limit: int = MAX_TEXT) -> str:
    """Plain text without control sequences, at most ``limit`` characters and a note; a list of lines is joined."""
    if isinstance(text, list):
        text = "".join(item for item in text if isinstance(item, str))
    if not isinstance(text, str):
        return ""
    short = text[: limit + 1]
    short = _CONTROLS.sub("", _ESCAPES.sub("", short.replace("\r\n", "\n").replace("\r", "\n")))
    return short if len(text) <= limit else short[:limit] + "\n" + messages.SHORTENED


#: A piece of rendering, which may be done in another process: its kind and its content, both as JSON values.
Piece = tuple[str, Any]
#: The result of a piece that failed, or took too much time or memory.
FAILED = object()


def clean_piece(kind: str, content: Any) -> Any:
    """An output made inert (None if nothing of it is left), or a Markdown cell's text and attachments made harmless."""
    if kind == "output":
        return _safe_output(content)
    from .safe_markdown import safe_markdown  # mistune, which only the reader's process needs

    source, attachments = content
    return safe_markdown(clean_text(source, MAX_SOURCE)), safe_attachments(attachments)


def clean_here(pieces: list[Piece]) -> list[Any]:
    """Do the pieces in this process; only for content that is not a student's."""
    return [clean_piece(*piece) for piece in pieces]


def make_safe(nb: NotebookNode, work: Callable[[list[Piece]], list[Any]] = clean_here) -> NotebookNode:
    """The same notebook, changed in place: inert outputs, Markdown, attachments and metadata.

    Args:
        nb: the notebook.
        work: does the pieces, in order; where it gives `FAILED`, a note stands in place of the content.
    """
    pieces: list[Piece] = []
    for cell in nb.cells:
        cell["metadata"] = node({key: value for key, value in cell.metadata.items() if key in _KEPT_CELL_METADATA})
        if cell.cell_type == "code":
            cell["source"] = clean_text(cell.source, MAX_SOURCE)
            pieces += [("output", output) for output in cell.get("outputs", [])[:MAX_OUTPUTS]]
        elif cell.cell_type == "markdown":
            pieces.append(("markdown", (cell.source, cell.pop("attachments", {}))))
        else:
            cell["source"] = clean_text(cell.source, MAX_SOURCE)
            cell.pop("attachments", None)
    done = iter(work(pieces))
    budget = MAX_NOTEBOOK
    for cell in nb.cells:
        if cell.cell_type == "code":
            before = cell.get("outputs", [])
            outputs = [_checked(found) for found in islice(done, min(len(before), MAX_OUTPUTS)) if found is not None]
            outputs += [_note(messages.SHORTENED)] * (len(before) > MAX_OUTPUTS)
            budget -= sum(_size(output) for output in outputs)
            cell["outputs"] = outputs if budget > 0 else [_note(messages.SHORTENED)]
        elif cell.cell_type == "markdown":
            found = next(done)
            cell["source"], attachments = (messages.LEFT_OUT, {}) if found is FAILED else found
            if attachments:
                cell["attachments"] = node(attachments)
    kernel = nb.metadata.get("kernelspec", {})
    nb["metadata"] = node(
        {
            "kernelspec": {key: clean_text(kernel.get(key, ""), 100) for key in ("display_name", "language", "name")},
            "language_info": {"name": "python", "pygments_lexer": "ipython3"},
        }
    )
    return nb


def _checked(output: Any) -> NotebookNode:
    return _note(messages.LEFT_OUT) if output is FAILED else node(output)


def _note(text: str) -> NotebookNode:
    return new_output("stream", name="stdout", text=text)


def _size(output: NotebookNode) -> int:
    data = output.get("data", {})
    return sum(len(value) for value in data.values()) + len(output.get("text", ""))


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
    left_out = False
    if not isinstance(data, dict):
        return safe
    for mime, value in data.items():
        if mime == "text/plain":
            safe[mime] = clean_text(value)
        elif mime == "text/html":
            text = "".join(value) if isinstance(value, list) else value
            if not isinstance(text, str):
                continue
            try:
                safe[mime] = clean_html(_CONTROLS.sub("", text[: MAX_HTML + 1]))
            except TooDear:  # a cut could split a tag, so the plain text is shown instead
                left_out = True
        elif mime in _PICTURES and (picture := _safe_picture(mime, value)):
            safe[mime] = picture
    if left_out:
        safe["text/plain"] = "\n".join(filter(None, [messages.LEFT_OUT, safe.get("text/plain", "")]))
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


def safe_attachments(attachments: Any) -> NotebookNode:
    """The attachments that really are pictures, by name."""
    safe = node({})
    for name, bundle in list(attachments.items())[:20] if isinstance(attachments, dict) else []:
        pictures = {
            mime: picture
            for mime in _PICTURES
            if isinstance(bundle, dict) and mime in bundle and (picture := _safe_picture(mime, bundle[mime]))
        }
        if pictures and re.fullmatch(r"[\w .()-]{1,100}", str(name)):
            safe[name] = pictures
    return safe
