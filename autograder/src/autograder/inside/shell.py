"""An in-process IPython shell whose outputs are nbformat 4 outputs, bounded in bytes and count."""

from __future__ import annotations

import base64
import builtins
import contextlib
import os
import signal
import subprocess
import sys
import time
import traceback
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type

from npml.core.program import error_kind

from .recorder import Stream, no_input, recorder
from .statements import absent_names, names_of, only_binds, take_apart

_error_kind, _absent, _names_of, _only_binds, _take_apart = error_kind, absent_names, names_of, only_binds, take_apart
_isinstance, _suppress, _Exception = isinstance, contextlib.suppress, Exception
_b64encode = base64.b64encode
_monotonic, _format_exception = time.monotonic, traceback.format_exception
_getitimer, _setitimer, _ITIMER = signal.getitimer, signal.setitimer, signal.ITIMER_REAL
#: Seconds for formatting a traceback; less than the worker waits after a cell's limit.
SHOW_SECONDS = 1.5
#: Calls in the short traceback that is shown when there was no time for the full one.
PLAIN_CALLS = 5
#: Seconds for each statement when even the time for the rest of the cell is over: enough for anything but a loop.
LAST_SECONDS = 0.1
#: At most so many failed statements of a cell are reported.
MOST_FAILED = 10


class OutOfTime(KeyboardInterrupt):
    """The running cell has used up its time."""


# The student sees the exception that the stop button raises.
OutOfTime.__name__ = OutOfTime.__qualname__ = "KeyboardInterrupt"
OutOfTime.__module__ = "builtins"


def _bundle(data: dict[str, Any]) -> tuple[dict[str, Any], int]:
    plain = {}
    for kind, value in data.items():
        plain[kind] = _b64encode(value).decode() if isinstance(value, bytes) else value
    return plain, sum(len(value) if isinstance(value, str) else 2000 for value in plain.values())


