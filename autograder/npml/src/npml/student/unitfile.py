"""Finds and reads a unit's ``checks.json``, which ``release/checks.py`` makes and which holds values, but no code."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from ..core import values, wire
from ..core.marks import is_further
from ..core.program import Outcome
from ..core.steps import Step
from ..errors import AutograderError
from .sealed import is_right, opened

FILE = "checks.json"
#: Only the edition for self-study has this file: right answers in other styles, by exercise.
OTHERS = "others.json"
#: This environment variable names the file when it is not near the notebook.
OVERRIDE = "AUTOGRADER_CHECKS"
FORMAT = 2
#: The groups of visible cases, in the order in which they are tried.
GROUPS = ("example", "random", "invariants", "edges", "effects")


class NoUnit(AutograderError):
    """There is no checks.json, or it cannot be read."""


@dataclass(frozen=True)
class VisibleCase:
    """A visible case: its steps, what the reference gives, and what each known mistake gives."""

    tree: Mapping[str, Any]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the case."""
        return wire.unpack_steps(*_packed(self.tree["steps"]))

    @cached_property
    def want(self) -> list[Outcome]:
        """The outcomes of the reference."""
        return wire.unpack_outcomes(*_packed(self.tree["want"]))

    @cached_property
    def _stored(self) -> dict[str, Any]:
        return dict(self.tree["wrong"])

    @cached_property
    def _read(self) -> dict[str, list[Outcome]]:
        return {}

    def wrong(self, key: str) -> list[Outcome] | None:
        """The outcomes of a mistake: `want` itself when they are right, None when they are not known.

        They are decoded only when asked for: a bank has dozens of mistakes, and one case rules out most of them.
        """
        stored = self._stored.get(key, "")
        if stored is None:
            return self.want
        if isinstance(stored, str):  # the key of an earlier mistake that gives the same
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
        """The properties that must hold, each as (name, parameters, key of the mistake that breaks it or "")."""
        return [(name, params, key) for name, params, key in self.tree.get("props", ())]

    @property
    def sizes(self) -> dict[str, int]:
        """Sizes by name, with which a constant ratio can be explained."""
        return dict(self.tree.get("sizes", {}))

    @property
    def part(self) -> str:
        """The part of the exercise to which the case belongs; "" in an exercise without parts."""
        return str(self.tree.get("part", ""))

    @property
    def number(self) -> int:
        """Its number among all cases of the exercise, from 1; 0 when it was not read from a checks.json."""
        return int(self.tree.get("number", 0))

    @property
    def say(self) -> str:
        """A short text on what the case tests."""
        return str(self.tree.get("say", ""))


@dataclass(frozen=True)
class VisibleExercise:
    """What a student's computer knows of one exercise."""

    name: str
    params: tuple[str, ...]
    methods: dict[str, tuple[str, ...]]
    hints: tuple[str, ...]
    groups: dict[str, tuple[VisibleCase, ...]]
    diagnoses: dict[str, tuple[str, bool]]  # key -> (text, whether it is another convention)
    stub: str = ""  # the released solution cell
    graded: bool = True  # it has points, so that the grade will try other values
    parts: tuple[str, ...] = ()  # the parts of a big exercise, in the order in which they are written
    libraries: tuple[str, ...] = ()  # those that it may use beside NumPy

    def only(self, part: str) -> VisibleExercise:
        """The exercise with the cases of one part."""
        groups = {group: tuple(case for case in cases if case.part == part) for group, cases in self.groups.items()}
        return replace(self, groups=groups, parts=(part,))

    @property
    def names(self) -> set[str]:
        """The names of all parameters of the function, or of the class and its methods."""
        return {*self.params, *(name for names in self.methods.values() for name in names)}

    @property
    def cases(self) -> list[VisibleCase]:
        """All cases in the order of the stages."""
        return [case for group in GROUPS for case in self.groups[group]]


