"""``autograder restore``: a class folder and its gradebook from a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from npml.core.josa import korean

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("restore", help=messages.HELP_RESTORE, description=messages.HELP_RESTORE)
    parser.add_argument("file", type=Path, metavar="FILE", help=messages.HELP_RESTORE_FILE)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the class folder; return 0.

    Raises:
        UsageError: the folder or the gradebook holds something already, or the backup is damaged.
    """
    from ..course.settings import read_course
    from ..gradebook.backup import bring_back
    from ..gradebook.database import database_url, shown_url

    folder = options.class_dir(args, options.project_of(args))
    kept = bring_back(args.file, folder, args.db)
    print(messages.RESTORED.format(folder=folder, made=kept.made.astimezone(), files=kept.files))
    course = read_course(folder)
    if args.db and course.gradebook and database_url(course.gradebook) != database_url(args.db):
        print(korean(messages.RESTORED_ELSEWHERE, path=course.path, url=shown_url(args.db)))
    return 0
