"""The live side of ``quiz``: radio buttons made with ipywidgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from . import records
from .live import prose
from .markup import para, rich
from .messages import study as text
from .quiz_parts import MARKS, Answers, explanation_html, keep_html, right_count
from .unitfile import UnitFile

if TYPE_CHECKING:
    import ipywidgets


def live_quiz(unit: UnitFile, given: Answers, chose: Callable[[Answers], None]) -> ipywidgets.DOMWidget:
    """The quiz as a widget; ``chose`` is told all choices after each."""
    import ipywidgets

    chosen = dict(given)
    keep = ipywidgets.HTML(_footer(unit, chosen))
    # In the browser, radio buttons of ipywidgets form no group: arrow keys move between cells, not between the buttons.
    keys = f'<span style="opacity:.75">{rich(text.KEYBOARD)}</span>'
    rows: list[ipywidgets.Widget] = [ipywidgets.HTML(prose(keys))]
    for number, question in enumerate(unit.quiz, 1):
        title = f"<strong>{text.question_title(number)}</strong> {rich(question.text)}"
        # With a value of None no button is selected until the student chooses one.
        options = [
            (f"{MARKS[index]} {label.replace('`', '')}", index + 1) for index, (label, _, _) in enumerate(question.options)
        ]
        buttons = ipywidgets.RadioButtons(
            options=options, value=chosen[number], layout=ipywidgets.Layout(width="auto", margin="0 0 0 1em")
        )
        buttons.add_class("autograder-quiz")
        why = ipywidgets.HTML(explanation_html(question, chosen[number]))

        def choose(change: Any, number: int = number, why: Any = why) -> None:
            chosen[number] = change["new"]
            why.value = explanation_html(unit.quiz[number - 1], chosen[number])
            keep.value = _footer(unit, chosen)
            records.record_quiz(unit, right_count(unit, chosen))
            chose(chosen)

        buttons.observe(choose, names="value")
        rows += [ipywidgets.HTMLMath(prose(para(title, ".8em"))), buttons, why]
    return ipywidgets.VBox([*rows, keep])


def _footer(unit: UnitFile, chosen: Answers) -> str:
    done = all(option is not None for option in chosen.values())
    score = para(f"<strong>{text.score(right_count(unit, chosen), len(unit.quiz))}</strong>") if done else ""
    return score + keep_html(chosen)
