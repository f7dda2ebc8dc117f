"""Parses and renders in a process of its own, the only thing that a hostile file can harm.

One reader serves many submissions.  It never runs a student's code, its memory is limited, and
each answer has a deadline (`core.deadline`, whose errors mean here that the reader hangs or died).
If it hangs or dies while it reads, the submission is rejected and the next one gets a new process.  If
it does so while it renders, the piece that took too much is left out and the rest goes on.
"""

from __future__ import annotations

import json
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from nbformat import NotebookNode

from npml.errors import HostError, SandboxError, SandboxTimeout, SubmissionRejected
from npml.intake.names import shown
from npml.intake.sanitise import CodeCell, Sane

from ..deadline import Deadline, receive, send
from . import messages
from .nodes import to_line

SECONDS = 30.0
START_SECONDS = 120.0
MEMORY = 2 << 30
#: CPU seconds for one piece to be rendered, and for all of a call of `work`; honest content takes less than a tenth.
PIECE_SECONDS, WORK_SECONDS = 3, 15
#: Seconds by the clock to wait for a rendered piece; long, since the machine may be busy.
PATIENCE = 120.0
READY = b"ready"
_LENGTH = struct.Struct("<Q")
_MAX_REPLY = 64 << 20


class Reader:
    """Turns bytes into `Sane` notebooks; a context manager.  Not for several threads at once."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        # -P: no module is imported from the working directory.
        self._command = [sys.executable, "-P", "-m", "autograder.grading.serve"]
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._numbers: dict[int, int] = {}
        self._kept: list[NotebookNode] = []

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, raw: bytes, released: NotebookNode, path: Path | str = "") -> Sane:
        """Parse and sanitise a submission.

        Args:
            raw: the file's content.
            released: the notebook that the student was given.
            path: of the file, for messages.

        Raises:
            SubmissionRejected: it is no readable notebook, or reading it took too much time or memory.
            HostError: the reader's process cannot be started.
            RuntimeError: the reader failed with an error of its own.
        """
        channel = self._start()
        head = json.dumps({"path": shown(path), "size": len(raw), **self._introduce(released)}).encode("utf-8", "replace")
        deadline = Deadline(self._seconds)
        try:
            send(channel, _LENGTH.pack(len(head)) + head + raw, deadline)
            reply = _answer(channel, deadline)
        except SandboxTimeout:
            self.close()
            raise SubmissionRejected(messages.READER_HUNG.format(path=shown(path), seconds=self._seconds)) from None
        except SandboxError:
            self.close()
            raise SubmissionRejected(messages.READER_DIED.format(path=shown(path))) from None
        if "rejected" in reply:
            raise SubmissionRejected(reply["rejected"])
        if "broken" in reply:
            raise RuntimeError(reply["broken"])
        return _unpack(reply)

    def work(self, pieces: Sequence[tuple[str, Any]], failed: object = None) -> list[Any]:
        """Do pieces of rendering (`grading.pieces`) in the process, in order.

        Args:
            pieces: the kind and the content of each.
            failed: the result of a piece that failed, or took too much time or memory.

        Raises:
            HostError: the reader's process cannot be started.
        """
        done: list[Any] = []
        left = float(WORK_SECONDS)
        while len(done) < len(pieces):
            if left <= 0:
                return done + [failed] * (len(pieces) - len(done))
            channel = self._start()
            raw = json.dumps(pieces[len(done) :]).encode()
            head = json.dumps({"work": len(pieces) - len(done), "size": len(raw), "seconds": left}).encode()
            try:
                send(channel, _LENGTH.pack(len(head)) + head + raw, Deadline(PATIENCE))
                while len(done) < len(pieces):
                    reply = _answer(channel, Deadline(PATIENCE))
                    done.append(reply.get("done", failed))
                    left = min(left, reply["left"])
            except SandboxError:
                self.close()
                done.append(failed)
                left -= PIECE_SECONDS
        return done

    def _introduce(self, released: NotebookNode) -> dict[str, Any]:
        """The number of a released notebook; with its text if the process does not have it yet."""
        if id(released) in self._numbers:
            return {"number": self._numbers[id(released)]}
        self._numbers[id(released)] = number = len(self._numbers)
        self._kept.append(released)  # so that no other notebook gets its id
        return {"number": number, "released": to_line(released)}

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        channel, self._channel = self._channel, None
        self._numbers.clear()
        self._kept.clear()
        if channel is not None:
            channel.close()
        if process is not None:
            process.kill()
            process.wait()

    def _start(self) -> socket.socket:
        """The channel to the process (its stdin and stdout), which is started if it does not run."""
        if self._channel is not None and self._process is not None and self._process.poll() is None:
            return self._channel
        self.close()
        try:
            self._channel, its = socket.socketpair()
            with its:
                end = its.fileno()
                self._process = subprocess.Popen(self._command, stdin=end, stdout=end, start_new_session=True)
        except OSError as error:
            self.close()
            raise HostError(str(error)) from error
        try:
            receive(self._channel, len(READY), Deadline(START_SECONDS))
        except SandboxError as error:
            self.close()
            raise HostError(messages.READER_NOT_STARTED) from error
        return self._channel


def _answer(channel: socket.socket, deadline: Deadline) -> Any:
    """One answer of the process.

    Raises:
        SandboxTimeout: it did not come in time.
        SandboxError: the process is gone, or the answer is too large.
    """
    (size,) = _LENGTH.unpack(receive(channel, _LENGTH.size, deadline))
    if size > _MAX_REPLY:
        raise SandboxError("an answer that is too large")
    return json.loads(receive(channel, size, deadline))


def pack(sane: Sane) -> dict[str, Any]:
    """A `Sane` as JSON."""
    return {
        "notebook": sane.notebook,
        "cells": [[piece.index, piece.source, piece.solution] for piece in sane.cells],
        "definitions": [[piece.index, piece.source, piece.solution] for piece in sane.definitions],
        "notes": list(sane.notes),
        "checks": list(sane.checks),
        "numbers": list(sane.numbers),
        "clicked": list(sane.clicked),
    }


def _unpack(reply: dict[str, Any]) -> Sane:
    return Sane(
        reply["notebook"],
        tuple(CodeCell(*piece) for piece in reply["cells"]),
        tuple(CodeCell(*piece) for piece in reply["definitions"]),
        tuple(reply["notes"]),
        tuple((at, exercise) for at, exercise in reply["checks"]),
        tuple(reply["numbers"]),
        tuple((number, option) for number, option in reply["clicked"]),
    )
