"""What is said where a library is missing that the unit needs: one sentence in place of a check, a demo or a widget."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from ..core.absent import NAMES, missing
from .card import Card
from .messages import study as text
from .namespace import current_unit
from .output import strict
from .unitfile import NoUnit, UnitFile


def lacking(unit: UnitFile) -> Card | None:
    """A panel that says which library is missing and what to do; None when nothing is missing."""
    absent = missing(unit.libraries)
    if not absent:
        return None
    names = ", ".join(NAMES.get(name, name) for name in absent)
    card = Card("info", text.lacking_title(names))
    return card.say(text.LACKING_HERE if sys.platform == "emscripten" else text.lacking(" ".join(absent)))


def lacks(names: dict[str, Any]) -> bool:
    """Whether the running notebook's unit lacks a library, after a panel has said so; in a build everything runs."""
    if strict():
        return False
    with contextlib.suppress(NoUnit):
        if (card := lacking(current_unit(names))) is not None:
            card.show()
            return True
    return False
