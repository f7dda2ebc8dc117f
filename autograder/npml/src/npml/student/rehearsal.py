"""Starts the rehearsal of a notebook in a fresh process, follows it, and ends it when it takes too long.

Where no process can be started (WebAssembly), the notebook is read in this one, and only the running names are checked.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..core.marks import QUIZ_VARIABLE
from ..core.options import as_number
from ..errors import SubmissionRejected
from ..intake.limits import CELL_SECONDS, NOTEBOOK_SECONDS, REST_SECONDS
from ..intake.parse import parse
from ..intake.sanitise import Sane, sanitise
from .limit import Guard
from .records import OVERRIDE
from .stages import examine
from .unitfile import UnitFile, VisibleExercise

#: `submit` does nothing in a process with this variable, or a notebook that calls it would rehearse itself for ever.
INSIDE = "NPML_REHEARSAL"
#: The process is ended if it says nothing for so many seconds, and after so many together.
SILENT_SECONDS = CELL_SECONDS + REST_SECONDS + 5
SECONDS = 1.5 * NOTEBOOK_SECONDS
#: How often a notebook is run again, each time with less of the cell at which its process was lost.
AGAIN = 2
#: How often it is looked whether a process has ended, in seconds.
_LOOK = 0.2


@dataclass(frozen=True)
class FailedLine:
    """A line that failed: the cell's place in the notebook and the line, from 1; its text; the error; lost names."""

    cell: int
    line: int
    text: str
    error: str
    names: tuple[str, ...]
    exercise: str = ""


@dataclass
class Rehearsal:
    """What a rehearsal found.

    Attributes:
        how: "process"; "here" where no process can be started; "stopped" by the student; "late" if there was no time
            for all; "broken" if the process failed.
        rejected: Korean; why the grader could not read the file at all.
        mended: Korean; what the grader mends before it runs the notebook.
        exercises: for each exercise the state that counts and the failing stage: a
            `stages.Report.state`; "endless"; or "part" with the parts that passed in place of the stage.
        answers: the quiz answers that count, {question number: option number}.
        clicked: those of them that are written in an output of the notebook, not in its code.
        failed: lines that failed.
        odd: what the grader refuses, as (kind, cell, what): input, command, network, file.
        lost: the cells (from 1) that ended the process or could not be interrupted; only their definitions ran then.
    """

    how: str = "process"
    rejected: str = ""
    mended: list[str] = field(default_factory=list)
    exercises: dict[str, tuple[str, str]] = field(default_factory=dict)
    answers: dict[int, int] = field(default_factory=dict)
    clicked: dict[int, int] = field(default_factory=dict)
    failed: list[FailedLine] = field(default_factory=list)
    odd: list[tuple[str, int, str]] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether the student has done anything."""
        return bool(self.answers) or any(state not in ("stub", "missing") for state, _ in self.exercises.values())

    @property
    def passed(self) -> list[str]:
        """The exercises that passed."""
        return [name for name, (state, _) in self.exercises.items() if state == "passed"]


def rehearse(raw: bytes, path: Path, unit: UnitFile, names: dict[str, Any]) -> Rehearsal:
    """Rehearse a notebook.

    Args:
        raw: the notebook's file.
        path: of the notebook, for messages, and to know the folder whose files the grader does not have.
        unit: of the notebook; in its folder lies the notebook as it was handed out.
        names: the running notebook's globals, for where no process can be started.
    """
    end = time.monotonic() + SECONDS
    job: dict[str, Any] = {
        "raw": base64.b64encode(raw).decode(), "path": path.name, "folder": str(path.parent), "checks": str(unit.path),
        "lost": [], "defines": False, "cell_seconds": CELL_SECONDS, "rest_seconds": REST_SECONDS,
    }  # fmt: skip
    lost: list[int] = []
    for _ in range(AGAIN + 2):
        found, done, at = Rehearsal(lost=lost), False, (-1, 0)
        try:
            for line in _answers(job, end):
                at = (line["cell"], line["number"]) if "number" in line else at
                done = done or "done" in line or "rejected" in line
                _note(found, line)
        except OSError:
            return _here(raw, path, unit, names)
        except KeyboardInterrupt:
            found.how = "stopped"
            return found
        if done:
            return found
        if time.monotonic() >= end:
            found.how = "late"
            return found
        if at[0] < 0:
            break
        job["defines"] = len(job["lost"]) >= AGAIN or at[0] in job["lost"]
        job["lost"].append(at[0])
        lost.append(at[1])
    found.how = "broken"
    return found


def _note(found: Rehearsal, line: dict[str, Any]) -> None:
    """Put one answer of the process into what was found."""
    if "rejected" in line:
        found.rejected = line["rejected"]
    elif "notes" in line:
        found.mended, found.clicked = line["notes"], dict(map(tuple, line["clicked"]))
    elif "state" in line:
        found.exercises[line["exercise"]] = (line["state"], line["stage"])
    elif "failed" in line:
        cell, number, text, kind, names = line["failed"]
        found.failed.append(FailedLine(cell, number, text, kind, tuple(names), line["exercise"]))
    elif "odd" in line and (item := (line["odd"], line["cell"], line["what"])) not in found.odd:
        found.odd.append(item)
    elif "answers" in line:
        written = {int(number): option for number, option in line["answers"].items()}
        found.clicked = {number: option for number, option in found.clicked.items() if number not in written}
        found.answers = {**found.clicked, **written}


def _answers(job: dict[str, Any], end: float) -> Iterator[dict[str, Any]]:
    """All that a process said until it ended, or was ended because it took too long.

    Files are used instead of pipes: a program that the student's code has started would keep a pipe open.

    Raises:
        OSError: no process can be started here.
        KeyboardInterrupt: the student interrupted it.
    """
    if sys.platform in ("emscripten", "wasi") or not sys.executable:
        raise OSError("no process can be started")
    with tempfile.TemporaryDirectory(prefix="npml-", ignore_cleanup_errors=True) as folder:
        given, said, home = Path(folder, "job.json"), Path(folder, "said.jsonl"), Path(folder, "home")
        given.write_text(json.dumps(job), encoding="utf-8")
        home.mkdir()
        with given.open("rb") as stdin, said.open("wb") as stdout:
            process = subprocess.Popen(
                [sys.executable, "-m", "npml.student.rehearse"], stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL,
                cwd=home, env=_environment(), start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )  # fmt: skip
        try:
            _follow(process, said, end)
        finally:
            _end(process)
        for line in said.read_text(encoding="utf-8").splitlines():
            with contextlib.suppress(ValueError):  # the last line of a process that was ended
                yield json.loads(line)


def _environment() -> dict[str, str]:
    """This process's environment, in which nothing is recorded or shown, and text is UTF-8 as where the grade is made."""
    where = [str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ, OVERRIDE: "", INSIDE: "1", "MPLBACKEND": "Agg", "PYTHONUTF8": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, where)),
    }  # fmt: skip


