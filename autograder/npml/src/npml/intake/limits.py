"""How long the cells of a notebook may run, in seconds."""

from __future__ import annotations

#: For a cell, for what is left of it when that is over, and for all cells together.
CELL_SECONDS, REST_SECONDS, NOTEBOOK_SECONDS = 20.0, 5.0, 120.0
