"""How a plot looks, whatever is drawn in it: its layers, limits, ticks, titles and legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import svg
from .palette import INK
from .ticks import given_ticks, limits, linear_ticks, log_ticks

_OPTIONS = frozenset(
    {
        "title",
        "xlabel",
        "ylabel",
        "xlim",
        "ylim",
        "xticks",
        "yticks",
        "xticklabels",
        "yticklabels",
        "xscale",
        "yscale",
        "aspect",
    }
)


@dataclass(frozen=True)
class Frame:
    """Where a plot is, and which numbers its edges stand for; the pixels count from its upper left corner."""

    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]
    log_across: bool = False
    log_up: bool = False

    def x(self, values: Any) -> Any:
        """Pixels from the left edge."""
        return self.width * _share(values, self.across, self.log_across)

    def y(self, values: Any) -> Any:
        """Pixels from the upper edge."""
        return self.height * (1.0 - _share(values, self.up, self.log_up))

    def box(self, left: float, right: float, bottom: float, top: float) -> tuple[float, float, float, float] | None:
        """x, y, width and height in pixels of a rectangle of data; None when an end is no number."""
        ends = [self.x(left), self.x(right), self.y(bottom), self.y(top)]
        if not np.isfinite(ends).all():
            return None
        a, b, c, d = (float(end) for end in np.clip(ends, -svg.FAR, svg.FAR))
        return min(a, b), min(c, d), abs(b - a), abs(d - c)


def _share(values: Any, ends: tuple[float, float], log: bool) -> Any:
    if isinstance(values, (int, float)) and not log:  # most of a table's thousand places
        return (values - ends[0]) / (ends[1] - ends[0])
    given = np.asarray(values, dtype=float)
    with np.errstate(all="ignore"):
        if log:
            given = np.where(given > 0, np.log10(given), np.nan)
            low, high = np.log10(ends[0]), np.log10(ends[1])
        else:
            low, high = ends
        return (given - low) / (high - low)


#: Draws a mark into a frame.
Draw = Callable[[Frame], str]


class Looks:
    """One plot without its marks."""

    def __init__(self) -> None:
        self._layers: dict[str, list[tuple[float, Draw]]] = {"back": [], "marks": [], "points": [], "free": []}
        #: The legend: texts, and the sign before each, 26 pixels wide.
        self.keys: list[tuple[str, str]] = []
        self._seen: tuple[list[Any], list[Any]] = ([], [])
        self._set: dict[str, Any] = {}
        self._grid = True
        self._bare = False

    def set(self, **options: Any) -> None:
        """Titles, limits and ticks by Matplotlib's names, and ``aspect="equal"`` for one scale along both axes.

        Raises:
            TypeError: there is no option of that name.
        """
        if not set(options) <= _OPTIONS:
            raise TypeError(f"Axes.set: {sorted(set(options) - _OPTIONS)}")
        self._set.update(options)

    def grid(self, shown: bool) -> None:
        """Whether there are lines at the ticks."""
        self._grid = shown

    def bare(self) -> None:
        """No axes around, and one scale along both: for images and tables."""
        self._bare = True
        self._set.setdefault("aspect", "equal")

    # --- for the marks ---------------------------------------------------------------------

    def _add(self, layer: str, draw: Draw, order: float = 0.0) -> None:
        self._layers[layer].append((order, draw))

    def _key(self, label: str | None, sign: str) -> None:
        if label:
            self.keys.append((label, sign))

    def _saw(self, x: Any, y: Any) -> None:
        self._seen[0].append(np.asarray(x, dtype=float))
        self._seen[1].append(np.asarray(y, dtype=float))

    # --- for the drawing -------------------------------------------------------------------

    def ends(self, axis: int) -> tuple[float, float]:
        """The limits of the horizontal (0) or the vertical (1) axis: as set, or all that is drawn."""
        given = self._set.get(("xlim", "ylim")[axis])
        log = self.log(axis)
        if given is None:
            return limits(self._seen[axis], log=log)
        return float(given[0]), float(given[1])

    def log(self, axis: int) -> bool:
        """Whether an axis is logarithmic."""
        return bool(self._set.get(("xscale", "yscale")[axis]) == "log")

    def ticks(self, axis: int, length: float) -> tuple[list[float], list[str]]:
        """Places and texts of an axis of this length in pixels."""
        if self._bare:
            return [], []
        places = self._set.get(("xticks", "yticks")[axis])
        texts = self._set.get(("xticklabels", "yticklabels")[axis])
        if places is not None:
            found = [float(place) for place in places]
            return found, [str(text) for text in texts] if texts is not None else given_ticks(found)
        low, high = sorted(self.ends(axis))
        count = max(int(length // (70 if axis == 0 else 44)), 2)
        return log_ticks(low, high, count) if self.log(axis) else linear_ticks(low, high, count)

    @property
    def title(self) -> str:
        """The heading, or ""."""
        return str(self._set.get("title", ""))

    def label(self, axis: int) -> str:
        """What an axis shows, or ""."""
        return str(self._set.get(("xlabel", "ylabel")[axis], ""))

    @property
    def equal(self) -> bool:
        """Whether both axes have one scale."""
        return bool(self._set.get("aspect") == "equal")

    def drawn(self, layer: str, frame: Frame) -> str:
        """All marks of a layer as SVG."""
        return "".join(draw(frame) for _, draw in sorted(self._layers[layer], key=lambda item: item[0]))

    def lines(self, frame: Frame, places: Sequence[Sequence[float]]) -> str:
        """Grid and axes as SVG."""
        if self._bare:
            return ""
        across = [svg.short(at) for at in frame.x(list(places[0])) if -0.1 <= at <= frame.width + 0.1]
        up = [svg.short(at) for at in frame.y(list(places[1])) if -0.1 <= at <= frame.height + 0.1]
        width, height = svg.short(frame.width), svg.short(frame.height)
        grid = "".join([f"M{at} 0v{height}" for at in across] + [f"M0 {at}h{width}" for at in up]) if self._grid else ""
        return svg.stroke(grid, INK, 1, alpha=0.16) + svg.stroke(f"M0 0v{height}h{width}", INK, 1, alpha=0.6)
