"""Finds the student's own lines in a traceback."""

from __future__ import annotations

import dis
import linecache
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Any


@dataclass(frozen=True)
class OwnLine:
    """A line of the student's code that a traceback went through."""

    function: str
    line: int
    source: str


@dataclass(frozen=True)
class Trouble:
    """An exception as a student should see it.

    Attributes:
        kind: the name of its class.
        text: the first 400 characters of its message.
        lines: the student's own lines that it went through, outermost first, at most three.
        meant: whether the student's own ``raise`` or ``assert`` raised it.
    """

    kind: str
    text: str
    lines: tuple[OwnLine, ...]
    meant: bool = False


def trouble(error: BaseException, namespace: Mapping[str, Any] | None = None) -> Trouble:
    """What to show of an exception.

    Args:
        error: the exception that was raised.
        namespace: the notebook's globals: the student's lines are those of code that was defined there.  Without it,
            every line of an IPython cell counts as the student's.
    """
    lines = []
    meant = False
    for frame, number, raises in _walk(error.__traceback__):
        meant = False  # reset for each frame, because only the innermost one decides
        if _own(frame, namespace):
            code = frame.f_code
            source = linecache.getline(code.co_filename, number, frame.f_globals).strip()
            lines.append(OwnLine(code.co_name, number, source))
            meant = raises
    if isinstance(error, SyntaxError) and error.text:
        lines.append(OwnLine("<module>", error.lineno or 0, error.text.strip()))
    kind, text = type(error).__name__, _first_line(error)
    return Trouble(kind, text, tuple(lines[:1] + lines[-2:] if len(lines) > 3 else lines), meant)


def _walk(trace: TracebackType | None) -> Iterator[tuple[FrameType, int, bool]]:
    """Each frame, its line, and whether the ``raise`` itself left the frame (not an error in computing what to raise)."""
    while trace is not None:
        code = trace.tb_frame.f_code.co_code
        at = trace.tb_lasti
        raises = 0 <= at < len(code) and dis.opname[code[at]] == "RAISE_VARARGS"
        yield trace.tb_frame, trace.tb_lineno, raises
        trace = trace.tb_next


def _own(frame: FrameType, namespace: Mapping[str, Any] | None) -> bool:
    if namespace is not None:
        return frame.f_globals is namespace
    name = frame.f_code.co_filename
    return "ipykernel_" in name or name.startswith(("<ipython-input", "<cell"))


def _first_line(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # a hostile or broken __str__
        return ""
    return text[:400]
