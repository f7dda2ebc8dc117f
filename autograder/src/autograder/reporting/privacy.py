"""What may be shown to a class so that nobody can be found in it: no group of fewer than five.

To leave out a small number is not enough: who knows the total and the other numbers finds it by subtraction.  So a table
is shown only as the parts of a whole whose size everybody may know, and parts that are too small are put together until
each has five.  A sum of parts, and so every difference of numbers that are shown, then is a group of at least five, too.

The whole is everybody who handed in and was judged (`Base`).  That number may be shown only if those who are not in it,
whom one finds by counting the class, are none or at least five; else they are put into the table's last part.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

#: No group that is shown has fewer students.
FEWEST = 5
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Base:
    """The whole of which tables show the parts.

    Attributes:
        judged: how many are in the tables.
        others: how many of the class are not.
    """

    judged: int
    others: int

    @property
    def hidden(self) -> int:
        """How many others must be put into each table, so that their number cannot be found."""
        return self.others if 0 < self.others < FEWEST else 0

    @property
    def shown(self) -> int:
        """The size of the whole that may be shown."""
        return self.judged + self.hidden

    @property
    def enough(self) -> bool:
        """Whether anything may be shown at all."""
        return self.judged >= FEWEST


@dataclass(frozen=True)
class Table(Generic[K]):
    """Parts of a whole, none of them too small.

    Attributes:
        parts: what is told apart, the largest first, those of equal size in the order in which they were given.
        rest: how many are in none of them; none, or enough.
    """

    parts: tuple[tuple[K, int], ...]
    rest: int

    @property
    def whole(self) -> int:
        """How many there are in all."""
        return sum(count for _, count in self.parts) + self.rest


def table(parts: Sequence[tuple[K, int]], rest: int) -> Table[K] | None:
    """The parts of a whole that may be shown; None if none can be told from the rest.

    Args:
        parts: groups that share no student, and how many are in each.
        rest: how many are in no group.
    """
    shown = sorted(((key, count) for key, count in parts if count >= FEWEST), key=lambda part: -part[1])
    rest += sum(count for _, count in parts if count < FEWEST)
    while 0 < rest < FEWEST and shown:
        rest += shown.pop()[1]
    return Table(tuple(shown), rest) if shown else None


@dataclass(frozen=True)
class Bin:
    """Neighbouring bars that became one: from bar ``first`` to before bar ``end``."""

    first: int
    end: int
    count: int


def bins(counts: Sequence[int], below: int = 0) -> tuple[Bin, ...] | None:
    """A histogram whose bars are empty or large enough; None if all would be one bar, which says what the group is.

    Args:
        counts: of neighbouring bars, from low to high.
        below: how many students without a score are put to the lowest.
    """
    found: list[Bin] = []
    first, waiting = 0, below
    for at, count in enumerate(counts):
        waiting += count
        if waiting == 0 or waiting >= FEWEST:
            found.append(Bin(first, at + 1, waiting))
            first, waiting = at + 1, 0
    if waiting:  # too few at the top: they join the next that has any
        while found:
            last = found.pop()
            first, waiting = last.first, waiting + last.count
            if last.count:
                break
        found.append(Bin(first, len(counts), waiting))
    return tuple(found) if sum(item.count > 0 for item in found) > 1 else None
