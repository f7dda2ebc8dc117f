"""The live side of ``explore``: ipywidgets made of the declared controls."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

from .widgets.controls import Choice, Control, Declaration, Slider, Toggle

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
    rows = [with_field(controls[name], item, label) for name, item in inputs.items()]
    box = ipywidgets.VBox([ipywidgets.HTML(prose(view.heading())), ipywidgets.VBox(rows), picture])
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
    layout = ipywidgets.Layout(width="auto", flex="1 1 auto")
    return _slider(control, {"readout": False, "tooltip": NO_TIP, "continuous_update": False, "layout": layout})


def with_field(control: Control, made: ipywidgets.ValueWidget, label: str = "initial") -> ipywidgets.Widget:
    """A slider beside a field with its name and its value; any other control as it is.

    The handle of an ipywidgets slider has no name that a screen reader could say, and its value is said with one decimal,
    on a logarithmic scale that of the exponent.  A field has a real label, the value itself, and takes one that is typed.

    Args:
        control: as declared.
        made: what `make_control` made of it.
        label: the label's width in CSS.
    """
    import ipywidgets

    if not isinstance(control, Slider):
        return made
    kind = ipywidgets.BoundedIntText if control.integer else ipywidgets.BoundedFloatText
    field = kind(
        _shown(control, made.value),
        min=control.trials[0],
        max=control.trials[-1],
        step=None if control.log else control.spacing,
        description=control.label,
        tooltip=NO_TIP,
        style={"description_width": label},
        layout=ipywidgets.Layout(width=f"calc({label} + 6.5em)", flex="0 0 auto"),
    )

    def follow(_: Any) -> None:
        field.value = _shown(control, made.value)

    def lead(change: Any) -> None:
        if change["new"] != _shown(control, made.value):
            made.value = _nearest(control, change["new"])
            follow(change)

    made.observe(follow, names="value")
    field.observe(lead, names="value")
    return ipywidgets.HBox([field, made], layout=ipywidgets.Layout(width="min(34em, 100%)"))


def _slider(control: Slider, common: dict[str, Any]) -> ipywidgets.ValueWidget:
    import ipywidgets
    import numpy as np

    if control.integer:
        return ipywidgets.IntSlider(int(control.value), int(control.low), int(control.high), int(control.spacing), **common)
    if control.log:
        low, high = float(np.log10(control.low)), float(np.log10(control.high))
        return ipywidgets.FloatLogSlider(control.value, base=10, min=low, max=high, step=control.spacing, **common)
    return ipywidgets.FloatSlider(control.value, min=control.low, max=control.high, step=control.spacing, **common)


def _shown(control: Slider, value: float) -> float:
    """A slider's value in as many digits as its steps have: 0.3, not 0.30000000000000004."""
    if control.integer:
        return int(value)
    return float(format(value, _log_format(control) if control.log else _format(control)))


def _nearest(control: Slider, value: float) -> float:
    """Where a linear slider could stand: a picture is drawn for no other value."""
    if control.log:
        return value
    low = control.trials[0]
    return _shown(control, low + round((value - low) / control.spacing) * control.spacing)


def _log_format(control: Slider) -> str:
    if control.low >= 1 and control.high >= 1000:
        return ".0f"  # a count; with g 30 would be written 30.00
    # With three digits 1000 would be written 1.00e+3.
    return ".4g" if control.high >= 1000 else ".3g"


def _format(control: Slider) -> str:
    text = f"{control.spacing:.10f}".rstrip("0")
    return f".{len(text.partition('.')[2])}f"
