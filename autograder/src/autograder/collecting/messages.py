"""All Korean texts of collecting, and the words by which other programs' pages and files are read."""

from __future__ import annotations

# --- words of LMSes, for reading ----------------------------------------------------------------

YEAR, MONTH, MORNING, AFTERNOON = "년", "월", "오전", "오후"
#: The columns of Moodle's grading worksheet, in lower case, Korean and English.
WORKSHEET = {
    "id": ("식별자", "identifier"),
    "name": ("전체 이름", "full name", "이름"),
    "number": ("id 번호", "id number", "학번"),
    "email": ("이메일 주소", "email address"),
    "status": ("상태", "status"),
    "submitted": ("마지막 수정됨(제출)", "last modified (submission)"),
}
#: In the status of a submission that is late.
LATE_WORDS = ("late", "늦", "지각", "지연", "초과")
MOODLE_BLIND = ("참가자", "participant")
SAKAI_LATE = {"late": True, "늦음": True, "지각": True, "on time": False, "정시": False}

# --- names ----------------------------------------------------------------------------------------

LMS = {
    "": "낱개 파일", "own": "학교의 이름 규칙", "moodle": "무들", "canvas": "캔버스", "blackboard": "블랙보드", "sakai": "사카이", "d2l": "브라이트스페이스",
    "gradescope": "그레이드스코프", "exchange": "nbgrader 교환 폴더", "classroom": "구글 클래스룸", "hand": "직접 둔 것",
}  # fmt: skip
NONE = "없음"
#: Why somebody was chosen.
WHY = {
    "table_number": "LMS 표의 학번 {said}",
    "table_email": "LMS 표의 이메일 {said}",
    "number": "LMS에 적힌 학번 {said}",
    "email": "LMS에 적힌 이메일 {said}",
    "name_and_number": "이름, 파일 이름의 학번 {said}",
    "file_number": "파일 이름의 학번 {said}",
    "name": "이름만 같음({said})",
    "answered": "전에 정한 계정 {said}",
    "assigned": "직접 정함",
    "hand": "submitted/에 있던 것",
}
#: Why nobody was chosen.
WHY_UNSURE = {
    "odd": "압축 파일 안의 이름이 이상해요. LMS가 만든 이름이 아니에요.",
    "forged": "폴더의 이름과 파일의 주인({said})이 달라요.",
    "group": "모둠으로 낸 것이에요({said}).",
    "namesakes": "같은 이름의 학생이 여럿이에요({said}).",
    "stranger": "명단에 없는 이름이에요({said}).",
    "nameless": "누구의 것인지 알 수 있는 것이 없어요.",
    "conflict": "이름과 학번이 서로 다른 학생을 가리켜요({said}).",
    "several_numbers": "학번이 여러 개 적혀 있어요({said}).",
    "other_name": "캔버스 성적부에는 이 번호가 다른 이름이에요({said}). 모둠으로 낸 것일 수도 있어요.",
    "two_owners": "LMS에는 이 이름의 계정이 둘인데 명단에는 한 명뿐이에요({said}).",
}

# --- archives -------------------------------------------------------------------------------------

UNREADABLE = "{name}: 읽을 수 없어요({error})."
NOT_REGULAR = "{name}: 보통 파일이 아니라서(링크, 파이프 따위) 읽지 않았어요."
LINK_IN_ZIP = "{name}: 압축 파일 안의 링크라서 읽지 않았어요."
ENCRYPTED = "{name}: 암호가 걸려 있어요. 암호 없이 다시 내게 해 주세요."
BAD_ZIP = "{name}: zip으로 읽을 수 없어요({error}). 다시 내려받아 주세요."
BAD_ENTRY = "{name}: 압축을 풀 수 없어요({error}). 다시 내려받거나 다시 내게 해 주세요."
TOO_LARGE = "{name}: {limit}MB보다 커서 읽지 않았어요."
BOMB = "{name}: 풀면 {ratio}배 넘게 커지는 파일이라 읽지 않았어요."
TOO_DEEP = "{name}: zip 안의 zip이 {limit}겹을 넘어 열지 않았어요."
TOO_MANY_ENTRIES = "파일이 {limit:,}개보다 많아 읽지 않았어요. 나누어 모아 주세요."
TOO_MUCH = "풀면 모두 {limit}GB가 넘어 그만두었어요. 나누어 모아 주세요."
CHANGING = "{name}: 읽는 동안 내용이 바뀌었어요. 쓰기가 끝난 다음 다시 모아 주세요."
OTHER_ARCHIVE = "{name}: 이 압축 형식은 읽지 못해요. 풀어서 zip이나 폴더로 다시 모아 주세요."

# --- notebooks ------------------------------------------------------------------------------------

OTHER_UNIT = "{wanted:을/를} 모으는 중인데 내용은 {found:이에요/예요}."
UNUSED_UNIT = "{unit:은/는} 이 학급에서 쓰지 않는 단원이에요."
SEVERAL_UNITS = "여러 단원의 답이 한 노트북에 들어 있어요({found})."
NO_UNIT_INSIDE = "이 강의의 단원이 아니거나 문제의 셀이 하나도 없어요."
UNTOUCHED = "{unit:을/를} 나누어 준 그대로라 답이 없어요."
NAMED_OTHER = "파일 이름({name})과 달리 내용은 {unit:이에요/예요}."
NO_NOTEBOOK = "노트북이 아니라 {name:을/를} 냈어요."
SEVERAL_FILES = "{unit} 노트북을 {count}개 냈는데 어느 것이 나중 것인지 알 수 없어요."
OTHER_NUMBER = "파일 이름({file})에 다른 학생의 학번 {number:이/가} 있어요."
BACK = "전에 냈던 것을 다시 냈어요."
WHICH_UNIT = "{text} 어느 단원인지 --unit으로 알려 주세요."

