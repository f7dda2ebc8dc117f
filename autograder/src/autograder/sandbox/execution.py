"""One submission: its run, then a snapshot per exercise."""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Literal

from ..core.wire import pack_frame
from ..errors import HostError, ProtocolError, SandboxError, SandboxTimeout
from . import messages
from .limits import CellSource, Limits
from .notes import FailedLine, read_failed, read_rebound, read_states
from .outputs import read_outputs, stopped
from .snapshot import Snapshot
from .wireio import Deadline, receive_frame, send, wait

Status = Literal["ran", "definitions", "failed"]
#: After a cell's own limit has interrupted it, so long until everything is killed.
GRACE = 2.0
#: How often the notebook may be rebuilt after an exercise took it along.
REBUILDS = 4
#: Bytes of what is told of a cell besides its outputs.
MAX_NOTES = 1 << 17
ANSWER_SECONDS = 15.0
HELLO_SECONDS = 5.0


class _Lost(Exception):
    """A run ended before its last cell: at which, and why."""

    def __init__(self, cell: int, why: Literal["hang", "death", "garbled", "slow"]) -> None:
        self.cell, self.why = cell, why


class Execution:
    """One executed submission; a `judge.verdict.Session`.

    Attributes:
        outputs: nbformat 4 outputs by cell index.
        status: "ran"; "definitions" if only those could be run; "failed" if not even they could.
        message: Korean, why it is not "ran", or that it was rebuilt on the way; never a student's text.
        failed: statements that failed while the cells ran.
        rebound: for each exercise the names that later cells changed after its solution cell, and the last such cell.
        states: for each exercise of which there is more than one, the states of the names to judge (`snapshot`).
    """

    def __init__(
        self, control: socket.socket, limits: Limits, definitions: Sequence[CellSource], wanted: Mapping[str, str],
        end: Callable[[], None],
    ) -> None:  # fmt: skip
        self.outputs: dict[int, list[dict[str, Any]]] = {}
        self.status: Status = "failed"
        self.message = ""
        self.failed: list[FailedLine] = []
        self.rebound: dict[str, dict[str, int]] = {}
        self.states: dict[str, tuple[str, ...]] = {}
        self._wanted = dict(wanted)
        self._control = control
        self._limits = limits
        self._definitions = list(definitions)
        self._end: Callable[[], None] | None = end
        self._alive = False
        self._rebuilds = 0
        self._snapshots = 0

    def __enter__(self) -> Execution:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave nothing of the submission."""
        end, self._end = self._end, None
        if end is not None:
            self._alive = False
            end()

    def begin(self, cells: Sequence[CellSource]) -> None:
        """Run the notebook, else its definitions.

        Raises:
            HostError: the zone could not be made.
        """
        first = self._answer("up", "broken")
        if "broken" in first:
            raise HostError(messages.NO_ZONE.format(detail=str(first["broken"])[:200]))
        try:
            self._run(list(cells), self._limits.notebook_seconds)
            self.status = "ran"
            return
        except _Lost as lost:
            self.outputs.setdefault(lost.cell, []).append(stopped())
            self.message = _explain(lost, self._limits)
        self._define()

    def _define(self) -> bool:
        """Run the definitions alone; a cell that ends the process is left out the next time."""
        cells = list(self._definitions)
        end = time.monotonic() + self._limits.definitions_seconds
        while cells:
            try:
                self._run(cells, end - time.monotonic())
                self.status = "definitions"
                return True
            except _Lost as lost:
                cells = [cell for cell in cells if cell.index != lost.cell]
                if lost.why == "slow" or time.monotonic() >= end:
                    break
        self.status = "failed"
        self.message = messages.FAILED
        return False

    def _run(self, cells: list[CellSource], seconds: float) -> None:
        """Run cells in a fresh notebook process; what an earlier run told of its cells is forgotten.

        Raises:
            _Lost: it did not come to an end.
        """
        self.failed, self.rebound, self.states = [], {}, {}
        mine, its = socket.socketpair()
        with mine:
            with its:
                self._tell({"op": "run"}, its)
            job = {
                "cells": [cell.index for cell in cells], "cell_seconds": self._limits.cell_seconds,
                "rest_seconds": self._limits.rest_seconds,
                "wanted": self._wanted, "solutions": [[cell.index, [cell.exercise]] for cell in cells if cell.exercise],
                "checks": [[cell.index, cell.checks] for cell in cells if cell.checks],
                "output_bytes": self._limits.output_bytes // 2, "output_count": self._limits.output_count,
            }  # fmt: skip
            try:
                self._follow(mine, pack_frame(job, [cell.source.encode("utf-8", "replace") for cell in cells]), cells,
                             seconds)  # fmt: skip
            except _Lost:
                self._stop()
                raise
        self._tell({"op": "settle"})
        self._alive = True

    def _follow(self, channel: socket.socket, job: bytes, cells: list[CellSource], seconds: float) -> None:
        total = Deadline(seconds)
        room = self._limits.output_bytes
        current = cells[0].index if cells else 0
        try:
            send(channel, job, total)
            for cell in cells:
                current = cell.index
                most = self._limits.cell_seconds + self._limits.rest_seconds + GRACE
                one = Deadline(min(most, total.left()))
                tree, buffers = receive_frame(channel, one, MAX_NOTES, max(room, 0) + (1 << 16))
                if not isinstance(tree, dict) or tree.get("cell") != cell.index or len(buffers) != 1:
                    raise ProtocolError("a frame out of turn")
                room -= len(buffers[0])
                self.outputs[cell.index] = read_outputs(buffers[0], tree.get("cut") is True, self._limits.output_count)
                self.failed += read_failed(tree.get("failed"), cell.shown - 1, cell.source)
            tree, _ = receive_frame(channel, total, MAX_NOTES, 0)
            if not isinstance(tree, dict) or tree.get("done") is not True:
                raise ProtocolError("a frame out of turn")
            self.rebound = read_rebound(tree.get("rebound"), {cell.index: cell.shown - 1 for cell in cells})
            self.states = read_states(tree.get("states"), self._wanted)
        except ProtocolError:
            raise _Lost(current, "garbled") from None
        except SandboxTimeout:
            try:
                total.left()
            except SandboxTimeout:
                raise _Lost(current, "slow") from None
            raise _Lost(current, "hang") from None
        except SandboxError:
            raise _Lost(current, "death") from None

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Snapshot]:
        """A fork of the executed notebook for one exercise.

        Args:
            exercise: the state in which it finds the names: an exercise's name means when its solution cell had run,
                "" the end, and there are those of `states`.
            seconds: for all its cases together.

        Raises:
            SandboxError: there is no notebook process to fork, and none can be made.
        """
        number, channel = self._fork()
        with channel:
            try:
                yield Snapshot(channel, seconds, exercise)
            finally:
                self._drop(number)

    def _fork(self) -> tuple[int, socket.socket]:
        """A snapshot that has come up; a notebook that cannot fork (any more) is rebuilt.

        Raises:
            SandboxError: as `snapshot`.
        """
        for _ in range(REBUILDS + 1):
            self._revive()
            self._snapshots += 1
            number = self._snapshots
            mine, its = socket.socketpair()
            with its:
                self._tell({"op": "snapshot", "id": number}, its)
            try:
                if self._answer("hello", "ended", seconds=HELLO_SECONDS).get("hello") == number:
                    return number, mine
            except SandboxError:
                pass
            mine.close()
            self._drop(number)
        raise SandboxError(messages.LOST)

    def _drop(self, number: int) -> None:
        try:
            self._tell({"op": "drop", "id": number})
            if not self._answer("dropped")["found"]:
                self._alive = False
        except SandboxError:
            self.close()

    def _revive(self) -> None:
        """Make sure that there is a notebook process.

        Raises:
            SandboxError: there is none, and none can be made.
        """
        if self._end is None:
            raise SandboxError(messages.LOST)
        self._note_events()
        if self._alive:
            return
        if self.status == "failed" or self._rebuilds >= REBUILDS:
            raise SandboxError(messages.LOST)
        self._rebuilds += 1
        before = self.status, dict(self.outputs), self.failed
        said = self.message
        rebuilt = self._define()
        self.status, self.outputs, self.failed = before
        self.message = said or messages.REBUILT
        if not rebuilt:
            self._rebuilds = REBUILDS
            raise SandboxError(messages.LOST)

    # --- the supervisor ------------------------------------------------------------------

    def _tell(self, message: dict[str, Any], passed: socket.socket | None = None) -> None:
        try:
            socket.send_fds(self._control, [json.dumps(message).encode()], [passed.fileno()] if passed else [])
        except OSError as error:
            raise SandboxError(messages.LOST) from error

    def _stop(self) -> None:
        self._alive = False
        self._tell({"op": "stop"})
        self._answer("stopped")

    def _answer(self, *wanted: str, seconds: float = ANSWER_SECONDS) -> dict[str, Any]:
        """The supervisor's answer; events that come before it are noted.

        Raises:
            SandboxError: it is gone.
        """
        deadline = Deadline(seconds)
        while True:
            message = self._event()
            if message is None:
                wait(self._control, select.POLLIN, deadline)
            elif any(word in message for word in wanted):
                return message

    def _note_events(self) -> None:
        while self._event() is not None:
            pass

    def _event(self) -> dict[str, Any] | None:
        try:
            data = self._control.recv(65536, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError as error:
            raise SandboxError(messages.LOST) from error
        if not data:
            raise SandboxError(messages.LOST)
        message: dict[str, Any] = json.loads(data)
        if "ended" in message:
            self._alive = False
        return message


def _explain(lost: _Lost, limits: Limits) -> str:
    if lost.why == "slow":
        return messages.HUNG.format(seconds=limits.notebook_seconds)
    if lost.why == "hang":
        return messages.HUNG_CELL.format(cell=lost.cell + 1)
    if lost.why == "death":
        return messages.DIED.format(cell=lost.cell + 1)
    return messages.GARBLED
