"""Showing HTML with a plain-text equivalent, wherever the code runs."""

from __future__ import annotations

import os
import sys
from typing import Any

#: Set by the build and by CI: errors of demos and widgets go through instead of becoming panels.
STRICT = "AUTOGRADER_STRICT"


def strict() -> bool:
    """Whether errors must go through."""
    return bool(os.environ.get(STRICT))


def validating() -> bool:
    """Whether nbgrader validates the notebook: what is not right must raise, else it says that all is well."""
    return bool(os.environ.get("NBGRADER_VALIDATING"))


class NotRight(AssertionError):
    """Ends a cell whose answer is not right where that is asked for: one line instead of a traceback of ours."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def shell() -> Any:
    """The running IPython shell, or None; does not import IPython."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def in_kernel() -> bool:
    """Whether a Jupyter kernel runs this, so that widgets may find a frontend."""
    return getattr(shell(), "kernel", None) is not None


def show(html: str, text: str, extra: dict[str, Any] | None = None) -> None:
    """Display HTML, with text for terminals and for whoever cannot show HTML.

    Args:
        html: static and complete: it is what remains in a saved notebook.
        text: says the same.
        extra: further representations by MIME type.
    """
    if shell() is None:
        print(text)
        return
    from IPython.display import display

    display({"text/html": html, "text/plain": text, **(extra or {})}, raw=True)
