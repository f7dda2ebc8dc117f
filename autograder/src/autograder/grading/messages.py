"""Korean texts of reading, grading and feedback."""

from __future__ import annotations

from collections.abc import Iterable

from npml.intake.messages import AGAIN, CLEAR

MISSING = "{path}: 파일이 없어요. 단원 이름과 같은 .ipynb 파일이 있어야 해요. 제출 폴더를 확인해 주세요."
NOT_REGULAR = (
    "{path}: {found}, 채점할 수 없어요. 보통 파일로 된 노트북(.ipynb)이어야 해요. 파일을 직접 복사해 제출하게 해 주세요."
)
UNREADABLE = "{path}: 파일을 열 수 없어요({error}). 파일의 읽기 권한을 확인해 주세요."
TOO_LARGE = "{path}: 파일이 {size:.1f} MB로 너무 커요. {limit} MB까지 받아요. " + CLEAR
KINDS = {
    "link": "심볼릭 링크라서", "folder": "폴더라서", "fifo": "파이프(FIFO)라서", "socket": "소켓이라서", "device": "장치 파일이라서",
}  # fmt: skip


READER_DIED = "{path}: 노트북을 읽는 프로세스가 도중에 끝났어요. 보통의 노트북이 아니에요. " + AGAIN
READER_HUNG = "{path}: 노트북을 읽는 데 {seconds:g}초가 넘게 걸려 멈추었어요. 보통의 노트북이 아니에요. " + AGAIN

READER_NOT_STARTED = (
    "노트북을 읽는 프로세스를 시작하지 못했어요. 가상 환경과 메모리를 확인하고(autograder doctor) 다시 실행해 주세요."
)


# --- feedback: what is said of a hidden case comes only from here and from the diagnoses of the banks, so that no
# input, no expected value and no text of an exception can reach a student through it -------------------------------

