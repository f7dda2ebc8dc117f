"""Pictures as SVG, drawn with the names that Matplotlib uses.

Where motion is the point a picture has to follow the pointer, and Matplotlib needs some hundred milliseconds for one;
this takes a few.  Only what the units draw is here.  A legend stands above its plot, never on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from . import svg
from .palette import BLUE, GREY, INK
from .ticks import given_ticks, limits, linear_ticks, log_ticks

GAP = 30.0
ROW = 20.0  # of a line of text
LINK = "data-npml-set"  # on an element: the control and the value that a click on it sets


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


Draw = Callable[[Frame], str]


class Axes:
    """One plot; every method draws, or says how the plot looks."""

    def __init__(self) -> None:
        self._layers: dict[str, list[tuple[float, Draw]]] = {"back": [], "marks": [], "points": [], "free": []}
        self._keys: list[tuple[str, Draw]] = []
        self._seen: tuple[list[Any], list[Any]] = ([], [])
        self._set: dict[str, Any] = {}
        self._grid = True
        self._bare = False

    # --- what is drawn ---------------------------------------------------------------------

    def plot(self, x: Any, y: Any, style: str = "-", *, color: str = BLUE, linewidth: float = 2.0, marker: str = "",
             markersize: float = 6.0, edge: str = "", alpha: float | None = None, label: str | None = None, only_last: bool = False) -> None:
        """A line through points, (n,), or one for each column of y, (n, k); NaN breaks it.

        Args:
            style: "-", "--", ":", "-." or "none".
            marker: "" or a sign at each point, see `svg.markers`.
            edge: the colour of an outline around the signs.
            only_last: one sign, at the end.
        """  # fmt: skip
        across, heights = np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(y, dtype=float))
        self._saw(across, heights)
        dash = svg.DASHES[style]

        def line(frame: Frame) -> str:
            columns = heights.T if heights.ndim == 2 else [heights]
            path = "".join(svg.line_path(frame.x(across), frame.y(column)) for column in columns)
            around = {"stroke_width": linewidth, "stroke_dasharray": dash, "opacity": alpha}
            return svg.tag("path", d=path, fill="none", stroke=svg.tone(color), stroke_linejoin="round", **around) if path else ""

        def signs(frame: Frame) -> str:
            first = -1 if only_last else 0
            return svg.markers(frame.x(across[first:]), frame.y(heights[first:]), marker, markersize / 2, color, alpha=alpha, edge=edge)

        if style != "none":
            self._layers["marks"].append((0, line))
        if marker:
            self._layers["points"].append((0, signs))
        if label:
            dashed = {"stroke_dasharray": dash, "stroke_width": max(linewidth, 1.5)}
            stroke = svg.tag("path", d="M0 0h26", stroke=svg.tone(color), **dashed) if style != "none" else ""
            sign = svg.markers([13], [0], marker, min(markersize / 2, 5), color, edge=edge) if marker else ""
            self._keys.append((label, lambda _: stroke + sign))

    def scatter(self, x: Any, y: Any, *, color: str = BLUE, marker: str = "o", markersize: float = 5.0, alpha: float | None = None,
                label: str | None = None) -> None:  # fmt: skip
        """Points without a line."""
        self.plot(x, y, "none", color=color, marker=marker, markersize=markersize, alpha=alpha, label=label)

    def bar(self, x: Any, height: Any, width: float = 0.8, *, color: str = BLUE, hatch: bool = False, alpha: float | None = None,
            label: str | None = None) -> None:  # fmt: skip
        """Bars that stand on zero.

        Args:
            hatch: slanted lines on them, so that two kinds differ without their colours.
        """
        places, tops = np.broadcast_arrays(np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(height, dtype=float)))
        self._blocks(places - width / 2, places + width / 2, np.zeros_like(tops), tops, color, hatch, alpha, label)

    def barh(self, y: Any, width: float, left: float = 0.0, *, height: float = 0.8, color: str = BLUE, alpha: float | None = None) -> None:
        """A bar that lies."""
        low, high = np.array([y - height / 2]), np.array([y + height / 2])
        self._blocks(np.array([left]), np.array([left + width]), low, high, color, False, alpha, None)

    def block(self, left: float, right: float, bottom: float, top: float, *, color: str = BLUE, hatch: bool = False,
              alpha: float | None = None) -> None:  # fmt: skip
        """A rectangle filled with a colour."""
        self._blocks(*(np.array([end]) for end in (left, right, bottom, top)), color, hatch, alpha, None)

    def _blocks(self, left: Any, right: Any, low: Any, high: Any, color: str, hatch: bool, alpha: float | None,
                label: str | None) -> None:  # fmt: skip
        self._saw(np.append(left, right), np.append(low, high))

        def blocks(frame: Frame) -> str:
            drawn = ""
            edges = (frame.x(left), frame.x(right), frame.y(low), frame.y(high))
            for a, b, c, d in zip(*(np.clip(edge, -5000, 5000) for edge in edges), strict=True):
                if np.isfinite([a, b, c, d]).all():
                    box = min(a, b), min(c, d), abs(b - a), abs(d - c)
                    drawn += svg.rectangle(*box, fill=svg.tone(color), opacity=alpha)
                    drawn += svg.hatched(*box, "currentColor") if hatch else ""
            return drawn

        self._layers["marks"].append((-1, blocks))  # below lines
        if label:
            box = svg.rectangle(2, -6, 22, 12, fill=svg.tone(color), opacity=alpha) + (svg.hatched(2, -6, 22, 12, "currentColor") if hatch else "")
            self._keys.append((label, lambda _: box))

    def hist(self, values: Any, edges: Any, *, color: str = BLUE, filled: bool = True, label: str | None = None) -> None:
        """How many values lie between neighbouring edges, as one outline."""
        counts, ends = np.histogram(np.asarray(values, dtype=float), np.asarray(edges, dtype=float))
        across = np.concatenate([[ends[0]], np.repeat(ends[1:-1], 2), [ends[-1]]])
        heights = np.repeat(counts.astype(float), 2)
        if filled:
            self.fill(np.concatenate([across, [ends[-1], ends[0]]]), np.concatenate([heights, [0.0, 0.0]]), color=color, alpha=0.7, label=label)
        else:
            # On a logarithmic axis, too, an empty bin is a line at the foot and not a gap.
            self.plot(across, np.maximum(heights, 1e-12), color=color, linewidth=1.8, label=label)

    def fill(self, x: Any, y: Any, *, color: str = BLUE, alpha: float | None = None, label: str | None = None) -> None:
        """A filled shape; what lies below a logarithmic axis is drawn at its lower end."""
        across, heights = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        self._saw(across, heights)

        def shape(frame: Frame) -> str:
            up = np.maximum(heights, frame.up[0]) if frame.log_up else heights
            path = svg.line_path(frame.x(across), frame.y(up), closed=True)
            return svg.tag("path", d=path, fill=svg.tone(color), opacity=alpha)

        self._layers["marks"].append((-1, shape))
        if label:
            self._keys.append((label, lambda _: svg.rectangle(2, -6, 22, 12, fill=svg.tone(color), opacity=alpha)))

    def regions(self, shapes: Iterable[tuple[Any, str]], *, alpha: float = 0.16) -> None:
        """Pale areas behind all else: (corners in data, (n, 2); NaN between two polygons) with a colour each."""
        given = [(np.asarray(corners, dtype=float), color) for corners, color in shapes]

        def areas(frame: Frame) -> str:
            paths = ((svg.line_path(frame.x(corners[:, 0]), frame.y(corners[:, 1]), closed=True), color) for corners, color in given)
            return "".join(svg.tag("path", d=path, fill=svg.tone(color), opacity=alpha) for path, color in paths if path)

        self._layers["back"].append((0, areas))

    def axhline(self, y: float, style: str = "-", *, color: str = INK, linewidth: float = 1.5, label: str | None = None) -> None:
        """A line across the whole plot."""
        self._rule(style, color, linewidth, label, lambda frame: f"M0 {svg.short(np.clip(frame.y(y), -5000, 5000))}h{svg.short(frame.width)}")
        self._saw((), [y])

    def axvline(self, x: float, style: str = "-", *, color: str = INK, linewidth: float = 1.5, label: str | None = None) -> None:
        """A line from the lower to the upper edge."""
        self._rule(style, color, linewidth, label, lambda frame: f"M{svg.short(np.clip(frame.x(x), -5000, 5000))} 0v{svg.short(frame.height)}")
        self._saw([x], ())

    def _rule(self, style: str, color: str, linewidth: float, label: str | None, path: Draw) -> None:
        around = {"stroke": svg.tone(color), "stroke_width": linewidth, "stroke_dasharray": svg.DASHES[style]}
        self._layers["marks"].append((0, lambda frame: svg.tag("path", d=path(frame), **around)))
        if label:
            self._keys.append((label, lambda _: svg.tag("path", d="M0 0h26", **around)))

    def axhspan(self, low: float, high: float, *, color: str = GREY, alpha: float = 0.2, label: str | None = None) -> None:
        """A band across the whole plot."""

        def band(frame: Frame) -> str:
            return svg.rectangle(0, frame.y(high), frame.width, frame.y(low) - frame.y(high), fill=svg.tone(color), opacity=alpha)

        self._layers["back"].append((0, band))
        if label:
            self._keys.append((label, lambda _: svg.rectangle(2, -6, 22, 12, fill=svg.tone(color), opacity=alpha)))

    def image(self, values: Any, kind: str, *, low: float = 0.0, high: float = 1.0, strength: float = 1.0, lines: bool = False) -> None:
        """Cells of numbers, (rows, columns), the first row at the top; cell (i, j) is a unit square around x = j, y = i.

        Args:
            kind: how they are coloured, see `svg.shades`.
            strength: opacity of the whole; at most 0.6 under text.
            lines: whether there are lines between the cells.
        """
        table = np.atleast_2d(np.asarray(values, dtype=float))
        rows, columns = table.shape
        address = svg.picture_of_cells(svg.shades(table, kind, low, high))

        def cells(frame: Frame) -> str:
            left, right, top, bottom = frame.x(-0.5), frame.x(columns - 0.5), frame.y(-0.5), frame.y(rows - 0.5)
            return svg.tag("image", href=address, x=float(left), y=float(top), width=float(right - left), height=float(bottom - top),
                           preserveAspectRatio="none", opacity=strength, style="image-rendering:pixelated")  # fmt: skip

        self._layers["back"].append((0, cells))

        def outline(frame: Frame) -> str:
            left, right, top, bottom = frame.x(-0.5), frame.x(columns - 0.5), frame.y(-0.5), frame.y(rows - 0.5)
            path = f"M{svg.short(left)} {svg.short(top)}H{svg.short(right)}V{svg.short(bottom)}H{svg.short(left)}z"
            if lines:
                path += "".join(f"M{svg.short(frame.x(j - 0.5))} {svg.short(top)}V{svg.short(bottom)}" for j in range(1, columns))
                path += "".join(f"M{svg.short(left)} {svg.short(frame.y(i - 0.5))}H{svg.short(right)}" for i in range(1, rows))
            return svg.tag("path", d=path, fill="none", stroke=GREY)

        self._layers["free"].append((-1, outline))
        self._set.setdefault("xlim", (-0.5, columns - 0.5))
        self._set.setdefault("ylim", (rows - 0.5, -0.5))

    def box(self, left: float, top: float, width: float, height: float, style: str = "-", *, color: str = INK, linewidth: float = 2.5) -> None:
        """An outline in data coordinates; it may reach over the plot's edge."""

        def outline(frame: Frame) -> str:
            a, b, c, d = frame.x(left), frame.x(left + width), frame.y(top), frame.y(top + height)
            around = {"fill": "none", "stroke": svg.tone(color), "stroke_width": linewidth, "stroke_dasharray": svg.DASHES[style]}
            return svg.rectangle(min(a, b), min(c, d), abs(b - a), abs(d - c), **around)

        self._layers["free"].append((0, outline))

    def targets(self, rows: int, columns: int, control: str) -> None:
        """Make each cell set a control to its number, from 1 in rows, when it is clicked."""

        def places(frame: Frame) -> str:
            width, height = frame.x(1) - frame.x(0), frame.y(1) - frame.y(0)
            inner = "".join(
                svg.rectangle(frame.x(j - 0.5), frame.y(i - 0.5), width, height, **{LINK: f"{control}={i * columns + j + 1}"})
                for i in range(rows)
                for j in range(columns)
            )
            return svg.tag("g", inner, fill="transparent", style="cursor:pointer")

        self._layers["free"].append((9, places))

    def text(self, x: float, y: float, text: str, *, ha: str = "center", size: float = svg.SIZE, halo: bool = False, lift: float = 0.0) -> None:
        """Text that is centred on a height, in data coordinates.

        Args:
            ha: "left", "center" or "right": where x is.
            size: in pixels.
            halo: whether paper shows around the letters.
            lift: pixels above that height.
        """
        anchor = {"left": "start", "center": "middle", "right": "end"}[ha]
        self._layers["free"].append(
            (5, lambda frame: svg.words(frame.x(x), frame.y(y) + 0.35 * size - lift, text, anchor=anchor, size=size, halo=halo))
        )

    def arrow(self, x: float, y: float, style: str = "-", *, color: str = INK, linewidth: float = 2.0, label: str | None = None) -> None:
        """An arrow from the origin; one that is too short for a head is a line."""
        self._saw([0.0, x], [0.0, y])

        def shaft(frame: Frame) -> str:
            a, b, c, d = frame.x(0.0), frame.y(0.0), frame.x(x), frame.y(y)
            length, head = float(np.hypot(c - a, d - b)), 5.0 + 2.5 * linewidth
            drawn = ""
            if length > head:
                along, aside = np.array([c - a, d - b]) / length, np.array([b - d, c - a]) / length
                foot = np.array([c, d]) - head * along
                corners = np.array([[c, d], foot + 0.4 * head * aside, foot - 0.4 * head * aside])
                drawn = svg.tag("path", d=svg.line_path(corners[:, 0], corners[:, 1], closed=True), fill=svg.tone(color))
                c, d = foot
            dashed = {"stroke_width": linewidth, "stroke_dasharray": svg.DASHES[style]}
            return svg.tag("path", d=svg.line_path([a, c], [b, d]), stroke=svg.tone(color), fill="none", **dashed) + drawn

        self._layers["marks"].append((0, shaft))
        if label:
            around = {"stroke_width": linewidth, "stroke_dasharray": svg.DASHES[style]}
            self._keys.append((label, lambda _: svg.tag("path", d="M0 0h26", stroke=svg.tone(color), **around)))

    # --- how it looks ----------------------------------------------------------------------

    def set(self, **options: Any) -> None:
        """Titles, limits and ticks by Matplotlib's names, and ``aspect="equal"`` for one scale along both axes."""
        unknown = set(options) - {"title", "xlabel", "ylabel", "xlim", "ylim", "xticks", "yticks", "xticklabels", "yticklabels", "xscale",
                                  "yscale", "aspect"}  # fmt: skip
        if unknown:
            raise TypeError(f"Axes.set: {sorted(unknown)}")
        self._set.update(options)

    def grid(self, shown: bool) -> None:
        """Whether there are lines at the ticks."""
        self._grid = shown

    def bare(self) -> None:
        """No axes around: for pictures and tables."""
        self._bare = True
        self._set.setdefault("aspect", "equal")

    def _saw(self, x: Any, y: Any) -> None:
        self._seen[0].append(np.asarray(x, dtype=float))
        self._seen[1].append(np.asarray(y, dtype=float))

    # --- for the drawing -------------------------------------------------------------------

    def ends(self, axis: int) -> tuple[float, float]:
        """The limits of the horizontal (0) or the vertical (1) axis: as set, or all that is drawn."""
        given = self._set.get(("xlim", "ylim")[axis])
        log = self.log(axis)
        if given is not None:
            low, high = (float(end) for end in given)
            return (max(low, 1e-300), max(high, 1e-299)) if log else (low, high)
        return limits(self._seen[axis], log=log)

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
        count = int(length // (70 if axis == 0 else 44))
        return log_ticks(low, high, max(count, 2)) if self.log(axis) else linear_ticks(low, high, max(count, 2))

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

    @property
    def keys(self) -> list[tuple[str, Draw]]:
        """The legend: texts, and what draws the sign before each, 26 pixels wide."""
        return self._keys

    def drawn(self, layer: str, frame: Frame) -> str:
        """All marks of a layer as SVG."""
        return "".join(draw(frame) for _, draw in sorted(self._layers[layer], key=lambda item: item[0]))

    def lines(self, frame: Frame, places: Sequence[Sequence[float]]) -> str:
        """Grid and axes as SVG."""
        if self._bare:
            return ""
        path = ""
        if self._grid:
            path += "".join(f"M{svg.short(at)} 0v{svg.short(frame.height)}" for at in frame.x(list(places[0])) if 0 <= at <= frame.width + 0.1)
            path += "".join(f"M0 {svg.short(at)}h{svg.short(frame.width)}" for at in frame.y(list(places[1])) if 0 <= at <= frame.height + 0.1)
        corner = f"M0 0v{svg.short(frame.height)}h{svg.short(frame.width)}"
        grid = svg.tag("path", d=path, stroke="currentColor", opacity=".16", fill="none") if path else ""
        return grid + svg.tag("path", d=corner, stroke="currentColor", opacity=".6", fill="none")
