"""Korean texts of the audits, for the author of a unit."""

from __future__ import annotations

# Reasons why the name that an answer got is wrong (`release/audit/truth.py`).
HELPER_IS_RIGHT = "{name}에는 잘못이 없어요"
ANSWER_PASSES = "이 오답이 틀리는 입력에서 맞아요: {category}"
FAILS_DIFFERENTLY = "이 오답과 다르게 틀려요: {category}, {kind}"
MISTAKE_PASSES = "새 입력에서는 이 오답이 틀리지 않아요"
NOT_THE_CORE = "핵심 범주가 틀리는데 이 오답은 거기서 맞아요"
ERRORS_ALONE = "예외의 종류만 같아요"
TOO_LONG = "끝나지 않아요"

LAB = "{place}: 오답 {caught}/{mistakes} 감점, 진단 {named}/{mistakes} 정확, 다른 정답 {accepted}/{variants} 만점, 배점 {points:g}"
LAB_MISTAKE = "  !! 오답 {key}: {score:g}점({max_score:g}점 가운데), 진단 {diagnoses}"
LAB_NO_NAME = "(없음)"
LAB_REFERENCE = "  !! 풀이가 감점됩니다."
LAB_STUB = "  !! 빈칸이 점수를 받습니다."
LAB_VARIANT = "  !! 다른 정답 {key}: 감점됩니다."
LAB_SLOW = "  !! 다른 정답 {key}: {seconds:.2f}초를 계산합니다. 이 문제의 computing을 {least:.1f}초 이상으로 하세요."
LAB_FAILED = "     {category}: {call} → {problem}"
HELP_FOLDER = "단원의 폴더 (예: solutions/13_svm)"
HELP_LAB = "풀이와 다른 정답이 만점을 받는지, 오답이 모두 감점되고 제 진단을 받는지 봅니다."
HELP_MUTANTS = "풀이를 기계로 조금씩 바꾼 변이가 숨은 입력에서 모두 감점되는지 봅니다."

SURVEY = "{unit}: 변이 {total}개 가운데 {failed}개 감점, 동등 {equivalent}개, 생존 {survivors}개"
SURVIVORS = "  숨은 입력을 더해 잡으세요. 언제나 풀이와 같다면 equivalent.toml에 이유를 적으세요. slip.…이 무엇인지는 release/audit/mutation/slip.py에 있습니다."
STALE = "  {exercise}: {file}에 있으나 이제 살아남지 않아요: {change}"

OUTSIDE = "은행 밖의 오답이 받는 이름을 잽니다."
GRADED, CHECKED = "채점", "확인"
TALLY = "감점 {failed}, 이름 없음 {nameless}, 이름 {named}, 틀린 이름 {misled} ({share:.1%})"
OTHER_SOLUTION = "풀이 {name}"
OTHER_VARIANT = "다른 정답 {exercise}/{key}"

# --- facts ------------------------------------------------------------------------------------
HELP_FACTS = "글에 표시한 수치를 모두 계산해 비교하고, 표시하지 않은 수치를 찾습니다."
NO_FACT = "facts.py에도 lesson.py의 시연에도 {name:이/가} 없어요"
NO_NUMBER = "글에 숫자가 없어요. 참인지 묻는 말이면 함수가 bool을 돌려주어야 해요"
NO_VALUE = "함수가 수가 아니라 {kind:을/를} 돌려주었어요"
NOT_PRINTED = "시연의 출력에 이 수가 없어요"
NOT_TRUE = "참이 아니에요"
OTHER_VALUE = "계산한 값과 달라요"
UNMARKED = "!! {where}: {found}에 표시가 없어요. [{found}](=이름)으로 적거나 facts.py의 GIVEN에 더하세요."
UNUSED_FACT = "!! facts.py의 {name:은/는} 아무도 쓰지 않아요."
FACTS = "{unit}: 표시한 수치 {count}개 가운데 틀린 것 {wrong}개, 표시하지 않은 수치 {loose}개"
