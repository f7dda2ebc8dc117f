"""``autograder grade-file NOTEBOOK ...``: grades single notebooks without a class folder and a gradebook."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from npml.errors import UsageError

from . import messages, options

if TYPE_CHECKING:
    from ..grading.engine import Engine
    from ..grading.results import Graded


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("grade-file", help=messages.HELP_GRADE_FILE, description=messages.HELP_GRADE_FILE)
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK", help=messages.HELP_NOTEBOOK)
    parser.add_argument("--unit", metavar="UNIT", help=messages.HELP_UNIT)
    options.add_json(parser)
    options.add_isolation(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Grade; return 0 if all were graded, 1 if something needs a person's look."""
    from ..grading.engine import Engine
    from ..grading.render import message_of
    from ..grading.verdict_json import to_public
    from .jsonout import check_target, write_json
    from .show import console, show_exercises, show_problems, show_table

    project = options.project_of(args)
    unit = project.units([args.unit])[0].name if args.unit else ""
    exercises = {item.name: item.tagged_names for item in project.units()}
    check_target(args.json)
    if args.isolation == "none":
        print(messages.NO_ISOLATION, file=sys.stderr)
    out = console(to_stderr=args.json == "-")
    with Engine(project.course.resolve(), project.solutions.resolve(), _secret(), args.isolation) as engine:
        if unit:
            engine.unit(unit)
        engine.start()
        results = [_grade(engine, path, exercises, unit) for path in args.notebooks]
        units = {item.unit: engine.unit(item.unit) for item in results if item.unit}
    show_table(out, results, files=True)
    if len(results) == 1 and (verdict := results[0].verdict) is not None:
        show_exercises(out, results[0], {x.name: message_of(x, units[verdict.unit]) for x in verdict.exercises})
    show_problems(out, results)
    if args.json:
        write_json(args.json, (to_public(item, units.get(item.unit)) for item in results))
    return 1 if any(item.status != "graded" for item in results) else 0


def _secret() -> bytes:
    from npml.core.folders import user_folder

    from ..grading.secret import kept_secret

    try:
        return kept_secret(user_folder() / "secret")
    except RuntimeError as error:
        raise UsageError(messages.NO_HOME) from error


def _grade(engine: Engine, path: Path, exercises: Mapping[str, Collection[str]], unit: str) -> Graded:
    """Grade one file.

    Raises:
        UnitError, LibraryMissing: its unit is broken, or cannot be graded here; no submission is to blame for that, so the
            command ends.
    """
    from ..grading.submission import loose_file

    submission = loose_file(path, exercises, unit)
    if submission.unit:
        engine.unit(submission.unit)
    return engine.grade(submission)
