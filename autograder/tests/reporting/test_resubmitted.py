"""What handing in again gained, from the receipts and the scores that are known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection

from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.gradebook.database import HISTORY, open_book
from autograder.reporting.resubmitted import handed_in_again

UNIT = "01_a"


def hand_in(store: Store, student: str, *versions: tuple[str, float | None]) -> None:
    for at, (content, score) in enumerate(versions):
        receipt = Receipt(student, UNIT, content * 64, 1, collected=datetime(2026, 9, 1 + at, tzinfo=UTC))
        store.keep(content.encode(), receipt)
        if score is not None:
            store.note_score(receipt, score)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """To an empty gradebook."""
    with open_book(f"sqlite:///{tmp_path / 'book.db'}") as book, book.engine.begin() as connection:
        yield connection


def test_gains_by_hand(tmp_path: Path, connection: Connection) -> None:
    """40 → 70, 80 → 80 and 90 → 60; of one the first score is not known; one handed in once; nothing → 10."""
    store = Store(tmp_path)
    hand_in(store, "a", ("1", 40.0), ("2", 70.0))
    hand_in(store, "b", ("1", 80.0), ("3", None))
    hand_in(store, "c", ("1", 90.0), ("2", 50.0), ("4", 60.0))
    hand_in(store, "d", ("1", None), ("2", 60.0))
    hand_in(store, "e", ("1", 60.0))
    hand_in(store, "f", ("1", -1.0), ("2", 10.0))
    now = {("a", UNIT): 70.0, ("b", UNIT): 80.0, ("c", UNIT): 60.0, ("d", UNIT): 60.0, ("e", UNIT): 60.0, ("f", UNIT): 10.0}
    found = handed_in_again(tmp_path, connection, [UNIT, "02_b"], now)
    assert found[UNIT].students == 5
    assert sorted(found[UNIT].gains) == [-30, 0, 10, 30]
    assert found[UNIT].mean == 2.5
    assert [found[UNIT].count(sign) for sign in (1, 0, -1)] == [2, 1, 1]
    assert found["02_b"].students == 0
    assert found["02_b"].mean is None


def test_the_gradebooks_history_knows_earlier_scores(tmp_path: Path, connection: Connection) -> None:
    """20 → 50 → 90 is known.  Not compared: with a hidden case that changed in between, after no verdict; not handed in again."""
    rows = [
        ("a", "submission", "graded", 20.0), ("a", "submission", "graded", 50.0),
        ("b", "submission", "graded", 20.0), ("b", "hidden", "graded", 50.0),
        ("c", "submission", "rejected", 0.0), ("d", "hidden", "graded", 10.0),
        ("e", "hidden", "graded", 10.0), ("e", "submission", "graded", 15.0),
    ]  # fmt: skip
    connection.execute(HISTORY.insert(), [
        {"student": student, "unit": UNIT, "replaced": "2026-09-01", "reasons": reasons, "status": status, "score": score,
         "max_score": 100.0, "final": score, "verdict": "{}"}
        for student, reasons, status, score in rows
    ])  # fmt: skip
    found = handed_in_again(tmp_path, connection, [UNIT], {(student, UNIT): 90.0 for student in "abcde"})
    assert found[UNIT].students == 4
    assert sorted(found[UNIT].gains) == [70, 75]
