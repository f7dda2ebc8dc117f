"""Finding and reading a unit's ``checks.json``: values only, made by ``release/checks.py``."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..core import values, wire
from ..core.program import Outcome
from ..core.steps import Step
from ..errors import AutograderError
from .sealed import is_right, opened

FILE = "checks.json"
#: Names the file when it lies elsewhere; the build sets it while it executes a notebook.
OVERRIDE = "AUTOGRADER_CHECKS"
FORMAT = 2
#: The visible stages' cases, in the order in which they are tried.
GROUPS = ("example", "random", "invariants", "edges", "effects")


class NoUnit(AutograderError):
    """No readable checks.json."""


@dataclass(frozen=True)
class VisibleCase:
    """A visible case with what is expected and what each known mistake gives."""

    tree: Mapping[str, Any]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The program."""
        return wire.unpack_steps(*_packed(self.tree["steps"]))

    @cached_property
    def want(self) -> list[Outcome]:
        """What the reference gave."""
        return wire.unpack_outcomes(*_packed(self.tree["want"]))

    @cached_property
    def _stored(self) -> dict[str, Any]:
        return dict(self.tree["wrong"])

    @cached_property
    def _read(self) -> dict[str, list[Outcome]]:
        return {}

    def wrong(self, key: str) -> list[Outcome] | None:
        """What a mistake gives, `want` itself when it gives the right outcome; None when it is not known.

        Read when it is first asked for: a bank has dozens of mistakes, and most are ruled out by one case.
        """
        stored = self._stored.get(key, "")
        if stored is None:
            return self.want
        if isinstance(stored, str):  # the earlier mistake that gives the same
            return self.wrong(stored) if stored else None
        if key not in self._read:
            self._read[key] = wire.unpack_outcomes(*_packed(stored))
        return self._read[key]

    @cached_property
    def gradient(self) -> Any:
        """The numerical gradient of the loss (NaN at a kink), or None."""
        stored = self.tree.get("gradient")
        return None if stored is None else values.from_text(stored)

    @property
    def options(self) -> dict[str, Any]:
        """Keyword arguments of `core.compare.compare_case`."""
        tree = self.tree
        return {
            "rtol": tree.get("rtol", 1e-6), "atol": tree.get("atol", 1e-9), "look": frozenset(tree.get("look", ())),
            "blame": tuple(tree.get("blame", ())), "skip": frozenset(tree.get("skip", ())),
            "loose": tree.get("loose", False), "values": tree.get("compare", True),
        }  # fmt: skip

    @property
    def props(self) -> list[tuple[str, dict[str, Any], str]]:
        """Properties that must hold: name, parameters, the mistake that a failure names."""
        return [(name, params, key) for name, params, key in self.tree.get("props", ())]

    @property
    def sizes(self) -> dict[str, int]:
        """Sizes by name, for naming a ratio."""
        return dict(self.tree.get("sizes", {}))

    @property
    def say(self) -> str:
        """What the case shows."""
        return str(self.tree.get("say", ""))


@dataclass(frozen=True)
class VisibleExercise:
    """One exercise's visible side."""

    name: str
    params: tuple[str, ...]
    methods: dict[str, tuple[str, ...]]
    hints: tuple[str, ...]
    groups: dict[str, tuple[VisibleCase, ...]]
    diagnoses: dict[str, tuple[str, bool]]  # key -> (text, another convention)

    @property
    def names(self) -> set[str]:
        """Every parameter of the function, or of the class's methods."""
        return {*self.params, *(name for names in self.methods.values() for name in names)}

    @property
    def cases(self) -> list[VisibleCase]:
        """All cases in the order of the stages."""
        return [case for group in GROUPS for case in self.groups[group]]


@dataclass(frozen=True)
class QuizQuestion:
    """A question, and for each option its text, why, and whether it is right."""

    text: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class UnitFile:
    """A unit's visible side."""

    path: Path
    unit: str
    title: str
    points: dict[str, float]
    exercises: dict[str, VisibleExercise]
    quiz: tuple[QuizQuestion, ...]
    stored_values: dict[str, Any] = field(default_factory=dict, repr=False)

    @cached_property
    def widget_values(self) -> dict[str, Any]:
        """Values for reference curves."""
        return {key: values.from_text(stored) for key, stored in self.stored_values.items()}


def find_beside(folder: Path) -> Path | None:
    """The checks.json for a file in a unit's folder or in its ``public/``."""
    for base in (folder, *folder.parents[:3]):
        released = base.parent.parent / "course" / base.name / FILE
        for path in (base / FILE, released):
            if path.is_file():
                return path
    return None


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> UnitFile:
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        if tree["format"] != FORMAT:
            raise NoUnit(f"{path.name}: format {tree['format']}, expected {FORMAT}")
        return UnitFile(
            path, tree["unit"], tree["title"], tree["points"],
            {item["name"]: _exercise(item) for item in tree["exercises"]},
            tuple(map(_question, tree["quiz"])),
            tree["widget_values"],
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoUnit(f"{path.name}: {type(error).__name__}: {error}") from error


def load(path: Path) -> UnitFile:
    """Read a checks.json; read again only when it changed.

    Raises:
        NoUnit: missing, or not of this version's format.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise NoUnit(f"{path.name}: {error.strerror}") from error
    return _read(path, changed)


def _exercise(item: dict[str, Any]) -> VisibleExercise:
    return VisibleExercise(
        item["name"], tuple(item["params"]), {key: tuple(names) for key, names in item["methods"].items()},
        tuple(item["hints"]), {group: tuple(map(VisibleCase, item["cases"][group])) for group in GROUPS},
        {key: (says, convention) for key, says, convention in item["diagnoses"]},
    )  # fmt: skip


def _question(item: dict[str, Any]) -> QuizQuestion:
    salt = item["salt"]
    options = ((text, opened(salt, text, why), is_right(salt, text, mark)) for text, mark, why in item["options"])
    return QuizQuestion(item["text"], tuple(options))


def _packed(stored: list[Any]) -> tuple[Any, list[bytes]]:
    tree, buffers = stored
    return tree, [base64.b64decode(text) for text in buffers]
