"""What became of what was collected, and what the course decides about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo

from ..course.roster import Person
from .receipts import Receipt

#: How a row of the table ends: new; known already; in the inbox; kept, but not to be graded; not read; no notebook.
NEW, SAME, WAITS, BROKEN, PROBLEM, OTHER, DROPPED = "new", "same", "waits", "broken", "problem", "other", "dropped"


@dataclass(frozen=True)
class Row:
    """What became of one file.

    Attributes:
        state: one of the constants above.
        receipt: what is known of it; the student may be "".
        person: whose it is, if that is known.
        notes: Korean; why a person must look, or what is odd.
        item: its id in the inbox; also of what was decided by a name alone, so that it can be changed.
        candidates: who it may be.
    """

    state: str
    receipt: Receipt
    person: Person | None = None
    notes: tuple[str, ...] = ()
    item: str = ""
    candidates: tuple[Person, ...] = ()


@dataclass
class Outcome:
    """What became of everything.

    Attributes:
        rows: a file each.
        changed: submissions that have another version now than before, (student, unit).
        kept_out: submissions whose newest version does not count, because it cannot be graded.
        lms: the archives and what they were taken for.
    """

    rows: list[Row] = field(default_factory=list)
    changed: list[tuple[str, str]] = field(default_factory=list)
    kept_out: list[Receipt] = field(default_factory=list)
    lms: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def needs_look(self) -> bool:
        """Whether a person must do something."""
        return bool(self.kept_out) or any(row.state in (WAITS, BROKEN, PROBLEM) for row in self.rows)

    def add(
        self, state: str, receipt: Receipt, *notes: str, person: Person | None = None, item: str = "",
        candidates: Sequence[Person] = (),
    ) -> None:  # fmt: skip
        """Add a row; the fields are those of `Row`."""
        if person is not None:
            receipt = replace(receipt, student=person.student)
        self.rows.append(Row(state, receipt, person, tuple(filter(None, notes)), item, tuple(candidates)))


@dataclass(frozen=True)
class Rules:
    """What the course decides.

    Attributes:
        zone: of times that name none.
        rule: which version counts.
        due: (student, unit) -> the due time.
        score: for the rule "best"; None for the scores that are noted with the versions.
        patterns: names of a school's own LMS.
    """

    zone: tzinfo = UTC
    rule: str = "last"
    due: Callable[[str, str], datetime | None] = lambda student, unit: None
    score: Callable[[Receipt], float | None] | None = None
    patterns: Sequence[re.Pattern[str]] = ()
