"""``autograder grade [UNIT ...]``: grades a class folder's submissions and records them in the gradebook."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UnitError, UsageError
from npml.intake.names import one_form

from . import messages, options

if TYPE_CHECKING:
    from ..authoring.unit import Unit
    from ..batch import Found, GradingConfig, Job, Result
    from ..course.settings import Course
    from ..gradebook.classroom import Classroom, Prepared
    from ..gradebook.record import Recorder
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
    parser.add_argument("--plan", action="store_true", help=messages.HELP_PLAN)
    options.add_json(parser)
    options.add_isolation(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade; return 0 if all were graded, 1 if something needs a person's look.

    Raises:
        UsageError: there is nothing to grade.
        UnitError: all units are broken.
    """
    from ..batch import scan
    from ..course.lock import locked
    from ..course.settings import read_course
    from ..gradebook.classroom import Prepared, prepare
    from . import plan
    from .jsonout import check_target
    from .tally import Tally

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    units, broken = options.sound_units(project, folder, args.units)
    if not units:
        raise UnitError("\n".join(broken.values()))
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
    found, course = scan(folder, names, args.student, known), read_course(folder)
    if args.plan:
        config = _config(args, project, plan.secret_of(folder), course)
        plan.show(args, plan.steps(args, folder, config, units, found, course, broken))
        plan.show_broken(broken)
        for note in options.course_notes(folder, course, names):
            print(messages.NOTE.format(note=note), file=sys.stderr)
        return 1 if broken else 0
    if args.isolation == "none":
        print(messages.NO_ISOLATION, file=sys.stderr)
    begin = time.monotonic()
    told = Prepared(broken)
    with locked(folder), Tally({unit.name: unit for unit in units}, keep_objects=bool(args.json)) as tally:
        room = prepare(folder, units, args.db, told)
        _grade(args, project, [unit for unit in units if unit.name not in broken], room, found, count, tally, broken)
        _report(args, tally, folder, names, time.monotonic() - begin, told)
        return 1 if tally.bad.count or tally.looks.count or broken else 0


def _config(args: argparse.Namespace, project: Project, secret: bytes, course: Course) -> GradingConfig:
    from ..batch import GradingConfig
    from ..gradebook.classroom import POOL

    pool = options.class_dir(args, project).resolve() / POOL
    return GradingConfig(
        project.course.resolve(), project.solutions.resolve(), secret, args.isolation, pool=pool,
        follow_through=course.follow_through,
    )  # fmt: skip


def _grade(
    args: argparse.Namespace, project: Project, units: list[Unit], room: Classroom, found: Iterable[Found], count: int,
    tally: Tally, broken: dict[str, str],
) -> None:  # fmt: skip
    from ..batch import pending
    from ..gradebook.record import Recorder
    from .plan import checked
    from .progress import progress

    config = _config(args, project, room.secret(), room.course)
    with ExitStack() as stack:
        engine = stack.enter_context(config.engine())
        recorder = stack.enter_context(Recorder(room.root, args.db, tally.changed))
        good = checked(engine, units, broken)
        units = [unit for unit in units if unit.name in good]
        here = (item for item in found if item.unit in good or not item.unit)
        new = _choose_best(args, config, units, engine, recorder, room, tally)
        ticker = stack.enter_context(progress(count))
        for result in _results(
            args, config, units, engine, pending(here, engine, recorder.recorded, force=args.force), count
        ):
            ticker.tick()
            if result.note and (result.graded is None or result.graded.status == "graded"):
                tally.note(result.student, result.unit, result.note)
            if result.graded is None:
                tally.skipped += (result.student, result.unit) not in new
                if (recorded := recorder.recall(result.student, result.unit, result.path)) is not None:
                    tally.add(recorded)
            elif result.student and result.unit:
                for settled in recorder.write(result.graded, result.reasons):
                    tally.add(settled)
            else:
                tally.add(result.graded)
        for settled in recorder.flush():
            tally.add(settled)
        upkeep = recorder.settle(good)
        tally.settled = upkeep.settled
        for student, unit_name in upkeep.withdrawn:
            tally.note(student, unit_name, messages.WITHDRAWN)
        tally.settle(recorder.marks(good, [one_form(student) for student in args.student]))


def _choose_best(
    args: argparse.Namespace, config: GradingConfig, units: list[Unit], engine: Engine, recorder: Recorder,
    room: Classroom, tally: Tally,
) -> set[tuple[str, str]]:  # fmt: skip
    """Where the best version counts, grade all and put the best ones in their places; return what was recorded."""
    from ..batch.best import Best
    from ..collecting.receipts import BEST
    from ..course.settings import read_course

    course = read_course(room.root)
    if course.counts != BEST:
        return set()
    best = Best(room.root, course, engine, recorder.recorded, lambda student, unit: recorder.recall(student, unit, ""))
    jobs = best.jobs({unit.name for unit in units}, [one_form(student) for student in args.student])
    new = set()
    if (first := next(jobs, None)) is not None:
        waiting: Iterator[Job | Result] = chain([first], jobs)
        for result in _results(args, config, units, engine, waiting, options.cores()):
            tally.versions += 1
            if (won := best.take(result)) is not None:
                recorder.write(*won)
                new.add((won[0].student, won[0].unit))
        recorder.flush()
    for note in best.notes:
        tally.note(*note)
    return new


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


def _report(
    args: argparse.Namespace, tally: Tally, folder: Path, units: Collection[str], seconds: float, told: Prepared
) -> None:  # fmt: skip
    from ..course.settings import read_course
    from ..gradebook.arrival import timed_by_files
    from ..gradebook.classroom import Classroom
    from ..gradebook.database import shown_url
    from .jsonout import write_json
    from .plan import show_broken
    from .show import console, show_changes, show_looks, show_notes, show_problems, show_table

    out = console(to_stderr=args.json == "-")
    if tally.all.count:
        show_table(out, tally.all.rows, files=False, count=tally.all.count, marks=tally.marks)
    for unit, count, mean in tally.means():
        out.print(messages.SUMMARY.format(unit=unit, count=count, mean=mean))
    for unit, moved in told.moved.items():
        more = " ".join([*(f"+{name}" for name in moved.added), *(f"−{name}" for name in moved.removed)])
        out.print(messages.MOVED.format(unit=unit, more=more, count=moved.submissions))
    for unit, count in told.retold.items():
        out.print(messages.RETOLD.format(unit=unit, count=count))
    show_changes(out, tally.changes.rows, tally.marks, count=tally.changes.count)
    show_problems(out, tally.bad.rows, count=tally.bad.count)
    show_looks(out, tally.looks.rows, count=tally.looks.count)
    show_broken(told.failed)
    show_notes(out, tally.notes, count=tally.noted)
    for note in options.course_notes(folder, read_course(folder), units):
        out.print(messages.NOTE.format(note=note))
    if tally.versions:
        out.print(messages.VERSIONS.format(count=tally.versions))
    if tally.skipped:
        out.print(messages.SKIPPED.format(count=tally.skipped))
    if tally.settled:
        out.print(messages.SETTLED.format(count=tally.settled))
        if timed_by_files(Classroom(folder), [unit for unit, _, _ in tally.means()]):
            out.print(messages.BY_FILE_TIME)
    counts = tally.counts
    out.print(messages.TOTAL.format(graded=counts["graded"], rejected=counts["rejected"],
                                    review=counts["needs_review"] + tally.looks.count, seconds=seconds))  # fmt: skip
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
