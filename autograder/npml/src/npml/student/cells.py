"""Records which cells ran in this kernel, how each run ended, and which of them bound the name of an exercise.

The namespace alone does not tell: after a cell with a SyntaxError it still holds the function of an earlier run, and
another cell may have bound the name to something else.  So the package listens to IPython's events from its first use.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import unitfile
from .namespace import current_unit
from .output import shell
from .place import notebook_path

#: How many runs are remembered.  Only runs that concern an exercise count.
MAX_RUNS = 500
_MISSING = object()


@dataclass(frozen=True)
class Run:
    """One run of a cell.

    Attributes:
        number: the execution count, as in ``[12]`` beside the cell.
        cell: the cell's id, or "" where the frontend does not send it; a solution cell's id is its exercise's name.
        source: the code that was run.
        error: the name of the error's class when an error ended the run, else "".
        line: the line of the cell where the error was raised, 0 when it is not known.
        saved: the notebook file's modification time (ns) and size (bytes) when the run began, or None.
        bound: the new values that this run bound to the names of exercises, by name.
    """

    number: int
    cell: str
    source: str
    error: str = ""
    line: int = 0
    saved: tuple[int, int] | None = None
    bound: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def defines(self, name: str) -> bool:
        """Whether the source has ``def name`` or ``class name`` at its top level."""
        return defines(self.source, name)

    def speaks_of(self, name: str) -> bool:
        """Whether the name occurs anywhere in the source."""
        return re.search(rf"\b{re.escape(name)}\b", self.source) is not None

    def failed_to_bind(self, name: str) -> bool:
        """Whether the run contains the name's definition but ended with an error before it was reached."""
        return bool(self.error) and name not in self.bound and self.defines(name)


def defines(source: str, name: str) -> bool:
    """Whether a cell's source has ``def name`` or ``class name`` at its top level."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):  # a real error, or a cell with IPython's % or !
        return re.search(rf"^(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b", source, re.M) is not None
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(node, kinds) and node.name == name for node in tree.body)


class Watch:
    """Collects the runs of one IPython shell."""

    def __init__(self, running: Any) -> None:
        self.shell = running
        self._runs: deque[Run] = deque(maxlen=MAX_RUNS)
        self._before: dict[str, Any] = {}
        self._saved: tuple[int, int] | None = None
        self._info: Any = None
        self.begin(None)

    @property
    def runs(self) -> list[Run]:
        """The runs in order; the last one may still be running."""
        current = self._run(self._info, self.shell.execution_count) if self._info is not None else None
        return [*self._runs, current] if current is not None and current.bound else list(self._runs)

    def begin(self, info: Any) -> None:
        """A cell begins: remember what the exercises' names are bound to."""
        self._info = info
        unit, names = self._unit(), self.shell.user_ns
        self._before = {name: names.get(name, _MISSING) for name in unit.checked} if unit else {}
        self._saved = saved(names, unit) if unit else None

    def end(self, result: Any) -> None:
        """A cell ended, well or not: keep its run if it concerns an exercise."""
        info, self._info = result.info, None
        error = result.error_before_exec or result.error_in_exec
        run = self._run(info, result.execution_count, error)
        if run.bound or run.cell in self._before or any(map(run.defines, self._before)):
            self._runs.append(run)

    def _run(self, info: Any, number: Any, error: BaseException | None = None) -> Run:
        names = self.shell.user_ns
        now = {name: names.get(name, _MISSING) for name in self._before}
        bound = {name: value for name, value in now.items() if value is not self._before[name] and value is not _MISSING}
        kind = type(error).__name__ if isinstance(error, BaseException) else ""
        line = _line(error, names) if isinstance(error, BaseException) else 0
        cell, source = str(getattr(info, "cell_id", None) or ""), str(info.raw_cell)
        return Run(int(number or 0), cell, source, kind, line, self._saved, bound)

    def _unit(self) -> unitfile.UnitFile | None:
        try:
            return current_unit(self.shell.user_ns)
        except unitfile.NoUnit:
            return None


def _line(error: BaseException, names: Mapping[str, Any]) -> int:
    if isinstance(error, SyntaxError):
        return error.lineno or 0
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is names:
            return trace.tb_lineno
        trace = trace.tb_next
    return 0


def saved(names: Mapping[str, Any], unit: unitfile.UnitFile) -> tuple[int, int] | None:
    """The notebook file's modification time (ns) and size (bytes), by which a later save is noticed; or None."""
    path = notebook_path(names, unit.unit)
    if path is not None:
        with contextlib.suppress(OSError):
            found = path.stat()
            return found.st_mtime_ns, found.st_size
    return None


_watch: Watch | None = None


def begin() -> None:
    """Watch this kernel's cells from now on; called whenever one of the package's names is looked up."""
    global _watch
    running = shell()
    if _watch is not None and _watch.shell is running:
        return
    _watch = made = Watch(running)
    running.events.register("pre_run_cell", _safely(made.begin))
    running.events.register("post_run_cell", _safely(made.end))


def _safely(watch: Any) -> Any:
    def call(item: Any) -> None:
        # An error of ours must stay silent: IPython would print its traceback below every cell that the student runs.
        with contextlib.suppress(Exception):
            watch(item)

    return call


def runs() -> list[Run]:
    """The runs seen so far in this kernel; an empty list outside a watched kernel."""
    return _watch.runs if _watch is not None and _watch.shell is shell() else []


def running() -> tuple[str, str]:
    """The id ("" if the frontend sends none) and the source of the cell that runs; two empty texts if it is not known."""
    info = _watch._info if _watch is not None and _watch.shell is shell() else None
    return str(getattr(info, "cell_id", None) or ""), str(getattr(info, "raw_cell", ""))


def ran(name: str) -> bool:
    """Whether a cell that defines this name, or the exercise's own cell, ran in this kernel, well or not."""
    return any(run.cell == name or run.defines(name) for run in runs())


def newest(found: list[Run]) -> Run | None:
    """The last of these runs, or None when there are none."""
    return found[-1] if found else None
