"""Every Korean text of the report."""

from __future__ import annotations

from collections.abc import Sequence

CHART = {
    "people": "명", "points": "점수", "percent": "%", "unit": "단원",
    "mean": "낸 사람의 평균", "of_all": "모두의 평균(안 낸 사람은 0점)", "there": "낸 사람의 비율",
}  # fmt: skip
STATUS = {
    "graded": "선생님이 준 점수를 다시 확인해 주세요.",
    "rejected": "노트북으로 읽을 수 없습니다. 점수를 직접 정해 주세요.",
    "needs_review": "자동으로 채점하지 못했습니다. 점수를 직접 정해 주세요.",
}
RISK = {
    "missing": "마감이 지났는데 내지 않은 단원 {count}개 ({units})",
    "falling": "학급 평균과 비교해 마지막 {last}개 단원이 그 앞보다 {points}점 낮음",
    "below": "지금까지의 총점 {total}, {below}보다 낮음",
}

# --- the page to project
CLASS = {
    "title": "이번 과제, 우리 학급은",
    "made": "{date}에 만들었습니다.",
    "note": "이름, 학번, 학생이 쓴 글과 코드는 없습니다. {few}명보다 적은 묶음은 다른 묶음과 합쳤고, 합쳐도 적으면 보이지 않습니다.",
    "nothing": "아직 보일 수 있는 결과가 없습니다. 채점한 학생이 {few}명보다 적으면 아무것도 보이지 않습니다.",
    "few": "채점한 학생이 {few}명보다 적어 이 단원은 보이지 않습니다.",
    "units": "단원",
    "trend": "단원마다의 평균",
    "trend_alt": "단원마다 낸 사람의 평균을 이은 선그래프. {said}.",
    "mean": "낸 사람의 평균 {mean}점",
    "people": "{count}명",
    "of_judged": "채점한 {count}명",
    "of_all": "학급 {count}명(내지 않았거나 점수가 아직 없는 사람 포함)",
    "scores": "점수 분포",
    "alt": "{unit} 점수 분포 막대그래프. 점수 구간별 학생 수는 {said}명입니다.",
    "with_others": " (점수 없음 포함)",
    "not_split": "나누어 보이면 {few}명보다 적은 묶음이 생겨서 보이지 않습니다.",
    "exercises": "문제마다 어떻게 풀었나",
    "exercise": "문제",
    "how": "어떻게",
    "students": "학생",
    "share": "비율",
    "right": "만점",
    "untried": "풀지 않음",
    "other": "그 밖",
    "rest": "그 밖",
    "rest_with_others": "그 밖(점수 없음 포함)",
    "next": "다음 시간에 다룰 것",
    "next_count": "{whole}명 가운데 {count}명",
    "next_wrong": "만점이 아닙니다.",
    "next_wrong_others": "만점이 아니거나 점수가 없습니다.",
    "lines": "이렇게 쓰면 틀립니다",
    "lines_later": "course.toml에 적은 마감이 모두에게 지나면 틀린 줄도 보입니다.",
    "section": "다시 볼 곳",
    "picture": "함께 볼 그림",
    "none": "{few}명 이상이 함께 틀린 것이 없습니다.",
}

