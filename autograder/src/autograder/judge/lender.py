"""Lends earlier exercises' functions to a student's zone: takes its calls, and has them answered in a limited process.

Whoever may call is an attacker who has an oracle: he learns what an earlier exercise's reference gives on inputs of his
choice, and nothing else.  The functions that a `Loan` names are the only ones, for as long as it lives.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from npml.core.wire import MAX_BODY, MAX_HEADER, pack_frame
from npml.errors import HostError, ProtocolError, SandboxError, SandboxTimeout

from ..authoring.unit import Unit
from ..deadline import Deadline, send
from ..sandbox.wireio import receive_frame
from . import messages

START_SECONDS = 120.0
#: Seconds for one call, and for all calls of a loan together.  A call takes less than a millisecond, but on a crowded
#: machine its way there and back may take twenty.
CALL_SECONDS, LOAN_SECONDS = 5.0, 90.0
#: At most so many calls a loan; the largest exercise of the course makes 4,500.
MOST_CALLS = 20_000


class Lends(Protocol):
    """What answers the calls."""

    def answer(self, unit: Unit, call: Any, buffers: list[bytes], deadline: Deadline) -> tuple[Any, list[bytes]]:
        """The answer to a call of a function of the unit's reference, as a tree and buffers.

        Raises:
            ProtocolError: it is no call.
            SandboxError: it took too much memory; `SandboxTimeout`: too much time.
        """


class Lender:
    """Answers calls in a process of its own (`judge.lend`), which is started when it is first needed."""

    def __init__(self) -> None:
        # -P: no module is imported from the working directory.
        self._command = [sys.executable, "-P", "-m", "autograder.judge.lend"]
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._loaded: set[str] = set()

    def answer(self, unit: Unit, call: Any, buffers: list[bytes], deadline: Deadline) -> tuple[Any, list[bytes]]:
        """As `Lends.answer`.

        Raises:
            HostError: the process cannot be started.
        """
        channel = self._ready(unit)
        tree, answer = self._say(channel, pack_frame({"unit": unit.name, "call": call}, buffers), deadline)
        if "bad" in tree:
            raise ProtocolError("not a call")
        return tree, answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        channel, self._channel = self._channel, None
        self._loaded.clear()
        if channel is not None:
            channel.close()
        if process is not None:
            process.kill()
            process.wait()

    def _say(self, channel: socket.socket, frame: bytes, deadline: Deadline) -> tuple[Any, list[bytes]]:
        try:
            send(channel, frame, deadline)
            return receive_frame(channel, deadline, MAX_HEADER, MAX_BODY)
        except ProtocolError as error:
            self.close()
            raise SandboxError(str(error)) from error
        except BaseException:  # also an interruption: half a frame must not be taken for the next one's beginning
            self.close()
            raise

    def _ready(self, unit: Unit) -> socket.socket:
        """The channel to the process, which has the unit's reference."""
        if self._channel is None or self._process is None or self._process.poll() is not None:
            self.close()
            self._start()
        assert self._channel is not None
        if unit.name not in self._loaded:
            load = pack_frame({"load": unit.name}, [unit.reference_source.encode()])
            try:
                self._say(self._channel, load, Deadline(START_SECONDS))
            except SandboxError as error:
                raise HostError(messages.NO_LENDER) from error
            self._loaded.add(unit.name)
        return self._channel

    def _start(self) -> None:
        try:
            self._channel, its = socket.socketpair()
            with its:
                environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
                self._process = subprocess.Popen(self._command, stdin=its.fileno(), env=environment, start_new_session=True)
        except OSError as error:
            self.close()
            raise HostError(messages.NO_LENDER) from error


class Loan:
    """Some functions of a unit, lent for the judging of one exercise.

    Attributes:
        calls: how often each was called so far.
    """

    def __init__(self, lender: Lends, unit: Unit, names: Collection[str]) -> None:
        self._lender, self._unit = lender, unit
        self._left, self._asked = LOAN_SECONDS, 0
        self.calls = dict.fromkeys(names, 0)

    def note(self, counts: Mapping[str, int]) -> None:
        """Count calls that sealed answers have answered.  Making them up gains nothing: whoever does could make them."""
        for name, count in counts.items():
            self.calls[name] += count

    def answer(self, call: Any, buffers: list[bytes]) -> tuple[Any, list[bytes]]:
        """The answer to a call from the zone.

        Args:
            call, buffers: hostile.

        Raises:
            ProtocolError: it is no call of a lent function.
            SandboxError, SandboxTimeout: it needs too much, or all of them together did.
            HostError: this host cannot run the process.
        """
        name = call.get("call")
        if not isinstance(name, str) or name not in self.calls:
            raise ProtocolError("a call of what is not lent")
        self.calls[name] += 1
        self._asked += 1
        if self._asked > MOST_CALLS or self._left <= 0:
            raise SandboxTimeout
        begin = time.monotonic()
        try:
            return self._lender.answer(self._unit, call, buffers, Deadline(min(self._left, CALL_SECONDS)))
        finally:
            self._left -= time.monotonic() - begin
