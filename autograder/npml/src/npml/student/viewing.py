"""What a widget shows for given settings: the picture, its reading, and whether its mission is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from ..core.formatting import number
from . import messages, records
from .markup import panel, para, rich
from .messages import notices as said
from .output import strict
from .own_lines import trouble
from .troubles import trouble_html, trouble_text
from .unitfile import UnitFile
from .widgets.controls import Control, Slider, Toggle, declaration_of
from .widgets.figures import alt_of, figure_html, goal_of, live_html, reading_of


@dataclass(frozen=True)
class Seen:
    """A rendered picture.

    Attributes:
        fig: the figure, None when an error is shown in its place.
        live: HTML for the live page.
        reading: one sentence as HTML, "" with an error.
        text: alt text and reading, or the error, as plain text.
        state: what is said of the mission, or "".
    """

    fig: Any
    live: str
    reading: str
    text: str
    state: str


class View:
    """Renders one widget's picture for given settings, and knows whether its mission was ever reached."""

    def __init__(self, draw: Callable[..., Any], functions: tuple[Any, ...], unit: UnitFile | None) -> None:
        self._draw = draw
        self._functions = functions
        self._declared = declaration_of(draw)
        self._unit = unit
        self._reached = unit is not None and draw.__name__ in records.record_of(unit.unit)["missions"]

    def title(self) -> str:
        """The title as HTML."""
        return f'<div class="npml-title" style="font-weight:600;font-size:1.08em">{escape(self._declared.title)}</div>'

    def mission(self, state: str) -> str:
        """The mission and what is said of it as HTML, "" where there is none."""
        if not self._declared.mission:
            return ""
        good = state and state != messages.NOT_REACHED
        frame = "background:rgba(0,158,115,.14);border-left:4px solid #009E73;padding:.1em .5em" if good else ""
        said = f' <strong style="white-space:nowrap">{state}</strong>' if state else ""
        whole = f"<strong>{messages.MISSION}</strong> · {rich(self._declared.mission)}{said}"
        return f'<div style="margin-top:.2em;{frame}">{whole}</div>'

    def render(self, params: dict[str, Any]) -> Seen:
        """The picture, its reading and the mission's state; outside a build errors become panels."""
        try:
            fig = self._draw(*self._functions, **params)
            alt, reading, goal = alt_of(fig), reading_of(fig), goal_of(fig)
            live = live_html(fig, alt)
        except KeyboardInterrupt as error:  # the student gave up on a picture that takes too long
            return self._trouble(error, said.DEMO_INTERRUPTED)
        except Exception as error:
            if strict():
                raise
            return self._trouble(error)
        text = f"{messages.PICTURE.format(alt=alt)}\n{reading}"
        return Seen(fig, live, rich(reading), text, self._state(goal))

    def _state(self, goal: bool | None) -> str:
        if not self._declared.mission or goal is None:
            return ""
        if goal and not self._reached:
            self._reached = True
            if self._unit is not None:
                records.record_mission(self._unit, self._draw.__name__)
        return messages.REACHED if goal else messages.REACHED_BEFORE if self._reached else messages.NOT_REACHED

    def still(self, params: dict[str, Any], seen: Seen) -> tuple[str, str]:
        """All that a saved notebook shows for a rendered picture, as HTML and as text."""
        picture = seen.live if seen.fig is None else figure_html(seen.fig, alt_of(seen.fig), reading_of(seen.fig))
        whole = self.title() + self.mission(seen.state) + picture + self._settings(params)
        mission = [f"{messages.MISSION}: {said}" if said else "" for said in (self._declared.mission, seen.state)]
        lines = [line for line in (f"[{self._declared.title}]", mission[0], seen.text, mission[1]) if line]
        return f'<div role="group" aria-label="{escape(self._declared.title)}">{whole}</div>', "\n".join(lines)

    def _settings(self, params: dict[str, Any]) -> str:
        """The picture's settings in words, for a saved notebook, which has no controls."""
        items = [
            f"{escape(control.label)} {_shown(control, params[name])}" for name, control in self._declared.controls.items()
        ]
        return para(f'<span style="opacity:.8">{messages.STATIC_CONTROLS}: {" · ".join(items)}</span>', ".2em")

    def _trouble(self, error: BaseException, title: str = messages.EXPLORE_TROUBLE) -> Seen:
        found = trouble(error, self._names())
        html = panel("bad", f"✗ {title}", trouble_html(found), para(rich(messages.EXPLORE_NEXT)), role="alert")
        return Seen(None, html, "", "\n".join([f"[{title}]", *trouble_text(found), messages.EXPLORE_NEXT]), "")

    def _names(self) -> dict[str, Any] | None:
        names = [getattr(function, "__globals__", None) for function in self._functions]
        return next((item for item in names if item is not None), None)


def _shown(control: Control, value: Any) -> str:
    if isinstance(control, Toggle):
        return messages.TOGGLE_ON if value else messages.TOGGLE_OFF
    return number(value) if isinstance(control, Slider) else escape(str(value))
