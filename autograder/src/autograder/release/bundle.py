"""Makes the student's zip: course/, the wheel, files to set up an environment, and a short README.

Every build of the same sources gives the same bytes: time stamps are fixed, names are sorted, all files have
one mode, and hatchling builds the wheel reproducibly.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import nbformat

from npml.core.marks import package_of
from npml.errors import AutograderError, UnitError

from . import messages
from .install import set_install
from .leaks import report, scan
from .notebooks import canonical
from .project import Project
from .release import IGNORED, is_ignored
from .self_study import add_answers

NAME = "numpy-ml"
WHEN = (2020, 2, 2, 0, 0, 0)
EPOCH = "1580601600"  # the same moment in seconds since 1970, for the wheel


#: A link to a unit's notebook, from beside the units or from another unit.
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:\.\./)?(\d\d_\w+)/[^)\s]*\)")


def bundle(project: Project, address: str = "", *, self_study: bool = False, units: Sequence[str] = ()) -> Path:
    """Make ``dist/numpy-ml-VERSION.zip`` from the files under course/ and return its path.

    Args:
        address: where the notebooks install npml from (see `install`); by default from the wheel in the zip.
        self_study: make the edition with other right answers (`self_study`), which no class gets.
        units: names of the units to hand out, beside the start notebook; none: all.  The wheel has the checks of these
            units only, and what links to others says that they are not out yet.  It replaces that of an earlier week.

    Raises:
        UnitError: the leak scan found something secret in the zip, which is then deleted.
        UsageError: the project has no units.
        AutograderError: the wheel could not be built.
    """
    metadata = student_metadata(project)
    chosen = {unit.name for unit in project.units(units)}
    left_out = {unit.name for unit in project.units()} - chosen
    version = metadata["version"] + (_local_version(chosen) if units else "")
    project.dist.mkdir(exist_ok=True)
    target = project.dist / f"{NAME}-{f'{messages.EDITION}-' if self_study else ''}{version}.zip"
    with tempfile.TemporaryDirectory(prefix="bundle-") as folder:
        student = Path(folder) / "student" if self_study or units else project.student
        if self_study:
            add_answers(project, student)
        elif units:
            shutil.copytree(project.student, student, ignore=shutil.ignore_patterns(*IGNORED))
        if units:
            _leave_out(student, left_out, metadata["version"], version)
        wheel = build_wheel(project, Path(folder), student)
        files = {wheel.name: wheel.read_bytes()}
    note = messages.SELF_STUDY if self_study else ""
    files["README.md"] = f"{messages.BUNDLE_README.replace('@WHEEL@', wheel.name)}{note}".encode()
    requirements = [*metadata["dependencies"], *metadata["optional-dependencies"]["lab"]]
    files["environment.yml"] = student_environment(requirements, wheel.name).encode()
    files["constraints.txt"] = constraints((project.package / "requirements.lock").read_text(encoding="utf-8")).encode()
    for path in sorted(project.course.rglob("*")):
        inside = path.relative_to(project.course)
        if path.is_file() and not is_ignored(inside) and inside.parts[0] not in left_out:
            files[f"course/{inside.as_posix()}"] = addressed(path, address, chosen if units else (), left_out)
    write_zip(target, {f"{NAME}/{name}": content for name, content in files.items()})
    found = scan(project, [target], self_study=self_study)
    if found.leaks:
        report(project, found)
        target.unlink()
        raise UnitError(messages.BUNDLE_LEAKS.format(path=target.name))
    return target


def wheel(project: Project) -> Path:
    """Make ``dist/npml-VERSION-py3-none-any.whl`` and return its path.

    Raises:
        UnitError: the leak scan found something secret in it; it is then deleted.
        UsageError: the project has no units.
        AutograderError: the wheel could not be built.
    """
    return checked_wheel(project, project.dist)


def checked_wheel(project: Project, target: Path) -> Path:
    """Make the wheel in another folder than dist/; raises as `wheel` does."""
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wheel-") as folder:
        made = build_wheel(project, Path(folder))
        found = scan(project, [made])
        if found.leaks:
            report(project, found)
            raise UnitError(messages.BUNDLE_LEAKS.format(path=made.name))
        return Path(shutil.copy(made, target))


def _local_version(chosen: Collection[str]) -> str:
    """What follows the version of a wheel with some units; a later week's, with more units, is a newer version for pip."""
    return f"+{len(chosen)}.u{'.'.join(sorted(name[:2] for name in chosen))}"


