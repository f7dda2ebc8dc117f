"""The names that mark a notebook's cells, and the names of the moments at which its globals are recorded."""

from __future__ import annotations

import re

from .messages import FURTHER

#: The quiz's name among the exercises, and the notebook's global that holds the student's answers.
QUIZ, QUIZ_VARIABLE = "quiz", "quiz_answers"
#: A recorded state of the globals is named by the exercise whose solution cell has just run.  A suffix to that name
#: means another moment: when the exercise's check cell ran, or when a line failed.  "" is the end of the notebook, for
#: all exercises.
AT_CHECK, AT_FAILURE, AT_END = "@check", "@failure", ""


#: How the title of a unit that goes beyond the course begins.
_FURTHER = re.compile(rf"\d+\. {re.escape(FURTHER)} ")


def is_further(title: str) -> bool:
    """Whether a unit with this title goes beyond the course: who leaves it out has finished the course all the same."""
    return _FURTHER.match(title) is not None


def check_id(exercise: str) -> str:
    """The id of the cell that checks an exercise and carries its points."""
    return f"{exercise}_check"


def package_of(unit: str) -> str:
    """The name of a unit's package in `npml`: ``unit09`` for ``09_softmax_cross_entropy``."""
    return f"unit{unit[:2]}"
