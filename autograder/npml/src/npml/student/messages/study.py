"""Korean texts of ``hint``, ``quiz`` and ``progress``."""

from __future__ import annotations

from ...core.formatting import number
from ...core.josa import josa, josa_of

# --- hint --------------------------------------------------------------------------------

LEVELS = {1: "방향", 2: "수식과 shape", 3: "코드 골격"}
HINT_RECORDED = "코드 골격을 열었다는 것은 `progress()`에만 적어 두어요. 점수는 그대로예요."


HINT_WAKE = "이 셀을 실행하면 단추로 열 수 있고, 어디까지 열었는지 적어 두어요."


def level_name(level: int) -> str:
    """A level of hints by number and name."""
    return f"{level}. {LEVELS.get(level, '')}"


def open_level(level: int) -> str:
    """What a button says while its hint is closed."""
    return f"힌트 {level_name(level)} 열기"


def close_level(level: int) -> str:
    """What a button says while its hint is open."""
    return f"힌트 {level_name(level)} 닫기"


def hints_title(name: str) -> str:
    """The heading of all hints of an exercise."""
    return f"{name} 힌트"


def open_by_call(name: str, level: int) -> str:
    """How to open a hint where there is no button."""
    return f'`hint("{name}", {level})`'


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
KEEP = (
    "고른 답은 이 셀의 출력에 남고, 저장한 노트북의 답이 채점돼요. 출력을 지웠다면 이 셀을 다시 실행하세요. "
    "지난번에 고른 답이 돌아와요."
)
KEEP_BY_LINE = "출력 없이도 답을 남기려면 위 셀에 이렇게 적으세요."
WRITTEN = "위 셀에 적은 답이 채점돼요."
#: What the buttons of a player do, by the names of their icons.
PLAY_BUTTONS = {
    "fa-play": "재생", "fa-pause": "멈춤", "fa-step-backward": "처음으로", "fa-stop": "처음으로", "fa-repeat": "되풀이",
    "fa-retweet": "되풀이",
}  # fmt: skip
QUIZ_WAKE = "이 셀을 실행하면 보기를 고를 수 있어요."
KEYS = "키보드로는 Tab으로 보기를 옮겨 다니고 스페이스바로 골라요."
KEYBOARD = f"{KEYS} `quiz(1, 3)`을 실행하면 1번 문제의 ③을 설명해요."
NOT_A_DICT = "`quiz`에는 `quiz_answers`처럼 {문제 번호: 보기 번호} 꼴의 딕셔너리를 넣어 주세요."
CHOSEN = "고른 답"


def written_counts(option: str) -> str:
    """An answer is written in the code, so that a click does not count."""
    return f"위 셀에 적은 {option}번이 채점돼요. 바꾸려면 위 셀의 숫자를 고치고 두 셀을 다시 실행하세요."


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


# --- reset --------------------------------------------------------------------------------

RESET = "처음 상태로 되돌리기"
RESET_DONE = "이 셀을 처음 상태로 되돌렸어요"
BACK_DONE = "이 셀에 쓰던 코드를 되찾았어요"
NEW_TEXT, OWN_TEXT = "이 셀의 새 내용", "조금 전까지의 코드"
IF_NOT_REPLACED = "셀의 내용이 그대로라면 아래의 새 내용을 복사해 붙여 넣으세요."
NOTHING_KEPT = "되찾을 코드가 없어요. `reset`으로 되돌린 적이 있는 문제만 되찾을 수 있어요."
NO_STUB = "이 단원 파일에는 처음 상태가 들어 있지 않아요. 새 판의 노트북과 꾸러미를 받으세요."


def reset_where(name: str, back: bool) -> str:
    """The call has to stand in the cell that it resets."""
    call = f'reset("{name}"{", back=True" if back else ""})'
    return (
        f"노트북은 실행하는 셀의 내용만 바꿀 수 있어요. `{name}`{josa_of(name, '을/를')} 채우는 셀의 맨 윗줄에 `{call}`라고 적고 "
        "그 셀을 실행하세요. 아래의 내용을 그 셀에 붙여 넣어도 돼요."
    )


def how_back(name: str) -> str:
    """How to get the code back that was in the cell."""
    return f'쓰던 코드는 따로 두었어요. 되찾으려면 이 셀에 `reset("{name}", back=True)`라고 적고 실행하세요.'


# --- a missing library ----------------------------------------------------------------------

LACKING_HERE = "브라우저에서 도는 파이썬에는 설치할 수 없어요. 이 단원은 코랩이나 여러분의 컴퓨터에서 하거나, 심화 단원이니 건너뛰어도 돼요."


def lacking_title(names: str) -> str:
    """The heading: which library the unit needs."""
    return f"이 단원에는 {josa(names, '이/가')} 필요해요"


