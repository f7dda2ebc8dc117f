"""All Korean texts of the release, in one place."""

from __future__ import annotations

#: The line that stands in a student's notebook in place of a solution.
STUB = 'raise NotImplementedError("여기를 채우세요")'

#: The text at the end of every notebook's first cell.
LIBRARY_RULE = (
    "채점하는 함수 안에서는 {given:과/와} 파이썬 표준 라이브러리만 씁니다. 함수 밖에서 SciPy나 {other} 같은 다른 라이브러리를 불러 "
    "답을 비교하는 것은 점수에 아무 영향이 없습니다."
)

NO_PROJECT = (
    "{start}: 이 폴더나 그 위에서 solutions/ 폴더를 찾지 못했어요. "
    "저장소 안에서 실행하거나 --root로 저장소 폴더를 알려 주세요."
)
NO_SUCH_UNIT = "{name}: 그런 단원이 없어요. 있는 단원은 {known:이에요/예요}."
NO_UNITS = "{folder}: 단원이 하나도 없어요. NN_topic/lesson.py가 있어야 해요."
QUIZ_OUTSIDE = (
    "{path}: 퀴즈 풀이 셀(solution:quiz)에서 {found!r} 줄이 풀이 표시 밖에 있어요. 빈 답안은 빌드가 만들어 넣으니, "
    "quiz_answers는 ### BEGIN SOLUTION과 ### END SOLUTION 사이에서만 정하세요."
)
NO_REGION = (
    "{path}: 풀이 셀 {name}에 {marker} 줄이 없어요. 정답을 풀이 표시 두 줄 사이에 두어야 학생용 노트북에서 지워져요."
)
NBGRADER_FAILED = "{path}: nbgrader가 학생용 노트북을 만들지 못했어요: {error}"
NOT_ASCII = "{path}: 풀이 셀 이름 {name!r}에 쓸 수 없는 글자가 있어요. 영문자, 숫자, 밑줄만 쓰세요."
CELL_FAILED = (
    "{path}: {number}번째 코드 셀을 실행하다 {error:이/가} 났어요: {text}\n--- 셀 ---\n{source}\n"
    "lesson.py를 고친 뒤 다시 실행하세요."
)

RELEASING = "{unit}: 학생용 노트북을 만들고 풀이를 실행합니다 …"
RELEASED = "{unit}: 끝 ({changed}개 파일이 바뀌었습니다)"
NOT_BUILT = (
    "{unit}: 라이브러리 {libraries:이/가} 없어 다시 만들지 못했습니다. 설치하려면 "
    "python -m pip install {packages:을/를} 실행하세요. 이미 만든 파일은 그대로입니다."
)
DRIFT_WITHOUT = "{unit}: 라이브러리 {libraries:이/가} 없어 단원의 꾸러미(checks.json 등)는 비교하지 않았습니다."
NOTHING_CHANGED = "{unit}: 끝 (바뀐 것이 없습니다)"

# --- the first code cell of each notebook --------------------------------------------------

INSTALL_COMMENT = "이 강의의 도구 npml이 없으면 설치합니다. 처음 한 번만 몇 초 걸립니다."
INSTALL_FROM_WHEEL = (
    "npml을 설치하지 못했어요. 강의에서 받은 npml-…whl 파일을 이 노트북과 같은 폴더에 올린 다음 이 셀을 다시 실행하세요."
)
INSTALL_FROM_ADDRESS = (
    "npml을 설치하지 못했어요. 인터넷에 연결되어 있는지 확인하고 이 셀을 다시 실행하세요. "
    "캐글에서는 오른쪽 Settings에서 Internet을 켜세요."
)

COURSE_README_HEAD = """# 단원 목록

[00_시작.ipynb](00_시작.ipynb)를 열면 어디까지 했는지, 무엇을 이어서 할지 알려 줍니다.

"""
COURSE_README_TAIL = """
각 단원의 노트북을 위에서부터 차례로 실행하며 `여기를 채우세요`라고 적힌 셀을 채우세요. 한 함수를 채울 때마다 바로 아래의
`check("이름")`을 실행하면 맞았는지 알려 줍니다. 막히면 그다음 셀에서 힌트를 여세요.
"""
EXERCISES = "{count}개"
UNIT_TABLE_HEAD = "| 단원 | 시간 | 채울 것 | 먼저 할 단원 |\n|--|--|--|--|"
FURTHER = (
    "여기까지가 강의의 {count}입니다. 아래는 더 해 보고 싶은 분을 위한 심화 단원이고, 건너뛰어도 강의를 마친 것입니다."
)
FURTHER_TABLE_HEAD = "| 심화 단원 | 시간 | 채울 것 | 먼저 할 단원 | 더 필요한 것 |\n|--|--|--|--|--|"
NEEDS_NOTHING = "없습니다"
FURTHER_NEEDS = (
    "PyTorch와 Keras는 그 단원을 할 때만 따로 설치합니다. 코랩에는 이미 있습니다. 둘의 CPU 판은 함께 쓰는 것까지 디스크를 1.4GB쯤 씁니다. "
    "인텔·AMD 리눅스에서 그냥 `pip install torch`를 실행하면 그래픽 카드용이 설치되어 5.8GB쯤 되므로, PyTorch 누리집의 설치 화면에서 "
    "CPU를 고르면 나오는 명령으로 설치하세요. 설치하지 않아도 노트북은 끝까지 실행됩니다."
)


def units_of_course(count: int) -> str:
    """How many units the course has."""
    return "열두 단원" if count == 12 else f"단원 {count}개"


#: The end of the README of the edition for self-study.
SELF_STUDY = """
## 혼자 공부하는 판

이 꾸러미는 혼자 공부하는 사람을 위한 것입니다. `check`의 모든 단계를 통과하면 다르게 쓴 풀이를 두세 가지 보여 줍니다.
수업에서는 이 판을 쓰지 않습니다.
"""
#: The start notebook and the lines of links.
START_MAP = "## 전체 지도"
START_LONE = (
    "단원마다 100점이고, 그 가운데 10점은 퀴즈입니다. 코랩이나 캐글에서 노트북을 하나만 열었다면 위의 링크는 열리지 않습니다. "
    "그때는 받은 폴더에서 단원의 노트북을 골라 올리세요."
)
LINK_BEFORE = "[← {title}](../{name}/{name}.ipynb)"
LINK_MAP = "[전체 지도](../{name})"
LINK_AFTER = "[{title} →](../{name}/{name}.ipynb)"
#: An exercise's points, below the heading of its prose.
POINTS = "{points}점"

DRIFT_NONE = "course/와 solutions/의 노트북이 모두 lesson.py와 같습니다."
DRIFT_HEAD = "lesson.py에서 다시 만든 것과 다른 파일이 {count}개 있습니다."
DRIFT_MISSING = "{path}: 있어야 할 파일이 없습니다."
DRIFT_EXTRA = "{path}: 어느 단원에서도 나오지 않는 파일입니다."
DRIFT_CHANGED = "{path}: 내용이 다릅니다."
DRIFT_NEXT = "make release를 실행하고, 바뀐 파일을 확인해 함께 커밋하세요."
DRIFT_BINARY = "(글이 아닌 파일이라 차이를 보이지 않습니다.)"

LEAK_NONE = "새어 나간 것이 없습니다: 파일 {files}개, 비밀 {secrets}가지를 대조했습니다."
LEAK_HEAD = "학생에게 나가면 안 되는 것이 {count}곳에 있습니다."
LEAK_LINE = "{path}:{line}: {what}: {text}"
LEAK_NEXT = "lesson.py의 풀이 표시와 public/의 내용을 확인하고 make release를 다시 실행하세요."
LEAK_KINDS = {
    "solution": "풀이의 줄 ({source})",
    "code": "채점용 코드의 줄 ({source})",
    "marker": "풀이 표시",
    "jupytext": "풀이를 되돌려 놓을 수 있는 jupytext 정보",
    "compiled": "컴파일된 파일",
    "file": "내보내지 않는 종류의 파일",
    "output": "실행 결과가 남은 셀",
    "quiz": "퀴즈 정답 ({source})",
}

HELP_RELEASE = "lesson.py에서 학생용 노트북과 풀이 노트북을 만듭니다."
#: The edition for self-study, as it is named on the command line and in the bundle.
EDITION = "self-study"
HELP_EDITION = "dist/에 만들 다른 판 (self-study: 통과하면 다른 풀이를 보여 줍니다. 수업에서는 나누어 주지 마세요)"
HELP_UNITS = "단원 이름 (없으면 모든 단원)"
HELP_DRIFT = "커밋된 노트북이 lesson.py에서 다시 만든 것과 같은지 확인합니다."
HELP_LEAKS = "학생에게 나가는 파일에 풀이나 채점 코드가 섞이지 않았는지 확인합니다."
HELP_LEAK_PATHS = "살펴볼 폴더나 zip, whl 파일 (없으면 course/)"
HELP_BUNDLE = "학생에게 나누어 줄 zip 파일을 dist/에 만듭니다."
HELP_NEW = "새 단원의 폴더를 만듭니다."
HELP_BUNDLE_UNITS = (
    "지금까지 나누어 준 단원과 이번에 나누어 줄 단원 (없으면 모두). 적지 않은 단원은 노트북도 확인도 들어가지 않고, 전체 지도에는 "
    "‘아직’이라고 나옵니다. 주마다 나누어 준다면 마지막 주에도 모두 적으세요."
)
NOT_OUT = "{title} (아직)"
BUNDLED_SOME = (
    "npml의 휠에는 적은 단원만 들어 있습니다. 학생이 새 노트북의 첫 셀을 실행하면 앞서 받은 npml을 이것으로 바꾸므로, 앞서 나누어 준 "
    "단원을 빠뜨리지 않았는지 확인하세요: {units}"
)
HELP_ADDRESS = "노트북이 npml을 설치할 곳: 색인의 이름이나 URL (없으면 zip에 든 휠)"
WHEEL_MADE = "{path:을/를} 만들었습니다 ({size:.1f} MB)."
HELP_WHEEL = "학생용 패키지 npml의 휠을 dist/에 만듭니다."
HELP_SITE = "브라우저에서 여는 사이트의 재료를 폴더에 모읍니다. make site가 이것으로 dist/site를 만듭니다."
HELP_SITE_FOLDER = "재료를 담을 빈 폴더"
HELP_PYODIDE = "사이트에 함께 넣을 Pyodide 배포판의 폴더 (없으면 브라우저가 인터넷에서 받습니다)"
PYODIDE_INCOMPLETE = "{folder}: Pyodide 배포판에 없는 파일이 있습니다: {names}"
HELP_NEW_UNIT = "두 자리 번호와 영문 이름 (예: 13_svm)"
HELP_TERMS = "용어집과 다른 말이 쓰인 곳을 찾습니다."
HELP_TERM_FILES = "살펴볼 파일 (없으면 단원의 글과 메시지 전부)"
BUNDLED = "{path:을/를} 만들었습니다 ({size:.1f} MB)."
NEW_MADE = (
    "{folder:을/를} 만들었습니다.\n"
    "lesson.py의 TODO를 채운 다음 .venv/bin/python -m autograder.release.audit.lab {folder} 명령으로 채점이 믿을 만한지 확인하세요."
)

DRIFT_UNREADABLE = "(노트북으로 읽을 수 없습니다.)"
DRIFT_LINE_ENDS = "(줄 바꿈 문자만 다릅니다.)"
DRIFT_COMMITTED = "지금 파일"
DRIFT_REBUILT = "다시 만든 것"

