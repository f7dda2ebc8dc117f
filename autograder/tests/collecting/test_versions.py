"""Which of several versions counts, and when was it handed in?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.collecting.receipts import (
    BEFORE_DUE,
    BEST,
    LOG,
    Receipt,
    append_receipts,
    counting,
    folder_of,
    from_json,
    read_receipts,
    receipt_of,
    to_json,
    versions,
)
from autograder.collecting.store import Store

BEGIN = datetime(2026, 10, 4, 12, 0, tzinfo=UTC)
DUE = BEGIN + timedelta(hours=10)


def seen(
    content: str,
    collected: float,
    submitted: float | None = None,
    *,
    late: bool | None = None,
    problem: str = "",
    order: int = 0,
) -> Receipt:
    """A receipt; times are hours after `BEGIN`."""
    when = BEGIN + timedelta(hours=submitted) if submitted is not None else None
    there = BEGIN + timedelta(hours=collected)
    return Receipt("kim", "13_toy", content, 1, submitted=when, collected=there, late=late, problem=problem, order=order)


def said(receipts: list[Receipt]) -> list[tuple[str, datetime | None]]:
    return [(item.sha256, item.submitted) for item in versions(receipts)]


def at(hours: float) -> datetime:
    return BEGIN + timedelta(hours=hours)


@pytest.mark.parametrize(
    ("receipts", "expected"),
    [
        ([seen("a", 1), seen("a", 2)], [("a", None)]),
        ([seen("a", 1), seen("b", 2), seen("a", 3)], [("a", None), ("b", None), ("a", None)]),
        ([seen("a", 5), seen("a", 6, 4)], [("a", at(4))]),
        ([seen("a", 5, 4), seen("a", 6)], [("a", at(4))]),
        ([seen("b", 5, 4), seen("a", 5, 3)], [("a", at(3)), ("b", at(4))]),
        ([seen("a", 5, 3), seen("a", 9, 8)], [("a", at(3))]),
        ([seen("b", 1, order=90012), seen("a", 1, order=90011)], [("a", None), ("b", None)]),
        ([replace(seen("a", 9), source_time=at(2)), seen("b", 8, 3)], [("a", None), ("b", at(3))]),
        ([], []),
    ],
)  # fmt: skip
def test_versions(receipts: list[Receipt], expected: list[tuple[str, datetime | None]]) -> None:
    assert said(receipts) == expected


def test_what_is_seen_again_may_say_more() -> None:
    assert versions([seen("a", 1), seen("a", 2, late=True)])[0].late is True


@pytest.mark.parametrize(
    ("receipts", "rule", "expected"),
    [
        ([seen("a", 1, 1), seen("b", 2, 2)], "last", "b"),
        ([seen("a", 1, 1), seen("b", 2, 2, problem="broken")], "last", "a"),
        ([seen("a", 1, 1, problem="untouched"), seen("b", 2, 2, problem="broken")], "last", "b"),
        ([seen("a", 1, 1), seen("b", 12, 11)], BEFORE_DUE, "a"),
        ([seen("a", 1, 1), seen("b", 12, 10)], BEFORE_DUE, "b"),
        ([seen("a", 12, 11), seen("b", 13, 12)], BEFORE_DUE, "b"),
        ([seen("a", 1), seen("b", 12)], BEFORE_DUE, "b"),
        ([seen("a", 1), seen("b", 12, late=True)], BEFORE_DUE, "a"),
        ([seen("a", 1, 1), seen("b", 9, 9, problem="broken"), seen("c", 12, 11)], BEFORE_DUE, "a"),
        ([seen("hi", 1, 1), seen("lo", 2, 2)], BEST, "hi"),
        ([seen("lo", 1, 1), seen("hi", 2, 2), seen("hi2", 3, 3)], BEST, "hi"),
        ([seen("x", 1, 1), seen("lo", 2, 2)], BEST, "lo"),
        ([seen("x", 1, 1), seen("y", 2, 2)], BEST, "y"),
        ([seen("lo", 1, 1), seen("hi", 2, 2, problem="broken")], BEST, "lo"),
    ],
)  # fmt: skip
def test_counting(receipts: list[Receipt], rule: str, expected: str) -> None:
    scores = {"hi": 90.0, "hi2": 90.0, "lo": 40.0}
    chosen = counting(receipts, rule, DUE, lambda item: scores.get(item.sha256))
    assert chosen is not None
    assert chosen.sha256 == expected


def test_nothing_counts_where_nothing_is() -> None:
    assert counting([]) is None


def test_a_receipt_comes_back_as_it_was() -> None:
    receipt = replace(seen("a", 1, 2, late=True), entry="한 가람/ㄱ.ipynb\n", said="\u202e", source_time=BEGIN)
    assert from_json(to_json(receipt)) == receipt
    assert "\n" not in to_json(receipt)
    assert from_json(to_json(receipt)[:-1] + ', "later": 1}') == receipt, "a field of a later version"


@pytest.mark.parametrize(
    "line", ["", "{}", "[]", "1", "{", '{"sha256": "a"}', '{"student": "kim", "submitted": "x"}', "null"]
)
def test_half_a_receipt_is_none(line: str) -> None:
    assert from_json(line) is None


def test_a_line_that_was_cut_short_costs_nothing_else(tmp_path: Path) -> None:
    append_receipts(tmp_path, [seen("a", 1)])
    path = folder_of(tmp_path, "kim", "13_toy") / LOG
    path.write_bytes(path.read_bytes() + to_json(seen("b", 2)).encode()[:50])
    append_receipts(tmp_path, [seen("c", 3)])
    assert [item.sha256 for item in read_receipts(tmp_path, "kim", "13_toy")] == ["a", "c"]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.fixture
def placed(tmp_path: Path) -> Callable[..., Path]:
    import hashlib

    def put(text: str, *receipts: Receipt) -> Path:
        path = tmp_path / "submitted" / "kim" / "13_toy" / "13_toy.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for receipt in receipts:
            append_receipts(tmp_path, [replace(receipt, sha256=hashlib.sha256(receipt.sha256.encode()).hexdigest())])
        return path

    return put


def test_a_receipt_belongs_to_its_content(placed: Callable[..., Path]) -> None:
    path = placed("a", seen("a", 1, 1), seen("b", 2, 2))
    found = receipt_of(path)
    assert found is not None
    assert found.submitted == at(1)
    os.utime(path, (0, 0))
    assert receipt_of(path) == found, "touch forges nothing"
    path.write_text("by hand")
    assert receipt_of(path) is None
    assert receipt_of(path.with_name("no.ipynb")) is None
    assert receipt_of(Path("/x")) is None


def test_a_rule_that_was_changed_later_is_noticed(tmp_path: Path) -> None:
    """What lies in submitted/ was chosen by the rule of then; another rule must not be without effect in silence."""
    store = Store(tmp_path)
    for hour, raw in ((1, b"early"), (11, b"late")):
        digest = hashlib.sha256(raw).hexdigest()
        receipt = replace(seen(digest, hour, hour), size=len(raw))
        store.keep(raw, receipt)
        store.place(receipt)
    due: Callable[[str, str], datetime] = lambda student, unit: DUE
    assert store.misplaced(["13_toy"], BEFORE_DUE, due) == [("kim", "13_toy")]
    assert store.misplaced(["13_toy"], "last", due) == store.misplaced(["14_other"], BEFORE_DUE, due) == []
    assert store.misplaced(["13_toy"], BEFORE_DUE, lambda student, unit: DUE + timedelta(hours=9)) == []
    store.submitted("kim", "13_toy").write_bytes(b"by hand")
    assert store.misplaced(["13_toy"], BEFORE_DUE, due) == []
