"""What does a student's code see of the host?  Only the installation, the unit and itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import autograder
from autograder.sandbox import Execution, Sandbox
from npml.core.steps import Call

Run = Callable[..., Execution]


def text_of(execution: Execution, cell: int) -> str:
    """All text that a cell printed on stdout."""
    outputs = execution.outputs.get(cell, [])
    return "".join(output["text"] for output in outputs if output.get("name") == "stdout")


def shown(run: Run, code: str) -> str:
    """What the code prints in a notebook."""
    execution = run(code)
    assert execution.status == "ran", execution.message
    return text_of(execution, 0)


WALK = """
import os, sys, json
skip = tuple({sys.prefix, sys.base_prefix, '/usr', '/lib', '/lib64', '/dev', '/etc/ld.so.cache'})
found = []
for folder, names, files in os.walk('/'):
    names[:] = [n for n in names if not os.path.join(folder, n).startswith(skip)]
    found += [p for name in files if (p := os.path.join(folder, name)) not in skip]
print(json.dumps(found))
"""


def test_no_solution_no_gradebook_no_repository(run: Run) -> None:
    files = json.loads(shown(run, WALK))
    assert files, "the walk found nothing at all"
    allowed = (
        "/opt/course/autograder/",
        "/opt/course/npml/",
        "/notebook/",
        "/var/cache/zygote/",
    )
    assert [name for name in files if not name.startswith(allowed)] == []
    inside = {Path(name).parts[4] for name in files if name.startswith("/opt/course/autograder/")}
    assert inside <= {"__init__.py", "py.typed", "inside"}
    assert not any("hidden" in name or "solutions" in name or "gradebook" in name or "notes.txt" in name for name in files)


def test_the_package_outside_cannot_be_reached(run: Run) -> None:
    folder = Path(autograder.__file__).parent
    code = f"import os\nprint([os.path.exists(p) for p in ({str(folder / 'judge')!r}, {str(folder / 'spec.py')!r}, {str(Path.home() / '.bashrc')!r}, '/etc/passwd', '/sys', '/var/log', '/root/.ssh')])"
    assert shown(run, code) == str([False] * 7) + "\n"
    for module in ("autograder.judge.verdict", "autograder.sandbox", "autograder.gradebook", "autograder.authoring"):
        assert "ModuleNotFoundError" in shown(
            run, f"try:\n    import {module}\nexcept Exception as e:\n    print(type(e).__name__)"
        )


def test_the_environment_is_bare(run: Run, monkeypatch: pytest.MonkeyPatch, packages: Path) -> None:
    monkeypatch.setenv("COURSE_SECRET", "tell-nobody")
    with Sandbox(packages) as fresh, fresh.execute("09_toy", [], []) as execution, execution.snapshot("x", 5.0):
        pass
    names = set(json.loads(shown(run, "import os, json\nprint(json.dumps(list(os.environ)))")))
    assert not any("SECRET" in name or "PYTEST" in name or "GIT" in name for name in names)


def test_no_descriptor_but_its_own(run: Run) -> None:
    code = """
import os, stat
def kinds():
    found = []
    for fd in range(1024):
        try: found.append((fd, stat.S_IFMT(os.fstat(fd).st_mode)))
        except OSError: pass
    return [[fd, {stat.S_IFSOCK: 'socket', stat.S_IFREG: 'file', stat.S_IFCHR: 'null'}.get(k, hex(k))] for fd, k in found]
print(sorted(k for _, k in kinds()))
"""
    execution = run(code)
    # /dev/null, the two files that record stdout and stderr (twice each), the two channels.
    assert text_of(execution, 0) == str(sorted(["null", "file", "file", "file", "file", "socket", "socket"])) + "\n"
    with execution.snapshot("kinds", 5.0) as snapshot:
        assert snapshot.ask((Call("kinds"),))[0].value == [[0, "null"], [1, "null"], [2, "null"], [3, "socket"]]


def test_of_what_a_notebook_has_opened_a_snapshot_keeps_files_only(run: Run) -> None:
    """No pipe, no socket, no folder, no descriptor of what records the outputs."""
    code = """
