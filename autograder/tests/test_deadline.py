"""Does reading end when it should: with what was asked for, with the other side, with the time?"""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator

import pytest

from autograder.deadline import Deadline, receive, receive_some, send, wait
from npml.errors import SandboxError, SandboxTimeout

LONG, OVER = 60.0, -1.0
Pair = tuple[socket.socket, socket.socket]


@pytest.fixture(params=[socket.SOCK_STREAM, socket.SOCK_SEQPACKET], ids=["stream", "messages"])
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    mine, its = socket.socketpair(socket.AF_UNIX, request.param)
    with mine, its:
        yield mine, its


@pytest.fixture
def stream() -> Iterator[Pair]:
    mine, its = socket.socketpair()
    with mine, its:
        yield mine, its


def test_no_byte_more_is_taken_than_was_asked_for(stream: Pair) -> None:
    mine, its = stream
    for part in (b"ab", b"cd", b"ef"):
        its.sendall(part)
    assert receive(mine, 3, Deadline(LONG)) == b"abc"
    assert receive(mine, 3, Deadline(LONG)) == b"def"


def test_a_message_comes_by_itself() -> None:
    mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with mine, its:
        its.send(b"one")
        its.send(b"two")
        assert [receive_some(mine, 100, Deadline(LONG)) for _ in range(2)] == [b"one", b"two"]


def test_what_the_other_side_left_is_read_before_it_is_missed(pair: Pair) -> None:
    mine, its = pair
    its.send(b"last")
    its.close()
    assert receive_some(mine, 100, Deadline(LONG)) == b"last"
    with pytest.raises(SandboxError) as found:
        receive_some(mine, 100, Deadline(LONG))
    assert not isinstance(found.value, SandboxTimeout)


def test_half_an_answer_is_none(stream: Pair) -> None:
    mine, its = stream
    its.sendall(b"half")
    its.close()
    with pytest.raises(SandboxError, match="gone"):
        receive(mine, 8, Deadline(LONG))


def test_nobody_waits_longer_than_allowed(stream: Pair) -> None:
    mine, its = stream
    with pytest.raises(SandboxTimeout):
        receive(mine, 1, Deadline(OVER))
    with pytest.raises(SandboxTimeout):
        wait(mine, select.POLLIN, Deadline(OVER))
    its.sendall(b"x")
    with pytest.raises(SandboxTimeout):  # it came, but too late
        receive(mine, 1, Deadline(OVER))


def test_one_who_does_not_read_and_one_who_is_gone_do_not_hold_us(stream: Pair) -> None:
    mine, its = stream
    mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    with pytest.raises(SandboxTimeout):
        send(mine, bytes(1 << 20), Deadline(OVER))
    its.close()
    with pytest.raises(SandboxError, match="gone"):
        send(mine, b"x", Deadline(LONG))
