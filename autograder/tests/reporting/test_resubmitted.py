"""What handing in again gained, from the receipts and the scores that are known."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.reporting.resubmitted import handed_in_again

UNIT = "01_a"


def hand_in(store: Store, student: str, *versions: tuple[str, float | None]) -> None:
    for at, (content, score) in enumerate(versions):
        receipt = Receipt(student, UNIT, content * 64, 1, collected=datetime(2026, 9, 1 + at, tzinfo=UTC))
        store.keep(content.encode(), receipt)
        if score is not None:
            store.note_score(receipt, score)


def test_gains_by_hand(tmp_path: Path) -> None:
    """40 → 70, 80 → 80 and 90 → 60 are known; of one the first score is not; one handed in once."""
    store = Store(tmp_path)
    hand_in(store, "a", ("1", 40.0), ("2", 70.0))
    hand_in(store, "b", ("1", 80.0), ("3", None))
    hand_in(store, "c", ("1", 90.0), ("2", 50.0), ("4", 60.0))
    hand_in(store, "d", ("1", None), ("2", 60.0))
    hand_in(store, "e", ("1", 60.0))
    found = handed_in_again(tmp_path, [UNIT, "02_b"], {("b", UNIT): 80.0, ("e", UNIT): 60.0})
    assert found[UNIT].students == 4
    assert sorted(found[UNIT].gains) == [-30, 0, 30]
    assert found[UNIT].mean == 0
    assert [found[UNIT].count(sign) for sign in (1, 0, -1)] == [1, 1, 1]
    assert found["02_b"].students == 0
    assert found["02_b"].mean is None
