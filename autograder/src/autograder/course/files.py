"""Files that a reader sees either old or new, never half."""

from __future__ import annotations

import os
from pathlib import Path


def write_atomically(path: Path, text: str, *, mode: int = 0o644, encoding: str = "utf-8") -> None:
    """Write a text file so that a reader sees either the old or the new content, never a part of it."""
    write_bytes_atomically(path, text.encode(encoding), mode=mode)


def write_bytes_atomically(path: Path, raw: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that a reader sees either the old or the new content, also after the machine has stopped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    for other in path.parent.glob(f".{path.name}.*.tmp"):  # left by writers that were killed
        pid = other.name.split(".")[-2]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists():
            other.unlink(missing_ok=True)
