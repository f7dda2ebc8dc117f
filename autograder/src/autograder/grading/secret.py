"""The secret from which hidden inputs are drawn; it is kept in a file, so that grading again gives the same verdict."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from npml.errors import UsageError

from . import messages

BYTES = 32


def kept_secret(path: Path) -> bytes:
    """The secret in a file, 32 bytes.  The file is made at the first use and can be read by its owner only.

    Raises:
        UsageError: the file cannot be read or written, or holds something else.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            # Written to another file and linked into place: two first runs agree on one secret, and none reads half of it.
            descriptor, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # for the owner only
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(aside, path)
                os.unlink(aside)
            except FileExistsError:
                os.unlink(aside)
            except OSError:  # a file system without links, as on many a memory stick
                os.replace(aside, path)
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise UsageError(messages.NO_SECRET.format(path=path, error=error)) from error
    if len(secret) != BYTES:
        raise UsageError(messages.NO_SECRET.format(path=path, error=f"{len(secret)} bytes"))
    return secret
