"""Numbers in a unit's texts that a function computes, so that none can go stale.

An author writes ``[747억](=dense_weights)`` in prose, quiz, hint or diagnosis, and a function ``dense_weights`` in the
unit's ``facts.py``.  The mark is removed when the file is read: students see the number alone.  `release.audit.facts`
computes every marked number and compares it to the precision in which it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import fmean, median, stdev

#: A marked number or statement: its text, and the name of a fact with the attributes or keys to take of it.
MARK = re.compile(r"\[([^\[\]\n]+)\]\(=(\w+(?:\.\w+)*)\)")
#: Fewer runs say nothing about training in general.
FEWEST_RUNS = 10


@dataclass(frozen=True)
class Claim:
    """A marked text: where it stands, what it says, and which fact it claims."""

    file: str
    line: int
    text: str
    fact: str


def unmarked(text: str) -> str:
    """The text as it is read: without the marks, with as many lines as before."""
    return MARK.sub(r"\1", text)


def claims(file: str, text: str) -> Iterator[Claim]:
    """The marked numbers and statements of a file's text."""
    for found in MARK.finditer(text):
        yield Claim(file, text.count("\n", 0, found.start()) + 1, found[1], found[2])


@dataclass(frozen=True)
class Spread:
    """What a quantity was in several runs that differ in their seed only."""

    values: tuple[float, ...]

    @property
    def count(self) -> int:
        """The number of runs."""
        return len(self.values)

    @property
    def mean(self) -> float:
        """The arithmetic mean."""
        return fmean(self.values)

    @property
    def median(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def std(self) -> float:
        """The sample standard deviation (n - 1 in the denominator)."""
        return stdev(self.values)

    @property
    def low(self) -> float:
        """The smallest value."""
        return min(self.values)

    @property
    def high(self) -> float:
        """The largest value."""
        return max(self.values)


def over_seeds(run: Callable[[int], float], count: int = FEWEST_RUNS) -> Spread:
    """The spread of a quantity over the seeds 0, 1, …, count - 1.

    Args:
        run: computes the quantity from a seed.
        count: the number of seeds.

    Raises:
        ValueError: fewer than `FEWEST_RUNS` seeds, from which nothing should be claimed.
    """
    if count < FEWEST_RUNS:
        raise ValueError(f"count={count}; a claim about training needs at least {FEWEST_RUNS} seeds")
    return Spread(tuple(float(run(seed)) for seed in range(count)))
