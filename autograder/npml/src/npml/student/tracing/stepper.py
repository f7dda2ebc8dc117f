"""The live side of ``trace``: buttons and a number field that step through a recorded run."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..live import prose
from ..markup import MONO, code, para
from ..messages import tracing as text
from .page import Page, call_title, is_origin, step_html, value_html
from .records import CallRecord, Executed
from .snapshots import Snapshot

if TYPE_CHECKING:
    import ipywidgets


def stepper(page: Page) -> ipywidgets.DOMWidget:
    """Make the live widget; it begins at the first statement that has something to see."""
    import ipywidgets

    count = len(page.steps)
    marked = [at for at, (step, _, _) in enumerate(page.steps, 1) if step.marks or is_origin(step)]
    place = ipywidgets.BoundedIntText(
        marked[0] if marked else 1,
        min=1,
        max=count,
        description=text.STEP,
        tooltip="",
        style={"description_width": "3.2em"},
        layout=ipywidgets.Layout(width="8.5em", flex="0 0 auto"),
    )
    view = ipywidgets.HTML(prose(at_step(page, place.value)))

    def redraw(_: Any) -> None:
        view.value = prose(at_step(page, place.value))

    def button(label: str, tip: str, move: Any) -> Any:
        made = ipywidgets.Button(description=label, tooltip=tip, layout=ipywidgets.Layout(width="auto", flex="0 0 auto"))

        def click(_: Any) -> None:
            place.value = max(1, min(count, move(place.value)))

        made.on_click(click)
        return made

    buttons = [
        button(text.BEFORE, text.BEFORE_TIP, lambda at: at - 1),
        button(text.AFTER, text.AFTER_TIP, lambda at: at + 1),
    ]
    if marked:
        buttons.append(button(text.NEXT_MARK, text.MARK_TIP, lambda at: next((m for m in marked if m > at), marked[0])))
    place.observe(redraw, names="value")
    row = ipywidgets.HBox([*buttons, place], layout=ipywidgets.Layout(flex_flow="row wrap"))
    head, rest = page.frame(page.head()), page.all_lines(opened=False)
    return ipywidgets.VBox([ipywidgets.HTML(prose(head)), row, view, ipywidgets.HTML(prose(rest))])


def at_step(page: Page, number: int) -> str:
    """The function with the running line marked, what the line made, and all values so far."""
    step, _, call = page.steps[number - 1]
    where = f"{text.position(number, len(page.steps))} · {call_title(call)}"
    listing = _listing(call, step)
    now = _values(page, number, call)
    right = step_html(step, reads=True) + (para(f'<span style="opacity:.85">{text.SO_FAR}</span>') + now if now else "")
    return (
        f'<div style="font-weight:600;margin:.2em 0">{escape(where)}</div>'
        '<div style="display:flex;flex-wrap:wrap;gap:.4em 1.4em;align-items:flex-start">'
        + (f'<div style="flex:1 1 22em;min-width:0">{listing}</div>' if listing else "")
        + f'<div style="flex:1 1 20em;min-width:0">{right}</div></div>'
    )


def _listing(call: CallRecord, step: Executed) -> str:
    last = step.line + step.text.count("\n")
    rows: list[str] = []
    gap = False
    for number, line in enumerate(call.code, call.first):
        if not line.strip():
            gap = bool(rows)
            continue
        if gap:
            rows.append('<div style="height:.5em"></div>')
            gap = False
        here = step.line <= number <= last
        style = "background:rgba(0,114,178,.18);outline:1px solid rgba(0,114,178,.6);border-radius:2px" if here else ""
        pointer = "▶" if here else " "
        row = f"{pointer}{number:>3}  {escape(line)}"
        rows.append(f'<div style="white-space:pre-wrap;overflow-wrap:anywhere;{style}">{row}</div>')
    return f'<div style="{MONO};line-height:1.45">{"".join(rows)}</div>' if rows else ""


def _values(page: Page, number: int, call: CallRecord) -> str:
    """The newest value of every name of this call, in short."""
    found: dict[str, Snapshot] = dict(call.args)
    for step, _, owner in page.steps[: number - 1]:
        if owner is call:
            found.update(step.made)
    current = {name for name, _ in page.steps[number - 1][0].made}
    rows = [_brief(name, shown) for name, shown in found.items() if name not in current]
    return "".join(rows)


def _brief(name: str, shown: Snapshot) -> str:
    if shown.is_scalar:
        return value_html(name, shown)
    about = " · ".join(filter(None, [shown.form, shown.range()]))
    return f'<div style="margin:.1em 0">{code(name)} <span style="opacity:.85">{escape(about)}</span></div>'
