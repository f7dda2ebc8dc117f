"""Builds from the lessons what students and instructors open: course/ and the solved notebooks.

    solutions/NN_topic/lesson.py --+-- nbgrader --> course/NN_topic/NN_topic.ipynb
                                   +-- executed --> solutions/NN_topic/NN_topic.ipynb
    checks.py, mistakes.py -- values only -------> npml/unitNN/checks.json
    public/ -- as it is -------------------------> npml/unitNN/
    solutions/start.py --------------------------> course/, the start notebook

Students get the notebook, and with their wheel the packages of all units: a notebook needs no file beside it.
Every build gives the same bytes, except that another processor may change last digits in checks.json.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from npml.core.absent import missing
from npml.core.josa import korean
from npml.core.marks import package_of
from npml.errors import AutograderError, LibraryMissing

from ..authoring.unit import Unit
from . import messages
from .assignment import student_notebook
from .course_readme import README, course_readme
from .execute import executed
from .notebooks import canonical, canonical_json, source_notebook
from .project import Project
from .start import NAME as START
from .start import start_notebook, with_links

#: By-products of running or editing, which are never part of a release.
IGNORED = ("__pycache__", "*.pyc", ".ipynb_checkpoints", ".DS_Store", ".~*")
Say = Callable[[str], None]
#: The code of a unit's package.
PACKAGE = '''"""{title}: what the unit's notebook imports.  The release makes this package from solutions/{unit}."""

from typing import TYPE_CHECKING

from npml.student.place import names_of_unit

if TYPE_CHECKING:
    from npml import *  # noqa: F403

__getattr__, __dir__ = names_of_unit(__file__)
'''


def notebook_files(unit: Unit) -> dict[str, bytes]:
    """What lies in ``course/NN_topic/``: the path relative to it -> the content.

    Raises:
        UnitError: the unit is inconsistent or cannot be converted.
    """
    unit.validate()
    return {f"{unit.name}.ipynb": canonical(with_links(student_notebook(unit, source_notebook(unit)), unit)).encode()}


def shared_files(project: Project, units: Sequence[Unit]) -> dict[str, bytes]:
    """What lies in ``course/`` beside the units' folders: the path relative to it -> the content.

    Raises:
        UnitError: the start notebook's source cannot be read.
    """
    files = {README: course_readme(units).encode()}
    if (book := start_notebook(project.solutions, units)) is not None:
        files[START] = canonical(book).encode()
    return files


def package_files(unit: Unit) -> dict[str, bytes]:
    """What lies in the unit's package ``npml/unitNN/``: the path relative to it -> the content.

    Raises:
        UnitError: the unit is inconsistent.
    """
    from .checks import visible_values

    unit.validate()
    files = {
        "__init__.py": (PACKAGE.format(title=unit.title, unit=unit.name)).encode(),
        "checks.json": canonical_json(visible_values(unit)).encode(),
    }
    if unit.is_graded:  # by it `submit` mends a notebook as the grade does
        files["notebook.json"] = notebook_files(unit)[f"{unit.name}.ipynb"]
    public = unit.folder / "public"
    for path in public_files(public):
        files[path.relative_to(public).as_posix()] = path.read_bytes()
    return files


def public_files(public: Path) -> list[Path]:
    """The files under public/ that are released, sorted."""
    found = sorted(public.rglob("*")) if public.is_dir() else []
    return [path for path in found if path.is_file() and not is_ignored(path)]


def is_ignored(path: Path) -> bool:
    """Whether a file is a by-product that is not released."""
    return any(fnmatch(part, pattern) for part in path.parts for pattern in IGNORED)


def solved_notebook(unit: Unit, files: dict[str, bytes]) -> bytes:
    """The executed notebook with the solutions.

    Args:
        files: the unit's package; the notebook runs with a copy of it, as the student's does.

    Raises:
        UnitError: a cell raised an error, or the source notebook is inconsistent.
    """
    source = source_notebook(unit)
    with tempfile.TemporaryDirectory(prefix="solved-") as folder:
        home, packages = Path(folder) / "home", Path(folder) / "packages"
        home.mkdir()
        write_files(packages / package_of(unit.name), files)
        return canonical(executed(unit.lesson_path, source, home, packages)).encode()


def release(project: Project, names: Sequence[str] = (), say: Say = print) -> list[Path]:
    """Build the named units (without names, all) into course/, npml/ and solutions/.

    Returns:
        The files that changed.

    Raises:
        UnitError: a unit is inconsistent or cannot be built.
        UsageError: there is no such unit, or no unit at all.
        LibraryMissing: a unit that is named needs a library that is not installed; without names it is left as it is.
    """
    changed: list[Path] = []
    if project.practice is not None and not names:
        folder = project.packages / package_of(project.practice.name)
        changed += write_files(folder, package_files(project.practice), prune=True)
    for unit in project.units(names):
        if absent := missing(unit.libraries):
            said = korean(messages.NOT_BUILT, unit=unit.name, libraries=", ".join(absent), packages=" ".join(absent))
            if names:
                raise LibraryMissing(said)
            say(said)
            continue
        say(messages.RELEASING.format(unit=unit.name))
        package = package_files(unit)
        solved = solved_notebook(unit, package)
        mine = write_unit(project, unit, package)
        mine += write_files(unit.folder, {f"{unit.name}.ipynb": solved})
        text = messages.RELEASED if mine else messages.NOTHING_CHANGED
        say(text.format(unit=unit.name, changed=len(mine)))
        changed += mine
    changed += write_files(project.course, shared_files(project, project.units()))
    return changed


def write_unit(project: Project, unit: Unit, package: dict[str, bytes] | None = None) -> list[Path]:
    """Write what students get of a unit, and return the files that changed.

    Args:
        package: the result of `package_files`, if it is known already.

    Raises:
        UnitError: the unit is inconsistent or cannot be converted.
    """
    notebook = notebook_files(unit)
    changed = write_files(project.packages / package_of(unit.name), package or package_files(unit), prune=True)
    return changed + write_files(project.course / unit.name, notebook, prune=True)


def is_same(name: str, found: bytes, wanted: bytes) -> bool:
    """Whether a committed file is what the build gives.

    Files are compared byte for byte, except for the numbers in checks.json: another processor or Python (3.12 sums
    floats with compensation) rounds their last digits differently.  No check depends on them, so a release made there
    need not change the file.
    """
    if found == wanted:
        return True
    if name != "checks.json":
        return False
    from .checks import equivalent

    try:
        return equivalent(found, wanted)
    except (ValueError, KeyError, TypeError, AutograderError):
        return False


def write_files(folder: Path, files: dict[str, bytes], *, prune: bool = False) -> list[Path]:
    """Write the files that differ, with ``prune`` also delete those that are not among ``files``; return what changed."""
    changed = []
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or not is_same(path.name, path.read_bytes(), content):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(path)
    if prune:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.relative_to(folder).as_posix() not in files and not is_ignored(path):
                path.unlink()
                changed.append(path)
    return changed
