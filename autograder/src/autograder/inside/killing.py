"""Killing a student's processes, with and without namespaces."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

from . import linux


def kill(pid: int, *, group: bool) -> None:
    """Send SIGKILL to a process, or with ``group`` to the process group that it leads."""
    try:
        if group and os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def descendants() -> list[int]:
    """The pids of all processes below this one, from /proc."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    found, fresh = [], [os.getpid()]
    while fresh:
        fresh = [pid for pid, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def kill_others(spared: int) -> None:
    """Kill all descendants but one."""
    for pid in descendants():
        if pid != spared:
            kill(pid, group=False)


def kill_numbers(spared: int, last: int) -> bool:
    """As pid 1: kill everything in this namespace except one process and its threads, without the help of /proc.

    The kernel gives pids in ascending order, so all numbers up to the last one given are tried.

    Args:
        spared: the pid of the process to spare.
        last: descriptor of ns_last_pid, -1 where there is none.

    Returns:
        Whether all are dead; False if new processes kept coming.

    Raises:
        OSError: there is no ns_last_pid, and a fork that would tell the last pid is refused.
    """
    killed: set[int] = set()
    for _ in range(20):
        fresh = False
        for pid in range(2, _last_number(last) + 1):
            if pid != spared and pid not in killed and not linux.is_thread_of(spared, pid) and _is_killed(pid):
                killed.add(pid)
                fresh = True
        if not fresh:
            return True
    return False


def _last_number(last: int) -> int:
    if last >= 0:
        with contextlib.suppress(OSError, ValueError):
            return int(os.pread(last, 32, 0))
    probe = os.fork()  # our own child gets the next number
    if not probe:
        os._exit(0)
    os.waitpid(probe, 0)
    return probe - 1


def _is_killed(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def kill_descendants(forget: Callable[[int, int], None]) -> None:
    """Kill and reap all descendants; orphans of the killed processes become our children and are killed next.

    Args:
        forget: called with the pid and the wait status of each process that was reaped.
    """
    while True:
        for pid in descendants():
            kill(pid, group=False)
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return
        forget(pid, status)