#: What to look at, by the first problem of a category (`judge.model.CategoryVerdict.problem`).
LOOK_AT = {
    "missing": "앞에서 난 예외 때문에 결과가 나오지 않은 호출이 있어요.",
    "error": "올바른 입력에서 예외가 났어요.",
    "no_error": "잘못된 입력인데 예외를 내지 않았어요. 독스트링의 ValueError 조건을 다시 보세요.",
    "other_error": "잘못된 입력에 다른 예외가 났어요. 계산하기 전에 입력을 검사해 독스트링에 적힌 예외를 내는지 보세요.",
    "type": "반환값의 종류가 달라요. 독스트링의 반환값을 다시 보세요.",
    "dtype": "반환값의 자료형(dtype)이 달라요.",
    "shape": "반환값의 shape가 달라요. axis와 keepdims를 확인해 보세요.",
    "length": "돌려준 값의 개수가 달라요.",
    "nonfinite": "NaN이나 inf가 나왔어요. 0으로 나누거나 지수가 넘치는 곳이 있는지 보세요.",
    "value": "값이 달라요. 수식과 코드를 한 줄씩 맞춰 보세요.",
    "warning": "넘침(overflow)이나 0으로 나누기 같은 NumPy 경고가 났어요.",
    "mutated": "입력으로 받은 배열을 바꿔 놓았어요. 제자리 연산(+=, -=)을 찾아보세요.",
    "aliased": "돌려준 배열이 입력과 메모리를 함께 써요. 복사본을 돌려주세요.",
    "changed": "먼저 돌려준 배열이 다음 호출 뒤에 바뀌었어요. 호출할 때마다 새 배열을 돌려주세요.",
    "rng": "np.random의 전역 난수 상태를 건드렸어요. 인자로 받은 rng만 쓰세요.",
    "message": "예외 메시지에 어떤 인자가 잘못되었는지 이름이 없어요.",
    "property": "결과가 지켜야 할 성질을 지키지 않았어요. 독스트링이 말하는 결과의 성질을 다시 보세요.",
    "core": "이 항목은 맞았지만, 기본이 되는 값이 먼저 맞아야 점수를 받아요.",
    "crash": "실행하던 프로세스가 멈췄어요. 너무 큰 메모리를 쓰거나 강제로 끝내는 코드가 있는지 보세요.",
    "hang": "제한 시간 안에 끝나지 않았어요. 끝나지 않는 반복문이 있는지 보세요.",
    "garbled": "반환값을 읽을 수 없었어요. NumPy 배열이나 기본 자료형을 돌려주세요.",
    "banned": "이 문제에서 쓸 수 없는 라이브러리를 불렀어요.",
    "unanswered": "아직 답을 고르지 않았어요.",
    "wrong_option": "다른 답을 골랐어요. 노트북에서 선택지마다 적힌 설명을 읽어 보세요.",
}
LOOK_AT_OTHER = "결과가 기대와 달라요."
#: Exception classes that may be named to a student: Python's own, never one that a student defined.
NAMED_ERRORS = frozenset(
    {
        "ArithmeticError", "AssertionError", "AttributeError", "FloatingPointError", "ImportError", "IndexError", "KeyError",
        "MemoryError", "ModuleNotFoundError", "NameError", "NotImplementedError", "OverflowError", "RecursionError",
        "RuntimeError", "StopIteration", "SyntaxError", "TypeError", "UnboundLocalError", "UnicodeDecodeError",
        "UnicodeEncodeError", "ValueError", "ZeroDivisionError",
    }
)  # fmt: skip
PASSED, FAILED, UNTRIED, HELD = "통과", "다시 보기", "아직", "보류"
PASSED_AGAIN = "통과(앞 문제를 바로잡고)"
CATEGORY, RESULT, POINTS, LOOK = "항목", "결과", "점수", "확인할 것"
EARNED = "{score} / {points}점"
CAUSE = "가능성이 높은 원인"
CARRIED = "{name}에서 넘어온 것 같아요. {says}"
ALSO = "함께 있을 수 있는 원인"
RATIO = "여러분의 값이 기대한 값의 {ratio}배예요. 평균을 내는 곳과 부호를 확인해 보세요."
#: ``where``: the names of the categories (`IN_CATEGORIES`), or "".
ERROR = "{where}함수를 부를 때 {name:이/가} 났어요. {means}"
OWN_RAISE = "{where}{says} 입력을 검사하는 `raise`의 조건이 올바른 입력까지 막지 않는지 살펴보세요."
IN_CATEGORIES = "{names}: "
AND_MORE = "{names} 등"
FAILED_CATEGORY = "‘{name}’: {look}"
ALL_RIGHT = "모든 항목을 통과했어요."
FOLLOWED = "앞 문제({names})의 실수를 바로잡고 다시 채점해 {points}점을 받았어요."
FOLLOWED_SHARE = "이렇게 맞은 항목에는 배점의 {percent}%를 줘요."
FOLLOWED_REST = "앞 문제({names})를 바로잡고 다시 채점해도 틀린 항목이 있어요. 이 문제에도 실수가 있어요."
NOT_ATTEMPTED = "아직 풀지 않은 문제예요. 스텁의 raise NotImplementedError 자리를 채우면 채점돼요."
QUIZ_NOT_ATTEMPTED = "아직 풀지 않은 퀴즈예요."
SCORE_LINE = "{name}: {score} / {points}점"
QUIZ_NAME = "퀴즈"
NEEDS_REVIEW = "자동으로 채점하지 못했어요. 선생님이 직접 확인합니다."
LEFT_OUT = "(이 부분은 안전하게 보여 줄 수 없어 뺐어요. 채점 결과와는 상관없어요.)"
NO_ATTACHMENT = "(첨부한 그림이 없어요: {name})"
SHORTENED = "… (출력이 길어서 줄였어요)"
# --- what happened while the notebook ran, for its student (run_notes) ------------------
RUN_NOTES = "채점할 때 있었던 일"
FAILED_LINE = "{cell}번째 셀의 {line}번째 줄 `{text}`: {why}"
FAILED_WHY = {
    "ImportError": "채점하는 컴퓨터에 없는 모듈이라 불러오지 못했어요.",
    "OSError": "파일이나 폴더를 찾지 못했거나 열 수 없었어요.",
    "SyntaxError": "문법 오류가 있어서 이 셀은 한 줄도 실행하지 못했어요.",
    "KeyboardInterrupt": "시간이 너무 오래 걸려서 멈추었어요.",
    "NotImplementedError": "아직 채우지 않은 함수를 불렀어요.",
}
FAILED_OTHERWISE = "채점하는 컴퓨터에서 {error} 오류가 났어요."
FAILED_OWN = "그래서 {names} 점수를 잃었어요. 이 줄이 없어도 되는지 살펴보세요."
FAILED_ALL = "그래서 {exercises} 점수를 잃었어요. 셀을 직접 실행해 오류가 사라지는지 확인한 뒤 제출해 주세요."
FAILED_FREE = "이 줄 때문에 잃은 점수는 없어요."
FAILED_REST = "나머지 줄은 그대로 실행했어요."
FAILED_COST = "이 줄이 만들지 못한 {name:을/를} {exercises:이/가} 쓰기 때문에 점수를 잃었어요. 함수에 필요한 것은 노트북 안에서 만들어 주세요."
MORE_FAILED = "이 밖에도 실패한 줄이 {count}개 더 있어요."
CLICKED = "퀴즈 {numbers}번의 답은 셀에 적혀 있지 않아서, 저장된 출력에 남은 ‘눌러서 고른 답’으로 채점했어요."
REBOUND = "풀이 셀 뒤의 {where} 바꾸었어요."
REBOUND_CELL = "{cell}번째 셀에서 {names:을/를}"
#: By the moment whose state of the names counted (`judge.model.ExerciseVerdict.counted`).
COUNTED = {
    "": "점수는 풀이 셀을 실행했을 때의 것으로 매겼어요.",
    "end": "노트북 끝에 남은 것이 더 나아서 그것으로 점수를 매겼어요.",
    "check": "확인 셀을 실행할 때의 것이 더 나아서 그것으로 점수를 매겼어요.",
    "failure": "오류가 난 줄까지 실행했을 때의 것이 더 나아서 그것으로 점수를 매겼어요.",
}
BANNED = (
    "{name:을/를} 채점할 때 불러 보니 {library:을/를} 썼어요. 채점하는 함수 안에서는 {given:과/와} 파이썬 표준 라이브러리만 쓸 수 있어요. "
    "다른 라이브러리로 결과를 비교해 보는 것은 함수 밖에서 얼마든지 해도 돼요."
)

