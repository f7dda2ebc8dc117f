"""Tells a student what happened while the notebook ran: lines that failed, what that cost, names bound again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from npml.core.josa import korean
from npml.core.marks import QUIZ, QUIZ_VARIABLE

from ..judge.verdict import ExerciseVerdict, UnitVerdict
from ..sandbox.notes import FailedLine
from . import messages

#: At most so many failed lines are told; a cell copied from another course can fail at every line.
MOST = 8


def run_notes(failed: Sequence[FailedLine], verdict: UnitVerdict, message: str) -> list[str]:
    """Korean sentences for the head of the feedback; none if all went well.

    Args:
        failed: statements that failed while the cells ran.
        verdict: what the exercises got.
        message: how the run as a whole went, "" if well.
    """
    notes = [message] if message else []
    notes += [_failed_note(line, verdict, whole=not message) for line in failed[:MOST]]
    if len(failed) > MOST:
        notes.append(messages.MORE_FAILED.format(count=len(failed) - MOST))
    for item in verdict.exercises:
        if item.clicked:
            notes.append(messages.CLICKED.format(numbers=", ".join(map(str, item.clicked))))
    return notes


def _failed_note(line: FailedLine, verdict: UnitVerdict, *, whole: bool) -> str:
    """What a failed statement cost; ``whole`` says that no cell was left out or reduced."""
    where = messages.FAILED_LINE.format(
        cell=line.cell + 1, line=line.line, text=line.text.replace("`", "'"),
        why=messages.FAILED_WHY.get(line.error, messages.FAILED_OTHERWISE.format(error=line.error)),
    )  # fmt: skip
    losers = [item for item in verdict.exercises if item.missing and item.missing in line.names]
    quiz = [item for item in verdict.exercises if item.name == QUIZ and QUIZ_VARIABLE in line.names]
    own = [item for item in losers if item.missing == item.name] + [item for item in quiz if item.score < item.max_score]
    if line.error == "SyntaxError":
        cost = messages.FAILED_ALL.format(exercises=", ".join(f"`{item.name}`" for item in losers)) if losers else ""
    elif own:
        cost = messages.FAILED_OWN.format(names=", ".join(exercise_name(item) for item in own))
    elif losers:
        exercises = ", ".join(f"`{item.name}`" for item in losers)
        cost = korean(messages.FAILED_COST, name=f"`{losers[0].missing}`", exercises=exercises)
    else:
        free = _nothing_lost(line, verdict)
        cost = " ".join([messages.FAILED_REST] * whole + [messages.FAILED_FREE] * free)
    return f"{where} {cost}".rstrip()


def _nothing_lost(line: FailedLine, verdict: UnitVerdict) -> bool:
    """Whether no points were lost, or the line would have bound names and no exercise missed any name."""
    if line.names and not any(item.missing for item in verdict.exercises):
        return True
    return all(item.score >= item.max_score for item in verdict.exercises if item.attempted)


def exercise_name(item: ExerciseVerdict) -> str:
    """The name of an exercise for use in a sentence."""
    return messages.QUIZ_NAME if item.name == QUIZ else f"`{item.name}`"


def rebound_notes(item: ExerciseVerdict) -> list[str]:
    """Which cells changed names of an exercise, and at which moment the names counted."""
    own = QUIZ_VARIABLE if item.name == QUIZ else item.name
    told = [(name, cell) for name, cell in item.rebound if name == own or item.score < item.max_score or item.counted]
    if not told:
        return [messages.COUNTED[item.counted]] if item.counted else []
    cells: dict[int, list[str]] = {}
    for name, cell in told:
        cells.setdefault(cell, []).append(f"`{name}`")
    where = ", ".join(korean(messages.REBOUND_CELL, cell=cell + 1, names=", ".join(names)) for cell, names in cells.items())
    return [messages.REBOUND.format(where=where) + " " + messages.COUNTED[item.counted]]


def as_markdown(notes: Iterable[str]) -> str:
    """The notes as the first cell of the feedback."""
    return "\n".join([f"**{messages.RUN_NOTES}**", "", *(f"- {note}" for note in notes)])
