"""Earlier exercises' functions that the judge lends to a snapshot: a call goes over the channel, and a value comes back.

Only values cross, as in a case: the function itself never enters the zone.  Both sides of such a call are here, and what
`unpack_call` reads comes from the student's process and is hostile.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from npml.core.program import _KINDS
from npml.core.values import MAX_TEXT, decode_from, encode_into
from npml.errors import ProtocolError

#: Sends a call to the judge and gives its answer, both as a tree and buffers.
Exchange = Callable[[Any, list[bytes]], tuple[Any, list[bytes]]]
#: At most so many arguments has a call.
MOST_ARGUMENTS = 20

# Bound here, before a student's code runs.
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
        return _read(*exchange(*pack_call(name, args, kwargs)))

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


def _read(tree: Any, buffers: list[bytes]) -> Any:
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
