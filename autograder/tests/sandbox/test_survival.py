"""Does everything that a notebook can do to itself leave the other points, the batch and the host alone?"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import CellSource, Execution, Sandbox
from autograder.sandbox.sandbox import Isolation
from npml.core.steps import Call, Value
from npml.errors import ProtocolError, SandboxError, SandboxTimeout

from .conftest import SMALL

Run = Callable[..., Execution]
DOUBLE = "import numpy as np\n\ndef double(x):\n    return 2.0 * x"


def text_of(execution: Execution, cell: int) -> str:
    """All text that a cell printed on stdout."""
    outputs = execution.outputs.get(cell, [])
    return "".join(output["text"] for output in outputs if output.get("name") == "stdout")


SEGFAULT = "import ctypes\nctypes.string_at(0)"
SWALLOW = "import time\nwhile True:\n    try:\n        time.sleep(100)\n    except BaseException:\n        pass"


def value(execution: Execution, name: str) -> object:
    """What a global of the notebook holds, `None` if it is not there."""
    with execution.snapshot("", 5.0) as snapshot:
        return snapshot.ask((Value(name),))[0].value


def points(execution: Execution) -> None:
    """The working function still earns."""
    with execution.snapshot("double", 5.0) as snapshot:
        assert snapshot.ask((Call("double", np.array([3.0])),))[0].value == [6.0]


@pytest.mark.parametrize(
    "bad",
    [
        "import os\nos._exit(0)", SEGFAULT, SWALLOW, "import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)",
        "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
        "import os\nos.closerange(0, 1000)", "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
        "import os\nos.kill(0, 9)", "import faulthandler\nfaulthandler._fatal_error_c_thread()",
    ],
)  # fmt: skip
def test_a_demo_cell_that_ends_the_process_costs_no_points(run: Run, bad: str) -> None:
    execution = run(DOUBLE, "print('before')", bad, "print('after')\ntotal = 5")
    assert execution.status == "partly"
    assert "3번째 셀" in execution.message and "그 셀은 빼고" in execution.message
    assert (text_of(execution, 1), text_of(execution, 3)) == ("before\n", "after\n")
    assert value(execution, "total") == 5
    assert execution.outputs[2][-1]["output_type"] == "error"
    points(execution)


@pytest.mark.parametrize(
    "bad",
    [
        "import sys\nsys.exit()",
        "raise SystemExit(3)",
        "raise KeyboardInterrupt",
        "raise BaseException",
        "import os\nos.kill(1, 9)",
        "import os\nos.kill(-1, 9)",
    ],
)
def test_a_cell_that_raises_anything_is_only_an_error(run: Run, bad: str) -> None:
    execution = run(DOUBLE, bad, "print('after')")
    assert execution.status == "ran"
    assert text_of(execution, 2) == "after\n"
    points(execution)


def test_a_definition_that_ends_the_process_leaves_the_others(run: Run) -> None:
    execution = run(DOUBLE, "import os\nos._exit(1)", "def other():\n    return 1", definitions=[0, 1, 2])
    assert execution.status == "partly"
    points(execution)
    with execution.snapshot("other", 5.0) as snapshot:
        assert snapshot.ask((Call("other"),))[0].value == 1


UNIT = "09_toy"
KILL = "import os\nos._exit(1)"


def test_only_the_cell_that_ends_the_process_is_shortened_and_nothing_is_said_of_the_others(run: Run) -> None:
    cells = [
        "rates = {}\nfor i in range(3):\n    rates[i] = i",
        f"print('in it')\ndef f(): return 1\n{KILL}\ny = 2",
        "z = [f(), rates]",
    ]
    short = "0\ndef f(): return 1\n0\n0\ny = 2"
    execution = run(*cells, definitions={1: short})
    assert value(execution, "z") == [1, {0: 0, 1: 1, 2: 2}]
    assert value(execution, "y") == 2
    assert (
        execution.message
        == "노트북을 실행하던 프로세스가 2번째 셀에서 끝나 버려서, 그 셀은 정의만 남기고 노트북을 처음부터 다시 실행했어요."
    )
    assert [output["output_type"] for output in execution.outputs[1]] == ["error"]


def test_two_cells_may_end_the_process(run: Run) -> None:
    execution = run("a = [1]", KILL, "a.append(2)", KILL, "a.append(3)", definitions=())
    assert execution.status == "partly"
    assert value(execution, "a") == [1, 2, 3]
    assert "2번째 셀에서" in execution.message and "4번째 셀에서" in execution.message
    assert {execution.outputs[index][-1]["output_type"] for index in (1, 3)} == {"error"}


def test_after_three_the_solution_cells_are_run_whole(sandbox: Sandbox) -> None:
    """What binds the graded name may be a loop, a `with`, a `setattr`."""
    solution = "def f(): return 1\nfor i in range(3):\n    f.count = i\nprint('here')"
    sources = ["other = make()", KILL, KILL, KILL, solution, "def g(): return 2", f"def h(): return 3\n{KILL}"]
    cells = [CellSource(at, source, {4: "f", 6: "h"}.get(at, "")) for at, source in enumerate(sources)]
    defines = [CellSource(4, "def f(): return 1\n0\n\n0", "f"), cells[5], CellSource(6, "def h(): return 3\n0\n0", "h")]
    with sandbox.execute(UNIT, cells, defines) as execution:
        assert execution.status == "definitions"
        with execution.snapshot("f", 5.0) as snapshot:
            assert snapshot.ask((Call("f"),))[0].value == 1
        assert value(execution, "i") == 2
        with execution.snapshot("h", 5.0) as snapshot:
            assert [outcome.value for outcome in snapshot.ask((Call("h"), Call("g")))] == [3, 2]
        assert text_of(execution, 4) == "here\n"
        assert execution.message == (
            "노트북을 실행하던 프로세스가 4번째 셀에서 끝나 버려서, 풀이 셀은 그대로, 나머지 셀은 정의만 다시 실행했어요."
            " 실행을 끝내지 못한 셀(2, 3, 4, 7번째)에서는 정의만 남기거나 모두 뺐어요."
        )


def test_solution_cells_that_take_too_long_are_run_as_definitions(sandbox: Sandbox) -> None:
    texts = [f"def f{at}(): return 1\nok = {at}" for at in range(8)]
    cells = [CellSource(at, f"{text}\nimport time\ntime.sleep(9)", f"f{at}") for at, text in enumerate(texts)]
    defines = [CellSource(at, text, f"f{at}") for at, text in enumerate(texts)]
    with sandbox.execute(UNIT, cells, defines) as execution:
        assert (execution.status, value(execution, "ok")) == ("definitions", 7)
        assert "제한 시간(12초)" in execution.message and "채점할 정의만 다시 실행했어요" in execution.message


def test_a_solution_cell_whose_assignment_ends_the_process_keeps_its_function(sandbox: Sandbox) -> None:
    text = "EPS = float('1')\ndef f(): return EPS\nimport os\nx = os.abort()\ny = x\nn = make = lambda: os.abort()"
    cells = [CellSource(0, text, "f"), CellSource(1, "z = f()")]
    with sandbox.execute(UNIT, cells, cells) as execution:
        assert (execution.status, value(execution, "z")) == ("partly", 1.0)
        assert "1번째 셀" in execution.message and "그 셀은 정의만 남기고" in execution.message


def test_solution_cells_whose_assignments_take_too_long_keep_their_functions(sandbox: Sandbox) -> None:
    texts = [f"def f{at}(): return {at}\nimport time\nn = 9\nx = time.sleep(n)" for at in range(8)]
    cells = [CellSource(at, text, f"f{at}") for at, text in enumerate(texts)]
    with sandbox.execute(UNIT, cells, cells) as execution:
        assert execution.status == "definitions"
        with execution.snapshot("f7", 5.0) as snapshot:
            assert snapshot.ask((Call("f7"),))[0].value == 7


def test_a_notebook_that_is_lost_again_and_again_ends(run: Run) -> None:
    began = time.monotonic()
    execution = run(DOUBLE, *[SWALLOW] * 6)
    assert execution.status == "definitions"
    assert time.monotonic() - began < 2 * 12 + 3 * 6 + 5
    points(execution)


def test_what_failed_is_quoted_from_the_students_own_source(run: Run) -> None:
    short = "a = ( 1 ,\n  2)\n0;  b = open( 'x' )\nimport os\n0"
    execution = run(f"a = ( 1 ,\n  2)\nprint(1);  b = open( 'x' )\n{KILL}", definitions={0: short})
    assert [(item.line, item.text, item.names) for item in execution.failed] == [(3, "print(1);  b = open( 'x' )", ("b",))]


def test_many_slow_statements_of_a_cell_are_each_interrupted_and_the_quick_ones_run(run: Run) -> None:
    slow = "for _ in range(100):\n    time.sleep(0.1)\nn += 1\n"
    inner = "with open('x', 'w'):\n" + "".join(f"    {line}\n" for line in (slow * 4).splitlines())
    execution = run(f"import time\nn = 0\n{slow * 6}{inner}", "m = n")
    assert execution.status == "ran"
    assert value(execution, "m") == 10


def test_slow_cells_end_with_the_notebook_not_the_batch(run: Run) -> None:
    slow = "import time\ntime.sleep(1.8)"
    execution = run(DOUBLE, *[slow] * 9)
    assert execution.status == "definitions"
    points(execution)


@pytest.mark.parametrize(
    "bad",
    [
        "import os\nos._exit(0)", SEGFAULT, "while True: pass", SWALLOW,
        "import sys\nsys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)", "import os\nos.closerange(0, 1000)\nwhile True: pass",
        "import os\nif os.fork():\n    os._exit(0)\nos.setsid()\nwhile True: pass",
    ],
)  # fmt: skip
def test_an_exercise_that_dies_or_hangs_leaves_the_others(run: Run, bad: str) -> None:
    body = bad.replace("\n", "\n    ")
    execution = run(DOUBLE, f"def bad():\n    {body}")
    for _ in range(2):
        with execution.snapshot("bad", 1.0) as snapshot, pytest.raises(SandboxError):
            snapshot.ask((Call("bad"),))
        points(execution)


def test_a_hang_is_told_from_a_crash(run: Run) -> None:
    execution = run("def hang():\n    while True: pass\ndef crash():\n    import os\n    os._exit(0)")
    with execution.snapshot("hang", 0.5) as snapshot, pytest.raises(SandboxTimeout):
        snapshot.ask((Call("hang"),))
    with execution.snapshot("crash", 5.0) as snapshot, pytest.raises(SandboxError) as raised:
        snapshot.ask((Call("crash"),))
    assert not isinstance(raised.value, SandboxTimeout)


def test_one_deadline_for_all_cases_of_an_exercise(run: Run) -> None:
    execution = run("import select\ndef nap():\n    select.select([], [], [], 0.4)")
    with execution.snapshot("nap", 1.0) as snapshot:
        snapshot.ask((Call("nap"),))
        with pytest.raises(SandboxTimeout):
            snapshot.ask((Call("nap"), Call("nap"), Call("nap")))


def test_a_snapshot_can_be_given_another_time(run: Run) -> None:
    """As the quiz's is, for the first exercise."""
    execution = run("import select\ndef nap(): select.select([], [], [], 0.3)\ndef hang():\n    while True: pass")
    with execution.snapshot("nap", 0.1) as snapshot:
        snapshot.allow(20.0)
        assert snapshot.ask((Call("nap"),))[0].error is None
        snapshot.allow(0.1)
        with pytest.raises(SandboxTimeout):
            snapshot.ask((Call("hang"),))


