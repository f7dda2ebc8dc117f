"""``autograder doctor``: finds out whether this host can isolate students' code, and if not, how to mend that."""

from __future__ import annotations

import argparse

from . import messages


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("doctor", help=messages.HELP_DOCTOR, description=messages.HELP_DOCTOR)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine the host; return 0 if nothing that grading needs is missing, else 1."""
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
