"""Shows progress on stderr: a bar on a terminal, or else a line from time to time."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from . import messages

#: Seconds between lines when stderr is no terminal.
LINE_SECONDS = 10.0


class Ticker(Protocol):
    """Counts the submissions that are done."""

    def tick(self) -> None:
        """One more is done."""


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Submissions per second so far."""
        return Text(messages.PROGRESS_RATE.format(rate=task.completed / task.elapsed if task.elapsed else 0.0))


class _Bar:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._task = progress.add_task(messages.PROGRESS, total=total)

    def tick(self) -> None:
        self._progress.advance(self._task)


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._begin = self._last = time.monotonic()

    def tick(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._last < LINE_SECONDS and self._done < self._total:
            return
        self._last = now
        rate = self._done / max(now - self._begin, 1e-9)
        left = clock((self._total - self._done) / rate)
        line = messages.PROGRESS_LINE.format(done=self._done, total=self._total, rate=rate, left=left)
        print(line, file=sys.stderr, flush=True)


def clock(seconds: float) -> str:
    """Seconds as ``m:ss``, or as ``h:mm:ss`` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


@contextmanager
def progress(total: int) -> Iterator[Ticker]:
    """A context with a ticker for ``total`` submissions."""
    if not sys.stderr.isatty():
        yield _Lines(total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        yield _Bar(shown, total)
