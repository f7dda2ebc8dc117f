"""All Korean texts of a course's settings and roster, in one place."""

from __future__ import annotations

# --- tables -----------------------------------------------------------------------------------
NO_SHEET = "{path}: 파일을 읽지 못했어요({error})."
SHEET_TOO_BIG = "{path}: 파일이 {limit}MB보다 커요. 명단이 맞는지 확인해 주세요."
BAD_SHEET = "{path}: 엑셀 파일을 읽지 못했어요({error}). 엑셀에서 다시 저장하거나 CSV로 저장해 주세요."
NO_ENCODING = "{path}: UTF-8도 CP949도 아니에요. 엑셀에서 ‘CSV UTF-8’로 저장해 주세요."

# --- the registrar's list ---------------------------------------------------------------------
HEADS_STUDENT = ("학번", "학생번호", "학적번호", "studentid", "studentnumber", "studentno")
HEADS_NAME = ("성명", "이름", "학생명", "name", "fullname", "전체이름")
HEADS_DEPARTMENT = ("학과", "소속", "전공", "학부", "학과전공", "소속학과", "department", "major")
HEADS_SECTION = ("분반", "반", "section", "class")
HEADS_EMAIL = ("이메일", "이메일주소", "email", "e-mail", "emailaddress", "메일")
OWN_HEADS = ("학번", "이름", "학과", "분반", "이메일", "상태")
DROPPED = "수강 철회"
NO_HEADER = "{path}: 학번이 적힌 열을 찾지 못했어요. 머리글에 {expected} 가운데 하나가 있어야 해요. 앞의 몇 줄: {shown}"
NOBODY = "{path}: 머리글 아래에 학번이 하나도 없어요."
TWICE = "{path}: 학번 {student:이/가} {line}번째 줄에 다시 나오는데 내용이 달라요({one}, {other}). 한 줄을 고쳐 주세요."
ROW_PASSED_OVER = "{line}번째 줄에는 학번이 없어 건너뛰었어요: {shown}"
ZEROS_EATEN = (
    "학번 {count}개({numbers})가 다른 학번보다 짧아요. 엑셀이 앞의 0을 지웠을 수 있어요. "
    "맞지 않다면 그 열을 ‘텍스트’로 바꾼 파일로 다시 읽어 주세요."
)
FOUND_BY_VALUE = "{given:은/는} 앞의 0이 지워진 것으로 보고 {known:과/와} 같은 학생으로 다뤄요."
OWN_ROSTER = (
    "{path}: 첫 줄이 {expected:이/가} 아니에요. 파일을 지우고 class roster를 다시 실행하거나 첫 줄을 되돌려 주세요."
)

