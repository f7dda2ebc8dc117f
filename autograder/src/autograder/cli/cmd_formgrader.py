"""``autograder formgrader``: starts nbgrader's formgrader on a class folder, fully configured."""

from __future__ import annotations

import argparse
import os
import sys

from ..gradebook import messages
from .options import add_class, add_project, class_dir, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("formgrader", help=messages.HELP_FORMGRADER, description=messages.HELP_FORMGRADER)
    add_project(parser)
    add_class(parser)
    parser.add_argument("--port", type=int, default=8888, help=messages.HELP_PORT)
    parser.add_argument("--no-browser", action="store_true", help=messages.HELP_NO_BROWSER)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Replace this process by JupyterLab.

    Raises:
        UsageError: the folder is no class folder.
    """
    from ..gradebook.formgrader import command, environment

    folder = class_dir(args, project_of(args))
    line = command(folder, args.port, browser=not args.no_browser)
    print(messages.FORMGRADER_STARTS.format(port=args.port))
    sys.stdout.flush()
    os.chdir(folder)
    os.execve(line[0], line, environment(folder.resolve()))
