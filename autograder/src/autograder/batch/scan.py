"""Finds what was handed in: ``class/submitted/STUDENT/UNIT/UNIT.ipynb``.  Links are never followed.

Everything that lies there is graded, or reported with the reason why not.  Passed over in silence are only
what systems make (``.DS_Store``, ``__MACOSX``) and units that were not asked for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError
from npml.intake.names import guess, is_system, one_form, readable, shown

from ..course.roster import fits_a_folder
from . import messages
from .submission import Place, is_notebook, look_at

#: At most so many subfolders of a folder that is no unit's are searched for notebooks.
MAX_FOLDERS = 200
#: Endings of files that somebody may have handed in; other files (a roster) are skipped with a message.
_WORK = (".py", ".zip", ".html", ".htm", ".pdf", ".7z", ".rar", ".tar", ".gz", ".alz", ".egg", ".hwp", ".docx", ".json")


@dataclass(frozen=True)
class Found:
    """One thing in the folder of submissions.

    Attributes:
        student, unit: "" if unknown.
        path: of the notebook, or of what was found instead.
        problem: Korean; why a person must look at it before it can be graded.
        note: Korean; what is odd about it, although it can be graded.
        untouched: Korean; why a person must look if the notebook turns out to be as it was handed out.
        skipped: it is not a submission at all; ``problem`` says what it is.
    """

    student: str
    unit: str
    path: Path
    problem: str = ""
    note: str = ""
    untouched: str = ""
    skipped: bool = False


def scan(
    class_dir: Path, units: Collection[str], students: Collection[str] = (), known: Collection[str] = ()
) -> Iterator[Found]:
    """All submissions of these units, by student, then unit.

    Args:
        class_dir: the class's folder.
        units: names of the units asked for.
        students: the students asked for; empty for all.
        known: names of all units that exist; those not asked for are passed over in silence.

    Raises:
        UsageError: the folder does not exist or cannot be read, or there is no such student.
    """
    folder = class_dir / "submitted"
    if not os.path.isdir(folder):
        raise UsageError(messages.NO_FOLDER.format(path=shown(folder)))
    try:
        names = _listing(folder)
    except OSError as error:
        raise UsageError(_unreadable(folder, error)) from error
    people: dict[str, list[str]] = {}
    for name in names:
        people.setdefault(one_form(name), []).append(name)
    wanted = {one_form(student) for student in students}
    for student in sorted(wanted - people.keys()):
        raise UsageError(_unknown(student, people, folder))
    look = _Look(folder, units, known or units)
    for student, forms in sorted(people.items()):
        if not wanted or student in wanted:
            yield from look.student(student, [folder / form for form in forms])


def _listing(folder: Path) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder) if not is_system(entry.name))


def _unknown(student: str, people: Collection[str], folder: Path) -> str:
    near = get_close_matches(student, people, 1, 0.7)
    text = messages.MAYBE_STUDENT if near else messages.UNKNOWN_STUDENT
    return text.format(student=shown(student), folder=shown(folder), guess=shown("".join(near)))


def _unreadable(path: Path, error: OSError) -> str:
    return messages.UNREADABLE.format(path=shown(path), error=error.strerror or type(error).__name__)


class _Look:
    """One look at a folder of submissions."""

    def __init__(self, folder: Path, units: Collection[str], known: Collection[str]) -> None:
        self._folder, self._units, self._known = folder, units, known

    def student(self, name: str, folders: list[Path]) -> Iterator[Found]:
        """What lies in the folders of one student: several if the name was written in several Unicode forms."""
        good = []
        for folder in folders:
            try:
                mode = os.lstat(folder).st_mode
            except OSError as error:
                yield Found("", "", folder, _unreadable(folder, error))
                continue
            if stat.S_ISLNK(mode):
                yield Found("", "", folder, messages.LINKED.format(path=shown(folder)))
            elif not stat.S_ISDIR(mode):
                yield from self._file("", folder)
            elif name in self._known:
                yield Found("", "", folder, messages.UNIT_AS_STUDENT.format(path=shown(folder), unit=name))
            elif not fits_a_folder(name):
                old = readable(name)
                text = korean(messages.OLD_NAME, path=shown(folder), name=shown(old)) if old else ""
                yield Found("", "", folder, text or messages.BAD_NAME.format(path=shown(folder)))
            else:
                good.append(folder)
        places: dict[str, list[Path]] = {}
        for folder in good:
            try:
                entries = _listing(folder)
            except OSError as error:
                yield Found(name, "", folder, _unreadable(folder, error))
                continue
            if not entries:
                yield Found(name, "", folder, messages.NOTHING.format(path=shown(folder)), skipped=True)
            for entry in entries:
                if entry in self._units:
                    places.setdefault(entry, []).append(folder / entry)
                elif entry not in self._known:
                    yield from self._stray(name, folder / entry)
        for unit, here in sorted(places.items()):
            yield self._submission(name, unit, here, len(good))

    def _submission(self, student: str, unit: str, places: list[Path], forms: int) -> Found:
        path = places[0] / f"{unit}.ipynb"
        if len(places) > 1:
            return Found(student, unit, path, messages.TWO_FORMS.format(student=student, unit=unit, count=len(places)))
        try:
            place = look_at(places[0], unit, self._known)
        except OSError as error:
            place = Place(path, problem=_unreadable(places[0], error))
        notes = [place.note, messages.MERGED.format(count=forms) if forms > 1 else ""]
        return Found(student, unit, place.path, place.problem, ". ".join(filter(None, notes)), place.untouched)

    def _stray(self, student: str, path: Path) -> Iterator[Found]:
        """Something in a student's folder that is not the folder of a unit."""
        try:
            mode = os.lstat(path).st_mode
            if stat.S_ISLNK(mode):
                yield Found(student, "", path, messages.LINKED.format(path=shown(path)))
            elif not stat.S_ISDIR(mode):
                yield from self._file(student, path)
            elif unit := guess(path.name, self._known):
                if unit in self._units:
                    text = korean(messages.SLIP, path=shown(path), found=shown(path.name), unit=unit)
                    yield Found(student, "", path, text)
            else:
                books = _holds_books(path)
                text = messages.NOT_A_UNIT_BOOKS if books else messages.NOT_A_UNIT
                yield Found(student, "", path, text.format(path=shown(path)), skipped=not books)
        except OSError as error:
            yield Found(student, "", path, _unreadable(path, error))

    def _file(self, student: str, path: Path) -> Iterator[Found]:
        """A file where a folder should be; nothing for one of a unit that was not asked for."""
        name, unit = path.name, guess(path.name, self._known)
        if not is_notebook(name) and not name.lower().endswith(_WORK) and not unit:
            yield Found(student, "", path, messages.STRAY.format(path=shown(path)), skipped=True)
        elif not unit or unit in self._units:
            text = messages.NOBODYS if not student else messages.OUTSIDE if unit else messages.OUTSIDE_UNKNOWN
            yield Found(student, "", path, text.format(path=shown(path), student=student, unit=unit))


def _holds_books(folder: Path) -> bool:
    """Whether there is a notebook somewhere below the folder.

    Raises:
        OSError: the folder itself cannot be read.
    """
    os.listdir(folder)
    walk = islice(os.walk(folder), MAX_FOLDERS)
    return any(is_notebook(name) for _, _, names in walk for name in names)