def _follow(process: subprocess.Popen[bytes], said: Path, end: float) -> None:
    """Wait until the process ends, says nothing for too long, or the time is over."""
    size, since = -1, time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < SILENT_SECONDS:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_LOOK)
            return
        if (now := said.stat().st_size) != size:
            size, since = now, time.monotonic()


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()


def _here(raw: bytes, path: Path, unit: UnitFile, names: dict[str, Any]) -> Rehearsal:
    """Read the notebook in this process, and check what the running notebook has."""
    found = Rehearsal("here")
    try:
        sane, _ = read(raw, path.name, unit.path)
    except SubmissionRejected as error:
        found.rejected = str(error)
        return found
    except OSError:  # the unit's package has no notebook: it is older, or damaged
        found.how = "broken"
        return found
    found.mended, found.clicked = list(sane.notes), dict(sane.clicked)
    for name, exercise in unit.exercises.items():
        found.exercises[name] = state_of(exercise, names)
    _note(found, {"answers": answers_of(names.get(QUIZ_VARIABLE), unit)})
    return found


def state_of(exercise: VisibleExercise, names: dict[str, Any]) -> tuple[str, str]:
    """The state of an exercise and the failing stage, as in `Rehearsal.exercises`; "endless" if it had to be stopped."""
    report = None
    with Guard(names):
        report = examine(exercise, names)
    return (report.state, report.stage) if report is not None else ("endless", "")


def read(raw: bytes, path: str, checks: Path) -> tuple[Sane, dict[str, Any]]:
    """A notebook as the grader reads it, and the released one by which it is mended.

    Raises:
        SubmissionRejected: it is no readable notebook.
    """
    released = json.loads(checks.with_name("notebook.json").read_text(encoding="utf-8"))
    for cell in released["cells"]:
        cell["source"] = "".join(cell["source"])
    return sanitise(parse(raw, path), released), released


def answers_of(given: Any, unit: UnitFile) -> dict[str, Any]:
    """The quiz answers that the grade will understand, {question number as text: option number}; it takes no others."""
    if not isinstance(given, dict):
        return {}
    found: dict[str, Any] = {}
    for number, question in enumerate(unit.quiz, 1):
        option = as_number(given.get(number))
        if type(option) is int and 1 <= option <= len(question.options):
            found[str(number)] = option
    return found
