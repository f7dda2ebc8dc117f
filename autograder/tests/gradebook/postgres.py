"""A PostgreSQL server of the tests' own: Debian's package, in a temporary folder, on a Unix socket only."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
READY = "database system is ready to accept connections"


def newest() -> Path | None:
    """The programs of the newest version that is installed, None when there is none."""
    found = [path for path in PROGRAMS.glob("*/bin") if (path / "initdb").is_file() and path.parent.name.isdigit()]
    return max(found, key=lambda path: int(path.parent.name), default=None)


@contextmanager
def server() -> Iterator[str]:
    """A running server; its URL without the database's name.  Nothing is left of it, however this ends."""
    programs = newest()
    assert programs is not None
    # A Unix socket's path is short, and pytest's folders are not for other users.
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        drop = _another_user(Path(folder))
        data, environment = Path(folder) / "data", {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [*drop, str(programs / "initdb"), "--pgdata", str(data), "--username=teacher", "--auth=trust", "--encoding=UTF8",
             "--no-sync", "--no-instructions"],
            env=environment, cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        process = subprocess.Popen(
            [*drop, "setpriv", "--pdeathsig", "KILL", str(programs / "postgres"), "-D", str(data), "-k", folder,
             "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=20", "-c", "shared_buffers=8MB"],
            env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        reader = threading.Thread(target=lambda: None)
        try:
            reader = _when_ready(process)
            yield f"postgresql://teacher@/{{name}}?host={folder}"
        finally:
            process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown: ends what is connected
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()  # its children end with it
                process.wait()
            if reader.ident is not None:
                reader.join()
            assert process.stderr is not None
            process.stderr.close()


def _another_user(folder: Path) -> Sequence[str]:
    """PostgreSQL refuses to run as root: the command that makes root somebody else, whose the folder then is."""
    if os.geteuid() != 0:
        return ()
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return ("setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups")


def _when_ready(process: subprocess.Popen[str]) -> threading.Thread:
    """Returns when the server accepts connections; a thread reads on, so that its log never blocks it."""
    assert process.stderr is not None
    lines = []
    for line in process.stderr:
        lines.append(line)
        if READY in line:
            reader = threading.Thread(target=process.stderr.read)
            reader.start()
            return reader
    raise AssertionError(f"the server did not start:\n{''.join(lines)}")


def create(url: str, name: str, *, template: str = "template0") -> str:
    """A database of that name, as a copy of another; its URL."""
    programs, host = newest(), url.partition("host=")[2]
    assert programs is not None
    subprocess.run(
        [str(programs / "createdb"), "-h", host, "-U", "teacher", "-T", template, name], check=True, capture_output=True
    )
    return url.format(name=name)


__all__ = ["create", "newest", "server"]
