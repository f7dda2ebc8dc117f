"""Everything that this subpackage says to people."""

from __future__ import annotations

# --- how a submission's run went (Execution.message) -----------------------------------
RAN = ""
HUNG = "노트북 실행이 제한 시간({seconds:g}초) 안에 끝나지 않아, 채점할 정의만 다시 실행했어요."
HUNG_CELL = "{cell}번째 셀의 실행을 멈출 수 없어서, 채점할 정의만 다시 실행했어요."
DIED = "노트북을 실행하던 프로세스가 {cell}번째 셀에서 끝나 버려서, 채점할 정의만 다시 실행했어요."
GARBLED = "노트북을 실행하던 프로세스가 알 수 없는 신호를 보내서, 채점할 정의만 다시 실행했어요."
FAILED = "채점할 정의를 실행하지 못했어요. 함수 밖에서 프로세스를 끝내거나 멈추는 코드가 있는지 살펴보세요."
LOST = "샌드박스가 사라져서 더 채점할 수 없어요."

# --- inside recorded outputs -----------------------------------------------------------
CUT = "\n[출력이 너무 길어 나머지는 줄였어요.]\n"
STOPPED_NAME = "TimeLimit"
STOPPED = "이 셀에서 노트북 실행이 멈추었어요. 끝나지 않는 반복이나 프로세스를 끝내는 코드가 있는지 살펴보세요."

# --- errors of the host ----------------------------------------------------------------
NO_BWRAP = (
    "샌드박스를 만드는 프로그램 bubblewrap(bwrap)이 없어요. Debian·Ubuntu라면 ‘apt install bubblewrap’으로 설치하세요."
)
NO_START = (
    "샌드박스를 시작하지 못했어요: {detail}\n‘autograder doctor’를 실행하면 이 컴퓨터에 무엇이 부족한지 알 수 있어요."
)
NO_ZONE = "제출물을 가둘 공간을 만들지 못했어요: {detail}\n‘autograder doctor’를 실행해 이름 공간을 쓸 수 있는지 확인하세요."
NO_UNIT = "{path}: 배포용 단원 폴더가 없어요. ‘make build’로 course/를 먼저 만드세요."
ISOLATION = "격리 방식은 namespaces와 none 가운데 하나여야 하는데 {found}이라고 적혀 있어요."
CLOSED = "이미 닫은 샌드박스예요."