def test_a_fork_bomb_is_bounded(run: Run) -> None:
    bomb = "import os\nwhile True:\n    try:\n        os.fork()\n    except OSError:\n        pass"
    execution = run(DOUBLE, bomb, "print('after')")
    points(execution)


def test_threads_are_bounded(run: Run) -> None:
    code = """
import threading, time
try:
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except (RuntimeError, MemoryError):
    pass
print(threading.active_count() < 100)
"""
    execution = run(DOUBLE, code)
    assert text_of(execution, 1) == "True\n"
    points(execution)


@pytest.mark.parametrize(
    "bomb",
    [
        "x = []\nwhile True: x.append(np.empty(10**7))",
        "x = np.ones((10**6, 10**6))",
        "x = 'x' * 10**12",
        "x = [0] * 10**11",
    ],
)
def test_a_memory_bomb_is_a_memory_error(run: Run, bomb: str) -> None:
    execution = run(DOUBLE, bomb, "del x\nprint('after')")
    assert execution.outputs[1][-1]["ename"] in ("MemoryError", "_ArrayMemoryError")
    points(execution)


def test_memory_of_many_processes_is_bounded_together(run: Run) -> None:
    hog = "import os\nfor _ in range(6):\n    if not os.fork():\n        x = bytearray(400 << 20)\n        os._exit(0)\nwhile True:\n    try:\n        os.wait()\n    except ChildProcessError:\n        break"
    points(run(DOUBLE, hog))


