"""``autograder doctor``: finds out whether this host can isolate students' code, and if not, how to mend that."""

from __future__ import annotations

import argparse
from itertools import islice
from pathlib import Path

from npml.errors import UsageError
from npml.intake.names import shown

from . import messages

#: So many exposed files are named.
NAMED = 3


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help=messages.HELP_DOCTOR, description=messages.HELP_DOCTOR)
    parser.add_argument("--class-dir", type=Path, metavar="FOLDER", help=messages.HELP_DOCTOR_CLASS)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine the host, or close a class folder to others; return 0 if nothing that grading needs is missing, else 1."""
    if args.class_dir is not None:
        return _close(args.class_dir)
    from rich.table import Table
    from rich.text import Text

    from ..sandbox.probe import probe_host
    from .show import console
    from .words import printable

    findings = probe_host()
    out = console(to_stderr=False)
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in findings:
        table.add_row(messages.DOCTOR_MARKS[item.ok], Text(item.name), Text(printable(item.found)))
        if item.mend:
            table.add_row("", "", Text(f"→ {printable(item.mend)}"))
    out.print(table)
    bad = sum(item.ok is False for item in findings)
    weak = sum(item.ok is None for item in findings)
    if bad:
        out.print(messages.DOCTOR_BAD.format(count=bad))
    elif weak:
        out.print(messages.DOCTOR_WEAK.format(count=weak))
    else:
        out.print(messages.DOCTOR_GOOD)
    return 1 if bad else 0


def _close(folder: Path) -> int:
    """Say what others can read in a class folder, and close it; return 1 if they could read anything."""
    from ..course.privacy import close, exposed

    if not folder.is_dir():
        raise UsageError(messages.NO_CLASS.format(folder=folder))
    open_to_others = list(islice(exposed(folder), NAMED + 1))
    for path in open_to_others[:NAMED]:
        print(messages.EXPOSED.format(path=shown(path)))
    if len(open_to_others) > NAMED:
        print(messages.EXPOSED_MORE)
    if not close(folder):
        print(messages.CLASS_CLOSED.format(folder=folder))
        return 0
    print(messages.CLOSED.format(folder=folder))
    return 1
