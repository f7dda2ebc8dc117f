"""Korean texts of ``review``."""

from __future__ import annotations

from ...core.josa import josa_of

TITLE = "복습: 이 결과는 어느 실수일까요?"
DONE_UNITS = "다 푼 단원에서 골랐어요. 맞는 결과와, 어떤 실수를 했을 때 나오는 결과를 비교해 보세요."
NOT_YET = "아직 다 푼 단원이 없어서 지금까지 통과한 함수에서 골랐어요. 맞는 결과와, 어떤 실수를 했을 때 나오는 결과를 비교해 보세요."
NOTHING = "아직 통과한 함수가 없어요. `check(…)`를 하나라도 통과하면 그 함수로 복습할 수 있어요. 천천히 해도 괜찮아요."
NO_QUESTION = "통과한 함수에는 아직 낼 만한 문제가 없어요. 다음 함수까지 통과한 뒤에 다시 실행해 보세요."
RIGHT_RESULT, WRONG_RESULT = "맞는 결과", "실수한 결과"
OTHER_RESULT = "이 실수였다면 결과가 아래처럼 나와요. 위의 ‘실수한 결과’와 무엇이 다른지 살펴보세요."
AGAIN = "틀린 문제는 내일, 맞힌 문제는 며칠 뒤에 다시 나와요. 이 기록은 채점에 쓰이지 않아요."
WAKE = "이 셀을 다시 실행하면 눌러서 답할 수 있어요."


def question_title(number: int, exercise: str, unit: str) -> str:
    """A question's heading."""
    return f"{number}번 · {exercise} ({unit})"


def how_to_answer(count: int) -> str:
    """How to answer without clicking."""
    example = ", ".join(f"{number}: {1 + number % 3}" for number in range(1, count + 1))
    call = f"review({{{example}}})"
    return f"보기를 누르거나, `{call}`처럼 고른 번호를 적어 실행하면 이유를 알려 드려요."


def not_a_dict(count: int) -> str:
    """What was given is no dictionary of answers."""
    return "`review`에는 {문제 번호: 보기 번호} 꼴의 딕셔너리를 넣어 주세요. " + how_to_answer(count)


def no_question(number: object, count: int) -> str:
    """There is no such question."""
    return f"복습 문제는 1번부터 {count}번까지 있어요. `{number!r}`번 문제는 없어요."


def no_option(number: object, option: object, count: int) -> str:
    """The question has no such option."""
    return f"{number}번 문제의 보기는 1부터 {count}까지예요. `{option!r}`{josa_of(repr(option), '은/는')} 없는 보기예요."
