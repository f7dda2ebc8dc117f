"""``autograder feedback [UNIT ...]``: writes a page for each student, from the recorded results."""

from __future__ import annotations

import argparse
import sys

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("feedback", help=messages.HELP_FEEDBACK, description=messages.HELP_FEEDBACK)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_FEEDBACK_UNITS)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pages; return 0 if all were made, 1 if some could not be or there are none."""
    from ..gradebook.feedback import write_feedback

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    made, problems = write_feedback(folder, options.class_units(project, folder, args.units), args.db)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(messages.FEEDBACK.format(count=made, folder=folder / "feedback") if made else messages.NO_FEEDBACK)
    return 0 if made and not problems else 1
