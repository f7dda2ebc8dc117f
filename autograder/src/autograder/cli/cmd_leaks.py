"""``autograder leaks [PATH ...]``: does the release hold anything secret?"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("leaks", help=messages.HELP_LEAKS, description=messages.HELP_LEAKS)
    parser.add_argument("paths", nargs="*", metavar="PATH", type=Path, help=messages.HELP_LEAK_PATHS)
    parser.add_argument("--root", type=Path, help=messages.HELP_ROOT)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Scan; 1 when anything is found."""
    from ..release.leaks import report, scan
    from ..release.project import find_project

    project = find_project(args.root)
    return report(project, scan(project, args.paths or [project.course]))
