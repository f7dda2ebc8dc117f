"""All Korean texts of the command line, in one place."""

from __future__ import annotations

DESCRIPTION = "NumPy로 만드는 머신러닝 강의의 자동 채점기입니다."
EPILOG = "명령마다 -h를 붙이면 자세한 설명이 나옵니다. 예: autograder grade -h"
COMMANDS = "명령"
COMMAND = "명령"
ERROR = "오류: {error}"
INTERRUPTED = "중단했습니다. 같은 명령을 다시 실행하면 남은 것부터 이어서 채점합니다."

# --- argparse's own sentences -----------------------------------------------------------

#: The Korean texts by argparse's English ones.  No value is followed by a particle whose form would depend on it.
#: A text that replaces "%(message)s" of an argument continues the sentence after "…에".
ARGPARSE = {
    "usage: ": "사용법: ",
    "positional arguments": "인자",
    "options": "선택 사항",
    "show this help message and exit": "이 도움말을 보여 줍니다.",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n사용법은 %(prog)s -h로 볼 수 있습니다.\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s에 %(message)s",
    "unrecognized arguments: %s": "알 수 없는 인자예요: %s",
    "the following arguments are required: %s": "빠진 인자가 있어요: %s",
    "one of the arguments %s is required": "다음 가운데 하나가 있어야 해요: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s만으로는 어느 것인지 알 수 없어요: %(matches)s",
    "unexpected option string: %s": "알 수 없는 옵션이에요: %s",
    "expected one argument": "값을 하나 적어 주세요.",
    "expected at most one argument": "값을 둘 이상 적을 수 없어요.",
    "expected at least one argument": "값을 하나 이상 적어 주세요.",
    "expected %s arguments": "값을 %s개 적어 주세요.",
    "ignored explicit argument %r": "값을 붙일 수 없어요: %r",
    "not allowed with argument %s": "%s 옵션을 함께 쓸 수 없어요.",
    "invalid %(type)s value: %(value)r": "쓸 수 없는 값이에요: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": "쓸 수 없는 값이에요: %(value)r (쓸 수 있는 값: %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "쓸 수 없는 값이에요: %(value)r (비슷한 값: %(closest)r, 쓸 수 있는 값: %(choices)s)"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": "쓸 수 없는 값이에요: %(parser_name)r (쓸 수 있는 값: %(choices)s)",
}

# --- shared options -----------------------------------------------------------------------

HELP_ROOT = "course/와 solutions/가 있는 폴더 (없으면 지금 폴더에서 위로 찾습니다)"
HELP_CLASS = "제출물과 성적이 있는 학급 폴더 (없으면 저장소의 class/)"
HELP_DB = "성적을 적을 데이터베이스의 URL (없으면 학급 폴더의 gradebook.db, PostgreSQL도 됩니다)"
HELP_ISOLATION = "none은 격리 없이 실행합니다. 네임스페이스를 쓸 수 없는 컴퓨터에서만 쓰세요. (기본: namespaces)"
HELP_JSON = "결과를 JSON으로 쓸 파일 (-는 표준 출력, 이때 나머지 글은 모두 표준 오류로 나갑니다)"
HELP_UNITS = "채점할 단원 (없으면 모든 단원)"
BAD_CLASS_DIR = "{path}: 학급 폴더의 경로에 UTF-8이 아닌 이름이 있어 쓸 수 없어요. 폴더의 이름을 바꾸어 주세요."
NOT_POSITIVE = "1 이상의 정수를 적어 주세요: {found!r}"
NO_JSON_FILE = "{path}: JSON을 쓸 수 없어요({error}). --json에 쓸 수 있는 파일을 알려 주세요."
NO_ISOLATION = (
    "경고: --isolation none이라서 학생의 코드를 격리하지 않고 실행합니다. 학생의 코드가 이 컴퓨터의 파일을 읽고 지우고, "
    "네트워크를 쓰고, 정답과 성적을 볼 수 있습니다. 믿을 수 있는 코드에만 쓰세요."
)

