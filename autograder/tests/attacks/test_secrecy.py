"""Do hidden inputs leave the zone, or an earlier student's work reach a later one, through the whole engine?"""

from __future__ import annotations

import json

import pytest

from autograder.judge.cases import draw
from npml.core.steps import Call
from npml.errors import SandboxError

from .conftest import REST, TARGET, Run, Site, said

#: The mark is put together at run time, so that finding it means that the function's output came through.
LEAKS = {
    "stdout and stderr": "print(text); print(text, file=sys.stderr); os.write(1, text.encode()); os.write(2, text.encode())",
    "a display": "from IPython.display import display\n    display(text); get_ipython().displayhook(text)",
    "an exception": "raise type(text, (ValueError,), {})(text)",
    "an exception that is chained": "try:\n        raise KeyError(text)\n    except KeyError as error:\n        raise ValueError(text) from error",
    "a warning": "import warnings\n    warnings.warn(text)",
    "the dtype's field names": "return np.zeros(3, dtype=[(text, 'f8')])",
    "a returned text": "return text",
    "the notebook's variables": "globals()['leak'] = text; get_ipython().user_ns['In'].append(text)",
    "the shell's history": "get_ipython().run_cell('print(%r)' % text)",
    "every descriptor": "for fd in range(3, 256):\n        try: os.write(fd, text.encode())\n        except OSError: pass",
    "a name of a process": "import ctypes\n    ctypes.CDLL(None).prctl(15, text[:15].encode())\n    sys.argv[:] = [text]",
}  # fmt: skip


def leaky(body: str) -> str:
    """A target that knows its input as a text with a mark."""
    return (
        "import os, sys\nimport numpy as np\nfrom IPython import get_ipython\n"
        f"def softmax(x):\n    text = 'LE' + 'AK ' + repr(np.asarray(x).tolist())\n    {body}\n    return x\n"
    )


@pytest.mark.parametrize("name", LEAKS)
def test_hidden_inputs_do_not_reach_the_graded_notebook(site: Site, honest: float, name: str) -> None:
    graded = site.grade(site.paper().solve(*REST).write(TARGET, leaky(LEAKS[name])))
    assert graded.verdict is not None and graded.notebook is not None
    assert graded.verdict.score == honest
    assert "LEAK" not in graded.notebook + graded.message


def test_the_mark_would_be_seen(site: Site) -> None:
    """The control: called by a cell of the notebook, before anything is hidden, the text is there."""
    graded = site.grade(site.paper().write(TARGET, leaky("print(text)")).last("softmax([1.0])"))
    assert graded.notebook is not None
    assert "LEAK [1.0]" in graded.notebook


def test_what_one_exercise_wrote_does_not_come_out_when_the_notebook_is_rebuilt(site: Site, honest: float) -> None:
    # The first exercise leaves its inputs in a file and takes the notebook along; the definitions run again and print it.
    show = "try:\n    print(open('/notebook/left').read())\nexcept OSError: pass\n"
    leave = leaky("open('/notebook/left', 'a').write(text)\n    import signal\n    os.kill(os.getpid(), 9)")
    graded = site.grade(site.paper().solve(*REST).write(TARGET, show + leave))
    assert graded.verdict is not None and graded.notebook is not None
    assert graded.verdict.score == honest
    assert "LEAK" not in graded.notebook


def test_an_earlier_exercises_inputs_are_of_no_use_to_a_later_one(site: Site) -> None:
    """Snapshots share files and memory: so no hidden input of a unit may hold another case's answer."""
    seen: dict[bytes, tuple[str, str]] = {}
    for exercise in site.unit.exercises:
        for category in sorted(exercise.categories, key=lambda item: not item.core):
            for item in draw(site.unit, exercise, category, b"a seed of the tests, long enough"):
                given = {raw for step in item.case.steps for raw in _arrays(getattr(step, "args", ()))}
                for outcome in item.want:
                    for raw in _arrays(outcome.value):
                        assert raw in given or raw not in seen, (exercise.name, category.name, seen[raw])
                seen |= dict.fromkeys(given, (exercise.name, category.name))
    assert len(seen) > 20


def _arrays(value: object) -> list[bytes]:
    """Bytes of the arrays in a value that are more than a few equal numbers."""
    import numpy as np

    if isinstance(value, np.ndarray):
        return [value.astype(float).tobytes()] if value.dtype.kind in "iuf" and len(np.unique(value)) > 2 else []
    return [raw for item in value for raw in _arrays(item)] if isinstance(value, (tuple, list)) else []


