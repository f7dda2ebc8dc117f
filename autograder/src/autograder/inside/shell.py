"""An in-process IPython shell whose outputs are nbformat 4 outputs, bounded in bytes and count."""

from __future__ import annotations

import base64
import builtins
import os
import signal
import subprocess
import sys
import time
import traceback
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from traitlets import Type

from npml.intake.shell import Failed, PatientShell

from .recorder import Stream, no_input, recorder

_b64encode = base64.b64encode
_monotonic, _format_exception = time.monotonic, traceback.format_exception
_getitimer, _setitimer, _ITIMER = signal.getitimer, signal.setitimer, signal.ITIMER_REAL
#: Seconds for formatting a traceback; less than the worker waits after a cell's limit.
SHOW_SECONDS = 1.5
#: Calls in the short traceback that is shown when there was no time for the full one.
PLAIN_CALLS = 5


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


class Shell(PatientShell):
    """The notebook's shell."""

    displayhook_class = Type(Hook)
    display_pub_class = Type(Publisher)
    _written = False
    #: The interval between interruptions of an overdue statement, as the runner set it.
    _again = 0.0

    @property
    def failed(self) -> list[Failed]:
        """The statements of the running cell that failed."""
        return recorder.failed

    def interrupt_after(self, seconds: float) -> None:
        """Interrupt what runs after so many seconds, and again and again; 0: do not."""
        self._again = _getitimer(_ITIMER)[1] or self._again
        _setitimer(_ITIMER, seconds, self._again if seconds else 0)

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


def create() -> Shell:
    """Make the shell, in the zygote."""
    from traitlets.config import Config

    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Context"
    config.InteractiveShell.autocall = 0
    config.InteractiveShell.history_load_length = 0
    shell: Shell = Shell.instance(config=config)
    # IPython loads and compiles much for its first cell.  One runs here, so that not every fork does this again.
    shell.run_cell("import numpy\n\n\ndef f(x):\n    return numpy.zeros(2) + x\n\n\nf(1)", silent=True)  # type: ignore[no-untyped-call]
    del shell.user_ns["numpy"], shell.user_ns["f"]
    assert shell.logger is not None  # the attribute is loaded when it is first read
    return shell


def draw_inline() -> None:
    """Give the shell inline figures, in a zygote that has Matplotlib loaded."""
    import matplotlib
    from matplotlib_inline.backend_inline import configure_inline_support

    matplotlib.use("module://matplotlib_inline.backend_inline")
    configure_inline_support(Shell.instance(), "module://matplotlib_inline.backend_inline")  # type: ignore[no-untyped-call]


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
