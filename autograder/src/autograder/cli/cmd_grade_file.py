"""``autograder grade-file NOTEBOOK ...``: loose notebooks, no class folder, no gradebook."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..authoring.unit import Unit
from ..core.marks import check_id
from ..errors import SubmissionRejected, UsageError
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
    """Grade; 0 when all were graded, 1 when something needs a look."""
    from ..grading.engine import Engine
    from .jsonout import as_object, check_target, write_json
    from .show import console, show_exercises, show_problems, show_table
    from .words import exercise_message

    project = options.project_of(args)
    units = {unit.name: unit for unit in options.units_of(project, [args.unit] if args.unit else None)}
    check_target(args.json)
    if args.isolation == "none":
        print(messages.NO_ISOLATION, file=sys.stderr)
    out = console(to_stderr=args.json == "-")
    secret = _secret()
    with Engine(project.course.resolve(), project.solutions.resolve(), secret, args.isolation) as engine:
        engine.start()
        results = [_grade(engine, path, units, args.unit) for path in args.notebooks]
    show_table(out, results, files=True)
    if len(results) == 1 and results[0].verdict is not None:
        unit = units[results[0].unit]
        show_exercises(out, results[0], {x.name: exercise_message(x, unit) for x in results[0].verdict.exercises})
    show_problems(out, results)
    if args.json:
        write_json(args.json, (as_object(item, units.get(item.unit)) for item in results))
    return 1 if any(item.status != "graded" for item in results) else 0


def _secret() -> bytes:
    from ..core.folders import user_folder
    from ..grading.secret import kept_secret

    try:
        return kept_secret(user_folder() / "secret")
    except RuntimeError as error:
        raise UsageError(messages.NO_HOME) from error


def _grade(engine: Engine, path: Path, units: dict[str, Unit], wanted: str | None) -> Graded:
    from ..grading import read_submission
    from ..grading.engine import detect_unit
    from ..grading.results import Graded

    name = ""
    try:
        raw = read_submission(path)
        name = next(iter(units)) if wanted else detect_unit(path, raw, _names(units))
    except SubmissionRejected as error:
        return Graded(str(path), "", name, "rejected", str(error))
    # A loose file names no student: its own content draws the hidden inputs.
    seed_name = f"file:{hashlib.sha256(raw).hexdigest()}"
    return engine.grade(raw, path=str(path), student="", unit=name, seed_name=seed_name)


def _names(units: dict[str, Unit]) -> dict[str, list[str]]:
    return {
        name: [mark for item in unit.exercises for mark in (item.name, check_id(item.name))] for name, unit in units.items()
    }
