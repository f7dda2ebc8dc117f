"""Machines of their own: network namespaces joined by a bridge, and no file in common but what is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from .conftest import STUDENTS, Class
from .nodes import LEASH, Nodes

#: One program that waits in its namespaces, which end with it: nothing has a name that could be left behind.
WAITS = "import sys; print('here', flush=True); sys.stdin.read()"
BRIDGE = "10.213.0.254"


def possible() -> str:
    """Why namespaces cannot be had; "" when they can."""
    if os.geteuid() != 0:
        return "network namespaces with veth need root"
    for name in ("ip", "unshare", "nsenter", "mount"):
        if shutil.which(name) is None:
            return f"{name} is not installed (Debian: iproute2, util-linux)"
    tried = subprocess.run(["unshare", "--net", "--mount", "ip", "link", "add", "v0", "type", "veth", "peer", "name", "v1"],
                           capture_output=True, text=True, check=False)  # fmt: skip
    return tried.stderr.strip()


class Machines:
    """Namespaces that see each other over a bridge and hide the folders given."""

    def __init__(self, count: int, hidden: Sequence[Path]) -> None:
        self._stack = ExitStack()
        switch = self._start([])
        _inside(switch, "ip", "link", "set", "lo", "up")
        _inside(switch, "ip", "link", "add", "bridge", "type", "bridge")
        _inside(switch, "ip", "link", "set", "bridge", "up")
        self.pids, self.addresses = [], [f"10.213.0.{number + 1}" for number in range(count)]
        for number, address in enumerate(self.addresses):
            pid = self._start(hidden)
            peer = ("type", "veth", "peer", "name", "eth0", "netns", str(pid))
            _inside(switch, "ip", "link", "add", f"port{number}", *peer)
            _inside(switch, "ip", "link", "set", f"port{number}", "master", "bridge", "up")
            _inside(pid, "ip", "address", "add", f"{address}/24", "dev", "eth0")
            _inside(pid, "ip", "link", "set", "lo", "up")
            _inside(pid, "ip", "link", "set", "eth0", "up")
            self.pids.append(pid)

    def _start(self, hidden: Sequence[Path]) -> int:
        process = subprocess.Popen(
            [*LEASH, "unshare", "--net", "--mount", "--propagation", "private", sys.executable, "-c", WAITS],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._stack.callback(self._end, process)
        assert process.stdout is not None
        assert process.stdout.readline() == b"here\n"
        for folder in hidden:
            _inside(process.pid, "mount", "-t", "tmpfs", "tmpfs", str(folder))
        return process.pid

    @staticmethod
    def _end(process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.communicate()

    def command(self, number: int) -> list[str]:
        """What runs a program on a machine."""
        return _enter(self.pids[number])

    def close(self) -> None:
        """Away with them."""
        self._stack.close()


def _enter(pid: int) -> list[str]:
    return ["nsenter", "--target", str(pid), "--net", "--mount"]


def _inside(pid: int, *command: str) -> None:
    subprocess.run([*_enter(pid), *command], check=True, capture_output=True)


@pytest.fixture
def machines(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Three machines without this repository's units and without the class."""
    if reason := possible():
        pytest.skip(f"no machines of their own here: {reason}")
    temporary = tmp_path_factory.getbasetemp().parent
    hidden = [root / "solutions", root / "course", temporary, Path("/tmp")]
    installed = [Path(place) for place in (root, sys.prefix, sys.base_prefix)]  # a clone may well lie in /tmp
    made = Machines(3, [
        folder for folder in hidden if folder.is_dir() and not any(place.is_relative_to(folder) for place in installed)
    ])  # fmt: skip
    try:
        yield made
    finally:
        made.close()


COORDINATOR = "from autograder.cli import main; import sys; sys.exit(main(sys.argv[1:]))"


def test_machines_without_a_common_file_system_grade_the_same(
    fresh: Callable[..., Class], undisturbed: dict[str, Any], machines: Machines, nodes: Nodes, tmp_path: Path
) -> None:
    whole = fresh()
    seen = subprocess.run([*machines.command(1), "ls", str(whole.room.root)], capture_output=True, check=False)
    assert seen.returncode != 0, "a worker's machine has no class folder"
    _, address = nodes.scheduler(8786, host=machines.addresses[0], within=machines.command(0), cwd="/")
    for number in (1, 2):
        nodes.worker(address, within=machines.command(number), cwd="/")
    # The coordinator has the scheduler's network, and the class.
    done = subprocess.run(
        ["nsenter", "--target", str(machines.pids[0]), "--net", sys.executable, "-c", COORDINATOR, "grade",
         "--root", str(whole.project), "--class-dir", str(whole.room.root), "--scheduler", address],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr[-3000:]  # some were rejected
    assert len(whole.dump()["digests"]) == len(STUDENTS)
    assert whole.dump() == undisturbed
