"""The live side of ``explore``: ipywidgets made of the declared controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from ..widgets.controls import Choice, Control, Declaration, Slider, Toggle

if TYPE_CHECKING:
    import ipywidgets

MIME = "application/vnd.jupyter.widget-view+json"
_LABEL = {"description_width": "initial"}


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

    inputs = {name: make_control(control) for name, control in controls.items()}
    picture = ipywidgets.HTML(first)

    def redraw(_: Any) -> None:
        # One assignment swaps the whole picture: nothing is cleared, so nothing flickers.
        picture.value = view.render({name: item.value for name, item in inputs.items()})[0]

    for item in inputs.values():
        item.observe(redraw, names="value")
    box = ipywidgets.VBox([ipywidgets.HTML(view.heading()), ipywidgets.VBox(list(inputs.values())), picture])
    return {MIME: {"version_major": 2, "version_minor": 0, "model_id": box.model_id}}


def make_control(control: Control) -> ipywidgets.ValueWidget:
    """The ipywidget for one control; sends its value when the handle is let go or a key is pressed."""
    import ipywidgets

    wide = ipywidgets.Layout(width="min(34em, 100%)")
    if isinstance(control, Toggle):
        return ipywidgets.Checkbox(control.value, description=control.label, indent=False, style=_LABEL)
    if isinstance(control, Choice):
        return ipywidgets.ToggleButtons(
            options=list(control.options),
            value=control.value,
            description=control.label,
            style={**_LABEL, "button_width": "auto"},
        )
    common = {"description": control.label, "continuous_update": False, "style": _LABEL, "layout": wide}
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
            control.value, base=10, min=low, max=high, step=control.spacing, readout_format=".3g", **common
        )
    return ipywidgets.FloatSlider(
        control.value,
        min=control.low,
        max=control.high,
        step=control.spacing,
        readout_format=_format(control),
        **common,
    )


def _format(control: Slider) -> str:
    text = f"{control.spacing:.10f}".rstrip("0")
    return f".{len(text.partition('.')[2])}f"
