"""Puts a unit's released notebook into ``class/release/``, from where nbgrader's exchange hands it out.

It is what ``make release`` made.  nbgrader's own generation would take solutions out of a source notebook by its rules and
replace whole answer cells.
"""

from __future__ import annotations

from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError

from ..course.files import write_bytes_atomically
from ..release.release import is_ignored
from . import messages


def publish(course: Path, root: Path, unit: str) -> list[str]:
    """Copy ``course/UNIT/`` to ``release/UNIT/``.

    Args:
        course: the folder with the released units.
        root: the class folder.
        unit: the unit's name.

    Returns:
        The names of other files in ``release/UNIT/``, which stay: whoever fetches the assignment gets them, too.

    Raises:
        UsageError: the unit has not been released.
    """
    source, target = course / unit, root / "release" / unit
    if not (source / f"{unit}.ipynb").is_file():
        raise UsageError(korean(messages.NO_RELEASE, path=source))
    found = [path.relative_to(source) for path in sorted(source.rglob("*")) if path.is_file()]
    wanted = [path for path in found if not is_ignored(path)]
    for path in wanted:
        write_bytes_atomically(target / path, (source / path).read_bytes())
    there = [path.relative_to(target) for path in sorted(target.rglob("*")) if path.is_file()]
    return [str(path) for path in there if path not in wanted]
