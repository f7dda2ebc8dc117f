"""Options that several commands share, and the functions that interpret them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from npml.core.josa import korean
from npml.errors import UnitError, UsageError
from npml.intake.names import shown

from ..course import messages as course_messages
from ..course.settings import read_course
from . import messages

if TYPE_CHECKING:
    from ..authoring.unit import Unit
    from ..course.settings import Course
    from ..release.project import Project


def add_project(parser: argparse.ArgumentParser) -> None:
    """Add ``--root``, the folder that contains course/ and solutions/."""
    parser.add_argument("--root", type=Path, metavar="FOLDER", help=messages.HELP_ROOT)


def add_class(parser: argparse.ArgumentParser) -> None:
    """Add ``--class-dir`` and ``--db``."""
    parser.add_argument("--class-dir", type=Path, metavar="FOLDER", help=messages.HELP_CLASS)
    parser.add_argument("--db", default="", metavar="URL", help=messages.HELP_DB)


def add_isolation(parser: argparse.ArgumentParser) -> None:
    """Add ``--isolation``."""
    parser.add_argument("--isolation", choices=("namespaces", "none"), default="namespaces", help=messages.HELP_ISOLATION)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Add ``--json``."""
    parser.add_argument("--json", metavar="FILE", help=messages.HELP_JSON)


def project_of(args: argparse.Namespace) -> Project:
    """The repository that a command works on.

    Raises:
        UsageError: there is none at ``--root`` or above.
    """
    from ..release.project import find_project

    return find_project(args.root)


def class_dir(args: argparse.Namespace, project: Project) -> Path:
    """The class folder; by default ``class`` beside course/ and solutions/.

    Raises:
        UsageError: its path is not UTF-8, so that no database URL can contain it.
    """
    folder = Path(args.class_dir) if args.class_dir is not None else project.root / "class"
    try:
        str(folder.absolute()).encode("utf-8")
    except UnicodeEncodeError as error:
        raise UsageError(messages.BAD_CLASS_DIR.format(path=shown(folder))) from error
    return folder


def units_of(project: Project, names: list[str] | None) -> list[Unit]:
    """The named units (without names, all), each validated.

    Raises:
        UsageError: there is no such unit, or no unit at all.
        UnitError: a unit is broken.
    """
    units = project.units(names or [])
    for unit in units:
        unit.validate()
    return units


def class_units(project: Project, folder: Path, names: list[str] | None) -> list[Unit]:
    """The named units of a class (without names, those of its course.toml or the course's), each validated.

    Raises:
        UsageError: there is no such unit, the course does not use it, or course.toml cannot be read.
        UnitError: a unit is broken.
    """
    return units_of(project, class_unit_names(project, folder, names))


def class_unit_names(project: Project, folder: Path, names: list[str] | None) -> list[str]:
    """The names of a class's units, as `class_units` without loading them, which takes a second for each.

    Raises:
        UsageError: there is no such unit, the course does not use it, or course.toml cannot be read.
    """
    units = project.units()
    known = [unit.name for unit in units]
    course = read_course(folder, known)
    used = [plan.name for plan in course.units]
    wanted = [unit.name for unit in project.units(names)] if names else used or _unless_told(units, folder)
    other = next((name for name in wanted if used and name not in used), None)
    if other is not None:
        raise UsageError(korean(course_messages.NOT_IN_COURSE, name=other, path=course.path, known=", ".join(used)))
    return wanted


def _unless_told(units: list[Unit], folder: Path) -> list[str]:
    """What a class uses whose course.toml does not say it: the course, and what else somebody has handed in."""
    return [unit.name for unit in units if not unit.is_further or any(folder.glob(f"submitted/*/{unit.name}"))]


def course_notes(folder: Path, course: Course, units: Collection[str]) -> list[str]:
    """What course.toml says that has no effect: extensions of nobody, and a rule that would choose other versions."""
    from ..collecting import messages as collecting_messages
    from ..collecting.store import Store
    from ..course.registrar import read_class_roster

    known = {person.student for person in read_class_roster(folder).people}
    notes = [
        course_messages.EXTENSION_NOBODY.format(path=course.path, student=shown(student), unit=unit)
        for student, unit in course.extensions
        if student not in known and not (folder / "submitted" / student).is_dir()
    ]
    if found := Store(folder).misplaced(units, course.counts, course.due):
        names = ", ".join(f"{shown(student)} {unit}" for student, unit in found[:5])
        notes.append(collecting_messages.MISPLACED.format(count=len(found), names=names))
    return notes


def sound_units(project: Project, folder: Path, names: list[str] | None) -> tuple[list[Unit], dict[str, str]]:
    """As `class_units`, but a broken unit does not stop the others.

    Returns:
        The sound units, and what is wrong with each of the others.

    Raises:
        UsageError: as `class_units`.
    """
    sound, broken = [], {}
    for unit in project.units(class_unit_names(project, folder, names)):
        try:
            unit.validate()
        except UnitError as error:
            broken[unit.name] = str(error)
        else:
            sound.append(unit)
    return sound, broken


def cores() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0))


def at_least_one(text: str) -> int:
    """An argparse type for positive integers.

    Raises:
        ArgumentTypeError: it is not an integer of at least 1.
    """
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(messages.NOT_POSITIVE.format(found=text))
    return int(text)


def points(text: str) -> float:
    """An argparse type for points from 0 to 100.

    Raises:
        ArgumentTypeError: it is no such number.
    """
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 100.0:
        raise argparse.ArgumentTypeError(messages.NOT_POINTS.format(found=text))
    return value
