"""Frames from the student's zone, and silence where nothing was asked."""

from __future__ import annotations

import socket
from typing import Any

from ..core.deadline import Deadline, receive
from ..core.wire import PREFIX, frame_lengths, unpack_frame
from ..errors import ProtocolError, SandboxError


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
