"""The rehearsal's own process: reads a notebook as the grader does, runs it, and checks every exercise.

A job comes as JSON on stdin; what is found goes out as one JSON object a line, so that the parent knows at which cell a
process was that died or had to be ended.  The working folder is empty, commands are not run, and the network and the user's
own files are refused, as where the grade is made.  It protects nothing: it is the student's own code on her own computer.
"""

from __future__ import annotations

import _thread
import base64
import builtins
import errno
import json
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from traitlets.config import Config

import npml

from ..core.libraries import allow
from ..core.marks import QUIZ_VARIABLE
from ..errors import SubmissionRejected
from ..intake.sanitise import CodeCell, Sane
from ..intake.shell import Failed, OutOfTime, PatientShell, run_source
from ..intake.shows import shows_of, without_shows
from .rehearsal import answers_of, read, state_of
from .unitfile import UnitFile, load

Tell = Callable[..., None]
#: Seconds between the interruptions of an overdue statement: a loop may swallow the first one.
AGAIN = 0.5
#: Of what the grader refuses no more is told.
MOST_ODD = 1000
#: Folders in a user's home in which programs, not people, keep their files.
_PROGRAMS = frozenset({"AppData", "Library"})


def main() -> None:
    """Rehearse the job on stdin; never returns."""
    job = json.loads(sys.stdin.buffer.read())
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in range(3):  # what the student's code prints is of no use here
        os.dup2(nothing, number)

    told = set[str]()

    def tell(**found: Any) -> None:
        line = json.dumps(found) + "\n"
        if "odd" in found:  # a loop around input() would tell it for as long as it may run
            if line in told or len(told) == MOST_ODD:
                return
            told.add(line)
        answers.write(line)
        answers.flush()

    try:
        sane, released = read(base64.b64decode(job["raw"]), job["path"], Path(job["checks"]))
        tell(notes=sane.notes, clicked=sane.clicked)
        run(sane, released, load(Path(job["checks"])), job, tell)
        tell(done=True)
    except SubmissionRejected as error:
        tell(rejected=str(error))
    finally:
        os._exit(0)  # threads that the cells left would keep the process alive


def run(sane: Sane, released: dict[str, Any], unit: UnitFile, job: dict[str, Any], tell: Tell) -> None:
    """Run the cells as the grader does, and check each exercise at the moments at which the grader looks at it.

    Args:
        job: "lost": cells of which only the definitions are run; "defines": do that with all but the solution cells;
            "cell_seconds" and "rest_seconds": for a cell, and for what is left of it when they are over.
    """
    config = Config()
    config.HistoryManager.enabled = False  # the user's own history is for what she typed
    shell = _Shell.instance(config=config)
    shell.tell, shell.cell_seconds, shell.rest_seconds = tell, job["cell_seconds"], job["rest_seconds"]
    builtins.input = shell.asked
    _Refusing(Path(job["folder"]), shell)
    brief = {piece.index: piece for piece in sane.definitions}
    allow(unit.libraries)
    names, passed = shell.user_ns, set[str]()
    for piece in without_shows(sane.cells, shows_of(released), unit.given):
        reduced = piece.index in job["lost"] or (job["defines"] and not piece.solution)
        cell = brief.get(piece.index) if reduced else piece
        if cell is None:
            continue
        shell.cell = sane.numbers[piece.index] + 1
        tell(cell=piece.index, number=shell.cell)
        shell.run_source(cell)
        if piece.solution in unit.exercises:
            _check(piece.solution, unit, names, passed, tell)
        ends = [other.index for other in sane.cells if other.index > piece.index][:1] or [sys.maxsize]
        for at, exercise in sane.checks:
            if piece.index < at < ends[0] and exercise in unit.exercises:
                _check(exercise, unit, names, passed, tell)
    for name in unit.exercises:
        _check(name, unit, names, passed, tell)
    tell(answers=answers_of(names.get(QUIZ_VARIABLE), unit))


