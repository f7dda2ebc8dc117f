"""Options that several commands share, and what they stand for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ..authoring.unit import Unit
from ..errors import UsageError
from ..grading.names import shown
from ..release.project import Project, find_project
from . import messages


def add_project(parser: argparse.ArgumentParser) -> None:
    """``--root``: where course/ and solutions/ lie."""
    parser.add_argument("--root", type=Path, metavar="FOLDER", help=messages.HELP_ROOT)


def add_class(parser: argparse.ArgumentParser) -> None:
    """``--class-dir`` and ``--db``."""
    parser.add_argument("--class-dir", type=Path, metavar="FOLDER", help=messages.HELP_CLASS)
    parser.add_argument("--db", default="", metavar="URL", help=messages.HELP_DB)


def add_isolation(parser: argparse.ArgumentParser) -> None:
    """``--isolation``."""
    parser.add_argument("--isolation", choices=("namespaces", "none"), default="namespaces", help=messages.HELP_ISOLATION)


def add_json(parser: argparse.ArgumentParser) -> None:
    """``--json``."""
    parser.add_argument("--json", metavar="FILE", help=messages.HELP_JSON)


def project_of(args: argparse.Namespace) -> Project:
    """The repository that a command works on."""
    return find_project(args.root)


def class_dir(args: argparse.Namespace, project: Project) -> Path:
    """The class folder; beside course/ and solutions/ by default.

    Raises:
        UsageError: its path is no UTF-8, which no database can be named by.
    """
    folder = Path(args.class_dir) if args.class_dir is not None else project.root / "class"
    try:
        str(folder.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(messages.BAD_CLASS_DIR.format(path=shown(folder))) from error
    return folder


def units_of(project: Project, names: list[str] | None) -> list[Unit]:
    """The units named (all when none is), each checked.

    Raises:
        UsageError: a name that is no unit.
        UnitError: a unit that is broken.
    """
    units = project.units(names or [])
    for unit in units:
        unit.validate()
    return units


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0))


def at_least_one(text: str) -> int:
    """An argparse type.

    Raises:
        ArgumentTypeError: no integer, or one below 1.
    """
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(messages.NOT_POSITIVE.format(found=text))
    return int(text)
