"""``autograder new NN_topic``: makes a new unit's folder to start from."""

from __future__ import annotations

import argparse

from npml.core.josa import korean

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("new", help=messages.HELP_NEW, description=messages.HELP_NEW)
    parser.add_argument("unit", metavar="NN_topic", help=messages.HELP_NEW_UNIT)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the folder; return 0."""
    from ..release.new import new_unit

    folder = new_unit(project_of(args), args.unit)
    print(korean(messages.NEW_MADE, folder=folder))
    return 0
