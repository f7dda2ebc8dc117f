"""``autograder check-drift [UNIT ...]``: finds committed files that differ from what the lessons give."""

from __future__ import annotations

import argparse

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("check-drift", help=messages.HELP_DRIFT, description=messages.HELP_DRIFT)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_UNITS)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare; return 1 if anything differs, else 0."""
    from ..release.drift import find_drift, report

    project = project_of(args)
    return report(project, find_drift(project, args.units))
