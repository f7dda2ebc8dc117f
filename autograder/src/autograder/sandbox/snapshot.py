"""Asking a forked notebook: cases go out, outcomes come back, within a time limit."""

from __future__ import annotations

import secrets
import socket
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from npml.core.program import Outcome
from npml.core.steps import Step
from npml.core.wire import (
    MAX_BODY,
    MAX_HEADER,
    PREFIX,
    Request,
    frame_lengths,
    pack_cases,
    pack_frame,
    unpack_frames,
    unpack_outcomes,
)  # fmt: skip
from npml.errors import JudgeError, ProtocolError

from ..deadline import Deadline, send
from ..inside.borrowed import Exchange
from . import messages
from .wireio import must_be_silent, receive_body, receive_frame, receive_parts

#: The part of a question's seconds that the student's code may compute where nothing else is said.  By the clock a busy
#: machine needs longer; whoever computes as long as that does not come to an end.
COMPUTING = 0.5
#: Shortest time between two looks at what was computed.
LOOK_SECONDS = 0.05

#: After a lent function's answer so many seconds of waiting do not count, and so many in all: on a busy machine the way
#: there and back takes longer than most functions.
FREE_SECONDS, FREE_TOTAL = 0.02, 90.0
#: Bytes of the salt before sealed answers.
SALT = 16


class Packed(Protocol):
    """Cases packed once for all who are asked them."""

    @property
    def request(self) -> Request:
        """The cases."""

    def sealed(self, names: Collection[str]) -> bytes:
        """The reference's calls of these names, sealed (`inside.borrowed.seal`) one behind the other, after their salt."""

    def read(self, at: int, begin: bytes, header: bytes, body: bytes) -> Sequence[Outcome]:
        """The answer to a case.

        Args:
            at: the number of the case.
            begin: how the header of an answer to this request begins, up to the number of the case.
            header, body: the answer as it came.

        Raises:
            ProtocolError: it is none.
        """


class Snapshot:
    """A forked notebook that answers cases; a `judge.model.Snapshot`.

    Args:
        channel: to its process.
        seconds: for all questions together.
        exercise: the state of the names in which it is asked.
        spent: gives the seconds of processor time that it has used.
        shares: of each exercise, the part of the seconds that may be computed; `COMPUTING` if it is not there.
    """

    def __init__(
        self, channel: socket.socket, seconds: float, exercise: str, spent: Callable[[], float],
        shares: Mapping[str, float],
    ) -> None:  # fmt: skip
        self._channel = channel
        self._names = exercise
        self._spent, self._shares = spent, shares
        self._lent: dict[str, Any] = {}
        self._free = FREE_TOTAL
        self._answer: Exchange | None = None
        self._note: Callable[[Mapping[str, int]], None] | None = None
        self.allow(seconds)

    def lend(self, names: Collection[str], answer: Exchange, note: Callable[[Mapping[str, int]], None]) -> None:
        """Put lent functions in the place of these names; their calls interrupt the answers and go to ``answer``.

        What ``answer`` raises is raised where the call came, and ends the questions.  ``note`` is told with each case how
        many of its calls were answered in the zone, by name; hostile, as all that comes from there.
        """
        self._lent = {"lent": list(names)}
        self._answer, self._note = answer, note
        self._may *= 2  # each call costs its own process, too

    def allow(self, seconds: float) -> None:
        """Allow ``seconds`` of waiting for all questions from now on together."""
        share = self._shares.get(self._names.partition("@")[0], COMPUTING)
        self._left, self._may, self._waited = seconds, share * seconds, 0.0

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
        return list(outcomes)

    def ask_all(
        self, programs: Sequence[tuple[Step, ...]], packed: Packed | None = None
    ) -> Iterator[Sequence[Outcome]]:  # fmt: skip
        """Run cases in the student's zone, in order; yields each answer as it comes.

        One request for all cases saves two process switches for each.  Only the time spent waiting counts.

        Args:
            programs: the cases.
            packed: the same cases packed; while functions are lent, only the sealed answers to their calls are used.

        Raises:
            SandboxError, ProtocolError: as `ask`, at the case where it happens.
            JudgeError: all cases together are too large for a frame, which is not the student's fault.
        """
        if packed is not None and self._answer is None:
            yield from self._ask_packed(packed)
            return
        number = secrets.token_hex(8)
        trees, buffers = pack_cases(programs)
        if self._lent:
            names = self._lent["lent"]
            buffers.append(secrets.token_bytes(SALT) if packed is None else packed.sealed(names))
        request = pack_frame({"number": number, "names": self._names, "cases": trees, **self._lent}, buffers)
        self._send(request, len(programs))
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
            if self._note is not None:
                self._note(_counts(tree.get("opened"), self._lent["lent"]))
            yield unpack_outcomes(tree.get("outcomes"), buffers, steps)

    def _ask_packed(self, packed: Packed) -> Iterator[Sequence[Outcome]]:
        number, count = secrets.token_hex(8), packed.request.count
        self._send(packed.request.frame(number, self._names, together=False), count)
        for index in range(count):
            with self._waiting() as deadline:
                header, body = receive_parts(self._channel, deadline, MAX_HEADER, MAX_BODY)
            if index == count - 1:
                must_be_silent(self._channel)
            yield packed.read(index, _beginning(number), header, body)

    def ask_together(self, request: Request) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        """Run packed cases in the student's zone.

        Returns:
            How the header of the answer to the first case begins if it is one to this request, up to the number of the
            case, and each answer's header and body as they came.

        Raises:
            SandboxError, ProtocolError, JudgeError: as `ask_all`.
        """
        number = secrets.token_hex(8)
        self._send(request.frame(number, self._names), request.count)
        with self._waiting() as deadline:
            body = receive_body(self._channel, deadline, MAX_BODY)
            must_be_silent(self._channel)
        answers = list(unpack_frames(body))
        if len(answers) != request.count:
            raise ProtocolError("more or fewer answers than questions")
        return _beginning(number), answers

    def _send(self, request: bytes, count: int) -> None:
        try:
            frame_lengths(request[: PREFIX.size])
        except ProtocolError as error:
            raise JudgeError(messages.TOO_MUCH.format(count=count, size=len(request) >> 20)) from error
        with self._waiting() as deadline:
            must_be_silent(self._channel)
            send(self._channel, request, deadline)

    def _receive(self) -> tuple[Any, list[bytes]]:
        with self._waiting() as deadline:
            return receive_frame(self._channel, deadline, MAX_HEADER, MAX_BODY)

    @contextmanager
    def _waiting(self) -> Iterator[Deadline]:
        begin = time.monotonic()

        def look() -> float:
            # What it computed for earlier exercises does not count, nor does time in which the machine did other work.
            more = self._may - min(self._spent(), self._waited + time.monotonic() - begin)
            return max(more, LOOK_SECONDS) if more > 0 else 0.0

        try:
            yield Deadline(self._left, look, max(self._may - self._waited, 0.0))
        finally:
            passed = time.monotonic() - begin
            self._left -= passed
            self._waited += passed


def _counts(said: Any, names: Collection[str]) -> dict[str, int]:
    """How many calls were answered in the zone, by name.

    Raises:
        ProtocolError: it says something else.
    """
    if not isinstance(said, dict) or said.keys() != set(names):
        raise ProtocolError("not the names that were lent")
    if not all(type(count) is int and 0 <= count < 1 << 40 for count in said.values()):
        raise ProtocolError("not a number of calls")
    return said


def _beginning(number: str) -> bytes:
    """How the header of an answer to a request with this number begins, up to the number of the case."""
    return b'{"t":{"to":"%s","case":' % number.encode()
