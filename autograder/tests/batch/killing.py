"""Run by the tests as a program: kills itself with SIGKILL at a chosen moment, again and again.

python killing.py record RESULTS CLASS       at each statement, commit and renaming, in turn
python killing.py prepare SOLUTIONS FOLDER STRIDE UNITS
python killing.py grade MOMENT ARGUMENT ...  ``autograder grade`` that dies when it has recorded so many
python killing.py random SEED MOST ARGUMENT ...   … at a moment drawn from all that it does
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, event


class Death:
    """Counts moments; the chosen one is the last."""

    def __init__(self, moment: int) -> None:
        self.left = moment

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def everywhere(self) -> None:
        """Before each statement, before and after each commit, before a file gets its name."""
        event.listen(Engine, "before_cursor_execute", self)
        event.listen(Engine, "commit", self)
        rename = os.replace

        def replace(source: str, target: str) -> None:
            self()
            rename(source, target)
            self()

        os.replace = replace  # type: ignore[assignment]


def in_a_child(work: Callable[[], None], moment: int = 0) -> bool:
    """Whether the work ended before its moment came (0: never)."""
    child = os.fork()
    if child == 0:
        try:
            Death(moment).everywhere()
            work()
            os._exit(0)
        finally:
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return False
    assert status == 0, "the work failed"
    return True


def record(results: str, folder: str) -> int:
    """Record the results, dying at each moment once, and once more without; the number of moments."""
    from sqlalchemy.orm import configure_mappers
    from tables import dump  # type: ignore[import-not-found]

    from autograder.gradebook import record as module
    from autograder.gradebook.classroom import Classroom

    module.BATCH, module.BATCH_SECONDS = 2, 1e9
    items = pickle.loads(Path(results).read_bytes())
    template, room = Path(folder), Classroom(Path(f"{folder}-again"))

    def work() -> None:
        with module.Recorder(room.root) as recorder:
            known = recorder.known()
            for item in items:
                if known.get((item.student, item.unit)) != item.graded.digest:
                    recorder.write(item.graded)

    def afresh() -> None:
        shutil.rmtree(room.root, ignore_errors=True)
        shutil.copytree(template, room.root)

    configure_mappers()  # once, not in each child
    afresh()
    assert in_a_child(work)
    want = dump(room)
    moment, ended = 0, False
    while not ended:
        moment += 1
        afresh()
        ended = in_a_child(work, moment)
        assert in_a_child(work)
        assert dump(room) == want, f"killed at moment {moment}"
    return moment - 1


def prepare(solutions: str, folder: str, stride: int, units_of: int) -> int:
    """Make a class of so many units, dying at every so-manieth moment, and once more without; the number of deaths."""
    from tables import registered

    from autograder.authoring.unit import find_units
    from autograder.gradebook.classroom import Classroom
    from autograder.gradebook.classroom import prepare as make

    units, root = find_units(Path(solutions))[:units_of], Path(folder)

    def work() -> None:
        make(root, units)

    assert in_a_child(work)
    want = registered(Classroom(root))
    moment, ended, deaths = 1, False, 0
    while not ended:
        shutil.rmtree(root)
        ended = in_a_child(work, moment)
        assert in_a_child(work)
        assert registered(Classroom(root)) == want, f"killed at moment {moment}"
        moment += stride
        deaths += not ended
    return deaths


def grade(moment: int, arguments: list[str]) -> int:
    """``autograder grade``, until it has been given so many results to record."""
    from autograder.cli import main
    from autograder.gradebook.record import Recorder
    from autograder.grading.results import Graded

    death, write = Death(moment), Recorder.write

    def counted(self: Recorder, graded: Graded, reasons: tuple[str, ...] = ()) -> list[Graded]:
        if death.left == 1:
            self.flush()
            print(*children(), flush=True)
        death()
        return write(self, graded, reasons)

    Recorder.write = counted  # type: ignore[method-assign]
    return main(["grade", *arguments])


def children() -> list[int]:
    """Processes below this one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [os.getpid()]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found[1:]


def at_random(seed: str, most: int, arguments: list[str]) -> int:
    """``autograder grade`` that dies at one of its first so many audit events (files, processes, sockets, imports …)."""
    from autograder.cli import main

    death = Death(random.Random(seed).randint(1, most))
    sys.addaudithook(death)
    return main(["grade", *arguments])


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    mode, *rest = sys.argv[1:]
    if mode == "record":
        print(record(*rest))
    elif mode == "prepare":
        print(prepare(rest[0], rest[1], int(rest[2]), int(rest[3])))
    elif mode == "grade":
        sys.exit(grade(int(rest[0]), rest[1:]))
    else:
        sys.exit(at_random(rest[0], int(rest[1]), rest[2:]))
