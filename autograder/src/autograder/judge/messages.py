"""Korean texts of the judge's own failures, for the instructor."""

from __future__ import annotations

NO_CASES = "{place}: 숨은 사례가 하나도 없어요. hidden.py의 이 범주가 사례를 만들도록 고쳐 주세요."
REFERENCE_RAISED = "{place}: 기준 풀이가 숨은 사례에서 {error:을/를} 냈어요: {text}. ValueError만 낼 수 있어요. lesson.py나 hidden.py를 고쳐 주세요."
REFERENCE_FAILS = (
    "{place}: 기준 풀이가 자기 사례를 통과하지 못해요({problem}). hidden.py의 사례와 허용 오차를 확인해 주세요."
)
QUESTION = "{number}번"
NO_LENDER = "앞 문제를 바로잡고 다시 채점하는 프로세스를 시작하지 못했어요. 가상 환경과 메모리를 확인하고(autograder doctor) 다시 실행해 주세요."
