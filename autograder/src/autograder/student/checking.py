"""``check("softmax")``: the staged check of one exercise."""

from __future__ import annotations

from typing import Any

from . import mastery
from .card import Card
from .likely import Likely, likely
from .messages import checking as text
from .namespace import caller_names, current_unit
from .output import strict
from .panels import report_card
from .stages import examine
from .unitfile import NoUnit, UnitFile


def check(name: str) -> None:
    """Check the function or class of this name in the notebook, and show a panel.

    Args:
        name: of an exercise of this unit.
    """
    names = caller_names()
    try:
        unit = current_unit(names)
    except NoUnit as error:
        if strict():
            raise
        no_unit(error).show()
        return
    if name not in unit.exercises:
        unknown(name, unit).show()
        return
    exercise = unit.exercises[name]
    report = examine(exercise, names)
    cause = likely(report, exercise, unit, names) if report.state == "failed" else Likely()
    card = report_card(report, exercise, cause)
    card.show()
    mastery.record_check(unit, name, report.state)
    if strict() and report.state in ("failed", "broken"):
        raise AssertionError(card.text())


def no_unit(error: NoUnit) -> Card:
    """There is no checks.json."""
    return Card("warn", text.LABEL).say(text.NO_UNIT).say(str(error))


def unknown(name: Any, unit: UnitFile) -> Card:
    """There is no such exercise."""
    if name == "quiz":
        return Card("warn", text.LABEL).say(text.QUIZ_HINT)
    return Card("warn", text.LABEL).say(text.unknown(str(name), list(unit.exercises)))
