"""Asking a forked notebook: cases out, outcomes in, within a time."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from ..core.deadline import Deadline, send
from ..core.program import Outcome
from ..core.steps import Step
from ..core.wire import MAX_BODY, MAX_HEADER, PREFIX, frame_lengths, pack_cases, pack_frame, unpack_outcomes
from ..errors import JudgeError, ProtocolError
from . import messages
from .wireio import must_be_silent, receive_frame


class Snapshot:
    """A forked notebook that answers cases; a `judge.verdict.Snapshot`."""

    def __init__(self, channel: socket.socket, seconds: float, exercise: str = "") -> None:
        self._channel = channel
        self._left = seconds
        self._names = exercise

    def allow(self, seconds: float) -> None:
        """From now on, so many seconds for all that is asked."""
        self._left = seconds

    def use(self, exercise: str) -> None:
        """From now on the names are in this state, by default as when this exercise's solution cell had run."""
        self._names = exercise

    def ask(self, steps: tuple[Step, ...]) -> list[Outcome]:
        """Run a case in the student's zone.

        Raises:
            SandboxError: died; `SandboxTimeout`: out of time.
            ProtocolError: the answer is no valid frame, or came before it was asked for.
        """
        (outcomes,) = self.ask_all((steps,))
        return outcomes

    def ask_all(self, programs: Sequence[tuple[Step, ...]]) -> Iterator[list[Outcome]]:
        """Run cases in the student's zone, in order; each answer as it comes.

        One request for all of them spares two changes of process for each. Of the time, only waiting counts.

        Raises:
            SandboxError, ProtocolError: as `ask`, at the case where it happens.
            JudgeError: together they are more than a frame may hold, which is no student's fault.
        """
        number = secrets.token_hex(8)
        trees, buffers = pack_cases(programs)
        request = pack_frame({"number": number, "names": self._names, "cases": trees}, buffers)
        try:
            frame_lengths(request[: PREFIX.size])
        except ProtocolError as error:
            raise JudgeError(messages.TOO_MUCH.format(count=len(programs), size=len(request) >> 20)) from error
        with self._waiting() as deadline:
            must_be_silent(self._channel)
            send(self._channel, request, deadline)
        for index, steps in enumerate(programs):
            with self._waiting() as deadline:
                tree, buffers = receive_frame(self._channel, deadline, MAX_HEADER, MAX_BODY)
                if index == len(programs) - 1:
                    must_be_silent(self._channel)
            # An answer to another request, or made before this one was known, is none.
            if not isinstance(tree, dict) or tree.get("to") != number or tree.get("case") != index:
                raise ProtocolError("an answer to no question")
            yield unpack_outcomes(tree.get("outcomes"), buffers, steps)

    @contextmanager
    def _waiting(self) -> Iterator[Deadline]:
        begin = time.monotonic()
        try:
            yield Deadline(self._left)
        finally:
            self._left -= time.monotonic() - begin
