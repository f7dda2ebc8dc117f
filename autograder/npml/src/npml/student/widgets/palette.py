"""Colours that people with any kind of colour vision can tell apart.

Source: M. Okabe and K. Ito, "Color Universal Design" (2008).  Do not rely on colour alone: draw the
student's result solid and the reference dashed, or use markers or words as well.
"""

from __future__ import annotations

BLUE = "#0072B2"
ORANGE = "#E69F00"
GREEN = "#009E73"
RED = "#D55E00"
PURPLE = "#CC79A7"
SKY = "#56B4E9"
YELLOW = "#F0E442"
GREY = "#7A7A7A"
INK = "#1B1B1B"
PAPER = "#FFFFFF"
#: The colours in the order in which a figure should use them.
COLORS = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY, GREY, INK)
