"""The command line: every module ``cmd_*.py`` in this package is a subcommand.

Each has a function ``register(commands)``, which adds its parser and sets the default ``run``, a function
from the parsed arguments to the exit code.  There is no other list of the commands.

Exit codes: 0 all is well; 1 something needs a person's look; 2 wrong use; 3 stopped by an error before the end;
130 interrupted.
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

from npml.errors import AutograderError, UsageError

from .. import lean  # noqa: F401  (before nbformat)
from . import messages

#: The exit codes.  After STOPPED, what was done before the error is kept.
OK, LOOK, USAGE, STOPPED = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; errors become one Korean line on stderr.

    Raises:
        SystemExit: argparse printed a help text (code 0) or refused the arguments (code 2).
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # for names that are not UTF-8, and terminals without Hangul
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
        # The program that reads our output (head, less) has ended.  Keep Python from reporting that when it exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return LOOK


def build_parser() -> argparse.ArgumentParser:
    """The parser with all commands of this package.  It also makes argparse speak Korean in the whole process."""
    korean = _Korean()
    vars(argparse).update(_=korean.gettext, ngettext=korean.ngettext)
    parser = argparse.ArgumentParser(prog="autograder", description=messages.DESCRIPTION, epilog=messages.EPILOG)
    commands = parser.add_subparsers(title=messages.COMMANDS, metavar=messages.COMMAND)
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        if found.name.startswith("cmd_"):
            import_module(f"{__name__}.{found.name}").register(commands)
    return parser


class _Columns(str):
    """Text whose length is its width in terminal columns, because argparse indents lines by the length."""

    def __len__(self) -> int:
        return cell_len(str(self))


class _Korean(NullTranslations):
    """Translations of argparse's texts, for any language setting; gettext's own files have no Korean ones."""

    def gettext(self, message: str) -> str:
        """The Korean text, or the text itself when there is none."""
        found = messages.ARGPARSE.get(message)
        return message if found is None else _Columns(found)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The Korean text for the plural, because Korean has one form for both."""
        return self.gettext(msgid2)
