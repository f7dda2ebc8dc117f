"""Korean texts of the demo."""

from __future__ import annotations

KINDS = {
    "right": "정답",
    "variant": "다르게 쓴 정답",
    "noisy": "출력과 경고가 많은 정답",
    "no_quiz": "퀴즈를 안 푼 정답",
    "part": "절반만 푼 학생",
    "mistake": "흔한 실수",
    "mixed": "맞은 것, 틀린 것, 안 푼 것이 섞인 학생",
    "unsolved": "아직 안 푼 학생",
    "forged_result": "공격: 점수 위조",
    "always_equal": "공격: 무엇과도 같은 값",
    "patched_numpy": "공격: NumPy 바꿔치기",
    "sudden_exit": "공격: 채점 중에 종료",
    "spy": "공격: 정답 훔쳐보기",
    "markup": "공격: 스크립트 심기",
    "duplicated": "공격: 채점 셀 복제",
    "truncated": "잘린 파일",
    "empty": "빈 파일",
    "link": "심볼릭 링크",
    "wrong": "다른 노트북",
}
MAKING = "본보기 학급을 만듭니다: {path}"
GRADING = "샌드박스에서 채점합니다 …"
WRITING = "피드백과 보고서를 씁니다 …"
STUDENT, NAME, KIND, EXPECTED = "학생", "이름", "어떤 학생인가", "확인"
NOT_SUBMITTED, UNDECIDED, AS_EXPECTED, UNEXPECTED = "–", "?", "✓", "✗ {want}"
WANT_POINTS = "{unit:은/는} {points:g}점이어야 해요"
WANT_LESS = "{unit:은/는} 만점이 아니어야 해요"
WANT_CAUSE = "{unit}의 원인으로 {key:이/가} 나와야 해요"
WANT_REJECTED = "{unit:은/는} 읽을 수 없는 파일이어야 해요"
WANT_RECORD = "{unit}의 결과가 없어요"
WHERE = """
어디를 보면 되나요
  피드백    {feedback}
  보고서    {report}
  성적부    {db}
  formgrader로 열기:      autograder formgrader --class-dir {root}
  성적 내보내기(CSV):      cd {root} && nbgrader export --to grades.csv
"""
ALL_GOOD = "제출물 {count}개가 모두 예상한 대로 채점되었습니다."
NOT_GOOD = "제출물 {count}개 가운데 {bad}개가 예상과 다릅니다. 위 표의 ✗를 보세요."
NOT_DEMO = "{path}에 이미 학급이 있어요. 진짜 학급을 덮어쓰지 않도록 다른 --class-dir을 주거나 그 폴더를 지워 주세요."
NOT_RELEASED = "{unit}의 배포본이 없어요. 먼저 make release를 실행해 주세요."
