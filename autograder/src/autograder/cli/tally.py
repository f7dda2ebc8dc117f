"""What `grade` says at its end, gathered as results come: never the results of a whole class at once."""

from __future__ import annotations

import bisect
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any

from ..authoring.unit import Unit
from ..grading.results import Graded
from ..grading.verdict_json import to_public
from .show import MAX_ROWS


def order(graded: Graded) -> tuple[str, str, str]:
    """Results are shown by unit, then student."""
    return (graded.unit, graded.student, graded.path)


class First:
    """The first few of many results in that order, and how many there were."""

    def __init__(self) -> None:
        self.rows: list[Graded] = []
        self.count = 0

    def add(self, graded: Graded) -> None:
        """Take one more."""
        self.count += 1
        bisect.insort(self.rows, graded, key=order)
        del self.rows[MAX_ROWS:]


class Tally:
    """A context manager.

    Attributes:
        counts: of submissions by status.
        skipped: how many were recorded already.
        notes, noted: student, unit and what is odd about a graded submission, the first ones; and how many there are.
        all, bad: the first rows of all, and of those that need a look.
    """

    def __init__(self, units: Mapping[str, Unit], *, keep_objects: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.skipped = 0
        self.all, self.bad = First(), First()
        self.notes: list[tuple[str, str, str]] = []
        self.noted = 0
        self._units = units
        self._scores: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0])
        # A database without a name lies on the disk and ends with its connection.
        self._objects = sqlite3.connect("") if keep_objects else None
        if self._objects is not None:
            self._objects.execute("CREATE TABLE objects (unit BLOB, student BLOB, path BLOB, json BLOB)")

    def __enter__(self) -> Tally:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._objects is not None:
            self._objects.close()

    def add(self, graded: Graded) -> None:
        """Take one result."""
        graded = replace(graded, notebook=None)
        self.counts[graded.status] += 1
        self.all.add(graded)
        if graded.status != "graded":
            self.bad.add(graded)
        if graded.verdict is not None:
            sums = self._scores[graded.unit]
            sums[0] += 1
            sums[1] += graded.verdict.score
        if self._objects is not None:
            data = json.dumps(to_public(graded, self._units.get(graded.unit)), ensure_ascii=False, allow_nan=False)
            # Bytes: a path may hold what is no Unicode; they sort as the text does.
            row = [text.encode("utf-8", "surrogatepass") for text in (*order(graded), data)]
            self._objects.execute("INSERT INTO objects VALUES (?, ?, ?, ?)", row)

    def note(self, student: str, unit: str, text: str) -> None:
        """Something odd about a submission that is graded all the same."""
        self.noted += 1
        bisect.insort(self.notes, (student, unit, text))
        del self.notes[MAX_ROWS:]

    def means(self) -> Iterator[tuple[str, int, float]]:
        """Unit, how many were judged (two at least), their mean."""
        for unit in self._units:
            count, total = self._scores.get(unit, (0, 0.0))
            if count > 1:
                yield unit, int(count), total / count

    def objects(self) -> Iterator[dict[str, Any]]:
        """The results for ``--json``, in order."""
        if self._objects is None:
            return
        for (data,) in self._objects.execute("SELECT json FROM objects ORDER BY unit, student, path"):
            found: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
            yield found
