"""A picture of one or several plots: how they share the space, and the SVG."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

import numpy as np

from . import svg
from .axes import Axes
from .looks import Frame
from .palette import INK

#: The default width in pixels; a notebook on a page of 900 px shows it nearly so wide.
WIDTH, NARROW, HEIGHT = 860.0, 560.0, 350.0
EDGE = 6.0  # around the whole
GAP = 30.0  # between two columns
ROW = 20.0  # of a line of text


class Drawing:
    """A picture as SVG; `picture` attaches alt text and reading to it."""

    def __init__(self, rows: int, cols: int, width: float, height: float, ratios: tuple[list[float], list[float]]) -> None:
        self.width, self.height = width, height
        self._ratios = ratios
        self.axes = np.empty((rows, cols), dtype=object)
        for place in np.ndindex(rows, cols):
            self.axes[place] = Axes()

    def inline(self, alt: str) -> str:
        """For a live page: ink is the page's colour; where the page is narrow, columns stand below one another."""
        drawn = ""
        for left, width, body in self._columns():
            # Text of 13 px, the smallest but one, is not made smaller than 11 px.
            style = f"flex:{width:g} 1 {0.85 * width:g}px;max-width:{width:g}px;min-width:0;height:auto"
            drawn += _root(f"{left:g} 0 {width:g} {self.height:g}", f'aria-hidden="true" style="{style}"', body)
        style = f"display:flex;flex-wrap:wrap;max-width:{self.width:g}px"
        return f'<div role="img" aria-label="{escape(alt)}" style="{style}">{drawn}</div>'

    def standalone(self) -> str:
        """For a file or an ``<img>``, which knows nothing of the page: ink on paper."""
        paper = svg.rectangle(0, 0, self.width, self.height, fill="#fff")
        body = paper + "".join(column for _, _, column in self._columns())
        size = f'width="{self.width:g}" height="{self.height:g}" color="{INK}"'
        return _root(f"0 0 {self.width:g} {self.height:g}", size, body)

    def address(self) -> str:
        """The standalone picture as a data address; as an ``<img>`` it can run nothing and load nothing."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.standalone().encode()).decode("ascii")

    def _columns(self) -> list[tuple[float, float, str]]:
        """The columns of plots: left edge and width, with half of the gaps beside, and the SVG."""
        widths = _shares(self.width - 2 * EDGE, self._ratios[0], GAP)
        heights = _shares(self.height - 2 * EDGE, self._ratios[1], 14.0)
        # Plots of a column share their left and right edges, those of a row stand on one line and begin at one height.
        sides = [_sides(column, width, heights) for column, width in zip(self.axes.T, widths, strict=True)]
        bodies, top = [""] * len(widths), EDGE
        lefts = [EDGE + sum(widths[:number]) + GAP * number for number in range(len(widths))]
        for row, height in zip(self.axes, heights, strict=True):
            parts = [_Part(axes, width, height, side) for axes, width, side in zip(row, widths, sides, strict=True)]
            above, below = max(part.above for part in parts), max(part.below for part in parts)
            for number, part in enumerate(parts):
                bodies[number] += part.drawn(lefts[number], top, above, below)
            top += height + 14.0
        starts = [0.0, *(left - GAP / 2 for left in lefts[1:])]
        ends = [*starts[1:], self.width]
        return [(start, end - start, body) for start, end, body in zip(starts, ends, bodies, strict=True)]


def _root(view: str, attributes: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}" {attributes} font-family="{svg.FONT}" '
        f'font-size="{svg.SIZE}" fill="currentColor">{body}</svg>'
    )


def _shares(whole: float, ratios: list[float], gap: float) -> list[float]:
    room = whole - gap * (len(ratios) - 1)
    return [room * ratio / sum(ratios) for ratio in ratios]


def _sides(column: Any, width: float, heights: list[float]) -> tuple[float, float]:
    """How much room the texts of a column's plots need on the left and on the right."""
    left = right = 0.0
    for axes, height in zip(column, heights, strict=True):
        texts = axes.ticks(1, height - 90.0)[1]
        left = max([left, *(svg.text_width(line, 13) + 8.0 for text in texts for line in text.split("\n"))])
        texts = axes.ticks(0, width)[1]
        right = max([right, *(min(svg.text_width(text, 13) / 2, 40.0) for text in texts[-1:])])
    return left, right


