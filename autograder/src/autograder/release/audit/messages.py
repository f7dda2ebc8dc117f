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
LAB_MISTAKE = "  !! {key}: {score:g}점, 진단 {diagnoses}"

SURVEY = "{unit}: 변이 {total}개 가운데 {failed}개 감점, 동등 {equivalent}개, 생존 {survivors}개"
STALE = "  {exercise}: {file}에 있으나 이제 살아남지 않아요: {change}"

OUTSIDE = "은행 밖의 오답이 받는 이름을 잽니다."
GRADED, CHECKED = "채점", "확인"
TALLY = "감점 {failed}, 이름 없음 {nameless}, 이름 {named}, 틀린 이름 {misled} ({share:.1%})"
OTHER_SOLUTION = "풀이 {name}"
OTHER_VARIANT = "다른 정답 {exercise}/{key}"
