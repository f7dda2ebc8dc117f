"""``autograder terms [FILE ...]``: finds words that are not those of the course's glossary."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..release import messages
from .options import add_project, project_of


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("terms", help=messages.HELP_TERMS, description=messages.HELP_TERMS)
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help=messages.HELP_TERM_FILES)
    add_project(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Search; return 1 if anything is found, else 0."""
    from ..release.terms import files_to_lint, lint_files, report

    project = project_of(args)
    files = args.files or files_to_lint(project)
    return report(project, files, lint_files(files))
