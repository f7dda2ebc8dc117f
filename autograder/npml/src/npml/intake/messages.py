"""Korean texts of reading a notebook: why it is rejected, and what was mended."""

from __future__ import annotations

AGAIN = "JupyterLab에서 노트북을 열어 다시 저장한 뒤 제출해야 해요."
CLEAR = "노트북에서 출력을 모두 지우고(Edit > Clear Outputs of All Cells) 저장한 뒤 다시 제출해야 해요."

EMPTY = "{path}: 파일이 비어 있어요. 노트북(JSON)이어야 해요. " + AGAIN
UTF16 = "{path}: UTF-16으로 저장된 파일이에요. 노트북은 UTF-8이어야 해요. " + AGAIN
NOT_UTF8 = "{path}: {offset}번째 바이트에서 UTF-8이 아닌 글자가 나왔어요. 노트북은 UTF-8이어야 해요. " + AGAIN
NUL = "{path}: {offset}번째 바이트에 NUL 문자가 있어요. 노트북은 글로 된 JSON이어야 해요. 파일이 깨진 것 같으니 " + AGAIN
NOT_JSON = "{path}: {line}번째 줄에서 JSON을 읽을 수 없어요. 파일이 잘렸거나 깨진 것 같아요. " + AGAIN
NOT_A_NOTEBOOK = "{path}: 이름은 노트북이지만 내용은 {kind:이에요/예요}. {advice}"
INSTEAD = "JupyterLab에서 저장한 .ipynb 파일을 제출해야 해요."
#: Kinds of files that are often handed in under a notebook's name: what each is, and what to do.
KINDS_OF_FILE = {
    "web": (
        "저장한 웹 페이지(HTML)",
        "브라우저의 '다른 이름으로 저장'이나 HTML 내보내기로 만든 파일에는 노트북이 들어 있지 않아요. " + INSTEAD,
    ),
    "zip": ("압축 파일(ZIP)", "압축을 푼 다음 그 안의 .ipynb 파일을 제출해야 해요."),
    "pdf": ("PDF 문서", INSTEAD),
    "gzip": ("압축 파일(gzip)", "압축을 푼 다음 그 안의 .ipynb 파일을 제출해야 해요."),
    "ole": ("한글이나 워드 문서", INSTEAD),
    "picture": ("그림 파일", INSTEAD),
    "text": ("JSON이 아닌 글", "파이썬 코드나 메모를 노트북 이름으로 저장한 것 같아요. " + INSTEAD),
}
TOO_DEEP = "{path}: JSON이 {limit}겹보다 깊게 겹쳐 있어요. 보통의 노트북이 아니에요. " + AGAIN
TOO_MANY_VALUES = "{path}: JSON에 값이 {found:,}개 들어 있어요. {limit:,}개까지 받아요. " + CLEAR
BAD_NUMBER = "{path}: JSON에 읽을 수 없는 수가 있어요. " + AGAIN
NOT_OBJECT = "{path}: JSON의 맨 바깥이 {found:이에요/예요}. 노트북이라면 객체({{…}})여야 해요. " + AGAIN
WRONG_FORMAT = (
    "{path}: 노트북 형식(nbformat)이 {found:이에요/예요}. 4여야 해요. jupyter nbconvert --to notebook --nbformat 4 로 바꾸거나 "
    + AGAIN
)
NO_CELLS = "{path}: cells가 {found:이에요/예요}. 셀의 목록이어야 해요. " + AGAIN
TOO_MANY_CELLS = "{path}: 셀이 {found:,}개예요. {limit:,}개까지 받아요. 필요 없는 셀을 지우고 다시 제출해야 해요."
CELL_VALUE, CELL_OBJECT, CELL_TYPES, CELL_SOURCE = "값", "객체({…})", "code, markdown, raw 가운데 하나", "글이나 글의 목록"
BAD_CELL = "{path}: {number}번째 셀의 {what}: {found}. {expected:이어야/여야} 해요. " + AGAIN
TOO_LONG_CELL = "{path}: {number}번째 셀의 내용이 {found:,}자예요. 한 셀은 {limit:,}자까지 받아요. 셀에 붙여 넣은 데이터를 지우고 다시 제출해야 해요."
TOO_LONG = (
    "{path}: 모든 셀의 내용을 합하면 {found:,}자예요. {limit:,}자까지 받아요. 붙여 넣은 데이터를 지우고 다시 제출해야 해요."
)

RESTORED = "{name}의 채점 셀이 바뀌어 있어 원래대로 되돌렸어요"
PUT_BACK = "{name}의 채점 셀이 없어 다시 넣었어요"
STUB_BACK = "{name}의 풀이 셀이 없어 빈칸으로 다시 넣었어요"
ADOPTED = "{name}의 풀이 셀에 표시가 없어 정의가 있는 셀을 풀이로 보았어요"
DUPLICATE = "{name}의 풀이 셀이 {count}개라 첫 번째 것을 풀이 셀로 보고, 나머지는 제자리에서 실행했어요"
RETYPED = "{name}의 셀 종류가 바뀌어 있어 코드 셀로 되돌렸어요"

JSON_NAMES = {dict: "객체", list: "목록", str: "글", bool: "참/거짓", type(None): "null", int: "수", float: "수"}


def json_name(value: object) -> str:
    """What a JSON value is, in Korean."""
    return JSON_NAMES.get(type(value), type(value).__name__)
