"""nbformat's constructors, typed: nbformat itself has no annotations."""

from __future__ import annotations

import json
import secrets
from typing import Any, cast

import nbformat
from nbformat import NotebookNode


def node(**content: Any) -> NotebookNode:
    """A notebook node."""
    return NotebookNode(**content)  # type: ignore[no-untyped-call]


def new_cell(kind: str, source: str) -> NotebookNode:
    """A cell of type code, markdown or raw; nbformat's own constructors check each one against the schema anew."""
    cell = node(id=secrets.token_hex(4), cell_type=kind, metadata=node(), source=source)
    if kind == "code":
        cell["execution_count"], cell["outputs"] = None, []
    return cell


def new_book(**content: Any) -> NotebookNode:
    """An empty notebook."""
    return cast(NotebookNode, nbformat.v4.new_notebook(**content))  # type: ignore[no-untyped-call]


def to_text(book: NotebookNode) -> str:
    """A notebook as JSON."""
    return cast(str, nbformat.v4.writes(book))  # type: ignore[no-untyped-call]


def from_text(text: str) -> NotebookNode:
    """A notebook (format 4) from trusted JSON."""
    return cast(NotebookNode, nbformat.v4.reads(text))  # type: ignore[no-untyped-call]


def to_line(book: NotebookNode) -> str:
    """A notebook as JSON for a program: a third of the time that `to_text` takes for people."""
    return json.dumps(book, ensure_ascii=False, separators=(",", ":"))
