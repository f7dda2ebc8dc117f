"""``autograder feedback [UNIT ...]``: writes a page for each student, from the recorded results."""

from __future__ import annotations

import argparse
import sys

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("feedback", help=messages.HELP_FEEDBACK, description=messages.HELP_FEEDBACK)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_FEEDBACK_UNITS)
    parser.add_argument("--workers", type=options.at_least_one, metavar="N", help=messages.HELP_WORKERS)
    parser.add_argument("--force", action="store_true", help=messages.HELP_FEEDBACK_FORCE)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pages; return 0 if all were made, 1 if some could not be or there are none."""
    from ..gradebook.feedback import write_feedback
    from ..gradebook.upkeep import before_showing

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    names = options.class_unit_names(project, folder, args.units)
    before_showing(folder, args.db, names)
    workers = args.workers or options.cores()
    done = write_feedback(folder, names, args.db, force=args.force, workers=workers)
    for problem in done.problems:
        print(problem, file=sys.stderr)
    made = messages.FEEDBACK.format(count=done.pages, made=done.made, folder=folder / "feedback")
    print(made if done.pages else messages.NO_FEEDBACK)
    return 0 if done.pages and not done.problems else 1
