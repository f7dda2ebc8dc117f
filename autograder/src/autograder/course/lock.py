"""Keeps two commands from changing one class folder at the same time."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from npml.errors import UsageError

from . import messages

FILE = ".lock"


@contextlib.contextmanager
def locked(class_dir: Path) -> Iterator[None]:
    """Hold the class folder for this process; the lock ends with the process, however that ends.

    Raises:
        UsageError: another process holds it.
    """
    class_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = class_dir / FILE
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid, _, since = os.read(descriptor, 200).decode(errors="replace").partition(" ")
            raise UsageError(messages.BUSY.format(folder=class_dir, pid=pid, since=since)) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {datetime.now():%m-%d %H:%M}".encode(), 0)
        yield
    finally:
        os.close(descriptor)
