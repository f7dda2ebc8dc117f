"""Pid 1 of a submission's zone: forks notebook processes, passes channels, kills.

It never runs a student's code, so that a fresh notebook process can be forked from it when
the first one is lost.  No process of the student's can signal it, because it is pid 1 of their namespace.

From the worker (control): ``run`` (+ the notebook's channel), ``settle`` (end what the cells left
running), ``snapshot`` (+ its channel), ``drop`` a snapshot, ``spent`` (how long one has computed), ``stop`` everything.
To the worker: ``up``, ``broken``, ``ended``, ``hello``, ``spent``, ``dropped``, ``stopped``.  From the zone: ``hello`` of a
snapshot; the pid of its sender comes from the kernel (SO_PASSCRED, unix(7)).
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from typing import Any, NoReturn

from npml.errors import ProtocolError

from . import killing, linux, runner, zone
from .channel import receive_message, send_message

SO_PASSCRED = 16


def start(zygote: socket.socket, control: int, spec: dict[str, Any], isolated: bool) -> int:
    """Fork a supervisor, in the zygote.

    Args:
        zygote: the zygote's own channel, which the supervisor closes.
        control: descriptor of the channel to the worker.
        spec: the worker's ``open`` message.
        isolated: with namespaces.

    Returns:
        Its pid as the zygote sees it, 0 if it could not be made.
    """
    uid, gid = os.getuid(), os.getgid()
    try:
        pid = linux.clone(zone.NAMESPACES) if isolated else os.fork()
    except OSError as error:
        with socket.socket(fileno=os.dup(control)) as channel:
            send_message(channel, _broken(error))
        return 0
    if pid:
        return pid
    try:
        zygote.close()
        channel = socket.socket(fileno=control)
        try:
            if isolated:
                zone.name_user(uid, gid)
            Supervisor(channel, spec, isolated).serve()
        except (OSError, KeyError) as error:
            send_message(channel, _broken(error))
    finally:
        os._exit(1)


def _broken(error: Exception) -> dict[str, str]:
    return {"broken": f"{type(error).__name__}: {error}"}


class Supervisor:
    """One submission's pid 1."""

    def __init__(self, control: socket.socket, spec: dict[str, Any], isolated: bool) -> None:
        self._control = control
        self._limits = spec["limits"]
        self._isolated = isolated
        self._score = self._last = -1
        if isolated:
            self._score, self._last = zone.isolate(spec["unit"], self._limits)
        else:
            zone.use_folder(spec["home"], spec["folder"])
        self._notebook = 0
        self._reports: socket.socket | None = None
        self._wanted: set[int] = set()
        self._snapshots: dict[int, int] = {}
        self._wake, wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(wake, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._wake_writer = wake

    def serve(self) -> NoReturn:
        """Obey the worker until its end of the channel is closed."""
        self._tell({"up": True})
        while True:
            poll = select.poll()
            poll.register(self._control, select.POLLIN)
            poll.register(self._wake, select.POLLIN)
            if self._reports is not None:
                poll.register(self._reports, select.POLLIN)
            ready = {fd for fd, _ in poll.poll()}
            if self._reports is not None and self._reports.fileno() in ready:
                self._hear()
            if self._wake in ready:
                self._reap()
            if self._control.fileno() in ready:
                self._obey()

    def _tell(self, message: dict[str, Any]) -> None:
        # A worker that is gone is noticed when its channel is read; until then, carry on killing.
        with contextlib.suppress(ConnectionError):
            send_message(self._control, message)

    def _obey(self) -> None:
        try:
            message, fds, _ = receive_message(self._control)
        except (EOFError, ConnectionError):
            self._kill_all()
            os._exit(0)
        what = message["op"]
        if what == "run":
            self._run(fds[0])
        elif what == "snapshot":
            self._pass_on(message["id"], fds[0])
        elif what == "drop":
            self._tell({"dropped": message["id"], "found": self._drop(message["id"])})
        elif what == "spent":
            self._tell({"spent": self._spent(message["id"])})
        elif what == "settle":
            self._settle()
        elif what == "stop":
            self._kill_all()
            self._tell({"stopped": True})
        for fd in fds:
            os.close(fd)

    def _run(self, channel: int) -> None:
        """Kill what is left of an earlier notebook process and fork a fresh one."""
        self._kill_all()
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        mine.setsockopt(socket.SOL_SOCKET, SO_PASSCRED, 1)
        mine.setblocking(False)
        self._set_oom_score(1000)
        pid = os.fork()
        if not pid:
            try:
                mine.close()
                self._become_notebook(channel, its)
            finally:
                os._exit(1)
        self._set_oom_score(0)
        its.close()
        self._notebook, self._reports = pid, mine

    def _set_oom_score(self, score: int) -> None:
        # Children inherit the score: the kernel kills a notebook and its children first when memory runs out.
        if self._score >= 0:
            with contextlib.suppress(OSError):
                os.pwrite(self._score, str(score).encode(), 0)

    def _become_notebook(self, channel: int, reports: socket.socket) -> NoReturn:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for fd in (self._wake, self._wake_writer, self._score, self._last):
            if fd >= 0:
                os.close(fd)
        self._control.close()
        if self._reports is not None:
            self._reports.close()
        if not self._isolated:
            os.setsid()
        zone.limit(self._limits)
        runner.run(socket.socket(fileno=channel), reports, self._isolated)

    def _pass_on(self, number: int, channel: int) -> None:
        self._wanted.add(number)
        if self._reports is not None:
            with contextlib.suppress(OSError):  # the notebook process does not listen: the worker's deadline decides
                send_message(self._reports, {"snapshot": number}, (channel,))

    def _hear(self) -> None:
        assert self._reports is not None
        try:
            message, fds, sender = receive_message(self._reports)
        except BlockingIOError:
            return
        except (ProtocolError, UnicodeDecodeError):
            return
        except (EOFError, OSError):
            self._reports.close()
            self._reports = None
            return
        for fd in fds:
            os.close(fd)
        number = message.get("hello") if isinstance(message, dict) else None
        if type(number) is int and number in self._wanted and sender > 1:
            self._wanted.discard(number)
            self._snapshots[number] = sender
            self._tell({"hello": number})

    def _drop(self, number: int) -> bool:
        """Kill a snapshot; if it never said hello, the notebook with everything in the zone."""
        while number in self._wanted and self._reports is not None and self._readable():
            self._hear()
        pid = self._snapshots.pop(number, 0)
        if pid > 1:
            killing.kill(pid, group=not self._isolated)
        if number in self._wanted:
            self._wanted.discard(number)
            self._kill_all()
            return False
        return True

    def _spent(self, number: int) -> float:
        """Seconds of processor time that a snapshot has used; its own children's are not counted."""
        try:
            # As clock_getcpuclockid(3) makes the number of a process's clock: without /proc there is no other way.
            return time.clock_gettime((~self._snapshots[number] << 3) | 2)
        except (KeyError, OSError):  # it has ended, which its channel tells
            return 0.0

    def _readable(self) -> bool:
        assert self._reports is not None
        return bool(select.select([self._reports], [], [], 0)[0])

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._wake, 512)
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not pid:
                return
            self._forget(pid, status)

    def _forget(self, pid: int, status: int) -> None:
        self._snapshots = {number: other for number, other in self._snapshots.items() if other != pid}
        if pid == self._notebook:
            self._notebook = 0
            self._tell({"ended": os.waitstatus_to_exitcode(status)})

    def _settle(self) -> None:
        """Kill the processes that the cells left running, so that they cannot starve the exercises."""
        if not self._isolated:
            killing.kill_others(self._notebook)
            return
        try:
            settled = killing.kill_numbers(self._notebook, self._last)
        except OSError:  # not even our own fork is allowed any more
            settled = False
        if not settled:
            self._kill_all()

    def _kill_all(self) -> None:
        """Kill all processes of the student's; the worker is told that the notebook process has ended."""
        if self._isolated and os.getpid() == 1:
            self._kill_namespace()
        else:
            killing.kill_descendants(self._forget)
        self._wanted.clear()
        self._snapshots.clear()
        if self._reports is not None:
            self._reports.close()
            self._reports = None

    def _kill_namespace(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)  # as pid 1: everything else in this namespace, nothing outside
        while True:
            try:
                pid, status = os.waitpid(-1, 0)
            except ChildProcessError:
                return
            self._forget(pid, status)
