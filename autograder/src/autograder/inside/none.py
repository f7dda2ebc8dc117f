"""The zone of a host without namespaces: process groups and limits only.

What this gives up is said aloud wherever it is chosen: a student's code sees the file
system and the network of the account that grades.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from . import linux
from .zone import link_unit


def furnish(spec: dict[str, Any]) -> None:
    """A folder as home; orphans come to the supervisor."""
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    os.environ["HOME"] = spec["home"]
    os.chdir(spec["home"])
    link_unit(spec["home"], spec["folder"])


def kill(pid: int, *, group: bool) -> None:
    """SIGKILL to a process, or to the group that it leads."""
    try:
        if group and os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def descendants() -> list[int]:
    """All processes below this one, by /proc."""
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


def kill_descendants(forget: Callable[[int, int], None]) -> None:
    """Kill and reap until nothing is left; the orphans of the killed come here and are next."""
    while True:
        for pid in descendants():
            kill(pid, group=False)
        try:
            pid, status = os.waitpid(-1, 0)
        except ChildProcessError:
            return
        forget(pid, status)
