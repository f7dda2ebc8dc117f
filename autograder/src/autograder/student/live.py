"""The live side of ``explore``: ipywidgets made of the declared controls."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from ..widgets.controls import Choice, Control, Declaration, Slider, Toggle

if TYPE_CHECKING:
    import ipywidgets

NO_TIP = ""  # None would be shown as "null" beside the pointer
MIME = "application/vnd.jupyter.widget-view+json"


class View(Protocol):
    """What draws."""

    def heading(self) -> str:
        """Title and mission as HTML."""

    def render(self, params: dict[str, Any]) -> tuple[str, str]:
        """The picture as HTML and as text."""


def live_widget(view: View, declared: Declaration, controls: dict[str, Control], first: str) -> dict[str, Any]:
    """Make the widget; its representation for `output.show`.

    Args:
        view: draws.
        declared: title and defaults.
        controls: by parameter.
        first: the picture for the defaults, already drawn.
    """
    import ipywidgets

    label = label_width(control.label for control in controls.values() if not isinstance(control, Toggle))
    inputs = {name: make_control(control, label) for name, control in controls.items()}
    picture = ipywidgets.HTML(prose(first))

    def redraw(_: Any) -> None:
        # One assignment swaps the whole picture: nothing is cleared, so nothing flickers.
        picture.value = prose(view.render({name: item.value for name, item in inputs.items()})[0])

    for item in inputs.values():
        item.observe(redraw, names="value")
    box = ipywidgets.VBox([ipywidgets.HTML(prose(view.heading())), ipywidgets.VBox(list(inputs.values())), picture])
    return {MIME: {"version_major": 2, "version_minor": 0, "model_id": box.model_id}}


def prose(html: str) -> str:
    """Sentences inside a widget, whose own style sets lines far apart and breaks words in the middle."""
    return f'<div style="line-height:1.5;word-break:keep-all;overflow-wrap:anywhere">{html}</div>'


def label_width(labels: Iterable[str]) -> str:
    """Room for the longest label, the same for all: sliders and buttons begin on one line."""
    widths = (sum(1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.65 for letter in item) for item in labels)
    return f"{max(widths, default=0) + 0.5:.1f}em"


def make_control(control: Control, label: str = "initial") -> ipywidgets.ValueWidget:
    """The ipywidget for one control; sends its value when the handle is let go or a key is pressed.

    Args:
        control: as declared.
        label: the label's width in CSS.
    """
    import ipywidgets

    style = {"description_width": label}
    if isinstance(control, Toggle):
        style = {"description_width": "initial"}
        return ipywidgets.Checkbox(control.value, description=control.label, indent=False, tooltip=NO_TIP, style=style)
    if isinstance(control, Choice):
        buttons = ipywidgets.ToggleButtons(
            options=list(control.options),
            value=control.value,
            description=control.label,
            tooltip=NO_TIP,
            style={**style, "button_width": "auto"},
            layout=ipywidgets.Layout(width="auto", display="flex", flex_flow="row nowrap", margin="2px 2px 4px"),
        )
        buttons.add_class("widget-inline-hbox")  # else its label would not end where those of the sliders do
        return buttons
    layout = ipywidgets.Layout(width="min(34em, 100%)")
    common = {
        "description": control.label,
        "tooltip": NO_TIP,
        "continuous_update": False,
        "style": style,
        "layout": layout,
    }
    return _slider(control, common)


def _slider(control: Slider, common: dict[str, Any]) -> ipywidgets.ValueWidget:
    import ipywidgets
    import numpy as np

    if control.integer:
        return ipywidgets.IntSlider(
            int(control.value), int(control.low), int(control.high), int(control.spacing), **common
        )
    if control.log:
        low, high = float(np.log10(control.low)), float(np.log10(control.high))
        return ipywidgets.FloatLogSlider(
            control.value,
            base=10,
            min=low,
            max=high,
            step=control.spacing,
            readout_format=_log_format(control),
            **common,
        )
    return ipywidgets.FloatSlider(
        control.value,
        min=control.low,
        max=control.high,
        step=control.spacing,
        readout_format=_format(control),
        **common,
    )


def _log_format(control: Slider) -> str:
    if control.low >= 1 and control.high >= 1000:
        return ".0f"  # a count; with g 30 would be written 30.00
    # With three digits 1000 would be written 1.00e+3.
    return ".4g" if control.high >= 1000 else ".3g"


def _format(control: Slider) -> str:
    text = f"{control.spacing:.10f}".rstrip("0")
    return f".{len(text.partition('.')[2])}f"
