"""The command line: every module ``cmd_*.py`` here is a subcommand.

A command module has ``register(subparsers)``, which adds its parser and sets ``run`` as a
default: a function from the parsed arguments to the exit code.  Nothing else knows the list.

Exit codes: 0 all is well; 1 something needs a look; 2 wrong use; 3 stopped before its end.
"""

from __future__ import annotations

import argparse
import io
import os
import pkgutil
import sys
from collections.abc import Sequence
from gettext import NullTranslations
from importlib import import_module

from rich.cells import cell_len

from .. import lean  # noqa: F401  (before nbformat)
from ..errors import AutograderError, UsageError
from . import messages

#: All well; something needs a person's look; wrong use; stopped before its end (what was done stays done).
OK, LOOK, USAGE, STOPPED = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; errors become one Korean line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # names in any bytes, and terminals that know no Hangul
            stream.reconfigure(errors="backslashreplace")
    parser = build_parser()
    args = parser.parse_args(argv)
    if not hasattr(args, "run"):
        parser.print_help()
        return USAGE
    try:
        return int(args.run(args))
    except UsageError as error:
        print(messages.ERROR.format(error=error), file=sys.stderr)
        return USAGE
    except AutograderError as error:
        print(messages.ERROR.format(error=error), file=sys.stderr)
        return STOPPED
    except KeyboardInterrupt:
        print(messages.INTERRUPTED, file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) went away; keep the interpreter's shutdown quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return LOOK


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands found in this package.  From here on this process's argparse speaks Korean."""
    korean = _Korean()
    vars(argparse).update(_=korean.gettext, ngettext=korean.ngettext)
    parser = argparse.ArgumentParser(prog="autograder", description=messages.DESCRIPTION, epilog=messages.EPILOG)
    commands = parser.add_subparsers(title=messages.COMMANDS, metavar=messages.COMMAND)
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        if found.name.startswith("cmd_"):
            import_module(f"{__name__}.{found.name}").register(commands)
    return parser


class _Columns(str):
    """Text as long as the columns it takes in a terminal: argparse indents what follows by its length."""

    def __len__(self) -> int:
        return cell_len(str(self))


class _Korean(NullTranslations):
    """What argparse asks gettext for, whatever the computer's language; gettext's own files have none of it."""

    def gettext(self, message: str) -> str:
        """The Korean text; the same text where there is none."""
        found = messages.ARGPARSE.get(message)
        return message if found is None else _Columns(found)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """By the plural: Korean has one form."""
        return self.gettext(msgid2)
