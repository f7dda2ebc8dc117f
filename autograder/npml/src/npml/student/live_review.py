"""The live side of ``review``: radio buttons made with ipywidgets, as those of the quiz."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .live import MIME, prose
from .markup import para, rich
from .messages import review as text
from .messages import study as words
from .quiz_parts import Answers
from .review import explanation_html, option_texts, question_html, remember, score_text
from .review_questions import ReviewQuestion


def live_review(asked: Sequence[ReviewQuestion], given: Answers, head: str) -> dict[str, Any]:
    """The questions' representation by MIME type, for `output.show`."""
    import ipywidgets

    chosen = dict(given)
    start = para(f"<strong>{text.TITLE}</strong>") + para(rich(head)) + para(f'<span style="opacity:.75">{rich(words.KEYBOARD)}</span>')
    ending = ipywidgets.HTML(_ending(asked, chosen))
    rows: list[ipywidgets.Widget] = [ipywidgets.HTML(prose(start))]
    for number, question in enumerate(asked, 1):
        options = [(label.replace("`", ""), index) for index, label in enumerate(option_texts(question), 1)]
        buttons = ipywidgets.RadioButtons(
            options=options, value=chosen[number], layout=ipywidgets.Layout(width="auto", margin="0 0 0 1em")
        )
        buttons.add_class("autograder-quiz")
        why = ipywidgets.HTML(explanation_html(question, chosen[number]))

        def choose(change: Any, number: int = number, question: ReviewQuestion = question, why: Any = why) -> None:
            chosen[number] = change["new"]
            why.value = explanation_html(question, chosen[number])
            ending.value = _ending(asked, chosen)
            remember(question, chosen[number])

        buttons.observe(choose, names="value")
        rows += [ipywidgets.HTML(prose(question_html(number, question))), buttons, why]
    box = ipywidgets.VBox([*rows, ending])
    return {MIME: {"version_major": 2, "version_minor": 0, "model_id": box.model_id}}


def _ending(asked: Sequence[ReviewQuestion], chosen: Answers) -> str:
    return para(rich(score_text(asked, chosen) or text.how_to_answer(len(asked))), ".8em")
