"""What handing in again gained: the first version whose score is known beside the one that counts now.

Scores of earlier versions come from two places: the rule "best" notes what every version was graded with, and the
gradebook keeps the verdicts that a new one has replaced.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from sqlalchemy import Connection, select

from ..collecting.receipts import read_receipts, versions
from ..collecting.store import Store
from ..gradebook.database import HISTORY
from ..grading.basis import SUBMISSION

Key = tuple[str, str]


@dataclass
class Again:
    """What is known of a unit's versions.

    Attributes:
        students: how many handed in more than one version.
        gains: the score now less the first, of those of whom both are known; automatic scores, before penalties.
    """

    students: int = 0
    gains: list[float] = field(default_factory=list)

    @property
    def mean(self) -> float | None:
        """The mean gain; None if none is known."""
        return sum(self.gains) / len(self.gains) if self.gains else None

    def count(self, sign: int) -> int:
        """How many gained (1), lost (-1), or neither (0)."""
        return sum((gain > 1e-9) - (gain < -1e-9) == sign for gain in self.gains)


def handed_in_again(
    class_dir: Path, connection: Connection, units: Collection[str], automatic: Mapping[Key, float]
) -> dict[str, Again]:
    """What is known of the versions of each unit.

    Args:
        class_dir: the class folder.
        connection: to the gradebook.
        units: the units' names.
        automatic: the recorded automatic scores by (student, unit): of the version that counts.
    """
    first = _replaced(connection, units)
    again = set(first)
    store = Store(class_dir)
    for student, unit in store.places():
        if unit not in units:
            continue
        handed = versions(read_receipts(class_dir, student, unit))
        if len(handed) > 1:
            again.add((student, unit))
            if (noted := store.score(handed[0])) is not None:
                first[student, unit] = max(noted, 0.0)  # what is no notebook is noted as less than nothing
    found = {unit: Again() for unit in units}
    for student, unit in sorted(again):
        found[unit].students += 1
        before, now = first.get((student, unit)), automatic.get((student, unit))
        if before is not None and now is not None:
            found[unit].gains.append(now - before)
    return found


def _replaced(connection: Connection, units: Collection[str]) -> dict[Key, float | None]:
    """The score before the first other version, of those who handed in another after they had been graded.

    None where it cannot be compared with today's: there was none, or the unit or the grader changed in between.
    """
    query = select(HISTORY.c.student, HISTORY.c.unit, HISTORY.c.reasons, HISTORY.c.status, HISTORY.c.score)
    rows: dict[Key, list[tuple[str, str, float]]] = {}
    for row in connection.execute(query.where(HISTORY.c.unit.in_(sorted(units))).order_by(HISTORY.c.id)):
        if SUBMISSION in row.reasons.split(",") or (row.student, row.unit) in rows:
            rows.setdefault((row.student, row.unit), []).append((intern(row.reasons), row.status, row.score))
    return {
        key: mine[0][2] if mine[0][1] == "graded" and all(reasons == SUBMISSION for reasons, _, _ in mine) else None
        for key, mine in rows.items()
    }
