"""``hint("softmax", 1)``: one level of help at a time."""

from __future__ import annotations

from . import records
from .card import Card, unit_here
from .checking import unknown
from .messages import study as text
from .namespace import caller_names
from .output import strict
from .unitfile import UnitFile


def hint(name: str, level: int = 1) -> None:
    """Show one hint: 1 gives a direction, 2 the formula and shapes, 3 a line of code with a blank.

    Args:
        name: the name of an exercise of this unit.
        level: which hint.  `progress` shows the highest level that was opened; the grade does not depend on it.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    unit = unit_here(caller_names(), raises=strict())
    if unit is None:
        return
    hint_card(unit, name, level).show()


def hint_card(unit: UnitFile, name: str, level: int) -> Card:
    """The hint as a card; if there is no such exercise or level, a card that says so."""
    if name not in unit.exercises:
        return unknown(name, unit)
    hints = unit.exercises[name].hints
    if type(level) is not int or not 1 <= level <= len(hints):
        return Card("warn", text.hint_title(name, 1, len(hints)).partition(" 1/")[0]).say(text.no_level(level, len(hints)))
    records.record_hint(unit, name, level)
    card = Card("info", text.hint_title(name, level, len(hints)), role="note")
    body = hints[level - 1]
    if level == len(hints) and "`" not in body:
        card.lines("", body)
    else:
        card.say(body)
    if level < len(hints):
        return card.say(text.hint_more(name, level + 1))
    return card.say(text.HINT_RECORDED)
