"""Values that the build ships for the widgets' reference curves; they are data, never code."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

from .. import messages
from ..place import unit_path
from ..unitfile import find_beside, load


def shipped(key: str) -> Any:
    """A fresh copy of a value that the unit's ``widget_values`` computed at build time.

    The checks.json is looked for near the calling file (the unit's ``widgets.py``), then where `place.unit_path` looks.

    Raises:
        LookupError: there is no checks.json, or no such key in it.
        NoUnit: the checks.json cannot be read.
    """
    caller = sys._getframe(1).f_globals.get("__file__")
    path = (find_beside(Path(caller).resolve().parent) if caller else None) or unit_path()
    if path is None:
        raise LookupError(messages.NOTHING_SHIPPED.format(key=key))
    values = load(path).widget_values
    if key not in values:
        raise LookupError(messages.NOT_SHIPPED.format(key=key, file=path.name, known=sorted(values)))
    return copy.deepcopy(values[key])
