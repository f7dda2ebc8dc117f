"""A term of thousands of students around the grading: what collecting, status, report and return cost.

    .venv/bin/python autograder/benchmarks/term.py --students 3000

The class is recorded as `autograder grade` records it, from verdicts that the engine really gave, so that only the commands
that are measured here take their time.  One archive of Moodle with a notebook of every student is collected for real.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import platform
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench import ENDS, HERE, environment, say, scratch
from meter import Cost, measure
from pupils import Desk

from autograder.authoring.unit import Unit
from autograder.collecting.receipts import Receipt
from autograder.collecting.store import Store
from autograder.course.registrar import write_class_roster
from autograder.course.roster import Person, Roster
from autograder.gradebook.classroom import Classroom, prepare
from autograder.gradebook.record import Recorder
from autograder.grading.engine import Engine
from autograder.grading.results import Graded
from autograder.grading.submission import Submission
from autograder.release.project import find_project

KINDS = 20
_EMPTY = '{"cells": [], "metadata": {"of": "%s"}, "nbformat": 4, "nbformat_minor": 5}'
DUE = datetime(2026, 10, 4, 14, 59, tzinfo=UTC)
RESULTS = HERE / "results-term.md"
HEAD = "식별자,전체 이름,id 번호,이메일 주소,상태,성적,최대 성적,마지막 수정됨(제출),마지막 수정됨(성적)"
_FAMILIES, _GIVEN = "김이박최정강조윤장임한오서신권황안송류전", "가나다라마바사아자차카타파하"


def people(count: int) -> list[Person]:
    """A roster; names repeat, as they do among thousands."""
    found = []
    for at in range(count):
        name = _FAMILIES[at % 20] + _GIVEN[at // 20 % 14] + _GIVEN[at // 280 % 14]
        found.append(Person(f"2026{at:05d}", name, "인공지능학과", f"{at % 10:02d}", f"s{at:05d}@example.ac.kr"))
    return found


def verdicts(units: Sequence[Unit], engine: Engine) -> dict[str, list[Graded]]:
    """What the engine gives for each kind of paper."""
    found: dict[str, list[Graded]] = {}
    for unit in units:
        desk = Desk(unit)
        papers = [desk.paper(number, hostile=False) for number in range(KINDS)]
        raws = [paper.text.encode() for paper in papers]
        found[unit.name] = [
            engine.grade(Submission(raw, f"{paper.student}.ipynb", paper.student, unit.name))
            for paper, raw in zip(papers, raws, strict=True)
        ]
        assert all(item.status == "graded" for item in found[unit.name])
    return found


def fill(folder: Path, units: Sequence[Unit], roster: Sequence[Person]) -> None:
    """Submissions with receipts, one in ten late and one in twenty missing, and their results."""
    project = find_project(HERE)
    rows = "\n".join(f'[[unit]]\nname = "{unit.name}"\ndue = "2026-10-04 23:59"' for unit in units)
    (folder / "course.toml").write_text(f'id = "ml"\n[late]\nper_day = 10\ndays = 3\n{rows}\n', encoding="utf-8")
    write_class_roster(folder, Roster.of(roster))
    room = prepare(folder, units)
    with Engine(project.course.resolve(), project.solutions.resolve(), room.secret()) as engine:
        given = verdicts(units, engine)
    store = Store(folder)
    with Recorder(folder) as recorder:
        for unit in units:
            say(f"recording {unit.name}")
            for at, person in enumerate(roster):
                if (at + int(unit.name[:2])) % 20 == 0:
                    continue
                raw = (_EMPTY % person.student).encode()
                result = given[unit.name][at % KINDS]
                # The first unit's feedback is made for real; the disk need not hold the others' notebooks.
                graded = result.notebook if unit is units[0] else raw.decode()
                when = DUE + timedelta(hours=20 if at % 10 == 0 else -20)
                digest = hashlib.sha256(raw).hexdigest()
                receipt = Receipt(
                    person.student, unit.name, digest, len(raw), "term.zip", "0" * 64, f"{person.student}.ipynb",
                    f"{unit.name}.ipynb", "moodle", f"moodle:{at}", submitted=when, collected=DUE, why="id",
                )  # fmt: skip
                store.keep(raw, receipt)
                store.place(receipt)
                path = str(store.submitted(person.student, unit.name))
                recorder.write(replace(result, path=path, student=person.student, notebook=graded, digest=digest))
        recorder.flush()
        recorder.settle([unit.name for unit in units])


def archive(unit: Unit, roster: Sequence[Person]) -> bytes:
    """A zip of Moodle with a real notebook of everybody."""
    desk, stream = Desk(unit), io.BytesIO()
    texts = [desk.paper(number, hostile=False).text for number in range(KINDS)]
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for at, person in enumerate(roster):
            own = texts[at % KINDS].replace('"metadata": {', f'"metadata": {{"of": "{person.student}", ', 1)
            packed.writestr(f"{person.name}_{1_500_000 + at}_assignsubmission_file/{unit.name}.ipynb", own)
    return stream.getvalue()


def worksheet(roster: Sequence[Person]) -> str:
    """Moodle's grading worksheet."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD.split(","))
    for at, person in enumerate(roster):
        row = (f"참가자{1_500_000 + at}", person.name, person.student, person.email, "제출됨", "", "100.00")
        writer.writerow([*row, "일요일, 4 10월 2026, 9:26 오후", "-"])
    return out.getvalue()


