"""Parses bytes into a notebook with nothing but the cells' types, sources, nbgrader ids, pictures and clicked answers.

Bounds are checked on the bytes before anything is parsed, so that the parser's memory and
depth are bounded too.  What else a student's notebook carries (outputs, ids, time stamps,
tags, widget state) is dropped here: it is never needed and could only mislead.  Of the outputs only the quiz answers
are kept that a student chose by clicking (`core.clicked`).
"""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path
from typing import Any

from ..core.clicked import clicked
from ..core.josa import korean
from ..errors import SubmissionRejected
from . import messages
from .names import shown
from .nodes import Node, new_cell, new_notebook

#: A larger file is not read.
MAX_BYTES = 20 << 20
MAX_DEPTH = 60
MAX_VALUES = 500_000
MAX_CELLS = 2_000
MAX_CELL = 200_000
MAX_SOURCES = 2_000_000
MAX_ATTACHMENT = 4 << 20
MAX_PASTED = 50
IMAGES = frozenset({"image/png", "image/jpeg", "image/gif"})

# Possessive, so that it takes linear time on hostile text.
# An unclosed string reaches to the end, so that no later quote starts another search.
_STRING = re.compile(rb'"(?:[^"\\]++|\\.|\\\Z)*+(?:"|\Z)', re.S)
_BRACKETS = re.compile(rb"[\[\]{}]")
# Colab keeps a pasted picture inside the Markdown text.
_PASTED = re.compile(r"\(data:(image/(?:png|jpeg|gif));base64,([A-Za-z0-9+/=]++)\)")
_BEGINNINGS = (
    (b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "ole"), (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
)  # fmt: skip
_WEB = re.compile(rb"<(?:!doctype html|html|head|body|meta|\?xml)\b", re.I)


def parse(raw: bytes, path: Path | str = "") -> Node:
    """The notebook in a submission's bytes.

    Cells have their type, source, ``metadata.nbgrader.grade_id`` if it is a text, image attachments,
    and as ``metadata.clicked`` the pairs of question and option that an output of the cell carries; nothing else.

    Raises:
        SubmissionRejected: not UTF-8, not JSON, not nbformat 4, or beyond the bounds.
    """
    path = shown(path)
    if kind := _other_kind(raw):
        what, advice = messages.KINDS_OF_FILE[kind]
        raise SubmissionRejected(korean(messages.NOT_A_NOTEBOOK, path=path, kind=what, advice=advice))
    raw = _checked_bytes(raw, path)
    _check_bounds(raw, path)
    content = _load(raw, path)
    if not isinstance(content, dict):
        raise SubmissionRejected(korean(messages.NOT_OBJECT, path=path, found=messages.json_name(content)))
    major = content.get("nbformat")
    if type(major) is not int or major != 4:
        found = major if type(major) is int and abs(major) < 1000 else messages.json_name(major)
        raise SubmissionRejected(korean(messages.WRONG_FORMAT, path=path, found=found))
    cells = content.get("cells")
    if not isinstance(cells, list):
        raise SubmissionRejected(korean(messages.NO_CELLS, path=path, found=messages.json_name(cells)))
    if len(cells) > MAX_CELLS:
        raise SubmissionRejected(messages.TOO_MANY_CELLS.format(path=path, found=len(cells), limit=MAX_CELLS))
    book = new_notebook({}, [_cell(cell, number, path) for number, cell in enumerate(cells, 1)])
    total = sum(len(cell["source"]) for cell in book["cells"])
    if total > MAX_SOURCES:
        raise SubmissionRejected(messages.TOO_LONG.format(path=path, found=total, limit=MAX_SOURCES))
    return book


def _other_kind(raw: bytes) -> str:
    """The kind of a file that is no notebook (`messages.KINDS_OF_FILE`); "" if it may be one, perhaps damaged."""
    for begin, kind in _BEGINNINGS:
        if raw.startswith(begin):
            return kind
    head = raw[:4096].removeprefix(codecs.BOM_UTF8).lstrip()
    if not head or head[:1] in b"{[" or b"\0" in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    try:
        json.loads(raw)
    except RecursionError:
        return ""
    except ValueError:
        if _WEB.match(head) or _WEB.search(head[:1024]):
            return "web"
        return "text" if _is_text(head) else ""
    return ""  # JSON but not an object: `parse` says so


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _checked_bytes(raw: bytes, path: Path | str) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SubmissionRejected(messages.UTF16.format(path=path))
    raw = raw.removeprefix(codecs.BOM_UTF8)  # some editors on Windows write one; it is harmless
    if not raw.strip():
        raise SubmissionRejected(messages.EMPTY.format(path=path))
    if (offset := raw.find(b"\0")) >= 0:
        raise SubmissionRejected(messages.NUL.format(path=path, offset=offset + 1))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SubmissionRejected(messages.NOT_UTF8.format(path=path, offset=error.start + 1)) from None
    return raw


def _check_bounds(raw: bytes, path: Path | str) -> None:
    """Check the depth and the number of values, counted in the bytes outside JSON strings."""
    bones = _STRING.sub(b"", raw)
    values = bones.count(b",") + bones.count(b"{") + bones.count(b"[") + 1
    if values > MAX_VALUES:
        raise SubmissionRejected(messages.TOO_MANY_VALUES.format(path=path, found=values, limit=MAX_VALUES))
    depth = 0
    for bracket in _BRACKETS.finditer(bones):
        depth += 1 if bracket.group() in b"[{" else -1
        if depth > MAX_DEPTH:
            raise SubmissionRejected(messages.TOO_DEEP.format(path=path, limit=MAX_DEPTH))


def _load(raw: bytes, path: Path | str) -> Any:
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        raise SubmissionRejected(messages.NOT_JSON.format(path=path, line=error.lineno)) from None
    except (ValueError, RecursionError):  # an integer of thousands of digits
        raise SubmissionRejected(messages.BAD_NUMBER.format(path=path)) from None


def _cell(cell: Any, number: int, path: Path | str) -> Node:
    def reject(what: str, value: object, expected: str) -> SubmissionRejected:
        found = f"{value!r:.30}" if isinstance(value, str) else messages.json_name(value)
        return SubmissionRejected(
            korean(messages.BAD_CELL, path=path, number=number, what=what, found=found, expected=expected)
        )

    if not isinstance(cell, dict):
        raise reject(messages.CELL_VALUE, cell, messages.CELL_OBJECT)
    kind = cell.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        raise reject("cell_type", kind, messages.CELL_TYPES)
    source = cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise reject("source", source, messages.CELL_SOURCE)
    source, pasted = _clean_text(source), Node()
    if kind == "markdown":
        source, pasted = _set_aside(source)
    if len(source) > MAX_CELL:
        raise SubmissionRejected(messages.TOO_LONG_CELL.format(path=path, number=number, found=len(source), limit=MAX_CELL))
    made = new_cell(str(kind), source)
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = marks.get("grade_id") if isinstance(marks, dict) else None
    if isinstance(grade_id, str) and len(grade_id) <= 200:
        made["metadata"]["nbgrader"] = {"grade_id": grade_id}
    if kind == "code" and (answers := clicked(cell.get("outputs"))):
        made["metadata"]["clicked"] = [list(pair) for pair in answers.items()]
    if kind == "markdown" and (images := {**_images(cell.get("attachments")), **pasted}):
        made["attachments"] = images
    return made


def _clean_text(text: str) -> str:
    """The text without NULs and lone surrogates, which files and databases refuse, and with newlines as line ends."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


def _set_aside(source: str) -> tuple[str, Node]:
    """Turn pictures inside a Markdown text into attachments, so that they are not handled as text."""
    found: Node = {}

    def name_of(match: re.Match[str]) -> str:
        if len(match[2]) > MAX_ATTACHMENT or len(found) >= MAX_PASTED:
            return match[0]
        name = f"pasted-{len(found)}.{match[1].rpartition('/')[2]}"
        found[name] = {match[1]: match[2]}
        return f"(attachment:{name})"

    return _PASTED.sub(name_of, source), found


def _images(attachments: Any) -> Node:
    """The pasted pictures among the attachments: only images, only base64."""
    kept: Node = {}
    if not isinstance(attachments, dict):
        return kept
    for name, bundle in list(attachments.items())[:50]:
        if not isinstance(bundle, dict) or not re.fullmatch(r"[\w.() -]{1,100}", name):
            continue
        pictures = {
            kind: data for kind, data in bundle.items()
            if kind in IMAGES and isinstance(data, str) and len(data) <= MAX_ATTACHMENT
            and re.fullmatch(r"[A-Za-z0-9+/=\s]*+", data)
        }  # fmt: skip
        if pictures:
            kept[name] = pictures
    return kept
