"""Puts the statements of a call in order and folds its loops: the first iteration, the last, and those with a mark."""

from __future__ import annotations

import ast

from .records import Executed, Item, Iteration, LoopRecord
from .source import Loop, Statement


class Folder:
    """Adds the statements of one call, one after another.

    Args:
        items: the list to which the outermost ones are added.
    """

    def __init__(self, items: list[Item]) -> None:
        self._items = items
        self._open: list[tuple[Loop, LoopRecord]] = []
        self._last = 0  # the line of the statement before

    def add(self, made: Executed, statement: Statement) -> int:
        """Put a statement in its place; return by how many the number of kept statements changed."""
        loops = statement.loops
        change = 1
        same = 0
        while same < min(len(loops), len(self._open)) and self._open[same][0] is loops[same]:
            same += 1
        change -= self._leave(same)
        head = bool(loops) and statement.node is loops[-1]
        for loop in loops[same:]:
            record = LoopRecord(loop.lineno, statement.text if loop is statement.node else "")
            self._place(record)
            self._open.append((loop, record))
            change -= self._next(record)
        if (head and same == len(loops)) or (same == len(loops) and loops and self._again(loops[-1], statement)):
            change -= self._next(self._open[-1][1])
        self._last = statement.first
        self._place(made)
        return change

    def close(self) -> int:
        """The call has ended; return by how many the number of kept statements changed."""
        return -self._leave(0)

    def _again(self, loop: Loop, statement: Statement) -> bool:
        """Whether a loop whose head is never evaluated, ``while True``, begins anew."""
        if not (isinstance(loop, ast.While) and isinstance(loop.test, ast.Constant)):
            return False
        begun = self._open[-1][1].kept[-1].items
        return statement.first <= self._last and bool(begun) and not (len(begun) == 1 and self._last == loop.lineno)

    def _place(self, item: Item) -> None:
        (self._open[-1][1].kept[-1].items if self._open else self._items).append(item)

    def _next(self, record: LoopRecord) -> int:
        """Begin an iteration; drop an earlier one unless it is the first or has a mark; return how many statements went."""
        dropped = 0
        if len(record.kept) > 2 and not record.kept[-2].is_marked:
            # The newest may turn out to be no more than the head's last evaluation, so one more is kept until now.
            dropped = _count(record.kept.pop(-2).items)
        record.count += 1
        record.kept.append(Iteration(record.count))
        return dropped

    def _leave(self, depth: int) -> int:
        """Close the open loops below a depth; returns how many statements were dropped."""
        dropped = 0
        while len(self._open) > depth:
            loop, record = self._open.pop()
            record.closed = True
            last = record.kept[-1]
            only = last.items[0] if len(last.items) == 1 else None
            if isinstance(only, Executed) and only.text == record.text and only.error is None:
                # The head's evaluation that ended the loop.
                record.exit = only if isinstance(loop, ast.While) else None
                dropped += record.exit is None
                record.kept.pop()
                record.count -= 1
            if len(record.kept) > 2 and not record.kept[-2].is_marked:
                dropped += _count(record.kept.pop(-2).items)
        return dropped


def _count(items: list[Item]) -> int:
    total = 0
    for item in items:
        if isinstance(item, Executed):
            total += 1 + sum(_count(call.items) for call in item.calls)
        else:
            total += sum(_count(iteration.items) for iteration in item.kept) + (item.exit is not None)
    return total
