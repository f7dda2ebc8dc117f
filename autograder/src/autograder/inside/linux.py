"""The few system calls that Python 3.11 does not have, through libc.

Sources: the man pages unshare(2), mount(2), prctl(2), capabilities(7), close_range(2).
"""

from __future__ import annotations

import ctypes
import os

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
_getpid = os.getpid


def _check(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def prctl(option: int, a: int = 0, b: int = 0, c: int = 0, d: int = 0) -> int:
    """prctl(2).

    Raises:
        OSError: as the kernel says.
    """
    arguments = [ctypes.c_ulong(value) for value in (a, b, c, d)]
    return _check(int(_libc.prctl(ctypes.c_int(option), *arguments)), f"prctl {option}")


def unshare(flags: int) -> None:
    """unshare(2).

    Raises:
        OSError: as the kernel says.
    """
    _check(int(_libc.unshare(ctypes.c_int(flags))), "unshare")


def mount(source: str, target: str, kind: str | None, flags: int = 0, data: str = "") -> None:
    """mount(2).

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
    """Empty all capability sets of this thread; the bounding set too where that is allowed."""
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


def close_from(first: int) -> None:
    """Close every descriptor from ``first`` on, without asking /proc which there are."""
    everything = ctypes.c_uint(0xFFFF_FFFF)
    if hasattr(_libc, "close_range") and _libc.close_range(ctypes.c_uint(first), everything, ctypes.c_int(0)) == 0:
        return
    os.closerange(first, os.sysconf("SC_OPEN_MAX"))
