"""Starting a zygote: the command, and what of the host the zygote can see."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import site
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import npml
from npml.errors import HostError

from ..inside.paths import CACHE, HOME, STAGE
from . import messages
from .cgroup import ControlGroup

#: User and group id of the zone: used by no system known to us, neither root's nor the worker's.
USER = 64321
PACKAGE = Path(__file__).resolve().parent.parent
#: All of this package that a student's zone sees.
VISIBLE = ("__init__.py", "py.typed", "inside")
STUDENT = Path(npml.__file__).resolve().parent
UNIT = re.compile(r"unit\d\d")
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")
ENVIRONMENT = {
    "HOME": HOME, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TZ": "UTC",
    "TERM": "dumb", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "MPLCONFIGDIR": CACHE,
    "MPLBACKEND": "module://matplotlib_inline.backend_inline", "IPYTHONDIR": f"{CACHE}/ipython",
    "KERAS_BACKEND": "torch", "KERAS_HOME": f"{CACHE}/keras", "TORCHINDUCTOR_CACHE_DIR": f"{CACHE}/torch",
    "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "JOBLIB_MULTIPROCESSING": "0", "LOKY_MAX_CPU_COUNT": "1",
}  # fmt: skip

_starters: dict[int, ThreadPoolExecutor] = {}


def start(packages: Path, channel: socket.socket, isolated: bool, group: ControlGroup) -> subprocess.Popen[bytes]:
    """Start a zygote.

    Args:
        packages: the folder of the units' packages, ``unitNN``.
        channel: the zygote's end of the channel to the worker.
        isolated: with namespaces.
        group: the control groups that the zygote joins first.

    Raises:
        HostError: bubblewrap is missing.
        OSError: the process cannot be started.
    """
    command = bubblewrap(packages) if isolated else []
    config: dict[str, Any] = {"fd": channel.fileno(), "isolated": isolated, "units": "" if isolated else str(packages)}
    config["path"] = [STAGE] if isolated else [str(PACKAGE.parent), str(STUDENT.parent)]
    config["drop"] = [USER, USER] if isolated and full_root() else None
    bootstrap = f"{STAGE}/autograder/inside/bootstrap.py" if isolated else str(PACKAGE / "inside" / "bootstrap.py")
    # -I: no PYTHON* variable counts and no user's site is read.  -S: nor any other site until root is given up.
    command += [os.path.abspath(sys.executable), "-I", "-S", bootstrap, json.dumps(config)]
    if group.processes_files:
        joins = " ".join(f"echo $$ > {path};" for path in group.processes_files)
        command = ["/bin/sh", "-c", f'{joins} exec "$@"', "sh", *command]
    # Root in a container may not be allowed to mount; then it becomes the ordinary user before bubblewrap starts.
    become = USER if isolated and os.geteuid() == 0 and not full_root() else None
    groups: list[int] | None = None if become is None else []
    environment = {key: value for key, value in ENVIRONMENT.items() if isolated or "zygote" not in value}
    return _starter().submit(
        subprocess.Popen, command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=environment, pass_fds=[channel.fileno()], start_new_session=True, cwd="/", user=become, group=become,
        extra_groups=groups,
    ).result()  # fmt: skip


def _starter() -> ThreadPoolExecutor:
    # For --die-with-parent the parent is the thread that started bubblewrap, so use one that lives as long as the process.
    return _starters.setdefault(os.getpid(), ThreadPoolExecutor(1, thread_name_prefix="zygote"))


def full_root() -> bool:
    """Whether this is root that may mount (CAP_SYS_ADMIN): then no user namespace is needed for binds."""
    if os.geteuid() != 0:
        return False
    found = re.search(r"^CapEff:\s*([0-9a-f]+)$", Path("/proc/self/status").read_text(), re.M)
    return found is not None and bool(int(found[1], 16) >> 21 & 1)


def bubblewrap(packages: Path) -> list[str]:
    """The command line of bubblewrap, up to the program that it starts.

    Raises:
        HostError: bubblewrap is missing.
    """
    program = shutil.which("bwrap")
    if program is None:
        raise HostError(messages.NO_BWRAP)
    command = [program, "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--as-pid-1"]
    if not full_root():
        command += ["--unshare-user", "--uid", str(USER), "--gid", str(USER)]
    command += ["--die-with-parent", "--new-session", "--hostname", "course", "--clearenv"]
    for key, value in ENVIRONMENT.items():
        command += ["--setenv", key, value]
    binds = list(_installation()) + list(_package()) + list(_units(packages))
    links = list(_links([inside for _, inside in binds]))
    folders = {parent for _, inside in binds + links for parent in Path(inside).parents}
    folders |= {Path(HOME), Path("/tmp"), Path("/var"), Path("/var/cache")}
    for folder in sorted(folders):
        if folder != Path("/"):
            command += ["--perms", "0755", "--dir", str(folder)]
    command += ["--proc", "/proc", "--dev", "/dev"]
    for outside, inside in binds:
        command += ["--ro-bind", outside, inside]
    if any(str(PACKAGE).startswith(f"{folder}/") for folder, _ in binds):
        # The package lies among the libraries.  The judge's code is not secret, but students need not see it: cover it.
        command += ["--perms", "0555", "--tmpfs", str(PACKAGE), "--remount-ro", str(PACKAGE)]
    for target, place in links:
        command += ["--symlink", target, place]
    for place, mode in (("/dev/shm", "1777"), (CACHE, "0777" if full_root() else "0755")):
        command += ["--perms", mode, "--tmpfs", place]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/"]


def _installation() -> Iterator[tuple[str, str]]:
    """Folders to bind, as (outside, inside): this Python and the system's libraries, nothing else of the root."""
    roots = (sys.base_prefix, sys.base_exec_prefix, sys.prefix, sys.exec_prefix)
    wanted: dict[str, None] = dict.fromkeys(map(os.path.abspath, roots))
    if site.ENABLE_USER_SITE:
        wanted[site.getusersitepackages()] = None
    folders = [*SYSTEM, *wanted]
    for name in ("numpy", "torch", "keras"):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin is not None:  # installed beside the environment, by a .pth file
            place = str(Path(spec.origin).parent.parent)
            if not any(place.startswith(f"{folder}/") for folder in folders):
                folders.append(place)
    for folder in folders:
        if os.path.exists(folder):
            yield folder, folder


def _links(bound: list[str]) -> Iterator[tuple[str, str]]:
    """Links to make, as (target, place): those from sys.executable to the real Python that lie in no bound folder."""
    path = os.path.abspath(sys.executable)
    while os.path.islink(path):
        target = os.readlink(path)
        if not any(path.startswith(f"{folder}/") for folder in bound):
            yield target, path
        path = os.path.normpath(os.path.join(os.path.dirname(path), target))


def _package() -> Iterator[tuple[str, str]]:
    for name in VISIBLE:
        if (PACKAGE / name).exists():
            yield str(PACKAGE / name), f"{STAGE}/autograder/{name}"
    for path in sorted(STUDENT.iterdir()):
        if not UNIT.fullmatch(path.name) and path.name != "__pycache__":
            yield str(path), f"{STAGE}/npml/{path.name}"


def _units(packages: Path) -> Iterator[tuple[str, str]]:
    """Folders to bind, as (outside, inside): the package of each released unit."""
    for folder in sorted(packages.iterdir()) if packages.is_dir() else []:
        if UNIT.fullmatch(folder.name) and not folder.is_symlink():
            yield str(folder), f"{STAGE}/npml/{folder.name}"
