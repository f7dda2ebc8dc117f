"""What has passed need not run again while nothing has changed: ``make test`` twice costs once.

    python -m autograder.release.once passed NAME    # exit 0: this very state has passed; else it is about to run
    python -m autograder.release.once record NAME    # it has passed

The state is every file that git does not ignore, the installed packages and the programs that decide what is
skipped.  A clean checkout, as CI's, knows of nothing that has passed, and without git everything always runs.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from glob import glob
from importlib.metadata import distributions
from pathlib import Path

from . import messages

#: Tests are skipped where these are missing.
PROGRAMS = ("bwrap", "chromium", "git", "conda")
SERVERS = "/usr/lib/postgresql/*/bin/initdb"


def fingerprint(root: Path) -> str:
    """Hash of the state of a clone and of what its tests run on; "" where git does not know."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=root, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    digest = hashlib.sha256()
    for name in sorted(filter(None, listed.split(b"\0"))):
        digest.update(b"\0".join([name, *_content(root / os.fsdecode(name)), b""]))
    for line in _surroundings():
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _content(path: Path) -> Iterator[bytes]:
    """Kind and content of a file; one that git still lists may be gone."""
    if path.is_symlink():
        yield b"link"
        yield os.fsencode(os.readlink(path))
    elif path.is_file():
        yield b"program" if os.access(path, os.X_OK) else b"file"
        yield hashlib.sha256(path.read_bytes()).digest()


def _surroundings() -> Iterator[str]:
    yield f"{sys.version} {platform.platform()} {os.getuid()}"
    yield from sorted(f"{item.name} {item.version}" for item in distributions())
    for path in [*map(shutil.which, PROGRAMS), *sorted(glob(SERVERS))]:
        yield f"{path} {os.stat(path).st_mtime_ns}" if path else "missing"
    yield from sorted(f"{key}={value}" for key, value in os.environ.items() if key.startswith("AUTOGRADER_"))


class Passed:
    """What has passed in a clone, kept in a folder that git ignores."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self._folder = root, folder

    def since(self, name: str) -> datetime | None:
        """When this very state passed; None if it did not, and then the state is noted for `record`."""
        now = fingerprint(self._root)
        kept = self._folder / name
        if now and kept.is_file() and kept.read_text(encoding="ascii") == now:
            return datetime.fromtimestamp(kept.stat().st_mtime)
        self._folder.mkdir(parents=True, exist_ok=True)
        kept.unlink(missing_ok=True)
        self._started(name).write_text(now, encoding="ascii")
        return None

    def record(self, name: str) -> bool:
        """Keep that it passed; False when the files changed meanwhile, or nobody asked `since` before."""
        started = self._started(name)
        before = started.read_text(encoding="ascii") if started.is_file() else ""
        started.unlink(missing_ok=True)
        if not before or fingerprint(self._root) != before:
            return False
        (self._folder / name).write_text(before, encoding="ascii")
        return True

    def _started(self, name: str) -> Path:
        return self._folder / f"{name}.started"


def main(what: str, name: str) -> int:
    """The command line; the exit code."""
    passed = Passed(Path.cwd(), Path(sys.prefix) / ".passed")
    if what == "record":
        if not passed.record(name):
            print(messages.CHANGED_MEANWHILE.format(name=name), flush=True)
        return 0
    when = passed.since(name)
    if when is None:
        return 1
    print(messages.PASSED_BEFORE.format(name=name, when=f"{when:%Y-%m-%d %H:%M}"), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
