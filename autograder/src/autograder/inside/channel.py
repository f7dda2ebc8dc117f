"""Blocking frames, and small messages with file descriptors, for the processes inside the sandbox.

The trusted side reads with `core.deadline` instead.  Here no deadline is needed, because the judge outside watches the
time.  The functions used are bound in this module before a student's code runs, so that a notebook that replaces
`socket.socket.recv` still gets its answers out.
"""

from __future__ import annotations

import array
import json
import os
import socket
import struct
from typing import Any

from npml.core.wire import PREFIX, frame_lengths, unpack_frame
from npml.errors import ProtocolError

MAX_MESSAGE = 64 << 10
UCRED = struct.Struct("3i")
SCM_CREDENTIALS = 2

_recv = socket.socket.recv
_sendall = socket.socket.sendall
_recvmsg = socket.socket.recvmsg
_sendmsg = socket.socket.sendmsg
_dumps, _loads = json.dumps, json.loads
_array = array.array
_close = os.close
_RIGHTS, _LEVEL = socket.SCM_RIGHTS, socket.SOL_SOCKET
_ROOM = socket.CMSG_SPACE(4 * 4) + socket.CMSG_SPACE(UCRED.size)
_CLOEXEC = socket.MSG_CMSG_CLOEXEC


def read_exactly(channel: socket.socket, size: int) -> bytes:
    """Exactly ``size`` bytes.

    Raises:
        EOFError: the other side has closed the channel.
    """
    parts = []
    while size:
        part = _recv(channel, min(size, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_frame(channel: socket.socket) -> tuple[Any, list[bytes]]:
    """One frame from the trusted side.

    Raises:
        EOFError: the other side has closed the channel.
        ProtocolError: not a valid frame.
    """
    header, body = frame_lengths(read_exactly(channel, PREFIX.size))
    return unpack_frame(read_exactly(channel, header), read_exactly(channel, body))


def send_all(channel: socket.socket, data: bytes) -> None:
    """Write everything, blocking."""
    _sendall(channel, data)


def send_message(channel: socket.socket, message: Any, fds: tuple[int, ...] = ()) -> None:
    """Send one small JSON message on a SOCK_SEQPACKET channel, with file descriptors."""
    rights = [(_LEVEL, _RIGHTS, _array("i", fds))] if fds else []
    _sendmsg(channel, [_dumps(message).encode()], rights)


def receive_message(channel: socket.socket) -> tuple[Any, list[int], int]:
    """A message, its descriptors and its sender's pid (0 unless SO_PASSCRED is set).

    Raises:
        EOFError: the other side has closed the channel.
        ProtocolError: the message is not JSON; its descriptors are closed.
        OSError: as recvmsg(2), `BlockingIOError` among them.
    """
    data, ancillary, _flags, _address = _recvmsg(channel, MAX_MESSAGE, _ROOM, _CLOEXEC)
    fds = _array("i")
    sender = 0
    for level, kind, payload in ancillary:
        if level == _LEVEL and kind == _RIGHTS:
            fds.frombytes(payload[: len(payload) - len(payload) % fds.itemsize])
        elif level == _LEVEL and kind == SCM_CREDENTIALS:
            sender = UCRED.unpack(payload[: UCRED.size])[0]
    if not data:
        raise EOFError
    try:
        return _loads(data), list(fds), sender
    except (ValueError, RecursionError) as error:
        for fd in fds:
            _close(fd)
        raise ProtocolError("a message that does not parse") from error
