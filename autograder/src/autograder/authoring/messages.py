"""Korean texts for the author of a unit."""

from __future__ import annotations

NOT_ONCE = (
    "{where}: {exercise}의 오답({key})에서 바꿀 글이 풀이에 {count}번 나와요: {old!r}. 꼭 한 번 나오는 글을 적어 주세요."
)
NO_CODE = "{where}: {exercise}의 오답({key})을 만들 수 없어요: {error}. 바꾼 뒤에도 파이썬 코드인지 확인해 주세요."
NO_EXERCISE = "{path}: 풀이 셀이 없어요({exercise}). mistakes.py에 적은 문제의 이름을 확인해 주세요."
NO_LIST = "{path}: {name} = (…)이라는 목록이 없어요. make new가 만드는 파일을 보고 적어 주세요."
