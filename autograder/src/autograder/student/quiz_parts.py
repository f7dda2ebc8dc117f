"""What the quiz of a saved notebook and the one with radio buttons are both made of."""

from __future__ import annotations

from html import escape

from .markup import block, panel, para, rich
from .messages import study as text
from .unitfile import QuizQuestion, UnitFile

MARKS = "①②③④⑤⑥⑦⑧⑨"
Answers = dict[int, int | None]


def verdict(question: QuizQuestion, option: int) -> tuple[str, str]:
    """Right or not, and why."""
    _, why, right = question.options[option - 1]
    return (text.RIGHT if right else text.WRONG), why


def right_count(unit: UnitFile, given: Answers) -> int:
    """How many answers are right."""
    return sum(option is not None and unit.quiz[number - 1].options[option - 1][2] for number, option in given.items())


def copy_line(given: Answers) -> str:
    """The line that keeps the answers in the notebook."""
    return "quiz_answers = {" + ", ".join(f"{number}: {option}" for number, option in given.items()) + "}"


def explanation_html(question: QuizQuestion, option: int | None) -> str:
    """What a chosen option means, as HTML."""
    if option is None:
        return ""
    state, why = verdict(question, option)
    right = question.options[option - 1][2]
    title = f'<span aria-hidden="true">{"✓" if right else "△"}</span> {MARKS[option - 1]} {escape(state)}'
    return panel("good" if right else "warn", title, para(rich(why), ".2em"), label=state, role="status")


def keep_html(given: Answers) -> str:
    """The line to copy, with its reason."""
    return para(rich(text.KEEP), ".6em") + block(copy_line(given))
