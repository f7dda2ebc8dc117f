"""``review()``: three questions about units that are done.  Each shows a wrong result: which mistake gives it?

The day decides on the questions, so that they stay the same when the cell runs again.  Questions that were missed come back
the next day, others after a growing number of days.  What is remembered of a question are the days of its last answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..core.options import as_number
from .card import Card, unit_here
from .messages import review as text
from .namespace import caller_names
from .output import in_kernel, show, strict
from .overview import installed_units, siblings
from .place import unit_path
from .quiz_parts import Answers
from .review_page import static_review
from .review_questions import ReviewQuestion
from .review_schedule import draw, pool_of, remember
from .unitfile import UnitFile


def review(answers: Any = None, *, seed: Any = None) -> None:
    """Show three questions "which mistake gives this result?" about units that are done.

    Args:
        answers: the numbers of the chosen options, {1: 2, 2: 4}, to have them explained; in a running notebook they
            can be clicked instead.
        seed: any value that draws other questions than today's.

    Raises:
        NoUnit: in a build, there is no readable checks.json.
    """
    units = _units(caller_names())
    if not units:
        return
    pool, done = pool_of(units)
    asked = draw(pool, date.today(), str(seed))
    if not asked:
        Card("info", text.TITLE).say(text.NO_QUESTION if pool else text.NOTHING).show()
        return
    if problem := answers_problem(asked, answers):
        Card("warn", text.TITLE).say(problem).show()
        return
    given: Answers = {number: as_number((answers or {}).get(number)) for number in range(1, len(asked) + 1)}
    for number, option in given.items():
        remember(asked[number - 1], option)
    head = text.DONE_UNITS if done else text.NOT_YET
    if in_kernel():
        from .live_review import live_review
        from .two_outputs import show_live

        widget = live_review(asked, given, head, lambda: shown.keep(lambda: static_review(asked, given, head)))
        shown = show_live(*static_review(asked, given, head), widget, wake=text.WAKE)
    else:
        show(*static_review(asked, given, head))


def answers_problem(asked: Sequence[ReviewQuestion], answers: Any) -> str:
    """What is wrong with the answers, or ""."""
    if answers is None:
        return ""
    if not isinstance(answers, dict):
        return text.not_a_dict(len(asked))
    for number, option in answers.items():
        if type(number) is not int or not 1 <= number <= len(asked):
            return text.no_question(number, len(asked))
        count, option = len(asked[number - 1].choices), as_number(option)
        if option is not None and (type(option) is not int or not 1 <= option <= count):
            return text.no_option(number, option, count)
    return ""


def _units(names: dict[str, Any]) -> list[UnitFile]:
    """All units, that of the notebook first; [] after a panel has said that none was found."""
    if unit_path(names) is None and (installed := installed_units()):
        return installed
    unit = unit_here(names, raises=strict())
    return [] if unit is None else [unit, *siblings(unit)]
