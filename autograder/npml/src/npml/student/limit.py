"""Stops a call of the student's code that does not end, at a time limit or when the student interrupts it.

Stopping means raising an exception inside the student's code.  Code that catches it gets another one, at a line where
it cannot catch it, so that even a loop around ``try`` ends; this is repeated until the call has ended.
"""

from __future__ import annotations

import _thread
import contextlib
import linecache
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FrameType, TracebackType
from typing import Any

from ..core import program
from .own_lines import OwnLine

INTERRUPT, TOO_LONG = "interrupt", "limit"
#: Seconds for all calls of one check.  A right answer takes milliseconds, and even on a slow machine far less than this.
LIMIT = 20.0
#: Seconds between two attempts to stop the code.
AGAIN = 0.1
#: Comprehensions have frames of their own; they are left out, because the function around them shows the same line.
_INNER = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
_CALL = program._perform.__code__
#: Our number among the tools of `sys.monitoring`; those that it has names for are other ones.
_TOOL = 4


class Stopped(BaseException):
    """Raised in the student's code to stop it.  It is no Exception, so that ``except Exception`` does not catch it."""


class Interrupted(KeyboardInterrupt):
    """Ends an interrupted cell with one line instead of our traceback; Jupyter then does not run the waiting cells."""

    def __init__(self, text: str) -> None:
        super().__init__(text)

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Guard:
    """A context manager around calls of the student's code; on exit it restores signal handlers, timer and tracing.

    Attributes:
        names: the notebook's globals, by which the student's frames are recognised.
        seconds: the time limit in seconds.
        case: the visible case that runs, for the message; `running` sets it.
        why: "" while nothing was stopped, else INTERRUPT or TOO_LONG.
        lines: the student's own lines that were running when the code was stopped, outermost first.
        at: the index of the step of the case that was running then.
        late: set when the watchdog interrupts because the limit is reached, rather than the student.
    """

    def __init__(self, names: Mapping[str, Any], seconds: float | None = None) -> None:
        self.names = names
        self.seconds = LIMIT if seconds is None else seconds
        self.case: Any = None
        self.why = ""
        self.lines: tuple[OwnLine, ...] = ()
        self.at = 0
        self._alarms = self._over = False
        self.late = False
        self._tries = 0
        self._undo: list[Any] = []

    def __enter__(self) -> Guard:
        global _active
        _active = self
        if threading.current_thread() is not threading.main_thread():
            return self  # Python runs signal handlers in the main thread only
        trace = sys.gettrace()
        self._undo.append(lambda: sys.settrace(trace) if sys.gettrace() is not trace else None)
        before = signal.signal(signal.SIGINT, self._interrupt) or signal.default_int_handler
        self._undo.insert(0, lambda: signal.signal(signal.SIGINT, before))
        if hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_REAL)[0] == 0:
            alarm = signal.signal(signal.SIGALRM, self._alarm)
            self._undo.insert(0, lambda: signal.signal(signal.SIGALRM, alarm))
            self._undo.insert(0, _no_more_alarms)
            self._alarms = True
            signal.setitimer(signal.ITIMER_REAL, self.seconds, AGAIN)
        else:
            with contextlib.suppress(RuntimeError, ValueError):  # a Python that can do neither has no limit
                self._undo.insert(0, _watching(self))
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        global _active
        _active = None
        self._over = True
        for undo in self._undo:
            undo()
        return isinstance(error, Stopped) and bool(self.why)

    def finish(self) -> None:
        """Called after the student's code returned: raise if it was stopped but caught the exception.

        Raises:
            Stopped: the code had been stopped.
        """
        if self.why:
            raise Stopped

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._stop(frame, TOO_LONG if self.late else INTERRUPT)

    def _alarm(self, number: int, frame: FrameType | None) -> None:
        self._stop(frame, TOO_LONG)

    def _stop(self, frame: FrameType | None, why: str) -> None:
        if self._over or (frame is not None and frame.f_globals is globals()):
            return  # another signal came while our own code was handling one, or after the end
        if self.note(frame, why) and frame is not None:
            if self._alarms:
                signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
            insist(frame, self.names, self._tries)
            self._tries += 1
            raise Stopped

    def note(self, frame: FrameType | None, why: str) -> bool:
        """Remember why and where the code was stopped; return whether it is the student's code that runs."""
        lines, step, inside = [], None, False
        below = frame
        while below is not None and not inside:
            if below.f_globals is self.names and below.f_code.co_name not in _INNER:
                lines.append(_own_line(below))
            if below.f_code is _CALL:
                inside = True
                step = below.f_locals.get("step")
            below = below.f_back
        if not self.why:
            self.why = why
            steps = list(getattr(self.case, "steps", ()))
            self.at = next((index for index, item in enumerate(steps) if item is step), max(len(steps) - 1, 0))
            lines.reverse()
            self.lines = tuple(lines[:1] + lines[-2:] if len(lines) > 3 else lines) if inside else ()
        return inside


