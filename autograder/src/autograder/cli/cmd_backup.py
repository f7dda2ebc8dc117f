"""``autograder backup``: a class in one file."""

from __future__ import annotations

import argparse
from pathlib import Path

from npml.errors import UsageError

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("backup", help=messages.HELP_BACKUP, description=messages.HELP_BACKUP)
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help=messages.HELP_BACKUP_FILE)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the backup; return 0.

    Raises:
        UsageError: there is no such class, the file exists, or another command works on the class.
    """
    from datetime import datetime

    from ..gradebook.backup import back_up
    from ..gradebook.classroom import Classroom

    folder = options.class_dir(args, options.project_of(args))
    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    room = Classroom(folder)
    named = messages.BACKUP_NAME.format(name=folder.resolve().name, made=datetime.now())
    target = args.file or folder.resolve().parent / named
    kept = back_up(room, room.gradebook(args.db), target)
    size = messages.MEGABYTES.format(count=kept.size / 1e6)
    print(messages.BACKED_UP.format(path=target, files=kept.files, size=size))
    return 0
