"""The worker's side: one warm zygote, one execution at a time."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from ..errors import HostError, SandboxError, UnitError, UsageError
from . import launch, messages
from .cgroup import ControlGroup, sweep
from .execution import Execution
from .limits import CellSource, Limits
from .wireio import Deadline, wait

START_SECONDS = 120.0
ANSWER_SECONDS = 30.0
Isolation = Literal["namespaces", "none"]
_numbers = itertools.count(1)


class Sandbox:
    """Runs submissions, each in a zone of its own.

    Args:
        course: the released units.
        isolation: "none" gives up the zone (hosts without namespaces); never a default.
        limits: of each submission.
    """

    def __init__(self, course: Path, *, isolation: Isolation = "namespaces", limits: Limits | None = None) -> None:
        if isolation not in ("namespaces", "none"):
            raise UsageError(messages.ISOLATION.format(found=isolation))
        self.course = course.resolve()
        self.isolation = isolation
        self.limits = limits or Limits()
        self._isolated = isolation == "namespaces"
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._group = ControlGroup()
        self._count = itertools.count(1)

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote; returns when it is warm.

        Raises:
            HostError: this host cannot; the text says what to do.
        """
        self.close()
        sweep()
        name = f"{os.getpid()}-{next(_numbers)}"
        if self._isolated:
            self._group = ControlGroup.create(name, self.limits.memory_bytes, self.limits.processes)
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = launch.start(self.course, its, self._isolated, self._group)
            self._channel = mine
        finally:
            its.close()
        try:
            self._hear(START_SECONDS)
        except (SandboxError, OSError) as error:
            detail = self._last_words()
            self.close()
            raise HostError(messages.NO_START.format(detail=detail)) from error

    def close(self) -> None:
        """End the zygote and everything below it."""
        channel, self._channel = self._channel, None
        process, self._process = self._process, None
        if channel is not None:
            channel.close()
        if process is not None:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr is not None:
                process.stderr.close()
        self._group.remove()

    def execute(self, unit: str, cells: Sequence[CellSource], definitions: Sequence[CellSource]) -> Execution:
        """Run a notebook's cells.

        Args:
            unit: name of the unit, as 09_softmax_cross_entropy.
            cells: all code cells, in order.
            definitions: those that define what is graded; run alone when the others fail.

        Raises:
            HostError: no zone can be made.
            UnitError: the unit is not among the released ones.
        """
        folder = self.course / unit
        if not folder.is_dir():
            raise UnitError(messages.NO_UNIT.format(path=folder))
        try:
            number, control, home = self._open(unit, folder)
        except (SandboxError, OSError):
            # The zygote died: not this submission's fault, which has not begun.
            self.start()
            number, control, home = self._open(unit, folder)
        execution = Execution(control, self.limits, definitions, lambda: self._end(number, control, home))
        try:
            execution.begin(cells)
        except BaseException:
            execution.close()
            raise
        return execution

    def _open(self, unit: str, folder: Path) -> tuple[int, socket.socket, str]:
        if self._channel is None:
            raise SandboxError(messages.CLOSED)
        number = next(self._count)
        home = "" if self._isolated else tempfile.mkdtemp(prefix="autograder-")
        message = {"op": "open", "id": number, "unit": unit, "limits": self.limits.as_message()}
        message.update(home=home, folder=str(folder))
        control, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            socket.send_fds(self._channel, [json.dumps(message).encode()], [its.fileno()])
        except OSError:
            control.close()
            raise
        finally:
            its.close()
        self._hear(ANSWER_SECONDS)
        return number, control, home

    def _end(self, number: int, control: socket.socket, home: str) -> None:
        """Nothing of the submission is left when this returns."""
        control.close()
        try:
            if self._channel is not None:
                self._channel.send(json.dumps({"op": "close", "id": number}).encode())
                self._hear(ANSWER_SECONDS)
        except (OSError, SandboxError):
            self.close()  # a zygote that does not answer takes everything below it along
        if home:
            shutil.rmtree(home, ignore_errors=True)

    def _hear(self, seconds: float) -> Any:
        """The zygote's answer.

        Raises:
            SandboxError: it is gone, or silent for too long.
        """
        assert self._channel is not None
        deadline = Deadline(seconds)
        while True:
            try:
                data = self._channel.recv(65536, socket.MSG_DONTWAIT)
                break
            except BlockingIOError:
                wait(self._channel, 1, deadline)
        if not data:
            raise SandboxError(messages.LOST)
        return json.loads(data)

    def _last_words(self) -> str:
        if self._process is None or self._process.stderr is None:
            return ""
        if self._process.poll() is None:
            self._process.kill()
        lines = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""
