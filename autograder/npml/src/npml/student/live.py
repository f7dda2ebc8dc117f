"""The live side of ``explore``: makes ipywidgets from the declared controls."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from . import messages
from .page_script import ROW, STATUS
from .widgets.controls import Choice, Control, Slider, Toggle

if TYPE_CHECKING:
    import ipywidgets

    from .viewing import Seen, View

NO_TIP = ""  # with None, the browser would show "null" as a tooltip


def live_widget(
    view: View, controls: dict[str, Control], first: Seen, moved: Callable[[dict[str, Any], Seen], None]
) -> ipywidgets.DOMWidget:
    """Make the live widget.

    While a handle moves, the frontend sends one value at a time: the next when the kernel is done with the last, and then
    the newest.  So no queue forms, however fast the handle and however slow the student's function.

    Args:
        view: draws the picture for given settings.
        controls: the controls by parameter.
        first: the picture for the default settings, already drawn.
        moved: is told the settings and the picture after each change.
    """
    import ipywidgets

    label = label_width(control.label for control in controls.values() if not isinstance(control, Toggle))
    inputs = {name: make_control(control, label) for name, control in controls.items()}
    mission, picture, reading = (ipywidgets.HTML() for _ in range(3))
    for said in (mission, reading):
        said.add_class(STATUS)

    def put(seen: Seen) -> None:
        # One assignment replaces the whole picture without clearing it first, so that it does not flicker.
        for part, html in ((picture, seen.live), (mission, view.mission(seen.state)), (reading, seen.reading)):
            part.value = prose(html)

    def redraw(_: Any) -> None:
        settings = {name: item.value for name, item in inputs.items()}
        seen = view.render(settings)
        put(seen)
        moved(settings, seen)

    put(first)
    for item in inputs.values():
        item.observe(redraw, names="value")
    rows = [row(name, controls[name], item, label) for name, item in inputs.items()]
    heading = ipywidgets.HTML(prose(view.title()))
    return ipywidgets.VBox([heading, mission, ipywidgets.VBox(rows), picture, reading])


def prose(html: str) -> str:
    """Wrap HTML for use inside a widget, whose default style spaces lines too widely and breaks words in the middle."""
    return f'<div style="line-height:1.5;word-break:keep-all;overflow-wrap:anywhere">{html}</div>'


def label_width(labels: Iterable[str]) -> str:
    """A CSS width that fits the longest label; all labels get it, so that sliders and buttons are aligned."""
    widths = (sum(1.05 if unicodedata.east_asian_width(letter) in "WF" else 0.65 for letter in item) for item in labels)
    return f"{max(widths, default=0) + 0.5:.1f}em"


def make_control(control: Control, label: str = "initial") -> ipywidgets.ValueWidget:
    """The ipywidget for one control; a slider sends its value while it moves.

    Args:
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
        buttons.add_class("widget-inline-hbox")  # otherwise its label would not be aligned with those of the sliders
        return buttons
    layout = ipywidgets.Layout(width="auto", flex="1 1 auto")
    return _slider(control, {"readout": False, "tooltip": NO_TIP, "layout": layout})


def row(name: str, control: Control, made: ipywidgets.ValueWidget, label: str) -> ipywidgets.Widget:
    """A control with all that stands beside it; the page's script finds it by the name.

    Args:
        name: the draw function's parameter.
        control: what the author declared.
        made: the widget that `make_control` made for it.
        label: the labels' width in CSS.
    """
    whole = with_field(control, made, label)
    if isinstance(control, Slider) and control.play:
        whole.children += player(control, made)
        whole.layout.width = "min(46em, 100%)"
    whole.add_class(f"{ROW}{name}")
    return whole


def player(control: Slider, made: ipywidgets.ValueWidget) -> tuple[ipywidgets.Widget, ...]:
    """Buttons that let a slider run and go one step."""
    import ipywidgets

    low, value, high = control.trials
    pace = min(600, max(100, int(9000 * control.spacing / (high - low))))
    play = ipywidgets.Play(value, min=low, max=high, step=int(control.spacing), interval=pace, show_repeat=False)
    ipywidgets.jslink((play, "value"), (made, "value"))

    def button(sign: str, tip: str, way: int) -> ipywidgets.Button:
        item = ipywidgets.Button(description=sign, tooltip=tip, layout=ipywidgets.Layout(width="3.6em", flex="0 0 auto"))

        def step(_: Any) -> None:
            made.value = min(high, max(low, made.value + way * int(control.spacing)))

        item.on_click(step)
        return item

    return button("−1", messages.STEP_BACK, -1), button("+1", messages.STEP_ON, 1), play


def with_field(control: Control, made: ipywidgets.ValueWidget, label: str = "initial") -> ipywidgets.Widget:
    """Put a number field with label and value beside a slider; any other control stays as it is.

    A screen reader finds no name on the handle of an ipywidgets slider.  It reads the value with one decimal only, and
    on a logarithmic slider it reads the exponent.  The field has a label and the exact value, and one can type into it.

    Args:
        made: the widget that `make_control` made for the control.
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
    """A slider's value rounded to the digits of its step: 0.3, not 0.30000000000000004."""
    if control.integer:
        return int(value)
    return float(format(value, _log_format(control) if control.log else _format(control)))


def _nearest(control: Slider, value: float) -> float:
    """The nearest value that a linear slider can take, because a picture is drawn only for such values."""
    if control.log:
        return value
    low = control.trials[0]
    return _shown(control, low + round((value - low) / control.spacing) * control.spacing)


def _log_format(control: Slider) -> str:
    if control.low >= 1 and control.high >= 1000:
        return ".0f"  # it is a count; "g" would show 30 as 30.00
    # Three digits would show 1000 as 1.00e+3.
    return ".4g" if control.high >= 1000 else ".3g"


def _format(control: Slider) -> str:
    text = f"{control.spacing:.10f}".rstrip("0")
    return f".{len(text.partition('.')[2])}f"
