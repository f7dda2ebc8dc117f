"""``check("softmax")``: the staged check of one exercise."""

from __future__ import annotations

from typing import Any

from . import cells, latest, notices, records
from .card import Card, unit_here
from .lacking import lacking
from .likely import Likely, likely
from .limit import INTERRUPT, Guard, Interrupted
from .markup import block
from .messages import checking as text
from .messages import notices as said
from .messages import own_line
from .namespace import caller_names, name_of
from .output import NotRight, in_kernel, strict, validating
from .panels import part_cards, report_card
from .pasting import source_of
from .records import PART
from .stages import Report, examine
from .unitfile import UnitFile, VisibleExercise, other_answers


def check(name: str, part: str | None = None) -> None:
    """Check the student's function or class of this name, and show the result in a panel.

    Args:
        name: the name of an exercise of this unit.
        part: one part of a big exercise, such as "훈련 모드", to check it before the others are written.  Without it all
            parts are checked in their order, and each that passed has a panel of its own.

    Raises:
        Interrupted: the student interrupted the check.
        NoUnit: in a build or in nbgrader's validation, there is no readable checks.json.
        NotRight: in nbgrader's validation, the exercise did not pass.
        AssertionError: in a build, the exercise failed.
    """
    names = caller_names()
    unit = unit_here(names, raises=strict() or validating())
    if unit is None:
        return
    name = name_of(name)
    if name not in unit.checked:
        unknown(name, unit).show()
        return
    if not strict() and (card := lacking(unit)) is not None:
        card.show()
        if validating():
            raise NotRight(card.title)
        return
    exercise = unit.checked[name]
    if part is not None:
        if part not in exercise.parts:
            Card("warn", text.LABEL).say(text.no_part(name, str(part), exercise.parts)).show()
            return
        exercise = exercise.only(part)
    found = notices.notice(name, unit, names)
    report, cause = None, Likely()
    with Guard(names) as guard:
        report = examine(exercise, names)
        if report.state == "failed":
            cause = likely(report, exercise, unit, names)
    if guard.why == INTERRUPT:
        stopped_card(guard, exercise).show()
        raise Interrupted(said.INTERRUPTED)
    if report is None:
        card, state = stopped_card(guard, exercise), "failed"
        latest.remember(latest.Stop(name, names.get(name), guard.case, guard.at, "limit"))
    else:
        if report.state == "failed" or (report.state == "passed" and part is None):
            latest.remember(latest.of_report(report, names.get(name)))
        card, state = report_card(report, exercise, cause), report.state
        if state == "failed":
            card.say(text.step_through(imported=callable(names.get("trace"))))
        if found is not None:
            state = notices.add(card, report, found, unit, names)
        elif state == "missing" and in_kernel() and not cells.ran(name):
            card = Card("info", text.title_missing(name)).say(said.not_run_yet(name, bool(exercise.methods)))
        # A notice says that another function will be graded: then a green part would promise too much.
        for done in part_cards(report, exercise) if found is None else []:
            done.show()
    if state == "passed" and part is None:
        for number, code in enumerate(other_answers(unit, name), 1):
            card.fold(text.other_answer(number), block(code), f"\n{code}")
    if name in unit.points and not (report is not None and report.part):  # a part has no points of its own
        card.title = text.with_points(card.title, unit.points[name])
    card.show()
    records.record_check(unit, name, PART if _in_part(report, state, part) else state)
    if validating() and state != "passed" and name in unit.exercises:  # what is never graded makes nothing invalid
        raise NotRight(card.title)
    if strict() and state in ("failed", "broken"):
        raise AssertionError(card.text())


def _in_part(report: Report | None, state: str, part: str | None) -> bool:
    """Whether a part of the exercise passed, but not the whole."""
    return state == "passed" if part is not None else report is not None and state != "passed" and bool(report.done)


def stopped_card(guard: Guard, exercise: VisibleExercise) -> Card:
    """The panel for a check that was stopped, by the time limit or by the student."""
    if guard.why == INTERRUPT:
        card = Card("warn", said.title_interrupted(exercise.name))
    else:
        card = Card("bad", said.title_too_long(exercise.name, guard.seconds))
    if guard.case is not None and guard.lines:
        card.say(guard.case.say)
        card.lines(text.CALL, source_of(exercise, guard.case, guard.case.steps[: guard.at + 1]))
    card.lines(said.RUNNING_LINES, "\n".join(own_line(item.function, item.line, item.source) for item in guard.lines))
    return card.say(said.ENDLESS) if guard.lines else card


def unknown(name: Any, unit: UnitFile) -> Card:
    """The panel for a name that is no exercise of the unit."""
    if name == "quiz":
        return Card("warn", text.LABEL).say(text.QUIZ_HINT)
    return Card("warn", text.LABEL).say(text.unknown(str(name), list(unit.checked)))
