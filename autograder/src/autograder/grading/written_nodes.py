"""nbformat's constructors, typed: nbformat itself has no annotations."""

from __future__ import annotations

from typing import Any, cast

from nbformat import NotebookNode, from_dict, v4


def node(data: dict[str, Any]) -> NotebookNode:
    """A nested dict as notebook nodes."""
    return cast(NotebookNode, from_dict(data))


def new_output(kind: str, **content: Any) -> NotebookNode:
    """An output of a code cell; nbformat's own constructor checks each one against the schema anew."""
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


def to_text(nb: NotebookNode) -> str:
    """A notebook as JSON text, validated."""
    return cast(str, v4.nbjson.writes(nb)) + "\n"


def from_text(text: str) -> NotebookNode:
    """A notebook (format 4) from the JSON text of a `Graded`."""
    return cast(NotebookNode, v4.nbjson.reads(text))
