"""``autograder grade [UNIT ...]``: grades a class folder's submissions and records them in the gradebook."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UsageError

from . import messages, options

if TYPE_CHECKING:
    from ..authoring.unit import Unit
    from ..batch import Found, GradingConfig, Job, Result
    from ..gradebook.classroom import Classroom
    from ..grading.engine import Engine
    from ..release.project import Project
    from .tally import Tally


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("grade", help=messages.HELP_GRADE, description=messages.HELP_GRADE)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_UNITS)
    options.add_class(parser)
    parser.add_argument("--student", action="append", default=[], metavar="ID", help=messages.HELP_STUDENT)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--workers", type=options.at_least_one, metavar="N", help=messages.HELP_WORKERS)
    where.add_argument("--scheduler", default="", metavar="tcp://H:P", help=messages.HELP_SCHEDULER)
    parser.add_argument("--force", action="store_true", help=messages.HELP_FORCE)
    options.add_json(parser)
    options.add_isolation(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade; return 0 if all were graded, 1 if something needs a person's look.

    Raises:
        UsageError: there is nothing to grade.
    """
    from ..batch import scan
    from ..course.lock import locked
    from ..gradebook.classroom import prepare
    from .jsonout import check_target
    from .tally import Tally

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    units = options.class_units(project, folder, args.units)
    check_target(args.json)
    names = {unit.name for unit in units}
    count = 0
    known = {unit.name for unit in project.units()}
    for item in scan(folder, names, args.student, known):
        if item.skipped:
            print(item.problem, file=sys.stderr)
        count += not item.skipped
    if not count:
        raise UsageError(messages.NO_SUBMISSIONS.format(folder=folder / "submitted"))
    if args.isolation == "none":
        print(messages.NO_ISOLATION, file=sys.stderr)
    begin = time.monotonic()
    with locked(folder), Tally({unit.name: unit for unit in units}, keep_objects=bool(args.json)) as tally:
        room = prepare(folder, units, args.db)
        _grade(args, project, units, room, scan(folder, names, args.student, known), count, tally)
        _report(args, tally, folder, time.monotonic() - begin)
        return 1 if tally.bad.count else 0


def _grade(
    args: argparse.Namespace, project: Project, units: list[Unit], room: Classroom, found: Iterable[Found], count: int,
    tally: Tally,
) -> None:  # fmt: skip
    from ..batch import GradingConfig, pending
    from ..gradebook.classroom import POOL
    from ..gradebook.record import Recorder
    from .progress import progress

    config = GradingConfig(
        project.course.resolve(),
        project.solutions.resolve(),
        room.secret(),
        args.isolation,
        pool=room.root.resolve() / POOL,
    )
    with ExitStack() as stack:
        engine = stack.enter_context(config.engine())
        recorder = stack.enter_context(Recorder(room.root, args.db))
        ticker = stack.enter_context(progress(count))
        jobs = pending(found, engine) if args.force else pending(found, engine, recorder.digest)
        for result in _results(args, config, units, engine, jobs, count):
            ticker.tick()
            if result.note and (result.graded is None or result.graded.status == "graded"):
                tally.note(result.student, result.unit, result.note)
            if result.graded is None:
                tally.skipped += 1
                if (recorded := recorder.recall(result.student, result.unit, result.path)) is not None:
                    tally.add(recorded)
            elif result.student and result.unit:
                for settled in recorder.write(result.graded):
                    tally.add(settled)
            else:
                tally.add(result.graded)
        for settled in recorder.flush():
            tally.add(settled)
        tally.settled = recorder.settle(unit.name for unit in units)


def _results(
    args: argparse.Namespace, config: GradingConfig, units: list[Unit], engine: Engine, jobs: Iterator[Job | Result],
    count: int,
) -> Iterator[Result]:  # fmt: skip
    from ..batch import grade_here, grade_on_cluster
    from ..batch.config import pack_units

    workers = min(args.workers or options.cores(), count)
    if args.scheduler:
        config = replace(config, bundle=pack_units(config.course, units))
        return grade_on_cluster(jobs, config, scheduler=args.scheduler)
    if workers == 1:
        return grade_here(jobs, engine)
    return grade_on_cluster(jobs, config, workers=workers)


def _report(args: argparse.Namespace, tally: Tally, folder: Path, seconds: float) -> None:
    from ..gradebook.database import shown_url
    from .jsonout import write_json
    from .show import console, show_notes, show_problems, show_table

    out = console(to_stderr=args.json == "-")
    if tally.all.count:
        show_table(out, tally.all.rows, files=False, count=tally.all.count)
    for unit, count, mean in tally.means():
        out.print(messages.SUMMARY.format(unit=unit, count=count, mean=mean))
    show_problems(out, tally.bad.rows, count=tally.bad.count)
    show_notes(out, tally.notes, count=tally.noted)
    if tally.skipped:
        out.print(messages.SKIPPED.format(count=tally.skipped))
    if tally.settled:
        out.print(messages.SETTLED.format(count=tally.settled))
    counts = tally.counts
    out.print(messages.TOTAL.format(graded=counts["graded"], rejected=counts["rejected"],
                                    review=counts["needs_review"], seconds=seconds))  # fmt: skip
    out.print(messages.RECORDED.format(folder=shown_url(args.db) if args.db else folder))
    out.print(messages.FEEDBACK_NEXT.format(command=_feedback_command(args)))
    if args.json:
        write_json(args.json, tally.objects())


def _feedback_command(args: argparse.Namespace) -> str:
    """The command that makes the feedback pages of what was graded, for the instructor to copy."""
    words = ["autograder", "feedback", *args.units]
    for option in ("class_dir", "db", "root"):
        if value := getattr(args, option):
            from ..gradebook.database import shown_url

            shown = shown_url(value) if option == "db" else str(value)
            words += [f"--{option.replace('_', '-')}", shown]
    return shlex.join(words)
