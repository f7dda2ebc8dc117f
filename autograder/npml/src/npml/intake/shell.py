"""An IPython shell in which a line that fails costs nothing but itself, as the grade runs a notebook's cells.

The grader's sandbox and the student's rehearsal use it.  It imports nothing of Unix: how a statement is interrupted is
left to its subclasses.
"""

from __future__ import annotations

import ast
import contextlib
import re
import time
from typing import Any

from IPython.core.interactiveshell import InteractiveShell

from ..core.program import error_kind
from .statements import absent_names, names_of, only_binds, take_apart

# Bound here, before a student's code runs.
_error_kind, _absent, _names_of, _only_binds, _take_apart = error_kind, absent_names, names_of, only_binds, take_apart
_isinstance, _getattr, _suppress, _Exception = isinstance, getattr, contextlib.suppress, Exception
_monotonic, _max, _next, _enumerate, _parse = time.monotonic, max, next, enumerate, ast.parse
#: Seconds for each statement when even the time for the rest of the cell is over: enough for anything but a loop.
LAST_SECONDS = 0.1
#: At most so many failed statements of a cell are reported.
MOST_FAILED = 10
#: A cell magic; and the magics that are dropped, so that their body runs as ordinary statements.
_MAGIC, _TIMED = re.compile(r"\A(\s*)%%(\w+)[^\n]*"), frozenset({"time", "capture"})
_DEFINED = re.compile(r"^(?:(?:async\s+)?def\s+|class\s+)?(\w+)(?=\s*(?:\(|:|=(?!=)))", re.M)

#: A statement that failed: its line, the kind of error, the names that it did not bind.
Failed = tuple[int, str, list[str]]


class OutOfTime(KeyboardInterrupt):
    """The running cell has used up its time."""


# The student sees the exception that the stop button raises.
OutOfTime.__name__ = OutOfTime.__qualname__ = "KeyboardInterrupt"
OutOfTime.__module__ = "builtins"


