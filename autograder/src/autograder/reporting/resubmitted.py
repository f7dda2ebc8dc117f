"""What handing in again gained: the first version whose score is known beside the newest one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..collecting.receipts import read_receipts, versions
from ..collecting.store import Store


@dataclass
class Again:
    """What is known of a unit's versions.

    Attributes:
        students: how many handed in more than one version.
        gains: the newest score less the first, of those of whom both are known; automatic scores, before penalties.
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
    class_dir: Path, units: Collection[str], automatic: Mapping[tuple[str, str], float]
) -> dict[str, Again]:
    """What is known of the versions of each unit.

    Args:
        class_dir: the class folder.
        units: the units' names.
        automatic: the recorded automatic scores by (student, unit): of the version that lies in ``submitted/``.
    """
    store = Store(class_dir)
    found = {unit: Again() for unit in units}
    for student, unit in store.places():
        if unit not in found:
            continue
        handed = versions(read_receipts(class_dir, student, unit))
        if len(handed) < 2:
            continue
        found[unit].students += 1
        scores = [score for item in handed if (score := store.score(item)) is not None]
        newest = automatic.get((student, unit))
        first_is_known = store.score(handed[0]) is not None
        if first_is_known and (len(scores) > 1 or newest is not None):
            found[unit].gains.append((newest if newest is not None else scores[-1]) - scores[0])
    return found
