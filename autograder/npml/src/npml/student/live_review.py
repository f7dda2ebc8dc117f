"""The live side of ``review``: radio buttons as those of the quiz."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .live import prose
from .live_quiz import radio_buttons
from .markup import para, rich
from .messages import review as text
from .messages import study as words
from .page_script import STATUS
from .quiz_parts import Answers
from .review_page import explanation_html, question_html, score_text
from .review_questions import ReviewQuestion
from .review_schedule import remember

if TYPE_CHECKING:
    import ipywidgets


def live_review(
    asked: Sequence[ReviewQuestion], chosen: Answers, head: str, kept: Callable[[], None]
) -> ipywidgets.DOMWidget:
    """The questions as a widget.

    Args:
        asked: the questions.
        chosen: the chosen options by question; clicks change it.
        head: the text under the title.
        kept: called after each click.
    """
    import ipywidgets

    keys = f'<span style="opacity:.75">{rich(words.KEYS)}</span>'
    start = para(f"<strong>{text.TITLE}</strong>") + para(rich(head)) + para(keys)
    ending = ipywidgets.HTML(_ending(asked, chosen))
    rows: list[ipywidgets.Widget] = [ipywidgets.HTML(prose(start))]
    for number, question in enumerate(asked, 1):
        buttons = radio_buttons([choice.text for choice in question.choices], chosen[number])
        why = ipywidgets.HTML(explanation_html(question, chosen[number]))
        why.add_class(STATUS)

        def choose(change: Any, number: int = number, question: ReviewQuestion = question, why: Any = why) -> None:
            chosen[number] = change["new"]
            why.value = explanation_html(question, chosen[number])
            ending.value = _ending(asked, chosen)
            remember(question, chosen[number])
            kept()

        buttons.observe(choose, names="value")
        rows += [ipywidgets.HTML(prose(question_html(number, question))), buttons, why]
    return ipywidgets.VBox([*rows, ending])


def _ending(asked: Sequence[ReviewQuestion], chosen: Answers) -> str:
    return para(rich(score_text(asked, chosen) or text.how_to_answer(len(asked))), ".8em")