def lacking(packages: str) -> str:
    """One sentence on what to do."""
    return (
        f"새 셀에서 `%pip install {packages}`{josa_of(packages, '을/를')} 실행하고 커널을 다시 시작하면 되고(인텔·AMD 리눅스에서는 "
        "PyTorch 누리집의 설치 화면에서 CPU를 고르면 나오는 명령으로 해야 크기가 4분의 1이에요), 심화 단원이니 건너뛰어도 강의를 마친 것이에요."
    )


# --- progress ------------------------------------------------------------------------------

PROGRESS = "학습 기록"
SKILL_HEAD = ("익힐 것", "배점", "확인", "연 힌트")
DONE, TRIED, TODO = "✓ 통과했어요", "✗ 고치는 중이에요", "○ 아직이에요"
PARTLY = "◐ 일부를 통과했어요"
NO_HINT = "없음"
MISSION_HEAD = ("그림의 미션", "상태")
REACHED = "✓ 달성했어요"
POINTS = "점수"
UNIT_HEAD = ("단원", "시간", "문제", "퀴즈", "미션", "점수")
COURSE = "학습 기록: 모든 단원"
NONE = "–"
NEXT = "이어서 하기"
NEXT_QUIZ = "퀴즈에서 아직 고르지 않은 문제의 답을 골라 보세요."
NEXT_QUIZ_WRONG = "퀴즈에서 틀린 문제의 설명을 읽고 다시 골라 보세요."
ALL_DONE = "모든 단원을 마쳤어요."
COURSE_ENDED = "강의의 단원을 모두 마쳤어요. 더 해 보고 싶다면 심화 단원을 골라 보세요."
COURSE_DONE, FURTHER = "마친 단원", "심화 단원"
FURTHER_HEAD = (FURTHER, *UNIT_HEAD[1:])
LOCAL_ONLY = (
    "이 기록은 이 컴퓨터에만 남고 채점에는 쓰이지 않아요. "
    '`progress(save="내진도.json")`으로 파일에 담고, 다른 컴퓨터에서 `progress(load="내진도.json")`으로 합칠 수 있어요.'
)


def points(count: float) -> str:
    """A number of points."""
    return f"{number(count)}점"


def minutes(count: int) -> str:
    """How long a unit takes."""
    return f"{count}분" if count else NONE


def points_reached(reached: float, total: float) -> str:
    """The points of what passed the check, and that the grade may differ."""
    return (
        f"확인을 통과한 문제와 맞힌 퀴즈의 배점을 더하면 {number(total)}점 중 {josa(f'{number(reached)}점', '이에요')}. "
        "채점은 다른 값으로 하므로 실제 점수는 다를 수 있어요."
    )


def units_done(done: int, count: int) -> str:
    """How many units of the course are done."""
    return f"{count}단원 중 {josa(f'{done}단원', '이에요')}."


def further_reached(done: int, reached: float, total: float) -> str:
    """How much is done of the units that go beyond the course."""
    return f"{done}단원을 마쳤고, 배점은 {number(total)}점 중 {josa(f'{number(reached)}점', '이에요')}. 강의의 점수와는 따로예요."


def out_of(done: float, total: float) -> str:
    """How much of all, in a table's cell."""
    return f"{number(done)}\u00a0/\u00a0{number(total)}"  # which does not break into two lines


def quiz_state(right: int, answered: int, count: int) -> str:
    """How far the quiz is."""
    if not answered:
        return TODO
    if right == count:
        return "✓ 모두 맞혔어요"
    return f"✗ {count}문제 중 {right}문제" + (f", {count - answered}문제 남음" if answered < count else "")


def next_exercise(name: str) -> str:
    """The exercise to do next."""
    return f'`{name}`{josa_of(name, "을/를")} 채우고 `check("{name}")`{josa_of(name, "을/를")} 실행해 보세요.'


def next_mission(title: str) -> str:
    """The mission to reach next."""
    return f"‘{title}’ 그림의 미션에 도전해 보세요."


def saved(file: str, count: int) -> str:
    """The records were exported."""
    return f'단원 {count}개의 기록을 `{file}`에 담았어요. 다른 컴퓨터의 노트북 옆에 두고 `progress(load="{file}")`을 실행하세요.'


def loaded(file: str, count: int) -> str:
    """The records of an exported file were joined to those of this computer."""
    return f"`{file}`에 있던 단원 {count}개의 기록을 이 컴퓨터의 기록과 합쳤어요."


def not_saved(file: str, why: str) -> str:
    """The file could not be written."""
    return f"`{file}`에 쓰지 못했어요({why}). 다른 이름이나 폴더로 다시 해 보세요."


def not_loaded(file: str, why: str) -> str:
    """The file could not be read, or holds something else."""
    return f"`{file}`에서 학습 기록을 읽지 못했어요({why}). `progress(save=…)`로 만든 파일인지 확인해 주세요."


def opened(level: int) -> str:
    """Up to which level hints were opened."""
    return f"{level}단계까지" if level else NO_HINT
