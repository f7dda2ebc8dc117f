"""One exercise's fork of the executed notebook: pid 1 of a namespace of its own.

It answers requests of one or more cases, case by case or all together, until it is killed.  It is the first process of
the zone to see hidden inputs, and only its replies get out: descriptors 0, 1 and 2 are /dev/null, and of the
others only the files that the notebook left open are kept.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
import stat
import sys
import threading
from typing import Any, NoReturn

from npml.core.program import run
from npml.core.wire import pack_frame, pack_frames, pack_outcomes, unpack_steps

from . import borrowed, linux
from .bindings import Bindings
from .channel import read_frame, send_all, send_message
from .quiet import seed_random, settle
from .recorder import recorder

_fork, _exit, _waitpid, _dup2, _open, _setsid = os.fork, os._exit, os.waitpid, os.dup2, os.open, os.setsid
_devnull = os.devnull
_run, _pack_frame, _pack_outcomes, _unpack_steps, _pack_frames = run, pack_frame, pack_outcomes, unpack_steps, pack_frames
_read_frame, _send_all, _send_message = read_frame, send_all, send_message
_unshare, _close_from, _clear = linux.unshare, linux.close_from, linux.clear_capabilities
_clone, _is_alone = linux.clone, linux.is_alone
_FLAGS = linux.CLONE_NEWUSER | linux.CLONE_NEWPID
_PARENT = linux.CLONE_PARENT
_OSError, _BaseException, _suppress = OSError, BaseException, contextlib.suppress
_by_mark, _unseal = borrowed.sealed_by_mark, borrowed.unseal
_settle, _lend, _Lock, _seed_random = settle, borrowed.lend, threading.Lock, seed_random
_enumerate, _dict, _list = enumerate, dict, list
_signal, _SIG_DFL, _SIG_IGN = signal.signal, signal.SIG_DFL, signal.SIG_IGN
_SIGALRM, _SIGINT = signal.SIGALRM, signal.SIGINT
_socket = socket.socket
_close, _getpid, _fstat, _lseek = os.close, os.getpid, os.fstat, os.lseek
_S_ISREG, _S_ISCHR, _SEEK_CUR, _SEEK_SET = stat.S_ISREG, stat.S_ISCHR, os.SEEK_CUR, os.SEEK_SET
_files, _range, _len, _getrlimit, _NOFILE = recorder.files, range, len, resource.getrlimit, resource.RLIMIT_NOFILE
_settrace, _setprofile = sys.settrace, sys.setprofile
_get_depth, _set_depth = sys.getrecursionlimit, sys.setrecursionlimit
#: /dev/null, zero, full, random and urandom: they lead nowhere.
_DEVICES = frozenset(os.makedev(1, minor) for minor in (3, 5, 7, 8, 9))
#: At most so many files stay open for a judged call, which needs descriptors of its own too.
MOST_FILES = 32
#: Descriptors of the files that the cells left open -> the position at which each is read or written next.
_left_open: dict[int, int] = {}


def note_files() -> None:
    """Note the files that the cells left open: a log, a database, an archive that is read when it is needed.

    At home a later call can use them, so a judged call may too.  Anything but regular files and harmless devices
    could lead out of the zone, and the recorder's own files are not the notebook's.
    """
    own = [(_fstat(fd).st_dev, _fstat(fd).st_ino) for fd in _files.values()]
    for fd in _range(3, _getrlimit(_NOFILE)[0]):
        with _suppress(_OSError):
            what = _fstat(fd)
            if _S_ISREG(what.st_mode) and (what.st_dev, what.st_ino) not in own:
                _left_open[fd] = _lseek(fd, 0, _SEEK_CUR)
            elif _S_ISCHR(what.st_mode) and what.st_rdev in _DEVICES:
                _left_open[fd] = 0
        if _len(_left_open) == MOST_FILES:
            break


def take(
    shell: Any, bindings: Bindings, reports: socket.socket, number: int, channel: int, isolated: bool
) -> None:  # fmt: skip
    """Fork the snapshot that will serve ``channel``, as a child of the supervisor; only the notebook process returns."""
    if isolated and _is_alone():
        try:
            pid = _clone(_FLAGS | _PARENT)
        except _OSError:  # a kernel that does not take these flags together
            pid = -1
        if not pid:
            _begin(shell, bindings, reports, number, channel, isolated)
        if pid > 0:
            _close(channel)
            return
    middle = _fork()
    if middle:
        _close(channel)
        _waitpid(middle, 0)
        return
    try:
        if isolated:
            _unshare(_FLAGS)
        # The process in the middle ends at once, so that the snapshot becomes the supervisor's child.
        if _fork():
            _exit(0)
        _answer(shell, bindings, reports, number, channel, isolated)
    finally:
        _exit(1)


def _begin(shell: Any, bindings: Bindings, reports: socket.socket, number: int, channel: int, isolated: bool) -> NoReturn:
    try:
        _answer(shell, bindings, reports, number, channel, isolated)
    finally:
        _exit(1)


def _answer(shell: Any, bindings: Bindings, reports: socket.socket, number: int, channel: int, isolated: bool) -> NoReturn:
    if isolated:
        _clear()
    else:
        _setsid()
    _send_message(reports, {"hello": number})
    wire = _only(channel)
    _signal(_SIGALRM, _SIG_DFL)
    _signal(_SIGINT, _SIG_DFL)
    _settrace(None)
    _setprofile(None)
    with _suppress(_BaseException):  # a notebook may have broken whatever is put in order here
        _settle(shell, bindings)
    names = shell.user_ns
    at_first, depth = _dict(names), _get_depth()
    itself = _getpid()
    state = None
    while True:
        tree, buffers = _read_frame(wire)
        together = tree.get("together")
        if tree["names"] != state:  # else what a function keeps for itself stays from case to case
            if together and state is not None:
                _renew(names, at_first, depth)
            state = tree["names"]
            bindings.restore(state)
        opened = _dict.fromkeys(tree.get("lent", ()), 0)
        if opened:
            salt, sealed = buffers[-1][:16], _by_mark(buffers[-1][16:])
            _lend(names, tree["lent"], _exchange(wire, salt, sealed, opened))
        frames = []
        for index, case in _enumerate(tree["cases"]):
            steps = _unpack_steps(case, buffers)
            opened.update(_dict.fromkeys(opened, 0))
            outcomes = _run(steps, names)
            # A child that the function forked comes back here too, but only one process may answer.
            if _getpid() != itself:
                _exit(0)
            answer, raw = _pack_outcomes(outcomes, steps)
            said = {"to": tree["number"], "case": index, "outcomes": answer}
            if opened:
                said["opened"] = _dict(opened)
            frame = _pack_frame(said, raw)
            if together:
                frames.append(frame)
            else:
                _send_all(wire, frame)
        if together:
            _send_all(wire, _pack_frames(frames))


def _renew(names: dict[str, Any], at_first: dict[str, Any], depth: int) -> None:
    """Before another exercise is asked in the same snapshot: forget what the one before bound, drew and allowed itself."""
    with _suppress(_BaseException):
        for name in _list(names):
            if name not in at_first:
                del names[name]
        names.update(at_first)
        _seed_random()
        _set_depth(depth)


def _exchange(wire: socket.socket, salt: bytes, sealed: dict[bytes, bytes], opened: dict[str, int]) -> borrowed.Exchange:
    """Answers a call: from what came sealed, or by the judge, who sends nothing else before a request is answered.

    Args:
        wire: the channel to the judge.
        salt, sealed: as for `borrowed.unseal`.
        opened: counts the calls that were answered here, by name; the loan of a case begins at 0.
    """
    one = _Lock()  # threads of a judged function take turns

    def exchange(tree: Any, buffers: list[bytes]) -> tuple[Any, list[bytes]]:
        call = _pack_frame(tree, buffers)
        with one:
            known = _unseal(salt, sealed, call)
            if known is not None:
                opened[tree["call"]] += 1
                return known
            _send_all(wire, call)
            return _read_frame(wire)

    return exchange


def _only(channel: int) -> socket.socket:
    """Close all descriptors but the channel (moved to 3 if that is free) and the notebook's files; 0 to 2 are /dev/null."""
    # Closing comes before opening: a notebook that used up its descriptors must not lose points by that.
    if 3 not in _left_open:
        _dup2(channel, 3, inheritable=False)
        channel = 3
    _close_from(3, [channel, *_left_open])
    for fd, place in _left_open.items():  # an earlier snapshot may have moved the position
        with _suppress(_OSError):
            _lseek(fd, place, _SEEK_SET)
    null = _open(_devnull, os.O_RDWR)
    for fd in range(3):
        _dup2(null, fd)
    if null > 2:
        _close(null)
    return _socket(fileno=channel)
