"""The report's plots: SVG in the page, in the page's own colours, each with its numbers in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from markupsafe import Markup

from npml.widgets import BLUE, GREY, ORANGE, drawing

from . import messages

SAY = messages.CHART


def histogram(bars: Sequence[tuple[float, float, int]], alt: str, *, first: str = "") -> Markup:
    """A bar for each interval of scores, as wide as the interval, with its number above.

    Args:
        bars: (from, to, how many).
        alt: what the plot shows, in words.
        first: what to say above the first bar besides its number.
    """
    fig, axes = drawing(1, 1, width=480, height=230)
    most = max([*(count for _, _, count in bars), 1])
    edges = sorted({edge for left, right, _ in bars for edge in (left, right)})
    gap = (edges[-1] - edges[0]) / 250
    step = max(1, -(-most // 4))
    labels = [f"{edge:g}" for edge in edges]
    axes.set(
        ylim=(0, 1.2 * most), xlim=(edges[0] - gap, edges[-1] + gap), xticks=edges, xticklabels=labels,
        yticks=list(range(0, most + 1, step)), xlabel=SAY["points"], ylabel=SAY["people"],
    )  # fmt: skip
    for number, (left, right, count) in enumerate(bars):
        if count:
            axes.block(left + gap, right - gap, 0.0, float(count), color=BLUE)
            text = f"{count}{first}" if number == 0 else str(count)
            near = left + gap if number == 0 and first else (left + right) / 2
            axes.text(near, count + 0.07 * most, text, size=13, ha="left" if number == 0 and first else "center")
    return Markup(fig.inline(alt))


def trend(units: Sequence[str], lines: Sequence[tuple[str, Sequence[float | None]]], alt: str) -> Markup:
    """Percentages over the units.

    Args:
        units: below the plot.
        lines: at most three; (name, value of each unit, or None).
        alt: what the plot shows, in words.
    """
    fig, axes = drawing(1, 1, width=560, height=280)
    places = np.arange(len(units), dtype=float)
    looks = ((BLUE, "-", "o"), (ORANGE, "--", "s"), (GREY, ":", "^"))
    for (name, values), (color, style, marker) in zip(lines, looks, strict=False):
        y = np.array([np.nan if value is None else value for value in values], dtype=float)
        axes.plot(places, y, style, color=color, marker=marker, label=name)
    axes.set(
        ylim=(0, 105), xlim=(-0.4, len(units) - 0.6), xticks=list(places), xticklabels=list(units),
        yticks=[0, 20, 40, 60, 80, 100], ylabel=SAY["percent"], xlabel=SAY["unit"],
    )  # fmt: skip
    return Markup(fig.inline(alt))
