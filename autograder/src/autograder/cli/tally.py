"""Collects, as results arrive, what ``grade`` prints at its end, without keeping a whole class in memory."""

from __future__ import annotations

import bisect
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..authoring.unit import Unit
from ..grading.results import Graded
from ..grading.verdict_json import to_public
from .jsonout import change_public, points_public
from .show import MAX_ROWS

if TYPE_CHECKING:
    from ..gradebook.history import Change
    from ..gradebook.points import Points


def order(item: Graded | Change | Points) -> tuple[str, str, str]:
    """The sort key by which results are shown: unit, student, path."""
    return (item.unit, item.student, getattr(item, "path", ""))


Item = TypeVar("Item", "Graded", "Change", "Points")


class First(Generic[Item]):
    """Keeps the first `show.MAX_ROWS` of many results in that order, and counts all."""

    def __init__(self) -> None:
        self.rows: list[Item] = []
        self.count = 0

    def add(self, item: Item) -> None:
        """Add one more result."""
        self.count += 1
        bisect.insort(self.rows, item, key=order)
        del self.rows[MAX_ROWS:]


class Tally:
    """Summarises the results of a grading run; a context manager.

    Attributes:
        counts: the number of submissions by status.
        settled: how many late penalties or extensions were brought up to date.
        skipped: how many were not graded again, because they were recorded already.
        versions: how many versions were graded to find the best ones.
        notes: (student, unit, note) on what is odd about graded submissions, the first ones only.
        noted: how many notes there are.
        all: the first results, and the number of all.
        bad: the first results that need a look, and the number of these.
        changes: the first submissions that have another score or status than before, and the number of all.
        looks: the first graded submissions at which a person must look all the same, and the number of all.
        marks: the points, as the gradebook has them, of what is shown, by (student, unit).
    """

    def __init__(self, units: Mapping[str, Unit], *, keep_objects: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.skipped = 0
        self.settled = 0
        self.versions = 0
        self.all: First[Graded] = First()
        self.bad: First[Graded] = First()
        self.changes: First[Change] = First()
        self.looks: First[Points] = First()
        self.marks: dict[tuple[str, str], Points] = {}
        self.notes: list[tuple[str, str, str]] = []
        self.noted = 0
        self._units = units
        self._scores: defaultdict[str, list[float]] = defaultdict(lambda: [0, 0.0])
        # SQLite keeps a database without a name in a temporary file, and deletes it with the connection.
        self._objects = sqlite3.connect("") if keep_objects else None
        if self._objects is not None:
            self._objects.execute("CREATE TABLE objects (unit BLOB, student BLOB, path BLOB, json BLOB)")
            for table in ("marks", "changes"):
                self._objects.execute(
                    f"CREATE TABLE {table} (unit BLOB, student BLOB, json BLOB, PRIMARY KEY (unit, student))"
                )

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
        if self._objects is not None:
            data = json.dumps(to_public(graded, self._units.get(graded.unit)), ensure_ascii=False, allow_nan=False)
            self._put("objects", (*order(graded), data))

    def _put(self, table: str, texts: tuple[str, ...]) -> None:
        """Keep a row; as bytes, because a path may contain lone surrogates, and bytes are sorted as the text would be."""
        if self._objects is not None:
            row = [text.encode("utf-8", "surrogatepass") for text in texts]
            self._objects.execute(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(row))})", row)

    def changed(self, change: Change) -> None:
        """Add a submission that has another score or status than before."""
        self.changes.add(change)
        self._put("changes", (change.unit, change.student, json.dumps(change_public(change))))

    def settle(self, found: Iterable[Points]) -> None:
        """Take the points of the run's submissions from the gradebook, when all is recorded and penalties are settled."""
        shown = {(item.student, item.unit) for item in self.all.rows}
        shown |= {(item.student, item.unit) for item in self.changes.rows}
        for own in found:
            if own.decided:
                sums = self._scores[own.unit]
                sums[0] += 1
                sums[1] += own.final
            if own.waits and own.status == "graded":
                self.looks.add(own)
            if (own.student, own.unit) in shown:
                self.marks[own.student, own.unit] = own
            self._put("marks", (own.unit, own.student, json.dumps(points_public(own))))

    def note(self, student: str, unit: str, text: str) -> None:
        """Add a note on something odd about a submission that is graded nevertheless."""
        self.noted += 1
        bisect.insort(self.notes, (student, unit, text))
        del self.notes[MAX_ROWS:]

    def means(self) -> Iterator[tuple[str, int, float]]:
        """(unit, how many have points, their mean final score) of each unit with at least two of them."""
        for unit in self._units:
            count, total = self._scores.get(unit, (0, 0.0))
            if count > 1:
                yield unit, int(count), total / count

    def objects(self) -> Iterator[dict[str, Any]]:
        """The results for ``--json``, in order; nothing unless ``keep_objects`` was set."""
        if self._objects is None:
            return
        rows = self._objects.execute(
            "SELECT objects.json, marks.json, changes.json FROM objects LEFT JOIN marks USING (unit, student)"
            " LEFT JOIN changes USING (unit, student) ORDER BY objects.unit, objects.student, path"
        )
        for parts in rows:
            found: dict[str, Any] = {}
            for data in parts:
                found |= json.loads(data.decode("utf-8", "surrogatepass")) if data is not None else {}
            yield found
