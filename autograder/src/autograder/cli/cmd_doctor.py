"""``autograder doctor``: can this host isolate students' code, and if not, how to mend it."""

from __future__ import annotations

import argparse

from . import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help=messages.HELP_DOCTOR, description=messages.HELP_DOCTOR)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Look; 0 when everything is there."""
    from ..sandbox.probe import probe_host

    raise NotImplementedError(probe_host)