def _check(name: str, unit: UnitFile, names: dict[str, Any], passed: set[str], tell: Tell) -> None:
    """Check an exercise unless it has passed already: the better of the moments counts."""
    if name in passed:
        return
    exercise = unit.exercises[name]
    state, stage = state_of(exercise, names)
    if state == "passed":
        passed.add(name)
    elif parts := [part for part in exercise.parts if state_of(exercise.only(part), names)[0] == "passed"]:
        state, stage = "part", ", ".join(parts)
    tell(exercise=name, state=state, stage=stage)


class _Shell(PatientShell):
    """The shell of the rehearsal; a thread interrupts what takes too long, since Windows has no alarm signals."""

    cell_seconds = 0.0
    #: The number of the running cell in the student's notebook, from 1.
    cell = 0
    tell: Any = None

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        self._failed: list[Failed] = []
        self._due = 0.0
        self._changed = threading.Condition()
        signal.signal(signal.SIGINT, self._late)
        threading.Thread(target=self._watch, daemon=True).start()

    @property
    def failed(self) -> list[Failed]:
        """The statements of the running cell that failed."""
        return self._failed

    def run_source(self, piece: CodeCell) -> None:
        """Run a cell within its time, and tell which of its statements failed."""
        self._failed = []
        try:
            self.interrupt_after(self.cell_seconds)
            run_source(self, self.run_cell, piece.source)
        except OutOfTime:  # the interruption came outside a statement
            pass
        finally:
            self.interrupt_after(0)
        lines = piece.source.split("\n")
        for line, kind, names in self._failed:
            text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
            self.tell(failed=[self.cell, line, text, kind, names], exercise=piece.solution)

    def interrupt_after(self, seconds: float) -> None:
        """Interrupt what runs after so many seconds, and again and again; 0: do not."""
        with self._changed:
            self._due = time.monotonic() + seconds if seconds else 0.0
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while True:
                left = self._due - time.monotonic() if self._due else None
                if left is not None and left <= 0:
                    _thread.interrupt_main(signal.SIGINT)
                    self._due = time.monotonic() + AGAIN
                    continue
                self._changed.wait(left)

    def _late(self, _number: int, _frame: Any) -> None:
        if self._due:
            raise OutOfTime

    def asked(self, prompt: object = "") -> str:
        """Stands for `input`: nobody answers when notebooks are graded, so the answer is the empty line."""
        self.tell(odd="input", cell=self.cell, what="")
        return ""

    def system(self, cmd: str) -> None:
        """A command such as ``!pip`` is told, not run."""
        self.tell(odd="command", cell=self.cell, what=str(cmd)[:100])
        self.user_ns["_exit_code"] = 1

    system_piped = system
    system_raw = system


class _Refusing:
    """Refuses the network and the user's own files to this process, and tells it.  PEP 578"""

    def __init__(self, folder: Path, shell: _Shell) -> None:
        self._shell = shell
        home = os.path.expanduser("~")
        self._theirs = [_real(str(folder)), _real(home)]
        roots = [sys.prefix, sys.base_prefix, os.getcwd(), *sys.path, *npml.__path__]
        self._ours = [_real(root) for root in roots if root]
        sys.addaudithook(self._look)

    def _look(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
            path = _real(os.fsdecode(args[0]))
            if self._is_theirs(path):
                self._shell.tell(odd="file", cell=self._shell.cell, what=os.path.basename(path))
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
        elif event in ("socket.connect", "socket.getaddrinfo"):
            where = args[0] if event == "socket.getaddrinfo" else args[1][0] if isinstance(args[1], tuple) else "localhost"
            if not re.match(r"127\.|::1$|localhost$|$", os.fsdecode(where or "")):
                self._shell.tell(odd="network", cell=self._shell.cell, what=os.fsdecode(where))
                raise OSError(errno.ENETUNREACH, os.strerror(errno.ENETUNREACH))

    def _is_theirs(self, path: str) -> bool:
        inside = [root for root in self._theirs if _below(path, root)]
        if not inside or any(_below(path, root) for root in self._ours):
            return False
        parts = Path(path).relative_to(min(inside, key=len)).parts
        return not any(part.startswith(".") or part in _PROGRAMS for part in parts)


def _real(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def _below(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


if __name__ == "__main__":
    main()
