"""Cases and outcomes as bytes: the frames between judge and sandbox.

A frame is ``MAGIC, header length (u32), body length (u64), header JSON, body``.  The
header holds a tree and the sizes of the raw buffers that the body is made of.  Both
lengths are bounded before anything is allocated.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import ProtocolError
from . import values
from .arguments import ARGUMENTS, Argument, plain
from .program import ERROR_KINDS, Outcome
from .steps import STEPS, Step

MAGIC = b"AGf1"
PREFIX = struct.Struct("<4sIQ")
MAX_HEADER = 4 << 20
MAX_BODY = 64 << 20
MAX_STEPS = 2_000
#: Stands for an argument that the call left unchanged.
SAME = {"same": True}

# Bound before a student's code runs: a patched json must not garble honest results.
_dumps, _loads = json.JSONEncoder(separators=(",", ":")).encode, json.loads
_ndarray = np.ndarray


def pack_frame(tree: Any, buffers: list[bytes] | None = None) -> bytes:
    """The bytes of one frame."""
    buffers = buffers or []
    header = text_of({"t": tree, "s": [len(raw) for raw in buffers]})
    return b"".join([PREFIX.pack(MAGIC, len(header), sum(map(len, buffers))), header, *buffers])


def text_of(tree: Any) -> bytes:
    """A tree as it stands in a frame's header."""
    return _dumps(tree).encode()


def pack_frames(frames: list[bytes]) -> bytes:
    """Several frames as the body of one, so that they cross together."""
    return b"".join([PREFIX.pack(MAGIC, 0, sum(map(len, frames))), *frames])


