"""Real schedulers and workers: Dask's own commands, each a process that ends with this one."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

#: Also when this process is killed.
LEASH = (shutil.which("setpriv") or "setpriv", "--pdeathsig", "KILL")
SCHEDULER = r"Scheduler at:\s*(tcp://\S+)"
#: Seconds after which something hangs, however busy the machine is.
LONG = 600
DASK = (sys.executable, "-m", "distributed.cli.dask_")


class Node:
    """A process whose log is read line by line until it says what is waited for."""

    def __init__(self, command: Sequence[str], says: str, *, cwd: str, env: dict[str, str]) -> None:
        self.lines: list[str] = []
        # A process group of its own: the children go with it.
        self._process = subprocess.Popen(
            [*LEASH, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            cwd=cwd, env=env, process_group=0,
        )  # fmt: skip
        self.pid = self._process.pid
        self.said = self._read_until(says)
        self._reader = threading.Thread(target=self._drain)
        self._reader.start()

    def _read_until(self, says: str) -> re.Match[str]:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.lines.append(line)
            if found := re.search(says, line):
                return found
        self._process.wait()
        self._process.stderr.close()  # left open, it would be the failure of whichever test runs next
        raise AssertionError(f"never said {says!r}:\n{''.join(self.lines)}")

    def _drain(self) -> None:
        assert self._process.stderr is not None
        self.lines.extend(self._process.stderr)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL, to the process and its children; returns when it is gone."""
        if self._process.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Until it ends by itself."""
        code = self._process.wait(LONG)
        self._reader.join(LONG)
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code


class Nodes:
    """Context manager: what it started is gone when it ends."""

    def __init__(self) -> None:
        self._stack = ExitStack()

    def __enter__(self) -> Nodes:
        self.home = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="nodes-"))
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def in_background(self, work: Callable[[], Any]) -> Future[Any]:
        """Run something in a thread; its failure is the test's."""
        executor = self._stack.enter_context(ThreadPoolExecutor(1))
        future = executor.submit(work)
        self._stack.callback(future.result)
        return future

    def start(self, command: Sequence[str], says: str, env: dict[str, str] | None = None, cwd: str = "") -> Node:
        """Start a command in a folder that has nothing to do with the project."""
        environment = {
            **os.environ,
            "DASK_TEMPORARY_DIRECTORY": self.home,
            "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "info",
        }
        environment.update(env or {})
        node = Node(command, says, cwd=cwd or self.home, env=environment)
        self._stack.callback(node.kill)
        return node

    def scheduler(
        self, port: int = 0, *, host: str = "127.0.0.1", within: Sequence[str] = (), cwd: str = ""
    ) -> tuple[Node, str]:
        """A scheduler and its address."""
        options = ["--host", host, "--port", str(port), "--no-dashboard", "--no-show"]
        node = self.start([*within, *DASK[:-1], f"{DASK[-1]}scheduler", *options], SCHEDULER, cwd=cwd)
        return node, node.said[1]

    def worker(
        self, address: str, *, within: Sequence[str] = (), preload: Path | None = None, nanny: bool = False,
        env: dict[str, str] | None = None, cwd: str = "",
    ) -> Node:  # fmt: skip
        """A worker that is registered with the scheduler."""
        options = ["--nthreads", "1", "--no-dashboard", "--nanny" if nanny else "--no-nanny", "--death-timeout", str(LONG)]
        if preload is not None:
            options += ["--preload", str(preload)]
        command = [*within, *DASK[:-1], f"{DASK[-1]}worker", address, *options]
        return self.start(command, r"Registered to:\s*(tcp://\S+)", env, cwd)


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
