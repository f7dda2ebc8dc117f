"""One worker against two: submissions per second, and what the coordinator costs.

    python autograder/benchmarks/workers.py [--unit NAME] [--count 60] [--rounds 3] [--share 0.5]

Each round grades the same class with one worker process and with two, in turn, and records it.  The clock
starts when every worker has answered, so that the start of the processes, which is paid once, is not in it.
The coordinator's time is that of this process: reading, Dask's client and scheduler, recording.

Measured twice.  First as it comes: all share this machine's cores, and beside it stands what two processes that only
count do against one, in the same minutes; more than that no grader can.  Then with as many machines as workers, as far
as one machine can show it: each worker, with all that it starts, has a fixed share of a core and never more (the
kernel's bandwidth control), so that the second one does not live on what the first one left idle, and the rest
of the machine is the coordinator's.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from meter import own_groups, removed
from table import Table

from autograder.authoring.unit import Unit
from autograder.batch import GradingConfig, Result, grade_on_cluster, pending, scan
from autograder.batch.cluster import _local, _quiet
from autograder.batch.session import IN_FLIGHT
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.record import Recorder
from autograder.grading.nodes import to_text
from autograder.release.project import Project, find_project
from autograder.sample_class.sources import Papers
from autograder.sandbox.cgroup import ROOT

#: Of the kernel's bandwidth control, its default: of a short one, what a core has taken and not used is lost.
PERIOD_MICROSECONDS = 100_000


@dataclass(frozen=True)
class Run:
    """One measurement, per submission after the first few."""

    workers: int
    seconds: float
    coordinator: float


def hand_in(room: Classroom, unit: Unit, count: int) -> None:
    """Right answers and mistakes in turn, a student each."""
    papers = Papers(unit)
    texts = [to_text(papers.solved())] + [to_text(papers.mistaken(item.exercise, item.key)) for item in unit.mistakes[:3]]
    for number in range(count):
        path = room.notebook(room.submitted, f"s{number:05d}", unit.name)
        path.parent.mkdir(parents=True)
        path.write_text(texts[number % len(texts)], encoding="utf-8")


@contextmanager
def machines(count: int, share: float) -> Iterator[str]:
    """A scheduler's address; each of its workers has so much of a core, and never more."""
    with _quiet(), _local(count) as client, ExitStack() as stack:
        for number, address in enumerate(client.nthreads()):
            folder = stack.enter_context(group(f"bench-worker-{number}", share))
            client.run(move, str(folder), workers=[address])
        yield client.scheduler.address
        client.close()
        client.cluster.close()  # the groups must be empty


@contextmanager
def group(name: str, share: float) -> Iterator[Path]:
    """A control group with a share of a core."""
    own, share_of = own_groups(), int(share * PERIOD_MICROSECONDS)
    if "cpu" in own:
        folder = ROOT / "cpu" / own["cpu"] / name
        settings = {"cpu.cfs_period_us": str(PERIOD_MICROSECONDS), "cpu.cfs_quota_us": str(share_of)}
    else:
        folder = ROOT / own.get("", "") / name
        settings = {"cpu.max": f"{share_of} {PERIOD_MICROSECONDS}"}
    folder.mkdir()
    try:
        for file, text in settings.items():
            (folder / file).write_text(text)
        yield folder
    finally:
        removed(folder)


def move(folder: str) -> None:
    """In a worker: go into a group, with all that is started from now on."""
    import os
    import pathlib

    (pathlib.Path(folder) / "cgroup.procs").write_text(str(os.getpid()))


def measure(project: Project, unit: Unit, count: int, workers: int, share: float = 0.0) -> Run:
    """Grade a new class with so many workers, each with a share of a core (0: with what it can get)."""
    with ExitStack() as stack:
        where = {"scheduler": stack.enter_context(machines(workers, share))} if share else {"workers": workers}
        room = prepare(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-workers-"))) / "class", [unit])
        hand_in(room, unit, count)
        config = GradingConfig(project.course.resolve(), project.solutions.resolve(), room.secret())
        engine, recorder = stack.enter_context(config.engine()), stack.enter_context(Recorder(room.root))
        results = grade_on_cluster(pending(scan(room.root, {unit.name}), engine), config, **where)  # type: ignore[arg-type]
        return _timed(results, recorder, count, workers)


def _timed(results: Iterator[Result], recorder: Recorder, count: int, workers: int) -> Run:
    first = IN_FLIGHT * workers  # by then each worker is warm
    begin = cpu = 0.0
    for number, result in enumerate(results, 1):
        assert result.graded is not None
        assert result.graded.status == "graded", result.graded.message
        recorder.write(result.graded)
        if number == first:
            begin, cpu = time.perf_counter(), time.process_time()
        if number == count:  # before the workers are ended
            recorder.flush()
            done = count - first
            seconds, own = time.perf_counter() - begin, time.process_time() - cpu
    return Run(workers, seconds / done, own / done)


#: A few seconds of one core, with no memory to speak of.
COUNTING = "n = 0\nwhile n < 30_000_000: n += 1"


def ceiling() -> float:
    """How much more two processes that only count get done than one."""
    seconds = []
    for count in (1, 2):
        begin = time.perf_counter()
        running = [subprocess.Popen([sys.executable, "-c", COUNTING]) for _ in range(count)]
        for process in running:
            process.wait()
        seconds.append(time.perf_counter() - begin)
    return 2 * seconds[0] / seconds[1]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unit", default="01_linear_regression")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--share", type=float, default=0.5)
    parser.add_argument("--no-table", action="store_true", help="print, keep nothing")
    args = parser.parse_args()
    project = find_project(Path(__file__).parent)
    unit = Unit(project.solutions / args.unit)
    table = Table(Path(__file__).parent, project.root, workers=2)
    rows, ceilings = [], []
    for share in (0.0, args.share) if can_share(args.share) else (0.0,):
        runs = []
        for _ in range(args.rounds):
            runs += [measure(project, unit, args.count, workers, share) for workers in (1, 2)]
            ceilings += [ceiling()] if not share else []
        rows.append(summary(runs, share))
    table.of_workers(unit.name, args.count, args.rounds, rows, statistics.median(ceilings))
    table.show()
    if not args.no_table:
        table.keep()


def can_share(share: float) -> bool:
    """Whether control groups can be made here; says so if not."""
    try:
        with group("bench-worker-0", share):
            return True
    except OSError as error:
        print(f"Workers with a share of a core are left out, no control group can be made: {error}", file=sys.stderr)
        return False


def summary(runs: list[Run], share: float) -> dict[str, float]:
    """Medians: submissions per second of one and of two, and the coordinator's seconds for each with two."""
    one, two = (statistics.median(run.seconds for run in runs if run.workers == number) for number in (1, 2))
    coordinator = statistics.median(run.coordinator for run in runs if run.workers == 2)
    return {"share": share, "one": 1 / one, "two": 1 / two, "coordinator": coordinator}


if __name__ == "__main__":
    main()
