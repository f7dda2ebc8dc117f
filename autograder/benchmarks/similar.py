"""What does ``autograder similar`` find, and what does it hold against students who worked alone?

    .venv/bin/python autograder/benchmarks/similar.py [UNIT …] [--size 60] [--copies 10] [--seeds 1]
    .venv/bin/python autograder/benchmarks/similar.py 03 --scale 3000

A class of independent students for each unit (the lesson's own solution, a variant, an answer that others wrote, or a
mistake of the bank for each exercise, most of them in a style of their own) and copies of some under each disguise, one
disguise at a time.  The grade's part is taken as known: a mistake of the bank counts as diagnosed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "autograder"))

from autograder.authoring.unit import Unit, find_units  # noqa: E402
from autograder.grading.nodes import to_text  # noqa: E402
from autograder.grading.submission import Submission  # noqa: E402
from autograder.judge.verdict import CategoryVerdict, ExerciseVerdict  # noqa: E402
from autograder.similarity import compare as comparing  # noqa: E402
from autograder.similarity.reading import Desk, Handed  # noqa: E402
from tests.similarity.pupils import DISGUISES, Pupil, School  # noqa: E402


def verdicts_of(pupil: Pupil) -> dict[str, ExerciseVerdict]:
    """As the judge would give them."""
    found = {}
    for name in pupil.sources:
        key = pupil.wrong.get(name)
        category = CategoryVerdict("all", 0.0 if key else 1.0, 1.0, not key, "value" if key else "")
        found[name] = ExerciseVerdict(name, (category,), (key,) if key else ())
    return found


def handed_by(pupil: Pupil, school: School) -> Handed:
    """A student's submission."""
    raw = to_text(pupil.notebook(school.papers)).encode()
    return pupil.name, "", False, Submission(raw, pupil.name, pupil.name, school.unit.name), verdicts_of(pupil)


@dataclass
class Row:
    """One class: the scores of the pairs that worked alone, and of the copies with their originals by disguise."""

    unit: str
    alone: list[float]
    copies: dict[str, list[float]]
    false: dict[str, int]


def figures(unit: Unit, size: int, copies: int, seed: int) -> Row:
    """Compare a class, then the class with copies of its first students under each disguise."""
    school = School(unit, seed)
    pupils = school.independent(size)
    with Desk(unit, school.papers.stub(), 2) as desk:
        standard, said = desk.standard()
        alone = list(desk.papers((handed_by(pupil, school) for pupil in pupils), _fail))
        row = Row(unit.name, comparing.compare(alone, standard, said).scores, {}, {})
        for disguise in DISGUISES:
            twins = school.copies(pupils, disguise, copies)
            more = list(desk.papers((handed_by(pupil, school) for pupil in twins), _fail))
            found = comparing.compare([*alone, *more], standard, said, shown=-1.0)
            pairs = {frozenset((pair.first.student, pair.second.student)): pair.score for pair in found.pairs}
            wanted = [frozenset((twin.name, twin.copied_from)) for twin in twins]
            row.copies[disguise] = [pairs.get(key, 0.0) for key in wanted]
            row.false[disguise] = sum(score >= comparing.SHOWN for key, score in pairs.items() if key not in wanted)
    return row


def scale(unit: Unit, size: int) -> str:
    """What comparing a large class takes."""
    school = School(unit)
    with Desk(unit, school.papers.stub(), 2) as desk:
        standard, said = desk.standard()
        # Written, read and forgotten one by one, as the command does with files.
        handed = (handed_by(pupil, school) for pupil in school.pupils(size))
        begin = time.perf_counter()
        papers = list(desk.papers(handed, _fail))
        read = time.perf_counter()
        found = comparing.compare(papers, standard, said)
        end = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"{size} submissions of {unit.name}: made and read in {read - begin:.0f} s, compared in {end - read:.0f} s "
        f"({len(found.scores)} pairs closely), {len(found.pairs)} shown, at most {memory} MB"
    )


def _fail(path: str, reason: str) -> None:
    raise RuntimeError(f"{path}: {reason}")


def table(rows: list[Row]) -> str:
    """The figures over all classes, as Markdown."""
    shown, strong = comparing.SHOWN, comparing.STRONG
    out = ["| disguise | shown | strong | precision | scores: 10 % | median | 90 % |", "|---|--:|--:|--:|--:|--:|--:|"]
    for disguise in DISGUISES:
        scores = np.array([score for row in rows for score in row.copies[disguise]])
        found, false = int((scores >= shown).sum()), sum(row.false[disguise] for row in rows)
        parts = [f"{np.quantile(scores, part):.2f}" for part in (0.1, 0.5, 0.9)]
        precision = f"{found / (found + false):.0%}" if found + false else "–"
        shares = f"{(scores >= shown).mean():.0%} | {(scores >= strong).mean():.0%}"
        out.append(f"| {disguise} | {shares} | {precision} | {' | '.join(parts)} |")
    alone = [np.array(row.alone) for row in rows]
    every = np.concatenate(alone)
    out.append("")
    out.append(
        f"Without copies, a class of these shows {np.mean([(part >= shown).sum() for part in alone]):.2f} pairs and "
        f"{np.mean([(part >= strong).sum() for part in alone]):.2f} strong ones; "
        f"the scores of the {len(every)} pairs looked at: "
        + ", ".join(
            f"{name} {np.quantile(every, part):.2f}" for name, part in (("median", 0.5), ("99 %", 0.99), ("most", 1.0))
        )
    )
    return "\n".join(out)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("units", nargs="*")
    parser.add_argument("--size", type=int, default=60)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--scale", type=int, metavar="N", help="only measure a class of N")
    args = parser.parse_args()
    units = [unit for unit in find_units(ROOT / "solutions") if not args.units or unit.name[:2] in args.units]
    if args.scale:
        print("\n".join(scale(unit, args.scale) for unit in units))
        return
    rows = []
    for unit in units:
        for seed in range(args.seeds):
            rows.append(figures(unit, args.size, args.copies, seed))
            scores = rows[-1].alone or [0.0]
            copied = np.median(rows[-1].copies["verbatim"])
            print(f"{unit.name}: alone at most {max(scores):.2f}; verbatim copies {copied:.2f}", flush=True)
    print(table(rows))


if __name__ == "__main__":
    main()