def test_a_print_flood_is_cut(run: Run) -> None:
    execution = run(DOUBLE, "for i in range(10**6): print('x' * 100)", "print('after')")
    assert sum(len(str(output)) for output in execution.outputs[1]) < 2 << 20
    assert "줄였어요" in text_of(execution, 1)
    points(execution)


def test_a_flood_past_python_is_cut(run: Run) -> None:
    execution = run(
        DOUBLE, "import os\ntry:\n    while True: os.write(1, b'x' * 10**6)\nexcept OSError: pass", "print('after')"
    )
    assert sum(len(str(output)) for output in execution.outputs[1]) < 2 << 20
    points(execution)


def test_a_million_outputs_are_cut(run: Run) -> None:
    execution = run(
        DOUBLE,
        "from IPython.display import publish_display_data\nfor i in range(10**5): publish_display_data({'text/plain': str(i)})",
    )
    assert len(execution.outputs[1]) <= 51
    points(execution)


def test_the_disk_is_small(run: Run) -> None:
    fill = "n = 0\ntry:\n    for i in range(10**6):\n        with open(f'f{i}', 'wb') as f: n += f.write(b'x' * 10**6)\nexcept OSError as e: print(type(e).__name__, n < 20 * 10**6)"
    execution = run(
        DOUBLE,
        fill,
        "import os\nfor i in range(10**5):\n    try: os.mkdir(f'/tmp/{i}')\n    except OSError: break\nprint(i < 10**4)",
    )
    assert text_of(execution, 1) == "OSError True\n"
    assert text_of(execution, 2) == "True\n"
    points(execution)


