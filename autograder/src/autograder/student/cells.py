"""Which cells ran in this kernel, how they ended, and which of them bound an exercise's name.

The namespace alone does not tell: after a cell with a SyntaxError the function of an earlier run is still there, and a
name may have been given to something else.  IPython's events tell, from the first import of this package on.
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

#: Runs that are remembered: those that concern an exercise only.
MAX_RUNS = 500
_MISSING = object()


@dataclass(frozen=True)
class Run:
    """One run of a cell.

    Attributes:
        number: as in ``[12]`` beside the cell.
        cell: the cell's id, where the frontend tells it; nbgrader's solution cells have the exercise's name as theirs.
        source: what was run.
        error: the class of the error that ended it, or "".
        line: the cell's line where that happened, 0 when not known.
        saved: the notebook file's time stamp and size when the run began, or None.
        bound: by exercise, what the name was bound to by this run.
    """

    number: int
    cell: str
    source: str
    error: str = ""
    line: int = 0
    saved: tuple[int, int] | None = None
    bound: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def defines(self, name: str) -> bool:
        """Whether the source holds ``def name`` or ``class name`` at its top."""
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError):  # also cells with IPython's % and !
            return re.search(rf"^(?:async[ \t]+)?(?:def|class)[ \t]+{re.escape(name)}\b", self.source, re.M) is not None
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        return any(isinstance(node, kinds) and node.name == name for node in tree.body)

    def speaks_of(self, name: str) -> bool:
        """Whether the name stands anywhere in it."""
        return re.search(rf"\b{re.escape(name)}\b", self.source) is not None

    def failed_to_bind(self, name: str) -> bool:
        """Whether it should have defined the name and ended before that."""
        return bool(self.error) and name not in self.bound and self.defines(name)


class Watch:
    """The runs of one shell."""

    def __init__(self, running: Any) -> None:
        self.shell = running
        self._runs: deque[Run] = deque(maxlen=MAX_RUNS)
        self._before: dict[str, Any] = {}
        self._saved: tuple[int, int] | None = None
        self._info: Any = None
        self.begin(None)

    @property
    def runs(self) -> list[Run]:
        """In the order in which they ran; the last may be running."""
        current = self._run(self._info, self.shell.execution_count) if self._info is not None else None
        return [*self._runs, current] if current is not None and current.bound else list(self._runs)

    def begin(self, info: Any) -> None:
        """A cell begins."""
        self._info = info
        unit, names = self._unit(), self.shell.user_ns
        self._before = {name: names.get(name, _MISSING) for name in unit.exercises} if unit else {}
        self._saved = saved(names, unit) if unit else None

    def end(self, result: Any) -> None:
        """A cell ended, whether well or not."""
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
    """When the notebook's file was saved last, as a mark to compare."""
    path = notebook_path(names, unit.path.parent)
    if path is not None:
        with contextlib.suppress(OSError):
            found = path.stat()
            return found.st_mtime_ns, found.st_size
    return None


_watch: Watch | None = None


def begin() -> None:
    """Watch this kernel's cells from now on; called whenever one of the package's six names is imported."""
    global _watch
    running = shell()
    if _watch is not None and _watch.shell is running:
        return
    _watch = made = Watch(running)
    running.events.register("pre_run_cell", _safely(made.begin))
    running.events.register("post_run_cell", _safely(made.end))


def _safely(watch: Any) -> Any:
    def call(item: Any) -> None:
        # IPython would print the traceback of ours below every cell of the student's.
        with contextlib.suppress(Exception):
            watch(item)

    return call


def runs() -> list[Run]:
    """What was seen in the running kernel; nothing elsewhere."""
    return _watch.runs if _watch is not None and _watch.shell is shell() else []


def newest(found: list[Run]) -> Run | None:
    """The last of some."""
    return found[-1] if found else None
