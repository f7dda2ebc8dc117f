"""``autograder bundle [UNIT ...]``: the student's zip, of all units or of those that are out."""

from __future__ import annotations

import argparse

from npml.core.josa import korean

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("bundle", help=messages.HELP_BUNDLE, description=messages.HELP_BUNDLE)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_BUNDLE_UNITS)
    add_project(parser)
    parser.add_argument("--address", default="", help=messages.HELP_ADDRESS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the zip; return 0."""
    from ..release.bundle import bundle

    project = project_of(args)
    path = bundle(project, args.address, units=args.units)
    print(korean(messages.BUNDLED, path=path, size=path.stat().st_size / 1e6))
    if args.units:
        print(messages.BUNDLED_SOME.format(units=", ".join(unit.name for unit in project.units(args.units))))
    return 0