class _Part:
    """One plot with what stands around it."""

    def __init__(self, axes: Axes, width: float, height: float, sides: tuple[float, float]) -> None:
        self.axes, self.width, self.height = axes, width, height
        self.left, self.right = sides
        self.up = axes.ticks(1, height - 90.0)
        self.across = axes.ticks(0, width - self.left)
        inner = width - self.left - self.right
        self.title = svg.wrapped(axes.title, width - self.left, svg.TITLE) if axes.title else []
        self.legend = _legend_rows(axes, inner)
        self.xlabel = svg.wrapped(axes.label(0), width, 13) if axes.label(0) else []
        self.above = (ROW + 3) * len(self.title) + ROW * len(self.legend) + (18.0 if axes.label(1) else 0.0) + 6.0
        tick_lines = max([text.count("\n") + 1 for text in self.across[1]] or [0])
        self.below = (6.0 + 17.0 * tick_lines if tick_lines else 2.0) + 18.0 * len(self.xlabel)

    def drawn(self, left: float, top: float, above: float, below: float) -> str:
        """The plot with all around it, in a cell of the drawing whose corner is at (left, top)."""
        width, height = self.width - self.left - self.right, self.height - above - below
        frame = self._frame(left + self.left, top + above, width, height)
        axes = self.axes
        back, marks = (_clipped(axes.drawn(layer, frame), frame) for layer in ("back", "marks"))
        points = _clipped(axes.drawn("points", frame), frame, 7.0)  # signs at the edge are seen whole
        lines = axes.lines(frame, (self.across[0], self.up[0]))
        body = back + lines + marks + points + self._texts(frame) + self._head(frame) + axes.drawn("free", frame)
        return svg.tag("g", body, transform=f"translate({svg.short(frame.left)} {svg.short(frame.top)})")

    def _frame(self, left: float, top: float, width: float, height: float) -> Frame:
        axes = self.axes
        across, up = axes.ends(0), axes.ends(1)
        if axes.equal:
            scale = min(width / abs(across[1] - across[0]), height / abs(up[1] - up[0]))
            inner_width, inner_height = scale * abs(across[1] - across[0]), scale * abs(up[1] - up[0])
            left += (width - inner_width) / 2
            width, height = inner_width, inner_height
        return Frame(left, top, width, height, across, up, axes.log(0), axes.log(1))

    def _texts(self, frame: Frame) -> str:
        """Texts at the ticks, and of the axes."""
        drawn = ""
        free = -1e9
        for at, text in zip(frame.x(self.across[0]), self.across[1], strict=True):
            half = max(svg.text_width(line, 13) for line in text.split("\n")) / 2
            if not -0.5 <= at <= frame.width + 0.5 or at - half < free:
                continue
            free = at + half + 3.0
            for number, line in enumerate(text.split("\n")):
                drawn += svg.words(at, frame.height + 19.0 + 17.0 * number, line, anchor="middle", size=13)
        for at, text in zip(frame.y(self.up[0]), self.up[1], strict=True):
            if -0.5 <= at <= frame.height + 0.5:
                lines = text.split("\n")
                first = at + 4.5 - 7.5 * (len(lines) - 1)
                for number, line in enumerate(lines):
                    drawn += svg.words(-7.0, first + 15.0 * number, line, anchor="end", size=13)
        foot = frame.height + self.below - 5.0 - 18.0 * (len(self.xlabel) - 1)
        for number, line in enumerate(self.xlabel):
            drawn += svg.words(frame.width / 2, foot + 18.0 * number, line, anchor="middle", size=13, faint=True)
        return drawn

    def _head(self, frame: Frame) -> str:
        """Title, legend and the name of the vertical axis, from the top."""
        drawn, at = "", -self.above + ROW - 3.0
        for line in self.title:
            drawn += svg.words(0, at, line, size=svg.TITLE, bold=True)
            at += ROW + 3
        for row in self.legend:
            for x, text, key in row:
                drawn += svg.tag("g", key, transform=f"translate({svg.short(x)} {svg.short(at - 5)})")
                drawn += svg.words(x + 31.0, at, text, size=13)
            at += ROW
        if self.axes.label(1):
            drawn += svg.words(-self.left + 2.0, at - 2.0, self.axes.label(1), size=13, faint=True)
        return drawn


def _clipped(inner: str, frame: Frame, over: float = 0.0) -> str:
    """What is drawn, up to the edges of the plot or some pixels over them."""
    if not inner:
        return ""
    width, height = frame.width + 2 * over, frame.height + 2 * over
    size = f"{svg.short(-over)} {svg.short(-over)} {svg.short(width)} {svg.short(height)}" if over else None
    return svg.tag(
        "svg", inner, x=-over if over else None, y=-over if over else None, width=width, height=height, viewBox=size
    )


def _legend_rows(axes: Axes, width: float) -> list[list[tuple[float, str, Any]]]:
    """The legend's entries as (x, text, sign), in rows that fit."""
    rows: list[list[tuple[float, str, Any]]] = []
    x = width + 1.0
    for text, key in axes.keys:
        needed = 31.0 + svg.text_width(text, 13)
        if not rows or x + needed > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, text, key))
        x += needed + 16.0
    return rows


def drawing(rows: int = 1, cols: int = 1, *, width: float | None = None, height: float | None = None,
            width_ratios: Any = None, height_ratios: Any = None) -> tuple[Drawing, Any]:  # fmt: skip
    """A picture and its plots (one, or an array as Matplotlib's ``subplots`` gives it).

    Args:
        rows: rows of plots.
        cols: columns of plots.
        width: in pixels; by default 560 for one column, else 860.
        height: in pixels; by default 350 for each row.
        width_ratios: of the columns.
        height_ratios: of the rows.
    """
    ratios = ([float(r) for r in width_ratios or [1] * cols], [float(r) for r in height_ratios or [1] * rows])
    fig = Drawing(rows, cols, float(width or (NARROW if cols == 1 else WIDTH)), float(height or HEIGHT * rows), ratios)
    if rows == cols == 1:
        return fig, fig.axes[0, 0]
    return fig, fig.axes.ravel() if 1 in (rows, cols) else fig.axes