# --- grade, grade-file ----------------------------------------------------------------------

HELP_GRADE = "학급 폴더의 제출물을 채점해 성적부에 적습니다."
HELP_STUDENT = "채점할 학생 (여러 번 쓸 수 있습니다)"
HELP_WORKERS = "작업 프로세스의 수 (없으면 쓸 수 있는 코어의 수)"
HELP_SCHEDULER = "이미 떠 있는 Dask 스케줄러의 주소 (예: tcp://10.0.0.1:8786)"
HELP_FORCE = "이미 채점한 것도 다시 채점합니다."
HELP_PLAN = "무엇을 왜 채점할지만 보입니다. 채점하지도 적지도 않습니다."
PLAN_COLUMNS = ("단원", "할 일", "왜", "개수")
PLAN_ACTIONS = {"grade": "채점", "keep": "그대로", "version": "앞서 낸 것도 채점"}
PLAN_LINE = "채점 {student} {unit}: {why}"
PLAN_TOTAL = "--plan이라 아무것도 하지 않았습니다. 채점할 것 {count}개, 그대로 둘 것 {kept}개, 확인 필요 {look}개."
#: Why something is graded (`grading.basis`).
REASONS = {
    "new": "처음 채점", "again": "점수를 정하지 못했음", "forced": "--force", "other": "채점기를 새로 설치함",
    "submission": "다시 제출함", "hidden": "숨은 입력이나 배점이 바뀜", "reference": "풀이나 퀴즈의 정답이 바뀜",
    "bank": "오답 은행이 바뀜", "release": "배포본이 바뀜", "course": "course.toml이 바뀜",
    "engine": "채점기가 바뀜", "withdrawn": "다른 학생의 것으로 정함", "secret": "비밀 값이 바뀜", "host": "파이썬이나 NumPy가 바뀜",
}  # fmt: skip
UNIT_BROKEN = "{unit:은/는} 채점하지 않았습니다. 다른 단원은 그대로 채점합니다. {error}"
CHANGES = "점수가 바뀐 제출물 {count}개 (앞의 판정은 성적부에 남고, autograder explain이 보입니다)"
CHANGE_COLUMNS = ("자동 점수", "최종 점수", "왜")
FROM_TO = "{before} → {after}"
COLUMN_POINTS = "최종 점수의 내역"
AUTOMATIC, BY_HAND, LATE = "자동 {points:g}", "직접 {points:+g}", "늦음 −{points:g}"
OVERTAKEN = "{names}에 직접 준 점수가 있는데 자동 점수가 바뀌었습니다. formgrader에서 점수를 다시 정해 주세요."
OPEN_CELLS = "점수를 정하지 못한 문제가 있습니다. formgrader에서 점수를 정해 주세요."
MOVED = "{unit}: 문제가 바뀌어({more}) 성적부를 옮겼습니다. 제출물 {count}개를 다시 채점하고, 남은 문제에 직접 준 점수와 의견은 그대로 둡니다. 앞의 배포본으로 낸 학생은 더해진 문제에서 0점을 받습니다."
RETOLD = "{unit}: 글이 바뀌어 채점된 노트북 {count}개의 글을 고쳤습니다. 점수는 그대로입니다."
VERSIONS = 'counts = "best"라서 낸 것 {count}개를 더 채점해 가장 좋은 것을 골랐습니다.'
HELP_GRADE_FILE = "노트북 파일을 바로 채점합니다. 성적부에는 적지 않습니다."
HELP_NOTEBOOK = "채점할 노트북 파일"
HELP_UNIT = "단원의 이름 (없으면 파일 이름과 노트북의 표시로 알아냅니다)"
NO_SUBMISSIONS = "{folder}: 채점할 제출물이 없습니다. submitted/학생/단원/단원.ipynb 자리에 두어 주세요."
GRADING = "제출물을 채점합니다 …"
PROGRESS = "채점"
PROGRESS_RATE = "{rate:.1f}개/초"
PROGRESS_LINE = "{done}/{total} 채점함 ({rate:.1f}개/초, 남은 시간 약 {left})"
SKIPPED = "{count}개는 이미 채점한 그대로라 적어 둔 결과를 보입니다. 다시 채점하려면 --force를 쓰세요."
SUMMARY = "{unit}: {count}명, 평균 {mean:.1f}점"
TOTAL = "채점 {graded}개, 읽지 못함 {rejected}개, 확인 필요 {review}개 ({seconds:.1f}초)"
RECORDED = "성적부: {folder}"
FEEDBACK_NEXT = "학생에게 돌려줄 피드백(HTML)을 만들려면: {command}"
STATUS = {"graded": "채점함", "rejected": "읽지 못함", "needs_review": "확인 필요"}
COLUMN_STUDENT, COLUMN_FILE, COLUMN_UNIT, COLUMN_SCORE, COLUMN_STATUS = "학생", "파일", "단원", "점수", "상태"
COLUMN_EXERCISE, COLUMN_CATEGORY, COLUMN_NOTE = "문제", "항목", "살펴볼 것"
NOTE_LINE = "참고 {student} {unit}: {note}."
PROBLEM_LINE = "{where}: {message}"
MORE = "… 그 밖에 {count}개"
PASSED, FAILED = "통과", "실패"
NO_HOME = (
    "홈 폴더가 없어서 채점에 쓸 비밀 값을 둘 곳이 없어요. 환경 변수 HOME이나 XDG_STATE_HOME을 정하고 다시 실행해 주세요."
)
QUIZ = "퀴즈"

