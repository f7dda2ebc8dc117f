"""What ``python -m npml.lab`` says."""

NO_FOLDER = "{folder}: 폴더가 없어요. 노트북이 든 폴더의 이름을 알려 주세요. 예: python -m npml.lab course"
NO_JUPYTERLAB = "주피터랩이 설치되어 있지 않아요. 다음을 실행한 뒤 다시 시도하세요.\n    {python} -m pip install jupyterlab"
