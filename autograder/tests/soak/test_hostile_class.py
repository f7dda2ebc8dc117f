"""A class with hostile submissions among the honest: do the honest get exactly what they get alone, and is nothing left?"""

from __future__ import annotations

import ctypes
import json
import os
import random
import select
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring.unit import Unit
from autograder.gradebook.classroom import Classroom
from autograder.grading.engine import Engine
from autograder.grading.nodes import to_text
from autograder.grading.submission import Submission
from autograder.grading.verdict_json import to_public
from autograder.sample_class.sources import Papers
from autograder.sample_class.students import typical_mistakes

from .grade_class import LIMITS
from .hostile import hostile

UNIT = "09_softmax_cross_entropy"
WORKERS = 2
PR_SET_CHILD_SUBREAPER = 36
#: Memory beside the sandboxes (each bounded by `Limits.memory_bytes`): coordinator, workers, readers.
OURS = 2 << 30
#: Bytes on the disk for each submission: notebook as graded and its row in the gradebook; and for temporary files.
EACH, SCRATCH = 2 << 20, 64 << 20


def honest(papers: Papers) -> list[str]:
    """Notebooks of students who mean well, right and wrong."""
    found = [
        to_text(papers.solved()),
        to_text(papers.variant(0)),
        to_text(papers.variant(1)),
        to_text(papers.solved(quiz=False)),
    ]
    found += [to_text(papers.mistaken(name, key)) for name, key in typical_mistakes(papers.unit, 8)]
    return found


def make(folder: Path, papers: Papers, count: int, bad: int) -> tuple[dict[str, str], dict[str, str]]:
    """Write a class; the honest by student, and the kinds of the hostile by student."""
    texts, attacks = honest(papers), hostile(papers)
    order = random.Random(0)
    hostile_places = set(order.sample(range(count), bad))
    good: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for number in range(count):
        student = f"s{number:03d}"
        path = folder / "submitted" / student / UNIT / f"{UNIT}.ipynb"
        path.parent.mkdir(parents=True)
        if number in hostile_places:
            kinds[student], write = attacks[len(kinds) * 7 % len(attacks)]  # 7: of all sorts in a small class too
            write(path)
        else:
            good[student] = texts[number % len(texts)]
            path.write_text(good[student], encoding="utf-8")
    return good, kinds


class Watch:
    """The largest memory of a process with all below it, who was below it, and the largest size of a folder."""

    def __init__(self, pid: int, folder: Path) -> None:
        self.memory = self.disk = 0
        self.seen: set[int] = {pid}
        self._pid, self._folder = pid, folder
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(0.25):
            here = [self._pid, *below(self._pid)]
            self.seen.update(here)
            self.memory = max(self.memory, sum(map(_pss, here)))
            self.disk = max(self.disk, size(self._folder))


def below(pid: int) -> list[int]:
    """Processes below one."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError, IndexError):
                continue
    found, fresh = [], [pid]
    while fresh:
        fresh = [child for child, parent in parents.items() if parent in fresh]
        found += fresh
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def size(folder: Path) -> int:
    """Bytes that a folder takes."""
    total = 0
    for path, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(path, name)).st_blocks * 512
            except OSError:
                continue
    return total


def groups(workers: set[int]) -> set[Path]:
    """Control groups of these workers that are gone; a test beside this one may kill workers of its own."""
    root = Path("/sys/fs/cgroup")
    found = {
        *root.glob("autograder-*"),
        *root.glob("*/autograder-*"),
        *root.glob("*/*/autograder-*"),
        *root.glob("*/*/*/autograder-*"),
    }
    owners = {path: path.name.split("-")[1] for path in found}
    return {path for path, pid in owners.items() if int(pid) in workers and not Path("/proc", pid).exists()}


def _ends(pid: int) -> bool:
    """Whether an orphan that came to us ends by itself, as multiprocessing's helpers do; a daemon does not."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        if not poll.poll(10_000):
            return False
    finally:
        os.close(descriptor)
    try:
        os.waitpid(pid, 0)
    except ChildProcessError:
        pass
    return True


def grade_and_check(root: Path, tmp_path: Path, count: int, bad: int, record: Any) -> None:
    """Make, grade, compare."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed: the real engine cannot run")
    unit = Unit(root / "solutions" / UNIT)
    folder, scratch, out = tmp_path / "class", tmp_path / "scratch", tmp_path / "out.json"
    scratch.mkdir()
    good, kinds = make(folder, Papers(unit), count, bad)
    # Whatever loses its parent comes to us, and is found.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = set(below(os.getpid())), Path("/proc/self/mounts").read_text(), set(os.listdir("/dev/shm"))
    program = Path(__file__).with_name("grade_class.py")
    environment = {**os.environ, "TMPDIR": str(scratch), "PYTHONPATH": str(root / "autograder")}
    command = [sys.executable, "-m", "tests.soak.grade_class", str(folder), str(root), str(WORKERS), str(out)]
    try:
        process = subprocess.Popen(command, env=environment, cwd=program.parents[2], stderr=subprocess.PIPE, text=True)
        watch = Watch(process.pid, tmp_path)
        try:
            errors = process.communicate()[1]
        finally:
            watch.stop()
        assert process.returncode == 0, errors
        left = {pid for pid in set(below(os.getpid())) - before[0] if not _ends(pid)}
    finally:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
    record("soak", f"{count}명(공격 {bad}): 메모리 최대 {watch.memory >> 20} MiB, 디스크 최대 {watch.disk >> 20} MiB")
    print(f"\n{count} submissions, {bad} hostile: peak memory {watch.memory >> 20} MiB, peak disk {watch.disk >> 20} MiB")

    # Nothing is left behind.
    assert not left, [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left]
    assert Path("/proc/self/mounts").read_text() == before[1]
    assert groups(watch.seen) == set()
    # Semaphores of multiprocessing and shared memory of a database, of whatever else runs here, come and go.
    assert not [name for name in set(os.listdir("/dev/shm")) - before[2] if not name.startswith(("sem.", "PostgreSQL."))]
    assert list(scratch.iterdir()) == []
    # What was taken is bounded.
    assert watch.memory < WORKERS * LIMITS.memory_bytes + OURS
    assert watch.disk < count * EACH + SCRATCH
    # The honest got what they get alone, the hostile nothing; everybody is recorded.
    found = {item["student"]: item for item in json.loads(out.read_text(encoding="utf-8"))}
    assert len(found) == count
    for student, kind in kinds.items():
        assert found[student]["status"] in ("graded", "rejected"), (kind, found[student]["message"])
        assert found[student]["score"] == 0, kind
    with Engine(root / "course", root / "solutions", Classroom(folder).secret(), limits=LIMITS) as engine:
        for student, text in good.items():
            path = folder / "submitted" / student / UNIT / f"{UNIT}.ipynb"
            alone = to_public(engine.grade(Submission(text.encode(), str(path), student, UNIT)), unit)
            assert found[student] == alone, student


def test_a_small_class_with_hostile_submissions(root: Path, tmp_path: Path, record_property: Any) -> None:
    grade_and_check(root, tmp_path, 20, 3, record_property)


@pytest.mark.soak
def test_a_class_of_300_with_a_tenth_hostile(root: Path, tmp_path: Path, record_property: Any) -> None:
    grade_and_check(root, tmp_path, 300, 30, record_property)
