"""``make bench`` and ``make bench-scale``: measure, print, and keep the table in results.md."""

from __future__ import annotations

import argparse
import json
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from meter import Cost, measure
from plain import PlainCourse
from pupils import Paper, class_of, write_class
from table import Table, commit

from autograder.authoring.unit import Unit
from autograder.gradebook.classroom import Classroom, prepare
from autograder.grading.engine import seed_of
from autograder.grading.nodes import from_text
from autograder.grading.reader import Reader
from autograder.judge.cases import draw
from autograder.release.project import Project, find_project
from autograder.reporting.entries import read_entries
from npml.core.marks import package_of
from npml.intake.shows import shows_of, without_shows

HERE = Path(__file__).resolve().parent
#: Grading may end with 1: attacks need a look.
ENDS = frozenset({0, 1})


class WrongGrade(Exception):
    """A benchmark of wrong grades is worth nothing."""


def environment() -> dict[str, str]:
    """One BLAS thread everywhere, as the grader's own workers have it."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return os.environ | threads | {"PYTHONDONTWRITEBYTECODE": "1"}


class Bench:
    """One run's settings."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.project: Project = find_project(HERE)
        self.units: list[Unit] = [unit for unit in self.project.units(args.unit) if self._is_released(unit)]
        self.workers = args.workers
        self.table = Table(HERE, self.project.root, workers=self.workers)

    def _is_released(self, unit: Unit) -> bool:
        return (self.project.course / unit.name / f"{unit.name}.ipynb").is_file()

    # --- (b) -----------------------------------------------------------------------------

    def ours(self, folder: Path, root: Path | None = None) -> Cost:
        """``autograder grade`` of a class folder, as a person starts it; of another checkout, if its ``root`` is given."""
        env = environment()
        if root is not None:
            env["PYTHONPATH"] = os.pathsep.join(
                [str(root / "autograder" / "src"), str(root / "autograder" / "npml" / "src")]
            )
        command = [
            str(Path(sys.executable).parent / "autograder"), "grade", *(unit.name for unit in self.units), "--class-dir",
            str(folder), "--workers", str(self.workers),
        ]  # fmt: skip
        return measure(command, cwd=root or self.project.root, env=env, good=ENDS)

    def verify(self, folder: Path, papers: Sequence[Paper]) -> None:
        """Every known score is found.

        Raises:
            WrongGrade: one is not.
        """
        entries = read_entries(Classroom(folder).db_url)
        found = {(item.student, unit): item.score for unit, items in entries.items() for item in items}
        _compare(found, papers, "autograder grade")

    # --- (c) -----------------------------------------------------------------------------

    def floor(self, folder: Path, papers: Sequence[Paper]) -> dict[str, Any]:
        """The same cells and calls in one warm process."""
        secret = Classroom(folder).secret()
        plan = {"course": str(self.project.course), "scratch": str(folder), "work": list(self._work(papers, secret))}
        path = folder / "floor.plan"
        path.write_bytes(pickle.dumps(plan))
        done = subprocess.run(
            [sys.executable, str(HERE / "floor.py"), str(path)], env=environment(), capture_output=True, check=True
        )
        path.unlink()
        result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return result

    def _work(self, papers: Sequence[Paper], secret: bytes) -> Iterator[tuple[str, list[str], list[Any]]]:
        units = {unit.name: unit for unit in self.units}
        released = {
            name: from_text((self.project.course / name / f"{name}.ipynb").read_text(encoding="utf-8")) for name in units
        }
        shows = {name: shows_of(book) for name, book in released.items()}
        with Reader() as reader:
            for paper in sorted(papers, key=lambda item: item.unit):
                sane = reader.read(paper.text.encode(), released[paper.unit], paper.unit)
                unit, seed = units[paper.unit], seed_of(secret, paper.student, paper.unit)
                steps = [
                    item.case.steps
                    for exercise in unit.exercises for category in exercise.categories
                    for item in draw(unit, exercise, category, seed)
                ]  # fmt: skip
                yield paper.unit, [piece.source for piece in without_shows(sane.cells, shows[paper.unit])], steps

    # --- parts of a run ------------------------------------------------------------------

    def compare(self, size: int, sample: int, rounds: int, before: Path | None) -> None:
        """(a), (b) and (c) on the same submissions, in turns; with ``before`` also (b) of another checkout."""
        papers = list(class_of(self.units, size))
        turns: dict[str, list[Any]] = {name: [] for name in ("graded", "idle", "ours", "before", "floor")}
        with scratch() as root:
            untouched = self._class(root / "untouched", papers)
            for turn in range(1, rounds + 1):
                for name, tree in (("ours", None), ("before", before)) if before else (("ours", None),):
                    say(f"{turn}/{rounds} (b) autograder grade, {name}: {size} submissions of {len(self.units)} units")
                    folder = Path(shutil.copytree(untouched, root / "class"))
                    turns[name].append(self.ours(folder, tree))
                    self.verify(folder, papers)
                    shutil.rmtree(folder)
                say(f"{turn}/{rounds} (c) floor: one warm process, no isolation")
                turns["floor"].append(self.floor(untouched, papers))
                say(f"{turn}/{rounds} (a) nbgrader autograde: {sample} of the submissions")
                graded, idle = self._plain(root / "plain", papers[:sample])
                turns["graded"].append(graded)
                turns["idle"].append(idle)
        self.table.compared(size, sample, len(self.units), turns, commit(before) if before else "")

    def _plain(self, folder: Path, papers: Sequence[Paper]) -> tuple[Cost, Cost]:
        plain = PlainCourse(folder, self.units)
        plain.release()
        plain.hand_in(papers)
        costs = plain.grade()
        _compare(plain.scores(), [paper for paper in papers if paper.points in (0.0, 100.0)], "nbgrader autograde")
        plain.remove()
        return costs

    def _class(self, folder: Path, papers: Sequence[Paper]) -> Path:
        prepare(folder, self.units, "")
        write_class(folder, iter(papers))
        return folder

    def scale(self, sizes: Sequence[int]) -> None:
        """Classes of growing size, a tenth of them hostile."""
        rows = []
        for size in sizes:
            with scratch() as root:
                say(f"class of {size} submissions, a tenth hostile")
                folder = root / "class"
                prepare(folder, self.units, "")
                write_class(folder, class_of(self.units, size, hostile=True))
                rows.append((size, self.ours(folder)))
                papers = [paper for paper in class_of(self.units, size, hostile=True) if paper.points is not None]
                self.verify(folder, papers)
            self.table.scaled(rows, [unit.name for unit in self.units])  # each size, as it comes: the next takes an hour

    def notebook(self) -> None:
        """The student's kernel."""
        say("import autograder, check()")
        program = [sys.executable, str(HERE / "notebook.py")]
        imports = [json.loads(_run([*program, "import"])) for _ in range(5)]
        checks = [
            json.loads(
                _run(
                    [
                        *program,
                        "check",
                        str(unit.folder),
                        str(self.project.packages / package_of(unit.name) / "checks.json"),
                    ]
                )
            )
            for unit in self.units
        ]
        self.table.in_notebook(min(imports, key=lambda item: item["cpu"]), checks)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(command, env=environment(), stdout=subprocess.PIPE, text=True, check=True, cwd="/")
    return done.stdout.splitlines()[-1]


