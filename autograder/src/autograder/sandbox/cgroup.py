"""A control group per sandbox, where the host allows it: bounds memory and processes together, shares the CPU fairly.

Version 2 needs a writable subtree with the controllers delegated; version 1 a writable
``memory`` and ``pids`` hierarchy.  Sources: the kernel's cgroup-v1 and cgroup-v2 documents.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
NAME = "autograder-"
#: Processes beside a submission's own: bubblewrap, zygotes, supervisor, the process in the middle of a double fork.
SPARE = 16


class ControlGroup:
    """The groups of one sandbox: folders under /sys/fs/cgroup; ``folders`` is empty where the host allows none."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = list(folders)

    @classmethod
    def create(cls, name: str, memory: int, processes: int) -> ControlGroup:
        """Make the groups that this host allows.

        Args:
            name: the worker's pid, a hyphen and a number; `sweep` reads the pid.
            memory: bytes that all processes may use together.
            processes: how many of them there may be, beside `SPARE`.
        """
        group = cls()
        for parent, settings in _plan(memory, processes + SPARE):
            folder = parent / f"{NAME}{name}"
            _delegate(parent)
            try:
                folder.mkdir()
            except OSError:
                continue
            group.folders.append(folder)
            if not _write_all(folder, settings):
                folder.rmdir()
                group.folders.pop()
        return group

    @property
    def processes_files(self) -> list[str]:
        """The files to which a process writes its pid to join."""
        return [str(folder / "cgroup.procs") for folder in self.folders]

    def remove(self) -> None:
        """Kill what is left in the groups (nothing, unless a process is just ending) and remove them."""
        for folder in self.folders:
            _empty(folder)
        self.folders = []


def _plan(memory: int, processes: int) -> list[tuple[Path, list[tuple[str, str, bool]]]]:
    """Parent folders and what to write into the new one: (file, text, must succeed)."""
    plan: list[tuple[Path, list[tuple[str, str, bool]]]] = []
    mine = _own_groups()
    if "" in mine and (ROOT / "cgroup.controllers").exists():
        parent = ROOT / mine[""].lstrip("/")
        settings = [
            ("memory.max", str(memory), True), ("pids.max", str(processes), True), ("memory.swap.max", "0", False),
            ("memory.oom.group", "0", False),
        ]  # fmt: skip
        return [(parent, settings), (parent.parent, settings)] if mine[""] != "/" else [(parent, settings)]
    if "memory" in mine:
        plan.append((ROOT / "memory" / mine["memory"].lstrip("/"), [
            ("memory.limit_in_bytes", str(memory), True), ("memory.memsw.limit_in_bytes", str(memory), False),
            ("memory.swappiness", "0", False),
        ]))  # fmt: skip
    if "cpu" in mine:  # so that sixty busy processes get the share of one; version 2 does this by itself
        plan.append((ROOT / "cpu" / mine["cpu"].lstrip("/"), [("cpu.shares", "1024", False)]))
    if "pids" in mine:
        plan.append((ROOT / "pids" / mine["pids"].lstrip("/"), [("pids.max", str(processes), True)]))
    return plan


def _own_groups() -> dict[str, str]:
    """Controller -> this process's group; "" for version 2."""
    groups = {}
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return {}
    for line in lines:
        _, controllers, path = line.split(":", 2)
        for controller in controllers.split(","):
            groups[controller] = path
    return groups


def _delegate(parent: Path) -> None:
    """Enable the controllers for the groups below; without effect for version 1, or where it is not allowed."""
    switch = parent / "cgroup.subtree_control"
    with contextlib.suppress(OSError):
        given = switch.read_text().split()
        for controller in ("memory", "pids", "cpu"):
            if controller not in given:
                with contextlib.suppress(OSError):
                    switch.write_text(f"+{controller}")


def _write_all(folder: Path, settings: list[tuple[str, str, bool]]) -> bool:
    for name, text, needed in settings:
        try:
            (folder / name).write_text(text)
        except OSError:
            if needed:
                return False
    return True


def _empty(folder: Path) -> None:
    # A killed process leaves its group only after a while, so try for up to 3 s.
    for _ in range(300):
        try:
            folder.rmdir()
            return
        except FileNotFoundError:
            return
        except OSError:
            for line in _members(folder):
                _kill(int(line))
            time.sleep(0.01)


def _members(folder: Path) -> list[str]:
    try:
        return (folder / "cgroup.procs").read_text().split()
    except OSError:
        return []


def _kill(pid: int) -> None:
    with contextlib.suppress(OSError):
        os.kill(pid, signal.SIGKILL)


def sweep() -> None:
    """Remove the groups that dead workers have left."""
    for parent, _ in _plan(0, 0):
        for folder in parent.glob(f"{NAME}*"):
            pid = folder.name.removeprefix(NAME).partition("-")[0]
            if pid.isdigit() and not Path(f"/proc/{pid}").exists():
                _empty(folder)