def unpack_frames(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Header and body of each frame that `pack_frames` joined.

    Raises:
        ProtocolError: the body does not consist of frames.
    """
    start = 0
    while start < len(body):
        middle = start + PREFIX.size
        if middle > len(body):
            raise ProtocolError("a part of a frame")
        header, size = frame_lengths(body[start:middle])
        end = middle + header + size
        if end > len(body):
            raise ProtocolError("a part of a frame")
        yield body[middle : middle + header], body[middle + header : end]
        start = end


def frame_lengths(prefix: bytes, max_header: int = MAX_HEADER, max_body: int = MAX_BODY) -> tuple[int, int]:
    """Lengths of header and body in bytes, from the first ``PREFIX.size`` bytes of a frame.

    Raises:
        ProtocolError: another magic, or a length above the bound.
    """
    magic, header, body = PREFIX.unpack(prefix)
    if magic != MAGIC or header > max_header or body > max_body:
        raise ProtocolError("not a frame, or one that is too large")
    return header, body


def unpack_frame(header: bytes, body: bytes) -> tuple[Any, list[bytes]]:
    """The tree and the buffers of a frame.

    Raises:
        ProtocolError: the header is not what `pack_frame` writes, or the sizes do not add up to the body.
    """
    try:
        content = _loads(header)
        tree, sizes = content["t"], content["s"]
        good = isinstance(sizes, list) and all(type(n) is int and n >= 0 for n in sizes) and sum(sizes) == len(body)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ProtocolError("a frame whose header does not parse") from error
    if not good:
        raise ProtocolError("a frame whose sizes do not add up")
    buffers, start = [], 0
    for size in sizes:
        buffers.append(body[start : start + size])
        start += size
    return tree, buffers


# --- cases ---------------------------------------------------------------------------


def pack_steps(steps: tuple[Step, ...]) -> tuple[Any, list[bytes]]:
    """A case as a tree and buffers; raises as `pack_cases`."""
    (tree,), buffers = pack_cases((steps,))
    return tree, buffers


def pack_cases(programs: Sequence[tuple[Step, ...]]) -> tuple[list[Any], list[bytes]]:
    """Several cases as one tree each, over common buffers; `unpack_steps` reads each of them.

    Raises:
        TypeError: an argument is an object that cannot cross.
    """
    buffers: list[bytes] = []
    return [[_pack_step(step, buffers) for step in steps] for steps in programs], buffers


@dataclass(frozen=True)
class Request:
    """Cases packed once for all whom they are sent to: the parts of a frame that are always the same.

    Attributes:
        cases, sizes: text of the header.
        body: the bytes of all arrays.
        count: how many cases it holds.
    """

    cases: bytes
    sizes: bytes
    body: bytes
    count: int

    @classmethod
    def of(cls, programs: Sequence[tuple[Step, ...]]) -> Request:
        """Pack cases; raises as `pack_cases`."""
        trees, buffers = pack_cases(programs)
        return cls(text_of(trees), text_of([len(raw) for raw in buffers]), b"".join(buffers), len(programs))

    def frame(self, number: str, names: str, together: bool = True) -> bytes:
        """The frame that asks for all answers.

        Args:
            number: which the answers repeat.
            names: the state of the names.
            together: the answers come as one frame, else each as soon as it is there.
        """
        said = text_of({"number": number, "names": names, "together": together})
        header = b'{"t":%s,"cases":%s},"s":%s}' % (said[:-1], self.cases, self.sizes)
        return b"".join([PREFIX.pack(MAGIC, len(header), len(self.body)), header, self.body])


def _pack_step(step: Step, buffers: list[bytes]) -> list[Any]:
    return [step.kind, *step.pack(lambda arg: _pack_arg(arg, buffers))]


def _pack_arg(arg: Any, buffers: list[bytes]) -> Any:
    if isinstance(arg, Argument):
        return {f"@{arg.kind}": arg.pack(lambda inner: _pack_arg(inner, buffers))}
    if isinstance(arg, (list, tuple)):
        name = "@list" if isinstance(arg, list) else "@tuple"
        return {name: [_pack_arg(item, buffers) for item in arg]}
    tree = values.encode_into(arg, buffers)
    if isinstance(tree, dict) and "opaque" in tree:
        raise TypeError(f"a case cannot carry {type(arg).__name__}: {tree['opaque']}")
    return tree


def unpack_steps(tree: Any, buffers: list[bytes]) -> tuple[Step, ...]:
    """The case that `pack_steps` packed; it checks nothing, because cases come from the judge or the unit's file."""
    left = list(buffers)
    return tuple(_unpack_step(item, left) for item in tree)


def _unpack_step(item: list[Any], buffers: list[bytes]) -> Step:
    kind, *body = item
    return STEPS[kind].unpack(body, lambda tree: _unpack_arg(tree, buffers))


def _unpack_arg(tree: Any, buffers: list[bytes]) -> Any:
    if not isinstance(tree, dict) or not (key := next(iter(tree))).startswith("@"):
        return values.decode_from(tree, buffers)
    kind, body = key[1:], tree[key]
    if kind in ARGUMENTS:
        return ARGUMENTS[kind].unpack(body, lambda inner: _unpack_arg(inner, buffers))
    items = [_unpack_arg(item, buffers) for item in body]
    return items if kind == "list" else tuple(items)


# --- outcomes ------------------------------------------------------------------------


def pack_outcomes(outcomes: list[Outcome], steps: tuple[Step, ...] = ()) -> tuple[Any, list[bytes]]:
    """Outcomes as a tree and buffers; an array of ``steps`` that the call left unchanged is packed as `SAME`."""
    buffers: list[bytes] = []
    return [_pack_outcome(outcome, _given(steps, at), buffers) for at, outcome in enumerate(outcomes)], buffers


def _given(steps: tuple[Step, ...], at: int) -> list[Any]:
    """The arrays among a step's arguments, in the order of `Outcome.args`; None for any other argument."""
    given = map(plain, steps[at].given if at < len(steps) else ())
    return [arg if isinstance(arg, _ndarray) else None for arg in given]


def _pack_outcome(outcome: Outcome, given: list[Any], buffers: list[bytes]) -> dict[str, Any]:
    tree: dict[str, Any] = {"value": values.encode_into(outcome.value, buffers)}
    if isinstance(outcome.value, values.Opaque):
        tree["value"] = {"opaque": outcome.value.kind}
    if outcome.error is not None:
        tree.update(error=outcome.error, text=outcome.text)
    if outcome.warned:
        tree["warned"] = list(outcome.warned)
    if outcome.args is not None:
        tree["args"] = [
            _pack_after(arg, given[at] if at < len(given) else None, buffers) for at, arg in enumerate(outcome.args)
        ]
    for flag in ("aliased", "changed", "rng_used"):
        if getattr(outcome, flag):
            tree[flag] = True
    return tree


def _pack_after(arg: Any, before: Any, buffers: list[bytes]) -> Any:
    if before is not None and values.same_array(arg, before):
        return SAME
    return {"opaque": arg.kind} if isinstance(arg, values.Opaque) else values.encode_into(arg, buffers)


def unpack_outcomes(tree: Any, buffers: list[bytes], steps: tuple[Step, ...] = ()) -> list[Outcome]:
    """The outcomes that came from the sandbox for the judge's ``steps``.

    Raises:
        ProtocolError: anything that is not a list of outcomes.
    """
    if not isinstance(tree, list) or len(tree) > MAX_STEPS:
        raise ProtocolError("not a list of outcomes")
    left = list(buffers)
    return [_unpack_outcome(item, _given(steps, at), left) for at, item in enumerate(tree)]


def _unpack_after(tree: Any, before: Any, buffers: list[bytes]) -> Any:
    if tree != SAME:
        return values.decode_from(tree, buffers)
    if before is None:
        raise ProtocolError("an argument that is as it was, where no array was")
    return values.view(before)


def _unpack_outcome(item: Any, given: list[Any], buffers: list[bytes]) -> Outcome:
    if not isinstance(item, dict):
        raise ProtocolError("an outcome is an object")
    error, text, warned, args = item.get("error"), item.get("text", ""), item.get("warned", []), item.get("args")
    if error is not None and (not isinstance(error, str) or error not in ERROR_KINDS):
        raise ProtocolError("an unknown kind of error")
    if not isinstance(text, str) or not isinstance(warned, list) or not isinstance(args, (list, type(None))):
        raise ProtocolError("a malformed outcome")
    if args is not None and len(args) > 100:
        raise ProtocolError("an outcome with too many arguments")
    return Outcome(
        value=values.decode_from(item.get("value"), buffers),
        error=error,
        text=text[: values.MAX_TEXT],
        warned=tuple(word for word in ("divide", "invalid", "overflow") if word in warned[:3]),
        args=None
        if args is None
        else tuple(_unpack_after(arg, given[at] if at < len(given) else None, buffers) for at, arg in enumerate(args)),
        aliased=item.get("aliased") is True,
        changed=item.get("changed") is True,
        rng_used=item.get("rng_used") is True,
    )
