"""``review()``: three questions about units that are done.  Each shows a wrong result: which mistake gives it?

The day decides on the questions, so that they stay the same when the cell runs again.  Questions that were missed come back
the next day, others after a growing number of days.  What is remembered of a question are the days of its last answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from ..core.options import as_number
from . import records
from .card import Card, unit_here
from .markup import block, panel, para, rich
from .messages import review as text
from .messages import study as words
from .namespace import caller_names
from .output import in_kernel, show, strict
from .overview import installed_units, siblings
from .place import unit_path
from .quiz_parts import MARKS, Answers
from .review_questions import Rank, ReviewQuestion, question_about, question_id, ranked_by
from .unitfile import UnitFile

COUNT = 3
#: After a wrong answer, after one right answer, after two in a row …: so many days until the question is due again.
GAPS = (1, 4, 12, 30, 90)
#: So many answers of a question are remembered.
KEPT = len(GAPS) - 1
Pool = list[tuple[UnitFile, list[str]]]


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


# --- which questions ------------------------------------------------------------------------


def _units(names: dict[str, Any]) -> list[UnitFile]:
    """All units, that of the notebook first; [] after a panel has said that none was found."""
    if unit_path(names) is None and (installed := installed_units()):
        return installed
    unit = unit_here(names, raises=strict())
    return [] if unit is None else [unit, *siblings(unit)]


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


# --- how they are shown ----------------------------------------------------------------------


def question_html(number: int, question: ReviewQuestion) -> str:
    """A question without its options: the call, the right result and the wrong one."""
    results = ((text.RIGHT_RESULT, question.right), (text.WRONG_RESULT, question.wrong))
    cells = "".join(
        f'<div style="flex:1 1 14em;min-width:0">{para(escape(title))}{block(value)}</div>' for title, value in results
    )
    title = text.question_title(number, question.exercise, question.unit.title)
    side = f'<div style="display:flex;flex-wrap:wrap;gap:0 1em">{cells}</div>'
    return para(f"<strong>{escape(title)}</strong>", "1em") + block(question.call) + side


def explanation_html(question: ReviewQuestion, option: int | None) -> str:
    """What a chosen option means: the whole diagnosis, or what that other mistake would have given."""
    if option is None:
        return ""
    choice, right = question.choices[option - 1], option == question.answer
    state = words.RIGHT if right else words.WRONG
    title = f'<span aria-hidden="true">{"✓" if right else "△"}</span> {MARKS[option - 1]} {escape(state)}'
    body = [para(rich(choice.says), ".2em")] if right else [para(text.OTHER_RESULT, ".2em"), block(choice.result)]
    return panel("good" if right else "warn", title, *body, label=state, role="status")


def option_texts(question: ReviewQuestion) -> list[str]:
    """The options, each with its mark."""
    return [f"{MARKS[index]} {choice.text}" for index, choice in enumerate(question.choices)]


def score_text(asked: Sequence[ReviewQuestion], given: Answers) -> str:
    """How many answers are right, once all are given; else ""."""
    if any(given.get(number) is None for number in range(1, len(asked) + 1)):
        return ""
    right = sum(given[number] == question.answer for number, question in enumerate(asked, 1))
    return f"{words.score(right, len(asked))} {text.AGAIN}"


def static_review(asked: Sequence[ReviewQuestion], given: Answers, head: str) -> tuple[str, str]:
    """The questions as HTML for a saved notebook, and as text for a terminal."""
    html, lines = [para(f"<strong>{text.TITLE}</strong>"), para(rich(head))], [f"[{text.TITLE}]", head]
    for number, question in enumerate(asked, 1):
        chosen = given.get(number)
        html.append(question_html(number, question))
        lines += ["", text.question_title(number, question.exercise, question.unit.title), *_indented(question.call)]
        lines += [f"{text.RIGHT_RESULT}:", *_indented(question.right), f"{text.WRONG_RESULT}:", *_indented(question.wrong)]
        for index, label in enumerate(option_texts(question), 1):
            mark = "●" if index == chosen else "○"
            note = f" <strong>({words.CHOSEN})</strong>" if index == chosen else ""
            html.append(f'<div style="margin-left:1em"><span aria-hidden="true">{mark}</span> {rich(label)}{note}</div>')
            lines.append(f"  {mark} {label}")
        html.append(explanation_html(question, chosen))
        lines += _explained(question, chosen)
    ending = score_text(asked, given) or text.how_to_answer(len(asked))
    html.append(para(rich(ending), ".8em"))
    lines += ["", ending]
    return f'<div role="group" aria-label="{escape(text.TITLE)}">{"".join(html)}</div>', "\n".join(lines).replace("`", "")


def _explained(question: ReviewQuestion, option: int | None) -> list[str]:
    if option is None:
        return []
    choice = question.choices[option - 1]
    if option == question.answer:
        return [f"  {words.RIGHT}: {choice.says}"]
    return [f"  {words.WRONG}: {text.OTHER_RESULT}", *_indented(choice.result)]


def _indented(value: str) -> list[str]:
    return ["    " + line for line in value.splitlines()]