def _compare(found: Any, papers: Sequence[Paper], what: str) -> None:
    wrong = []
    for paper in papers:
        score = found.get((paper.student, paper.unit))
        if score is None:
            wrong.append(f"{paper.student} {paper.unit} {paper.kind}: no score")
        elif paper.points is not None and abs(score - paper.points) > 1e-9:
            wrong.append(f"{paper.student} {paper.unit} {paper.kind}: {score}, expected {paper.points}")
    if wrong:
        raise WrongGrade(f"{what}: {len(wrong)} wrong\n" + "\n".join(wrong[:20]))


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="autograder-bench-") as name:
        yield Path(name)


def say(text: str) -> None:
    """Progress, at once."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Parse and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=288, help="submissions for (b) and (c), over all units")
    parser.add_argument("--sample", type=int, default=36, help="of these, how many for (a), which is slow")
    parser.add_argument("--rounds", type=int, default=3, help="(a), (b) and (c) in turns, so often")
    parser.add_argument(
        "--before", type=lambda text: Path(text).resolve(), help="root of another checkout to compare (b) with"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--unit", action="append", default=[], help="only these units")
    parser.add_argument("--scale", default="", metavar="N,N,…", help="classes of these sizes instead")
    parser.add_argument("--only", choices=("compare", "notebook"), help="one part of the run")
    parser.add_argument("--no-table", action="store_true", help="print, keep nothing")
    args = parser.parse_args()
    bench = Bench(args)
    if args.scale:
        bench.scale([int(size) for size in args.scale.split(",")])
    else:
        if args.only != "notebook":
            bench.compare(args.size, min(args.size, args.sample), args.rounds, args.before)
        if args.only != "compare":
            bench.notebook()
    bench.table.show()
    if not args.no_table:
        bench.table.keep()


if __name__ == "__main__":
    main()
