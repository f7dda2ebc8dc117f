"""The secret that hidden inputs are drawn from, kept in a file: grading again gives the same verdict."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ..errors import UsageError
from . import messages

BYTES = 32


def kept_secret(path: Path) -> bytes:
    """The secret in a file; made with the first use, readable by nobody else.

    Raises:
        UsageError: the file cannot be read or written, or holds something else.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            # Written aside and linked into place: two first runs agree on one secret, and none reads half of it.
            aside = path.with_name(f".{path.name}.{os.getpid()}")
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            finally:
                aside.unlink()
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise UsageError(messages.NO_SECRET.format(path=path, error=error)) from error
    if len(secret) != BYTES:
        raise UsageError(messages.NO_SECRET.format(path=path, error=f"{len(secret)} bytes"))
    return secret