# --- backup and restore ---------------------------------------------------------------------

HELP_BACKUP = "학급 하나(성적부, 비밀 값, 제출물과 접수 기록, 설정)를 파일 하나로 백업합니다."
HELP_BACKUP_FILE = "백업 파일 (없으면 학급 폴더 옆에 날짜를 붙인 이름)"
HELP_RESTORE = "백업에서 학급 폴더와 성적부를 되살립니다."
HELP_RESTORE_FILE = "autograder backup이 만든 파일"
BACKUP_NAME = "{name}-{made:%Y%m%d-%H%M%S}.tar.gz"
BACKED_UP = "{path}: 파일 {files}개({size})를 백업했습니다. 비밀 값과 학생의 답이 들어 있으니 아무에게도 보이지 마세요."
RESTORED = "{folder}: {made:%Y-%m-%d %H:%M}에 만든 백업에서 파일 {files}개를 되살렸습니다."
RESTORED_ELSEWHERE = "{path}의 gradebook도 {url:으로/로} 고쳐 주세요."
MEGABYTES = "{count:.1f} MB"

# --- explain --------------------------------------------------------------------------------

HELP_EXPLAIN = "한 제출물을 다시 채점해, 틀린 사례마다 입력과 학생의 값과 기대한 값을 보여 줍니다. (강사용)"
HELP_EXPLAIN_STUDENT = "학생 (submitted/ 아래의 폴더 이름)"
HELP_EXPLAIN_UNIT = "단원의 이름"
HELP_EXPLAIN_ALL = "맞은 사례도 함께 보여 줍니다."
NO_SUBMISSION = "{path}: 제출물이 없어요. 학생과 단원의 이름을 확인해 주세요."
EXPLAIN_TITLE = "{student} · {unit} · {score:g} / {points:g}점"
EXPLAIN_SECRET = "숨은 사례와 기대한 값이 들어 있으니 학생에게 보이지 마세요."
EXPLAIN_EXERCISE = "{name}: {score:g} / {points:g}점"
EXPLAIN_NOW = "성적부의 점수: {score:g} / {points:g}점 {more}"
EXPLAIN_HISTORY = "앞의 판정 (새것부터)"
EXPLAIN_EARLIER = "{when}까지 자동 {score}점, 최종 {final:g}점. 다시 채점한 이유: {why}"
EXPLAIN_OLD_EXERCISE = "    {name} {before} → {after}"
EXPLAIN_REMOVED = "{when}에 없어진 문제에 있던 것: {removed}"
EXPLAIN_AGAIN = "앞 문제({names})를 바로잡고 다시 채점했을 때 틀린 사례"
EXPLAIN_ALL_RIGHT = "틀린 사례가 없습니다."
EXPLAIN_CASE = "{category} · 사례 {number}"
CALL, GOT, WANT, PROBLEM = "호출", "학생의 값", "기대한 값", "문제"
GOT_YOURS = "여러분의 값"
WANT_ALIKE = "풀이의 값 (똑같지 않아도 됩니다)"
NOTHING = "(값이 없습니다)"
RAISED = "예외 {error}: {text}"
WARNED = "(NumPy 경고: {words})"
OPAQUE = "(옮길 수 없는 값: {kind})"
ARRAY = "{dtype} 배열, shape {shape}"
RESULT_OF = "(단계 {step}의 결과)"
GENERATOR = "(제너레이터: {items})"
LAYOUTS = {
    "F": "Fortran 순서",
    "strided": "띄엄띄엄 놓인 배열",
    "negative": "거꾸로 놓인 배열",
    "readonly": "읽기 전용",
    "object": "dtype이 object",
}
STEP = "단계 {step}"
ITEM = ", {item}번째 값"
WHERE = ", 위치 [{where}]"
PROBLEM_ERROR = "내지 말아야 할 예외 {error:이/가} 났어요."
PROBLEM_WARNING = "NumPy 경고가 났어요 ({word})."
PROBLEM_OTHER = "기대와 달라요."
PROBLEMS = {
    "missing": "결과가 돌아오지 않았어요.",
    "error": "내지 말아야 할 예외가 났어요.",
    "no_error": "ValueError를 내야 하는데 내지 않았어요.",
    "other_error": "예외의 종류가 달라요.",
    "type": "값의 종류가 달라요.",
    "dtype": "자료형(dtype)이 달라요.",
    "shape": "shape가 달라요.",
    "length": "길이가 달라요.",
    "nonfinite": "NaN이나 inf가 있어요.",
    "value": "값이 허용 오차를 벗어났어요.",
    "warning": "NumPy 경고가 났어요.",
    "mutated": "입력 배열을 바꾸었어요.",
    "aliased": "결과가 입력과 메모리를 함께 써요.",
    "changed": "먼저 돌려준 배열이 바뀌었어요.",
    "rng": "전역 난수 상태를 바꾸었어요.",
    "message": "ValueError의 메시지에 잘못된 인자의 이름이 없어요.",
    "property": "성질을 만족하지 않아요.",
    "hang": "제한 시간 안에 끝나지 않았어요.",
    "crash": "프로세스가 도중에 끝났어요.",
    "garbled": "읽을 수 없는 응답을 보냈어요.",
    "banned": "쓸 수 없는 라이브러리를 썼어요.",
}

