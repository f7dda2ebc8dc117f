"""One submission: its run, then a snapshot per exercise."""

from __future__ import annotations

import json
import select
import socket
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Any, Literal

from npml.core.wire import pack_frame
from npml.errors import HostError, ProtocolError, SandboxError, SandboxTimeout

from ..deadline import Deadline, send, wait
from . import messages
from .limits import CellSource, Limits
from .notes import FailedLine, read_failed, read_rebound, read_states
from .outputs import read_outputs, stopped
from .snapshot import Snapshot
from .wireio import receive_frame

Status = Literal["ran", "partly", "definitions", "failed"]
#: Seconds that an interrupted cell has to end before its process is killed.
GRACE = 2.0
#: How often the whole notebook is run again, each time with less of the cell at which it was lost.
AGAIN = 2
#: At most so many cells are named in a message.
MOST_TOLD = 5
#: How often the notebook may be run anew after a judged function ended its process.
REBUILDS = 4
#: At most so many bytes are read about a cell besides its outputs.
MAX_NOTES = 1 << 17
ANSWER_SECONDS = 15.0
HELLO_SECONDS = 5.0


class _Lost(Exception):
    """A run ended before its last cell; says at which cell, and why."""

    def __init__(self, cell: int, why: Literal["hang", "death", "garbled", "slow"]) -> None:
        self.cell, self.why = cell, why


