"""``autograder bundle``: the student's zip."""

from __future__ import annotations

import argparse

from npml.core.josa import korean

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("bundle", help=messages.HELP_BUNDLE, description=messages.HELP_BUNDLE)
    add_project(parser)
    parser.add_argument("--address", default="", help=messages.HELP_ADDRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the zip; return 0."""
    from ..release.bundle import bundle

    path = bundle(project_of(args), args.address)
    print(korean(messages.BUNDLED, path=path, size=path.stat().st_size / 1e6))
    return 0