import os, socket, stat
kept = [open('log', 'w'), open(os.devnull), *map(os.fdopen, os.pipe(), 'rw'), *socket.socketpair(), os.open('.', 0), os.dup(1), os.dup(2)]
files = {kept[0].fileno(), kept[1].fileno(), 0, 1, 2}
def others():
    found = []
    for fd in range(256):
        try:
            if fd not in files: found.append(stat.S_ISSOCK(os.fstat(fd).st_mode))
        except OSError: pass
    return found, [os.fstat(fd).st_nlink for fd in files]
"""
    execution = run(code, "print(len(others()[0]) > 8)")
    assert text_of(execution, 1) == "True\n"
    with execution.snapshot("others", 5.0) as snapshot:
        assert snapshot.ask((Call("others"),))[0].value == ([True], [1] * 5)


def test_proc_is_empty(run: Run) -> None:
    assert shown(run, "import os\nprint(os.listdir('/proc'), os.path.exists('/sys'))") == "[] False\n"


@pytest.mark.parametrize(
    "path",
    ["/x", "/proc/x", "/dev/x", "/opt/course/x", "/var/cache/zygote/x", "/usr/lib/x", "/home", "/dev/pts/x"],
)
def test_nothing_but_the_home_can_be_written(run: Run, path: str) -> None:
    code = f"try:\n    open({path!r}, 'w')\n    print('written')\nexcept OSError as e:\n    print('refused')"
    assert shown(run, code) == "refused\n"


def test_the_installation_cannot_be_written(run: Run) -> None:
    code = "import numpy, sys, os, autograder\nfor p in (numpy.__file__, os.__file__, autograder.__file__, sys.executable):\n    try:\n        open(p, 'ab')\n        print('written', p)\n    except OSError:\n        pass"
    assert shown(run, code) == ""


def test_not_root_and_no_privilege(run: Run) -> None:
    code = """
import os, ctypes
libc = ctypes.CDLL(None, use_errno=True)
print(os.getuid() != 0, os.geteuid() != 0, os.getgid() != 0, 0 not in os.getgroups(), os.getppid())
print(libc.prctl(39, 0, 0, 0, 0), libc.prctl(3, 0, 0, 0, 0), libc.prctl(21, 0, 0, 0, 0))
print([libc.prctl(23, n, 0, 0, 0) for n in range(38)].count(1))
try:
    os.setuid(0)
except OSError: print('no root')
"""
    # no_new_privs, not dumpable, seccomp filter; no capability left in the bounding set
    assert shown(run, code) == "True True True True 1\n1 0 2\n0\nno root\n"


def test_not_root_in_a_snapshot_either(run: Run) -> None:
    execution = run("import os\ndef who():\n    return [os.getuid() != 0, os.geteuid() != 0, os.getpid()]")
    with execution.snapshot("who", 5.0) as snapshot:
        assert snapshot.ask((Call("who"),))[0].value == [True, True, 1]


def test_there_is_no_network(run: Run) -> None:
    code = """
import socket
for family, kind in ((socket.AF_INET, socket.SOCK_STREAM), (socket.AF_INET6, socket.SOCK_DGRAM), (socket.AF_NETLINK, socket.SOCK_RAW), (socket.AF_INET, socket.SOCK_RAW)):
    try:
        socket.socket(family, kind)
        print('made', family)
    except OSError:
        pass
a, b = socket.socketpair()
a.send(b'x')
print(b.recv(1))
"""
    assert shown(run, code) == "b'x'\n"


def test_a_later_submission_finds_nothing_of_an_earlier_one(run: Run) -> None:
    leave = "for place in ('/notebook', '/tmp', '/dev/shm'):\n    open(place + '/left', 'w').write('x')\nimport numpy, builtins\nnumpy.leak = builtins.leak = 1"
    first = run(leave)
    first.close()
    code = "import os, numpy, builtins\nprint([os.path.exists(p + '/left') for p in ('/notebook', '/tmp', '/dev/shm')], hasattr(numpy, 'leak'), hasattr(builtins, 'leak'))"
    assert shown(run, code) == "[False, False, False] False False\n"


def test_a_running_neighbour_cannot_be_seen(run: Run, sandbox: Sandbox) -> None:
    run("open('/tmp/mine', 'w')")
    code = "import os\nalive = []\nfor pid in range(1, 400):\n    try:\n        os.kill(pid, 0)\n        alive.append(pid)\n    except OSError: pass\nprint(len(alive), os.path.exists('/tmp/mine'), os.getpid() in alive)"
    assert shown(run, code) == "2 False True\n"
