"""``autograder bundle``: the student's zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..core.josa import korean
from ..release import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("bundle", help=messages.HELP_BUNDLE, description=messages.HELP_BUNDLE)
    parser.add_argument("--root", type=Path, help=messages.HELP_ROOT)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Pack; 0 unless an error is raised."""
    from ..release.bundle import bundle
    from ..release.project import find_project

    path = bundle(find_project(args.root))
    print(korean(messages.BUNDLED, path=path, size=path.stat().st_size / 1e6))
    return 0
