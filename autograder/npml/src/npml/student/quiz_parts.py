"""The parts that the quiz of a saved notebook and the live quiz with radio buttons share."""

from __future__ import annotations

from html import escape

from .markup import panel, para, rich
from .messages import study as text
from .unitfile import QuizQuestion, UnitFile

MARKS = "①②③④⑤⑥⑦⑧⑨"
Answers = dict[int, int | None]


def verdict(question: QuizQuestion, option: int) -> tuple[str, str]:
    """Whether an option (from 1) is right, in words, and why."""
    _, why, right = question.options[option - 1]
    return (text.RIGHT if right else text.WRONG), why


def right_count(unit: UnitFile, given: Answers) -> int:
    """How many of the given answers are right."""
    return sum(option is not None and unit.quiz[number - 1].options[option - 1][2] for number, option in given.items())


def copy_line(given: Answers) -> str:
    """The line of code that, put into the notebook, keeps the answers."""
    return "quiz_answers = {" + ", ".join(f"{number}: {option}" for number, option in given.items()) + "}"


def explanation_html(question: QuizQuestion, option: int | None) -> str:
    """The panel that explains a chosen option, as HTML; "" when none is chosen."""
    if option is None:
        return ""
    state, why = verdict(question, option)
    right = question.options[option - 1][2]
    title = f'<span aria-hidden="true">{"✓" if right else "△"}</span> {MARKS[option - 1]} {escape(state)}'
    return panel("good" if right else "warn", title, para(rich(why), ".2em"), label=state, role="group")
