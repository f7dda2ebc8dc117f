"""When which question of `review` is asked: a day's questions, and when a question comes again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from . import records
from .review_questions import Rank, ReviewQuestion, question_about, question_id, ranked_by
from .unitfile import UnitFile

COUNT = 3
#: After a wrong answer, after one right answer, after two in a row …: so many days until the question is due again.
GAPS = (1, 4, 12, 30, 90)
#: So many answers of a question are remembered.
KEPT = len(GAPS) - 1
Pool = list[tuple[UnitFile, list[str]]]


def pool_of(units: Sequence[UnitFile]) -> tuple[Pool, bool]:
    """The exercises to ask about, by unit, and whether they are those of units that are done.

    While no unit is done, they are what passed in the first one, or else in any.
    """
    passed = [(item, _passed(item)) for item in units]
    done = [(item, names) for item, names in passed if names and len(names) == len(item.exercises)]
    if done:
        return done, True
    return [item for item in passed[:1] if item[1]] or [item for item in passed if item[1]], False


def _passed(unit: UnitFile) -> list[str]:
    checks = records.record_of(unit.unit)["checks"]
    return [name for name in unit.exercises if checks.get(name) == "passed"]


def draw(pool: Pool, today: date, seed: str) -> list[ReviewQuestion]:
    """The questions of a day, about exercises as different as possible.

    Args:
        pool: from `pool_of`.
        today: the day; answers given on it change nothing.
        seed: decides together with the day.
    """
    rank = ranked_by(f"{today.isoformat()} {seed}")
    waiting = list(_candidates(pool, today, rank))
    asked: list[ReviewQuestion] = []
    # First one question an exercise; more of them only where there are too few exercises.
    while len(asked) < COUNT and waiting:
        used, left = set[str](), []
        for place in waiting:
            _, unit, name, key = place
            if len(asked) == COUNT or name in used:
                left.append(place)
            elif (found := question_about(unit, unit.exercises[name], key, rank)) is not None:
                asked.append(found)
                used.add(name)
        if len(left) == len(waiting):
            break
        waiting = left
    return asked


def _candidates(pool: Pool, today: date, rank: Rank) -> Iterator[tuple[tuple[int, str], UnitFile, str, str]]:
    """All mistakes to ask about, in the order in which they are asked."""
    found = []
    for unit, names in pool:
        answered = records.record_of(unit.unit)["review"]
        for name in names:
            for key in unit.exercises[name].diagnoses:
                id = question_id(name, key)
                found.append(((urgency(answered.get(id, ""), today), rank(f"{unit.unit} {id}")), unit, name, key))
    return iter(sorted(found, key=lambda item: item[0]))


def urgency(history: str, today: date) -> int:
    """0 for a question that was missed and is due, 1 for one that is new or due again, 2 for one that is not due.

    Args:
        history: days and outcomes of the last answers, such as "20261129-20261201+".
        today: answers of this day are not looked at.
    """
    before = [item for item in _answers_of(history) if item[0] < today]
    if not before:
        return 1
    streak = 0
    for _, right in before:
        streak = streak + 1 if right else 0
    if before[-1][0] + timedelta(days=GAPS[streak]) > today:
        return 2
    return 1 if streak else 0


def _answers_of(history: str) -> list[tuple[date, bool]]:
    """The days and outcomes in a history; what cannot be read is left out."""
    found = []
    for start in range(0, len(history), 9):
        day, mark = history[start : start + 8], history[start + 8 : start + 9]
        if day.isascii() and day.isdigit() and mark in ("+", "-"):
            try:
                found.append((date(int(day[:4]), int(day[4:6]), int(day[6:])), mark == "+"))
            except ValueError:
                continue
    return found[-KEPT:]


def remember(question: ReviewQuestion, option: int | None) -> None:
    """Remember the first answer of the day to a question; None is no answer."""
    if option is None:
        return
    history = _answers_of(records.record_of(question.unit.unit)["review"].get(question.id, ""))
    today = date.today()
    if history and history[-1][0] >= today:
        return
    history = [*history, (today, option == question.answer)][-KEPT:]
    line = "".join(f"{day:%Y%m%d}{'+' if right else '-'}" for day, right in history)
    records.record_review(question.unit, question.id, line)
