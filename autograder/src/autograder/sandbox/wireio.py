"""Reading and writing the student's zone: non-blocking, with one monotonic deadline."""

from __future__ import annotations

import select
import socket
import time
from typing import Any

from ..core.wire import PREFIX, frame_lengths, unpack_frame
from ..errors import ProtocolError, SandboxError, SandboxTimeout


class Deadline:
    """A point in monotonic time."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left.

        Raises:
            SandboxTimeout: none is left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise SandboxTimeout
        return left


def wait(channel: socket.socket, event: int, deadline: Deadline) -> None:
    """Wait until the channel is ready.

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
        SandboxError: nobody is there.
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
        try:
            part = channel.recv(min(size - len(data), 1 << 20), socket.MSG_DONTWAIT)
        except BlockingIOError:
            wait(channel, select.POLLIN, deadline)
            continue
        except OSError as error:
            raise SandboxError("the process is gone") from error
        if not part:
            raise SandboxError("the process is gone")
        data += part
        deadline.left()
    return bytes(data)


def receive_frame(channel: socket.socket, deadline: Deadline, max_header: int, max_body: int) -> tuple[Any, list[bytes]]:
    """One frame.

    Raises:
        ProtocolError: no frame, or too large.
        SandboxError: out of time, or gone.
    """
    header, body = frame_lengths(receive(channel, PREFIX.size, deadline), max_header, max_body)
    return unpack_frame(receive(channel, header, deadline), receive(channel, body, deadline))


def must_be_silent(channel: socket.socket) -> None:
    """Nothing may wait to be read when no request is open.

    Raises:
        ProtocolError: there are bytes that nobody asked for.
    """
    try:
        if channel.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK):
            raise ProtocolError("bytes that nobody asked for")
    except BlockingIOError:
        return
    except OSError as error:
        raise SandboxError("the process is gone") from error
    raise SandboxError("the process is gone")
