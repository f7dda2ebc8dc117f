"""``explore``: a widget that draws what the student's own functions do."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from ..core.formatting import number
from . import messages
from .markup import panel, para, rich
from .messages import notices as said
from .output import in_kernel, show, strict
from .own_lines import trouble
from .troubles import trouble_html, trouble_text
from .widgets.controls import Control, Declaration, Slider, Toggle, controls_of, declaration_of
from .widgets.figures import alt_of, figure_html, goal_of, reading_of


def explore(draw: Callable[..., Any], *functions: Any) -> None:
    """Show a widget: the picture for its default settings and, in a running kernel, controls to change them.

    Args:
        draw: a function declared with `npml.widgets.widget`.
        functions: the student's functions, in the order in which ``draw`` takes them.

    Raises:
        TypeError: ``draw`` is not declared with `npml.widgets.widget`.
        Exception: in a build, any error of the picture; otherwise a panel shows it.
    """
    declared = declaration_of(draw)
    view = _View(draw, functions, declared)
    settings = declared.defaults
    html, text = view.render(settings)
    if not in_kernel():
        show(*view.still(settings, html, text))
        return
    from .live import live_widget
    from .two_outputs import show_live

    def moved(settings: dict[str, Any], html: str, text: str) -> None:
        shown.keep(*view.still(settings, html, text))

    widget = live_widget(view, controls_of(draw), html, moved)
    shown = show_live(*view.still(settings, html, text), widget)


class _View:
    """Renders one widget's picture for given settings."""

    def __init__(self, draw: Callable[..., Any], functions: tuple[Any, ...], declared: Declaration) -> None:
        self._draw = draw
        self._functions = functions
        self._declared = declared

    def heading(self) -> str:
        """Title and mission as HTML."""
        mission = self._declared.mission
        line = para(f"<strong>{messages.MISSION}</strong> · {rich(mission)}", ".2em") if mission else ""
        return f'<div style="font-weight:600;font-size:1.08em">{escape(self._declared.title)}</div>{line}'

    def heading_text(self) -> str:
        """Title and mission as plain text."""
        mission = f"\n{messages.MISSION}: {self._declared.mission}" if self._declared.mission else ""
        return f"[{self._declared.title}]{mission}"

    def render(self, params: dict[str, Any]) -> tuple[str, str]:
        """The picture, its reading and the mission's state, as HTML and as text; outside a build errors become panels."""
        try:
            fig = self._draw(*self._functions, **params)
            alt, reading, goal = alt_of(fig), reading_of(fig), goal_of(fig)
            html = figure_html(fig, alt, reading)
        except KeyboardInterrupt as error:  # the student gave up on a picture that takes too long
            return self._trouble(error, said.DEMO_INTERRUPTED)
        except Exception as error:
            if strict():
                raise
            return self._trouble(error)
        state = ""
        if self._declared.mission and goal is not None:
            state = messages.REACHED if goal else messages.NOT_REACHED
            html += para(f"<strong>{messages.MISSION}</strong> · {state}", "0")
        lines = [messages.PICTURE.format(alt=alt), reading, *([f"{messages.MISSION}: {state}"] if state else [])]
        return html, "\n".join(lines)

    def still(self, params: dict[str, Any], html: str, text: str) -> tuple[str, str]:
        """All that a saved notebook shows for a rendered picture, as HTML and as text."""
        whole = self.heading() + html + self.static_controls(params)
        name = escape(self._declared.title)
        return f'<div role="group" aria-label="{name}">{whole}</div>', f"{self.heading_text()}\n{text}"

    def static_controls(self, params: dict[str, Any]) -> str:
        """The picture's settings in words, for a saved notebook, which has no controls."""
        items = [
            f"{escape(control.label)} {_shown(control, params[name])}" for name, control in self._declared.controls.items()
        ]
        return para(f'<span style="opacity:.75">{messages.STATIC_CONTROLS}: {" · ".join(items)}</span>', ".2em")

    def _trouble(self, error: BaseException, title: str = messages.EXPLORE_TROUBLE) -> tuple[str, str]:
        found = trouble(error, self._names())
        html = panel("bad", f"✗ {title}", trouble_html(found), para(rich(messages.EXPLORE_NEXT)), role="alert")
        return html, "\n".join([f"[{title}]", *trouble_text(found), messages.EXPLORE_NEXT])

    def _names(self) -> dict[str, Any] | None:
        names = [getattr(function, "__globals__", None) for function in self._functions]
        return next((item for item in names if item is not None), None)


def _shown(control: Control, value: Any) -> str:
    if isinstance(control, Toggle):
        return messages.TOGGLE_ON if value else messages.TOGGLE_OFF
    return number(value) if isinstance(control, Slider) else escape(str(value))
