"""Korean texts of the judge's own failures, for the instructor."""

from __future__ import annotations

NO_CASES = "{place}: 숨은 사례가 하나도 없어요. hidden.py의 이 범주가 사례를 만들도록 고쳐 주세요."
REFERENCE_RAISED = (
    "{place}: 기준 풀이가 숨은 사례에서 {error:을/를} 냈어요: {text}. ValueError만 낼 수 있어요. lesson.py나 hidden.py를 고쳐 주세요."
)
REFERENCE_FAILS = (
    "{place}: 기준 풀이가 자기 사례를 통과하지 못해요({problem}). hidden.py의 사례와 허용 오차를 확인해 주세요."
)
# Why the name that an answer got is wrong (`release/audit/truth.py`).
HELPER_IS_RIGHT = "{name}에는 잘못이 없어요"
ANSWER_PASSES = "이 오답이 틀리는 입력에서 맞아요: {category}"
FAILS_DIFFERENTLY = "이 오답과 다르게 틀려요: {category}, {kind}"
MISTAKE_PASSES = "새 입력에서는 이 오답이 틀리지 않아요"
NOT_THE_CORE = "핵심 범주가 틀리는데 이 오답은 거기서 맞아요"
ERRORS_ALONE = "예외의 종류만 같아요"
TOO_LONG = "끝나지 않아요"

NOT_ONCE = "{where}: {exercise}의 오답({key})에서 바꿀 글이 풀이에 {count}번 나와요: {old!r}. 꼭 한 번 나오는 글을 적어 주세요."
NO_CODE = "{where}: {exercise}의 오답({key})을 만들 수 없어요: {error}. 바꾼 뒤에도 파이썬 코드인지 확인해 주세요."
NO_EXERCISE = "{path}: 풀이 셀이 없어요({exercise}). mistakes.py에 적은 문제의 이름을 확인해 주세요."
