"""Values that the build ships for the reference curves: numbers only, no code."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

from .. import messages
from ..place import unit_path
from ..unitfile import find_beside, load


def shipped(key: str) -> Any:
    """A value that the unit's ``widget_values`` computed at build time; a fresh copy.

    It is looked for beside the calling file (``public/widgets.py``), then from the working folder.

    Raises:
        LookupError: no checks.json, or no such key in it.
    """
    caller = sys._getframe(1).f_globals.get("__file__")
    path = (find_beside(Path(caller).resolve().parent) if caller else None) or unit_path()
    if path is None:
        raise LookupError(messages.NOTHING_SHIPPED.format(key=key))
    values = load(path).widget_values
    if key not in values:
        raise LookupError(messages.NOT_SHIPPED.format(key=key, file=path.name, known=sorted(values)))
    return copy.deepcopy(values[key])
