"""From lessons to what students and instructors open: course/ and the solved notebooks.

    solutions/NN_topic/lesson.py --+-- nbgrader --> course/NN_topic/NN_topic.ipynb
                                   +-- executed --> solutions/NN_topic/NN_topic.ipynb
    checks.py, mistakes.py -- values only -------> course/NN_topic/checks.json
    public/ -- as it is -------------------------> course/NN_topic/public/

Files of course/ are the same bytes on every build (checks.json but for last digits on another processor).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path

from ..authoring.unit import Unit
from ..errors import AutograderError
from . import messages
from .assignment import student_notebook
from .course_readme import README, course_readme
from .execute import executed
from .notebooks import canonical, canonical_json, source_notebook
from .project import Project

#: Made by running or editing things, never part of a release.
IGNORED = ("__pycache__", "*.pyc", ".ipynb_checkpoints", ".DS_Store", ".~*")
Say = Callable[[str], None]


def course_files(unit: Unit) -> dict[str, bytes]:
    """The unit's part of course/: path relative to ``course/NN_topic/`` -> content.

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
    """The files under public/ that are released, in a stable order."""
    found = sorted(public.rglob("*")) if public.is_dir() else []
    return [path for path in found if path.is_file() and not is_ignored(path)]


def is_ignored(path: Path) -> bool:
    """Whether a file is a by-product (also one that git ignores)."""
    return any(fnmatch(part, pattern) for part in path.parts for pattern in IGNORED)


def solved_notebook(unit: Unit, files: dict[str, bytes]) -> bytes:
    """The executed notebook with the solutions; run beside a copy of what the student has."""
    source = source_notebook(unit)
    with tempfile.TemporaryDirectory(prefix="solved-") as folder:
        home = Path(folder) / unit.name
        write_files(home, files)
        return canonical(executed(unit.lesson_path, source, home)).encode()


def release(project: Project, names: Sequence[str] = (), say: Say = print) -> list[Path]:
    """Build the units named (all when none is) into course/ and solutions/.

    Returns:
        The files that changed.
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

    Byte for byte, but for the numbers in checks.json: another processor or Python (3.12 sums floats with compensation)
    rounds their last digits differently, which no check sees, and a release made there need not change the file.
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
    """Write what differs; with ``prune``, remove what is no longer made.  Returns what changed."""
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
