"""Reads frames from the student's zone, and checks that it says nothing unasked."""

from __future__ import annotations

import socket
from typing import Any

from npml.core.wire import PREFIX, frame_lengths, unpack_frame
from npml.errors import ProtocolError, SandboxError

from ..deadline import Deadline, receive


def receive_frame(channel: socket.socket, deadline: Deadline, max_header: int, max_body: int) -> tuple[Any, list[bytes]]:
    """One frame: its header, parsed, and its buffers.

    Args:
        channel: to the process in the student's zone.
        deadline: for the whole frame.
        max_header, max_body: bounds in bytes.

    Raises:
        ProtocolError: it is no frame, or too large.
        SandboxError: the process is gone; `SandboxTimeout`: it is out of time.
    """
    return unpack_frame(*receive_parts(channel, deadline, max_header, max_body))


def receive_parts(channel: socket.socket, deadline: Deadline, max_header: int, max_body: int) -> tuple[bytes, bytes]:
    """Header and body of one frame, as they came; args and errors as `receive_frame`."""
    header, body = frame_lengths(receive(channel, PREFIX.size, deadline), max_header, max_body)
    both = receive(channel, header + body, deadline)
    return both[:header], both[header:]


def receive_body(channel: socket.socket, deadline: Deadline, max_body: int) -> bytes:
    """The body of one frame without a header; args and errors as `receive_frame`."""
    _, body = frame_lengths(receive(channel, PREFIX.size, deadline), 0, max_body)
    return receive(channel, body, deadline)


def must_be_silent(channel: socket.socket) -> None:
    """Check that nothing waits to be read, as it must be when no request is open.

    Raises:
        ProtocolError: there are bytes that nobody asked for.
        SandboxError: the process is gone.
    """
    try:
        if channel.recv(1, socket.MSG_DONTWAIT | socket.MSG_PEEK):
            raise ProtocolError("bytes that nobody asked for")
    except BlockingIOError:
        return
    except OSError as error:
        raise SandboxError("the process is gone") from error
    raise SandboxError("the process is gone")
