"""Builds from the lessons what students and instructors open: course/ and the solved notebooks.

    solutions/NN_topic/lesson.py --+-- nbgrader --> course/NN_topic/NN_topic.ipynb
                                   +-- executed --> solutions/NN_topic/NN_topic.ipynb
    checks.py, mistakes.py -- values only -------> course/NN_topic/checks.json
    public/ -- as it is -------------------------> course/NN_topic/public/

Every build gives the same bytes for course/, except that another processor may change last digits in checks.json.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from npml.errors import AutograderError

from ..authoring.unit import Unit
from . import messages
from .assignment import student_notebook
from .course_readme import README, course_readme
from .execute import executed
from .notebooks import canonical, canonical_json, source_notebook
from .project import Project

#: By-products of running or editing, which are never part of a release.
IGNORED = ("__pycache__", "*.pyc", ".ipynb_checkpoints", ".DS_Store", ".~*")
Say = Callable[[str], None]


def course_files(unit: Unit) -> dict[str, bytes]:
    """The unit's part of course/, as a mapping from the path relative to ``course/NN_topic/`` to the content.

    Raises:
        UnitError: the unit is inconsistent or cannot be converted.
    """
    from .checks import visible_values

    unit.validate()
    files = {
        f"{unit.name}.ipynb": canonical(student_notebook(unit, source_notebook(unit))).encode(),
        "checks.json": canonical_json(visible_values(unit)).encode(),
    }
    public = unit.folder / "public"
    for path in public_files(public):
        files[f"public/{path.relative_to(public).as_posix()}"] = path.read_bytes()
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
        files: the unit's part of course/; the notebook runs beside a copy of it, as the student's does.

    Raises:
        UnitError: a cell raised an error, or the source notebook is inconsistent.
    """
    source = source_notebook(unit)
    with tempfile.TemporaryDirectory(prefix="solved-") as folder:
        home = Path(folder) / unit.name
        write_files(home, files)
        return canonical(executed(unit.lesson_path, source, home)).encode()


def release(project: Project, names: Sequence[str] = (), say: Say = print) -> list[Path]:
    """Build the named units (without names, all) into course/ and solutions/.

    Returns:
        The files that changed.

    Raises:
        UnitError: a unit is inconsistent or cannot be built.
        UsageError: there is no such unit, or no unit at all.
    """
    changed: list[Path] = []
    for unit in project.units(names):
        say(messages.RELEASING.format(unit=unit.name))
        files = course_files(unit)
        solved = solved_notebook(unit, files)
        mine = write_files(project.course / unit.name, files, prune=True)
        mine += write_files(unit.folder, {f"{unit.name}.ipynb": solved})
        text = messages.RELEASED if mine else messages.NOTHING_CHANGED
        say(text.format(unit=unit.name, changed=len(mine)))
        changed += mine
    everything = project.units()
    changed += write_files(project.course, {README: course_readme(everything).encode()})
    return changed


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
            if path.is_file() and path.relative_to(folder).as_posix() not in files:
                path.unlink()
                changed.append(path)
    return changed
