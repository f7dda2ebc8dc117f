"""Does the doctor find what a host lacks, say so in Korean, and tell how to mend it?

Conditions are arranged for real where this machine lets us (another PATH, a mount namespace, a namespace that
may have no more, a seccomp filter, another user); what cannot be (AppArmor, an old kernel's switch) is put into
the facts that the doctor reads.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import autograder
import npml
from autograder.cli import main
from autograder.sandbox import messages, probe

SOURCE = ":".join(str(Path(str(package.__file__)).parent.parent) for package in (autograder, npml))
DOCTOR = "import sys; from autograder.cli import main; sys.exit(main(['doctor']))"
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can arrange this")


def doctor(prefix: list[str], *, python: str = sys.executable, path: str = "") -> tuple[int, str]:
    """`autograder doctor` below a command that arranges something: exit code and what it said, on one line."""
    environment = {"PATH": path or os.environ["PATH"], "PYTHONPATH": SOURCE, "HOME": "/nonexistent",
                   "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400", "LANG": "C.UTF-8", "MPLCONFIGDIR": "/tmp"}  # fmt: skip
    done = subprocess.run(
        [*prefix, python, "-c", DOCTOR], capture_output=True, text=True, env=environment, cwd="/", check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, " ".join(done.stdout.split())


def shell(script: str, *before: str) -> list[str]:
    """A command that runs a script and then what follows it."""
    return [*before, "/bin/sh", "-ec", f'{script}\nexec "$@"', "sh"]


def told(text: str) -> str:
    """A message as it stands in the output."""
    return " ".join(text.split())


def test_a_good_host_is_told_so() -> None:
    code, text = doctor([])
    assert code == 0
    assert "✗" not in text
    for name in (messages.PYTHON, messages.BWRAP, messages.NAMESPACES, messages.APPARMOR, messages.SECCOMP, messages.CGROUP,
                 messages.SHM, messages.FONT, messages.WHOLE):  # fmt: skip
        assert name in text


# --- bubblewrap --------------------------------------------------------------------------------


def _bwrap(folder: Path, text: bytes) -> str:
    path = folder / "bwrap"
    path.write_bytes(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    return f"{folder}:{os.environ['PATH']}"


def test_no_bubblewrap(tmp_path: Path) -> None:
    code, text = doctor([], path=str(tmp_path))
    assert code == 1
    assert f"✗ {messages.BWRAP} {messages.ABSENT} → {told(messages.NO_BWRAP)}" in text


def test_an_old_bubblewrap(tmp_path: Path) -> None:
    code, text = doctor([], path=_bwrap(tmp_path, b"#!/bin/sh\necho bubblewrap 0.4.1\n"))
    assert code == 1
    assert f"✗ {messages.BWRAP} 0.4.1" in text
    assert told(messages.MEND_BWRAP.format(needed="0.5.0")) in text


@pytest.mark.parametrize("program", [b"\x7fELF" + bytes(100), b"#!/nonexistent\n"])
def test_a_bubblewrap_that_does_not_run(tmp_path: Path, program: bytes) -> None:
    code, text = doctor([], path=_bwrap(tmp_path, program))
    assert code == 1
    assert f"✗ {messages.BWRAP} {tmp_path}/bwrap" in text
    assert told(messages.NO_BWRAP) in text


def test_a_bubblewrap_that_says_nothing(tmp_path: Path) -> None:
    code, text = doctor([], path=_bwrap(tmp_path, b"#!/bin/sh\n"))
    assert code == 1
    assert f"✗ {messages.BWRAP} {messages.UNKNOWN}" in text


# --- namespaces ----------------------------------------------------------------------------------


#: Goes on in a user namespace in which no further one can be made; all users exist in it.
FULL = """
import os, sys
from pathlib import Path
from autograder.inside import linux
ready, go = os.pipe(), os.pipe()
child = os.fork()
if child:
    os.read(ready[0], 1)
    for kind in ("uid_map", "gid_map"):
        Path(f"/proc/{child}/{kind}").write_text("0 0 65536")
    os.write(go[1], b"x")
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
linux.unshare(linux.CLONE_NEWUSER)
os.write(ready[1], b"x")
os.read(go[0], 1)
Path("/proc/sys/user/max_user_namespaces").write_text("0")
os.execv(sys.argv[1], sys.argv[1:])
"""


@needs_root
def test_no_user_namespaces_left() -> None:
    code, text = doctor([sys.executable, "-c", FULL])
    assert code == 1
    assert f"✗ {messages.NAMESPACES}" in text
    assert "No space left on device" in text
    assert told(messages.MEND_MAX_NAMESPACES) in text


#: Installs a filter under which unshare and clone of user namespaces fail, as Docker's default does, then goes on.
FILTER = """
import ctypes, os, sys
from autograder.inside import linux, seccomp as s
arch, denied, clone, clone3, unshare, *_ = s.TABLES[os.uname().machine]
refuse = s._op(s.RET, s.ERRNO | 1)
code = b"".join([s._op(s.LOAD, s.NR), s._op(s.JEQ, unshare, 0, 1), refuse, s._op(s.RET, s.ALLOW)])
linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
buffer = ctypes.create_string_buffer(code, len(code))
program = s._Program(len(code) // 8, ctypes.addressof(buffer))
linux.prctl(linux.PR_SET_SECCOMP, 2, ctypes.addressof(program))
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_a_containers_seccomp_filter() -> None:
    code, text = doctor([sys.executable, "-c", FILTER])
    assert code == 1
    assert f"✗ {messages.NAMESPACES}" in text
    assert f"! {messages.SECCOMP} {messages.FILTERED}" in text
    assert "Operation not permitted" in text
    assert told(messages.MEND_CONTAINER) in text


@pytest.mark.parametrize(
    ("setting", "value", "mend"),
    [
        ("user/max_user_namespaces", "0", messages.MEND_MAX_NAMESPACES),
        ("kernel/unprivileged_userns_clone", "0", messages.MEND_USERNS_CLONE),
        ("kernel/apparmor_restrict_unprivileged_userns", "1", messages.MEND_APPARMOR),
        ("kernel/nothing", "1", messages.MEND_NAMESPACES),
    ],
)
def test_who_forbids_namespaces(monkeypatch: pytest.MonkeyPatch, setting: str, value: str, mend: str) -> None:
    # The refusal is real (the trial asks for what no kernel gives), the reason is injected.
    monkeypatch.setattr(probe, "TRIAL", "import sys; sys.exit('unshare 1') # {user}")
    monkeypatch.setattr(probe, "_setting", lambda name: value if name == setting else "")
    monkeypatch.setattr(probe, "_seccomp", lambda: False)
    found = probe.namespaces()
    assert (found.ok, found.mend) == (False, mend)
    assert found.found == messages.REFUSED.format(reason="unshare: Operation not permitted")
    if mend is messages.MEND_APPARMOR:
        assert probe.apparmor() == probe.Finding(messages.APPARMOR, False, messages.RESTRICTED, mend)


def test_an_apparmor_restriction_that_does_not_concern_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "_setting", lambda name: "1" if "apparmor" in name else "")
    assert probe.apparmor() == probe.Finding(messages.APPARMOR, True, messages.RESTRICTED_NOT_US)


