"""Shows HTML together with an equivalent plain text, in a notebook or in a terminal."""

from __future__ import annotations

import os
import sys
from typing import Any

#: The build and CI set this variable, so that errors in demos and widgets stop them instead of becoming panels.
STRICT = "AUTOGRADER_STRICT"


def strict() -> bool:
    """Whether errors must be raised, because no student is there to read a panel."""
    return bool(os.environ.get(STRICT))


def validating() -> bool:
    """Whether nbgrader validates the notebook.  Wrong answers must then raise, or nbgrader reports that all is well."""
    return bool(os.environ.get("NBGRADER_VALIDATING"))


class NotRight(AssertionError):
    """Ends a cell with a wrong answer during nbgrader's validation, with one line instead of our traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def shell() -> Any:
    """The running IPython shell, or None; does not import IPython."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def in_kernel() -> bool:
    """Whether this code runs in a Jupyter kernel, where a frontend may show widgets."""
    return getattr(shell(), "kernel", None) is not None


def kernel_id() -> str:
    """What tells this kernel from others; it stays when the kernel is restarted.  "" where it is not known."""
    application = getattr(getattr(shell(), "kernel", None), "parent", None)
    return os.path.basename(str(getattr(application, "connection_file", "") or ""))


def show(html: str, text: str) -> None:
    """Display HTML, or the plain text where HTML cannot be shown.

    Args:
        html: complete without scripts or widgets, because it is all that a saved notebook keeps.
        text: the same content as plain text.
    """
    if shell() is None:
        _print(text)
        return
    from IPython.display import display

    display({"text/html": html, "text/plain": text}, raw=True)


def _print(text: str) -> None:
    """Print what the console or file can hold: CP949, in which Windows writes Korean, has neither ✓ nor the minus sign."""
    try:
        print(text)
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        print(text.encode(encoding, "replace").decode(encoding))
