"""``autograder new NN_topic``: a unit's folder to start from."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.josa import korean
from ..release import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("new", help=messages.HELP_NEW, description=messages.HELP_NEW)
    parser.add_argument("unit", metavar="NN_topic", help=messages.HELP_NEW_UNIT)
    parser.add_argument("--root", type=Path, help=messages.HELP_ROOT)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make it; 0 unless an error is raised."""
    from ..release.new import new_unit
    from ..release.project import find_project

    folder = new_unit(find_project(args.root), args.unit)
    print(korean(messages.NEW_MADE, folder=folder))
    return 0
