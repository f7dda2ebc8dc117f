"""A message to the student, written once and shown as HTML and as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .markup import State, block, panel, para, rich, table
from .messages import checking
from .namespace import current_unit
from .output import show
from .unitfile import NoUnit, UnitFile

SYMBOLS: dict[State, str] = {"good": "✓", "bad": "✗", "info": "○", "warn": "△"}


@dataclass
class Card:
    """A panel that grows part by part.

    Attributes:
        state: decides symbol and colour.
        title: plain text.
        role: for screen readers.
    """

    state: State
    title: str
    role: str = "region"
    _html: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def say(self, text: str, lead: str = "") -> Card:
        """A paragraph; `backticks` are code; ``lead`` is a bold beginning."""
        if text:
            head = f"<strong>{escape(lead)}</strong> · " if lead else ""
            self._html.append(para(head + rich(text)))
            self._text.append(f"{lead}: {text}" if lead else text)
        return self

    def first(self, text: str) -> Card:
        """A paragraph before all others."""
        self._html.insert(0, para(rich(text)))
        self._text.insert(0, text)
        return self

    def lines(self, title: str, text: str) -> Card:
        """Code or values under a small title."""
        if text:
            indented = "\n".join("    " + line for line in text.splitlines())
            head = title if title.endswith(".") else f"{title}:"
            self._html.append((para(escape(title)) if title else "") + block(text))
            self._text.append(f"{head}\n{indented}" if title else indented)
        return self

    def beside(self, *pairs: tuple[str, str]) -> Card:
        """Blocks side by side where there is room: (title, code or values)."""
        cells = "".join(
            f'<div style="flex:1 1 14em;min-width:0">{para(escape(title))}{block(text)}</div>' for title, text in pairs
        )
        self._html.append(f'<div style="display:flex;flex-wrap:wrap;gap:0 1em">{cells}</div>')
        for title, text in pairs:
            self._text.append(f"{title}:\n" + "\n".join("    " + line for line in text.splitlines()))
        return self

    def rows(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Card:
        """A small table."""
        self._html.append(table([escape(item) for item in head], [[escape(item) for item in row] for row in rows]))
        for row in rows:
            self._text.append(" · ".join(f"{name} {item}" for name, item in zip(head, row, strict=True)))
        return self

    def steps(self, items: list[tuple[str, str, str]]) -> Card:
        """A row of stages: (symbol, what the symbol says, name)."""
        faint = ";opacity:.7"
        cells = "".join(
            f'<li style="margin:0 1em 0 0;list-style:none;display:inline-block{faint if symbol == "–" else ""}">'
            f'<span role="img" aria-label="{escape(word)}">{symbol}</span> {escape(name)}</li>'
            for symbol, word, name in items
        )
        self._html.append(f'<ol style="padding:0;margin:.35em 0 0;font-size:.95em">{cells}</ol>')
        self._text.append("  ".join(f"{symbol} {name}" for symbol, _, name in items))
        return self

    def html(self) -> str:
        """The panel."""
        title = f'<span aria-hidden="true">{SYMBOLS[self.state]}</span> {escape(self.title)}'
        return panel(self.state, title, *self._html, label=self.title, role=self.role)

    def text(self) -> str:
        """The same for a terminal."""
        return "\n".join([f"{SYMBOLS[self.state]} {self.title}", *self._text]).replace("`", "")

    def show(self) -> None:
        """Display it."""
        show(self.html(), self.text())


def unit_here(names: dict[str, Any], *, raises: bool) -> UnitFile | None:
    """The unit of the notebook that runs; where there is no checks.json a panel says so, and there is none.

    Args:
        names: the notebook's globals.
        raises: where nobody reads a panel (a build, a validation).

    Raises:
        NoUnit: there is no checks.json, and ``raises``.
    """
    try:
        return current_unit(names)
    except NoUnit as error:
        if raises:
            raise
        Card("warn", checking.LABEL).say(checking.NO_UNIT).say(str(error)).show()
        return None
