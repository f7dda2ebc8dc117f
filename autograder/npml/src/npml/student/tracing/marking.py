"""Decides which lines have something to see: the first NaN or infinity, a changed argument, a surprising broadcast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ...core.rng import rng_token
from .documented import Promise
from .records import ALIASED, CROSSED, INF, MUTATED, NAN, RETURNED_CHANGED, RNG, SHAPE, STRETCHED, WARNED, Executed, Mark
from .shapes import Broadcast, sizes
from .snapshots import arrays_in, is_a, signature
from .source import Statement

_WORDS = ("overflow", "invalid", "divide")


class Marker:
    """Looks at each statement when it has ended.  Of each kind only the first is marked.

    Args:
        warned: the list in which `warnings.catch_warnings` collects.
        aliasing: a result that shares memory with an argument is wrong here; some functions may give an argument back.
    """

    def __init__(self, warned: list[Any], aliasing: bool) -> None:
        self._warned, self._aliasing = warned, aliasing
        self._heard = 0
        self._said: set[Any] = set()
        self._watched: list[tuple[str, Any, Any]] = []
        self._kept: list[tuple[Any, Any]] = []
        self._rng = rng_token()

    def watch(self, arguments: Mapping[str, Any]) -> None:
        """An outermost call begins: these must not change."""
        self._watched = [
            (name, value, signature(value))
            for name, argument in arguments.items()
            for value in ([argument] if type(argument) in (list, dict) else []) + list(arrays_in(argument))
            if name != "self"
        ]
        self._rng = rng_token()
        self._heard = len(self._warned)

    def keep(self, result: Any) -> None:
        """What a step has returned must not change either."""
        self._watched = []
        self._kept += [(array, signature(array)) for array in arrays_in(result)]

    def look(
        self,
        executed: Executed,
        statement: Statement,
        met: list[Broadcast],
        promise: Promise | None,
        elsewhere: Callable[[], bool] = lambda: False,
    ) -> None:
        """Add the marks of a statement that has ended.

        Args:
            met: where shapes met in it.
            promise: what the function's docstring says of this call.
            elsewhere: whether a NaN or an infinity may have come from an object that is not among the values it read.
        """
        marks = executed.marks
        warned = self._new_warnings()
        made = [shown for _, shown in executed.made] + ([executed.returned] if executed.returned is not None else [])
        reads = [shown for _, shown in executed.reads]
        meant = statement.mentions_nonfinite
        for kind, has in ((NAN, [item.nan for item in made]), (INF, [item.inf for item in made])):
            came = any(item.nan or item.partly or (kind == INF and item.inf) for item in reads) or any(
                (call.result is not None and (call.result.nan or call.result.inf)) for call in executed.calls
            )
            if any(has) and not came and not meant and kind not in self._said and not elsewhere():
                self._said.add(kind)
                marks.append(Mark(kind, {"warned": tuple(warned)}))
                warned = []
        for word in warned:
            if self._first((WARNED, word)):
                marks.append(Mark(WARNED, {"warned": (word,)}))
        self._changes(executed)
        for item in met:
            if item.result is None or promise is None:
                continue
            if (letters := item.crossed) and self._first((CROSSED, executed.line)):
                size = next(one.size for one in item.shapes[0] if one.letter == letters[0])
                marks.append(Mark(CROSSED, {"one": letters[0], "other": letters[1], "size": size}))
            elif (letter := item.doubled) and letter not in promise.doubled and self._first((STRETCHED, executed.line)):
                marks.append(Mark(STRETCHED, {"letter": letter, "shape": str(sizes(item.result))}))

    def returned(self, executed: Executed, value: Any, promise: Promise) -> None:
        """Mark a result whose shape is not the docstring's."""
        if not is_a(value, np.ndarray, np.generic):
            return
        wanted = promise.broken_by(np.shape(value))
        if wanted and self._first((SHAPE, executed.line)):
            several = len({size for _, size in promise.result}) > 1
            data = {"wanted": wanted, "sizes": "" if several else str(promise.sizes_of()), "found": str(np.shape(value))}
            executed.marks.append(Mark(SHAPE, data))

    def shares(self, executed: Executed, value: Any) -> None:
        """Mark the result of an outermost call that shares memory with an argument or an earlier result."""
        if not self._aliasing:
            return
        others = [(name, given) for name, given, _ in self._watched] + [("", array) for array, _ in self._kept]
        for name, other in others:
            shared = is_a(other, np.ndarray) and any(np.may_share_memory(other, array) for array in arrays_in(value))
            if shared and self._first(ALIASED):
                executed.marks.append(Mark(ALIASED, {"name": name}))

    def _changes(self, executed: Executed) -> None:
        for at, (name, value, was) in enumerate(self._watched):
            now = signature(value)
            if now != was:
                self._watched[at] = (name, value, now)
                if self._first((MUTATED, name)):
                    executed.marks.append(Mark(MUTATED, {"name": name}))
        for at, (array, was) in enumerate(self._kept):
            now = signature(array)
            if now != was:
                self._kept[at] = (array, now)
                if not any(array is value for _, value, _ in self._watched) and self._first(RETURNED_CHANGED):
                    executed.marks.append(Mark(RETURNED_CHANGED))
        token = rng_token()
        if token != self._rng:
            self._rng = token
            if self._first(RNG):
                executed.marks.append(Mark(RNG))

    def _new_warnings(self) -> list[str]:
        new, self._heard = self._warned[self._heard :], len(self._warned)
        texts = [str(item.message) for item in new if issubclass(item.category, RuntimeWarning)]
        found = [word for word in _WORDS if any(word in text for text in texts)]
        if any("Mean of empty slice" in text or "Degrees of freedom" in text for text in texts) and "invalid" not in found:
            found.append("invalid")
        return found

    def _first(self, key: Any) -> bool:
        if key in self._said:
            return False
        self._said.add(key)
        return True
