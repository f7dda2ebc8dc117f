"""The repository's folders, found from any folder inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from npml.core.josa import korean
from npml.errors import UsageError

from ..authoring.unit import PACKAGES, Unit, find_practice, find_units
from . import messages


@dataclass(frozen=True)
class Project:
    """The folders of one clone of the repository."""

    root: Path

    @property
    def solutions(self) -> Path:
        """The instructor's folder, with the units' sources."""
        return self.root / "solutions"

    @property
    def course(self) -> Path:
        """The folder of all that is released to students."""
        return self.root / "course"

    @property
    def packages(self) -> Path:
        """The folder of the units' packages, ``npml/unitNN``, which travel with the student's wheel."""
        return self.root / PACKAGES

    @property
    def student(self) -> Path:
        """The project folder of the student's package."""
        return self.package / "npml"

    @property
    def package(self) -> Path:
        """The project folder of the grader's package."""
        return self.root / "autograder"

    @property
    def dist(self) -> Path:
        """The folder for bundles, which git ignores."""
        return self.root / "dist"

    @property
    def practice(self) -> Unit | None:
        """The exercises before the first unit, which have no points, if there are any."""
        return find_practice(self.solutions)

    def units(self, names: Sequence[str] = ()) -> list[Unit]:
        """The units of these names, given as folders or as numbers (``9``, ``09``); without names, all units.

        Raises:
            UsageError: there is no such unit, or no unit at all.
        """
        found = find_units(self.solutions)
        if not found:
            raise UsageError(messages.NO_UNITS.format(folder=self.solutions))
        known = {unit.name: unit for unit in found}
        numbered = {name.partition("_")[0].lstrip("0"): name for name in known}
        bare = (name.rstrip("/").rsplit("/", 1)[-1] for name in names)
        wanted = [numbered.get(name.lstrip("0"), name) for name in bare]
        for name in wanted:
            if name not in known:
                raise UsageError(korean(messages.NO_SUCH_UNIT, name=name, known=", ".join(known)))
        return [known[name] for name in wanted] if wanted else found


def find_project(start: Path | None = None) -> Project:
    """The project that a folder belongs to; by default the working folder.

    Raises:
        UsageError: neither the folder nor any of its parents contains ``solutions/``.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "solutions").is_dir():
            return Project(folder)
    raise UsageError(messages.NO_PROJECT.format(start=here))
