"""The quiz answers that a student chose by clicking, as the saved output of the quiz's cell carries them.

The notebook writes them and the grade reads them.  They are the student's own claim, exactly as her code is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ATTRIBUTE = "data-npml-quiz"
_MARK = re.compile(rf'{_ATTRIBUTE}="([0-9:,]{{1,300}})"')
_ANSWER = re.compile(r"([1-9][0-9]?):([1-9])")
#: A longer output is not searched; that of a quiz has some ten thousand characters.
MAX_LENGTH = 200_000


def carried(answers: Mapping[int, int | None]) -> str:
    """The HTML attribute that carries answers, {question number: option number}; "" when there are none."""
    pairs = ",".join(f"{number}:{option}" for number, option in sorted(answers.items()) if option is not None)
    return f' {_ATTRIBUTE}="{pairs}"' if pairs else ""


def clicked(outputs: Any) -> dict[int, int]:
    """The answers that the outputs of a saved cell carry; empty when there are none or they are malformed.

    Args:
        outputs: whatever a notebook's JSON has as ``outputs`` of a cell.
    """
    found: dict[int, int] = {}
    for output in outputs if isinstance(outputs, list) else []:
        data = output.get("data") if isinstance(output, dict) else None
        html = data.get("text/html") if isinstance(data, dict) else None
        if isinstance(html, list) and all(isinstance(line, str) for line in html):
            html = "".join(html)
        if isinstance(html, str) and len(html) <= MAX_LENGTH and (mark := _MARK.search(html)):
            pairs = [_ANSWER.fullmatch(pair) for pair in mark[1].split(",")]
            if all(pairs):
                found = {int(pair[1]): int(pair[2]) for pair in pairs if pair}
    return found
