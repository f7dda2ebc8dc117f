"""Finds out what this host has and lacks for grading, for ``autograder doctor``."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from npml.errors import AutograderError

from . import messages
from .cgroup import ControlGroup
from .launch import USER
from .limits import CellSource, Limits

NEEDED_PYTHON = (3, 11)
NEEDED_BWRAP = (0, 5, 0)
SHM_BYTES = 64 << 20

# The first steps of a supervisor, with its user id, to be tried in a process of its own.
TRIAL = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
if os.getuid() == 0:
    os.setgroups([])
    os.setresgid({user}, {user}, {user})
    os.setresuid({user}, {user}, {user})
if libc.unshare(0x10000000 | 0x20000 | 0x20000000):
    sys.exit(f"unshare {{ctypes.get_errno()}}")
if libc.mount(b"none", b"/", None, ctypes.c_ulong(16384 | (1 << 18)), None):
    sys.exit(f"mount {{ctypes.get_errno()}}")
"""


@dataclass(frozen=True)
class Finding:
    """The result of one check.

    Attributes:
        name: what was checked, in Korean.
        ok: whether it is as it should be; None if grading works without it, but less well.
        found: what was found, in Korean.
        mend: what to do, in Korean; "" if nothing.
    """

    name: str
    ok: bool | None
    found: str
    mend: str = ""


def probe_host() -> list[Finding]:
    """Check everything that the sandbox needs one by one, then try a whole sandbox."""
    checks: tuple[Callable[[], Finding], ...] = (
        python, bubblewrap, namespaces, apparmor, seccomp, control_groups, shared_memory, korean_font, whole,
    )  # fmt: skip
    return [check() for check in checks]


def python() -> Finding:
    """The interpreter's version."""
    good = sys.version_info[:2] >= NEEDED_PYTHON
    mend = messages.MEND_PYTHON.format(needed=".".join(map(str, NEEDED_PYTHON)))
    return Finding(messages.PYTHON, good, platform.python_version(), "" if good else mend)


def bubblewrap() -> Finding:
    """bwrap's version."""
    program = shutil.which("bwrap")
    if program is None:
        return Finding(messages.BWRAP, False, messages.ABSENT, messages.NO_BWRAP)
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=30).stdout
    except (OSError, subprocess.SubprocessError) as error:  # a broken file, another machine's, or one that hangs
        return Finding(messages.BWRAP, False, messages.BROKEN.format(path=program, error=error), messages.NO_BWRAP)
    numbers = re.findall(r"\d{1,9}", said)[:3]
    good = tuple(map(int, numbers)) >= NEEDED_BWRAP
    found = ".".join(numbers) or messages.UNKNOWN
    mend = messages.MEND_BWRAP.format(needed=".".join(map(str, NEEDED_BWRAP)))
    return Finding(messages.BWRAP, good, f"{found} ({program})", "" if good else mend)


def namespaces() -> Finding:
    """Whether an ordinary user may make namespaces, and if not, what forbids it."""
    tried = subprocess.run(
        [sys.executable, "-I", "-S", "-c", TRIAL.format(user=USER)], capture_output=True, text=True, check=False
    )
    if tried.returncode == 0:
        return Finding(messages.NAMESPACES, True, messages.WORKS)
    reason = _readable((tried.stderr.strip().splitlines() or [messages.UNKNOWN])[-1])
    if _setting("user/max_user_namespaces") == "0":
        mend = messages.MEND_MAX_NAMESPACES
    elif _setting("kernel/unprivileged_userns_clone") == "0":
        mend = messages.MEND_USERNS_CLONE
    elif _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        mend = messages.MEND_APPARMOR
    elif _seccomp():
        mend = messages.MEND_CONTAINER
    else:
        mend = messages.MEND_NAMESPACES
    return Finding(messages.NAMESPACES, False, messages.REFUSED.format(reason=reason), mend)


def _readable(reason: str) -> str:
    """``unshare 1`` -> ``unshare: Operation not permitted``."""
    call, _, number = reason.partition(" ")
    return f"{call}: {os.strerror(int(number))}" if number.isdigit() else reason


def seccomp() -> Finding:
    """Whether this process runs under a filter of system calls, as in a container."""
    if not _seccomp():
        return Finding(messages.SECCOMP, True, messages.UNFILTERED)
    # A filter as such does no harm; whether it forbids too much shows when namespaces are tried.
    if namespaces().ok:
        return Finding(messages.SECCOMP, True, messages.FILTERED_HARMLESS)
    return Finding(messages.SECCOMP, None, messages.FILTERED, messages.MEND_CONTAINER)


def apparmor() -> Finding:
    """Ubuntu's restriction of user namespaces."""
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
        if namespaces().ok:  # a profile of the administrator's allows them for us
            return Finding(messages.APPARMOR, True, messages.RESTRICTED_NOT_US)
        return Finding(messages.APPARMOR, False, messages.RESTRICTED, messages.MEND_APPARMOR)
    return Finding(messages.APPARMOR, True, messages.UNRESTRICTED)


def control_groups() -> Finding:
    """Whether memory and processes can be bounded together."""
    group = ControlGroup.create(f"{os.getpid()}-probe", 256 << 20, 64)
    made = [folder.relative_to("/sys/fs/cgroup").parts[0] for folder in group.folders]
    group.remove()
    if "memory" in made or (Path("/sys/fs/cgroup/cgroup.controllers").exists() and made):
        return Finding(messages.CGROUP, True, ", ".join(made))
    if made:
        found = messages.PART_OF_CGROUP.format(found=", ".join(made))
        return Finding(messages.CGROUP, None, found, messages.MEND_CGROUP)
    return Finding(messages.CGROUP, None, messages.NO_CGROUP, messages.MEND_CGROUP)


def shared_memory() -> Finding:
    """The size of /dev/shm."""
    try:
        status = os.statvfs("/dev/shm")
    except OSError:
        return Finding(messages.SHM, None, messages.ABSENT, messages.MEND_SHM)
    size = status.f_frsize * status.f_blocks
    good = size >= SHM_BYTES
    return Finding(messages.SHM, True if good else None, f"{size >> 20} MiB", "" if good else messages.MEND_SHM)


def korean_font() -> Finding:
    """The font that the course brings for its figures."""
    from npml.student.widgets.figures import FONT, FONT_FILE

    if FONT_FILE.is_file():
        return Finding(messages.FONT, True, FONT)
    return Finding(messages.FONT, False, messages.ABSENT, messages.MEND_FONT)


def whole() -> Finding:
    """Run a real submission in a real zone."""
    from .sandbox import Sandbox

    limits = Limits(notebook_seconds=30.0)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "unit00").mkdir()
        try:
            with (
                Sandbox(Path(folder), limits=limits) as sandbox,
                sandbox.execute("00_whole", [CellSource(0, "1 + 1")], []) as execution,
            ):
                outputs = execution.outputs.get(0, [])
        except AutograderError as error:
            return Finding(messages.WHOLE, False, str(error), messages.MEND_WHOLE)
    good = bool(outputs) and outputs[0].get("data") == {"text/plain": "2"}
    found, mend = (messages.WORKS, "") if good else (messages.UNKNOWN, messages.MEND_WHOLE)
    return Finding(messages.WHOLE, good, found, mend)


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""


def _seccomp() -> bool:
    try:
        return "Seccomp:\t2" in Path("/proc/self/status").read_text()
    except OSError:
        return False
