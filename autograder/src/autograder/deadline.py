"""Reading from and writing to a process that may hang or die: non-blocking, with one monotonic deadline.

Used on the trusted side, for the sandbox and for the reader of submissions.  Inside the sandbox `inside.channel` blocks
instead, because there the judge's deadline applies.
"""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable

from npml.errors import SandboxError, SandboxTimeout


class Deadline:
    """A point in monotonic time; with ``look`` it may come earlier.

    Args:
        seconds: until then.
        look: asked after ``first`` seconds, then after as many as it says; 0: now is the end.
    """

    def __init__(self, seconds: float, look: Callable[[], float] | None = None, first: float = 0.0) -> None:
        now = time.monotonic()
        self._end, self._look, self._next = now + seconds, look, now + first

    def left(self) -> float:
        """Seconds left, or until it must be looked again.

        Raises:
            SandboxTimeout: none is left.
        """
        now = time.monotonic()
        if now >= self._end:
            raise SandboxTimeout
        if self._look is None:
            return self._end - now
        if now >= self._next:
            more = self._look()
            if more <= 0:
                raise SandboxTimeout
            self._next = now + more
        return min(self._end, self._next) - now


def wait(channel: socket.socket, event: int, deadline: Deadline) -> None:
    """Wait until the channel is ready.

    Args:
        channel: a socket.
        event: ``select.POLLIN`` or ``select.POLLOUT``.
        deadline: until when.

    Raises:
        SandboxTimeout: out of time.
    """
    poll = select.poll()
    poll.register(channel, event)
    if not poll.poll(max(1.0, deadline.left() * 1000)):
        deadline.left()


def send(channel: socket.socket, data: bytes, deadline: Deadline) -> None:
    """Send everything.

    Raises:
        SandboxTimeout: out of time.
        SandboxError: the other side is gone.
    """
    view = memoryview(data)
    while view:
        try:
            view = view[channel.send(view, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL) :]
        except BlockingIOError:
            wait(channel, select.POLLOUT, deadline)
        except OSError as error:
            raise SandboxError("the process is gone") from error
        deadline.left()


def receive(channel: socket.socket, size: int, deadline: Deadline) -> bytes:
    """Exactly that many bytes, and not one more.

    Raises:
        SandboxTimeout: out of time.
        SandboxError: the other side is gone.
    """
    data = bytearray()
    while len(data) < size:
        data += receive_some(channel, min(size - len(data), 1 << 20), deadline)
        deadline.left()
    return bytes(data)


def receive_some(channel: socket.socket, size: int, deadline: Deadline) -> bytes:
    """The next bytes, at least one and at most ``size``; on a SOCK_SEQPACKET channel the next message.

    Raises:
        SandboxTimeout: out of time.
        SandboxError: the other side is gone.
    """
    while True:
        try:
            data = channel.recv(size, socket.MSG_DONTWAIT)
        except BlockingIOError:
            wait(channel, select.POLLIN, deadline)
            continue
        except OSError as error:
            raise SandboxError("the process is gone") from error
        if not data:
            raise SandboxError("the process is gone")
        return data
