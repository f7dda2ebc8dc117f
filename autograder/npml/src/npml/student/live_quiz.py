"""The live side of ``quiz``: radio buttons made with ipywidgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from .answers import Sheet
from .live import prose
from .markup import para, rich
from .messages import study as text
from .page_script import NAME, STATUS
from .quiz_parts import MARKS, explanation_html, right_count

if TYPE_CHECKING:
    import ipywidgets


#: In ipywidgets each option has the height of one line: on a narrow page a second one would lie on the next option.
WRAPPED = (
    "<style>.autograder-quiz .widget-radio-box label{display:flex!important;align-items:flex-start;height:auto!important;"
    "min-height:1.4em;line-height:1.4!important;white-space:normal!important;word-break:keep-all}"
    ".autograder-quiz .widget-radio-box label input{order:-1;flex:none;margin-top:.1em!important}</style>"
)


def live_quiz(sheet: Sheet, kept: Callable[[], None]) -> ipywidgets.DOMWidget:
    """The quiz as a widget; ``kept`` is called after each click that counts."""
    import ipywidgets

    unit, chosen = sheet.unit, sheet.given
    keep = ipywidgets.HTML(prose(_footer(sheet)))
    # In the browser, radio buttons of ipywidgets form no group: arrow keys do not move between them.
    keys = f'<span style="opacity:.75">{rich(text.KEYBOARD)}</span>'
    rows: list[ipywidgets.Widget] = [ipywidgets.HTML(prose(WRAPPED + keys))]
    for number, question in enumerate(unit.quiz, 1):
        title = f'<span class="{NAME}"><strong>{text.question_title(number)}</strong> {rich(question.text)}</span>'
        buttons = radio_buttons([label for label, _, _ in question.options], chosen[number])
        why = ipywidgets.HTML(explanation_html(question, chosen[number]))
        why.add_class(STATUS)

        def choose(change: Any, number: int = number, why: Any = why) -> None:
            counts = sheet.click(number, change["new"])
            why.value = explanation_html(unit.quiz[number - 1], change["new"])
            if number in sheet.written:
                why.value += para(rich(text.written_counts(MARKS[sheet.written[number] - 1])), ".2em")
            keep.value = prose(_footer(sheet))
            if counts:
                kept()

        buttons.observe(choose, names="value")
        rows += [ipywidgets.HTMLMath(prose(para(title, ".8em"))), buttons, why]
    return ipywidgets.VBox([*rows, keep])


def radio_buttons(labels: Sequence[str], chosen: int | None) -> ipywidgets.RadioButtons:
    """Radio buttons for the options of a question, whose values are their numbers from 1; None: no one is chosen yet."""
    import ipywidgets

    options = [(f"{MARKS[index]} {label.replace('`', '')}", index + 1) for index, label in enumerate(labels)]
    buttons = ipywidgets.RadioButtons(
        options=options, value=chosen, layout=ipywidgets.Layout(width="auto", margin="0 0 0 1em")
    )
    buttons.add_class("autograder-quiz")
    return buttons


def _footer(sheet: Sheet) -> str:
    unit, given = sheet.unit, sheet.given
    done = all(option is not None for option in given.values())
    score = para(f"<strong>{text.score(right_count(unit, given), len(unit.quiz))}</strong>") if done else ""
    return score + (sheet.keep_html() if sheet.cell is not None else "")
