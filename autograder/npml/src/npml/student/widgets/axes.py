"""A plot that is drawn as SVG with the names that Matplotlib uses.

Where motion is the point a picture has to follow the pointer, and Matplotlib needs some hundred milliseconds for one;
this takes a few.  Only what the units draw is here.  A legend stands above its plot, never on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from . import svg
from .looks import Draw, Frame, Looks
from .palette import BLUE, GREY, INK

LINK = "data-npml-set"  # on an element: the control and the value that a click on it sets
_RULE = "M0 0h26"  # a line in a legend


class Axes(Looks):
    """One plot.  Colours are of the palette, sizes in pixels; ``label`` is the text of the legend."""

    def plot(self, x: Any, y: Any, style: str = "-", *, color: str = BLUE, linewidth: float = 2.0, marker: str = "",
             markersize: float = 6.0, edge: str = "", alpha: float | None = None, label: str | None = None,
             only_last: bool = False) -> None:  # fmt: skip
        """A line through points, (n,), or one for each column of y, (n, k); NaN breaks it.

        Args:
            x: (n,).
            y: (n,) or (n, k).
            style: "-", "--", ":", "-." or "none".
            color: of the line and the signs.
            linewidth: of the line.
            marker: "" or a sign at each point, see `svg.markers`.
            markersize: its diameter.
            edge: the colour of an outline around the signs.
            alpha: opacity.
            label: for the legend.
            only_last: one sign, at the end.
        """
        across, heights = np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(y, dtype=float))
        self._saw(across, heights)
        first = -1 if only_last else 0

        def line(frame: Frame) -> str:
            columns = heights.T if heights.ndim == 2 else [heights]
            path = "".join(svg.line_path(frame.x(across), frame.y(column)) for column in columns)
            return svg.stroke(path, color, linewidth, style, alpha=alpha)

        def signs(frame: Frame) -> str:
            places = frame.x(across[first:]), frame.y(heights[first:])
            return svg.markers(*places, marker, markersize / 2, color, alpha=alpha, edge=edge)

        if style != "none":
            self._add("marks", line)
        sign = ""
        if marker:
            self._add("points", signs)
            sign = svg.markers([13], [0], marker, min(markersize / 2, 5.0), color, edge=edge)
        self._key(label, svg.stroke(_RULE, color, max(linewidth, 1.5), style) + sign)

    def scatter(self, x: Any, y: Any, *, color: str = BLUE, marker: str = "o", markersize: float = 5.0,
                alpha: float | None = None, label: str | None = None) -> None:  # fmt: skip
        """Points without a line."""
        self.plot(x, y, "none", color=color, marker=marker, markersize=markersize, alpha=alpha, label=label)

    def bar(self, x: Any, height: Any, width: float = 0.8, *, color: str = BLUE, hatch: bool = False,
            alpha: float | None = None, label: str | None = None) -> None:  # fmt: skip
        """Bars that stand on zero; ``hatch`` draws slanted lines on them, so that kinds differ without their colours."""
        places, tops = np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(height, dtype=float))
        for place, top in zip(*np.broadcast_arrays(places, tops), strict=True):
            self.block(place - width / 2, place + width / 2, 0.0, top, color=color, hatch=hatch, alpha=alpha)
        box = svg.rectangle(2, -6, 22, 12, fill=svg.tone(color), opacity=alpha)
        self._key(label, box + (svg.hatched(2, -6, 22, 12) if hatch else ""))

    def barh(self, y: float, width: float, left: float = 0.0, *, color: str = BLUE, alpha: float | None = None) -> None:
        """A bar that lies."""
        self.block(left, left + width, y - 0.4, y + 0.4, color=color, alpha=alpha)

    def block(self, left: float, right: float, bottom: float, top: float, *, color: str = BLUE, hatch: bool = False,
              alpha: float | None = None) -> None:  # fmt: skip
        """A rectangle filled with a colour, below all lines."""
        self._saw([left, right], [bottom, top])

        def draw(frame: Frame) -> str:
            box = frame.box(left, right, bottom, top)
            if box is None:
                return ""
            return svg.rectangle(*box, fill=svg.tone(color), opacity=alpha) + (svg.hatched(*box) if hatch else "")

        self._add("marks", draw, -1)

    def hist(self, values: Any, edges: Any, *, color: str = BLUE, filled: bool = True, label: str | None = None) -> None:
        """How many values lie between neighbouring edges, as one outline."""
        counts, ends = np.histogram(np.asarray(values, dtype=float), np.asarray(edges, dtype=float))
        across, heights = np.repeat(ends, 2)[1:-1], np.repeat(counts.astype(float), 2)
        if filled:
            feet = [ends[-1], ends[0]]
            self.fill(np.append(across, feet), np.append(heights, [0.0, 0.0]), color=color, alpha=0.7, label=label)
        else:
            # On a logarithmic axis, too, an empty bin is a line at the foot and not a gap.
            self.plot(across, np.maximum(heights, 1e-12), color=color, label=label)

    def fill(self, x: Any, y: Any, *, color: str = BLUE, alpha: float | None = None, label: str | None = None) -> None:
        """A filled shape below all lines; what lies below a logarithmic axis is drawn at its lower end."""
        across, heights = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
        self._saw(across, heights)

        def draw(frame: Frame) -> str:
            up = np.maximum(heights, frame.up[0]) if frame.log_up else heights
            path = svg.line_path(frame.x(across), frame.y(up), closed=True)
            return svg.tag("path", d=path, fill=svg.tone(color), opacity=alpha)

        self._add("marks", draw, -1)
        self._patch_key(label, color, alpha)

    def regions(self, shapes: Iterable[tuple[Any, str]], *, alpha: float = 0.16) -> None:
        """Pale areas behind all else: (corners in data, (n, 2); NaN between two polygons) with a colour each."""
        given = [(np.asarray(corners, dtype=float), color) for corners, color in shapes]

        def draw(frame: Frame) -> str:
            drawn = ""
            for corners, color in given:
                path = svg.line_path(frame.x(corners[:, 0]), frame.y(corners[:, 1]), closed=True)
                drawn += svg.tag("path", d=path, fill=svg.tone(color), opacity=alpha)
            return drawn

        self._add("back", draw)

    def axhline(
        self, y: float, style: str = "-", *, color: str = INK, linewidth: float = 1.5, label: str | None = None
    ) -> None:
        """A line across the whole plot."""
        self._saw((), [y])

        def path(frame: Frame) -> str:
            return f"M0 {svg.short(np.clip(frame.y(y), -svg.FAR, svg.FAR))}h{svg.short(frame.width)}"

        self._rule(path, style, color, linewidth, label)

    def axvline(
        self, x: float, style: str = "-", *, color: str = INK, linewidth: float = 1.5, label: str | None = None
    ) -> None:
        """A line from the lower to the upper edge."""
        self._saw([x], ())

        def path(frame: Frame) -> str:
            return f"M{svg.short(np.clip(frame.x(x), -svg.FAR, svg.FAR))} 0v{svg.short(frame.height)}"

        self._rule(path, style, color, linewidth, label)

    def _rule(self, path: Draw, style: str, color: str, linewidth: float, label: str | None) -> None:
        self._add("marks", lambda frame: svg.stroke(path(frame), color, linewidth, style))
        self._key(label, svg.stroke(_RULE, color, linewidth, style))

    def axhspan(self, low: float, high: float, *, color: str = GREY, alpha: float = 0.2, label: str | None = None) -> None:
        """A band across the whole plot."""

        def draw(frame: Frame) -> str:
            box = frame.box(*frame.across, low, high)
            return svg.rectangle(*box, fill=svg.tone(color), opacity=alpha) if box else ""

        self._add("back", draw)
        self._patch_key(label, color, alpha)

    def _patch_key(self, label: str | None, color: str, alpha: float | None) -> None:
        self._key(label, svg.rectangle(2, -6, 22, 12, fill=svg.tone(color), opacity=alpha))

    def image(self, values: Any, kind: str, *, low: float = 0.0, high: float = 1.0, strength: float = 1.0,
              lines: bool = False) -> None:  # fmt: skip
        """Cells of numbers, the first row at the top; cell (i, j) is a unit square around x = j, y = i.

        Args:
            values: (rows, columns).
            kind: how they are coloured, see `svg.shades`.
            low: what is drawn as the scale's lower end.
            high: its upper end.
            strength: opacity of the whole; at most 0.6 under text.
            lines: whether there are lines between the cells.
        """
        table = np.atleast_2d(np.asarray(values, dtype=float))
        rows, columns = table.shape
        address = svg.picture_of_cells(svg.shades(table, kind, low, high))
        self._set.setdefault("xlim", (-0.5, columns - 0.5))
        self._set.setdefault("ylim", (rows - 0.5, -0.5))

        def cells(frame: Frame) -> str:
            x, y, width, height = frame.box(-0.5, columns - 0.5, rows - 0.5, -0.5) or (0.0,) * 4
            return svg.tag("image", href=address, x=x, y=y, width=width, height=height, opacity=strength,
                           preserveAspectRatio="none", style="image-rendering:pixelated")  # fmt: skip

        def outline(frame: Frame) -> str:
            x, y, width, height = frame.box(-0.5, columns - 0.5, rows - 0.5, -0.5) or (0.0,) * 4
            ups = [x + width * j / columns for j in (range(columns + 1) if lines else (0, columns))]
            downs = [y + height * i / rows for i in (range(rows + 1) if lines else (0, rows))]
            path = "".join(f"M{svg.short(up)} {svg.short(y)}v{svg.short(height)}" for up in ups)
            return svg.stroke(
                path + "".join(f"M{svg.short(x)} {svg.short(down)}h{svg.short(width)}" for down in downs), GREY, 1
            )

        self._add("back", cells)
        self._add("free", outline, -1)

    def box(self, left: float, top: float, width: float, height: float, style: str = "-", *, color: str = INK,
            linewidth: float = 2.5) -> None:  # fmt: skip
        """An outline in data coordinates; it may reach over the plot's edge."""

        def draw(frame: Frame) -> str:
            a, b, c, d = (svg.short(end) for end in frame.box(left, left + width, top, top + height) or (0.0,) * 4)
            return svg.stroke(f"M{a} {b}h{c}v{d}h-{c}z", color, linewidth, style)

        self._add("free", draw)

    def targets(self, rows: int, columns: int, control: str) -> None:
        """Make each cell set a control to its number, from 1 in rows, when it is clicked."""

        def draw(frame: Frame) -> str:
            width, height = float(frame.x(1) - frame.x(0)), float(frame.y(1) - frame.y(0))
            cells = "".join(
                svg.rectangle(
                    frame.x(j - 0.5), frame.y(i - 0.5), width, height, **{LINK: f"{control}={i * columns + j + 1}"}
                )
                for i in range(rows)
                for j in range(columns)
            )
            return svg.tag("g", cells, fill="transparent", style="cursor:pointer")

        self._add("free", draw, 9)

    def text(self, x: float, y: float, text: str, *, ha: str = "center", size: float = svg.SIZE, halo: bool = False,
             lift: float = 0.0) -> None:  # fmt: skip
        """Text that is centred on a height, in data coordinates.

        Args:
            x: where the text is.
            y: the height.
            text: plain text.
            ha: "left", "center" or "right": where x is.
            size: of the letters.
            halo: whether paper shows around the letters.
            lift: pixels above that height.
        """
        anchor = {"left": "start", "center": "middle", "right": "end"}[ha]

        def draw(frame: Frame) -> str:
            at = frame.x(x), frame.y(y) + 0.35 * size - lift
            return svg.words(*at, text, anchor=anchor, size=size, halo=halo) if np.isfinite(at).all() else ""

        self._add("free", draw, 5)

    def arrow(self, x: float, y: float, style: str = "-", *, color: str = INK, linewidth: float = 2.0,
              label: str | None = None) -> None:  # fmt: skip
        """An arrow from the origin; one that is too short for a head is a line."""
        self._saw([0.0, x], [0.0, y])

        def draw(frame: Frame) -> str:
            start = np.array([frame.x(0.0), frame.y(0.0)])
            way = np.array([frame.x(x), frame.y(y)]) - start
            length, head = float(np.hypot(*way)), 5.0 + 2.5 * linewidth
            if not length > head:
                return svg.stroke(svg.line_path(*np.transpose([start, start + way])), color, linewidth, style)
            along, aside = way / length, np.array([-way[1], way[0]]) / length
            foot = start + way - head * along
            tip = np.array([start + way, foot + 0.4 * head * aside, foot - 0.4 * head * aside])
            shaft = svg.stroke(svg.line_path(*np.transpose([start, foot])), color, linewidth, style)
            return shaft + svg.tag("path", d=svg.line_path(*tip.T, closed=True), fill=svg.tone(color))

        self._add("marks", draw)
        self._key(label, svg.stroke(_RULE, color, linewidth, style))
