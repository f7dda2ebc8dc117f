"""nbformat's constructors, typed: nbformat itself has no annotations."""

from __future__ import annotations

from typing import Any, cast

import nbformat
from nbformat import NotebookNode


def node(**content: Any) -> NotebookNode:
    """A notebook node."""
    return NotebookNode(**content)  # type: ignore[no-untyped-call]


def new_cell(kind: str, source: str) -> NotebookNode:
    """A cell of type code, markdown or raw."""
    return cast(NotebookNode, getattr(nbformat.v4, f"new_{kind}_cell")(source))


def new_book(**content: Any) -> NotebookNode:
    """An empty notebook."""
    return cast(NotebookNode, nbformat.v4.new_notebook(**content))  # type: ignore[no-untyped-call]


def to_text(book: NotebookNode) -> str:
    """A notebook as JSON."""
    return cast(str, nbformat.v4.writes(book))  # type: ignore[no-untyped-call]


def from_text(text: str) -> NotebookNode:
    """A notebook (format 4) from trusted JSON."""
    return cast(NotebookNode, nbformat.v4.reads(text))  # type: ignore[no-untyped-call]
