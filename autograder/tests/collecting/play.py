"""Plays a whole term, from the registrar's list to the grades in the LMS, with the commands that a professor types.

By hand, to look at what comes out:  python -m tests.collecting.play FOLDER  (in the folder autograder/).
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.unit import Unit
from autograder.cli import main
from autograder.release.project import Project

from . import cast
from .cast import SYSTEMS, Desk, Paper

COURSE = """\
id = "ai-ml"
timezone = "Asia/Seoul"
[late]
per_day = 10
days = 3
"""
UNIT = '[[unit]]\nname = "{name}"\ndue = "2026-10-04 23:59"\nweight = {weight}\n'
#: The second unit weighs double, the last is extra credit.
WEIGHTS = (1, 2, 1, 1, 1, 1, 1)
#: The rewriting students hand in again on the fifth: one day has begun.
AGAIN = "2026-10-05 20:10:00"


@dataclass
class Term:
    """What was played: the class, the units, and what each command said."""

    root: Path
    folder: Path
    units: Sequence[Unit]
    papers: dict[str, list[Paper]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    first: list[dict[str, Any]] = field(default_factory=list)
    second: list[dict[str, Any]] = field(default_factory=list)

    @property
    def files(self) -> Path:
        """What came from the registrar and the LMSes."""
        return self.folder / "downloads"

    @property
    def room(self) -> Path:
        """The class folder."""
        return self.folder / "class"

    @property
    def names(self) -> list[str]:
        """The units' names."""
        return [unit.name for unit in self.units]

    def run(self, step: str, *arguments: object) -> str:
        """Run a command on the class; what it said."""
        out = io.StringIO()
        command = [*map(str, arguments), "--root", str(self.root), "--class-dir", str(self.room)]
        with contextlib.redirect_stdout(out):
            self.codes[step] = main(command)
        self.said[step] = out.getvalue()
        return out.getvalue()


def play(project: Project, folder: Path, units: Sequence[str] = ()) -> Term:
    """The whole term.

    Args:
        project: the repository.
        folder: an empty folder.
        units: the units; by default the first seven, one for each LMS.
    """
    term = Term(project.root, folder, project.units(units) if units else project.units()[: len(SYSTEMS)])
    term.files.mkdir(parents=True)
    _begin(term)
    _collect(term)
    term.first = _grade(term, "grade")
    _hand_in_again(term)
    term.second = _grade(term, "grade again")
    _give_back(term)
    return term


def _begin(term: Term) -> None:
    term.room.mkdir(mode=0o700)
    plans = [UNIT.format(name=name, weight=weight) for name, weight in zip(term.names, WEIGHTS, strict=False)]
    if len(plans) == len(SYSTEMS):
        plans[-1] += "extra_credit = true\n"
    (term.room / "course.toml").write_text(COURSE + "".join(plans), encoding="utf-8")
    term.run("init", "class", "init")
    cast.roster(term.files / "수강생.xlsx")
    term.run("roster", "class", "roster", term.files / "수강생.xlsx")


def _collect(term: Term) -> None:
    for system, unit in zip(SYSTEMS, term.units, strict=False):
        term.papers[unit.name] = Desk(unit).papers()
        place = term.files / system
        place.mkdir()
        for name, raw in cast.archive(system, unit.name, term.papers[unit.name]).items():
            (place / name).write_bytes(raw)
        term.run(f"collect {system}", "collect", *sorted(place.glob("*.zip")))
    _answer(term)


def _answer(term: Term) -> None:
    """Two students have one name; where the LMS tells no number, a person opens the files and says whose they are."""
    term.run("inbox", "collect")
    for item in sorted((term.room / "inbox").glob("*/item.json")):
        notebook = json.loads((item.parent / "notebook.ipynb").read_text(encoding="utf-8"))
        term.run(f"assign {item.parent.name}", "collect", "--assign", item.parent.name, notebook["metadata"]["owner"])


def _grade(term: Term, step: str) -> list[dict[str, Any]]:
    path = term.folder / f"{step}.json"
    term.run(step, "grade", "--workers", 2, "--json", path)
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _hand_in_again(term: Term) -> None:
    """In the first unit: one student mends the mistake a day late, another hands in a file that is cut off."""
    unit = term.units[0]
    place = term.files / "moodle again"
    place.mkdir()
    mended = Paper(cast.WRONG, Desk(unit).right(cast.WRONG), 100.0)
    old = next(paper for paper in term.papers[unit.name] if paper.who is cast.SOL)
    cut = Paper(cast.SOL, old.raw[: len(old.raw) // 2], None)
    papers = [
        mended if paper.who is cast.WRONG else cut if paper.who is cast.SOL else paper for paper in term.papers[unit.name]
    ]
    times = {cast.WRONG.number: AGAIN, cast.SOL.number: AGAIN}
    files = cast.archive("moodle", unit.name, papers)
    (place / "AI-과제1-2.zip").write_bytes(next(iter(files.values())))
    (place / "성적-AI-과제1-2.csv").write_bytes(cast.worksheet(papers, times))
    term.run("collect again", "collect", place / "AI-과제1-2.zip")
    term.run("plan", "grade", "--plan")


def _give_back(term: Term) -> None:
    first, second = term.names[:2]
    sheet = term.files / "moodle again" / "성적-AI-과제1-2.csv"
    term.run("status", "class", "status")
    term.run("return moodle", "return", first, "--to", "moodle", "--sheet", sheet)
    if len(term.names) > 1:
        book = term.files / "canvas" / "2026_Grades-AI.csv"
        term.run("return canvas", "return", second, "--to", "canvas", "--sheet", book, "--grades-only", "--column", "HW 01")
    term.run("return xlsx", "return", "--to", "xlsx")
    term.run("report", "report")
    if len(term.names) > 1:
        term.run("similar", "similar", second, "--json", term.folder / "similar.json")


if __name__ == "__main__":
    place = Path(sys.argv[1])
    played = play(Project(Path(__file__).resolve().parents[3]), place, sys.argv[2:])
    for name, text in played.said.items():
        print(f"\n### {name} ({played.codes[name]})\n{text}")
