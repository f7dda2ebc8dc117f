"""Korean texts of the sandbox, for students and instructors."""

from __future__ import annotations

# --- how a submission's run went (Execution.message) -----------------------------------
RAN = ""
HUNG = "노트북 실행이 제한 시간({seconds:g}초) 안에 끝나지 않아서"
HUNG_CELL = "{cell}번째 셀의 실행을 멈출 수 없어서"
DIED = "노트북을 실행하던 프로세스가 {cell}번째 셀에서 끝나 버려서"
GARBLED = "노트북을 실행하던 프로세스가 알 수 없는 신호를 보내서"
SHORTENED = "{why}, 그 셀은 정의만 남기고 노트북을 처음부터 다시 실행했어요."
LEFT_OUT = "{why}, 그 셀은 빼고 노트북을 처음부터 다시 실행했어요."
SOLUTIONS = "{why}, 풀이 셀은 그대로, 나머지 셀은 정의만 다시 실행했어요."
NOT_WHOLE = " 실행을 끝내지 못한 셀({cells}번째{more})에서는 정의만 남기거나 모두 뺐어요."
AND_OTHERS = " 등"
DEFINED = "{why}, 채점할 정의만 다시 실행했어요."
FAILED = "채점할 정의를 실행하지 못했어요. 함수 밖에서 프로세스를 끝내거나 멈추는 코드가 있는지 살펴보세요."
REBUILT = "채점하던 함수가 노트북을 실행하던 프로세스를 끝내 버려서, 채점에 필요한 부분만 다시 실행해 이어서 채점했어요."
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
NO_ZONE = (
    "제출물을 가둘 공간을 만들지 못했어요: {detail}\n‘autograder doctor’를 실행해 이름 공간을 쓸 수 있는지 확인하세요."
)
NO_LIBRARY = (
    "이 컴퓨터에 {libraries:이/가} 없어서 이 단원은 채점할 수 없어요. 아무 점수도 적지 않았어요. 채점기의 파이썬에 설치하고 다시 실행하세요: "
    "python -m pip install {packages}"
)
BROKEN_LIBRARY = "{library:을/를} 불러오지 못해서 이 단원은 채점할 수 없어요. 아무 점수도 적지 않았어요. ({detail})"
NO_UNIT = "{path}: 배포된 단원이 없어요. ‘make release’로 먼저 만드세요."
ISOLATION = "격리 방식은 namespaces와 none 가운데 하나여야 하는데 {found}이라고 적혀 있어요."
CLOSED = "이미 닫은 샌드박스예요."

# --- doctor ----------------------------------------------------------------------------
PYTHON = "파이썬"
BWRAP = "bubblewrap"
NAMESPACES = "사용자 이름 공간"
APPARMOR = "AppArmor 제한"
SECCOMP = "컨테이너 seccomp"
CGROUP = "제어 그룹(cgroup)"
SHM = "공유 메모리(/dev/shm)"
FONT = "한글 글꼴"
WHOLE = "샌드박스 시험 실행"

WORKS = "잘 동작해요."
ABSENT = "없음"
UNKNOWN = "알 수 없음"
REFUSED = "커널이 거절했어요({reason})."
RESTRICTED = "일반 사용자의 이름 공간을 제한하고 있어요."
UNRESTRICTED = "제한이 없어요."
RESTRICTED_NOT_US = "제한하고 있지만, 채점기에는 허용되어 있어요."
UNFILTERED = "걸려 있지 않아요."
FILTERED_HARMLESS = "걸려 있지만, 채점에 필요한 것은 막지 않아요."
FILTERED = "시스템 호출을 거르고 있어요."
BROKEN = "{path}: 실행되지 않아요({error})."
PART_OF_CGROUP = "{found}만 쓸 수 있고, 여러 프로세스의 메모리를 묶어서 제한하지 못해요."
NO_CGROUP = "쓸 수 있는 제어 그룹이 없어서, 프로세스마다 따로 제한(rlimit)만 걸어요."

MEND_PYTHON = (
    "파이썬 {needed} 이상을 설치하고, 그 파이썬으로 환경을 다시 만드세요. 예: ‘make clean setup PYTHON=python3.12’"
)
MEND_BWRAP = (
    "bubblewrap {needed} 이상이 필요해요. 배포판의 것이 낡았다면 ‘conda install -c conda-forge bubblewrap’으로 새 판을 설치하고, "
    "PATH에서 먼저 나오게 하세요."
)
MEND_MAX_NAMESPACES = "관리자 권한으로 ‘sysctl -w user.max_user_namespaces=15000’을 실행하세요."
MEND_USERNS_CLONE = "관리자 권한으로 ‘sysctl -w kernel.unprivileged_userns_clone=1’을 실행하세요."
MEND_APPARMOR = (
    "관리자 권한으로 ‘sysctl -w kernel.apparmor_restrict_unprivileged_userns=0’을 실행하세요. 다시 켠 뒤에도 그대로 두려면 "
    "/etc/sysctl.d/60-autograder.conf에 ‘kernel.apparmor_restrict_unprivileged_userns=0’을 적어 두세요."
)
MEND_CONTAINER = (
    "컨테이너의 seccomp 설정이 unshare를 막고 있어요. Docker라면 ‘--security-opt seccomp=unconfined "
    "--security-opt apparmor=unconfined --security-opt systempaths=unconfined’를 붙여 컨테이너를 다시 시작하세요."
)
MEND_NAMESPACES = (
    "커널이나 컨테이너 설정이 이름 공간을 막고 있어요. 관리자에게 문의하거나, 격리를 포기해도 되는 곳이라면 "
    "‘--isolation none’으로 채점하세요."
)
MEND_CGROUP = (
    "메모리를 여러 프로세스에 걸쳐 묶어서 제한하려면 ‘systemd-run --user --scope -p Delegate=yes autograder …’처럼 "
    "위임받은 제어 그룹 안에서 실행하세요."
)
MEND_SHM = "64 MiB 이상이 좋아요. Docker라면 ‘--shm-size=256m’을 붙여 컨테이너를 시작하세요."
MEND_FONT = "함께 배포하는 글꼴 파일이 빠졌어요. autograder를 다시 설치하세요."
MEND_WHOLE = "위에서 실패한 항목을 먼저 고친 뒤 다시 시험해 보세요."
TOO_MUCH = "한 범주의 숨은 입력 {count}개를 합치면 {size} MiB라 격리 영역으로 한 번에 보낼 수 없어요. 입력을 줄이거나 범주를 나누세요."
