"""The command line: every module ``cmd_*.py`` in this package is a subcommand.

Each has a function ``register(commands)``, which adds its parser and sets the default ``run``, a function
from the parsed arguments to the exit code.  There is no other list of the commands.

Exit codes: 0 all is well; 1 something needs a person's look; 2 wrong use; 3 stopped by an error before the end;
130 interrupted.
"""

from __future__ import annotations

import argparse
import errno
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
#: A full or broken disk, a folder that may not be written, too many open files.
_MACHINE = {
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EMFILE, errno.ENFILE,
}  # fmt: skip


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
    except Exception as error:
        if (text := _of_the_machine(error)) is None:
            raise
        from .words import printable  # with NumPy, which the other commands need not wait for

        print(messages.ERROR.format(error=printable(text, 500)), file=sys.stderr)
        return STOPPED


def _of_the_machine(error: Exception) -> str | None:
    """What to say of an error of the disk or the database, for which neither we nor the command is to blame."""
    if isinstance(error, OSError) and error.errno in _MACHINE:
        return messages.MACHINE.format(path=error.filename or messages.DISK, error=error.strerror)
    failed = sys.modules.get("sqlalchemy.exc")  # not loaded for this: it takes a while
    if failed is not None and isinstance(error, failed.OperationalError):
        return messages.MACHINE.format(path=messages.DATABASE, error=error.orig)
    return None


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
