"""Temporary folders that are removed even if their owner was killed: by whoever makes the next one.

The owner holds a lock on its folder (flock(2)), which the kernel releases when the process ends.  This works
also between pid namespaces that share a /tmp, where a pid would tell nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import weakref
from pathlib import Path


class Scratch:
    """A private folder whose name begins with ``prefix``; removed by `remove`, with this object, or with the process."""

    def __init__(self, prefix: str) -> None:
        sweep(prefix)
        self.path, self._lock = _locked(prefix)
        while not self.path.exists():  # another process swept it before it was locked
            os.close(self._lock)
            self.path, self._lock = _locked(prefix)
        # A finalizer also runs when the interpreter ends.
        self.remove = weakref.finalize(self, _remove, self.path, self._lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_: object) -> None:
        self.remove()


def _locked(prefix: str) -> tuple[Path, int]:
    path = Path(tempfile.mkdtemp(prefix=prefix))
    try:
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except FileNotFoundError:
        return _locked(prefix)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return path, lock


def _remove(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)


def sweep(prefix: str) -> None:
    """Remove the folders with this prefix whose owners are dead."""
    for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        if path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(OSError):  # another user's, locked, or gone by now
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(lock)