class PatientShell(InteractiveShell):
    """A notebook's shell that runs the rest of a cell after a statement that failed."""

    #: Seconds for all statements after the one in which the cell's time ran out.
    rest_seconds = 0.0
    #: When those seconds end; 0 while the cell's own time lasts.
    _until = 0.0
    #: Whether to run only those statements of the cell that bind names and can do no harm.
    brief = False
    #: Blank lines at the cell's beginning, which IPython leaves out.
    skipped = 0
    #: The line of the statement of the cell that is running, 0 between cells.
    _line = 0
    #: Only the first error of a cell is shown: what fails after it usually fails because of it.
    _silent = False
    #: Called when a statement has failed, before the parts of it that can still run.
    after_failure: Any = None

    @property
    def failed(self) -> list[Failed]:
        """The statements of the running cell that failed.

        Raises:
            NotImplementedError: a subclass must say where they are kept.
        """
        raise NotImplementedError

    def interrupt_after(self, seconds: float) -> None:
        """Interrupt what runs after so many seconds; 0: do not."""

    def init_readline(self) -> None:
        """No terminal."""

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop: figures are inline."""

    def ask_exit(self) -> None:
        """``exit`` in a notebook ends nothing."""

    async def run_ast_nodes(
        self,
        nodelist: Any,
        cell_name: str,
        interactivity: str = "last_expr",
        compiler: Any = compile,
        result: Any = None,
    ) -> bool:
        """Run a cell's statements one by one, so that those after a failed one still run; returns whether any failed."""
        silent, outermost = self._silent, not self._line
        failures = len(self.failed)
        if outermost:
            self._until = 0.0
            nodelist = [part for node in nodelist for part in _only_binds(node)] if self.brief else nodelist
        try:
            for at, node in enumerate(nodelist):
                if outermost:
                    self._line = node.lineno
                shown = interactivity if at == len(nodelist) - 1 or interactivity == "all" else "none"
                await self._statement(node, cell_name, shown, compiler, result, outermost)
        finally:
            self._silent = silent
            if outermost:
                self._line = 0
        return len(self.failed) > failures

    async def _statement(self, node: Any, cell_name: str, shown: str, compiler: Any, result: Any, outermost: bool) -> None:
        """Run a statement; if it fails, run the parts of it that still can."""
        if result is not None:
            result.error_in_exec = result.error_before_exec = None
        if outermost and self._until:
            self.interrupt_after(_max(self._until - _monotonic(), LAST_SECONDS))
        failed = await super().run_ast_nodes([node], cell_name, shown, compiler, result)
        error: Any = getattr(result, "error_in_exec", None) or getattr(result, "error_before_exec", None)
        if failed and _isinstance(error, OutOfTime):
            if not self._until:
                self._until = _monotonic() + self.rest_seconds
            self.interrupt_after(_max(self._until - _monotonic(), LAST_SECONDS))
        if outermost and self._until:
            self.interrupt_after(0)  # it must not go off between two statements
        if not failed:
            return
        self._silent = True
        if self.after_failure is not None:
            with _suppress(_Exception):  # a notebook may have broken its own names
                self.after_failure()
        apart = _take_apart(node, error, cell_name, self.user_ns)
        for _ in range(apart.back):
            error = error.__context__
        self.user_ns.update(_absent(apart.piece))
        line = (apart.line if outermost else self._line) + self.skipped  # a cell run by the statement has its own lines
        at = len(self.failed)
        for part in apart.smaller:
            await self._statement(part, cell_name, "none", compiler, result, outermost)
        names = [name for name in apart.names if not any(name in _names_of(part) for part in apart.smaller)]
        told = [where for where, _, _ in self.failed[at:]]
        if (names or line not in told) and len(self.failed) < MOST_FAILED:
            # "SyntaxError" means that the whole cell cannot be read; here one statement failed, like `return` at top level.
            kind = "Exception" if error is None or isinstance(error, SyntaxError) else _error_kind(error)
            self.failed.insert(at, (line, kind, names))
        for part in apart.rest:
            await self._statement(part, cell_name, "none", compiler, result, outermost)
        free = [part for part in apart.spare if not any(name in self.user_ns for name in _names_of(part))]
        for part in free:
            await self._statement(part, cell_name, "none", compiler, result, outermost)


def run_source(shell: Any, run_cell: Any, source: str) -> None:
    """Run a cell in a `PatientShell`, and note it if Python cannot read it.

    Args:
        shell: the shell.
        run_cell: its method, as it was before a student's code ran.
        source: the cell.
    """
    source = _without_magic(shell, source)
    shell.skipped = _next((at for at, line in _enumerate(source.split("\n")) if line.strip()), 0)
    _note_unread(shell.failed, run_cell(source, store_history=True), source)


def _without_magic(shell: Any, source: str) -> str:
    """The cell without a first line such as ``%%time``, which would make one statement of the whole cell.

    A magic that IPython does not know goes too: it belongs to an extension at the student's home.  It stays if the rest
    is not Python.
    """
    while found := _MAGIC.match(source):
        plain = found[1] + source[found.end() :]
        if found[2] not in _TIMED:
            try:
                if shell.find_cell_magic(found[2]) is not None:
                    break
                _parse(shell.transform_cell(plain))
            except _Exception:  # the magic of another language
                break
        source = plain
    return source


def _note_unread(failed: list[Failed], result: Any, source: str) -> None:
    """Note a cell that Python cannot read: none of its statements ran."""
    error: Any = _getattr(result, "error_before_exec", None)
    if _isinstance(error, SyntaxError) and not failed:
        line = error.lineno if _isinstance(error.lineno, int) else 1
        line = min(max(line, 1), source.count("\n") + 1)
        failed.append((line, "SyntaxError", _DEFINED.findall(source)[:20]))
