"""However large the class: is only a little of it held at a time?"""

from __future__ import annotations

import gc
import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook

from autograder.batch import Job, Result, grade_on_cluster
from autograder.batch.session import IN_FLIGHT
from autograder.gradebook.record import BATCH, Recorder
from autograder.grading.results import Graded
from autograder.grading.submission import Submission

from .conftest import UNIT, Class

WORKERS = 2
MANY = 60


def count_of(*kinds: type) -> int:
    """How many objects of these kinds there are."""
    gc.collect()
    return sum(isinstance(item, kinds) for item in gc.get_objects())


def containers() -> dict[int, tuple[int, Any]]:
    """The sizes of all lists, dicts, sets and queues of this process, by identity; no two share one while they live."""
    gc.collect()
    return {id(item): (len(item), item) for item in gc.get_objects() if isinstance(item, (list, dict, set, deque))}


def test_nothing_grows_with_the_class(fresh: Callable[..., Class]) -> None:
    """Neither of ours nor of Dask's, whose scheduler is in this process too."""
    jobs = (Job(Submission(b"no notebook", f"/{number}", f"s{number}", UNIT, digest="digest")) for number in range(300))
    for answered, _ in enumerate(grade_on_cluster(jobs, fresh().config(), workers=WORKERS), 1):
        if answered == 100:
            before = containers()
        if answered == 290:
            grown = [now for size, now in containers().values() if size - before.get(id(now), (size,))[0] > 100]
            assert [f"{type(item).__name__}: {str(item)[:200]}" for item in grown if item is not before] == []


def test_no_more_is_read_than_there_is_room_for(fresh: Callable[..., Class]) -> None:
    whole = fresh()
    taken, most = 0, []

    def jobs() -> Iterator[Job | Result]:
        nonlocal taken
        for number in range(MANY):
            taken += 1
            raw = f"no notebook {number}".encode()
            yield Job(Submission(raw, f"/{number}", f"s{number}", UNIT, digest=hashlib.sha256(raw).hexdigest()))

    answered = 0
    for result in grade_on_cluster(jobs(), whole.config(), workers=WORKERS):
        answered += 1
        most.append((taken - answered, count_of(Job)))
        assert result.graded is not None
        assert result.graded.status == "rejected"
    assert answered == taken == MANY
    # The one more is in the caller's hands.
    assert max(ahead for ahead, _ in most) <= IN_FLIGHT * WORKERS
    # The scheduler, which is in this process too, has a copy of each, and one or the other is on its way between threads.
    assert max(alive for _, alive in most) <= 3 * IN_FLIGHT * WORKERS < MANY // 3
    assert max(ahead for ahead, _ in most) >= IN_FLIGHT, "and the workers are kept busy"


def test_what_is_recorded_is_held_no_longer(fresh: Callable[..., Class]) -> None:
    whole, most = fresh(), 0
    graded = Graded("/x", "s", UNIT, "rejected", "no notebook", None, None)
    with Recorder(whole.room.root) as recorder:
        for number in range(5 * BATCH):
            recorder.write(replace(graded, student=f"s{number}", digest="d"))
            most = max(most, count_of(Graded))
        rows = count_of(SubmittedAssignment, SubmittedNotebook, Grade, Comment)
    assert most <= BATCH + 1
    assert rows == 0
