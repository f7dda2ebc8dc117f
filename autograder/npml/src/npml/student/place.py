"""Finds the unit of the running notebook, once for the life of the kernel.

A kernel usually starts in its notebook's folder, but ``%cd`` and ``os.chdir`` change the working folder, and some editors
start it elsewhere.  The notebook does not change while the kernel runs, so a file found once stays the right one.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .output import shell
from .unitfile import OVERRIDE, find_beside

#: The id of a shell and the file found for it.  The id is kept because tests run several shells in one process.
_known: tuple[int, Path] | None = None


def unit_path(names: Mapping[str, Any] | None = None) -> Path | None:
    """The checks.json of the running notebook, or None.

    Args:
        names: the notebook's globals, or those of the calling file.
    """
    global _known
    if override := os.environ.get(OVERRIDE):
        return Path(override)
    running = shell()
    if running is not None and _known is not None and _known[0] == id(running) and _known[1].is_file():
        return _known[1]
    for place in _places(names or {}, running):
        found = find_beside(place)
        if found is not None:
            if running is not None:
                _known = (id(running), found)
            return found
    return None


def start_folder() -> Path | None:
    """The folder in which the kernel was started, which is usually the notebook's; None outside IPython."""
    return next(_places({}, running), None) if (running := shell()) is not None else None


def notebook_path(names: Mapping[str, Any], unit_folder: Path) -> Path | None:
    """The file of the running notebook, or None when it is not known for certain."""
    for named in _named(names):
        if named.suffix == ".ipynb" and named.is_file() and named.parent == unit_folder.resolve():
            return named
    there = [path for path in unit_folder.glob("*.ipynb") if path.is_file()]
    return there[0] if len(there) == 1 else None


def _places(names: Mapping[str, Any], running: Any) -> Iterator[Path]:
    """Folders to look in, the most reliable first."""
    visited = getattr(running, "user_ns", {}).get("_dh")  # IPython's list of visited folders, the first one first
    if isinstance(visited, list) and visited:
        yield Path(str(visited[0]))
    with contextlib.suppress(OSError):  # the working folder was removed
        yield Path.cwd()
    yield from (path.parent for path in _named(names))
    file = names.get("__file__")
    if isinstance(file, str):
        yield Path(file).resolve().parent


def _named(names: Mapping[str, Any]) -> Iterator[Path]:
    """The notebook's path as VS Code and Jupyter announce it."""
    for value in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        if isinstance(value, str) and os.path.isabs(value):
            yield Path(value).resolve()
