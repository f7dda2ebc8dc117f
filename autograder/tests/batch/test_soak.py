"""Hours in minutes: workers, scheduler and coordinator die at random moments, over and over.

SOAK_SEED=7 SOAK_ROUNDS=20 make soak
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import threading
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.batch import grade_here
from autograder.gradebook.classroom import Classroom, prepare

from .conftest import UNIT, Class, hand_in
from .nodes import Nodes, free_port
from .test_killed import options, program

pytestmark = pytest.mark.soak
SEED = int(os.environ.get("SOAK_SEED", "0"))
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "5"))
STUDENTS = tuple(f"s{number:03d}" for number in range(90))
#: So many audit events, more or less, are in a run; one that is killed later than its end just ends.
EVENTS = 30_000
#: A coordinator is killed at most so often before it is left alone.
LIVES = 4
#: A worker needs some seconds to start: faults that come faster leave nobody to grade.
HURTS = 8


class Cluster:
    """A scheduler and two workers with nannies, for somebody who breaks them."""

    def __init__(self, nodes: Nodes) -> None:
        self._nodes, self._port = nodes, free_port()
        self._start()

    def _start(self) -> None:
        self.scheduler, self.address = self._nodes.scheduler(self._port)
        self.workers = [self._nodes.worker(self.address, nanny=True) for _ in range(2)]

    def restart(self) -> None:
        """All of it."""
        self.scheduler.kill()
        for worker in self.workers:
            worker.wait()
        self._start()

    def kill_worker(self, number: int) -> None:
        """The process below a nanny, which starts another."""
        nanny = self.workers[number].pid
        for path in Path(f"/proc/{nanny}/task").glob("*/children"):
            for child in path.read_text().split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    os.kill(int(child), signal.SIGKILL)


def break_things(cluster: Cluster, chance: random.Random, over: threading.Event) -> int:
    """Until it is over, and not for ever: a cluster that never lives long enough to grade is no cluster; how often."""
    count = 0
    while count < HURTS and not over.wait(chance.uniform(3.0, 15.0)):
        count += 1
        if chance.random() < 0.25:
            cluster.restart()
        else:
            cluster.kill_worker(chance.randrange(2))
    return count


@pytest.fixture(scope="module")
def large(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A larger class and what an undisturbed run makes of it."""
    unit, root = Unit(project / "solutions" / UNIT), tmp_path_factory.mktemp("large")
    room = Classroom(root / "handed-in")
    room.make()
    hand_in(room, unit, STUDENTS)
    shutil.copytree(room.root, root / "class")
    whole = Class(project, prepare(root / "class", [unit]), unit)
    with whole.config().engine() as engine:
        whole.record(grade_here(whole.jobs(), engine))
    return room.root, whole.dump()


@pytest.mark.parametrize("seed", range(SEED, SEED + ROUNDS))
def test_everything_dies_at_random(
    project: Path, large: tuple[Path, dict[str, Any]], nodes: Nodes, tmp_path: Path, seed: int
) -> None:
    chance, over = random.Random(seed), threading.Event()
    cluster = Cluster(nodes)
    shutil.copytree(large[0], tmp_path / "class")
    whole = Class(project, Classroom(tmp_path / "class"), Unit(project / "solutions" / UNIT))
    chaos = nodes.in_background(lambda: break_things(cluster, random.Random(seed + 1_000), over))
    deaths = 0
    try:
        for life in range(LIVES + 1):
            most = EVENTS if life < LIVES else 1 << 60
            done = program("random", chance.random(), most, *options(whole, "--scheduler", cluster.address))
            deaths += done.returncode == -signal.SIGKILL
            if done.returncode != -signal.SIGKILL:
                break
    finally:
        over.set()
    # Some were rejected; a run that gave up returns 1 too, but has no closing line.
    assert done.returncode == 1, done.stderr[-3000:]
    assert "읽지 못함" in done.stdout, done.stderr[-3000:]
    print(f"seed {seed}: the coordinator died {deaths} times, the cluster was hurt {chaos.result()} times")
    assert whole.dump() == large[1]


def test_making_a_class_can_be_killed_at_any_moment(project: Path, tmp_path: Path) -> None:
    done = program("prepare", project / "solutions", tmp_path / "class", 3, 99)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout) > 20
