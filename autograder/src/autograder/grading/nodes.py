"""Typed constructors of notebook nodes, since nbformat has no annotations.

`new_cell` and `new_output` check nothing; nbformat's own constructors check each node against the schema, which is slow.
"""

from __future__ import annotations

import json
import secrets
from typing import Any, cast

from nbformat import NotebookNode, from_dict, v4


def node(data: dict[str, Any] | None = None) -> NotebookNode:
    """A nested dict as notebook nodes."""
    return cast(NotebookNode, from_dict(data or {}))


def new_cell(kind: str, source: str) -> NotebookNode:
    """A cell of type code, markdown or raw."""
    cell = node({"id": secrets.token_hex(4), "cell_type": kind, "metadata": {}, "source": source})
    if kind == "code":
        cell["execution_count"], cell["outputs"] = None, []
    return cell


def new_output(kind: str, **content: Any) -> NotebookNode:
    """An output of a code cell."""
    common: dict[str, Any] = {"metadata": {}} if kind in ("display_data", "execute_result") else {}
    return node({"output_type": kind, **common, **content})


def new_code_cell(source: str, **content: Any) -> NotebookNode:
    """A code cell."""
    return cast(NotebookNode, v4.new_code_cell(source, **content))


def new_markdown_cell(source: str, **content: Any) -> NotebookNode:
    """A Markdown cell."""
    return cast(NotebookNode, v4.new_markdown_cell(source, **content))


def new_notebook(**content: Any) -> NotebookNode:
    """An empty notebook."""
    return cast(NotebookNode, v4.new_notebook(**content))


def to_text(book: NotebookNode) -> str:
    """A notebook as JSON for people."""
    return cast(str, v4.nbjson.writes(book)) + "\n"


def to_line(book: NotebookNode) -> str:
    """A notebook as one line of JSON, for programs; three times as fast as `to_text`."""
    return json.dumps(book, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> NotebookNode:
    """A notebook (format 4) from trusted JSON."""
    return cast(NotebookNode, v4.nbjson.reads(text))
