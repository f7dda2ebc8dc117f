"""How the questions of `review` are shown, as HTML and as text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .markup import block, panel, para, rich
from .messages import review as text
from .messages import study as words
from .page_script import NAME
from .quiz_parts import MARKS, Answers
from .review_questions import ReviewQuestion


def question_html(number: int, question: ReviewQuestion) -> str:
    """A question without its options: the call, the right result and the wrong one."""
    results = ((text.RIGHT_RESULT, question.right), (text.WRONG_RESULT, question.wrong))
    cells = "".join(
        f'<div style="flex:1 1 14em;min-width:0">{para(escape(title))}{block(value)}</div>' for title, value in results
    )
    title = text.question_title(number, question.exercise, question.unit.title)
    side = f'<div style="display:flex;flex-wrap:wrap;gap:0 1em">{cells}</div>'
    return para(f'<strong class="{NAME}">{escape(title)}</strong>', "1em") + block(question.call) + side


def explanation_html(question: ReviewQuestion, option: int | None) -> str:
    """What a chosen option means: the whole diagnosis, or what that other mistake would have given."""
    if option is None:
        return ""
    choice, right = question.choices[option - 1], option == question.answer
    state = words.RIGHT if right else words.WRONG
    title = f'<span aria-hidden="true">{"✓" if right else "△"}</span> {MARKS[option - 1]} {escape(state)}'
    body = [para(rich(choice.says), ".2em")] if right else [para(text.OTHER_RESULT, ".2em"), block(choice.result)]
    return panel("good" if right else "warn", title, *body, label=state, role="group")


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
