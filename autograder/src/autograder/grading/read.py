"""Reads a submitted file without following a link or waiting for a pipe."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from npml.errors import SubmissionRejected
from npml.intake.names import shown
from npml.intake.parse import MAX_BYTES

from . import messages


def read_submission(path: Path | str) -> bytes:
    """The bytes of a submitted notebook.

    The file is opened without following a link and without blocking; it must be a regular
    file of at most `MAX_BYTES`.

    Raises:
        SubmissionRejected: it is not such a file or cannot be read; the text says what to do.
    """
    said = shown(path)
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NOCTTY
    try:
        if kind := _odd_kind(os.lstat(path).st_mode):
            raise SubmissionRejected(messages.NOT_REGULAR.format(path=said, found=messages.KINDS[kind]))
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise SubmissionRejected(messages.MISSING.format(path=said)) from None
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:  # swapped for a link after lstat
            raise SubmissionRejected(messages.NOT_REGULAR.format(path=said, found=messages.KINDS["link"])) from None
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise SubmissionRejected(messages.UNREADABLE.format(path=said, error=reason)) from None
    try:
        return _read(descriptor, said)
    finally:
        os.close(descriptor)


def _read(descriptor: int, said: str) -> bytes:
    # Check the open file again: another file may have taken the path meanwhile.
    found = os.fstat(descriptor)
    if kind := _odd_kind(found.st_mode):
        raise SubmissionRejected(messages.NOT_REGULAR.format(path=said, found=messages.KINDS[kind]))
    size, parts = found.st_size, []
    if size <= MAX_BYTES:
        size = 0
        while size <= MAX_BYTES and (part := os.read(descriptor, 1 << 20)):
            parts.append(part)
            size += len(part)
    if size > MAX_BYTES:
        raise SubmissionRejected(messages.TOO_LARGE.format(path=said, size=size / 2**20, limit=MAX_BYTES >> 20))
    return b"".join(parts)


def _odd_kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return ""
    if stat.S_ISLNK(mode):
        return "link"
    if stat.S_ISDIR(mode):
        return "folder"
    if stat.S_ISFIFO(mode):
        return "fifo"
    return "socket" if stat.S_ISSOCK(mode) else "device"
