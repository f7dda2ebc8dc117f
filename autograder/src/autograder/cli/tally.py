"""Collects, as results arrive, what ``grade`` prints at its end, without keeping a whole class in memory."""

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
    """The sort key by which results are shown: unit, student, path."""
    return (graded.unit, graded.student, graded.path)


class First:
    """Keeps the first `show.MAX_ROWS` of many results in that order, and counts all."""

    def __init__(self) -> None:
        self.rows: list[Graded] = []
        self.count = 0

    def add(self, graded: Graded) -> None:
        """Add one more result."""
        self.count += 1
        bisect.insort(self.rows, graded, key=order)
        del self.rows[MAX_ROWS:]


class Tally:
    """Summarises the results of a grading run; a context manager.

    Attributes:
        counts: the number of submissions by status.
        settled: how many late penalties or extensions were brought up to date.
        skipped: how many were not graded again, because they were recorded already.
        notes: (student, unit, note) on what is odd about graded submissions, the first ones only.
        noted: how many notes there are.
        all: the first results, and the number of all.
        bad: the first results that need a look, and the number of these.
    """

    def __init__(self, units: Mapping[str, Unit], *, keep_objects: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.skipped = 0
        self.settled = 0
        self.all, self.bad = First(), First()
        self.notes: list[tuple[str, str, str]] = []
        self.noted = 0
        self._units = units
        self._scores: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0])
        # SQLite keeps a database without a name in a temporary file, and deletes it with the connection.
        self._objects = sqlite3.connect("") if keep_objects else None
        if self._objects is not None:
            self._objects.execute("CREATE TABLE objects (unit BLOB, student BLOB, path BLOB, json BLOB)")

    def __enter__(self) -> Tally:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._objects is not None:
            self._objects.close()

    def add(self, graded: Graded) -> None:
        """Add one result."""
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
            # Stored as bytes, because a path may contain lone surrogates.  Bytes are sorted as the text would be.
            row = [text.encode("utf-8", "surrogatepass") for text in (*order(graded), data)]
            self._objects.execute("INSERT INTO objects VALUES (?, ?, ?, ?)", row)

    def note(self, student: str, unit: str, text: str) -> None:
        """Add a note on something odd about a submission that is graded nevertheless."""
        self.noted += 1
        bisect.insort(self.notes, (student, unit, text))
        del self.notes[MAX_ROWS:]

    def means(self) -> Iterator[tuple[str, int, float]]:
        """(unit, number of verdicts, mean score) of each unit with at least two verdicts."""
        for unit in self._units:
            count, total = self._scores.get(unit, (0, 0.0))
            if count > 1:
                yield unit, int(count), total / count

    def objects(self) -> Iterator[dict[str, Any]]:
        """The results for ``--json``, in order; nothing unless ``keep_objects`` was set."""
        if self._objects is None:
            return
        for (data,) in self._objects.execute("SELECT json FROM objects ORDER BY unit, student, path"):
            found: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
            yield found
