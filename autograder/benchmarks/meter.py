"""What a command costs: wall time, CPU of everything that it starts, and memory, sandboxed processes included.

CPU is what the kernel charges to a control group made for the command, or, where none can be made, what the
command's waited-for descendants used (wait4); with both, the larger one.  Memory is the anonymous and shared
memory of that group, sampled: pages that forks share count once.  Without a group it is the sum of the
resident sizes of all descendants, which counts shared pages several times.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psutil

from autograder.sandbox.cgroup import ROOT, _own_groups

SAMPLE_SECONDS = 0.1


@dataclass
class Cost:
    """Seconds and bytes; ``coordinator_bytes`` is the peak of the started process alone."""

    wall: float = 0.0
    cpu: float = 0.0
    peak_bytes: int = 0
    coordinator_bytes: int = 0
    exact_memory: bool = False

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Failed(Exception):
    """A measured command did not end well."""


def measure(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str], good: frozenset[int] = frozenset({0}),
    log: Path | None = None,
) -> Cost:  # fmt: skip
    """Run a command to its end.

    Raises:
        Failed: its exit code is none of ``good``; the end of its output is in the text.
    """
    with _group() as folders, _output(log) as out:
        begin = time.monotonic()
        joins = " ".join(f"echo $$ > {folder}/cgroup.procs;" for folder in folders)
        full = ["/bin/sh", "-c", f'{joins} exec "$@"', "sh", *command] if joins else list(command)
        process = subprocess.Popen(
            full, cwd=cwd, env=dict(env), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        cost = Cost()
        sampler = _Sampler(process.pid, folders, cost)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        cost.wall = time.monotonic() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        sampler.stop()
        cost.cpu = max(usage.ru_utime + usage.ru_stime, _group_cpu(folders))
        if process.returncode not in good:
            out.seek(0)
            tail = out.read().decode("utf-8", "replace")[-3000:]
            raise Failed(f"{' '.join(map(str, command))[:300]}: exit {process.returncode}\n{tail}")
    return cost


@contextlib.contextmanager
def _output(log: Path | None) -> Iterator[Any]:
    import tempfile

    with open(log, "w+b") if log else tempfile.TemporaryFile() as file:
        yield file


@contextlib.contextmanager
def _group() -> Iterator[list[Path]]:
    """Control groups for one command: version 2, or version 1's cpuacct and memory; none where none can be made."""
    made: list[Path] = []
    for parent in _parents():
        folder = parent / f"bench-{os.getpid()}-{time.monotonic_ns()}"
        with contextlib.suppress(OSError):
            folder.mkdir()
            made.append(folder)
    try:
        yield made
    finally:
        for folder in made:
            removed(folder)


def removed(folder: Path) -> None:
    """Remove a control group, with those below it, as soon as what ran in it is gone."""
    for _ in range(100):
        try:
            for below in [path.parent for path in folder.rglob("cgroup.procs")][::-1]:
                below.rmdir()
            break
        except OSError:
            time.sleep(0.05)


def own_groups() -> dict[str, str]:
    """This process's control groups below `ROOT`, by controller; "" for version 2's."""
    return {name: path.lstrip("/") for name, path in _own_groups().items()}


def _parents() -> list[Path]:
    own = own_groups()
    if (ROOT / "cgroup.controllers").exists():
        return [ROOT / own.get("", "")]
    return [ROOT / name / own[name] for name in ("cpuacct", "memory") if name in own]


def _group_cpu(folders: Sequence[Path]) -> float:
    for folder in folders:
        with contextlib.suppress(OSError):
            return int((folder / "cpuacct.usage").read_text()) / 1e9
        with contextlib.suppress(OSError):
            return int((folder / "cpu.stat").read_text().split()[1]) / 1e6
    return 0.0


def _group_memory(folders: Sequence[Path]) -> int:
    """Anonymous and shared memory of the group and what is below it, 0 when unknown."""
    for folder in folders:
        with contextlib.suppress(OSError):
            lines = (folder / "memory.stat").read_text().splitlines()
            found = {name: int(value) for name, value in (line.split() for line in lines)}
            if "total_rss" in found:
                return found["total_rss"] + found.get("total_shmem", 0)
            if "anon" in found:
                return found["anon"] + found.get("shmem", 0)
    return 0


class _Sampler(threading.Thread):
    def __init__(self, pid: int, folders: Sequence[Path], cost: Cost) -> None:
        super().__init__(daemon=True)
        self._pid, self._folders, self._cost = pid, folders, cost
        self._done = threading.Event()
        cost.exact_memory = bool(_group_memory_known(folders))

    def run(self) -> None:
        """Sample until stopped."""
        while not self._done.wait(SAMPLE_SECONDS):
            cost = self._cost
            cost.coordinator_bytes = max(cost.coordinator_bytes, _peak_of(self._pid))
            now = _group_memory(self._folders) if cost.exact_memory else _tree(self._pid)
            cost.peak_bytes = max(cost.peak_bytes, now)

    def stop(self) -> None:
        """End the thread."""
        self._done.set()
        self.join()


def _group_memory_known(folders: Sequence[Path]) -> bool:
    return any((folder / "memory.stat").exists() for folder in folders)


def _peak_of(pid: int) -> int:
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) << 10
    return 0


def _tree(pid: int) -> int:
    total = 0
    with contextlib.suppress(psutil.Error):
        top = psutil.Process(pid)
        for process in [top, *top.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
    return total
