"""``autograder demo``: makes a class of sample students, grades it in the sandbox, and writes feedback."""

from __future__ import annotations

import argparse

from ..gradebook.messages import HELP_DEMO, HELP_DEMO_UNITS
from . import cmd_grade
from .options import add_class, add_project, class_dir, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("demo", help=HELP_DEMO, description=HELP_DEMO)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=HELP_DEMO_UNITS)
    add_project(parser)
    add_class(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Run the demo; return 0 if every submission was graded as it should be, else 1."""
    from ..sample_class.run import run_demo
    from .show import console

    project = project_of(args)
    out = console(to_stderr=False)
    good = run_demo(project, class_dir(args, project).resolve(), grade, out, args.db, units=args.units)
    return 0 if good else 1


def grade(arguments: list[str]) -> int:
    """Run ``autograder grade`` with these arguments, as if typed by a person; return its exit code."""
    parser = argparse.ArgumentParser()
    cmd_grade.register(parser.add_subparsers())
    args = parser.parse_args(arguments)
    return int(args.run(args))
