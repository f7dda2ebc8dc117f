"""Records what a notebook's cells show: their outputs and streams, bounded in bytes and in number."""

from __future__ import annotations

import os
from itertools import count
from typing import Any

_fstat, _pread, _ftruncate = os.fstat, os.pread, os.ftruncate


class Recorder:
    """The outputs of the running cell, in order; bytes are bounded for all cells together, the number for each."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, Any]] = []
        self.number = 0
        self.cut = False
        self.room = 8 << 20
        self.count = 500
        self.files: dict[str, int] = {}
        #: Statements of the cell that failed: line, kind of error, names that they did not bind.
        self.failed: list[tuple[int, str, list[str]]] = []
        self._sealed = False

    def begin(self) -> None:
        """Begin a new cell."""
        self.outputs, self.cut, self.failed = [], False, []
        self.number += 1

    def seal(self) -> None:
        """Record nothing from now on: nobody reads the output of a judged call."""
        self._sealed = True

    def text(self, name: str, text: str) -> None:
        """Record text on stdout or stderr; it is joined to the output before it if that is of the same stream."""
        if not text or self._sealed:
            return
        kept = text[: max(0, self.room)]
        size = len(kept.encode("utf-8", "replace"))
        if size > self.room:  # room counts bytes, and a Hangul syllable takes three
            kept = kept[: self.room // 4]
            size = len(kept.encode("utf-8", "replace"))
        self.cut |= len(kept) < len(text)
        if not kept:
            return
        last = self.outputs[-1] if self.outputs else None
        if last is not None and last["output_type"] == "stream" and last["name"] == name:
            last["text"].append(kept)
            self.room -= size
        else:
            self.add({"output_type": "stream", "name": name, "text": [kept]}, size)

    def add(self, output: dict[str, Any], size: int) -> None:
        """Record one output of about ``size`` bytes, if there is room."""
        if self._sealed:
            return
        if size > self.room or len(self.outputs) >= self.count:
            self.cut = True
            return
        self.room -= size
        self.outputs.append(output)

    def drain(self) -> None:
        """Record what C code and subprocesses wrote straight to descriptors 1 and 2."""
        for name, fd in self.files.items():
            size = _fstat(fd).st_size
            if size:
                keep = min(size, max(0, self.room))
                self.cut |= keep < size
                self.text(name, _pread(fd, keep, 0).decode("utf-8", "replace"))
                _ftruncate(fd, 0)

    def finish(self) -> list[dict[str, Any]]:
        """A copy of the cell's outputs so far, as nbformat 4 has them."""
        return [self._finished(output) for output in self.outputs]

    @staticmethod
    def _finished(output: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in output.items() if key != "_id"}
        return {**kept, "text": "".join(kept["text"])} if kept["output_type"] == "stream" else kept


recorder = Recorder()


def no_input(prompt: object = "") -> str:
    """Stands for `input`: nobody is there to answer, so the answer is the empty line."""
    if prompt:
        print(prompt)
    return ""


class Answer(str):
    """An empty line that can also be converted to a number, for a judged function with ``int(input())``."""

    def __int__(self) -> int:
        return 1

    def __float__(self) -> float:
        return 1.0

    def strip(self, _chars: Any = None, /) -> str:
        """Itself, so that ``int(input().strip())`` works too."""
        return self


_ANSWER, _questions, _next, _EOFError = Answer(), count(), next, EOFError
#: A function that asks so often is taken to ask for ever.
MOST_QUESTIONS = 1000


def any_input(prompt: object = "") -> str:
    """Stands for `input` in a judged call, which must not depend on what somebody types.

    In a cell `no_input` stands there: ``int(input())`` fails and is reported, since a made-up number could become an
    answer to the quiz.

    Raises:
        EOFError: it was asked more than `MOST_QUESTIONS` times.
    """
    if _next(_questions) >= MOST_QUESTIONS:
        raise _EOFError("EOF when reading a line")
    return _ANSWER


class Stream:
    """sys.stdout or sys.stderr of a notebook."""

    encoding = "utf-8"
    errors = "replace"
    closed = False
    newlines = None
    line_buffering = False

    def __init__(self, name: str, fd: int) -> None:
        self.name = name
        self._fd = fd

    def write(self, text: str) -> int:
        """Record text; returns its length.

        Raises:
            TypeError: not a text.
        """
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        recorder.text("stdout" if self._fd == 1 else "stderr", text)
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Record lines."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Nothing is held back."""

    def fileno(self) -> int:
        """The real descriptor; what is written to it is recorded too (`Recorder.drain`)."""
        return self._fd

    def isatty(self) -> bool:
        """Never."""
        return False

    def readable(self) -> bool:
        """Never."""
        return False

    def writable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """A notebook's stdout stays open."""
