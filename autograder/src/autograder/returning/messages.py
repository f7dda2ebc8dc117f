"""All Korean texts about what goes back, in one place."""

from __future__ import annotations

# --- headers by which columns are found -------------------------------------------------------
MOODLE_ID = ("식별자", "Identifier")
MOODLE_NUMBER = ("id 번호", "ID number")
MOODLE_EMAIL = ("이메일 주소", "Email address")
MOODLE_NAME = ("전체 이름", "Full name")
MOODLE_GRADE = ("성적", "Grade")
MOODLE_MAXIMUM = ("최대 성적", "Maximum grade")
MOODLE_GRADED = ("마지막 수정됨(성적)", "Last modified (grade)")
CANVAS_STUDENT, CANVAS_ID = ("Student", "LastName"), "ID"
CANVAS_NUMBERS = ("SIS Login ID", "SIS User ID")
CANVAS_POINTS, CANVAS_READ_ONLY = "Points Possible", "(read only)"
CANVAS_POSTING = "Manual Posting"

# --- errors and notes -------------------------------------------------------------------------
NOT_MOODLE = (
    "{path}: 무들의 오프라인 채점 워크시트가 아니에요. 머리글에 {missing:이/가} 없어요. 과제의 ‘오프라인 채점 워크시트 내려받기’로 받은 "
    "파일을 주세요. 있는 머리글: {found}."
)
NOT_CANVAS = "{path}: 캔버스의 성적부가 아니에요. 머리글에 {missing:이/가} 없어요. 성적부의 ‘내보내기’로 받은 CSV를 주세요. 있는 머리글: {found}."
WHICH_COLUMN = "{path}: 어느 과제의 열인지 모르겠어요. --column으로 알려 주세요. 있는 과제: {found}."
NO_COLUMN = "{path}: {column:이라는/라는} 열이 없어요. 있는 과제: {found}."
NO_POINTS = "{path}: {column}의 만점을 찾지 못해 100점으로 보았어요."
STRANGER = "{row}번째 줄({who}): 명단에서도 성적부에서도 찾지 못해 그대로 두었어요."
NOT_IN_SHEET = "{student}: 점수가 있는데 이 파일에는 없어요."
OVER_MAXIMUM = "{student}: {score}점은 최대 성적 {most}점을 넘어 무들이 말없이 건너뛰므로 적지 않았어요. 점수나 무들의 최대 성적을 고쳐 주세요."
WAITS = "{student}: 사람이 정할 점수가 있거나 다시 낸 것을 아직 채점하지 않아서 적지 않았어요."
NAMESAKE = (
    "{row}번째 줄({who}): 이름은 {student:과/와} 같지만 그 학생의 줄이 따로 있어 그대로 두었어요. 명단에 없는 사람 같아요."
)
BY_NAME = "{row}번째 줄({who}): 학번이나 이메일이 없어 이름으로 {student}에 맞추었어요. 확인해 주세요."
ALREADY = "성적을 적은 {count}명에게는 이미 성적이 있어요. 무들은 올릴 때 ‘더 최근에 수정된 레코드 업데이트 허용’을 켜야 이것을 받아요."
LOCKED = "{row}번째 줄({who}): {cell:이라고/라고} 적혀 있어서 그대로 두었어요."
WAS_CP949 = "{path}: 엑셀이 CP949로 다시 저장한 파일이에요. 캔버스는 그것을 읽지 못하므로 UTF-8로 적었어요."

# --- feedback that goes back ------------------------------------------------------------------
TARGETS = {"moodle": "무들", "canvas": "캔버스", "exchange": "교환 폴더", "folder": "학생별 폴더", "xlsx": "엑셀"}
ZIP_NAME, EACH_FOLDER = "{lms}에-올릴-피드백", "학생별"
RESULT, POINTS, REMARK = "채점 결과", "{score} / {points}점", "선생님의 의견"
LOST = "늦게 제출해서 {points}점을 뺐어요."
NOT_FROM = "{student}: 제출한 것이 {lms}에서 오지 않아 그리로 돌려줄 수 없어요. --to folder를 쓰세요."
NO_PARTICIPANT = "{student}: 무들의 참가자 번호가 이름에 없어요({entry})."
BY_HAND = "{student}: 손으로 정한 제출물이에요. {entry:이/가} 모둠이 아니라 이 학생의 번호인지 확인하고 올리세요."
NOT_BY_CANVAS = (
    "{student}: 캔버스가 이 이름({entry})에서 학생을 알아내지 못하거나 다른 학생으로 알아요. 익명 과제이거나 이름이 숫자뿐이에요. "
    "--to folder를 쓰세요."
)
NEWER = "{student}: 다시 낸 것을 아직 채점하지 않았어요. autograder grade 뒤에 돌려주세요."
WITHDRAWN = (
    "{student}: {when}에 {score}점과 피드백을 돌려주었는데, 그 제출물은 이 학생의 것이 아니라고 정해졌어요. LMS에 올린 점수와 파일을 지우고 "
    "학생에게 알려 주세요."
)
ODD_SCORE = "{student}: {name}에 직접 준 {score}점이 0점과 {points}점 사이가 아니에요. 그대로 돌려주지만, 뜻한 점수인지 확인해 주세요."
PAGE_WAITS = "{student}: 아직 사람을 기다리는 점수가 있어서 피드백을 돌려주지 않았어요."
EXCHANGE_FAILED = (
    "nbgrader가 {unit}의 피드백을 교환 폴더에 두지 못했어요. course.toml의 id와 nbgrader_config.py의 Exchange.root를 확인해 주세요. "
    "nbgrader의 말: {said}"
)

# --- a page for a student who asks why; appeals -----------------------------------------------
SHARE = {
    "title": "왜 이 점수인가요",
    "score": "{score} / {points}점",
    "final": "위는 자동 채점 점수예요. 늦게 낸 감점이나 선생님이 직접 정한 점수까지 넣은 지금의 점수는 {final}점이에요.",
    "note": (
        "채점에 쓴 입력은 공개하지 않아요. 아래의 입력은 이 설명을 위해 같은 방법으로 새로 뽑은 것이고, 그 입력에서 여러분의 함수가 "
        "돌려준 값과 기대한 값이에요."
    ),
    "none": "이 항목에서 틀린 입력은 채점에 그대로 쓰는 것이라 보여 줄 수 없어요. 위의 설명과 항목의 이름을 보고 찾아보세요.",
    "held": "이 항목은 맞았지만, 먼저 맞아야 하는 항목이 틀려서 점수가 없어요.",
    "nothing": "모든 문제의 점수를 다 받았어요.",
}
NO_APPEAL = "{number}번 이의는 없어요. 있는 번호: {known}."
NONE = "없음"

# --- the spreadsheet --------------------------------------------------------------------------
SHEET = "성적"
HEAD = ("학번", "이름", "학과", "분반")
TOTAL, STATE = "합계", "비고"
LATE = "{unit} 늦음"
DROPPED, NOT_LISTED, WAITING = "수강 철회", "명단에 없음", "확인 필요: {units}"
EXTRA = "{unit} (가산)"
WEIGHTED = "가중치: {weights}. 합계는 100점 만점이고, 내지 않은 단원은 0점이에요. 가산 단원은 합계에 더해요."
