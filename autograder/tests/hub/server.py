"""A JupyterHub as a department runs it: one machine, a Unix user each, JupyterLab and nbgrader from one environment."""

from __future__ import annotations

import json
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
PREFIX = "autograder-hub-"
COURSE = "ml"
PROFESSOR = "agprof"
STUDENTS = ("ag20261234", "ag20261235")
#: Debian's; the one that runs the tests often lies in a folder that no other user may enter.
PYTHON = Path("/usr/bin/python3")

_HUB = """\
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{inner}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.authenticator_class = "dummy"
c.JupyterHub.services = [{{"name": "term", "api_token": "{token}"}}]
c.JupyterHub.load_roles = [{{"name": "term", "services": ["term"], "scopes": ["admin:users", "admin:servers", "access:servers"]}}]
c.Authenticator.allowed_users = {users}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.command = ["{programs}/configurable-http-proxy", "--proxy-timeout", "600000"]
c.Spawner.cmd = ["{programs}/jupyterhub-singleuser"]
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
"""
_EVERYBODY = """\
c = get_config()
c.Exchange.root = "{exchange}"
c.CourseDirectory.course_id = "{course}"
"""
_PROFESSOR = """\
c = get_config()
load_subconfig("{home}/class/nbgrader_config.py")
"""


def missing() -> str:
    """What keeps a hub from being tried here, "" if nothing does."""
    if os.geteuid() != 0:
        return "only root can make Unix users"
    needed = [name for name in ("useradd", "userdel", "runuser", "bwrap") if shutil.which(name) is None]
    if needed or not PYTHON.exists():
        return f"not installed: {', '.join(needed) or PYTHON}"
    return ""


