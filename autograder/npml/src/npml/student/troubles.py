"""Writes an exception of the student's code as HTML and as plain text."""

from __future__ import annotations

from html import escape

from . import messages
from .markup import block, para, rich
from .own_lines import Trouble


def trouble_html(found: Trouble) -> str:
    """The exception, the student's own lines and what it usually means, as HTML."""
    head = para(f"<strong>{escape(found.kind)}</strong>: {escape(found.text)}" if found.text else escape(found.kind))
    if not found.lines:
        return head
    places = "\n".join(lines_of(found))
    return head + para(rich(messages.OWN_LINES)) + block(places) + explained(found)


def trouble_text(found: Trouble) -> list[str]:
    """The same as lines of plain text."""
    meaning = meaning_of(found)
    return [f"{found.kind}: {found.text}", *lines_of(found), *filter(None, [meaning])]


def explained(found: Trouble) -> str:
    """What this kind of error usually means, as HTML."""
    text = meaning_of(found)
    return para(rich(text)) if text else ""


def meaning_of(found: Trouble) -> str:
    """What this kind of error usually means, as plain text; "" when nothing is known."""
    return messages.OWN_RAISE if found.meant else messages.explain_error(found.kind, found.text)


def lines_of(found: Trouble) -> list[str]:
    """The student's own lines as text, one for each."""
    return [messages.own_line(item.function, item.line, item.source) for item in found.lines]
