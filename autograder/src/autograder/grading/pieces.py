"""What the reader's process renders, by kind: all that a student's markup goes through."""

from __future__ import annotations

from typing import Any

from .safe_notebook import clean_piece


def do(kind: str, content: Any) -> Any:
    """A piece of work, as JSON takes it."""
    if kind in ("output", "markdown"):
        return clean_piece(kind, content)
    from .page_parts import page_piece  # Pygments, which grading needs not

    return page_piece(kind, content)
