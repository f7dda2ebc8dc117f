"""Figures with Korean text, alt text and a reading, which give the same bytes whenever the picture is the same."""

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
from typing import TYPE_CHECKING, Any, TypeVar

from ...core.formatting import typeset
from .drawing import Drawing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Fig = TypeVar("Fig", bound="Figure | Drawing")
FONT_FILE = Path(__file__).parent.parent / "fonts" / "NanumGothic.ttf"
FONT = "NanumGothic"
DPI = 110
#: The style that all figures of the course share.  The second font family supplies the minus sign (U+2212).
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
    """Make the bundled font the only one of its name, because an installed version may draw other pixels."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name != FONT]
    manager.addfont(str(FONT_FILE))


def use_korean() -> None:
    """Give all figures of this process Korean text and the course's style."""
    import matplotlib as mpl
    from cycler import cycler

    from .palette import COLORS

    register_font()
    mpl.rcParams.update(STYLE)  # type: ignore[arg-type]
    mpl.rcParams["axes.prop_cycle"] = cycler(color=COLORS)


def subplots(rows: int = 1, cols: int = 1, *, width: float | None = None, height: float | None = None,
             **options: Any) -> tuple[Figure, Any]:  # fmt: skip
    """A figure that pyplot does not manage, and its axes (one, or an array as `Figure.subplots` returns it).

    Args:
        rows: rows of the grid.
        cols: columns of the grid.
        width: in inches; by default 5.4 for one column and 2.1 more for each further one, up to 9.6.
        height: in inches; by default 3.4 per row.
        options: for `Figure.subplots`, such as sharex, sharey, width_ratios.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    use_korean()
    size = (width or min(9.6, 5.4 + 2.1 * (cols - 1)), height or 3.4 * rows)
    fig = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(fig)
    axes = fig.subplots(rows, cols, **options)
    for one in fig.axes:
        # Log axes use mathtext, which takes the first font family only and would draw 10⁻³ without its minus.
        one.tick_params(labelfontfamily=["DejaVu Sans", FONT])
    return fig, axes


def picture(fig: Fig, *, alt: str, reading: str, goal: bool | None = None) -> Fig:
    """Attach to a figure what a person hears or reads about it, its numbers as in print, and return the figure.

    Args:
        fig: the figure.
        alt: what can be seen in it, for those who cannot see it.
        reading: one Korean sentence computed from its numbers.
        goal: whether the widget's mission is reached; None when there is no mission.

    Raises:
        ValueError: alt or reading is blank.
    """
    if not alt.strip() or not reading.strip():
        raise ValueError("picture: alt and reading must say something")
    fig._course_picture = Picture(typeset(alt), typeset(reading), None if goal is None else bool(goal))  # type: ignore[union-attr]
    return fig


def _picture_of(fig: Figure | Drawing) -> Picture:
    found = getattr(fig, "_course_picture", None)
    if not isinstance(found, Picture):
        raise TypeError("a draw function returns picture(fig, alt=…, reading=…)")
    return found


def alt_of(fig: Figure | Drawing) -> str:
    """The alt text that `picture` attached.

    Raises:
        TypeError: the figure has not been through `picture`; so do `reading_of` and `goal_of`.
    """
    return _picture_of(fig).alt


def reading_of(fig: Figure | Drawing) -> str:
    """The reading that `picture` attached."""
    return _picture_of(fig).reading


def goal_of(fig: Figure | Drawing) -> bool | None:
    """Whether the mission is reached, as given to `picture`; None when there is no mission."""
    return _picture_of(fig).goal


@contextmanager
def odd_numbers_allowed() -> Iterator[None]:
    """Silence Matplotlib's warnings about the huge or equal numbers of a wrong function, but not about missing glyphs."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=RuntimeWarning)
        warnings.filterwarnings("ignore", message="(Attempting to set|constrained_layout|Tight layout|.*non-positive)")
        yield


def png(fig: Figure) -> bytes:
    """A Matplotlib figure as PNG; the same figure gives the same bytes."""
    stream = io.BytesIO()
    with odd_numbers_allowed():
        fig.savefig(stream, format="png", dpi=DPI, metadata={"Software": None})
    return stream.getvalue()


def picture_bytes(fig: Figure | Drawing) -> bytes:
    """The file that a notebook keeps: SVG of a `drawing`, PNG of a Matplotlib figure."""
    return fig.standalone().encode() if isinstance(fig, Drawing) else png(fig)


def live_html(fig: Figure | Drawing, alt: str) -> str:
    """A picture for a live page: SVG stands in the page itself and takes its colours from the theme."""
    if isinstance(fig, Drawing):
        return f'<figure style="margin:.4em 0">{fig.inline(alt.replace("`", ""))}</figure>'
    return figure_html(fig, alt)


def figure_html(fig: Figure | Drawing, alt: str, caption: str = "") -> str:
    """A figure as HTML, with alt text and caption that nbconvert keeps; readable in light and dark themes."""
    from ..markup import rich

    if isinstance(fig, Drawing):
        address, width = fig.address(), int(fig.width)
    else:
        if not hasattr(fig, "_course_address"):  # shown live and kept in the notebook, but rendered once
            fig._course_address = "data:image/png;base64," + base64.b64encode(png(fig)).decode("ascii")  # type: ignore[attr-defined]
        address, width = fig._course_address, int(fig.get_figwidth() * 100)  # type: ignore[attr-defined]
    below = f'<figcaption style="margin-top:.4em">{rich(caption)}</figcaption>' if caption else ""
    heard = html.escape(alt.replace("`", ""))
    return (
        f'<figure style="margin:.4em 0"><img alt="{heard}" src="{address}" '
        f'style="max-width:100%;width:{width}px;height:auto;background:#fff;border-radius:4px">{below}</figure>'
    )


def figure(fig: Figure | Drawing, *, alt: str, caption: str = "") -> None:
    """Show a figure in a cell as ``<figure><img alt=…>``; close it in pyplot, which would show it a second time.

    Args:
        fig: a figure from `subplots` or pyplot.
        alt: what can be seen in it.
        caption: a Korean sentence below it, or "".
    """
    import sys

    from .. import messages
    from ..output import show

    alt, caption = typeset(alt), typeset(caption)
    show(figure_html(fig, alt, caption), messages.PICTURE.format(alt=alt) + (f"\n{caption}" if caption else ""))
    if "matplotlib.pyplot" in sys.modules and not isinstance(fig, Drawing):  # Keras loads pyplot by itself
        sys.modules["matplotlib.pyplot"].close(fig)
