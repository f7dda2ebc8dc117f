"""All Korean texts of the command line, in one place."""

from __future__ import annotations

import re

DESCRIPTION = "NumPy로 만드는 머신러닝 강의의 자동 채점기입니다."
EPILOG = "명령마다 -h를 붙이면 자세한 설명이 나옵니다. 예: autograder grade -h"
COMMANDS = "명령"
COMMAND = "명령"
HELP_HELP = "이 도움말을 보여 줍니다."
ERROR = "오류: {error}"
INTERRUPTED = "중단했습니다. 같은 명령을 다시 실행하면 남은 것부터 이어서 채점합니다."
BAD_USE = "{prog}: {problem}\n사용법은 {prog} -h로 볼 수 있습니다.\n"

# --- argparse's own sentences -----------------------------------------------------------

_HEADINGS = {
    "usage: ": "사용법: ",
    "positional arguments:": "인자:",
    "options:": "선택 사항:",
    "show this help message and exit": HELP_HELP,
}
_PROBLEMS = (
    (r"unrecognized arguments: (.+)", r"알 수 없는 인자예요: \1"),
    (r"the following arguments are required: (.+)", r"빠진 인자가 있어요: \1"),
    (r"argument (.+?): expected one argument", r"\1 뒤에 값이 하나 있어야 해요."),
    (r"argument (.+?): expected at least one argument", r"\1 뒤에 값이 하나 이상 있어야 해요."),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1에 쓸 수 없는 값이에요: \2 (쓸 수 있는 값: \3)"),
    (r"argument (.+?): invalid (?:\w+) value: (.+)", r"\1에 쓸 수 없는 값이에요: \2"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1과(와) \2은(는) 함께 쓸 수 없어요."),
    (r"ambiguous option: (.+?) could match (.+)", r"\1만으로는 어느 것인지 알 수 없어요: \2"),
)


def in_korean(problem: str) -> str:
    """An argparse error message in Korean; what is not known stays as it is."""
    for pattern, korean in _PROBLEMS:
        if re.fullmatch(pattern, problem):
            return re.sub(pattern, korean, problem)
    return problem


def korean_help(text: str) -> str:
    """A help text of argparse with its headings in Korean."""
    for english, korean in _HEADINGS.items():
        text = text.replace(english, korean)
    return text