# Returns once the daemon runs: executing another program closes the pipe.
DAEMON = """
import os, sys
def start_daemon(marker):
    reader, writer = os.pipe()
    if not os.fork():
        os.setsid()
        if not os.fork():
            os.execv(sys.executable, ["python", "-S", "-c", "import time; time.sleep(1000)", marker])
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    return 1
"""
#: The same without another program, which a judged call may not start.
NAMED_DAEMON = DAEMON.replace(
    """os.execv(sys.executable, ["python", "-S", "-c", "import time; time.sleep(1000)", marker])""",
    """import ctypes, signal
            ctypes.CDLL(None).prctl(15, marker.encode())
            os.close(writer)
            signal.pause()""",
)


def test_a_daemon_ends_with_the_cells_at_the_latest(run: Run) -> None:
    marker = f"daemon-{os.urandom(8).hex()}"
    execution = run(DOUBLE + DAEMON, f"start_daemon('{marker}')\nprint('started')")
    assert text_of(execution, 1) == "started\n"
    points(execution)
    assert marker not in _command_lines()


def test_a_daemon_of_an_exercise_does_not_outlive_the_submission(run: Run) -> None:
    marker = os.urandom(7).hex()
    execution = run(DOUBLE + NAMED_DAEMON)
    with execution.snapshot("start_daemon", 5.0) as snapshot:
        assert snapshot.ask((Call("start_daemon", marker),))[0].value == 1
        assert marker in _command_lines()
    points(execution)
    execution.close()
    assert marker not in _command_lines()


@pytest.mark.parametrize("isolation", ["namespaces", "none"])
def test_a_judged_call_starts_no_program(run: Run, packages: Path, isolation: str) -> None:
    """Another Python would have the libraries; a cell may start one, and a fork is no program."""
    code = (
        "import os, subprocess, sys\ndef start():\n    try:\n        return subprocess.run([sys.executable, '-c', '']).returncode\n"
        "    except FileNotFoundError:\n        return -1\ndef fork():\n    pid = os.fork()\n    if not pid: os._exit(3)\n"
        "    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])"
    )
    with contextlib.ExitStack() as stack:
        if isolation == "none":
            cells = [CellSource(0, code), CellSource(1, "print(start())")]
            sandbox = stack.enter_context(Sandbox(packages, isolation="none"))
            execution = stack.enter_context(sandbox.execute("09_toy", cells, cells))
        else:
            execution = run(code, "print(start())")
        assert text_of(execution, 1) == "0\n"
        with execution.snapshot("start", 10.0) as snapshot:
            assert [snapshot.ask((Call(name),))[0].value for name in ("start", "fork")] == [-1, 3]


def _command_lines() -> str:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found += [(entry / name).read_bytes().decode("utf-8", "replace") for name in ("cmdline", "comm")]
            except OSError:
                continue
    return "\n".join(found)


FIND = """
import os, socket, stat, struct, json
def channels():
    found = []
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode): found.append(fd)
        except OSError: pass
    return found
def forge(tree, body=b''):
    header = json.dumps({'t': tree, 's': [len(body)] if body else []}).encode()
    return struct.pack('<4sIQ', b'AGf1', len(header), len(body)) + header + body
"""


@pytest.mark.parametrize(
    "write",
    ["forge({'done': True})", "forge({'cell': 2, 'cut': False}, b'[]') + forge({'done': True})", "b'x' * 10**4", "forge([1])",
     "struct.pack('<4sIQ', b'AGf1', 2**31, 2**60)"],
)  # fmt: skip
def test_forged_frames_of_the_run_gain_nothing(run: Run, write: str) -> None:
    execution = run(DOUBLE, FIND, f"for fd in channels():\n    try: os.write(fd, {write})\n    except OSError: pass")
    assert execution.status in ("ran", "partly", "definitions")
    with contextlib.suppress(SandboxError):  # if anything, it is its own function that it lost
        points(execution)
    assert execution.outputs[0] == []


