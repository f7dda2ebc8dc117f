"""Korean texts of reading, grading and feedback."""

from __future__ import annotations

from collections.abc import Iterable

AGAIN = "JupyterLab에서 노트북을 열어 다시 저장한 뒤 제출하게 해 주세요."
CLEAR = "노트북에서 출력을 모두 지우고(Edit > Clear Outputs of All Cells) 저장한 뒤 다시 제출하게 해 주세요."

MISSING = "{path}: 파일이 없어요. 단원 이름과 같은 .ipynb 파일이 있어야 해요. 제출 폴더를 확인해 주세요."
NOT_REGULAR = (
    "{path}: {found}, 채점할 수 없어요. 보통 파일로 된 노트북(.ipynb)이어야 해요. 파일을 직접 복사해 제출하게 해 주세요."
)
UNREADABLE = "{path}: 파일을 열 수 없어요({error}). 파일의 읽기 권한을 확인해 주세요."
TOO_LARGE = "{path}: 파일이 {size:.1f} MB로 너무 커요. {limit} MB까지 받아요. " + CLEAR
EMPTY = "{path}: 파일이 비어 있어요. 노트북(JSON)이어야 해요. " + AGAIN
KINDS = {
    "link": "심볼릭 링크라서", "folder": "폴더라서", "fifo": "파이프(FIFO)라서", "socket": "소켓이라서", "device": "장치 파일이라서",
}  # fmt: skip

UTF16 = "{path}: UTF-16으로 저장된 파일이에요. 노트북은 UTF-8이어야 해요. " + AGAIN
NOT_UTF8 = "{path}: {offset}번째 바이트에서 UTF-8이 아닌 글자가 나왔어요. 노트북은 UTF-8이어야 해요. " + AGAIN
NUL = "{path}: {offset}번째 바이트에 NUL 문자가 있어요. 노트북은 글로 된 JSON이어야 해요. 파일이 깨진 것 같으니 " + AGAIN
NOT_JSON = "{path}: {line}번째 줄에서 JSON을 읽을 수 없어요. 파일이 잘렸거나 깨진 것 같아요. " + AGAIN
NOT_A_NOTEBOOK = "{path}: 이름은 노트북이지만 내용은 {kind:이에요/예요}. {advice}"
INSTEAD = "JupyterLab에서 저장한 .ipynb 파일을 제출하게 해 주세요."
#: Kinds of files that are often handed in under a notebook's name: what each is, and what to do.
KINDS_OF_FILE = {
    "web": (
        "저장한 웹 페이지(HTML)",
        "브라우저의 '다른 이름으로 저장'이나 HTML 내보내기로 만든 파일에는 노트북이 들어 있지 않아요. " + INSTEAD,
    ),
    "zip": ("압축 파일(ZIP)", "압축을 푼 다음 그 안의 .ipynb 파일을 제출하게 해 주세요."),
    "pdf": ("PDF 문서", INSTEAD),
    "gzip": ("압축 파일(gzip)", "압축을 푼 다음 그 안의 .ipynb 파일을 제출하게 해 주세요."),
    "ole": ("한글이나 워드 문서", INSTEAD),
    "picture": ("그림 파일", INSTEAD),
    "text": ("JSON이 아닌 글", "파이썬 코드나 메모를 노트북 이름으로 저장한 것 같아요. " + INSTEAD),
}
TOO_DEEP = "{path}: JSON이 {limit}겹보다 깊게 겹쳐 있어요. 보통의 노트북이 아니에요. " + AGAIN
TOO_MANY_VALUES = "{path}: JSON에 값이 {found:,}개 들어 있어요. {limit:,}개까지 받아요. " + CLEAR
BAD_NUMBER = "{path}: JSON에 읽을 수 없는 수가 있어요. " + AGAIN
NOT_OBJECT = "{path}: JSON의 맨 바깥이 {found:이에요/예요}. 노트북이라면 객체({{…}})여야 해요. " + AGAIN
WRONG_FORMAT = (
    "{path}: 노트북 형식(nbformat)이 {found:이에요/예요}. 4여야 해요. jupyter nbconvert --to notebook --nbformat 4 로 바꾸거나 "
    + AGAIN
)
NO_CELLS = "{path}: cells가 {found:이에요/예요}. 셀의 목록이어야 해요. " + AGAIN
TOO_MANY_CELLS = "{path}: 셀이 {found:,}개예요. {limit:,}개까지 받아요. 필요 없는 셀을 지우고 다시 제출하게 해 주세요."
CELL_VALUE, CELL_OBJECT, CELL_TYPES, CELL_SOURCE = "값", "객체({…})", "code, markdown, raw 가운데 하나", "글이나 글의 목록"
BAD_CELL = "{path}: {number}번째 셀의 {what}: {found}. {expected:이어야/여야} 해요. " + AGAIN
TOO_LONG_CELL = "{path}: {number}번째 셀의 내용이 {found:,}자예요. 한 셀은 {limit:,}자까지 받아요. 셀에 붙여 넣은 데이터를 지우고 다시 제출하게 해 주세요."
TOO_LONG = "{path}: 모든 셀의 내용을 합하면 {found:,}자예요. {limit:,}자까지 받아요. 붙여 넣은 데이터를 지우고 다시 제출하게 해 주세요."

READER_DIED = "{path}: 노트북을 읽는 프로세스가 도중에 끝났어요. 보통의 노트북이 아니에요. " + AGAIN
READER_HUNG = "{path}: 노트북을 읽는 데 {seconds:g}초가 넘게 걸려 멈추었어요. 보통의 노트북이 아니에요. " + AGAIN

READER_NOT_STARTED = (
    "노트북을 읽는 프로세스를 시작하지 못했어요. 가상 환경과 메모리를 확인하고(autograder doctor) 다시 실행해 주세요."
)

# --- notes on what was mended, for the instructor ------------------------------------------

RESTORED = "{name}의 채점 셀이 바뀌어 있어 원래대로 되돌렸어요"
PUT_BACK = "{name}의 채점 셀이 없어 다시 넣었어요"
STUB_BACK = "{name}의 풀이 셀이 없어 빈칸으로 다시 넣었어요"
ADOPTED = "{name}의 풀이 셀에 표시가 없어 정의가 있는 셀을 풀이로 보았어요"
DUPLICATE = "{name}의 풀이 셀이 {count}개라 첫 번째 것을 풀이 셀로 보고, 나머지는 제자리에서 실행했어요"
RETYPED = "{name}의 셀 종류가 바뀌어 있어 코드 셀로 되돌렸어요"

JSON_NAMES = {dict: "객체", list: "목록", str: "글", bool: "참/거짓", type(None): "null", int: "수", float: "수"}


def json_name(value: object) -> str:
    """What a JSON value is, in Korean."""
    return JSON_NAMES.get(type(value), type(value).__name__)


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
    "{name:을/를} 채점할 때 불러 보니 {library:을/를} 썼어요. 채점하는 함수 안에서는 NumPy와 파이썬 표준 라이브러리만 쓸 수 있어요. "
    "다른 라이브러리로 결과를 견주어 보는 것은 함수 밖에서 얼마든지 해도 돼요."
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
