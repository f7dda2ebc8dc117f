"""Times as LMSes write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from autograder.collecting.times import read_time

from .conftest import SEOUL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("일요일, 4 10월 2026, 9:26 오후", "2026-10-04 12:26:00"), ("2026년 10월 4일(일요일) 오전 12:05", "2026-10-03 15:05:00"),
        ("2026년 10월 4일 21:26", "2026-10-04 12:26:00"), ("Sunday, 4 October 2026, 9:26 PM", "2026-10-04 12:26:00"),
        ("Sunday, October 4, 2026 9:26:33 PM KST", "2026-10-04 12:26:33"), ("Oct 4, 2026 926 PM", "2026-10-04 12:26:00"),
        ("Oct 4, 2026 1226 AM", "2026-10-03 15:26:00"), ("2026-10-04-21-26-33", "2026-10-04 12:26:33"),
        ("2026-10-04 21:26:33 +0900", "2026-10-04 12:26:33"), ("2026-10-04 21:26:33.123456 +0900", "2026-10-04 12:26:33"),
        ("2026-10-04T12:26:33Z", "2026-10-04 12:26:33"), ("2026-10-04 12:26:33.123456 UTC", "2026-10-04 12:26:33"),
        ("20261004212633123", "2026-10-04 12:26:33"), ("2026-10-04 21:26", "2026-10-04 12:26:00"),
        ("May 1, 2026 12:00 PM GMT", "2026-05-01 12:00:00"), ("일요일, 4 10월 2026, 12:00 오후", "2026-10-04 03:00:00"),
        ("-", None), ("", None), ("4 10월 2026", None), ("2026-13-40 00:00", None), ("9:26", None), ("제출 안 함", None),
    ],
)  # fmt: skip
def test_times(text: str, expected: str | None) -> None:
    found = read_time(text, SEOUL)
    assert (str(found.astimezone(UTC))[:19] if found else None) == expected


def test_a_time_without_a_zone_is_the_courses() -> None:
    assert read_time("2026-10-04 23:59", SEOUL) == datetime(2026, 10, 4, 23, 59, tzinfo=SEOUL)
