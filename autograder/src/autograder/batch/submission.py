"""Looks into the folder of one submission: which notebook is to be graded, or why a person must decide that."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from npml.core.josa import korean
from npml.intake.names import guess, is_system, shown

from . import messages

#: At most so many names are listed in a message.
MAX_NAMES = 5
#: Ending of a file -> the ending in `messages.ADVICE` whose advice fits it too.
_ALIKE = {
    ".htm": ".html", ".7z": ".zip", ".rar": ".zip", ".tar": ".zip", ".gz": ".zip", ".alz": ".zip", ".egg": ".zip",
    ".json": ".txt", ".download": ".txt",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """The notebook in a submission's folder; the fields are those of `scan.Found`."""

    path: Path
    problem: str = ""
    note: str = ""
    untouched: str = ""


def is_notebook(name: str) -> bool:
    """Whether a file is a notebook by its name."""
    return name.lower().endswith(".ipynb") and not is_system(name)


def look_at(folder: Path, unit: str, known: Collection[str]) -> Place:
    """The notebook to grade in ``submitted/STUDENT/UNIT``.

    Raises:
        OSError: the folder cannot be read.
    """
    path = folder / f"{unit}.ipynb"
    mode = os.lstat(folder).st_mode
    if stat.S_ISLNK(mode):
        return Place(path, messages.LINKED.format(path=shown(folder)))
    if not stat.S_ISDIR(mode):
        text = messages.OUTSIDE.format(path=shown(folder), student=shown(folder.parent.name), unit=unit)
        return Place(path, text)
    entries = sorted((entry for entry in os.scandir(folder) if not is_system(entry.name)), key=lambda entry: entry.name)
    books = [entry for entry in entries if is_notebook(entry.name) and entry.name != path.name]
    if any(entry.name == path.name for entry in entries):
        if not books:
            return Place(path)
        names = _names(books)
        untouched = messages.UNTOUCHED.format(path=shown(path), found=names, unit=unit)
        return Place(path, note=messages.BESIDE.format(found=names, unit=unit), untouched=untouched)
    files = [entry for entry in books if entry.is_file(follow_symlinks=False)]
    if len(books) == 1 and files:
        other = guess(files[0].name, known)
        if other in ("", unit):  # browsers rename downloads: "… (1).ipynb"
            return Place(folder / files[0].name, note=korean(messages.RENAMED, found=shown(files[0].name), unit=unit))
        return Place(path, _missing(folder, unit, entries, "other", other=other))
    return Place(path, _missing(folder, unit, entries, _kind(folder, books, entries), count=len(books)))


def _kind(folder: Path, books: list[os.DirEntry[str]], entries: list[os.DirEntry[str]]) -> str:
    if len(books) > 1:
        return "several"
    if books:
        return "link" if books[0].is_symlink() else ""
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and any(is_notebook(name) for name in os.listdir(entry.path)):
            return "inside"
    for entry in entries:
        ending = os.path.splitext(entry.name)[1].lower()
        ending = _ALIKE.get(ending, ending)
        if ending in messages.ADVICE and (ending != ".txt" or ".ipynb" in entry.name.lower()):
            return ending
    return ""


def _missing(folder: Path, unit: str, entries: list[os.DirEntry[str]], kind: str, **more: object) -> str:
    there = messages.THERE.format(names=_names(entries)) if entries else messages.EMPTY
    advice = messages.ADVICE[kind].format(unit=unit, **more)
    slips = [entry.name for entry in entries if is_notebook(entry.name) and guess(entry.name, [unit])]
    if kind == "several" and len(slips) == 1:
        advice = korean(messages.SLIP_FILE, found=shown(slips[0]), unit=f"{unit}.ipynb") + " " + advice
    return messages.NO_NOTEBOOK.format(path=shown(folder), unit=unit, there=there, advice=advice)


def _names(entries: list[os.DirEntry[str]]) -> str:
    names = [shown(entry.name) for entry in entries[:MAX_NAMES]]
    return ", ".join(names) + (" …" if len(entries) > MAX_NAMES else "")
