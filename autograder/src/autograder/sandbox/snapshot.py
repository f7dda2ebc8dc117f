"""Asking a forked notebook: cases go out, outcomes come back, within a time limit."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from npml.core.program import Outcome
from npml.core.steps import Step
from npml.core.wire import MAX_BODY, MAX_HEADER, PREFIX, frame_lengths, pack_cases, pack_frame, unpack_outcomes
from npml.errors import JudgeError, ProtocolError

from ..deadline import Deadline, send
from ..inside.borrowed import Exchange
from . import messages
from .wireio import must_be_silent, receive_frame

#: After a lent function's answer so many seconds of waiting do not count, and so many in all: on a busy machine the way
#: there and back takes longer than most functions.
FREE_SECONDS, FREE_TOTAL = 0.02, 90.0


class Snapshot:
    """A forked notebook that answers cases; a `judge.model.Snapshot`."""

    def __init__(self, channel: socket.socket, seconds: float, exercise: str = "") -> None:
        self._channel = channel
        self._left = seconds
        self._names = exercise
        self._lent: dict[str, Any] = {}
        self._free = FREE_TOTAL
        self._answer: Exchange | None = None

    def lend(self, names: Collection[str], answer: Exchange) -> None:
        """Put lent functions in the place of these names; their calls interrupt the answers and go to ``answer``.

        What ``answer`` raises is raised where the call came, and ends the questions.
        """
        self._lent = {"lent": list(names)}
        self._answer = answer

    def allow(self, seconds: float) -> None:
        """Allow ``seconds`` of waiting for all questions from now on together."""
        self._left = seconds

    def use(self, exercise: str) -> None:
        """Ask from now on in the state of the names with this key (see `Execution.snapshot`)."""
        self._names = exercise

    def ask(self, steps: tuple[Step, ...]) -> list[Outcome]:
        """Run a case in the student's zone.

        Raises:
            SandboxError: the process died; `SandboxTimeout`: it is out of time.
            ProtocolError: the answer is no valid frame, or came before it was asked for.
            JudgeError: as `ask_all`.
        """
        (outcomes,) = self.ask_all((steps,))
        return outcomes

    def ask_all(self, programs: Sequence[tuple[Step, ...]]) -> Iterator[list[Outcome]]:
        """Run cases in the student's zone, in order; yields each answer as it comes.

        One request for all cases saves two process switches for each.  Only the time spent waiting counts.

        Raises:
            SandboxError, ProtocolError: as `ask`, at the case where it happens.
            JudgeError: all cases together are too large for a frame, which is not the student's fault.
        """
        number = secrets.token_hex(8)
        trees, buffers = pack_cases(programs)
        request = pack_frame({"number": number, "names": self._names, "cases": trees, **self._lent}, buffers)
        try:
            frame_lengths(request[: PREFIX.size])
        except ProtocolError as error:
            raise JudgeError(messages.TOO_MUCH.format(count=len(programs), size=len(request) >> 20)) from error
        with self._waiting() as deadline:
            must_be_silent(self._channel)
            send(self._channel, request, deadline)
        for index, steps in enumerate(programs):
            tree, buffers = self._receive()
            while self._answer is not None and isinstance(tree, dict) and "call" in tree:
                answer = pack_frame(*self._answer(tree, buffers))
                before = self._left
                with self._waiting() as deadline:
                    send(self._channel, answer, deadline)
                tree, buffers = self._receive()
                free = min(FREE_SECONDS, before - self._left, self._free)
                self._left, self._free = self._left + free, self._free - free
            if index == len(programs) - 1:
                must_be_silent(self._channel)
            # The number is random, so an answer that was made before the request arrived cannot carry it.
            if not isinstance(tree, dict) or tree.get("to") != number or tree.get("case") != index:
                raise ProtocolError("an answer to no question")
            yield unpack_outcomes(tree.get("outcomes"), buffers, steps)

    def _receive(self) -> tuple[Any, list[bytes]]:
        with self._waiting() as deadline:
            return receive_frame(self._channel, deadline, MAX_HEADER, MAX_BODY)

    @contextmanager
    def _waiting(self) -> Iterator[Deadline]:
        begin = time.monotonic()
        try:
            yield Deadline(self._left)
        finally:
            self._left -= time.monotonic() - begin
