"""Finds the unit of the running notebook, and the notebook's file.

A notebook says which unit it is by what it imports, ``from npml.unit09 import check``: this works wherever the file lies,
also where there is no file (Colab).  Notebooks of the first version have their unit's checks.json beside them.
A kernel usually starts in its notebook's folder, but ``%cd`` and ``os.chdir`` change the working folder, and some editors
start it elsewhere.  The notebook does not change while the kernel runs, so a file found once stays the right one.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .output import shell
from .unitfile import FILE, OVERRIDE, find_beside

#: The id of a shell and the file found for it.  The id is kept because tests run several shells in one process.
_known: tuple[int, Path] | None = None
#: A name that another unit's notebook has, or the one with the map of the units.
_OF_ANOTHER = re.compile(r"\d\d_[a-z]|00_")
#: The working folder when npml was imported.  In a browser (JupyterLite) IPython begins in the folder of all notebooks,
#: and only then the kernel goes to its own.
_begun: Path | None = None
with contextlib.suppress(OSError):
    _begun = Path.cwd()
#: The checks.json of the unit whose names were imported last.
_imported: Path | None = None


def names_of_unit(file: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` of a unit's package: the names of `npml`, and whoever takes one runs this unit.

    Args:
        file: the package's ``__file__``.
    """
    import npml

    def get(name: str) -> Any:
        global _imported
        if name not in npml.__all__:
            raise AttributeError(f"module {Path(file).parent.name!r} has no attribute {name!r}")
        _imported = Path(file).with_name(FILE)
        return getattr(npml, name)

    return get, lambda: sorted(npml.__all__)


def unit_path(names: Mapping[str, Any] | None = None) -> Path | None:
    """The checks.json of the running notebook, or None.

    Args:
        names: the notebook's globals, or those of the calling file.
    """
    global _known
    if override := os.environ.get(OVERRIDE):
        return Path(override)
    if _imported is not None and _imported.is_file():
        return _imported
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


def notebook_path(names: Mapping[str, Any], unit: str) -> Path | None:
    """The file of the running notebook, or None when it is not known for certain.

    Args:
        names: the notebook's globals.
        unit: the unit's name, such as 09_softmax_cross_entropy; a lone notebook may have any name.
    """
    for named in announced(names):
        if named.suffix == ".ipynb" and named.is_file():
            return named
    # Beside it there may be other units' notebooks, but no copy: which of the two is running?
    found = [path for path in notebooks_here(names) if unit in path.stem or not _OF_ANOTHER.match(path.stem)]
    return found[0] if len(found) == 1 else None


def notebooks_here(names: Mapping[str, Any]) -> list[Path]:
    """The notebooks in the folder in which the kernel was started."""
    folder = next(_places(names, shell()), None)
    with contextlib.suppress(OSError):
        return sorted(path for path in folder.glob("*.ipynb") if path.is_file()) if folder is not None else []
    return []


def _places(names: Mapping[str, Any], running: Any) -> Iterator[Path]:
    """Folders to look in, the most reliable first."""
    if sys.platform == "emscripten" and _begun is not None:
        yield _begun
    visited = getattr(running, "user_ns", {}).get("_dh")  # IPython's list of visited folders, the first one first
    if isinstance(visited, list) and visited:
        yield Path(str(visited[0]))
    with contextlib.suppress(OSError):  # the working folder was removed
        yield Path.cwd()
    yield from (path.parent for path in announced(names))
    file = names.get("__file__")
    if isinstance(file, str):
        yield Path(file).resolve().parent


def announced(names: Mapping[str, Any]) -> Iterator[Path]:
    """The notebook's path as VS Code and Jupyter announce it."""
    for value in (names.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        if isinstance(value, str) and os.path.isabs(value):
            yield Path(value).resolve()