#: What a student's code may try against what was there before it: the zygote, the supervisor, other processes.
ZYGOTE = {
    "ptrace": "libc.ptrace(16, pid, 0, 0)",
    "process_vm_readv": "libc.process_vm_readv(pid, ctypes.byref((ctypes.c_uint64 * 2)(id(libc), 8)), 1, ctypes.byref((ctypes.c_uint64 * 2)(id(libc), 8)), 1, 0)",
    "process_vm_writev": "libc.process_vm_writev(pid, ctypes.byref((ctypes.c_uint64 * 2)(id(libc), 8)), 1, ctypes.byref((ctypes.c_uint64 * 2)(id(libc), 8)), 1, 0)",
    "pidfd_getfd": "libc.syscall(438, libc.syscall(434, pid, 0), 3, 0)",
    "kcmp": "libc.syscall(312, os.getpid(), pid, 0, 0, 0)",
    "/proc/PID/mem": "-1 if not os.path.exists(f'/proc/{pid}/mem') else open(f'/proc/{pid}/mem', 'r+b').fileno()",
    "/proc/PID/fd": "-1 if not os.path.exists(f'/proc/{pid}/fd') else 0",
    "setns": "libc.setns(libc.syscall(434, pid, 0), 0x20000)",
    "a mount of /proc": "libc.mount(b'proc', b'/proc', b'proc', 0, None)",
    "open by handle": "libc.syscall(304, -100, ctypes.create_string_buffer(64), 0)",
    "a new mount namespace": "libc.unshare(0x10020000)",
    "chroot": "libc.chroot(b'/')",
    "keyrings": "libc.syscall(250, 0, -3, 0, 0, 0)",
    "bpf": "libc.syscall(321, 0, 0, 0)",
    "io_uring": "libc.syscall(425, 8, ctypes.create_string_buffer(256))",
    "userfaultfd": "libc.syscall(323, 0)",
    "perf": "libc.syscall(298, ctypes.create_string_buffer(128), 0, -1, -1, 0)",
    "the host's name": "libc.sethostname(b'x', 1)",
    "the clock": "libc.clock_settime(0, (ctypes.c_long * 2)(0, 0))",
    "a kernel module": "libc.syscall(175, 0, 0, b'')",
    "root": "libc.setresuid(0, 0, 0)",
    "the 32-bit table": "0 if os.fork() and os.wait()[1] == 0 else -1",
}  # fmt: skip


@pytest.mark.parametrize("name", ZYGOTE)
@pytest.mark.parametrize("where", ["cell", "call"])
def test_the_processes_around_are_out_of_reach(run: Run, name: str, where: str) -> None:
    code = "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\ndef attack():\n    done = []\n    for pid in (1, os.getppid() or 1):\n"
    if name == "the 32-bit table":  # int 0x80 would speak to another table of system calls: the filter kills
        code += "        done.append(_old())\n    return done\n" + OLD
    else:
        code += f"        done.append({ZYGOTE[name]})\n    return done\n"
    execution = run(code, "print(attack())" if where == "cell" else "1")
    if where == "cell":
        assert json.loads(said(execution, 1)) == [-1, -1]
        return
    with execution.snapshot("attack", 10.0) as snapshot:
        assert snapshot.ask((Call("attack"),))[0].value == [-1, -1]


OLD = """
import mmap
def _old():
    # mov eax, 20 (getpid of the 32-bit table); int 0x80; ret
    if os.uname().machine != 'x86_64':
        return -1
    pid = os.fork()
    if not pid:
        page = mmap.mmap(-1, 4096, prot=7)
        page.write(b'\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3')
        ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
        os._exit(0)
    return 0 if os.waitpid(pid, 0)[1] == 0 else -1
"""


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGSTOP", "SIGSEGV", "SIGTERM"])
def test_signals_reach_nobody_else(run: Run, signal: str) -> None:
    code = (
        "import os, signal\ndef attack():\n    for pid in (1, -1, 0 if os.getpid() == 1 else 1, *range(2, 100)):\n        try:\n"
        f"            if pid != os.getpid(): os.kill(pid, signal.{signal})\n        except OSError: pass\n    return 7\ndef good():\n    return 8\n"
    )
    execution = run(code, "attack()")
    for name, value in (("attack", 7), ("good", 8), ("attack", 7), ("good", 8)):
        try:
            with execution.snapshot(name, 10.0) as snapshot:
                assert snapshot.ask((Call(name),))[0].value == value
        except SandboxError:
            assert name == "attack"