class Execution:
    """One executed submission; a `judge.model.Session`.

    Attributes:
        outputs: nbformat 4 outputs by cell index.
        status: "ran"; "partly" if some cells were left out or reduced to their definitions; "definitions" if little
            more than definitions could be run; "failed" if not even those.
        message: Korean; why it is not "ran", or that the notebook was rebuilt on the way.  Never a student's text.
        failed: statements that failed while the cells ran.
        rebound: for each exercise the names that later cells changed after its solution cell, and the last such cell.
        states: the keys of the states to judge an exercise in (`snapshot`), for exercises with more than one.
    """

    def __init__(
        self, control: socket.socket, limits: Limits, definitions: Sequence[CellSource], wanted: Mapping[str, str],
        end: Callable[[], None], libraries: Sequence[str] = (), given: Sequence[str] = (),
    ) -> None:  # fmt: skip
        self.outputs: dict[int, list[dict[str, Any]]] = {}
        self.status: Status = "failed"
        self.message = ""
        self.failed: list[FailedLine] = []
        self.rebound: dict[str, dict[str, int]] = {}
        self.states: dict[str, tuple[str, ...]] = {}
        #: Of each exercise, the part of its time that may be computed (see `Snapshot`).
        self.shares: Mapping[str, float] = {}
        self._wanted = dict(wanted)
        self._libraries, self._given = list(libraries), list(given)
        self._control = control
        self._limits = limits
        #: The cells that may still run as a whole; and for each cell its definitions, of a solution cell in two lengths.
        self._whole: dict[int, CellSource] = {}
        self._defines = {cell.index: [cell, *_briefer(cell)] for cell in definitions}
        self._cells: dict[int, CellSource] = {}
        self._lost: list[int] = []
        self._end: Callable[[], None] | None = end
        self._alive = False
        self._rebuilds = 0
        self._snapshots = 0

    def __enter__(self) -> Execution:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End everything of the submission that still runs."""
        end, self._end = self._end, None
        if end is not None:
            self._alive = False
            end()

    def begin(self, cells: Sequence[CellSource]) -> None:
        """Run the notebook, or as much of it as possible, and stop at the first of these steps that comes to its end.

        The whole notebook; the same up to twice again, with less of each cell that ended the process or hung; the
        solution cells with the definitions of the others; the definitions of all cells; the same with only what can do
        no harm in solution cells.  The first run has ``notebook_seconds``, the next two as many together, each of the
        last three steps ``definitions_seconds``.  So this takes at most twice the one and thrice the other.

        Raises:
            HostError: the zone could not be made.
            SandboxError: the supervisor died.
        """
        first = self._answer("up", "broken")
        if "broken" in first:
            raise HostError(messages.NO_ZONE.format(detail=str(first["broken"])[:200]))
        self._cells = {cell.index: cell for cell in cells}
        self._whole = dict(self._cells)
        self._defines = {index: texts for index, texts in self._defines.items() if index in self._whole}
        ends: dict[int, list[dict[str, Any]]] = {}
        told: dict[int, str] = {}
        why = ""
        end = time.monotonic() + self._limits.notebook_seconds
        for turn in range(AGAIN + 1):
            try:
                self._run(self._left(), end - time.monotonic())
            except _Lost as lost:
                ends.setdefault(lost.cell, [*self.outputs.get(lost.cell, []), stopped()])
                why = self._explain(lost)
                if lost.why in ("garbled", "slow"):
                    break
                if not turn:
                    end = time.monotonic() + self._limits.notebook_seconds
                said = messages.SHORTENED if self._give_up(lost.cell) else messages.LEFT_OUT
                told[lost.cell] = said.format(why=why)
            else:
                self.status = "partly" if told else "ran"
                self.message = " ".join(told.values())
                self.outputs.update(ends)
                return
        self.outputs.update(ends)
        self._define(why)

    def _left(self) -> list[CellSource]:
        """What is to be run of each cell.  If nothing of one is left, its checks move to the cell before it."""
        left: list[CellSource] = []
        for index, cell in self._cells.items():
            if index in self._whole:
                left.append(cell)
            elif texts := self._defines.get(index):
                left.append(replace(texts[0], checks=cell.checks))
            elif left:
                left[-1] = replace(left[-1], checks=(*left[-1].checks, *cell.checks))
        return left

    def _give_up(self, cell: int) -> bool:
        """Run less of a cell from now on; returns whether anything of it is left."""
        self._lost.append(cell)
        if self._whole.pop(cell, None) is None:
            del self._defines.get(cell, [])[:1]
        return bool(self._defines.get(cell))

    def _define(self, why: str) -> bool:
        """Run the last three steps of `begin`; returns whether one came to its end.  Outputs of earlier runs stay."""
        outputs = dict(self.outputs)
        self._whole = {index: cell for index, cell in self._whole.items() if cell.exercise}
        if self._whole and self._reduce():
            self.status, self.message = "definitions", messages.SOLUTIONS.format(why=why)
            if self._lost:
                lost = sorted(set(self._lost))
                cells = ", ".join(str(self._cells[cell].shown) for cell in lost[:MOST_TOLD])
                more = messages.AND_OTHERS if len(lost) > MOST_TOLD else ""
                self.message += messages.NOT_WHOLE.format(cells=cells, more=more)
            outputs = {**{index: self.outputs[index] for index in self._whole}, **outputs}
        else:
            self._whole = {}
            done = self._reduce() or (self._shorten() and self._reduce())
            self.status = "definitions" if done else "failed"
            self.message = messages.DEFINED.format(why=why) if done else messages.FAILED
        self.outputs = outputs
        return self.status == "definitions"

    def _explain(self, lost: _Lost) -> str:
        if lost.why == "slow":
            return messages.HUNG.format(seconds=self._limits.notebook_seconds)
        if lost.why == "garbled" or lost.cell not in self._cells:
            return messages.GARBLED
        said = messages.HUNG_CELL if lost.why == "hang" else messages.DIED
        return said.format(cell=self._cells[lost.cell].shown)

    def _shorten(self) -> bool:
        """Of all solution cells run only what can do no harm; returns whether that is less than before."""
        longer = [texts for texts in self._defines.values() if len(texts) > 1]
        for texts in longer:
            del texts[0]
        return bool(longer)

    def _reduce(self) -> bool:
        """Run what is left of the cells, each time with less of one that ends the process; returns whether it worked."""
        end = time.monotonic() + self._limits.definitions_seconds
        while cells := self._left():
            try:
                self._run(cells, end - time.monotonic())
                return True
            except _Lost as lost:
                if lost.why == "slow" or time.monotonic() >= end:
                    return False
                self._give_up(lost.cell)
        return False

    def _run(self, cells: list[CellSource], seconds: float) -> None:
        """Run cells in a fresh notebook process; what an earlier run reported is dropped, but for its outputs.

        Raises:
            _Lost: the run did not come to its end.
        """
        self.failed, self.rebound, self.states = [], {}, {}
        mine, its = socket.socketpair()
        with mine:
            with its:
                self._tell({"op": "run"}, its)
            job = {
                "cells": [cell.index for cell in cells], "cell_seconds": self._limits.cell_seconds,
                "rest_seconds": self._limits.rest_seconds, "libraries": self._libraries,
                "given": self._given,
                "brief": [cell.index for cell in cells if cell.brief],
                "wanted": self._wanted, "solutions": [[cell.index, cell.exercise] for cell in cells if cell.exercise],
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
                self.failed += read_failed(tree.get("failed"), cell.shown - 1, self._own(cell))
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

    def _own(self, cell: CellSource) -> str:
        """The student's own text of a cell if its lines are those of the text that runs, otherwise the latter."""
        own = self._cells[cell.index].source
        return own if own.rstrip("\n").count("\n") == cell.source.rstrip("\n").count("\n") else cell.source

    @contextmanager
    def snapshot(self, exercise: str, seconds: float) -> Iterator[Snapshot]:
        """A fork of the executed notebook for one exercise.

        Args:
            exercise: the key of the state in which it finds the names: an exercise's name is the state after its
                solution cell, "" the one at the end; see also `states`.
            seconds: for all its cases together.

        Raises:
            SandboxError: there is no notebook process to fork, and none can be made.
        """
        number, channel = self._fork()
        with channel:
            try:
                yield Snapshot(channel, seconds, exercise, lambda: self._spent(number), self.shares)
            finally:
                self._drop(number)

    def _fork(self) -> tuple[int, socket.socket]:
        """The number and the channel of a new snapshot; a notebook process that cannot fork any more is replaced."""
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

    def _spent(self, number: int) -> float:
        """Seconds of processor time that a snapshot has used."""
        self._tell({"op": "spent", "id": number})
        return float(self._answer("spent")["spent"])

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
        rebuilt = self._define("")
        self.status, self.outputs, self.failed = before
        known = self.status == "definitions" or messages.REBUILT in said
        self.message = said if known else f"{said} {messages.REBUILT}".strip()
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
        """The supervisor's first message with a wanted key; events that come before it are noted.

        Raises:
            SandboxError: it is gone, or silent for too long.
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


def _briefer(cell: CellSource) -> list[CellSource]:
    return [replace(cell, brief=True)] if cell.exercise else []
