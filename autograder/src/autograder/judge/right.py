"""Recognises right answers by their bytes: most are right, and taking them apart costs more than computing them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from npml.core.program import Outcome
from npml.core.wire import pack_outcomes, text_of, unpack_outcomes

from ..authoring.vocabulary import Case
from .cases import find_problem


class Right:
    """What a right answer to one case looks like: the text of the reference's own outcomes, and numbers near its own.

    Everything but the float64 numbers of results must be the same to the last bit: types, shapes, warnings, what
    became of the arguments.  So what this accepts `find_problem` finds right; the opposite need not hold.

    Args:
        text: a right answer's header behind the number of the case.
        body: the bytes of the reference's own answer.
        spans: where in them float64 numbers of results lie, from and to; all else must be the same.
        rtol, atol: of the numbers.
    """

    def __init__(self, text: bytes, body: bytes, spans: Sequence[Sequence[int]], rtol: float, atol: float) -> None:
        self.parts = text, body, spans, rtol, atol
        self._text, self._body, self._close = text, body, []
        self._exact, end = list[tuple[int, int]](), 0
        for start, stop in [*spans, (len(body), len(body))]:
            if start > end:
                self._exact.append((end, start))
            if stop > start:
                right = np.frombuffer(body, "<f8", (stop - start) // 8, start)
                self._close.append((start, right, atol + rtol * np.abs(right)))
            end = stop

    def accepts(self, text: bytes, body: bytes) -> bool:
        """Whether an answer is right for certain.

        Args:
            text: its header behind the number of the case.
            body: its bytes.
        """
        if text != self._text or len(body) != len(self._body):
            return False
        if any(body[start:end] != self._body[start:end] for start, end in self._exact):
            return False
        for start, right, room in self._close:
            got = np.frombuffer(body, "<f8", right.size, start)
            if not (np.abs(got - right) <= room).all():  # false for NaN
                return False
        return True


def right_of(case: Case, want: Sequence[Outcome]) -> Right | None:
    """How right answers to a case look; None if their bytes cannot tell, or the reference is not right itself.

    Where a property decides, and where numbers are not finite, they must be the reference's own to the last bit.
    """
    if case.alone or find_problem(case, list(want), want):
        return None
    tree, buffers = pack_outcomes(list(want), case.steps)
    numbers = set(_float_buffers([item["value"] for item in tree]))
    if case.verify is not None or not all(_finite(outcome.value) for outcome in want):
        numbers.clear()
        if find_problem(case, unpack_outcomes(json.loads(text_of(tree)), buffers, case.steps), want):
            return None
    spans: list[list[int]] = []
    start = 0
    for at, raw in enumerate(buffers):
        if at in numbers and spans and spans[-1][1] == start:
            spans[-1][1] += len(raw)
        elif at in numbers:
            spans.append([start, start + len(raw)])
        start += len(raw)
    text = b',"outcomes":%s},"s":%s}' % (text_of(tree), text_of([len(raw) for raw in buffers]))
    return Right(text, b"".join(buffers), spans, case.rtol, case.atol)


def _finite(value: Any) -> bool:
    if isinstance(value, (tuple, list)):
        return all(map(_finite, value))
    if isinstance(value, dict):
        return all(map(_finite, value.values()))
    if isinstance(value, (float, np.ndarray, np.generic)) and np.asarray(value).dtype.kind in "fc":
        return bool(np.isfinite(value).all())
    return True


def _float_buffers(tree: Any) -> Iterator[int]:
    """The buffers of float64 arrays and scalars in a packed value."""
    if isinstance(tree, list):
        for item in tree:
            yield from _float_buffers(item)
    elif isinstance(tree, dict):
        if tree.get("nd") == "f8":
            yield tree["buf"]
        else:
            yield from _float_buffers([body for key, body in tree.items() if key in ("tuple", "list", "dict")])
