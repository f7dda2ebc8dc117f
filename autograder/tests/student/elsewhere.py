"""Runs a notebook's cells where much of Linux is missing; tests/student/test_elsewhere.py starts it in a fresh process.

    python elsewhere.py SYSTEM NOTEBOOK

What a system lacks is refused to our modules only: the libraries below them are made for it, and would do without.
"""

from __future__ import annotations

import builtins
import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

#: Modules of Unix, which Windows and a browser lack.
UNIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios"}
#: Signals and timers that neither of the two has.
ALARM = ("SIGALRM", "alarm", "setitimer")
FORK = ("fork", "forkpty")


def ours(depth: int) -> bool:
    """Whether the caller so many frames above is a module of npml or the notebook."""
    return str(sys._getframe(depth + 1).f_globals.get("__name__")).partition(".")[0] in ("npml", "__notebook__")


def refuse_modules(names: set[str]) -> None:
    """Let our modules import none of these."""
    imported = builtins.__import__

    def look(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in names and ours(1):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return imported(name, *rest, **more)

    builtins.__import__ = look


def refused(error: Exception) -> Callable[..., Any]:
    """A function that cannot do what it is asked for."""

    def function(*args: Any, **named: Any) -> Any:
        raise error

    return function


def windows() -> None:
    """No Unix, no alarm; whoever opens a text without naming its encoding is told."""
    warnings.filterwarnings("error", category=EncodingWarning, module=r"npml\b")
    refuse_modules(UNIX)


def browser() -> None:
    """Pyodide: no second thread, no other process, no locks, and memory has no addresses (WASI)."""
    refuse_modules({*UNIX, "multiprocessing"})
    threading.Thread.start = refused(RuntimeError("can't start new thread"))  # type: ignore[method-assign]
    subprocess.Popen = refused(OSError(138, "emscripten does not support processes."))  # type: ignore[assignment, misc]
    ctypes.string_at = refused(OSError("not supported"))


def run(notebook: Path) -> None:
    """Run the code cells in order, in one namespace, without a kernel; an exception ends it."""
    names: dict[str, Any] = {"__name__": "__notebook__"}
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code" and cell.get("id") != "install-npml":
            exec(compile("".join(cell["source"]), f"<{cell.get('id')}>", "exec"), names)


if __name__ == "__main__":
    {"windows": windows, "browser": browser}[sys.argv[1]]()
    for name in ALARM:
        delattr(signal, name)
    for name in FORK:
        delattr(os, name)
    run(Path(sys.argv[2]))