def _leave_out(student: Path, left_out: Collection[str], version: str, changed: str) -> None:
    """Take units out of a copy of the student's project, and give it another version."""
    for name in left_out:
        shutil.rmtree(student / "src" / "npml" / package_of(name), ignore_errors=True)
    path = student / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'version = "{version}"', f'version = "{changed}"', 1), encoding="utf-8")


def addressed(path: Path, address: str, chosen: Collection[str] = (), left_out: Collection[str] = ()) -> bytes:
    """A file of course/: a notebook installs npml from the address, and links to units that are not out are none."""
    if path.suffix == ".md":
        return not_yet(path.read_text(encoding="utf-8"), left_out).encode()
    if path.suffix != ".ipynb" or not (address or chosen):
        return path.read_bytes()
    book = nbformat.read(path, as_version=4)
    package = package_of(path.stem if path.stem in chosen else max(chosen)) if chosen else ""
    set_install(book, address, package)
    for cell in book.cells:
        if cell.cell_type == "markdown":
            cell.source = not_yet(cell.source, left_out)
    return canonical(book).encode()


def not_yet(text: str, left_out: Collection[str]) -> str:
    """Markdown in which what linked to a unit that is not out says so."""

    def said(match: re.Match[str]) -> str:
        return messages.NOT_OUT.format(title=match[1]) if match[2] in left_out else match[0]

    return _LINK.sub(said, text)


def student_metadata(project: Project) -> dict[str, Any]:
    """The table ``project`` of the student's pyproject.toml."""
    return dict(tomllib.loads((project.student / "pyproject.toml").read_text(encoding="utf-8"))["project"])


def build_wheel(project: Project, folder: Path, student: Path | None = None) -> Path:
    """Build the student's wheel, with the packages of all units, without network access; return its path.

    Args:
        project: whose wheel.
        folder: where the wheel goes.
        student: a changed copy of the student's project to build it from.

    Raises:
        AutograderError: hatchling failed; the end of its output is in the message.
    """
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=student or project.student, env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    found = sorted(folder.glob("*.whl"))
    if done.returncode or not found:
        raise AutograderError(messages.WHEEL_FAILED.format(error=(done.stderr or done.stdout)[-2000:]))
    return found[0]


def student_environment(requirements: list[str], wheel: str) -> str:
    """The text of environment.yml: conda installs Python, pip and the requirements it knows, pip the rest and the wheel."""
    lines = [
        "name: numpy-ml", "channels:", "  - conda-forge", "  - nodefaults", "dependencies:", "  - python>=3.11", "  - pip",
    ]  # fmt: skip
    pip = [item for item in requirements if item != item.lower()]  # conda-forge has no names with capitals
    lines += [f"  - {item}" for item in requirements if item not in pip]
    lines += ["  - pip:", *(f"      - {item}" for item in pip), f"      - ./{wheel}"]
    return "\n".join(lines) + "\n"


def constraints(lock: str) -> str:
    """The lock's versions without hashes, because ``pip install -c`` with hashes would refuse the local wheel."""
    pins = re.findall(r"^([A-Za-z0-9][^\s\\]*==[^\\\n]*?)\s*\\?$", lock, re.M)
    return "\n".join(pins) + "\n"


def write_zip(target: Path, files: dict[str, bytes]) -> None:
    """Write a zip whose bytes depend on nothing but the names and contents of its files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # 3 stands for Unix; zipfile writes another number on Windows
            archive.writestr(entry, files[name])
