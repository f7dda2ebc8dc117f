"""``progress()``: what has been done in this unit and in the whole course, and what to do next."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from ..core.marks import QUIZ
from . import records
from .card import Card, unit_here
from .messages import study as text
from .namespace import caller_names
from .output import strict
from .place import start_folder, unit_path
from .unitfile import FILE, NoUnit, UnitFile, load


def progress(*, save: str | Path | None = None, load: str | Path | None = None) -> None:
    """Show what has been done in this unit and in the others, and what to do next; in a notebook of no unit, the whole map.

    Args:
        save: a file to which the records of all units are written, for another computer.
        load: such a file, whose records are joined to those of this computer.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    if load is not None:
        joined(Path(load)).show()
    if save is not None:
        exported(Path(save)).show()
    if save is not None or load is not None:
        return
    names = caller_names()
    if unit_path(names) is None and (units := installed_units()):
        course_card(units).show()
    elif (unit := unit_here(names, raises=strict())) is not None:
        # The exercises without points stand in the start notebook, which is that of the whole course.
        (progress_card(unit) if unit.points else course_card([unit, *siblings(unit)])).show()


def exported(path: Path) -> Card:
    """Export the records, and say so."""
    try:
        return Card("good", text.PROGRESS).say(text.saved(path.name, records.export_to(path)))
    except OSError as error:
        return Card("warn", text.PROGRESS).say(text.not_saved(path.name, error.strerror or type(error).__name__))


def joined(path: Path) -> Card:
    """Join the records of an exported file to those of this computer, and say so."""
    try:
        return Card("good", text.PROGRESS).say(text.loaded(path.name, records.join_from(path)))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else type(error).__name__
        return Card("warn", text.PROGRESS).say(text.not_loaded(path.name, why))


@dataclass(frozen=True)
class State:
    """A unit and its record."""

    unit: UnitFile

    @cached_property
    def record(self) -> records.Record:
        """What is known of the unit."""
        return records.record_of(self.unit.unit)

    @property
    def begun(self) -> bool:
        """Whether anything at all was done."""
        return any(self.record.values())

    @property
    def passed(self) -> list[str]:
        """The exercises whose check passed."""
        return [name for name in self.unit.exercises if self.record["checks"].get(name) == "passed"]

    @property
    def reached(self) -> list[str]:
        """The missions that were reached."""
        return [name for name in self.unit.missions if self.record["missions"].get(name)]

    @property
    def right(self) -> int:
        """How many answers of the quiz are right."""
        return min(int(self.record.get("quiz", 0)), len(self.unit.quiz))

    @property
    def answered(self) -> int:
        """How many questions of the quiz are answered; records of earlier versions tell only how many are right."""
        return min(max(int(self.record.get("answered", 0)), self.right), len(self.unit.quiz))

    @property
    def points(self) -> float:
        """The points of the exercises whose check passed and of the right answers."""
        mine = self.unit.points
        quiz = mine.get(QUIZ, 0) * self.right / max(1, len(self.unit.quiz))
        return sum(mine.get(name, 0) for name in self.passed) + quiz

    @property
    def total(self) -> float:
        """The points of the unit."""
        return sum(self.unit.points.values())

    def next(self) -> str:
        """The next thing to do in this unit; "" when all is done."""
        for name in self.unit.exercises:
            if name not in self.passed:
                return text.next_exercise(name)
        if self.answered < len(self.unit.quiz):
            return text.NEXT_QUIZ
        if self.right < len(self.unit.quiz):
            return text.NEXT_QUIZ_WRONG
        for name, title in self.unit.missions.items():
            if name not in self.reached:
                return text.next_mission(title)
        return ""

    def row(self) -> tuple[str, ...]:
        """The unit's row in the map."""
        unit = self.unit
        missions = text.out_of(len(self.reached), len(unit.missions)) if unit.missions else text.NONE
        return (
            unit.title, text.minutes(unit.minutes), text.out_of(len(self.passed), len(unit.exercises)),
            text.out_of(self.right, len(unit.quiz)) if unit.points else text.NONE, missions,
            text.out_of(self.points, self.total) if unit.points else text.NONE,
        )  # fmt: skip


