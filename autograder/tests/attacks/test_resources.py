"""Memory, processes, descriptors, files, outputs and time: bounded for the one, free for the next.

Each attack may take what its limits give; afterwards the working function of the same notebook still
earns its points and the sandbox serves on.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Execution
from autograder.sandbox.cgroup import ControlGroup
from npml.core.steps import Call
from npml.errors import ProtocolError, SandboxError

from .conftest import SMALL, Run, said

DOUBLE = "import numpy as np\n\ndef double(x):\n    return 2.0 * x"


def still_earns(execution: Execution) -> None:
    """The working function is asked as ever."""
    with execution.snapshot("double", 10.0) as snapshot:
        assert snapshot.ask((Call("double", np.array([3.0])),))[0].value == [6.0]


def needs_cgroup() -> None:
    """Memory of many processes together cannot be bounded without one (`doctor` says so)."""
    group = ControlGroup.create(f"{os.getpid()}-look", 256 << 20, 64)
    found = [str(folder) for folder in group.folders]
    group.remove()
    if not any("memory" in folder or "/cgroup/" in folder for folder in found):
        pytest.skip("no control group can be had on this host")


ALONE = {
    "mmap": "import mmap\nkept = []\nwhile True: kept.append(mmap.mmap(-1, 64 << 20)); kept[-1][::4096] = b'x' * (len(kept[-1]) // 4096)",
    "memfd": "import os\nos.memfd_create('x')",
    "System V shared memory": "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.shmget(0, 1 << 30, 0o1600) < 0: raise OSError(ctypes.get_errno(), 'shmget')",
    "POSIX message queues": "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.mq_open(b'/q', 0o102, 0o600, None) < 0: raise OSError(ctypes.get_errno(), 'mq_open')",
    "/dev/shm": "with open('/dev/shm/big', 'wb') as f:\n    while True: f.write(bytes(1 << 20))",
    "multiprocessing.shared_memory": "from multiprocessing import shared_memory\nkept = []\nwhile True:\n    kept.append(shared_memory.SharedMemory(create=True, size=4 << 20))\n    kept[-1].buf[:] = bytes(4 << 20)",
    "a sparse file": "with open('big', 'wb') as f: f.truncate(1 << 40)",
    "inodes": "import os\nfor number in range(10 ** 6): os.mkdir(f'd{number}')",
    "hard links": "import os\nopen('one', 'w').close()\nfor number in range(10 ** 6): os.link('one', f'l{number}')",
    "a name that is deep": "import os\nfor _ in range(10 ** 6):\n    os.mkdir('d' * 200)\n    os.chdir('d' * 200)",
    "descriptors": "import os\nkept = []\nwhile True: kept.append(os.open('/dev/null', 0))",
    "pipes": "import os\nkept = []\nwhile True:\n    kept.append(os.pipe())\n    os.set_blocking(kept[-1][1], False)\n    try:\n        while True: os.write(kept[-1][1], bytes(65536))\n    except BlockingIOError: pass",
    "sockets with descriptors in flight": "import socket\nkept = []\nwhile True:\n    a, b = socket.socketpair()\n    a.setblocking(False)\n    try:\n        while True: socket.send_fds(a, [b'x' * 1000], [a.fileno(), b.fileno()] * 50)\n    except BlockingIOError: kept.append((a, b))",
    "a listening port": "import socket\nsocket.socket().bind(('127.0.0.1', 8888))",
    "locked memory": "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.mlockall(3): raise OSError(ctypes.get_errno(), 'mlockall')",
    "real-time priority": "import os\nos.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))",
    "a higher priority": "import os\nos.setpriority(os.PRIO_PROCESS, 0, -5)",
    "higher limits": "import resource\nresource.setrlimit(resource.RLIMIT_NPROC, (10 ** 6, 10 ** 6))",
    "namespaces": "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.unshare(0x20000) or libc.unshare(0x40000000): raise OSError(ctypes.get_errno(), 'unshare')",
    "a mount": "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nif libc.mount(b'none', b'/tmp', b'tmpfs', 0, None): raise OSError(ctypes.get_errno(), 'mount')",
    "a stride-tricked array": "np.lib.stride_tricks.as_strided(np.zeros(1), (10 ** 6, 10 ** 6), (0, 0)).copy()",
    "recursion": "def f(): return f()\nf()",
}  # fmt: skip
REFUSED = ("OSError", "MemoryError", "_ArrayMemoryError", "PermissionError", "RecursionError", "ValueError", "BlockingIOError",
           "KeyboardInterrupt", "FileNotFoundError")  # fmt: skip


@pytest.mark.parametrize("name", ALONE)
def test_what_is_taken_is_refused_at_its_limit(run: Run, name: str) -> None:
    execution = run(DOUBLE, ALONE[name], "globals().pop('kept', None)\nprint('after')")
    last = execution.outputs[1][-1]
    # Refused by the kernel, or killed with all that it took; never "went through".
    if "Errno 24" not in str(last):  # without descriptors not even a traceback can be made
        assert last["output_type"] == "error", last
        assert last["ename"] in (*REFUSED, "TimeLimit"), last
    still_earns(execution)


TOGETHER = {
    "shared memory of many processes": "import mmap, os\nkept = []\nfor _ in range(8):\n    if not os.fork():\n        kept = mmap.mmap(-1, 400 << 20)\n        kept[::4096] = bytes([1]) * (len(kept) // 4096)\n"
    "        import time\n        time.sleep(100)",
    "one mapping for all": "import mmap, os\nkept = [mmap.mmap(-1, 100 << 20) for _ in range(4)]\nfor m in kept:\n    if not os.fork():\n        m[::4096] = bytes([1]) * (len(m) // 4096)\n        import time\n        time.sleep(100)",
    "pipes of many processes": "import os\nfor _ in range(20):\n    if not os.fork():\n        kept = []\n        while True:\n            try:\n                kept.append(os.pipe())\n                os.set_blocking(kept[-1][1], False)\n"
    "                while True: os.write(kept[-1][1], bytes(65536))\n            except BlockingIOError: pass\n            except OSError: os.read(kept[0][0], 1); os.fork()",
    "processes that fork as they die": "import os\ndef go():\n    while True:\n        try:\n            if os.fork(): os._exit(0)\n        except OSError: pass\nfor _ in range(10):\n    if not os.fork(): go()",
    "sessions of their own": "import os\nfor _ in range(20):\n    if not os.fork():\n        os.setsid()\n        while True: pass",
    "stopped processes": "import os, signal\nfor _ in range(20):\n    if not os.fork():\n        os.kill(os.getpid(), signal.SIGSTOP)",
    "namespaces within namespaces": "import ctypes, os\nlibc = ctypes.CDLL(None)\nfor _ in range(40):\n    if libc.unshare(0x30000000) or os.fork(): break\nelse:\n    pass\nimport time\nif os.getpid() == 1: time.sleep(100)",
    "threads that spin": "import threading\ndef spin():\n    while True: pass\nfor _ in range(10): threading.Thread(target=spin, daemon=True).start()",
}  # fmt: skip


@pytest.mark.parametrize("name", TOGETHER)
def test_what_many_take_together_is_bounded(run: Run, name: str) -> None:
    needs_cgroup()
    execution = run(DOUBLE, TOGETHER[name])
    still_earns(execution)
    execution.close()
    still_earns(run(DOUBLE))


@pytest.mark.parametrize(
    "name", ["shared memory of many processes", "processes that fork as they die", "pipes of many processes"]
)
def test_the_same_inside_a_judged_call_costs_that_exercise_only(run: Run, name: str) -> None:
    needs_cgroup()
    body = TOGETHER[name].replace("\n", "\n    ")
    execution = run(f"{DOUBLE}\ndef bad():\n    {body}\n    return 1", definitions=1)
    with execution.snapshot("bad", 1.5) as snapshot:
        try:
            snapshot.ask((Call("bad"),))
        except (SandboxError, ProtocolError):  # the exercise is lost either way
            pass
    still_earns(execution)


def test_a_function_that_comes_back_in_two_processes_answers_once(run: Run) -> None:
    execution = run("import os\ndef two():\n    os.fork()\n    return 1")
    with execution.snapshot("two", 10.0) as snapshot:
        for _ in range(8):  # what ended stays a zombie, and processes are bounded
            got = snapshot.ask((Call("two"),))
            assert [outcome.value for outcome in got] == [1], got


def test_a_million_outputs_cost_time_and_no_memory(run: Run) -> None:
    flood = "from IPython.display import display_pretty, publish_display_data\nfor number in range(10 ** 6): publish_display_data({'text/plain': 'x'})"
    execution = run(DOUBLE, flood, "print('after')")
    assert len(execution.outputs[1]) <= SMALL.output_count + 2
    assert said(execution, 2) == "after\n"
    still_earns(execution)


@pytest.mark.parametrize(
    "show",
    ["publish_display_data({'text/plain': 'x' * 10 ** 9})", "publish_display_data({'application/json': [[[]]] * 10 ** 6})",
     "publish_display_data({'text/plain': 'x'}, metadata={'k': 'v' * 10 ** 7})",
     "publish_display_data({f'x/{n}': 'y' for n in range(10 ** 5)})", "publish_display_data({'image/png': b'x' * 10 ** 8})",
     "print('\\ud800' * 10 ** 6)", "raise Exception('x' * 10 ** 8)", "raise type('E' * 10 ** 7, (Exception,), {})"],
)  # fmt: skip
def test_one_output_is_bounded_too(run: Run, show: str) -> None:
    execution = run(DOUBLE, f"from IPython.display import publish_display_data\n{show}")
    assert sum(len(str(output)) for output in execution.outputs.get(1, [])) < 2 << 20
    still_earns(execution)


def test_no_core_is_dumped_to_the_host(run: Run) -> None:
    # A limit of 0 is ignored when core_pattern is a pipe; 1 is not: core(5).
    execution = run(DOUBLE, "import resource\nprint(resource.getrlimit(resource.RLIMIT_CORE))")
    assert said(execution, 1) == "(1, 1)\n"


def test_spinning_processes_of_one_sandbox_share_one_sandboxs_part_of_the_cpu() -> None:
    group = ControlGroup.create(f"{os.getpid()}-shares", 256 << 20, 64)
    try:
        if not group.folders:
            pytest.skip("no control group can be had on this host")
        names = {path.name for folder in group.folders for path in folder.iterdir()}
        assert {"cpu.shares", "cpu.weight"} & names or not _has_cpu()
    finally:
        group.remove()


def _has_cpu() -> bool:
    """Whether this host's cgroups have the cpu controller where ours are made."""
    root = Path("/sys/fs/cgroup")
    return (root / "cpu").is_dir() or "cpu" in (root / "cgroup.subtree_control").read_text().split()
