"""``autograder report``: writes as HTML what a class got wrong."""

from __future__ import annotations

import argparse

from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("report", help=messages.HELP_REPORT, description=messages.HELP_REPORT)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the report; return 0."""
    from ..gradebook.report import write_report

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    print(messages.REPORTED.format(path=write_report(folder, options.class_units(project, folder, None), args.db)))
    return 0
