"""Does it work as root, as root of a container, as an ordinary user, and without namespaces?"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import autograder
import npml
from autograder.sandbox import CellSource, Limits, Sandbox
from autograder.sandbox.cgroup import ControlGroup
from autograder.sandbox.probe import probe_host
from npml.core.marks import package_of
from npml.core.steps import Call
from npml.errors import HostError, SandboxTimeout, UsageError

SOURCE, STUDENT = (Path(str(package.__file__)).parent.parent for package in (autograder, npml))
UNIT = "09_toy"
LIMITS = Limits(cell_seconds=2.0, notebook_seconds=10.0, definitions_seconds=5.0, processes=4096)
HANG = "def hang():\n    while True: pass"
CELLS = [CellSource(0, "def double(x):\n    return 2 * x"), CellSource(1, HANG), CellSource(2, "print('done')")]

# One submission from start to end, as another user.
PROGRAM = """
import sys
from pathlib import Path
from npml.core.steps import Call
from autograder.sandbox import CellSource, Sandbox
with Sandbox(Path(sys.argv[1])) as sandbox:
    cells = [CellSource(0, "import os\\ndef who():\\n    return [os.getuid() != 0, os.listdir('/proc'), os.path.exists('/etc/passwd')]")]
    with sandbox.execute("09_toy", cells, cells) as execution, execution.snapshot("who", 10.0) as snapshot:
        print(execution.status, snapshot.ask((Call("who"),))[0].value)