HELP_EXPLAIN_SHARE = "학생에게 보여 줄 수 있는 HTML 페이지를 이 파일에 씁니다. 숨은 입력 대신 새로 뽑은 입력에서 학생의 값과 기대한 값을 보입니다."
SHARED = "{path}: 학생에게 보여 주어도 되는 설명을 썼습니다. 숨은 입력은 들어 있지 않습니다."

# --- appeal -----------------------------------------------------------------------------------
HELP_APPEAL = "학생의 이의를 적어 두고 답합니다."
HELP_APPEAL_OPEN = "이의를 적습니다. 지금 채점된 판과 점수가 함께 적힙니다."
HELP_APPEAL_ANSWER = "이의에 답합니다. 지금의 점수가 함께 적힙니다. 점수를 바꾸려면 먼저 formgrader나 grade로 바꾸세요."
HELP_APPEAL_LIST = "이의와 답을 봅니다."
HELP_APPEAL_TEXT = "학생의 말, 또는 답"
APPEAL_EMPTY = "--text가 비어 있어요. 나중에 보고 알 수 있도록 학생의 말이나 답을 적어 주세요."
HELP_APPEAL_NUMBER = "이의의 번호"
HELP_APPEAL_UNITS = "이 단원의 것만 (없으면 모두)"
APPEAL_NO_GRADE = "{student} {unit}: 채점한 제출물이 없어요. 학번과 단원의 이름을 확인해 주세요."
APPEAL_TWICE = "{student} {unit}: 아직 답하지 않은 이의가 있어요({number}번). 먼저 답해 주세요."
APPEAL_OPENED = "{number}번 이의로 적었습니다. 지금 점수는 {score}점입니다."
APPEAL_NEXT = "설명: autograder explain {student} {unit} --share 설명.html · 답: autograder appeal answer {number} --text …"
APPEAL_ANSWERED = "{number}번 이의의 답을 적었습니다. 점수: {before} → {after}"
APPEAL_COLUMNS = ("번호", "학번", "단원", "언제", "이의", "점수", "답")
APPEAL_NONE = "이의가 없습니다."
APPEAL_WAITS, APPEAL_SHARED = "답 없음", "답 없음 (설명을 만듦)"
APPEAL_UNDECIDED = "미정"

# --- doctor, report ---------------------------------------------------------------------------

HELP_DOCTOR = "이 컴퓨터에서 격리가 제대로 되는지 살펴보고, 모자란 것을 어떻게 고칠지 알려 줍니다."
DOCTOR_MARKS = {True: "✓", False: "✗", None: "!"}
DOCTOR_GOOD = "모두 갖추어져 있습니다. 이 컴퓨터에서 채점할 수 있습니다."
DOCTOR_WEAK = "채점할 수 있습니다. 다만 ! 표시된 {count}가지가 없어 보호가 그만큼 약합니다."
DOCTOR_BAD = "채점할 수 없습니다. ✗ 표시된 {count}가지를 → 뒤의 방법으로 고친 다음 다시 실행해 주세요."
HELP_FEEDBACK = "성적부에 적힌 결과로 학생마다 피드백 페이지(HTML)를 만듭니다."
HELP_FEEDBACK_UNITS = "피드백을 만들 단원 (없으면 모든 단원)"
HELP_FEEDBACK_FORCE = "바뀐 것이 없는 페이지도 다시 만듭니다."
FEEDBACK = "피드백 페이지 {count}개가 {folder}에 있습니다. 이번에 만든 것은 {made}개입니다."
NO_FEEDBACK = "피드백을 만들 결과가 없습니다. 먼저 autograder grade로 채점해 주세요."
HELP_REPORT = "학급이 무엇을 틀렸는지 HTML로 만듭니다: 수업에서 보일 쪽과 강사가 볼 쪽."
HELP_REPORT_FOR = "class는 수업에서 보일 쪽(이름이 없고 5명보다 적은 묶음이 없음), me는 강사가 볼 쪽 (없으면 둘 다)"
HELP_BELOW = "지금까지의 총점이 이보다 낮은 학생을 살펴볼 학생으로 적습니다 (기본값: 60)"
REPORTED = "보고서를 만들었습니다. 강사만 보세요: {path}"
REPORTED_CLASS = "수업에서 보일 쪽을 만들었습니다: {path}"
NOT_POINTS = "0부터 100까지의 수여야 해요. 적은 것: {found!r}"