# --- the engine, for the instructor -------------------------------------------------------------

JUDGE_FAILED = "채점기 쪽의 문제라 점수를 정하지 않았어요. 사람이 보아야 해요. {error}"
NO_UNIT = "{unit}: 그런 단원이 없어요. {folder} 아래에 있는 단원 폴더의 이름이어야 해요."
SANDBOX_BROKEN = (
    "샌드박스가 아무 문제 없는 노트북에도 답하지 않아요({error}). autograder doctor로 살펴본 뒤 다시 채점해 주세요."
)
SLIP = "{name:은/는} {unit}인가요? "
NOT_RELEASED = "{path}: 학생에게 준 노트북이 없어요. make release를 실행해 만들어 주세요."
WHICH_UNIT = "{path}: 어느 단원인지 알 수 없어요. {slip}파일 이름에 단원 이름을 넣거나 --unit으로 알려 주세요. 단원은 {known} 가운데 하나예요."

NO_SECRET = "{path}: 채점에 쓸 비밀 값을 읽거나 쓸 수 없어요({error}). 이 파일과 폴더의 권한을 확인하거나, 파일이 깨졌으면 지워 주세요."


def joined(notes: Iterable[str]) -> str:
    """Several notes as one text."""
    return " ".join(note if note.endswith((".", "?", "!")) else f"{note}." for note in notes)