# --- course.toml ------------------------------------------------------------------------------
NO_COURSE = "{path}: 이 학급에는 아직 course.toml이 없어요. autograder class init으로 만들어 주세요."
BAD_TOML = "{path}: TOML로 읽을 수 없어요({error}). 그 줄의 따옴표와 대괄호를 살펴보세요."
BAD_KEY = "{path}: {where}의 {key:은/는} 모르는 이름이에요. 쓸 수 있는 이름: {known}."
BAD_VALUE = "{path}: {where}의 {key:이/가} {found!r:이에요/예요}. {expected:이어야/여야} 해요."
MISSING_KEY = "{path}: {where}에 {key:이/가} 없어요. {expected:을/를} 적어 주세요."
TWO_UNITS = "{path}: 단원 {name:이/가} 두 번 나와요. 하나를 지워 주세요."
UNKNOWN_UNIT = "{path}: {name:이라는/라는} 단원은 없어요. 있는 단원: {known}."
NOT_IN_COURSE = (
    "{name:은/는} 이 학급에서 쓰지 않는 단원이에요. {path}의 [[unit]]에 적으면 쓸 수 있어요. 지금 쓰는 단원: {known}."
)
EXTENSION_UNIT = "{path}: 연장({student})의 단원 {name:은/는} 이 학급에서 쓰지 않아요."
IS_ID = "폴더 이름이 될 수 있는 글(점으로 시작하지 않고 / \\ 따옴표가 없는 것)"
BAD_ID = (
    "강의의 이름 {id!r:은/는} 쓸 수 없어요. {expected:을/를} --id로 알려 주세요. nbgrader의 교환 폴더에서 폴더 이름이 돼요."
)
EXTENSION_NOBODY = "{path}: {unit}의 연장에 적힌 학번 {student}의 학생이 없어서 아무에게도 쓰이지 않아요. 명단의 학번과 똑같이(앞의 0까지) 적어 주세요."
WHERE_TOP, WHERE_LATE, WHERE_UNIT, WHERE_EXTENSION = (
    "맨 위",
    "[late]",
    "{number}번째 [[unit]]",
    "{number}번째 [[extension]]",
)
IS_TEXT, IS_NUMBER, IS_WHOLE, IS_YES_NO = "글자", "0 이상의 수", "0 이상의 정수", "true나 false"
IS_TIME = '"2026-09-14 23:59"처럼 적은 날짜와 시각'
IS_ZONE = '"Asia/Seoul" 같은 시간대의 이름'
IS_RULE = '"last", "best", "last before due" 가운데 하나'
IS_SHARE = '"full"이나 "off", 또는 0과 1 사이의 수'
IS_TABLE, IS_TABLES = "표([…])", "표의 목록([[…]])"
IS_UNIT = '"01_linear_regression" 같은 단원의 이름'
OTHER_BOOK = (
    "{path}의 gradebook은 {known}인데 --db로 {given:을/를} 주었어요. 한 학급의 성적부는 하나여야 해요. "
    "--db를 빼거나, 옮기려면 course.toml을 고쳐 주세요."
)
BUSY = "{folder}: 다른 채점이 이 학급을 쓰고 있어요(프로세스 {pid}, {since}부터). 끝난 다음 다시 실행해 주세요."

#: What ``class init`` writes; the professor's from then on.
TEMPLATE = """\
# 이 파일은 강사의 것입니다. autograder는 읽기만 하고 고치지 않습니다.
id = "{id}"
timezone = "Asia/Seoul"
# 성적부를 다른 곳에 두려면: gradebook = "postgresql://사용자@호스트/이름"

# 여러 번 낸 것 가운데 채점할 것: "last"(마지막), "best"(점수가 가장 높은 것), "last before due"(마감 전 마지막)
counts = "last"

# 앞 문제의 실수 때문에 틀린 문제는 앞 문제를 바로잡고 다시 채점합니다. 맞은 항목의 점수를 "full"은 다, 0.5는 절반 줍니다. "off"면 주지 않습니다.
follow_through = "full"

# 늦은 제출. per_day는 하루에 깎는 비율(%), days는 받아 주는 날수(더 늦으면 0점), grace는 봐주는 시간(분)입니다.
# per_day = 0이면 깎지 않고, days를 빼면 언제까지나 받습니다. 단원에 late = {{ per_day = 20 }}처럼 따로 적을 수도 있습니다.
[late]
per_day = 0
# days = 3
grace = 10

# 이 학기에 쓰는 단원입니다. 쓰지 않는 단원은 지우세요. 마감은 due = "2026-09-14 23:59"처럼 적습니다.
{units}
# 한 학생의 마감을 늦추려면 이렇게 적습니다.
# [[extension]]
# student = "20261234"
# unit = "01_linear_regression"
# until = "2026-09-21 23:59"
"""
TEMPLATE_UNIT = """\
[[unit]]
name = "{name}"  # {title}
# due = "2026-09-14 23:59"
weight = 1
# extra_credit = true
"""
#: The units that go beyond the course stand in the file as comments.
TEMPLATE_FURTHER = "\n# 심화 단원입니다. 쓰려면 두 줄의 #을 지우세요. 마감과 비중도 위와 같이 적을 수 있습니다.\n"
TEMPLATE_FURTHER_UNIT = """\
# [[unit]]
# name = "{name}"  # {title}
"""
