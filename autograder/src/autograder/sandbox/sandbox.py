"""The worker's side of the sandbox: one warm zygote, one execution at a time."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

from npml.core.absent import NAMES, missing
from npml.core.josa import korean
from npml.core.marks import package_of
from npml.errors import HostError, LibraryMissing, SandboxError, SandboxTimeout, UnitError, UsageError

from ..deadline import Deadline, receive_some
from . import launch, messages
from .cgroup import ControlGroup, sweep
from .execution import Execution
from .limits import CellSource, Limits
from .needs import Needs, Stage

START_SECONDS = 120.0
ANSWER_SECONDS = 30.0
#: From which zygote a larger one is made.
SMALLER: dict[Stage, Stage] = {"drawing": "light", "heavy": "drawing", "torch": "heavy", "keras": "torch"}
Isolation = Literal["namespaces", "none"]
_numbers = itertools.count(1)


class Sandbox:
    """Runs submissions, each in a zone of its own.

    Args:
        packages: the folder of the units' packages, ``unitNN``.
        isolation: "namespaces"; or "none" for hosts without them, where students' code runs unprotected.
        limits: of each submission.

    Raises:
        UsageError: no such isolation.
    """

    def __init__(self, packages: Path, *, isolation: Isolation = "namespaces", limits: Limits | None = None) -> None:
        if isolation not in ("namespaces", "none"):
            raise UsageError(messages.ISOLATION.format(found=isolation))
        self.packages = packages.resolve()
        self.isolation = isolation
        self.limits = limits or Limits()
        self._isolated = isolation == "namespaces"
        self._process: subprocess.Popen[bytes] | None = None
        self._channels: dict[Stage, socket.socket] = {}
        self._needs = Needs()
        self._group = ControlGroup()
        self._count = itertools.count(1)

    def __enter__(self) -> Sandbox:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote; returns when it is warm.

        Raises:
            HostError: this host cannot run it; the text says what to do.
        """
        self.close()
        sweep()
        name = f"{os.getpid()}-{next(_numbers)}"
        if self._isolated:
            self._group = ControlGroup.create(name, self.limits.memory_bytes, self.limits.processes)
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            self._process = launch.start(self.packages, its, self._isolated, self._group)
            self._channels["light"] = mine
        except BaseException as error:
            mine.close()
            self._group.remove()
            if isinstance(error, OSError):
                raise HostError(messages.NO_START.format(detail=error)) from error
            raise
        finally:
            its.close()
        try:
            _hear(mine, START_SECONDS)
        except (SandboxError, OSError) as error:
            detail = self._last_words()
            self.close()
            raise HostError(messages.NO_START.format(detail=detail)) from error

    def close(self) -> None:
        """End the zygote and everything below it."""
        process, self._process = self._process, None
        for channel in self._channels.values():
            channel.close()
        self._channels.clear()
        if process is not None:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stderr is not None:
                process.stderr.close()
        self._group.remove()

    def execute(
        self, unit: str, cells: Sequence[CellSource], definitions: Sequence[CellSource],
        wanted: Mapping[str, str] | None = None, libraries: Sequence[str] = (), given: Sequence[str] = (),
    ) -> Execution:  # fmt: skip
        """Run a notebook's cells.

        Args:
            unit: name of the unit, as 09_softmax_cross_entropy.
            cells: all code cells, in order.
            definitions: what the cells define, to be run alone when they cannot be run as they are.
            wanted: exercise -> the name that its cells must bind.
            libraries: those that the unit's graded functions may use beside NumPy.
            given: the unit's own functions that cases call.

        Raises:
            HostError: no zone can be made.
            LibraryMissing: it would lack one of the libraries.
            UnitError: the unit is not among the released ones.
            SandboxError: the zygote or the supervisor died.
        """
        folder = self.packages / package_of(unit)
        if not folder.is_dir():
            raise UnitError(messages.NO_UNIT.format(path=folder))
        stage = self._needs.stage(folder, [cell.source for cell in cells], libraries)
        try:
            zone = self._open(unit, folder, stage)
        except (SandboxError, OSError):
            # The zygote died, which this submission cannot have caused: it has not begun.
            self.start()
            zone = self._open(unit, folder, stage)
        execution = Execution(
            zone.control, self.limits, definitions, wanted or {}, lambda: self._end(zone), libraries, given
        )
        try:
            execution.begin(cells)
        except BaseException:
            execution.close()
            raise
        return execution

    def _zygote(self, stage: Stage) -> socket.socket:
        """The channel to a zygote; the larger ones are started when they are first needed.

        Raises:
            SandboxError, OSError: the zygote is gone.
            LibraryMissing: the library that the zygote is for cannot be loaded.
        """
        if not self._channels:
            raise SandboxError(messages.CLOSED)
        if stage not in self._channels:
            smaller = self._zygote(SMALLER[stage])
            mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with its:
                socket.send_fds(smaller, [json.dumps({"op": "grow", "stage": stage}).encode()], [its.fileno()])
            self._channels[stage] = mine
            failed = _hear(mine, START_SECONDS)["missing"]
            if failed and stage in ("torch", "keras"):
                self._channels.pop(stage).close()
                raise LibraryMissing(korean(messages.BROKEN_LIBRARY, library=NAMES[stage], detail=failed[0]))
        return self._channels[stage]

    def _open(self, unit: str, folder: Path, stage: Stage) -> _Zone:
        zygote = self._zygote(stage)
        number = next(self._count)
        control, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        zone = _Zone(number, zygote, control, "" if self._isolated else tempfile.mkdtemp(prefix="autograder-"))
        message = {"op": "open", "id": number, "unit": package_of(unit), "limits": self.limits.as_message()}
        message.update(home=zone.home, folder=str(folder))
        try:
            with its:
                socket.send_fds(zygote, [json.dumps(message).encode()], [its.fileno()])
            _hear(zygote, ANSWER_SECONDS)
        except (SandboxError, OSError):
            control.close()
            zone.remove_home()
            raise
        return zone

    def _end(self, zone: _Zone) -> None:
        """End a zone; nothing of the submission is left when this returns."""
        zone.control.close()
        try:
            zone.zygote.send(json.dumps({"op": "close", "id": zone.number}).encode())
            _hear(zone.zygote, ANSWER_SECONDS)
        except (OSError, SandboxError):
            self.close()  # the zygote does not answer: end it, and with it everything below it
        zone.remove_home()

    def _last_words(self) -> str:
        if self._process is None or self._process.stderr is None:
            return ""
        if self._process.poll() is None:
            self._process.kill()
        lines = self._process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


@dataclass(frozen=True)
class _Zone:
    """One submission's zone: the zygote that made it, the supervisor's channel, its home ("" with namespaces)."""

    number: int
    zygote: socket.socket
    control: socket.socket
    home: str

    def remove_home(self) -> None:
        if self.home:
            shutil.rmtree(self.home, ignore_errors=True)


def find_libraries(libraries: Sequence[str]) -> None:
    """Check that this machine has the libraries.

    Raises:
        LibraryMissing: it lacks some; the text says what to do.
    """
    if found := missing(libraries):
        names = ", ".join(NAMES.get(name, name) for name in found)
        raise LibraryMissing(korean(messages.NO_LIBRARY, libraries=names, packages=" ".join(found)))


def _hear(channel: socket.socket, seconds: float) -> Any:
    """A zygote's answer.

    Raises:
        SandboxError: it is gone, or silent for too long.
    """
    try:
        return json.loads(receive_some(channel, 65536, Deadline(seconds)))
    except SandboxTimeout:
        raise
    except SandboxError as error:
        raise SandboxError(messages.LOST) from error
