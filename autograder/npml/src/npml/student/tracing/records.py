"""What was recorded of one run: calls, their statements, and loops of which most iterations are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .shapes import Broadcast
from .snapshots import Snapshot

#: Kinds of marks: (kind, data for the sentence).
NAN, INF, WARNED, MUTATED, RETURNED_CHANGED, ALIASED, RNG, STRETCHED, CROSSED, SHAPE = (
    "nan", "inf", "warned", "mutated", "returned", "aliased", "rng", "stretched", "crossed", "shape",
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """Something to look at on a line.

    Attributes:
        kind: one of the constants above.
        data: what the sentence names, by field.
    """

    kind: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Executed:
    """One statement that ran once.

    Attributes:
        line: its first line in the cell.
        text: its source.
        reads: the names that it used, with what they were before it ran.
        made: the names that it bound or changed, with what they are now.
        truth: whether the condition of an ``if`` or ``while`` held, None if there is none or it is not known.
        returned: what it gave back, None if it does not return.
        yielded: whether `returned` came from a ``yield``.
        printed: what was printed meanwhile.
        error: the class and the text of the exception that it raised, or None.
        broadcasts: where arrays of different shapes met.
        calls: the student's own functions that it called.
        left_out: how many more calls there were.
    """

    line: int
    text: str
    reads: list[tuple[str, Snapshot]] = field(default_factory=list)
    made: list[tuple[str, Snapshot]] = field(default_factory=list)
    truth: bool | None = None
    returned: Snapshot | None = None
    yielded: bool = False
    printed: str = ""
    error: tuple[str, str] | None = None
    broadcasts: tuple[Broadcast, ...] = ()
    marks: list[Mark] = field(default_factory=list)
    calls: list[CallRecord] = field(default_factory=list)
    left_out: int = 0

    @property
    def is_marked(self) -> bool:
        """Whether this statement or one in a function that it called has a mark or raised an exception."""
        return bool(self.marks or self.error) or any(item.is_marked for call in self.calls for item in call.items)


@dataclass(eq=False)
class Iteration:
    """One pass through a loop's body, with the loop's head before it."""

    number: int
    items: list[Executed | LoopRecord] = field(default_factory=list)

    @property
    def is_marked(self) -> bool:
        return any(item.is_marked for item in self.items)


@dataclass(eq=False)
class LoopRecord:
    """A loop: its first iterations, those with a mark, and the last.

    Attributes:
        text: the source of its head.
        count: how many iterations there were in all, or until the recording ended.
        closed: whether the loop ended before the recording did.
        kept: those that are recorded, in order.
        exit: the last evaluation of the condition, of a ``while``.
    """

    line: int
    text: str
    count: int = 0
    closed: bool = False
    kept: list[Iteration] = field(default_factory=list)
    exit: Executed | None = None

    @property
    def is_marked(self) -> bool:
        return any(item.is_marked for item in self.kept) or (self.exit is not None and self.exit.is_marked)


Item = Executed | LoopRecord


@dataclass(eq=False)
class CallRecord:
    """One call of a function of the student's.

    Attributes:
        name: the function's name.
        args: the parameters with what was given.
        items: the statements that ran.
        code: the lines of the function's source, the first of which has the number ``first``; () when it is not known.
        result: what it returned; None if it raised, or ran out of the recording.
        resumed: a generator goes on; it is no new call.
    """

    name: str
    line: int
    args: list[tuple[str, Snapshot]] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    result: Snapshot | None = None
    first: int = 0
    code: tuple[str, ...] = ()
    resumed: bool = False

    @property
    def is_marked(self) -> bool:
        return any(item.is_marked for item in self.items)


@dataclass(eq=False)
class Section:
    """One step of the traced case, such as one call: its code, what ran, and the exception with which it ended."""

    source: str
    calls: list[CallRecord] = field(default_factory=list)
    left_out: int = 0
    error: tuple[str, str] | None = None

    @property
    def is_marked(self) -> bool:
        return any(call.is_marked for call in self.calls)


def statements(sections: list[Section]) -> Iterator[tuple[Executed, int, CallRecord]]:
    """All recorded statements in the order in which they began, with the depth of calls and the call of each."""
    for section in sections:
        for call in section.calls:
            yield from _of(call.items, call, 0)


def _of(items: list[Item], call: CallRecord, depth: int) -> Iterator[tuple[Executed, int, CallRecord]]:
    for item in items:
        if isinstance(item, Executed):
            yield item, depth, call
            for inner in item.calls:
                yield from _of(inner.items, inner, depth + 1)
        else:
            for iteration in item.kept:
                yield from _of(iteration.items, call, depth)
            if item.exit is not None:
                yield item.exit, depth, call
