"""``reset("softmax")``: puts the released stub back into its cell, and keeps the student's code.

A kernel can replace the text of the cell that runs, and of no other.  So the call stands in the cell that is to be reset.
"""

from __future__ import annotations

import re
from typing import Any

from . import cells, records
from .card import Card, unit_here
from .checking import unknown
from .markup import block
from .messages import study as text
from .namespace import caller_names, name_of
from .notices import stored_solution
from .output import in_kernel, shell, strict
from .unitfile import UnitFile

#: At the margin only: inside a function it is the student's own.
_CALL = re.compile(r"^reset\([^\n]*\)[ \t]*(?:#[^\n]*)?\n?", re.M)


def reset(name: str, back: bool = False) -> None:
    """Replace the text of the cell that runs by the exercise's stub; the student's code is kept.

    Args:
        name: the name of an exercise of this unit; the cell defines it, or is its solution cell.
        back: put back the code that was kept last, and keep what the cell has now.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    names = caller_names()
    unit = unit_here(names, raises=strict())
    if unit is None:
        return
    name = name_of(name)
    if name not in unit.checked:
        unknown(name, unit).show()
        return
    cell, source = cells.running()
    mine = _own_code(name, unit, names, cell, source)
    new = records.kept_code(unit, name) if back else unit.checked[name].stub
    if not new:
        Card("warn", text.RESET).say(text.NOTHING_KEPT if back else text.NO_STUB).show()
        return
    here = in_kernel() and (cell == name or cells.defines(source, name))
    if here:
        if mine and mine != new:
            records.keep_code(unit, name, mine)
        shell().set_next_input(new, replace=True)
    reset_card(name, new, mine, here=here, back=back).show()


def reset_card(name: str, new: str, mine: str, *, here: bool, back: bool) -> Card:
    """What was done, or how to have it done, with the new text of the cell and the student's own."""
    if not here:
        return Card("info", text.RESET).say(text.reset_where(name, back)).fold(text.NEW_TEXT, block(new), f"\n{new}")
    card = Card("good", text.BACK_DONE if back else text.RESET_DONE)
    if not back and mine:
        card.say(text.how_back(name))
    card.say(text.IF_NOT_REPLACED).fold(text.NEW_TEXT, block(new), f"\n{new}")
    return card.fold(text.OWN_TEXT, block(mine), f"\n{mine}") if mine and mine != new else card


def _own_code(name: str, unit: UnitFile, names: dict[str, Any], cell: str, source: str) -> str:
    """The student's newest text of the solution cell; "" if there is none but the stub."""
    last = cells.newest([run for run in cells.runs() if run.cell == name or run.defines(name)])
    found = [source if cell == name or cells.defines(source, name) else "", last.source if last is not None else ""]
    found.append(stored_solution(name, unit, names) or "")
    texts = (_CALL.sub("", item).strip("\n") for item in found)
    return next((item for item in texts if item.strip() and item.strip() != unit.checked[name].stub.strip()), "")