class Hub:
    """A running hub; what is asked of it is asked over HTTP, as a browser does, or as a Unix user in a terminal."""

    def __init__(self, base: Path, programs: Path, port: int, token: str) -> None:
        self.base, self.programs = base, programs
        self._address, self._token = f"http://127.0.0.1:{port}", token

    @property
    def exchange(self) -> Path:
        """nbgrader's exchange."""
        return self.base / "exchange"

    def home(self, user: str) -> Path:
        """A user's home."""
        return self.base / "home" / user

    def ask(self, path: str, data: dict[str, str] | None = None, method: str = "GET") -> Any:
        """The answer of the hub or of a user's server, read as JSON where it is JSON.

        Raises:
            HTTPError: it is an error's.
        """
        body = None if data is None else urllib.parse.urlencode(data).encode()
        head = {"Authorization": f"token {self._token}"}
        request = urllib.request.Request(self._address + path, data=body, method=method, headers=head)
        with urllib.request.urlopen(request, timeout=600) as answer:
            text = answer.read().decode()
        return json.loads(text) if text[:1] in ("{", "[") else text

    def run(
        self, user: str, *command: str | Path, check: bool = True, folder: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command as a Unix user in the home, or in a folder below it."""
        environment = {
            "HOME": str(self.home(user)), "USER": user, "LANG": "C.UTF-8", "PATH": f"{self.programs}:/usr/bin:/bin"
        }  # fmt: skip
        done = subprocess.run(
            [str(shutil.which("runuser")), "-u", user, "--", *map(str, command)], cwd=self.home(user) / folder, env=environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900,
        )  # fmt: skip
        assert not check or done.returncode == 0, (
            f"{command}: {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-3000:]}"
        )
        return done

    def may_read(self, user: str, path: Path) -> bool:
        """Whether a Unix user can read a file or list a folder."""
        return self.run(user, "ls" if path.is_dir() else "cat", path, check=False).returncode == 0

    def assignments(self, user: str, action: str, unit: str) -> dict[str, Any]:
        """Press a button of nbgrader's Assignment List; the answer."""
        answer = self.ask(f"/user/{user}/assignments/{action}", {"course_id": COURSE, "assignment_id": unit}, "POST")
        assert answer["success"], answer
        return answer  # type: ignore[no-any-return]


@contextmanager
def running() -> Iterator[Hub]:
    """A hub with a professor and two students; users, files and processes are gone afterwards, however this ends."""
    base = Path(tempfile.mkdtemp(prefix=PREFIX))
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, base, ignore_errors=True)
        base.chmod(0o755)
        programs = _environment(base)
        for user in (PROFESSOR, *STUDENTS):
            _add_user(user, base / "home" / user)
            stack.callback(_remove_user, user)
        (base / "exchange").mkdir()
        (base / "exchange").chmod(0o777)
        shared = programs.parent / "etc" / "jupyter" / "nbgrader_config.py"
        shared.write_text(_EVERYBODY.format(exchange=base / "exchange", course=COURSE), encoding="utf-8")
        home = base / "home" / PROFESSOR
        (home / ".jupyter").mkdir()
        (home / ".jupyter" / "nbgrader_config.py").write_text(_PROFESSOR.format(home=home), encoding="utf-8")
        for name in ("course", "solutions"):
            shutil.copytree(ROOT / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
        (home / "solutions").chmod(0o700)
        subprocess.run(["chown", "-R", f"{PROFESSOR}:", home], check=True)
        yield stack.enter_context(_hub(base, programs))


@contextmanager
def _hub(base: Path, programs: Path) -> Iterator[Hub]:
    token, (port, inner, api) = secrets.token_hex(16), _ports(3)
    config, log = base / "hub" / "jupyterhub_config.py", base / "hub" / "hub.log"
    config.parent.mkdir(mode=0o700)
    said = {"port": port, "inner": inner, "api": api, "token": token, "programs": programs}
    config.write_text(_HUB.format(**said, users={PROFESSOR, *STUDENTS}), encoding="utf-8")
    environment = {**os.environ, "PATH": f"{programs}:/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [programs / "jupyterhub", "--config", config], cwd=config.parent, env=environment, stdin=subprocess.DEVNULL,
            stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        hub = Hub(base, programs, port, token)
        _when_up(process, hub, log)
        yield hub
    finally:
        process.terminate()  # it ends its users' servers and the proxy
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()


def _when_up(process: subprocess.Popen[bytes], hub: Hub, log: Path) -> None:
    """Return when the hub answers and every user has a server."""
    with log.open(encoding="utf-8", errors="replace") as lines:
        told = ""
        while "JupyterHub is now running" not in told:
            assert process.poll() is None, f"the hub has ended:\n{told[-3000:]}"
            told += lines.read()
    for user in (PROFESSOR, *STUDENTS):
        hub.ask(f"/hub/api/users/{user}/server", {}, "POST")
        progress = hub.ask(f"/hub/api/users/{user}/server/progress")  # an event stream that ends when the server is up
        assert '"ready": true' in progress, f"{user}: {progress[-1000:]}\n{log.read_text(errors='replace')[-3000:]}"


def _environment(base: Path) -> Path:
    """An environment that every user can read, with what the project locks, JupyterHub and both of our packages."""
    uv, place = Path(sys.executable).with_name("uv"), base / "env"
    python = ("--python", place / "bin" / "python")
    lock = ROOT / "autograder" / "requirements.lock"
    sources = [ROOT / "autograder" / "npml", ROOT / "autograder"]
    steps: Sequence[Sequence[str | Path]] = (
        ("venv", "--quiet", "--python", PYTHON, place),
        ("pip", "install", "--quiet", *python, "--require-hashes", "-r", lock),
        ("pip", "install", "--quiet", *python, "-r", HERE / "requirements.txt"),
        ("pip", "install", "--quiet", *python, "--no-deps", "--no-build-isolation", *sources),
    )
    for step in steps:
        done = subprocess.run([uv, *step], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    assert not place.stat().st_mode & stat.S_IWOTH
    return place / "bin"


def _add_user(user: str, home: Path) -> None:
    with suppress(KeyError):  # left by a run that was killed; never somebody's own account
        assert PREFIX in pwd.getpwnam(user).pw_dir, f"{user} is an account of this machine"
        _remove_user(user)
    home.parent.mkdir(exist_ok=True)
    subprocess.run(
        ["useradd", "--create-home", "--home-dir", home, "--shell", "/bin/bash", user], check=True, capture_output=True
    )
    home.chmod(0o700)


def _remove_user(user: str) -> None:
    subprocess.run(["pkill", "-KILL", "-u", user], check=False)
    subprocess.run(["userdel", user], check=False, capture_output=True)


def _ports(count: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for item in sockets:
            item.bind(("127.0.0.1", 0))
        return [int(item.getsockname()[1]) for item in sockets]
