"""All that a worker must know to grade, wherever it runs."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path

from npml.core.marks import package_of

from ..authoring.unit import GRADING_FILES, PACKAGES, Unit, released_packages
from ..grading.engine import Engine
from ..sandbox import Limits
from ..sandbox.sandbox import Isolation
from .scratch import Scratch


@dataclass(frozen=True)
class GradingConfig:
    """Where the units are, or, for workers on other machines, the units themselves.

    Attributes:
        course, solutions: folders of this machine; not used if there is a ``bundle``.
        secret: the secret of the course, from which hidden inputs are drawn.
        isolation, limits: of the sandbox.
        pool: as for `Engine`, on this machine; workers that are given a ``bundle`` have none.
        follow_through: as of an `Engine`.
        bundle: contents of files by their path, under ``course/`` and ``solutions/`` (`pack_units`).
    """

    course: Path
    solutions: Path
    secret: bytes = field(repr=False)
    isolation: Isolation = "namespaces"
    limits: Limits | None = None
    pool: Path | None = None
    follow_through: float = 1.0
    bundle: dict[str, bytes] | None = field(default=None, repr=False)

    def engine(self) -> Engine:
        """An engine of this configuration; a bundle is unpacked into a private folder first."""
        if self.bundle is None:
            return self._engine(self.course, self.solutions, self.pool)
        folder = Scratch("autograder-units-")
        root = folder.path
        # Students' code has another uid and must be able to read the units' packages; all else stays outside its zone.
        root.chmod(0o711)
        for name, content in self.bundle.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (root / "solutions").chmod(0o700)
        engine = self._engine(root / "course", root / "solutions", None)
        engine.keep(folder)
        return engine

    def _engine(self, course: Path, solutions: Path, pool: Path | None) -> Engine:
        return Engine(course, solutions, self.secret, self.isolation, self.limits, self.follow_through, pool)

    @cached_property
    def key(self) -> str:
        """A hash that is the same for configurations that grade the same way."""
        return hashlib.sha256(pickle.dumps([getattr(self, item.name) for item in fields(self)])).hexdigest()


def pack_units(course: Path, units: Iterable[Unit]) -> dict[str, bytes]:
    """The files that grading these units needs, as `GradingConfig.bundle`."""
    files: dict[str, bytes] = {}
    for unit in units:
        for name in GRADING_FILES:
            files[f"solutions/{unit.name}/{name}"] = (unit.folder / name).read_bytes()
        package = released_packages(course) / package_of(unit.name)
        for folder, root, inside in ((course / unit.name, course, "course"), (package, package.parent, PACKAGES)):
            for path in sorted(folder.rglob("*")):
                if path.is_file() and "__pycache__" not in path.parts:
                    files[f"{inside}/{path.relative_to(root)}"] = path.read_bytes()
    return files
