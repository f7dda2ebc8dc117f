"""Earlier exercises' functions that the judge lends to a snapshot: a call goes over the channel, and a value comes back.

Only values cross, as in a case: the function itself never enters the zone.  Both sides of such a call are here, and what
`unpack_call` reads comes from the student's process and is hostile.

Most of the calls of a right function are those of the reference, to the last bit.  Their answers go along, sealed: each
can be opened only by whoever has the call, so that it tells nothing that asking would not tell, and saves the way.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from npml.core.program import _KINDS
from npml.core.values import MAX_TEXT, decode_from, encode_into
from npml.core.wire import PREFIX, frame_lengths, unpack_frame
from npml.errors import ProtocolError

#: Sends a call to the judge and gives its answer, both as a tree and buffers.
Exchange = Callable[[Any, list[bytes]], tuple[Any, list[bytes]]]
#: At most so many arguments has a call.
MOST_ARGUMENTS = 20

#: Of a sealed answer: the mark by which its call finds it, and its length.
_ENTRY = struct.Struct("<16sI")

# Bound here, before a student's code runs.
_blake2b, _shake, _int, _len = hashlib.blake2b, hashlib.shake_256, int, len
_lengths, _unpack_frame = frame_lengths, unpack_frame
_encode, _decode = encode_into, decode_from
_getpid, _isinstance, _list = os.getpid, isinstance, list
_Iterator, _range, _RuntimeError = Iterator, range, RuntimeError
_ERRORS = {kind.__name__: kind for kind in _KINDS if issubclass(kind, Exception)}


def lend(namespace: dict[str, Any], names: Collection[str], exchange: Exchange) -> None:
    """Put lent functions into the notebook's names, in the place of what the student wrote."""
    for name in names:
        namespace[name] = _borrowed(name, exchange)


def _borrowed(name: str, exchange: Exchange) -> Callable[..., Any]:
    itself = _getpid()

    def function(*args: Any, **kwargs: Any) -> Any:
        if _getpid() != itself:  # what two processes say at once on one channel nobody understands
            raise _RuntimeError(f"{name}: called in another process")
        return read_answer(*exchange(*pack_call(name, args, kwargs)))

    function.__name__ = function.__qualname__ = name
    return function


def pack_call(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> tuple[Any, list[bytes]]:
    """A call as a tree and buffers."""
    buffers: list[bytes] = []
    trees = [_encode(_plain(arg), buffers) for arg in args]
    named = {key: _encode(_plain(arg), buffers) for key, arg in kwargs.items()}
    return {"call": name, "args": trees, "kwargs": named}, buffers


def _plain(arg: Any) -> Any:
    """An argument that can cross: what a function would only run through becomes a list."""
    return _list(arg) if _isinstance(arg, (_Iterator, _range)) else arg


def seal(salt: bytes, call: bytes, answer: bytes) -> bytes:
    """An answer that only its call opens.

    Args:
        salt: of this set of answers; a mark from one set says nothing about another.
        call, answer: whole frames.
    """
    mark, key = _mark_and_key(salt, call)
    return _ENTRY.pack(mark, len(answer)) + _mixed(key, answer)


def sealed_by_mark(entries: bytes) -> dict[bytes, bytes]:
    """What `seal` made, by the marks; ``entries`` are any number of them, one behind the other."""
    found, at = {}, 0
    while at < _len(entries):
        mark, size = _ENTRY.unpack_from(entries, at)
        at += _ENTRY.size
        found[mark] = entries[at : at + size]
        at += size
    return found


def unseal(salt: bytes, entries: Mapping[bytes, bytes], call: bytes) -> tuple[Any, list[bytes]] | None:
    """The answer to a call as a tree and buffers; None if it is not among the sealed ones."""
    mark, key = _mark_and_key(salt, call)
    if mark not in entries:
        return None
    return open_frame(_mixed(key, entries[mark]))


def open_frame(frame: bytes) -> tuple[Any, list[bytes]]:
    """Tree and buffers of a whole frame of ours."""
    header, _ = _lengths(frame[: PREFIX.size])
    start = PREFIX.size
    return _unpack_frame(frame[start : start + header], frame[start + header :])


def _mark_and_key(salt: bytes, call: bytes) -> tuple[bytes, bytes]:
    both = _blake2b(call, key=salt, digest_size=48).digest()
    return both[:16], both[16:]


def _mixed(key: bytes, text: bytes) -> bytes:
    """The text with the key's stream added, or taken off again.  The key belongs to this text alone."""
    size = _len(text)
    stream = _shake(key).digest(size)
    return (_int.from_bytes(text, "little") ^ _int.from_bytes(stream, "little")).to_bytes(size, "little")


def read_answer(tree: Any, buffers: list[bytes]) -> Any:
    """The value that an answer carries.

    Raises:
        Exception: what the function raised, as the builtin class.
    """
    if "error" in tree:
        raise _ERRORS.get(tree["error"], _RuntimeError)(tree["text"])
    return _decode(tree["value"], _list(buffers))


def unpack_call(tree: Any, buffers: list[bytes]) -> tuple[str, list[Any], dict[str, Any]]:
    """Name, arguments and keywords of a call that came from the zone.

    Raises:
        ProtocolError: anything but what `pack_call` packs.
    """
    if not isinstance(tree, dict) or tree.keys() != {"call", "args", "kwargs"}:
        raise ProtocolError("not a call")
    name, args, kwargs = tree["call"], tree["args"], tree["kwargs"]
    if not isinstance(name, str) or not isinstance(args, list) or not isinstance(kwargs, dict):
        raise ProtocolError("a malformed call")
    if len(args) + len(kwargs) > MOST_ARGUMENTS or any(len(key) > MAX_TEXT for key in kwargs):
        raise ProtocolError("a call with too many arguments")
    left = list(buffers)
    return name, [decode_from(arg, left) for arg in args], {key: decode_from(arg, left) for key, arg in kwargs.items()}
