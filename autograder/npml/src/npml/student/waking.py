"""On the next day: a check that is run before the first cell ends in Python's English NameError; this adds what to do.

`listen` is called when a kernel starts, by a file that the wheel puts into the environment's ``etc/ipython/startup``
(IPython runs every file there).  Nothing else is imported then, nothing is shown, and no behaviour changes: after a cell
that failed because of one of our names, in a notebook of the course, a panel follows the traceback.
"""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path
from typing import Any

_OURS = re.compile(r"^[ \t]*(?:@(demo)\b|(check|explore|hint|progress|quiz|reset|review|submit|trace)\()", re.M)
_IMPORT = re.compile(rb"from (npml\.unit\d\d)\b")
#: A notebook file with more bytes is not read.
MAX_BYTES = 20_000_000


def listen(shell: Any) -> None:
    """Add a panel to a NameError of our names; needless, and so ended, once a unit is imported.

    Args:
        shell: the kernel's IPython shell.
    """

    def look(result: Any) -> None:
        with contextlib.suppress(Exception):  # an error of ours must stay silent
            if any(name.startswith("npml.unit") for name in sys.modules):
                shell.events.unregister("post_run_cell", look)
            elif unit := unit_to_wake(result, shell.user_ns):
                from .card import Card
                from .messages import notices as text

                name = result.error_in_exec.name
                Card("warn", text.WAKE_TITLE).say(text.wake(name, "" if unit == "?" else unit)).show()

    if getattr(shell, "kernel", None) is not None:
        shell.events.register("post_run_cell", look)


def unit_to_wake(result: Any, names: dict[str, Any]) -> str:
    """The module that this notebook has to import first; "?" if its file is not known; "" if it is no case of ours."""
    error, found = result.error_in_exec, _OURS.search(result.info.raw_cell)
    if not isinstance(error, NameError) or found is None or error.name not in found.groups():
        return ""
    from .place import announced

    path = next((path for path in announced(names) if path.is_file()), None)
    return "?" if path is None else _imported(path)


def _imported(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        return ""
    found = _IMPORT.search(path.read_bytes())
    return found[1].decode() if found else ""
