"""What other users of the machine can read of a class, and closing it to them.

A class folder that was made by hand has the usual mode 0755: classmates with an account read submissions, grades and
the secret from which the hidden inputs are drawn.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

#: What group and others may do.
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def exposed(folder: Path) -> Iterator[Path]:
    """The files below a folder that another user can read; none if others cannot enter the folder itself."""
    if not _may(folder, stat.S_IXGRP | stat.S_IXOTH):
        return
    for base, folders, files in os.walk(folder):
        here = Path(base)
        folders[:] = [name for name in folders if _may(here / name, stat.S_IXGRP | stat.S_IXOTH)]
        yield from (here / name for name in files if _may(here / name, stat.S_IRGRP | stat.S_IROTH))


def close(folder: Path) -> bool:
    """Take from others what they may do with a folder, and so with all in it; return whether they could do anything."""
    mode = folder.stat().st_mode
    if not mode & _OTHERS:
        return False
    os.chmod(folder, stat.S_IMODE(mode) & ~_OTHERS)
    return True


def _may(path: Path, bits: int) -> bool:
    try:
        return bool(path.lstat().st_mode & bits)
    except OSError:
        return False