# --- the rest ----------------------------------------------------------------------------------------


@needs_root
def test_a_small_shared_memory() -> None:
    code, text = doctor(shell("mount -t tmpfs -o size=1m tmpfs /dev/shm", "unshare", "--mount", "--propagation=private"))
    assert code == 0
    assert f"! {messages.SHM} 1 MiB → {told(messages.MEND_SHM)}" in text
    assert told("보호가 그만큼 약합니다") in text


@needs_root
def test_no_control_group() -> None:
    code, text = doctor(shell("mount -t tmpfs tmpfs /sys/fs/cgroup", "unshare", "--mount", "--propagation=private"))
    assert code == 0
    assert f"! {messages.CGROUP} {told(messages.NO_CGROUP)} → {told(messages.MEND_CGROUP)}" in text


def test_no_korean_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from npml.student.widgets import figures

    monkeypatch.setattr(figures, "FONT_FILE", tmp_path / "absent.ttf")
    assert probe.korean_font() == probe.Finding(messages.FONT, False, messages.ABSENT, messages.MEND_FONT)


def test_a_wrong_python(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(probe, "NEEDED_PYTHON", (3, 99))
    found = probe.python()
    assert found.ok is False
    assert "3.99" in found.mend
    assert main(["doctor"]) == 1
    assert "3.99" in capsys.readouterr().out


# --- as an ordinary user -----------------------------------------------------------------------------


@pytest.fixture
def theirs() -> Iterator[str]:
    """A Python that any user can run, with this environment's packages."""
    base, ours = "/usr/bin/python3", f"{sys.version_info[0]}.{sys.version_info[1]}"
    if (
        shutil.which(base) is None
        or subprocess.run(
            [base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"], capture_output=True, text=True, check=False
        ).stdout.strip()
        != ours
    ):
        pytest.skip(f"{base} is not Python {ours}: no interpreter that another user could reach")
    folder = Path(tempfile.mkdtemp(prefix="doctor-", dir="/tmp"))
    folder.chmod(0o755)
    subprocess.run([base, "-m", "venv", "--without-pip", str(folder / "venv")], check=True)
    packages = folder / "venv" / "lib" / f"python{ours}" / "site-packages"
    (packages / "reach.pth").write_text(str(Path(np.__file__).parent.parent))
    yield str(folder / "venv" / "bin" / "python")
    shutil.rmtree(folder)


@needs_root
def test_as_an_ordinary_user(theirs: str) -> None:
    user = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    code, text = doctor(user, python=theirs)
    assert code == 0
    assert f"✓ {messages.NAMESPACES} {messages.WORKS}" in text
    assert f"✓ {messages.WHOLE} {messages.WORKS}" in text
    # Here nothing is delegated to an ordinary user: said, with the way to have it.
    assert told(messages.MEND_CGROUP) in text


@needs_root
def test_as_an_ordinary_user_without_namespaces(theirs: str) -> None:
    user = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"]
    code, text = doctor([*user, theirs, "-c", FILTER], python=theirs)
    assert code == 1
    assert f"✗ {messages.WHOLE}" in text
    assert told(messages.MEND_CONTAINER) in text
