"""Korean texts of grading many submissions, for the instructor."""

from __future__ import annotations

NO_FOLDER = (
    "{path}: 제출 폴더가 없어요. 제출물을 submitted/학생/단원/단원.ipynb에 두거나 --class-dir로 학급 폴더를 알려 주세요."
)
LINKED = "{path}: 심볼릭 링크라서 따라가지 않았어요. 폴더를 직접 복사해 주세요."
BAD_NAME = "{path}: 학생의 이름으로 쓸 수 없는 폴더예요. 글자, 숫자, ., _, -, @만 쓴 이름으로 바꾸어 주세요."
NOT_A_UNIT = "{path}: 단원이 아닌 폴더라 건너뛰었어요."
NO_NOTEBOOK = "{path}: {unit}.ipynb가 없고 다른 노트북은 {count}개예요. 제출할 노트북 하나를 {unit}.ipynb로 두게 해 주세요."
RENAMED = "파일 이름이 {found}였어요"
UNKNOWN_STUDENT = "{student}: 그런 학생이 {folder}에 없어요. 폴더의 이름을 확인해 주세요."
WORKER_DIED = "작업 프로세스가 이 제출물을 채점하다 끝났어요({error}). 다시 실행해 보고, 되풀이되면 따로 살펴보아 주세요."
NO_SCHEDULER = "{address}: Dask 스케줄러에 연결하지 못했어요({error}). 주소와 방화벽을 확인해 주세요."
NO_WORKERS = (
    "{address}: {seconds:.0f}초 동안 작업 프로세스가 하나도 없었어요. dask worker {address} --nthreads 1 로 시작한 뒤 같은 명령을 "
    "다시 실행해 주세요. 이미 채점한 것은 다시 채점하지 않아요."
)
WAITING = "{address}: 작업 프로세스가 없어서 {seconds:.0f}초까지 기다립니다. dask worker {address} --nthreads 1 로 시작할 수 있습니다."
LOST = "{address}: 스케줄러와 연결이 끊어져서 다시 연결합니다 (최대 {seconds:.0f}초)."
BACK = "{address}: 다시 연결했습니다. 결과를 받지 못한 제출물 {count}개를 다시 보냅니다."
GIVEN_UP = (
    "{address}: 스케줄러와 연결이 끊어진 뒤 다시 연결하지 못했어요({error}). 스케줄러를 다시 시작하고 같은 명령을 다시 실행해 주세요. "
    "이미 채점한 것은 다시 채점하지 않아요."
)
NO_PROGRESS = (
    "{address}: 연결이 {count}번 잇달아 끊어지는 동안 채점된 것이 없어요. 스케줄러의 기록을 살펴본 뒤 같은 명령을 다시 실행해 주세요."
)
DIFFERENT = (
    "{worker}: 이 작업 프로세스의 환경이 채점을 시작한 컴퓨터와 달라서 점수가 달라질 수 있어요. {differences}. 두 컴퓨터에 같은 커밋과 "
    "requirements.lock으로 설치한 뒤 작업 프로세스를 다시 시작해 주세요."
)
DIFFERENCE = "{name}: 여기는 {mine}, 작업 프로세스는 {theirs}"
FOREIGN = (
    "작업 프로세스가 채점 명령을 알아듣지 못했어요({error}). 스케줄러와 작업 프로세스에도 이 저장소의 같은 커밋으로 autograder를 설치한 뒤 "
    "다시 시작해 주세요."
)
UNFIT = "{worker}: 이 작업 프로세스가 있는 컴퓨터에서는 격리할 수 없어요. {reason}"
