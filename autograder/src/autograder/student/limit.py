"""Stopping a student's call that does not end, at a limit or when the student interrupts it.

The interruption comes into the student's own code as an exception.  Code that swallows it gets another one at a line
where it cannot, so that a loop around ``try`` ends, too; and so on, again and again.
"""

from __future__ import annotations

import _thread
import contextlib
import linecache
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from types import FrameType, TracebackType
from typing import Any

from ..core import program
from .own_lines import OwnLine

INTERRUPT, TOO_LONG = "interrupt", "limit"
#: Seconds for all calls of one check: a right answer takes milliseconds, also on a slow machine far less than this.
LIMIT = 20.0
#: Between two attempts to stop it.
AGAIN = 0.1
#: Frames of comprehensions: their line is that of the function around them.
_INNER = frozenset({"<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>"})
_CALL = program._perform.__code__


class Stopped(BaseException):
    """What is raised in the student's code; no ``except Exception`` may take it for an error of its own."""


class Interrupted(KeyboardInterrupt):
    """Ends a cell that was interrupted, without a traceback of ours; the cells that wait are not run."""

    def __init__(self, text: str) -> None:
        super().__init__(text)

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Guard:
    """A context in which the student's code is called; at its end all is as it was before.

    Attributes:
        case: the visible case that runs, for the message; set by who runs it.
        why: "" while nothing was stopped; INTERRUPT; TOO_LONG.
        lines: the student's own lines that ran when it was stopped, outermost first.
        at: the number of the step of the case that ran.
    """

    def __init__(self, names: Mapping[str, Any], seconds: float | None = None) -> None:
        self.names = names
        self.seconds = LIMIT if seconds is None else seconds
        self.case: Any = None
        self.why = ""
        self.lines: tuple[OwnLine, ...] = ()
        self.at = 0
        self._alarms = self._over = False
        self.late = False  # the watchdog interrupts, not the student
        self._tries = 0
        self._undo: list[Any] = []

    def __enter__(self) -> Guard:
        global _active
        _active = self
        if threading.current_thread() is not threading.main_thread():
            return self  # neither signals nor interrupts come here
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
            self._undo.insert(0, _Watchdog(self).end)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> bool:
        global _active
        _active = None
        self._over = True
        for undo in self._undo:
            undo()
        return isinstance(error, Stopped) and bool(self.why)

    def finish(self) -> None:
        """Raise when it was stopped and went on all the same.

        Raises:
            Stopped: it was.
        """
        if self.why:
            raise Stopped

    def _interrupt(self, number: int, frame: FrameType | None) -> None:
        self._stop(frame, TOO_LONG if self.late else INTERRUPT)

    def _alarm(self, number: int, frame: FrameType | None) -> None:
        self._stop(frame, TOO_LONG)

    def _stop(self, frame: FrameType | None, why: str) -> None:
        if self._over or (frame is not None and frame.f_globals is globals()):
            return  # the next signal came while this one was being handled
        if self.note(frame, why) and frame is not None:
            if self._alarms:
                signal.setitimer(signal.ITIMER_REAL, AGAIN, AGAIN)
            insist(frame, self.names, self._tries)
            self._tries += 1
            raise Stopped

    def note(self, frame: FrameType | None, why: str) -> bool:
        """Remember where it was; whether the student's code is running."""
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
    """Around calls of the student's code for a case.

    Raises:
        Stopped: the code was stopped and went on all the same, or its exception was taken for an outcome.
    """
    guard = _active
    if guard is not None and not guard.why:
        guard.case = case
    yield
    if guard is not None:
        guard.finish()


def insist(frame: FrameType, names: Mapping[str, Any], attempt: int) -> None:
    """Raise once more at a line that begins in the student's frames, in case that the first exception is swallowed.

    By turns where no ``try`` of the function is around, there but only in the outermost function, and at the very next
    line, as a rule that of the ``except``.

    Args:
        frame: the innermost.
        names: whose code is the student's.
        attempt: counted from 0.
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
    """Whether an exception here would be handled in the same function."""
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
    for _ in range(2):  # Python calls handlers for the signals that came where a loop jumps back
        pass


class _Watchdog:
    """Where there are no alarm signals: a thread that interrupts the main one, as the student would."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._over = threading.Event()
        self._lock = threading.Lock()
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        """No more; what is on its way comes while there is a handler for it."""
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
