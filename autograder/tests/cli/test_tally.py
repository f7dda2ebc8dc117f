"""What a run says at its end: in order, whatever the order in which results came."""

from __future__ import annotations

from itertools import permutations

from autograder.cli.tally import Tally
from autograder.grading.results import Graded

RESULTS = (
    Graded("/a", "s1", "06_adam", "rejected", "x"),
    Graded("/b", "s1", "12_gradient_clipping", "rejected", "x"),
    Graded("/b\udcff", "가", "06_adam", "rejected", "x"),  # a file's name that is no Unicode
    Graded("/c", "s10", "06_adam", "needs_review", "x"),
)


def test_objects_come_by_unit_then_student() -> None:
    wanted = [
        ("06_adam", "s1", "/a"),
        ("06_adam", "s10", "/c"),
        ("06_adam", "가", "/b\udcff"),
        ("12_gradient_clipping", "s1", "/b"),
    ]
    for order in permutations(RESULTS):
        with Tally({}, keep_objects=True) as tally:
            for graded in order:
                tally.add(graded)
            found = [(item["unit"], item["student"], item["path"]) for item in tally.objects()]
        assert found == wanted


def test_nothing_is_kept_that_nobody_asked_for() -> None:
    with Tally({}, keep_objects=False) as tally:
        tally.add(RESULTS[0])
        assert list(tally.objects()) == []
        assert tally.counts == {"rejected": 1}