# --- the page to work with
MINE = {
    "title": "학급 보고서",
    "made": "{time}에 만들었습니다. 학생의 이름과 점수가 있으니 강사만 보세요. 학생에게 보일 것은 class.html입니다.",
    "nothing": "아직 채점한 제출물이 없습니다. 먼저 autograder grade를 실행하세요.",
    "no_roster": "명단이 없어서 한 번이라도 낸 학생만 셌습니다. autograder class roster로 명단을 읽으면 한 번도 내지 않은 학생도 나옵니다.",
    "overview": "단원마다", "trend": "단원마다의 흐름",
    "trend_alt": "단원마다 이은 선그래프. 낸 사람의 평균 {mean}. 모두의 평균 {all}. 낸 사람의 비율 {there}.",
    "unit": "단원", "expected": "학생", "there": "제출", "missing": "미제출", "late": "늦음", "look": "확인 필요",
    "mean": "낸 사람의 평균", "mean_all": "모두의 평균", "median": "중앙값", "range": "범위", "sd": "표준편차",
    "full": "만점", "hardest": "가장 어려워한 문제", "weight": "가중치", "extra": "가산",
    "means_note": "점수는 늦은 감점과 직접 고친 점수를 넣은 최종 점수이고, class status의 평균과 같습니다. ‘낸 사람의 평균’은 점수가 정해진 제출물만, "
                  "‘모두의 평균’은 내지 않은 학생을 0점으로 넣은 것입니다. 마감이 지나지 않은 단원은 모두의 평균을 비워 둡니다. 확인 필요는 둘 다에 없습니다.",
    "at_risk": "살펴볼 학생", "at_risk_note": "총점은 마감이 지난 단원의 가중 평균이고, 내지 않은 단원은 0점입니다. 점수를 기다리는 단원은 뺐습니다.",
    "no_risk": "없습니다.",
    "student": "학생", "name": "이름", "total": "총점", "why": "이유",
    "look_list": "확인이 필요한 제출물", "none_waiting": "없습니다.",
    "again": "다시 내서 얻은 것",
    "again_students": "두 번 이상 낸 학생", "again_known": "앞선 점수를 아는 학생", "again_gain": "평균 변화",
    "again_counts": "오름 / 그대로 / 내림",
    "again_note": "점수를 아는 첫 제출과 지금 반영된 제출의 자동 채점 점수를 비교했습니다. 늦은 감점은 넣지 않았고, 그 사이에 단원이나 채점기가 바뀌어 비교할 수 없는 것은 뺐습니다.",
    "again_nothing": "두 번 이상 낸 것이 없습니다.",
    "again_unknown": "앞서 낸 것의 점수가 남아 있지 않아 변화를 알 수 없습니다.",
    "distribution": "점수 분포",
    "alt": "{unit} 점수 분포 막대그래프. 점수 구간별 학생 수는 {said}명입니다.",
    "caption": "가로축은 최종 점수. 마지막 구간에는 만점과 그 위가 들어갑니다.",
    "next": "다음 시간에 다룰 것",
    "next_count": "채점한 {whole}명 가운데 {count}명이 이 실수를 했습니다.",
    "next_hard": "오답 은행이 아는 실수는 없었습니다. 점수가 가장 낮은 문제는 {exercise:이고}, 푼 학생이 얻은 점수는 {mean}입니다.",
    "next_none": "다시 다룰 것이 보이지 않습니다.",
    "show": "보여 줄 것", "section": "{section} 절", "picture": "그림 ‘{title}’ ({section} 절)",
    "exercises": "문제", "exercise": "문제", "right": "만점", "untried": "풀지 않음", "judged": "채점",
    "ease": "얻은 점수의 비율", "points": "배점",
    "overview_caption": "단원마다의 제출과 최종 점수", "exercises_caption": "문제마다", "categories_caption": "항목마다",
    "again_caption": "처음 낸 것과 지금 것",
    "exercises_note": "자동 채점의 점수이고, 앞 문제의 실수를 바로잡고 다시 채점해 준 점수도 들어 있습니다. 얻은 점수의 비율은 그 문제를 푼 학생만 셌습니다.",
    "categories": "항목의 난이도와 변별도", "category": "항목", "tells": "변별도 r (95% 구간)", "tried": "푼 학생",
    "categories_note": "변별도는 그 항목의 점수와 단원의 나머지 점수의 상관(항목을 뺀 총점과의 상관, 맞음·틀림이면 점이연 상관)입니다. "
                       "푼 학생이 {fewest}명보다 적으면 계산하지 않고, {enough}명보다 적으면 †을 붙였으니 참고만 하세요. "
                       "핵심 항목을 틀리면 같은 문제의 다른 항목도 0점이 되므로 한 문제의 항목끼리는 상관이 높게 나옵니다.",
    "few": "n이 작음", "same": "모두 같은 점수",
    "mistakes": "자주 나온 실수", "mistake": "가능성이 높은 원인", "people": "학생",
    "no_mistakes": "오답 은행과 일치하는 오답이 없었습니다.",
    "mistakes_note": "한 학생은 한 실수에 한 번만 셌습니다. 다른 문제로 이어진 실수는 처음 나온 문제에 셌습니다. 예는 학생의 코드에서 "
                     "주석, 설명, 글자열, 한글 이름을 뺀 것입니다.",
    "bank_lines": "틀린 줄", "example": "학생의 코드 하나", "notebook": "노트북",
    "missing_list": "내지 않은 학생 {count}명", "more": "외 {count}명",
    "heat": "학생과 문제", "heat_key": "칸의 번호가 어느 문제인지", "total_of_unit": "점",
    "heat_note": "단원의 칸은 최종 점수이고 피드백으로 이어집니다. »는 채점한 노트북입니다. 문제의 칸은 배점에서 얻은 비율(%)입니다. "
                 "‘미제출’은 마감이 지났는데 내지 않은 것, ‘·’은 풀지 않은 것입니다.",
    "heat_caption": "학생마다 한 줄, 문제마다 한 칸",
    "band_caption": "총점의 순서로 나눈 묶음마다 한 줄. 칸은 점수가 있는 학생의 평균 비율(%)입니다.",
    "band": "{number}째 묶음 ({count}명)",
    "large": "학생이 {most}명보다 많아 묶음으로 보입니다. 학생마다의 줄은 여기에 있습니다.",
    "pages": "{first} – {last}",
    "students_title": "학생과 문제 ({number}/{count})",
    "back": "학급 보고서",
    "notebook_of": "{student} {unit} 노트북",
    "feedback_of": "{student} {unit} 피드백",
    "cell_missing": "미제출", "cell_untried": "·", "cell_waits": "확인", "cell_ungraded": "채점 전",
    "dropped": "수강 철회", "stranger": "명단에 없음", "contents": "차례", "none": "–",
}  # fmt: skip


def pairs(units: Sequence[str], values: Sequence[int | None]) -> str:
    """The values of a line plot in words."""
    return ", ".join(f"{unit}단원 {value}%" for unit, value in zip(units, values, strict=True) if value is not None)
