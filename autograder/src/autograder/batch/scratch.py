"""Temporary folders that are removed even when their owner was killed: by the next one that makes some.

A folder is its owner's for as long as the owner holds a lock on it, which the kernel releases with the
process, also across process namespaces that share a /tmp.
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
    """A private folder with a name that begins with ``prefix``; gone with `remove`, with this object or process."""

    def __init__(self, prefix: str) -> None:
        sweep(prefix)
        self.path, self._lock = _locked(prefix)
        while not self.path.exists():  # swept by another before it was locked
            os.close(self._lock)
            self.path, self._lock = _locked(prefix)
        # Also run when the interpreter ends.
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
    """Remove the folders of that prefix whose owners are dead."""
    for path in Path(tempfile.gettempdir()).glob(f"{prefix}*"):
        if path.is_symlink() or not path.is_dir():
            continue
        with contextlib.suppress(OSError):  # another user's, or gone by now
            lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                if os.fstat(lock).st_uid == os.geteuid():
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(lock)
