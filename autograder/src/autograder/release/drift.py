"""Finds committed files that are not what the lessons give.

course/ is compared byte for byte, except for the last digits in checks.json.  Solved notebooks are
compared without their outputs, which nbval compares, so that no notebook has to be executed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import nbformat

from npml.core.absent import missing
from npml.core.josa import korean
from npml.core.marks import package_of

from ..authoring.unit import Unit
from . import messages
from .course_readme import README
from .notebooks import canonical, source_notebook
from .project import Project
from .release import is_ignored, is_same, notebook_files, package_files, shared_files
from .start import NAME as START

SHOWN_LINES = 12


@dataclass(frozen=True)
class Drift:
    """One file that is not what the lesson gives; ``diff`` holds the first lines of the difference."""

    path: Path
    kind: Literal["missing", "extra", "changed"]
    diff: tuple[str, ...] = ()


def find_drift(project: Project, names: Sequence[str] = ()) -> list[Drift]:
    """All differences in the named units; without names, in everything under course/.

    Raises:
        UnitError: a unit cannot be built at all.
        UsageError: there is no such unit, or no unit at all.
    """
    units = project.units(names)
    found: list[Drift] = []
    for unit in units:
        found += _course_drift(project.course / unit.name, notebook_files(unit))
        if absent := missing(unit.libraries):  # without its library nothing is known of the values in its package
            print(korean(messages.DRIFT_WITHOUT, unit=unit.name, libraries=", ".join(absent)))
        else:
            found += _course_drift(project.packages / package_of(unit.name), package_files(unit))
        found += _solved_drift(unit)
    if not names:
        if project.practice is not None:
            folder = project.packages / package_of(project.practice.name)
            found += _course_drift(folder, package_files(project.practice))
        found += _stray(project, units)
        found += _course_drift(project.course, shared_files(project, units), closed=False)
    return found


def _course_drift(folder: Path, files: dict[str, bytes], *, closed: bool = True) -> Iterator[Drift]:
    for name, wanted in files.items():
        path = folder / name
        if not path.is_file():
            yield Drift(path, "missing")
        elif not is_same(path.name, found := path.read_bytes(), wanted):
            yield Drift(path, "changed", _diff(found, wanted))
    for path in sorted(folder.rglob("*")) if closed else []:
        if path.is_file() and path.relative_to(folder).as_posix() not in files and not is_ignored(path):
            yield Drift(path, "extra")


def _solved_drift(unit: Unit) -> Iterator[Drift]:
    path = unit.folder / f"{unit.name}.ipynb"
    if not path.is_file():
        yield Drift(path, "missing")
        return
    wanted = canonical(source_notebook(unit)).encode()
    try:
        found = _without_outputs(path)
    except (ValueError, KeyError, AttributeError, nbformat.ValidationError):
        yield Drift(path, "changed", (messages.DRIFT_UNREADABLE,))
        return
    if found != wanted:
        yield Drift(path, "changed", _diff(found, wanted))


def _without_outputs(path: Path) -> bytes:
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return canonical(book).encode()


def _stray(project: Project, units: Sequence[Unit]) -> Iterator[Drift]:
    names = {unit.name for unit in units}
    practice = [project.practice] if project.practice is not None else []
    packages = {package_of(unit.name) for unit in [*units, *practice]}
    for folder in sorted(project.packages.glob("unit[0-9][0-9]")):
        if folder.name not in packages:  # the wheel would carry it
            yield from (
                Drift(path, "extra") for path in sorted(folder.rglob("*")) if path.is_file() and not is_ignored(path)
            )
    for path in sorted(project.course.iterdir()) if project.course.is_dir() else []:
        if path.is_dir() and path.name not in names:
            inside = (item for item in sorted(path.rglob("*")) if item.is_file() and not is_ignored(item))
            yield from (Drift(item, "extra") for item in inside)
        elif path.is_file() and path.name not in (README, START) and not is_ignored(path):
            yield Drift(path, "extra")


def _diff(found: bytes, wanted: bytes) -> tuple[str, ...]:
    try:
        old, new = found.decode().splitlines(), wanted.decode().splitlines()
    except UnicodeDecodeError:
        return (messages.DRIFT_BINARY,)
    lines = list(difflib.unified_diff(old, new, messages.DRIFT_COMMITTED, messages.DRIFT_REBUILT, n=1, lineterm=""))
    if not lines:
        return (messages.DRIFT_LINE_ENDS,)
    shown = [line[:160] for line in lines[:SHOWN_LINES]]
    return (*shown, *(["…"] if len(lines) > SHOWN_LINES else []))


def report(project: Project, found: Sequence[Drift]) -> int:
    """Print the findings in Korean and return the exit code: 1 if there are any, else 0."""
    if not found:
        print(messages.DRIFT_NONE)
        return 0
    print(messages.DRIFT_HEAD.format(count=len(found)))
    texts = {"missing": messages.DRIFT_MISSING, "extra": messages.DRIFT_EXTRA, "changed": messages.DRIFT_CHANGED}
    for item in found:
        print(texts[item.kind].format(path=item.path.relative_to(project.root)))
        for line in item.diff:
            print(f"    {line}")
    print(messages.DRIFT_NEXT)
    return 1
