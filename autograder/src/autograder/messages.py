"""Korean texts of the engine, for the instructor."""

from __future__ import annotations

from collections.abc import Iterable

JUDGE_FAILED = "채점기 쪽의 문제라 점수를 정하지 않았어요. 사람이 보아야 해요. {error}"
NO_UNIT = "{unit}: 그런 단원이 없어요. {folder} 아래에 있는 단원 폴더의 이름이어야 해요."
SANDBOX_BROKEN = "샌드박스가 아무 문제 없는 노트북에도 답하지 않아요({error}). autograder doctor로 살펴본 뒤 다시 채점해 주세요."
SLIP = "{name:은/는} {unit}인가요? "
NOT_RELEASED = "{path}: 학생에게 준 노트북이 없어요. make release를 실행해 만들어 주세요."
WHICH_UNIT = (
    "{path}: 어느 단원인지 알 수 없어요. {slip}파일 이름에 단원 이름을 넣거나 --unit으로 알려 주세요. 단원은 {known} 가운데 하나예요."
)


def joined(notes: Iterable[str]) -> str:
    """Several notes as one text."""
    return " ".join(note if note.endswith((".", "?", "!")) else f"{note}." for note in notes)
