"""The functions with which authors write a unit's ``public/widgets.py``; see DESIGN.md.

A draw function must be pure: the same parameters give the same figure, and it neither shows anything nor
uses pyplot.
"""

from ..core.formatting import number
from ..core.josa import josa, josa_of
from ..student.widgets.attempts import attempt, usable
from ..student.widgets.controls import (
    Choice,
    Control,
    Declaration,
    Slider,
    Toggle,
    controls_of,
    declaration_of,
    settings_of,
    widget,
)  # fmt: skip
from ..student.widgets.drawing import drawing
from ..student.widgets.figures import (
    alt_of,
    figure,
    figure_html,
    goal_of,
    picture,
    picture_bytes,
    png,
    reading_of,
    register_font,
    subplots,
    use_korean,
)  # fmt: skip
from ..student.widgets.palette import BLUE, COLORS, GREEN, GREY, INK, ORANGE, PAPER, PURPLE, RED, SKY, YELLOW
from ..student.widgets.values import shipped

__all__ = [
    "BLUE",
    "COLORS",
    "GREEN",
    "GREY",
    "INK",
    "ORANGE",
    "PAPER",
    "PURPLE",
    "RED",
    "SKY",
    "YELLOW",
    "Choice",
    "Control",
    "Declaration",
    "Slider",
    "Toggle",
    "alt_of",
    "attempt",
    "controls_of",
    "declaration_of",
    "drawing",
    "figure",
    "figure_html",
    "goal_of",
    "josa",
    "josa_of",
    "number",
    "picture",
    "picture_bytes",
    "png",
    "reading_of",
    "register_font",
    "settings_of",
    "shipped",
    "subplots",
    "usable",
    "use_korean",
    "widget",
]  # fmt: skip