@dataclass(frozen=True)
class QuizQuestion:
    """A question, and for each option its text, its explanation, and whether it is right."""

    text: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class UnitFile:
    """What a student's computer knows of a unit."""

    path: Path
    unit: str
    title: str
    points: dict[str, float]
    exercises: dict[str, VisibleExercise]
    quiz: tuple[QuizQuestion, ...]
    stored_values: dict[str, Any] = field(default_factory=dict, repr=False)
    missions: dict[str, str] = field(default_factory=dict)  # draw function -> the widget's title, in the notebook's order
    minutes: int = 0  # 0: not known
    discoveries: dict[str, VisibleExercise] = field(default_factory=dict)  # checked, but never graded
    libraries: tuple[str, ...] = ()  # those that graded functions may use beside NumPy
    given: tuple[str, ...] = ()  # the unit's own functions that cases call

    @property
    def is_further(self) -> bool:
        """Whether it goes beyond the course."""
        return is_further(self.title)

    @cached_property
    def checked(self) -> dict[str, VisibleExercise]:
        """All that ``check`` knows: the exercises and the discoveries."""
        return {**self.exercises, **self.discoveries}

    @cached_property
    def widget_values(self) -> dict[str, Any]:
        """The values from which widgets draw their reference curves, by key."""
        return {key: values.from_text(stored) for key, stored in self.stored_values.items()}


def find_beside(folder: Path) -> Path | None:
    """The checks.json in a folder or its three nearest parents, or None."""
    found = (base / FILE for base in (folder, *folder.parents[:3]))
    return next((path for path in found if path.is_file()), None)


@lru_cache(maxsize=32)
def _read(path: Path, changed: int) -> UnitFile:
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
        if tree["format"] != FORMAT:
            raise NoUnit(f"{path.name}: format {tree['format']}, expected {FORMAT}")
        return UnitFile(
            path, tree["unit"], tree["title"], tree["points"],
            {item["name"]: _exercise(item, tree) for item in tree["exercises"]},
            tuple(map(_question, tree["quiz"])),
            tree["widget_values"], dict(tree.get("missions", ())), tree.get("minutes", 0),
            {item["name"]: _exercise(item, tree) for item in tree.get("discoveries", ())},
            tuple(tree.get("libraries", ())), tuple(tree.get("given", ())),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoUnit(f"{path.name}: {type(error).__name__}: {error}") from error


def load(path: Path) -> UnitFile:
    """Read a checks.json; the result is cached until the file changes.

    Raises:
        NoUnit: the file is missing, cannot be read, or is not of this version's format.
    """
    try:
        changed = path.stat().st_mtime_ns
    except OSError as error:
        raise NoUnit(f"{path.name}: {error.strerror}") from error
    return _read(path, changed)


def other_answers(unit: UnitFile, name: str) -> list[str]:
    """Right answers in other styles, as source code; none but in the edition for self-study."""
    try:
        found = json.loads(unit.path.with_name(OTHERS).read_text(encoding="utf-8"))[name]
    except (OSError, ValueError, LookupError, TypeError):
        return []
    return [str(code) for code in found] if isinstance(found, list) else []


def _exercise(item: dict[str, Any], unit: dict[str, Any]) -> VisibleExercise:
    for number, tree in enumerate((tree for group in GROUPS for tree in item["cases"][group]), 1):
        tree["number"] = number
    return VisibleExercise(
        item["name"], tuple(item["params"]), {key: tuple(names) for key, names in item["methods"].items()},
        tuple(item["hints"]), {group: tuple(map(VisibleCase, item["cases"][group])) for group in GROUPS},
        {key: (says, convention) for key, says, convention in item["diagnoses"]}, item.get("stub", ""),
        item["name"] in unit["points"], tuple(item.get("parts", ())), tuple(unit.get("libraries", ())),
    )  # fmt: skip


def _question(item: dict[str, Any]) -> QuizQuestion:
    salt = item["salt"]
    options = ((text, opened(salt, text, why), is_right(salt, text, mark)) for text, mark, why in item["options"])
    return QuizQuestion(item["text"], tuple(options))


def _packed(stored: list[Any]) -> tuple[Any, list[bytes]]:
    tree, buffers = stored
    return tree, [base64.b64decode(text) for text in buffers]
