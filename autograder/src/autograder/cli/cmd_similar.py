"""``autograder similar UNIT``: which submissions share what is rare, with the evidence side by side."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from npml.errors import UnitError, UsageError

from ..similarity import messages as say
from . import messages, options

if TYPE_CHECKING:
    from ..authoring.unit import Unit
    from ..similarity.compare import Found, Pair
    from ..similarity.page import Labels
    from ..similarity.reading import Handed


#: So many students are named in one remark.
MOST_NAMES = 20


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("similar", help=say.HELP, description=say.HELP)
    parser.add_argument("unit", metavar="UNIT", help=say.HELP_UNIT)
    parser.add_argument("--against", type=Path, metavar="FOLDER", help=say.HELP_AGAINST)
    parser.add_argument("--anonymous", action="store_true", help=say.HELP_ANONYMOUS)
    options.add_class(parser)
    options.add_json(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare, print the pairs and write the page; return 0, also when there are pairs: they are no fault.

    Raises:
        UsageError: there is no such unit or class, or it has fewer than two submissions.
        UnitError: the unit is broken or not released.
    """
    from ..course.files import write_atomically
    from ..gradebook.classroom import Classroom
    from ..grading.nodes import from_text
    from ..similarity.compare import RELIABLE, compare
    from ..similarity.page import Labels, page
    from ..similarity.reading import Desk
    from .jsonout import check_target, write_json
    from .show import console

    check_target(args.json)
    project = options.project_of(args)
    folder = options.class_dir(args, project)
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    (unit,) = options.class_units(project, folder, [args.unit])
    released = project.course / unit.name / f"{unit.name}.ipynb"
    if not released.is_file():
        raise UnitError(say.NOT_RELEASED.format(path=released))
    room = Classroom(folder)
    out = console(to_stderr=args.json == "-")
    handed = list(_handed(unit, folder, room.gradebook(args.db), [item.name for item in project.units()]))
    ungraded = sum(not item[4] for item in handed)
    if args.against is not None:
        handed += _earlier(unit, args.against, [item.name for item in project.units()])
    notes: list[str] = []
    with Desk(unit, from_text(released.read_text(encoding="utf-8")), min(2, options.cores())) as desk:
        standard, said = desk.standard()
        papers = list(desk.papers(handed, lambda path, why: notes.append(say.LEFT_OUT.format(path=path, why=why))))
    if len(papers) < 2:
        raise UsageError(say.TOO_FEW.format(path=folder, count=len(papers), unit=unit.name))
    found = compare(papers, standard, said)
    general = [say.SMALL.format(count=found.count)] if found.count < RELIABLE else []
    general += [say.UNGRADED.format(count=ungraded)] if ungraded else []
    notes = [*general, *notes]
    labels = Labels.made(found, args.anonymous)
    unread = [
        paper.student for paper in papers if not paper.earlier and any(item.problem for item in paper.answers.values())
    ]
    if unread:
        more = ["…"] if len(unread) > MOST_NAMES else []
        notes.append(say.UNREAD.format(names=", ".join([*unread[:MOST_NAMES], *more])))
    target = room.report / f"similar-{unit.name}{'-anonymous' if args.anonymous else ''}.html"
    # Remarks on single files name students: an anonymous page has only those on the class.
    write_atomically(target, page(unit, found, labels, general if args.anonymous else notes), mode=0o600)
    _show(out, unit, found, labels, notes)
    out.print(say.PAGE_AT.format(path=target))
    if args.json:
        write_json(args.json, (_public(pair, labels) for pair in found.pairs))
    return 0


def _handed(unit: Unit, folder: Path, db_url: str, known: list[str]) -> Iterator[Handed]:
    """The class's submissions, with what the gradebook says of each."""
    from ..batch.scan import scan
    from ..course.registrar import read_class_roster
    from ..grading.submission import Submission
    from ..reporting.entries import read_entries

    entries = {entry.student: entry for entry in read_entries(db_url).get(unit.name, [])}
    roster = read_class_roster(folder)
    for item in scan(folder, [unit.name], known=known):
        if item.skipped or item.unit != unit.name:
            continue
        person, entry = roster.by_student(item.student), entries.get(item.student)
        name = person.name if person is not None else entry.name if entry is not None else ""
        submission = Submission.from_file(item.path, item.student, unit.name)
        yield item.student, name, False, submission, entry.exercises if entry is not None else {}


def _earlier(unit: Unit, folder: Path, known: list[str]) -> Iterator[Handed]:
    """Another class's submissions; ids may be the same as in this one."""
    from ..batch.scan import scan
    from ..grading.submission import Submission

    for item in scan(folder, [unit.name], known=known):
        if not item.skipped and item.unit == unit.name:
            yield f"{item.student}\0earlier", "", True, Submission.from_file(item.path, item.student, unit.name), {}


def _show(out: Any, unit: Unit, found: Found, labels: Labels, notes: list[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    from ..similarity.page import level_of, said
    from .show import MAX_ROWS
    from .words import printable

    for note in notes:
        out.print(printable(note))
    out.print(say.COMPARED.format(unit=unit.name, count=found.count, pairs=len(found.pairs)))
    if found.pairs:
        table = Table(box=None, pad_edge=False)
        table.add_column(say.COLUMNS[0], no_wrap=True)
        for title in say.COLUMNS[1:]:
            table.add_column(title, overflow="fold")
        for pair in found.pairs[:MAX_ROWS]:
            degree = f"{pair.score:.1f} {say.LEVELS[level_of(pair)]}"
            cells = (degree, labels(pair.first), labels(pair.second), ", ".join(said(pair)))
            table.add_row(*(Text(printable(cell, 300)) for cell in cells))
        out.print(table)
        if len(found.pairs) > MAX_ROWS:
            out.print(say.MORE_PAIRS.format(count=len(found.pairs) - MAX_ROWS))
        for group in found.groups:
            out.print(printable(say.GROUP.format(count=len(group), names=", ".join(map(labels, group)))))
    else:
        out.print(say.NONE)
    out.print(say.JUDGE)


def _public(pair: Pair, labels: Labels) -> dict[str, Any]:
    """One pair as JSON."""
    from ..similarity.page import level_of

    exercises = []
    for item in pair.shared:
        mine, yours = pair.first.answers[item.exercise].lines, pair.second.answers[item.exercise].lines
        row: dict[str, Any] = {"exercise": item.exercise, "code": round(item.code, 3), "share": round(item.share, 3)}
        row |= {
            "comments": len(item.remarks),
            "mistakes": [{"what": what, "submissions": often} for what, often in item.mistakes],
        }
        row["lines"] = [[list(mine[left][:2]), list(yours[right][:2])] for left, right in item.links]
        exercises.append(row)
    return {
        "students": [labels(pair.first), labels(pair.second)], "score": round(pair.score, 3), "level": level_of(pair),
        "exercises": exercises,
    }  # fmt: skip
