"""The Korean texts on similar submissions.  None of them says that somebody copied: that is for a person to find out."""

from __future__ import annotations

HELP = "한 단원의 제출물 가운데 드문 점까지 닮은 쌍을 근거와 함께 보여 줍니다. 판단은 사람이 합니다."
HELP_UNIT = "살펴볼 단원"
HELP_AGAINST = "함께 비교할 지난 학기의 학급 폴더 (그 학급끼리는 비교하지 않습니다)"
HELP_ANONYMOUS = "학생의 학번과 이름을 번호로 바꿉니다."

NOT_RELEASED = "{path}: 배포한 노트북이 없어요. 먼저 make release로 만들어 주세요."
NOT_APART = "{folder}: 강의와 변형 풀이를 나누어 읽지 못했어요. autograder doctor로 컴퓨터의 상태를 확인해 주세요."
TOO_FEW = "{path}: 비교할 제출물이 {count}개뿐이에요. {unit}의 제출물이 둘 이상이어야 해요."

#: What stands above every table and page.
JUDGE = (
    "비슷한 점을 보여 줄 뿐, 베꼈다는 뜻이 아닙니다. 함께 공부했거나 같은 자료를 보았거나 같은 AI에게 물어도 닮을 수 있습니다. "
    "누가 누구에게서 가져왔는지는 코드로 알 수 없습니다. 코드를 직접 읽고 학생의 이야기를 들은 다음에 판단해 주세요."
)
SMALL = "제출물이 {count}개뿐이라 무엇이 드문지 알기 어렵습니다. 아래 결과는 참고로도 쓰지 않는 편이 좋습니다."
UNGRADED = "채점하지 않은 제출물이 {count}개 있어 함께 한 실수를 다 보지 못했습니다. 먼저 autograder grade를 실행하면 더 정확합니다."
UNREAD = (
    "코드를 비교하지 못한 문제가 있는 제출물: {names}. 문법 오류가 있거나 코드가 지나치게 길고 깊습니다. 직접 살펴보세요."
)
LEFT_OUT = "{path}: 비교하지 못했습니다. {why}"
COMPARED = "{unit}: 제출물 {count}개를 비교했습니다. 눈여겨볼 쌍은 {pairs}개입니다."
NONE = "눈여겨볼 만큼 드문 점을 함께 가진 쌍이 없습니다."
PAGE_AT = "나란히 볼 수 있는 페이지: {path}"
MORE_PAIRS = "그 밖에 {count}쌍이 더 있습니다. --json의 결과에는 모두 들어 있습니다."
GROUP = "서로 이어지는 {count}명: {names}"
PUPIL = "학생 {number}"
EARLIER = "{name} (지난 학기)"
LEVELS = {"strong": "매우 드묾", "shown": "드묾"}

COLUMNS = ("닮은 정도", "학생", "학생", "함께 가진 것")
CODE = "{exercise} 코드 {count}줄"
REMARK = "{exercise} 주석 {count}개"
MISTAKE = "{exercise} 같은 오답({count}명)"
PROBLEMS = {
    "syntax": "문법 오류가 있어 코드를 비교하지 못했습니다.",
    "deep": "식이 너무 깊게 겹쳐 있어 코드를 비교하지 못했습니다.",
    "long": "코드가 너무 길어 비교하지 못했습니다.",
}

PAGE = {
    "title": "닮은 제출물",
    "how": "무엇을 비교했나요",
    "pairs": "눈여겨볼 쌍",
    "groups": "여러 명이 이어지는 경우",
    "score": "닮은 정도",
    "level": "얼마나 드문가",
    "students": "두 학생",
    "shared": "함께 가진 것",
    "side": "나란히 보기",
    "key": "번호가 같은 줄끼리 같은 코드입니다. 번호가 없는 줄은 서로 다르거나 누구나 쓰는 코드입니다.",
    "same_mistake": "같은 오답",
    "people": "이렇게 틀린 제출물: {count}개 가운데 {often}개",
    "outcome": "채점에서 똑같이 실패했습니다: {what}",
    "remark": "같은 주석",
    "no_code": "이 문제의 코드는 너무 짧거나 흔해서 근거로 보지 않았습니다.",
    "scale": (
        "이 단원에서 자세히 비교한 {looked}쌍의 닮은 정도는 가운데가 {middle}, 위에서 1%가 {high}입니다. "
        "{shown} 이상인 쌍을 보여 주고 {strong} 이상이면 ‘매우 드묾’이라고 적습니다. 퍼센트가 아니라 이 반 안에서 순서를 매기는 수입니다."
    ),
    "method": (
        "이름, 주석, 줄 바꿈, 순서를 지우고 문장마다 비교했습니다. 강의 노트북, 정답, 흔한 변형 풀이에 있는 코드는 뺐고, "
        "반에서 많은 학생이 쓴 것은 거의 세지 않았습니다. 짧은 정답은 절반만 세거나 세지 않습니다. "
        "드문 실수를 함께 한 것을 가장 크게 셉니다."
    ),
    "blind": (
        "찾지 못하는 것도 많습니다. 남의 정답을 자기 식으로 다시 쓰면 보이지 않고, 정답과 똑같은 풀이는 누구에게서 왔는지 알 수 없습니다. "
        "목록에 없다고 혼자 풀었다는 뜻은 아닙니다. 퀴즈의 답은 비교하지 않습니다."
    ),
    "anonymous": "학번과 이름을 번호로 바꾸었습니다. 코드와 주석에 남은 것이 있을 수 있으니 나누어 주기 전에 훑어보세요.",
    "hidden": "□□",
    "none": NONE,
}  # fmt: skip