# --- class ------------------------------------------------------------------------------------
HELP_CLASSROOM = "학급 폴더를 만들고, 명단을 읽고, 어디까지 왔는지 봅니다."
HELP_INIT = "학급 폴더와 강사가 고칠 course.toml을 만듭니다. 이미 있는 것은 그대로 둡니다."
HELP_COURSE_ID = "nbgrader의 강의 이름 (예: ml-2026-2)"
HELP_INIT_UNITS = "이번 학기에 쓸 단원 (없으면 모두)"
HELP_ROSTER = "학적 시스템에서 받은 명단(CSV, xlsx, xls)을 읽습니다. 파일이 없으면 지금의 명단을 보입니다."
HELP_ROSTER_FILE = "명단 파일"
HELP_DRY_RUN = "무엇이 바뀌는지만 보이고 적지 않습니다"
HELP_STATUS = "단원마다 누가 냈고 얼마나 늦었는지, 무엇이 사람을 기다리는지 보입니다."
HELP_STATUS_UNITS = "학생마다 자세히 볼 단원 (없으면 단원마다 한 줄)"
HELP_CLASS_RELEASE = "nbgrader의 교환 폴더로 나누어 줄 단원의 학생용 노트북을 학급 폴더의 release/에 둡니다."
HELP_CLASS_RELEASE_UNITS = "나누어 줄 단원"
RELEASE_NEXT = "다음: {folder}에서 nbgrader release_assignment {units}"
COURSE_STAYS = "{path}: 이미 있어서 그대로 두었습니다."
COURSE_MADE = "{path}: 만들었습니다. 쓰지 않는 단원을 지우고 마감을 적으세요."
CLOSED = "{folder}: 다른 사용자가 들어올 수 있어서 닫았습니다(0700)."
CLASS_NEXT = "다음: autograder class roster 명단.xlsx. 학급 폴더는 {folder}입니다."
NO_CLASS = "{folder}: 학급 폴더가 없어요. autograder class init으로 만들어 주세요."
ROSTER = "명단 {count}명"
ADDED, DROPPED, RETURNED = "새로 들어옴 {count}명", "수강 철회 {count}명", "다시 들어옴 {count}명"
CHANGED = "바뀜: {before}  →  {after}"
NOTE = "살펴볼 것: {note}"
DRY_RUN = "--dry-run이라 적지 않았습니다."
ROSTER_WRITTEN = "{path}: 수강생 {count}명을 적었습니다."
ROSTER_SAME = "바뀐 것이 없습니다."
STATUS_COLUMNS = ("단원", "마감", "냄", "안 냄", "늦음", "채점 전", "확인 필요", "평균")
STUDENT_COLUMNS = ("학번", "이름", "낸 때", "늦음", "점수", "상태")
NOT_HANDED_IN, NOT_LISTED, NONE = "안 냄", " (명단에 없음)", "–"
#: By (handed in, graded, waits for a person).
STATE_OF = {
    (True, False, False): "채점 전", (True, True, False): "채점함", (True, True, True): "확인 필요",
}  # fmt: skip
INBOX = "{folder}: 모은 것 {count}개가 답을 기다립니다({more}). autograder collect로 볼 수 있습니다."
OF_UNIT, UNKNOWN_UNIT = "{unit} {count}개", "단원을 모름"
HAND = " (직접 {points:+g})"
OVERTAKEN_SHORT = " (직접 준 점수: {names})"
UNIT_DUE = "{unit} (마감 {due})"
LOST = "−{points}점"
DAYS, HOURS, MINUTES, UNDER_A_MINUTE = "{count}일", "{count}시간", "{count}분", "1분 미만"
MACHINE = "{path}: 읽거나 쓰지 못해 멈추었어요({error}). 남은 공간과 권한을 확인하고 같은 명령을 다시 실행해 주세요. 그때까지 적은 것은 남아 있어요."
DISK, DATABASE = "디스크", "성적부"
WITHDRAWN = "모은 것이 모두 이 학생의 것이 아니라고 정해져, 점수와 피드백을 성적부에서 뺐습니다"
SETTLED = "늦은 제출의 감점이나 마감 연장 {count}개를 course.toml에 맞추었습니다."
BY_FILE_TIME = (
    "collect로 모으지 않은 제출물은 파일의 시각을 낸 때로 보았습니다. 복사하면 바뀔 수 있으니 autograder class status 단원으로 "
    "확인해 주세요."
)
HELP_DOCTOR_CLASS = "이 학급 폴더에서 다른 사용자가 읽을 수 있는 것을 알려 주고, 폴더를 닫습니다"
EXPOSED = "다른 사용자가 읽을 수 있습니다: {path}"
EXPOSED_MORE = "… 더 있습니다."
CLASS_CLOSED = "{folder}: 다른 사용자는 들어올 수 없습니다."

