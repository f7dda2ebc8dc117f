"""The warm process that every submission is a fork of.

It has NumPy, IPython and the student's side of this package loaded, one thread, and no secret.  What is loaded besides
costs every fork, since the kernel copies the tables of all pages: so Matplotlib and the widgets are in a second zygote, a
child of the first, and SciPy and scikit-learn in a third, a child of the second.  Each is made when a notebook needs it;
so are those with PyTorch and Keras, for the units that allow these libraries.
Messages from the worker: ``open`` (+ a supervisor's control channel), ``close``, ``grow`` (+ the channel of the zygote
that is to have the libraries of ``stage``).
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import sys
import tempfile
import threading
import time
from typing import NoReturn

from npml.core.libraries import remember_modules

from . import linux
from .channel import receive_message, send_message
from .paths import CACHE

PRELOAD = (
    "numpy", "numpy.linalg", "numpy.random", "IPython", "npml.core.program", "npml.core.wire", "npml.core.properties",
    "npml.student.checking", "npml.student.demos", "npml.student.exploring",
    "npml.student.hints", "npml.student.records", "npml.student.quizzes", "npml.widgets", "npml.student.place",
)  # fmt: skip
#: Anonymous memory: 25 MB without these, 54 with those that draw, 115 with all.
DRAWING = ("matplotlib.pyplot", "matplotlib_inline.backend_inline", "ipywidgets")
HEAVY = ("scipy.special", "sklearn.linear_model", "sklearn.datasets")
#: With PyTorch 220 MB, with Keras 450.
MORE = {
    "drawing": DRAWING, "heavy": HEAVY, "torch": ("autograder.inside.warm_torch",),
    "keras": ("autograder.inside.warm_keras",),
}  # fmt: skip


def serve(fd: int, isolated: bool) -> NoReturn:
    """Load everything, say so, then fork a supervisor per submission until the worker is gone."""
    _settle(isolated)
    missing = preload(PRELOAD)
    know_old_names()
    from . import shell

    shell.create()
    silence()
    _obey(socket.socket(fileno=fd), isolated, missing)


def know_old_names() -> None:
    """Let notebooks of the first version run: there the student's side was called ``autograder``."""
    import autograder
    import npml
    import npml.widgets

    for name in ("check", "demo", "explore", "hint", "progress", "quiz"):
        setattr(autograder, name, getattr(npml, name))
    sys.modules["autograder.widgets"] = autograder.widgets = npml.widgets  # type: ignore[attr-defined]


def _obey(channel: socket.socket, isolated: bool, missing: list[str], taken: int = 0) -> NoReturn:
    """Serve the worker.

    Args:
        taken: bytes of address space that the libraries take; a submission may use its own beside them.
    """
    from . import supervisor

    if threading.active_count() != 1:
        raise SystemExit(f"a zygote must have one thread: {threading.enumerate()}")
    remember_modules()
    gc.collect()
    gc.freeze()
    send_message(channel, {"ready": sys.version_info[:3], "missing": missing})
    supervisors: dict[int, int] = {}
    while True:
        try:
            message, fds, _ = receive_message(channel)
        except (EOFError, ConnectionError):
            os._exit(0)
        if message["op"] == "open":
            message["limits"]["address_bytes"] += taken
            supervisors[message["id"]] = pid = supervisor.start(channel, fds[0], message, isolated)
            send_message(channel, {"opened": message["id"], "pid": pid})
        elif message["op"] == "grow":
            if not os.fork():
                _grow(channel, socket.socket(fileno=fds[0]), isolated, message["stage"])
        else:
            end(supervisors.pop(message["id"], 0), isolated)
            send_message(channel, {"closed": message["id"]})
        for fd in fds:
            os.close(fd)


def _grow(smaller: socket.socket, channel: socket.socket, isolated: bool, stage: str) -> NoReturn:
    """Become another zygote, with more libraries loaded than the one that this process was forked from."""
    try:
        smaller.close()
        linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
        missing = preload(MORE[stage])
        if stage == "drawing":
            from . import shell

            shell.draw_inline()
        # PyTorch's build for graphics cards alone maps more than all that a submission may.
        _obey(channel, isolated, missing, _mapped() if stage in ("torch", "keras") else 0)
    finally:
        os._exit(1)


def _mapped() -> int:
    """Bytes of address space that this process has mapped."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _settle(isolated: bool) -> None:
    if isolated:
        # Changing the user cleared what bubblewrap had set.
        linux.prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL)
        linux.drop_capabilities()
    linux.prctl(linux.PR_SET_CHILD_SUBREAPER, 1)
    linux.prctl(linux.PR_SET_NO_NEW_PRIVS, 1)
    linux.prctl(linux.PR_SET_DUMPABLE, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def preload(names: tuple[str, ...]) -> list[str]:
    """Import modules; returns those that this installation lacks or cannot load, each with the error."""
    failed = []
    # Some libraries ask for a temporary folder as they are imported; here only the cache is writable.
    tempfile.tempdir = CACHE if os.access(CACHE, os.W_OK) else None
    for name in names:
        try:
            __import__(name)
        except Exception as error:  # a notebook that needs it sees the error itself
            failed.append(f"{name}: {type(error).__name__}: {error}"[:300])
    tempfile.tempdir = None
    return failed


def silence() -> None:
    """Give descriptors 0, 1 and 2 to /dev/null."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in range(3):
        os.dup2(null, fd)
    if null > 2:
        os.close(null)


def end(pid: int, isolated: bool) -> None:
    """Kill a supervisor; returns when its whole pid namespace is gone."""
    if pid <= 1:
        return
    if not isolated:
        # Only the supervisor knows its descendants, and it kills them when its channel is closed: wait 5 s for that.
        for _ in range(1000):
            if os.waitpid(pid, os.WNOHANG)[0]:
                return
            time.sleep(0.005)
    try:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass
