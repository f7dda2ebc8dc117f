"""Every Korean text of the gradebook that a student or an instructor reads.

What is said of a hidden case comes from here and from the banks' diagnoses, and from nowhere
else: no input, no expected value, no text of an exception can reach a student through it.
"""

from __future__ import annotations

#: What to look at, by the kind of the first problem of a category (`core.compare.Problem.kind`).
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
#: ``where``: names of the categories, of this file's `IN_CATEGORIES`.
ERROR = "{where}함수를 부를 때 {name} 났어요. {means}"
OWN_RAISE = "{where}{says} 입력을 검사하는 `raise`의 조건이 올바른 입력까지 막지 않는지 살펴보세요."
IN_CATEGORIES = "{names}: "
AND_MORE = "{names} 등"
FAILED_CATEGORY = "‘{name}’: {look}"
ALL_RIGHT = "모든 항목을 통과했어요."
NOT_ATTEMPTED = "아직 풀지 않은 문제예요. 스텁의 raise NotImplementedError 자리를 채우면 채점돼요."
QUIZ_NOT_ATTEMPTED = "아직 풀지 않은 퀴즈예요."
SCORE_LINE = "{name}: {score} / {points}점"
QUIZ_NAME = "퀴즈"

REJECTED_TITLE = "읽을 수 없는 제출물"
REJECTED = "제출한 파일을 노트북으로 읽을 수 없어서 점수를 아직 정하지 않았어요. 선생님이 확인합니다. 노트북을 저장해 다시 제출해도 되는지 물어보세요."
REVIEW_TITLE = "확인이 필요한 제출물"
NEEDS_REVIEW = "자동으로 채점하지 못했어요. 선생님이 직접 확인합니다."
NOT_RECORDED = "결과를 성적부에 적지 못했어요({error}). 점수를 정하지 않았으니 제출물을 살펴보고 다시 채점해 주세요."
LEFT_OUT = "(이 부분은 안전하게 보여 줄 수 없어 뺐어요. 채점 결과와는 상관없어요.)"
NO_ATTACHMENT = "(첨부한 그림이 없어요: {name})"
SHORTENED = "… (출력이 길어서 줄였어요)"
SAID = "{says}"

# --- the class folder and the gradebook
BAD_STUDENT = (
    "학생 아이디 {student!r:은/는} 쓸 수 없어요. 글자·숫자로 시작하고 글자, 숫자, '.', '_', '-', '@', 빈칸만 들어 있는 "
    "128자 이하의 이름이어야 해요. submitted/ 아래의 폴더 이름을 고쳐 주세요."
)
BAD_UNIT = "단원 이름 {unit!r:은/는} 쓸 수 없어요. 01_linear_regression처럼 두 자리 숫자로 시작해야 해요."
NO_RELEASE = "{path}: 배포본이 없어요. 먼저 make release를 실행해 주세요."
CELLS_CHANGED = (
    "{path}: 이미 채점한 제출물이 있는데 채점 셀의 구성이 바뀌었어요. 새 학급 폴더(--class-dir)를 쓰거나 "
    "이전 배포본으로 되돌려 주세요."
)
UNKNOWN_UNIT = "성적부에 {unit} 과제가 없어요. autograder grade를 한 번 실행하면 등록돼요."

# --- the feedback page
PAGE = {
    "title": "{unit} 채점 결과",
    "score": "{score} / {points}점",
    "undecided": "점수를 확인하고 있어요",
    "unknown": "–",
    "contents": "문제별 점수",
    "top": "맨 위로",
    "answer": "내가 쓴 답",
    "graded": "채점 결과",
    "comment": "선생님의 의견",
    "penalty": "늦게 제출해서 {points}점을 뺐어요.",
    "quiz": QUIZ_NAME,
    "note": "여러분의 함수에 새로운 입력을 넣고, 돌려준 값만 보고 채점했어요. 출력한 글이나 그림은 채점하지 않아요.",
}