def progress_card(unit: UnitFile) -> Card:
    """The progress in a unit, and the map of the others that were begun."""
    mine = State(unit)
    checks, hints = mine.record["checks"], mine.record["hints"]
    card = Card("info", f"{text.PROGRESS}: {unit.title}")
    rows = [
        (name, text.points(unit.points.get(name, 0)), _state(checks.get(name)), text.opened(hints.get(name, 0)))
        for name in unit.exercises
    ]
    quiz = text.quiz_state(mine.right, mine.answered, len(unit.quiz))
    card.rows(text.SKILL_HEAD, [*rows, (text.QUIZ, text.points(unit.points.get(QUIZ, 0)), quiz, text.NONE)])
    if unit.missions:
        reached = [(title, text.REACHED if name in mine.reached else text.TODO) for name, title in unit.missions.items()]
        card.rows(text.MISSION_HEAD, reached)
    card.say(text.points_reached(mine.points, mine.total), text.POINTS)
    others = [State(other) for other in siblings(unit)]
    begun = [other for other in others if other.begun]
    core, further = _apart(others)
    if begun:
        card.rows(text.UNIT_HEAD, [other.row() for other in begun], _links(begun))
    if here := mine.next():
        card.say(here, text.NEXT)
    else:
        alike = further if unit.is_further else core
        _say_next(card, [*(state for state in alike if state.unit.unit > unit.unit), *core], further)
    return card.say(text.LOCAL_ONLY)


def course_card(units: Iterable[UnitFile]) -> Card:
    """The map of the whole course, and of the units that go beyond it."""
    states, further = _apart(map(State, units))
    card = Card("info", text.COURSE).rows(text.UNIT_HEAD, [state.row() for state in states], _links(states))
    if further:
        card.rows(text.FURTHER_HEAD, [state.row() for state in further], _links(further))
    graded = [state for state in states if state.unit.points]
    card.say(text.units_done(sum(not state.next() for state in graded), len(graded)), text.COURSE_DONE)
    card.say(text.points_reached(*_points(states)), text.POINTS)
    if further:
        card.say(text.further_reached(sum(not state.next() for state in further), *_points(further)), text.FURTHER)
    # What was begun comes first, the last of it before all: it is where she stopped.
    begun, beyond = ([state for state in reversed(some) if state.begun] for some in (states, further))
    _say_next(card, [*begun, *beyond, *states], further)
    return card.say(text.LOCAL_ONLY)


def _apart(states: Iterable[State]) -> tuple[list[State], list[State]]:
    """The units of the course, and those that go beyond it."""
    found = list(states)
    return [state for state in found if not state.unit.is_further], [state for state in found if state.unit.is_further]


def _points(states: Iterable[State]) -> tuple[float, float]:
    """The points that were reached, and all that there are."""
    found = list(states)
    return sum(state.points for state in found), sum(state.total for state in found)


def _say_next(card: Card, states: Iterable[State], further: Iterable[State]) -> None:
    """Name the first unit with points in which something is left, with a link where its notebook lies beside this one.

    Args:
        states: the units that may come next.
        further: those that go beyond the course, of which nobody need be reminded before it is done.
    """
    for state in states:
        if state.unit.points and (what := state.next()):
            title = state.unit.title
            card.say(title, text.NEXT, _links([state]).get(title, "")).say(what)
            return
    card.say(text.ALL_DONE if all(not state.next() for state in further) else text.COURSE_ENDED, text.NEXT)


def _links(states: Iterable[State]) -> dict[str, str]:
    """The addresses of the units' notebooks from this one, by title; those of notebooks that are not there are left out."""
    here = start_folder()
    found = {}
    for state in states:
        name = state.unit.unit
        for beside in (f"{name}/{name}.ipynb", f"../{name}/{name}.ipynb"):
            if here is not None and (here / beside).is_file():
                found[state.unit.title] = quote(beside)
                break
    return found


def siblings(unit: UnitFile) -> list[UnitFile]:
    """The other units that are installed or lie beside this one, in order."""
    return [other for other in _units(unit.path.parent.parent.glob(f"*/{FILE}")) if other.path != unit.path]


def installed_units() -> list[UnitFile]:
    """The units that are installed, in order."""
    import npml

    return _units(path for folder in npml.__path__ for path in Path(folder).glob(f"unit*/{FILE}"))


def _units(paths: Iterable[Path]) -> list[UnitFile]:
    found: dict[str, UnitFile] = {}
    for path in paths:
        with contextlib.suppress(NoUnit):
            unit = load(path)
            found.setdefault(unit.unit, unit)
    return [found[name] for name in sorted(found)]


def _state(state: object) -> str:
    return {"passed": text.DONE, records.PART: text.PARTLY}.get(str(state), text.TRIED if state else text.TODO)