def commands(folder: Path, files: Path, unit: str) -> Iterator[tuple[str, list[str]]]:
    """What is measured: a name and the arguments."""
    yield f"collect, one unit of Moodle ({unit})", ["collect", str(files / "moodle.zip")]
    yield "collect, the same again", ["collect", str(files / "moodle.zip")]
    yield "class status", ["class", "status"]
    yield f"class status {unit}", ["class", "status", unit]
    yield "grade --plan", ["grade", "--plan"]
    yield "report --for me", ["report", "--for", "me"]
    yield "report --for class", ["report", "--for", "class"]
    sheet = ("--sheet", str(files / "sheet.csv"), "--grades-only")
    yield f"return {unit} to Moodle's worksheet", ["return", unit, "--to", "moodle", *sheet]
    yield f"return {unit} to a folder, with everybody's page", ["return", unit, "--to", "folder"]
    yield "return --to xlsx", ["return", "--to", "xlsx"]
    yield f"similar {unit}", ["similar", unit]
    yield "backup", ["backup", str(files / "kept.tar.gz")]


def row(name: str, cost: Cost) -> str:
    """A line of the table."""
    return f"| {name} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.peak_bytes / 2**20:.0f} |"


def main() -> None:
    """Make the class, measure, and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=3000)
    parser.add_argument("--unit", action="append", default=[], help="only these units")
    parser.add_argument("--only", action="append", default=[], help="only commands whose name begins so")
    parser.add_argument("--no-table", action="store_true", help="print, keep nothing")
    args = parser.parse_args()
    project = find_project(HERE)
    units = project.units(args.unit)
    roster = people(args.students)
    lines = []
    with scratch() as root:
        folder, files = root / "class", root / "files"
        for place in (folder, files):
            place.mkdir(mode=0o700)
        fill(folder, units, roster)
        first = units[0]
        (files / "moodle.zip").write_bytes(archive(first, roster))
        (files / "sheet.csv").write_text(worksheet(roster), encoding="utf-8-sig", newline="")
        for name, arguments in commands(folder, files, first.name):
            if args.only and not any(name.startswith(wanted) for wanted in args.only):
                continue
            program = str(Path(sys.executable).parent / "autograder")
            command = [program, *arguments, "--class-dir", str(folder)]
            cost = measure(command, cwd=project.root, env=environment(), good=ENDS)
            lines.append(row(name, cost))
            say(lines[-1])
        graded = Classroom(folder).root
        size = sum(path.stat().st_size for path in graded.rglob("*") if path.is_file())
    head = [
        f"# Around the grading: {args.students} students, {len(units)} units", "",
        f"{datetime.now():%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}. `python benchmarks/term.py "
        f"--students {args.students}`; one command after the other. The class folder has {size / 2**20:.0f} MiB.", "",
        "| command | wall, s | CPU, s | peak memory, MiB |", "|--|--:|--:|--:|",
    ]  # fmt: skip
    text = "\n".join([*head, *lines, ""])
    print(text)
    if not args.no_table:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
