"""What was handed in: ``class/submitted/STUDENT/UNIT/UNIT.ipynb``, never through a link."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from . import messages

#: As the gradebook takes it: a folder's name that is a student's id.
_STUDENT = re.compile(r"\w[\w.@ -]{0,127}")


@dataclass(frozen=True)
class Found:
    """One thing in the folder of submissions.

    Attributes:
        student, unit: "" where they cannot be told.
        path: the notebook.
        problem: Korean; why it cannot be graded.
        note: Korean; what is odd about it.
        skipped: not a submission at all.
    """

    student: str
    unit: str
    path: Path
    problem: str = ""
    note: str = ""
    skipped: bool = False


def scan(class_dir: Path, units: Collection[str], students: Collection[str] = ()) -> Iterator[Found]:
    """All submissions of the units (of these students), by student, then unit.

    Raises:
        UsageError: no such folder, or no such student.
    """
    folder = class_dir / "submitted"
    if not folder.is_dir():
        raise UsageError(messages.NO_FOLDER.format(path=folder))
    names = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    for student in students:
        if student not in names:
            raise UsageError(messages.UNKNOWN_STUDENT.format(student=student, folder=folder))
    for name in names:
        if not students or name in students:
            yield from _student(folder / name, units)


def _student(folder: Path, units: Collection[str]) -> Iterator[Found]:
    name = folder.name
    if folder.is_symlink():
        yield Found("", "", folder, messages.LINKED.format(path=_shown(folder)))
    elif not folder.is_dir():
        return  # a stray file, such as a roster
    elif not _STUDENT.fullmatch(name) or name != name.strip() or ".." in name:
        yield Found("", "", folder, messages.BAD_NAME.format(path=_shown(folder)))
    else:
        for unit in sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith(".")):
            if unit in units:
                yield _submission(folder / unit, name, unit)
            elif (folder / unit).is_dir() and not re.fullmatch(r"\d{2}_[a-z0-9_]+", unit):
                text = messages.NOT_A_UNIT.format(path=_shown(folder / unit))
                yield Found(name, "", folder / unit, text, skipped=True)


def _submission(folder: Path, student: str, unit: str) -> Found:
    path = folder / f"{unit}.ipynb"
    if folder.is_symlink():
        return Found(student, unit, path, messages.LINKED.format(path=_shown(folder)))
    if not folder.is_dir() or os.path.lexists(path):
        return Found(student, unit, path)
    others = sorted(
        entry.name for entry in os.scandir(folder)
        if entry.name.endswith(".ipynb") and not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
    )  # fmt: skip
    if len(others) == 1:  # downloads are renamed easily: "… (1).ipynb"
        return Found(student, unit, folder / others[0], note=messages.RENAMED.format(found=_shown(others[0])))
    problem = messages.NO_NOTEBOOK.format(path=_shown(folder), unit=unit, count=len(others))
    return Found(student, unit, path, problem)


def _shown(path: Path | str) -> str:
    """A path for a message: no control characters."""
    return "".join(char if char.isprintable() else "?" for char in str(path))
