"""The names that a notebook's cells are marked with, and the moments at which its names are looked at: in one place."""

from __future__ import annotations

#: The quiz, among the exercises, and the global of the notebook that holds the student's answers.
QUIZ, QUIZ_VARIABLE = "quiz", "quiz_answers"
#: A state of the names is called by the exercise whose solution cell has just run; these say that it is another moment:
#: what its check cell found, what was there when a line failed.  The end of the notebook is the same for all exercises.
AT_CHECK, AT_FAILURE, AT_END = "@check", "@failure", ""


def check_id(exercise: str) -> str:
    """The id of the cell that checks an exercise and carries its points."""
    return f"{exercise}_check"
