"""Finds the notebook's globals, in which the student's functions are."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any

from . import unitfile
from .output import shell
from .place import unit_path


def name_of(given: object) -> str:
    """The name of an exercise as it was given: a text, or, without the quotes, the function or class itself."""
    if isinstance(given, str):
        return given
    own = given.__name__ if isinstance(given, (type, FunctionType)) else ""
    return own or f"{type(given).__name__} …"


def caller_names(depth: int = 2) -> dict[str, Any]:
    """The notebook's globals; outside IPython, the globals of the code that called the public function.

    Args:
        depth: how many frames above this function that code is.
    """
    running = shell()
    if running is not None and isinstance(getattr(running, "user_ns", None), dict):
        names: dict[str, Any] = running.user_ns
        return names
    return sys._getframe(depth).f_globals


def current_unit(names: dict[str, Any]) -> unitfile.UnitFile:
    """The unit of the running notebook.

    Args:
        names: the notebook's globals.

    Raises:
        NoUnit: there is no checks.json nearby, or it cannot be read.
    """
    found = unit_path(names)
    if found is None:
        raise unitfile.NoUnit("")
    return unitfile.load(found)
