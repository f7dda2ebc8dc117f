"""``autograder leaks [PATH ...]``: finds secrets in the files that are released."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("leaks", help=messages.HELP_LEAKS, description=messages.HELP_LEAKS)
    parser.add_argument("paths", nargs="*", metavar="PATH", type=Path, help=messages.HELP_LEAK_PATHS)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Scan; return 1 if anything is found, else 0."""
    from ..release.leaks import report, scan

    project = project_of(args)
    return report(project, scan(project, args.paths or [project.course, project.packages]))