_active: Guard | None = None


@contextlib.contextmanager
def running(case: Any) -> Iterator[None]:
    """A context around calls of the student's code that tells the active guard which case runs.

    Raises:
        Stopped: the code had been stopped, but caught the exception, or the exception was recorded as an outcome.
    """
    guard = _active
    if guard is not None and not guard.why:
        guard.case = case
    yield
    if guard is not None:
        guard.finish()


def insist(frame: FrameType, names: Mapping[str, Any], attempt: int) -> None:
    """Arrange that `Stopped` is raised once more in the student's frames, in case the code catches the first one.

    A trace function raises it when a line begins.  Three ways take turns: at a line outside every ``try`` of its
    function; the same, but only in the outermost function; and at the very next line, which mostly is the ``except``.

    Args:
        frame: the innermost frame.
        names: the notebook's globals, by which the student's frames are recognised.
        attempt: the number of the attempt, from 0.
    """
    frames = []
    below: FrameType | None = frame
    while below is not None and below.f_code is not _CALL:
        if below.f_globals is names:
            frames.append(below)
        below = below.f_back

    def trace(inner: FrameType, event: str, arg: Any) -> Any:
        if event == "line" and (attempt % 3 == 2 or not _covered(inner)):
            raise Stopped
        return trace

    for item in frames[-1:] if attempt % 3 == 1 else frames:
        item.f_trace = trace
    sys.settrace(lambda inner, event, arg: None)


def _covered(frame: FrameType) -> bool:
    """Whether a handler of the same function covers the instruction that this frame executes."""
    import dis

    table = dis._parse_exception_table(frame.f_code)  # type: ignore[attr-defined]
    return any(entry.start <= frame.f_lasti < entry.end for entry in table)


def _own_line(frame: FrameType) -> OwnLine:
    source = linecache.getline(frame.f_code.co_filename, frame.f_lineno, frame.f_globals).strip()
    return OwnLine(frame.f_code.co_name, frame.f_lineno, source)


def _no_more_alarms() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)
    _look_at_signals()


def _look_at_signals() -> None:
    for _ in range(2):  # where a loop jumps back, Python runs the handlers of the signals that have arrived
        pass


def _watching(guard: Guard) -> Callable[[], None]:
    """Watch the time where no alarm signal can be, and return how to end that.

    Raises:
        RuntimeError: no thread can be started, and this Python (3.11) has no monitoring.
        ValueError: no thread can be started, and another tool monitors the code.
    """
    try:
        return _Watchdog(guard).end
    except RuntimeError:  # Python in a browser has one thread
        if sys.version_info < (3, 12):
            raise
        return _watch_jumps(guard)


def _watch_jumps(guard: Guard) -> Callable[[], None]:
    """Look at the clock whenever the student's code jumps, which every loop of it does; return how to end that."""
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined]  # from Python 3.12
    end = time.monotonic() + guard.seconds

    def jumped(code: CodeType, here: int, there: int) -> Any:
        frame = sys._getframe(1)
        if frame.f_globals is not guard.names:
            return monitoring.DISABLE  # not the student's: this jump is not reported again
        if time.monotonic() >= end:
            guard._stop(frame, TOO_LONG)
        return None

    monitoring.use_tool_id(_TOOL, __name__)
    monitoring.register_callback(_TOOL, monitoring.events.JUMP, jumped)
    monitoring.set_events(_TOOL, monitoring.events.JUMP)

    def over() -> None:
        monitoring.set_events(_TOOL, 0)
        monitoring.register_callback(_TOOL, monitoring.events.JUMP, None)
        monitoring.free_tool_id(_TOOL)

    return over


class _Watchdog:
    """A thread that interrupts the main thread as the student would; used where no alarm signal can be."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._over = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """Send no more interrupts.  One that is on its way is handled now, while our handler is still installed."""
        with self._lock:
            self._over.set()
        _look_at_signals()

    def _watch(self) -> None:
        wait = self._guard.seconds
        while not self._over.wait(wait):
            wait = AGAIN
            with self._lock:
                if not self._over.is_set():
                    self._guard.late = True
                    _thread.interrupt_main(signal.SIGINT)
