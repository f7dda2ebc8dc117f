"""Gathers what JupyterLite builds the static site from: the course in a browser, without a server and without installing.

The notebooks install npml by its name; JupyterLite finds the wheel among those that the site ships, before any index.
Python itself is Pyodide, which the browser loads from where JupyterLite's kernel says, or from the site if it has a copy.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from npml.errors import UsageError

from . import messages
from .bundle import addressed, checked_wheel
from .project import Project
from .release import is_ignored

#: Files without which Pyodide does not start.
RUNTIME = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
#: What the kernel and the notebooks import, as far as it belongs to Pyodide; what these need is in its lock.
PACKAGES = ("ipython", "micropip", "sqlite3", "ssl", "numpy", "matplotlib", "matplotlib-pyodide", "scikit-learn")


def site_sources(project: Project, folder: Path, pyodide: Path | None = None) -> None:
    """Fill an empty or missing folder with what ``jupyter lite build`` reads.

    Args:
        folder: where to; it gets the notebooks, npml's wheel, and the settings.
        pyodide: a folder with Pyodide's distribution, which then becomes part of the site.

    Raises:
        UsageError: the project has no units, or a file of Pyodide is missing.
        UnitError: the leak scan found something secret in the wheel.
        AutograderError: the wheel could not be built.
    """
    if pyodide is not None and (missing := missing_files(pyodide)):
        raise UsageError(messages.PYODIDE_INCOMPLETE.format(folder=pyodide, names=", ".join(missing)))
    for path in sorted(project.course.rglob("*")):
        name = path.relative_to(project.course)
        if path.is_file() and not is_ignored(name):
            target = folder / "files" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(addressed(path, "npml"))
    (folder / "pypi").mkdir(parents=True)
    checked_wheel(project, folder / "pypi")
    for settings in (project.package / "site").glob("*.json"):
        shutil.copy(settings, folder)
    shutil.copy(project.student / "jupyterlab" / "overrides.json", folder / "overrides.json")
    if pyodide is not None:
        (folder / "static").mkdir()
        (folder / "static" / "pyodide").symlink_to(pyodide.resolve())


def plain_name(name: str) -> str:
    """A distribution's name as indexes compare it: its lock writes both ``prompt-toolkit`` and ``prompt_toolkit``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def missing_files(pyodide: Path) -> list[str]:
    """The names of files that a folder with Pyodide's distribution lacks."""
    lock = pyodide / "pyodide-lock.json"
    if not lock.is_file():
        return [lock.name]
    known = {plain_name(name): item for name, item in json.loads(lock.read_text(encoding="utf-8"))["packages"].items()}
    wanted: list[str] = [name for name in PACKAGES if name in known]
    names: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in names:
            names.add(name)
            wanted += [plain_name(other) for other in known[name]["depends"]]
    files = [*RUNTIME, *sorted(known[name]["file_name"] for name in names)]
    return [name for name in files if not (pyodide / name).is_file()]