"""
EXPECTED = "ran [True, [], False]\n"


@pytest.fixture
def open_course() -> Iterator[Path]:
    """A course that any user can read."""
    folder = Path(tempfile.mkdtemp(prefix="open-course-", dir="/tmp"))
    folder.chmod(0o755)
    (folder / "packages" / package_of(UNIT)).mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)


def run_as(prefix: list[str], python: str, packages: Path) -> subprocess.CompletedProcess[str]:
    """The program above under a command that changes the user."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{SOURCE}:{STUDENT}",
        "HOME": "/nonexistent",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [*prefix, python, "-c", PROGRAM, str(packages)]
    return subprocess.run(command, capture_output=True, text=True, env=environment, cwd="/", check=False)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_as_an_ordinary_user(open_course: Path) -> None:
    base = "/usr/bin/python3"
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    said = subprocess.run(
        [base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    if said.stdout.strip() != ours:
        pytest.skip(f"{base} is not Python {ours}: no interpreter that another user could reach")
    subprocess.run([base, "-m", "venv", "--without-pip", str(open_course / "venv")], check=True)
    packages = open_course / "venv" / "lib" / f"python{ours}" / "site-packages"
    (packages / "reach.pth").write_text(str(Path(np.__file__).parent.parent))
    done = run_as(
        ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"],
        str(open_course / "venv" / "bin" / "python"),
        open_course / "packages",
    )
    assert done.stdout == EXPECTED, done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give up a part of root")
def test_as_root_of_a_container_that_may_not_mount(open_course: Path) -> None:
    base = "/usr/bin/python3"
    ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
    said = subprocess.run(
        [base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True, check=False
    )
    if said.stdout.strip() != ours:
        pytest.skip(f"{base} is not Python {ours}: no interpreter that another user could reach")
    subprocess.run([base, "-m", "venv", "--without-pip", str(open_course / "venv")], check=True)
    packages = open_course / "venv" / "lib" / f"python{ours}" / "site-packages"
    (packages / "reach.pth").write_text(str(Path(np.__file__).parent.parent))
    done = run_as(
        ["setpriv", "--bounding-set", "-sys_admin"], str(open_course / "venv" / "bin" / "python"), open_course / "packages"
    )
    assert done.stdout == EXPECTED, done.stderr


def test_without_namespaces(packages: Path) -> None:
    with Sandbox(packages, isolation="none", limits=LIMITS) as sandbox:
        with sandbox.execute(UNIT, CELLS, CELLS[:1]) as execution:
            assert execution.status == "ran"
            with execution.snapshot("hang", 0.5) as snapshot, pytest.raises(SandboxTimeout):
                snapshot.ask((Call("hang"),))
            with execution.snapshot("double", 5.0) as snapshot:
                assert snapshot.ask((Call("double", 4),))[0].value == 8
        bad = [*CELLS, CellSource(3, "import os\nos.fork()\nos._exit(0)")]
        with sandbox.execute(UNIT, bad, bad[:1]) as execution:
            assert execution.status == "partly"
            with execution.snapshot("double", 5.0) as snapshot:
                assert snapshot.ask((Call("double", 4),))[0].value == 8


def test_without_namespaces_nothing_runs_on(packages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # this test's own homes only
    with Sandbox(packages, isolation="none", limits=LIMITS) as sandbox:
        code = "import os, sys, time\npid = os.fork()\nif not pid:\n    os.setsid()\n    time.sleep(1000)"
        with sandbox.execute(UNIT, [CellSource(0, code)], []) as execution, execution.snapshot("pid", 5.0) as snapshot:
            from npml.core.steps import Value

            pid = snapshot.ask((Value("pid"),))[0].value
            assert list(tmp_path.glob("autograder-*"))
        assert not Path(f"/proc/{pid}").exists()
    assert not list(tmp_path.iterdir())


def test_nothing_is_left_after_closing(packages: Path) -> None:
    mounts = Path("/proc/self/mounts").read_text()
    groups = _groups()
    sandbox = Sandbox(packages, limits=LIMITS)
    with sandbox:
        assert sandbox._process is not None
        zygote = sandbox._process.pid
        with sandbox.execute(UNIT, CELLS, CELLS) as execution:
            assert execution.status == "ran"
    assert not Path(f"/proc/{zygote}").exists()
    assert Path("/proc/self/mounts").read_text() == mounts
    assert _groups() <= groups


def _groups() -> set[Path]:
    mine = f"autograder-{os.getpid()}-"
    found = ControlGroup.create(f"{os.getpid()}-look", 256 << 20, 64)
    parents = [folder.parent for folder in found.folders]
    found.remove()
    return {folder for parent in parents for folder in parent.glob(f"{mine}*")}


def test_version_2_hands_down_the_controllers_that_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a host where nobody has asked for them yet; `make test-cgroup2` does it on a real one."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "cgroup.controllers").write_text("cpu io memory pids")
    switch = tmp_path / "mine" / "cgroup.subtree_control"
    switch.write_text("io pids")
    monkeypatch.setattr("autograder.sandbox.cgroup.ROOT", tmp_path)
    monkeypatch.setattr("autograder.sandbox.cgroup._own_groups", lambda: {"": "/mine"})
    written = []
    write = Path.write_text

    def noted(path: Path, text: str, **options: str) -> int:
        written.append((path.relative_to(tmp_path), text))
        return write(path, text, **options)

    monkeypatch.setattr(Path, "write_text", noted)
    group = ControlGroup.create("1-2", 256 << 20, 64)
    group.folders.clear()  # a kernel's folder goes away with its files, this one does not
    own = Path("mine/autograder-1-2")
    assert [text for path, text in written if path.name == switch.name] == ["+memory", "+cpu"]
    assert (own / "memory.max", str(256 << 20)) in written
    assert (own / "pids.max", "80") in written


def test_two_sandboxes_side_by_side(packages: Path) -> None:
    with (
        Sandbox(packages, limits=LIMITS) as one,
        Sandbox(packages, limits=LIMITS) as two,
        one.execute(UNIT, CELLS, CELLS) as a,
        two.execute(UNIT, CELLS, CELLS) as b,
    ):
        for execution in (a, b):
            with execution.snapshot("double", 5.0) as snapshot:
                assert snapshot.ask((Call("double", 4),))[0].value == 8


def test_an_unknown_isolation_is_wrong_use(packages: Path) -> None:
    with pytest.raises(UsageError, match="docker"):
        Sandbox(packages, isolation="docker")  # type: ignore[arg-type]


def test_a_host_without_bubblewrap_is_told_what_to_do(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(HostError, match="bubblewrap"):
        Sandbox(packages).start()


def test_a_zygote_that_cannot_start_says_why(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(HostError, match="nonexistent"):
        Sandbox(packages).start()


def test_a_process_that_cannot_be_started_is_the_hosts_failure(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(HostError, match="no more processes"), Sandbox(packages, isolation="none") as sandbox:
        sandbox.start()


def test_the_doctor_looks_at_everything() -> None:
    findings = probe_host()
    assert len({finding.name for finding in findings}) == len(findings) >= 8
    for finding in findings:
        assert finding.found
        assert finding.ok is True or finding.mend
    assert findings[-1].ok is True
