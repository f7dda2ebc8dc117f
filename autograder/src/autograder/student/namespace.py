"""The notebook's names: where the student's functions are."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from . import unitfile
from .output import shell


def caller_names(depth: int = 2) -> dict[str, Any]:
    """The notebook's globals: IPython's, or those of the code that called the public function.

    Args:
        depth: frames between this call and that code.
    """
    running = shell()
    if running is not None and isinstance(getattr(running, "user_ns", None), dict):
        names: dict[str, Any] = running.user_ns
        return names
    return sys._getframe(depth).f_globals


def current_unit(names: dict[str, Any]) -> unitfile.UnitFile:
    """The unit of the notebook that runs.

    Raises:
        NoUnit: there is no checks.json near.
    """
    places = [Path.cwd()]
    notebook = names.get("__vsc_ipynb_file__") or names.get("__file__")
    if isinstance(notebook, str):
        places.append(Path(notebook).resolve().parent)
    for place in places:
        found = unitfile.find_from(place)
        if found is not None:
            return unitfile.load(found)
    raise unitfile.NoUnit("")
