"""Rendering in the reader's process: all handling of a student's markup goes through here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .safe_notebook import clean_piece


def do(kind: str, content: Any) -> Any:
    """Do a piece of work of this kind; the result can be written as JSON.

    ``package.module:function`` is work that a higher floor brings: only the grader itself names kinds, never a student.
    """
    module, _, function = kind.partition(":")
    if function:
        return getattr(import_module(module), function)(content)
    if kind in ("output", "markdown"):
        return clean_piece(kind, content)
    from .page_parts import page_piece  # loads Pygments, which grading does not need

    return page_piece(kind, content)
