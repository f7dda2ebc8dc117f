"""The reader's process: requests on stdin, JSON answers on stdout, one for each submission or piece of rendering."""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

import nbformat
from nbformat import NotebookNode

from npml.errors import SubmissionRejected
from npml.intake.parse import parse
from npml.intake.python import forget, remember
from npml.intake.sanitise import sanitise

from .nodes import from_text
from .reader import _LENGTH, MEMORY, PIECE_SECONDS, READY, pack

#: Released notebooks by the number that `Reader` gave them; each is sent only once.
_released: dict[int, NotebookNode] = {}


def main() -> None:
    """Serve requests until stdin ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints must not look like an answer
    _write(answers, READY)
    while len(head := requests.read(_LENGTH.size)) == _LENGTH.size:
        request = json.loads(requests.read(_LENGTH.unpack(head)[0]))
        raw = requests.read(request["size"])
        for answer in _render(json.loads(raw), request["seconds"]) if "work" in request else [_answer(raw, request)]:
            reply = json.dumps(answer).encode()
            _write(answers, _LENGTH.pack(len(reply)) + reply)


def _render(pieces: list[tuple[str, Any]], seconds: float) -> Iterator[dict[str, Any]]:
    """One answer for each piece; the kernel ends this process if a piece takes too much CPU time."""
    from .pieces import do  # loaded when it is needed

    end = time.process_time() + seconds
    try:
        for kind, content in pieces:
            now = time.process_time()
            _limit_cpu(min(now + PIECE_SECONDS, max(end, now)))
            try:
                yield {"done": do(kind, content), "left": end - time.process_time()}
            except MemoryError:
                os._exit(1)
            except Exception as error:  # whatever a student's text does to a library, the rest is shown
                yield {"failed": f"{type(error).__name__}: {error}"[:200], "left": end - time.process_time()}
    finally:
        _limit_cpu(None)


def _limit_cpu(until: float | None) -> None:
    """Set the CPU time, in seconds, at which the kernel ends this process; None for no limit of ours.  setrlimit(2)"""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = most if until is None else int(until) + 1
    if most != resource.RLIM_INFINITY:
        soft = min(soft, most)  # a batch system may have set a lower limit
    resource.setrlimit(resource.RLIMIT_CPU, (soft, most))


def _answer(raw: bytes, request: dict[str, Any]) -> dict[str, Any]:
    released = _known(request)
    try:
        sane = sanitise(parse(raw, request["path"]), released)
        nbformat.validate(sane.notebook)
        return pack(sane)
    except SubmissionRejected as error:
        return {"rejected": str(error)}
    except MemoryError:
        os._exit(1)  # this process may be damaged: `Reader` starts another
    except Exception as error:
        return {"broken": f"{type(error).__name__}: {error}"}
    finally:
        forget()


def _known(request: dict[str, Any]) -> NotebookNode:
    number = request["number"]
    if "released" in request:
        _released[number] = book = from_text(request["released"])
        for cell in book.cells:
            if cell.cell_type == "code":
                remember(cell.source)
    return _released[number]


def _write(stream: BinaryIO, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[stream.write(view) :]


if __name__ == "__main__":
    main()
