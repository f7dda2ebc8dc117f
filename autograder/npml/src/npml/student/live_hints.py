"""The live side of ``hint``: a button for each level, made with ipywidgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import records
from .hint_parts import body_html
from .live import prose
from .messages import study as text
from .unitfile import UnitFile

if TYPE_CHECKING:
    import ipywidgets


def live_hints(unit: UnitFile, name: str) -> ipywidgets.DOMWidget:
    """The hints of an exercise as a widget; what is opened is recorded."""
    import ipywidgets

    buttons, bodies = [], []
    for level, body in enumerate(unit.checked[name].hints, 1):
        button = ipywidgets.Button(description=text.open_level(level), layout=ipywidgets.Layout(width="auto"))
        shown = ipywidgets.HTMLMath("")  # a front end sets the formulas in it, also where it does not in HTML

        def press(_: Any, level: int = level, body: str = body, button: Any = button, shown: Any = shown) -> None:
            # The button says what it does next, so that its state needs no attribute that ipywidgets does not have.
            opened = not shown.value
            shown.value = prose(f"<strong>{text.level_name(level)}</strong>{body_html(body)}") if opened else ""
            button.description = text.close_level(level) if opened else text.open_level(level)
            if opened:
                records.record_hint(unit, name, level)

        button.on_click(press)
        buttons.append(button)
        bodies.append(shown)
    row = ipywidgets.HBox(buttons, layout=ipywidgets.Layout(flex_flow="row wrap"))
    title = ipywidgets.HTML(prose(f"<strong>{text.hints_title(name)}</strong>"))
    return ipywidgets.VBox([title, row, *bodies])