def test_an_early_answer_is_no_answer(run: Run) -> None:
    early = "def early():\n    os.write(3, forge({'to': '0', 'outcomes': [{'value': 1}]}))\n    return 1"
    execution = run(FIND, early, DOUBLE, definitions=[0, 1, 2])
    with execution.snapshot("early", 5.0) as snapshot, pytest.raises(ProtocolError):
        snapshot.ask((Call("early"),))
    points(execution)


@pytest.mark.parametrize(
    "answer",
    [
        "b'y' * 100",
        "struct.pack('<4sIQ', b'AGf1', 2**31, 2**60)",
        "forge(7)",
        "forge({'to': '0'})",
        "forge([{'value': {'nd': 'O', 'shape': [1], 'buf': 0}}], b'x')",
        "forge([{'error': 'EvilError'}])",
    ],
)
def test_a_garbled_answer_is_an_error_of_that_exercise(run: Run, answer: str) -> None:
    execution = run(FIND, f"def garble():\n    os.write(3, {answer})\n    os._exit(0)", DOUBLE, definitions=[0, 1, 2])
    with execution.snapshot("garble", 5.0) as snapshot, pytest.raises((ProtocolError, SandboxError)):
        snapshot.ask((Call("garble"),))
    points(execution)


def test_bytes_that_drip_do_not_stretch_the_deadline(run: Run) -> None:
    drip = "def drip():\n    import select\n    os.write(3, struct.pack('<4sIQ', b'AGf1', 10**5, 0))\n    while True:\n        os.write(3, b' ')\n        select.select([], [], [], 0.01)"
    execution = run(FIND, drip, DOUBLE, definitions=[0, 1, 2])
    with execution.snapshot("drip", 1.0) as snapshot, pytest.raises(SandboxTimeout):
        snapshot.ask((Call("drip"),))
    points(execution)


def test_patched_libraries_hurt_only_the_one_who_patched(run: Run) -> None:
    patch = "import os, json, struct, socket, numpy\nos.write = os.read = os.fork = json.dumps = json.loads = struct.pack = None\nsocket.socket.recv = socket.socket.sendall = socket.socket.recvmsg = None\nnumpy.asarray = numpy.allclose = numpy.array_equal = None"
    execution = run(DOUBLE, patch, "print('after')")
    assert text_of(execution, 2) == "after\n"
    points(execution)


@pytest.mark.parametrize("when", ["before", "after_in_parent", "after_in_child"])
def test_an_at_fork_hook_that_kills_costs_nothing(run: Run, when: str) -> None:
    execution = run(DOUBLE, f"import os\nos.register_at_fork({when}=lambda: os._exit(0))")
    points(execution)  # rebuilt from the definitions


def test_the_zygote_serves_on_after_all_that(run: Run) -> None:
    points(run(DOUBLE))


@pytest.mark.parametrize("isolation", ["namespaces", "none"])
def test_what_computes_too_long_ends_before_its_time_by_the_clock(
    packages: Path, isolation: Isolation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An endless loop ends after a part of its seconds; who only waits, as on a busy machine, has all of them."""
    monkeypatch.setattr("autograder.sandbox.snapshot.COMPUTING", 0.005)
    source = (
        "import threading\ndef loop():\n    while True: pass\ndef rest():\n    threading.Event().wait(0.5)\n    return 7"
    )
    cells = [CellSource(0, source)]
    with Sandbox(packages, isolation=isolation, limits=SMALL) as own, own.execute(UNIT, cells, cells) as execution:
        with execution.snapshot("rest", 60.0) as snapshot:
            assert [snapshot.ask((Call("rest"),))[0].value for _ in range(2)] == [7, 7]
            assert snapshot._waited > snapshot._may  # so it was asked how long it had computed
        with execution.snapshot("loop", 60.0) as snapshot:
            with pytest.raises(SandboxTimeout):
                snapshot.ask((Call("loop"),))
            assert snapshot._left > 0
            assert execution._spent(execution._snapshots) >= snapshot._may
        execution.shares = {"loop": 0.001}
        with execution.snapshot("loop@check", 60.0) as snapshot:
            with pytest.raises(SandboxTimeout):
                snapshot.ask((Call("loop"),))
            assert execution._spent(execution._snapshots) >= snapshot._may == 0.06
