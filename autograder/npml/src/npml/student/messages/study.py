"""Korean texts of ``hint``, ``quiz`` and ``progress``."""

from __future__ import annotations

from ...core.josa import josa_of

# --- hint --------------------------------------------------------------------------------

LEVELS = {1: "방향", 2: "수식과 shape", 3: "코드 골격"}
HINT_RECORDED = "코드 골격을 열었다는 것은 `progress()`에만 적어 두어요. 점수는 그대로예요."


def hint_title(name: str, level: int, count: int) -> str:
    """The heading of a hint."""
    return f"{name} 힌트 {level}/{count}: {LEVELS.get(level, '')}"


def hint_more(name: str, level: int) -> str:
    """How to open the next hint."""
    call = f'hint("{name}", {level})'
    return f"더 필요하면 `{call}`{josa_of(level, '을/를')} 실행해 보세요."


def no_level(level: object, count: int) -> str:
    """There is no such level of hints."""
    return f"힌트는 1단계부터 {count}단계까지 있어요. `{level!r}`단계는 없어요."


# --- quiz --------------------------------------------------------------------------------

QUIZ = "퀴즈"
RIGHT, WRONG, OPEN = "맞았어요", "다시 생각해 보세요", "아직 고르지 않았어요"
KEEP = "채점은 노트북에 적힌 값만 봐요. 고른 답을 남기려면 이 줄을 복사해 위 칸에 넣고 그 칸을 다시 실행하세요."
KEYBOARD = (
    "키보드로는 Tab으로 보기를 옮겨 다니고 스페이스바로 골라요. 화살표 키를 누르면 다른 칸으로 넘어가요. "
    "`quiz(1, 3)`을 실행하면 1번 문제의 ③을 설명해요."
)
NOT_A_DICT = "`quiz`에는 `quiz_answers`처럼 {문제 번호: 보기 번호} 꼴의 딕셔너리를 넣어 주세요."
CHOSEN = "고른 답"


def question_title(number: int) -> str:
    """A question's heading."""
    return f"{number}번"


def no_question(number: object, count: int) -> str:
    """There is no such question."""
    return f"퀴즈는 1번부터 {count}번까지 있어요. `{number!r}`번 문제는 없어요."


def no_option(number: object, option: object, count: int) -> str:
    """The question has no such option."""
    return f"{number}번 문제의 보기는 1부터 {count}까지예요. `{option!r}`{josa_of(repr(option), '은/는')} 없는 보기예요."


def score(right: int, count: int) -> str:
    """How many answers are right."""
    if right == count:
        return f"{count}문제를 모두 맞혔어요."
    return f"{count}문제 중 {right}문제를 맞혔어요."


# --- progress ------------------------------------------------------------------------------

PROGRESS = "학습 기록"
SKILL_HEAD = ("익힐 것", "확인", "연 힌트")
DONE, TRIED, TODO = "✓ 통과했어요", "✗ 고치는 중이에요", "○ 아직이에요"
PARTLY = "◐ 일부를 통과했어요"
NO_HINT = "없음"
UNIT_HEAD = ("단원", "통과한 문제", "퀴즈")
LOCAL_ONLY = "이 기록은 이 컴퓨터에만 남고 채점에는 쓰이지 않아요."


def opened(level: int) -> str:
    """Up to which level hints were opened."""
    return f"{level}단계까지" if level else NO_HINT


def of_total(done: int, count: int) -> str:
    """How many of all are done."""
    return f"{count}개 중 {done}개"
