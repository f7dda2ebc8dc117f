"""The student's zone: namespaces, mounts and limits of one submission; on a host without namespaces, a folder.

On such a host a student's code sees the file system and the network of the account that grades; whoever chooses this
is told so.

Sources: namespaces(7), user_namespaces(7), mount_namespaces(7), getrlimit(2).
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
from pathlib import Path
from typing import Any

from . import linux, seccomp
from .paths import CACHE, HOME, STAGE

FLAGS = linux.MS_NOSUID | linux.MS_NODEV
NAMESPACES = (
    linux.CLONE_NEWUSER | linux.CLONE_NEWPID | linux.CLONE_NEWNS | linux.CLONE_NEWIPC | linux.CLONE_NEWNET
    | linux.CLONE_NEWUTS
)  # fmt: skip
INODES = 8192


def name_user(uid: int, gid: int) -> None:
    """As pid 1 of the zone, before anything else: be the same user inside as outside.

    Raises:
        OSError: the kernel refuses.
    """
    # A process that is not dumpable does not own its own map files.  Nothing that a student
    # runs can see this process: it lives in the zygote's pid namespace.
    linux.prctl(linux.PR_SET_DUMPABLE, 1)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def isolate(unit: str, limits: dict[str, Any]) -> tuple[int, int]:
    """As pid 1 of the zone: make the mounts, then give up all privileges and install the filter of system calls.

    Returns:
        Descriptors, opened while /proc is still there: of this process's oom_score_adj, and of the file that
        tells the last pid given in the reader's namespace (-1 where the kernel has none).

    Raises:
        OSError: the kernel refuses.
        KeyError: there is no filter for this machine, or a limit is missing.
    """
    score = os.open("/proc/self/oom_score_adj", os.O_RDWR | os.O_CLOEXEC)
    last = -1
    with contextlib.suppress(OSError):
        last = os.open("/proc/sys/kernel/ns_last_pid", os.O_RDONLY | os.O_CLOEXEC)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    socket.sethostname("course")
    size = int(limits["home_bytes"])
    linux.mount("none", "/", None, linux.MS_REC | linux.MS_PRIVATE)
    _tmpfs(HOME, size, 0o700)
    if not os.listdir("/tmp"):  # unless the installation lies there
        _tmpfs("/tmp", size // 2, 0o1777)
    _tmpfs("/dev/shm", 16 << 20, 0o1777)
    _read_only(CACHE)
    for empty in ("/dev/pts", "/proc"):
        linux.mount("tmpfs", empty, "tmpfs", FLAGS | linux.MS_RDONLY | linux.MS_NOEXEC, "size=4k,nr_inodes=2,mode=0555")
    _link_unit(HOME, f"{STAGE}/npml/{unit}")
    os.chdir(HOME)
    os.environ["USER"] = "student"  # there is no /etc/passwd with a name
    os.environ.pop("MPLCONFIGDIR", None)  # a notebook that loads Matplotlib itself may write to its home only
    linux.drop_capabilities()
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install()
    return score, last


def _tmpfs(target: str, size: int, mode: int) -> None:
    linux.mount("tmpfs", target, "tmpfs", FLAGS, f"size={size},nr_inodes={INODES},mode={mode:o}")


def _read_only(target: str) -> None:
    linux.mount("none", target, None, linux.MS_REMOUNT | linux.MS_BIND | linux.MS_RDONLY | FLAGS)


def use_folder(home: str, unit: str) -> None:
    """Without namespaces: use a folder as home, and adopt orphaned processes so that they can be killed."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    os.environ["HOME"], os.environ["USER"] = home, "student"
    os.chdir(home)
    _link_unit(home, unit)


def _link_unit(home: str, unit: str) -> None:
    """Link the unit's package to where a notebook of the first version expects its parts: beside the notebook."""
    if os.path.exists(f"{unit}/checks.json"):
        os.symlink(unit, f"{home}/public")
        os.symlink(f"{unit}/checks.json", f"{home}/checks.json")


def limit(limits: dict[str, Any]) -> None:
    """Set the resource limits of the notebook process and all that it starts."""
    for kind, value in (
        (resource.RLIMIT_AS, limits["address_bytes"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_NOFILE, limits["files"]),
        (resource.RLIMIT_FSIZE, limits["file_bytes"]),
        (resource.RLIMIT_CORE, 1),  # with 0 a core_pattern that is a pipe gets the dump, with 1 none does: core(5)
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_RTPRIO, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        value = int(value) if hard == resource.RLIM_INFINITY else min(int(value), hard)
        resource.setrlimit(kind, (value, value))
