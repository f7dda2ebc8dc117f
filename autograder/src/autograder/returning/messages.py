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
WAITS = "{student}: 아직 사람을 기다리고 있어서 적지 않았어요."
BY_NAME = "{row}번째 줄({who}): 학번이나 이메일이 없어 이름으로 {student}에 맞추었어요. 확인해 주세요."
ALREADY = "성적을 적은 {count}명에게는 이미 성적이 있어요. 무들은 올릴 때 ‘더 최근에 수정된 레코드 업데이트 허용’을 켜야 이것을 받아요."
LOCKED = "{row}번째 줄({who}): {cell:이라고/라고} 적혀 있어서 그대로 두었어요."
WAS_CP949 = "{path}: 엑셀이 CP949로 다시 저장한 파일이에요. 캔버스는 그것을 읽지 못하므로 UTF-8로 적었어요."

# --- the spreadsheet --------------------------------------------------------------------------
SHEET = "성적"
HEAD = ("학번", "이름", "학과", "분반")
TOTAL, STATE = "합계", "비고"
LATE = "{unit} 늦음"
DROPPED, NOT_LISTED, WAITING = "수강 철회", "명단에 없음", "확인 필요: {units}"
EXTRA = "{unit} (가산)"
WEIGHTED = "가중치: {weights}. 합계는 100점 만점이고, 내지 않은 단원은 0점이에요. 가산 단원은 합계에 더해요."
