"""The few system calls that Python 3.11 does not have, through libc.

Sources: the man pages clone(2), unshare(2), tgkill(2), mount(2), prctl(2), capabilities(7), poll(2), close_range(2).
"""

from __future__ import annotations

import ctypes
import errno
import os
import select
from collections.abc import Iterable

CLONE_PARENT = 0x0000_8000
CLONE_THREAD = 0x0001_0000
CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18,
)  # fmt: skip

PR_SET_PDEATHSIG, PR_GET_DUMPABLE, PR_SET_DUMPABLE = 1, 3, 4
PR_SET_SECCOMP, PR_CAPBSET_DROP = 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 36, 38, 47
PR_CAP_AMBIENT_CLEAR_ALL = 4
CAP_LAST = 63  # dropping one that the kernel does not know fails harmlessly
CAPABILITY_VERSION_3 = 0x2008_0522

_libc = ctypes.CDLL(None, use_errno=True)
#: Calls through this keep the GIL, as a fork must.
_locked = ctypes.PyDLL(None, use_errno=True)
_before_fork, _after_in_parent, _after_in_child = (
    getattr(ctypes.pythonapi, f"PyOS_{name}") for name in ("BeforeFork", "AfterFork_Parent", "AfterFork_Child")
)
for _hook in (_before_fork, _after_in_parent, _after_in_child):
    _hook.restype = None
_locked.syscall.restype = ctypes.c_long
_SIGCHLD = 17
#: The number of the system call clone(2) by machine; on both its first argument is the flags.
CLONE_NUMBERS = {"x86_64": 56, "aarch64": 220}
_CLONE = CLONE_NUMBERS.get(os.uname().machine)
_c_int, _c_long, _c_ulong, _get_errno, _strerror, _OSError = (
    ctypes.c_int, ctypes.c_long, ctypes.c_ulong, ctypes.get_errno, os.strerror, OSError,
)  # fmt: skip
_getpid, _byref, _POLLIN, _EINTR = os.getpid, ctypes.byref, select.POLLIN, errno.EINTR
_c_uint, _sorted, _min, _max, _closerange = ctypes.c_uint, sorted, min, max, os.closerange
_HAS_CLOSE_RANGE, _EVERYTHING, _OPEN_MAX = hasattr(_libc, "close_range"), 0xFFFF_FFFF, os.sysconf("SC_OPEN_MAX")


def _check(result: int, what: str) -> int:
    if result < 0:
        number = _get_errno()
        raise _OSError(number, f"{what}: {_strerror(number)}")
    return result


def prctl(option: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
    """Call prctl(2).

    Raises:
        OSError: as the kernel says.
    """
    arguments = [_c_ulong(value) for value in (a, b, c, d)]
    return _check(_libc.prctl(_c_int(option), *arguments), f"prctl {option}")


def unshare(flags: int) -> None:
    """Call unshare(2).

    Raises:
        OSError: as the kernel says.
    """
    _check(int(_libc.unshare(ctypes.c_int(flags))), "unshare")


def clone(flags: int) -> int:
    """Fork with the child in new namespaces, in one step; with unshare(2) it would take two forks.

    The call bypasses the C library, which therefore cannot reset its locks in the child.  So it is only for a process
    with a single thread (`is_alone`).  Python's own fork hooks run as in os.fork.

    Returns:
        As os.fork: the child's pid in the parent, 0 in the child.

    Raises:
        OSError: as the kernel says, or no number is known for this machine.
    """
    if _CLONE is None:
        raise _OSError("clone: unknown on this machine")
    _before_fork()
    pid = int(_locked.syscall(_c_long(_CLONE), _c_ulong(flags | _SIGCHLD), None, None, None, None))
    if pid == 0:
        _after_in_child()
        return 0
    number = _get_errno()
    _after_in_parent()
    if pid < 0:
        raise _OSError(number, f"clone: {_strerror(number)}")
    return pid


def is_alone() -> bool:
    """Whether this process has one thread: the kernel refuses to unshare what threads share."""
    return int(_libc.unshare(_c_int(CLONE_THREAD))) == 0


def is_thread_of(process: int, number: int) -> bool:
    """Whether ``number`` is the id of another thread of ``process``: kill(2) with it would end the whole process."""
    return number != process and int(_libc.tgkill(_c_int(process), _c_int(number), _c_int(0))) == 0


def mount(source: str, target: str, kind: str | None, flags: int = 0, data: str = "") -> None:
    """Call mount(2).

    Raises:
        OSError: as the kernel says.
    """
    result = _libc.mount(
        source.encode(), target.encode(), kind.encode() if kind else None, ctypes.c_ulong(flags), data.encode()
    )
    _check(int(result), f"mount {target}")


class _CapHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def drop_capabilities() -> None:
    """Empty all capability sets of this thread; the bounding set too where that is allowed.

    Raises:
        OSError: as the kernel says.
    """
    for number in range(CAP_LAST + 1):
        _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0)
    _libc.prctl(PR_CAP_AMBIENT, ctypes.c_ulong(PR_CAP_AMBIENT_CLEAR_ALL), 0, 0, 0)
    clear_capabilities()


def clear_capabilities() -> None:
    """Empty the effective, permitted and inheritable sets of this thread.

    Raises:
        OSError: as the kernel says.
    """
    header = _CapHeader(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)()
    _check(int(_libc.capset(ctypes.byref(header), ctypes.byref(sets))), "capset")


class _PollFd(ctypes.Structure):
    _fields_ = [("fd", ctypes.c_int), ("events", ctypes.c_short), ("revents", ctypes.c_short)]


def wait_alone(fd: int) -> None:
    """Wait until ``fd`` is readable.  This thread keeps the GIL, so that no other Python thread runs meanwhile."""
    asked = _PollFd(fd, _POLLIN, 0)
    while _locked.poll(_byref(asked), _c_ulong(1), _c_int(-1)) < 0 and _get_errno() == _EINTR:
        pass


def close_from(first: int, kept: Iterable[int] = ()) -> None:
    """Close every descriptor from ``first`` on except ``kept``, without /proc, which the zone does not have."""
    for fd in _sorted(kept):
        if fd > first:
            _close_range(first, fd - 1)
        first = _max(first, fd + 1)
    _close_range(first, _EVERYTHING)


def _close_range(first: int, last: int) -> None:
    if not _HAS_CLOSE_RANGE or _libc.close_range(_c_uint(first), _c_uint(last), _c_int(0)) != 0:
        _closerange(first, _min(last, _OPEN_MAX) + 1)