# --- return -----------------------------------------------------------------------------------
HELP_RETURN = (
    "피드백을 학생에게 돌려줄 꼴로 만들고, LMS에서 받은 성적 파일에 점수를 채웁니다. 무엇을 언제 돌려주었는지 적어 두고, 다음에는 "
    "바뀐 학생의 것만 담습니다."
)
HELP_RETURN_UNITS = "단원 (엑셀 파일이 아니면 하나)"
HELP_TO = (
    "어디로 돌려줄지. moodle: 피드백 파일로 올릴 zip, canvas: 제출물 다시 올리기에 쓸 zip, exchange: nbgrader의 교환 폴더, "
    "folder: 학생마다 폴더 하나, xlsx: 학생마다 한 줄인 엑셀 파일"
)
HELP_SHEET = "점수를 채울 파일: 무들의 오프라인 채점 워크시트나 캔버스에서 내보낸 성적부"
HELP_GRADES_ONLY = "--sheet만 채우고 피드백은 만들지 않습니다."
HELP_COLUMN = "캔버스 성적부에서 채울 과제의 열"
HELP_ZIP_MB = "zip 하나의 크기 (MB, 기본값 100). LMS가 받는 크기가 작으면 줄이세요. 여러 zip으로 나눕니다."
HELP_EVERYBODY = "이미 돌려준 것과 같은 학생의 것도 다시 담습니다."
HELP_RETURN_LOG = "지금까지 무엇을 돌려주었는지 봅니다."
ONE_UNIT = "단원을 하나만 적어 주세요. 여러 단원은 --to xlsx에만 적을 수 있어요."
NO_TARGET = "어디로 돌려줄지 --to로 알려 주세요. 쓸 수 있는 값: {known}. 지금까지 돌려준 것은 --log로 볼 수 있어요."
SHEET_FOR = "--sheet는 --to moodle이나 --to canvas와, --grades-only는 --sheet와 함께 써 주세요."
OWN_SHEET = "{path}: 이미 채운 파일이에요. LMS에서 새로 받은 파일을 주세요."
XLSX_NAME = "성적.xlsx"
RETURNED_TO = "{path}: {count}개를 적었습니다."
RETURNED_FILE = "{path}"
RETURNED = "{target}: 처음 돌려주는 학생 {first}명, 바뀐 학생 {changed}명, 그대로라 뺀 학생 {same}명"
RETURNED_NOTHING = "{target}: 새로 돌려줄 것이 없습니다. 이미 돌려준 것도 다시 담으려면 --all을 쓰세요."
RETURNED_NONE = "{target}: 돌려줄 수 있는 피드백이 없습니다."
RETURN_DROPPED = "수강을 철회한 학생 {count}명은 LMS에 없으므로 뺐습니다."
CHANGED_TITLE = "지난번에 돌려준 뒤 바뀐 학생 {count}명"
RETURN_CHANGE = "  {student}: {before:g} → {after:g}점 ({why}, 지난번은 {when} {target})"
RESUBMITTED, REGRADED = "다시 냄", "점수가 바뀜"
LOG_COLUMNS = ("학번", "마지막으로 돌려준 때", "어디로", "판", "그때 점수", "지금 점수")
LOG_NOTE = "돌려준 때는 파일을 만든 때입니다. 학생이 열어 보았는지는 알 수 없습니다."
LOG_EMPTY = "{unit}: 아직 돌려준 것이 없습니다."
