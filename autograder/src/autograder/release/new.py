"""Makes a new unit's folder from the templates beside this module.

The new unit is small but complete: it passes the lab (`audit.lab`) and the unit tests, so that an author
can change one thing at a time and see at once what breaks.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from npml.errors import UsageError

from ..authoring.unit import UNIT_NAME
from . import messages
from .project import Project

TEMPLATES = {
    "lesson.py": "lesson.txt",
    "hidden.py": "hidden.txt",
    "checks.py": "checks.txt",
    "mistakes.py": "mistakes.txt",
    "variants.py": "variants.txt",
    "facts.py": "facts.txt",
    "public/widgets.py": "widgets.txt",
}


def new_unit(project: Project, name: str) -> Path:
    """Make the folder ``solutions/NAME`` and return its path.

    Raises:
        UsageError: the name is not one for a unit (NN_topic), or the folder exists.
    """
    name = name.rstrip("/").rsplit("/", 1)[-1]
    if not UNIT_NAME.match(name):
        raise UsageError(messages.NEW_BAD_NAME.format(name=name))
    folder = project.solutions / name
    if folder.exists():
        raise UsageError(messages.NEW_EXISTS.format(folder=folder))
    number = name[:2]
    for target, template in TEMPLATES.items():
        text = (files(__package__) / "template" / template).read_text(encoding="utf-8")
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("@NUMBER@", number).replace("@SEED@", str(int(number))), encoding="utf-8")
    return folder
