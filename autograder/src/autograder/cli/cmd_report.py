"""``autograder report``: writes as HTML what a class got wrong, to project and to work with."""

from __future__ import annotations

import argparse

from ..reporting import CLASS_PAGE, FOR_CLASS, FOR_ME, MY_PAGE
from . import messages, options


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("report", help=messages.HELP_REPORT, description=messages.HELP_REPORT)
    parser.add_argument("--for", dest="page", choices=(FOR_CLASS, FOR_ME), help=messages.HELP_REPORT_FOR)
    parser.add_argument("--below", type=options.points, default=60.0, metavar="N", help=messages.HELP_BELOW)
    options.add_class(parser)
    options.add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pages; return 0."""
    from ..gradebook.upkeep import before_showing
    from ..reporting.report import write_report

    project = options.project_of(args)
    folder = options.class_dir(args, project)
    units = options.class_units(project, folder, None)
    before_showing(folder, args.db, [unit.name for unit in units])
    pages = [args.page] if args.page else [FOR_ME, FOR_CLASS]
    made = write_report(folder, units, args.db, pages=pages, below=args.below)
    if FOR_ME in pages:
        print(messages.REPORTED.format(path=made.with_name(MY_PAGE)))
    if FOR_CLASS in pages:
        print(messages.REPORTED_CLASS.format(path=made.with_name(CLASS_PAGE)))
    return 0
