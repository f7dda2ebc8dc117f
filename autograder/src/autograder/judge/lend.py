"""The process in which the judge runs earlier exercises' references on arguments from a student's zone.

Frames on stdin, each answered by one: ``{"load": unit}`` with the reference's code, and calls.  The arguments are
hostile: whatever they make a reference do, its memory is limited, and the judge ends this process when it is late.
"""

from __future__ import annotations

import os
import resource
import socket
import warnings
from collections.abc import Mapping
from typing import Any, NoReturn

import numpy as np

from npml.core.program import error_kind
from npml.core.values import MAX_TEXT, Opaque, encode
from npml.core.wire import pack_frame
from npml.errors import ProtocolError

from ..inside.borrowed import unpack_call
from ..inside.channel import read_frame, send_all

MEMORY = 1 << 30


def answer(names: Mapping[str, Any], tree: Any, buffers: list[bytes]) -> tuple[Any, list[bytes]]:
    """Answer a call: the function's value, or the class of its exception and a ValueError's text.

    Args:
        names: where the function is looked up; the judge has made sure that it may be lent.
        tree, buffers: the call, hostile.

    Raises:
        ProtocolError: it is no call.
        MemoryError: it needs too much.
    """
    name, args, kwargs = unpack_call(tree, buffers)
    if any(isinstance(arg, Opaque) for arg in (*args, *kwargs.values())):
        return _failed("TypeError")
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = names[name](*args, **kwargs)
    except MemoryError:
        raise
    except Exception as error:
        kind = error_kind(error)
        return _failed(kind, str(error)[:MAX_TEXT] if kind == "ValueError" else "")
    packed, raw = encode(value)
    return {"value": packed}, raw


def _failed(kind: str, text: str = "") -> tuple[Any, list[bytes]]:
    return {"error": kind, "text": text}, []


def main() -> NoReturn:
    """Answer frames until stdin ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    channel = socket.socket(fileno=os.dup(0))
    os.dup2(2, 1)  # whatever a reference prints must not look like an answer
    units: dict[str, dict[str, Any]] = {}
    while True:
        try:
            tree, buffers = read_frame(channel)
            if "load" in tree:
                units[tree["load"]] = names = {"__name__": f"reference_{tree['load']}"}
                exec(compile(buffers[0], "lesson.py", "exec", dont_inherit=True), names)  # noqa: S102 - the instructor's own code
                reply: tuple[Any, list[bytes]] = {"loaded": True}, []
            else:
                reply = answer(units[tree["unit"]], tree["call"], buffers)
        except ProtocolError:
            reply = {"bad": True}, []
        except (MemoryError, RecursionError, EOFError):
            os._exit(1)  # this process may be damaged: `Lender` starts another
        send_all(channel, pack_frame(*reply))


if __name__ == "__main__":
    main()