# --- the class folder -----------------------------------------------------------------------------

LINKED_PLACE = "{path}: 심볼릭 링크라서 제출물을 두지 않았어요. 진짜 폴더로 바꾸어 주세요."
BAD_STUDENT = "{student:은/는} 폴더 이름으로 쓸 수 없는 학번이에요. 명단을 고쳐 주세요."
NO_ITEM = "{item:이라는/라는} 것은 inbox에 없어요. 기다리는 것: {known}."
NO_STUDENT = "학번 {number:이/가} 명단에 없어요. class/roster.csv를 확인해 주세요."
NEEDS_UNIT = "{item}: 어느 단원인지 모르니 --unit을 함께 적어 주세요."

# --- the command ----------------------------------------------------------------------------------

HELP = "LMS에서 받은 zip, 폴더, 노트북에서 제출물을 모읍니다. 파일 없이 쓰면 class/inbox에서 기다리는 것을 보여 줍니다."
HELP_FILES = (
    "무들(코스모스), 캔버스, 블랙보드, 브라이트스페이스, 사카이(e-Class), 그레이드스코프, 구글 클래스룸의 zip이나 폴더, nbgrader 교환 폴더의 inbound, "
    "노트북. 같은 폴더에 있는 무들의 오프라인 채점 워크시트나 캔버스의 성적부(CSV)도 함께 읽습니다."
)
HELP_UNIT = "모두 이 단원의 제출물일 때 (없으면 노트북의 내용으로 알아냅니다)"
HELP_DRY_RUN = "무엇을 할지 보여 주기만 하고 아무것도 쓰지 않습니다."
HELP_ASSIGN = "inbox의 것을 이 학생의 제출물로 정합니다. 잘못 정한 것도 이렇게 고칩니다. 모둠이면 학번을 여럿 적습니다."
HELP_DISMISS = "inbox의 것이나 이름만으로 정해진 것을 누구의 제출물도 아니라고 정합니다."
HELP_AGAIN = "course.toml의 규칙이나 마감이 바뀌었을 때, 모아 둔 것 가운데 채점할 것을 다시 고릅니다."
HELP_PATTERN = (
    "학교 LMS의 파일 이름을 읽는 정규식. 그룹 이름은 name, number, id, email, time, file입니다. class/patterns.txt에 한 줄에 하나씩 적어 둘 "
    "수도 있습니다."
)
BAD_PATTERN = "{pattern}: 정규식으로 읽을 수 없어요({error})."
NO_PATTERNS = "{path}: 읽을 수 없어요({error})."
MISPLACED = (
    "course.toml의 counts와 마감대로라면 다른 버전을 채점해야 하는 제출물이 {count}개 있어요({names}). autograder collect --again으로 고르고 "
    "autograder grade를 다시 실행해 주세요."
)
ONE_AT_A_TIME = "--assign, --dismiss, --again은 모을 파일과 함께 쓸 수 없어요."
ASSIGN_WHOM = "--assign에는 inbox의 이름과 학번을 적어 주세요. 예: autograder collect --assign {item} 20261234"
NO_FILES = "모을 것이 없어요. CSV 말고 zip이나 폴더, 노트북을 적어 주세요."
NO_ROSTER = "{path}: 명단이 없어 누구의 것인지 알 수 없어요. 먼저 autograder class roster로 명단을 넣어 주세요."
COLUMN_STUDENT, COLUMN_UNIT, COLUMN_FILE, COLUMN_WHY, COLUMN_STATE = "학생", "단원", "파일", "왜", "결과"
STATES = {
    "new": "모음", "same": "이미 있음", "waits": "기다림", "broken": "채점 못 함", "problem": "읽지 못함", "other": "노트북 없음",
    "dropped": "버림",
}  # fmt: skip
UNKNOWN = "?"
CANDIDATES = "{names}일 수 있어요."
SOURCE = "{name}: {lms}, 노트북 {count}개"
TOTAL = "새로 모음 {new}개, 이미 있음 {same}개, 기다림 {waits}개, 채점 못 함 {broken}개, 읽지 못함 {problem}개"
CHANGED = "채점할 파일이 새로 놓인 제출물은 {count}개예요."
BY_NAME = "이름만으로 정한 {count}개는 한 번 살펴보아 주세요. 틀렸으면 --assign과 결과에 적힌 것, 학번으로 고쳐요."
KEPT_OUT = "{student} {unit}: 마지막으로 낸 파일은 채점할 수 없어서 앞서 낸 것을 그대로 두었어요. {text}"
LATE_UNKNOWN = "LMS가 늦었다고 하지만 언제 냈는지는 알려 주지 않은 것이 {count}개 있어요. 늦은 만큼 깎이지 않으니 직접 살펴보아 주세요."
NO_TIME = "낸 시각을 알 수 없는 것이 {count}개 있어요. 늦은 것으로 치지 않아요. 무들이면 오프라인 채점 워크시트(CSV)를 함께 주면 시각을 알 수 있어요."
MISSING = "{unit}: 명단의 {all}명 가운데 {count}명이 아직 내지 않았어요."
DRY_RUN = "아무것도 쓰지 않았어요. --dry-run을 빼면 위와 같이 모아요."
INBOX_EMPTY = "기다리는 것이 없어요."
INBOX_NEXT = "누구의 것인지 정하려면: {command}"
EXAMPLE_UNIT = "01"
MORE = "… 그 밖에 {count}개"
