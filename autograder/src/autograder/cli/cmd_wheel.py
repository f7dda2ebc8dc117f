"""``autograder wheel``: the student's package, with all units."""

from __future__ import annotations

import argparse

from npml.core.josa import korean

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("wheel", help=messages.HELP_WHEEL, description=messages.HELP_WHEEL)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the wheel; return 0."""
    from ..release.bundle import wheel

    path = wheel(project_of(args))
    print(korean(messages.WHEEL_MADE, path=path, size=path.stat().st_size / 1e6))
    return 0
