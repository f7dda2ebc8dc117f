"""Korean texts for the author of a unit."""

from __future__ import annotations

NOT_ONCE = (
    "{where}: {exercise}의 오답({key})에서 바꿀 글이 풀이에 {count}번 나와요: {old!r}. 꼭 한 번 나오는 글을 적어 주세요."
)
NO_CODE = "{where}: {exercise}의 오답({key})을 만들 수 없어요: {error}. 바꾼 뒤에도 파이썬 코드인지 확인해 주세요."
NO_EXERCISE = "{path}: 풀이 셀이 없어요({exercise}). mistakes.py에 적은 문제의 이름을 확인해 주세요."
NO_LIST = "{path}: {name} = (…)이라는 목록이 없어요. make new가 만드는 파일을 보고 적어 주세요."
NO_LESSON = "{path}: 파일을 읽을 수 없어요. 단원 폴더에 lesson.py가 UTF-8로 저장되어 있어야 해요."
NO_SUCH_EXERCISE = "{path}: EXERCISES에 {name!r}라는 문제가 없어요. 있는 문제: {known}."
NO_TITLE = "{path}: 제목(# …)이 있는 마크다운 셀이 없어요. 첫 셀에 제목을 적어 주세요."
NO_FILE = "{path}: 파일이 없어요. 단원 폴더의 구성을 확인해 주세요."
NOT_LOADED = "{path}: 읽는 중에 {kind:이/가} 났어요: {error}"
OTHER_NAMES = "{folder}: {file}에 적은 문제와 lesson.py의 풀이 셀이 달라요. {name}: {found}. 풀이 셀: {expected}."
GRADE_CELLS = "{path}: 채점 셀(grade:이름)은 문제마다 하나, quiz에 하나가 있어야 해요. 지금 있는 것: {found}."
NOT_HUNDRED = "{path}: 배점의 합이 퀴즈 10점까지 {total:g}점이에요. 100점이어야 해요."
NO_CORE = "{path}: {name}에 core 범주가 없어요."
NOT_EARLIER = (
    "{path}: {name}의 builds_on에 적은 {other:은/는} 앞에 나온 문제가 아니에요. 앞에 나온 문제: {known}. "
    "앞 문제의 이름만 적을 수 있어요."
)
NOT_ONE_RIGHT = "{path}: 퀴즈 {number}번의 정답이 하나가 아니에요."
OTHER_QUIZ = "{path}: quiz_answers가 checks.py의 정답(right=True)과 달라요. lesson.py: {found}. checks.py: {expected}."