# --- the instructor's report
REPORT = {
    "title": "학급 보고서",
    "all": "모든 단원",
    "nothing": "아직 채점한 제출물이 없습니다. 먼저 autograder grade를 실행하세요.",
    "unit": "단원",
    "submissions": "제출",
    "mean": "평균",
    "full": "만점",
    "look": "확인 필요",
    "hardest": "가장 어려워한 문제",
    "line": "제출물 {count}개, 평균 {mean}점입니다.",
    "exercises": "문제별 결과",
    "causes": "자주 나온 원인",
    "categories": "항목별 통과율",
    "exercise": "문제",
    "right": "만점 비율",
    "untried": "풀지 않음",
    "category": "항목",
    "passed": "통과",
    "cause": "가능성이 높은 원인",
    "people": "학생 수",
    "points": "점수",
    "alt": "{unit} 점수 분포 막대그래프. 점수 구간별 학생 수는 {said}명입니다.",
    "caption": "점수 분포. 막대 하나가 10점 구간이고, 100점은 마지막 구간에 들어갑니다.",
    "tried_only": "문제를 푼 학생만 셌습니다.",
    "no_causes": "오답 은행과 일치하는 오답이 없었습니다.",
    "look_list": "확인이 필요한 제출물",
    "none_waiting": "없습니다.",
    "student": "학생",
    "name": "이름",
    "why": "이유",
}
REPORT_STATUS = {
    "graded": "선생님이 준 점수를 다시 확인해 주세요.",
    "rejected": "노트북으로 읽을 수 없습니다. 점수를 직접 정해 주세요.",
    "needs_review": "자동으로 채점하지 못했습니다. 점수를 직접 정해 주세요.",
}
FEEDBACK_FAILED = "{unit}: 피드백을 다 만들지 못했습니다. {error}"

# --- commands
HELP_FORMGRADER = "채점 결과를 nbgrader의 formgrader로 엽니다."
HELP_PORT = "서버의 포트 (기본값: 8888)"
HELP_NO_BROWSER = "브라우저를 열지 않습니다."
FORMGRADER_STARTS = (
    "formgrader를 시작합니다. 주소: http://127.0.0.1:{port}/formgrader (끝내려면 Ctrl+C)\n"
    "exchange 폴더가 없다는 nbgrader의 경고는 그대로 두어도 됩니다. 제출물을 주고받는 폴더를 쓰지 않을 뿐, 채점에는 영향이 없습니다."
)
NO_CLASS = "{path}: 학급 폴더가 아니에요. 먼저 autograder grade나 autograder demo를 실행해 주세요."
HELP_DEMO = "본보기 학급을 만들어 샌드박스에서 채점하고 피드백까지 만듭니다."
HELP_DEMO_UNITS = "학급이 제출한 단원 (없으면 처음 세 단원)"

# --- the database -----------------------------------------------------------------------------

BAD_URL = (
    "{url!r}: 데이터베이스의 URL로 읽을 수 없어요. sqlite:///파일 또는 postgresql://사용자@서버/이름처럼 적어 주세요."
)
NO_DRIVER = (
    "{url}: 이 데이터베이스에 쓸 드라이버가 없어요({error}). PostgreSQL은 postgresql://로 시작하는 URL로 적고, "
    "pip install 'numpy-ml-autograder[grading]'으로 psycopg를 설치해 주세요."
)
NO_DATABASE = "{url}: 데이터베이스에 연결하지 못했어요({error}). 서버가 켜져 있는지, URL의 서버·사용자·데이터베이스 이름이 맞는지 확인해 주세요."

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
FAILED_FREE = "나머지 줄은 그대로 실행했고, 이 줄 때문에 잃은 점수는 없어요."
FAILED_REST = "나머지 줄은 그대로 실행했어요."
FAILED_COST = "이 줄이 만들지 못한 {name} {exercises} 쓰기 때문에 점수를 잃었어요. 함수에 필요한 것은 노트북 안에서 만들어 주세요."
MORE_FAILED = "이 밖에도 실패한 줄이 {count}개 더 있어요."
REBOUND = "풀이 셀 뒤의 {where} 바꾸었어요."
REBOUND_CELL = "{cell}번째 셀에서 {names}"
#: By the state of the names that counted.
COUNTED = {
    "": "점수는 풀이 셀을 실행했을 때의 것으로 매겼어요.",
    "end": "노트북 끝에 남은 것이 더 나아서 그것으로 점수를 매겼어요.",
    "check": "확인 셀을 실행할 때의 것이 더 나아서 그것으로 점수를 매겼어요.",
    "failure": "오류가 난 줄까지 실행했을 때의 것이 더 나아서 그것으로 점수를 매겼어요.",
}
QUIZ_VARIABLE = "quiz_answers"
BANNED = (
    "{name} 채점할 때 불러 보니 {library} 썼어요. 채점하는 함수 안에서는 NumPy와 파이썬 표준 라이브러리만 쓸 수 있어요. "
    "다른 라이브러리로 결과를 견주어 보는 것은 함수 밖에서 얼마든지 해도 돼요."
)