class Publisher(DisplayPublisher):
    """display(...) becomes display_data."""

    def publish(
        self, data: Any, metadata: Any = None, source: Any = None, *, transient: Any = None, update: Any = False,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Record a display; an update replaces the output with the same id."""
        identity = (transient or {}).get("display_id")
        plain, size = _bundle(data)
        output = {"output_type": "display_data", "data": plain, "metadata": metadata or {}}
        if update:
            for index, earlier in enumerate(recorder.outputs):
                if identity is not None and earlier.get("_id") == identity:
                    recorder.outputs[index] = {**output, "_id": identity}
            return
        if identity is not None:
            output["_id"] = identity
        recorder.add(output, size)

    def clear_output(self, wait: bool = False) -> None:
        """Drop the cell's outputs so far."""
        recorder.outputs.clear()


class Hook(DisplayHook):
    """The value of a cell's last line becomes execute_result."""

    def start_displayhook(self) -> None:
        """Nothing to prepare."""
        self._bundle: tuple[dict[str, Any], dict[str, Any]] = ({}, {})

    def write_output_prompt(self) -> None:
        """No prompt in a notebook."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep what the formatters made."""
        self._bundle = (format_dict, md_dict or {})

    def finish_displayhook(self) -> None:
        """Record the value as execute_result."""
        data, metadata = self._bundle
        if data:
            plain, size = _bundle(data)
            output = {"output_type": "execute_result", "data": plain, "metadata": metadata}
            recorder.add({**output, "execution_count": recorder.number}, size)


class Shell(InteractiveShell):
    """The notebook's shell."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    _written = False
    #: Only the first error of a cell is shown: what fails after it usually fails because of it.
    _silent = False
    #: Seconds for all statements after the one in which the cell's time ran out.
    rest_seconds = 0.0
    #: When those seconds end (0 while the cell's own time lasts), and the interval between interruptions then.
    _until, _again = 0.0, 0.0
    #: Whether to run only those statements of the cell that bind names and can do no harm.
    brief = False
    #: Blank lines at the cell's beginning, which IPython leaves out.
    skipped = 0
    #: The line of the statement of the cell that is running, 0 between cells.
    _line = 0
    #: Called when a statement has failed, before the parts of it that can still run.
    after_failure: Any = None

    def init_readline(self) -> None:
        """No terminal."""

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop: figures are inline."""

    def showtraceback(self, exc_tuple: Any = None, *args: Any, **kwargs: Any) -> None:
        """Show an error; meanwhile the next interruption of an overdue cell is put off."""
        if self._silent:
            return
        self._written, began = False, _monotonic()
        left, again = _getitimer(_ITIMER)
        if again:  # a repeating timer is the runner's
            _setitimer(_ITIMER, SHOW_SECONDS, SHOW_SECONDS)
        try:
            self._show_error(exc_tuple, began, *args, **kwargs)
        finally:
            if again:
                _setitimer(_ITIMER, max(left, again), again)

    def _show_error(self, exc_tuple: Any, began: float, *args: Any, **kwargs: Any) -> None:
        super().showtraceback(exc_tuple, *args, **kwargs)  # type: ignore[no-untyped-call]
        if not self._written and _monotonic() - began >= SHOW_SECONDS:
            # IPython drops an error if its formatting is interrupted: a thousand calls on a busy machine, for example.
            etype, value, tb = self._get_exc_info(exc_tuple)  # type: ignore[no-untyped-call]
            self._showtraceback(etype, value, _format_exception(etype, value, tb, limit=-PLAIN_CALLS))

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self._written = True
        lines = [str(line) for line in stb]
        try:
            said = str(evalue)
        except BaseException:  # a hostile __str__
            said = ""
        name = getattr(etype, "__name__", "Exception")
        output = {"output_type": "error", "ename": str(name), "evalue": said[:10_000], "traceback": lines[:200]}
        recorder.add(output, sum(map(len, lines)) + len(said[:10_000]))

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
        failures = len(recorder.failed)
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
        return len(recorder.failed) > failures

    async def _statement(self, node: Any, cell_name: str, shown: str, compiler: Any, result: Any, outermost: bool) -> None:
        """Run a statement; if it fails, run the parts of it that still can."""
        if result is not None:
            result.error_in_exec = result.error_before_exec = None
        if outermost and self._until:
            _setitimer(_ITIMER, max(self._until - _monotonic(), LAST_SECONDS), self._again)
        failed = await super().run_ast_nodes([node], cell_name, shown, compiler, result)
        error: Any = getattr(result, "error_in_exec", None) or getattr(result, "error_before_exec", None)
        if failed and _isinstance(error, OutOfTime):
            if not self._until:
                self._until, self._again = _monotonic() + self.rest_seconds, _getitimer(_ITIMER)[1]
            _setitimer(_ITIMER, max(self._until - _monotonic(), LAST_SECONDS), self._again)
        if outermost and self._until:
            _setitimer(_ITIMER, 0)  # it must not go off between two statements
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
        at = len(recorder.failed)
        for part in apart.smaller:
            await self._statement(part, cell_name, "none", compiler, result, outermost)
        names = [name for name in apart.names if not any(name in _names_of(part) for part in apart.smaller)]
        told = [where for where, _, _ in recorder.failed[at:]]
        if (names or line not in told) and len(recorder.failed) < MOST_FAILED:
            # "SyntaxError" means that the whole cell cannot be read; here one statement failed, like `return` at top level.
            kind = "Exception" if error is None or isinstance(error, SyntaxError) else _error_kind(error)
            recorder.failed.insert(at, (line, kind, names))
        for part in apart.rest:
            await self._statement(part, cell_name, "none", compiler, result, outermost)
        free = [part for part in apart.spare if not any(name in self.user_ns for name in _names_of(part))]
        for part in free:
            await self._statement(part, cell_name, "none", compiler, result, outermost)

    def _format_exception_for_storage(self, exception: BaseException, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Newer versions of IPython format every error a second time for their history, which nobody reads here."""
        return {"ename": type(exception).__name__, "evalue": "", "traceback": []}

    def system(self, cmd: str) -> None:
        """Run ``!command`` without a terminal and record what it prints."""
        command = str(self.var_expand(cmd, depth=1))  # type: ignore[no-untyped-call]
        try:
            done = subprocess.run(
                command, shell=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, check=False,
            )  # fmt: skip
        except OSError as error:
            print(error, file=sys.stderr)
            self.user_ns["_exit_code"] = 127
            return
        sys.stdout.write(done.stdout.decode("utf-8", "replace"))
        self.user_ns["_exit_code"] = done.returncode

    system_piped = system
    system_raw = system

    def ask_exit(self) -> None:
        """``exit`` in a notebook ends nothing."""


def create() -> Shell:
    """Make the shell, in the zygote, with inline figures."""
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    config.InteractiveShell.autocall = 0
    config.InteractiveShell.history_load_length = 0
    shell: Shell = Shell.instance(config=config)
    import matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    matplotlib.use("module://matplotlib_inline.backend_inline")
    configure_inline_support(shell, "module://matplotlib_inline.backend_inline")  # type: ignore[no-untyped-call]
    # IPython loads and compiles much for its first cell.  One runs here, so that not every fork does this again.
    shell.run_cell("import numpy\n\n\ndef f(x):\n    return numpy.zeros(2) + x\n\n\nf(1)", silent=True)  # type: ignore[no-untyped-call]
    del shell.user_ns["numpy"], shell.user_ns["f"]
    assert shell.logger is not None  # the attribute is loaded when it is first read
    return shell


def attach(shell: Shell) -> None:
    """In the notebook process, begin to record the streams and the descriptors below them."""
    for name, fd in (("stdout", 1), ("stderr", 2)):
        path = f".{name}"
        made = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_EXCL | os.O_CLOEXEC, 0o600)
        os.unlink(path)
        os.dup2(made, fd)
        recorder.files[name] = made
    builtins.input = no_input
    sys.stdout = Stream("<stdout>", 1)
    sys.stderr = Stream("<stderr>", 2)
    shell.user_ns.setdefault("__name__", "__main__")
    sys.path.insert(0, "")  # where public/ lies, as in Jupyter
