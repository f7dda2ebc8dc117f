"""``hint("softmax")``: three levels of help behind three buttons; ``hint("softmax", 2)`` shows one."""

from __future__ import annotations

from . import records
from .card import Card, unit_here
from .checking import unknown
from .hint_parts import body_html, is_code
from .messages import study as text
from .namespace import caller_names, name_of
from .output import in_kernel, strict
from .unitfile import UnitFile


def hint(name: str, level: int | None = None) -> None:
    """Show the hints of an exercise, closed, or one of them: 1 gives a direction, 2 the formula and shapes, 3 a line of
    code with a blank.

    Args:
        name: the name of an exercise of this unit.
        level: which hint.  `progress` shows the highest level that was opened; the grade does not depend on it.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    unit = unit_here(caller_names(), raises=strict())
    if unit is None:
        return
    name = name_of(name)
    if level is not None or name not in unit.checked:
        hint_card(unit, name, level).show()
    elif in_kernel():
        from .live_hints import live_hints
        from .two_outputs import show_live

        card = hints_card(unit, name)
        show_live(card.html(), card.text(), live_hints(unit, name), wake=text.HINT_WAKE)
    else:
        hints_card(unit, name).show()


def hint_card(unit: UnitFile, name: str, level: int | None) -> Card:
    """One hint as a card; if there is no such exercise or level, a card that says so."""
    if name not in unit.checked:
        return unknown(name, unit)
    hints = unit.checked[name].hints
    if type(level) is not int or not 1 <= level <= len(hints):
        return Card("warn", text.hints_title(name)).say(text.no_level(level, len(hints)))
    records.record_hint(unit, name, level)
    card = Card("info", text.hint_title(name, level, len(hints)), role="note")
    if is_code(hints[level - 1]):
        card.lines("", hints[level - 1])
    else:
        card.say(hints[level - 1])
    return card.say(text.hint_more(name, level + 1) if level < len(hints) else text.HINT_RECORDED)


def hints_card(unit: UnitFile, name: str) -> Card:
    """All hints of an exercise, closed: in a saved notebook a reader opens them without Python."""
    card = Card("info", text.hints_title(name), role="note")
    for level, body in enumerate(unit.checked[name].hints, 1):
        card.fold(text.level_name(level), body_html(body), text.open_by_call(name, level))
    return card
