"""``autograder release [UNIT ...]``: lessons to notebooks."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("release", help=messages.HELP_RELEASE, description=messages.HELP_RELEASE)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_UNITS)
    parser.add_argument("--root", type=Path, help=messages.HELP_ROOT)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build; 0 unless an error is raised."""
    from ..release.project import find_project
    from ..release.release import release

    release(find_project(args.root), args.units)
    return 0
