"""``quiz``: questions with an explanation for every option.

The answers written in the notebook (``quiz_answers = {…}``) are graded, and those that were clicked (`answers`).
"""

from __future__ import annotations

from html import escape
from typing import Any

from ..core.clicked import carried
from ..core.options import as_number
from .answers import Sheet, sheet
from .card import Card, unit_here
from .markup import para, rich
from .messages import notices as said
from .messages import study as text
from .namespace import caller_names
from .output import NotRight, in_kernel, show, strict, validating
from .quiz_parts import MARKS, copy_line, explanation_html, right_count, verdict
from .unitfile import UnitFile


def quiz(answers: Any = None, option: int | None = None) -> None:
    """Show the quiz, one question, or the explanation of one option.

    Args:
        answers: ``quiz_answers``; a question's number; or None for all questions without answers.
        option: with a question's number, the number of the option to explain.

    Raises:
        NoUnit: in a build or in nbgrader's validation, there is no readable checks.json.
        NotRight: in nbgrader's validation, not every question is answered rightly.
    """
    unit = unit_here(caller_names(), raises=strict() or validating())
    if unit is None:
        return
    option = as_number(option)
    if type(answers) is int:
        question_card(unit, answers, option).show()
        return
    if problem := answers_problem(unit, answers):
        Card("warn", text.QUIZ).say(problem).show()
        if validating():
            raise NotRight(problem.replace("`", ""))
        return
    found = sheet(unit, answers)
    found.record()
    given = found.given
    if in_kernel():
        from .live_quiz import live_quiz
        from .two_outputs import show_live

        widget = live_quiz(found, lambda: shown.keep(lambda: static_quiz(found), rest=0))
        shown = show_live(*static_quiz(found), widget, wake=text.QUIZ_WAKE)
    else:
        show(*static_quiz(found))
    right, unanswered = right_count(unit, given), sum(value is None for value in given.values())
    if validating() and right < len(unit.quiz):
        raise NotRight(said.invalid_quiz(right, len(unit.quiz), unanswered))


def answers_problem(unit: UnitFile, answers: Any) -> str:
    """What is wrong with ``quiz_answers``, or ""."""
    if answers is None:
        return ""
    if not isinstance(answers, dict):
        return text.NOT_A_DICT
    for number, option in answers.items():  # keys are not converted, because the grade accepts only ints
        if type(number) is not int or not 1 <= number <= len(unit.quiz):
            return text.no_question(number, len(unit.quiz))
        count, option = len(unit.quiz[number - 1].options), as_number(option)
        if option is not None and (type(option) is not int or not 1 <= option <= count):
            return text.no_option(number, option, count)
    return ""


def question_card(unit: UnitFile, number: int, option: int | None) -> Card:
    """One question as a card, perhaps with the explanation of one option."""
    if not 1 <= number <= len(unit.quiz):
        return Card("warn", text.QUIZ).say(text.no_question(number, len(unit.quiz)))
    question = unit.quiz[number - 1]
    if option is not None and (type(option) is not int or not 1 <= option <= len(question.options)):
        return Card("warn", text.QUIZ).say(text.no_option(number, option, len(question.options)))
    card = Card("info", f"{text.QUIZ} {text.question_title(number)}").say(question.text)
    for index, (label, _, _) in enumerate(question.options, 1):
        card.say(f"{MARKS[index - 1]} {label}")
    if option is not None:
        state, why = verdict(question, option)
        card.state = "good" if question.options[option - 1][2] else "warn"
        card.say(why, f"{MARKS[option - 1]} {state}")
    return card


def static_quiz(sheet: Sheet) -> tuple[str, str]:
    """The whole quiz as HTML for a saved notebook, which carries the clicked answers, and as text for a terminal."""
    unit, given = sheet.unit, sheet.given
    html, lines = [], [f"[{text.QUIZ}]"]
    for number, question in enumerate(unit.quiz, 1):
        chosen = given[number]
        html.append(para(f"<strong>{text.question_title(number)}</strong> {rich(question.text)}", ".8em"))
        lines.append(f"{text.question_title(number)} {question.text}")
        for index, (label, _, _) in enumerate(question.options, 1):
            mark = "●" if index == chosen else "○"
            note = f" <strong>({text.CHOSEN})</strong>" if index == chosen else ""
            sign = f'<span aria-hidden="true">{mark}</span> {MARKS[index - 1]}'
            html.append(f'<div style="margin-left:1em">{sign} {rich(label)}{note}</div>')
            lines.append(f"  {mark} {MARKS[index - 1]} {label}")
        html.append(explanation_html(question, chosen))
        if chosen is not None:
            lines.append("  " + ": ".join(verdict(question, chosen)))
    if all(option is not None for option in given.values()):
        score = text.score(right_count(unit, given), len(unit.quiz))
        html.append(para(f"<strong>{escape(score)}</strong>"))
        lines.append(score)
    if sheet.cell is not None:
        html.append(sheet.keep_html())
        lines += [text.KEEP_BY_LINE, copy_line(given)]
    whole = f'<div role="group" aria-label="{text.QUIZ}"{carried(sheet.clicked)}>{"".join(html)}</div>'
    return whole, "\n".join(lines).replace("`", "")
