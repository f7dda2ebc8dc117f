"""A hint as HTML, for the buttons of a running notebook and for a saved one."""

from __future__ import annotations

from .markup import block, para, rich


def body_html(body: str) -> str:
    """A hint as HTML: a line of code as a block, prose with its code and formulas."""
    return block(body) if is_code(body) else para(rich(body), ".2em")


def is_code(body: str) -> bool:
    """Whether a hint is nothing but code."""
    return "____" in body and "`" not in body
