"""``autograder release [UNIT ...]``: builds the notebooks from the lessons."""

from __future__ import annotations

import argparse

from npml.core.josa import korean

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("release", help=messages.HELP_RELEASE, description=messages.HELP_RELEASE)
    parser.add_argument("units", nargs="*", metavar="UNIT", help=messages.HELP_UNITS)
    parser.add_argument("--edition", choices=[messages.EDITION], help=messages.HELP_EDITION)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Build; return 0."""
    if args.edition:
        from ..release.bundle import bundle

        path = bundle(project_of(args), self_study=True)
        print(korean(messages.BUNDLED, path=path, size=path.stat().st_size / 1e6))
        return 0
    from ..release.release import release

    release(project_of(args), args.units)
    return 0
