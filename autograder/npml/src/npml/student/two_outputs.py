"""Shows a widget as two outputs: what a saved notebook keeps, and the live widget.

JupyterLab and Notebook show the live widget whenever an output has one, and an error where its model is gone: the
next day, and in every notebook that was only opened.  So the picture is an output of its own, which a style sheet hides
while the live widget is on the page.  Where styles are removed (untrusted notebooks, feedback) or ``:has`` is unknown,
both are there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import messages
from .markup import para, rich
from .output import show, strict
from .page_script import LIVE, page_script

if TYPE_CHECKING:
    import ipywidgets

MIME = "application/vnd.jupyter.widget-view+json"
#: Seconds without a change after which the output in the notebook follows; while a handle moves, only the widget does.
REST = 0.6


class Shown:
    """The two outputs of one widget."""

    def __init__(self, key: str, wake: str) -> None:
        self._key = key
        self._wake = wake
        self._timer: Any = None

    def keep(self, make: Callable[[], tuple[str, str]], *, rest: float = REST) -> None:
        """Replace what a saved notebook keeps, as soon as nothing has changed for a moment.

        Args:
            make: gives the HTML, complete as in `show_live`, and the same as plain text.
            rest: how long that moment is, in seconds; 0 for what must not be lost, such as a click that counts.
        """
        import asyncio

        if self._timer is not None:
            self._timer.cancel()
        if rest:
            with contextlib.suppress(RuntimeError):  # no kernel's loop
                self._timer = asyncio.get_running_loop().call_later(rest, self._write, make)
                return
        self._write(make)

    def _write(self, make: Callable[[], tuple[str, str]]) -> None:
        from IPython.display import display

        display(self.bundle(*make()), raw=True, display_id=self._key, update=True)

    def bundle(self, html: str, text: str) -> dict[str, str]:
        """The first output: complete without scripts and widgets, hidden while the widget is on the page."""
        place, child = f"#{self._key}", ".jp-OutputArea-child"
        style = (
            f"body:has(.{self._key}-live) :is({place},{child}:has({place})){{display:none}}"
            # What stands in place of a widget whose model is gone is a line of text without any element.
            f".jp-OutputArea:has({place})>{child}>.jp-OutputArea-output:not(:has(*)){{display:none}}"
        )
        whole = f'<style>{style}</style><div id="{self._key}">{still(html, self._wake)}</div>{page_script()}'
        return {"text/html": whole, "text/plain": text}


def show_live(html: str, text: str, widget: ipywidgets.DOMWidget, *, wake: str = messages.WAKE) -> Shown:
    """Show a widget in a running kernel; in a build only the HTML, because no reader's kernel has the widget.

    Args:
        html: complete without scripts or widgets; it is what a saved notebook shows.
        text: the same as plain text.
        widget: the live widget, which shows all that the HTML does.
        wake: how to make the saved picture live again.

    Returns:
        What replaces the saved picture when the widget has changed.
    """
    shown = Shown(f"npml-{widget.model_id}", wake)
    if strict():
        show(still(html, wake), text)
        return shown
    from IPython.display import display

    widget.add_class(LIVE)
    widget.add_class(f"{shown._key}-live")
    display(shown.bundle(html, text), raw=True, display_id=shown._key)
    # Where widgets are not trusted or not known, the text stands for it: it has to be there, and to say nothing.
    display({MIME: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}, "text/plain": ""}, raw=True)
    return shown


def still(html: str, wake: str) -> str:
    """HTML of a picture that does not move, and how to make it move."""
    return html + para(f'<span style="opacity:.75">▶ {rich(wake)}</span>', ".2em")
