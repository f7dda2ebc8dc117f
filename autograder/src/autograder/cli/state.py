"""What a user of ``grade-file`` keeps between runs: one secret, so that grading again gives the same verdict."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from ..errors import UsageError
from . import messages

BYTES = 32


def state_folder() -> Path:
    """``$XDG_STATE_HOME/autograder``, as the XDG base directory specification has it."""
    base = os.environ.get("XDG_STATE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "state") / "autograder"


def user_secret() -> bytes:
    """The user's secret; made with the first use, readable by nobody else.

    Raises:
        UsageError: the folder cannot be written, or the file holds something else.
    """
    path = state_folder() / "secret"
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            # Written aside and linked into place: two first runs agree on one secret, and none reads half of it.
            aside = path.with_name(f".secret.{os.getpid()}")
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(BYTES) + "\n")
            try:
                os.link(aside, path)
            except FileExistsError:
                pass
            finally:
                aside.unlink()
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except (OSError, ValueError) as error:
        raise UsageError(messages.NO_STATE.format(path=path, error=error)) from error
    if len(secret) != BYTES:
        raise UsageError(messages.NO_STATE.format(path=path, error=f"{len(secret)} bytes"))
    return secret
