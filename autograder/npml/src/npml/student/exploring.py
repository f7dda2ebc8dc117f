"""``explore``: a widget that draws what the student's own functions do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

from .lacking import lacks
from .namespace import caller_names, current_unit
from .output import in_kernel, show
from .unitfile import NoUnit
from .viewing import Seen, View
from .widgets.controls import controls_of, declaration_of


def explore(draw: Callable[..., Any], *functions: Any) -> None:
    """Show a widget: the picture for its default settings and, in a running kernel, controls to change them.

    Args:
        draw: a function declared with `npml.widgets.widget`.
        functions: the student's functions, in the order in which ``draw`` takes them.

    Raises:
        TypeError: ``draw`` is not declared with `npml.widgets.widget`.
        Exception: in a build, any error of the picture; otherwise a panel shows it.
    """
    if lacks(caller_names()):
        return
    unit = None
    with contextlib.suppress(NoUnit):
        unit = current_unit(caller_names())
    view = View(draw, functions, unit)
    settings = declaration_of(draw).defaults
    seen = view.render(settings)
    if not in_kernel():
        show(*view.still(settings, seen))
        return
    from .live import live_widget
    from .two_outputs import show_live

    def moved(settings: dict[str, Any], seen: Seen) -> None:
        shown.keep(lambda: view.still(settings, seen))

    widget = live_widget(view, controls_of(draw), seen, moved)
    shown = show_live(*view.still(settings, seen), widget)
