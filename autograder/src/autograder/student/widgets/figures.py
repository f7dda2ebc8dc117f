"""Figures with Korean text, alt text and a reading; the same bytes for the same picture."""

from __future__ import annotations

import base64
import html
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FONT_FILE = Path(__file__).parent.parent / "fonts" / "NanumGothic.ttf"
FONT = "NanumGothic"
DPI = 110
#: Looks that every figure of the course shares.  U+2212 comes from the second family.
STYLE: dict[str, Any] = {
    "font.family": [FONT, "DejaVu Sans"], "axes.unicode_minus": True, "font.size": 10.5, "axes.titlesize": 12,
    "axes.spines.top": False, "axes.spines.right": False, "axes.grid": True, "grid.alpha": 0.3,
    "axes.axisbelow": True, "legend.frameon": False, "lines.linewidth": 2.0, "figure.facecolor": "white",
    "savefig.facecolor": "white", "axes.facecolor": "white", "text.color": "#1B1B1B", "mathtext.fontset": "dejavusans",
}  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """What `picture` attaches to a figure."""

    alt: str
    reading: str
    goal: bool | None


@cache
def register_font() -> None:
    """Make the bundled font the only one of its name: an installed version would draw other pixels."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name != FONT]
    manager.addfont(str(FONT_FILE))


def use_korean() -> None:
    """Korean text and the course's looks in this process's figures."""
    import matplotlib as mpl
    from cycler import cycler

    from .palette import COLORS

    register_font()
    mpl.rcParams.update(STYLE)  # type: ignore[arg-type]
    mpl.rcParams["axes.prop_cycle"] = cycler(color=COLORS)


def subplots(rows: int = 1, cols: int = 1, *, width: float | None = None, height: float | None = None,
             **options: Any) -> tuple[Figure, Any]:  # fmt: skip
    """A figure outside pyplot, and its axes (one, or an array as `Figure.subplots` gives it).

    Args:
        rows, cols: of the grid.
        width, height: inches; by default 7.2 wide and 3.4 per row.
        options: for `Figure.subplots`: sharex, sharey, width_ratios …
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    use_korean()
    size = (width or min(9.6, 5.4 + 2.1 * (cols - 1)), height or 3.4 * rows)
    fig = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(fig)
    axes = fig.subplots(rows, cols, **options)
    for one in fig.axes:
        # Mathtext, which log axes use, takes no second family: 10⁻³ would lose its minus.
        one.tick_params(labelfontfamily=["DejaVu Sans", FONT])
    return fig, axes


def picture(fig: Figure, *, alt: str, reading: str, goal: bool | None = None) -> Figure:
    """Attach what a person hears or reads about the figure.

    Args:
        fig: the figure, returned.
        alt: what is to be seen, for those who do not see it.
        reading: one Korean sentence computed from the numbers.
        goal: whether the widget's mission is reached; None when there is none.

    Raises:
        ValueError: alt or reading is empty.
    """
    if not alt.strip() or not reading.strip():
        raise ValueError("picture: alt and reading must say something")
    fig._course_picture = Picture(alt, reading, None if goal is None else bool(goal))  # type: ignore[attr-defined]
    return fig


def _picture_of(fig: Figure) -> Picture:
    found = getattr(fig, "_course_picture", None)
    if not isinstance(found, Picture):
        raise TypeError("a draw function returns picture(fig, alt=…, reading=…)")
    return found


def alt_of(fig: Figure) -> str:
    """The alt text that `picture` attached."""
    return _picture_of(fig).alt


def reading_of(fig: Figure) -> str:
    """The sentence that `picture` attached."""
    return _picture_of(fig).reading


def goal_of(fig: Figure) -> bool | None:
    """Whether the mission is reached, None when there is none."""
    return _picture_of(fig).goal


@contextmanager
def odd_numbers_allowed() -> Iterator[None]:
    """Keep Matplotlib quiet about a wrong function's huge or equal numbers; a missing glyph is still heard."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning)
        warnings.filterwarnings("ignore", message="(Attempting to set|constrained_layout|Tight layout|.*non-positive)")
        yield


def png(fig: Figure) -> bytes:
    """The figure as PNG; the same figure gives the same bytes."""
    stream = io.BytesIO()
    with odd_numbers_allowed():
        fig.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()


def figure_html(fig: Figure, alt: str, caption: str = "") -> str:
    """A figure with alt text and caption that survive nbconvert, in light and dark themes."""
    from ..markup import rich

    data = base64.b64encode(png(fig)).decode("ascii")
    below = f'<figcaption role="status" style="margin-top:.4em">{rich(caption)}</figcaption>' if caption else ""
    heard = html.escape(alt.replace("`", ""))
    width = int(fig.get_figwidth() * 100)
    return (
        f'<figure style="margin:.4em 0"><img alt="{heard}" src="data:image/png;base64,{data}" '
        f'style="max-width:100%;width:{width}px;height:auto;background:#fff;border-radius:4px">{below}</figure>'
    )


def figure(fig: Figure, *, alt: str, caption: str = "") -> None:
    """Show a figure in a cell as ``<figure><img alt=…>``; a pyplot figure is closed, so it shows once.

    Args:
        fig: from `subplots` or pyplot.
        alt: what is to be seen.
        caption: a Korean sentence below it, or "".
    """
    import sys

    from .. import messages
    from ..output import show

    show(figure_html(fig, alt, caption), messages.PICTURE.format(alt=alt) + (f"\n{caption}" if caption else ""))
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close(fig)
