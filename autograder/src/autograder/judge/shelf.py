"""A folder of small secret files that can be made anew at any time: what several workers would else each compute.

Every file has a keyed hash of its name and content, so that one that is damaged, or somebody else's, counts as missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from pathlib import Path

#: Bytes of one file; bytes and number of all files, above which the older half goes.
MAX_FILE, MAX_BYTES, MAX_FILES = 8 << 20, 256 << 20, 8000
#: So many files are written between two looks at how many there are.
LOOK_EVERY = 200


class Shelf:
    """Keeps contents by name.

    Args:
        folder: it is made, for its owner only, when the first file is written.
        key: whoever has another finds nothing here.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._written = 0

    def get(self, name: str) -> bytes | None:
        """What was kept under a name; None if there is nothing that can be trusted."""
        try:
            descriptor = os.open(self._path(name), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                raw = file.read(MAX_FILE + 1)
        except OSError:
            return None
        content = raw[hashlib.sha256().digest_size :]
        return content if hmac.compare_digest(raw[: -len(content) or None], self._mark(name, content)) else None

    def put(self, name: str, content: bytes) -> None:
        """Keep a content, if there is room and the disk allows it."""
        if len(content) >= MAX_FILE - hashlib.sha256().digest_size:
            return
        path = self._path(name)
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):  # without it the next worker computes it again
            self._folder.mkdir(mode=0o700, exist_ok=True)
            if self._written % LOOK_EVERY == 0:
                self._make_room()
            self._written += 1
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(self._mark(name, content) + content)
            os.replace(aside, path)

    def _path(self, name: str) -> Path:
        return self._folder / hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()

    def _mark(self, name: str, content: bytes) -> bytes:
        return hmac.new(self._key, name.encode() + b"\0" + content, hashlib.sha256).digest()

    def _make_room(self) -> None:
        with os.scandir(self._folder) as entries:
            found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries]
        if sum(state.st_size for state, _ in found) <= MAX_BYTES and len(found) <= MAX_FILES:
            return
        for _, path in sorted(found, key=lambda item: item[0].st_mtime)[: len(found) // 2 + 1]:
            with contextlib.suppress(OSError):  # another worker was faster
                os.unlink(path)
