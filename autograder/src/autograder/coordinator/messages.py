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
NO_WORKERS = "{address}: 작업 프로세스가 하나도 없어요. dask worker {address} --nthreads 1 로 시작해 주세요."