WHEEL_FAILED = "npml의 휠을 만들지 못했어요. hatchling이 남긴 말이에요:\n{error}"
BUNDLE_LEAKS = (
    "{path}: 풀이가 섞여 있어 만들지 않았어요. 위에 적힌 곳을 고친 뒤 make release와 make bundle을 다시 실행하세요."
)
BUNDLE_README = """# NumPy로 처음부터 만드는 머신러닝

노트북은 `course` 폴더에 있습니다. 쓰는 환경을 아래에서 하나 고르세요. 파이썬은 3.11 이상이어야 합니다.

## 윈도우

이 폴더를 열고 주소 표시줄에 `cmd`를 입력한 다음, 나타난 창에서 차례로 실행합니다.

    py -m venv .venv
    .venv\\Scripts\\python -m pip install -c constraints.txt "./@WHEEL@[lab]"
    .venv\\Scripts\\python -m npml.lab

다음부터는 마지막 줄만 실행하면 됩니다.

## macOS와 리눅스

터미널에서 이 폴더로 옮겨 차례로 실행합니다. 다음부터는 마지막 줄만 실행하면 됩니다.

    python3 -m venv .venv
    .venv/bin/python -m pip install -c constraints.txt "./@WHEEL@[lab]"
    .venv/bin/python -m npml.lab

## VS Code

1. 확장 Python과 Jupyter를 설치하고, 이 폴더를 엽니다.
2. 위에 적은 운영 체제의 명령에서 두 줄을 터미널에서 실행합니다. 마지막 줄은 실행하지 않습니다.
3. `course`에서 노트북을 열고 오른쪽 위 ‘커널 선택’에서 `.venv`를 고릅니다.
4. 노트북을 위에서부터 실행합니다.

## 코랩

1. colab.research.google.com에서 노트북 하나를 업로드합니다. 다른 파일은 필요하지 않습니다.
2. 첫 셀을 실행합니다. 설치하지 못했다는 말이 나오면 왼쪽 폴더 그림을 눌러 `@WHEEL@` 파일을 올리고 다시 실행합니다.
3. 다 풀면 파일 메뉴의 다운로드에서 `.ipynb`를 내려받습니다.

## conda

    conda env create -f environment.yml
    conda activate numpy-ml
    python -m npml.lab

## 시작

`course/README.md`에 단원 목록이 있습니다. 단원의 노트북을 열고 위에서부터 차례로 실행하며 `여기를 채우세요`라고 적힌 셀을
채우세요. 바로 아래의 `check("이름")`을 실행하면 맞았는지 알려 줍니다. 막히면 힌트 셀을 실행하세요.

## 빨간 글씨가 나오면

- `NameError: name 'check' is not defined`: 커널을 다시 시작한 뒤 첫 셀들을 실행하지 않았습니다. 맨 위부터 다시 실행하세요.
- `ModuleNotFoundError: No module named 'npml'`: 설치한 파이썬과 다른 파이썬으로 노트북을 열었습니다. 커널을 `.venv`로 바꾸거나 첫
  셀을 다시 실행하세요.
- `py` 또는 `python3`을 찾을 수 없다는 말: 파이썬을 먼저 설치하세요.
- `check`의 빨간 상자: 오류가 아니라 답이 다르다는 뜻입니다. 상자의 설명을 읽고 함수를 고치세요.
- 새 판을 받으면 새 휠 파일로 설치하는 줄을 한 번 더 실행하세요. 풀던 노트북은 그대로 씁니다.

## 제출

다 풀었으면 노트북을 저장하고 그 `.ipynb` 파일을 제출하세요.
"""
NEW_BAD_NAME = "{name}: 단원 이름은 두 자리 번호와 밑줄, 영문 소문자예요. 예: 13_svm"
NEW_EXISTS = "{folder}: 이미 있어요. 다른 번호나 이름을 고르세요."
TERM_FOUND = "{path}:{line}: ‘{found}’ → ‘{use}’."
TERMS_BAD = "용어집과 다른 말이 {count}곳에 있습니다. 고치거나, 다른 뜻이라면 terms.toml의 except에 적으세요."
TERMS_GOOD = "파일 {count}개에서 용어가 모두 용어집과 같습니다."


# --- the last cells of every notebook -------------------------------------------------------

HAND_IN = """## 제출

다 풀었으면 **저장한 다음**(Ctrl+S, 맥에서는 ⌘S) 아래 셀을 실행합니다. 저장된 노트북을 채점할 때처럼 처음부터 새로 실행하고 모든 확인을 해 봅니다. 남은 문제와 배점, 채점할 때 달라지는 것을 알려 줍니다.

제출 파일을 만들려면 `submit("20231234", "김하늘")`처럼 학번과 이름을 적어 실행합니다. 노트북 옆의 `제출` 폴더에 파일이 생기고, 코랩에서는 내려받기가 시작됩니다. 남은 문제가 있어도 제출할 수 있습니다."""

# --- checks.py of a unit -------------------------------------------------------------------

NOT_THREE_HINTS = "힌트가 세 단계가 아니에요. 방향, 수식과 shape, 빈칸 한 줄을 차례로 적어 주세요."
OTHER_PARTS = "parts로 나눈 사례가 {found}에 들어가요. 빠짐없이 {expected}에, 각각 하나 이상 들어가야 해요(남은 것은 rest)."
VISIBLE_CASE = "{group} {number}번 사례"
HAS_VERIFY = "{where}에 verify가 있어요. 보이는 사례에는 props를 쓰세요(코드는 학생에게 나가지 않아요)."
NO_PROPERTY = "{where}의 성질 {name:이/가} core/properties.py에 없어요."
NO_MISTAKE = "{where}의 성질 {name:이/가} 가리키는 오답 {key:이/가} 오답 은행에 없어요."
PROPERTY_FAILS = "{where}에서 정답이 성질 {name:을/를} 지키지 않아요: {params}"
REFERENCE_FAILS = "{where:을/를} 정답이 통과하지 못해요: {problem}"
REFERENCE_STOPS = "{where}에서 정답이 {number}번째 단계에 멈춰요: {error}"
OTHER_GRADIENT = "{where}: 정답의 기울기가 loss의 수치 미분과 달라요. loss와 wrt를 확인해 주세요."
NOT_SHIPPABLE = "{path}: widget_values의 {key!r}에 숫자·문자열·배열이 아닌 값이 있어요."

#: The minutes of a unit in course/README.md.
MINUTES = "{minutes}분"
