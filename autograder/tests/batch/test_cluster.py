"""Is a class graded on a cluster just as in one process, whatever dies meanwhile?"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import grade_on_cluster
from npml.errors import HostError

from .conftest import STUDENTS, Class
from .nodes import Nodes, free_port

#: Loaded by a worker: holds its first submission until the test lets go, or kills it.
HOLD = """
import os
from autograder.batch import worker

grade_job = worker.grade_job

def held(engine, job):
    with open(os.environ["HELD_STARTED"], "w") as pipe:
        pipe.write(job.submission.student)
    with open(os.environ["HELD_GO"]) as pipe:
        pipe.read()
    return grade_job(engine, job)

worker.grade_job = held
"""


@pytest.fixture
def hold(tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """A preload and its environment with two named pipes."""
    path = tmp_path / "hold.py"
    path.write_text(HOLD)
    pipes = {"HELD_STARTED": str(tmp_path / "started"), "HELD_GO": str(tmp_path / "go")}
    for name in pipes.values():
        os.mkfifo(name)
    return path, pipes


def test_worker_processes_here_grade_as_one_process_does(fresh: Callable[..., Class], undisturbed: dict[str, Any]) -> None:
    whole = fresh()
    results = whole.record(grade_on_cluster(whole.jobs(), whole.config(), workers=2))
    assert sorted(result.student for result in results) == list(STUDENTS)
    assert whole.dump() == undisturbed
    again = whole.record(grade_on_cluster(whole.jobs(), whole.config(), workers=1))
    assert [result.graded for result in again] == [None] * len(STUDENTS), "all is recorded"
    assert whole.dump() == undisturbed


def test_a_worker_that_is_killed_loses_nothing(
    fresh: Callable[..., Class], undisturbed: dict[str, Any], nodes: Nodes, hold: tuple[Path, dict[str, str]]
) -> None:
    whole = fresh()
    _, address = nodes.scheduler()
    victim = nodes.worker(address, preload=hold[0], env=hold[1])
    results = grade_on_cluster(whole.jobs(), whole.config(bundled=True), scheduler=address)
    nodes.in_background(lambda: _kill_when_started(hold[1]["HELD_STARTED"], victim, nodes, address))
    assert sorted(result.student for result in whole.record(results)) == list(STUDENTS)
    assert whole.dump() == undisturbed


def _kill_when_started(started: str, victim: Any, nodes: Nodes, address: str) -> None:
    with open(started) as pipe:  # returns when a submission is being graded
        assert pipe.read() in STUDENTS
    victim.kill()
    nodes.worker(address)


def test_a_scheduler_that_is_restarted_loses_nothing(
    fresh: Callable[..., Class], undisturbed: dict[str, Any], nodes: Nodes
) -> None:
    whole, port = fresh(), free_port()
    scheduler, address = nodes.scheduler(port)
    worker = nodes.worker(address)
    taken: list[int] = []

    def restarting() -> Any:
        for result in grade_on_cluster(
            whole.jobs(count=lambda: taken.append(1)), whole.config(bundled=True), scheduler=address
        ):
            yield result
            if scheduler.running and result.graded is not None and result.graded.status == "graded":
                assert len(taken) < len(STUDENTS), "something is left to do"
                scheduler.kill()
                worker.wait()  # a worker ends when its scheduler does
                nodes.scheduler(port)
                nodes.worker(address)

    assert sorted(result.student for result in whole.record(restarting())) == list(STUDENTS)
    assert not scheduler.running
    assert whole.dump() == undisturbed


def test_a_scheduler_that_stays_away_is_an_error_and_keeps_what_is_graded(
    fresh: Callable[..., Class], undisturbed: dict[str, Any], nodes: Nodes
) -> None:
    whole = fresh()
    scheduler, address = nodes.scheduler()
    nodes.worker(address)

    def dying() -> Any:
        for number, result in enumerate(
            grade_on_cluster(whole.jobs(), whole.config(bundled=True), scheduler=address, patience=0.5)
        ):
            yield result
            if number == 3:
                scheduler.kill()

    with pytest.raises(HostError, match="다시 연결하지 못했어요"):
        whole.record(dying())
    assert 0 < whole.dump()["autograder_digest"] < len(STUDENTS)
    whole.record(grade_on_cluster(whole.jobs(), whole.config(), workers=1))
    assert whole.dump() == undisturbed


def test_no_scheduler_and_no_workers_are_errors_that_say_what_to_do(fresh: Callable[..., Class], nodes: Nodes) -> None:
    whole = fresh()
    with pytest.raises(HostError, match="연결하지 못했어요"):
        list(grade_on_cluster([], whole.config(bundled=True), scheduler=f"tcp://127.0.0.1:{free_port()}"))
    _, address = nodes.scheduler()
    with pytest.raises(HostError, match=f"dask worker {address}"):
        list(grade_on_cluster(whole.jobs(), whole.config(bundled=True), scheduler=address, patience=0.0))


def test_a_worker_that_would_grade_differently_is_refused(
    fresh: Callable[..., Class], nodes: Nodes, tmp_path: Path
) -> None:
    whole = fresh()
    other = tmp_path / "other.py"
    other.write_text(
        "from autograder.batch import worker\n"
        "worker.identity = lambda: (('autograder', 'another commit'), ('Python', '3.11'), ('NumPy', '1.0'))\n"
    )
    _, address = nodes.scheduler()
    nodes.worker(address, preload=other)
    with pytest.raises(HostError, match="another commit.*NumPy: .*1\\.0.*requirements\\.lock"):
        whole.record(grade_on_cluster(whole.jobs(), whole.config(bundled=True), scheduler=address))
    assert not [row for row in whole.dump()["digests"] if "graded" in row]


def test_a_worker_without_a_sandbox_is_refused_by_name(fresh: Callable[..., Class], nodes: Nodes, tmp_path: Path) -> None:
    whole = fresh()
    _, address = nodes.scheduler()
    nodes.worker(address, env={"PATH": str(tmp_path)})
    with pytest.raises(HostError, match=r"tcp://127\.0\.0\.1.*bubblewrap"):
        whole.record(grade_on_cluster(whole.jobs(), whole.config(bundled=True), scheduler=address))
    assert not [row for row in whole.dump()["digests"] if "needs_review" in row]
