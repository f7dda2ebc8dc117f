"""A message to the student: built once, shown as HTML and as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from .aloud import aloud
from .markup import State, block, link, panel, para, rich, table
from .messages import checking
from .namespace import current_unit
from .output import show
from .unitfile import NoUnit, UnitFile

SYMBOLS: dict[State, str] = {"good": "✓", "bad": "✗", "info": "○", "warn": "△"}


@dataclass
class Card:
    """A panel to which its builder adds one part after another.

    Attributes:
        state: decides the symbol and the colour.
        title: the heading, as plain text.
        role: the panel's ARIA role, for screen readers.
    """

    state: State
    title: str
    role: str = "region"
    _html: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)

    def say(self, text: str, lead: str = "", to: str = "", *, download: bool = False) -> Card:
        """Add a paragraph, in which text between `backticks` is code; ``lead`` is put before it in bold.

        With ``to``, an address, the whole text is a link; with ``download`` it saves the file.
        """
        if text:
            head = f"<strong>{escape(lead)}</strong> · " if lead else ""
            self._html.append(para(head + (link(text, to, download=download) if to else rich(text))))
            self._text.append(f"{lead}: {text}" if lead else text)
        return self

    def first(self, text: str) -> Card:
        """Add a paragraph before all that is there already."""
        self._html.insert(0, para(rich(text)))
        self._text.insert(0, text)
        return self

    def lines(self, title: str, text: str) -> Card:
        """Add code or values under a small title."""
        if text:
            indented = "\n".join("    " + line for line in text.splitlines())
            head = title if title.endswith(".") else f"{title}:"
            self._html.append((para(escape(title)) if title else "") + block(text))
            self._text.append(f"{head}\n{indented}" if title else indented)
        return self

    def fold(self, title: str, inner: str, text: str) -> Card:
        """Add a part that is closed until its title is pressed; ``inner`` is ready HTML, ``text`` stands for it as text."""
        summary = f'<summary style="cursor:pointer">{escape(title)}</summary>'
        self._html.append(f'<details style="margin-top:.35em">{summary}{inner}</details>')
        self._text.append(f"{title}: {text}")
        return self

    def bullets(self, title: str, items: Sequence[str]) -> Card:
        """Add a list under a title in bold; text between `backticks` is code."""
        if items:
            lines = "".join(f"<li>{rich(item)}</li>" for item in items)
            self._html.append(para(f"<strong>{escape(title)}</strong>"))
            self._html.append(f'<ul style="margin:.2em 0 0;padding-left:1.4em">{lines}</ul>')
            self._text += [f"{title}:", *(f"- {item}" for item in items)]
        return self

    def beside(self, *pairs: tuple[str, str]) -> Card:
        """Add blocks, each given as (title, code or values), side by side where the page is wide enough."""
        cells = "".join(
            f'<div style="flex:1 1 14em;min-width:0">{para(escape(title))}{block(text)}</div>' for title, text in pairs
        )
        self._html.append(f'<div style="display:flex;flex-wrap:wrap;gap:0 1em">{cells}</div>')
        for title, text in pairs:
            self._text.append(f"{title}:\n" + "\n".join("    " + line for line in text.splitlines()))
        return self

    def rows(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], links: Mapping[str, str] | None = None) -> Card:
        """Add a small table: the heads of its columns, then its rows; ``links`` are the addresses of some cells' texts."""
        to = links or {}
        cells = [[link(item, to[item]) if item in to else escape(item) for item in row] for row in rows]
        self._html.append(table([escape(item) for item in head], cells))
        for row in rows:
            self._text.append(" · ".join(f"{name} {item}" for name, item in zip(head, row, strict=True)))
        return self

    def steps(self, items: list[tuple[str, str, str]]) -> Card:
        """Add a row of stages, each given as (symbol, the symbol in words for screen readers, name)."""
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
        """The whole panel as HTML."""
        title = f'<span aria-hidden="true">{SYMBOLS[self.state]}</span> {escape(self.title)}'
        return panel(self.state, title, *self._html, label=self.title, role=self.role)

    def text(self) -> str:
        """The whole panel as plain text, for a terminal."""
        return "\n".join([f"{SYMBOLS[self.state]} {self.title}", *self._text]).replace("`", "")

    def bundle(self) -> dict[str, str]:
        """What a notebook displays; a screen reader says the heading."""
        return {"text/html": aloud(self.html(), self.title), "text/plain": self.text()}

    def show(self) -> None:
        """Display the panel."""
        show(*self.bundle().values())


def unit_here(names: dict[str, Any], *, raises: bool) -> UnitFile | None:
    """The unit of the running notebook.

    Args:
        names: the notebook's globals.
        raises: raise an error when there is no unit, because nobody would read a panel (in a build or a validation).

    Returns:
        The unit; or None, after a panel has told the student that no readable checks.json was found.

    Raises:
        NoUnit: no readable checks.json was found, and ``raises`` is set.
    """
    try:
        return current_unit(names)
    except NoUnit as error:
        if raises:
            raise
        Card("warn", checking.LABEL).say(checking.NO_UNIT).say(str(error)).show()
        return None
