"""Which answers to the quiz are written in the notebook's code, and which were chosen by clicking.

What the code says counts.  A question that it leaves open is answered by a click, which is kept three times: in
``quiz_answers`` of the running kernel, in the record of the unit, and in the saved output of the quiz's cell
(`core.clicked`), where the grade reads it.  In another kernel they come back from the notebook's own file: the record
belongs to a computer, and on a shared one it holds the answers of whoever sat there before.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..core.clicked import clicked
from ..core.marks import QUIZ, check_id
from ..core.options import as_number
from . import records
from .markup import block, para, rich
from .messages import study as text
from .namespace import caller_names
from .notices import MAX_BYTES
from .output import kernel_id
from .place import notebook_path
from .quiz_parts import Answers, copy_line, right_count
from .unitfile import UnitFile

#: The answers that were clicked in this kernel, by unit; a notebook's file has them only when it is saved.
_here: dict[str, dict[int, int]] = {}
#: The last ``quiz_answers`` into which clicks were put, and what was put there: it is not written in the code.
_put: tuple[dict[Any, Any], dict[int, int]] | None = None


@dataclass
class Sheet:
    """The answers to a quiz.

    Attributes:
        unit: whose quiz it is.
        cell: the student's ``quiz_answers``; None if only the questions are looked at, and nothing is kept.
        written: what the code says.
        clicked: the clicked answers to questions that the code leaves open.
    """

    unit: UnitFile
    cell: dict[Any, Any] | None
    written: dict[int, int]
    clicked: dict[int, int]

    @property
    def given(self) -> Answers:
        """The answer to every question that counts, or None."""
        numbers = range(1, len(self.unit.quiz) + 1)
        return {number: self.written.get(number, self.clicked.get(number)) for number in numbers}

    def click(self, number: int, option: int) -> bool:
        """Keep a click; returns whether it counts, which it does not where the code has an answer."""
        if self.cell is None or number in self.written:
            return False
        self.clicked[number] = option
        _here.setdefault(self.unit.unit, {})[number] = option
        self._put_into_kernel()
        self.record()
        if kernel := kernel_id():
            records.record_clicks(self.unit, kernel, self.clicked)
        return True

    def record(self) -> None:
        """Put what is answered into the unit's record."""
        given = self.given
        if any(option is not None for option in given.values()):
            answered = sum(option is not None for option in given.values())
            records.record_quiz(self.unit, right_count(self.unit, given), answered, self.clicked)

    def keep_html(self) -> str:
        """What is graded, and the line of code that keeps the answers even without an output, as HTML."""
        how = f"{text.KEEP} {text.KEEP_BY_LINE}" if self.clicked or not self.written else text.WRITTEN
        line = "" if self.written and not self.clicked else block(copy_line(self.given))
        return para(rich(how), ".6em") + line

    def _put_into_kernel(self) -> None:
        global _put
        if self.cell is not None:
            self.cell.update(self.clicked)
            _put = self.cell, dict(self.clicked)


def sheet(unit: UnitFile, answers: dict[Any, Any] | None) -> Sheet:
    """The answers in a student's ``quiz_answers``, completed by the clicks that are remembered."""
    if answers is None:
        return Sheet(unit, None, {}, {})
    put = _put[1] if _put is not None and _put[0] is answers else {}
    said = {number: as_number(option) for number, option in answers.items()}
    written = {number: option for number, option in said.items() if option is not None and put.get(number) != option}
    clicked = {number: option for number, option in _remembered(unit).items() if number not in written}
    made = Sheet(unit, answers, written, clicked)
    made._put_into_kernel()
    return made


def _remembered(unit: UnitFile) -> dict[int, int]:
    """The clicks of this kernel, also those before it was restarted, and those that the notebook's file carries.

    In Colab, where there is no file, the record serves: nobody else has used that machine.
    """
    path = notebook_path(caller_names(), unit.unit)
    kept = _in_file(path) if path is not None else records.clicked_answers(unit) if "google.colab" in sys.modules else {}
    valid = range(1, len(unit.quiz) + 1)
    found = {**kept, **records.clicks_of(unit, kernel_id()), **_here.get(unit.unit, {})}
    return {
        number: option
        for number, option in found.items()
        if number in valid and option <= len(unit.quiz[number - 1].options)
    }


def _in_file(path: Path) -> dict[int, int]:
    """The answers that the quiz's cell carries in a notebook's file; none if it cannot be read."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        if path.stat().st_size <= MAX_BYTES:
            for cell in json.loads(path.read_text(encoding="utf-8-sig"))["cells"]:
                marked = cell.get("metadata", {}).get("nbgrader", {}).get("grade_id") == check_id(QUIZ)
                if marked and (found := clicked(cell.get("outputs"))):  # as the grade does: the first that has answers
                    return found
    return {}
