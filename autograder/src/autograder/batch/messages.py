"""Korean texts of grading many submissions, for the instructor."""

from __future__ import annotations

NO_FOLDER = (
    "{path}: 제출 폴더가 없어요. 제출물을 submitted/학생/단원/단원.ipynb에 두거나 --class-dir로 학급 폴더를 알려 주세요."
)
LINKED = "{path}: 심볼릭 링크라서 따라가지 않았어요. 폴더를 직접 복사해 주세요."
BAD_NAME = "{path}: 학생의 이름으로 쓸 수 없는 폴더예요. 글자, 숫자, ., _, -, @만 쓴 이름으로 바꾸어 주세요."
OLD_NAME = "{path}: 폴더 이름이 UTF-8이 아니라 옛 한글 코드(CP949)로 적혀 있어요. 폴더 이름을 {name:으로/로} 바꾸어 주세요."
UNREADABLE = "{path}: 폴더를 열 수 없어요({error}). 폴더의 읽기 권한을 확인한 뒤 다시 채점해 주세요."
UNIT_AS_STUDENT = (
    "{path}: 학생 폴더가 있어야 할 자리에 단원 폴더가 있어요. submitted/학생/{unit}/{unit}.ipynb로 옮겨 주세요."
)
NOBODYS = "{path}: 누구의 것인지 알 수 없어 채점하지 않았어요. submitted/학생/단원/단원.ipynb로 옮겨 주세요."
OUTSIDE = "{path}: 단원 폴더 밖에 있어 채점하지 않았어요. submitted/{student}/{unit}/{unit}.ipynb로 옮겨 주세요."
OUTSIDE_UNKNOWN = "{path}: 단원 폴더 밖에 있어 채점하지 않았어요. submitted/{student}/단원/단원.ipynb로 옮겨 주세요."
SLIP = "{path}: 그런 단원이 없어 채점하지 않았어요. {found:은/는} {unit}인가요? 맞으면 폴더 이름을 고쳐 주세요."
SLIP_FILE = "{found:은/는} {unit}인가요?"
NOT_A_UNIT = "{path}: 단원이 아닌 폴더라 건너뛰었어요."
NOT_A_UNIT_BOOKS = "{path}: 단원이 아닌 폴더인데 노트북이 들어 있어요. 제출물이면 submitted/학생/단원/단원.ipynb로 옮기고, 아니면 치워 주세요."
STRAY = "{path}: 제출물이 아닌 파일이라 건너뛰었어요."
NOTHING = "{path}: 폴더가 비어 있어 건너뛰었어요."
TWO_FORMS = (
    "{student}: 같은 이름의 폴더가 {count}개 있고(윈도우와 macOS는 한글 이름을 다르게 적어요) 모두에 {unit} 폴더가 있어요. 어느 것이 제출물인지 "
    "알 수 없어 채점하지 않았어요. 하나만 남겨 주세요."
)
MERGED = "같은 이름의 폴더 {count}개(윈도우와 macOS가 다르게 적은 한글 이름)를 한 학생으로 보았어요"
NO_NOTEBOOK = "{path}: {unit}.ipynb가 없어요. {there} {advice}"
THERE = "있는 것은 {names}뿐이에요."
EMPTY = "폴더가 비어 있어요."
ADVICE = {
    "": "제출할 노트북을 {unit}.ipynb로 두게 해 주세요.",
    "several": "노트북이 {count}개라 어느 것이 제출물인지 알 수 없어요. 하나를 골라 {unit}.ipynb로 두어 주세요.",
    "other": "이 파일 이름은 다른 단원({other})이에요. 제출물이 맞는지 보고 {unit}.ipynb로 두어 주세요.",
    "link": "심볼릭 링크는 따라가지 않아요. 파일을 직접 복사해 {unit}.ipynb로 두어 주세요.",
    "inside": "노트북이 한 겹 더 안쪽의 폴더에 있어요. {unit}.ipynb를 이 폴더로 옮겨 주세요.",
    ".py": "파이썬 파일은 채점할 수 없어요. JupyterLab에서 저장한 노트북을 {unit}.ipynb로 내게 해 주세요.",
    ".zip": "압축을 푼 다음 노트북을 {unit}.ipynb로 두어 주세요.",
    ".html": "저장한 웹 페이지에는 노트북이 들어 있지 않아요. JupyterLab에서 저장한 노트북을 {unit}.ipynb로 내게 해 주세요.",
    ".pdf": "PDF는 채점할 수 없어요. JupyterLab에서 저장한 노트북을 {unit}.ipynb로 내게 해 주세요.",
    ".txt": "파일 이름 끝의 군더더기를 떼고 {unit}.ipynb로 두어 주세요.",
}
RENAMED = "{unit}.ipynb가 없어 하나뿐인 노트북 {found:을/를} 제출물로 보았어요"
BESIDE = "옆에 다른 노트북({found})이 있어요. {unit}.ipynb만 제출물로 보았어요"
UNTOUCHED = (
    "{path}: 풀지 않은 노트북인데 옆에 다른 노트북({found})이 있어요. 제출물이 그쪽인 것 같아 점수를 정하지 않았어요. 그것이 제출물이면 {unit}.ipynb로 "
    "바꾸어 두고, 아니면 치운 뒤 다시 채점해 주세요."
)
UNKNOWN_STUDENT = "{student}: 그런 학생이 {folder}에 없어요. 폴더의 이름을 확인해 주세요."
MAYBE_STUDENT = "{student}: 그런 학생이 {folder}에 없어요. {guess}인가요?"
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
NO_PROGRESS = "{address}: 연결이 {count}번 잇달아 끊어지는 동안 채점된 것이 없어요. 스케줄러의 기록을 살펴본 뒤 같은 명령을 다시 실행해 주세요."
DIFFERENT = (
    "{worker}: 이 작업 프로세스의 환경이 채점을 시작한 컴퓨터와 달라서 점수가 달라질 수 있어요. {differences}. 두 컴퓨터에 같은 커밋과 "
    "requirements.lock으로 설치한 뒤 작업 프로세스를 다시 시작해 주세요."
)
DIFFERENCE = "{name}: 여기는 {mine}, 작업 프로세스는 {theirs}"
FOREIGN = (
    "작업 프로세스가 채점 명령을 알아듣지 못했어요({error}). 스케줄러와 작업 프로세스에도 이 저장소의 같은 커밋으로 autograder를 설치한 뒤 "
    "다시 시작해 주세요."
)
UNFIT = "{worker}: 이 작업 프로세스가 있는 컴퓨터에서는 채점할 수 없어요. {reason}"
VERSION_FAILED = "낸 것 가운데 {version}의 점수를 정하지 못했어요. 다음 grade에서 다시 채점해요. {message}"
