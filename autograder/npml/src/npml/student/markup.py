"""Small pieces of HTML that are readable in light and dark themes, and without any colour.

Styles are inline, because a notebook's sanitiser removes ``<style>``.  Text takes the theme's own colour.
A symbol and a word tell the state; colour only repeats it.
"""

from __future__ import annotations

from html import escape
from typing import Literal

State = Literal["good", "bad", "info", "warn"]

_BAR = {"good": "#009E73", "bad": "#D55E00", "info": "#0072B2", "warn": "#B07D00"}
_TINT = {
    "good": "rgba(0,158,115,.09)",
    "bad": "rgba(213,94,0,.09)",
    "info": "rgba(0,114,178,.09)",
    "warn": "rgba(230,159,0,.11)",
}
MONO = "font-family:var(--jp-code-font-family,monospace);font-size:.93em"
_BOX = "border:1px solid rgba(128,128,128,.35);border-radius:4px"


def panel(state: State, title: str, *body: str, label: str = "", role: str = "region") -> str:
    """A box with a heading; title and body are ready HTML.  Screen readers call it ``label``, or else by its title."""
    return (
        f'<div role="{role}" aria-label="{escape(label or title)}" style="border:1px solid rgba(128,128,128,.35);'
        f"border-left:6px solid {_BAR[state]};background:{_TINT[state]};border-radius:4px;padding:.6em .9em;"
        'margin:.3em 0;max-width:56em;line-height:1.55;color:inherit;overflow-wrap:anywhere;word-break:keep-all">'
        f'<div style="font-weight:600;font-size:1.08em">{title}</div>{"".join(body)}</div>'
    )


def para(inner: str, gap: str = ".4em") -> str:
    """A paragraph of ready HTML; ``gap`` is the CSS margin above it."""
    return f'<div style="margin-top:{gap}">{inner}</div>'


def code(text: str) -> str:
    """Text as inline code."""
    style = f"{MONO};color:inherit;background:rgba(128,128,128,.15);padding:0 .25em;border-radius:3px"
    return f'<code style="{style}">{escape(text)}</code>'


def link(text: str, to: str, *, download: bool = False) -> str:
    """A link, underlined; with ``download`` a browser saves the file, and JupyterLab does not open it."""
    saves = " download" if download else ""
    return f'<a href="{escape(to)}"{saves} style="text-decoration:underline">{escape(text)}</a>'


def block(text: str) -> str:
    """A block of code or values."""
    return (
        f'<pre style="{MONO};{_BOX};color:inherit;background:rgba(128,128,128,.10);padding:.4em .6em;margin:.25em 0;'
        f'white-space:pre-wrap;overflow-wrap:anywhere">{escape(text)}</pre>'
    )


def rich(text: str) -> str:
    """Plain text as HTML: text between `backticks` becomes code (unless a backtick is unpaired), a line break ``<br>``."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return escape(text).replace("\n", "<br>")
    return "".join(code(part) if i % 2 else escape(part).replace("\n", "<br>") for i, part in enumerate(parts))


def table(head: list[str], rows: list[list[str]], caption: str = "") -> str:
    """A table of ready HTML cells; the first cell of each row is the row's header."""
    # break-word, not anywhere: a column keeps the width of its longest word.
    cell = (
        'style="padding:.15em .7em .15em 0;text-align:left;vertical-align:top;color:inherit;background:none;'
        'overflow-wrap:break-word"'
    )
    top = "".join(f'<th scope="col" {cell}>{item}</th>' for item in head)
    body = "".join(
        f'<tr style="background:none"><th scope="row" {cell}>{row[0]}</th>'
        + "".join(f"<td {cell}>{item}</td>" for item in row[1:])
        + "</tr>"
        for row in rows
    )
    name = f'<caption style="text-align:left;color:inherit;padding:0">{caption}</caption>' if caption else ""
    thead = f"<thead><tr>{top}</tr></thead>" if any(head) else ""
    style = "border-collapse:collapse;margin:.3em 0;color:inherit;border:0;font-size:1em"
    return f'<table style="{style}">{name}{thead}<tbody>{body}</tbody></table>'
