"""``autograder site``: what the static site is built from; ``make site`` builds it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("site", help=messages.HELP_SITE, description=messages.HELP_SITE)
    add_project(parser)
    parser.add_argument("folder", type=Path, help=messages.HELP_SITE_FOLDER)
    parser.add_argument("--pyodide", type=Path, help=messages.HELP_PYODIDE)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Fill the folder; return 0."""
    from ..release.website import site_sources

    site_sources(project_of(args), args.folder, args.pyodide)
    return 0
