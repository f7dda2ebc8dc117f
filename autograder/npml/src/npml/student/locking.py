"""A lock between processes on one file."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file, which is created if missing; the system releases it when the process dies.

    On a file system without locks none is held, nor in a browser, where no other process is.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("a+b") as stream:
        with contextlib.suppress(OSError):
            _lock(stream.fileno())
        yield  # closing the file releases the lock


if sys.platform == "win32":
    import msvcrt

    def _lock(fd: int) -> None:
        msvcrt.locking(fd, msvcrt.LK_LOCK, 1)
else:
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:  # Python in a browser (Pyodide) has no such module, or (JupyterLite) an empty one

        def _lock(fd: int) -> None:
            pass
    else:

        def _lock(fd: int) -> None:
            flock(fd, LOCK_EX)
