"""The notebook process: runs the cells, then forks a snapshot whenever it is asked for one.

A student's code runs in this process and may do anything to it.  So the worker bounds every
frame that it sends, and ends the run at a frame out of turn.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import json
import os
import signal
import socket
import warnings
from types import FrameType
from typing import Any, NoReturn

from npml.core.libraries import allow, banish
from npml.core.wire import pack_frame
from npml.intake.shell import OutOfTime, run_source

from . import linux, snapshot
from .bindings import Bindings
from .channel import read_frame, receive_message, send_all
from .quiet import find_pools
from .recorder import recorder
from .seccomp import NO_PROGRAMS
from .shell import Shell, attach

# Bound here, before a student's code runs.
_dumps = json.dumps
_suppress = contextlib.suppress
_setitimer, _signal = signal.setitimer, signal.signal
_ITIMER, _SIGALRM, _SIGINT, _IGNORE = signal.ITIMER_REAL, signal.SIGALRM, signal.SIGINT, signal.SIG_IGN
_exit = os._exit
_banish, _freeze, _find_pools = banish, gc.freeze, find_pools
_ignore_warnings = warnings.simplefilter
_run_source, _shell = run_source, Shell.instance
_socket = socket.socket
_pack, _send, _receive, _snap = pack_frame, send_all, receive_message, snapshot.take
_wait_alone = linux.wait_alone
_note_files, _parse = snapshot.note_files, ast.parse
_BaseException, _Exception, _OutOfTime = BaseException, Exception, OutOfTime
#: Seconds between the interruptions of an overdue statement: a loop may swallow the first one.
AGAIN = 0.5


def run(channel: socket.socket, reports: socket.socket, isolated: bool) -> NoReturn:
    """Run the job that the worker sends, report each cell, then serve snapshots; never returns."""
    job, sources = read_frame(channel)
    allow(job["libraries"])
    shell: Shell = Shell.instance()
    recorder.room, recorder.count = job["output_bytes"], job["output_count"]
    attach(shell)
    run_cell = shell.run_cell
    bindings = Bindings(shell.user_ns, job["wanted"], dict(job["solutions"]), dict(job["checks"]), job["given"])
    shell.after_failure = bindings.after_failure
    for index, source in zip(job["cells"], sources, strict=True):
        recorder.begin()
        shell.rest_seconds, shell.brief = job["rest_seconds"], index in job["brief"]
        _one_cell(run_cell, source.decode("utf-8", "replace"), job["cell_seconds"])
        with _suppress(_BaseException):  # a notebook may have broken its own names
            bindings.after(index)
        body, cut = _outputs()
        _send(channel, _pack({"cell": index, "cut": cut, "failed": recorder.failed}, [body]))
    _send(channel, _pack({"done": True, **bindings.report()}))
    channel.close()
    _serve(shell, reports, bindings, isolated)


def _late(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTime


def _one_cell(run_cell: Any, source: str, seconds: float) -> None:
    try:
        _signal(_SIGALRM, _late)
        try:
            _setitimer(_ITIMER, seconds, AGAIN)
            _run_source(_shell(), run_cell, source)
        finally:
            _setitimer(_ITIMER, 0)
    except _BaseException:
        # The interruption came outside the shell, or the cell has broken IPython itself.
        _setitimer(_ITIMER, 0)
        recorder.cut = True
    _signal(_SIGALRM, _IGNORE)


def _outputs() -> tuple[bytes, bool]:
    try:
        recorder.drain()
        return _dumps(recorder.finish(), default=str, ensure_ascii=False).encode("utf-8", "replace"), recorder.cut
    except _BaseException:
        return b"[]", True


def _serve(shell: Shell, reports: socket.socket, bindings: Bindings, isolated: bool) -> NoReturn:
    _signal(_SIGINT, _IGNORE)
    with _suppress(_BaseException):  # a notebook may have broken its own names or modules
        _banish(bindings.home, shell.user_ns, *bindings.spaces())
    with _suppress(_BaseException):
        _ignore_warnings("ignore")  # since 3.12 a fork beside threads warns; a notebook may have made that an error
        _find_pools()
    with _suppress(_BaseException):
        _note_files()
    with _suppress(_BaseException):
        if NO_PROGRAMS is not None:  # another Python process could use the libraries that are banned here
            NO_PROGRAMS.install()
    _freeze()  # a garbage collection in a snapshot would write to every page, and so copy it
    while True:
        try:
            _wait_alone(reports.fileno())  # so that threads that the cells left do not run beside the judged calls
            message, fds, _ = _receive(reports)
        except _BaseException:
            _exit(0)
        _snap(shell, bindings, reports, message["snapshot"], fds[0], isolated)
