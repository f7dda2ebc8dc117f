"""Every Korean text of the gradebook that a student or an instructor reads.

Texts about hidden cases come only from here and from the banks' diagnoses, so that no input, no expected
value and no text of an exception can reach a student through them.
"""

from __future__ import annotations

from ..grading.messages import QUIZ_NAME

REJECTED_TITLE = "읽을 수 없는 제출물"
REJECTED = "제출한 파일을 노트북으로 읽을 수 없어서 점수를 아직 정하지 않았어요. 선생님이 확인합니다. 노트북을 저장해 다시 제출해도 되는지 물어보세요."
REVIEW_TITLE = "확인이 필요한 제출물"
NOT_RECORDED = "결과를 성적부에 적지 못했어요({error}). 점수를 정하지 않았으니 제출물을 살펴보고 다시 채점해 주세요."
SAID = "{says}"

# --- the class folder and the gradebook
BAD_STUDENT = (
    "학생 아이디 {student!r:은/는} 쓸 수 없어요. 글자·숫자로 시작하고 글자, 숫자, '.', '_', '-', '@', 빈칸만 들어 있는 "
    "128자 이하의 이름이어야 해요. submitted/ 아래의 폴더 이름을 고쳐 주세요."
)
BAD_UNIT = "단원 이름 {unit!r:은/는} 쓸 수 없어요. 01_linear_regression처럼 두 자리 숫자로 시작해야 해요."
NO_RELEASE = "{path}: 배포본이 없어요. 먼저 make release를 실행해 주세요."
CELLS_CHANGED = "{path}: 성적부에 이 단원의 채점 셀을 적지 못했어요({error}). 성적부를 백업한 뒤 다시 실행해 주세요."
UNKNOWN_UNIT = "성적부에 {unit} 과제가 없어요. autograder grade를 한 번 실행하면 등록돼요."

SECRET_GONE = (
    "{path}: 비밀 값이 없는데 성적부에는 채점한 제출물이 {count}개 있어요. 새로 만들면 숨은 사례가 달라져 모두 다시 채점하게 돼요. "
    "백업에 있는 secret 파일을 이 자리에 되돌려 두세요. 백업이 없고 모두 다시 채점해도 된다면, 파이썬에서 secrets.token_hex(32)로 만든 "
    "값을 이 파일에 적고 다른 사람이 읽지 못하게(chmod 600) 해 주세요."
)

# --- backup
BACKUP_EXISTS = "{path:이/가} 이미 있어요. 다른 이름을 쓰거나 그 파일을 옮긴 뒤 다시 실행해 주세요."
BACKUP_FAILED = "{path:을/를} 쓰지 못했어요({error}). 남은 공간과 권한을 확인하고 다시 실행해 주세요."
BACKUP_NO_BOOK = "성적부 {url:을/를} 찾지 못해 백업하지 않았어요. --class-dir와 --db를 확인해 주세요."
RESTORE_NOT_EMPTY = "{folder}에 이미 파일이 있어요. 되살릴 때는 없거나 빈 폴더를 --class-dir로 알려 주세요."
RESTORE_DAMAGED = "{path:을/를} 백업으로 읽지 못해 아무것도 되살리지 않았어요({error}). 다른 백업을 써 주세요."
RESTORE_OTHER_KIND = (
    "백업의 성적부는 {url}에 넣을 수 없는 종류예요. SQLite의 백업은 SQLite로, PostgreSQL의 백업은 PostgreSQL로 되살릴 수 있어요. "
    "--db로 같은 종류의 주소를 알려 주세요."
)
RESTORE_BOOK_THERE = "{url}에 이미 성적부가 있어 덮어쓰지 않았어요. 빈 데이터베이스의 주소를 --db로 알려 주세요."
NO_PROGRAM = "{program:을/를} 실행하지 못했어요({error}). PostgreSQL의 클라이언트를 설치해 주세요. 데비안·우분투: sudo apt install postgresql-client"
PROGRAM_FAILED = "{program:이/가} 실패했어요: {error}"

#: The first line of the class's nbgrader_config.py.
CONFIG_NOTE = "자동으로 만든 파일입니다. 이 폴더에서 nbgrader 명령을 실행하면 채점이 샌드박스를 거칩니다."

# --- the feedback page
PAGE = {
    "title": "{unit} 채점 결과",
    "score": "{score} / {points}점",
    "undecided": "점수를 확인하고 있어요",
    "unknown": "–",
    "contents": "문제별 점수",
    "top": "맨 위로",
    "to_fix": "고칠 것 {count}가지",
    "nothing": "고칠 것이 없어요. 모든 문제의 점수를 다 받았어요.",
    "right": "맞은 것 {count}가지",
    "whole": "노트북 전체 보기: 수업의 글과 그 밖의 셀",
    "there": "위에 있어요",
    "answer": "내가 쓴 답",
    "comment": "선생님의 의견",
    "manual": "점수는 선생님이 정했어요: {score}. 아래의 표는 자동 채점의 결과예요.",
    "overtaken": "선생님이 준 점수가 있는데 자동 채점의 결과가 달라졌어요. 선생님이 점수를 다시 정하고 있어요.",
    "penalty": "늦게 제출해서 {points}점을 뺐어요.",
    "quiz": QUIZ_NAME,
    "note": "여러분의 함수에 새로운 입력을 넣고, 돌려준 값만 보고 채점했어요. 출력한 글이나 그림은 채점하지 않아요.",
}

FEEDBACK_FAILED = "{student} {unit}: 피드백을 만들지 못했습니다. {error}"

PUBLISHED = "{path}: make release가 만든 학생용 노트북을 두었습니다."
MORE_PUBLISHED = "이 폴더에 있던 다른 파일은 그대로 두었습니다. 학생도 함께 받고 제출할 때마다 다시 냅니다. 필요 없으면 지워 주세요: {files}"
NOT_BY_EXCHANGE = (
    "nbgrader의 교환 폴더로 내지 않아서 그리로 돌려줄 수 없는 학생입니다: {students}. autograder return으로 돌려주세요."
)

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

BAD_URL = "{url!r}: 데이터베이스의 URL로 읽을 수 없어요. sqlite:///파일 또는 postgresql://사용자@서버/이름처럼 적어 주세요."
NO_DRIVER = (
    "{url}: 이 데이터베이스에 쓸 드라이버가 없어요({error}). PostgreSQL은 postgresql://로 시작하는 URL로 적고, "
    "pip install 'numpy-ml-autograder[grading]'으로 psycopg를 설치해 주세요."
)
NO_DATABASE = "{url}: 데이터베이스에 연결하지 못했어요({error}). 서버가 켜져 있는지, URL의 서버·사용자·데이터베이스 이름이 맞는지 확인해 주세요."
